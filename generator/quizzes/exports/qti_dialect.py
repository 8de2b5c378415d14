# How QTI 2.1 and 3.0 spell the same: `choiceInteraction responseIdentifier` became
# `qti-choice-interaction response-identifier`. All is written in the words of 2.1; a `Dialect` spells them.

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from generator.quizzes.exports.xml import document, make

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.quizzes.exports.xml import Element, Vocabulary


@dataclass(frozen=True, eq=False)
class Dialect:
    """One edition of QTI."""

    files: Vocabulary
    """Of items and tests."""
    manifest: Vocabulary
    """Of the manifest."""
    declares: tuple[str, str]
    """Name and version of the package's format, as its manifest says them."""
    resource: str
    """Type of a resource; `{}` stands for `item` or `test`."""
    kebab: bool
    """Whether names are spelt `qti-with-hyphens`."""

    def make(self, tag: str, *children: Element | str, **attributes: str) -> Element:
        """An element, named as in QTI 2.1."""
        if not self.kebab:
            return make(tag, *children, **attributes)
        return make(_kebab(f"qti-{tag}"), *children, **_kebabs(attributes))

    def root(self, tag: str, *children: Element, **attributes: str) -> bytes:
        """A file."""
        if not self.kebab:
            return document(self.files, tag, *children, **attributes)
        return document(self.files, _kebab(f"qti-{tag}"), *children, **_kebabs(attributes))

    def flow(self, html: Element) -> Element:
        """Paragraphs for an element that holds them; QTI 3 puts them into one of their own."""
        return self.make("contentBody", html) if self.kebab else html

    def outcome(self, name: str, kind: str, value: str) -> Element:
        """The declaration of a single outcome, with what it is before any answer."""
        default = self.make("defaultValue", self.make("value", value))
        return self.make(
            "outcomeDeclaration", default, identifier=name, cardinality="single", baseType=kind
        )

    def base(self, value: str, kind: str) -> Element:
        """A value, as part of an expression."""
        return self.make("baseValue", value, baseType=kind)

    def variable(self, name: str) -> Element:
        """The value of a response or an outcome, as part of an expression."""
        return self.make("variable", identifier=name)

    def assign(self, name: str, value: Element) -> Element:
        """A rule that gives an outcome a value."""
        return self.make("setOutcomeValue", value, identifier=name)


def _kebabs(attributes: Mapping[str, str]) -> dict[str, str]:
    return {_kebab(name): value for name, value in attributes.items()}


@cache
def _kebab(name: str) -> str:
    """A name of the vocabulary, which is small: spelt once."""
    return re.sub(r"[A-Z]", lambda capital: f"-{capital[0].lower()}", name)
