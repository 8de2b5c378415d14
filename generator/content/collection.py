# Typed access to all content of a site, by kind and id.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar, cast

from generator.content.empty_files import EMPTY_FILES
from generator.content.help import Help, box_groups, help_for, named_signs
from generator.content.list_pages import list_pages
from generator.content.subject_words import own_words
from generator.content.tracked import name_of, table, tracked
from generator.memo import fact, replayed_property
from generator.schema.body_map import BodyMap, MuscleShape
from generator.schema.cautions import Caution, CautionGroup, Cautions
from generator.schema.claims import Claim, Claims
from generator.schema.common import Model, Reviewed
from generator.schema.glossary import Glossary, Term
from generator.schema.item_writing import ItemWriting
from generator.schema.leaflet import Leaflet, LeafletOfMany
from generator.schema.muscle import Muscle
from generator.schema.page import Page
from generator.schema.pemat import Pemat
from generator.schema.plain_language import PlainLanguage
from generator.schema.quiz import Quiz
from generator.schema.region import Region
from generator.schema.required import Required
from generator.schema.self_care import SelfCare
from generator.schema.session import Session
from generator.schema.sources import Source, Sources
from generator.schema.symptom import Symptom
from generator.schema.technique import Technique
from generator.schema.warning_signs import Rule, WarningSigns
from generator.schema.words import Words

if TYPE_CHECKING:
    from collections.abc import Collection as CollectionOf
    from collections.abc import Iterator, Mapping

    from generator.content.load import Content
    from generator.prose import Prose
    from generator.schema.warning_signs import BoxLine, Sign, Tier
    from generator.schema.words import Counted

M = TypeVar("M", bound=Model)

MADE_LEAFLETS = "made leaflets"
"""The name in reads, instead of a kind, for leaflets of which one file with `topic: kind/*` makes many."""


@dataclass(frozen=True)
class Collection:
    """All content of a site, in the order in which the site shows it."""

    content: Content
    """The models, by kind and id."""

    # --- by kind

    def _all(self, kind: str, _model: type[M]) -> Mapping[str, M]:
        return cast("Mapping[str, M]", self.content.items.get(kind, {}))

    def _one(self, kind: str, _model: type[M]) -> M:
        return cast("M", self.content.items[kind][kind])

    def _one_or_empty(self, kind: str, model: type[M]) -> M:
        """The single file of a kind; an empty model if the site has no such file."""
        return self._one(kind, model) if self.has(kind) else cast("M", EMPTY_FILES[kind])

    def _one_or_defaults(self, kind: str, model: type[M]) -> M:
        """The single file of a kind; the defaults of its schema if the site has no such file."""
        return self._one(kind, model) if self.has(kind) else model()

    def has(self, kind: str) -> bool:
        """Whether the file of a kind with a single file exists and is valid."""
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

    @property
    def leaflet_files(self) -> Mapping[str, Leaflet]:
        """The files of leaflets by id."""
        return self._all("leaflets", Leaflet)

    @table
    def leaflets(self) -> Mapping[str, Leaflet]:
        """Leaflets by id. A file with `topic: kind/*` gives one leaflet for each page of the kind."""
        files = self.leaflet_files.values()
        return {leaflet.id: leaflet for file in files for leaflet in self._leaflets_of(file)}

    def _leaflets_of(self, leaflet: Leaflet) -> Iterator[Leaflet]:
        kind, many, _ = leaflet.topic.partition("/*")
        if not many:
            yield leaflet
            return
        for id_, model in self.content.items.get(kind, {}).items():
            changes = {
                "id": leaflet.named.replace("{id}", id_),
                "title": leaflet.title.replace("{title}", getattr(model, "title", id_)),
                "topic": f"{kind}/{id_}",
                "made_from": leaflet.id,
            }
            made = LeafletOfMany.model_construct(**{**dict(leaflet), **changes})
            yield tracked(made, MADE_LEAFLETS, made.id) if name_of(leaflet) else made

    def of_kind(self, kind: str) -> Mapping[str, Model]:
        """All items of a kind that has pages, by id, in the order in which the site shows them."""
        return self.leaflets if kind == "leaflets" else self.content.items.get(kind, {})

    @property
    def regions(self) -> Mapping[str, Region]:
        """Regions by id."""
        return self._all("regions", Region)

    @property
    def pages(self) -> Mapping[str, Page]:
        """Hand-written pages, by path below `content/pages/` without `.md`."""
        return self._all("pages", Page)

    @property
    def warning_signs(self) -> WarningSigns:
        """The warning signs: when to get help."""
        return self._one("warning-signs", WarningSigns)

    @property
    def cautions(self) -> Cautions:
        """The cautions: who should wait or ask first."""
        return self._one_or_empty("cautions", Cautions)

    @property
    def session(self) -> Session:
        """What to expect from a session."""
        return self._one_or_empty("session", Session)

    @property
    def glossary(self) -> Glossary:
        """The glossary."""
        return self._one_or_empty("glossary", Glossary)

    @property
    def claims(self) -> Claims:
        """The ledger of the source article's claims."""
        return self._one_or_empty("claims", Claims)

    @property
    def bibliography(self) -> Sources:
        """The bibliography."""
        return self._one_or_empty("sources", Sources)

    @property
    def body_map(self) -> BodyMap:
        """Data for the picture of the body."""
        return self._one_or_empty("body-map", BodyMap)

    @property
    def plain_language(self) -> PlainLanguage:
        """Limits for plain language; the defaults if there is no such file."""
        return self._one_or_defaults("plain-language", PlainLanguage)

    @property
    def required(self) -> Required:
        """What the site requires of its content; no requirements if there is no such file."""
        return self._one_or_defaults("required", Required)

    @property
    def item_writing(self) -> ItemWriting:
        """Rules for quiz questions; the defaults if there is no such file."""
        return self._one_or_defaults("item-writing", ItemWriting)

    @property
    def pemat(self) -> Pemat | None:
        """PEMAT scores given by people; None if there are none."""
        return self._one("pemat", Pemat) if self.has("pemat") else None

    @table
    def own_words(self) -> Mapping[str, str | Counted]:
        """Name of a word of the subject → the content's own word, for those that it has."""
        return dict(own_words(self._one("words", Words))) if self.has("words") else {}

    @table
    def list_pages(self) -> Mapping[str, str]:
        """Kind whose items have no pages of their own → the page that shows them, as `pages/id`."""
        return list_pages(self.pages)

    # --- lists inside single files, by id

    @table
    def sources(self) -> Mapping[str, Source]:
        """Sources by id."""
        return {source.id: source for source in self.bibliography.references}

    @table
    def terms(self) -> Mapping[str, Term]:
        """Glossary terms by id."""
        return {term.id: term for term in self.glossary.terms}

    @table
    def caution_list(self) -> Mapping[str, Caution]:
        """Cautions by id."""
        return {one.id: one for group in self.cautions.groups for one in group.cautions}

    def cautions_of(self, technique: Technique) -> tuple[tuple[CautionGroup, tuple[Caution, ...]], ...]:
        """The cautions that a technique shows, by group: those for every technique and its own."""
        ids = {*self.cautions.common, *technique.cautions}
        groups = (
            (group, tuple(caution for caution in group.cautions if caution.id in ids))
            for group in self.cautions.groups
        )
        return tuple((group, cautions) for group, cautions in groups if cautions)

    @table
    def signs(self) -> Mapping[str, Sign]:
        """Warning signs by id."""
        return {sign.id: sign for tier in self._tiers for sign in tier.signs}

    @table
    def tier_of(self) -> Mapping[str, Tier]:
        """Id of a warning sign → its tier."""
        return {sign.id: tier for tier in self._tiers for sign in tier.signs}

    @property
    def _tiers(self) -> tuple[Tier, ...]:
        return self.warning_signs.tiers if self.has("warning-signs") else ()

    @table
    def rules(self) -> Mapping[str, Rule]:
        """Rules that tell warning signs apart, by id."""
        rules = self.warning_signs.rules if self.has("warning-signs") else ()
        return {rule.id: rule for rule in rules}

    @fact
    def help_for(self, ids: CollectionOf[str] | None = None) -> tuple[Help, ...]:
        """Warning signs grouped by the help they need, the most urgent first; None stands for all signs."""
        return tuple(help_for(self.warning_signs, ids))

    @fact
    def box_without(
        self, own: CollectionOf[str] = ()
    ) -> tuple[tuple[str, Prose, tuple[BoxLine, ...]], ...]:
        """The emergency box: name and text of each action, and the lines of the signs that need it.

        Args:
            own: ids of signs that are shown in full beside the box, which need no line in it.
        """
        return tuple(box_groups(self.warning_signs, own))

    @replayed_property
    def strip(self) -> Prose:
        """The line at the top of every page, with the signs that it names marked and not linked."""
        return named_signs(self.warning_signs.strip)

    @replayed_property
    def nudge(self) -> Prose:
        """The few words in the small box beside long pages, marked in the same way."""
        return named_signs(self.warning_signs.nudge)

    @table
    def shapes(self) -> Mapping[str, MuscleShape]:
        """Shapes of the body map by id."""
        return {shape.id: shape for shape in self.body_map.muscles}

    @replayed_property
    def claim_list(self) -> tuple[Claim, ...]:
        """The source article's claims, in the order of the article."""
        return self.claims.claims

    # --- all of it

    def documents(self) -> Iterator[tuple[str, str, Model]]:
        """Yield kind, id and model of every content file."""
        for kind, models in self.content.items.items():
            for id_, model in models.items():
                yield kind, id_, model

    @property
    @fact
    def newest(self) -> int:
        """The date of the site: the newest `checked` date of all content, in seconds since 1970."""
        return self._newest

    @replayed_property
    def _newest(self) -> int:
        dates = [model.checked for _, _, model in self.documents() if isinstance(model, Reviewed)]
        return (max(dates).toordinal() - _EPOCH) * 86_400


_EPOCH = 719_163  # date(1970, 1, 1).toordinal()
