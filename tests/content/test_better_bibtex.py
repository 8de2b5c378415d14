# SPDX-License-Identifier: MIT
"""A bibliography as Zotero with Better BibTeX exports it ("Better CSL YAML").

The entries have the shapes that its `translators/csl/yaml.ts` and `translators/csl/csl.ts` write: ids of
its own making, `citation-key`, dates as lists, styles as Markdown. Only `custom` is added.
The first entry is a published review; the others are made up.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from lxml import html

from generator.build import check, promise_files
from generator.content import citations
from generator.content.library import Library
from generator.content.localise import localise
from generator.handouts.printing.forms import FORMS
from generator.problems import Severity, errors
from generator.schema.csl_date import Date
from generator.schema.sources import Source
from generator.settings.settings import Settings
from generator.site import Site
from tests.handouts.handouts_example import CONTENT, Pdf, printed

if TYPE_CHECKING:
    from pathlib import Path

    from generator.problems import Problem

TODAY = dt.date(2026, 12, 1)

EXPORT = r"""---
references:
- id: FurlanMassage2015
  abstract: 'Background: low-back pain is common. #massage'
  accessed:
    - year: 2026
      month: 11
      day: 5
  author:
    - family: Furlan
      given: Andrea D
    - family: Giraldo
      given: Mario
    - family: Baskwill
      given: Amanda
  citation-key: FurlanMassage2015
  container-title: Cochrane Database of Systematic Reviews
  DOI: 10.1002/14651858.CD001929.pub3
  ISSN: 1469-493X 1361-6137
  issue: '9'
  issued:
    - year: 2015
      month: 9
      day: 1
  journalAbbreviation: Cochrane Database Syst Rev
  keyword: massage,back
  language: en-GB
  license: All rights reserved
  note: 'PMID: 26329399'
  page: CD001929
  PMCID: PMC8711113
  PMID: '26329399'
  source: PubMed
  title: Massage for <span class="nocase">low-back</span> pain
  title-short: Massage
  type: article-journal
  URL: https://www.cochranelibrary.com/cdsr/doi/10.1002/14651858.CD001929.pub3
- id: vanderexampleGlide2019
  accessed:
    - year: 2020
      month: 1
      day: 5
  author:
    - family: Example
      given: Joan
      non-dropping-particle: van der
    - family: Sample
      given: Luc P.
      dropping-particle: d'
      suffix: Jr.
    - literal: The Trial Group
  citation-key: vanderexampleGlide2019
  issued:
    - year: 2019
      season: 3
  publisher: Example Trials Office
  publisher-place: Utrecht
  title: 'Slow glide in *Homo sapiens* and CO~2~ at 10^3^ Pa: is \*it\* enough?'
  type: report
  URL: https://example.org/glide
- id: nicholls_book:1968
  citation-key: nicholls_book:1968
  editor:
    - family: Nicholls
      given: Ann
  issued:
    - year: 1968
      circa: true
    - year: 1972
  number-of-volumes: 6 vols. in 2
  original-date:
    - year: 1938
  publisher: Example Press
  title: Touch
  type: book
...
"""

CUSTOM = """  custom:
    kind: trial
    tier: supporting
    verified: true
    found: It helped a little.
    certainty: One small study.
"""
IDS = ("FurlanMassage2015", "vanderexampleGlide2019", "nicholls_book:1968")

FURLAN = (
    "Furlan AD, Giraldo M, Baskwill A. Massage for low-back pain. Cochrane Database of Systematic Reviews."
)
GLIDE = (
    "van der Example J, d'Sample LP Jr, The Trial Group. "
    "Slow glide in Homo sapiens and CO2 at 103 Pa: is *it* enough?"
)


def with_custom(export: str) -> str:
    """The entries of an export, each with our own data on it."""
    (start, *entries) = export.removeprefix("---\nreferences:\n").removesuffix("...\n").split("- id: ")
    assert start == ""
    indented = (f"- id: {entry}{CUSTOM}" for entry in entries)
    return "".join(f"  {line}\n" for entry in indented for line in entry.splitlines())


def written(folder: Path, export: str = EXPORT) -> Path:
    """The small content set with the export in its bibliography, and every entry cited on a page."""
    content = shutil.copytree(CONTENT, folder / "content")
    sources = content / "sources.yml"
    text = sources.read_text(encoding="utf-8")
    sources.write_text(f"{text}\n{with_custom(export)}", encoding="utf-8")
    technique = content / "techniques" / "slow-glide.yml"
    text = technique.read_text(encoding="utf-8")
    assert "[@posadzki-2013]" in text
    cited = "; ".join(f"@{id_}" for id_ in ("posadzki-2013", *IDS))
    technique.write_text(text.replace("[@posadzki-2013]", f"[{cited}]"), encoding="utf-8")
    page = content / "pages" / "about.md"
    page.write_text(page.read_text(encoding="utf-8") + f"\nSeen there. [@{IDS[2]}]\n", encoding="utf-8")
    return content


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Library, list[Problem]]:
    return check(written(tmp_path_factory.mktemp("export")), TODAY)


@pytest.fixture(scope="module")
def site(checked: tuple[Library, list[Problem]]) -> Site:
    settings = Settings(site_name="Test", site_url="https://unknot.example/", version="0")
    return Site(Library(localise(checked[0].content, "uk")), settings)


def test_an_export_has_no_problem(checked: tuple[Library, list[Problem]]) -> None:
    assert checked[1] == []


@pytest.fixture(scope="module")
def files(site: Site) -> dict[str, str]:
    """The text of each page that shows sources, and of the data."""
    paths = ("techniques/slow-glide/index.md", "evidence/sources.md", "about.md", "data/sources.json")
    return {file.path: file.data.decode() for file in promise_files(site) if file.path in paths}


@pytest.mark.builds
def test_pages_show_the_references_with_their_styles(files: dict[str, str]) -> None:
    for page in ("techniques/slow-glide/index.md", "evidence/sources.md"):
        shown = files[page]
        assert f"{FURLAN} 2015;(9):CD001929. doi:" in shown, page
        assert (
            "in <em>Homo sapiens</em> and CO<sub>2</sub> at 10<sup>3</sup> Pa: is *it* enough? Example"
            in shown
        )
        assert "Example Trials Office; 2019 [cited 2020 Jan 5]. Available from:" in shown
        assert "Nicholls A, editor. Touch. Example Press; [1968-1972?]." in shown
        assert "nocase" not in shown
        assert "All rights reserved" not in shown
        text = html.fromstring(f"<div>{shown}</div>").text_content()
        assert GLIDE in " ".join(text.split())


@pytest.mark.builds
def test_a_citation_leads_to_the_entry(files: dict[str, str]) -> None:
    assert 'id="source-4"' in files["techniques/slow-glide/index.md"]
    assert 'href="#source-4"' in files["techniques/slow-glide/index.md"]
    assert 'href="#source-1"' in files["about.md"]
    assert all(f'id="{id_}"' in files["evidence/sources.md"] for id_ in IDS)


@pytest.mark.builds
def test_data_has_what_is_shown_and_nothing_private(files: dict[str, str]) -> None:
    (bibliography,) = json.loads(files["data/sources.json"])["items"]
    entries = {entry["id"]: entry for entry in bibliography["references"]}
    furlan, glide, book = (entries[id_] for id_ in IDS)
    assert furlan["title"] == "Massage for low-back pain"
    assert furlan["issued"] == {"date-parts": [[2015, 9, 1]]}
    assert furlan["PMCID"] == "PMC8711113"
    assert not {"abstract", "note", "keyword", "citation-key"} & furlan.keys()
    assert GLIDE.endswith(glide["title"])
    assert glide["issued"] == {"date-parts": [[2019]], "season": 3}
    assert book["issued"] == {"date-parts": [[1968], [1972]], "circa": True}


@pytest.mark.builds
def test_a_sheet_prints_the_references(site: Site) -> None:
    pdfs: list[Pdf] = [
        pdf for pdf in printed(site, FORMS[:1]).values() if pdf.handout.leaflet == "slow-glide"
    ]
    (text,) = (" ".join(pdf.text.split()) for pdf in pdfs)
    assert "Furlan AD, et al. Massage for low-back pain." in text
    assert "van der Example J, et al. Slow glide in Homo sapiens and CO2 at 103 Pa: is *it* enough?" in text
    assert not {"<", "nocase", "~", "^"} & set(text.split())


# --- dates -----------------------------------------------------------------------------------------

DATES: dict[str, tuple[Any, str, str]] = {
    "parts": ({"date-parts": [["2020", "1", "5"]]}, "2020", "2020 Jan 5"),
    "range": ({"date-parts": [[2020, 11], [2021, 2]]}, "2020-2021", "2020 Nov"),
    "range in a year": ({"date-parts": [[2020, 1], [2020, 2]]}, "2020", "2020 Jan"),
    "season": ({"date-parts": [["2020"]], "season": "2"}, "2020", "2020"),
    "season in words": ({"date-parts": [[2020]], "season": "Fall"}, "2020", "2020"),
    "about": ({"date-parts": [[1998]], "circa": "true"}, "[1998?]", "1998"),
    "words": ({"literal": "in press"}, "in press", "in press"),
    "raw, a date": ({"raw": "2020-01-05"}, "2020", "2020 Jan 5"),
    "raw, words": ({"raw": "Spring 2020"}, "Spring 2020", "Spring 2020"),
    "edtf": ({"edtf": "2020-01"}, "2020", "2020 Jan"),
    "year": ("2020", "2020", "2020"),
    "day": ("2020-01-05", "2020", "2020 Jan 5"),
    "interval": ("2020-11/2021-02", "2020-2021", "2020 Nov"),
    "open interval": ("2020/..", "2020-", "2020"),
    "season of EDTF": ("2020-21", "2020", "2020"),
    "uncertain": ("1998?", "[1998?]", "1998"),
    "mapping": ({"year": "2020", "month": "1"}, "2020", "2020 Jan"),
    "list": ([{"year": "2020", "month": "1", "day": "5"}], "2020", "2020 Jan 5"),
    "list, open": ([{"year": "1968"}, {"year": "0"}], "1968-", "1968"),
    "list, words": ([{"literal": "19th century"}], "19th century", "19th century"),
}


@pytest.mark.parametrize("shape", DATES)
def test_every_shape_of_a_date_is_read(shape: str) -> None:
    written_as, years, day = DATES[shape]
    date = Date.model_validate(written_as)
    assert (date.years, date.day) == (years, day)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"date-parts": [[2020, 13]]}, "months are 1 to 12; write a season as"),
        ([{"year": "2020", "month": "13"}], "months are 1 to 12"),
        ("2020-13", "months are 1 to 12"),
        ({"raw": "2020-14"}, "months are 1 to 12"),
        ([{"literal": "2017-14/2017-15"}], "months are 1 to 12"),
        ({"date-parts": [[2021, 2, 29]]}, "write \\[\\[2026, 11, 23\\]\\]"),
        ("99999", "no date: 99999"),
        ({"date-parts": [["99999"]]}, "no date: 99999"),
        ({"date-parts": [[0]]}, "no date: 0"),
        ({"date-parts": []}, "no date; write 2026-11-23"),
        ({}, "no date"),
        ("2021/2020", "ends before it begins"),
        ("next year", "no date: 'next year'.*{literal: in press}"),
        ({"edtf": "soon"}, "no date: 'soon'"),
        ({"date-parts": [[2020]], "season": 5}, "less than or equal to 4"),
        ([{"year": "2020", "mont": "1"}], "unknown part of a date: 'mont'"),
        ([], "no date"),
    ],
)
def test_what_is_no_date_is_refused(wrong: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Date.model_validate(wrong)


# --- one entry -------------------------------------------------------------------------------------

ABOUT = yaml.safe_load(CUSTOM)["custom"]
PLAIN = {"id": "a", "type": "book", "title": "Touch", "custom": ABOUT}


def source(**fields: Any) -> Source:
    return Source.model_validate(PLAIN | {name.replace("_", "-"): value for name, value in fields.items()})


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("<i>In vivo</i> touch", "<em>In vivo</em> touch"),
        ("H<sub>2</sub>O and 10<sup>3</sup>", "H<sub>2</sub>O and 10<sup>3</sup>"),
        ("<b>A <I>b</I></b>", "<strong>A <em>b</em></strong>"),
        ("What of <i>it?</i>", "What of <em>it?</em>"),
        ('<span class="nocase">McKenzie</span> and <sc>l</sc>-DOPA', "McKenzie and l-DOPA"),
        ('<span style="font-variant:small-caps;">Ad</span>', "Ad"),
        ("**Strong** and *weak*", "<strong>Strong</strong> and <em>weak</em>"),
        (r"A\*, \[b\], c\~ and \<d\>", "A*, [b], c~ and &lt;d&gt;"),
        ("[A name](https://example.org/) of it", "A name of it"),
        ("A* search, 2 * 3, p ~ 0.5 and x < 3 > 2", "A* search, 2 * 3, p ~ 0.5 and x &lt; 3 &gt; 2"),
        ("*a <b>b* c</b>", "<em>a <strong>b</strong></em> c"),
        ("AT&T", "AT&amp;T"),
    ],
)
def test_styles_of_a_title(title: str, shown: str) -> None:
    work = source(title=title)
    stop = "" if "?" in title else "."
    assert citations.html(work) == f"{shown}{stop}"
    plain = html.fromstring(f"<p>{shown}</p>").text_content()
    assert citations.reference(work) == f"{plain}{stop}"
    assert work.title == plain


@pytest.mark.parametrize(
    ("title", "message"),
    [
        ("<i>Touch", "`<i>` is not closed; write <i>…</i>"),
        ("Touch</i>", "`</i>` closes nothing"),
        ("<i><b>Touch</i></b>", "`</i>` closes nothing"),
        ("<p>Touch</p>", "`<p>` is not markup of a title"),
        ("<script>alert(1)</script>", "`<script>` is not markup of a title"),
        ("<i></i>", "the text shows nothing"),
    ],
)
def test_other_markup_in_a_title_is_refused(title: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        source(title=title)


@pytest.mark.parametrize(
    ("id_", "suggestion"),
    [("Müller+2015", "Muller-2015"), ("a b", "a-b"), ("x/y", "x-y"), ("a--", "a"), ("痛", "furlan-2015")],
)
def test_an_id_that_cannot_be_cited_is_refused_with_one_that_can(id_: str, suggestion: str) -> None:
    with pytest.raises(ValueError, match=f"write .*{suggestion}, not {id_!r}".replace("+", r"\+")):
        source(id=id_)


def test_where_a_work_can_be_read() -> None:
    sici = "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2"
    link = "https://doi.org/10.1002/(SICI)1097-0258(19980815/30)17:15/16%3C1661::AID-SIM968%3E3.0.CO;2-2"
    assert citations.address(source(DOI=sici)) == link
    assert f'<a href="{link}"' in citations.html(source(DOI=sici))
    assert citations.reference(source(DOI=sici)).endswith(f"doi: {sici}")
    central = source(PMCID="PMC8711113", accessed={"date-parts": [[2020]]})
    assert citations.reference(central) == "Touch. PubMed Central PMCID: PMC8711113"
    assert citations.address(central) == "https://pmc.ncbi.nlm.nih.gov/articles/PMC8711113/"


def test_a_field_that_csl_does_not_have_is_a_warning(tmp_path: Path) -> None:
    content = written(tmp_path, EXPORT.replace("  keyword:", "  containr-title: x\n  keyword:"))
    _, problems = check(content, TODAY)
    (problem,) = problems
    assert errors(problems) == []
    assert problem.severity is Severity.WARNING
    lines = (content / "sources.yml").read_text(encoding="utf-8").splitlines()
    assert lines[problem.line - 1] == "    containr-title: x"
    assert problem.where == "references.4.containr-title"
    assert "did you mean 'container-title'?" in problem.message
