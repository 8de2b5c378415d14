# SPDX-License-Identifier: MIT
"""Where a setting that stops publication is found in `mkdocs.yml`."""

from __future__ import annotations

import pytest

from generator.settings.settings import Clinic, Settings
from generator.settings.validation import cut_settings, unknown_settings, unpublishable

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


@pytest.mark.parametrize("empty", ["", " ", "\u200b", None])
def test_an_empty_value_means_that_a_setting_is_not_set(empty: str | None) -> None:
    names = ("site_url", "region", "contact", "clinic", "share_pictures", "offline")
    assert (
        Settings.model_validate({**dict.fromkeys(names, empty), "site_name": "Test", "version": "0"})
        == EMPTY
    )
    fields = dict.fromkeys(("phone", "web", "logo"), empty)
    assert Clinic.model_validate({**fields, "name": "House", "colour": empty or ""}) == Clinic(name="House")


@pytest.mark.parametrize(
    "contact", ["javascript:alert(1)", "https:///x", "ftp://a.example", "//a.example", "foo", "data:,a@b.c"]
)
def test_a_contact_that_is_no_address_is_refused(contact: str) -> None:
    with pytest.raises(ValueError, match="write an email address"):
        Settings(site_name="Test", version="0", contact=contact)


@pytest.mark.parametrize("contact", ["a@b.example", "https://example.org/contact?to=us"])
def test_a_contact_that_is_an_address_passes(contact: str) -> None:
    assert Settings(site_name="Test", version="0", contact=contact).contact == contact


def test_a_misspelt_setting_of_the_plugin_is_found_at_its_name() -> None:
    text = "site_name: Test\nplugins:\n  - unknot:\n      regoin: us\n      site_name: x\n"
    problems = unknown_settings(
        ["regoin", "region", "site_name"], ["region", "content"], "mkdocs.yml", text
    )
    assert [str(one).split(";")[0] for one in problems] == [
        "mkdocs.yml:4:7: regoin: unknown setting",
        "mkdocs.yml:5:7: site_name: unknown setting",
    ]


def test_printed_texts_are_not_cut_by_a_comment() -> None:
    text = (
        "site_name: Pain #1\nsite_url: https://example.org/ # later\n"
        "plugins:\n  - unknot:\n      region: uk # here\n      clinic:\n"
        "        name: House #2\n        phone: 01632 960000 #3\n        logo: a.svg # picture\n"
    )
    assert [(one.line, one.column, one.where) for one in cut_settings("mkdocs.yml", text)] == [
        (1, 17, "site_name"),
        (7, 21, "clinic.name"),
        (8, 29, "clinic.phone"),
    ]
