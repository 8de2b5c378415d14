# Where each warning sign and each caution is found: pages, quiz questions and sheets. Made from the links
# and quotations in content, for the clinician who signs what the site says.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from generator.content.exercises import printed_exercises
from generator.content.fields import prose_in
from generator.content.kept_facts import kept_fact
from generator.content.references import as_node, markdown_references
from generator.prose import Link, Quoted
from generator.schema.leaflet import Block
from generator.schema.page import Page, Show
from generator.schema.quiz import Quiz
from generator.schema.self_care import SelfCare
from generator.schema.symptom import Symptom
from generator.schema.technique import Technique

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.content.addresses import Entry
    from generator.content.library import Library
    from generator.schema.common import Model
    from generator.schema.leaflet import Leaflet

Item: TypeAlias = tuple[str, str]
"""Kind (`warning-signs` or `cautions`) and id."""


@dataclass(frozen=True)
class Carriers:
    """Where one sign or caution is found, beside the page that lists all of them."""

    on_every_page: bool
    """Whether the emergency box names it."""
    pages: tuple[Entry, ...]
    """Pages about something else that show or mention it."""
    questions: tuple[str, ...]
    """Ids of the quiz questions that refer to it."""
    sheets: tuple[Entry, ...]
    """Sheets to print that show it, the emergency box apart."""


def carriers(library: Library) -> Mapping[Item, Carriers]:
    """Where each warning sign and each caution is found, in the order of their files."""
    boxed = {id_ for line in library.warning_signs.box.lines for id_ in line.signs}
    pages, questions = _references(library)
    sheets = _sheets(library)
    items = [
        *(("warning-signs", id_) for id_ in library.signs),
        *(("cautions", id_) for id_ in library.caution_list),
    ]
    return {
        item: Carriers(
            on_every_page=item[0] == "warning-signs" and item[1] in boxed,
            pages=tuple(pages.get(item, {}).values()),
            questions=tuple(dict.fromkeys(questions.get(item, ()))),
            sheets=tuple(sheets.get(item, ())),
        )
        for item in items
    }


def shown_by(library: Library, model: Model) -> tuple[Item, ...]:
    """The signs and cautions that a page shows as lists of their own."""
    match model:
        case Page(show=Show.COMPARE):
            return tuple(("cautions", id_) for id_ in library.caution_list)
        case Symptom() | SelfCare():
            return tuple(("warning-signs", id_) for id_ in model.warning_signs)
        case Technique():
            signs = (*library.session.warning_signs, *model.warning_signs)
            return (
                *(("warning-signs", id_) for id_ in dict.fromkeys(signs)),
                *(
                    ("cautions", caution.id)
                    for _group, cautions in library.cautions_of(model)
                    for caution in cautions
                ),
            )
    return ()


def _references(library: Library) -> tuple[dict[Item, dict[str, Entry]], dict[Item, list[str]]]:
    """The pages that show or mention each item, by key, and the ids of the questions that do."""
    pages: dict[Item, dict[str, Entry]] = {}
    questions: dict[Item, list[str]] = {}
    for kind, id_, _model in library.documents():
        entry = library.shown_at(kind, id_)
        if kind in {"warning-signs", "cautions"} or entry is None:
            continue
        for item_kind, item_id, question in _mentioned(library, kind, id_):
            item = item_kind, item_id
            if question:
                questions.setdefault(item, []).append(question)
            else:
                pages.setdefault(item, {})[entry.key] = entry
    return pages, questions


@kept_fact
def _mentioned(library: Library, kind: str, id_: str) -> list[list[str]]:
    """What a file shows or mentions: kind and id of each item, and the id of the question or nothing."""
    model = library.content.items[kind][id_]
    return [[*item, question] for item, question in _mentions(library, model)]


def _mentions(library: Library, model: Model) -> Iterator[tuple[Item, str]]:
    """Each item that a file shows or mentions, with the id of the quiz question or an empty string."""
    yield from ((item, "") for item in shown_by(library, model))
    if isinstance(model, Page):
        for _line, _column, sort, name in markdown_references(model.body):
            yield from ((item, "") for item in _item_of(as_node(sort, name)))
    if isinstance(model, Quiz):
        for one in model.questions:
            parts = (*getattr(one, "options", ()), *getattr(one, "pairs", ()))
            for sign in dict.fromkeys((*one.signs, *(part.sign for part in parts if part.sign))):
                yield ("warning-signs", sign), one.id
    for path, prose in prose_in(model):
        asked = isinstance(model, Quiz) and path[0] == "questions"
        question = model.questions[int(path[1])].id if isinstance(model, Quiz) and asked else ""
        for reference in prose.references:
            yield from ((item, question) for item in _item_of(reference))


def _item_of(node: object) -> Iterator[Item]:
    match node:
        case Quoted("short" | "question" | "option" | "action", id_, _):
            yield "warning-signs", id_
        case Quoted("caution", id_, _):
            yield "cautions", id_
        case Link(target, _) if "/" in target:
            kind, _, id_ = target.partition("/")
            yield kind, id_


def _sheets(library: Library) -> dict[Item, list[Entry]]:
    sheets: dict[Item, list[Entry]] = {}
    for id_, leaflet in library.leaflets.items():
        for item in dict.fromkeys(printed(library, leaflet)):
            sheets.setdefault(item, []).append(library.entries[f"leaflets/{id_}"])
    return sheets


def _asked_before(library: Library, topic: Technique | SelfCare) -> Iterator[Item]:
    """What a sheet prints of a topic: not the signs that may follow a session, which its page shows."""
    for kind, id_ in shown_by(library, topic):
        if kind != "warning-signs" or id_ in topic.warning_signs:
            yield kind, id_


def printed(library: Library, leaflet: Leaflet) -> Iterator[Item]:
    """The signs and cautions that a sheet prints."""
    topic = library.content.items.get(library.resolve(leaflet.topic).kind, {}).get(
        library.resolve(leaflet.topic).id
    )
    blocks = set(leaflet.blocks)
    if Block.CAUTIONS in blocks:
        yield from (("cautions", id_) for id_ in library.caution_list)
    if isinstance(topic, Technique | SelfCare) and (
        Block.ASK_FIRST in blocks or (Block.STEPS in blocks and topic.exercise)
    ):
        yield from _asked_before(library, topic)
    if {Block.ASK_FIRST, Block.EXERCISES} & blocks:
        for exercise in printed_exercises(library, leaflet).values():
            yield from _asked_before(library, exercise)
    if Block.AFTER in blocks:
        yield from (("warning-signs", id_) for id_ in library.session.warning_signs)
    if Block.WARNING_SIGNS in blocks:
        yield from (
            shown_by(library, topic)
            if isinstance(topic, Symptom)
            else (("warning-signs", id_) for id_ in library.signs)
        )
    for block in leaflet.own_blocks:
        quoted = (
            node for _, prose in prose_in(block) for node in prose.references if isinstance(node, Quoted)
        )
        for kind, id_ in (item for node in quoted for item in _item_of(node)):
            if id_ in (library.signs if kind == "warning-signs" else library.caution_list):
                yield kind, id_
