# Random edits of a content folder, as authors make them, and builds of it with a store and without one.

from __future__ import annotations

import datetime as dt
import re
import shutil
from typing import TYPE_CHECKING, Any

import generator.build
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
_TOPICS = ("muscles", "quizzes", "self-care", "symptoms", "techniques")


def copy_of(content: Path, folder: Path) -> Path:
    """A copy of a content folder that may be edited."""
    return shutil.copytree(content, folder / "content")


def settings(url: str = "https://unknot.example/", **others: Any) -> Settings:
    """The settings of a site."""
    values = {"site_name": "Example", "version": "1.0", "site_url": url, "region": "uk"}
    return Settings.model_validate(values | others)


def random_settings(chance: random.Random) -> Settings:
    """Settings, of which some are not the usual ones."""
    clinic = {"name": "House of backs", "phone": chance.choice(["", "01632 960001"])}
    others = {
        "site_name": "Another example",
        "version": "2.0",
        "contact": "mistakes@unknot.example",
        "clinic": clinic,
        "share_pictures": False,
        "offline": False,
    }
    chosen = {name: value for name, value in others.items() if chance.random() < 0.2}
    return settings(chance.choice(["", "https://unknot.example/", "https://unknot.example/b/"]), **chosen)


def without_sheets(patch: pytest.MonkeyPatch) -> None:
    """Let builds in this process print nothing, and work on one core, so that hundreds take minutes."""
    patch.setattr(generator.build, "render_handouts", lambda *_, **__: ([], []))
    patch.setenv("UNKNOT_CORES", "1")


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


def retitle(file: Path, title: str) -> None:
    """Give a content file another title."""
    text = re.sub(r"(?m)^title: .*", f"title: {title}", file.read_text("utf-8"))
    file.write_text(text, "utf-8")


def state(content: Path) -> dict[Path, bytes]:
    """The files of a content folder."""
    return {path: path.read_bytes() for path in sorted(content.rglob("*")) if path.is_file()}


def put_back(content: Path, files: dict[Path, bytes]) -> None:
    """Bring a content folder back to an earlier state."""
    for path, data in state(content).items():
        if path not in files:
            path.unlink()
        elif data == files[path]:
            continue
        else:
            path.write_bytes(files[path])
    for path in files.keys() - state(content).keys():
        path.write_bytes(files[path])


def edit(content: Path, chance: random.Random) -> Callable[[], None]:
    """Edit the content at random: words, numbers and items, a file less, a file more, another id.

    Returns:
        A function that takes the edit back.
    """
    before = state(content)
    changes = {
        _other_word: 12,
        _other_number: 3,
        _no_item: 3,
        _twice: 3,
        _deleted: 1,
        _copied: 1,
        _renamed: 2,
    }
    chance.choices([*changes], [*changes.values()])[0](content, chance)
    return lambda: put_back(content, before)


def _file(content: Path, chance: random.Random) -> Path:
    return chance.choice(sorted(path for path in content.rglob("*") if path.suffix in {".yml", ".md"}))


def _topic(content: Path, chance: random.Random) -> Path:
    return chance.choice(sorted(path for kind in _TOPICS for path in (content / kind).glob("*.yml")))


def _deleted(content: Path, chance: random.Random) -> None:
    _file(content, chance).unlink()


def _copied(content: Path, chance: random.Random) -> None:
    """Another topic with the same text."""
    path = _topic(content, chance)
    path.with_stem(f"{path.stem}-again").write_bytes(path.read_bytes())


def _renamed(content: Path, chance: random.Random) -> None:
    """Another id, in the name of its file and wherever it is named."""
    path = _topic(content, chance)
    word = re.compile(rf"(?<![\w-]){re.escape(path.stem)}(?![\w-])")
    for file in (file for file in content.rglob("*") if file.suffix in {".yml", ".md"}):
        text = file.read_text("utf-8")
        if (changed := word.sub(f"{path.stem}-anew", text)) != text:
            file.write_text(changed, "utf-8")
    path.rename(path.with_stem(f"{path.stem}-anew"))


def _at(pattern: re.Pattern[str], content: Path, chance: random.Random, new: Callable[[str], str]) -> None:
    """Replace one match in one file."""
    path = _file(content, chance)
    text = path.read_text("utf-8")
    if matches := list(pattern.finditer(text)):
        match = chance.choice(matches)
        path.write_text(text[: match.start()] + new(match[0]) + text[match.end() :], "utf-8")


def _other_word(content: Path, chance: random.Random) -> None:
    _at(_WORD, content, chance, lambda _: chance.choice(["gentle", "firm", "often", "slowly"]))


def _twice(content: Path, chance: random.Random) -> None:
    _at(_WORD, content, chance, lambda word: f"{word} {word}")


def _other_number(content: Path, chance: random.Random) -> None:
    _at(_NUMBER, content, chance, lambda number: str(int(number) + 1))


def _no_item(content: Path, chance: random.Random) -> None:
    _at(_ITEM, content, chance, lambda _: "")
