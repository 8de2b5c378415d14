# `python -m tests.faults [campaign]... --number N --seed S`: prints tried, handled and failed.

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.faults import campaigns, serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Campaign = Callable[[Path, int, random.Random], Iterator[str]]

CAMPAIGNS: dict[str, tuple[Campaign, float]] = {
    "content": (campaigns.content, 1),
    "settings": (campaigns.settings, 0.3),
    "kills": (campaigns.kills, 0.1),
    "races": (campaigns.races, 0.1),
    "disks": (campaigns.disks, 0.1),
    "caches": (campaigns.caches, 0.1),
    "serve": (serving.edits, 0.3),
}
"""Each campaign, and how many faults it tries for each fault in a content file: some take a minute."""


class Tally(NamedTuple):
    """What became of the faults of one campaign."""

    tried: int
    faults: list[str]
    """What was wrong with those that were not handled."""


def tried(name: str, number: int, seed: int) -> Tally:
    """Run one campaign.

    Args:
        name: a key of `CAMPAIGNS`.
        number: how many faults in content files; the campaign's own number depends on it.
        seed: the same seed tries the same faults.
    """
    campaign, share = CAMPAIGNS[name]
    chance = random.Random(f"{name} {seed}")  # noqa: S311 - a sample, not a secret
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        results = list(campaign(Path(folder) / "project", max(1, round(number * share)), chance))
    return Tally(len(results), [result for result in results if result])


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the campaigns that are named, or all; the exit code is 1 if a fault was not handled."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults")
    parser.add_argument("campaigns", nargs="*", metavar="campaign", help=f"one of {', '.join(CAMPAIGNS)}")
    parser.add_argument("-n", "--number", type=int, default=300, help="how many faults in content files")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    if unknown := set(options.campaigns) - set(CAMPAIGNS):
        parser.error(f"no campaign {', '.join(sorted(unknown))}; choose from {', '.join(CAMPAIGNS)}")
    names = options.campaigns or list(CAMPAIGNS)
    return int(any(_print(name, tried(name, options.number, options.seed)) for name in names))


def _print(name: str, tally: Tally) -> bool:
    """Print one campaign's result; whether any fault was not handled."""
    for fault in tally.faults:
        print(f"  {name}: {fault}", flush=True)
    failed = len(tally.faults)
    print(f"{name}: {tally.tried} tried, {tally.tried - failed} handled, {failed} failed", flush=True)
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
