# Everything known, linked: the waist between content and renderers.
#
# Links are declared on one side in content (a technique names its muscles); the other side (a muscle
# lists its techniques) is computed here, once.

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from generator.content.addresses import FOLDERS, SHOWN_AT, Entry, entries_of, page_id
from generator.content.collection import Collection
from generator.content.fields import cited_by
from generator.problems import did_you_mean
from generator.prose.phrases import Phrases
from generator.prose.readability import words
from generator.schema.leaflet import Leaflet
from generator.schema.quiz import Quiz

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.schema.symptom import Symptom
    from generator.schema.technique import Technique, Use

T = TypeVar("T", Quiz, Leaflet)

UNQUALIFIED = ("techniques", "symptoms", "muscles", "self-care", "pages", "glossary")
"""Kinds that a target may name without saying the kind."""


class UnknownTarget(LookupError):  # noqa: N818 - the name says what was met, as KeyError does
    """A target that names nothing, or several things; the message says what to write."""


@dataclass(frozen=True)
class Library(Collection):
    """All content of a site, and what follows from all of it together."""

    # --- addresses

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """Everything that can be linked to, by `kind/id`."""
        return {entry.key: entry for entry in entries_of(self)}

    @cached_property
    def _by_id(self) -> Mapping[str, tuple[Entry, ...]]:
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries.values():
            if entry.kind in UNQUALIFIED:
                found[entry.id].append(entry)
        return {id_: tuple(entries) for id_, entries in found.items()}

    def resolve(self, target: str) -> Entry:
        """What a target of content names.

        Args:
            target: an id, `kind/id`, either with an `#anchor`.

        Raises:
            UnknownTarget: it names nothing, or several things.
        """
        name, _, anchor = target.partition("#")
        entry = self.entries.get(name) or self._unqualified(name)
        return Entry(entry.kind, entry.id, entry.title, f"{entry.address}#{anchor}") if anchor else entry

    def topics(self, named: str) -> tuple[Entry, ...]:
        """The pages that a leaflet or chapter names: one, or with `kind/*` all of a kind in order.

        Raises:
            UnknownTarget: it names nothing, or several things.
        """
        kind, many, _ = named.partition("/*")
        if not many:
            return (self.resolve(named),)
        found = tuple(self.entries[f"{kind}/{id_}"] for id_ in self.of_kind(kind) if kind in FOLDERS)
        if not found:
            raise UnknownTarget(f"no content is of kind '{kind}'{did_you_mean(kind, [*FOLDERS])}")
        return found

    def _unqualified(self, name: str) -> Entry:
        candidates = self._by_id.get(name, ())
        if len(candidates) == 1:
            return candidates[0]
        if candidates:
            keys = " or ".join(f"'{entry.key}'" for entry in candidates)
            message = f"'{name}' is ambiguous; write {keys}"
        else:
            message = f"no content is named '{name}'{did_you_mean(name, [*self.entries, *self._by_id])}"
        raise UnknownTarget(message)

    # --- the other side of links

    @cached_property
    def techniques_for_muscle(self) -> Mapping[str, tuple[tuple[Technique, Use], ...]]:
        """Muscle id → the techniques used on it, with the note."""
        return _uses(self.techniques, "muscles")

    @cached_property
    def techniques_for_symptom(self) -> Mapping[str, tuple[tuple[Technique, Use], ...]]:
        """Symptom id → the techniques used for it, with the note."""
        return _uses(self.techniques, "symptoms")

    @cached_property
    def symptoms_for_self_care(self) -> Mapping[str, tuple[Symptom, ...]]:
        """Self-care id → the symptoms it helps with."""
        found: dict[str, list[Symptom]] = defaultdict(list)
        for symptom in self.symptoms.values():
            for id_ in symptom.self_care:
                found[id_].append(symptom)
        return {id_: tuple(symptoms) for id_, symptoms in found.items()}

    @cached_property
    def quiz_of(self) -> Mapping[str, Quiz]:
        """`kind/id` of a page → its quiz."""
        return self._by_topic(self.quizzes)

    @cached_property
    def leaflet_of(self) -> Mapping[str, Leaflet]:
        """`kind/id` of a page → its handout."""
        return self._by_topic(self.leaflets)

    def _by_topic(self, items: Mapping[str, T]) -> Mapping[str, T]:
        """The first that belongs to a page, by its `kind/id`; a topic that names nothing is left out."""
        found: dict[str, T] = {}
        for item in items.values():
            try:
                found.setdefault(self.resolve(item.topic).key, item)
            except UnknownTarget:
                continue
        return found

    @cached_property
    def cited_at(self) -> Mapping[str, tuple[Entry, ...]]:
        """Source id → the pages that cite it, in the site's order."""
        found: dict[str, dict[str, Entry | None]] = defaultdict(dict)
        for kind, id_, model in self.documents():
            entry = self.shown_at(kind, id_)
            for source in cited_by(model) if entry else ():
                found[source].setdefault(f"{kind}/{id_}", entry)
        return {source: tuple(filter(None, entries.values())) for source, entries in found.items()}

    def shown_at(self, kind: str, id_: str) -> Entry | None:
        """The page that shows a content file; None if none does."""
        key = f"pages/{page_id(id_)}" if kind == "pages" else f"{kind}/{id_}"
        return self.entries.get(key) or self.entries.get(SHOWN_AT.get(kind, ""))

    # --- words

    @cached_property
    def term_forms(self) -> Phrases:
        """Finds glossary terms in running text."""
        return Phrases(self.term_by_form, in_compounds=False)

    @cached_property
    def term_by_form(self) -> Mapping[str, str]:
        """A term as it may stand in text, in lower case → its id."""
        return {
            form.casefold(): term.id
            for term in self.terms.values()
            if term.explain
            for form in (term.term, *term.also)
        }

    @cached_property
    def easy_words(self) -> frozenset[str]:
        """Words that do not count as hard: those of all terms, and of titles of techniques and muscles."""
        named = [form for term in self.terms.values() for form in (term.term, *term.also)]
        titled = [item.title for item in (*self.techniques.values(), *self.muscles.values())]
        return frozenset(word.casefold() for text in (*named, *titled) for word in words(text))


def _uses(techniques: Mapping[str, Technique], field: str) -> dict[str, tuple[tuple[Technique, Use], ...]]:
    found: dict[str, list[tuple[Technique, Use]]] = defaultdict(list)
    for technique in techniques.values():
        for use in getattr(technique, field):
            found[use.id].append((technique, use))
    return {id_: tuple(uses) for id_, uses in found.items()}
