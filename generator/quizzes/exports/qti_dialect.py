# The spelling of names in QTI 2.1 and 3.0: `choiceInteraction responseIdentifier` became
# `qti-choice-interaction response-identifier`. Our code uses the names of 2.1; a `Dialect` converts them.

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from generator.quizzes.exports.xml import document, make

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.quizzes.exports.xml import Element, Vocabulary


_LANGUAGE = re.compile(rb'<span lang="([^"]+)"( dir="[a-z]+")>')
"""The language of words as HTML names it."""


@dataclass(frozen=True, eq=False)
class Dialect:
    """One version of QTI."""

    files: Vocabulary
    """Namespaces of items and tests."""
    manifest: Vocabulary
    """Namespaces of the manifest."""
    schema_and_version: tuple[str, str]
    """The manifest's `schema` and `schemaversion`: name and version of the package format."""
    resource_type: str
    """Type of a resource in the manifest; `{}` stands for `item` or `test`."""
    kebab: bool
    """Whether names are spelt `qti-with-hyphens`."""

    def make(self, tag: str, *children: Element | str, **attributes: str) -> Element:
        """Make an element, given its QTI 2.1 names."""
        if not self.kebab:
            return make(tag, *children, **attributes)
        return make(_kebab(f"qti-{tag}"), *children, **_kebabs(attributes))

    def root(self, tag: str, *children: Element, **attributes: str) -> bytes:
        """Make a whole file, given the QTI 2.1 names of its root element."""
        if not self.kebab:
            return document(self.files, tag, *children, **attributes)
        return document(self.files, _kebab(f"qti-{tag}"), *children, **_kebabs(attributes))

    def with_languages(self, file: bytes) -> bytes:
        """The file with `xml:lang` instead of `lang`. Only QTI 3 has `dir`, so it stays there alone."""
        return _LANGUAGE.sub(rb'<span xml:lang="\1"\2>' if self.kebab else rb'<span xml:lang="\1">', file)

    def flow(self, html: Element) -> Element:
        """Paragraphs as the content of an element; QTI 3 wraps them in a content body."""
        return self.make("contentBody", html) if self.kebab else html

    def outcome(self, name: str, kind: str, value: str) -> Element:
        """The declaration of a single-valued outcome, with its default value."""
        default = self.make("defaultValue", self.make("value", value))
        return self.make(
            "outcomeDeclaration", default, identifier=name, cardinality="single", baseType=kind
        )

    def base(self, value: str, kind: str) -> Element:
        """A constant in an expression."""
        return self.make("baseValue", value, baseType=kind)

    def variable(self, name: str) -> Element:
        """The value of a response or an outcome in an expression."""
        return self.make("variable", identifier=name)

    def assign(self, name: str, value: Element) -> Element:
        """A rule that sets an outcome."""
        return self.make("setOutcomeValue", value, identifier=name)


def _kebabs(attributes: Mapping[str, str]) -> dict[str, str]:
    return {_kebab(name): value for name, value in attributes.items()}


@cache
def _kebab(name: str) -> str:
    """The hyphenated form of a camel-case name. The cache stays small, as the vocabulary is."""
    return re.sub(r"[A-Z]", lambda capital: f"-{capital[0].lower()}", name)
