# SPDX-License-Identifier: MIT
"""Cached results are used as long as their inputs are the same objects, and no longer."""

from __future__ import annotations

import gc
import os
import weakref
from typing import TYPE_CHECKING, Any

import jinja2
import pytest

from generator.content.kept_facts import keep_facts, kept_fact
from generator.memo import FACTS, latest_per_object, read, recorded
from generator.output.disk_cache import DiskCache
from generator.output.garbage import paused_collection
from generator.output.template_cache import TemplateCache

if TYPE_CHECKING:
    from pathlib import Path


class Model:
    """An object to which a weak reference is possible."""


def test_a_result_is_computed_again_for_another_object_name_or_input() -> None:
    results: list[int] = []

    def compute() -> int:
        results.append(len(results))
        return results[-1]

    one, two, given, equal = Model(), Model(), ["a"], ["a"]
    assert latest_per_object(one, "x", given, compute) == 0
    assert latest_per_object(one, "x", given, compute) == 0
    assert latest_per_object(one, "y", given, compute) == 1
    assert latest_per_object(two, "x", given, compute) == 2
    assert latest_per_object(one, "x", equal, compute) == 3
    assert latest_per_object(one, "x", given, compute) == 4
    assert results == [0, 1, 2, 3, 4]


def test_a_result_is_freed_with_its_object() -> None:
    model, result = Model(), Model()
    reference = weakref.ref(result)
    latest_per_object(model, "x", None, lambda value=result: value)  # type: ignore[misc]
    del result
    assert reference() is not None
    del model
    gc.collect()
    assert reference() is None


class Keeper:
    """Keeps facts as a store does, and says what is still right."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, ...], tuple[Any, set[Any]]] = {}
        self.changed: set[Any] = set()

    def find(self, *name: str) -> Any:
        made, reads = self.kept.get(name, (None, set()))
        return made if self.changed.isdisjoint(reads) else None

    def keep(self, made: Any, reads: Any, *name: str) -> None:
        self.kept[name] = (made, set(reads))


def test_a_kept_fact_is_worked_out_again_only_if_what_it_read_has_changed() -> None:
    computed: list[str] = []

    @kept_fact
    def pair(_: Model, name: str) -> list[Any]:
        computed.append(name)
        read(("field", "kind", name, "title"))
        return [(name, len(computed))]

    keeper = Keeper()

    def in_a_run(name: str) -> list[Any]:
        source = Model()
        keep_facts(keeper, source)
        with recorded() as reads:
            assert pair(source, name) is pair(source, name)
        (only,) = reads
        assert only[0] == "fact"
        assert only[2:] == (name,)
        assert FACTS[str(only[1])](source, name) is pair(source, name)
        return pair(source, name)

    assert in_a_run("a") == [["a", 1]]  # the same as from a file, also when it is new
    assert in_a_run("b") == [["b", 2]]
    assert in_a_run("a") == [["a", 1]]
    keeper.changed = {("field", "kind", "a", "title")}
    assert in_a_run("b") == [["b", 2]]
    assert in_a_run("a") == [["a", 3]]
    assert pair(Model(), "b") == [["b", 4]]  # nobody keeps it


def test_the_garbage_collector_is_enabled_again_after_an_error() -> None:
    assert gc.isenabled()
    with pytest.raises(ZeroDivisionError), paused_collection():
        assert 1 / gc.isenabled() == 0  # it is disabled here, so this divides by zero
    assert gc.isenabled()


def test_a_template_is_compiled_once_until_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = tmp_path / "a.html"
    template.write_text("one {{ x }}")
    compiled: list[str] = []
    compile_ = jinja2.Environment.compile

    def record(self: jinja2.Environment, source: str, *args: object, **kwargs: object) -> object:
        compiled.append(source)
        return compile_(self, source, *args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(jinja2.Environment, "compile", record)
    cache = TemplateCache(DiskCache(tmp_path / "cache"))

    def rendered() -> str:
        """Render in a new environment, as after an edit."""
        environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(tmp_path), bytecode_cache=cache, autoescape=True
        )
        return environment.get_template("a.html").render(x=1)

    assert [rendered(), rendered()] == ["one 1", "one 1"]
    assert compiled == ["one {{ x }}"]
    template.write_text("two {{ x }}")
    os.utime(template)
    assert rendered() == "two 1"
    assert compiled == ["one {{ x }}", "two {{ x }}"]


@pytest.mark.parametrize(
    "changed", [{"trim_blocks": True}, {"optimized": False}, {"extensions": ["jinja2.ext.do"]}]
)
def test_a_template_is_compiled_again_with_other_options(tmp_path: Path, changed: dict[str, Any]) -> None:
    cache = TemplateCache(DiskCache(tmp_path / "cache"))
    options: dict[str, Any]
    for options in ({}, changed):
        environment = jinja2.Environment(  # noqa: S701 - nothing is published
            loader=jinja2.DictLoader({"a.html": "one"}), bytecode_cache=cache, **options
        )
        environment.get_template("a.html")
    assert len(list((tmp_path / "cache").iterdir())) == 2


def test_compiled_code_that_was_changed_on_disk_is_not_run(tmp_path: Path) -> None:
    cache = TemplateCache(DiskCache(tmp_path / "cache"))

    def render() -> str:
        loader = jinja2.DictLoader({"a.html": "right"})
        return (
            jinja2.Environment(loader=loader, bytecode_cache=cache, autoescape=True)
            .get_template("a.html")
            .render()
        )

    assert render() == "right"
    (entry,) = (tmp_path / "cache").iterdir()
    entry.write_bytes(entry.read_bytes().replace(b"right", b"wrong"))
    assert render() == "right"
