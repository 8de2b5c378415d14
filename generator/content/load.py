# Loads `content/` into validated models, and collects every problem of every file.
#
# Parsing keeps no positions, which is faster. A file with a problem is parsed again to find the line.

from __future__ import annotations

from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

from pydantic import ValidationError

from generator.content import yaml_file
from generator.content.files import content_files, decode, is_file_name, read, settled_state
from generator.content.front_matter import FRONT_MATTER
from generator.content.lost_text import lost_text
from generator.content.quotations import FilledIn, fill_in
from generator.content.schema_problems import schema_problems
from generator.output.parallel import processes, spread
from generator.problems import FieldPath, Problem, dotted
from generator.prose.characters import unusable
from generator.schema.common import Ordered
from generator.schema.kinds import KINDS, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.content.clean import Clean
    from generator.content.part import Carried
    from generator.schema.common import Model

_KINDS = {kind.name: kind for kind in KINDS}
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
    signers: Mapping[Carried, str] | None = None
    """What is as a reviewer signed it → the reviewer; None while signatures have not been looked at."""
    translation_signers: Mapping[Carried, str] | None = None
    """What is as a reviewer signed it in translation → the reviewer; None if it is not translated."""
    clean: Clean | None = None
    """Files in which an earlier run of a check has found nothing; None if that is not known."""

    def file(self, kind: str, id_: str) -> str:
        """The path of an item's file, as in problems."""
        return (self.root / self.name(kind, id_)).as_posix()

    def name(self, kind: str, id_: str) -> str:
        """The path of an item's file below the content folder, such as `techniques/an-example.yml`."""
        spec = _KINDS[kind]
        return f"{spec.path}/{id_}{spec.suffix}" if spec.folder else spec.path

    def locate(self, kind: str, id_: str, path: FieldPath, inside: str = "") -> tuple[str, int, int]:
        """Find the file, line and column of a field, or of the words `inside` it if they are there."""
        file = self.file(kind, id_)
        text = _text_of(file)
        front = FRONT_MATTER.match(text) if kind == "pages" else None
        position = yaml_file.locate(f"\n{front['yaml']}" if front else text, path, inside)
        return file, position.line, position.column

    def lines_above_body(self, id_: str) -> int:
        """Count the lines above the Markdown in the file of a page."""
        front = FRONT_MATTER.match(_text_of(self.file("pages", id_)))
        return front["yaml"].count("\n") + 2 if front else 0

    def problem(  # noqa: PLR0913 - a problem has these parts
        self, kind: str, id_: str, path: FieldPath, message: str, rule: str, *, inside: str = ""
    ) -> Problem:
        """Make a problem with a field, at the field's position, or at that of the words `inside` it."""
        return Problem(*self.locate(kind, id_, path, inside), dotted(path), message, rule)


def _text_of(file: str) -> str:
    """The text of a file that was valid when it was loaded; empty if it has gone since then."""
    try:
        return decode(read(Path(file)))
    except (OSError, UnicodeDecodeError):
        return ""


class KeptFile(NamedTuple):
    """A file when it was last read."""

    state: bytes | None
    """See `files.settled_state`."""
    data: bytes
    """Its bytes."""
    model: Model | None
    """Its model; None if it is invalid."""
    problems: list[Problem]
    """The problems with it."""


Kept: TypeAlias = "dict[Path, KeptFile]"
"""The files that this process has read before."""


class ModelCache(FilledIn, Protocol):
    """Valid models by the bytes of their files, from one run to the next."""

    @property
    def is_empty(self) -> bool:
        """Whether no earlier run has kept anything."""
        ...

    def get(self, path: Path, data: bytes, parse: Callable[[bytes], Model | None]) -> Model | None:
        """The model of a file that had the same bytes; None if it is not known.

        Args:
            path: the file.
            data: its bytes.
            parse: returns the model for the bytes; it may be called later.
        """
        ...

    def put(self, path: Path, data: bytes, model: Model, parse: Callable[[bytes], Model | None]) -> Model:
        """Remember the model of a file, and return it as `get` will."""
        ...

    def save(self) -> None:
        """Keep what helps the next run to find models sooner."""
        ...


def load(
    root: Path, cache: Kept | None = None, models: ModelCache | None = None
) -> tuple[Content, list[Problem]]:
    """Read and validate a content folder, and fill in what its files quote from each other.

    Args:
        root: the folder.
        cache: results of earlier calls. A file whose bytes have not changed gives the same model again. New
            results are added.
        models: valid models from earlier runs.

    Returns:
        The valid models, and the problems of all other files.
    """
    if not root.is_dir():
        return Content(root), [
            Problem(root.as_posix(), 1, 1, "", "no such folder; the setting `content` names it", "schema")
        ]
    files = content_files(root)
    problems = files.problems
    cache = {} if cache is None else cache
    if models and models.is_empty and not cache:
        _parse_in_children(files.by_kind, models)
    # Single files first: to parse the largest takes much memory, which those that stay then use.
    loaded = {
        kind.name: _load_kind(root, kind, files.by_kind[kind.name], cache, models)
        for kind in sorted(KINDS, key=attrgetter("folder"))
    }
    items: dict[str, dict[str, Model]] = {}
    broken: set[tuple[str, str]] = set()
    for kind in KINDS:
        items[kind.name], broken_ids, kind_problems = loaded[kind.name]
        broken |= {(kind.name, id_) for id_ in broken_ids}
        problems += kind_problems
    return Content(root, fill_in(items, models), frozenset(broken)), problems


def _parse_in_children(files: Mapping[str, Mapping[str, Path]], models: ModelCache) -> None:
    """Have all files parsed on all cores, so that `models` knows those that are valid."""
    of_folders = [kind for kind in KINDS if kind.folder]
    every = [(path, kind, id_) for kind in of_folders for id_, path in files[kind.name].items()]

    def parse(file: tuple[Path, Kind, str]) -> None:
        _load_cached(*file, {}, models)

    if processes(len(every)) > 1:
        spread(parse, every)


def _load_kind(
    root: Path, kind: Kind, files: Mapping[str, Path], cache: Kept, known: ModelCache | None
) -> tuple[dict[str, Model], list[str], list[Problem]]:
    """Load a kind: its valid models, the ids of the files that are not valid, and their problems."""
    models: dict[str, Model] = {}
    broken: list[str] = []
    problems: list[Problem] = []
    for id_, path in files.items():
        model, file_problems = _load_cached(path, kind, id_, cache, known)
        problems += file_problems
        if model is None:
            broken.append(id_)
        else:
            models[id_] = model
    if not kind.folder and not files and (message := _no_file(root, kind)):
        problems.append(Problem((root / kind.path).as_posix(), 1, 1, "", message, "schema"))
        broken.append(kind.name)
    return dict(sorted(models.items(), key=_sort_key)), broken, problems


def _no_file(root: Path, kind: Kind) -> str:
    """What is wrong if there is no file of a kind with a single file; empty if it may be left out."""
    if (root / kind.path).is_dir():
        return "it is a folder, and must be a file; move the folder elsewhere"
    return f"file is missing; `unknot new {kind.name}` writes a start" if kind.required else ""


def _load_cached(
    path: Path, kind: Kind, id_: str, cache: Kept, known: ModelCache | None
) -> tuple[Model | None, list[Problem]]:
    kept = cache.get(path)
    try:
        status = path.stat()
        state = settled_state(status)
        if kept and state and state == kept.state:
            return kept.model, kept.problems
        data = read(path, status)
    except OSError as error:
        return None, [Problem(path.as_posix(), 1, 1, "", f"cannot be read: {error.strerror}", "yaml")]
    if kept and kept.data == data:
        cache[path] = kept._replace(state=state)
    else:
        cache[path] = KeptFile(state, data, *_load_known(path, data, kind, id_, known))
    return cache[path].model, cache[path].problems


def _load_known(
    path: Path, data: bytes, kind: Kind, id_: str, known: ModelCache | None
) -> tuple[Model | None, list[Problem]]:
    """The model and the problems of a file; if an earlier run knew its model, the file is not parsed."""

    def parse(data: bytes) -> Model | None:
        return _load_file(path, data, kind, id_)[0]

    if known and (model := known.get(path, data, parse)):
        return model, []
    model, problems = _load_file(path, data, kind, id_)
    return known.put(path, data, model, parse) if known and model else model, problems


def _sort_key(item: tuple[str, Model]) -> tuple[int, str]:
    """The order and id of an item, which decide its place within the kind."""
    id_, model = item
    return (model.order if isinstance(model, Ordered) else 0, id_)


def _load_file(path: Path, data: bytes, kind: Kind, id_: str) -> tuple[Model | None, list[Problem]]:
    file = path.as_posix()
    try:
        text = decode(data)
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return None, [Problem(file, line, 1, "", "not UTF-8; save the file as UTF-8", "yaml")]
    if character := unusable(text):
        return None, [yaml_file.unusable_character(text, character, file)]
    injected: dict[str, str] = {"id": id_} if "id" in kind.model.model_fields and kind.folder else {}
    if kind.suffix == ".md":
        front = FRONT_MATTER.match(text)
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
        return None, [_reserved_field(text, file, key) for key in reserved]
    lost = lost_text(data, text, file, kind.model)
    try:
        model = kind.model.model_validate({**data, **injected})
    except ValidationError as error:
        reported = {problem.where for problem in lost}
        problems = schema_problems(error, data, text, file, kind)
        return None, [*lost, *(problem for problem in problems if problem.where not in reported)]
    return (None if lost else model), lost


def _reserved_field(text: str, file: str, key: str) -> Problem:
    position = yaml_file.locate_key(text, (key,))
    message = "remove it: it comes from the file's name"
    return Problem(file, position.line, position.column, key, message, "schema")
