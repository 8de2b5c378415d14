# A leaflet with all blocks on each kind of topic, on the neck-and-shoulder site; and a reader for the PDFs.

from __future__ import annotations

import pickle
from dataclasses import dataclass, replace
from functools import cache, cached_property
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import yaml

from generator import __version__
from generator.content.library import Library
from generator.content.load import load
from generator.content.localise import localise
from generator.handouts import render
from generator.handouts.offers import Handout
from generator.handouts.printing.forms import FORMS
from generator.schema.leaflet import Block, Leaflet
from generator.schema.quiz import Quiz
from generator.settings.settings import Settings
from generator.site import Site
from tests import shared
from tests.conftest import REPOSITORY, SITE_URL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from PIL.Image import Image

    from generator.handouts.printing.forms import Form
    from generator.output.files import OutputFile
    from generator.problems import Problem

CONTENT = REPOSITORY / "examples" / "neck-and-shoulder" / "content"
REAL_CONTENT = REPOSITORY / "content"

TOPICS = {
    "technique": "techniques/still-press",
    "symptom": "symptoms/stiff-neck",
    "self-care": "self-care/turn-gently",
    "session": "pages/before-a-massage",
    "signs": "pages/warning-signs",
    "plan": "pages/self-care",
    "quiz": "quizzes/every-type",
}
"""Id of a leaflet → its topic."""


def leaflet(id_: str, topic: str, **changes: Any) -> Leaflet:
    """A leaflet with every block, and a page target that it can meet."""
    data = {
        "id": id_,
        "title": f"All about {id_}",
        "checked": "2026-11-20",
        "review_by": "2027-11-20",
        "topic": topic,
        "subtitle": "Every block there is",
        "pages": 12,
        "blocks": list(Block),
        "teach_back": ["What will you say?", "Whom will you call?"],
        "week": ["turn-gently"],
    }
    return Leaflet.model_validate(data | changes)


def booklet(**changes: Any) -> Leaflet:
    """A booklet of two chapters."""
    blocks = ["in-short", "picture", "feel", "steps", "ask-first", "how-sure"]
    chapters = [
        {"title": "How it feels", "topics": ["symptoms/*"], "blocks": blocks},
        {"title": "What was done", "topics": ["techniques/*"], "blocks": blocks},
    ]
    first = {"blocks": ["names", "emergency", "contents"], "chapters": chapters, "pages": 40}
    return leaflet("guide", "pages/index", **(first | changes))


def question(id_: str, type_: str, **answers: Any) -> dict[str, Any]:
    """The data of a quiz question whose stem and explanation contain its id."""
    about = {"teaches": "techniques/still-press", "bloom": "remember", "tags": ["x"]}
    explanation = f"Because of {id_}. [@posadzki-2013]"
    stem = f"Is this {id_}?"
    return {"id": id_, "type": type_, "stem": stem, "explanation": explanation, **about, **answers}


def quiz() -> Quiz:
    """A quiz with a question of every type."""
    options = [{"text": word, "correct": word == "Blue", "feedback": "So."} for word in ("Red", "Blue")]
    both = [{"text": word, "correct": word != "Left", "feedback": "So."} for word in ("Up", "Left", "Down")]
    pairs = [
        {"item": item, "match": match, "feedback": "So."}
        for item, match in (("Cat", "purrs"), ("Dog", "barks"), ("Lion", "purrs"))
    ]
    steps = [{"text": word, "feedback": "So."} for word in ("Wake", "Stand", "Walk", "Run")]
    data = {
        "id": "every-type",
        "title": "Every type",
        "checked": "2026-11-20",
        "review_by": "2027-11-20",
        "topic": "techniques/still-press",
        "intro": "All there are.",
        "questions": [
            question("single", "single-choice", options=options),
            question("multiple", "multiple-choice", options=both),
            question("judged", "true-false", answer=False, if_true="So.", if_false="So."),
            question("matched", "matching", pairs=pairs, extra=["chirps"]),
            question("ordered", "ordering", steps=steps),
            question("typed", "short-answer", accepted=["sixty", "60"], if_right="So.", if_wrong="So."),
        ],
    }
    return Quiz.model_validate(data)


def site_of(
    *leaflets: Leaflet, root: Path = CONTENT, topic: dict[str, Any] | None = None, **settings: Any
) -> Site:
    """A site with only these leaflets (or the content's own); `topic` replaces fields of `still-press`."""
    content, problems = load(root)
    assert problems == []
    items: dict[str, Any] = {**content.items}
    if leaflets:
        items["quizzes"] = {**items["quizzes"], "every-type": quiz()}
        items["leaflets"] = {leaflet.id: leaflet for leaflet in leaflets}
    if topic:
        techniques = dict(items["techniques"])
        techniques["still-press"] = techniques["still-press"].model_copy(update=topic)
        items["techniques"] = techniques
        for kind, id_ in (("regions", "uk"), ("warning-signs", "warning-signs")):  # on every sheet
            own = items[kind][id_].model_copy(update={"reviewer": topic.get("reviewer")})
            items[kind] = {**items[kind], id_: own}
    values = {"site_name": "House", "version": "4.5.6", "site_url": SITE_URL} | settings
    validated = Settings.model_validate(values)
    return Site(Library(localise(replace(content, items=items), validated.region)), validated)


def all_kinds(**settings: Any) -> Site:
    """The site with a leaflet on each kind of topic."""
    return site_of(*(leaflet(id_, topic) for id_, topic in TOPICS.items()), **settings)


def render_handouts(
    site: Site, forms: Sequence[Form] = FORMS
) -> tuple[list[OutputFile[Handout]], list[Problem]]:
    """Every leaflet in every form, and all problems with handouts."""
    files, problems = render.render_handouts(site, render.Each(lambda file: file), forms)
    return [file for file in files if isinstance(file.content, Handout)], problems


def printed(site: Site, forms: Sequence[Form] = FORMS) -> dict[str, Pdf]:
    """Every PDF by leaflet and form, such as `technique-a4`."""
    handouts, problems = render_handouts(site, forms)
    assert problems == []
    return {f"{one.content.leaflet}-{one.content.form}": Pdf(one) for one in handouts}


@cache
def real_site() -> Site:
    """The site of the real content, with the settings that it has as a website: its sheets are the same."""
    return site_of(root=REAL_CONTENT, site_name="Unknot", version=__version__)


def printed_once(name: str, site: Callable[[], Site]) -> dict[str, Pdf]:
    """What `printed` returns, printed once for all test processes under this name."""

    def make(path: Path) -> None:
        path.write_bytes(pickle.dumps([pdf.output for pdf in printed(site()).values()]))

    outputs = pickle.loads(shared.once(f"sheets-{name}", make).read_bytes())  # noqa: S301 - our own
    return {f"{one.content.leaflet}-{one.content.form}": Pdf(one) for one in outputs}


@cache
def real_sheets() -> dict[str, Pdf]:
    """Every sheet of the real content in every form."""
    return printed_once("real", real_site)


@cache
def real_sheets_on_a4() -> dict[str, Pdf]:
    """The sheets of the real content in ordinary print on A4."""
    return {name: pdf for name, pdf in real_sheets().items() if pdf.handout.form == FORMS[0].id}


def problems_of(site: Site, forms: Sequence[Form] = FORMS[:1]) -> list[Problem]:
    """The problems found while printing."""
    return render_handouts(site, forms)[1]


def edited(root: Path, file: str, **changes: Any) -> Path:
    """Replace fields of one file in the content folder `root`, and return the folder."""
    path = root / file
    data = yaml.safe_load(path.read_text(encoding="utf-8")) | changes
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    return root


@dataclass(frozen=True)
class Pdf:
    """A handout, read back."""

    output: OutputFile[Handout]

    @property
    def handout(self) -> Handout:
        """The PDF and what is known of it."""
        return self.output.content

    @cached_property
    def file(self) -> pikepdf.Pdf:
        """The file as pikepdf reads it, for its structure."""
        return pikepdf.open(BytesIO(self.handout.data))

    @cached_property
    def pages(self) -> pypdfium2.PdfDocument:
        """The file as PDFium reads it, for how it looks."""
        return pypdfium2.PdfDocument(self.handout.data)

    @cached_property
    def text(self) -> str:
        """All text, in the order in which it is drawn, with single spaces."""
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in self.pages).split())

    @cached_property
    def tags(self) -> list[pikepdf.Dictionary]:
        """The structure elements, in reading order."""
        return list(_elements(self.file.Root.StructTreeRoot.K))

    def tagged(self, *names: str) -> list[pikepdf.Dictionary]:
        """The structure elements with one of these tags."""
        return [tag for tag in self.tags if str(tag.S) in names]

    @cached_property
    def fonts(self) -> list[pikepdf.Dictionary]:
        """The descriptors of all fonts, including those in pictures."""
        return [
            entry
            for entry in self.file.objects
            if isinstance(entry, pikepdf.Dictionary) and entry.get("/Type") == "/FontDescriptor"
        ]

    @cached_property
    def sizes(self) -> list[float]:
        """The size of each drawn character, in points."""
        return [
            round(pypdfium2.raw.FPDFText_GetFontSize(page, index), 1)
            for page in (page.get_textpage() for page in self.pages)
            for index in range(page.count_chars())
            if not pypdfium2.raw.FPDFText_IsGenerated(page, index)
        ]

    @cached_property
    def lines(self) -> list[tuple[int, float, float, float, float]]:
        """Page, left, top, right and bottom of each run of text, in points from the top left corner."""
        boxes = []
        for number, page in enumerate(self.pages):
            text, height = page.get_textpage(), page.get_height()
            for index in range(text.count_rects()):
                left, bottom, right, top = text.get_rect(index)
                boxes.append((number, left, height - top, right, height - bottom))
        return boxes

    @cached_property
    def links(self) -> list[str]:
        """The addresses of its links."""
        return [
            str(note.A.URI)
            for page in self.file.pages
            for note in page.get("/Annots", [])
            if note.Subtype == "/Link" and "/A" in note
        ]

    def picture(self, page: int, scale: float = 2) -> Image:
        """A page as an image."""
        picture: Image = self.pages[page % len(self.pages)].render(scale=scale).to_pil()
        return picture


def _elements(node: Any) -> Iterator[pikepdf.Dictionary]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _elements(child)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        yield from _elements(node.get("/K"))
