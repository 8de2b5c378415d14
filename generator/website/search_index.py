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
from generator.content.addresses import page_address, page_address_of
from generator.output.files import AnyFile, PromisedFile
from generator.output.page import PageContent
from generator.output.parallel import spread
from generator.output.spool import SpooledFile
from generator.website.navigation import SECTIONS, menu_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.output.files import AnyFile
    from generator.output.spool import IndexEntry
    from generator.site import Site

SEARCH_INDEX = "assets/search-index.js"
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


def render_search(site: Site, files: Iterable[AnyFile]) -> PromisedFile[str]:
    """The index of everything that is published.

    Args:
        site: the site.
        files: all that was rendered; only its pages are read.
    """
    pages = [file for file in files if file.path.endswith(".md")]
    return PromisedFile(SEARCH_INDEX, "pages/index.md", partial(_index, site, pages))


def _index(site: Site, pages: Sequence[AnyFile]) -> str:
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
    return f"var unknotIndex={data};\n"


def _entries(pages: Sequence[AnyFile]) -> list[IndexEntry]:
    """The entries of all pages, ordered by path; those of spooled pages are known already."""
    pages = sorted(pages, key=lambda file: file.path)
    entries = {file.path: file.index_entry for file in pages if isinstance(file, SpooledFile)}
    rest = [file for file in pages if file.path not in entries]
    for file in rest:
        if file.path.startswith("handouts/"):
            _ = file.content  # it may print handouts, which a child process cannot
    entries |= zip((file.path for file in rest), spread(_entry_of_file, rest), strict=True)
    return [entries[file.path] for file in pages]


def _entry_of_file(file: AnyFile) -> IndexEntry:
    page = file.content
    assert isinstance(page, PageContent)  # noqa: S101 - the content of every Markdown file
    return index_entry(file.path, page)


def index_entry(path: str, page: PageContent) -> IndexEntry:
    """A page as the search script reads it; one letter a field, since there are many of them.

    Args:
        path: the path of its file.
        page: the content of its file.

    Returns:
        `t` title, `u` address, `g` group, here its folder, `d` description, `s` synonyms, `p` its parts:
        anchor, heading, words.
    """
    meta = page.meta
    return {
        "t": meta.get("title", ""),
        "u": page_address(path.removesuffix(".md")),
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


def _terms(site: Site) -> Iterator[IndexEntry]:
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
