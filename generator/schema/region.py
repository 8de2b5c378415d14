# Words and numbers that differ by country: `content/regions/<id>.yml`.

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from generator.schema.common import Document

WordName = Annotated[str, Field(pattern=r"^[a-z][a-z_]*$")]


class Paper(StrEnum):
    """A sheet's size."""

    A4 = "a4"
    LETTER = "letter"


class Region(Document):
    """One country's words."""

    language: str = Field(pattern=r"^[a-z]{2}(-[A-Z]{2})?$")
    """A BCP 47 tag for the `lang` attribute, such as `en-GB`."""
    paper: Paper
    """The usual sheet."""
    emergency_number: str = Field(pattern=r"^[0-9]{2,6}$")
    """What to dial: digits only."""
    spelling: dict[str, str] = Field(default_factory=dict)
    """Words of the content that are spelt otherwise here, in lower case: `fibre: fiber`."""
    only_here: tuple[str, ...] = ()
    """Words and numbers that readers elsewhere do not know; content must use `{name}` instead."""
    words: dict[WordName, str] = Field(min_length=1)
    """What `{name}` stands for in prose. Every region must have the same names."""
