# Marks names that are not translated on a page in another language. Prose carries its language itself.
# Titles, labels and the like are plain text, which templates show in dozens of places.

from __future__ import annotations

import html as html_entities
import re
from typing import TYPE_CHECKING

from generator.prose.languages import language_marks

if TYPE_CHECKING:
    from collections.abc import Collection

_TEXT = re.compile(r"(<(/?)([a-zA-Z0-9]+)[^<>]*)>([^<>]+)(?=<)")
"""A tag, and the text after it."""
_BETWEEN = re.compile(r"(\s*[:·\[\]]+\s*|\s*\.+\s*$|\.\]\s*$)")
"""What is before, after and between names, as in `A kind: the name of one`."""
_NO_ELEMENTS = frozenset({"code", "pre", "script", "style", "textarea", "title"})
"""Elements whose text has no elements in it, or is no text for readers."""
_OWN_MARK = frozenset({"option", "text", "tspan"})
"""Elements that have no `span` in them, and take the attribute themselves."""


def mark_names(html: str, names: Collection[str], language: str) -> str:
    """HTML in which each name that is the whole text of an element, or of a piece of one, has its language.

    Args:
        html: a page, or a piece of one.
        names: names in the language of the source, without spaces around them.
        language: that language.
    """
    if not names:
        return html
    marks = language_marks(language)

    def marked(match: re.Match[str]) -> str:
        tag, end, element, text = match.groups()
        if not text.strip() or " lang=" in tag or element in _NO_ELEMENTS:
            return match[0]
        if element in _OWN_MARK:
            return f'{tag} lang="{language}">{text}' if is_known(text) and not end else match[0]
        return f"{tag}>{''.join(map(in_element, [text] if is_known(text) else _BETWEEN.split(text)))}"

    def is_known(text: str) -> bool:
        return html_entities.unescape(text).strip() in names

    def in_element(text: str) -> str:
        bare = text.strip()
        return text.replace(bare, f"<span {marks}>{bare}</span>", 1) if is_known(text) else text

    return _TEXT.sub(marked, html)
