# Checks that safety is written once. What to do about warning signs is in `warning-signs.yml`, and how
# careful to be in `cautions.yml`; all other content quotes them, and nothing contradicts them.

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.checks.each import EachFile
from generator.checks.emergency_lines import own_nodes, own_text, sign_named
from generator.content.fields import prose_in
from generator.content.help import action_group, box_name, group_name, phrases_of_help
from generator.content.references import as_node, markdown_references
from generator.content.requirements import Requirement, has_prose, listed
from generator.memo import once_per_object
from generator.problems import Problem, line_and_column
from generator.prose import Link, Quoted, Word
from generator.prose.phrases import Phrases
from generator.schema.page import Page
from generator.schema.self_care import SelfCare
from generator.schema.symptom import Symptom
from generator.schema.technique import Technique

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.checks.each import Found
    from generator.content.library import Library
    from generator.problems import FieldPath
    from generator.prose import Node, Prose
    from generator.schema.cautions import Cautions
    from generator.schema.common import Model
    from generator.schema.kinds import Kind

OWNERS = ("warning-signs", "regions")
"""Kinds that may use the words of actions."""

_STATES_CAUTIONS = {
    "techniques": ("avoid", "in_short"),
    "session": ("in_short", "phases"),
    "muscles": ("in_short", "take_care"),
    "symptoms": ("in_short", "treatment"),
    "glossary": ("terms",),
}
"""Kind → fields that would say how careful to be, if they named a caution without quoting it."""


def check(library: Library) -> Iterator[Found]:
    """Report actions and cautions that are not quoted, contradicted signs, and signs that a page lacks."""
    if library.has("warning-signs") and library.has("cautions"):
        dependencies = (library.warning_signs, library.cautions, *library.regions.values())
        yield EachFile(_check, dependencies)
        yield from _mixed_box_lines(library)


def asks(library: Library, kind: Kind) -> Iterator[Requirement]:
    """Say what is quoted, and which signs a page shows."""
    if kind.name == "warning-signs":
        message = "Its signs need the same action; another action has a line of its own."
        yield Requirement("safety", message, "box.lines.*.signs")
    if kind.name in OWNERS or not (library.has("warning-signs") and library.has("cautions")):
        return
    if has_prose(kind):
        message = "A text that names a warning sign names no other help than that of the sign."
        yield Requirement("safety", message)
    if fields := _STATES_CAUTIONS.get(kind.name):
        forms = "linked, as [words][cautions/id], or quoted, as {caution:id}"
        yield Requirement("safety", f"In {listed(fields)}, a caution is {forms}.")
    if kind.model in {Symptom, SelfCare, Technique}:
        what = "An exercise" if kind.model is Technique else "The page"
        message = f"{what} shows each warning sign that has one of the same: name it in `warning_signs`."
        yield Requirement("safety", message, "search_words")
    if kind.model in {Symptom, SelfCare}:
        message = "A text links or quotes each caution that has one of the same."
        yield Requirement("safety", message, "search_words")


def _check(library: Library, kind: str, id_: str, model: Model) -> Iterator[Problem]:
    if kind in OWNERS:
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
    if isinstance(model, Technique) and model.exercise:
        for path, message in _missing_signs(library, model):
            yield library.content.problem(kind, id_, path, message, "safety")
    if isinstance(model, Symptom | SelfCare):
        for path, message in (*_missing_signs(library, model), *_missing_cautions(library, model)):
            yield library.content.problem(kind, id_, path, message, "safety")
    if isinstance(model, Page):
        above = library.content.lines_above_body(id_)
        for line, column, message in _in_markdown(library, model.body, actions):
            yield Problem(library.content.file(kind, id_), above + line, column, "", message, "safety")


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
    return _contradicted(library, list(_named_in(prose.references)), own_text(prose))


def _contradicted(library: Library, named: list[tuple[str, str]], own: str) -> Iterator[str]:
    """Compare what a text names with its own words.

    Args:
        library: all content.
        named: in order, `sign` or `action`, and the id of the sign or tier.
        own: what the text does not quote.
    """
    signs = [id_ for sort, id_ in named if sort == "sign" and id_ in library.signs]
    if not signs:
        return
    yield from _wrong_actions(library, named, signs)
    tiers = {library.tier_of[id_].id for id_ in signs}
    for tier, phrases in phrases_of_help(library.warning_signs).items():
        if tier not in tiers and (match := next(phrases.find(own), None)):
            yield (
                f"'{match[0]}' is the help for tier '{tier}', and the sign '{signs[0]}' is in tier"
                f" '{library.tier_of[signs[0]].id}'; write {{action:{signs[0]}}}"
            )


def _wrong_actions(library: Library, named: list[tuple[str, str]], signs: list[str]) -> Iterator[str]:
    """Compare each action with every sign since the one before it; without any, with one of all signs."""
    since: list[str] = []
    for sort, id_ in named:
        if sort == "sign":
            since += [id_] if id_ in library.signs else []
            continue
        group = action_group(id_, library.warning_signs)
        wrong = [sign for sign in since or signs if not _needs(library, sign, group)]
        if wrong and (since or len(wrong) == len(signs)):
            yield f"it names the sign '{wrong[0]}' and the action of another; write {{action:{wrong[0]}}}"
        since = []


def _needs(library: Library, sign: str, group: str) -> bool:
    """Whether a sign needs the action that marks a group; see `SignGroup.name`."""
    named, tier = library.signs[sign], library.tier_of[sign]
    return group in {group_name(named, tier), box_name(named, tier)}


def _named_in(nodes: Iterable[Node]) -> Iterator[tuple[str, str]]:
    """Each sign and each action that references name, in order."""
    for node in nodes:
        if sign := sign_named(node):
            yield "sign", sign
        elif isinstance(node, Quoted) and node.form == "action":
            yield "action", node.id


_PARAGRAPH = re.compile(
    r"(?:^(?:[-*]|\d+\.) +)?(?:(?!\n\s*\n|\n(?:[-*]|\d+\.) ).)+", re.DOTALL | re.MULTILINE
)
"""A paragraph or an item of a list in Markdown."""


def _in_markdown(library: Library, body: str, actions: set[str]) -> Iterator[tuple[int, int, str]]:
    """Line, column and problem of each action that a page does not quote or quotes for a wrong sign."""
    for line, column, sort, name in markdown_references(body):
        if sort == "word" and name in actions:
            yield line, column, _quote(name)
    for paragraph in _PARAGRAPH.finditer(body):
        named = list(_named_in(as_node(sort, name) for *_, sort, name in markdown_references(paragraph[0])))
        for message in _contradicted(library, named, _QUOTATION.sub("", paragraph[0])):
            start = len(paragraph[0]) - len(paragraph[0].lstrip())
            yield *line_and_column(body, paragraph.start() + start), message


_QUOTATION = re.compile(r"\{[^}]*\}|\]\[[^\]]*\]")


def _mixed_box_lines(library: Library) -> Iterator[Problem]:
    """Report lines of the emergency box whose signs need different actions."""
    for index, line in enumerate(library.warning_signs.box.lines):
        known = [id_ for id_ in line.signs if id_ in library.signs]
        if len({box_name(library.signs[id_], library.tier_of[id_]) for id_ in known}) > 1:
            message = "its signs do not all need the same action; write a line for each action"
            path = ("box", "lines", index, "signs")
            yield library.content.problem("warning-signs", "warning-signs", path, message, "safety")


# --- what is missing


def _missing_signs(
    library: Library, topic: Symptom | SelfCare | Technique
) -> Iterator[tuple[FieldPath, str]]:
    """Say which signs a page lacks although people find the page by their words."""
    for sign in library.signs.values():
        word = _shared_word(topic, sign.search_words)
        if word and sign.id not in topic.warning_signs:
            message = f"a search for '{word}' finds this page, so it must show the sign '{sign.id}'; add it"
            yield ("warning_signs",), message


def _missing_cautions(library: Library, topic: Symptom | SelfCare) -> Iterator[tuple[FieldPath, str]]:
    """Say which cautions a page does not refer to although people find the page by their words."""
    referred = {id_ for _, prose in prose_in(topic) for id_ in _cautions_in(prose)}
    for caution in library.caution_list.values():
        word = _shared_word(topic, (*caution.search_words, *caution.named))
        if word and caution.id not in referred:
            link = f"[{word}][cautions/{caution.id}]"
            message = (
                f"a search for '{word}' finds this page, so it must refer to the caution; link it, {link}"
            )
            yield ("search_words",), message


def _shared_word(topic: Symptom | SelfCare | Technique, others: tuple[str, ...]) -> str | None:
    words = {word.casefold() for word in topic.search_words}
    return min(words & {word.casefold() for word in others}, default=None)


def _unquoted_cautions(library: Library, prose: Prose) -> Iterator[str]:
    """Say which cautions a text names without referring to them."""
    own = own_text(prose)
    referred = set(_cautions_in(prose))
    for id_, phrases in _caution_names(library.cautions).items():
        if id_ not in referred and (match := next(phrases.find(own), None)):
            yield (
                f"cautions.yml says how careful to be with '{match[0]}'; link it,"
                f" [{match[0]}][cautions/{id_}], quote it, {{caution:{id_}}}, or remove it"
            )


def _cautions_in(prose: Prose) -> Iterator[str]:
    """The ids of the cautions that a text quotes or links."""
    for node in prose.references:
        if isinstance(node, Quoted) and node.form == "caution":
            yield node.id
        elif isinstance(node, Link) and node.target.startswith("cautions/"):
            yield node.target.removeprefix("cautions/")


@once_per_object
def _caution_names(cautions: Cautions) -> Mapping[str, Phrases]:
    """Caution → the names by which texts speak of it."""
    every = [caution for group in cautions.groups for caution in group.cautions]
    return {caution.id: Phrases(caution.named) for caution in every if caution.named}
