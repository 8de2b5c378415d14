# Checks that content has what the site itself asks for in `required.yml`.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.each import EachFile
from generator.content.fields import cited_by, is_empty, linked_from
from generator.content.requirements import Requirement, listed
from generator.memo import once
from generator.problems import Problem, did_you_mean
from generator.schema.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.checks.each import Found
    from generator.content.library import Library
    from generator.problems import FieldPath
    from generator.schema.common import Model
    from generator.schema.kinds import Kind

_BY_NAME = {kind.name: kind for kind in KINDS}


def check(library: Library) -> Iterator[Found]:
    """Report kinds, fields, quizzes, leaflets, citations and links that are asked for and missing."""
    yield from _unknown_names(library)
    yield from _missing_kinds(library)
    required = library.required
    yield EachFile(_check, (required.fields, required.citations))
    yield from _missing_quizzes_and_leaflets(library)
    yield from _unlinked(library)


def asks(library: Library, kind: Kind) -> Iterator[Requirement]:
    """Say what `required.yml` asks of a kind."""
    required = library.required
    if fields := required.fields.get(kind.name):
        yield Requirement("completeness", f"`required.yml` asks for {listed(fields)}.")
    for kinds, noun, folder in (
        (required.quizzes, "quiz", "quizzes"),
        (required.leaflets, "leaflet", "leaflets"),
    ):
        if kind.name in kinds:
            message = f"A {noun} has this page as its `topic`: write a file of the same name in {folder}/."
            yield Requirement("completeness", message)
    if kind.name in required.citations and kind.name != "quizzes":
        yield Requirement("completeness", "At least one text cites a source, as [@id].")
    if kind.name in required.linked:
        _table, message = _LED_TO.get(kind.name, _LED_TO_BY_TEXT)
        yield Requirement("unlinked", f"Something leads to it: {message.partition('; ')[2]}.")


def _unknown_names(library: Library) -> Iterator[Problem]:
    """Report kinds and fields in `required.yml` that do not exist."""
    required = library.required
    lists = ("kinds", "quizzes", "leaflets", "citations", "linked")
    named: list[tuple[FieldPath, str]] = [
        ((name, at), kind) for name in lists for at, kind in enumerate(getattr(required, name))
    ]
    named += [(("fields", kind), kind) for kind in required.fields]
    for path, kind in named:
        if kind not in _BY_NAME:
            yield _about_required(library, path, f"there is no kind '{kind}'{did_you_mean(kind, _BY_NAME)}")
    for kind, names in required.fields.items():
        known = _BY_NAME[kind].model.model_fields if kind in _BY_NAME else {}
        for at, name in enumerate(names):
            if known and name not in known:
                message = f"{kind} have no field '{name}'{did_you_mean(name, known)}"
                yield _about_required(library, ("fields", kind, at), message)


def _missing_kinds(library: Library) -> Iterator[Problem]:
    for at, kind in enumerate(library.required.kinds):
        if kind in _BY_NAME and not library.content.items.get(kind):
            command = f"unknot new {kind}{' ID' if _BY_NAME[kind].folder else ''}"
            message = f"the site has no {kind}; `{command}` writes a start"
            yield _about_required(library, ("kinds", at), message)


def _check(library: Library, kind: str, id_: str, model: Model) -> Iterator[Problem]:
    """Fields and citations that are asked for and missing in one file."""
    required = library.required
    for name in required.fields.get(kind, ()):
        if name in type(model).model_fields and is_empty(model, name):
            message = "is missing; `required.yml` asks for it"
            yield Problem(*library.content.locate(kind, id_, ()), name, message, "completeness")
    # that explanations in quizzes cite, `evidence` checks
    if kind in required.citations and kind != "quizzes" and not cited_by(model):
        message = "it cites no source at all; add [@id] where it states facts"
        yield _about_file(library, kind, id_, message)


def _missing_quizzes_and_leaflets(library: Library) -> Iterator[Problem]:
    required = library.required
    for kinds, known, noun, folder in (
        (required.quizzes, library.quiz_of, "quiz", "quizzes"),
        (required.leaflets, library.leaflet_of, "leaflet", "leaflets"),
    ):
        for kind in kinds:
            for id_ in library.content.items.get(kind, {}):
                key = f"{kind}/{id_}"
                if key not in known:
                    message = f"no {noun} has `topic: {key}`; write {folder}/{id_}.yml"
                    yield _about_file(library, kind, id_, message)


_LED_TO = {
    "muscles": ("techniques_for_muscle", "no technique leads to it; name it in a technique's `muscles`"),
    "self-care": ("symptoms_for_self_care", "nothing leads to it; name it in a symptom's `self_care`"),
}
"""Kind → the table of the library that knows what leads to its pages, and what to say if nothing does."""
_LED_TO_BY_TEXT = ("", "nothing leads to it; link to it in a text")


def _unlinked(library: Library) -> Iterator[Problem]:
    linked = once(lambda: _linked(library))
    for kind in library.required.linked:
        table, message = _LED_TO.get(kind, _LED_TO_BY_TEXT)
        known = getattr(library, table) if table else {}
        for id_ in library.content.items.get(kind, {}):
            if id_ not in known and (kind == "muscles" or not linked() & {id_, f"{kind}/{id_}"}):
                yield _about_file(library, kind, id_, message, "unlinked")


def _linked(library: Library) -> frozenset[str]:
    """Everything that a text of the site links to, as it is written there."""
    models = (model for *_, model in library.documents())
    return frozenset(target.partition("#")[0] for model in models for target in linked_from(model))


def _about_file(library: Library, kind: str, id_: str, message: str, rule: str = "completeness") -> Problem:
    return library.content.problem(kind, id_, (), message, rule)


def _about_required(library: Library, path: FieldPath, message: str) -> Problem:
    return library.content.problem("required", "required", path, message, "completeness")
