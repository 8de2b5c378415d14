# SPDX-License-Identifier: MIT
"""A sheet that does not fit gets another page and a hint; and the clinic that our documentation sets up."""

from __future__ import annotations

import bisect
import re
from dataclasses import replace
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Any

import pypdfium2  # type: ignore[import-untyped]
import pytest
import yaml

from generator.content.library import Library
from generator.content.load import load
from generator.content.localise import localise
from generator.handouts.printing.fit import fit
from generator.handouts.printing.forms import FORMS
from generator.handouts.sheet.documents import document
from generator.problems import Severity, errors_and_warnings
from generator.prose import Prose
from generator.schema.common import Reviewed
from generator.schema.leaflet import Block
from generator.settings.settings import Settings
from generator.site import Site
from tests.conftest import REPOSITORY, SITE_URL
from tests.handouts.handouts_example import (
    REAL_CONTENT,
    TOPICS,
    booklet,
    edited,
    leaflet,
    problems_of,
    render_handouts,
    site_of,
)
from tests.hosts.test_builds import build
from tests.hosts.test_cli import project, run  # noqa: F401 - a fixture

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from generator.handouts.printing.forms import Form
    from generator.problems import Problem

pytestmark = pytest.mark.builds

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20"><rect width="60" height="20"/></svg>'
STANDARD = [form for form in FORMS if not form.large]
REGIONS = sorted(path.stem for path in (REAL_CONTENT / "regions").glob("*.yml"))


def documented_clinic() -> dict[str, str]:
    """The clinic that `mkdocs.yml` shows as an example."""
    lines = (REPOSITORY / "mkdocs.yml").read_text("utf-8").splitlines()
    start = lines.index("      # clinic:")
    commented = [line.removeprefix("      # ") for line in lines[start:] if line.startswith("      # ")]
    clinic: dict[str, str] = yaml.safe_load("\n".join(commented))["clinic"]
    assert {"name", "phone", "web", "logo"} <= clinic.keys()
    return clinic


@cache
def reviewed_content() -> Any:
    """The real content, of which a clinician has checked every file."""
    content, _ = load(REAL_CONTENT)
    items = {
        kind: {
            id_: model.model_copy(update={"reviewer": "A. Example, physiotherapist"})
            if isinstance(model, Reviewed)
            else model
            for id_, model in models.items()
        }
        for kind, models in content.items.items()
    }
    return replace(content, items=items)


def clinic_site(folder: Path, region: str, *, logo: bool, address: bool, reviewer: bool) -> Site:
    """The real content with the settings of the documented clinic."""
    clinic = documented_clinic()
    path = folder / clinic["logo"]
    path.parent.mkdir(exist_ok=True)
    path.write_text(LOGO, "utf-8")
    values = {
        "site_name": "House",
        "version": "4.5.6",
        "region": region,
        "site_url": "https://www.example.org/back/" if address else "",
        "contact": "mistakes@clinic.example",
        "clinic": {name: value for name, value in clinic.items() if logo or name != "logo"},
    }
    settings = Settings.model_validate(values, context={"folder": folder})
    content = reviewed_content() if reviewer else load(REAL_CONTENT)[0]
    return Site(Library(localise(content, region)), settings)


def check_clinic(site: Site, forms: Sequence[Form]) -> list[Problem]:
    """Print every sheet and return the hints, after checking that they name the sheets that are longer."""
    handouts, problems = render_handouts(site, forms)
    leaflets = site.library.leaflets
    assert errors_and_warnings(problems) == []
    assert len(handouts) == len(leaflets) * len(forms)
    papers = {form.id for form in forms if not form.large}
    grown = {}
    for one in (handout.content for handout in handouts):
        planned = leaflets[one.leaflet].pages
        if one.form in papers and not leaflets[one.leaflet].chapters and one.pages > planned:
            assert one.pages == planned + 1
            grown[f"{one.leaflet}-{one.form}.pdf gets {one.pages} pages, not {planned}"] = one
    hints = {problem.message.partition(", because of ")[0]: problem for problem in problems}
    assert hints.keys() == grown.keys()
    for hint in problems:
        assert hint.severity is Severity.HINT
        assert hint.where == "pages"
        assert re.search(r", because of (clinic|contact|site_url)\b", hint.message)
        assert not re.search(r"shorten|leave", hint.message)
    return problems


@pytest.mark.parametrize("region", REGIONS)
def test_a_clinic_gets_every_sheet_even_if_some_are_longer(tmp_path: Path, region: str) -> None:
    """Without a logo its name, phone and address take the most room, above all beside the warning."""
    site = clinic_site(tmp_path, region, logo=False, address=True, reviewer=False)
    assert {hint.message.rpartition(" of ")[2] for hint in check_clinic(site, STANDARD)} <= {
        "clinic.phone or clinic.web",
        "clinic.phone",
        "clinic.web",
        "clinic",
    }


@pytest.mark.slow
@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize(("logo", "address", "reviewer"), [*product([True, False], repeat=3)])
def test_the_documented_clinic_gets_every_sheet_with_and_without_each_setting(
    tmp_path: Path, region: str, *, logo: bool, address: bool, reviewer: bool
) -> None:
    site = clinic_site(tmp_path, region, logo=logo, address=address, reviewer=reviewer)
    check_clinic(site, FORMS)


# --- hints, on the small content set ---------------------------------------------------------------

A4 = FORMS[:1]
FULL: dict[str, Any] = {
    "site_url": SITE_URL,
    "contact": f"https://clinic.example/{'-'.join(['tell-us-what-is-wrong'] * 9)}",
    "clinic": {"name": "Name of the clinic", "phone": "01632 960000", "web": "www.clinic.example"},
}
QUESTIONS = tuple(Prose.parse(f"Is this a question of middling length, number {n}?") for n in range(140))


def asking(count: int, pages: int, *blocks: str, **settings: Any) -> Site:
    """A site with one leaflet that asks so many questions, below other blocks."""
    one = leaflet(
        "still-press", TOPICS["technique"], pages=pages, blocks=[*blocks, "questions"], subtitle=""
    )
    return site_of(one, topic={"questions": QUESTIONS[:count]}, **settings)


def most_on_a_page(**settings: Any) -> int:
    """How many questions fit on one page."""

    def is_too_long(count: int) -> bool:
        site = asking(count, 1, **settings)
        return fit(document(site, site.library.leaflets["still-press"]).data, A4[0], 1).pages > 1

    return bisect.bisect_left(range(len(QUESTIONS)), x=True, key=is_too_long) - 1


@pytest.mark.parametrize(
    ("name", "less"),
    [
        ("site_url", {"site_url": ""}),
        ("contact", {"contact": ""}),
        ("clinic.phone or clinic.web", {"clinic": {"name": "Name of the clinic"}}),
        ("clinic", {"clinic": None}),
    ],
)
def test_a_hint_names_the_setting_that_makes_a_sheet_longer(name: str, less: dict[str, Any]) -> None:
    settings = FULL | ({"site_url": ""} if name == "contact" else {})  # the code beside it takes the room
    if name == "clinic":
        settings = FULL | {"clinic": {"name": "The name of a clinic goes on and on. " * 6}}
    count = most_on_a_page(**settings | less)
    assert count > most_on_a_page(**settings)
    (hint,) = problems_of(asking(count, 1, **settings))
    reason = hint.message.partition(", because of ")[2]
    assert hint.message.startswith("still-press-a4.pdf gets 2 pages, not 1, because of ")
    assert set(name.split(" or ")) <= set(reason.split(" or "))


def test_a_hint_on_too_many_words_names_the_block_to_shorten() -> None:
    (hint,) = problems_of(asking(120, 1, "in-short", **FULL))
    assert hint.message == (
        "still-press-a4.pdf gets 2 pages, not 1, even in the smallest type;"
        " write `pages: 2`, or shorten what block 'questions' prints from techniques/still-press"
    )
    assert (hint.where, hint.severity) == ("pages", Severity.HINT)


@pytest.mark.parametrize("others", [True, False])
def test_no_hint_asks_to_shorten_what_keeps_readers_safe(*, others: bool) -> None:
    """Not even if it takes the most room, or nothing else is on the sheet."""
    signs = site_of(root=REAL_CONTENT).library.leaflets["warning-signs"]
    blocks = (Block.WARNING_SIGNS, Block.CAUTIONS, Block.EMERGENCY, *([Block.DURING] if others else []))
    site = site_of(signs.model_copy(update={"blocks": blocks, "pages": 1}), root=REAL_CONTENT)
    (hint,) = problems_of(site)
    advice = ", or shorten what block 'during' prints from pages/warning-signs" if others else ""
    pages = hint.message.partition(" gets ")[2][0]
    assert hint.message == (
        f"warning-signs-a4.pdf gets {pages} pages, not 1, even in the smallest type;"
        f" write `pages: {pages}`{advice}"
    )


def test_two_papers_have_a_hint_each_and_large_print_and_booklets_have_none() -> None:
    site = asking(120, 1)
    assert [hint.message.partition(" gets ")[0] for hint in problems_of(site, FORMS)] == [
        "still-press-a4.pdf",
        "still-press-letter.pdf",
    ]
    assert problems_of(site_of(booklet(pages=1, id="slow-glide")), FORMS) == []


HINT = r"^content/leaflets/still-press\.yml:\d+:\d+: pages: still-press-a4\.pdf gets 2 pages, not 1, "
LINE = "2 handouts have more pages than planned; `unknot check` says why"


@pytest.fixture
def long_sheet(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:  # noqa: F811 - the imported fixture
    """A project with a sheet that is longer than planned, on both papers."""
    monkeypatch.setenv("SITE_URL", SITE_URL)
    settings = (project / "mkdocs.yml").read_text("utf-8")
    (project / "mkdocs.yml").write_text(
        settings.replace('contact: ""', "contact: a@unknot.example"), "utf-8"
    )
    quiz_and_booklet = {Block.QUIZ, Block.ANSWERS, Block.CONTENTS, Block.WEEK, Block.TEACH_BACK}
    blocks = [block.value for block in Block if block not in quiz_and_booklet]
    edited(project, "content/leaflets/still-press.yml", pages=1, blocks=blocks)
    return project


@pytest.mark.usefixtures("long_sheet")
def test_the_checks_list_longer_sheets_and_pass() -> None:
    for command in (["check"], ["check", "--publish"]):
        result = run(*command)
        assert (result.exit_code, len(re.findall(HINT, result.stderr, re.MULTILINE))) == (0, 1)
        assert len(result.stderr.splitlines()) == len(STANDARD)


@pytest.mark.usefixtures("long_sheet")
def test_a_longer_sheet_is_made_by_itself_and_with_all_others() -> None:
    result = run("handout", "still-press", "-o", "one.pdf")
    assert result.exit_code == 0
    assert re.search(HINT, result.stderr, re.MULTILINE)
    assert len(pypdfium2.PdfDocument("one.pdf")) == 2
    result = run("handout", "--all", "sheets")
    assert result.exit_code == 0
    assert re.search(HINT, result.stderr, re.MULTILINE)
    assert len(pypdfium2.PdfDocument("sheets/still-press-a4.pdf")) == 2


def test_a_strict_build_publishes_a_longer_sheet_and_says_so_in_a_line(long_sheet: Path) -> None:
    result = build(long_sheet)
    assert result.returncode == 0, result.stderr
    assert result.stderr.splitlines().count(f"INFO    -  unknot: {LINE}") == 1
    assert len(pypdfium2.PdfDocument(long_sheet / "site/handouts/still-press/still-press-a4.pdf")) == 2
    page = (long_sheet / "site/handouts/still-press/index.html").read_text("utf-8")
    assert "PDF, 2 pages" in page
    assert "PDF, 1 page," not in page
