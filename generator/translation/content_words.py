# The words of content files that are translated: where they are, and files with other words in their place.

from __future__ import annotations

import operator
import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from generator.content.fields import with_fields
from generator.content.localise import SPELT_BY_REGION
from generator.prose import Prose
from generator.prose.typed_answers import folded
from generator.schema.cautions import Caution
from generator.schema.common import Model
from generator.schema.csl import CslModel
from generator.schema.docstrings import field_docstrings
from generator.schema.page import Page
from generator.schema.region import Region
from generator.schema.words import WordGroup
from generator.translation.markdown_blocks import blocks_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.problems import FieldPath

M = TypeVar("M", bound=Model)

NOT_TRANSLATED = frozenset({"item-writing", "pemat", "plain-language", "required", "revisions"})
"""Kinds that hold rules, judgements and records for authors; readers see hardly any of their words."""

_PLAIN = SPELT_BY_REGION | {"label", "say"}
"""Fields of plain text that readers see."""
_LISTS = frozenset({"accepted", "also", "also_called", "search_words"})
"""Fields with words that mean the same. Another language may have more of them, or fewer."""
_NAMES = "named"
"""A field of cautions with such words, by which search finds them."""
_TYPED = "accepted"
"""The field with answers to type."""
_SOUNDS = "say"
"""The field with the pronunciation of a word."""
_BETWEEN = " | "
"""What is between the words of a list in a catalogue."""
_BY_NAME = frozenset({"actions", "words"})
"""Fields of a region with words by their names."""


@dataclass(frozen=True)
class Unit:
    """Words of a content file that are translated together."""

    path: FieldPath
    """Names of fields, ids of items, and the indices of items without an id, outermost first."""
    value: Any
    """The words as the content has them: `Prose`, plain text, or a tuple of words that mean the same."""
    model: type[Model]
    """The schema of what they are a field of."""
    field: str
    """The name of the field in files."""

    @property
    def text(self) -> str:
        """The words as a catalogue has them."""
        if isinstance(self.value, tuple):
            return _BETWEEN.join(self.value)
        return self.value.source if isinstance(self.value, Prose) else self.value

    def said_as(self, text: str) -> Prose | str | tuple[str, ...]:
        """Other words, as the content would have them.

        Raises:
            ProseError: `text` stands for prose, and its markup is wrong.
        """
        if isinstance(self.value, tuple):
            several = tuple(filter(None, map(str.strip, text.split(_BETWEEN.strip()))))
            # Of answers to type that count as the same, one is enough.
            return (
                tuple({folded(one): one for one in reversed(several)}.values())[::-1]
                if self.is_typed
                else several
            )
        return Prose.parse(text) if isinstance(self.value, Prose) else text

    @property
    def is_typed(self) -> bool:
        """Whether they are answers that readers type, in which accents and capitals make no difference."""
        return self.field == _TYPED

    @property
    def is_sound(self) -> bool:
        """Whether they say how a word is pronounced, which other languages may not need."""
        return self.field == _SOUNDS

    @property
    def is_needed(self) -> bool:
        """Whether readers miss them without a translation. Search works with fewer words, too."""
        return not (isinstance(self.value, tuple) or self.is_sound)

    @property
    def meaning(self) -> str:
        """What the words are for, from the schema."""
        return field_docstrings(self.model).get(self.field, "")

    @property
    def longest(self) -> int | None:
        """How many characters the content may have there; None without a limit."""
        return _limits(self.model).get(self.field)


@cache
def _limits(model: type[Model]) -> dict[str, int]:
    """Field → the length to which its text is limited."""
    return {
        info.alias or name: longest
        for name, info in model.model_fields.items()
        for longest in (getattr(mark, "max_length", None) for mark in info.metadata)
        if longest and info.annotation in (str, str | None)
    }


def words_in(model: Model) -> Iterator[Unit]:
    """All words of a content file that are translated, in the order of its fields."""
    found: list[Unit] = []

    def note(words: Unit) -> Any:
        found.append(words)
        return words.value

    with_words(model, note)
    return iter(found)


def with_words(model: M, change: Callable[[Unit], Any]) -> M:
    """A content file with other words: the same object if the function returns all as they are.

    Args:
        model: the content of a file.
        change: called with all words in the order of the file; returns what stands in their place.
    """
    return _model(model, (), change)


def _model(model: M, path: FieldPath, change: Callable[[Unit], Any]) -> M:
    fields = type(model).model_fields

    def changed(name: str, value: Any) -> Any:
        key = fields[name].alias or name
        return _value(Unit((*path, key), value, type(model), key), change)

    return with_fields(model, changed)


def _value(at: Unit, change: Callable[[Unit], Any]) -> Any:
    match at.value:
        case Model() as model:
            return _model(model, at.path, change)
        case Prose():
            return change(at)
        case str() as text:
            return _text(at, text, change)
        case tuple() as items:
            return _list(at, items, change)
        case dict() as named if at.model is Region and at.field in _BY_NAME:
            new = {
                name: change(replace(at, path=(*at.path, name), value=text)) for name, text in named.items()
            }
            return named if new == named else new
        case other:
            return other


def _list(at: Unit, items: tuple[Any, ...], change: Callable[[Unit], Any]) -> Any:
    if at.field in _LISTS or (at.model is Caution and at.field == _NAMES):
        return change(at) if items else items
    new = tuple(
        _value(replace(at, path=(*at.path, _step(index, item)), value=item), change)
        for index, item in enumerate(items)
    )
    return items if all(map(operator.is_, new, items)) else new


def _text(at: Unit, value: str, change: Callable[[Unit], Any]) -> Any:
    if at.model is Page and at.field == "body":
        pieces = [
            change(Unit((*at.path, index), text, at.model, at.field)) if is_block else text
            for index, (text, is_block) in enumerate(blocks_of(value))
        ]
        body = "".join(pieces)
        return value if body == value else body
    read = at.field in _PLAIN or issubclass(at.model, WordGroup)
    published = issubclass(at.model, CslModel)
    return change(at) if read and not published and _HAS_LETTERS.search(value) else value


_HAS_LETTERS = re.compile(r"[^\W\d_]")


def _step(index: int, item: Any) -> str | int:
    """How a path names an item of a list: by its id if it has one, so that others may move around it."""
    id_ = getattr(item, "id", None)
    return id_ if isinstance(id_, str) else index
