# Review of content: who checked it and when. Everything that is published shows it.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator


@dataclass(frozen=True)
class Review:
    """The review of one page, sheet or quiz, or of a part of it."""

    checked: dt.date
    """The earliest day on which one of its parts was last compared with its sources."""
    review_by: dt.date
    """The earliest day by which one of its parts must be checked again."""
    reviewer: str | None
    """The clinicians who checked its parts, or None if any part is unchecked. Those who checked the source
    have not checked its translation."""
    translation_reviewer: str | None = None
    """Those who checked the translation of its parts, or None if any part is unchecked."""
    is_translation: bool = False
    """Whether readers see a translation."""


def review_of(*parts: Review) -> Review:
    """Combine the reviews of one or more content files: the result is as good as the weakest of them."""
    is_translation = any(part.is_translation for part in parts)
    of_translation = _all_names(part.translation_reviewer for part in parts)
    of_source = _all_names(part.reviewer for part in parts)
    return Review(
        checked=min(part.checked for part in parts),
        review_by=min(part.review_by for part in parts),
        reviewer=None if is_translation and not of_translation else of_source,
        translation_reviewer=of_translation,
        is_translation=is_translation,
    )


def _all_names(names: Iterator[str | None]) -> str | None:
    """Names, each once, as one text; None if one is missing."""
    known = [*names]
    return ", ".join(sorted(set(filter(None, known)))) if all(known) else None


def checked_by(review: Review, gettext: Callable[[str], str]) -> list[str]:
    """Sentences with the names of those who have checked something."""
    by, translation_by = gettext("Checked by %(name)s."), gettext("Translation checked by %(name)s.")
    named = ((by, review.reviewer), (translation_by, review.translation_reviewer))
    return [sentence % {"name": name} for sentence, name in named if name]


def unchecked(review: Review, gettext: Callable[[str], str]) -> str:
    """The sentence that nobody has checked something; empty if it is checked."""
    if review.is_translation and not review.translation_reviewer:
        return not_checked(gettext, is_translation=True)
    return "" if review.reviewer else not_checked(gettext)


def not_checked(gettext: Callable[[str], str], *, is_translation: bool = False) -> str:
    """The sentence on everything that nobody has checked."""
    if is_translation:
        return gettext("This translation has not been checked by a translator or clinician.")
    return gettext("Not yet checked by a clinician.")
