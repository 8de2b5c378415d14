# A ZIP file (PKWARE APPNOTE 6.3.3 and earlier) with the same bytes each time: its times are the content's.

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

_UNIX = 3
_READABLE = 0o100644 << 16


def archive(files: Mapping[str, bytes], date: dt.datetime, more: bytes = b"") -> bytes:
    """Files as one.

    Args:
        files: by path, in the order they are stored.
        date: from 1980 on.
        more: an archive whose files come first, as they are packed already.
    """
    whole = BytesIO(more)
    with ZipFile(whole, "a" if more else "w") as packed:
        for path, data in files.items():
            entry = ZipInfo(path, date.timetuple()[:6])
            entry.create_system = _UNIX
            entry.external_attr = _READABLE
            entry.compress_type = ZIP_DEFLATED
            packed.writestr(entry, data)
    return whole.getvalue()
