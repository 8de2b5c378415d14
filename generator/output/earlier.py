# What earlier builds made, each with what was read for it: it is made again only if one of these reads
# gives something else now.
#
# Two results are kept for each thing: under its name, what was read for it; under the name and what these
# reads gave, the thing itself. So a build that goes back to an earlier state finds what it had then.
# Mokhov, Mitchell and Peyton Jones call this constructive traces (Build Systems à la Carte, 2018, 4.2.3).
#
# Builds look at a hundred thousand reads, most of them many times. So they are kept as text, which need
# not be taken apart to see that it is known. `last_build.py` finds most of it sooner.

from __future__ import annotations

import json
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol, cast

from generator.output.parallel import spread
from generator.output.store import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from generator.memo import Read
    from generator.output.last_build import LastBuild
    from generator.output.store import Store

_GROUPS = 32
"""In how many groups things are found: so few that each finds much of what it asks for in memory, and so
many that no core waits for another."""
_VARIANTS = 4
"""How many sets of reads are remembered for one thing, such as those before and after an edit."""


class ReadDigests(Protocol):
    """What reads give at present."""

    def digests(self, reads: Iterable[str]) -> list[str]:
        """What each read gives, as a digest; a read is given as JSON."""
        ...


class EarlierBuilds:
    """What earlier builds made, seen from the present."""

    def __init__(
        self, store: Store, present: ReadDigests, given: str, last: LastBuild | None = None
    ) -> None:
        """Look into a store.

        Args:
            store: where things are kept.
            present: what reads give.
            given: a digest of whatever decides all things, such as the generator's code.
            last: what the last build found in this store.
        """
        self.store = store
        self._present = present
        self._given = given
        self._last = last

    def find(self, *name: str) -> Any:
        """What was made under a name, if all that was read for it still gives the same; else None."""
        return self._made(key_of((self._given, *name)), self.store)

    def find_all(self, names: Sequence[tuple[str, ...]]) -> list[Any]:
        """What `find` returns for each of many names, found on all cores."""
        size = -(-len(names) // _GROUPS) or 1
        groups = [names[start : start + size] for start in range(0, len(names), size)]
        found: list[Any] = []
        for things, asked in spread(self._find_group, groups):
            found += things
            if self._last:
                self._last.asked_by_child(asked)
        return found

    def _find_group(self, names: Sequence[tuple[str, ...]]) -> tuple[list[Any], Mapping[str, bool]]:
        """What is found under some names, and what the last build was asked for; see `LastBuild.asked`."""
        before = len(self._last.asked) if self._last else 0
        found = [self.find(*name) for name in names]
        return found, dict(islice(self._last.asked.items(), before, None)) if self._last else {}

    def fetch(self, names: Iterable[tuple[str, ...]]) -> None:
        """Bring what can be found under some names from the server behind the store, all at once."""
        here = self.store.here
        if here is self.store:
            return
        digests = [key_of((self._given, *name)) for name in names]
        missing = [digest for digest in digests if self._made(digest, here) is None]
        for digest, variants in self.store.server_results(missing).items():
            others = [variant for variant in here.result(digest) or () if variant not in variants]
            here.put_result(digest, [*variants, *others][:_VARIANTS])
        keys = ((digest, here.result(digest) or ()) for digest in missing)
        self.store.fetch_results(
            self._key(digest, variant) for digest, variants in keys for variant in variants
        )

    def keep(self, made: Any, reads: Iterable[Read], *name: str) -> None:
        """Keep what was made.

        Args:
            made: anything that JSON can hold, but None.
            reads: what was read for it.
            name: see `find`.
        """
        digest = key_of((self._given, *name))
        ordered = _as_text(reads)
        key = self._key(digest, ordered)
        self.store.put_result(key, made)
        known = self.store.result(digest) or ()
        others = [variant for variant in known if variant != ordered]
        self.store.put_result(digest, [ordered, *others[: _VARIANTS - 1]])
        self._note(digest, key, made, ordered)

    def digest(self, reads: Iterable[Read]) -> str:
        """A digest of what some reads give."""
        return self._key("", _as_text(reads))

    def save(self) -> None:
        """Keep what this build has found, so that the next one finds it sooner."""
        if self._last:
            self._last.save()

    def _note(self, digest: str, key: str, made: Any, reads: Sequence[str]) -> None:
        if self._last:
            self._last.note(digest, key, made, reads)

    def _made(self, digest: str, store: Store) -> Any:
        """What was made under a name, if all that was read for it still gives the same; else None."""
        if self._last and (found := self._last.find(digest)):
            made = found.value(store.result)
            if made is not None:
                return made
        for variant in store.result(digest) or ():
            key = self._key(digest, variant)
            if (made := store.result(key)) is not None:
                self._note(digest, key, made, variant)
                return made
        return None

    def _key(self, digest: str, reads: Sequence[str]) -> str:
        return key_of((digest, "\n".join(reads), "\n".join(self._present.digests(reads))))


def _as_text(reads: Iterable[Read]) -> list[str]:
    """Reads as JSON, each on one line, in order."""
    return sorted(map(_text, reads))


@lru_cache(1 << 14)
def _text(read: Read) -> str:
    """A read as JSON. Cached, since most reads recur in many results; not all, which would fill memory."""
    if read[0] == "field":  # nearly all; names of kinds, files and fields have nothing to escape
        names = '", "'.join(cast("tuple[str, ...]", read))
        return f'["{names}"]'
    return _to_json(read)


_to_json = json.JSONEncoder(ensure_ascii=False).encode
