# Checks that safety is written once. What to do about warning signs is in `warning-signs.yml`, and how
# careful to be in `cautions.yml`; all other content quotes them, and nothing contradicts them.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.each import each_document
from generator.checks.emergency_lines import own_nodes, sign_named
from generator.content.fields import prose_in
from generator.content.help import action_group, box_name, group_name, phrases_of_help
from generator.content.references import markdown_references
from generator.memo import once_per_object
from generator.problems import Problem
from generator.prose import Link, Quoted, Text, Word
from generator.prose.phrases import Phrases
from generator.schema.page import Page
from generator.schema.symptom import Symptom

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.content.library import Library
    from generator.prose import Prose
    from generator.schema.cautions import Cautions
    from generator.schema.common import Model

_OWNERS = ("warning-signs", "regions")
"""Kinds that may use the words of actions."""

_STATES_CAUTIONS = {"techniques": ("avoid", "in_short"), "session": ("in_short", "phases")}
"""Kind → fields that would say how careful to be, if they named a caution without quoting it."""


def check(library: Library) -> Iterator[Problem]:
    """Report actions and cautions that are not quoted, contradicted signs, and signs that a page lacks."""
    if library.has("warning-signs") and library.has("cautions"):
        dependencies = (library.warning_signs, library.cautions, *library.regions.values())
        yield from each_document(library, _check, dependencies)
        yield from _mixed_box_lines(library)


def _check(library: Library, kind: str, id_: str, model: Model) -> Iterator[Problem]:
    if kind in _OWNERS:
        return
    actions = {name for region in library.regions.values() for name in region.actions}
    for path, prose in prose_in(model):
        messages = [
            *_unquoted_actions(prose, actions),
            *_contradictions(library, prose),
            *(_unquoted_cautions(library, prose) if path[0] in _STATES_CAUTIONS.get(kind, ()) else ()),
        ]
        for message in messages:
            yield library.content.problem(kind, id_, path, message, "safety")
    if isinstance(model, Symptom):
        for message in _missing_signs(library, model):
            yield library.content.problem(kind, id_, ("warning_signs",), message, "safety")
    if isinstance(model, Page):
        above = library.content.lines_above_body(id_)
        for line, column, sort, name in markdown_references(model.body):
            if sort == "word" and name in actions:
                yield Problem(
                    library.content.file(kind, id_), above + line, column, "", _quote(name), "safety"
                )


def _unquoted_actions(prose: Prose, actions: set[str]) -> Iterator[str]:
    for node in own_nodes(prose.nodes):
        if isinstance(node, Word) and node.name in actions:
            yield _quote(node.name)


def _quote(name: str) -> str:
    return (
        f"only warning-signs.yml says what to do with {{{name}}}: quote the action of a sign,"
        " such as {action:chest-pain}, or of a tier: {action:urgent}"
    )


# --- contradictions


def _contradictions(library: Library, prose: Prose) -> Iterator[str]:
    """Say which action in a text is not that of the signs that the text names."""
    signs = [id_ for id_ in _signs_in(prose) if id_ in library.signs]
    if not signs:
        return
    needed = {group_name(library.signs[id_], library.tier_of[id_]): id_ for id_ in signs}
    for name in _actions_in(library, prose):
        if name not in needed:
            sign = signs[0]
            yield f"it names the sign '{sign}' and the action of another; write {{action:{sign}}}"
    tiers = {library.tier_of[id_].id for id_ in signs}
    own = "".join(node.text for node in own_nodes(prose.nodes) if isinstance(node, Text))
    for tier, phrases in phrases_of_help(library.warning_signs).items():
        if tier not in tiers and (match := next(phrases.find(own), None)):
            yield (
                f"'{match[0]}' is the help for tier '{tier}', and the sign '{signs[0]}' is in tier"
                f" '{library.tier_of[signs[0]].id}'; write {{action:{signs[0]}}}"
            )


def _signs_in(prose: Prose) -> Iterator[str]:
    return filter(None, map(sign_named, prose.references))


def _actions_in(library: Library, prose: Prose) -> Iterator[str]:
    for node in prose.references:
        if isinstance(node, Quoted) and node.form == "action":
            yield action_group(node.id, library.warning_signs)


def _mixed_box_lines(library: Library) -> Iterator[Problem]:
    """Report lines of the emergency box whose signs need different actions."""
    for index, line in enumerate(library.warning_signs.box.lines):
        known = [id_ for id_ in line.signs if id_ in library.signs]
        if len({box_name(library.signs[id_], library.tier_of[id_]) for id_ in known}) > 1:
            message = "its signs do not all need the same action; write a line for each action"
            path = ("box", "lines", index, "signs")
            yield library.content.problem("warning-signs", "warning-signs", path, message, "safety")


# --- what is missing


def _missing_signs(library: Library, symptom: Symptom) -> Iterator[str]:
    """Say which signs a page lacks although people find the page by their words."""
    words = {word.casefold() for word in symptom.search_words}
    for sign in library.signs.values():
        shared = words & {word.casefold() for word in sign.search_words}
        if shared and sign.id not in symptom.warning_signs:
            word = min(shared)
            yield f"a search for '{word}' finds this page, so it must show the sign '{sign.id}'; add it"


def _unquoted_cautions(library: Library, prose: Prose) -> Iterator[str]:
    """Say which cautions a text names without referring to them."""
    own = "".join(node.text for node in own_nodes(prose.nodes) if isinstance(node, Text))
    referred = {node.id for node in prose.references if isinstance(node, Quoted) and node.form == "caution"}
    referred |= {node.target.partition("/")[2] for node in prose.references if isinstance(node, Link)}
    for id_, phrases in _caution_names(library.cautions).items():
        if id_ not in referred and (match := next(phrases.find(own), None)):
            yield (
                f"cautions.yml says how careful to be with '{match[0]}'; link it,"
                f" [{match[0]}][cautions/{id_}], quote it, {{caution:{id_}}}, or remove it"
            )


@once_per_object
def _caution_names(cautions: Cautions) -> Mapping[str, Phrases]:
    """Caution → the names by which texts speak of it."""
    every = [caution for group in cautions.groups for caution in group.cautions]
    return {caution.id: Phrases(caution.named) for caution in every if caution.named}
