# Weighs the pages of sites of several sizes: no page may grow with the site.
#
# What is weighed is the text of a page as the generator hands it to MkDocs. The frame that the theme puts
# around it is the same on every page. `BENCH=full` adds a site of 10,000 topics.

from __future__ import annotations

import gzip
import os
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bench import OverBudget
from bench.budgets import Figure
from bench.commands import ROOT
from bench.multiply import multiply
from generator.content.library import Library
from generator.content.load import load
from generator.content.localise import localise
from generator.content.long_lists import LIST_PART
from generator.handouts.handout_pages import render_handout_pages
from generator.handouts.offers import Offers
from generator.hosts.mkdocs.project import open_project
from generator.output.parallel import spread
from generator.quizzes.exports.registry import FORMATS
from generator.quizzes.quiz_pages import render_quizzes
from generator.site import Site
from generator.website.pages.render import render_pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.output.files import AnyFile

PAGE_KB = 60
"""Budget of the compressed text of a page at 1,000 topics."""
_SHOWN = 15
"""How many types of pages the report has."""


class Weight(NamedTuple):
    """The size of a page in bytes."""

    compressed: int
    raw: int


def measure() -> str:
    """Weigh the heaviest page of each type and return the report.

    Raises:
        OverBudget: with the report as its message, if a page at 1,000 topics is over its budget.
    """
    sizes = (0, 1_000, 10_000) if os.environ.get("BENCH") == "full" else (0, 1_000)
    found = {topics: heaviest(topics) for topics in sizes}
    types = sorted(found[1_000], key=lambda type_: found[1_000][type_], reverse=True)
    heads = [f"{topics:,} topics" if topics else "shipped" for topics in sizes]
    rows = [f"| heaviest page, kB (compressed) | {' | '.join(heads)} |", "| --- |" + " ---: |" * len(sizes)]
    rows += [
        f"| {type_} | {' | '.join(_cell(found[size].get(type_)) for size in sizes)} |"
        for type_ in types[:_SHOWN]
    ]
    most = Figure("the heaviest page at 1,000 topics", found[1_000][types[0]].compressed / 1000, PAGE_KB)
    report = "\n".join(["# Pages", "", *rows, "", str(most), ""])
    if most.is_over:
        raise OverBudget(report)
    return report


def _cell(weight: Weight | None) -> str:
    return f"{weight.raw / 1000:.0f} ({weight.compressed / 1000:.1f})" if weight else "–"


def heaviest(topics: int) -> dict[str, Weight]:
    """Type of page → the weight of its heaviest page.

    Args:
        topics: the least number of topics of the site; 0 for the content as it is.
    """
    with tempfile.TemporaryDirectory() as folder:
        content = ROOT / "content"
        if topics:
            content = Path(folder) / "content"
            multiply(ROOT / "content", content, topics)
        files = list(_pages(content))
        weights = list(spread(_weight, files))
    by_type: dict[str, Weight] = {}
    for file, weight in zip(files, weights, strict=True):
        type_ = type_of(file.path)
        by_type[type_] = max(by_type.get(type_, weight), weight)
    return by_type


def _pages(folder: Path) -> Iterator[AnyFile]:
    """All pages of a site, without printed sheets."""
    content, _ = load(folder)
    settings = open_project(ROOT / "mkdocs.yml").settings()
    site = Site(Library(localise(content, settings.region)), settings)
    offers = Offers([])
    for renderer in (render_pages(site, FORMATS, offers), render_quizzes(site, FORMATS)):
        yield from (file for file in renderer if file.path.endswith((".md", ".html")))
    yield from render_handout_pages(site, offers)


def _weight(file: AnyFile) -> Weight:
    data = file.data
    return Weight(len(gzip.compress(data, 6)), len(data))


def type_of(path: str) -> str:
    """The path of a page, the same for all pages of its type."""
    path = re.sub(rf"/{LIST_PART}.*", f"/{LIST_PART}…", path)
    return re.sub(rf"^([a-z-]+)/(?!{LIST_PART})[^/]+/", r"\1/*/", path)
