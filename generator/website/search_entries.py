# What the search finds beside pages: when to get help, cautions, and terms of the glossary.

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from generator import prose
from generator.content.addresses import page_address_of
from generator.schema.page import Show

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.content.references import References
    from generator.output.spool import IndexEntry
    from generator.schema.cautions import Caution
    from generator.site import Site

_NUMBER = re.compile(r"\b\d{3,}\b")
_TERM_WEIGHT = 0.65
"""How much a term of the glossary counts: it comes after a page that fits as well."""


def help_entry(site: Site) -> dict[str, Any]:
    """When to get help, which the search shows above all results.

    Returns:
        `p` is the address of the page of warning signs, `t` its title and `d` its lead. `tiers` has, for
        each group of signs that need the same help, `i` the id and `t` the title of their tier, `a` what to
        do, and `w` pairs of an anchor and words that show this help when somebody searches for them: words
        for a sign and, for the group that does what the tier says, the telephone numbers in `a`.
    """
    library = site.library
    address = page_address_of(library, library.list_pages["warning-signs"])
    references = site.references(address, explain=False)
    tiers = []
    for tier, group in ((help_.tier, group) for help_ in library.help_for() for group in help_.groups):
        action = prose.to_text(group.action, references)
        words = [(sign.id, words) for sign in group.signs for words in sign.search_words]
        if group.name == tier.id:
            words += [(tier.id, number) for number in _NUMBER.findall(action)]
        tiers.append({"i": tier.id, "t": tier.title, "a": action, "w": words})
    page = next(page for page in library.pages.values() if page.show is Show.WARNING_SIGNS)
    return {"p": address, "t": page.title, "d": prose.to_text(page.lead, references), "tiers": tiers}


def caution_entries(site: Site) -> Iterator[IndexEntry]:
    """An entry for each caution, found by the names of its conditions and medicines.

    With `c`, it is listed whenever such a name is typed, whatever else is.
    """
    address = page_address_of(site.library, site.library.list_pages["cautions"])
    references = site.references(address, explain=False)
    for id_, caution in site.library.caution_list.items():
        yield {
            "t": _name(caution, references),
            "u": site.library.entries[f"cautions/{id_}"].address,
            "g": "",
            "d": prose.to_text(caution.text, references),
            "s": ",".join((*caution.named, *caution.search_words)),
            "p": [],
            "c": 1,
        }


def _name(caution: Caution, references: References) -> str:
    """What a caution is about: the first words in bold."""
    strong = next((node for node in caution.text.nodes if isinstance(node, prose.Strong)), None)
    words = prose.Prose("", strong.children if strong else caution.text.nodes)
    return prose.to_text(words, references).rstrip(".")


def term_entries(site: Site) -> Iterator[IndexEntry]:
    """An entry for each term of the glossary."""
    references = site.references(page_address_of(site.library, "pages/glossary"), explain=False)
    for term in site.library.glossary.terms:
        yield {
            "t": term.term,
            "u": site.library.entries[f"glossary/{term.id}"].address,
            "g": "glossary",
            "d": prose.to_text(term.definition, references),
            "s": ",".join(term.also),
            "p": [],
            "w": _TERM_WEIGHT,
        }
