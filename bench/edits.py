# Times `unknot build` on the shipped content: from nothing, after an edit, and when nothing has changed.
#
# Processor time tells more than the clock if the machine is busy. The share of a build from nothing tells
# more than either, because it is measured in the same run.

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from functools import partial
from itertools import count
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from bench.commands import OURS, ROOT, run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

_BUILD = (str(Path(sys.executable).with_name("unknot")), "build")
_TEXT = (*OURS, "site")
"""Builds the same without sheets."""
_TIMES = 9
_WORDS = {"can": "may", "may": "can", "often": "mostly"}
"""Words that topics have often, each with one that says about the same."""
_WORD = re.compile(rf"(?<=[a-z] )({'|'.join(_WORDS)})(?= [a-z])")


class Cost(NamedTuple):
    """What a build takes, in seconds."""

    clock: float
    processor: float


def measure(times: int = _TIMES) -> str:
    """Build the site again and again and return a report.

    Args:
        times: how many builds there are of each kind; the median counts.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("content", "overrides"):
            shutil.copytree(ROOT / part, folder / part)
        shutil.copy(ROOT / "mkdocs.yml", folder)
        edits = _edits(folder / "content" / "symptoms")
        titles = _titles(min((folder / "content" / "techniques").glob("*.yml")))
        rows = {"from nothing": _cost(folder)}
        states = [next(edits) for _ in range(times)]
        rows["one word changed, and its sheets printed"] = _median(folder, states)
        rows["one word changed back: nothing is printed"] = _median(folder, states)
        rows["nothing changed"] = _median(folder, [lambda: None] * times)
        _cost(folder, _TEXT)
        states = [next(edits) for _ in range(times)]
        rows["one word changed, without sheets"] = _median(folder, states, _TEXT)
        states = [next(titles) for _ in range(times)]
        rows["a new word in a title, without sheets"] = _median(folder, states, _TEXT)
    whole = rows["from nothing"]
    lines = [
        f"| {what} | {cost.clock:.2f} | {cost.processor:.2f} | {cost.processor / whole.processor:.3f} |"
        for what, cost in rows.items()
    ]
    head = ["# Builds after an edit", "", f"The shipped content; medians of {times}.", ""]
    table = ["| | seconds | of a processor | share |", "| --- | ---: | ---: | ---: |", *lines]
    return "\n".join([*head, *table, ""])


def _edits(folder: Path) -> Iterator[Callable[[], None]]:
    """Changes of one word each, which undo the one before."""
    original = {path: path.read_text("utf-8") for path in sorted(folder.glob("*.yml"))}
    for path, text in original.items():
        for match in _WORD.finditer(text):
            changed = text[: match.start()] + _WORDS[match[0]] + text[match.end() :]
            yield partial(_write, {**original, path: changed})


def _titles(path: Path) -> Iterator[Callable[[], None]]:
    """Titles of a technique, each with a word that no text and no other title has."""
    text = path.read_text("utf-8")
    for number in count():
        title = f"title: Zyx{number} "
        yield partial(_write, {path: text.replace("title: ", title, 1)})


def _write(texts: Mapping[Path, str]) -> None:
    for path, text in texts.items():
        path.write_text(text, "utf-8")


def _median(folder: Path, edits: list[Callable[[], None]], command: Sequence[str] = _BUILD) -> Cost:
    costs = []
    for edit in edits:
        edit()
        costs.append(_cost(folder, command))
    return Cost(*map(median, zip(*costs, strict=True)))


def _cost(folder: Path, command: Sequence[str] = _BUILD) -> Cost:
    built = run(command, folder)
    return Cost(built.seconds, built.processor)
