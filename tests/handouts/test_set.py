# The set of handouts: the leaflets for each topic, the week, quizzes with their answer keys, the booklet.

from __future__ import annotations

import re
import shutil
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, get_args

import pikepdf
import pytest
import zxingcpp

from generator.handouts.printing.forms import FORMS
from generator.handouts.sheet.documents import document
from generator.handouts.sheet.quiz_blocks import on_paper
from generator.prose import to_text
from generator.quizzes.quiz_pages import render_quizzes
from generator.schema.quiz import Question
from tests.conftest import SITE_URL
from tests.handouts.handouts_example import (
    CONTENT,
    REAL_CONTENT,
    TOPICS,
    Pdf,
    booklet,
    edited,
    leaflet,
    printed,
    printed_once,
    problems_of,
    quiz,
    real_sheets_on_a4,
    real_site,
    render_handouts,
    site_of,
)

if TYPE_CHECKING:
    from pathlib import Path

    from generator.handouts.printing.forms import Form

pytestmark = pytest.mark.builds

A4 = FORMS[:1]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the neck-and-shoulder content."""
    return shutil.copytree(CONTENT, tmp_path / "content")


def page_texts(pdf: Pdf) -> list[str]:
    """The text of each page; pdfium has another character for a hyphen at the end of a line."""
    texts = (page.get_textpage().get_text_range().replace("\ufffe", "-") for page in pdf.pages)
    return [" ".join(text.split()) for text in texts]


# --- the real leaflets -----------------------------------------------------------------------------


def test_every_topic_has_its_leaflets() -> None:
    library = real_site().library
    topics = {*library.techniques, *library.symptoms, "warning-signs", "before-a-massage", "self-care"}
    quizzes = {f"quiz-{id_}{end}" for id_ in library.quizzes for end in ("", "-key")}
    assert set(library.leaflets) == {*topics, *quizzes, "booklet", "exercises"}


def test_no_sheet_exceeds_the_pages_of_its_kind() -> None:
    library = real_site().library
    pages = {pdf.handout.leaflet: pdf.handout.pages for pdf in real_sheets_on_a4().values()}
    assert {pages[id_] for id_ in library.techniques} <= {2, 3}
    assert {pages[id_] for id_ in library.symptoms} <= {1, 2}
    assert (pages["warning-signs"], pages["before-a-massage"], pages["self-care"]) == (2, 2, 2)


@pytest.mark.parametrize("id_", sorted(real_site().library.leaflets))
def test_a_real_sheet_is_complete(id_: str) -> None:
    """Every section has a tagged heading, and no placeholder is left."""
    pdf = real_sheets_on_a4()[f"{id_}-a4"]
    sheets = document(real_site(), real_site().library.leaflets[id_]).data["sheets"]
    headings = [
        section["heading"] for sheet in sheets for section in sheet["sections"] if section["heading"]
    ]
    box = real_site().library.warning_signs.box.title  # may move up, so that it is on page 1
    tags = [str(tag["/T"]) for tag in pdf.tagged("/H2", "/H3", "/H4")]
    tags = [heading for heading in tags if heading in headings]
    assert tags.count(box) == headings.count(box)
    assert [tag for tag in tags if tag != box] == [heading for heading in headings if heading != box]
    assert not re.search(r"[{}]|\bNone\b|\*\*|\]\[|\[@", pdf.text)
    assert all(len(str(figure["/Alt"])) > 10 for figure in pdf.tagged("/Figure"))
    assert real_site().region.emergency_number in pdf.text
    with pdf.file.open_metadata() as metadata:
        assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
        assert metadata["{http://www.aiim.org/pdfa/ns/id/}conformance"] == "A"


@pytest.mark.parametrize("form", [form for form in FORMS if form.large], ids=lambda form: form.id)
def test_no_warning_sign_is_split_across_pages(form: Form) -> None:
    site = real_site()
    signs = site.library.leaflets["warning-signs"]
    (handout,) = render_handouts(site_of(signs, root=REAL_CONTENT), [form])[0]
    pages = [text.replace(" ", "") for text in page_texts(Pdf(handout))]
    for tier in site.library.warning_signs.tiers:
        for sign in tier.signs:
            text = to_text(sign.text, site.references("")).replace(" ", "")
            assert sum(text in page for page in pages) == 1, sign.id


# --- the week --------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_the_week_is_a_table_with_headers(form: Form) -> None:
    plan = leaflet("plan", TOPICS["plan"], blocks=["week"])
    (pdf,) = printed(site_of(plan), [form]).values()
    heads = [str(tag.S) for tag in pdf.tagged("/TH", "/TD")]
    assert heads[:8] == ["/TH"] * 8
    assert all(
        "/Column" in {str(attributes.get("/Scope")) for attributes in tag.A} for tag in pdf.tagged("/TH")
    )
    assert len(pdf.tagged("/TR")) == 1 + 1 + 2  # days, the example's topic, two empty rows
    assert "What I will do Mon Tue Wed Thu Fri Sat Sun Turn gently" in pdf.text


# --- quizzes ---------------------------------------------------------------------------------------


def test_every_type_of_question_can_be_printed() -> None:
    union = get_args(get_args(Question)[0])
    assert {type(question) for question in quiz().questions} == set(union)
    for question in quiz().questions:
        paper = on_paper(question, str)
        assert paper.hint
        assert paper.marks
        assert paper.right


def quiz_sheet(*blocks: str) -> Pdf:
    (pdf,) = printed(site_of(leaflet("quiz", TOPICS["quiz"], blocks=blocks)), A4).values()
    return pdf


def test_a_quiz_on_paper_does_not_reveal_the_answers() -> None:
    text = quiz_sheet("names", "quiz").text
    assert "Your name Score out of 6 Date" in text
    for number, question in enumerate(quiz().questions, 1):
        assert f"Question {number}" in text
        assert f"Is this {question.id}?" in text
        assert f"Because of {question.id}" not in text
    assert "A Red B Blue" in text
    assert "Tick all that are right Is this multiple? A Up B Left C Down" in text
    assert "Cat Dog Lion A barks B chirps C purrs" in text
    assert "Write a word or two Is this typed?" in text


def test_steps_are_not_printed_in_the_right_order() -> None:
    text = quiz_sheet("quiz").text
    steps = re.findall(r"\b(Wake|Stand|Walk|Run)\b", text)
    assert sorted(steps) == ["Run", "Stand", "Wake", "Walk"]
    assert all(shown != right for shown, right in zip(steps, ["Wake", "Stand", "Walk", "Run"], strict=True))


def test_the_key_has_all_answers_at_a_glance_and_explains_each() -> None:
    text = quiz_sheet("answers", "sources").text
    shown = re.findall(r"\b(Wake|Stand|Walk|Run)\b", quiz_sheet("quiz").text)
    order = ", ".join(str(["Wake", "Stand", "Walk", "Run"].index(step) + 1) for step in shown)
    assert f"1. B 2. A, C 3. B 4. C, A, C 5. {order} 6. sixty" in text
    for answer in (
        "Blue. Because of single.",
        "Up; Down. Because of multiple.",
        "False. Because of judged.",
    ):
        assert answer in text
    assert "Cat: purrs; Dog: barks; Lion: purrs. Because of matched." in text
    assert "Wake; Stand; Walk; Run. Because of ordered." in text
    assert "sixty; 60. Because of typed." in text
    assert "Posadzki" in text


def test_the_real_keys_have_every_right_option() -> None:
    site = real_site()
    for id_, each in site.library.quizzes.items():
        key = real_sheets_on_a4()[f"quiz-{id_}-key-a4"].text
        references = site.references("")
        for question in site.library.questions_of(each):
            paper = on_paper(question, site.translations.gettext)
            assert all(to_text(text, references) in key for text in paper.right), question.id


def test_one_leaflet_file_can_make_a_sheet_for_each_quiz() -> None:
    sheets = leaflet("quiz", "quizzes/*", named="quiz-{id}", title="On paper: {title}", blocks=["quiz"])
    leaflets = site_of(sheets).library.leaflets
    assert {id_: (each.title, each.topic, each.file) for id_, each in leaflets.items()} == {
        "quiz-slow-glide": ("On paper: Slow glide", "quizzes/slow-glide", "quiz"),
        "quiz-still-press": ("On paper: Still press", "quizzes/still-press", "quiz"),
        "quiz-every-type": ("On paper: Every type", "quizzes/every-type", "quiz"),
    }
    paths = {pdf.output.path for pdf in printed(site_of(sheets), A4).values()}
    assert "handouts/quiz-every-type/quiz-every-type-a4.pdf" in paths


# --- the booklet -----------------------------------------------------------------------------------


@cache
def _booklets() -> dict[str, Pdf]:
    return printed_once("booklet", lambda: site_of(booklet()))


@pytest.fixture(params=[f"guide-{form.id}" for form in FORMS])
def guide(request: pytest.FixtureRequest) -> Pdf:
    """The booklet of the example in each form."""
    return _booklets()[request.param]


def test_headings_of_a_booklet_skip_no_level(guide: Pdf) -> None:
    levels = [int(str(tag.S)[2:]) for tag in guide.tagged("/H1", "/H2", "/H3", "/H4", "/H5")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


def test_bookmarks_of_a_booklet_are_chapters_and_their_sheets(guide: Pdf) -> None:
    with guide.file.open_outline() as outline:
        (root,) = outline.root
        chapters = {child.title: [sheet.title for sheet in child.children] for child in root.children}
    assert list(chapters.items())[1:] == [
        ("Contents", []),
        ("How it feels", ["Stiff neck", "Tight shoulder"]),
        ("What was done", ["Slow glide", "Still press"]),
        ("Sources", []),
    ]


def test_contents_of_a_booklet_give_the_page_of_each_sheet(guide: Pdf) -> None:
    pages = page_texts(guide)
    for title in ("How it feels", "Stiff neck", "Tight shoulder", "Slow glide", "Still press"):
        entry = re.search(rf"{title} ?[. ]+(\d+)", " ".join(pages))
        assert entry, title
        assert title in pages[int(entry[1]) - 1]
        assert f"Page {entry[1]} of {len(pages)}" in pages[int(entry[1]) - 1]


def test_contents_of_a_booklet_are_links(guide: Pdf) -> None:
    links = [
        note
        for page in guide.file.pages
        for note in page.get("/Annots", [])
        if note.Subtype == "/Link" and ("/Dest" in note or ("/A" in note and "/D" in note.A))
    ]
    assert len(links) >= 6


def test_a_booklet_has_the_emergency_box_and_the_sources_once(guide: Pdf) -> None:
    assert guide.text.count("Get emergency help if your neck hurts") == 1
    assert [str(tag["/T"]) for tag in guide.tagged("/H2")].count("Sources") == 1
    numbers = [int(number) for number in re.findall(r" (\d+)\. [A-Z]\w+ [A-Z]+[,.]", guide.text)]
    assert numbers == sorted(numbers)


def test_each_sheet_of_a_booklet_has_the_qr_code_of_its_page() -> None:
    guide = _booklets()["guide-a4"]
    addresses = {
        code.text
        for number in range(len(guide.pages))
        for code in zxingcpp.read_barcodes(guide.picture(number))
    }
    topics = ("symptoms/stiff-neck", "symptoms/tight-shoulder", "techniques/slow-glide")
    assert {f"{SITE_URL}{topic}/" for topic in topics} <= addresses


def test_a_link_to_another_sheet_gives_its_page_number(content: Path) -> None:
    line = "Read about [the slow one][techniques/slow-glide]."
    edited(content, "symptoms/stiff-neck.yml", in_short=[line, line, line])
    edited(content, "techniques/slow-glide.yml", in_short=[line, line, line])
    (pdf,) = printed(site_of(booklet(), root=content), A4).values()
    pages = page_texts(pdf)
    (number,) = set(re.findall(r"the slow one \(page (\d+)\)", " ".join(pages)))
    assert "Slow glide" in pages[int(number) - 1]
    assert "the slow one." in pages[int(number) - 1]  # no page number on that page itself


def test_a_booklet_may_exceed_its_page_target(content: Path) -> None:
    assert problems_of(site_of(booklet(pages=1), root=content)) == []


def test_a_chapter_that_cannot_be_printed_is_a_problem(content: Path) -> None:
    guide = booklet()
    chapter = guide.chapters[0].model_copy(update={"topics": ("muscles/trapezius",)})
    site = site_of(guide.model_copy(update={"chapters": (chapter,)}), root=content)
    (content / "leaflets" / "guide.yml").write_text("topic: index\n\nchapters: []\n")
    (problem,) = problems_of(site)
    assert (problem.line, problem.where) == (3, "chapters")
    assert "cannot be about muscles/trapezius" in problem.message


def test_a_booklet_has_one_language_and_one_title(guide: Pdf) -> None:
    assert str(guide.file.docinfo["/Title"]) == "All about guide"
    assert str(guide.file.Root.Lang) == "en-GB"
    assert isinstance(guide.file, pikepdf.Pdf)


# --- grey prints -----------------------------------------------------------------------------------


@pytest.mark.parametrize("id_", ["trigger-point-therapy", "warning-signs", "self-care", "quiz-self-care"])
def test_text_has_enough_contrast_in_a_grey_print(id_: str) -> None:
    """Text and background of every line, in the greys of a printer without colour."""
    pdf, scale = real_sheets_on_a4()[f"{id_}-a4"], 4
    low = []
    for page in range(len(pdf.pages)):
        grey = pdf.picture(page, scale).convert("L")
        for number, left, top, right, bottom in pdf.lines:
            if number == page and right - left > 6:
                box = [round(scale * side) for side in (left, top, right, bottom)]
                shades = grey.crop(tuple(box)).tobytes()  # type: ignore[arg-type]
                if _contrast(max(shades), min(shades)) < 7:
                    low.append((page, left, top, min(shades), max(shades)))
    assert low == []


def _contrast(light: float, dark: float) -> float:
    return (_luminance(light) + 0.05) / (_luminance(dark) + 0.05)


def _luminance(grey: float) -> float:
    part = grey / 255
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


# --- on the site -----------------------------------------------------------------------------------


def test_a_quiz_page_links_to_its_sheets() -> None:
    site = real_site()
    pages = {file.path: file.data.decode() for file in render_quizzes(site)}
    for id_ in site.library.quizzes:
        page = pages[f"quizzes/{id_}/index.md"]
        assert f'href="../../handouts/quiz-{id_}/"' in page
        assert f'href="../../handouts/quiz-{id_}-key/"' in page
