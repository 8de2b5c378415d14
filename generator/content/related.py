# Related pages, from the graph of links that content declares, each with the reason why it is related.
#
# Two pages are related when both are linked with the same thing, or when one mentions the other in its
# text. What a page lists anyway, because it is linked with it itself, is left out.

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from generator.content.fields import prose_in

if TYPE_CHECKING:
    import gettext
    from collections.abc import Iterator, Mapping

    from generator.content.addresses import Entry
    from generator.content.library import Library

TOPICS = ("techniques", "symptoms", "self-care", "muscles")
"""Kinds of pages that can be related, in the order in which reasons are told."""

_PLACE = "place"
"""Beside the kinds of content: a region of the body map."""
_NAMED = 3
"""So many shared things are named; the rest are counted."""


class Related(NamedTuple):
    """A page to read next."""

    entry: Entry
    """The page."""
    reasons: tuple[str, ...]
    """Why it is related, in words."""


@dataclass(frozen=True)
class LinkGraph:
    """Which page is linked with what; links count both ways."""

    entries: Mapping[str, Entry]
    """Pages by `kind/id`, in the site's order."""
    linked: Mapping[str, frozenset[str]]
    """`kind/id` → what it is linked with by a field of its own or of the other's."""
    mentions: Mapping[str, frozenset[str]]
    """`kind/id` → pages that its text links to."""
    names: Mapping[str, str]
    """What to call each thing in a list."""

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The place of each thing in the site's order."""
        return {key: place for place, key in enumerate(self.names)}

    @cached_property
    def mentioned_by(self) -> Mapping[str, set[str]]:
        """`kind/id` → pages whose text links to it."""
        found: dict[str, set[str]] = defaultdict(set)
        for one, others in self.mentions.items():
            for other in others:
                found[other].add(one)
        return found

    def near(self, one: str) -> list[str]:
        """The pages that may be related to one, in the site's order: only those have a weight."""
        found = {other for key in self.linked[one] for other in self.linked[key]}
        found |= self.mentions[one] | self.mentioned_by.get(one, set())
        return sorted((found & self.entries.keys()) - {one}, key=self.order.__getitem__)

    def shared(self, one: str, other: str) -> list[str]:
        """What two pages are both linked with, in the site's order."""
        return sorted(self.linked[one] & self.linked[other], key=self.order.__getitem__)

    def weight(self, one: str, other: str) -> float:
        """How closely two pages are related: what few pages share counts for more."""
        common = sum(1 / len(self.linked[key]) for key in self.shared(one, other))
        return common + (other in self.mentions[one]) + (one in self.mentions[other])


def link_graph(library: Library) -> LinkGraph:
    """The graph of a site's topics.

    Args:
        library: whose links and texts are read.
    """
    entries = {entry.key: entry for entry in library.entries.values() if entry.kind in TOPICS}
    places = {f"{_PLACE}/{region.id}": region.title for region in library.body_map.regions}
    chips = {f"symptoms/{id_}": symptom.chip for id_, symptom in library.symptoms.items()}
    linked: dict[str, set[str]] = {key: set() for key in (*entries, *places)}
    for one, other in _links(library):
        linked[one].add(other)
        linked[other].add(one)
    return LinkGraph(
        entries,
        {key: frozenset(found) for key, found in linked.items()},
        {key: frozenset(_mentioned(library, entry) & entries.keys()) for key, entry in entries.items()},
        {**{key: entry.title for key, entry in entries.items()}, **chips, **places},
    )


def related(
    graph: LinkGraph,
    key: str,
    translations: gettext.NullTranslations,
    *,
    of_a_kind: int = 2,
    limit: int = 4,
) -> tuple[Related, ...]:
    """Pages to read next, the most closely related first.

    Args:
        graph: the site's links.
        key: `kind/id` of the page.
        translations: the reasons' language.
        of_a_kind: how many pages of one kind there may be.
        limit: how many in all.
    """
    weights = {other: graph.weight(key, other) for other in graph.near(key)}
    order = sorted(weights, key=lambda other: -weights[other])
    found: list[Related] = []
    kinds: Counter[str] = Counter()
    for other in order:
        entry = graph.entries[other]
        wanted = weights[other] and other not in graph.linked[key]
        if wanted and kinds[entry.kind] < of_a_kind and len(found) < limit:
            kinds[entry.kind] += 1
            found.append(Related(entry, tuple(_reasons(graph, key, other, translations))))
    return tuple(found)


def _links(library: Library) -> Iterator[tuple[str, str]]:
    for id_, technique in library.techniques.items():
        yield from ((f"techniques/{id_}", f"muscles/{use.id}") for use in technique.muscles)
        yield from ((f"techniques/{id_}", f"symptoms/{use.id}") for use in technique.symptoms)
    for id_, symptom in library.symptoms.items():
        yield from ((f"symptoms/{id_}", f"self-care/{topic}") for topic in symptom.self_care)
    for region in library.body_map.regions:
        yield from ((f"{_PLACE}/{region.id}", f"muscles/{muscle}") for muscle in region.muscles)


def _mentioned(library: Library, entry: Entry) -> set[str]:
    model = library.content.items[entry.kind][entry.id]
    return {library.resolve(target).key for _, prose in prose_in(model) for target in prose.targets}


def _reasons(
    graph: LinkGraph, one: str, other: str, translations: gettext.NullTranslations
) -> Iterator[str]:
    _, ngettext = translations.gettext, translations.ngettext
    shared: dict[str, list[str]] = defaultdict(list)
    for key in graph.shared(one, other):
        shared[key.partition("/")[0]].append(graph.names[key])
    words = {
        "techniques": ngettext("Same technique:", "Same techniques:", len(shared["techniques"])),
        "symptoms": ngettext("Same symptom:", "Same symptoms:", len(shared["symptoms"])),
        "self-care": _("Same self-care:"),
        "muscles": ngettext("Same muscle:", "Same muscles:", len(shared["muscles"])),
        _PLACE: ngettext("Same place:", "Same places:", len(shared[_PLACE])),
    }
    for kind, word in words.items():
        if shared[kind]:
            yield f"{word} {_named(shared[kind], translations)}"
    if other in graph.mentions[one]:
        yield _("This page links to it")
    elif one in graph.mentions[other]:
        yield _("It links to this page")


def _named(names: list[str], translations: gettext.NullTranslations) -> str:
    """The first names; one too many is named as well, since “and 1 more” says less."""
    named = names if len(names) <= _NAMED + 1 else names[:_NAMED]
    text = ", ".join(named)
    rest = len(names) - len(named)
    more = translations.ngettext("and %(num)s more", "and %(num)s more", rest)
    return f"{text} {more.replace('%(num)s', str(rest))}" if rest else text
