# Checks that what to do about warning signs is typed nowhere but in `warning-signs.yml` and the files of
# regions, which own it: neither the numbers to call, nor several words in a row from an action.
#
# The words that readers see are compared, as each region has them, so it does not matter how a text is put
# together. What a text quotes is not its own.

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from generator.checks.each import EachFile
from generator.checks.safety import OWNERS
from generator.content.fields import fields_in, last_name
from generator.content.help import action_of
from generator.content.localise import SPELT_BY_REGION
from generator.content.requirements import Requirement, has_words
from generator.memo import last_if_equal, latest_per_object
from generator.problems import Problem, line_and_column
from generator.prose import Quoted, Text, Word
from generator.prose.nodes import node_text
from generator.schema.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.checks.each import Found
    from generator.content.library import Library
    from generator.problems import FieldPath
    from generator.prose import Node, Prose
    from generator.schema.common import Model
    from generator.schema.kinds import Kind
    from generator.schema.region import Region
    from generator.schema.warning_signs import Tier
    from generator.settings.settings import Settings

_LENGTH = 6
"""So many words in a row from an action are not there by chance."""

_APART = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for what a text quotes."""

_WORD = re.compile(r"[\w&’'-]+")
_SENTENCE = re.compile(rf"[^.?!:;{_APART}]+")
_DIALLED = re.compile(r"\d[\d ]+\d")
_MEASURE = r"(?:[ \u00a0](?:kB|of \d)|,?\d|%)"
"""What follows a number that nobody can call."""
_FORMAT = re.compile(r"`[^`]*`|\]\([^)]*\)|\]\[[^\]]*\]|\[@[^\]]*\]|<[^>]*>|\{\w+:[^}]*\}", re.DOTALL)
"""Parts of Markdown that are code, addresses, ids or quotations."""


def check(library: Library) -> Iterator[Found]:
    """Report numbers to call and words of actions in content that must quote them."""
    if library.has("warning-signs"):
        dependencies = (library.warning_signs, *library.regions.values())
        yield EachFile(_check, dependencies)


def asks(library: Library, kind: Kind) -> Iterator[Requirement]:
    """Say that what to do about warning signs is quoted."""
    if kind.name not in OWNERS and has_words(kind) and library.has("warning-signs"):
        message = (
            "What to do about warning signs is quoted, as {action:id}: no text has a number to call, or"
            f" {_LENGTH} words in a row from an action."
        )
        yield Requirement("safety", message)


def in_settings(library: Library, settings: Settings) -> Iterator[Problem]:
    """Report settings with numbers to call or words of actions, which would be printed on every sheet."""
    region = library.regions.get(settings.region)
    if region is None or not library.has("warning-signs"):
        return
    clinic = settings.clinic
    texts = {"site_name": settings.site_name, "clinic.name": clinic.name if clinic else ""}
    if clinic and clinic.phone == region.emergency_number:  # part of a longer number is something else
        texts["clinic.phone"] = clinic.phone
    for name, text in texts.items():
        for _, message in _reserved(library)[region.id].typed_in(text):
            file = library.content.file("regions", region.id)
            yield Problem(file, 1, 1, name, f"in the settings, {message}", "settings")


def _check(library: Library, kind: str, id_: str, model: Model) -> Iterator[Problem]:
    if kind in OWNERS:
        return
    reserved = _reserved(library)
    for path, texts in _texts(library, kind, model):
        typed = chain.from_iterable(reserved[region].typed_in(text) for region, text in texts)
        if found := next(typed, None):
            yield library.content.problem(kind, id_, path, found[1], "safety")
    if isinstance(model, Page):
        yield from _in_markdown(library, id_, model, reserved)


def _texts(library: Library, kind: str, model: Model) -> Iterator[tuple[FieldPath, list[tuple[str, str]]]]:
    """Each text of a file, as readers in each region see it; of works, only what we say of them."""
    regions = library.regions
    fields = fields_in(model)
    for path, prose in fields.prose:
        yield path, [(id_, _own_words(prose, region)) for id_, region in regions.items()]
    for path, text in fields.texts:
        name = last_name(path)
        ours = kind != "sources" or "custom" in path
        if ours and name in SPELT_BY_REGION and name not in _ELSEWHERE:
            yield path, [(id_, text) for id_ in regions]


_ELSEWHERE = ("accepted", "body")
"""Fields of plain text that readers type, and Markdown, whose lines are reported one by one."""


def _own_words(prose: Prose, region: Region) -> str:
    """The words of a text as a region's readers see them, without those that it quotes."""
    return "".join(_own(node, region) for node in prose.nodes)


def _own(node: Node, region: Region) -> str:
    match node:
        case Text():
            return node.text
        case Word():
            return _APART if node.name in region.actions else region.words.get(node.name, "")
        case Quoted():
            return _APART
    return "".join(_own(child, region) for child in getattr(node, "children", ()))


def _in_markdown(
    library: Library, id_: str, page: Page, reserved: Mapping[str, _Reserved]
) -> Iterator[Problem]:
    above = library.content.lines_above_body(id_)
    body = _FORMAT.sub(lambda match: _APART * len(match[0]), page.body)
    for start, message in sorted({found for one in reserved.values() for found in one.typed_in(body)}):
        line, column = line_and_column(page.body, start)
        yield Problem(library.content.file("pages", id_), above + line, column, "", message, "safety")


@dataclass(frozen=True)
class _Reserved:
    """What only actions may use in one region."""

    numbers: re.Pattern[str]
    """Numbers that can be called."""
    runs: frozenset[tuple[str, ...]]
    """Each few words in a row from an action for help that cannot wait."""

    def typed_in(self, text: str) -> Iterator[tuple[int, str]]:
        """Where a text has such words, and what to write instead."""
        for match in self.numbers.finditer(text):
            yield match.start(), f"'{match[0]}' is a number to call; {_QUOTE}"
        end = 0
        for start, run in _runs(text):
            if run in self.runs and start >= end:
                words = " ".join(run)
                end = start + len(words)
                yield start, f"'{words}' says what to do about a sign; {_QUOTE}"


_QUOTE = (
    "only warning-signs.yml says that, so quote the action of a sign, such as {action:chest-pain}, or of a"
    " tier: {action:urgent}"
)


def _reserved(library: Library) -> Mapping[str, _Reserved]:
    """Region → what only actions may use there."""
    given = last_if_equal(f"{__name__} reserved", tuple(library.regions.values()))
    return latest_per_object(
        library.warning_signs,
        f"{__name__} reserved",
        given,
        lambda: {region.id: _reserved_in(library, region) for region in library.regions.values()},
    )


def _reserved_in(library: Library, region: Region) -> _Reserved:
    words = " ".join((region.emergency_number, *region.actions.values(), *region.words.values()))
    numbers = sorted({match[0] for match in _DIALLED.finditer(words)}, key=len, reverse=True)
    pattern = rf"(?<![\w.,/-])(?:{'|'.join(map(re.escape, numbers))})(?![\w-]|{_MEASURE})"
    *cannot_wait, can_wait = library.warning_signs.tiers
    later = _runs_in(can_wait, library, region)
    known = {run for tier in cannot_wait for run in _runs_in(tier, library, region)}
    known |= {run for _, run in _runs(_whole(library.warning_signs.call_only, region))}
    return _Reserved(re.compile(pattern), frozenset(known - later))


def _runs_in(tier: Tier, library: Library, region: Region) -> set[tuple[str, ...]]:
    """Each few words in a row from the actions of a tier."""
    actions = (action_of(sign, tier, library.warning_signs) for sign in tier.signs)
    return {run for action in (tier.action, *actions) for _, run in _runs(_whole(action, region))}


def _whole(prose: Prose, region: Region) -> str:
    """The words of an action."""
    words = {**region.words, **region.actions}
    return "".join(node_text(node, lambda name: words.get(name, "")) for node in prose.nodes)


def _runs(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Each few words in a row within a sentence, in lower case, and where they start."""
    for sentence in _SENTENCE.finditer(text):
        words = [(one.start(), one[0].casefold().replace("’", "'")) for one in _WORD.finditer(sentence[0])]
        for index in range(len(words) - _LENGTH + 1):
            piece = words[index : index + _LENGTH]
            yield sentence.start() + piece[0][0], tuple(word for _, word in piece)
