# `content/` → validated models, with every problem of every file.
#
# The fast path keeps no positions: a file that fails is parsed once more to say where.

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from pydantic import ValidationError

from generator.content import yaml_file
from generator.problems import FieldPath, Problem, did_you_mean, dotted
from generator.schema.common import Ordered
from generator.schema.kinds import KINDS, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.schema.common import Model

_KINDS = {kind.name: kind for kind in KINDS}
_FRONT_MATTER = re.compile(r"\A---\n(?P<yaml>.*?\n)---\n(?P<body>.*)\Z", re.DOTALL)
_FILE_NAME = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
_TEXTS = (".yml", ".yaml", ".md")
_SET_BY_LOADER = ("id", "path", "body")


@dataclass(frozen=True)
class Content:
    """All models of a content folder."""

    root: Path
    """The folder, as it was given."""
    items: Mapping[str, Mapping[str, Model]] = field(default_factory=dict)
    """Kind name → id → model. A kind with a single file has its own name as id."""
    broken: frozenset[tuple[str, str]] = frozenset()
    """Kind name and id of each file that is there but not valid."""

    def file(self, kind: str, id_: str) -> str:
        """The file of one item, as problems name it."""
        return (self.root / self.name(kind, id_)).as_posix()

    def name(self, kind: str, id_: str) -> str:
        """The file of one item below the folder, such as `techniques/slow-glide.yml`."""
        known = _KINDS[kind]
        return f"{known.path}/{id_}{known.suffix}" if known.folder else known.path

    def locate(self, kind: str, id_: str, path: FieldPath) -> tuple[str, int, int]:
        """File, line and column of a field."""
        file = self.file(kind, id_)
        text = Path(file).read_text(encoding="utf-8")
        front = _FRONT_MATTER.match(text)
        at = yaml_file.locate(f"\n{front['yaml']}" if front else text, path)
        return file, at.line, at.column

    def lines_above_body(self, id_: str) -> int:
        """How many lines of a page's file stand above its Markdown."""
        front = _FRONT_MATTER.match(Path(self.file("pages", id_)).read_text(encoding="utf-8"))
        return front["yaml"].count("\n") + 2 if front else 0

    def problem(self, kind: str, id_: str, path: FieldPath, message: str, rule: str) -> Problem:
        """A problem with a field, located."""
        return Problem(*self.locate(kind, id_, path), dotted(path), message, rule)


Kept: TypeAlias = "dict[Path, tuple[bytes, Model | None, list[Problem]]]"
"""What each file held when it was last read, and what came of it."""


def load(root: Path, kept: Kept | None = None) -> tuple[Content, list[Problem]]:
    """Read and validate a content folder.

    Args:
        root: the folder.
        kept: what was read before; a file that holds the same bytes gives the same model again. It is
            brought up to date.

    Returns:
        What is valid, and what is wrong with the rest.
    """
    if not root.is_dir():
        return Content(root), [
            Problem(root.as_posix(), 1, 1, "", "no such folder; the setting `content` names it", "schema")
        ]
    files, strangers = _files(root)
    problems = [_stranger(root, path) for path in strangers]
    items: dict[str, dict[str, Model]] = {}
    broken: set[tuple[str, str]] = set()
    kept = {} if kept is None else kept
    for kind in KINDS:
        items[kind.name], ids, found = _load_kind(root, kind, files[kind.name], kept)
        broken |= {(kind.name, id_) for id_ in ids}
        problems += found
    return Content(root, items, frozenset(broken)), problems


def _load_kind(
    root: Path, kind: Kind, files: Mapping[str, Path], kept: Kept
) -> tuple[dict[str, Model], list[str], list[Problem]]:
    """The valid models of a kind, the ids of the others, and what is wrong with them."""
    models: dict[str, Model] = {}
    broken: list[str] = []
    problems: list[Problem] = []
    for id_, path in files.items():
        model, found = _load_kept(path, kind, id_, kept)
        problems += found
        if model is None:
            broken.append(id_)
        else:
            models[id_] = model
    if kind.required and not kind.folder and not files:
        message = f"file is missing; `unknot new {kind.name}` writes a start"
        problems.append(Problem((root / kind.path).as_posix(), 1, 1, "", message, "schema"))
        broken.append(kind.name)
    return dict(sorted(models.items(), key=_place)), broken, problems


def _load_kept(path: Path, kind: Kind, id_: str, kept: Kept) -> tuple[Model | None, list[Problem]]:
    try:
        data = path.read_bytes()
    except OSError as error:
        return None, [Problem(path.as_posix(), 1, 1, "", f"cannot be read: {error.strerror}", "yaml")]
    if path not in kept or kept[path][0] != data:
        kept[path] = (data, *_load_file(path, data, kind, id_))
    _, model, found = kept[path]
    return model, found


def _place(item: tuple[str, Model]) -> tuple[int, str]:
    """What a kind's files are sorted by."""
    id_, model = item
    return (model.order if isinstance(model, Ordered) else 0, id_)


def _files(root: Path) -> tuple[dict[str, dict[str, Path]], list[Path]]:
    """Kind → id → file, and files that no kind would read: a misspelt name or folder."""
    found: dict[str, dict[str, Path]] = {kind.name: {} for kind in KINDS}
    kinds = {
        (kind.path if kind.folder else "", kind.suffix if kind.folder else kind.path): kind
        for kind in KINDS
    }
    strangers: list[Path] = []
    for folder, _, names in sorted(os.walk(root)):
        first, *below = Path(folder).relative_to(root).parts or ("",)
        for name in sorted(name for name in names if not name.startswith(".")):
            stem, dot, suffix = name.rpartition(".")
            kind = kinds.get((first, f".{suffix}" if first else name))
            if kind:
                found[kind.name]["/".join((*below, stem))] = Path(folder, name)
            elif f"{dot}{suffix}" in _TEXTS:
                strangers.append(Path(folder, name))
    return found, strangers


def is_file_name(id_: str, *, nested: bool) -> bool:
    """Whether content may have that name, which becomes its address.

    Args:
        id_: the name without its ending, and the folders before it.
        nested: whether there may be folders.
    """
    return all(_FILE_NAME.match(part) for part in (id_.split("/") if nested else [id_]))


def _stranger(root: Path, path: Path) -> Problem:
    known = [kind.path for kind in KINDS]
    hint = _did_you_mean(path.relative_to(root).parts[0], known)
    return Problem(path.as_posix(), 1, 1, "", f"no kind of content reads this file{hint}", "schema")


def _load_file(path: Path, data: bytes, kind: Kind, id_: str) -> tuple[Model | None, list[Problem]]:
    file = path.as_posix()
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return None, [Problem(file, line, 1, "", "not UTF-8; save the file as UTF-8", "yaml")]
    injected: dict[str, str] = {"id": id_} if "id" in kind.model.model_fields and kind.folder else {}
    if kind.suffix == ".md":
        front = _FRONT_MATTER.match(text)
        if not front:
            message = "a page starts with front matter between two lines of `---`"
            return None, [Problem(file, 1, 1, "", message, "yaml")]
        injected = {"path": id_, "body": front["body"]}
        text = f"\n{front['yaml']}"
    if not is_file_name(id_, nested=True):
        message = "name the file in lower-case letters, digits and single hyphens: the name is its address"
        return None, [Problem(file, 1, 1, "", message, "schema")]
    plain, problems = yaml_file.parse(text, file)
    if problems:
        return None, problems
    return _validate(plain, text, file, kind, injected)


def _validate(
    data: yaml_file.Data, text: str, file: str, kind: Kind, injected: dict[str, str]
) -> tuple[Model | None, list[Problem]]:
    if not isinstance(data, dict):
        return None, [Problem(file, 1, 1, "", "expected `field: value` lines", "schema")]
    taken = [key for key in _SET_BY_LOADER if key in injected and key in data]
    if taken:
        return None, [
            Problem(
                file,
                *_position(text, (key,), key=True),
                key,
                "remove it: it comes from the file's name",
                "schema",
            )
            for key in taken
        ]
    try:
        return kind.model.model_validate({**data, **injected}), []
    except ValidationError as error:
        found = _without_echoes(error.errors())
        return None, [_schema_problem(one, data, text, file, kind) for one in found]


def _without_echoes(found: list[Any]) -> list[Any]:
    """Without "too few items" of a list that has an invalid item: it is not counted, that is all."""
    places = [one["loc"] for one in found]
    return [
        one
        for one in found
        if one["type"] != "too_short"
        or not any(
            len(place) > len(one["loc"]) and place[: len(one["loc"])] == one["loc"] for place in places
        )
    ]


def _position(text: str, path: FieldPath, *, key: bool = False) -> tuple[int, int]:
    at = yaml_file.locate_key(text, path) if key else yaml_file.locate(text, path)
    return at.line, at.column


def _schema_problem(found: Any, data: yaml_file.Data, text: str, file: str, kind: Kind) -> Problem:
    within = ("type",) if found["type"] == "union_tag_invalid" else ()
    path = _existing((*found["loc"], *within), data, missing=found["type"] == "missing")
    unknown = found["type"] == "extra_forbidden"
    message = _message(found, path, kind)
    return Problem(file, *_position(text, path, key=unknown), dotted(path), message, "schema")


def _existing(loc: FieldPath, data: yaml_file.Data, *, missing: bool) -> FieldPath:
    """Location as pydantic gives it, without names of union members, which no file has."""
    path: list[str | int] = []
    for index, step in enumerate(loc):
        below = _below(data, step)
        last = index == len(loc) - 1
        if below is _NOTHING and not (missing and last):
            continue
        path.append(step)
        data = None if below is _NOTHING else below
    return tuple(path)


_NOTHING: Any = object()


def _below(data: yaml_file.Data, step: str | int) -> Any:
    if isinstance(data, dict) and step in data:
        return data[str(step)]
    if isinstance(data, list) and isinstance(step, int) and step < len(data):
        return data[step]
    return _NOTHING


_EMPTY = "the value is empty; write it, or remove the field if it may be left out"
_LINES = "expected `field: value` lines"
_SAID = {
    "missing": "required field is missing",
    "value_error": "{error}",
    "enum": "expected {expected}, not {input!r}",
    "literal_error": "expected {expected}, not {input!r}",
    "union_tag_invalid": "`type` must be one of {expected_tags}",
    "string_pattern_mismatch": "{input!r} does not have the form {pattern}",
    "too_short": "the list needs at least {min_length} items, and has {actual_length}",
    "tuple_type": "expected a list: lines that start with `- `",
    "model_type": _LINES,
    "model_attributes_type": _LINES,
    "dict_type": _LINES,
    "date_from_datetime_parsing": "expected a date such as 2026-11-23, not {input!r}",
    "int_parsing": "expected a whole number",
    "float_parsing": "expected a number",
    "bool_parsing": "expected true or false",
}
"""Error types of pydantic that say more to an author in these words."""


def _message(found: Any, path: FieldPath, kind: Kind) -> str:
    if found["input"] is None:
        return _EMPTY
    if found["type"] == "extra_forbidden":
        return "unknown field" + _did_you_mean(str(path[-1]), _field_names(kind.model))
    if found["type"] in _SAID:
        return _SAID[found["type"]].format(**found.get("ctx", {}), input=found["input"])
    said: str = found["msg"]
    return said[0].lower() + said[1:]


def _field_names(model: type[Model]) -> list[str]:
    """The names of all fields in a kind, nested ones included: candidates for a misspelt one."""
    schema = model.model_json_schema()
    parts = [schema, *schema.get("$defs", {}).values()]
    return sorted({name for part in parts for name in part.get("properties", {})})


def _did_you_mean(word: str, known: list[str]) -> str:
    return did_you_mean(word, known) or "; remove it, or correct its name"
