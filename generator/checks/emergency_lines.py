# Checks of what `warning-signs.yml` itself says in one breath: signs, and what to do about them. The line
# on every page, the few words beside long pages, texts of signs and notes name an action by region word.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.content.fields import prose_in
from generator.content.help import box_name, help_of_words
from generator.content.requirements import Requirement, listed
from generator.prose import Link, Quoted, Text, Word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.content.library import Library
    from generator.problems import Problem
    from generator.prose import Node, Prose
    from generator.schema.kinds import Kind

_LINES = ("strip", "nudge")
"""Lines that must name signs and what to do about them, since all pages show them."""

SIGN_FORMS = ("short", "question", "option")
"""Forms of quotations that name a warning sign."""

_IS_ACTION = ("action", "call_only")
"""Fields that are an action themselves, and belong to signs that they need not name."""


def check(library: Library) -> Iterator[Problem]:
    """Report emergency lines in which a sign stands with the action of another, or one is missing."""
    if not library.has("warning-signs"):
        return
    for path, prose in prose_in(library.warning_signs):
        if path[-1] in _IS_ACTION:
            continue
        for message in _out_of_step(library, prose, must_name=path[0] in _LINES):
            yield library.content.problem("warning-signs", "warning-signs", path, message, "safety")


def asks(_library: Library, kind: Kind) -> Iterator[Requirement]:
    """Say what lines about emergencies must name."""
    if kind.name == "warning-signs":
        message = (
            f"{listed(_LINES)} name signs and, right behind them, what to do about them; no text names"
            " a sign with the action of another."
        )
        yield Requirement("safety", message)


def _out_of_step(library: Library, prose: Prose, *, must_name: bool) -> Iterator[str]:
    """Compare each action of a text with the signs that stand before it."""
    signs: list[str] = []
    actions = 0
    for node in own_nodes(prose.nodes):
        if (sign := sign_named(node)) in library.signs:
            signs.append(sign)
        elif (name := _help_named(library, node)) is not None:
            actions += 1
            yield from _wrong_for(library, signs, name)
            if must_name and not signs:
                yield _UNNAMED
            signs = []
    if must_name and not actions:
        yield "it does not say what to do; add {action:emergency}"
    elif must_name and signs:
        yield f"it names the sign '{signs[0]}' and does not say what to do about it"


_UNNAMED = (
    "it does not say for which signs this is; link the words of each sign:"
    " [chest pain][warning-signs/chest-pain]"
)


def _wrong_for(library: Library, signs: list[str], name: str) -> Iterator[str]:
    for id_ in signs:
        needed = box_name(library.signs[id_], library.tier_of[id_])
        if needed != name:
            yield f"the sign '{id_}' needs the help '{needed}', and stands with that of '{name}'"


def own_nodes(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """All nodes that the author wrote here, without those inside what is quoted."""
    for node in nodes:
        yield node
        if not isinstance(node, Quoted):
            yield from own_nodes(getattr(node, "children", ()))


def own_text(prose: Prose) -> str:
    """The text that the author wrote here, without what is quoted."""
    return "".join(node.text for node in own_nodes(prose.nodes) if isinstance(node, Text))


def sign_named(node: Node) -> str:
    """The id of the warning sign that a node of prose names; empty if it names none."""
    if isinstance(node, Quoted) and node.form in SIGN_FORMS:
        return node.id
    if isinstance(node, Link) and node.target.startswith("warning-signs/"):
        return node.target.removeprefix("warning-signs/")
    return ""


def _help_named(library: Library, node: Node) -> str | None:
    """The help that a node of prose names: see `SignGroup.name`. None if it names none."""
    if isinstance(node, Word):
        return help_of_words(library.warning_signs).get(node.name)
    if isinstance(node, Quoted) and node.form == "action":
        sign = library.signs.get(node.id)
        return box_name(sign, library.tier_of[node.id]) if sign else node.id
    return None
