# SPDX-License-Identifier: MIT
"""Relative links between addresses, and references in Markdown."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.content.references import markdown_references, relative

FOLDERS = st.lists(st.sampled_from(["a", "b", "c-d"]), max_size=3).map(
    lambda parts: "".join(f"{p}/" for p in parts)
)
ANCHORS = st.sampled_from(["", "#x", "#y-z"])


@pytest.mark.parametrize(
    ("here", "there", "link"),
    [
        ("", "", "./"),
        ("", "a/b/", "a/b/"),
        ("a/b/", "", "../../"),
        ("a/b/", "a/c/#x", "../c/#x"),
        ("a/b/", "a/b/#x", "#x"),
        ("a/b/", "a/b/", "./"),
        ("a/b/", "data/a.json", "../../data/a.json"),
    ],
)
def test_relative_links(here: str, there: str, link: str) -> None:
    assert relative(here, there) == link


@given(FOLDERS, FOLDERS, ANCHORS, st.sampled_from(["https://x.example/", "https://x.example/sub/path/"]))
def test_a_browser_resolves_a_relative_link(here: str, there: str, anchor: str, root: str) -> None:
    """On any root address."""
    assert urljoin(root + here, relative(here, there + anchor)) == root + there + anchor


def test_references_in_markdown_are_listed_with_their_position_except_in_code() -> None:
    body = "One [a][x/y#z] and\nfact [@s; @t]. {word}\n\n`[not][one]` {{ jinja }}\n"
    assert markdown_references(body) == [
        (1, 5, "target", "x/y#z"),
        (2, 5, "cite", "s"),
        (2, 5, "cite", "t"),
        (2, 16, "word", "word"),
    ]
