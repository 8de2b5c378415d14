# Reproducible ZIP files (PKWARE APPNOTE 6.3.3 and earlier): the caller gives the date of the files.

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

_UNIX = 3
_READABLE = 0o100644 << 16


def archive(files: Mapping[str, bytes], date: dt.datetime, start: bytes = b"") -> bytes:
    """Pack files into a ZIP file.

    Args:
        files: the content of each file by path, in the order in which to store them.
        date: the date and time of each file, in 1980 or later.
        start: a ZIP file to append the files to, so that its own files need not be packed again.
    """
    output = BytesIO(start)
    with ZipFile(output, "a" if start else "w") as zip_file:
        for path, data in files.items():
            entry = ZipInfo(path, date.timetuple()[:6])
            entry.create_system = _UNIX
            entry.external_attr = _READABLE
            entry.compress_type = ZIP_DEFLATED
            zip_file.writestr(entry, data)
    return output.getvalue()
