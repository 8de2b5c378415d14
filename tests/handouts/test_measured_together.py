# SPDX-License-Identifier: MIT
"""Sheets are measured together where they are alike, each is kept, and company changes no size."""

from __future__ import annotations

import json
from itertools import chain
from typing import TYPE_CHECKING, Any

import pytest

from generator.handouts import TEMPLATES
from generator.handouts.printing import measure, typeset
from generator.handouts.printing.forms import FORMS
from generator.handouts.printing.measure import measures
from generator.handouts.printing.typeset import Print
from generator.handouts.sheet.documents import document
from generator.output import typesetting
from tests.handouts.handouts_example import all_kinds

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.builds
A4, _, LARGE_A4, _ = FORMS


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNKNOT_CACHE", str(tmp_path / "store"))
    monkeypatch.setattr(measure, "_heights", {})


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The titles of the sheets that Typst measures, those of each query in a list."""
    queries: list[list[str]] = []

    def recorded(files: dict[str, bytes], *args: Any, **options: Any) -> bytes:
        sheets = json.loads(files["data.json"])["sheets"]
        queries.append([sheet["title"] for sheet in sheets])
        return typesetting.typeset(files, *args, **options)

    monkeypatch.setattr(measure, "typeset", recorded)
    return queries


def documents() -> list[dict[str, Any]]:
    site = all_kinds()
    return [document(site, leaflet).data for leaflet in site.library.leaflets.values()]


def test_sheets_in_the_same_type_share_queries_and_have_the_sizes_that_they_have_alone(
    measured: list[list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs = [Print(one, form, form.steps[-1]) for one in documents()[:4] for form in (A4, LARGE_A4)]
    together = measures(jobs)
    assert sorted(map(len, measured)) == [4, 4]
    monkeypatch.setenv("UNKNOT_CACHE", str(tmp_path / "another"))
    monkeypatch.setattr(measure, "_heights", {})
    assert [measures([job])[0] for job in jobs] == together
    assert len(measured) == 2 + len(jobs)


def test_only_the_sheet_of_a_booklet_that_changed_is_measured_again(measured: list[list[str]]) -> None:
    first, *others = documents()[:5]
    sheets = [*first["sheets"], *chain.from_iterable(one["sheets"] for one in others)]
    before = measures([Print({**first, "sheets": sheets}, A4, A4.steps[0])])[0]
    measured.clear()
    changed = [*sheets[:2], {**sheets[2], "title": "Another title, so long that it needs a second line"}]
    changed += sheets[3:]
    after = measures([Print({**first, "sheets": changed}, A4, A4.steps[0])])[0]
    assert measured == [[changed[2]["title"]]]
    assert [size == old for size, old in zip(after, before, strict=True)] == [True, True, False, True, True]


def test_a_section_that_several_sheets_have_is_measured_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[int]] = []

    def recorded(files: dict[str, bytes], *args: Any, **options: Any) -> bytes:
        asked.append([len(sheet["sections"]) for sheet in json.loads(files["data.json"])["sheets"]])
        return typesetting.typeset(files, *args, **options)

    monkeypatch.setattr(measure, "typeset", recorded)
    document = documents()[0]
    (sheet,) = document["sheets"]
    another = {**sheet, "title": "Another"}
    count = len(sheet["sections"])
    job = Print({**document, "sheets": [sheet, another]}, A4, A4.steps[0])
    one, other = measures([job])[0]
    assert asked == [[count, 0]]
    assert other["sections"] == one["sections"]
    monkeypatch.setenv("UNKNOT_CACHE", str(tmp_path / "another"))
    measures([job])
    measures([Print(job.document, A4, A4.steps[1])])
    assert asked[1:] == [[0, 0], [count, 0]]


def test_another_thread_may_forget_what_was_measured_at_any_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Forgetful(dict[bytes, Any]):
        def __contains__(self, name: object) -> bool:
            known = super().__contains__(name)
            self.clear()
            return known

        def get(self, name: bytes, default: Any = None) -> Any:
            known = super().get(name, default)
            self.clear()
            return known

    job = Print(documents()[0], A4, A4.steps[0])
    first = measures([job])
    monkeypatch.setattr(measure, "_heights", Forgetful(measure._heights))  # noqa: SLF001
    monkeypatch.setenv("UNKNOT_CACHE", str(tmp_path / "another"))
    assert measures([job]) == first


def test_only_the_main_file_reads_what_differs_between_sheets() -> None:
    """Typst works out the other templates once for all sheets in one type."""
    readers = [
        path.name for path in TEMPLATES.glob("*.typ") if 'json("data.json")' in path.read_text("utf-8")
    ]
    assert readers == ["main.typ"]
    shared, own = zip(
        *(typeset.data_of(Print(one, A4, A4.steps[0])) for one in documents()[:2]), strict=True
    )
    assert len({*shared}) == 1
    assert len({*own}) == 2
