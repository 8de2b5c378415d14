# Weighs the pages of sites of several sizes, and what they load: none may grow with the site.
#
# What is weighed is the text of a page as the generator hands it to MkDocs. The frame that the theme puts
# around it is the same on every page. Of 10,000 topics some pages of each type are weighed, all with
# `BENCH=full`. What a search loads is measured in `search.py`.

from __future__ import annotations

import gzip
import os
import re
import tempfile
from collections import defaultdict
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
from generator.handouts.screen.screen import render_screen_sheets
from generator.hosts.mkdocs.project import open_project
from generator.output.parallel import spread
from generator.quizzes.exports.registry import FORMATS
from generator.quizzes.quiz_pages import render_quizzes
from generator.site import Site
from generator.website.pages.render import render_pages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.output.files import AnyFile

PAGE_KB = 60
"""Budget of the compressed text of a page at 1,000 topics."""
_SAMPLE = 30
"""How many pages of each type are weighed of a site that is too large for all."""


class Weight(NamedTuple):
    """The size of a page in bytes."""

    compressed: int
    raw: int


def measure() -> str:
    """Weigh the heaviest page of each type and return the report.

    Raises:
        OverBudget: with the report as its message, if a page at 1,000 topics is over its budget.
    """
    sizes = (0, 1_000, 10_000)
    sample = 0 if os.environ.get("BENCH") == "full" else _SAMPLE
    found = {topics: heaviest(topics, sample if topics == sizes[-1] else 0) for topics in sizes}
    types = sorted(found[1_000], key=lambda type_: found[1_000][type_], reverse=True)
    heads = [f"{topics:,} topics" if topics else "shipped" for topics in sizes]
    rows = [f"| heaviest file, kB (compressed) | {' | '.join(heads)} |", "| --- |" + " ---: |" * len(sizes)]
    rows += [
        f"| {type_} | {' | '.join(_cell(found[size].get(type_)) for size in sizes)} |" for type_ in types
    ]
    figures = [
        Figure(f"the heaviest at {size:,} topics", max(found[size].values()).compressed / 1000, PAGE_KB)
        for size in sizes[1:]
    ]
    report = "\n".join(["# Pages", "", *rows, "", *map(str, figures), ""])
    if any(figure.is_over for figure in figures):
        raise OverBudget(report)
    return report


def _cell(weight: Weight | None) -> str:
    return f"{weight.raw / 1000:.0f} ({weight.compressed / 1000:.1f})" if weight else "–"


def heaviest(topics: int, sample: int = 0) -> dict[str, Weight]:
    """Type of file → the weight of its heaviest file.

    Args:
        topics: the least number of topics of the site; 0 for the content as it is.
        sample: how many files of each type are weighed; 0 for all.
    """
    with tempfile.TemporaryDirectory() as folder:
        content = ROOT / "content"
        if topics:
            content = Path(folder) / "content"
            multiply(ROOT / "content", content, topics)
        files = _some(_files(content), sample)
        weights = list(spread(_weight, files))
    by_type: dict[str, Weight] = {}
    for file, weight in zip(files, weights, strict=True):
        type_ = type_of(file.path)
        by_type[type_] = max(by_type.get(type_, weight), weight)
    return by_type


def _some(files: Iterable[AnyFile], sample: int) -> list[AnyFile]:
    """Some files of each type, from all over the site; all of them if `sample` is 0."""
    by_type: dict[str, list[AnyFile]] = defaultdict(list)
    for file in files:
        by_type[type_of(file.path)].append(file)
    return [file for some in by_type.values() for file in some[:: len(some) // sample + 1 if sample else 1]]


def _files(folder: Path) -> Iterator[AnyFile]:
    """All pages of a site and the scripts that their forms load, without printed sheets."""
    content, _ = load(folder)
    settings = open_project(ROOT / "mkdocs.yml").settings()
    site = Site(Library(localise(content, settings.region)), settings)
    offers = Offers([])
    texts = (render_pages(site, FORMATS, offers), render_quizzes(site, FORMATS), render_screen_sheets(site))
    for renderer in texts:
        yield from (file for file in renderer if file.path.endswith((".md", ".html", ".js")))
    yield from render_handout_pages(site, offers)


def _weight(file: AnyFile) -> Weight:
    data = file.data
    return Weight(len(gzip.compress(data, 6)), len(data))


def type_of(path: str) -> str:
    """The path of a file, the same for all files of its type."""
    path = re.sub(rf"/{LIST_PART}.*", f"/{LIST_PART}", path)
    path = re.sub(r"(assets/(?:search|offline)|/mix/[a-z]+)/(?!index).*\.", r"\1/*.", path)
    return re.sub(
        rf"^(?!assets)([a-z-]+)/(?!{LIST_PART}|mix/|make/)[^/]+/(?=[^/]*$|embed/)", r"\1/*/", path
    )
