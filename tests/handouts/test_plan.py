# The layout of a handout: rows, columns, type steps; and the contrast of its colours.

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.handouts.printing import fit as printing
from generator.handouts.printing.fit import _first_guess, _planned, fit
from generator.handouts.printing.forms import FORMS, STANDARD
from generator.handouts.printing.plan import PaperMetrics, Size, _place, _rows, gaps, is_tall, plan
from generator.handouts.sheet.columns import BODY, columns, split_items, split_lists
from generator.handouts.sheet.documents import document
from generator.handouts.sheet.parts import contents
from generator.prose import Prose
from generator.settings.clinic_colour import DEFAULT_COLOURS
from tests.conftest import REPOSITORY
from tests.handouts.handouts_example import TOPICS, leaflet, site_of

if TYPE_CHECKING:
    from generator.handouts.printing.fit import Fit
    from generator.handouts.printing.plan import Plan
    from generator.handouts.printing.typeset import Print

PAPER = PaperMetrics(height=700, head=60, end=50, apart=10, columns=True)


def size(shape: str, full: float, half: float | None = None, main: float | None = None) -> Size:
    side = full * 0.8 if shape == "picture" else None
    return Size("block", shape, full, half, main, side)


def order(result: Plan) -> list[tuple[int, ...]]:
    return [(*row.left, *row.right) for row in result.rows]


heights = st.floats(min_value=5, max_value=900, allow_nan=False)
sections = st.one_of(
    st.builds(lambda full: size("wide", full), heights),
    st.builds(
        lambda full, more: size("narrow", full, full * more, full * more), heights, st.floats(1, 2.5)
    ),
    st.builds(lambda full: size("opening", full, None, full * 1.3), heights),
    st.builds(lambda full: size("picture", full), heights),
)


@given(st.lists(sections, max_size=10), st.booleans())
def test_every_section_is_placed_once_and_in_order(sizes: list[Size], columns: bool) -> None:  # noqa: FBT001
    paper = PaperMetrics(700, 60, 50, 10, columns)
    result = plan(sizes, paper)
    numbers = list(chain.from_iterable(order(result)))
    assert sorted(numbers) == list(range(len(sizes)))
    # Only a picture may come after sections that follow it, which are to its left.
    assert [n for n in numbers if sizes[n].shape != "picture"] == [
        n for n in range(len(sizes)) if sizes[n].shape != "picture"
    ]
    assert len(gaps(result, paper)) == len(result.rows)
    assert all(gap >= paper.apart for gap in gaps(result, paper))


@given(st.lists(sections, max_size=6))
def test_no_other_layout_is_better(sizes: list[Size]) -> None:
    def best(first: int, page: int, used: float) -> tuple[int, float]:
        if first == len(sizes):
            return _place(PAPER.end, page, used, PAPER)[0], 0
        options = []
        for row in _rows(sizes[first : first + 4], PAPER):
            after = _place(row.height, page, used, PAPER)
            pages, height = best(first + row.count, *after)
            options.append((pages, height + PAPER.apart + row.height))
        return min(options)

    result = plan(sizes, PAPER)
    assert (result.pages, result.height) == best(0, 1, PAPER.head)


@given(st.lists(sections, max_size=10))
def test_two_columns_never_need_more_pages_than_one(sizes: list[Size]) -> None:
    single = plan(sizes, PaperMetrics(700, 60, 50, 10, columns=False))
    assert plan(sizes, PAPER).pages <= single.pages


@given(st.lists(sections, max_size=10))
def test_widened_gaps_do_not_add_a_page(sizes: list[Size]) -> None:
    result = plan(sizes, PAPER)
    page, used = 1, PAPER.head
    for row, gap in zip(result.rows, gaps(result, PAPER), strict=True):
        if is_tall(row.height, PAPER):
            return
        used = used + gap + row.height
        if used > PAPER.height + 0.2:
            page, used = page + 1, row.height
    if used + PAPER.apart + PAPER.end > PAPER.height + 0.2:
        page += 1
    assert page <= result.pages


def test_narrow_sections_share_a_row_if_that_saves_height() -> None:
    result = plan([size("narrow", 100, 120), size("narrow", 100, 110)], PAPER)
    assert [row.kind for row in result.rows] == ["half"]
    assert result.rows[0].free == (0, 10)


def test_narrow_sections_do_not_share_a_row_if_that_takes_more_height() -> None:
    result = plan([size("narrow", 50, 120), size("narrow", 50, 110)], PAPER)
    assert [row.kind for row in result.rows] == ["full", "full"]


def test_sections_of_about_its_height_go_beside_a_picture() -> None:
    narrow = size("narrow", 110, None, 115)
    sizes = [size("opening", 118, None, 120), size("picture", 300), narrow, narrow, narrow]
    (beside, *rest) = plan(sizes, PAPER).rows
    assert (beside.kind, beside.left, beside.right) == ("beside", (0, 2), (1,))
    assert [row.kind for row in rest] == ["full", "full"]


def test_rows_are_chosen_to_save_pages_before_height() -> None:
    """Pairing the first two takes the least height, but then the last section does not fit on page 2."""
    narrow = [size("narrow", 200, 230), size("narrow", 200, 260), size("narrow", 100, 250)]
    paper = PaperMetrics(height=700, head=0, end=0, apart=0, columns=True)
    assert order(plan(narrow, paper)) == [(0, 1), (2,)]
    result = plan([size("wide", 470), *narrow, size("wide", 440)], paper)
    assert (order(result), result.pages) == ([(0,), (1,), (2, 3), (4,)], 2)


# --- two columns in a list -------------------------------------------------------------------------


def item(length: int) -> dict[str, Any]:
    return {"text": [{"strong": [{"text": "x" * (length // 2)}]}, {"text": "x" * (length - length // 2)}]}


def test_short_items_are_set_in_two_columns_and_long_ones_are_not() -> None:
    assert split_items([item(20)] * 6) == 3
    assert split_items([item(BODY.whole)] * 6) is None
    assert split_items([item(20)]) is None
    assert split_items([]) is None


def test_columns_keep_the_order_and_have_about_the_same_height() -> None:
    assert split_items([item(120), item(20), item(20), item(20)]) == 1


def test_lists_are_set_side_by_side_if_that_saves_height() -> None:
    assert split_lists([[item(40)] * 3, [item(40)] * 3]) == 1
    assert split_lists([[item(30)] * 4, [item(60)] * 3]) is None
    assert split_lists([[item(30)], [item(30)]]) == 1
    assert split_lists([[item(30)] * 6, [item(30)] * 2]) is None


@given(st.lists(st.integers(1, 300), min_size=1, max_size=12))
def test_the_chosen_columns_are_never_taller_than_a_single_column(lengths: list[int]) -> None:
    lists = [[item(length)] for length in lengths]
    single = sum(-(-length // BODY.whole) + 0.3 for length in lengths)
    assert columns(lists).lines <= single + 1e-9


def test_a_long_table_of_contents_is_set_in_two_columns() -> None:
    """More than ten entries are long; a chapter is not split."""
    entries = [("A", "a", 1), ("B", "b", 2), ("C", "c", 1)]
    ten = contents([*entries, *[("D", "d", 1)] * 7])
    eleven = contents([*entries, *[("D", "d", 1)] * 8])
    assert (ten["split"], eleven["split"]) == (None, 5)
    assert contents([*entries, *[("D", "d", 2)] * 9])["split"] == 2


# --- type ------------------------------------------------------------------------------------------


def fitted(questions: int, pages: int, **changes: Any) -> Fit:
    many = tuple(
        Prose.parse(f"Is this a question of middling length, number {n}?") for n in range(questions)
    )
    sheet = leaflet("one", TOPICS["technique"], **changes)
    site = site_of(sheet, topic={"questions": many})
    return fit(document(site, sheet).data, FORMS[0], pages)


def test_a_sheet_with_room_has_twelve_point_type() -> None:
    result = fitted(3, 2, blocks=["in-short", "questions"])
    assert (result.job.step, result.pages) == (STANDARD[0], 1)


@pytest.mark.builds
def test_type_and_space_shrink_only_as_far_as_needed() -> None:
    every = [fitted(count, 1, blocks=["questions"]) for count in range(20, 110, 6)]
    steps = [STANDARD.index(result.job.step) for result in every if result.pages == 1]
    assert steps == sorted(steps)
    assert len(set(steps)) >= 4
    assert min(step.body for step in STANDARD) == 11


@pytest.mark.builds
def test_a_sheet_that_cannot_fit_has_the_roomiest_step_of_those_with_the_fewest_pages() -> None:
    blocks = ["in-short", "questions"]
    grown = [fitted(count, 1, blocks=blocks) for count in range(120, 200, 8)]
    for result in grown:
        assert result.pages > 1
        assert result.blocks == ("questions", "in-short")
        tightest = _planned(replace(result.job, step=STANDARD[-1], plans=None))
        assert result.pages == tightest.pages
        roomier = STANDARD[: STANDARD.index(result.job.step)]
        assert all(
            _planned(replace(result.job, step=step, plans=None)).pages > result.pages for step in roomier
        )
    assert len({result.job.step for result in grown}) > 1


@pytest.mark.builds
def test_a_sheet_that_cannot_fit_keeps_the_body_map_if_it_saves_no_page() -> None:
    blocks = ["in-short", "picture", "questions"]
    kept = [has_map(fitted(count, 1, blocks=blocks)) for count in range(100, 200, 8)]
    assert any(kept)


def has_map(result: Fit) -> bool:
    sections = result.job.document["sheets"][0]["sections"]
    return any(part["part"] == "body-map" for section in sections for part in section["parts"])


def test_a_pdf_with_more_pages_than_planned_is_printed_again_one_step_tighter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whatever is in the cache of printed sheets: nothing is printed here."""
    printed_steps = []

    def to_pdf(job: Print, _: int) -> bytes:
        printed_steps.append(job.step)
        return b"pdf"

    monkeypatch.setattr(printing, "to_pdf", to_pdf)
    monkeypatch.setattr(printing, "page_count", lambda _: 2 if len(printed_steps) < 3 else 1)
    sheet = leaflet("one", TOPICS["technique"], blocks=["in-short"])
    result, _ = printing.printed(document(site_of(sheet), sheet).data, FORMS[0], 1, 0)
    assert printed_steps == list(STANDARD[:3])
    assert (result.job.step, result.pages) == (STANDARD[2], 1)


@pytest.mark.builds
def test_the_body_map_is_left_out_before_a_page_is_added() -> None:
    blocks = ["in-short", "picture", "questions"]
    assert has_map(fitted(10, 1, blocks=blocks))
    counts = range(40, 90, 5)
    without = [count for count in counts if not has_map(fitted(count, 1, blocks=blocks))]
    assert without
    assert fitted(without[0], 1, blocks=blocks).pages == 1


# --- colours ---------------------------------------------------------------------------------------

TOKENS = (REPOSITORY / "generator" / "handouts" / "templates" / "tokens.typ").read_text(encoding="utf-8")
COLOUR = {"white": "#ffffff", "teal": DEFAULT_COLOURS.ink, "tint": DEFAULT_COLOURS.ground} | dict(
    re.findall(r'#let ([a-z-]+) = rgb\("(#[0-9a-f]{6})"\)', TOKENS)
)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2. It does not depend on hue, so it is the same in a grey print."""
    light, dark = sorted((luminance(COLOUR[one]), luminance(COLOUR[other])), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("words", "ground"),
    [
        *((words, "white") for words in ("ink", "soft", "teal", "alert", "amber")),
        *((words, "tint") for words in ("ink", "soft", "teal")),
        *((words, "amber-ground") for words in ("ink", "soft", "amber")),
        *((words, "alert-ground") for words in ("ink", "soft", "alert")),
        *(("white", ground) for ground in ("teal", "alert")),
    ],
)
def test_text_has_enough_contrast(words: str, ground: str) -> None:
    assert contrast(words, ground) >= 7


@pytest.mark.parametrize("line", ["band", "rule", "teal", "amber", "alert"])
def test_lines_and_marks_have_enough_contrast(line: str) -> None:
    assert contrast(line, "white") >= 3


def test_the_first_step_to_measure_is_tighter_the_more_text_a_sheet_prints() -> None:
    """The guess saves measuring: it counts what is printed, and no data of drawings or names of parts."""

    def guess(*parts: object) -> int:
        return _first_guess({"sheets": [{"sections": [{"parts": list(parts)}]}]}, FORMS[0], 1)

    lengths = range(0, 4000, 250)
    guesses = [guess({"part": "text", "text": "x" * length}) for length in lengths]
    assert guesses == sorted(guesses)
    assert guesses[0] == 0
    assert guesses[-1] == len(FORMS[0].steps) - 1
    full = "x" * 2000
    picture = {"part": "picture", "svg": "", "alt": ""}
    assert guess({**picture, "svg": full, "alt": full}) == guess(picture)
    assert guess(picture) > guess(), "a picture takes room, whatever its data"
    assert guess({"part": "sources", "text": full}) < guess({"part": "text", "text": full})


# --- when to get help


def _with_help(*heights: float) -> list[Size]:
    """Sections, of which the last says when to get help."""
    own = Size("emergency", "wide", heights[-1], look="alert")
    return [Size("names", "wide", heights[0]), *(size("wide", height) for height in heights[1:-1]), own]


def test_help_moves_up_no_farther_than_to_fit_on_page_1() -> None:
    result = plan(_with_help(20, 200, 200, 200, 200), PAPER)
    assert order(result) == [(0,), (1,), (4,), (2,), (3,)]
    assert result.pages == 2


def test_help_that_is_on_page_1_stays_in_its_place() -> None:
    assert order(plan(_with_help(20, 200, 200, 100), PAPER)) == [(0,), (1,), (2,), (3,)]


def test_help_stays_below_the_names_even_if_it_fits_on_no_page_1() -> None:
    assert order(plan(_with_help(20, 500, 660), PAPER)) == [(0,), (1,), (2,)]
