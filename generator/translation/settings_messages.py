# The words of a site's settings that readers see: its name, and who may use the words.

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from generator.translation.message import Message

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.translation.language import Language

_FILE = "mkdocs.yml"
_MEANINGS = {
    "site_name": "The name of the site. It may stay as it is.",
    "copyright": "Who may use the words, at the foot of each page.",
}
"""The settings of MkDocs that are translated."""


def settings_messages(settings: Mapping[str, object]) -> Iterator[Message]:
    """The messages of the settings of MkDocs."""
    for name, text in _given(settings):
        yield Message(
            text,
            _context(name),
            comments=(_MEANINGS[name],),
            files=(_FILE,),
            is_running_text=name != "site_name",
        )


def translated_settings(
    settings: Mapping[str, object], language: Language, source: str
) -> Iterator[tuple[str, str]]:
    """The names and values of the settings that are other ones in a language.

    Args:
        settings: the settings of MkDocs.
        language: the language of the site.
        source: the language of the settings, with which words that have no translation are marked.
    """
    shown = language.shown(language.states(settings_messages(settings)))
    for name, text in _given(settings):
        if said := shown.get((_context(name), text)):
            yield name, said
        elif name == "copyright":  # a name needs no mark, and this one may have markup
            yield name, f'<span lang="{escape(source)}">{text}</span>'


def _given(settings: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for name in _MEANINGS:
        text = settings[name]
        if isinstance(text, str) and text:
            yield name, text


def _context(name: str) -> str:
    return f"{_FILE}: {name}"
