# Brings a catalogue up to date with its source: what is still right stays, what has changed becomes fuzzy.

from __future__ import annotations

import difflib
from collections import defaultdict
from typing import TYPE_CHECKING

from generator.translation.catalogue import add, entries_of, is_translated, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from babel.messages.catalog import Catalog
    from babel.messages.catalog import Message as Entry

    from generator.translation.message import Message

_SIMILAR = 0.6
"""How alike two texts must be, from 0 to 1, for the translation of one to help with the other."""


def merge(old: Catalog, messages: Iterable[Message], new: Catalog) -> Catalog:
    """Add messages to a new catalogue, with what the old one says of them.

    If the words of a message have changed, the translation of the earlier words is offered to the
    translator: the message is fuzzy, and no program uses it. Translations of messages that are gone stay as
    obsolete ones, in case they come back.

    Args:
        old: the catalogue as it was.
        messages: the messages of the source as it is.
        new: an empty catalogue.
    """
    messages = list(messages)
    entries = [*old.obsolete.values(), *entries_of(old)]
    known = {(entry.context or "", text_of(entry)): entry for entry in entries}
    now = {message.key for message in messages}
    left: dict[str, dict[str, Entry]] = defaultdict(dict)
    for (context, text), entry in known.items():
        if (context, text) not in now and is_translated(entry):
            left[context][text] = entry
    for message in messages:
        same = known.get(message.key)
        if same is not None and is_translated(same):
            add(new, message, same, fuzzy=same.fuzzy)
        else:
            earlier = _most_similar(message.text, left[message.context])
            add(new, message, same if earlier is None else earlier, fuzzy=earlier is not None)
    for context, gone in left.items():
        for text, entry in gone.items():
            new.obsolete[(text, context) if context else text] = entry
    return new


def _most_similar(text: str, entries: dict[str, Entry]) -> Entry | None:
    """The entry whose words are most like a text; each is taken only once."""
    found = difflib.get_close_matches(text, entries, n=1, cutoff=_SIMILAR)
    return entries.pop(found[0]) if found else None
