# The file that the generator itself was installed from, which a new site takes along: no package index
# knows it, and a package of the same name in an index may be somebody else's.

from __future__ import annotations

import hashlib
import json
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import generator


def wheel_name() -> str:
    """The name of the wheel of this version."""
    return f"unknot-{generator.__version__}-py3-none-any.whl"


def own_wheel() -> Path | None:
    """The wheel that pip has installed, if it is still there and the same; None if it is not.

    Installers record where a package is from (https://packaging.python.org/en/latest/specifications/direct-url/).
    """
    try:
        record = json.loads(distribution("unknot").read_text("direct_url.json") or "{}")
    except PackageNotFoundError:
        return None
    address = urlsplit(record.get("url", ""))
    path = Path(url2pathname(address.path))
    if address.scheme != "file" or path.name != wheel_name() or not path.is_file():
        return None
    known = record.get("archive_info", {}).get("hashes", {}).get("sha256")
    return path if known in {None, hashlib.sha256(path.read_bytes()).hexdigest()} else None
