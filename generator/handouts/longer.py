# Why a handout has more pages than its leaflet plans: what the publisher set, or the topic itself.
#
# A sheet that does not fit gets another page, and a hint says why. What keeps readers safe is never a
# reason: no hint asks to shorten it or to leave it out.

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from generator.handouts.offers import pdf_suffix
from generator.handouts.printing.fit import fit
from generator.handouts.sheet.documents import document
from generator.problems import Problem, Severity
from generator.schema.leaflet import Block
from generator.schema.own_blocks import OwnBlock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.handouts.printing.fit import Fit
    from generator.schema.leaflet import Leaflet
    from generator.settings.settings import Settings
    from generator.site import Site

_KEPT = {Block.EMERGENCY, Block.WARNING_SIGNS, Block.ASK_FIRST, Block.CAUTIONS}
"""Blocks that keep readers safe."""
_NOT_FROM_THE_TOPIC = {Block.NAMES, Block.NOTES, Block.SOURCES, Block.CONTENTS}
"""Blocks that are not shortened by writing less."""


def longer(site: Site, leaflet: Leaflet, fitted: Fit) -> list[Problem]:
    """A hint if a handout has more pages than its leaflet plans.

    Large print and booklets plan none, and a leaflet plans those in the language of the content.

    Args:
        site: the site.
        leaflet: the leaflet of the only sheet.
        fitted: how it was printed.
    """
    form = fitted.job.form
    if fitted.pages <= leaflet.pages or form.large or leaflet.chapters or site.language:
        return []
    names = _settings_to_blame(site, leaflet, fitted)
    why = f"because of {' or '.join(names)}" if names else _too_many_words(site, leaflet, fitted)
    message = f"{leaflet.id}{pdf_suffix(site, form)} gets {fitted.pages} pages, not {leaflet.pages}, {why}"
    hint = site.library.content.problem("leaflets", leaflet.file, ("pages",), message, "handout")
    return [replace(hint, severity=Severity.HINT)]


def _settings_to_blame(site: Site, leaflet: Leaflet, fitted: Fit) -> list[str]:
    """The settings without one of which the sheet would fit; empty if it would not fit without any."""
    for group in _without_some(site.settings):
        names = [
            name
            for name, settings in group.items()
            if _pages(replace(site, settings=settings), leaflet, fitted) <= leaflet.pages
        ]
        if names:
            return names
    return []


def _pages(site: Site, leaflet: Leaflet, fitted: Fit) -> int:
    return fit(document(site, leaflet).data, fitted.job.form, leaflet.pages).pages


def _without_some(settings: Settings) -> Iterator[dict[str, Settings]]:
    """The settings without what is printed on every sheet: name of what is left out → settings without it.

    First each by itself, then all of the clinic, then everything.
    """
    less: dict[str, dict[str, Any]] = {"contact": {"contact": ""}, "site_url": {"site_url": ""}}
    clinic = settings.clinic
    if clinic:
        less["clinic.logo"] = {"clinic": clinic.model_copy(update={"logo": None})}
        less["clinic.phone"] = {"clinic": clinic.model_copy(update={"phone": ""})}
        less["clinic.web"] = {"clinic": clinic.model_copy(update={"web": ""})}
    changed = {name: settings.model_copy(update=values) for name, values in less.items()}
    yield {name: shorter for name, shorter in changed.items() if shorter != settings}
    if clinic:
        yield {"clinic": settings.model_copy(update={"clinic": None})}
    everything = {"clinic": None, "contact": "", "site_url": ""}
    given = [name for name, empty in everything.items() if getattr(settings, name) != empty]
    if given:
        yield {" with ".join(given): settings.model_copy(update=everything)}


def _too_many_words(site: Site, leaflet: Leaflet, fitted: Fit) -> str:
    """The end of a hint on a sheet that does not fit without any settings either."""
    advice = f"even in the smallest type; write `pages: {fitted.pages}`"
    blocks = [block for block in leaflet.blocks if block not in _KEPT | _NOT_FROM_THE_TOPIC]
    names = {block.name if isinstance(block, OwnBlock) else block.value: block for block in blocks}
    longest = next((block for block in fitted.blocks if block in names), None)
    if longest is None:
        return advice
    if isinstance(own := names[longest], OwnBlock):
        return f"{advice}, or shorten its block '{own.sort}'"
    topic = site.library.resolve(leaflet.topic).key
    return f"{advice}, or shorten what block '{longest}' prints from {topic}"
