# How far the translation of a site is: each message, and whether its translation may be shown.

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from generator.translation.catalogue import entries_of, is_translated, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from babel.messages.catalog import Catalog
    from babel.messages.catalog import Message as Entry

    from generator.translation.message import Message


class Progress(StrEnum):
    """What a catalogue says of a message."""

    TRANSLATED = "translated"
    FUZZY = "fuzzy"
    """A translator has to look at it again: its words have changed."""
    STALE = "stale"
    """Its words have changed, and the catalogue does not know yet; `unknot translate extract` tells it."""
    MISSING = "missing"


class MessageState(NamedTuple):
    """A message, and what a catalogue says of it."""

    message: Message
    state: Progress
    entry: Entry | None
    """The translation; None if the state is missing."""


def states(messages: Iterable[Message], catalogue: Catalog) -> Iterator[MessageState]:
    """The state of each message, in order."""
    messages = list(messages)
    known = {(entry.context or "", text_of(entry)): entry for entry in entries_of(catalogue)}
    now = {message.key for message in messages}
    gone = {context for context, text in known.keys() - now if context}
    for message in messages:
        entry = known.get(message.key)
        if entry and is_translated(entry) and isinstance(entry.id, str) != bool(message.plural):
            yield MessageState(message, Progress.FUZZY if entry.fuzzy else Progress.TRANSLATED, entry)
        else:
            yield MessageState(
                message, Progress.STALE if message.context in gone else Progress.MISSING, None
            )
