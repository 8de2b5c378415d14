# Review of content: who checked it and when. Everything that is published shows it.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from generator.schema.common import Reviewed


@dataclass(frozen=True)
class Review:
    """The review of one page, sheet or quiz."""

    checked: dt.date
    """The earliest day on which one of its parts was last compared with its sources."""
    review_by: dt.date
    """The earliest day by which one of its parts must be checked again."""
    reviewer: str | None
    """The clinicians who checked its parts, or None if any part is unchecked."""


def review_of(*parts: Reviewed) -> Review:
    """Combine the reviews of one or more content files: the result is as good as the weakest of them."""
    reviewers = [part.reviewer for part in parts]
    return Review(
        checked=min(part.checked for part in parts),
        review_by=min(part.review_by for part in parts),
        reviewer=", ".join(sorted(set(filter(None, reviewers)))) if all(reviewers) else None,
    )


def not_checked(gettext: Callable[[str], str], *, full_stop: bool = True) -> str:
    """The words, translated by `gettext`, on everything that has no `Review.reviewer`."""
    # Translators: say that neither a translator nor a clinician has checked the translation yet.
    sentence = gettext("Not yet checked by a clinician.")
    return sentence if full_stop else sentence.removesuffix(".")
