# Random edits of a content folder, as authors make them, and builds of it with a store and without one.

from __future__ import annotations

import datetime as dt
import re
import shutil
from typing import TYPE_CHECKING

from generator.build import Build, build
from generator.settings.settings import Settings
from tests.conftest import REPOSITORY

if TYPE_CHECKING:
    import random
    from collections.abc import Callable
    from pathlib import Path

    import pytest

SMALL = REPOSITORY / "examples" / "neck-and-shoulder" / "content"
DAY = dt.date(2026, 12, 1)
_WORD = re.compile(r"(?<![\w:/@{\[#-])[a-z]{4,}(?![\w:/@}\]-])")
_NUMBER = re.compile(r"(?<![\w.-])\d+(?![\w.-])")
_ITEM = re.compile(r"^ *- .*\n", re.MULTILINE)


def copy_of(content: Path, folder: Path) -> Path:
    """A copy of a content folder that may be edited."""
    return shutil.copytree(content, folder / "content")


def settings(url: str = "https://unknot.example/") -> Settings:
    """The settings of a site."""
    return Settings(site_name="Example", version="1.0", site_url=url, region="uk")


def built(content: Path, store: Path, patch: pytest.MonkeyPatch, given: Settings | None = None) -> Build:
    """A build that keeps what it makes in a store.

    Raises:
        ContentError: the content is not valid.
    """
    patch.setenv("UNKNOT_CACHE", str(store))
    return build(content, given or settings(), DAY, drafts=True)


def digests(build_: Build) -> dict[str, str]:
    """Path of each file → a digest of its content."""
    return {file.path: file.digest for file in build_.files}


def edit(content: Path, chance: random.Random) -> Callable[[], None]:
    """Edit one file at random.

    Returns:
        A function that takes the edit back.
    """
    path = chance.choice(sorted(path for path in content.rglob("*") if path.suffix in {".yml", ".md"}))
    before = path.read_bytes()
    change = chance.choices([_other_word, _other_number, _no_item, _twice, None], [12, 3, 3, 3, 1])[0]
    if change is None:
        path.unlink()
    else:
        path.write_text(change(before.decode(), chance), encoding="utf-8")
    return lambda: _put_back(path, before)


def _put_back(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def _at(pattern: re.Pattern[str], text: str, chance: random.Random, new: Callable[[str], str]) -> str:
    found = list(pattern.finditer(text))
    if not found:
        return text
    match = chance.choice(found)
    return text[: match.start()] + new(match[0]) + text[match.end() :]


def _other_word(text: str, chance: random.Random) -> str:
    return _at(_WORD, text, chance, lambda _: chance.choice(["gentle", "firm", "often", "slowly"]))


def _twice(text: str, chance: random.Random) -> str:
    return _at(_WORD, text, chance, lambda word: f"{word} {word}")


def _other_number(text: str, chance: random.Random) -> str:
    return _at(_NUMBER, text, chance, lambda number: str(int(number) + 1))


def _no_item(text: str, chance: random.Random) -> str:
    return _at(_ITEM, text, chance, lambda _: "")
