# Finds related pages from the links in content, and gives the reason for each.
#
# Two pages are related if both are linked with the same thing, or if one mentions the other in its text.
# Pages that a page lists anyway, because it is linked with them directly, are left out.

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from generator.content.fields import linked_from, used_for
from generator.memo import replayed_property
from generator.prose.formats import listed

if TYPE_CHECKING:
    import gettext
    from collections.abc import Iterator, Mapping

    from generator.content.addresses import Entry
    from generator.content.library import Library
    from generator.content.subject_words import SubjectWords

TOPICS = ("techniques", "symptoms", "self-care", "muscles")
"""Kinds of pages that can be related, in the order in which reasons are given."""

_PLACE = "place"
"""The `kind` of a region of the body map in keys of the graph."""
_MAX_NAMES = 3
"""How many shared things are named; the rest are counted."""


class Related(NamedTuple):
    """A page to read next."""

    entry: Entry
    """The page."""
    reasons: tuple[str, ...]
    """Why it is related, as phrases to show."""


@dataclass(frozen=True)
class LinkGraph:
    """The links between pages, body regions and other things, in both directions."""

    entries: Mapping[str, Entry]
    """Pages by `kind/id`, in the order of the site."""
    linked: Mapping[str, frozenset[str]]
    """`kind/id` → what it is linked with, by a field on either side."""
    mentions: Mapping[str, frozenset[str]]
    """`kind/id` → the pages that its text links to."""
    names: Mapping[str, str]
    """`kind/id` → the name to show in a list."""

    @replayed_property
    def order(self) -> Mapping[str, int]:
        """`kind/id` → its place in the order of the site."""
        return {key: place for place, key in enumerate(self.names)}

    @replayed_property
    def mentioned_by(self) -> Mapping[str, set[str]]:
        """`kind/id` → the pages whose text links to it."""
        mentioned_by: dict[str, set[str]] = defaultdict(set)
        for one, others in self.mentions.items():
            for other in others:
                mentioned_by[other].add(one)
        return mentioned_by

    def shared(self, one: str, other: str) -> list[str]:
        """The things that both pages are linked with, in the order of the site."""
        return sorted(self.linked[one] & self.linked[other], key=self.order.__getitem__)

    def weights(self, one: str) -> dict[str, float]:
        """How closely pages are related to `one`, in the order of the site; all others are not at all.

        A shared thing counts for more if few pages share it.
        """
        weights: defaultdict[str, float] = defaultdict(float)
        for key in sorted(self.linked[one], key=self.order.__getitem__):
            for other in self.linked[key]:
                weights[other] += 1 / len(self.linked[key])
        for other in (*self.mentions[one], *self.mentioned_by.get(one, ())):
            weights[other] += 1
        pages = (weights.keys() & self.entries.keys()) - {one}
        return {other: weights[other] for other in sorted(pages, key=self.order.__getitem__)}


def link_graph(library: Library) -> LinkGraph:
    """Build the graph of a site's topics."""
    entries = {entry.key: entry for entry in library.entries.values() if entry.kind in TOPICS}
    places = {f"{_PLACE}/{region.id}": region.title for region in library.body_map.regions}
    chips = {f"symptoms/{id_}": symptom.chip for id_, symptom in library.symptoms.items()}
    linked: dict[str, set[str]] = {key: set() for key in (*entries, *places)}
    for one, other in _links(library):
        linked[one].add(other)
        linked[other].add(one)
    return LinkGraph(
        entries,
        {key: frozenset(others) for key, others in linked.items()},
        {key: frozenset(_mentions(library, entry) & entries.keys()) for key, entry in entries.items()},
        {**{key: entry.title for key, entry in entries.items()}, **chips, **places},
    )


def related(
    graph: LinkGraph,
    key: str,
    say: SubjectWords,
    *,
    per_kind: int = 2,
    limit: int = 4,
) -> tuple[Related, ...]:
    """Find pages to read next, most closely related first.

    Args:
        graph: the links of the site.
        key: `kind/id` of the page.
        say: says the words of the subject.
        per_kind: most pages of one kind.
        limit: most pages in all.
    """
    weights = graph.weights(key)
    order = sorted(weights, key=lambda other: -weights[other])
    pages: list[Related] = []
    kinds: Counter[str] = Counter()
    for other in order:
        entry = graph.entries[other]
        eligible = other not in graph.linked[key]
        if eligible and kinds[entry.kind] < per_kind and len(pages) < limit:
            kinds[entry.kind] += 1
            pages.append(Related(entry, tuple(_reasons(graph, key, other, say))))
    return tuple(pages)


def _links(library: Library) -> Iterator[tuple[str, str]]:
    for id_, technique in library.techniques.items():
        yield from ((f"techniques/{id_}", used) for used in used_for(technique))
    for id_, symptom in library.symptoms.items():
        yield from ((f"symptoms/{id_}", f"self-care/{topic}") for topic in symptom.self_care)
    for region in library.body_map.regions:
        yield from ((f"{_PLACE}/{region.id}", f"muscles/{muscle}") for muscle in region.muscles)


def _mentions(library: Library, entry: Entry) -> set[str]:
    """The pages that a page's text links to ; a link to a place in a page only points out a rule."""
    model = library.content.items[entry.kind][entry.id]
    return {library.resolve(target).key for target in linked_from(model) if "#" not in target}


def _reasons(graph: LinkGraph, one: str, other: str, say: SubjectWords) -> Iterator[str]:
    translations = say.translations
    _ = translations.gettext
    shared: dict[str, list[str]] = defaultdict(list)
    for key in graph.shared(one, other):
        shared[key.partition("/")[0]].append(graph.names[key])
    for kind in (*TOPICS, _PLACE):
        if shared[kind]:
            word = say(f"related.{kind.replace('-', '_')}", len(shared[kind]))
            yield f"{word} {_enumerated(shared[kind], translations, say.language)}"
    if other in graph.mentions[one]:
        yield _("This page links to it")
    elif one in graph.mentions[other]:
        yield _("It links to this page")


def _enumerated(names: list[str], translations: gettext.NullTranslations, language: str) -> str:
    """Join the first names and count the rest. A single further name is given rather than counted."""
    first = names if len(names) <= _MAX_NAMES + 1 else names[:_MAX_NAMES]
    rest = len(names) - len(first)
    if not rest:
        return listed(first, language)
    more = translations.ngettext("{names} and {count} more", "{names} and {count} more", rest)
    return more.format(names=listed(first, language, goes_on=True), count=rest)
