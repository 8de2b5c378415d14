# SPDX-License-Identifier: MIT
"""Words that content quotes from where they are written: warning signs, actions, rules, counts."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from generator import prose
from generator.content.library import Library
from generator.content.load import load
from generator.content.quotations import in_words
from generator.content.references import References
from tests.tools import EXAMPLES, TESTS

if TYPE_CHECKING:
    from pathlib import Path

    from generator.prose import Prose
    from generator.schema.common import Model

CONTENT = EXAMPLES / "neck-and-shoulder" / "content"


def copied(tmp_path: Path, **changes: tuple[str, str]) -> Library:
    """The small content set with one text replaced in some files, named without their extension."""
    shutil.copytree(CONTENT, tmp_path / "content")
    for file in (tmp_path / "content").rglob("*.yml"):
        old, new = changes.get(file.stem.replace("-", "_"), ("", ""))
        text = file.read_text("utf-8")
        assert old in text, file
        file.write_text(text.replace(old, new) if old else text, "utf-8")
    content, problems = load(tmp_path / "content")
    assert problems == []
    return Library(content)


def shown(library: Library, value: Prose) -> str:
    return prose.to_text(value, References(library, library.regions["uk"], "", explain=False))


def stiff_neck(tmp_path: Path, text: str, **changes: tuple[str, str]) -> str:
    library = copied(tmp_path, stiff_neck=("- It often eases on its own.", f'- "{text}"'), **changes)
    return shown(library, library.symptoms["stiff-neck"].in_short[0])


def test_a_sign_is_quoted_in_the_form_that_fits(tmp_path: Path) -> None:
    words = "Not with {short:chest-pain}. {question:chest-pain} {action:chest-pain}. {action:urgent}."
    library = copied(tmp_path / "plain")
    urgent = library.regions["uk"].actions["urgent_action"]
    emergency = library.regions["uk"].actions["emergency_action"]
    assert stiff_neck(tmp_path, words) == f"Not with chest pain. Chest pain? {emergency}. {urgent}."


def test_the_action_follows_the_tier_of_the_sign(tmp_path: Path) -> None:
    before = stiff_neck(tmp_path / "a", "{action:fever}")
    assert before == "Call 111 or ask your GP surgery for an urgent appointment today"
    own = ("        short: fever\n", "        short: fever\n        action: Call the ward\n")
    assert stiff_neck(tmp_path / "b", "{action:fever}", warning_signs=own) == "Call the ward"
    only = ("        short: chest pain\n", "        short: chest pain\n        call_only: true\n")
    assert stiff_neck(tmp_path / "c", "{action:chest-pain}", warning_signs=only) == "Call 999 now"


def test_counts_are_words_below_ten(tmp_path: Path) -> None:
    assert (
        stiff_neck(tmp_path, "There are {count:techniques}, not {said:seven}.")
        == "There are two, not seven."
    )
    assert [in_words(number) for number in (0, 1, 9, 10, 35)] == ["no", "one", "nine", "10", "35"]


def test_a_quotation_inside_a_quotation_is_not_followed(tmp_path: Path) -> None:
    """It might lead back to itself."""
    circle = ("        question: Fever?\n", '        question: "{question:fever}"\n')
    assert stiff_neck(tmp_path, "Have you {question:fever} now?", warning_signs=circle) == "Have you now?"


def test_a_page_marks_the_sign_and_the_action(tmp_path: Path) -> None:
    library = copied(tmp_path)
    references = References(library, library.regions["uk"], "", explain=False)
    html = prose.to_html(library.symptoms["stiff-neck"].in_short[2], references)
    action = library.regions["uk"].actions["emergency_action"].replace("&", "&amp;")
    assert html == (
        '<strong><span data-sign="chest-pain">Chest pain?</span></strong>'
        f' <span data-action="chest-pain"><span data-action="emergency_action">{action}</span></span>.'
    )


def test_content_without_quotations_stays_the_same_object() -> None:
    cache: dict[Path, tuple[bytes, Model | None, list[object]]] = {}
    first, _ = load(CONTENT, cache)  # type: ignore[arg-type]
    second, _ = load(CONTENT, cache)  # type: ignore[arg-type]
    for kind, models in first.items.items():
        for id_, model in models.items():
            assert second.items[kind][id_] is model, (kind, id_)


@pytest.mark.parametrize("form", ["short", "question", "option", "action"])
def test_every_sign_of_the_site_can_be_quoted(form: str) -> None:
    content, _ = load(TESTS.parent / "content")
    library = Library(content)
    for id_ in library.signs:
        quoted = References(library, library.regions["uk"], "").quoted(form, id_)
        assert shown(library, quoted), id_
