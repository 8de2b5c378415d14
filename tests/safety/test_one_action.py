# SPDX-License-Identifier: MIT
"""Whatever tier a sign is in and whatever the words are, all outputs say the same of it, and no more."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from generator.handouts.printing.forms import FORMS
from generator.quizzes.exports.registry import FORMATS
from tests.handouts.handouts_example import printed
from tests.safety import marks, outputs, walk
from tests.safety.actions import Actions, even
from tests.safety.small_content import SIGNS, TIERS, Plan, site_of, write, write_signs

pytestmark = pytest.mark.builds

_SHOWS_ALL = (
    "warning-signs.md",
    "about.md",
    "before-a-massage.md",
    "self-care/turn-gently/index.md",
    "symptoms/stiff-neck/index.md",
    "techniques/slow-glide/index.md",
    "evidence/signs.md",
    "quizzes/slow-glide/index.md",
    "quizzes/slow-glide/embed/index.html",
    "quizzes/mix/embed/slow-glide.js",
    "handouts/stiff-neck/sheet.js",
    "handouts/quiz-slow-glide-key/sheet.js",
    *(export.address("slow-glide") for export in FORMATS),
    "data/quizzes.json",
    "data/symptoms.json",
)
"""Files that carry every sign. The search index and the data on signs are compared sign by sign."""


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Any tiers with at least one sign each, any numbers and verbs."""
    order = draw(st.permutations(list(SIGNS)))
    rest = [draw(st.sampled_from(TIERS)) for _ in order[len(TIERS) :]]
    tiers = dict(zip(order, (*TIERS, *rest), strict=True))
    urgent = [sign for sign in SIGNS if tiers[sign] == "emergency"]
    call_only = frozenset(sign for sign in urgent if draw(st.booleans()))
    numbers = draw(st.lists(st.integers(20000, 99999), min_size=7, max_size=7, unique=True))
    verb = draw(st.sampled_from(["Call", "Ring", "Phone", "Dial"]))
    own = {sign: f"{verb} the ward on {numbers[5]} now" for sign in SIGNS if draw(st.integers(0, 5)) == 0}
    actions = {
        "emergency_action": f"{verb} {numbers[0]} or go to ward {numbers[1]} now",
        "call_only_action": f"{verb} {numbers[0]} at once. Stay where you are, not ward {numbers[1]}",
        "urgent_action": f"{verb} {numbers[2]} and ask to be seen before {numbers[6]} today",
        "soon_action": f"{verb} {numbers[3]} to be seen within {numbers[4]} days",
    }
    return Plan(tiers, call_only, own, actions, str(numbers[0]))


_NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
"""Each example builds a site, so a smaller one would take minutes to find."""
_SETTINGS = settings(phases=_NO_SHRINKING, max_examples=4, suppress_health_check=[HealthCheck.too_slow])
_LONG = settings(_SETTINGS, max_examples=200)


@given(plan=plans())
@_SETTINGS
def test_every_output_says_what_the_signs_say(plan: Plan) -> None:
    _every_output_follows(plan)


@pytest.mark.slow
@given(plan=plans())
@_LONG
def test_every_output_says_what_the_signs_say_for_many_plans(plan: Plan) -> None:
    _every_output_follows(plan)


def _every_output_follows(plan: Plan) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site, problems = site_of(write(plan, Path(folder) / "content"))
        assert problems == []
        files = dict(walk.files_of(site))
        assert list(walk.faults(site, files.items())) == []
        actions = Actions(site.library, site.region)
        expected = {(sign, even(plan.action(sign))) for sign in SIGNS}
        for path in _SHOWS_ALL:
            assert expected == _shown(actions, path, files[path]), path


def _shown(actions: Actions, path: str, data: bytes) -> set[tuple[str, str]]:
    """Each sign of a file that stands with an action, and the action."""
    shown = set[tuple[str, str]]()
    for _, html in outputs.pages(path, data):
        shown |= marks.shown(actions, html)
    for _, text in outputs.texts(path, data):
        shown |= set(actions.told(text))
    return {(sign, words) for sign, words in shown if words}


@given(plan=plans(), moved=plans())
@_SETTINGS
def test_what_cannot_follow_a_sign_is_an_error(plan: Plan, moved: Plan) -> None:
    _nothing_is_contradicted(plan, moved)


@pytest.mark.slow
@given(plan=plans(), moved=plans())
@_LONG
def test_what_cannot_follow_a_sign_is_an_error_for_many_plans(plan: Plan, moved: Plan) -> None:
    _nothing_is_contradicted(plan, moved)


def _nothing_is_contradicted(plan: Plan, moved: Plan) -> None:
    """Keys of quizzes and lines of the box were written for other tiers: the checks stop the build."""
    with tempfile.TemporaryDirectory() as folder:
        content = write(plan, Path(folder) / "content")
        write_signs(moved, plan, content)
        site, problems = site_of(content)
        assert problems or list(walk.faults(site, walk.files_of(site))) == []


@given(plan=plans())
@settings(_SETTINGS, max_examples=2)
def test_sheets_on_paper_say_it_in_the_same_words(plan: Plan) -> None:
    _sheets_follow(plan)


@pytest.mark.slow
@given(plan=plans())
@settings(_LONG, max_examples=100)
def test_sheets_on_paper_say_it_in_the_same_words_for_many_plans(plan: Plan) -> None:
    _sheets_follow(plan)


def _sheets_follow(plan: Plan) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site, _ = site_of(write(plan, Path(folder) / "content"))
        sheets = {name: pdf.handout.data for name, pdf in printed(site, FORMS[:1]).items()}
        assert list(walk.faults(site, ((f"{name}.pdf", data) for name, data in sheets.items()))) == []
        for name in ("stiff-neck-a4", "quiz-slow-glide-key-a4"):
            text = even(outputs.pdf_text(sheets[name]))
            for sign in SIGNS:
                assert even(plan.action(sign)).split(". ")[0] in text, f"{name}: {sign}"
