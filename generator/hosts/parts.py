# Parts of a website that were made on different machines: each is a store with a share of the files, and a
# note with the number of the share and a digest of what it was made from.

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.content.fingerprint import fingerprint
from generator.output.code import code_digest, folder_digest
from generator.output.folder import read_json, write_atomically
from generator.output.shard import Shard, shard
from generator.output.store import Store, key_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from generator.settings.settings import Settings

_NOTE = "part.json"


@dataclass(frozen=True)
class Part:
    """A folder with a share of a website."""

    folder: Path
    """The folder."""
    shard: Shard
    """Which share it is."""
    made_from: str
    """A digest of all that the website is made from."""


def made_from(content: Path, settings: Settings) -> str:
    """A digest of all that a website is made from, the same on every machine.

    Args:
        content: the content folder.
        settings: the site's settings.
    """
    return key_of((code_digest(), fingerprint(settings), folder_digest(content)))


def finish(part: Part) -> None:
    """Note what a part is, now that all its files are there."""
    note = {"shard": str(part.shard), "made_from": part.made_from}
    write_atomically(json.dumps(note).encode(), part.folder / _NOTE)


def read(folder: Path) -> Part | None:
    """The part in a folder; None if it is no part, or was not finished."""
    note: Any = read_json(folder / _NOTE)
    try:
        return Part(folder, shard(note["shard"]), str(note["made_from"]))
    except (KeyError, TypeError, ValueError):
        return None


def faults(folders: Sequence[Path], made_from: str) -> Iterator[str]:
    """Why some parts are not the whole of a website, each with the folder and what to do.

    Args:
        folders: the parts.
        made_from: what they must be made from; see `made_from`.
    """
    parts = [(folder, read(folder)) for folder in folders]
    known = [part for _, part in parts if part]
    shares = {part.shard.of for part in known}
    for folder, part in parts:
        if part is None:
            yield f"{folder}: is no finished part; make it again with `unknot build --shard`"
        elif part.made_from != made_from:
            yield f"{folder}: was made from other content, settings or versions; make it again from these"
    if len(shares) > 1:
        yield f"the parts are shares of different numbers: {', '.join(str(part.shard) for part in known)}"
        return
    for number in range(1, max(shares, default=0) + 1):
        holders = [str(part.folder) for part in known if part.shard.number == number]
        if not holders:
            yield f"there is no part {number}/{max(shares)}; make it with `unknot build --shard`"
        elif len(holders) > 1:
            yield f"{' and '.join(holders)} are both part {number}/{max(shares)}; leave one out"


def add(folder: Path, store: Store) -> int:
    """Copy a part into the store of a build.

    Returns:
        The number of copied files.
    """
    files = sorted(path for name in ("cas", "ac") for path in (folder / name).glob("[0-9a-f]*"))
    for file in files:
        write_atomically(file.read_bytes(), store.folder / file.relative_to(folder), durable=False)
    return len(files)
