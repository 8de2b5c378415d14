# SPDX-License-Identifier: MIT
"""A field that no output uses is found: each text of each kind arrives where its kind promises it.

Every text field of the small content set gets a word of its own, also those that are left out. A field is
named by its kind and its path, with `*` for every position in a list.
"""

from __future__ import annotations

import sys
import types
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin

import pytest

from generator.build import promise_files
from generator.checks.links import TARGETS
from generator.content.library import Library
from generator.content.load import load
from generator.content.localise import localise
from generator.content.reading import SHOWN_TO_READERS, reading
from generator.handouts.sheet.documents import document
from generator.prose import Prose, Text
from generator.prose.styled import StyledText
from generator.schema.common import Model
from generator.schema.pattern import Matches
from generator.schema.required import Required
from generator.settings.settings import Settings
from generator.site import Site
from generator.website.theme import theme_data
from tests.handouts.handouts_example import CONTENT, TOPICS, leaflet, quiz

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pydantic.fields import FieldInfo

Marks = dict[tuple[str, str], str]
"""Kind and field → the word that its text has."""


# --- a word in every text --------------------------------------------------------------------------


class Marker:
    """Puts a word into each text field of models, the same one for the same field of a kind."""

    def __init__(self) -> None:
        self.marks: Marks = {}
        self.prose: set[str] = set()

    def marked(self, kind: str, model: Any, path: tuple[str, ...] = ()) -> Any:
        """A copy of a model with words in its texts."""
        changed = {
            name: self._value(kind, info, getattr(model, name), (*path, name))
            for name, info in type(model).model_fields.items()
            if name != "id"
        }
        return model.model_copy(update=changed)

    def _value(self, kind: str, info: FieldInfo, value: Any, path: tuple[str, ...]) -> Any:
        if isinstance(value, Model):
            return self.marked(kind, value, path)
        if isinstance(value, tuple) and value and all(isinstance(one, Model) for one in value):
            return tuple(self.marked(kind, one, (*path, "*")) for one in value)
        text_type = _text_type(info)
        field = ".".join(path)
        if text_type is None or path[-1] in NO_TEXTS or (not value and f"{kind} {field}" in LEFT_OUT):
            return value
        word = self.marks.setdefault((kind, field), f"zq{len(self.marks):04}z")
        if text_type is Prose:
            self.prose.add(f"{kind} {field}")
        if isinstance(value, tuple):
            return tuple(_with_word(one, word) for one in value) or (_with_word(None, word, text_type),)
        return _with_word(value, word, text_type)


TARGET_FIELDS = {path.rstrip(".*").split(".")[-1] for paths in TARGETS.values() for path in paths}
NO_TEXTS = TARGET_FIELDS | {"body", "path", "format", "named", "d", "type"}
"""Fields of the type `str` that are no texts: names of other content and of types, and data of drawings."""
LEFT_OUT = {
    "pages in_short": "it would take the place of the summary of the session",
    "sources references.*.author.*.literal": "it would take the place of a person's name",
    "sources references.*.issued.literal": "it is shown if there is no year",
}
"""Fields that stay empty where they are, with the reason."""


def _text_type(info: FieldInfo) -> type | None:
    """Whether a field holds free text: `Prose` or `str`; None for ids, dates, choices and numbers."""
    return None if _has_form(info.metadata) else _text_in(info.annotation)


def _has_form(metadata: Iterable[Any]) -> bool:
    return any(isinstance(one, Matches) or getattr(one, "pattern", None) for one in metadata)


def _text_in(annotation: Any) -> type | None:
    if annotation in {Prose, StyledText, str}:
        return annotation  # type: ignore[no-any-return]
    if hasattr(annotation, "__metadata__"):  # `Annotated`, within a list
        pieces = [getattr(one, "metadata", (one,)) for one in annotation.__metadata__]
        return None if any(map(_has_form, pieces)) else _text_in(get_args(annotation)[0])
    if isinstance(annotation, types.UnionType) or get_origin(annotation) in {tuple, Union}:
        return next(filter(None, map(_text_in, get_args(annotation))), None)
    return None


def _with_word(value: Any, word: str, text_type: type = str) -> Any:
    if isinstance(value, Prose):
        return Prose(f"{value.source} {word}", (*value.nodes, Text(f" {word}")))
    if value is None:
        return Prose.of_plain(word) if text_type is Prose else text_type(word)
    return (
        StyledText(f"{value} {word}", f"{value.marked} {word}")
        if isinstance(value, StyledText)
        else f"{value} {word}"
    )


# --- the outputs -----------------------------------------------------------------------------------


@cache
def marked_library() -> tuple[Library, Marker]:
    """The small content set with a word in every text, and a leaflet with all blocks on each kind of topic.

    The region spells each word in another way, `zq0001y` in place of `zq0001z`.
    """
    content, problems = load(CONTENT)
    assert problems == []
    items: dict[str, Any] = {**content.items}
    items["quizzes"] = {**items["quizzes"], "every-type": quiz()}
    items["leaflets"] = {**items["leaflets"], **{id_: leaflet(id_, topic) for id_, topic in TOPICS.items()}}
    marker = Marker()
    items = {
        kind: {id_: marker.marked(kind, model) for id_, model in models.items()}
        for kind, models in items.items()
    }
    spelling = {word: respelt(word) for word in marker.marks.values()}
    uk = items["regions"]["uk"].model_copy(update={"spelling": spelling})
    items["regions"] = {"uk": uk}
    return Library(localise(replace(content, items=items), "uk")), marker


def respelt(word: str) -> str:
    return f"{word[:-1]}y"


READ_ALL = (
    "copy",
    "generator.checks",
    "generator.content.fields",
    "generator.content.load",
    "generator.content.localise",
    "generator.website.data",
    "pydantic",
    "tests",
)
"""Modules that read every field, whatever it is called, or do not publish it."""


@contextmanager
def recorded() -> Iterator[set[str]]:
    """Record which fields of models are read by any module but those of `READ_ALL`, as `Class.field`."""
    read: set[str] = set()

    def get(model: Model, name: str) -> Any:
        if name in type(model).model_fields:
            module = sys._getframe(1).f_globals.get("__name__", "")  # noqa: SLF001 - the caller's module
            if not module.startswith(READ_ALL):
                read.add(f"{type(model).__name__}.{name}")
        return object.__getattribute__(model, name)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Model, "__getattribute__", get)
        yield read


@cache
def outputs() -> dict[str, str]:
    """What each output says, in lower case."""
    return published()[0]


@cache
def published() -> tuple[dict[str, str], set[str]]:
    """What each output says, and the fields that were read to make all of them."""
    with recorded() as read:
        return _outputs(), read


def _outputs() -> dict[str, str]:
    library, _ = marked_library()
    site = Site(library, Settings(site_name="Test", site_url="https://unknot.example/", version="0"))
    read = (".md", ".html", ".js", ".json", ".svg")
    files = {file.path: file.data.decode() for file in promise_files(site) if file.path.endswith(read)}
    readings = [
        text
        for kind, _, model in library.documents()
        if kind in SHOWN_TO_READERS
        for _, text in reading(library, library.regions["uk"], model).texts
    ]
    theme = str(theme_data(site))
    texts = {
        "pages": " ".join([theme, *(text for path, text in files.items() if not path.startswith("data/"))]),
        "data": " ".join(text for path, text in files.items() if path.startswith("data/")),
        "sheets": " ".join(str(document(site, library.leaflets[id_]).data) for id_ in TOPICS),
        "plain language": " ".join(readings),
    }
    return {output: text.lower() for output, text in texts.items()}


def missing(output: str) -> set[str]:
    """The fields, as `kind field`, of whose text an output shows nothing."""
    text = outputs()[output]
    return {
        f"{kind} {field}"
        for (kind, field), word in marked_library()[1].marks.items()
        if word not in text and respelt(word) not in text
    }


# --- the fields ------------------------------------------------------------------------------------

NOT_READ = {
    "About.tier": "for authors, and in the data",
    "Date.literal": "it is read if there is no year",
    "Date.season": "references have years",
    "Leaflet.named": "a file is named when it is loaded",
    "MuscleShape.label_at": "it is read where a map has labels",
    "Region.title": "names the country for authors",
    "Region.only_here": "words that a check forbids",
    "Option.tier": "compared with the key by a check",
    "Pair.tier": "compared with the key by a check",
    "ChoiceQuestion.asks": "compared with the key by a check",
    "Tier.named": "compared with other texts by a check",
    "Revisions.signatures": "decides whether a reviewer is named",
    "Source.ISBN": "in the data; a reference has the publisher",
    "Source.editor": "it is read if there is no author",
    "Source.language": "in the data",
}
"""Fields that no output but the data reads, with the reason."""
READ_WHEN_LOADED = {"order", "regions", "was", "waive"}
"""Fields that decide what is in the library, and where."""


def test_every_field_is_read_by_an_output() -> None:
    """Also ids, numbers and choices, which cannot have a word of their own."""
    library, _ = marked_library()
    models = [model for kind, _, model in library.documents() if kind not in FOR_CHECKS]
    fields = {f"{type(one).__name__}.{name}" for model in models for one, name in _fields_of(model)}
    assert "Source.title" in fields
    unread = {field for field in fields - published()[1] if field.partition(".")[2] not in READ_WHEN_LOADED}
    asked_by_checks = {f"Required.{name}" for name in Required.model_fields}
    assert unread - asked_by_checks == set(NOT_READ)


def _fields_of(value: Any) -> Iterator[tuple[Model, str]]:
    if isinstance(value, Model):
        for name in type(value).model_fields:
            yield value, name
            yield from _fields_of(getattr(value, name))
    elif isinstance(value, tuple):
        for one in value:
            yield from _fields_of(one)


EVERYWHERE = {
    "regions title": "names the country for authors",
    "regions only_here": "words that a check forbids",
}
"""Fields that no output shows, with the reason."""

NOT_ON_PAGES = EVERYWHERE | {
    "warning-signs call_only": "the small set has no sign that is marked so",
    "sources references.*.ISBN": "in the data only; a reference has the publisher",
    "sources references.*.language": "in the data only",
    "words home.all_symptoms": "the small set has no list that is too long for the home page",
    "words home.all_techniques": "the same",
    "words technique.risks_on_record": "the session of the small set names no risks",
    "words of_the_subject": "words that the generator may not say, for its tests",
}
NOT_IN_DATA = EVERYWHERE | {"regions reviewer": "the data has facts, not who checked them"}
NOT_ON_SHEETS = {
    "techniques title": "the title of the leaflet is in its place",
    "techniques also_called": "the title of the leaflet is enough",
    "techniques one_line": "the subtitle of the leaflet is in its place",
    "techniques short_line": "for cards",
    "techniques search_words": "for the search",
    "techniques direction.text": "in the picture",
    "techniques hold.text": "in the picture",
    "techniques how_it_is_done.basis.text": "the source of the steps is on the page",
    "techniques pressure.text": "the scale shows it",
    "techniques course.text": "what studies did, no advice",
    "techniques muscles.*.note": "the names only",
    "techniques symptoms.*.note": "the names only",
    "techniques claims": "what others say",
    "techniques evidence.findings.*.text": "the summary only",
    "techniques not_known": "the summary only",
    "techniques aftercare.*.text": "what to do is there, for every massage",
    "symptoms title": "the title of the leaflet is in its place",
    "symptoms chip": "for the finder",
    "symptoms search_words": "for the search",
    "symptoms one_line": "the subtitle of the leaflet is in its place",
    "self-care search_words": "for the search",
}
PRINTED = ("techniques", "symptoms", "self-care")
"""Kinds whose whole page becomes a sheet."""
FOR_CHECKS = ("item-writing",)
"""Kinds that only checks read."""


def test_every_text_is_on_a_page() -> None:
    found = {field for field in missing("pages") if not field.startswith(FOR_CHECKS)}
    assert found == set(NOT_ON_PAGES)


def test_every_text_is_in_the_data() -> None:
    found = {field for field in missing("data") if not field.startswith((*FOR_CHECKS, "pages ", "words "))}
    assert found == set(NOT_IN_DATA)


def test_every_text_of_a_topic_is_on_its_sheet() -> None:
    assert {field for field in missing("sheets") if field.startswith(PRINTED)} == set(NOT_ON_SHEETS)


def test_every_prose_for_readers_is_checked_for_plain_language() -> None:
    prose = {field for field in marked_library()[1].prose if field.startswith(SHOWN_TO_READERS)}
    assert prose
    assert missing("plain language") & prose == set()


SPELT_AS_WRITTEN = ("reviewer", "say")
"""Fields with names of people, and with sounds."""


def test_every_text_on_pages_is_spelt_as_in_the_region() -> None:
    """Except search words, which are there in both spellings, and what a work says of itself."""
    pages = outputs()["pages"]
    words = marked_library()[1].marks
    found = {f"{kind} {field}" for (kind, field), word in words.items() if word in pages}
    of_works = {
        f"sources {field}" for kind, field in words if kind == "sources" and ".custom." not in field
    }
    assert found >= of_works - set(NOT_ON_PAGES)
    assert {
        field for field in found - of_works if not field.endswith((*SPELT_AS_WRITTEN, "search_words"))
    } == set()


def test_search_words_find_a_page_in_both_spellings() -> None:
    library, marker = marked_library()
    word = marker.marks["symptoms", "search_words"]
    (words,) = {symptom.search_words for symptom in library.symptoms.values()}
    assert {word, respelt(word)} <= set(" ".join(words).split())
