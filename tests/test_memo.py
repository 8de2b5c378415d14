# SPDX-License-Identifier: MIT
"""Cached results are used as long as their inputs are the same objects, and no longer."""

from __future__ import annotations

import gc
import os
import weakref
from typing import TYPE_CHECKING, Any

import jinja2
import pytest

from generator.memo import latest_per_object
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
