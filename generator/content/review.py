# Who checked some content, and when: the line that stands on everything published.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from generator.schema.common import Reviewed


@dataclass(frozen=True)
class Review:
    """The state of review of one page, sheet or quiz."""

    checked: dt.date
    """The oldest day on which a part of it was compared with its sources."""
    review_by: dt.date
    """The first day on which a part must be checked again."""
    reviewer: str | None
    """The clinicians who checked all of it, or None while any part is unchecked."""


def review_of(*parts: Reviewed) -> Review:
    """The review of something made from several content files: as good as its weakest part.

    Args:
        parts: the files; at least one.
    """
    reviewers = [part.reviewer for part in parts]
    return Review(
        checked=min(part.checked for part in parts),
        review_by=min(part.review_by for part in parts),
        reviewer=", ".join(sorted(set(filter(None, reviewers)))) if all(reviewers) else None,
    )


def not_checked(gettext: Callable[[str], str], *, full_stop: bool = True) -> str:
    """The words, translated by `gettext`, on everything that has no `Review.reviewer`."""
    sentence = gettext("Not yet checked by a clinician.")
    return sentence if full_stop else sentence.removesuffix(".")
