# SPDX-License-Identifier: MIT
"""Every change of the files of a served site is noticed, and nothing else."""

from __future__ import annotations

import asyncio
import os
import shutil
from contextlib import aclosing
from typing import TYPE_CHECKING

import pytest
import watchfiles

from generator.hosts import watcher
from generator.hosts.watcher import changes
from tests.conftest import run_apart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

pytestmark = pytest.mark.builds

PATIENCE = 10.0
"""Seconds in which a change must be noticed."""
NEVER = 0.7
"""Seconds after which a change counts as not noticed."""


def noticed(
    watched: Callable[[], Iterable[Path]], *edits: Callable[[], object], patience: float = PATIENCE
) -> bool:
    """Whether each of some changes is noticed, one after the other."""

    async def watch() -> bool:
        async with aclosing(changes(watched)) as turns:  # type: ignore[type-var]  # it is a generator
            await anext(turns)
            for edit in edits:
                edit()
                try:
                    await asyncio.wait_for(anext(turns), patience)
                except TimeoutError:
                    return False
                # There may be further notices of the same change, such as that a file is closed.
                await asyncio.sleep(0.2)
            return True

    return run_apart(lambda: asyncio.run(watch()))


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder with a file and a folder with a file, beside a file of settings."""
    content = tmp_path / "p" / "content"
    (content / "below").mkdir(parents=True)
    for name in ("a.yml", "below/b.yml", "../mkdocs.yml"):
        (content / name).write_text("1")
    return content


def _saved_by_rename(path: Path) -> None:
    """As many editors save: a new file takes the place of the old one."""
    new = path.with_name(f"{path.name}~")
    new.write_text("2")
    new.rename(path)


CHANGES: dict[str, Sequence[Callable[[Path], object]]] = {
    "a file is written, twice": [
        lambda content: (content / "a.yml").write_text("2"),
        lambda content: (content / "a.yml").write_text("3"),
    ],
    "a file below is written": [lambda content: (content / "below/b.yml").write_text("2")],
    "saved by renaming, twice": [lambda content: _saved_by_rename(content / "a.yml")] * 2,
    "a file is new, then gone": [
        lambda content: (content / "below/c.yml").touch(),
        lambda content: (content / "below/c.yml").unlink(),
    ],
    "settings saved by renaming, twice": [lambda content: _saved_by_rename(content.with_name("mkdocs.yml"))]
    * 2,
    "a folder is new, then a file in it": [
        lambda content: (content / "new").mkdir(),
        lambda content: (content / "new/c.yml").write_text("1"),
    ],
    "a folder goes, comes back, and has a file written": [
        lambda content: (content / "below").rename(content.with_name("elsewhere")),
        lambda content: content.with_name("elsewhere").rename(content / "below"),
        lambda content: (content / "below/b.yml").write_text("2"),
    ],
    "all goes, comes back as another folder, and has a file written": [
        shutil.rmtree,
        lambda content: shutil.copytree(content.parent, content),
        lambda content: (content / "mkdocs.yml").write_text("2"),
    ],
    "a folder behind a link is written to": [
        lambda content: (content / "link").symlink_to(_outside(content)),
        lambda content: (_outside(content) / "c.yml").write_text("2"),
    ],
    "a file behind a link is written": [
        lambda content: (content / "c.yml").symlink_to(_outside(content) / "c.yml"),
        lambda content: (_outside(content) / "c.yml").write_text("2"),
        lambda content: _saved_by_rename(_outside(content) / "c.yml"),
    ],
}
"""What happens to files, one step after the other; each must be noticed."""


def _outside(content: Path) -> Path:
    folder = content.parent.parent / "outside"
    folder.mkdir(exist_ok=True)
    (folder / "c.yml").touch()
    return folder


@pytest.mark.parametrize("name", CHANGES)
def test_each_change_is_noticed(name: str, content: Path) -> None:
    watched = [content.with_name("mkdocs.yml"), content, content / "no\0path", content / "none" / "at all"]
    edits = [lambda edit=edit: edit(content) for edit in CHANGES[name]]
    assert noticed(lambda: watched, *edits)


def test_other_files_are_not_noticed(content: Path) -> None:
    settings = content.with_name("mkdocs.yml")
    for other in (content.with_name("other.txt"), content / "a.yml~", content / ".a.yml.swp"):
        assert not noticed(lambda: [settings, content], lambda other=other: other.touch(), patience=NEVER)  # type: ignore[misc]


def test_files_that_other_settings_name_are_watched_at_once(content: Path) -> None:
    """The watched folder is another one after a turn, and the site is loaded again: it may have changed."""
    watched = [content]

    async def watch() -> None:
        async with aclosing(changes(lambda: watched)) as turns:  # type: ignore[type-var]
            await anext(turns)
            watched[:] = [_outside(content)]
            await asyncio.wait_for(anext(turns), PATIENCE)
            (_outside(content) / "c.yml").write_text("2")
            await asyncio.wait_for(anext(turns), PATIENCE)

    run_apart(lambda: asyncio.run(watch()))


def test_a_change_while_the_site_is_loaded_leads_to_another_turn(content: Path) -> None:
    async def watch() -> None:
        async with aclosing(changes(lambda: [content])) as turns:  # type: ignore[type-var]
            await anext(turns)  # nothing runs until the next turn is asked for, as during a reload
            (content / "a.yml").write_text("2")
            await asyncio.wait_for(anext(turns), PATIENCE)

    run_apart(lambda: asyncio.run(watch()))


def test_without_notices_files_are_looked_at(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the system allowed no further watched folder."""
    awatch = watchfiles.awatch
    os.utime(content / "a.yml", (1, 1))  # the times of files are compared by the second

    def refuse(*paths: str, force_polling: bool | None, **options: object) -> object:
        if not force_polling:
            raise OSError(28, "OS file watch limit reached")
        return awatch(*paths, force_polling=True, poll_delay_ms=50, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(watcher, "awatch", refuse)

    async def watch() -> None:
        async with aclosing(changes(lambda: [content])) as turns:  # type: ignore[type-var]
            for _ in range(2):  # in the second one, files are looked at
                await asyncio.wait_for(anext(turns), PATIENCE)
            (content / "a.yml").write_text("longer than before")
            await asyncio.wait_for(anext(turns), PATIENCE)

    run_apart(lambda: asyncio.run(watch()))


def test_nothing_is_looked_at_while_nothing_changes(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []

    def noting(look: Callable[..., object]) -> Callable[..., object]:
        def looks(at: object = ".", **options: object) -> object:
            looked.append(str(at))
            return look(at, **options)

        return looks

    for name in ("scandir", "stat"):
        monkeypatch.setattr(os, name, noting(getattr(os, name)))

    async def watch() -> None:
        async with aclosing(changes(lambda: [content])) as turns:  # type: ignore[type-var]
            await anext(turns)
            looked.clear()
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(anext(turns), NEVER)

    run_apart(lambda: asyncio.run(watch()))
    assert [at for at in looked if str(content) in at] == []
