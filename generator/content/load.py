# Loads `content/` into validated models, and collects every problem of every file.
#
# Parsing keeps no positions, which is faster. A file with a problem is parsed again to find the line.

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from pydantic import ValidationError

from generator.content import yaml_file
from generator.content.lost_text import lost_text
from generator.problems import FieldPath, Problem, did_you_mean, dotted
from generator.prose.markup import EXPECTED_TEXT
from generator.schema.common import Ordered
from generator.schema.kinds import KINDS, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.schema.common import Model

_KINDS = {kind.name: kind for kind in KINDS}
_FRONT_MATTER = re.compile(r"\A---\n(?P<yaml>.*?\n)---\n(?P<body>.*)\Z", re.DOTALL)
_FILE_NAME = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
_TEXT_SUFFIXES = (".yml", ".yaml", ".md")
_SET_BY_LOADER = ("id", "path", "body")


@dataclass(frozen=True)
class Content:
    """The valid models of a content folder."""

    root: Path
    """The content folder, as passed to `load`."""
    items: Mapping[str, Mapping[str, Model]] = field(default_factory=dict)
    """Kind name → id → model. In a kind with a single file, the id is the name of the kind."""
    broken: frozenset[tuple[str, str]] = frozenset()
    """Kind name and id of each file that is not valid or, though required, missing."""

    def file(self, kind: str, id_: str) -> str:
        """The path of an item's file, as in problems."""
        return (self.root / self.name(kind, id_)).as_posix()

    def name(self, kind: str, id_: str) -> str:
        """The path of an item's file below the content folder, such as `techniques/slow-glide.yml`."""
        spec = _KINDS[kind]
        return f"{spec.path}/{id_}{spec.suffix}" if spec.folder else spec.path

    def locate(self, kind: str, id_: str, path: FieldPath) -> tuple[str, int, int]:
        """Find the file, line and column of a field."""
        file = self.file(kind, id_)
        text = Path(file).read_text(encoding="utf-8")
        front = _FRONT_MATTER.match(text)
        position = yaml_file.locate(f"\n{front['yaml']}" if front else text, path)
        return file, position.line, position.column

    def lines_above_body(self, id_: str) -> int:
        """Count the lines above the Markdown in the file of a page."""
        front = _FRONT_MATTER.match(Path(self.file("pages", id_)).read_text(encoding="utf-8"))
        return front["yaml"].count("\n") + 2 if front else 0

    def problem(self, kind: str, id_: str, path: FieldPath, message: str, rule: str) -> Problem:
        """Make a problem with a field, at the field's position."""
        return Problem(*self.locate(kind, id_, path), dotted(path), message, rule)


Kept: TypeAlias = "dict[Path, tuple[bytes, Model | None, list[Problem]]]"
"""File → its bytes when it was last read, its model (None if invalid) and its problems."""


def load(root: Path, cache: Kept | None = None) -> tuple[Content, list[Problem]]:
    """Read and validate a content folder.

    Args:
        root: the folder.
        cache: results of earlier calls. A file whose bytes have not changed gives the same model again. New
            results are added.

    Returns:
        The valid models, and the problems of all other files.
    """
    if not root.is_dir():
        return Content(root), [
            Problem(root.as_posix(), 1, 1, "", "no such folder; the setting `content` names it", "schema")
        ]
    files, unread = _files(root)
    problems = [_unread_file(root, path) for path in unread]
    items: dict[str, dict[str, Model]] = {}
    broken: set[tuple[str, str]] = set()
    cache = {} if cache is None else cache
    for kind in KINDS:
        items[kind.name], broken_ids, kind_problems = _load_kind(root, kind, files[kind.name], cache)
        broken |= {(kind.name, id_) for id_ in broken_ids}
        problems += kind_problems
    return Content(root, items, frozenset(broken)), problems


def _load_kind(
    root: Path, kind: Kind, files: Mapping[str, Path], cache: Kept
) -> tuple[dict[str, Model], list[str], list[Problem]]:
    """Load a kind: its valid models, the ids of the files that are not valid, and their problems."""
    models: dict[str, Model] = {}
    broken: list[str] = []
    problems: list[Problem] = []
    for id_, path in files.items():
        model, file_problems = _load_cached(path, kind, id_, cache)
        problems += file_problems
        if model is None:
            broken.append(id_)
        else:
            models[id_] = model
    if kind.required and not kind.folder and not files:
        message = f"file is missing; `unknot new {kind.name}` writes a start"
        problems.append(Problem((root / kind.path).as_posix(), 1, 1, "", message, "schema"))
        broken.append(kind.name)
    return dict(sorted(models.items(), key=_sort_key)), broken, problems


def _load_cached(path: Path, kind: Kind, id_: str, cache: Kept) -> tuple[Model | None, list[Problem]]:
    try:
        data = path.read_bytes()
    except OSError as error:
        return None, [Problem(path.as_posix(), 1, 1, "", f"cannot be read: {error.strerror}", "yaml")]
    if path not in cache or cache[path][0] != data:
        cache[path] = (data, *_load_file(path, data, kind, id_))
    _, model, problems = cache[path]
    return model, problems


def _sort_key(item: tuple[str, Model]) -> tuple[int, str]:
    """The order and id of an item, which decide its place within the kind."""
    id_, model = item
    return (model.order if isinstance(model, Ordered) else 0, id_)


def _files(root: Path) -> tuple[dict[str, dict[str, Path]], list[Path]]:
    """Find the files of each kind (kind → id → path), and the text files that belong to no kind."""
    files: dict[str, dict[str, Path]] = {kind.name: {} for kind in KINDS}
    kinds = {
        (kind.path if kind.folder else "", kind.suffix if kind.folder else kind.path): kind
        for kind in KINDS
    }
    unread: list[Path] = []
    for folder, _, names in sorted(os.walk(root)):
        top, *below = Path(folder).relative_to(root).parts or ("",)
        for name in sorted(name for name in names if not name.startswith(".")):
            stem, dot, suffix = name.rpartition(".")
            kind = kinds.get((top, f".{suffix}" if top else name))
            if kind:
                files[kind.name]["/".join((*below, stem))] = Path(folder, name)
            elif f"{dot}{suffix}" in _TEXT_SUFFIXES:
                unread.append(Path(folder, name))
    return files, unread


def is_file_name(id_: str, *, nested: bool) -> bool:
    """Whether a content file may have this name, which becomes its address.

    Args:
        id_: the path below the folder of its kind, without the extension.
        nested: whether the path may contain folders.
    """
    return all(_FILE_NAME.match(part) for part in (id_.split("/") if nested else [id_]))


def _unread_file(root: Path, path: Path) -> Problem:
    names = [kind.path for kind in KINDS]
    hint = _hint(path.relative_to(root).parts[0], names)
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
    parsed, problems = yaml_file.parse(text, file)
    if problems:
        return None, problems
    return _validate(parsed, text, file, kind, injected)


def _validate(
    data: yaml_file.Data, text: str, file: str, kind: Kind, injected: dict[str, str]
) -> tuple[Model | None, list[Problem]]:
    if not isinstance(data, dict):
        return None, [Problem(file, 1, 1, "", "expected `field: value` lines", "schema")]
    reserved = [key for key in _SET_BY_LOADER if key in injected and key in data]
    if reserved:
        return None, [
            Problem(
                file,
                *_position(text, (key,), key=True),
                key,
                "remove it: it comes from the file's name",
                "schema",
            )
            for key in reserved
        ]
    lost = lost_text(data, text, file, kind.model)
    try:
        model = kind.model.model_validate({**data, **injected})
    except ValidationError as error:
        details = _without_consequences(error.errors())
        problems = [_schema_problem(detail, data, text, file, kind) for detail in details]
        return None, [*lost, *(one for one in problems if one.where not in {two.where for two in lost})]
    return (None if lost else model), lost


def _without_consequences(details: list[Any]) -> list[Any]:
    """Drop "too few items" for a list with an invalid item: pydantic just does not count that item."""
    locs = [detail["loc"] for detail in details]
    return [
        detail
        for detail in details
        if detail["type"] != "too_short"
        or not any(
            len(loc) > len(detail["loc"]) and loc[: len(detail["loc"])] == detail["loc"] for loc in locs
        )
    ]


def _position(text: str, path: FieldPath, *, key: bool = False) -> tuple[int, int]:
    position = yaml_file.locate_key(text, path) if key else yaml_file.locate(text, path)
    return position.line, position.column


def _schema_problem(detail: Any, data: yaml_file.Data, text: str, file: str, kind: Kind) -> Problem:
    tag = ("type",) if detail["type"] == "union_tag_invalid" else ()
    path = _existing((*detail["loc"], *tag), data, missing=detail["type"] == "missing")
    unknown = detail["type"] == "extra_forbidden"
    message = _message(detail, path, kind)
    return Problem(file, *_position(text, path, key=unknown), dotted(path), message, "schema")


def _existing(loc: FieldPath, data: yaml_file.Data, *, missing: bool) -> FieldPath:
    """Remove from pydantic's location the names of union members, which are not in the file."""
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
_MESSAGES = {
    "missing": "required field is missing",
    "value_error": "{error}",
    "string_type": EXPECTED_TEXT.replace("{", "{{"),
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
"""Messages for authors in place of those of pydantic, by error type."""


def _message(detail: Any, path: FieldPath, kind: Kind) -> str:
    if detail["input"] is None:
        return _EMPTY
    if detail["type"] == "extra_forbidden":
        return "unknown field" + _hint(str(path[-1]), _field_names(kind.model))
    if detail["type"] in _MESSAGES:
        return _MESSAGES[detail["type"]].format(**detail.get("ctx", {}), input=detail["input"])
    message: str = detail["msg"]
    return message[0].lower() + message[1:]


def _field_names(model: type[Model]) -> list[str]:
    """The names of all fields of a kind, including nested ones: candidates for a misspelt name."""
    schema = model.model_json_schema()
    parts = [schema, *schema.get("$defs", {}).values()]
    return sorted({name for part in parts for name in part.get("properties", {})})


def _hint(word: str, known: list[str]) -> str:
    return did_you_mean(word, known) or "; remove it, or correct its name"
