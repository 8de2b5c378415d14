# SPDX-License-Identifier: MIT
"""The coverage table of a small content set, complete and with gaps: what is missing, how it is shown."""

from __future__ import annotations

import re
import shutil
from gettext import NullTranslations
from pathlib import Path
from typing import TYPE_CHECKING

import lxml.html
import pytest
from click.testing import CliRunner, Result

from generator.checks.coverage.cells import CellContext
from generator.checks.coverage.report import coverage
from generator.checks.coverage.table import Cell, Coverage, CoverageGroup, CoverageRow, State, as_text
from generator.checks.pemat.rated_ids import rated_ids
from generator.content.library import Library
from generator.content.load import load
from generator.hosts.cli import main
from generator.settings.settings import Settings
from generator.site import Site
from generator.website.pages.list_items import covered
from generator.website.pages.render import render_pages
from tests.conftest import REPOSITORY
from tests.handouts.translated_example import arabic_site
from tests.tools import EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable

NOT_SCORED = "wanted: 0\njudgements: [{page: slow-glide, item: 2, score: agree, why: It keeps to it.}]\n"
"""A `pemat.yml` that requires no score, so that nothing of the small content set is missing."""


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with the small content set, in which nothing required is missing."""
    shutil.copytree(EXAMPLES / "neck-and-shoulder" / "content", tmp_path / "content")
    shutil.copytree(REPOSITORY / "overrides", tmp_path / "overrides")
    shutil.copy(REPOSITORY / "mkdocs.yml", tmp_path)
    (tmp_path / "content/pemat.yml").write_text(NOT_SCORED, "utf-8")
    monkeypatch.chdir(tmp_path)
    return Path("content")


def _table(content: Path) -> Coverage:
    library = Library(load(content)[0])
    return coverage(CellContext(library, library.regions["uk"], NullTranslations()))


def _row(content: Path, file: str) -> dict[str, Cell]:
    """The cells of one file by heading."""
    group, row = next(
        (group, row) for group in _table(content).groups for row in group.rows if row.file == file
    )
    return dict(zip(group.columns, row.cells, strict=True))


def _edit(path: Path, pattern: str, new: str) -> None:
    text, count = re.subn(pattern, new, path.read_text("utf-8"))
    assert count
    path.write_text(text, "utf-8")


def _run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, ["coverage", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


# --- what the table finds --------------------------------------------------------------------------


def test_every_content_file_has_a_row(content: Path) -> None:
    rows = [row.file for group in _table(content).groups for row in group.rows]
    files = {path.relative_to(content).as_posix() for path in content.rglob("*.*")}
    files = {file for file in files if file.endswith((".yml", ".md"))}
    without = {"item-writing.yml", "pemat.yml", "required.yml", "revisions.yml", "words.yml"}
    without |= {"regions/uk.yml", "regions/us.yml"}
    assert set(rows) == files - without
    assert len(rows) == len(set(rows))


def test_the_row_of_a_complete_technique(content: Path) -> None:
    row = _row(content, "techniques/slow-glide.yml")
    assert row["Level"] == Cell(State.HERE, "none")
    assert row["Quiz"] == Cell(State.HERE, "2")
    assert row["Handout"] == Cell(State.HERE)
    assert row["Muscles"] == row["Symptoms"] == Cell(State.HERE, "1")
    assert row["Review by"] == Cell(State.HERE, "2027-11-23")
    assert row["Reviewer"] == Cell(State.ABSENT, "nobody yet")
    assert not _table(content).missing


def _no_quiz(content: Path) -> None:
    (content / "quizzes/slow-glide.yml").unlink()


def _no_handout(content: Path) -> None:
    (content / "leaflets/still-press.yml").unlink()


def _no_sources(content: Path) -> None:
    _edit(content / "symptoms/stiff-neck.yml", r" \[@[^\]]*\]", "")


def _not_used(content: Path) -> None:
    _edit(content / "techniques/still-press.yml", r"id: (trapezius|rhomboids)", "id: other")
    _edit(content / "techniques/slow-glide.yml", r"id: (trapezius|rhomboids)", "id: other")


def _hard_words(content: Path) -> None:
    hard = "Intermittent physiological exacerbation necessitates multidisciplinary consultation. " * 4
    _edit(content / "self-care/turn-gently.yml", r"Slow is fine\.", hard.strip())


def _no_topic(content: Path) -> None:
    _edit(content / "leaflets/still-press.yml", r"topic: .*", "topic: techniques/gone")


def _higher_aim(content: Path) -> None:
    _edit(content / "pemat.yml", r"wanted: 0", "wanted: 63")


@pytest.mark.parametrize(
    ("remove", "missing"),
    [
        (_no_quiz, {"techniques/slow-glide.yml: quiz"}),
        (_no_handout, {"techniques/still-press.yml: handout"}),
        (_no_sources, {"symptoms/stiff-neck.yml: sources"}),
        (_not_used, {"muscles/rhomboids.yml: techniques", "muscles/trapezius.yml: techniques"}),
        (_hard_words, {"self-care/turn-gently.yml: grade"}),
        (_no_topic, {"techniques/still-press.yml: handout", "leaflets/still-press.yml: topic"}),
        (
            _higher_aim,
            {
                "symptoms/stiff-neck.yml: to understand",
                "symptoms/tight-shoulder.yml: to understand",
                "techniques/slow-glide.yml: to act on",
                "techniques/still-press.yml: to act on",
                "techniques/still-press.yml: to understand",
            },
        ),
    ],
)
def test_what_is_removed_is_listed_as_missing(
    content: Path, remove: Callable[[Path], None], missing: set[str]
) -> None:
    assert not _table(content).missing
    remove(content)
    assert {": ".join(line.split(": ")[:2]) for line in _table(content).missing} == missing


def test_what_is_optional_is_only_absent(content: Path) -> None:
    """A muscle needs no source, and a page that teaches nothing needs no score."""
    (content / "required.yml").unlink()
    _edit(content / "techniques/still-press.yml", r"\nevidence:\n(  .*\n)+", "\n")
    assert _row(content, "techniques/still-press.yml")["Level"] == Cell(State.ABSENT)
    assert _row(content, "pages/about.md")["To understand"] == Cell(State.ABSENT)
    assert _row(content, "claims.yml")["Grade"] == Cell(State.ABSENT)


def test_a_score_that_is_not_required_is_shown_but_never_missing(content: Path) -> None:
    _edit(content / "pemat.yml", r"wanted: 0", "wanted: 90")
    assert _row(content, "self-care/turn-gently.yml")["To act on"] == Cell(State.HERE, "66%")
    required = _row(content, "symptoms/stiff-neck.yml")["To act on"]
    assert required == Cell(State.MISSING, "71%, below 90%")


def test_ninety_percent_are_required_unless_content_says_otherwise(content: Path) -> None:
    (content / "pemat.yml").unlink()
    missing = _table(content).missing
    assert "techniques/slow-glide.yml: to understand: 62%, below 90%" in missing
    assert all("below 90%" in line for line in missing)


def test_an_empty_field_that_is_asked_for_lowers_the_count_of_sections(content: Path) -> None:
    before = _row(content, "techniques/still-press.yml")["Sections"]
    _edit(content / "techniques/still-press.yml", r"\nevidence:\n(  .*\n)+", "\n")
    after = _row(content, "techniques/still-press.yml")["Sections"]
    count = int(before.text.split()[0])
    assert before == Cell(State.HERE, f"{count} of {count}")
    assert after == Cell(State.MISSING, f"{count - 1} of {count}")


def test_a_column_in_which_nothing_is_asked_for_and_nothing_is_there_is_left_out(content: Path) -> None:
    assert "Quiz" in _row(content, "techniques/still-press.yml")
    assert "Quiz" not in _row(content, "symptoms/stiff-neck.yml")


def test_an_invalid_file_is_missing_and_does_not_affect_other_rows(content: Path) -> None:
    _edit(content / "techniques/slow-glide.yml", r"one_line: .*\n", "")
    assert _row(content, "techniques/slow-glide.yml")["Sections"].state is State.MISSING
    assert _row(content, "techniques/still-press.yml")["Quiz"].state is State.HERE
    assert "techniques/slow-glide.yml: sections: not valid: run `unknot check`" in _table(content).missing


def test_a_single_file_that_does_not_exist_is_missing(content: Path) -> None:
    (content / "glossary.yml").unlink()
    assert any(line.startswith("glossary.yml: ") for line in _table(content).missing)


# --- how it is shown -------------------------------------------------------------------------------


def test_the_table_in_a_terminal() -> None:
    rows = (
        CoverageRow("a.yml", "A", None, (Cell(State.HERE, "12"), Cell(State.MISSING))),
        CoverageRow("longer.yml", "B", None, (Cell(State.HERE), Cell(State.ABSENT))),
    )
    group = CoverageGroup("kind", "Kinds", ("Count", "Level"), rows)
    assert as_text(Coverage((group, CoverageGroup("none", "None", ("Count",), ())))) == (
        "Kinds       Count  Level\n"
        "a.yml       12     MISSING\n"
        "longer.yml  yes    -\n"
        "\n"
        "1 required thing is missing:\n"
        "  a.yml: level\n"
    )


def test_the_command_prints_the_table(content: Path) -> None:
    (content / "quizzes/slow-glide.yml").unlink()
    result = _run()
    assert result.exit_code == 0
    assert result.stdout == as_text(_table(content))
    assert result.stdout.endswith("\n1 required thing is missing:\n  techniques/slow-glide.yml: quiz\n")


def test_strict_fails_if_anything_is_missing(content: Path) -> None:
    complete = _run("--strict")
    assert complete.exit_code == 0
    assert complete.stdout.endswith("Nothing required is missing.\n")
    (content / "quizzes/slow-glide.yml").unlink()
    assert _run("--strict").exit_code == 1


def test_the_command_fails_without_a_valid_region(content: Path) -> None:
    (content / "regions/uk.yml").unlink()
    result = _run()
    assert result.exit_code == 1
    assert result.stderr == "content: no region 'uk' that is valid; run `unknot check`\n"


def test_the_page_shows_the_same_table(content: Path) -> None:
    (content / "quizzes/slow-glide.yml").unlink()
    site = Site(Library(load(content)[0]), Settings(site_name="Neck", version="1"))
    page = next(file for file in render_pages(site) if file.path == "coverage.md")
    body = page.data.decode().split("---\n", 2)[2]
    tables = lxml.html.fromstring(f"<div>{body}</div>").findall(".//table")
    groups = [group for group in _table(content).groups if group.rows]
    assert len(tables) == len(groups)
    for table, group in zip(tables, groups, strict=True):
        assert table.findtext("caption") == f"What each file has: {group.title}"
        assert [cell.text for cell in table.findall("thead//th[@scope='col']")] == ["File", *group.columns]
        titles = [cell.text_content() for cell in table.findall("tbody//th[@scope='row']")]
        assert titles == [row.title for row in group.rows]
        shown = [
            [cell.text_content().strip() for cell in row.findall("td")] for row in table.findall("tbody/tr")
        ]
        assert shown == [[_as_words(cell) for cell in row.cells] for row in group.rows]


def _as_words(cell: Cell) -> str:
    """The cell in words, since no state may be shown by colour alone."""
    empty = {State.MISSING: "Missing", State.ABSENT: "–", State.HERE: "yes"}
    words = f"Missing {cell.text}".strip() if cell.state is State.MISSING else cell.text
    return words or empty[cell.state]


def _grades(site: Site) -> set[str]:
    """What the table of a site says of how easy its pages are to read."""
    table = coverage(CellContext(site.library, site.region, NullTranslations()))
    return {
        row.cells[group.columns.index("Grade")].text
        for group in table.groups
        for row in group.rows
        if "Grade" in group.columns
    }


def test_a_language_without_a_scale_is_not_graded() -> None:
    assert _grades(arabic_site()) <= {"", "short", "not graded"}
    assert "not graded" in _grades(arabic_site())


def test_only_pages_in_english_are_scored() -> None:
    """The scores of a translation are those of its source, which the site itself says."""
    site = arabic_site()
    assert site.source is not None
    assert rated_ids(site.library) == {}
    ids = rated_ids(site.source.library)["techniques"]
    scores = [covered(site).score_of("techniques", id_) for id_ in ids]
    assert scores
    assert {score.entry.title for score in scores if score} == {
        site.library.techniques[id_].title for id_ in ids
    }
