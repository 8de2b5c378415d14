# SPDX-License-Identifier: MIT
"""Names of the source on a page in another language are marked wherever an element has them."""

from __future__ import annotations

import pytest

from generator.prose.source_names import mark_names

NAMES = {"Slow glide", "Knots & bands", "A: b", "the abstract"}
MARKED = '<span lang="en" dir="ltr">Slow glide</span>'


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<h2>Slow glide</h2>", f"<h2>{MARKED}</h2>"),
        ("<a><svg></svg> Slow glide </a>", f"<a><svg></svg> {MARKED} </a>"),
        ("<li>Misma técnica: Slow glide</li>", f"<li>Misma técnica: {MARKED}</li>"),
        ("<b>Slow glide.</b>", f"<b>{MARKED}.</b>"),
        ("<p>[the abstract.]</p>", '<p>[<span lang="en" dir="ltr">the abstract</span>.]</p>'),
        ("<p>Knots &amp; bands</p>", '<p><span lang="en" dir="ltr">Knots &amp; bands</span></p>'),
        ("<p>A: b</p>", '<p><span lang="en" dir="ltr">A: b</span></p>'),
        ("<option value=1>Slow glide</option>", '<option value=1 lang="en">Slow glide</option>'),
        ('<text x="1">Slow glide</text>', '<text x="1" lang="en">Slow glide</text>'),
    ],
)
def test_a_name_is_marked(html: str, expected: str) -> None:
    assert mark_names(html, NAMES, "en") == expected
    assert mark_names(expected, NAMES, "en") == expected, "once is enough"


@pytest.mark.parametrize(
    "html",
    [
        "<title>Slow glide</title>",
        "<p>Slow glides</p>",
        '<p title="Slow glide"></p>',
        '<span lang="en" dir="ltr">Slow glide</span>',
        "<script>Slow glide</script>",
        "<code>Slow glide</code>",
    ],
)
def test_other_words_and_places_without_elements_stay(html: str) -> None:
    assert mark_names(html, NAMES, "en") == html
