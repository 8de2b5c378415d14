# What a form offers if its list is too long for the page: an index of names, which `chooser.js` searches.
#
# It is made and read as the search index is, always in parts, so that a form weighs the same however much
# it offers. A short list is in the form itself, and needs no index.

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from generator.content import long_lists
from generator.content.list_pages import page_id
from generator.output.files import OutputFile, made_anew
from generator.website.search_index import files_in_parts
from generator.website.search_words import other_names, small_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sized

    from generator.content.library import Library
    from generator.site import Site

SHEETS, QUIZZES = "assets/sheet-names.js", "assets/quiz-names.js"
"""Paths of the indexes of what a set of handouts and a quiz of one's own can be made of."""
_VARIABLE = "unknotNames"
"""The variable of JavaScript that has the index. No page has two."""


class FormChoice(NamedTuple):
    """Something that a form offers."""

    id: str
    title: str
    line: str
    """What is shown below the title."""
    search_words: tuple[str, ...] = ()
    """Other words by which it is found."""


def is_long(choices: Sized) -> bool:
    """Whether a form offers so much that readers search for it instead of reading a list."""
    return len(choices) > long_lists.LIMIT


def names_of(library: Library, target: str) -> tuple[str, ...]:
    """What readers may type for what is about a topic or a page, beside its title."""
    topic = library.resolve(target)
    pages = {page_id(path): page for path, page in library.pages.items()} if topic.kind == "pages" else {}
    model = pages.get(topic.id) or library.content.items.get(topic.kind, {}).get(topic.id)
    return (topic.title, *other_names(model))


@made_anew
def render_choices(
    site: Site, path: str, choices: Callable[[], Iterable[FormChoice]], source: str
) -> Iterator[OutputFile[str]]:
    """The files of an index of names; none for a short list.

    Args:
        site: the site.
        path: one of the paths above.
        choices: returns what the form offers, in the order in which equal results are listed.
        source: the content file of the form's page.
    """
    offered = tuple(choices())
    if is_long(offered):
        for name, text in _files(path, offered, small_words(site.translations.gettext)):
            yield OutputFile(name, text, source)


@lru_cache(8)
def _files(path: str, choices: tuple[FormChoice, ...], small: str) -> tuple[tuple[str, str], ...]:
    """Path and text of each file; while a site is served, few edits change them."""
    entries = [
        {"t": title, "u": id_, "d": line, "g": 0, "s": ",".join(search_words), "p": []}
        for id_, title, line, search_words in choices
    ]
    return tuple(files_in_parts({"entries": entries, "small": small}, path, _VARIABLE).items())
