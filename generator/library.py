# Everything known, linked: the waist between content and renderers.
#
# Links are declared on one side in content (a technique names its muscles); the other side (a muscle
# lists its techniques) is computed here, once.

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, cast

from generator.fields import cited_by
from generator.phrases import Phrases
from generator.problems import did_you_mean
from generator.questions import drawn
from generator.readability import words
from generator.schema.body_map import BodyMap, MuscleShape
from generator.schema.cautions import Caution, Cautions
from generator.schema.claims import Claim, Claims
from generator.schema.common import Listed, Model, Reviewed
from generator.schema.glossary import Glossary, Term
from generator.schema.item_writing import ItemWriting
from generator.schema.leaflet import Leaflet, LeafletOfMany
from generator.schema.muscle import Muscle
from generator.schema.page import Page
from generator.schema.pemat import Pemat
from generator.schema.plain_language import PlainLanguage
from generator.schema.quiz import Question, Quiz
from generator.schema.region import Region
from generator.schema.self_care import SelfCare
from generator.schema.session import Session
from generator.schema.sources import Source, Sources
from generator.schema.symptom import Symptom
from generator.schema.technique import Technique, Use
from generator.schema.warning_signs import WarningSigns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.load import Content

M = TypeVar("M", bound=Model)
T = TypeVar("T", Quiz, Leaflet)

UNQUALIFIED = ("techniques", "symptoms", "muscles", "self-care", "pages", "glossary")
"""Kinds that a target may name without saying the kind."""


@dataclass(frozen=True)
class Entry:
    """Something with an address that content can link to."""

    kind: str
    """The kind's name."""
    id: str
    """Its id within the kind."""
    title: str
    """What a link to it says."""
    address: str
    """Where it stands, from the site's root, with an anchor if it is part of a page."""

    @property
    def key(self) -> str:
        """`kind/id`: what a qualified target says."""
        return f"{self.kind}/{self.id}"


class UnknownTarget(LookupError):  # noqa: N818 - the name says what was met, as KeyError does
    """A target that names nothing, or several things; the message says what to write."""


@dataclass(frozen=True)
class Library:
    """All content of a site."""

    content: Content
    """The models, by kind and id."""

    # --- what there is, in the order the site shows it

    def _all(self, kind: str, _model: type[M]) -> Mapping[str, M]:
        return cast("Mapping[str, M]", self.content.items.get(kind, {}))

    def _one(self, kind: str, _model: type[M]) -> M:
        return cast("M", self.content.items[kind][kind])

    def has(self, kind: str) -> bool:
        """Whether a kind with a single file is there and valid."""
        return kind in self.content.items.get(kind, {})

    @property
    def techniques(self) -> Mapping[str, Technique]:
        """Techniques by id."""
        return self._all("techniques", Technique)

    @property
    def symptoms(self) -> Mapping[str, Symptom]:
        """Symptoms by id."""
        return self._all("symptoms", Symptom)

    @property
    def muscles(self) -> Mapping[str, Muscle]:
        """Muscles by id."""
        return self._all("muscles", Muscle)

    @property
    def self_care(self) -> Mapping[str, SelfCare]:
        """Self-care topics by id."""
        return self._all("self-care", SelfCare)

    @property
    def quizzes(self) -> Mapping[str, Quiz]:
        """Quizzes by id."""
        return self._all("quizzes", Quiz)

    @cached_property
    def leaflets(self) -> Mapping[str, Leaflet]:
        """Leaflets by id; a file that describes one for each page of a kind is here as all of them."""
        described = self._all("leaflets", Leaflet).values()
        return {one.id: one for leaflet in described for one in self._leaflets_of(leaflet)}

    def _leaflets_of(self, leaflet: Leaflet) -> Iterator[Leaflet]:
        kind, many, _ = leaflet.topic.partition("/*")
        if not many:
            yield leaflet
            return
        for id_, model in self.content.items.get(kind, {}).items():
            changed = {
                "id": leaflet.named.replace("{id}", id_),
                "title": leaflet.title.replace("{title}", getattr(model, "title", id_)),
                "topic": f"{kind}/{id_}",
                "made_from": leaflet.id,
            }
            yield LeafletOfMany.model_construct(**{**dict(leaflet), **changed})

    def of_kind(self, kind: str) -> Mapping[str, Model]:
        """All of a kind that has pages, by id, in the order the site shows it."""
        return self.leaflets if kind == "leaflets" else self.content.items.get(kind, {})

    @property
    def regions(self) -> Mapping[str, Region]:
        """Regions by id."""
        return self._all("regions", Region)

    @property
    def pages(self) -> Mapping[str, Page]:
        """Pages written by hand, by path below `content/pages/` without `.md`."""
        return self._all("pages", Page)

    @property
    def warning_signs(self) -> WarningSigns:
        """When to get help."""
        return self._one("warning-signs", WarningSigns)

    @property
    def cautions(self) -> Cautions:
        """Who should wait or ask first."""
        return self._one("cautions", Cautions)

    @property
    def session(self) -> Session:
        """What to expect of a session."""
        return self._one("session", Session)

    @property
    def glossary(self) -> Glossary:
        """Words explained."""
        return self._one("glossary", Glossary)

    @property
    def claims(self) -> Claims:
        """The source article's claims."""
        return self._one("claims", Claims)

    @property
    def bibliography(self) -> Sources:
        """The sources."""
        return self._one("sources", Sources)

    @property
    def body_map(self) -> BodyMap:
        """What the picture of the body is drawn from."""
        return self._one("body-map", BodyMap)

    @property
    def plain_language(self) -> PlainLanguage:
        """How plain the words must be."""
        return self._one("plain-language", PlainLanguage) if self.has("plain-language") else PlainLanguage()

    @property
    def item_writing(self) -> ItemWriting:
        """What questions of quizzes are held to."""
        return self._one("item-writing", ItemWriting) if self.has("item-writing") else ItemWriting()

    @property
    def pemat(self) -> Pemat | None:
        """What people judged of the pages; None if nobody has."""
        return self._one("pemat", Pemat) if self.has("pemat") else None

    # --- lists inside single files, by id

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Sources by id."""
        return {source.id: source for source in self.bibliography.references} if self.has("sources") else {}

    @cached_property
    def terms(self) -> Mapping[str, Term]:
        """Glossary terms by id."""
        return {term.id: term for term in self.glossary.terms} if self.has("glossary") else {}

    @cached_property
    def caution_list(self) -> Mapping[str, Caution]:
        """Cautions by id."""
        groups = self.cautions.groups if self.has("cautions") else ()
        return {caution.id: caution for group in groups for caution in group.cautions}

    @cached_property
    def signs(self) -> Mapping[str, Listed]:
        """Warning signs by id."""
        tiers = self.warning_signs.tiers if self.has("warning-signs") else ()
        return {sign.id: sign for tier in tiers for sign in tier.signs}

    @cached_property
    def shapes(self) -> Mapping[str, MuscleShape]:
        """Shapes of the body map by id."""
        return {shape.id: shape for shape in self.body_map.muscles} if self.has("body-map") else {}

    @cached_property
    def claim_list(self) -> tuple[Claim, ...]:
        """The source article's claims, in its order."""
        return self.claims.claims if self.has("claims") else ()

    @cached_property
    def bank(self) -> Mapping[str, Question]:
        """Every question that a quiz holds, by id, in the order of the quizzes."""
        return {question.id: question for quiz in self.quizzes.values() for question in quiz.questions}

    def questions_of(self, quiz: Quiz) -> tuple[Question, ...]:
        """What a quiz asks, written in it or drawn, in order."""
        return drawn(self.bank.values(), quiz.draw) if quiz.draw else quiz.questions

    # --- addresses

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """Everything that can be linked to, by `kind/id`."""
        return {entry.key: entry for entry in _entries(self)}

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
        found = tuple(self.entries[f"{kind}/{id_}"] for id_ in self.of_kind(kind) if kind in _FOLDER_KINDS)
        if not found:
            raise UnknownTarget(f"no content is of kind '{kind}'{did_you_mean(kind, [*_FOLDER_KINDS])}")
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

    # --- walking

    def documents(self) -> Iterator[tuple[str, str, Model]]:
        """Every content file: kind, id, model."""
        for kind, models in self.content.items.items():
            for id_, model in models.items():
                yield kind, id_, model

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

    @cached_property
    def newest(self) -> int:
        """The newest `checked` date of all content, in seconds since 1970: the site's own date."""
        dates = [model.checked for _, _, model in self.documents() if isinstance(model, Reviewed)]
        return (max(dates).toordinal() - _EPOCH) * 86_400


_EPOCH = 719_163  # date(1970, 1, 1).toordinal()

SHOWN_AT = {
    "warning-signs": "pages/warning-signs",
    "cautions": "pages/before-a-massage",
    "session": "pages/before-a-massage",
    "glossary": "pages/glossary",
    "claims": "pages/evidence/claims",
    "sources": "pages/evidence/sources",
    "leaflets": "pages/handouts",
}
"""Kinds in a single file, and the page that shows them."""


def page_address(path: str) -> str:
    """The address of a page written by hand: `about/index` → `about/`, `index` → the root."""
    if path == "index" or path.endswith("/index"):
        path = path.removesuffix("index").removesuffix("/")
    return f"{path}/" if path else ""


def page_id(path: str) -> str:
    """The id of a page written by hand: its path without `/index`."""
    return path.removesuffix("/index")


_FOLDER_KINDS = {
    "techniques": "techniques",
    "symptoms": "symptoms",
    "muscles": "muscles",
    "self-care": "self-care",
    "quizzes": "quizzes",
    "leaflets": "handouts",
}


def _entries(library: Library) -> Iterator[Entry]:
    for kind, folder in _FOLDER_KINDS.items():
        for id_, model in library.of_kind(kind).items():
            yield Entry(kind, id_, cast("Any", model).title, f"{folder}/{id_}/")
    for path, page in library.pages.items():
        yield Entry("pages", page_id(path), page.title, page_address(path))
    anchored: tuple[tuple[str, dict[str, str]], ...] = (
        ("glossary", {term.id: term.term for term in library.terms.values()}),
        ("cautions", {id_: id_ for id_ in library.caution_list}),
        ("warning-signs", {id_: id_ for id_ in library.signs}),
        ("sources", {source.id: source.title for source in library.sources.values()}),
        ("claims", {claim.id: claim.id for claim in library.claim_list}),
    )
    for kind, titles in anchored:
        shown_at = page_address_of(library, SHOWN_AT[kind])
        for id_, title in titles.items():
            yield Entry(kind, id_, title, f"{shown_at}#{id_}")


def page_address_of(library: Library, key: str) -> str:
    """The address of the page with the given `pages/id`; its usual one if the page is missing."""
    id_ = key.removeprefix("pages/")
    path = next((path for path in library.pages if page_id(path) == id_), id_)
    return page_address(path) if path in library.pages else f"{id_}/"


def _uses(techniques: Mapping[str, Technique], field: str) -> dict[str, tuple[tuple[Technique, Use], ...]]:
    found: dict[str, list[tuple[Technique, Use]]] = defaultdict(list)
    for technique in techniques.values():
        for use in getattr(technique, field):
            found[use.id].append((technique, use))
    return {id_: tuple(uses) for id_, uses in found.items()}
