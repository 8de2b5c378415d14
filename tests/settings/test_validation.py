# SPDX-License-Identifier: MIT
"""Where a setting that stops publication is found in `mkdocs.yml`."""

from __future__ import annotations

import pytest

from generator.settings.settings import Settings
from generator.settings.validation import unpublishable

EMPTY = Settings(site_name="Test", version="0")


@pytest.mark.parametrize(
    ("text", "site_url", "contact"),
    [
        ('site_url: ""\nplugins:\n  - unknot:\n      region: uk\n      contact: ""\n', (1, 1), (5, 7)),
        ('plugins:\n  unknot:\n    contact: ""\nsite_url: !ENV [URL, ""]\n', (4, 1), (3, 5)),
        ('plugins:\n  - unknot: {contact: ""}\n"site_url": ""\n', (3, 1), (2, 14)),
        ('extra:\n  contact: a\nsite_url: ""\nplugins:\n  - unknot: {contact: ""}\n', (3, 1), (5, 14)),
    ],
)
def test_an_empty_setting_is_found_at_its_name(
    text: str, site_url: tuple[int, int], contact: tuple[int, int]
) -> None:
    problems = unpublishable(EMPTY, "mkdocs.yml", text)
    assert [(one.where, (one.line, one.column)) for one in problems] == [
        ("site_url", site_url),
        ("contact", contact),
    ]


def test_a_missing_setting_is_found_where_it_would_be() -> None:
    text = "site_name: Test\nplugins:\n  - search\n  - unknot:\n      region: uk\n"
    problems = unpublishable(EMPTY, "mkdocs.yml", text)
    assert [(one.where, one.line, one.column) for one in problems] == [
        ("site_url", 1, 1),
        ("contact", 5, 7),
    ]


def test_an_address_of_the_authors_own_computer_is_refused() -> None:
    for host in ("localhost:8000", "127.0.0.1", "[::1]", "a.localhost"):
        settings = Settings(
            site_name="Test", version="0", site_url=f"http://{host}/", contact="a@b.example"
        )
        (problem,) = unpublishable(settings, "mkdocs.yml", "site_url: x\n")
        assert problem.message == f"nobody else can reach http://{host}/; say where the site will stand"
