# A page for MkDocs: front matter for the theme's templates, then the body.
#
# A generated body is HTML, so that no text in it can be mistaken for Markdown. The title, the lead and the
# list "On this page" are in the front matter, because the theme prints them outside the body.

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from generator.memo import replayed_property

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Place = tuple[str, str]
"""A title and an address from the site's root."""


@dataclass(frozen=True)
class Head:
    """Data about a page for the theme and the search; becomes its front matter."""

    title: str
    """The heading of level 1."""
    description: str
    """One sentence of plain text, for search results."""
    lead: str = ""
    """The sentence under the title, as HTML."""
    section: str = ""
    """Folder of the section of the menu that the page belongs to."""
    crumbs: tuple[Place, ...] = ()
    """The breadcrumb trail, from the home page to the page above this one."""
    layout: str = "article"
    """`article` has side columns, `wide` has none, `home` prints its own title."""
    search_words: tuple[str, ...] = ()
    """Everyday words by which the search should find the page."""
    repeats: bool = False
    """Whether its text repeats other pages, and search should find only its title."""
    styles: tuple[str, ...] = ()
    """Style sheets for this page only, from the site's root."""
    scripts: tuple[str, ...] = ()
    """Scripts for this page only, from the site's root."""
    oembed: str = ""
    """Address of the page's oEmbed data; empty if the page cannot be embedded."""
    share_picture: str = ""
    """Address, from the site's root, of the picture that chats show beside a link to the page, if any."""
    near: tuple[Place, ...] = ()
    """Pages near this one in its section, if the section is too long to be listed on every page."""
    linked_data: Mapping[str, Any] = field(default_factory=dict)
    """JSON-LD about the page, for search engines."""


@dataclass(frozen=True)
class PageContent:
    """A page for MkDocs: front matter and body."""

    meta: Mapping[str, Any]
    """The front matter."""
    body: str
    """HTML, or Markdown with blocks of HTML."""
    html: tuple[tuple[int, int], ...]
    """Start and end, in `body`, of each piece that is complete HTML, which Markdown leaves unchanged."""

    @property
    def text(self) -> str:
        """Front matter and body as the text of a Markdown file, for hosts that read files."""
        front = "".join(f"{name}: {_yaml(value)}\n" for name, value in self.meta.items())
        return f"---\n{front}{_END}{self.body}\n"

    @property
    def data(self) -> bytes:
        """The Markdown file as bytes."""
        return self.text.encode()


_END = "---\n\n"
"""The end of the front matter."""


def parse_page(text: str, html: tuple[tuple[int, int], ...]) -> PageContent:
    """Parse the text of a Markdown file.

    Args:
        text: front matter and body, as in `PageContent.text`.
        html: see `PageContent.html`.
    """
    front, _, body = text.partition(f"\n{_END}")
    return PageContent(_Parsed(front), body.removesuffix("\n"), html)


class _Parsed(Mapping[str, Any]):
    """Front matter, each value of which is parsed when it is asked for: of most pages none is."""

    def __init__(self, front: str) -> None:
        self._front = front

    @replayed_property
    def _values(self) -> dict[str, str]:
        """Each value as JSON."""
        fields = (line.partition(": ") for line in self._front.split("\n")[1:])
        return {name: value for name, _, value in fields}

    def __getitem__(self, name: str) -> Any:
        return json.loads(self._values[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""Characters that JSON allows, but that YAML forbids or takes for line breaks (YAML 1.1, 5.1 and 5.4)."""


def _yaml(value: Any) -> str:
    """A value as JSON on one line, which is valid YAML and is written thirty times faster."""
    text = json.dumps(value, ensure_ascii=False)
    return _NOT_IN_YAML.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def page_content(head: Head, body: str, pieces: Iterable[str] | None = None) -> PageContent:
    """A page for MkDocs.

    Args:
        head: data for the front matter.
        body: HTML, or Markdown with blocks of HTML.
        pieces: the pieces of the body that are complete HTML, in order; None if the whole body is.
    """
    stripped = body.strip()
    html = [stripped] if pieces is None else [piece.strip() for piece in pieces]
    return PageContent(_front_matter(head, body), stripped, tuple(_spans(stripped, html)))


def _spans(body: str, pieces: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Start and end of each piece in a body; the pieces are in order."""
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
        "repeats": head.repeats,
        "styles": list(head.styles),
        "scripts": list(head.scripts),
        "oembed": head.oembed,
        "share_picture": head.share_picture,
        "near": [{"title": title, "url": url} for title, url in head.near],
        "linked_data": dict(head.linked_data),
    }
    return {name: value for name, value in meta.items() if value}


_HEADING = re.compile(
    r'<h2 id="(?P<id>[^"]+)"(?: data-contents="(?P<short>[^"]*)")?>(?P<title>.*?)</h2>', re.DOTALL
)


def contents(body: str) -> Iterator[tuple[str, str]]:
    """Id and plain title of each HTML heading that "On this page" lists.

    A heading's `data-contents` is a shorter title for the list; if it is empty, the heading is not listed.
    """
    for match in _HEADING.finditer(body):
        short = match["short"]
        title = Markup(match["title"] if short is None else short).striptags()  # noqa: S704 - ours
        if title:
            yield match["id"], title
