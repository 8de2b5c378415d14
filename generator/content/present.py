# What reads give at present, as digests. What was made from them earlier is up to date if these are equal.

from __future__ import annotations

import inspect
import json
from functools import cache
from itertools import filterfalse
from typing import TYPE_CHECKING, Any, cast

from generator.content.collection import MADE_LEAFLETS
from generator.content.fingerprint import fingerprint
from generator.content.tracked import LIBRARY, SIGNERS, TRANSLATION_SIGNERS
from generator.memo import FACTS, unrecorded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.content.library import Library


class Present:
    """One state of a site. Digests are worked out once, unless there are very many."""

    def __init__(self, library: Library, site: object) -> None:
        """Look at a site.

        Args:
            library: its content.
            site: what facts about a whole site are given, and this class does not look into.
        """
        self._library = library
        self._site = site
        self.tables: dict[str, Mapping[str, Any]] = {}
        """Tables beside those of the library, by their names in reads."""
        self._digests: dict[str, str] = {}

    def digests(self, reads: Iterable[str]) -> list[str]:
        """What each read gives, as a digest.

        Args:
            reads: what was read, each as JSON; see `memo.Read`.
        """
        if len(self._digests) > _MANY:
            self._digests = {}  # not cleared: this may be called while a fact among the reads is worked out
        known, reads = self._digests, [*reads]
        if missing := [*filterfalse(known.__contains__, reads)]:
            with unrecorded():
                for read, parts in zip(missing, json.loads(f"[{','.join(missing)}]"), strict=True):
                    known[read] = self._digest(parts)
        return [*map(known.__getitem__, reads)]

    def _digest(self, read: Iterable[Any]) -> str:
        parts = (tuple(part) if isinstance(part, list) else part for part in read)
        return fingerprint(self._value(*parts))[:_LENGTH]

    def _value(self, sort: Any, name: Any, *rest: Any) -> object:
        """The present value of what was read; `GONE` if it no longer exists."""
        if sort == "field":
            model = self._file(name, rest[0])
            return getattr(model, rest[1], GONE) if model is not None else GONE
        if sort == "fact":
            return self._fact(name, *rest)
        if sort == "item":
            return self._table(name).get(rest[0], GONE)
        return tuple(self._table(name)) if sort == "keys" else GONE

    def _file(self, kind: str, id_: str) -> object:
        library = self._library
        return (library.leaflets if kind == MADE_LEAFLETS else library.content.items.get(kind, {})).get(id_)

    def _table(self, name: str) -> Mapping[str, Any]:
        library = self._library
        if name.startswith(LIBRARY):
            table: Mapping[str, Any] = getattr(library, name.removeprefix(LIBRARY), {})
            return table
        if name == SIGNERS:
            return cast("Mapping[Any, Any]", library.content.signers or {})
        if name == TRANSLATION_SIGNERS:
            return cast("Mapping[Any, Any]", library.content.translation_signers or {})
        return self.tables[name] if name in self.tables else library.content.items.get(name, {})

    def _fact(self, name: str, *arguments: Any) -> object:
        if name not in FACTS:
            return GONE
        source: Any = self._site if _takes_site(name) else self._library
        try:
            return FACTS[name](source, *arguments)
        except LookupError:
            return GONE


_MANY = 100_000
"""How many digests are in memory at most, and those of one more result: a large site has more reads."""
_LENGTH = 32
"""How many digits of a digest are kept: a large site has hundreds of thousands."""
GONE = ("there is no such thing",)


@cache
def _takes_site(name: str) -> bool:
    return next(iter(inspect.signature(FACTS[name]).parameters)) == "site"
