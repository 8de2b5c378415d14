# Checks that every field of a source is one of CSL. Others are left out, so a misspelt one would be lost.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.content.requirements import Requirement
from generator.problems import Problem, Severity, did_you_mean, dotted
from generator.schema.csl import NOT_SHOWN
from generator.schema.sources import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.content.library import Library
    from generator.schema.kinds import Kind


def check(library: Library) -> Iterator[Problem]:
    """Warn of fields that are not known, since references are made without them."""
    shown = {info.alias or name for name, info in Source.model_fields.items()}
    for index, source in enumerate(library.sources.values()):
        for name in source.unknown:
            path = ("references", index, name)
            hint = did_you_mean(name, sorted(shown | NOT_SHOWN)) or "; remove it, or correct its name"
            message = f"not a field of CSL, so references are made without it{hint}"
            place = library.content.locate("sources", "sources", path)
            yield Problem(*place, dotted(path), message, "schema", Severity.WARNING)


def asks(_library: Library, kind: Kind) -> Iterator[Requirement]:
    """Say which fields a source may have."""
    if kind.name == "sources":
        message = "Its fields are those of CSL; what we say of it stands under `custom`."
        yield Requirement("schema", message, "references.*")
