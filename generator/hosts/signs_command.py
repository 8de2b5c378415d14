# `unknot signs`: prints each warning sign and caution with its sources and every place that shows it.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator import prose
from generator.content.carriers import carriers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.content.carriers import Carriers, Item
    from generator.content.references import References
    from generator.prose import Prose
    from generator.schema.cautions import Caution
    from generator.schema.warning_signs import Sign
    from generator.site import Site


def as_text(site: Site) -> str:
    """All warning signs by tier and action, then all cautions by group, a paragraph each."""
    references = site.references("", explain=False)
    found = carriers(site.library)
    return "\n".join([*_signs(site, references, found), *_cautions(site, references, found)]) + "\n"


def _signs(site: Site, references: References, found: Mapping[Item, Carriers]) -> Iterator[str]:
    for help_ in site.library.help_for():
        for group in help_.groups:
            yield f"\n{help_.tier.title} — {prose.to_text(group.action, references)}."
            for sign in group.signs:
                yield from _item(sign, references, found["warning-signs", sign.id], sign.question)


def _cautions(site: Site, references: References, found: Mapping[Item, Carriers]) -> Iterator[str]:
    for group in site.library.cautions.groups:
        yield f"\n{group.title} — {prose.to_text(group.lead, references)}"
        for caution in group.cautions:
            yield from _item(caution, references, found["cautions", caution.id])


def _item(
    item: Sign | Caution, references: References, places: Carriers, question: Prose | None = None
) -> Iterator[str]:
    yield f"\n  {item.id}: {prose.to_text(item.text, references)}"
    box = ["every page and sheet"] if places.on_every_page else []
    pages = [entry.key for entry in places.pages]
    sheets = [entry.key for entry in places.sheets]
    rows: dict[str, Sequence[str]] = {
        "in brief": [prose.to_text(item.short, references)],
        "as a question": [prose.to_text(question, references)] if question else [],
        "level": [item.level],
        "sources": item.text.sources,
        "box": box,
        "pages": pages,
        "sheets": sheets,
        "questions": places.questions,
    }
    for name, values in rows.items():
        if values:
            yield f"    {name}: {', '.join(values)}"
