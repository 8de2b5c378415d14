# SPDX-License-Identifier: MIT
"""Inline markup: parsing, and rendering in each format."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import prose
from generator.prose import Prose, ProseError


class Plain:
    """A resolver whose answers contain the name that it was asked for."""

    def __init__(self, term: str = "") -> None:
        self._term = term

    def word(self, name: str) -> str:
        return f"<{name}>"

    def is_action(self, name: str) -> bool:
        return name == "call_now"

    def address(self, target: str) -> str:
        return f"../{target}/"

    def inside(self, target: str) -> str | None:
        return target if target == "chapters/one" else None

    def cite(self, sources: tuple[str, ...]) -> tuple[int, ...]:
        return tuple(range(1, len(sources) + 1))

    def explain(self, text: str) -> list[tuple[str, str | None]]:
        before, term, after = text.partition(self._term) if self._term else (text, "", "")
        return [(before, None), (term, "the-term"), (after, None)] if term else [(text, None)]

    def definition(self, term: str) -> str:
        return f"what {term} means"


EVERYTHING = 'Firm **but *not* hard** [see "this"][muscles/x#where]. Call {number} & ask. [@a-1; @b]'


def test_html_has_escaped_text_links_and_citations_without_a_space_before_them() -> None:
    assert prose.to_html(Prose.parse("a < b **c** [d][x]. [@s; @t]"), Plain()) == (
        'a &lt; b <strong>c</strong> <a href="../x/">d</a>.'
        '<sup class="cite"><a href="#source-1">[1]</a><a href="#source-2">[2]</a></sup>'
    )


def test_region_words_are_escaped() -> None:
    assert prose.to_html(Prose.parse("Call {number}."), Plain()) == "Call &lt;number&gt;."


def test_a_term_is_marked_but_not_inside_a_link() -> None:
    """HTML does not allow a link inside a link."""
    marked = prose.to_html(Prose.parse("The sheet is thin."), Plain("sheet"))
    assert marked == (
        'The <a class="term" href="../glossary/the-term/" data-definition="what the-term means">sheet</a>'
        " is thin."
    )
    assert 'class="term"' not in prose.to_html(Prose.parse("[The sheet][x]"), Plain("sheet"))


def test_plain_text_has_no_markup_and_no_citations() -> None:
    assert prose.to_text(Prose.parse("Some **bold** [link][x] claim [@s]. And on."), Plain()) == (
        "Some bold link claim. And on."
    )


def test_the_tree_is_plain_data() -> None:
    assert prose.to_tree(Prose.parse("**a** {w} [b][x] [@s]"), Plain()) == [
        {"strong": [{"text": "a"}]},
        {"text": " "},
        {"text": "<w>"},
        {"text": " "},
        {"link": [{"text": "b"}]},
        {"cite": [1]},
    ]


def test_straight_quotes_become_typographic_quotes() -> None:
    assert prose.to_text(Prose.parse("""It's a "good 'hurt'", isn't it ("so")?"""), Plain()) == (
        "It’s a “good ‘hurt’”, isn’t it (“so”)?"
    )


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("the [piriformis][muscles/piriformis]'s edge", "the piriformis’s edge"),
        ('"it *hurts*" there', "“it hurts” there"),
        ('*"so"* and "*so*"', "“so” and “so”"),
        ("{doctor}'s advice", "doctor’s advice"),
        ("in the '90s", "in the ’90s"),
        ("a 'b *c*' d", "a ‘b c’ d"),
        ('a stretch. [@x-2020] "Next"', "a stretch. “Next”"),
    ],
)
def test_quotes_are_decided_across_markup(markup: str, text: str) -> None:
    class Words(Plain):
        def word(self, name: str) -> str:
            return name

    assert prose.to_text(Prose.parse(markup), Words()) == text


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "shows nothing"),
        ("   ", "shows nothing"),
        ("an *open star", "stray `*`"),
        (r"*5 \* 3", "stray `*`"),
        ("[" + r"\a" * 200, "stray `[`"),
        ("**open", "stray `*`"),
        ("a [label] only", "stray `[`"),
        ("see [@Bad Id]", "stray `[`"),
        ("call {Number}", "stray `{`"),
        ("a } b", "stray `}`"),
    ],
)
def test_invalid_markup_is_refused_with_its_place_and_a_hint(text: str, says: str) -> None:
    with pytest.raises(ProseError, match=re.escape(says)):
        Prose.parse(text)


def test_sources_targets_and_region_words_are_listed() -> None:
    """The checks use these lists."""
    parsed = Prose.parse(EVERYTHING.replace("*not*", "not"))
    assert parsed.sources == ("a-1", "b")
    assert parsed.targets == ("muscles/x#where",)
    assert parsed.words == ("number",)


@given(st.text(min_size=1))
def test_any_text_is_parsed_or_refused(text: str) -> None:
    """No other exception is raised, and a parsed text renders as safe HTML."""
    try:
        parsed = Prose.parse(text)
    except ProseError:
        return
    rendered = prose.to_html(parsed, Plain())
    assert "<script" not in rendered
    assert html.unescape(re.sub(r"<[^>]*>", "", rendered)).strip() or parsed.sources


def tidy(text: str) -> str:
    """`text` with single spaces, and none before a punctuation mark."""
    return re.sub(r"\s+([.,;:])", r"\1", re.sub(r"\s+", " ", text)).strip()


@given(st.text(alphabet="ab *[]{}\\@;#/-", min_size=1, max_size=40))
def test_escaped_markup_characters_are_plain_text(text: str) -> None:
    escaped = re.sub(r"([\\*\[\]{}@])", r"\\\1", text)
    if not escaped.strip():
        return
    assert prose.to_text(Prose.parse(escaped), Plain()) == tidy(text)
