# Finds words that say what to do about warning signs, wherever they are, and tells if they are in order.
#
# Renderers mark what they print of a sign (`data-sign`) and what to do about it (`data-action`). Outside
# the marks no page says what to do. Files without marks, such as PDFs, say it in the same words or not at
# all. All words and numbers come from the content, so that a test holds for every region and every subject.

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import lxml.html

from generator import prose
from generator.content import citations
from generator.content.help import CALL_ONLY, action_of, box_name, group_name, help_of_words
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
_IN_QUOTES = re.compile("“([^”]*)”")
_APART = "\N{OBJECT REPLACEMENT CHARACTER}"
_HEADINGS = {"h1", "h2", "h3", "h4"}
_BLOCKS = _HEADINGS | {
    "p",
    "li",
    "td",
    "th",
    "dd",
    "dt",
    "label",
    "legend",
    "summary",
    "figcaption",
    "option",
    "div",
}


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
        """What stands under each mark: names of region words, ids of tiers and signs."""
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
        """Reserved words in a text, and several words in a row from an action, with their surroundings."""
        text = even(text)
        for reference in self.published if self.reserved.search(text) else ():
            text = text.replace(reference, _APART)
        for match in self.reserved.finditer(text):
            yield text[max(0, match.start() - 40) : match.end() + 40]
        for start, run in _runs(text):
            if run in self._runs:
                yield text[max(0, start - 10) : start + 80]

    def faults_in_text(self, text: str) -> Iterator[str]:
        """What a text without marks says of what to do, apart from whole actions."""
        rest = even(text)
        for sentence in self.sentences:
            rest = re.sub(re.escape(sentence), _APART, rest, flags=re.IGNORECASE)
        yield from (f"in other words: {words!r}" for words in self.stray(rest))

    # --- pages

    def faults_in_html(self, html: str) -> Iterator[str]:
        """What a page says of what to do outside a mark, under a wrong mark, or about a wrong sign."""
        page = _parsed(html)
        yield from self._wrong_words(page)
        yield from (fault for _, _, fault in self.pairs(page) if fault)
        for name, value in _attributes(page):
            yield from (f"{name}: {fault}" for fault in self.faults_in_text(value))
        unmarked = _IN_QUOTES.sub(self._unless_action, _unmarked(page))
        yield from (f"outside a mark: {words!r}" for words in self.stray(unmarked))

    def _unless_action(self, quoted: re.Match[str]) -> str:
        """What a page quotes of another page needs no mark if it is a whole action."""
        return _APART if even(quoted[1]) in self.by_mark.values() else quoted[0]

    def _wrong_words(self, page: lxml.html.HtmlElement) -> Iterator[str]:
        for element in page.xpath("//*[@data-action]"):
            mark, words = element.get("data-action"), even(element.text_content())
            expected = self.by_mark.get(mark)
            if expected is None:
                yield f"no sign, tier or region has the action '{mark}'"
            elif words.casefold() != expected.casefold():
                yield f"under '{mark}': {words!r} instead of {expected!r}"

    def pairs(self, page: lxml.html.HtmlElement) -> Iterator[tuple[str, str, str]]:
        """Each sign that a page names with an action: its id, the mark of the action, and what is wrong."""
        for element in page.xpath("//*[@data-sign]"):
            for sign in element.get("data-sign").split():
                if sign not in self.library.signs:
                    yield sign, "", f"no sign '{sign}'"
                    continue
                for mark in _actions_for(element):
                    wrong = not self.fits(sign, mark)
                    yield sign, mark, f"'{sign}' stands with the action of '{mark}'" if wrong else ""

    def shown(self, html: str) -> set[tuple[str, str]]:
        """Each sign on a page that stands with an action, and the words of that action."""
        return {(sign, self.by_mark.get(mark, "")) for sign, mark, _ in self.pairs(_parsed(html))}


def _runs(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Each few words in a row within a sentence, in lower case, and where they start."""
    for sentence in re.finditer(rf"[^.?!:;{_APART}]+", text):
        words = [(match.start(), match[0].casefold()) for match in _WORD.finditer(sentence[0])]
        for index in range(len(words) - _LENGTH + 1):
            piece = words[index : index + _LENGTH]
            yield sentence.start() + piece[0][0], tuple(word for _, word in piece)


def _parsed(html: str) -> lxml.html.HtmlElement:
    page = lxml.html.fromstring(f"<div>{html}</div>") if "<html" not in html else lxml.html.fromstring(html)
    for element in page.xpath("//script|//style|//template|//comment()"):
        element.drop_tree()
    return page


READ = frozenset(
    {"alt", "aria-label", "content", "data-contents", "data-definition", "placeholder", "title"}
)
"""Attributes with words for readers."""


def _attributes(page: lxml.html.HtmlElement) -> Iterator[tuple[str, str]]:
    for element in page.iter():
        for name, value in element.attrib.items():
            if name in READ:
                yield name, value


def _unmarked(page: lxml.html.HtmlElement) -> str:
    """The text outside marks; blocks are apart."""
    parts: list[str] = []

    def walk(element: lxml.html.HtmlElement) -> None:
        block = element.tag in _BLOCKS
        parts.append(" . " if block else "")
        if element.get("data-action") is not None:
            parts.append(_APART)
        else:
            parts.append(element.text or "")
            for child in element:
                walk(child)
        parts.append(" . " if block else "")
        parts.append(element.tail or "")

    walk(page)
    return "".join(parts)


def _actions_for(element: lxml.html.HtmlElement) -> Iterator[str]:
    """The marks of the actions that readers take for those of a sign."""
    around = (element, *element.iterancestors())
    inside_sign = next((one for one in around[1:] if one.get("data-sign")), None)
    block = inside_sign if inside_sign is not None else next(one for one in around if one.tag in _BLOCKS)
    marked = _outermost(block)
    if any(one.get("data-action") for one in marked) and (own := list(_in_order(element, marked))):
        yield from own
        return
    listed = next((one for one in (element, *element.iterancestors()) if one.tag in {"ul", "ol"}), None)
    if listed is not None:
        yield from _above(listed)


def _outermost(block: lxml.html.HtmlElement) -> list[lxml.html.HtmlElement]:
    """The marked elements of a block that are in no other."""
    marked = block.xpath(".//*[@data-sign or @data-action]")
    inner = {one for outer in marked for one in outer.iterdescendants()}
    return [one for one in marked if one not in inner and one.get("data-action") != NUMBER]


_APART_FROM_OTHERS = {"section", "article", "fieldset", "details", "body"}
"""Parts of a page to which nothing outside them belongs."""


def _in_order(element: lxml.html.HtmlElement, marked: list[lxml.html.HtmlElement]) -> Iterator[str]:
    """In running text: the next action; after the last one, the last."""
    if element not in marked:  # a block about one sign, which may go on to another
        own = itertools.takewhile(lambda one: one.get("data-sign") is None, marked)
        yield from (one.get("data-action") for one in own)
        return
    index = marked.index(element)
    actions = [one.get("data-action") for one in marked[index:] if one.get("data-action")]
    before = [one.get("data-action") for one in marked[:index] if one.get("data-action")]
    yield actions[0] if actions else before[-1]


def _above(listed: lxml.html.HtmlElement) -> Iterator[str]:
    """Over a list of signs: the nearest action above it, at the same place in the page or around it."""
    for element in (listed, *listed.iterancestors()):
        if element.tag in _APART_FROM_OTHERS or "rung" in element.get("class", ""):
            return
        for sibling in element.itersiblings(preceding=True):
            if sibling.tag in {"ul", "ol"}:
                continue
            marked = [sibling] if sibling.get("data-action") else _outermost(sibling)
            own = [one.get("data-action") for one in marked if one.get("data-action")]
            if own:
                yield own[-1]
                return
