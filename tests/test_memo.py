# SPDX-License-Identifier: MIT
"""What is remembered is right as long as what it was made from is the same, and no longer."""

from __future__ import annotations

import gc
import os
import weakref
from typing import TYPE_CHECKING

import jinja2
import pytest

from generator.memo import while_known
from generator.output.garbage import no_garbage
from generator.output.template_cache import CompiledTemplates

if TYPE_CHECKING:
    from pathlib import Path


class Model:
    """Something that can be referred to weakly."""


def test_it_is_made_anew_for_another_object_name_or_knowledge() -> None:
    made: list[int] = []

    def make() -> int:
        made.append(len(made))
        return made[-1]

    one, two, known, other = Model(), Model(), ["a"], ["a"]
    assert while_known(one, "x", known, make) == 0
    assert while_known(one, "x", known, make) == 0
    assert while_known(one, "y", known, make) == 1
    assert while_known(two, "x", known, make) == 2
    assert while_known(one, "x", other, make) == 3
    assert while_known(one, "x", known, make) == 4
    assert made == [0, 1, 2, 3, 4]


def test_nothing_is_kept_for_an_object_that_is_gone() -> None:
    model, made = Model(), Model()
    gone = weakref.ref(made)
    while_known(model, "x", None, lambda found=made: found)  # type: ignore[misc]
    del made
    assert gone() is not None
    del model
    gc.collect()
    assert gone() is None


def test_the_collector_goes_on_after_an_error() -> None:
    assert gc.isenabled()
    with pytest.raises(ZeroDivisionError), no_garbage():
        assert 1 / gc.isenabled() == 0  # it is not, so nothing can be divided by it
    assert gc.isenabled()


def test_a_template_is_compiled_once_until_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = tmp_path / "a.html"
    template.write_text("one {{ x }}")
    compiled: list[str] = []
    compile_ = jinja2.Environment.compile

    def listen(self: jinja2.Environment, source: str, *given: object, **named: object) -> object:
        compiled.append(source)
        return compile_(self, source, *given, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(jinja2.Environment, "compile", listen)
    kept = CompiledTemplates()

    def rendered() -> str:
        """By a new environment, as after an edit."""
        environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(tmp_path), bytecode_cache=kept, autoescape=True
        )
        return environment.get_template("a.html").render(x=1)

    assert [rendered(), rendered()] == ["one 1", "one 1"]
    assert compiled == ["one {{ x }}"]
    template.write_text("two {{ x }}")
    os.utime(template)
    assert rendered() == "two 1"
    assert compiled == ["one {{ x }}", "two {{ x }}"]
