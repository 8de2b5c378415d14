# The words that say what to do about warning signs, and whether a text without marks, such as a PDF or an
# exported quiz, says it in the same words or not at all.
#
# All words and numbers come from the content, so that a test holds for every region and every subject.

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from generator import prose
from generator.content import citations
from generator.content.help import (
    CALL_ONLY,
    action_of,
    box_name,
    group_name,
    help_of_words,
    phrases_of_help,
)
from generator.content.references import References

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.content.library import Library
    from generator.prose import Prose
    from generator.schema.region import Region

NUMBER = "emergency_number"
"""The mark of the number on the button that dials it."""
_LENGTH = 6
"""So many words in a row from an action are not there by chance."""
_MEASURE = r" (?:kB|of \d)"
"""What follows a number that nobody can ring: sizes of files, and page numbers."""
_WORD = re.compile(r"[\w&’'-]+")
_DIALLED = re.compile(r"\d[\d ]{1,}\d")
APART = "\N{OBJECT REPLACEMENT CHARACTER}"


def even(text: str) -> str:
    """A text with single spaces, straight quotes and no soft hyphens or marks of its end."""
    text = text.replace("\xad", "").replace("\u200b", "").replace("’", "'").replace("\xa0", " ")
    return " ".join(text.split()).rstrip(".").rstrip()


@dataclass(frozen=True)
class Actions:
    """What to do about each warning sign of a library, in the words of one region."""

    library: Library
    region: Region

    def text(self, words: Prose) -> str:
        """Prose as all renderers print it."""
        return even(prose.to_text(words, References(self.library, self.region, "", explain=False)))

    @cached_property
    def by_mark(self) -> dict[str, str]:
        """What a mark names (a region word, a tier or a sign) → the words that must stand in it."""
        signs = self.library.warning_signs
        return {
            **{name: even(text) for name, text in self.region.actions.items()},
            NUMBER: self.region.emergency_number,
            CALL_ONLY: self.text(signs.call_only),
            **{tier.id: self.text(tier.action) for tier in signs.tiers},
            **{id_: self.of_sign(id_) for id_ in self.library.signs},
        }

    def of_sign(self, id_: str) -> str:
        """What to do about a sign."""
        tier, sign = self.library.tier_of[id_], self.library.signs[id_]
        return self.text(action_of(sign, tier, self.library.warning_signs))

    def fits(self, sign: str, mark: str) -> bool:
        """Whether a sign may stand with the action under `mark`."""
        named = self.library.signs[sign]
        tier = self.library.tier_of[sign]
        group = help_of_words(self.library.warning_signs).get(mark, mark)
        if group in self.library.signs:
            other = self.library.signs[group]
            group = group_name(other, self.library.tier_of[group])
        return group in {group_name(named, tier), box_name(named, tier)}

    # --- words that only actions may use

    @cached_property
    def sentences(self) -> list[str]:
        """Each action and each of its sentences, the longest first."""
        whole = {text for mark, text in self.by_mark.items() if mark != NUMBER}
        parts = {even(part) for text in whole for part in re.split(r"(?<=[.?!:]) ", text)}
        return sorted(whole | parts, key=lambda text: (-len(text), text))

    @cached_property
    def reserved(self) -> re.Pattern[str]:
        """Numbers to ring, places to go to, and names of services; only actions may use them."""
        texts = " ".join(self.by_mark.values())
        numbers = {match[0] for match in _DIALLED.finditer(texts)}
        known_by_name = {name for name in self.region.only_here if name in texts} - self._persons
        place = self.region.words.get("emergency_department", "")
        names = sorted(filter(None, {*numbers, *known_by_name, place}), key=len, reverse=True)
        return re.compile(rf"(?<![\w./-])(?:{'|'.join(map(re.escape, names))})(?![\w-]|{_MEASURE})")

    @cached_property
    def _persons(self) -> set[str]:
        """Names that all texts may use: who works there."""
        return {
            word
            for name, word in self.region.words.items()
            if name not in {"emergency_department", "urgent_line"}
        }

    @cached_property
    def _runs(self) -> set[tuple[str, ...]]:
        """Those of help that cannot wait; any text may say that somebody should see a doctor some day."""
        signs = self.library.warning_signs
        waits = {signs.tiers[-1].id, *(sign.id for sign in signs.tiers[-1].signs)}
        can_wait = {self.by_mark[mark] for mark in waits}
        texts = [text for text in self.by_mark.values() if text not in can_wait]
        later = {run for text in can_wait for _, run in _runs(text)}
        return {run for text in texts for _, run in _runs(text)} - later

    @cached_property
    def published(self) -> list[str]:
        """References and titles as they are printed, which stay as they were published."""
        works = self.library.sources.values()
        names = [name.literal or "" for work in works for name in work.author]
        texts = [*map(citations.reference, works), *(work.title for work in works), *names]
        return [text for text in map(even, texts) if self.reserved.search(text)]

    def stray(self, text: str) -> Iterator[str]:
        """Reserved words in a text, and several words in a row from an action, with what is around."""
        text = even(text)
        for reference in self.published if self.reserved.search(text) else ():
            text = text.replace(reference, APART)
        for match in self.reserved.finditer(text):
            yield text[max(0, match.start() - 40) : match.end() + 40]
        for start, run in _runs(text):
            if run in self._runs:
                yield text[max(0, start - 10) : start + 80]

    def faults_in_text(self, text: str) -> Iterator[str]:
        """What a text without marks says of what to do in other words, or about a wrong sign."""
        if not any(self.stray(text)):
            return
        rest = self._whole.sub(APART, even(text))
        yield from (f"in other words: {words!r}" for words in self.stray(rest))
        for sign, action in self.told(text):
            if action not in self._fitting[sign]:
                yield f"'{sign}' is followed by {action!r}"

    def told(self, text: str) -> Iterator[tuple[str, str]]:
        """Each sign whose question or few words stand right before an action in a text, and that action."""
        for match in self._followed.finditer(even(text)):
            words = match["sign"].casefold()
            for sign in self._named[words]:
                yield sign, self._cased[match["action"].casefold()]

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        return re.compile("|".join(map(re.escape, self.sentences)), re.IGNORECASE)

    @cached_property
    def _cased(self) -> dict[str, str]:
        """Each whole action in lower case → as it is written."""
        return {text.casefold(): text for mark, text in self.by_mark.items() if mark != NUMBER}

    @cached_property
    def _named(self) -> dict[str, list[str]]:
        """The question of each sign, and its few words with a colon, in lower case → the signs."""
        named: dict[str, list[str]] = {}
        for id_, sign in self.library.signs.items():
            for words in (self.text(sign.question), f"{self.text(sign.short)}:"):
                named.setdefault(words.casefold(), []).append(id_)
        return named

    @cached_property
    def _followed(self) -> re.Pattern[str]:
        signs, actions = (
            "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
            for words in (self._named, self._cased)
        )
        return re.compile(rf"(?P<sign>{signs})[^\w]*(?P<action>{actions})", re.IGNORECASE)

    @cached_property
    def _fitting(self) -> dict[str, set[str]]:
        """Sign → the actions that may be printed after it."""
        marks = [mark for mark in self.by_mark if mark != NUMBER]
        return {
            sign: {self.by_mark[mark] for mark in marks if self._is_help(mark) and self.fits(sign, mark)}
            for sign in self.library.signs
        }

    def _is_help(self, mark: str) -> bool:
        """Whether something is what to do about signs; other words of the region go with them."""
        signs = self.library.warning_signs
        known = {CALL_ONLY, *help_of_words(signs), *self.library.signs, *(tier.id for tier in signs.tiers)}
        return mark in known

    def other_help(self, signs: set[str], text: str) -> Iterator[str]:
        """Phrases in a text that name the help of other tiers than those of the signs that it is about."""
        tiers = {self.library.tier_of[sign].id for sign in signs if sign in self.library.signs}
        for tier, phrases in phrases_of_help(self.library.warning_signs).items():
            if tiers and tier not in tiers and (match := next(phrases.find(text), None)):
                yield f"'{match[0]}' is the help of '{tier}', beside '{min(signs)}'"


def _runs(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Each few words in a row within a sentence, in lower case, and where they start."""
    for sentence in re.finditer(rf"[^.?!:;{APART}]+", text):
        words = [(match.start(), match[0].casefold()) for match in _WORD.finditer(sentence[0])]
        for index in range(len(words) - _LENGTH + 1):
            piece = words[index : index + _LENGTH]
            yield sentence.start() + piece[0][0], tuple(word for _, word in piece)
