# How far the translation of a site is: each message, and whether its translation may be shown.

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from generator.translation.catalogue import entries_of, forms_of, is_translated, text_of
from generator.translation.faults import differences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from babel.messages.catalog import Catalog
    from babel.messages.catalog import Message as Entry

    from generator.translation.message import Message


class Progress(StrEnum):
    """What a catalogue says of a message."""

    TRANSLATED = "translated"
    """Only such a translation is shown; in all other states readers see the source."""
    WRONG = "wrong"
    """It has lost or added something, such as a number or a link."""
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
    """The translation; None if the state is stale or missing."""
    faults: tuple[str, ...] = ()
    """What is wrong with it."""


States = Sequence[MessageState]
"""What a catalogue says of several messages."""


def states(messages: Iterable[Message], catalogue: Catalog) -> Iterator[MessageState]:
    """The state of each message, in order."""
    messages = list(messages)
    known = {(entry.context or "", text_of(entry)): entry for entry in entries_of(catalogue)}
    now = {message.key for message in messages}
    has_dual = bool(catalogue.locale) and "two" in catalogue.locale.plural_form.tags
    gone = {context for context, text in known.keys() - now if context}
    for message in messages:
        entry = known.get(message.key)
        if not (entry and is_translated(entry) and isinstance(entry.id, str) != bool(message.plural)):
            yield MessageState(
                message, Progress.STALE if message.context in gone else Progress.MISSING, None
            )
        elif entry.fuzzy:
            yield MessageState(message, Progress.FUZZY, entry)
        else:
            faults = tuple(_faults(message, entry, small_in_words=has_dual))
            yield MessageState(message, Progress.WRONG if faults else Progress.TRANSLATED, entry, faults)


def in_pairs(message: Message, entry: Entry) -> Iterator[tuple[str, str]]:
    """The words of a message beside those of each form of its translation."""
    forms = forms_of(entry)
    for number, form in enumerate(forms):
        source, is_for_many = message.plural or message.text, number == len(forms) - 1
        if message.plural and not is_for_many:  # a form for one thing, or for two, may say so in words
            yield _COUNT.sub("", source), _COUNT.sub("", form)
        else:
            yield source, form


_COUNT = re.compile(r"%\(num\)s|\{count\}")
"""The number on which the form of a message depends, in templates and in Python."""


def _faults(message: Message, entry: Entry, *, small_in_words: bool) -> Iterator[str]:
    for source, form in in_pairs(message, entry):
        yield from differences(source, form, has_markup=message.has_markup, small_in_words=small_in_words)
