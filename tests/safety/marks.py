# What pages say of warning signs, and whether it is in order.
#
# Renderers mark what they print of a sign (`data-sign`) and what to do about it (`data-action`). Outside
# the marks no page says what to do.

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

import lxml.html

from tests.safety.actions import APART, NUMBER, even

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.safety.actions import Actions

_IN_QUOTES = re.compile("“([^”]*)”")
_BLOCKS = {
    *("dd", "div", "dt", "figcaption", "h1", "h2", "h3", "h4", "label", "legend", "li", "option", "p"),
    *("summary", "td", "th"),
}
_SENTENCES = {"p", "li", "td", "dd", "label"}
"""Blocks that say one thing."""
_FROM_WORDS = {"data-sign", "data-action", "data-caution"}


def faults(actions: Actions, html: str) -> Iterator[str]:
    """What a page says of what to do outside a mark, under a wrong mark, or about a wrong sign."""
    page = _parsed(html)
    yield from _wrong_words(actions, page)
    yield from _wrong_calls(actions, page)
    yield from (fault for _, _, fault in _pairs(actions, page) if fault)
    yield from _other_help(actions, page)
    for name, value in _attributes(page):
        yield from (f"{name}: {fault}" for fault in actions.faults_in_text(value))
    whole = set(actions.by_mark.values())
    # What a page quotes of another page needs no mark if it is a whole action.
    unmarked = _IN_QUOTES.sub(lambda one: APART if even(one[1]) in whole else one[0], _unmarked(page))
    yield from (f"outside a mark: {words!r}" for words in actions.stray(unmarked))


def shown(actions: Actions, html: str) -> set[tuple[str, str]]:
    """Each sign on a page that stands with an action, and the words of that action."""
    return {(sign, actions.by_mark.get(mark, "")) for sign, mark, _ in _pairs(actions, _parsed(html))}


def _wrong_words(actions: Actions, page: lxml.html.HtmlElement) -> Iterator[str]:
    for element in page.xpath("//*[@data-action]"):
        mark, words = element.get("data-action"), even(element.text_content())
        expected = actions.by_mark.get(mark)
        if expected is None:
            yield f"no sign, tier or region has the action '{mark}'"
        elif words.casefold() != expected.casefold():
            yield f"under '{mark}': {words!r} instead of {expected!r}"


def _wrong_calls(actions: Actions, page: lxml.html.HtmlElement) -> Iterator[str]:
    """Links that dial another number than the one that they show."""
    for element in page.xpath("//a[starts-with(@href, 'tel:')]"):
        number = element.get("href").removeprefix("tel:")
        shown = [one.text_content() for one in element.xpath(".//*[@data-action]")]
        if number != actions.region.emergency_number or number not in shown:
            yield f"a link dials {number} and shows {shown}"


def _pairs(actions: Actions, page: lxml.html.HtmlElement) -> Iterator[tuple[str, str, str]]:
    """Each sign that a page names with an action: its id, the mark of the action, and what is wrong."""
    for element in page.xpath("//*[@data-sign]"):
        for sign in element.get("data-sign").split():
            if sign not in actions.library.signs:
                yield sign, "", f"no sign '{sign}'"
                continue
            for mark in _actions_for(element):
                wrong = not actions.fits(sign, mark)
                yield sign, mark, f"'{sign}' stands with the action of '{mark}'" if wrong else ""


def _other_help(actions: Actions, page: lxml.html.HtmlElement) -> Iterator[str]:
    """Sentences about signs with phrases for the help of another tier."""
    for block in page.xpath("//*[descendant-or-self::*[@data-sign]]"):
        if block.tag in _SENTENCES and not block.xpath(".//ul|.//ol|.//p"):
            signs = block.xpath("descendant-or-self::*/@data-sign")
            named = {sign for names in signs for sign in names.split()}
            yield from actions.other_help(named, even(_unmarked(block, signs=False)))


def _parsed(html: str) -> lxml.html.HtmlElement:
    page = lxml.html.fromstring(f"<div>{html}</div>") if "<html" not in html else lxml.html.fromstring(html)
    for element in page.xpath("//script|//style|//template|//comment()"):
        element.drop_tree()
    return page


_READ = {"alt", "content", "label", "placeholder", "title", "value"}


def is_read(attribute: str) -> bool:
    """Whether an attribute of HTML or SVG may have words for readers."""
    return attribute in _READ or (attribute.startswith(("aria-", "data-")) and attribute not in _FROM_WORDS)


def _attributes(page: lxml.html.HtmlElement) -> Iterator[tuple[str, str]]:
    for element in page.iter():
        yield from ((name, value) for name, value in element.attrib.items() if is_read(name))


def _unmarked(page: lxml.html.HtmlElement, *, signs: bool = True) -> str:
    """The text outside marks of actions, or of signs as well; blocks are apart."""
    parts: list[str] = []
    marks = ("data-action",) if signs else ("data-action", "data-sign")

    def walk(element: lxml.html.HtmlElement) -> None:
        block = element.tag in _BLOCKS
        parts.append(" . " if block else "")
        if element is not page and any(element.get(mark) is not None for mark in marks):
            parts.append(APART)
        else:
            parts.append(element.text or "")
            for child in element:
                walk(child)
        parts.append(" . " if block else "")
        parts.append(element.tail or "" if element is not page else "")

    walk(page)
    return "".join(parts)


def _actions_for(element: lxml.html.HtmlElement) -> Iterator[str]:
    """The marks of the actions that readers take for those of a sign."""
    around = (element, *element.iterancestors())
    inside_sign = next((one for one in around[1:] if one.get("data-sign")), None)
    block = inside_sign if inside_sign is not None else next(filter(_says_one_thing, around))
    marked = _outermost(block)
    if any(one.get("data-action") for one in marked) and (own := list(_in_order(element, marked))):
        yield from own
        return
    listed = next((one for one in (element, *element.iterancestors()) if one.tag in {"ul", "ol"}), None)
    if listed is not None:
        yield from _above(listed)


def _says_one_thing(element: lxml.html.HtmlElement) -> bool:
    """Whether an element is a block, or a bold statement before a text, such as the answer of a quiz."""
    is_statement = element.tag == "strong" and element.text_content().endswith(".")
    return is_statement or element.tag in _BLOCKS


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
