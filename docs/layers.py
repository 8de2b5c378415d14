# SPDX-License-Identifier: MIT
#
# Draws `docs/layers.svg`: the layers of the generator, from the import contract in `pyproject.toml` and the
# first sentence of each package or module. `python docs/layers.py` writes it, and a test compares it.

from __future__ import annotations

import re
import textwrap
import tomllib
from dataclasses import dataclass
from html import escape
from pathlib import Path

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "docs" / "layers.svg"

# All in pixels, but for the number of characters that fit on a line.
WIDTH = 880
MARGIN = 20
ARROW = 36
PADDING = 8
GAP = 6
LINE = 18
NAMES = 200
CHARACTERS = 76

STYLE = """
text { font: 14px system-ui, sans-serif; fill: #1f2328 }
.name { font: 600 13px ui-monospace, monospace }
.row { fill: #f3f6f8; stroke: #b9c2ca }
.arrow { fill: none; stroke: #57606a; stroke-width: 2 }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 }
  .row { fill: #1b222b; stroke: #485361 }
  .arrow { stroke: #9aa5b1 }
}
"""


class NoCommentError(Exception):
    """A package or module does not say what it is for."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} must open with a comment that says what it holds")


@dataclass(frozen=True)
class Part:
    """One package or module, as the picture names it."""

    name: str
    """With a slash at the end if it is a package."""
    purpose: str
    """The first sentence of its opening comment."""

    @property
    def lines(self) -> list[str]:
        """The purpose, cut to the width of the picture."""
        return textwrap.wrap(self.purpose, CHARACTERS, break_long_words=False, break_on_hyphens=False)


def layers(pyproject: str) -> tuple[str, list[list[str]]]:
    """The package of the first contract of layers, and the names in each row, from top to bottom."""
    contracts = tomllib.loads(pyproject)["tool"]["importlinter"]["contracts"]
    contract = next(contract for contract in contracts if contract["type"] == "layers")
    package = contract.get("containers", [""])[0]
    rows = [re.split(r"[|:]", row) for row in contract["layers"]]
    return package, [[name.strip().strip("()").removeprefix(f"{package}.") for name in row] for row in rows]


def read_part(folder: Path, name: str) -> Part | None:
    """The package or module called `name` in `folder`; nothing if there is none, which a row may allow.

    Raises:
        NoCommentError: it has no opening comment.
    """
    package, module = folder / name / "__init__.py", folder / f"{name}.py"
    path = package if package.exists() else module
    if not path.exists():
        return None
    if purpose := first_sentence(path.read_text("utf-8")):
        return Part(f"{name}/" if path == package else path.name, purpose)
    raise NoCommentError(path)


def first_sentence(code: str) -> str:
    """The first sentence of the comment that code opens with, after its licence."""
    code = re.sub(r"\A# SPDX-.*\n(#\n)?", "", code)
    comment = re.match(r"(?:# .*\n)*", code)
    words = " ".join(line[2:] for line in comment[0].splitlines()) if comment else ""
    return re.split(r"(?<=[.?!])\s", words)[0].strip().removesuffix(".").replace("`", "")


def picture(rows: list[list[Part]]) -> str:
    """The picture as SVG."""
    drawn, top = [], MARGIN + LINE + GAP
    for row in rows:
        height = sum(LINE * len(part.lines) for part in row) + 2 * PADDING
        drawn.append(_row(row, top, height))
        top += height + GAP
    height = top + LINE + MARGIN
    arrow = MARGIN + ARROW // 2 - 8
    tip, foot = MARGIN + LINE + GAP, top - GAP
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}"'
        f' height="{height}" role="img" aria-labelledby="title desc">\n'
        f'<title id="title">The layers of the generator</title>\n<desc id="desc">{_in_words(rows)}</desc>\n'
        f"<style>{STYLE}</style>\n"
        f'<text x="{MARGIN}" y="{MARGIN + 10}">a website, handouts and quizzes</text>\n'
        f'<path class="arrow" d="M{arrow} {foot}V{tip + 1}M{arrow - 6} {tip + 9}l6 -8l6 8"/>\n'
        f"{''.join(drawn)}"
        f'<text x="{MARGIN}" y="{height - MARGIN}">content</text>\n</svg>\n'
    )


def _row(row: list[Part], top: int, height: int) -> str:
    left = MARGIN + ARROW
    width = WIDTH - left - MARGIN
    box = f'<rect class="row" x="{left}" y="{top}" width="{width}" height="{height}" rx="6"/>\n'
    texts, y = [], top + PADDING
    for part in row:
        texts.append(f'<text class="name" x="{left + 12}" y="{y + 13}">{escape(part.name)}</text>\n')
        for line in part.lines:
            texts.append(f'<text x="{left + NAMES}" y="{y + 13}">{escape(line)}</text>\n')
            y += LINE
    return box + "".join(texts)


def _in_words(rows: list[list[Part]]) -> str:
    """The same for people who do not see the picture."""
    told = ["From top to bottom. Each row imports only from rows below it."]
    told += [f"Row {number}: {', '.join(part.name for part in row)}." for number, row in enumerate(rows, 1)]
    return escape(" ".join(told))


def layers_picture(root: Path = ROOT) -> str:
    """The picture of the project in `root`."""
    package, names = layers((root / "pyproject.toml").read_text("utf-8"))
    rows = [[read_part(root / package, name) for name in row] for row in names]
    return picture([parts for row in rows if (parts := [part for part in row if part])])


if __name__ == "__main__":
    PICTURE.write_text(layers_picture(), "utf-8")
