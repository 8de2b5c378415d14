# Checks that every id exists that fields, prose and pages in Markdown refer to.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.each import EachFile
from generator.content.fields import fields_in, values_at
from generator.content.library import Library, UnknownTarget
from generator.content.quotations import QUOTED_FORMS, quotable, words_of
from generator.content.references import markdown_references
from generator.content.requirements import Requirement, has_prose
from generator.problems import FieldPath, Problem, did_you_mean
from generator.prose import Cite, Link, Quoted, Word
from generator.schema.common import Model, Reviewed
from generator.schema.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from generator.checks.each import Found
    from generator.schema.kinds import Kind
    from generator.schema.region import Region

FIELDS = {
    "leaflets": {"week.*": "self-care"},
    "techniques": {
        "muscles.*.id": "muscles",
        "symptoms.*.id": "symptoms",
        "cautions.*": "cautions",
        "warning_signs.*": "warning-signs",
    },
    "symptoms": {"warning_signs.*": "warning-signs", "self_care.*": "self-care"},
    "self-care": {"warning_signs.*": "warning-signs"},
    "session": {"warning_signs.*": "warning-signs"},
    "cautions": {"common.*": "cautions"},
    "muscles": {"shapes.*": "body-map"},
    "quizzes": {
        "questions.*.signs.*": "warning-signs",
        "questions.*.options.*.sign": "warning-signs",
        "questions.*.pairs.*.sign": "warning-signs",
    },
    "body-map": {
        "regions.*.muscles.*": "muscles",
        "regions.*.shapes.*": "body-map",
        "regions.*.signs.*": "warning-signs",
    },
    "warning-signs": {"box.lines.*.signs.*": "warning-signs", "rules.*.signs.*": "warning-signs"},
}
"""Kind → path of a field that holds an id (`*` matches every list position) → the kind of that id."""

TARGETS = {
    "quizzes": ("topic", "questions.*.teaches"),
    "leaflets": ("topic", "chapters.*.topics.*", "exercises.*"),
    "claims": ("claims.*.found_at.*",),
    "glossary": ("terms.*.see.*",),
    "pemat": ("judgements.*.page",),
}
"""Kind → paths of fields that hold a target of any kind; in leaflets also `kind/*`, all of a kind."""


def check(library: Library) -> Iterator[Found]:
    """Report unknown and ambiguous ids, unknown region words, and old addresses of files without a page."""
    yield EachFile(_check, _dependencies(library))


def asks(_library: Library, kind: Kind) -> Iterator[Requirement]:
    """Say which names must exist."""
    if has_prose(kind):
        forms = ", ".join(f"{{{form}:id}}" for form in QUOTED_FORMS)
        message = (
            "What a text names exists: sources as [@id], pages and terms as [words][id], words of the"
            f" region as {{word}}, and what is quoted as one of {forms}."
        )
        yield Requirement("link", message)
    for field, of in FIELDS.get(kind.name, {}).items():
        yield Requirement("link", f"The site has this {_SINGULAR[of]}.", field)
    for field in TARGETS.get(kind.name, ()):
        yield Requirement("link", "The site has what it names.", field)
    if issubclass(kind.model, Reviewed):
        yield Requirement("link", "A page of its own shows the file.", "was")


def _dependencies(library: Library) -> tuple[object, ...]:
    """Every id and word that content may refer to."""
    kinds = ("sources", "cautions", "warning-signs", "body-map", *library.content.items)
    return (
        tuple(library.entries),
        {kind: frozenset(_ids(library, kind)) for kind in kinds},
        {id_: _names(region) for id_, region in library.regions.items()},
        sorted(quotable(library.content.items)),
        library.content.broken,
    )


def _check(library: Library, kind: str, id_: str, model: Model) -> Iterator[Problem]:
    if isinstance(model, Reviewed) and model.was and not library.shown_at(kind, id_):
        message = "no page shows this file, so no old address can lead to it; remove the field"
        yield library.content.problem(kind, id_, ("was",), message, "link")
    for path, message in _broken_references(library, kind, model):
        yield library.content.problem(kind, id_, path, message, "link")
    if isinstance(model, Page):
        yield from _check_markdown(library, id_, model)


def _broken_references(library: Library, kind: str, model: Model) -> Iterator[tuple[FieldPath, str]]:
    fields = fields_in(model)
    for path, prose in fields.prose:
        yield from ((path, message) for node in prose.references for message in _broken_node(library, node))
    for pattern, target_kind in FIELDS.get(kind, {}).items():
        for path, id_ in values_at(model, pattern):
            yield from ((path, message) for message in _unknown_id(library, target_kind, id_))
    for pattern in TARGETS.get(kind, ()):
        for path, target in values_at(model, pattern):
            yield from ((path, message) for message in _unknown_target(library, target))
    for path, statement in fields.statements:
        for index, region in enumerate(statement.regions):
            region_path = (*path, "regions", index)
            yield from ((region_path, message) for message in _unknown_id(library, "regions", region))


def _broken_node(library: Library, node: object) -> Iterator[str]:
    match node:
        case Link(target, _):
            yield from _unknown_target(library, target)
        case Cite(sources):
            for source in sources:
                yield from _unknown_id(library, "sources", source)
        case Word(name):
            yield from _unknown_word(library, name)
        case Quoted(form, id_, ()):
            yield from _unknown_quotation(library, form, id_)


def _unknown_target(library: Library, target: str) -> Iterator[str]:
    kind, _, id_ = target.partition("#")[0].partition("/")
    if (kind, id_) in library.content.broken or (kind, kind) in library.content.broken:
        return
    try:
        library.topics(target)
    except UnknownTarget as error:
        if not any(target == broken for _, broken in library.content.broken):
            yield str(error)


_SINGULAR = {
    "muscles": "muscle",
    "symptoms": "symptom",
    "cautions": "caution",
    "warning-signs": "warning sign",
    "self-care": "self-care topic",
    "body-map": "shape in body-map.yml",
    "regions": "region",
    "sources": "source",
}


def _unknown_id(library: Library, kind: str, id_: str) -> Iterator[str]:
    broken = library.content.broken
    ids = _ids(library, kind)
    if id_ not in ids and (kind, id_) not in broken and (kind, kind) not in broken:
        yield f"no {_SINGULAR[kind]} '{id_}'{did_you_mean(id_, sorted(ids))}"


def _ids(library: Library, kind: str) -> AbstractSet[str]:
    match kind:
        case "sources":
            return library.sources.keys()
        case "cautions":
            return library.caution_list.keys()
        case "warning-signs":
            return library.signs.keys()
        case "body-map":
            return library.shapes.keys()
    return library.content.items.get(kind, {}).keys()


def _names(region: Region) -> list[str]:
    """The names of all words of a region."""
    return sorted(region.all_words)


def _unknown_word(library: Library, name: str) -> Iterator[str]:
    for id_, region in library.regions.items():
        if name not in _names(region):
            hint = did_you_mean(name, _names(region))
            yield f"region '{id_}' has no word '{name}'{hint or f'; add it to regions/{id_}.yml'}"


def _unknown_quotation(library: Library, form: str, id_: str) -> Iterator[str]:
    """Say what is wrong with a quotation for which there are no words."""
    if any(kind in {"warning-signs", "cautions"} for kind, _ in library.content.broken):
        return
    known = quotable(library.content.items)
    if form not in QUOTED_FORMS:
        forms = ", ".join(QUOTED_FORMS)
        yield f"nothing is quoted as '{form}'{did_you_mean(form, QUOTED_FORMS)}; write one of {forms}"
        return
    ids = [of for words, of in known if words == form]
    yield f"there is no '{id_}' to quote as {{{form}:…}}{did_you_mean(id_, ids)}"


def _check_markdown(library: Library, id_: str, page: Page) -> Iterator[Problem]:
    file = library.content.file("pages", id_)
    above = library.content.lines_above_body(id_)
    for line, column, sort, name in markdown_references(page.body):
        form, _, about = name.partition(":")
        nodes = {"cite": Cite((name,)), "target": Link(name, ()), "word": Word(name)}
        known = sort != "quoted" or bool(words_of(form, about, quotable(library.content.items)))
        for message in () if known else _unknown_quotation(library, form, about):
            yield Problem(file, above + line, column, "", message, "link")
        for message in _broken_node(library, nodes.get(sort)):
            yield Problem(file, above + line, column, "", message, "link")
