# Resolves the inline references of one page: citation numbers, links, region words, glossary terms.
#
# Each page has a `References` of its own, since citations are numbered, and terms explained at their first
# occurrence, page by page.

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from generator import prose
from generator.content.quotations import quotable, words_of
from generator.problems import line_and_column
from generator.prose.citation import CITED, SOURCE_ID, cited_ids

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.content.library import Library
    from generator.content.quotations import Items
    from generator.prose import Node, Prose
    from generator.schema.region import Region
    from generator.schema.sources import Source


def relative(here: str, there: str) -> str:
    """Make a relative link between two addresses, so that the site works under any path.

    Args:
        here: address of the linking page, relative to the site's root; empty or with a slash at the end.
        there: address of the page or file linked to, relative to the site's root, perhaps with an anchor.
    """
    path, hash_, anchor = there.partition("#")
    if path == here:
        return f"#{anchor}" if anchor else "./"
    folders, parts = here.split("/")[:-1], path.split("/")
    shared = 0
    while shared < min(len(folders), len(parts) - 1) and folders[shared] == parts[shared]:
        shared += 1
    return "../" * (len(folders) - shared) + "/".join(parts[shared:]) + hash_ + anchor


class References:
    """The references of one page; implements `prose.Resolver`."""

    def __init__(
        self,
        library: Library,
        region: Region,
        here: str,
        *,
        explain: bool = True,
        gettext: Callable[[str], str] = str,
    ) -> None:
        """Start a page without citations or explained terms.

        Args:
            library: where to look up targets, sources and terms.
            region: the region whose words and numbers to use.
            here: the page's address, relative to the site's root.
            explain: whether to mark glossary terms where they first occur.
            gettext: translates our own words in quotations.
        """
        self._gettext = gettext
        self._library = library
        self._region = region
        self._here = here
        self._numbers: dict[str, int] = {}
        self._explained: set[str] = set()
        self._terms = library.term_forms if explain else None

    def word(self, name: str) -> str:
        """The region word called `name`."""
        return self._region.all_words[name]

    def is_action(self, name: str) -> bool:
        """Whether the region word called `name` says what to do about a warning sign."""
        return name in self._region.actions

    def quoted(self, form: str, id_: str) -> Prose:
        """The words that `{form:id}` stands for; see `generator.content.quotations`."""
        words = words_of(form, id_, quotable(self._library.content.items, self._gettext))
        return prose.Prose("", (prose.Quoted(form, id_, words),))

    def address(self, target: str) -> str:
        """The relative link to a target."""
        return relative(self._here, self._library.resolve(target).address)

    def inside(self, target: str) -> str | None:  # noqa: ARG002 - only printed documents have parts
        """None: a page of the site has no parts to link to."""
        return None

    def link(self, address: str) -> str:
        """The relative link to an address that is relative to the site's root."""
        return relative(self._here, address)

    def cite(self, sources: tuple[str, ...]) -> tuple[int, ...]:
        """The numbers of `sources`, in the order of their first citation on the page."""
        return tuple(self._numbers.setdefault(source, len(self._numbers) + 1) for source in sources)

    @property
    def cited(self) -> list[tuple[int, Source]]:
        """Number and source of all citations so far, by number."""
        return [(number, self._library.sources[id_]) for id_, number in self._numbers.items()]

    def already_explained(self, *terms: str) -> None:
        """Leave these terms unmarked, as on the page that is about them."""
        self._explained.update(terms)

    def explain(self, text: str) -> list[tuple[str, str | None]]:
        """`text` split at the glossary terms that have not occurred on the page before."""
        pieces: list[tuple[str, str | None]] = []
        end = 0
        for match in self._terms.find(text) if self._terms else ():
            term = self._library.term_by_form[match[0].casefold()]
            if term in self._explained:
                continue
            self._explained.add(term)
            pieces += [(text[end : match.start()], None), (match[0], term)]
            end = match.end()
        return [*pieces, (text[end:], None)]

    def definition(self, term: str) -> str:
        """The definition of a glossary term, as plain text."""
        return prose.to_text(self._library.terms[term].definition, self)


_MARKDOWN_REFERENCE = re.compile(
    r"(?P<code>```.*?```|`[^`]*`)"
    rf"|(?P<gap>[ \t]*\n?[ \t]*)\[(?P<cite>{CITED})\]"
    r"|\[(?P<label>[^\[\]]+)\]"
    rf"\[(?P<target>[a-z0-9-]+(?:/[a-z0-9-]+)*(?:#[a-z0-9-]+)?|sources/{SOURCE_ID})\]"
    r"|(?<![{%$])\{(?P<word>[a-z_]+)\}"
    r"|(?<![{%$])\{(?P<form>[a-z]+):(?P<about>[a-z0-9-]+)\}",
    re.DOTALL,
)


def expand_markdown(body: str, references: References) -> str:
    """Resolve the references in a page's Markdown, except inside code."""

    def replace(match: re.Match[str]) -> str:
        if match["code"]:
            return match[0]
        if match["cite"]:
            cite = prose.Cite(cited_ids(match["cite"]))
            return prose.to_html(prose.Prose("", (cite,)), references)
        if match["target"]:
            # As HTML, because MkDocs takes Markdown links for paths of files. The link check covers it.
            return f'<a href="{escape(references.address(match["target"]))}">{match["label"]}</a>'
        if match["form"]:
            return prose.to_html(references.quoted(match["form"], match["about"]), references)
        return references.word(match["word"])

    return _MARKDOWN_REFERENCE.sub(replace, body)


def in_words_of(body: str, region: Region, items: Items) -> str:
    """A page's Markdown with the words of a region and all quotations written out, except inside code.

    Args:
        body: the Markdown.
        region: the region.
        items: all content, from which it quotes.
    """
    words = quotable(items)

    def replace(match: re.Match[str]) -> str:
        if match["form"]:
            nodes = words_of(match["form"], match["about"], words)
            return "".join(prose.node_text(node, _word) for node in nodes)
        return _word(match["word"]) if match["word"] else match[0]

    def _word(name: str) -> str:
        return region.all_words.get(name, "")

    return _MARKDOWN_REFERENCE.sub(replace, body)


def markdown_references(body: str) -> list[tuple[int, int, str, str]]:
    """List the references in a page's Markdown: line and column (from 1), type, and the id or name.

    The type is `cite`, `target`, `word` or `quoted`, whose name is `form:id`.
    """
    references = []
    for match in _MARKDOWN_REFERENCE.finditer(body):
        line, column = line_and_column(body, match.start())
        for type_ in ("cite", "target", "word"):
            if match[type_]:
                names = cited_ids(match[type_]) if type_ == "cite" else (match[type_],)
                references += [(line, column, type_, name) for name in names]
        if match["form"]:
            references.append((line, column, "quoted", f"{match['form']}:{match['about']}"))
    return references


def as_node(type_: str, name: str) -> Node:
    """A reference in Markdown as the node that it would be in a field with prose.

    Args:
        type_: as in `markdown_references`.
        name: as there.
    """
    match type_:
        case "cite":
            return prose.Cite((name,))
        case "target":
            return prose.Link(name, ())
        case "word":
            return prose.Word(name)
    form, _, about = name.partition(":")
    return prose.Quoted(form, about)
