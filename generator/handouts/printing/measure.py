# Measures sheets with Typst, without printing them: the heights of sections at all widths they may get.

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from generator.handouts.printing.typeset import as_json, data_of, inputs, shared_data, with_templates
from generator.output.kept_bytes import digest_key
from generator.output.open_store import open_store
from generator.output.typesetting import typeset

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.handouts.printing.typeset import Print

_TOGETHER = 6
"""How many sheets are measured together, since a booklet as a whole would take much memory."""
_NEAR = 4
"""A section may be placed beside a picture that is fewer places away."""
_MOST = 5000
"""How many heights are in memory at most."""

_heights: dict[bytes, Any] = {}
"""Sections that were measured in this process → their heights. Many are in more than one sheet."""


def measures(jobs: Sequence[Print]) -> list[list[Any]]:
    """Measure documents without printing them; none of them may have plans.

    Sheets in the same type are measured together, which takes little more than half the time. Each is kept
    by itself: where one of a booklet changes, the others are known.

    Returns:
        For each document, for each of its sheets a dict of heights in points: `page`, `apart`, `head`,
        `end`, and `sections`, a list of dicts with the keys `full`, `half`, `main` and `side`; see
        `plan.PaperMetrics` and `plan.Size`.

    Raises:
        CannotTypeset: Typst cannot work on this machine.
    """
    store = open_store().here
    sheets = [_with_sheets(job, [sheet]) for job in jobs for sheet in job.document["sheets"]]
    keys = [*map(_key, sheets)]
    by_key = dict(zip(keys, sheets, strict=True))
    sizes = {key: store.result(key) for key in by_key}
    for some in _measured_together({key: by_key[key] for key, known in sizes.items() if known is None}):
        for key, size in zip(some, _measured([by_key[key] for key in some]), strict=True):
            store.put_result(key, size)
            sizes[key] = size
    in_order = iter(keys)
    return [[sizes[next(in_order)] for _ in job.document["sheets"]] for job in jobs]


def _with_sheets(job: Print, sheets: list[Any]) -> Print:
    return replace(job, document={**job.document, "sheets": sheets})


def _key(job: Print) -> str:
    return digest_key("sizes", (b"sizes", *inputs(), *data_of(job)))


def _measured_together(sheets: dict[str, Print]) -> Iterator[list[str]]:
    """The keys of sheets, in groups that differ in nothing but their sheets."""
    alike: dict[bytes, list[str]] = defaultdict(list)
    for key, sheet in sheets.items():
        alike[shared_data(sheet)].append(key)
    for keys in alike.values():
        yield from (keys[start : start + _TOGETHER] for start in range(0, len(keys), _TOGETHER))


def _measured(jobs: Sequence[Print]) -> list[Any]:
    """Measure jobs of one sheet each, which differ in nothing else. Each section is measured once."""
    sheets = [job.document["sheets"][0] for job in jobs]
    alike = digest_key("section", (*inputs(), shared_data(jobs[0]))).encode()
    named = [[(_name(alike, one), one) for one in _with_pictures(sheet["sections"])] for sheet in sheets]
    names = {name for sections in named for name, _ in sections}
    # Asked for once each, since another thread may forget them meanwhile.
    known = {name: heights for name in names if (heights := _heights.get(name))}
    handled, asked = {*known}, []
    for sections in named:
        asked.append({name: one for name, one in sections if name not in handled})
        handled.update(asked[-1])
    new = [{**sheet, "sections": [*own.values()]} for sheet, own in zip(sheets, asked, strict=True)]
    answers = _answers(_with_sheets(jobs[0], new))
    for own, answer in zip(asked, answers, strict=True):
        known.update(zip(own, answer["sections"], strict=True))
    if len(_heights) > _MOST:
        _heights.clear()
    _heights.update(known)
    return [
        {**answer, "sections": [known[name] for name, _ in sections]}
        for answer, sections in zip(answers, named, strict=True)
    ]


def _with_pictures(sections: list[Any]) -> list[Any]:
    """The sections, each with whether it may be placed beside a picture."""
    picture = next((place for place, one in enumerate(sections) if one["shape"] == "picture"), None)
    return [
        {**one, "near-picture": picture is not None and abs(place - picture) < _NEAR}
        for place, one in enumerate(sections)
    ]


def _name(alike: bytes, section: dict[str, Any]) -> bytes:
    """A digest of everything that the heights of a section depend on; much is alike for many of them."""
    return hashlib.sha256(alike + as_json(section)).digest()


def _answers(job: Print) -> list[Any]:
    files = with_templates(*data_of(job))
    answer = typeset(files, "query", job.fonts, selector="<sizes>", field="value", one=True)
    sizes: list[Any] = json.loads(answer)
    return sizes
