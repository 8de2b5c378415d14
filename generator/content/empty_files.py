# The models of optional single files that a site does not have.

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from generator.prose import Prose
from generator.schema.body_map import BodyMap
from generator.schema.cautions import Cautions
from generator.schema.claims import Claims
from generator.schema.glossary import Glossary
from generator.schema.session import Session
from generator.schema.sources import Sources

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.schema.common import Model

_CHECKED: dict[str, Any] = {"checked": dt.date.min, "review_by": dt.date.min}
EMPTY_FILES: Mapping[str, Model] = {
    "body-map": BodyMap.model_construct(
        title="", surface_label="", deep_label="", width=0, height=0, regions=(), muscles=(), **_CHECKED
    ),
    "cautions": Cautions.model_construct(title="", notes=(), groups=(), **_CHECKED),
    "claims": Claims.model_construct(article=Prose.of_plain(""), claims=(), **_CHECKED),
    "glossary": Glossary.model_construct(terms=(), **_CHECKED),
    "session": Session.model_construct(title="", **_CHECKED),
    "sources": Sources.model_construct(references=(), **_CHECKED),
}
"""Kind with an optional single file → the model for sites that have no such file."""
