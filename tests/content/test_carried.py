# SPDX-License-Identifier: MIT
"""One changed word takes the signature from exactly the pages that carry it, as they are built."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.build import promise_files
from generator.content.carried import carried_by
from generator.content.library import Library
from generator.content.load import load
from generator.content.localise import SPELT_BY_REGION, localise
from generator.content.quotations import fill_in
from generator.content.records import KIND
from generator.content.signatures import signature, signers
from generator.prose import Prose, map_text
from generator.schema.cautions import Caution
from generator.schema.common import Model, Reviewed
from generator.schema.glossary import Term
from generator.schema.quiz import Waiving
from generator.schema.revisions import Revisions
from generator.schema.warning_signs import Rule, Sign
from generator.site import Site
from tests.conftest import REPOSITORY
from tests.examples import half_of
from tests.website.test_pages import site_with

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.content.load import Content

pytestmark = pytest.mark.builds


AS_ONE = (Sign, Caution, Rule, Term, Waiving)
DAY = dt.date(2026, 12, 1)
PAGES = ("techniques", "symptoms", "muscles", "self-care", "quizzes", "pages")
MEASURES = {"pages/coverage.md", "pages/evidence/plain-words.md"}
"""Pages with numbers about all content, which carry no words of it."""
ON_EVERY_PAGE = {"strip", "nudge", "box", "call_only", "reassurance", "action", "advice"}
"""Fields of the frame, which is signed as one: not each page's own text shows each of its lines."""
SIGNED_TOGETHER = {"pressure", "findings", "read_as", "surface_label", "deep_label", "one_line", "lead"}
"""Fields of which a page shows a part, or nothing if it is brief, and all of which it counts as its own."""
NOT_SHOWN_ALONE = {"title", "menu", "term", "also"}
"""Words of links, which lead to the page itself; a term without its words is not explained any more."""


@cache
def content() -> Content:
    """The small content set."""
    return load(REPOSITORY / "examples" / "neck-and-shoulder" / "content")[0]


@cache
def signed() -> Content:
    """The same, with a signature of every file."""
    library = Library(content())
    items: dict[str, dict[str, Any]] = {kind: dict(models) for kind, models in content().items.items()}
    signatures = {}
    for kind, id_, model in library.documents():
        if isinstance(model, Reviewed):
            items[kind][id_] = model.model_copy(update={"reviewer": "A. Reader, nurse"})
            signatures[f"{kind}/{id_}"] = signature(library, model, DAY)
    items[KIND] = {KIND: Revisions(signatures=signatures)}
    return replace(content(), items=items)


def built(changed: Content) -> dict[str, str]:
    """Content file → the text of its page, with its front matter."""
    site = Site(Library(localise(changed, "uk")), site_with().settings)
    pages = (file for file in promise_files(site) if file.path.endswith(".md"))
    return {
        page.source: f"{page.content.meta}{page.content.body}"  # type: ignore[union-attr]
        for page in pages
        if not page.path.startswith("handouts/") or page.path == "handouts/index.md"
    }


@cache
def built_before() -> dict[str, str]:
    return built(content())


def unsigned(changed: Content) -> set[str]:
    """The content files of the pages that nobody has checked."""
    library = Library(changed)
    region = library.regions["uk"]
    known = signers(library, region)
    return {
        library.content.name(kind, id_)
        for kind in PAGES
        for id_, model in library.content.items.get(kind, {}).items()
        if isinstance(model, Reviewed)
        and not all(one in known for one in carried_by(library, region, model))
    }


def _with_a_word(text: str) -> str:
    return text.replace(" ", " zqx ", 1) if " " in text else f"{text} zqx"


def changes(value: Any, field: str = "", *, root: bool = True) -> Iterator[tuple[tuple[str, ...], Any]]:
    """The path of each text that readers see, and the value with one more word in it.

    A sign, a caution or a question, which is signed as one, changes as one.
    """
    if isinstance(value, Prose):
        changed = map_text(value, _with_a_word)
        if changed != value:
            yield (), changed
    elif isinstance(value, AS_ONE) and not root:
        yield _all_changed(value)
    elif isinstance(value, Model):
        yield from _changed_fields(value)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            for path, changed in changes(item, field, root=False):
                yield (str(index), *path), (*value[:index], changed, *value[index + 1 :])
    elif type(value) is str and field in SPELT_BY_REGION - NOT_SHOWN_ALONE:
        yield (), f"{value} zqx"


def _changed_fields(value: Model) -> Iterator[tuple[tuple[str, ...], Any]]:
    for name in type(value).model_fields:
        for path, changed in changes(getattr(value, name), name, root=False):
            yield (name, *path), value.model_copy(update={name: changed})


def _all_changed(value: Any) -> tuple[tuple[str, ...], Any]:
    together = value
    for name in type(value).model_fields:
        for _, changed in changes(getattr(together, name), name, root=False):
            together = together.model_copy(update={name: changed})
    return (value.id,), together


@cache
def all_changes() -> list[tuple[str, str, tuple[str, ...], Model]]:
    return [
        (kind, id_, path, changed)
        for kind, id_, model in Library(content()).documents()
        if isinstance(model, Reviewed)
        for path, changed in changes(model)
    ]


def with_item(of: Content, kind: str, id_: str, model: Model) -> Content:
    items: dict[str, dict[str, Any]] = {name: dict(models) for name, models in of.items.items()}
    old = items[kind][id_]
    items[kind][id_] = model.model_copy(update={"reviewer": old.reviewer})
    return replace(of, items=fill_in(items))


def test_when_all_is_signed_every_page_is() -> None:
    assert unsigned(signed()) == set()
    assert len(unsigned(content())) > 20


@settings(max_examples=half_of(60), deadline=None)
@given(st.data())
def test_one_changed_word_unsigns_exactly_the_pages_that_carry_it(data: st.DataObject) -> None:
    kind, id_, path, model = data.draw(st.sampled_from(all_changes()))
    after = built(with_item(content(), kind, id_, model))
    carry = {file for file, text in built_before().items() if after.get(file) != text} - MEASURES
    lost = unsigned(with_item(signed(), kind, id_, model)) - MEASURES
    assert carry <= lost, (kind, id_, path)
    own = {content().name(kind, id_)} | ({"pages/quizzes/mix.md"} if kind == "quizzes" else set())
    if (ON_EVERY_PAGE | SIGNED_TOGETHER).isdisjoint(path):
        assert lost <= carry | own, (kind, id_, path)


def test_a_changed_sign_unsigns_the_pages_that_show_it_and_no_others() -> None:
    """The others, though they have the same box, stay checked."""
    shown = 0
    for tier in Library(content()).warning_signs.tiers:
        for sign in tier.signs:
            (change,) = (
                one for one in all_changes() if one[0] == "warning-signs" and one[2][-1] == sign.id
            )
            kind, id_, _, model = change
            after = built(with_item(content(), kind, id_, model))
            carry = {file for file, text in built_before().items() if after.get(file) != text}
            assert unsigned(with_item(signed(), kind, id_, model)) - MEASURES == carry - MEASURES, sign.id
            shown += 0 < len(carry) < len(built_before()) / 2
    assert shown
