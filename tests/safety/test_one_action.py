# SPDX-License-Identifier: MIT
"""Whatever tier a sign is in and whatever the words are, all outputs say the same of it, and no more."""

from __future__ import annotations

import tempfile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from generator.build import promise_files
from generator.handouts.printing.forms import FORMS
from tests.handouts.handouts_example import printed
from tests.safety import marks, outputs
from tests.safety.actions import Actions, even
from tests.safety.small_content import SIGNS, TIERS, Plan, site_of, write, write_signs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.site import Site

pytestmark = pytest.mark.builds

_NOT_READ = {".png", ".css", ".woff2"}
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
    "handouts/stiff-neck/sheet.js",
)
"""Files that carry every sign."""


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


def files_of(site: Site) -> Iterator[tuple[str, bytes]]:
    """Path and content of all files that people read, apart from sheets on paper."""
    for file in promise_files(site):
        if PurePosixPath(file.path).suffix not in _NOT_READ:
            yield file.path, file.data


def faults(site: Site) -> list[str]:
    """Everything that any output says wrongly, with its place."""
    actions = Actions(site.library, site.region)
    return [
        *(
            f"{place}: {fault}"
            for path, data in files_of(site)
            for found, faults_in in (
                (outputs.pages(path, data), actions.faults_in_html),
                (outputs.texts(path, data), actions.faults_in_text),
            )
            for place, text in found
            for fault in faults_in(text)
        ),
    ]


_NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
"""Each example builds a site, so a smaller one would take minutes to find."""
_SETTINGS = settings(phases=_NO_SHRINKING, max_examples=6, suppress_health_check=[HealthCheck.too_slow])


@given(plan=plans())
@_SETTINGS
def test_every_output_says_what_the_signs_say(plan: Plan) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site, problems = site_of(write(plan, Path(folder) / "content"))
        assert problems == []
        assert faults(site) == []
        actions = Actions(site.library, site.region)
        expected = {(sign, even(plan.action(sign))) for sign in SIGNS}
        files = dict(files_of(site))
        for path in _SHOWS_ALL:
            shown = set().union(*(actions.shown(html) for _, html in outputs.pages(path, files[path])))
            assert expected <= shown, path


@given(plan=plans(), moved=plans())
@_SETTINGS
def test_what_cannot_follow_a_sign_is_an_error(plan: Plan, moved: Plan) -> None:
    """Keys of quizzes and lines of the box were written for other tiers: the checks stop the build."""
    with tempfile.TemporaryDirectory() as folder:
        content = write(plan, Path(folder) / "content")
        write_signs(moved, plan, content)
        site, problems = site_of(content)
        assert problems or faults(site) == []


@given(plan=plans())
@settings(_SETTINGS, max_examples=2)
def test_sheets_on_paper_say_it_in_the_same_words(plan: Plan) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site, _ = site_of(write(plan, Path(folder) / "content"))
        actions = Actions(site.library, site.region)
        for name, pdf in printed(site, FORMS[:1]).items():
            text = outputs.pdf_text(pdf.handout.data)
            assert list(actions.faults_in_text(text)) == [], name
            if name.startswith("stiff-neck"):
                for sign in SIGNS:
                    assert even(plan.action(sign)).split(". ")[0] in even(text), sign
