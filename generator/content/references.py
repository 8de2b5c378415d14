# What an inline reference becomes on one page: numbers, addresses, words, explanations.
#
# Made fresh for each page and thrown away with it: citation numbers and "the first time a term
# occurs" belong to one page.

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from generator import prose
from generator.problems import line_and_column

if TYPE_CHECKING:
    from generator.content.library import Library
    from generator.schema.region import Region
    from generator.schema.sources import Source


def relative(here: str, there: str) -> str:
    """The link from one address to another, both from the site's root, so that any sub-path works.

    Args:
        here: address of the page that links; it ends in a slash or is empty (the root).
        there: address of the page or file linked to, perhaps with an anchor.
    """
    path, hash_, anchor = there.partition("#")
    if path == here:
        return f"#{anchor}" if anchor else "./"
    folders, way = here.split("/")[:-1], path.split("/")
    shared = 0
    while shared < min(len(folders), len(way) - 1) and folders[shared] == way[shared]:
        shared += 1
    return "../" * (len(folders) - shared) + "/".join(way[shared:]) + hash_ + anchor


class References:
    """The references of one page; implements `prose.References`."""

    def __init__(self, library: Library, region: Region, here: str, *, explain: bool = True) -> None:
        """Start a page.

        Args:
            library: where targets, sources and terms are looked up.
            region: whose words and numbers to use.
            here: the page's address.
            explain: whether glossary terms are marked where they first occur.
        """
        self._library = library
        self._region = region
        self._here = here
        self._numbers: dict[str, int] = {}
        self._explained: set[str] = set()
        self._terms = library.term_forms if explain else None

    def word(self, name: str) -> str:
        """The region's word for `name`."""
        return self._region.emergency_number if name == "emergency_number" else self._region.words[name]

    def address(self, target: str) -> str:
        """The relative link to a target of content."""
        return relative(self._here, self._library.resolve(target).address)

    def inside(self, target: str) -> str | None:  # noqa: ARG002 - a page of the site holds no other page
        """The part of the same document that has a target, where a document has parts."""
        return None

    def link(self, address: str) -> str:
        """The relative link to an address from the site's root."""
        return relative(self._here, address)

    def cite(self, sources: tuple[str, ...]) -> tuple[int, ...]:
        """The numbers of `sources`, in the order of their first citation on the page."""
        return tuple(self._numbers.setdefault(source, len(self._numbers) + 1) for source in sources)

    @property
    def cited(self) -> list[tuple[int, Source]]:
        """Number and source of all that was cited so far."""
        return [(number, self._library.sources[id_]) for id_, number in self._numbers.items()]

    def already_explained(self, *terms: str) -> None:
        """Leave these terms unmarked: the page is about them."""
        self._explained.update(terms)

    def explain(self, text: str) -> list[tuple[str, str | None]]:
        """`text` cut at the glossary terms that occur for the first time on the page."""
        pieces: list[tuple[str, str | None]] = []
        at = 0
        for match in self._terms.find(text) if self._terms else ():
            term = self._library.term_by_form[match[0].casefold()]
            if term in self._explained:
                continue
            self._explained.add(term)
            pieces += [(text[at : match.start()], None), (match[0], term)]
            at = match.end()
        return [*pieces, (text[at:], None)]

    def definition(self, term: str) -> str:
        """A glossary term's definition in plain text."""
        return prose.to_text(self._library.terms[term].definition, self)


_MARKDOWN_REFERENCE = re.compile(
    r"(?P<code>```.*?```|`[^`]*`)"
    r"|(?P<gap>[ \t]*\n?[ \t]*)\[(?P<cite>@[a-z0-9-]+(?:\s*;\s*@[a-z0-9-]+)*)\]"
    r"|\[(?P<label>[^\[\]]+)\]\[(?P<target>[a-z0-9-]+(?:/[a-z0-9-]+)*(?:#[a-z0-9-]+)?)\]"
    r"|(?<![{%$])\{(?P<word>[a-z_]+)\}",
    re.DOTALL,
)


def expand_markdown(body: str, references: References) -> str:
    """A page's Markdown with its references resolved; code is left alone."""

    def replace(match: re.Match[str]) -> str:
        if match["code"]:
            return match[0]
        if match["cite"]:
            cite = prose.Cite(tuple(re.findall(r"@([a-z0-9-]+)", match["cite"])))
            return prose.to_html(prose.Prose("", (cite,)), references)
        if match["target"]:
            # HTML, since MkDocs wants Markdown links to name files; `site_links` checks it.
            return f'<a href="{escape(references.address(match["target"]))}">{match["label"]}</a>'
        return references.word(match["word"])

    return _MARKDOWN_REFERENCE.sub(replace, body)


def markdown_references(body: str) -> list[tuple[int, int, str, str]]:
    """Every reference in a page's Markdown: line, column (from 1), what it is, what it names."""
    found = []
    for match in _MARKDOWN_REFERENCE.finditer(body):
        line, column = line_and_column(body, match.start())
        for what in ("cite", "target", "word"):
            if match[what]:
                names = re.findall(r"@([a-z0-9-]+)", match[what]) if what == "cite" else [match[what]]
                found += [(line, column, what, name) for name in names]
    return found
