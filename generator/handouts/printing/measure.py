# Measures sheets with Typst, without printing them: the heights of sections at all widths they may get.

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from generator.handouts.printing.typeset import as_json, files, inputs, shared_data
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
    sheets = [
        replace(job, document={**job.document, "sheets": [sheet]})
        for job in jobs
        for sheet in job.document["sheets"]
    ]
    keys = [*map(_key, sheets)]
    by_key = dict(zip(keys, sheets, strict=True))
    sizes = {key: store.result(key) for key in by_key}
    for some in _measured_together({key: by_key[key] for key, known in sizes.items() if known is None}):
        for key, size in zip(some, _measured([by_key[key] for key in some]), strict=True):
            store.put_result(key, size)
            sizes[key] = size
    in_order = iter(keys)
    return [[sizes[next(in_order)] for _ in job.document["sheets"]] for job in jobs]


def _key(job: Print) -> str:
    sheets = as_json({"sheets": job.document["sheets"], "plans": None})
    return digest_key("sizes", (b"sizes", *inputs(), shared_data(job), sheets))


def _measured_together(sheets: dict[str, Print]) -> Iterator[list[str]]:
    """The keys of sheets, in groups that differ in nothing but their sheets."""
    alike: dict[bytes, list[str]] = defaultdict(list)
    for key, sheet in sheets.items():
        alike[shared_data(sheet)].append(key)
    for keys in alike.values():
        yield from (keys[start : start + _TOGETHER] for start in range(0, len(keys), _TOGETHER))


def _measured(jobs: Sequence[Print]) -> list[Any]:
    """Measure jobs of one sheet each, which differ in nothing else. Each section is measured once."""
    shared = shared_data(jobs[0])
    sheets = [job.document["sheets"][0] for job in jobs]
    alike = digest_key("section", (*inputs(), shared)).encode()
    named = [[(_name(alike, one), one) for one in _with_pictures(sheet["sections"])] for sheet in sheets]
    known = {name: _heights[name] for sections in named for name, _ in sections if name in _heights}
    asked: list[dict[bytes, Any]] = []
    for sections in named:
        asked.append({name: one for name, one in sections if name not in known})
        known |= asked[-1]
    sheets = [{**sheet, "sections": [*new.values()]} for sheet, new in zip(sheets, asked, strict=True)]
    answers = _asked(jobs[0], shared, sheets)
    for new, answer in zip(asked, answers, strict=True):
        known |= zip(new, answer["sections"], strict=True)
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


def _asked(job: Print, shared: bytes, sheets: list[Any]) -> list[Any]:
    data = as_json({"sheets": sheets, "plans": None})
    answer = typeset(files(shared, data), "query", job.fonts, selector="<sizes>", field="value", one=True)
    sizes: list[Any] = json.loads(answer)
    return sizes
