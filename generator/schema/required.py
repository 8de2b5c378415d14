# Schema of what a site asks of its own content: `content/required.yml`. Nearly every field and kind of
# content is optional, so that a site can be about any subject; what this one needs is listed here.

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.schema.common import Model
from generator.schema.page import Show

KindName = Annotated[str, Field(pattern=r"^[a-z]+(-[a-z]+)*$")]
"""The name of a kind of content, such as `techniques`."""

FieldName = Annotated[str, Field(pattern=r"^[a-z_]+$")]
"""The name of a field at the top of a content file, such as `pressure`."""


class Required(Model):
    """What must be there. Without this file nothing is asked for beyond what the schemas require."""

    kinds: tuple[KindName, ...] = ()
    """Kinds of which there must be content, such as `glossary`."""
    pages: tuple[Show, ...] = ()
    """Values of `show:` that some page must have."""
    fields: dict[KindName, tuple[FieldName, ...]] = Field(default_factory=dict)
    """Kind → fields that each of its files must fill in."""
    quizzes: tuple[KindName, ...] = ()
    """Kinds each of whose pages needs a quiz."""
    leaflets: tuple[KindName, ...] = ()
    """Kinds each of whose pages needs a handout."""
    citations: tuple[KindName, ...] = ()
    """Kinds each of whose files must cite a source; with `quizzes`, the explanation of each question."""
    linked: tuple[KindName, ...] = ()
    """Kinds to each of whose pages other content must lead."""
