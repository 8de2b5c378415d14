# Schema of a region, the words and numbers that differ by country: `content/regions/<id>.yml`.

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from generator.schema.common import Document

WordName = Annotated[str, Field(pattern=r"^[a-z][a-z_]*$")]


class Paper(StrEnum):
    """A paper size."""

    A4 = "a4"
    LETTER = "letter"


class Region(Document):
    """The words and numbers of one country."""

    language: str = Field(pattern=r"^[a-z]{2}(-[A-Z]{2})?$")
    """The language as a BCP 47 tag, such as `en-GB`, for the `lang` attribute."""
    paper: Paper
    """The usual paper size."""
    emergency_number: str = Field(pattern=r"^[0-9]{2,6}$")
    """The number to dial in an emergency: digits only."""
    spelling: dict[str, str] = Field(default_factory=dict)
    """Word as the content spells it → its spelling here, both in lower case: `fibre: fiber`."""
    only_here: tuple[str, ...] = ()
    """Words and numbers that are unknown elsewhere. Content must write `{name}` in their place."""
    words: dict[WordName, str] = Field(min_length=1)
    """Name → the text that replaces `{name}` in prose. Every region must have the same names."""
    actions: dict[WordName, str] = Field(min_length=1)
    """The same for what to do about warning signs. Only `warning-signs.yml` uses them; others quote it."""

    @property
    def all_words(self) -> dict[str, str]:
        """Everything that replaces a `{name}`: words, actions and the emergency number."""
        return {**self.words, **self.actions, "emergency_number": self.emergency_number}
