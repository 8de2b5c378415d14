# SPDX-License-Identifier: MIT
"""References against examples written by hand in the style of Citing Medicine (NLM)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import citeproc
import pytest

from generator.content import citations
from generator.content.library import Library
from generator.content.load import load
from generator.schema.sources import Source

ABOUT = {"kind": "trial", "tier": "core", "verified": "true", "found": "x", "certainty": "x"}
ARTICLE = {
    "id": "a",
    "type": "article-journal",
    "title": "Massage for low-back pain",
    "author": [{"family": "Furlan", "given": "A. D."}, {"family": "Giraldo", "given": "M."}],
    "issued": {"date-parts": [["2015", "9"]]},
    "container-title": "Cochrane Database of Systematic Reviews",
    "issue": "9",
    "page": "CD001929",
    "DOI": "10.1002/14651858.CD001929.pub3",
}
CASES: dict[str, tuple[dict[str, Any], str]] = {
    "article with a number for pages": (
        ARTICLE,
        (
            "Furlan AD, Giraldo M. Massage for low-back pain. Cochrane Database of Systematic Reviews. "
            "2015;(9):CD001929. doi: 10.1002/14651858.CD001929.pub3"
        ),
    ),
    "article with volume, cut author list, PubMed only": (
        ARTICLE
        | {
            "author": [{"family": "Shah", "given": "J. P."}, {"literal": "et al."}],
            "title": "Then and Now?",
            "container-title": "PM&R",
            "volume": "7",
            "issue": "7",
            "page": "746–761",
            "DOI": None,
            "PMID": "25724849",
        },
        "Shah JP, et al. Then and Now? PM&R. 2015;7(7):746-761. PubMed PMID: 25724849",
    ),
    "more authors than are printed": (
        ARTICLE | {"author": [{"family": f"Name{n}", "given": "A."} for n in range(9)], "DOI": None},
        (
            "Name0 A, Name1 A, Name2 A, Name3 A, Name4 A, Name5 A, et al. Massage for low-back pain. "
            "Cochrane Database of Systematic Reviews. 2015;(9):CD001929."
        ),
    ),
    "guideline of a body that publishes itself": (
        {
            "id": "g",
            "type": "report",
            "title": "Low back pain",
            "number": "NG59",
            "author": [{"literal": "National Institute"}],
            "publisher": "National Institute",
            "issued": {"date-parts": [["2016"]]},
            "URL": "https://example.org/ng59",
        },
        "National Institute. Low back pain (NG59). 2016. Available from: https://example.org/ng59",
    ),
    "book": (
        {
            "id": "b",
            "type": "book",
            "title": "Manual Therapy",
            "edition": "2nd ed",
            "author": [{"family": "Muscolino", "given": "J. E."}],
            "publisher": "Elsevier",
            "issued": {"date-parts": [["2013"]]},
        },
        "Muscolino JE. Manual Therapy. 2nd ed. Elsevier; 2013.",
    ),
    "web page without a year, read in a copy": (
        {
            "id": "w",
            "type": "webpage",
            "title": "Back pain",
            "author": [{"literal": "NHS"}],
            "container-title": "nhs.uk",
            "URL": "https://www.nhs.uk/conditions/back-pain/",
            "custom": ABOUT | {"verified": "false", "read_as": "read in copies on other websites"},
        },
        (
            "NHS. Back pain [Internet]. nhs.uk. Available from: https://www.nhs.uk/conditions/back-pain/ "
            "[Read in copies on other websites.]"
        ),
    ),
}


def source(data: dict[str, Any]) -> Source:
    """A source as loaded from `sources.yml`."""
    return Source.model_validate({"custom": ABOUT} | {key: value for key, value in data.items() if value})


@pytest.mark.parametrize("name", CASES)
def test_a_reference_has_the_nlm_form(name: str) -> None:
    data, expected = CASES[name]
    assert citations.reference(source(data)) == expected


def test_a_reference_is_formatted_once_per_work(monkeypatch: pytest.MonkeyPatch) -> None:
    article = source(ARTICLE)
    first = citations.reference(article)
    monkeypatch.setattr(citeproc, "CitationStylesBibliography", None)
    assert citations.reference(article) == first


def test_html_links_the_identifier_and_escapes_the_rest() -> None:
    data = ARTICLE | {"title": "Is 1 < 2 & so on"}
    assert citations.html(source(data)) == (
        "Furlan AD, Giraldo M. Is 1 &lt; 2 &amp; so on. Cochrane Database of Systematic Reviews. "
        '2015;(9):CD001929. doi: <a href="https://doi.org/10.1002/14651858.CD001929.pub3" rel="external">'
        "10.1002/14651858.CD001929.pub3</a>"
    )


def test_every_source_of_the_site_has_an_author_a_title_and_a_place_to_read_it() -> None:
    """On the real bibliography."""
    content, _ = load(Path("content"))
    sources = Library(content).sources
    texts = {id_: citations.reference(work) for id_, work in sources.items()}
    assert texts
    for id_, text in texts.items():
        assert sources[id_].title.rstrip("?.") in text, id_
        assert sources[id_].author or sources[id_].custom.read_as, id_
        in_journal = sources[id_].volume and sources[id_].page
        assert citations.address(sources[id_]) or sources[id_].ISBN or in_journal, id_


def test_words_of_references_are_translated_and_names_and_titles_stay() -> None:
    page = source(
        {
            "id": "w",
            "type": "webpage",
            "title": "Back pain [Internet]",
            "editor": [{"family": "Shah", "given": "J. P."}],
            "URL": "https://example.org/",
            "accessed": {"date-parts": [["2026", "3", "2"]]},
        }
    )
    assert citations.reference(page) == (
        "Shah JP, editor. Back pain [Internet] [Internet]. [cited 2026 Mar 2]. "
        "Available from: https://example.org/"
    )
    words = citations.reference_words(lambda text: f"<{text}>", "es")
    assert citations.reference(page, words) == (
        "Shah JP, <editor>. Back pain [Internet] <[Internet]>. <[cited 2 de marzo de 2026]>. "
        "<Available from: https://example.org/>"
    )
