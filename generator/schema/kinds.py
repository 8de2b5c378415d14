# The kinds of content, each with its model and the place of its files.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.schema.body_map import BodyMap
from generator.schema.cautions import Cautions
from generator.schema.claims import Claims
from generator.schema.glossary import Glossary
from generator.schema.item_writing import ItemWriting
from generator.schema.leaflet import Leaflet
from generator.schema.muscle import Muscle
from generator.schema.page import Page
from generator.schema.pemat import Pemat
from generator.schema.plain_language import PlainLanguage
from generator.schema.quiz import Quiz
from generator.schema.region import Region
from generator.schema.required import Required
from generator.schema.revisions import Revisions
from generator.schema.self_care import SelfCare
from generator.schema.session import Session
from generator.schema.sources import Sources
from generator.schema.symptom import Symptom
from generator.schema.technique import Technique
from generator.schema.warning_signs import WarningSigns
from generator.schema.words import Words

if TYPE_CHECKING:
    from generator.schema.common import Model


@dataclass(frozen=True)
class Kind:
    """One kind of content."""

    name: str
    """Its name, from which the folder or file in `content/` and the file in `schemas/` have theirs."""
    model: type[Model]
    """The schema of one file."""
    folder: bool
    """Whether the kind has a folder with one file per item, rather than a single file."""
    suffix: str = ".yml"
    """The file extension, with its dot."""
    required: bool = True
    """Whether a single file must exist. Without an optional one, its model is empty or has the defaults."""

    @property
    def path(self) -> str:
        """The path of its folder or file below `content/`."""
        return self.name if self.folder else f"{self.name}{self.suffix}"


KINDS = (
    Kind("techniques", Technique, folder=True),
    Kind("symptoms", Symptom, folder=True),
    Kind("muscles", Muscle, folder=True),
    Kind("self-care", SelfCare, folder=True),
    Kind("quizzes", Quiz, folder=True),
    Kind("leaflets", Leaflet, folder=True),
    Kind("regions", Region, folder=True),
    Kind("pages", Page, folder=True, suffix=".md"),
    Kind("warning-signs", WarningSigns, folder=False),
    Kind("cautions", Cautions, folder=False, required=False),
    Kind("session", Session, folder=False, required=False),
    Kind("glossary", Glossary, folder=False, required=False),
    Kind("claims", Claims, folder=False, required=False),
    Kind("sources", Sources, folder=False, required=False),
    Kind("body-map", BodyMap, folder=False, required=False),
    Kind("words", Words, folder=False, required=False),
    Kind("plain-language", PlainLanguage, folder=False, required=False),
    Kind("item-writing", ItemWriting, folder=False, required=False),
    Kind("pemat", Pemat, folder=False, required=False),
    Kind("required", Required, folder=False, required=False),
    Kind("revisions", Revisions, folder=False, required=False),
)
"""All kinds, in the order in which the site lists them."""
