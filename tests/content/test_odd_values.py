# SPDX-License-Identifier: MIT
"""What the checks accept can be rendered: every field of every kind with odd values, one at a time."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.build import check, promise_files
from generator.content.library import Library
from generator.content.load import load
from generator.content.localise import localise
from generator.problems import errors
from generator.schema.common import Model
from generator.settings.settings import Settings
from generator.site import Site
from tests.content.test_properties import BASE, TODAY, Path_, at, many, plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.content.load import Kept

SETTINGS = Settings(site_name="Test", site_url="https://unknot.example/", version="0")
NOT_READ = (".pdf", ".png")
"""Files that take long to make and that other tests look at."""

ODD: tuple[Any, ...] = (
    "",
    "\u200b",
    "²",
    "-1.5",
    "9" * 30,
    "İß{doctor}",
    "<b>&amp;\"'`|$\\\\",
    "one\n\n# two\n- three\tfour",
    "\u202ea\u0301👍",
    "W" * 300,
    None,
    [],
    ["same", "same"],
    [[]],
    [{}],
    {},
    {"date-parts": [[]]},
    {"date-parts": [[-1, 13, 99]]},
)
"""Values that are rare, or of another type than most fields have."""


def fields_of(kind: str, id_: str, model: Model) -> list[Path_]:
    """The path of every field of a file, also of those that are left out; of a list, one item for all."""
    file = file_of(kind, id_)
    unique: dict[Path_, Path_] = {}
    for path in _fields(model, plain(file), ()):
        unique.setdefault(tuple("*" if isinstance(step, int) else step for step in path), path)
    return list(unique.values())


def _fields(value: Any, data: Any, path: Path_) -> Iterator[Path_]:
    if isinstance(value, Model):
        for name, info in type(value).model_fields.items():
            key = info.alias or name
            if not (path == () and name in {"id", "path", "body"}):
                yield (*path, key)
                if isinstance(data, dict) and key in data:
                    yield from _fields(getattr(value, name), data[key], (*path, key))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield (*path, index)
            yield from _fields(item, data[index], (*path, index))
    elif isinstance(value, dict):
        yield from ((*path, key) for key in value)


def file_of(kind: str, id_: str) -> str:
    return f"{kind}/{id_}.yml" if kind != id_ else f"{kind}.yml"


def all_fields() -> list[tuple[str, Path_]]:
    """File and path of every field of every kind, in the first file of the kind."""
    content, problems = load(BASE)
    assert problems == []
    first = {kind: next(iter(models.items())) for kind, models in content.items.items() if models}
    return [
        (file_of(kind, id_), path)
        for kind, (id_, model) in first.items()
        if kind != "pages"
        for path in fields_of(kind, id_, model)
    ]


FIELDS = all_fields()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(BASE, tmp_path_factory.mktemp("odd") / "content")


@pytest.fixture(scope="module")
def kept() -> Kept:
    """What was read before; only the changed file is read again."""
    return {}


def render_if_accepted(folder: Path, kept: Kept, file: str, path: Path_, value: object) -> bool:
    """Render everything with one value changed, if the checks find no error; whether they did not."""
    data = plain(file)
    at(data, path[:-1])[path[-1]] = value
    text = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=80)
    (folder / file).write_text(text, encoding="utf-8")
    try:
        library, problems = check(folder, TODAY, kept)
    finally:
        shutil.copyfile(BASE / file, folder / file)
    if errors(problems):
        return False
    site = Site(Library(localise(library.content, "uk")), SETTINGS)
    for published in promise_files(site):
        if not published.path.endswith(NOT_READ):
            assert published.data, published.path
    return True


@settings(many, max_examples=30)
@given(field=st.sampled_from(FIELDS), value=st.sampled_from(ODD))
def test_some_odd_values(field: tuple[str, Path_], value: object, folder: Path, kept: Kept) -> None:
    render_if_accepted(folder, kept, *field, value)


@pytest.mark.slow
@pytest.mark.parametrize("file", sorted({file for file, _ in FIELDS}))
def test_every_field_with_every_odd_value(file: str, folder: Path, kept: Kept) -> None:
    paths = [path for one, path in FIELDS if one == file]
    accepted = [
        (path, value)
        for path in paths
        for value in ODD
        if render_if_accepted(folder, kept, file, path, value)
    ]
    assert accepted, "a test that renders nothing shows nothing"


@pytest.mark.parametrize(
    ("file", "path", "value"),
    [
        ("glossary.yml", ("terms", 0, "term"), ""),
        ("techniques/slow-glide.yml", ("pressure", "feels"), ""),
        ("regions/uk.yml", ("actions", "emergency_action"), "\u200b"),
        ("sources.yml", ("references", 0, "issued"), {"date-parts": [[]]}),
        ("sources.yml", ("references", 0, "author"), [{}]),
    ],
)
def test_what_could_not_be_rendered_is_refused(
    folder: Path, kept: Kept, file: str, path: Path_, value: object
) -> None:
    assert not render_if_accepted(folder, kept, file, path, value)
