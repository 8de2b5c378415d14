# The search index, `assets/search-index.js`, which the theme's search script loads on first use.
#
# It is a classic script that sets one variable, because a page that was opened from disk cannot fetch
# files. It is made from the pages as they are published, so it covers quizzes and handouts, too. The index
# of a large site is in parts, so that a search loads only what it needs.

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Sequence
from html import unescape
from itertools import accumulate, chain
from operator import itemgetter
from typing import TYPE_CHECKING, Any, overload

from generator.content.addresses import page_address
from generator.content.long_lists import LIST_PART
from generator.output.files import OutputFile, PromisedFile
from generator.output.page import PageContent
from generator.output.parallel import spread
from generator.output.spool import SpooledFile
from generator.schema.page import Show
from generator.website.navigation import menu_title, sections_of
from generator.website.search_entries import caution_entries, help_entry, term_entries
from generator.website.search_parts import parts_of
from generator.website.search_postings import as_json
from generator.website.search_words import small_words, without_vowels

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from generator.output.files import AnyFile
    from generator.output.spool import IndexEntry
    from generator.site import Site

SEARCH_INDEX = "assets/search-index.js"
"""Path of the index from the site's root."""
SEARCH_TITLES = "assets/search-titles.js"
"""Path of the titles of the main pages, which searches in the site's other languages load."""
SEARCH_PARTS = "assets/search/"
"""The folder of the parts of a large index."""
_VARIABLE = "unknotIndex"
"""The variable of JavaScript that has the index."""
WHOLE = 215_000
"""How many characters an index in one file may have: some 60 kB on the wire, which every search loads."""
_TOPICS = ("techniques", "symptoms", "self-care", "muscles")
"""Kinds whose pages readers of another language are offered, beside hand-written pages that teach."""
_DIGITS = 8
"""The length of the digest that tells the parts of one index from those of another."""
_TOGETHER = 32
"""How many parts are in one folder."""
_SOURCE = "pages/index.md"

_HEADING = re.compile(
    r'<h2 id="(?P<id>[^"]+)"[^>]*>(?P<title>.*?)</h2>|^## (?P<md>[^{\n]+?)\s*\{#(?P<md_id>[a-z0-9-]+)\}',
    re.MULTILINE | re.DOTALL,
)
_NOT_OWN = ("get-help", "sources", "check", "related", "answers", "your-pages")
"""Ids of parts with words of other pages, or of most pages, which are about nothing of that."""
_MARKUP = re.compile(r"<svg.*?</svg>|<[^>]+>|\]\([^)]*\)|[*_`#>|\[\]]", re.DOTALL)
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_SHEET_WEIGHT = 0.9
"""How much a printed sheet counts: it comes after the page that it prints."""
_SOURCES_WEIGHT = 0.5
"""How much the list of sources counts: titles of works have words of every subject."""
_OWN_WORDS = (Show.SOURCES, Show.CLAIMS)
"""Lists whose parts say what no other page says."""
_MIN_LENGTH = 3
"""Shorter words are not indexed."""


def promise_search(site: Site, files: Iterable[AnyFile]) -> PromisedFile[str]:
    """The search index of the pages among `files`, in one file however large it is."""
    pages = list(files)
    return PromisedFile(SEARCH_INDEX, _SOURCE, lambda: _whole(index_of(site, pages)))


def promise_titles(site: Site, files: Iterable[AnyFile]) -> list[PromisedFile[str]]:
    """The titles of the main pages among `files`, if the site has other languages."""
    pages = list(files)
    if not site.settings.other_languages:
        return []
    return [PromisedFile(SEARCH_TITLES, _SOURCE, lambda: _titles(site, index_of(site, pages)))]


def render_search(site: Site, files: Iterable[AnyFile], whole: int = WHOLE) -> list[OutputFile[str]]:
    """The search index of the pages among `files`.

    Args:
        site: the site.
        files: pages and other files.
        whole: how many characters an index in one file may have; a larger one is in parts.
    """
    index = index_of(site, files)
    texts = index_files(index, whole)
    if site.settings.other_languages:
        texts[SEARCH_TITLES] = _titles(site, index)
    return [OutputFile(path, text, _SOURCE) for path, text in texts.items()]


def _titles(site: Site, index: Mapping[str, Any]) -> str:
    """A script with an index of titles and search words, without the words of the pages themselves."""
    library = site.library
    topics = {entry.address for entry in library.entries.values() if entry.kind in _TOPICS}
    teaching = (page_address(page.path) for page in library.pages.values() if page.teaches)
    main = {"", *topics, *teaching}
    entries = [{**entry, "d": "", "p": []} for entry in index["entries"] if entry["u"] in main]
    tag = site.language.tag if site.language else site.settings.languages[0]
    titles = as_json({**index, "entries": entries, "groups": []})
    return f'(window.unknotTitles||={{}})["{tag}"]={titles};\n'


def index_files(index: Mapping[str, Any], whole: int = WHOLE) -> dict[str, str]:
    """Path → text of each file of an index.

    Args:
        index: what `search-parts.js` reads; see `index_of`.
        whole: how many characters an index in one file may have.
    """
    if _fits(index, whole):
        return {SEARCH_INDEX: _whole(index)}
    return files_in_parts(index, SEARCH_INDEX, _VARIABLE)


def files_in_parts(index: Mapping[str, Any], path: str, variable: str) -> dict[str, str]:
    """Path → text of each file of an index in parts.

    Args:
        index: see `index_files`.
        path: path of the file that every search loads, in the same folder as the search index.
        variable: the variable of JavaScript that has the index.
    """
    core, parts = parts_of(index["entries"], index["small"])
    scripts = {name: f"{variable}.parts.{name}={text};\n" for name, text in parts.items()}
    folders = _folders(path, scripts)
    shared = {key: value for key, value in index.items() if key != "entries"}
    where = {"folder": SEARCH_PARTS.removeprefix(SEARCH_INDEX.rpartition("/")[0] + "/"), "folders": folders}
    start = _script({**shared, **core, **where, "together": _TOGETHER, "parts": {}}, variable)
    paths = {name: f"{SEARCH_PARTS}{folders[name[0]][_group(name)]}/{name}.js" for name in scripts}
    return {path: start, **{paths[name]: text for name, text in scripts.items()}}


def _folders(index: str, scripts: Mapping[str, str]) -> dict[str, list[str]]:
    """Kind of parts → the folders of its groups, in order.

    Parts of two versions do not fit together, so a folder is named by what is in it. An edit changes few
    parts, and only the folders that have one of these.

    Args:
        index: the path of the index, since those of two may have the same parts.
        scripts: name of a part → its text.
    """
    texts: dict[str, dict[int, str]] = defaultdict(lambda: defaultdict(str))
    for name, text in scripts.items():
        texts[name[0]][_group(name)] += text
    return {
        kind: [_digest(f"{index} {groups.get(number, '')}") for number in range(max(groups) + 1)]
        for kind, groups in texts.items()
    }


def _group(name: str) -> int:
    """The number of the folder of a part among those of its kind."""
    return int(name[1:]) // _TOGETHER


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


def _fits(index: Mapping[str, Any], whole: int) -> bool:
    """Whether the index has at most so many characters in one file. A large one is never written whole."""
    entries: Sequence[IndexEntry] = index["entries"]
    size = len(_script({**index, "entries": []})) + max(0, len(entries) - 1)
    return all(
        running <= whole for running in accumulate((len(as_json(one)) for one in entries), initial=size)
    )


def _whole(index: Mapping[str, Any]) -> str:
    return _script({**index, "entries": [*index["entries"]]})


def _script(index: Mapping[str, Any], variable: str = _VARIABLE) -> str:
    return f"var {variable}={as_json(index)};\n"


class Entries(Sequence["IndexEntry"]):
    """The entries of an index, in order. They are held as JSON, which needs a third of the memory."""

    def __init__(self, entries: Iterable[IndexEntry]) -> None:
        """Put entries in the order in which equal results are listed."""
        held = [((entry["g"], entry["u"]), as_json(entry).encode()) for entry in entries]
        held.sort(key=itemgetter(0))
        self._held = [data for _, data in held]

    def __len__(self) -> int:
        """How many there are."""
        return len(self._held)

    @overload
    def __getitem__(self, index: int) -> IndexEntry: ...

    @overload
    def __getitem__(self, index: slice) -> list[IndexEntry]: ...

    def __getitem__(self, index: int | slice) -> IndexEntry | list[IndexEntry]:
        """An entry, or some."""
        held = self._held[index]
        return json.loads(held) if isinstance(held, bytes) else [*map(json.loads, held)]


def index_of(site: Site, files: Iterable[AnyFile]) -> dict[str, Any]:
    """The index with all entries: of the pages among `files`, of cautions and of the glossary.

    Returns:
        `groups` titles of the sections, `entries` see `index_entry`, `help` see `help_entry`, `small` words
        that count only alone.
    """
    own_words, works = _lists(site, _OWN_WORDS), _lists(site, (Show.SOURCES,))
    pages = [file for file in files if file.path.endswith(".md") and not _is_repeated_part(file, own_words)]
    groups = [(folder, menu_title(index)) for folder, _, index in sections_of(site.library)]
    groups += [
        ("glossary", site.translations.gettext("Words explained")),
        ("", site.translations.gettext("More")),
    ]
    order = {folder: index for index, (folder, _) in enumerate(groups)}
    of_pages = (_weighed(entry, works) for entry in _entries(pages))
    entries = (
        {**entry, "g": order.get(entry["g"], order[""])}
        for entry in chain(of_pages, caution_entries(site), term_entries(site))
    )
    return {
        "groups": [title for _, title in groups],
        "entries": Entries(entries),
        "help": help_entry(site),
        "small": small_words(site.translations.gettext),
    }


def _lists(site: Site, shows: Container[Show | None]) -> set[str]:
    """The addresses of the pages with one of these values of `show:`."""
    return {page_address(page.path) for page in site.library.pages.values() if page.show in shows}


def _weighed(entry: IndexEntry, works: Container[str]) -> IndexEntry:
    """The entry of a page, which counts less if the page is one of `works`, which list titles of works."""
    return {**entry, "w": _SOURCES_WEIGHT} if entry["u"].partition(LIST_PART)[0] in works else entry


def _is_repeated_part(file: AnyFile, own_words: Container[str]) -> bool:
    """Whether a page is a part of a list, but of none in `own_words`, which say what no other page says."""
    page, part, _ = file.path.partition(f"/{LIST_PART}")
    return bool(part) and f"{page}/" not in own_words


def _entries(pages: Iterable[AnyFile]) -> Iterator[IndexEntry]:
    """The entries of all pages, ordered by path. A spooled page brings its own."""
    pages = sorted(pages, key=lambda file: file.path)
    rest = [file for file in pages if not isinstance(file, SpooledFile)]
    for file in rest:
        if file.path.startswith("handouts/"):
            _ = file.content  # rendered here, because it may print handouts, which a child process cannot
    made = iter(spread(_entry_of_file, rest))
    for file in pages:
        yield file.index_entry if isinstance(file, SpooledFile) else next(made)


def _entry_of_file(file: AnyFile) -> IndexEntry:
    page = file.content
    assert isinstance(page, PageContent)  # noqa: S101 - the content of every Markdown file
    return index_entry(file.path, page)


def index_entry(path: str, page: PageContent) -> IndexEntry:
    """What the search index says of a page, with keys of one letter to keep the index small.

    Args:
        path: path of the page's file.
        page: content of that file.

    Returns:
        `t` title, `u` address, `g` the page's section, `d` description, `s` search words, `p` a list of
        its parts: anchor, heading, words; `w` how much it counts, if less than others.
    """
    meta = page.meta
    return {
        "t": meta.get("title", ""),
        "u": page_address(path.removesuffix(".md")),
        "g": meta.get("section", ""),
        "d": meta.get("description", ""),
        "s": ",".join(meta.get("search_words", [])),
        "p": [] if meta.get("repeats") else list(_parts(page.body)),
        **({"w": _SHEET_WEIGHT} if path.startswith("handouts/") else {}),
    }


def _parts(body: str) -> Iterator[tuple[str, str, str]]:
    """Anchor, heading and distinct words of each part of a page that has words of its own."""
    starts = list(_HEADING.finditer(body))
    for match, following in zip(starts, [*starts[1:], None], strict=True):
        id_ = match["id"] or match["md_id"]
        if id_ in _NOT_OWN:
            continue
        text = body[match.end() : following.start() if following else len(body)]
        yield id_, _plain(match["title"] or match["md"]).strip(), " ".join(_words(_plain(text)))


def _plain(text: str) -> str:
    return unescape(_MARKUP.sub(" ", text))


def _words(text: str) -> list[str]:
    """The words of a text in lower case, each once, in order of first occurrence."""
    words = dict.fromkeys(_WORD.findall(without_vowels(text.casefold())))
    return [word for word in words if len(word) >= _MIN_LENGTH and not word.isdigit()]
