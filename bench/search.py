# Compares what a search loads with a budget, on sites of 50, 1,000 and 10,000 topics.
#
# The large indexes are made from the real one. Other topics have other names, so in every copy half of the
# words that few pages have are replaced: the vocabulary grows with the site, and common words stay common.

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
import zlib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

from bench import OverBudget
from bench.budgets import Figure
from bench.commands import ROOT
from bench.multiply import TOPICS
from bench.weighing import hosted
from generator.build import open_site, promise_files
from generator.hosts.mkdocs.project import open_project
from generator.website.search_index import SEARCH_INDEX, index_files, index_of
from tests.tools import BROWSER_ARGUMENTS, browser_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from playwright.sync_api import Browser

SCRIPTS = ("text.js", "search-ranking.js", "search-parts.js", "search-help.js")
"""Scripts of the theme that search without a box to type in."""
FIRST_KB = 60
"""Budget of the compressed bytes of a first search at 1,000 topics, with the index's start."""
_RARE = 0.05
"""Share of the entries that have a word from which on it is a common one."""
_SEARCH = "async text => (await unknotSearch.search('assets/search-index.js', text)).results.length"
PHRASES = ("back", "pain down my leg", "lower back pain massage", "masage", "ma")
"""A common word, some words, common words alone, one with a typing error, and two letters."""


def measure() -> str:
    """Search in indexes of several sizes and return the report.

    Raises:
        OverBudget: with the report as its message, if a search at 1,000 topics loads more than its budget.
    """
    index, topics = shipped()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=BROWSER_ARGUMENTS)
        found = {
            wanted: list(loads(browser, enlarged(index, wanted // topics), PHRASES))
            for wanted in (topics, 1_000, 10_000)
        }
        browser.close()
    rows = ["| first search, kB | " + " | ".join(f"{size:,} topics" for size in found) + " |"]
    rows.append("| --- |" + " ---: |" * len(found))
    for number, phrase in enumerate(PHRASES):
        rows.append(
            f"| {phrase} | " + " | ".join(f"{sizes[number]:.1f}" for sizes in found.values()) + " |"
        )
    most = Figure("the most that a first search loads at 1,000 topics", max(found[1_000]), FIRST_KB)
    report = "\n".join(["# Search", "", *rows, "", str(most), ""])
    if most.is_over:
        raise OverBudget(report)
    return report


def shipped() -> tuple[dict[str, Any], int]:
    """The whole index of the shipped content, and its number of topics."""
    project = open_project(ROOT / "mkdocs.yml")
    site, _ = open_site(project.content, project.settings(), dt.date(2026, 11, 28))
    return index_of(site, promise_files(site)), sum(len(site.library.of_kind(kind)) for kind in TOPICS)


def enlarged(index: Mapping[str, Any], copies: int) -> dict[str, Any]:
    """An index with so many copies of each entry, except of those that a site has once.

    Each copy is named differently from the original and has other rare words.
    """
    entries = index["entries"]
    having = Counter(word for entry in entries for word in {*_texts_of(entry)})
    rare = {word for word, count in having.items() if count < _RARE * len(entries)}
    last = len(index["groups"]) - 2  # the glossary and all other pages
    once = [entry for entry in entries if entry["g"] >= last]
    copied = [
        _copy(entry, number, rare)
        for entry in entries
        if entry["g"] < last
        for number in range(max(1, copies))
    ]
    return {**index, "entries": sorted([*copied, *once], key=lambda entry: (entry["g"], entry["u"]))}


def _texts_of(entry: Mapping[str, Any]) -> Iterator[str]:
    for text in (entry["t"], entry["s"].replace(",", " "), entry["d"], *(part[2] for part in entry["p"])):
        yield from text.lower().split()


def _copy(entry: Mapping[str, Any], number: int, rare: set[str]) -> dict[str, Any]:
    if not number:
        return dict(entry)

    def other(text: str) -> str:
        return " ".join(_other(word, number) if word.lower() in rare else word for word in text.split(" "))

    parts = [[id_, heading, other(words)] for id_, heading, words in entry["p"]]
    names = ",".join(map(other, entry["s"].split(",")))
    address = f"{entry['u'].removesuffix('/')}-{number}/"
    return {**entry, "t": other(entry["t"]), "s": names, "d": other(entry["d"]), "u": address, "p": parts}


def _other(word: str, number: int) -> str:
    """The word, or in half of the copies one that no other copy has."""
    value = zlib.crc32(f"{word} {number}".encode())
    if value % 2:
        return word
    letters = "abcdefghiklmnoprstuvwxyz"
    return "".join(letters[(value >> shift) % len(letters)] for shift in (1, 6, 11, 16)) + word[:4]


def loads(browser: Browser, index: Mapping[str, Any], phrases: Sequence[str]) -> Iterator[float]:
    """Compressed kB that the first search for each phrase loads, each in a browser without copies."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        publish(folder, index_files(index))
        with hosted(folder) as host:
            for phrase in phrases:
                page = browser.new_page()
                page.goto(host.address, wait_until="networkidle")
                host.bytes_since_last_call()
                if not page.evaluate(_SEARCH, phrase):
                    message = f"nothing found for {phrase!r}"
                    raise OverBudget(message)
                yield host.bytes_since_last_call() / 1000
                page.close()


def publish(folder: Path, files: Mapping[str, str]) -> None:
    """Write an index, and a page that can search it."""
    assert SEARCH_INDEX in files  # noqa: S101 - without it nothing is found
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    for name in SCRIPTS:
        shutil.copyfile(ROOT / "overrides" / "assets" / "js" / name, folder / name)
    tags = "".join(f"<script src={name}></script>" for name in SCRIPTS)
    head = "<meta charset=utf-8><link rel=icon href=data:,><title>x</title>"
    page = f"<!doctype html><html lang=en>{head}{tags}"
    (folder / "index.html").write_text(page, encoding="utf-8")
