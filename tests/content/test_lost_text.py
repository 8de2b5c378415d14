# SPDX-License-Identifier: MIT
"""Text that YAML or the eye loses: cut by a comment, taken for words instead of a list, or invisible."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from generator.content import yaml_file
from generator.content.lost_text import lost_text
from generator.prose import Prose, ProseError
from generator.prose.characters import unusable
from generator.prose.visible import shows_nothing
from generator.schema.kinds import KINDS
from generator.schema.quiz import Quiz
from generator.schema.region import Region
from generator.schema.sources import Sources

INVISIBLE = [
    "",
    " ",
    "\n",
    "\u00a0",
    "\u200b",
    "\u200d\u2060",
    "\ufeff",
    "\u00ad",
    "\u2800",
    "\u3164",
    "\ufe0f",
    "\x07",
]


def lost(text: str, model: type = Quiz) -> list[tuple[int, int, str]]:
    """Line, column and field of every loss."""
    data, problems = yaml_file.parse(text, "f.yml")
    assert problems == []
    return [(one.line, one.column, one.where) for one in lost_text(data, text, "f.yml", model)]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("title: For patient #4, how many\n", (1, 20, "title")),
        ("intro: For patient\n  number #4, how many\n", (2, 10, "intro")),
        ("title: #4\n", (1, 8, "title")),
        ("intro: # four\n  patients\n", (1, 8, "intro")),
        ("waive:\n  some-rule: because it is #1 here\n", (2, 28, "waive.some-rule")),
        ("questions:\n  - stem: Rule #1\n", (2, 16, "questions.0.stem")),
        ("questions:\n  - accepted:\n      - rule #1\n", (3, 14, "questions.0.accepted.0")),
        ("intro: two things\n  - one\n", (2, 3, "intro")),
        ('title: x\nintro: "one\nquestions: [\ntopic: "\n', (2, 8, "intro")),
        ("questions:\n  - stem: 'one\n    bloom: apply'\n", (2, 11, "questions.0.stem")),
        ("intro: >-\n  two things\n  - one\ntitle: x\n", (3, 3, "intro")),
    ],
)
def test_text_that_yaml_misreads(text: str, place: tuple[int, int, str]) -> None:
    assert lost(text) == [place]


@pytest.mark.parametrize(
    "text",
    [
        "order: 5 # first\n",
        "order: # later\n",
        "checked: 2026-11-23 # by hand\n",
        "topic: techniques/slow-glide # the first\n",
        "draw: {tags: [safety], count: 8} # few\n",
        "questions: # two\n  - id: a-b # fixed\n    bloom: apply # level\n    answer: true # yes\n",
        "questions:\n  - tags:\n      - safety # topic\n",
        'title: "For patient #4" # in quotes\n',
        "title: C#4 and a#b\n",
        "intro: > # folded\n  For patient #4\n",
        "# title: old\ntitle: new\n",
        "title: a - b\nintro: 'one\n  - two'\n",
        'title: "a\n  questions:b"\nintro: "a\n  colon: b"\n',
    ],
)
def test_comments_and_hyphens_that_lose_nothing(text: str) -> None:
    assert lost(text) == []


def test_the_words_of_a_region_are_texts() -> None:
    assert lost("paper: a4 # here\nwords:\n  doctor: GP #1\n", Region) == [(3, 14, "words.doctor")]


def test_an_identifier_of_a_source_may_have_a_comment() -> None:
    text = "references:\n  - URL: https://example.org/a#b # seen\n    volume: 3 # or 4\n"
    assert lost(text, Sources) == [(3, 15, "references.0.volume")]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_can_be_asked_for_its_texts(kind: object) -> None:
    model = kind.model  # type: ignore[attr-defined]
    expected = [] if "title" not in model.model_fields else [(1, 10, "title")]
    assert lost("title: a #1\n", model) == expected


@pytest.mark.parametrize("text", INVISIBLE)
def test_text_that_shows_nothing(text: str) -> None:
    assert shows_nothing(text)
    for markup in (
        text,
        f"**{text or ' '}**",
        f"[{text or ' '}][id]",
        f"a *{text or ' '}* b",
        f"{text}[@id]",
    ):
        with pytest.raises(ProseError, match="shows nothing"):
            Prose.parse(markup)


@pytest.mark.parametrize("text", ["a", "-", "…", "\u200ba", "1", "é", "👍\ufe0f"])
def test_text_that_shows_something(text: str) -> None:
    assert not shows_nothing(text)
    assert Prose.parse(text).source == text


@pytest.mark.parametrize("markup", ["{doctor}", "**{doctor}**", "a [@id]", "[a][id]"])
def test_markup_that_shows_something(markup: str) -> None:
    assert Prose.parse(markup).source == markup


USABLE = st.text().filter(lambda text: not unusable(text))


@example({"<<": ""}, "'")
@given(st.dictionaries(USABLE.filter(bool), USABLE), st.sampled_from(["'", '"']))
def test_quoted_text_loses_nothing_but_what_is_invisible(data: dict[str, str], quote: str) -> None:
    """Written with quotes, a text may hold whatever YAML can hold."""
    text = yaml.safe_dump(data, default_style=quote, allow_unicode=True)
    parsed, problems = yaml_file.parse(text, "f.yml")
    assert not problems
    invisible = sum(map(shows_nothing, [*data, *data.values()]))
    assert len(lost_text(parsed, text, "f.yml", Quiz)) == invisible
