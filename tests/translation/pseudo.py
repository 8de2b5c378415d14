# A pseudo-language: all messages with marks around them, other letters, and a third longer.
#
# Whatever a reader sees without its marks was not translated, and what has several pairs of marks in one
# sentence was put together from pieces.

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from generator.content.load import load
from generator.translation.catalogue import add, as_po, entries_of, new_catalogue
from generator.translation.content_messages import content_messages
from generator.translation.interface_messages import interface_messages
from generator.translation.language import catalogue_path
from generator.translation.settings_messages import settings_messages

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from pathlib import Path

    from babel.messages.catalog import Catalog

    from generator.translation.message import Message

START, END = "«", "»"
"""The marks around each message. Our fonts have them, and the content has none."""


class _Settings(yaml.SafeLoader):
    """Reads settings, but no variables of the environment."""


_Settings.add_constructor("!ENV", lambda *_: "")

_SMALL = "áḃçďéḟĝĥíĵķĺṁñóṗþŕšţúṽŵẋýž"
_LETTERS = {
    ord(plain): other
    for plain, other in zip(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", _SMALL + _SMALL.upper(), strict=True
    )
}
_VOWEL = re.compile("[áéíóú]")
"""Each is written twice, which makes a text a third longer, and its words, too."""

_KEPT = re.compile(
    r"""
      ```.*?``` | `[^`\n]*`                   # code
    | %\(\w+\)[sd] | \{[^{}\n]*\}             # placeholders, words from elsewhere, attributes of headings
    | \s*\[@[^\]]*\]                          # citations
    | \]\[[^\]]*\] | \]\([^)\s]*\)            # targets of links
    | </?[a-zA-Z][^>]*> | <!--.*?--> | &\w+;  # HTML
    | https?://[^\s)>\]]+ | \\.
    """,
    re.VERBOSE | re.DOTALL,
)
_STRUCTURE = re.compile(
    r"""(?P<before>(?:[ ]*(?:\#{1,6}|[-*+]|\d+\.|>|:)[ ]+|[!?]{3}\+?[ ]+[\w-]+[ ]+")*[ ]*)
        (?P<words>.*?)
        (?P<after>(?:\s*\{[:.\#][^{}]*\}|")?\s*)$""",
    re.VERBOSE | re.DOTALL,
)
"""A line of Markdown with those that continue it: marks of headings, lists and notes around its words."""
_STARTS = re.compile(r"\s*(?:\#{1,6}|[-*+]|\d+\.|>|:)[ ]|[!?]{3}|\s*\|")
_NUMBERED = re.compile(r"\s*\d+\.")
"""It starts no list in the middle of a paragraph."""
_RULE = re.compile(r"[\s|:-]*")
_FENCE = re.compile(r"\s*(?:```|~~~)")


def pseudo(text: str) -> str:
    """A text in the pseudo-language; placeholders, links, citations and tags stay."""
    pieces, end = [], 0
    for match in _KEPT.finditer(text):
        pieces += [_letters(text[end : match.start()]), match[0]]
        end = match.end()
    inner = "".join((*pieces, _letters(text[end:])))
    bare = inner.strip()
    return inner.replace(bare, f"{START}{bare}{END}", 1) if bare else inner


def _letters(text: str) -> str:
    return _VOWEL.sub(r"\g<0>\g<0>", text.translate(_LETTERS))


def pseudo_markdown(text: str) -> str:
    """A block of Markdown in the pseudo-language; its headings, lists and tables stay."""
    if _FENCE.match(text):
        return text
    return "\n".join(map(_part, _parts(text)))


def _parts(text: str) -> Iterable[str]:
    """The lines of a block, each with those that continue it."""
    part: list[str] = []
    for line in text.split("\n"):
        in_paragraph = part and not _STARTS.match(part[0])
        is_row = part and part[0].lstrip().startswith("|")
        starts = _STARTS.match(line) and not (in_paragraph and _NUMBERED.match(line))
        if part and (starts or is_row):
            yield "\n".join(part)
            part = []
        part.append(line)
    yield "\n".join(part)


def _part(text: str) -> str:
    if text.lstrip().startswith("|"):
        return text if _RULE.fullmatch(text) else "|".join(map(_cell, re.split(r"(?<!\\)\|", text)))
    match = _STRUCTURE.match(text)
    assert match
    return match["before"] + pseudo(match["words"]) + match["after"]


def _cell(text: str) -> str:
    return pseudo(text) if re.search(r"[^\W\d_]", _KEPT.sub("", text)) else text


def said(message: Message, text: str) -> str:
    """A message, or its plural, in the pseudo-language."""
    if message.context.endswith(".md: body"):
        return pseudo_markdown(text)
    if not message.is_running_text and " | " in text:
        return " | ".join(map(pseudo, text.split(" | ")))
    return pseudo(text)


def catalogue(messages: Iterable[Message], language: str, name: str, changed: dt.datetime) -> Catalog:
    """A complete catalogue of the pseudo-language, under the tag of a real one."""
    new = new_catalogue(language, name, changed)
    by_text = {}
    for message in messages:
        add(new, message, None, fuzzy=False)
        by_text[message.key] = message
    for entry in entries_of(new):
        forms = (entry.id,) if isinstance(entry.id, str) else entry.id
        message = by_text[entry.context or "", forms[0]]
        translated = [said(message, form) for form in forms]
        many = [*translated, *translated[-1:] * new.num_plurals][: new.num_plurals]
        entry.string = translated[0] if isinstance(entry.id, str) else tuple(many)
    return new


def translate(folder: Path, language: str, changed: dt.datetime) -> None:
    """Write the catalogues of a site's folder, which has a `mkdocs.yml` and its content in `content/`."""
    content, _ = load(folder / "content")
    settings = yaml.load((folder / "mkdocs.yml").read_text("utf-8"), _Settings)  # noqa: S506 - a safe loader
    of_content = (*settings_messages(settings), *content_messages(content))
    for name, messages in (("interface", interface_messages()), ("content", of_content)):
        path = catalogue_path(folder, language, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(as_po(catalogue(messages, language, name, changed)), encoding="utf-8")
