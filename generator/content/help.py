# Which help warning signs need: the signs in groups that need the same help, the most urgent first.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.memo import once_per_object
from generator.prose import Link, Quoted, map_nodes
from generator.prose.phrases import Phrases

if TYPE_CHECKING:
    from collections.abc import Collection as CollectionOf
    from collections.abc import Iterator, Mapping, Sequence

    from generator.prose import Node, Prose
    from generator.schema.warning_signs import BoxLine, Sign, Tier, WarningSigns

CALL_ONLY = "call-only"
"""What marks the action for signs with which nobody should travel."""


@dataclass(frozen=True)
class SignGroup:
    """Warning signs for which readers must do the same."""

    name: str
    """What marks the action in pages: `call-only`, the tier's id, or the id of the sign whose own it is."""
    action: Prose
    """What to do, as a sentence without its full stop."""
    signs: tuple[Sign, ...]
    """The signs, most serious first."""


@dataclass(frozen=True)
class Help:
    """The help that the signs of one tier need."""

    tier: Tier
    """How fast."""
    groups: tuple[SignGroup, ...]
    """What to do: first for signs with which nobody should travel, last for signs with their own action."""


def action_of(sign: Sign, tier: Tier, warning_signs: WarningSigns) -> Prose:
    """What to do about a sign: its own action, to call and stay, or what its tier says."""
    if sign.action is not None:
        return sign.action
    return warning_signs.call_only if sign.call_only else tier.action


def group_name(sign: Sign, tier: Tier) -> str:
    """What marks the action of a sign; see `SignGroup.name`."""
    if sign.action is not None:
        return sign.id
    return CALL_ONLY if sign.call_only else tier.id


def action_group(id_: str, warning_signs: WarningSigns) -> str:
    """What marks the action that `{action:id}` quotes; see `SignGroup.name`.

    Args:
        id_: the id of a sign or of a tier.
        warning_signs: all warning signs.
    """
    for tier in warning_signs.tiers:
        for sign in tier.signs:
            if sign.id == id_:
                return group_name(sign, tier)
    return id_


@once_per_object
def phrases_of_help(warning_signs: WarningSigns) -> Mapping[str, Phrases]:
    """Tier → the phrases by which texts name its help."""
    return {tier.id: Phrases(tier.named) for tier in warning_signs.tiers if tier.named}


@once_per_object
def help_of_words(warning_signs: WarningSigns) -> Mapping[str, str]:
    """Region word that says what to do → what marks that action; see `SignGroup.name`."""
    tiers = {word: tier.id for tier in warning_signs.tiers for word in tier.action.words}
    calls = dict.fromkeys((*warning_signs.call_only.words, _CALL_ONLY_WORD), CALL_ONLY)
    return {**tiers, **calls}


_CALL_ONLY_WORD = "call_only"
"""The region word for "call and stay" in the middle of a sentence."""


def named_signs(line: Prose) -> Prose:
    """A line with the signs that it links to marked as such, for places from which no link leads."""
    return map_nodes(line, _as_sign)


def _as_sign(node: Node) -> Node:
    if isinstance(node, Link) and node.target.startswith("warning-signs/"):
        return Quoted("short", node.target.removeprefix("warning-signs/"), node.children)
    return node


def help_for(warning_signs: WarningSigns, ids: CollectionOf[str] | None = None) -> Iterator[Help]:
    """Group signs by the help they need, the most urgent first. A tier without any sign is left out.

    Args:
        warning_signs: all warning signs.
        ids: the ids of the signs to group; None for all signs.
    """
    for tier in warning_signs.tiers:
        signs = [sign for sign in tier.signs if ids is None or sign.id in ids]
        if signs:
            yield Help(tier, tuple(_groups(signs, tier, warning_signs)))


def _groups(signs: Sequence[Sign], tier: Tier, warning_signs: WarningSigns) -> Iterator[SignGroup]:
    call_only = [sign for sign in signs if sign.call_only and sign.action is None]
    usual = [sign for sign in signs if not sign.call_only and sign.action is None]
    if call_only:
        yield SignGroup(CALL_ONLY, warning_signs.call_only, tuple(call_only))
    if usual:
        yield SignGroup(tier.id, tier.action, tuple(usual))
    for sign in signs:
        if sign.action is not None:
            yield SignGroup(sign.id, sign.action, (sign,))


def box_groups(
    warning_signs: WarningSigns, own: CollectionOf[str] = ()
) -> Iterator[tuple[str, Prose, tuple[BoxLine, ...]]]:
    """The emergency box: name and text of each action, and the lines of the signs that need it.

    Args:
        warning_signs: all warning signs.
        own: ids of signs that are shown in full beside the box; a line with nothing else is left out.
    """
    lines = [line for line in warning_signs.box.lines if not set(line.signs).issubset(own)]
    emergency = warning_signs.tiers[0]
    signs = {sign.id: sign for sign in emergency.signs}
    names = {id_: box_name(sign, emergency) for id_, sign in signs.items()}
    actions = {CALL_ONLY: warning_signs.call_only, emergency.id: emergency.action}
    for name in dict.fromkeys((*actions, *names.values())):
        of_it = tuple(line for line in lines if names.get(line.signs[0], emergency.id) == name)
        if of_it:
            yield name, actions.get(name) or action_of(signs[name], emergency, warning_signs), of_it


def box_name(sign: Sign, tier: Tier) -> str:
    """What marks the action under which the emergency box lists a sign; see `SignGroup.name`.

    An action that only goes on from that of the tier is the same in an emergency.
    """
    start = tier.action.nodes
    goes_on = sign.action is not None and sign.action.nodes[: len(start)] == start
    return tier.id if goes_on else group_name(sign, tier)
