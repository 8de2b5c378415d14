# SPDX-License-Identifier: MIT
"""Warning signs grouped by the help that they need, and where each sign is found."""

from __future__ import annotations

import pytest

from generator.content.carriers import carriers
from generator.content.help import CALL_ONLY, box_groups, help_for
from generator.content.library import Library
from generator.content.load import load
from tests.tools import TESTS


@pytest.fixture(scope="module")
def library() -> Library:
    """The content of the real site, which has signs of each sort."""
    content, _ = load(TESTS.parent / "content")
    return Library(content)


def test_each_sign_is_in_one_group_of_its_tier(library: Library) -> None:
    grouped = [
        (help_.tier.id, sign.id)
        for help_ in help_for(library.warning_signs)
        for group in help_.groups
        for sign in group.signs
    ]
    assert sorted(grouped) == sorted((library.tier_of[id_].id, id_) for id_ in library.signs)


def test_signs_with_which_nobody_should_travel_come_first(library: Library) -> None:
    emergency = next(iter(help_for(library.warning_signs)))
    first, second, *_ = emergency.groups
    assert first.name == CALL_ONLY
    assert all(sign.call_only for sign in first.signs)
    assert second.name == "emergency"
    assert not any(sign.call_only for sign in second.signs)


def test_a_tier_without_signs_is_left_out(library: Library) -> None:
    soon = library.warning_signs.tiers[2]
    chosen = {soon.signs[0].id}
    assert [help_.tier.id for help_ in help_for(library.warning_signs, chosen)] == ["soon"]
    assert list(help_for(library.warning_signs, set())) == []


def test_the_box_names_every_emergency_unless_the_page_shows_it(library: Library) -> None:
    emergencies = {sign.id for sign in library.warning_signs.tiers[0].signs}
    named = {
        id_ for _, _, lines in box_groups(library.warning_signs) for line in lines for id_ in line.signs
    }
    assert named == emergencies
    (line, *_) = library.warning_signs.box.lines
    without = list(box_groups(library.warning_signs, line.signs))
    assert not any(line in lines for _, _, lines in without)
    part = list(box_groups(library.warning_signs, line.signs[1:]))
    assert any(line in lines for _, _, lines in part), "a sign of the line is shown nowhere else"


def test_every_technique_has_the_cautions_for_every_massage(library: Library) -> None:
    for technique in library.techniques.values():
        shown = {caution.id for _, cautions in library.cautions_of(technique) for caution in cautions}
        assert {*library.cautions.common, *technique.cautions} == shown


def test_each_place_that_shows_a_sign_is_listed(library: Library) -> None:
    places = carriers(library)
    for id_, symptom in library.symptoms.items():
        for sign in symptom.warning_signs:
            assert f"symptoms/{id_}" in {entry.key for entry in places["warning-signs", sign].pages}
    for quiz in library.quizzes.values():
        for question in quiz.questions:
            for sign in question.signs:
                assert question.id in places["warning-signs", sign].questions
