# The library: all content of a site, linked. It is all that renderers see of content.
#
# Content declares a link on one side only (a technique names its muscles). The reverse (the techniques of a
# muscle) is computed here.

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from generator.content.addresses import FOLDERS, Entry, entries_of
from generator.content.collection import Collection
from generator.content.fields import cited_by, questions_in, used_for
from generator.content.files_beside import FilesBeside
from generator.content.list_pages import page_id
from generator.content.questions import drawn
from generator.content.tracked import table
from generator.memo import fact, replayed_property, unrecorded
from generator.problems import did_you_mean
from generator.prose.phrases import Phrases
from generator.prose.readability import words
from generator.schema.leaflet import Leaflet
from generator.schema.quiz import Quiz

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.schema.quiz import Question
    from generator.schema.symptom import Symptom
    from generator.schema.technique import Technique, Use

T = TypeVar("T", Quiz, Leaflet)
R = TypeVar("R")

UNQUALIFIED = ("techniques", "symptoms", "muscles", "self-care", "pages", "glossary")
"""Kinds whose items a target may name by the id alone."""


class UnknownTarget(LookupError):  # noqa: N818 - no "Error" is needed to understand the name
    """A target that matches no content or is ambiguous. The message says what to write instead."""


@dataclass(frozen=True)
class Library(Collection):
    """All content of a site, with its addresses, reverse links and glossary terms."""

    # --- addresses

    @table
    def entries(self) -> Mapping[str, Entry]:
        """Everything that can be linked to, by `kind/id`."""
        return {entry.key: entry for entry in entries_of(self)}

    @table
    def _by_id(self) -> Mapping[str, tuple[Entry, ...]]:
        by_id: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries.values():
            if entry.kind in UNQUALIFIED:
                by_id[entry.id].append(entry)
        return {id_: tuple(entries) for id_, entries in by_id.items()}

    def resolve(self, target: str) -> Entry:
        """Look up a target.

        Args:
            target: `id` or `kind/id`, perhaps with an `#anchor`, which is added to the address.

        Raises:
            UnknownTarget: no content has this id, or several kinds share it.
        """
        name, _, anchor = target.partition("#")
        entry = self.entries.get(name) or self._unqualified(name)
        return Entry(entry.kind, entry.id, entry.title, f"{entry.address}#{anchor}") if anchor else entry

    def topics(self, target: str) -> tuple[Entry, ...]:
        """Look up the topics of a leaflet or chapter: one page, or with `kind/*` all pages of a kind.

        Raises:
            UnknownTarget: no content has this id, several kinds share it, or the kind has no pages.
        """
        kind, many, _ = target.partition("/*")
        if not many:
            return (self.resolve(target),)
        entries = tuple(self.entries[f"{kind}/{id_}"] for id_ in self.of_kind(kind) if kind in FOLDERS)
        if not entries:
            raise UnknownTarget(f"no content is of kind '{kind}'{did_you_mean(kind, [*FOLDERS])}")
        return entries

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

    # --- reverse links

    @table
    def techniques_for_muscle(self) -> Mapping[str, tuple[tuple[Technique, Use], ...]]:
        """Muscle id → the techniques used on it, each with the `Use` that names it."""
        return _Uses(self.techniques, "muscles")

    @table
    def techniques_for_symptom(self) -> Mapping[str, tuple[tuple[Technique, Use], ...]]:
        """Symptom id → the techniques used for it, each with the `Use` that names it."""
        return _Uses(self.techniques, "symptoms")

    @table
    def symptoms_for_self_care(self) -> Mapping[str, tuple[Symptom, ...]]:
        """Self-care id → the symptoms that it helps with."""
        by_topic: dict[str, list[Symptom]] = defaultdict(list)
        for symptom in self.symptoms.values():
            for id_ in symptom.self_care:
                by_topic[id_].append(symptom)
        return {id_: tuple(symptoms) for id_, symptoms in by_topic.items()}

    @table
    def quiz_with(self) -> Mapping[str, str]:
        """Id of a question → the id of the quiz in which it is written, in the order of the bank."""
        return {question: id_ for id_, quiz in self.quizzes.items() for question in questions_in(quiz)}

    @table
    def bank(self) -> Mapping[str, Question]:
        """The question bank: every question written in a quiz, by id, in the order of the quizzes."""
        return _Bank(self.quizzes, self.quiz_with)

    def questions_of(self, quiz: Quiz) -> tuple[Question, ...]:
        """The questions of a quiz in order, whether written in it or drawn from the bank."""
        return drawn(self.bank.values(), quiz.draw) if quiz.draw else quiz.questions

    @table
    def quiz_of(self) -> Mapping[str, Quiz]:
        """`kind/id` of a page → the first quiz about it."""
        return self._by_topic(self.quizzes)

    @table
    def leaflet_of(self) -> Mapping[str, Leaflet]:
        """`kind/id` of a page → the first handout about it."""
        return self._by_topic(self.leaflets)

    @table
    def leaflets_about(self) -> Mapping[str, tuple[Leaflet, ...]]:
        """The topic of handouts, as they name it → all handouts about it."""
        by_topic: dict[str, list[Leaflet]] = defaultdict(list)
        for leaflet in self.leaflets.values():
            by_topic[leaflet.topic].append(leaflet)
        return {topic: tuple(leaflets) for topic, leaflets in by_topic.items()}

    def _by_topic(self, items: Mapping[str, T]) -> Mapping[str, T]:
        """`kind/id` of a page → the first item about it. Items with an unknown topic are left out."""
        by_topic: dict[str, T] = {}
        for item in items.values():
            try:
                by_topic.setdefault(self.resolve(item.topic).key, item)
            except UnknownTarget:
                continue
        return by_topic

    @table
    def cited_at(self) -> Mapping[str, tuple[Entry, ...]]:
        """Source id → the pages that cite it, in the order of the site."""
        pages: dict[str, dict[str, Entry | None]] = defaultdict(dict)
        for kind, id_, model in self.documents():
            entry = self.shown_at(kind, id_)
            for source in cited_by(model) if entry else ():
                pages[source].setdefault(f"{kind}/{id_}", entry)
        return {source: tuple(filter(None, entries.values())) for source, entries in pages.items()}

    def shown_at(self, kind: str, id_: str) -> Entry | None:
        """The page that shows a content file; None if no page does."""
        key = f"pages/{page_id(id_)}" if kind == "pages" else f"{kind}/{id_}"
        return self.entries.get(key) or self.entries.get(self.list_pages.get(kind, ""))

    # --- files beside content

    @table
    def files_beside(self) -> Mapping[str, bytes]:
        """Path of a file below the content folder → its bytes."""
        return FilesBeside(self.content.root)

    # --- glossary terms and easy words

    @replayed_property
    def term_forms(self) -> Phrases:
        """The search for glossary terms in running text."""
        return Phrases(self.term_by_form, in_compounds=False)

    @table
    def term_by_form(self) -> Mapping[str, str]:
        """Form of a glossary term in text, case-folded → the id of the term."""
        return {
            form.casefold(): term.id
            for term in self.terms.values()
            if term.explain
            for form in (term.term, *term.also)
        }

    @property
    @fact
    def easy_words(self) -> frozenset[str]:
        """Words that do not count as hard: those of glossary terms and titles of techniques and muscles."""
        return self._easy_words

    @replayed_property
    def _easy_words(self) -> frozenset[str]:
        terms = [form for term in self.terms.values() for form in (term.term, *term.also)]
        titles = [item.title for item in (*self.techniques.values(), *self.muscles.values())]
        return frozenset(word.casefold() for text in (*terms, *titles) for word in words(text))


class _LoadedLate(Mapping[str, R]):
    """Id → what somebody asks for, which is loaded only then. Whoever asks depends on that alone."""

    _ids: Mapping[str, object]
    """Id → where it is."""

    def __contains__(self, id_: object) -> bool:
        return id_ in self._ids

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


class _Uses(_LoadedLate["tuple[tuple[Technique, Use], ...]"]):
    """Id of a muscle or symptom → the techniques used for it."""

    def __init__(self, techniques: Mapping[str, Technique], kind: str) -> None:
        self._techniques = techniques
        self._kind = kind
        self._ids: dict[str, list[str]] = defaultdict(list)
        for technique in techniques.values():
            for used in used_for(technique):
                of, _, id_ = used.partition("/")
                if of == kind:
                    self._ids[id_].append(technique.id)

    def __getitem__(self, id_: str) -> tuple[tuple[Technique, Use], ...]:
        if id_ not in self._ids:
            raise KeyError(id_)
        with unrecorded():
            techniques = [self._techniques[technique] for technique in self._ids[id_]]
            uses = ((one, use) for one in techniques for use in getattr(one, self._kind))
            return tuple((one, use) for one, use in uses if use.id == id_)


class _Bank(_LoadedLate["Question"]):
    """Id of a question → the question."""

    def __init__(self, quizzes: Mapping[str, Quiz], quiz_with: Mapping[str, str]) -> None:
        self._quizzes = quizzes
        with unrecorded():
            self._ids: dict[str, str] = {**quiz_with}

    def __getitem__(self, id_: str) -> Question:
        with unrecorded():
            questions = self._quizzes[self._ids[id_]].questions
            return next(question for question in questions if question.id == id_)
