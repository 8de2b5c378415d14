# Warning signs on a sheet: the signs of each tier below what to do about them.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator import prose
from generator.handouts.sheet import parts
from generator.handouts.sheet.parts import section
from generator.prose import Foreign
from generator.schema.leaflet import Block

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from generator.content.help import Help
    from generator.handouts.sheet.context import SheetContext
    from generator.handouts.sheet.parts import Item, Part, Section
    from generator.prose import Prose

_TIER_LOOKS = {"emergency": ("alert", "alert"), "urgent": ("amber", "stop"), "soon": ("tint", "calendar")}
"""Id of a tier → look and icon of its section."""


def call(ctx: SheetContext, name: str, action: Prose) -> Part:
    """What to do, shown prominently.

    Args:
        ctx: the sheet.
        name: what marks the action; see `SignGroup.name`.
        action: what to do.
    """
    first, rest = prose.first_sentence(prose.to_text(action, ctx.references))
    language = next((node.language for node in action.nodes if isinstance(node, Foreign)), "")
    made = parts.call(name, first, f"{rest}." if rest else "")
    return {**made, "language": language} if language else made


def sign_items(ctx: SheetContext, marks: Iterable[str], texts: Iterable[Prose]) -> list[Item]:
    """Items about warning signs.

    Args:
        ctx: the sheet.
        marks: for each item the ids of its signs, separated by spaces.
        texts: the texts of the items.
    """
    return [
        {**item, "text": [prose.marked(item["text"], sign=ids)]}
        for ids, item in zip(marks, ctx.prose_items(texts), strict=True)
    ]


def strip(ctx: SheetContext) -> list[Section]:
    """When to get help in two lines, for the first page of a sheet with its emergency box on another."""
    words = parts.with_lead(
        ctx.gettext("Get help now:"), *ctx.prose_items([ctx.library.warning_signs.strip])
    )
    return section("", parts.paragraphs([words]), look="alert")


def signs_by_tier(ctx: SheetContext, ids: Collection[str]) -> list[Section]:
    """A section for each tier with what to do and, in a few words each, the signs. None has a box to tick.

    The emergency signs are left out if the sheet has the emergency box, which names all of them.

    Args:
        ctx: the sheet.
        ids: the ids of the signs to print.
    """
    boxed = Block.EMERGENCY in ctx.leaflet.blocks
    return [
        one
        for help_ in ctx.library.help_for(ids)
        if not (boxed and help_.tier.id == "emergency")
        for one in _tier(ctx, help_, [[sign.short for sign in group.signs] for group in help_.groups])
    ]


def all_signs(ctx: SheetContext) -> list[Section]:
    """A section for each tier with what to do and all of its signs, in full."""
    return [
        one
        for help_ in ctx.library.help_for()
        for one in _tier(ctx, help_, [[sign.text for sign in group.signs] for group in help_.groups])
    ]


def _tier(ctx: SheetContext, help_: Help, words: list[list[Prose]]) -> list[Section]:
    """The section of one tier; `words` has the words of the signs of each step."""
    look, icon = _TIER_LOOKS[help_.tier.id]
    filled: list[Part] = []
    for group, signs in zip(help_.groups, words, strict=True):
        ids = [sign.id for sign in group.signs]
        filled += [call(ctx, group.name, group.action), parts.bullets(sign_items(ctx, ids, signs))]
    if help_.tier.advice:
        filled.append(parts.paragraphs(ctx.prose_items(help_.tier.advice)))
    return section(help_.tier.title, *filled, look=look, icon=icon)
