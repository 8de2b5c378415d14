# Finished pages of a site that is translated: what Material's template does not know of their language.

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.prose.languages import direction, language_marks
from generator.prose.source_names import mark_names
from generator.translation.report import UNTRANSLATED_SAFETY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path
    from typing import Any

    from generator.problems import Problem

_ROOT = re.compile(r'<html lang="[^"]*"')
_PARTLY = '<p class="untranslated">'
"""The notice in `page.html`."""
_BODY_DIRECTION = re.compile(r'(<body[^>]* dir=)"?[a-z]+"?')


def partly_translated(site: Path) -> Iterator[str]:
    """The addresses of pages with the notice that something on them is not translated."""
    for page in sorted(site.rglob("index.html")):
        if _PARTLY in page.read_text(encoding="utf-8"):
            yield f"{page.parent.relative_to(site).as_posix()}/".removeprefix("./")


def in_source(problems: Iterable[Problem]) -> str:
    """A line with the words on safety that are not translated; empty if there are none."""
    places = [f"{one.file}:{one.line} ({one.where})" for one in problems if one.rule == UNTRANSLATED_SAFETY]
    if not places:
        return ""
    count = "1 text" if len(places) == 1 else f"{len(places)} texts"
    return f"{count} on safety not translated, so readers see the source: {', '.join(places)}"


def in_language(html: str, language: str, source: Mapping[str, Any]) -> str:
    """A page with the language and its direction, which Material knows for its own languages only.

    Args:
        html: the page.
        language: its language.
        source: the tag of the language of the content, and the names that are in it; see `language_links`.
    """
    root = f"<html {language_marks(language)}"
    html = mark_names(html, source["names"], source["tag"])
    return _BODY_DIRECTION.sub(rf'\1"{direction(language)}"', _ROOT.sub(root, html, count=1), count=1)
