# Schema of the PEMAT items that only people can judge: `content/pemat.yml` → `/evidence/plain-words/`.
#
# PEMAT-P: Shoemaker SJ, Wolf MS, Brach C. The Patient Education Materials Assessment Tool (PEMAT) and
# User's Guide. AHRQ Publication No. 14-0002-EF. Rockville (MD); 2013. Item numbers are those of the guide.

from __future__ import annotations

from collections import Counter
from enum import StrEnum

from pydantic import Field, model_validator

from generator.prose import Prose
from generator.schema.common import Model, Target

JUDGED_BY_PEOPLE = (2, 7, 10, 16, 18)
"""Items that no program can score: distraction, calculations, order, use and clarity of pictures."""

NEEDS_A_PICTURE = (16, 18)
"""The items among them that do not apply to a page without pictures."""


class Score(StrEnum):
    """The scores that PEMAT permits for an item."""

    AGREE = "agree"
    DISAGREE = "disagree"
    NOT_APPLICABLE = "not-applicable"
    """The item is not counted. Only permitted for some items."""


class Judgement(Model):
    """The score of one item for one page, given by the people who make the site."""

    page: Target
    """The page, such as `techniques/an-example`."""
    item: int
    """The item's number in PEMAT: 2, 7, 10, 16 or 18. The generator scores the others."""
    score: Score
    """Whether the page does what the item asks."""
    why: Prose
    """The reason for the score, in one or two sentences: what on the page shows it."""

    @model_validator(mode="after")
    def _item_takes_score(self) -> Judgement:
        """Only items that people judge; `not-applicable` only where a page may lack the picture."""
        if self.item not in JUDGED_BY_PEOPLE:
            known = ", ".join(map(str, JUDGED_BY_PEOPLE))
            message = f"the generator scores item {self.item}; people judge {known}"
            raise ValueError(message)
        if self.score is Score.NOT_APPLICABLE and self.item not in NEEDS_A_PICTURE:
            message = f"item {self.item} applies to every page: write agree or disagree"
            raise ValueError(message)
        return self


class Pemat(Model):
    """All judgements. An item that nobody has judged counts as `disagree`."""

    wanted: int = Field(default=90, ge=0, le=100)
    """Percentage that each technique and symptom page must reach, on both scales."""
    judgements: tuple[Judgement, ...] = Field(min_length=1)
    """The judgements, page by page."""

    @model_validator(mode="after")
    def _each_judged_once(self) -> Pemat:
        """Each item of a page is judged once."""
        counts = Counter((judgement.page, judgement.item) for judgement in self.judgements)
        twice = [f"{page}, item {item}" for (page, item), times in counts.items() if times > 1]
        if twice:
            message = f"judged twice: {'; '.join(twice)}"
            raise ValueError(message)
        return self
