# SPDX-License-Identifier: MIT
"""`unknot handout`: some handouts for one reader in one PDF, or all of them; and what stops it."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest

from generator.handouts.bundle import TooLong, bundle, to_order
from generator.handouts.context import Reader
from generator.handouts.forms import FORMS, form_of
from generator.handouts.typeset import UnknownCharacter
from generator.schema.leaflet import Block
from tests.handouts_example import TOPICS, all_kinds, leaflet, site_of
from tests.test_cli import project, run  # noqa: F401 - a fixture

pytestmark = pytest.mark.builds

A4 = FORMS[0]


class Made:
    """A PDF made to order, read back."""

    def __init__(self, data: bytes) -> None:
        self.pdf = pypdfium2.PdfDocument(data)
        self.pages = [" ".join(page.get_textpage().get_text_range().split()) for page in self.pdf]
        self.text = " ".join(self.pages)


def made(*ids: str, name: str = "", note: str = "", form: object = A4) -> Made:
    site = all_kinds()
    leaflets = [site.library.leaflets[id_] for id_ in ids]
    return Made(to_order(site, leaflets, form, Reader(name, note)))  # type: ignore[arg-type]


# --- one document ----------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_several_are_one_document(form: object) -> None:
    found = made("technique", "signs", "symptom", name="A. Reader", note="Walk a little.", form=form)
    assert found.text.count("Your handouts All about technique") == 1
    assert found.text.count("Get emergency help if your neck hurts") == 1
    assert found.text.count("Your name A. Reader") == 1
    assert found.text.count("Walk a little.") == 1
    assert found.text.count("Sources") == len(re.findall("Sources", found.text)) >= 1
    for number, page in enumerate(found.pages, 1):
        assert f"Page {number} of {len(found.pages)}" in page
    for id_ in ("technique", "signs", "symptom"):
        (begins,) = set(re.findall(rf"All about {id_} ?[. ]+(\d+)", found.text))
        assert found.pages[int(begins) - 1].startswith(f"All about {id_}")


def test_one_alone_stays_what_it_is() -> None:
    found = made("signs", name="A. Reader")
    assert "Your handouts" not in found.text
    assert "Your name A. Reader Therapist Date" in found.text


def test_a_place_is_made_for_name_and_note() -> None:
    site = site_of(leaflet("bare", TOPICS["signs"], blocks=["warning-signs"], pages=2))
    bare = [site.library.leaflets["bare"]]
    found = Made(to_order(site, bare, A4, Reader("A. Reader", "First.\n\nSecond\nline.")))
    assert "Your name A. Reader" in found.text
    assert "Notes First. Second line. Next appointment:" in found.text
    assert "Your name" not in Made(to_order(site, bare, A4, Reader())).text


def test_names_notes_help_and_sources_are_taken_out_of_the_sheets() -> None:
    site = all_kinds()
    leaflets = [site.library.leaflets[id_] for id_ in ("technique", "session")]
    first, *inner, last = bundle(site, leaflets, Reader()).data["sheets"]
    assert [section["block"] for section in first["sections"]] == [
        "names",
        "contents",
        "notes",
        "emergency",
    ]
    blocks = {section["block"] for one in inner for section in one["sections"]}
    assert not blocks & {Block.NAMES, Block.NOTES, Block.EMERGENCY, Block.SOURCES}
    assert [section["block"] for section in last["sections"]] == ["sources"]


@pytest.mark.parametrize(
    "typed", ['#eval("1+1")', "#set page(fill: red)", "$x^2$ *bold* _it_ <a> @b", "= No"]
)
def test_typst_code_in_name_and_note_is_printed_and_never_run(typed: str) -> None:
    found = made("signs", "symptom", name=typed, note=typed)
    assert found.text.replace(" ", "").count(typed.replace(" ", "")) == 2


@pytest.mark.parametrize("name", ["דוד כהן", "محمد علی"])
def test_a_name_written_from_right_to_left_is_printed_so(name: str) -> None:
    """The first letter stands at the right, and the font has every letter."""
    page = made("signs", name=name).pdf[0].get_textpage()
    letters = [
        (page.get_charbox(index)[0], letter)
        for index in range(page.count_chars())
        if (letter := chr(pypdfium2.raw.FPDFText_GetUnicode(page, index))) in name.replace(" ", "")
    ]
    assert [letter for _, letter in sorted(letters, reverse=True)] == [*name.replace(" ", "")]


def test_a_name_in_a_script_without_a_font_is_said() -> None:
    with pytest.raises(UnknownCharacter, match=r"no font of the handouts has '李' \(U\+674E\)"):
        made("signs", name="李")


def test_a_note_may_add_a_page_and_no_more() -> None:
    long = "These are a few words more. " * 60
    assert len(made("signs", note=long).pages) <= len(made("signs").pages) + 1
    with pytest.raises(TooLong, match=r"the note adds \d+ pages; shorten it"):
        made("signs", note=long * 8)


def test_paper_and_type_are_chosen() -> None:
    assert [form_of(size, large=large).id for size in ("a4", "letter") for large in (False, True)] == [
        "a4",
        "large-a4",
        "letter",
        "large-letter",
    ]


# --- the command -----------------------------------------------------------------------------------


@pytest.mark.usefixtures("project")
def test_it_makes_the_pdf_that_was_asked_for() -> None:
    result = run(
        *("handout", "still-press", "slow-glide", "--size", "letter", "--large"),
        *("--for", "A. Reader", "--note", "See you on Monday.", "-o", "out/sheet.pdf"),
    )
    assert result.exit_code == 0
    assert re.fullmatch(r"out/sheet.pdf: \d+ kB\n", result.stdout)
    with pikepdf.open("out/sheet.pdf") as pdf:
        assert float(pdf.pages[0].mediabox[2]) == pytest.approx(612, abs=0.5)
    assert Path("out/sheet.pdf").stat().st_mode & 0o777 == 0o644


@pytest.mark.usefixtures("project")
def test_paper_and_name_have_defaults() -> None:
    assert run("handout", "still-press", "still-press").exit_code == 0
    with pikepdf.open("still-press-a4.pdf") as pdf:
        assert len(pdf.pages) <= 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "name the handouts, such as `warning-signs`, or say `--all DIR`"),
        (["still-press", "--all", "x"], "name the handouts"),
        (
            ["stil-press", "nothing-like-it"],
            "no handout 'stil-press'; did you mean 'still-press'?\nno handout",
        ),
        (["still-press", "--for", "😀"], "nothing was written: no font of the handouts has '😀' (U+1F600)"),
        (["still-press", "--note", "a word " * 4000], "nothing was written: the note adds"),
        (["still-press", "-o", "mkdocs.yml/x.pdf"], "mkdocs.yml/x.pdf: cannot be written: "),
        (["--all", "mkdocs.yml/x"], "cannot be written: "),
    ],
)
def test_what_stops_it_is_said_in_a_line(project: Path, arguments: list[str], said: str) -> None:  # noqa: F811
    before = sorted(project.rglob("*.pdf"))
    result = run("handout", *arguments)
    assert result.exit_code == 1
    assert said in result.stderr
    assert "Traceback" not in result.output
    assert sorted(project.rglob("*.pdf")) == before


def test_a_write_that_fails_leaves_no_half_file(
    project: Path,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run("handout", "still-press", "-o", "sheet.pdf")
    before = Path("sheet.pdf").read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    result = run("handout", "slow-glide", "-o", "sheet.pdf")
    assert (result.exit_code, result.stderr) == (
        1,
        "sheet.pdf: cannot be written: No space left on device\n",
    )
    assert Path("sheet.pdf").read_bytes() == before
    assert [path.name for path in project.iterdir() if path.name.startswith("tmp")] == []


@pytest.mark.usefixtures("project")
def test_a_booklet_is_made_alone(project: Path) -> None:  # noqa: F811
    leaflets = project / "content" / "leaflets"
    text = (leaflets / "still-press.yml").read_text(encoding="utf-8")
    chapters = "chapters: [{title: All, topics: ['techniques/*'], blocks: [in-short]}]\n"
    (leaflets / "guide.yml").write_text(text + chapters, encoding="utf-8")
    result = run("handout", "guide", "slow-glide")
    assert (result.exit_code, result.stderr) == (1, "'guide' is a booklet: make it alone\n")
    assert run("handout", "guide", "--for", "A. Reader").exit_code == 0


def test_all_of_them_are_made_with_a_line_for_each(project: Path) -> None:  # noqa: F811
    result = run("handout", "--all", "sheets")
    assert result.exit_code == 0
    names = {f"{id_}-{form.id}.pdf" for id_ in ("slow-glide", "still-press") for form in FORMS}
    assert {path.name for path in (project / "sheets").iterdir()} == names
    lines = result.stdout.splitlines()
    assert lines[-1] == "8 PDFs in sheets"
    assert all(re.fullmatch(r"sheets/[a-z0-9-]+\.pdf: \d+ p\., \d+ kB", line) for line in lines[:-1])
    assert len(lines) == 9


def test_on_a_terminal_a_bar_shows_how_far_it_is(project: Path) -> None:  # noqa: F811
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", "from generator.cli import main; main()", "handout", "--all", "sheets"]
    done = subprocess.run(command, cwd=project, stdout=theirs, stderr=theirs, check=False, timeout=120)
    os.close(theirs)
    said = os.read(ours, 100_000).decode()
    assert done.returncode == 0
    assert "100%" in said
    assert "sheets/still-press-a4.pdf" not in said


def test_a_list_that_is_kept_is_whole_even_if_a_bar_is_shown(project: Path) -> None:  # noqa: F811
    _, theirs = pty.openpty()
    command = [sys.executable, "-c", "from generator.cli import main; main()", "handout", "--all", "sheets"]
    kept = subprocess.run(
        command, cwd=project, stdout=subprocess.PIPE, stderr=theirs, check=True, timeout=120
    )
    os.close(theirs)
    assert len(kept.stdout.splitlines()) == 9


@pytest.mark.usefixtures("project")
def test_bad_content_is_told_as_always(project: Path) -> None:  # noqa: F811
    (project / "content/claims.yml").write_text("claims: []\n")
    result = run("handout", "still-press")
    assert result.exit_code == 1
    assert "content/claims.yml:" in result.stderr
