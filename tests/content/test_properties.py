# SPDX-License-Identifier: MIT
"""Any valid content renders; any invalid content gives problems in the right place, never a traceback."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.build import check
from generator.content import yaml_file
from generator.content.library import Library
from generator.content.localise import localise
from generator.problems import Severity
from generator.prose.characters import unusable
from generator.quizzes.quiz_pages import render_quizzes
from generator.settings.settings import Settings
from generator.site import Site
from generator.website.data import render_data
from generator.website.pages.render import render_pages
from tests.examples import half_of
from tests.tools import EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.problems import Problem

BASE = EXAMPLES / "neck-and-shoulder" / "content"
FILES = sorted(path.relative_to(BASE).as_posix() for path in BASE.rglob("*.yml"))
TODAY = dt.date(2026, 12, 1)
Path_ = tuple[str | int, ...]


def plain(name: str) -> Any:
    """Plain data of a file of the base content."""
    data, _ = yaml_file.parse((BASE / name).read_text(encoding="utf-8"), name)
    return data


def paths(value: Any, path: Path_ = ()) -> Iterator[Path_]:
    """Yield the path of every value below the root."""
    items = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for step, below in items:
        yield (*path, step)
        yield from paths(below, (*path, step))


def at(value: Any, path: Path_) -> Any:
    """The value at `path`."""
    for step in path:
        value = value[step]
    return value


@dataclass(frozen=True)
class Change:
    """One changed value in one file."""

    file: str
    path: Path_
    new: Any


REMOVED = object()


@st.composite
def changes(draw: st.DrawFn, new: st.SearchStrategy[Any]) -> Change:
    """A change of any value in any file."""
    file = draw(st.sampled_from(FILES))
    path = draw(st.sampled_from(list(paths(plain(file)))))
    return Change(file, path, draw(new))


def apply(change: Change, folder: Path) -> str:
    """Write the base content with one change into `folder`; returns the text of the changed file."""
    if not folder.exists():
        shutil.copytree(BASE, folder)
    data = plain(change.file)
    parent = at(data, change.path[:-1])
    if change.new is REMOVED:
        del parent[change.path[-1]]
    else:
        parent[change.path[-1]] = change.new
    text = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=80)
    (folder / change.file).write_text(text, encoding="utf-8")
    return text


def undo(change: Change, folder: Path) -> None:
    shutil.copyfile(BASE / change.file, folder / change.file)


def problems_of(change: Change, folder: Path) -> tuple[str, list[Problem]]:
    """The text of the changed file, and the problems that the checks find."""
    text = apply(change, folder)
    try:
        return text, check(folder, TODAY)[1]
    finally:
        undo(change, folder)


def span(text: str, path: Path_) -> range:
    """The lines of the value at `path` and its key, found without the code under test."""
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    first = 0
    for step in path:
        assert node is not None
        if isinstance(node, yaml.MappingNode):
            key, node = next((k, v) for k, v in node.value if k.value == step)
            first = key.start_mark.line
        else:
            assert isinstance(node, yaml.SequenceNode)
            assert isinstance(step, int)
            node = node.value[step]
            first = node.start_mark.line
    assert node is not None
    return range(first + 1, node.end_mark.line + 2)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("broken") / "content"


many = settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)


@many
@given(change=changes(st.just(REMOVED)))
def test_a_removed_field_gives_problems_and_no_traceback(change: Change, folder: Path) -> None:
    """Every problem names an existing line of its file."""
    changed, problems = problems_of(change, folder)
    for problem in problems:
        path = Path(problem.file)
        assert path.is_relative_to(folder)
        if path.is_file():
            text = changed if path == folder / change.file else path.read_text(encoding="utf-8")
            assert 1 <= problem.line <= len(text.splitlines()) + 1


@many
@given(change=changes(st.sampled_from([{"zz": "zz"}, [["zz"]]])))
def test_a_value_of_the_wrong_type_is_found_where_it_is(change: Change, folder: Path) -> None:
    """No field of content may be a mapping with unknown keys, or a list of lists."""
    text, problems = problems_of(change, folder)
    lines = span(text, change.path)
    in_file = [p for p in problems if p.file.endswith(change.file)]
    assert any(problem.line in lines for problem in in_file), (change, lines, list(map(str, in_file)))


IDS = [
    (file, path)
    for file in FILES
    if file != "body-map.yml"  # its ids define shapes; in the other files they are references
    for path in paths(plain(file))
    if ".".join("*" if isinstance(step, int) else step for step in path)
    in {
        "muscles.*.id",
        "symptoms.*.id",
        "cautions.*",
        "topic",
        "warning_signs.*",
        "self_care.*",
        "shapes.*",
    }
]


@many
@given(where=st.sampled_from(IDS), letter=st.sampled_from("abcdefgh"))
def test_an_unknown_id_is_named_on_its_line(where: tuple[str, Path_], letter: str, folder: Path) -> None:
    file, path = where
    mangled = f"{at(plain(file), path)}{letter}q"
    text, problems = problems_of(Change(file, path, mangled), folder)
    lines = span(text, path)
    assert any(mangled in p.message and p.file.endswith(file) and p.line in lines for p in problems)


PROSE = [
    (file, path)
    for file in FILES
    for path in paths(plain(file))
    if path[-1] in {"one_line", "definition", "feedback", "intro", "caption", "summary", "strip"}
    or (path[-1] == "text" and isinstance(at(plain(file), path), str))
]
TEXTS = st.text(
    alphabet=st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\ufeff"),
    min_size=1,
    max_size=60,
).filter(lambda text: bool(text.strip()) and not unusable(text))


@settings(many, max_examples=half_of(20))
@given(where=st.sampled_from(PROSE), text=TEXTS)
def test_any_valid_text_renders(where: tuple[str, Path_], text: str, folder: Path) -> None:
    """Pages, quizzes and data are written, whatever characters an author uses, even if sheets are not."""
    file, path = where
    escaped = re.sub(r"([\\*\[\]{}@])", r"\\\1", text)
    sourced = f"{escaped} [@{source}]" if (source := cited(file, path)) else escaped
    change = Change(file, path, sourced)
    apply(change, folder)
    try:
        library, problems = check(folder, TODAY)
    finally:
        undo(change, folder)
    others = ("unused", "plain-language", "handout", "markup")
    assert [str(p) for p in problems if p.severity is Severity.ERROR and p.rule not in others] == []
    site = Site(Library(localise(library.content, "uk")), Settings(site_name="Test", version="0"))
    for output in (*render_pages(site), *render_quizzes(site), *render_data(site)):
        assert output.data


def cited(file: str, path: Path_) -> str | None:
    """A source cited at `path`, so that the changed text can cite it too."""
    match = re.search(r"\[@([a-z0-9-]+)", at(plain(file), path))
    return match[1] if match else None
