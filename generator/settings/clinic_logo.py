# Reads a clinic's logo, an SVG or PNG file, and checks that it is safe to print and to show.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.settings.picture_file import picture_file

if TYPE_CHECKING:
    from pathlib import Path

    from generator.settings.picture_file import PictureFile

MAX_BYTES = 300_000
"""The largest file size. The logo is in every PDF."""


def read_logo(path: Path) -> PictureFile:
    """Read and check a logo file.

    Raises:
        ValueError: the file cannot be used. The message says why, and what to do about it.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "not readable"
        raise ValueError(f"{path.as_posix()}: {reason.lower()}; name it as seen from this file") from error
    if len(data) > MAX_BYTES:
        raise ValueError(
            f"{path.as_posix()} has {len(data) // 1000} kB; at most {MAX_BYTES // 1000} kB, since every PDF"
            " holds it: save it smaller"
        )
    try:
        return picture_file(data, jpeg=False)
    except ValueError as error:
        raise ValueError(f"{path.as_posix()}: {error}") from error
