# SPDX-License-Identifier: MIT
"""`unknot handout`: one PDF of some leaflets for one reader, or all PDFs; and its error messages."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest

from generator.content.library import Library
from generator.content.load import load
from generator.handouts import render
from generator.handouts.offers import Handout
from generator.handouts.printing.forms import FORMS, form_of
from generator.handouts.printing.typeset import UnknownCharacter
from generator.handouts.sheet.context import Reader
from generator.handouts.to_order import TooLong, bundle, to_order
from generator.hosts import handout_command
from generator.output.files import OutputFile
from generator.schema.leaflet import Block
from tests.handouts.handouts_example import TOPICS, all_kinds, leaflet, site_of
from tests.hosts.test_cli import project, run  # noqa: F401 - a fixture

if TYPE_CHECKING:
    from generator.problems import Problem

pytestmark = pytest.mark.builds

A4 = FORMS[0]


class OrderedPdf:
    """A PDF from `to_order`, read back."""

    def __init__(self, data: bytes) -> None:
        self.pdf = pypdfium2.PdfDocument(data)
        self.pages = [" ".join(page.get_textpage().get_text_range().split()) for page in self.pdf]
        self.text = " ".join(self.pages)


def ordered(*ids: str, name: str = "", note: str = "", form: object = A4) -> OrderedPdf:
    site = all_kinds()
    leaflets = [site.library.leaflets[id_] for id_ in ids]
    return OrderedPdf(to_order(site, leaflets, form, Reader(name, note))[0])  # type: ignore[arg-type]


# --- one document ----------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_several_leaflets_become_one_document(form: object) -> None:
    pdf = ordered("technique", "signs", "symptom", name="A. Reader", note="Walk a little.", form=form)
    assert pdf.text.count("Your handouts All about technique") == 1
    assert pdf.text.count("Get emergency help if your neck hurts") == 1
    assert pdf.text.count("Your name A. Reader") == 1
    assert pdf.text.count("Walk a little.") == 1
    assert pdf.text.count("Sources") == len(re.findall("Sources", pdf.text)) >= 1
    for number, page in enumerate(pdf.pages, 1):
        assert f"Page {number} of {len(pdf.pages)}" in page
    for id_ in ("technique", "signs", "symptom"):
        (begins,) = set(re.findall(rf"All about {id_} ?[. ]+(\d+)", pdf.text))
        assert pdf.pages[int(begins) - 1].startswith(f"All about {id_}")


def test_a_single_leaflet_gets_no_first_page() -> None:
    pdf = ordered("signs", name="A. Reader")
    assert "Your handouts" not in pdf.text
    assert "Your name A. Reader Therapist Date" in pdf.text


def test_missing_blocks_for_name_and_note_are_added() -> None:
    site = site_of(leaflet("bare", TOPICS["signs"], blocks=["warning-signs"], pages=2))
    bare = [site.library.leaflets["bare"]]
    pdf = OrderedPdf(to_order(site, bare, A4, Reader("A. Reader", "First.\n\nSecond\nline."))[0])
    assert "Your name A. Reader" in pdf.text
    assert "Notes First. Second line. Next appointment:" in pdf.text
    assert "Your name" not in OrderedPdf(to_order(site, bare, A4, Reader())[0]).text


def test_shared_blocks_are_printed_once_for_all_sheets() -> None:
    site = all_kinds()
    leaflets = [site.library.leaflets[id_] for id_ in ("technique", "session")]
    first, *inner, last = bundle(site, leaflets, Reader()).data["sheets"]
    assert [section["block"] for section in first["sections"]] == [
        "names",
        "strip",
        "contents",
        "notes",
        "emergency",
    ]
    blocks = {section["block"] for sheet in inner for section in sheet["sections"]}
    assert not blocks & {Block.NAMES, Block.NOTES, Block.EMERGENCY, Block.SOURCES}
    assert [section["block"] for section in last["sections"]] == ["sources"]


@pytest.mark.parametrize(
    "typed", ['#eval("1+1")', "#set page(fill: red)", "$x^2$ *bold* _it_ <a> @b", "= No"]
)
def test_typst_code_in_name_and_note_is_printed_and_never_run(typed: str) -> None:
    pdf = ordered("signs", "symptom", name=typed, note=typed)
    assert pdf.text.replace(" ", "").count(typed.replace(" ", "")) == 2


@pytest.mark.parametrize("name", ["דוד כהן", "محمد علی"])
def test_a_right_to_left_name_is_printed_from_right_to_left(name: str) -> None:
    """The first letter is on the right, and the font has every letter."""
    page = ordered("signs", name=name).pdf[0].get_textpage()
    letters = [
        (page.get_charbox(index)[0], letter)
        for index in range(page.count_chars())
        if (letter := chr(pypdfium2.raw.FPDFText_GetUnicode(page, index))) in name.replace(" ", "")
    ]
    assert [letter for _, letter in sorted(letters, reverse=True)] == [*name.replace(" ", "")]


def test_a_name_in_a_script_without_a_font_is_an_error() -> None:
    with pytest.raises(UnknownCharacter, match=r"no font of the handouts has '李' \(U\+674E\)"):
        ordered("signs", name="李")


def test_a_note_may_add_at_most_one_page() -> None:
    long = "These are a few words more. " * 60
    assert len(ordered("signs", note=long).pages) <= len(ordered("signs").pages) + 1
    with pytest.raises(TooLong, match=r"the note adds \d+ pages; shorten it"):
        ordered("signs", note=long * 8)


def test_form_of_returns_the_form_for_paper_and_type() -> None:
    assert [form_of(size, large=large).id for size in ("a4", "letter") for large in (False, True)] == [
        "a4",
        "large-a4",
        "letter",
        "large-letter",
    ]


# --- the command -----------------------------------------------------------------------------------


@pytest.mark.usefixtures("project")
def test_the_command_writes_the_requested_pdf() -> None:
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
    ("arguments", "message"),
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
def test_an_error_is_reported_in_one_line(project: Path, arguments: list[str], message: str) -> None:  # noqa: F811
    before = sorted(project.rglob("*.pdf"))
    result = run("handout", *arguments)
    assert result.exit_code == 1
    assert message in result.stderr
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
def test_a_booklet_cannot_be_combined_with_others(project: Path) -> None:  # noqa: F811
    leaflets = project / "content" / "leaflets"
    text = (leaflets / "still-press.yml").read_text(encoding="utf-8")
    chapters = "chapters: [{title: All, topics: ['techniques/*'], blocks: [in-short]}]\n"
    (leaflets / "guide.yml").write_text(text + chapters, encoding="utf-8")
    result = run("handout", "guide", "slow-glide")
    assert (result.exit_code, result.stderr) == (1, "'guide' is a booklet: make it alone\n")
    assert run("handout", "guide", "--for", "A. Reader").exit_code == 0


def test_all_prints_every_leaflet_and_a_line_for_each(project: Path) -> None:  # noqa: F811
    result = run("handout", "--all", "sheets")
    assert result.exit_code == 0
    leaflets = Library(load(project / "content")[0]).leaflets
    names = {f"{id_}-{form.id}.pdf" for id_ in leaflets for form in FORMS}
    assert {path.name for path in (project / "sheets").iterdir()} == names
    lines = result.stdout.splitlines()
    assert lines[-1] == f"{len(names)} PDFs in sheets"
    assert all(re.fullmatch(r"sheets/[a-z0-9-]+\.pdf: \d+ p\., \d+ kB", line) for line in lines[:-1])
    assert len(lines) == len(names) + 1


class _HeldPdf(bytes):
    """A PDF that counts how many of its kind are in memory, and how many there were at most."""

    held = most = 0

    def __init__(self, *_: object) -> None:
        type(self).held += 1
        type(self).most = max(self.most, self.held)

    def __del__(self) -> None:
        type(self).held -= 1


def test_all_holds_few_pdfs_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each PDF goes to disk when it is printed: those of a large site would fill memory."""
    site = all_kinds()
    monkeypatch.setattr(render, "_print", _not_printed)
    monkeypatch.setattr(
        handout_command, "render_handouts", partial(render.render_handouts, forms=FORMS * 8)
    )
    handout_command.write_all(site, tmp_path)
    total = len(site.library.leaflets) * len(FORMS) * 8
    assert total > 80
    assert 0 < _HeldPdf.most < 40
    assert _HeldPdf.held < 5


def _not_printed(
    job: render.Job, _fitted: object, _cover: object
) -> tuple[list[render.Sheet], list[Problem]]:
    handout = Handout(_HeldPdf(b"%PDF"), job.doc.leaflet.id, job.form.id, 1)
    return [OutputFile(f"handouts/{job.doc.leaflet.id}-{job.form.id}.pdf", handout, "a.yml")], []


def test_a_terminal_shows_a_progress_bar(project: Path) -> None:  # noqa: F811
    ours, theirs = pty.openpty()
    command = [
        sys.executable,
        "-c",
        "from generator.hosts.cli import main; main()",
        "handout",
        "--all",
        "sheets",
    ]
    done = subprocess.run(command, cwd=project, stdout=theirs, stderr=theirs, check=False, timeout=120)
    os.close(theirs)
    output = os.read(ours, 100_000).decode()
    assert done.returncode == 0
    assert "100%" in output
    assert "sheets/still-press-a4.pdf" not in output


def test_redirected_output_is_complete_even_with_a_progress_bar(project: Path) -> None:  # noqa: F811
    _, theirs = pty.openpty()
    command = [
        sys.executable,
        "-c",
        "from generator.hosts.cli import main; main()",
        "handout",
        "--all",
        "sheets",
    ]
    done = subprocess.run(
        command, cwd=project, stdout=subprocess.PIPE, stderr=theirs, check=True, timeout=120
    )
    os.close(theirs)
    leaflets = Library(load(project / "content")[0]).leaflets
    assert len(done.stdout.splitlines()) == len(leaflets) * len(FORMS) + 1


@pytest.mark.usefixtures("project")
def test_bad_content_is_reported_as_usual(project: Path) -> None:  # noqa: F811
    (project / "content/claims.yml").write_text("claims: []\n")
    result = run("handout", "still-press")
    assert result.exit_code == 1
    assert "content/claims.yml:" in result.stderr
