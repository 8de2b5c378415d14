# SPDX-License-Identifier: MIT
"""A translation that has lost or added something is not shown, and the build says so."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from generator.build import open_site
from generator.hosts.cli import main
from generator.prose import Foreign
from generator.settings.settings import Settings
from generator.translation.catalogue import as_po, entries_of, read_catalogue
from generator.translation.language import catalogue_path, read_language

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from generator.problems import Problem
    from generator.site import Site

TAG = "eo"
DAY = dt.datetime(2026, 12, 1, tzinfo=dt.UTC)
SETTINGS = Settings(site_name="House", version="1")


def say(folder: Path, context: str, old: str, new: str, name: str = "content") -> str:
    """Change a translation in a catalogue. Returns the place of its message, as problems name it."""
    path = catalogue_path(folder, TAG, name)
    read = read_catalogue(path, TAG)
    changed = next(
        one for one in entries_of(read) if (one.context or "") == context and old in str(one.string)
    )
    changed.string = str(changed.string).replace(old, new)
    path.write_text(as_po(read), encoding="utf-8")
    again = read_catalogue(path, TAG).get(str(changed.id), changed.context)
    assert again
    return f"{path.as_posix()}:{again.lineno}:1"


def site_in(folder: Path) -> tuple[Site, list[Problem]]:
    return open_site(folder / "content", SETTINGS, DAY.date(), language=read_language(folder, TAG))


def is_source(value: Any) -> bool:
    return isinstance(value.nodes[0], Foreign)


ACTION = "warning-signs.yml: tiers.emergency.action"


def test_what_is_right_is_shown(folder: Path) -> None:
    site, problems = site_in(folder)
    assert problems == []
    assert not is_source(site.library.warning_signs.tiers[0].action)


def test_a_lost_placeholder(folder: Path) -> None:
    place = say(folder, ACTION, "{emergency_action}", "")
    site, problems = site_in(folder)
    assert is_source(site.library.warning_signs.tiers[0].action)
    (problem,) = problems
    assert str(problem).startswith(
        f"{place}: {ACTION}: placeholders missing: {{emergency_action}}; correct"
    )


def test_wrong_markup_in_a_step_shows_the_whole_topic_in_the_source(folder: Path) -> None:
    context = "techniques/slow-glide.yml: how_it_is_done.steps"
    place = say(folder, context, "»", "**»")
    site, problems = site_in(folder)
    assert is_source(site.library.techniques["slow-glide"].what_it_is[0].text)
    assert [str(one).startswith(f"{place}: {context}: ") for one in problems] == [True]


def test_a_sign_with_another_number_is_in_the_source_as_a_whole(folder: Path) -> None:
    signs = site_in(folder)[0].library.signs
    context = "warning-signs.yml: tiers.emergency.signs.chest-pain.text"
    say(folder, context, "»", " 3»")
    site, problems = site_in(folder)
    assert is_source(site.library.signs["chest-pain"].short)
    assert [id_ for id_, sign in site.library.signs.items() if is_source(sign.text)] == ["chest-pain"]
    assert ["numbers that the source does not have: 3" in one.message for one in problems] == [True]
    assert len(signs) > 1


def test_a_lost_placeholder_of_the_interface(folder: Path) -> None:
    place = say(folder, "", "%(month)s", "", "interface")
    site, problems = site_in(folder)
    (problem,) = problems
    assert str(problem).startswith(f"{place}: placeholders missing: %(month)s")
    text = read_catalogue(catalogue_path(folder, TAG, "interface"), TAG)
    source = next(str(one.id) for one in entries_of(text) if one.lineno == problem.line)
    assert site.translations.gettext(source) == source


def test_a_copy_of_the_source_is_left_to_translate_check(folder: Path) -> None:
    context = "techniques/slow-glide.yml: how_it_is_done.steps"
    path = catalogue_path(folder, TAG, "content")
    read = read_catalogue(path, TAG)
    entry = next(one for one in entries_of(read) if one.context == context)
    entry.string = str(entry.id)
    path.write_text(as_po(read), encoding="utf-8")
    assert site_in(folder)[1] == []
    result = CliRunner().invoke(main, ["translate", "check"])
    assert result.exit_code == 1
    assert f"{context}: the same words as in the source; translate them [translation]" in result.output


@pytest.mark.builds
def test_the_check_of_the_site_lists_it(folder: Path) -> None:
    place = say(folder, ACTION, "{emergency_action}", "")
    result = CliRunner().invoke(main, ["check"])
    assert f"{place.removeprefix(folder.as_posix() + '/')}: {ACTION}: placeholders missing" in result.output
    assert result.exit_code == 0, "it is a warning: readers see the source"
    assert CliRunner().invoke(main, ["check", "--publish"]).exit_code == 1
