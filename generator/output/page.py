# A page for MkDocs: front matter, which the theme's templates read, then the body.
#
# A generated body is HTML, so nothing in it can be mistaken for Markdown. The theme prints the title, the
# lead and the list "On this page", so all three are in the front matter.

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Place = tuple[str, str]
"""A title and an address from the site's root."""


@dataclass(frozen=True)
class Head:
    """What the theme and the search are told about a page."""

    title: str
    """The heading of level 1."""
    description: str
    """One plain sentence, for search results."""
    lead: str = ""
    """The sentence under the title, as HTML."""
    section: str = ""
    """The section of the menu it belongs to: its folder."""
    crumbs: tuple[Place, ...] = ()
    """The way to it from home; home first, the page itself left out."""
    layout: str = "article"
    """`article` has columns beside it, `wide` has none, `home` prints its own title."""
    search_words: tuple[str, ...] = ()
    """Everyday words that should find it."""
    styles: tuple[str, ...] = ()
    """Style sheets for this page only, from the site's root."""
    scripts: tuple[str, ...] = ()
    """Scripts for this page only, from the site's root."""
    oembed: str = ""
    """The address of what oEmbed says of it; nothing if it cannot be embedded."""
    near: tuple[Place, ...] = ()
    """The pages before and after it, where its section is too long to be listed on each page."""
    linked_data: Mapping[str, Any] = field(default_factory=dict)
    """The page as search engines read it."""


@dataclass(frozen=True)
class PageContent:
    """A page for MkDocs: front matter and body."""

    meta: Mapping[str, Any]
    """The front matter."""
    body: str
    """HTML, or Markdown with blocks of HTML."""
    html: tuple[tuple[int, int], ...]
    """Start and end of each piece of the body that is complete HTML, which Markdown leaves as it is."""

    @property
    def text(self) -> str:
        """Front matter and body as a Markdown file, for hosts that read files."""
        front = "".join(f"{name}: {_yaml(value)}\n" for name, value in self.meta.items())
        return f"---\n{front}{_END}{self.body}\n"

    @property
    def data(self) -> bytes:
        """The Markdown file as bytes."""
        return self.text.encode()


_END = "---\n\n"
"""Ends front matter."""


def parse_page(text: str, html: tuple[tuple[int, int], ...]) -> PageContent:
    """The page that has this `text`.

    Args:
        text: front matter and body, as `PageContent.text` writes them.
        html: see `PageContent.html`.
    """
    front, _, body = text.partition(f"\n{_END}")
    fields = (line.partition(": ") for line in front.split("\n")[1:])
    meta = {name: json.loads(value) for name, _, value in fields}
    return PageContent(meta, body.removesuffix("\n"), html)


_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What may stand in JSON as it is, but not in YAML, or would end a line there (YAML 1.1, 5.1 and 5.4)."""


def _yaml(value: Any) -> str:
    """A value as JSON on one line, which is YAML, too, and made thirty times faster."""
    text = json.dumps(value, ensure_ascii=False)
    return _NOT_IN_YAML.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def page_content(head: Head, body: str, pieces: Iterable[str] | None = None) -> PageContent:
    """A page for MkDocs.

    Args:
        head: its front matter.
        body: HTML, or Markdown with blocks of HTML.
        pieces: the pieces of the body that are complete HTML, in order; None if all of it is.
    """
    whole = body.strip()
    html = [whole] if pieces is None else [piece.strip() for piece in pieces]
    return PageContent(_front_matter(head, body), whole, tuple(_places(whole, html)))


def _places(body: str, pieces: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where pieces stand in a body, one after the other."""
    end = 0
    for piece in pieces:
        start = body.index(piece, end)
        end = start + len(piece)
        yield start, end


def _front_matter(head: Head, body: str) -> dict[str, Any]:
    meta: dict[str, Any] = {
        "title": head.title,
        "description": head.description,
        "lead": head.lead,
        "section": head.section,
        "layout": head.layout,
        "crumbs": [{"title": title, "url": url} for title, url in head.crumbs],
        "contents": [{"id": id_, "title": title} for id_, title in contents(body)],
        "search_words": list(head.search_words),
        "styles": list(head.styles),
        "scripts": list(head.scripts),
        "oembed": head.oembed,
        "near": [{"title": title, "url": url} for title, url in head.near],
        "linked_data": dict(head.linked_data),
    }
    return {name: value for name, value in meta.items() if value}


_HEADING = re.compile(
    r'<h2 id="(?P<id>[^"]+)"(?: data-contents="(?P<short>[^"]*)")?>(?P<title>.*?)</h2>', re.DOTALL
)


def contents(body: str) -> Iterator[Place]:
    """The headings of the HTML in a body that "On this page" lists: id, plain title.

    A heading's `data-contents` is its shorter title there; an empty one leaves it out.
    """
    for match in _HEADING.finditer(body):
        short = match["short"]
        title = Markup(match["title"] if short is None else short).striptags()  # noqa: S704 - ours
        if title:
            yield match["id"], title
