# A digest of the program itself, so that nothing is used again that another version of it has rendered.

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
    for path in sorted(Path(sysconfig.get_path("purelib")).glob("*.dist-info")):  # `name-version`
        hash_.update(path.name.encode())
    hash_.update(folder_digest(_PACKAGE).encode())
    return hash_.hexdigest()


def folder_digest(folder: Path) -> str:
    """The digest of all files in a folder and the folders in it, except compiled Python."""
    hash_ = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            hash_.update(path.relative_to(folder).as_posix().encode())
            hash_.update(hashlib.sha256(path.read_bytes()).digest())
    return hash_.hexdigest()
