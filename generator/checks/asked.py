# All that the checks ask of a new file, in the order in which `unknot new` writes it.

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from generator.checks import (
    bibliography,
    completeness,
    counts,
    dates,
    draws,
    duplicates,
    emergency_lines,
    evidence,
    html,
    links,
    own_blocks,
    page_length,
    picture_files,
    plain_language,
    regions,
    required,
    safety,
    sheets,
    typed_actions,
    unrecorded,
    web_addresses,
)
from generator.checks.items import rules, warning_signs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from generator.content.library import Library
    from generator.content.requirements import Requirement
    from generator.schema.kinds import Kind

    Asks = Callable[[Library, Kind], Iterator[Requirement]]

EVERY: Sequence[Asks] = (
    required.asks,
    completeness.asks,
    evidence.asks,
    links.asks,
    duplicates.asks,
    bibliography.asks,
    safety.asks,
    emergency_lines.asks,
    typed_actions.asks,
    warning_signs.asks,
    plain_language.asks,
    page_length.asks,
    regions.asks,
    counts.asks,
    html.asks,
    web_addresses.asks,
    picture_files.asks,
    sheets.asks,
    own_blocks.asks,
    rules.asks,
    draws.asks,
    dates.asks,
    unrecorded.asks,
)
"""What each check asks, from all content and a kind."""


def asked(library: Library, kind: Kind) -> list[Requirement]:
    """Everything that the checks ask of a file of a kind, with the limits and rules of a site."""
    return list(chain.from_iterable(asks(library, kind) for asks in EVERY))
