# Checks that texts have no HTML: readers would see the tags.

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.checks.each import EachFile
from generator.content.fields import fields_in
from generator.content.localise import SPELT_BY_REGION
from generator.content.requirements import Requirement, has_prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.checks.each import Found
    from generator.content.library import Library
    from generator.problems import Problem
    from generator.schema.common import Model
    from generator.schema.kinds import Kind

_TAG = r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>|<!--"
_HTML = re.compile(rf"{_TAG}|&(?:[A-Za-z][A-Za-z0-9]+|#\d+|#[xX][0-9A-Fa-f]+);")
_MARKUP = "**strong** or *emphasis*, or nothing"
_OTHERS_RULES = ("sources", "item-writing", "plain-language")
"""Kinds that are not our text: titles that CSL marks up, and patterns to search for."""


def check(_: Library) -> Iterator[Found]:
    """Report tags, comments and character references of HTML in texts. Pages in Markdown may have them."""
    yield EachFile(_check, ())


def asks(_library: Library, kind: Kind) -> Iterator[Requirement]:
    """Say how texts are marked up."""
    if has_prose(kind) and kind.name not in _OTHERS_RULES:
        message = "Texts have no HTML. What may be marked up: **strong**, *emphasis*, [words][id]."
        yield Requirement("markup", message)


def _check(library: Library, kind: str, id_: str, model: Model) -> Iterator[Problem]:
    if kind in _OTHERS_RULES:
        return
    fields = fields_in(model)
    shown = [(path, text) for path, text in fields.texts if SPELT_BY_REGION.intersection(path)]
    for path, text in (*fields.prose, *shown):
        match = _HTML.search(str(text)) if path[-1:] != ("body",) else None
        if match:
            instead = "the character itself" if match[0][0] == "&" else _MARKUP
            message = f"readers would see `{match[0]}` as it is written; write {instead}"
            yield library.content.problem(kind, id_, path, message, "markup", inside=match[0])
