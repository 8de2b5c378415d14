# The messages of a content folder, in the order of its kinds and files.

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.problems import dotted
from generator.prose import Prose
from generator.schema.kinds import KINDS
from generator.translation.content_words import NOT_TRANSLATED, words_in
from generator.translation.message import Message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.content.load import Content
    from generator.translation.content_words import Unit

SAFETY = frozenset({"warning-signs", "cautions", "regions"})
"""Kinds whose words say when to get help. Without a translation that is up to date, the source is shown."""

_KEPT = re.compile(r"\{[a-z_]+(?::[^}]*)?\}|\[@[^\]]*\]|\]\[[^\]]*\]|\]\([^)\s]*[^)]*\)")
"""What a translation keeps: region words, quotations, citations, and the targets of links."""


def content_messages(content: Content) -> Iterator[Message]:
    """The messages of all content files; the same words in the same field of a file come once."""
    for kind in KINDS:
        if kind.name not in NOT_TRANSLATED:
            for id_ in content.items.get(kind.name, {}):
                yield from messages_of(content, kind.name, id_)


def messages_of(content: Content, kind: str, id_: str) -> Iterator[Message]:
    """The messages of one content file."""
    file = content.name(kind, id_)
    seen = set()
    for words in words_in(content.items[kind][id_]):
        context = context_of(file, words)
        if (context, words.text) not in seen:
            seen.add((context, words.text))
            yield Message(
                words.text,
                context,
                comments=tuple(_comments(kind, words)),
                files=(file,),
                has_markup=isinstance(words.value, Prose),
                is_running_text=words.is_needed,
                longest=_room_for(words.longest),
            )


def context_of(file: str, words: Unit) -> str:
    """The `msgctxt` of words: the file's name below the content folder, and the field.

    The places of items in lists do not belong to it, so that an item may move.
    """
    return f"{file}: {dotted(tuple(step for step in words.path if isinstance(step, str)))}"


def _comments(kind: str, words: Unit) -> Iterator[str]:
    if words.meaning:
        yield " ".join(words.meaning.split())
    if isinstance(words.value, tuple):
        yield "Words that mean the same, with | between them. Write as many as the language has."
    if kept := dict.fromkeys(_KEPT.findall(words.text)):
        yield f"Keep: {' '.join(kept)}"
    if longest := _room_for(words.longest):
        yield f"At most {longest} characters."
    if kind in SAFETY:
        yield "Safety: once the source changes, the source is shown until this is translated again."


def _room_for(longest: int | None) -> int | None:
    """The length that a translation may have: a third more than the source, since English is short."""
    return longest and longest + longest // 3
