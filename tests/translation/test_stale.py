# SPDX-License-Identifier: MIT
"""Random edits of source and catalogues: nothing old, wrong or mixed is shown in translation.

Each text of the content has a word of its own at its end, and so has its translation. So pages, quizzes,
packages and sheets can be searched for what they show.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import tempfile
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import lxml.html
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from generator.build import promise_files
from generator.content.library import Library
from generator.content.load import load
from generator.content.quotations import fill_in
from generator.handouts.sheet.context import NoSheet, Reader
from generator.handouts.sheet.documents import document
from generator.problems import ContentError
from generator.prose import Prose
from generator.settings.settings import Settings
from generator.site import localised_site
from generator.translation.catalogue import as_po, new_catalogue
from generator.translation.content_messages import content_messages, context_of
from generator.translation.content_words import NOT_TRANSLATED, Unit, with_words
from generator.translation.language import catalogue_path, read_language
from tests.conftest import REPOSITORY, SITE_URL
from tests.safety import outputs
from tests.translation.pseudo import pseudo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.content.load import Content
    from generator.problems import Problem
    from generator.site import Site

pytestmark = pytest.mark.builds


TAG = "eo"
DAY = dt.datetime(2026, 12, 1, tzinfo=dt.UTC)
CONTENT, _ = load(REPOSITORY / "examples" / "neck-and-shoulder" / "content")
SETTINGS = Settings(
    site_name="House", version="1", site_url=SITE_URL, languages=("en", TAG), share_pictures=False
)
SAFETY = ("warning-signs", "cautions", "regions")
ITEMS = {**dict.fromkeys(("warning-signs", "cautions"), 4)}
ITEMS |= dict.fromkeys(("body-map", "claims", "glossary", "quizzes", "sources"), 2)
WHOLE = ("techniques", "symptoms", "self-care", "session")
_OWN = re.compile(r"(?:zq|xj)[a-z]+(?:qz|jx)", re.IGNORECASE)
"""The word of a source, or of a translation."""


@dataclass(frozen=True)
class Place:
    """A text of the content."""

    kind: str
    """Its kind of content."""
    id: str
    """The file's id."""
    words: Unit
    """The words without a word of their own."""

    @property
    def whole(self) -> tuple[object, ...]:
        """What is shown in one language together with it."""
        count, path = ITEMS.get(self.kind, 0), self.words.path
        if count and len(path) > count:
            path = path[:count]
        elif self.kind in WHOLE:
            path = ()
        return (self.kind, self.id, path)

    @property
    def is_prose(self) -> bool:
        """Whether it is more than a name. Names are shown in translation if they have one."""
        return isinstance(self.words.value, Prose)


def _letters(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


def _own_word(number: int, version: int, *, translated: bool) -> str:
    """The word of a text that no other one has, in no other version."""
    start, end = ("xj", "jx") if translated else ("zq", "qz")
    return f"{start}{_letters(number)}m{_letters(version)}{end}"


@cache
def places() -> tuple[Place, ...]:
    """All texts of the content that readers miss without a translation, without the Markdown of pages."""
    found: list[Place] = []
    for kind, models in CONTENT.items.items():
        for id_, model in models.items() if kind not in NOT_TRANSLATED else ():

            def note(words: Unit, kind: str = kind, id_: str = id_) -> Any:
                if words.is_needed and words.field != "body":
                    found.append(Place(kind, id_, words))
                return words.value

            with_words(model, note)
    return tuple(found)


def _number_of() -> dict[tuple[object, ...], int]:
    return {(one.kind, one.id, one.words.path): number for number, one in enumerate(places())}


def content_of(versions: dict[int, int]) -> Content:
    """The content, in which each text has a word of its own, as of its version."""
    numbers = _number_of()

    def marked(kind: str, id_: str, words: Unit) -> Any:
        number = numbers.get((kind, id_, words.path))
        if number is None:
            return words.value
        own = _own_word(number, versions.get(number, 0), translated=False)
        return words.said_as(f"{words.text} {own}")

    items = {
        kind: {
            id_: with_words(model, lambda words, kind=kind, id_=id_: marked(kind, id_, words))  # type: ignore[misc]
            for id_, model in models.items()
        }
        for kind, models in CONTENT.items.items()
    }
    return replace(CONTENT, items=fill_in(items))


EDITS = ("source", "emptied", "fuzzy", "gone", "number", "markup", "lost", "elsewhere", "translated again")


def edited(edits: list[tuple[str, int]], folder: Path) -> tuple[Content, set[int], set[int]]:
    """Write the catalogue after some edits.

    Args:
        edits: what happens to which text.
        folder: the folder of the site.

    Returns:
        The content, the numbers of the texts without a right translation, and of those with a wrong one.
    """
    versions: dict[int, int] = defaultdict(int)
    translated = dict.fromkeys(range(len(places())), 0)
    """Text → the version that is translated."""
    harmed: dict[int, str] = {}
    for edit, number in edits:
        if edit == "source":
            versions[number] += 1
        elif edit == "translated again":
            translated[number] = versions[number]
            harmed.pop(number, None)
        elif edit != "markup" or places()[number].is_prose:
            harmed[number] = edit
    catalogue = new_catalogue(TAG, "content", DAY)
    for number, place in enumerate(places()):
        version = translated[number]
        source = f"{place.words.text} {_own_word(number, version, translated=False)}"
        text = f"{pseudo(place.words.text)} {_own_word(number, version, translated=True)}"
        harm = harmed.get(number, "")
        if harm == "gone":
            continue
        context = context_of(CONTENT.name(place.kind, place.id), place.words)
        said = {"emptied": "", "number": f"{text} 48 151", "markup": f"{text} **", "lost": f"{text} {{gp}}"}
        catalogue.add(
            source,
            said.get(harm, text),
            context=f"elsewhere: {context}" if harm == "elsewhere" else context,
            flags={"fuzzy"} if harm == "fuzzy" else (),
        )
    path = catalogue_path(folder, TAG, "content")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(as_po(catalogue), "utf-8")
    stale = {number for number, version in translated.items() if version != versions[number]}
    wrong = {one for one, harm in harmed.items() if harm in {"number", "markup", "lost"}} - stale
    return content_of(versions), stale | harmed.keys(), wrong


def in_source(missing: set[int]) -> set[int]:
    """The numbers of the texts that are shown in the source's language if some are not translated."""
    region = CONTENT.items["regions"][SETTINGS.region]
    names = [
        f"{{{places()[one].words.path[-1]}}}"
        for one in missing
        if places()[one].kind == "regions" and places()[one].id == region.id  # type: ignore[attr-defined]
    ]
    missing = missing | {
        number for number, place in enumerate(places()) if any(name in place.words.text for name in names)
    }
    wholes = {places()[one].whole for one in missing}
    return missing | {
        number for number, place in enumerate(places()) if place.is_prose and place.whole in wholes
    }


def published(site: Site) -> Iterator[tuple[str, str, bool]]:
    """Place, text, and whether it is HTML, of all that a site publishes, with the data of its sheets."""
    for file in promise_files(site):
        if file.path.endswith((".svg", ".css", ".png")):
            continue
        yield from ((place, html, True) for place, html in outputs.pages(file.path, file.data))
        yield from ((place, text, False) for place, text in outputs.texts(file.path, file.data))
    for leaflet in site.library.leaflets.values():
        try:
            yield f"sheet {leaflet.id}", repr(document(site, leaflet, reader=Reader()).data), False
        except NoSheet:
            continue


_NO_MARKS = {"code", "script", "style", "title"}
"""Elements with no elements inside, and code to copy."""
_QUOTES = ("evidence/plain-words.md", "evidence/sources.md")
"""Pages with sentences about the words of the content, and with our notes in references."""


def unmarked(html: str) -> Iterator[str]:
    """The words of the source in HTML that are not in an element with its language."""
    root = lxml.html.fromstring(f"<div>{html}</div>")
    for element in root.iter():
        if not isinstance(element.tag, str) or element.tag in _NO_MARKS:
            continue
        for text, inside in ((element.text, element), *((one.tail, element) for one in element)):
            spoken = next(
                (one.get("lang") for one in (inside, *inside.iterancestors()) if one.get("lang")), TAG
            )
            for own in _OWN.findall(text or ""):
                if own.lower().startswith("zq") != spoken.startswith("en"):
                    yield f"{own} in {spoken}: {' '.join((text or '').split())[:90]}"


def faults(edits: list[tuple[str, int]]) -> list[str]:
    """What is shown wrongly after some edits."""
    with tempfile.TemporaryDirectory() as folder:
        content, missing, wrong = edited(edits, Path(folder))
        language = read_language(Path(folder), TAG)
    site = localised_site(Library(content), SETTINGS, language)
    source, seen = in_source(missing), set()
    versions = _versions(edits)
    expected = {_own_word(one, version, translated=one not in source) for one, version in versions.items()}
    expected |= {_own_word(one, versions[one], translated=False) for one in _words_in(source)}
    found = []
    for place, text, is_html in published(site):
        for own in {one.lower() for one in _OWN.findall(text)}:
            seen.add(own)
            if own not in expected:
                found.append(f"{place}: {own} ({_name(own)})")
        if is_html and not place.startswith(_QUOTES):
            found += [f"{place}: {one}" for one in unmarked(text)]
    signs = {number for number, place in enumerate(places()) if place.words.path[-1:] == ("text",)}
    signs = {number for number in signs if places()[number].kind in {"warning-signs", "cautions"}}
    shown = {_own_word(one, versions[one], translated=one not in source) for one in signs}
    found += [f"{own} is nowhere ({_name(own)})" for own in sorted(shown - seen)]
    problems = language.problems_with(language.states(content_messages(content)))
    return [*found, *_wrong_list(problems, missing, wrong)]


def _versions(edits: list[tuple[str, int]]) -> dict[int, int]:
    counts = dict.fromkeys(range(len(places())), 0)
    for edit, number in edits:
        counts[number] += edit == "source"
    return counts


_QUOTATION = re.compile(r"\{[a-z]+:([a-z0-9-]+)\}")


def _words_in(numbers: set[int]) -> set[int]:
    """The words of regions, signs and cautions that stand in some texts, and those that stand in them."""
    texts = [places()[one].words.text for one in numbers]
    quoted = {id_ for text in texts for id_ in _QUOTATION.findall(text)}
    found = {
        number
        for number, place in enumerate(places())
        if (place.kind in SAFETY and not quoted.isdisjoint(map(str, place.words.path)))
        or (place.kind == "regions" and any(f"{{{place.words.path[-1]}}}" in text for text in texts))
        or (place.words.field == "action" and any("{action:" in text for text in texts))
    }
    return found if found <= numbers else _words_in(found | numbers)


def _wrong_list(problems: list[Problem], missing: set[int], wrong: set[int]) -> Iterator[str]:
    """What the list of a build has too much or too little."""

    def contexts(numbers: set[int]) -> set[str]:
        return {
            context_of(CONTENT.name(one.kind, one.id), one.words)
            for one in map(places().__getitem__, numbers)
        }

    on_safety = {one for one in missing if places()[one].kind in SAFETY}
    listed, expected = {one.where for one in problems}, contexts(on_safety | wrong)
    yield from (f"not listed: {one}" for one in expected - listed)
    yield from (f"listed: {one}" for one in listed - expected)


def _name(own: str) -> str:
    number = int("".join(str(ord(one) - ord("a")) for one in own[2:].partition("m")[0]))
    return f"{places()[number].kind}/{places()[number].id}: {places()[number].words.path}"


def test_what_is_right_is_all_in_translation() -> None:
    assert faults([]) == []


@given(st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, len(places()) - 1)), max_size=40))
@settings(max_examples=4, phases=[Phase.generate])
def test_nothing_old_wrong_or_mixed_is_shown(edits: list[tuple[str, int]]) -> None:
    assert faults(edits) == []


@pytest.mark.slow
@given(st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, len(places()) - 1)), max_size=60))
@settings(max_examples=int(os.environ.get("EDITS", "200")))
def test_the_same_with_many_edits(edits: list[tuple[str, int]]) -> None:
    assert faults(edits) == []


ON_SAFETY = [number for number, place in enumerate(places()) if place.kind in SAFETY]


@given(st.lists(st.tuples(st.sampled_from(EDITS), st.sampled_from(ON_SAFETY)), min_size=1, max_size=8))
@settings(max_examples=4, phases=[Phase.generate])
def test_no_sign_caution_or_action_is_old_wrong_or_mixed(edits: list[tuple[str, int]]) -> None:
    assert faults(edits) == []


@given(st.data())
@settings(max_examples=20, phases=[Phase.generate])
def test_a_damaged_catalogue_is_refused_or_shows_nothing_old(data: st.DataObject) -> None:
    """Lines are lost, cut or written twice, as in a merge that went wrong."""
    with tempfile.TemporaryDirectory() as folder:
        content, _, _ = edited([], Path(folder))
        path = catalogue_path(Path(folder), TAG, "content")
        lines = path.read_text("utf-8").split("\n")
        for _ in range(data.draw(st.integers(1, 4))):
            at, other = (data.draw(st.integers(15, len(lines) - 1)) for _ in range(2))
            match data.draw(st.sampled_from(["lost", "cut", "twice"])):
                case "lost":
                    del lines[at]
                case "cut":
                    lines[at] = lines[at][: len(lines[at]) // 2]
                case "twice":
                    lines.insert(at, lines[other % len(lines)])
            at = min(at, len(lines) - 1)
        path.write_text("\n".join(lines), "utf-8")
        try:
            language = read_language(Path(folder), TAG)
        except ContentError:
            return  # nothing is built
    shown = language.shown(language.states(content_messages(content)))
    for (_, source), text in shown.items():
        own = _OWN.findall(text)
        assert not own or own[-1][2:-2] == _OWN.findall(source)[-1][2:-2], "it is of another text"
