# Handouts of unusual content: odd text, too much of it, none of it; and the problems reported to authors.

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from generator.handouts.printing.forms import FORMS
from generator.prose import Prose, Text
from generator.schema.common import Level, Statement
from tests.handouts.handouts_example import (
    CONTENT,
    REAL_CONTENT,
    TOPICS,
    Pdf,
    edited,
    leaflet,
    printed,
    problems_of,
    real_site,
    render_handouts,
    site_of,
)

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.builds

A4 = FORMS[:1]
NARROW_AND_LARGE = (FORMS[0], FORMS[2])


def prose(*texts: str) -> tuple[Prose, ...]:
    return tuple(map(Prose.parse, texts))


def one_sheet(topic: dict[str, Any] | None = None, **changes: Any) -> dict[str, Pdf]:
    """A sheet on the technique, with fields of the technique and the leaflet replaced."""
    return printed(site_of(leaflet("odd", TOPICS["technique"], **changes), topic=topic), NARROW_AND_LARGE)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the neck-and-shoulder content."""
    return shutil.copytree(CONTENT, tmp_path / "content")


# --- text is never code ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        '#eval("1+1")',
        "#set page(fill: red)",
        "$x^2$ and `code` and _this_ and <label> @cite",
        "= No heading, - no list, + no steps, / no: term",
        "#include #read(sys.inputs)",
        "// no comment /* none */",
        'a "quote", a \\ backslash, a ~ tilde',
    ],
)
def test_typst_code_in_content_is_printed_and_never_run(typed: str) -> None:
    questions = (Prose(typed, (Text(typed),)),)
    for pdf in one_sheet({"questions": questions}, title=typed[:60], subtitle=typed[:60]).values():
        for words in (typed, typed[:60]):
            assert words.replace(" ", "") in pdf.text.replace(" ", "")
        assert len(pdf.tagged("/H1")) == 1


def test_a_very_long_word_is_broken_and_not_cut_off() -> None:
    word = "Pneumono" * 12
    changed = {"questions": prose(word), "in_short": prose(word, word, word), "feel": (practice(word),)}
    for pdf in one_sheet(changed, title=word[:70], subtitle=word[:60]).values():
        width = float(pdf.file.pages[0].mediabox[2])
        assert all(left > 20 and right < width - 20 for _, left, _, right, _ in pdf.lines)
        letters = "".join(letter for letter in pdf.text if letter.isalpha())
        assert letters.count(word) >= 5


def practice(text: str) -> Statement:
    return Statement(text=Prose.parse(text), level=Level.PRACTICE)


def test_forty_questions_are_forty_list_items() -> None:
    many = prose(*(f"Is this question number {number}?" for number in range(1, 41)))
    for pdf in one_sheet({"questions": many}, blocks=["questions"]).values():
        assert len(pdf.tagged("/LI")) == 40
        assert all(f"number {number}?" in pdf.text for number in range(1, 41))


def test_optional_fields_may_be_missing() -> None:
    bare = {"muscles": (), "not_known": (), "also_called": (), "claims": ()}
    for pdf in one_sheet(bare, teach_back=[]).values():
        assert "In your own words" not in pdf.text
        assert "Often used on" not in pdf.text
        assert "Sources" in pdf.text


def test_blocks_that_the_topic_has_no_content_for_are_left_out() -> None:
    sheet = leaflet("signs", TOPICS["signs"], blocks=["feel", "steps", "picture", "emergency"])
    (pdf,) = printed(site_of(sheet), A4).values()
    assert [str(tag["/T"]) for tag in pdf.tagged("/H2")] == [
        "Get emergency help if your neck hurts and you have:"
    ]


def test_sources_list_what_blocks_below_them_cite() -> None:
    for pdf in one_sheet(blocks=["sources", "ask-first"]).values():
        assert "Posadzki P" in pdf.text
        assert "record was there.1" in pdf.text


def test_a_box_is_never_split_across_pages() -> None:
    for count in range(20, 60, 3):
        many = prose(*(f"Is this a question, and is it number {number}?" for number in range(count)))
        for pdf in one_sheet({"questions": many}, blocks=["questions", "emergency"], pages=1).values():
            pages = [" ".join(page.get_textpage().get_text_range().split()) for page in pdf.pages]
            assert any("Get emergency help if" in text and "Elsewhere" in text for text in pages)


def test_the_words_of_the_region_are_used(content: Path) -> None:
    region = site_of(root=content).region
    words = region.words | {"elsewhere": "Abroad: ask."}
    actions = region.actions | {"emergency_action": "Ring 000 now"}
    edited(content, "regions/uk.yml", words=words, actions=actions)
    for pdf in printed(site_of(root=content), A4).values():
        assert "Ring 000 now" in pdf.text
        assert "Abroad: ask." in pdf.text


@pytest.mark.parametrize(("lowest", "highest"), [(0, 0), (0, 10), (3, 3), (9, 10), (10, 10), (4, 6)])
def test_any_range_fits_the_scale(lowest: int, highest: int) -> None:
    pressure = site_of().library.techniques["still-press"].pressure
    assert pressure
    changed = pressure.model_copy(
        update={"lowest": lowest, "highest": highest, "feels": "strong but still easily bearable for you"}
    )
    for pdf in one_sheet({"pressure": changed}, blocks=["feel"]).values():
        assert "Strong but still easily bearable for you" in pdf.text
        assert "0 1 2 3 4 5 6 7 8 9 10" in pdf.text
        assert ("Too much: say “softer”" in pdf.text) == (highest <= 7)


# --- marks of usual practice ---------------------------------------------------------------------


def test_a_section_that_is_mostly_usual_practice_is_marked_once() -> None:
    sourced = Statement(text=Prose.parse("It may be sore. [@cambron-2007]"), level=Level.LOW)
    feel = (practice("Warm."), practice("Easy."), sourced)
    for pdf in one_sheet({"feel": feel}, blocks=["feel", "sources"]).values():
        assert "What it should feel like usual practice, unless numbered" in pdf.text
        assert pdf.text.count("(usual practice)") == 0


def test_a_single_line_of_usual_practice_has_its_own_mark() -> None:
    sourced = Statement(text=Prose.parse("It may be sore. [@cambron-2007]"), level=Level.LOW)
    for pdf in one_sheet({"feel": (practice("Warm."), sourced)}, blocks=["feel", "sources"]).values():
        assert "Warm. (usual practice)" in pdf.text
        assert "sore.1 (usual practice)" not in pdf.text


# --- problems reported to authors ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "changes", "where", "character"),
    [
        ("leaflets/still-press.yml", {"subtitle": "Rest 😀 and wait"}, "subtitle", "😀"),
        ("techniques/still-press.yml", {"questions": ["Why?", "How?", "Who, 李?"]}, "questions.2", "李"),
        ("regions/uk.yml", None, "actions.emergency_action", "☎"),
        ("leaflets/still-press.yml", {"subtitle": "Rest 😀\u200d and wait"}, "subtitle", "\u200d"),
    ],
)
def test_a_character_that_no_font_has_is_a_problem_with_its_place(
    content: Path, file: str, changes: dict[str, Any] | None, where: str, character: str
) -> None:
    if changes is None:
        actions = site_of(root=content).region.actions | {"emergency_action": "☎ 999"}
        changes = {"actions": actions}
    edited(content, file, **changes)
    problems = problems_of(site_of(root=content))
    assert problems
    shown = f"'{character}'" if character.isprintable() else "a character that cannot be seen"
    assert any(f"{shown} (U+{ord(character):04X})" in problem.message for problem in problems)
    for problem in problems:
        assert (problem.file, problem.where) == ((content / file).as_posix(), where)
        assert problem.line > 1


def test_the_problem_points_to_the_sheets_own_topic_first(content: Path) -> None:
    for technique in ("slow-glide", "still-press"):
        edited(content, f"techniques/{technique}.yml", questions=["Why?", "How?", "Who, 李?"])
    (content / "leaflets" / "slow-glide.yml").unlink()
    (problem,) = problems_of(site_of(root=content))
    assert problem.file.endswith("techniques/still-press.yml")


def test_a_character_in_the_settings_is_reported_as_such() -> None:
    (problem,) = problems_of(site_of(leaflet("still-press", TOPICS["signs"]), clinic={"name": "☎ Clinic"}))
    assert problem.message.endswith("look in the site's settings")


def test_other_sheets_are_printed_despite_a_problem(content: Path) -> None:
    edited(content, "leaflets/still-press.yml", subtitle="Rest 😀 and wait")
    site = site_of(root=content)
    handouts, problems = render_handouts(site, A4)
    others = [id_ for id_ in site.library.leaflets if id_ != "still-press"]
    assert [one.content.leaflet for one in handouts] == others
    assert len(problems) == 1


def test_a_sheet_about_a_muscle_is_reported_as_a_problem(content: Path) -> None:
    edited(content, "leaflets/still-press.yml", topic="muscles/trapezius")
    (problem,) = problems_of(site_of(root=content))
    assert problem.where == "topic"
    assert "cannot be about muscles/trapezius" in problem.message


def test_an_empty_sheet_is_a_problem(content: Path) -> None:
    edited(content, "leaflets/still-press.yml", topic="pages/warning-signs", blocks=["feel", "steps"])
    (problem,) = problems_of(site_of(root=content))
    assert "pages/warning-signs has nothing for any of the leaflet's blocks" in problem.message


# --- whom to call, and where the full list of cautions is ------------------------------------------


def test_every_sheet_says_whom_to_call_now_and_today(built_site: Path) -> None:
    """Sheets say "get help today", and readers cannot follow a link on paper to find out how."""
    sheets = sorted(built_site.glob("handouts/*/*[!e]-a4.pdf"))
    words = real_site().region.actions
    assert sheets
    for sheet in sheets:
        text = " ".join(" ".join(page.extract_text() for page in PdfReader(sheet).pages).split())
        assert words["emergency_action"] in text, sheet.name
        assert words["urgent_action"] in text, sheet.name


def test_a_technique_names_the_sheet_that_lists_all_cautions() -> None:
    site = site_of(leaflet("odd", TOPICS["technique"]), leaflet("all", TOPICS["session"]))
    text = " ".join(printed(site, A4)["odd-a4"].text.split())
    assert "This list is not complete. The full list is on the sheet “All about all”." in text
    alone = site_of(leaflet("odd", TOPICS["technique"]))
    assert "The full list" not in printed(alone, A4)["odd-a4"].text


def test_every_sheet_fits_in_the_other_region() -> None:
    """The emergency words of the US take more room."""
    standard = [form for form in FORMS if not form.large]
    assert problems_of(site_of(root=REAL_CONTENT, region="us"), standard) == []
