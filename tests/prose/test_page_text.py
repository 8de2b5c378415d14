# SPDX-License-Identifier: MIT
"""The Markdown of pages as sheets print it, and what they cannot print."""

from __future__ import annotations

import pytest

from generator.prose.page_text import Paragraph, sections, unprintable


def test_sections_have_paragraphs_and_items_with_their_places() -> None:
    body = "First\nline\n\n## Two {#two}\n\n- one\n- two\n\nLast\n"
    assert list(sections(body)) == [
        ("", [Paragraph("First\nline", is_item=False, start=0)]),
        (
            "Two",
            [
                Paragraph("one", is_item=True, start=body.index("one")),
                Paragraph("two", is_item=True, start=body.index("two\n\nLast")),
                Paragraph("Last", is_item=False, start=body.index("Last")),
            ],
        ),
    ]


@pytest.mark.parametrize(
    "markdown",
    [
        "| a | b |",
        "a | b\n--- | ---\n1 | 2",
        "![a](b.png)",
        "some ![a](b.png) words",
        "<div>a</div>",
        "some <b>words</b>",
        "a<br/>b",
        "<!-- hidden -->",
        "```\ncode\n```",
        "~~~\ncode\n~~~",
        "some `code`",
        "1. one",
        "1) one",
        "+ one",
        "* one",
        "> quote",
        "::: note",
        "!!! note",
        "term\n: definition",
        "### Small heading",
        "Heading\n===",
        "a\n\n---\n\nb",
        "[words](https://example.org/)",
        "words {: .class}",
        "a **b",
    ],
)
def test_a_sheet_cannot_print(markdown: str) -> None:
    body = f"Some words.\n\n{markdown}\n"
    (problem, *_) = unprintable(body)
    assert problem.start >= len("Some words.\n\n")


@pytest.mark.parametrize(
    "markdown",
    [
        "a < b and c > d",
        "a - b – c",
        "**a** *b* [c][d] [@e]",
        "- a\n- b",
        "1.5 litres",
        "A: b",
        "2 | 3",
    ],
)
def test_a_sheet_can_print(markdown: str) -> None:
    assert list(unprintable(f"Some words: {markdown}\n\n{markdown}")) == []
