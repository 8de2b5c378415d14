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

    def __init__(
        self, library: Library, site: object, versions: Mapping[tuple[str, str], str] | None = None
    ) -> None:
        """Look at a site.

        Args:
            library: its content.
            site: what facts about a whole site are given, and this class does not look into.
            versions: kind and id of a content file → what differs whenever any of its fields or signatures
                does; files that are not here are compared field by field.
        """
        self._library = library
        self._site = site
        self._versions = versions or {}
        self.tables: dict[str, Mapping[str, Any]] = {}
        """Tables beside those of the library, by their names in reads."""
        self._digests: dict[str, str] = {}
        self._known_fields: dict[str, Mapping[str, str]] = {}

    def digests(self, reads: Iterable[str]) -> list[str]:
        """What each read gives, as a digest.

        Args:
            reads: what was read, each as JSON; see `memo.Read`.
        """
        if len(self._digests) > _MANY:
            self._digests = {}  # not cleared: this may be called while a fact among the reads is worked out
        known, reads = self._digests, [*reads]
        new = dict.fromkeys(filterfalse(known.__contains__, reads))
        known.update((read, digest) for read in new if (digest := self._of_unchanged_file(read)))
        if missing := [*filterfalse(known.__contains__, new)]:
            with unrecorded():
                for read, parts in zip(missing, json.loads(f"[{','.join(missing)}]"), strict=True):
                    known[read] = self._digest(parts)
        return [*map(known.__getitem__, reads)]

    def file_of(self, read: str) -> str:
        """A name for the content file of which a field or a signature was read; empty for other reads.

        Args:
            read: what was read, as JSON.
        """
        file = self._content_file(read)
        return file if file and self.version_of(file) else ""

    def _content_file(self, read: str) -> str:
        """Kind and id, as JSON, of the content file that alone decides what a read gives; else empty."""
        if read.startswith(_QUESTION):
            quiz = self._library.quiz_with.get(json.loads(f"[{read[len(_QUESTION) :]}")[0])
            return f"{json.dumps(('quizzes', quiz))[1:]}" if quiz else ""
        return _file(read)

    def version_of(self, file: str) -> str:
        """What differs whenever any field or signature of a content file does; empty if that is not known.

        Args:
            file: its name; see `file_of`.
        """
        kind, id_ = json.loads(f"[{file}")
        return self._versions.get((kind, id_), "")

    def know(self, file: str, digests: Mapping[str, str]) -> None:
        """Take what reads of a content file gave when it had the version that it has now."""
        self._known_fields[file] = digests

    def _of_unchanged_file(self, read: str) -> str | None:
        """What a read of a content file gave when it had the version that it has now; None if unknown."""
        return self._known_fields.get(self._content_file(read), {}).get(read)

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
_FIELD, _SIGNER, _SEPARATOR = '["field", ', f'["item", "{SIGNERS}", [', ", "
"""How the JSON of reads begins, before kind and id of a content file, and what is between its parts."""
_QUESTION = f'["item", "{LIBRARY}bank", '
"""How the JSON of the read of a question begins, before its id: a question is a part of its quiz."""


def _file(read: str) -> str:
    """Kind and id, as JSON, of the content file of which a field or a signature was read; else empty."""
    if read.startswith(_FIELD):
        return f"{read[len(_FIELD) : read.rindex(_SEPARATOR)]}]"
    if read.startswith(_SIGNER):
        return f"{read[len(_SIGNER) : read.rindex(_SEPARATOR)]}]"
    return ""


@cache
def _takes_site(name: str) -> bool:
    return next(iter(inspect.signature(FACTS[name]).parameters)) == "site"
