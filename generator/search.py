# The search index: `assets/search-index.js`, read by `overrides/assets/js/search-ranking.js` on first use.
#
# A classic script that sets one name, since a page opened from disk may not fetch. It is made from the
# pages as they are published, so that quizzes and handouts are found like everything else.

from __future__ import annotations

import json
import re
from functools import partial
from html import unescape
from typing import TYPE_CHECKING, Any

from generator import prose
from generator.addresses import page_address, page_address_of
from generator.navigation import SECTIONS, menu_title
from generator.output import Later, OutputFile, Promise
from generator.page_file import PageFile
from generator.parallel import spread
from generator.shelf import Shelved

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.shelf import Entry
    from generator.site import Site

PATH = "assets/search-index.js"
"""Where the index stands, from the site's root."""

_HEADING = re.compile(
    r'<h2 id="(?P<id>[^"]+)"[^>]*>(?P<title>.*?)</h2>|^## (?P<md>[^{\n]+?)\s*\{#(?P<md_id>[a-z0-9-]+)\}',
    re.MULTILINE | re.DOTALL,
)
_NOT_ITS_OWN = ("get-help", "sources", "check", "related")
"""Headings that stand on every page: their words would find all of them."""
_MARKUP = re.compile(r"<svg.*?</svg>|<[^>]+>|\]\([^)]*\)|[*_`#>|\[\]]", re.DOTALL)
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_SHORT = 3
"""Shorter words find nothing worth finding."""


def render_search(site: Site, files: Iterable[OutputFile]) -> OutputFile:
    """The index of everything that is published.

    Args:
        site: the site.
        files: all that was rendered; only its pages are read.
    """
    pages = [file for file in files if file.path.endswith(".md")]
    make = partial(_index, site, pages)
    return Later(PATH, Promise(lambda: [make()])) if site.lazy else make()


def _index(site: Site, pages: Sequence[OutputFile]) -> OutputFile:
    groups = [(folder, menu_title(site.library.pages[f"{folder}/index"])) for folder, _ in SECTIONS]
    groups += [
        ("glossary", site.translations.gettext("Words explained")),
        ("", site.translations.gettext("More")),
    ]
    order = {folder: index for index, (folder, _) in enumerate(groups)}
    found = [*_entries(pages), *_terms(site)]
    entries = [{**entry, "g": order.get(entry["g"], order[""])} for entry in found]
    entries.sort(key=lambda entry: (entry["g"], entry["u"]))
    index = {"groups": [title for _, title in groups], "entries": entries, "help": _help(site)}
    data = json.dumps(index, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return OutputFile(PATH, f"var unknotIndex={data};\n", "pages/index.md")


def _entries(pages: Sequence[OutputFile]) -> list[Entry]:
    """What the index says of each page; of one that was put on the shelf it is known."""
    pages = sorted(pages, key=lambda file: file.path)
    known = {file.path: file.entry for file in pages if isinstance(file, Shelved)}
    rest = [file for file in pages if file.path not in known]
    # Pages of handouts are made here, since some print their sheets, which no child can.
    rest = [file.made if file.path.startswith("handouts/") else file for file in rest]
    made = dict(zip((file.path for file in rest), spread(_entry_of_any, rest), strict=True))
    return [known.get(file.path) or made[file.path] for file in pages]


def _entry_of_any(file: OutputFile) -> Entry:
    page = file.made
    assert isinstance(page, PageFile)  # noqa: S101 - every page is made as one
    return entry_of(page)


def entry_of(page: PageFile) -> Entry:
    """A page as the script reads it; one letter a field, since there are many of them.

    Args:
        page: the page.

    Returns:
        `t` title, `u` address, `g` group, here its folder, `d` description, `s` synonyms, `p` its parts:
        anchor, heading, words.
    """
    meta = page.meta
    return {
        "t": meta.get("title", ""),
        "u": page_address(page.path.removesuffix(".md")),
        "g": meta.get("section", ""),
        "d": meta.get("description", ""),
        "s": " ".join(meta.get("search_words", [])),
        "p": list(_parts(page.body)),
    }


def _parts(body: str) -> Iterator[tuple[str, str, str]]:
    """The parts of a page that tell it from others: anchor, heading, distinct words."""
    starts = list(_HEADING.finditer(body))
    for match, following in zip(starts, [*starts[1:], None], strict=True):
        id_ = match["id"] or match["md_id"]
        if id_ in _NOT_ITS_OWN:
            continue
        text = body[match.end() : following.start() if following else len(body)]
        yield id_, _plain(match["title"] or match["md"]).strip(), " ".join(_words(_plain(text)))


def _plain(text: str) -> str:
    return unescape(_MARKUP.sub(" ", text))


def _words(text: str) -> list[str]:
    """The words of a text in lower case, each once, in order."""
    found = dict.fromkeys(_WORD.findall(text.casefold()))
    return [word for word in found if len(word) >= _SHORT and not word.isdigit()]


_NUMBER = re.compile(r"\b\d{3,}\b")


def _help(site: Site) -> dict[str, Any]:
    """What comes before all else.

    Returns:
        `p` the page of warning signs; of each tier `i` its id, `t` its title, `a` whom to call, `w` the
        words that call for it, each with the anchor of its sign: those of signs, and numbers to call.
    """
    library, address = site.library, page_address_of(site.library, "pages/warning-signs")
    references = site.references(address, explain=False)
    tiers = []
    for tier in library.warning_signs.tiers:
        action, _rest = prose.first_sentence(prose.to_text(tier.action, references))
        words = [(sign.id, words) for sign in tier.signs for words in sign.search_words]
        words += [(tier.id, number) for number in _NUMBER.findall(action)]
        tiers.append({"i": tier.id, "t": tier.title, "a": action, "w": words})
    return {"p": address, "tiers": tiers}


def _terms(site: Site) -> Iterator[Entry]:
    """The words that the glossary explains."""
    address = page_address_of(site.library, "pages/glossary")
    references = site.references(address, explain=False)
    for term in site.library.glossary.terms:
        yield {
            "t": term.term,
            "u": f"{address}#{term.id}",
            "g": "glossary",
            "d": prose.to_text(term.definition, references),
            "s": " ".join(term.also),
            "p": [],
        }
