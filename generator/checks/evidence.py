# Checks that every claim has a source, and that a source read only in a copy supports safety advice only.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.each import EachFile
from generator.content.fields import cited_by, fields_in
from generator.content.requirements import Requirement, has_prose, has_statements, listed
from generator.problems import dotted
from generator.schema.common import Level
from generator.schema.quiz import Quiz
from generator.schema.sources import SourceKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.checks.each import Found
    from generator.content.library import Library
    from generator.problems import FieldPath, Problem
    from generator.schema.common import Model, Statement
    from generator.schema.kinds import Kind

MAY_CITE_UNVERIFIED = {
    "warning-signs": ("",),
    "cautions": ("",),
    "claims": ("",),
    "symptoms": ("see_doctor",),
    "techniques": ("avoid", "risks", "exercise.stop_when"),
    "self-care": ("stop_if", "exercise.stop_when"),
    "muscles": ("take_care",),
}
"""Kind → fields that may cite a source read only in a copy, since no warning is dropped for that reason.
An empty name means the whole file, and `exercise.stop_when` a field inside another."""


_SAFETY = ("warning-signs", "cautions", "get-help", "urgent", "ask-first", "see-a-doctor")
"""Anchors and pages about when to get help."""


def check(library: Library) -> Iterator[Found]:
    """Report claims without a source, sources cited where they may not be, and sources never cited."""
    verified = {
        id_: (source.custom.verified, source.custom.kind) for id_, source in library.sources.items()
    }
    yield EachFile(_check, (verified, "quizzes" in library.required.citations))
    yield from _never_cited(library)


def asks(library: Library, kind: Kind) -> Iterator[Requirement]:
    """Say what must cite a source, and of which kind."""
    if has_statements(kind):
        fits = ", ".join(f"at `{level}` one of kind `{fit}`" for level, fit in _KIND_FOR.items())
        message = (
            f"A statement cites a source in its text, as [@id], unless its `level` is `{Level.PRACTICE}`;"
            f" {fits}."
        )
        yield Requirement("evidence", message)
    if has_prose(kind):
        fields = MAY_CITE_UNVERIFIED.get(kind.name, ())
        where = f"in {listed(fields, 'or')} only" if all(fields) and fields else "by warning signs only"
        if fields != ("",):
            message = f"A source that was read only in a copy (`verified: false`) is cited {where}."
            yield Requirement("evidence", message)
    if kind.name == "quizzes" and "quizzes" in library.required.citations:
        yield Requirement("evidence", "It cites a source, as [@id].", "questions.*.explanation")
    if kind.name == "sources":
        yield Requirement("unused", "Something cites it, as [@id].", "references.*.id")


def _check(library: Library, kind: str, id_: str, model: Model) -> Iterator[Problem]:
    fields = fields_in(model)
    for path, statement in fields.statements:
        message = _missing_source(statement) or _unfit_sources(library, statement)
        if message:
            yield library.content.problem(kind, id_, path, message, "evidence")
    for path, prose in fields.prose:
        for source in prose.sources:
            message = _misused_source(library, kind, id_, path, source)
            if message:
                yield library.content.problem(kind, id_, path, message, "evidence")
    if isinstance(model, Quiz):
        yield from _unsourced_answers(library, model)


def _missing_source(statement: Statement) -> str | None:
    if not statement.text.sources and statement.level is not Level.PRACTICE:
        return (
            f"a statement of level '{statement.level}' needs a source: add [@id] to its text, "
            "or set `level: practice` if it is usual practice"
        )
    return None


_KIND_FOR = {Level.GUIDELINE: SourceKind.GUIDELINE, Level.OFFICIAL: SourceKind.PATIENT_INFORMATION}
"""Level → the kind of source that it needs."""


def _unfit_sources(library: Library, statement: Statement) -> str | None:
    needed = _KIND_FOR.get(statement.level)
    cited = [library.sources[id_] for id_ in statement.text.sources if id_ in library.sources]
    if needed is None or not cited or any(source.custom.kind is needed for source in cited):
        return None
    others = " or ".join(f"`{level}`" for level in _KIND_FOR if level is not statement.level)
    return (
        f"level '{statement.level}' needs a source of kind '{needed}', and none is cited;"
        f" cite one, or choose another level, such as {others} or `low`"
    )


def _misused_source(library: Library, kind: str, id_: str, path: FieldPath, source: str) -> str | None:
    cited = library.sources.get(source)
    if cited is None or cited.custom.verified:
        return None
    fields = MAY_CITE_UNVERIFIED.get(kind, ())
    if any(_is_below(path, field) for field in fields) or _about_warning_signs(library, kind, id_, path):
        return None
    return (
        f"'{source}' was read only in a copy, so it may carry warning signs, cautions and "
        "when to see a doctor, nothing else; cite a source that was read, or remove it"
    )


def _is_below(path: FieldPath, field: str) -> bool:
    return f"{dotted(path)}.".startswith(f"{field}." if field else "")


def _about_warning_signs(library: Library, kind: str, id_: str, path: FieldPath) -> bool:
    """Return whether the field belongs to a quiz question that teaches a warning sign or a caution."""
    if kind != "quizzes" or path[:1] != ("questions",):
        return False
    teaches = library.quizzes[id_].questions[int(path[1])].teaches
    return any(word in teaches for word in _SAFETY)


def _unsourced_answers(library: Library, quiz: Quiz) -> Iterator[Problem]:
    """Report explanations without a source, if the content asks that quizzes cite."""
    if "quizzes" not in library.required.citations:
        return
    for index, question in enumerate(quiz.questions):
        if not question.explanation.sources:
            message = "the explanation needs a source: add [@id]"
            path = ("questions", index, "explanation")
            yield library.content.problem("quizzes", quiz.id, path, message, "evidence")


def _never_cited(library: Library) -> Iterator[Problem]:
    if library.content.broken:
        return
    never = {*library.sources}
    for kind, id_, model in library.documents():
        if not never:
            return
        cited = never.intersection(cited_by(model))
        if cited and library.shown_at(kind, id_):
            never -= cited
    for index, source in enumerate(library.sources.values()):
        if source.id in never:
            message = f"nothing cites '{source.id}'; cite it where it belongs, or remove it"
            path = ("references", index, "id")
            yield library.content.problem("sources", "sources", path, message, "unused")
