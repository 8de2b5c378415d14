# What a website on one's own computer may lack and a published one may not: `unknot check --publish`.

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from generator.problems import Problem, line_and_column

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.settings import Settings

_OWN = re.compile(r"localhost|.*\.localhost|127(?:\.\d+){3}|\[?::1\]?|0\.0\.0\.0")
"""Names by which a computer calls itself."""


def unpublishable(settings: Settings, file: str, text: str) -> list[Problem]:
    """What is missing in the settings.

    Args:
        settings: the site's settings.
        file: the settings' file, as problems name it.
        text: what is in it.
    """
    return [
        Problem(file, *_place(text, name), name, message, "publish") for name, message in _missing(settings)
    ]


def _missing(settings: Settings) -> Iterator[tuple[str, str]]:
    if not settings.site_url:
        yield "site_url", "say where the site will stand before publishing"
    elif _OWN.fullmatch(urlsplit(settings.site_url).hostname or ""):
        yield "site_url", f"nobody else can reach {settings.site_url}; say where the site will stand"
    if not settings.contact:
        yield "contact", "say where a reader reports a mistake before publishing"


def _place(text: str, name: str) -> tuple[int, int]:
    """Line and column of a setting; the top of the file if it is not there."""
    found = re.search(rf"^[ \t]*{name}:", text, re.MULTILINE)
    if not found:
        return 1, 1
    return line_and_column(text, found.end() - len(name) - 1)
