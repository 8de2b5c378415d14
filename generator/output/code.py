# A digest of the program itself: what it rendered before one of its files changed counts for nothing.

from __future__ import annotations

import hashlib
import sys
import sysconfig
from functools import cache
from pathlib import Path

import generator

_PACKAGE = Path(generator.__file__).parent


@cache
def code_digest() -> str:
    """The digest of the generator's files, of Python's version and of the installed packages."""
    hash_ = hashlib.sha256(sys.version.encode())
    for path in sorted(Path(sysconfig.get_path("purelib")).iterdir()):
        hash_.update(path.name.encode())
    for path in sorted(_PACKAGE.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            hash_.update(path.relative_to(_PACKAGE).as_posix().encode())
            hash_.update(hashlib.sha256(path.read_bytes()).digest())
    return hash_.hexdigest()
