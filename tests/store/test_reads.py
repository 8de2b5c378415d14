# SPDX-License-Identifier: MIT
"""What was read for a file is the same whatever was made before: a known result brings its reads along."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from generator.output import kept_files
from generator.output.earlier import EarlierBuilds
from generator.output.parallel import spread
from tests.conftest import REPOSITORY
from tests.store.edits import SMALL, built, without_sheets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from generator.memo import Read

pytestmark = pytest.mark.builds


def reads_of_all(
    content: Path, store: Path, patch: pytest.MonkeyPatch, *, backwards: bool
) -> dict[tuple[str, ...], frozenset[Read]]:
    """Name of each file and kept fact of a build → what was read for it, with one of two orders of work."""
    found: dict[tuple[str, ...], frozenset[Read]] = {}

    def keep(self: EarlierBuilds, made: Any, reads: Iterable[Read], *name: str) -> None:
        found[name] = frozenset(reads)
        kept(self, made, found[name], *name)

    def in_order(work: Callable[[Any], Any], items: list[Any]) -> list[Any]:
        return spread(work, items[::-1])[::-1] if backwards else spread(work, items)

    kept = EarlierBuilds.keep
    with patch.context() as within:
        within.setattr(EarlierBuilds, "keep", keep)
        within.setattr(kept_files, "spread", in_order)
        built(content, store, within)
    return found


@pytest.mark.parametrize(
    "content",
    [SMALL, pytest.param(REPOSITORY / "content", marks=pytest.mark.slow)],
    ids=["small", "shipped"],
)
def test_each_file_has_the_same_reads_in_whichever_order_files_are_made(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_sheets(monkeypatch)
    one = reads_of_all(content, tmp_path / "one", monkeypatch, backwards=False)
    other = reads_of_all(content, tmp_path / "other", monkeypatch, backwards=True)
    assert len(one) > 100
    assert one.keys() == other.keys()
    assert {name: one[name] ^ other[name] for name in one if one[name] != other[name]} == {}
