# How QTI 2.1 and 3.0 spell the same: `choiceInteraction responseIdentifier` became
# `qti-choice-interaction response-identifier`. All is written in the words of 2.1; a `Dialect` spells them.

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.exports.xml import document, inline, maker, schema_location

if TYPE_CHECKING:
    from generator.exports.xml import Element


@dataclass(frozen=True)
class Dialect:
    """One edition of QTI."""

    namespace: str
    """Of items and tests."""
    schema: str
    """Where the schema of that namespace stands."""
    package: str
    """The namespace of the manifest."""
    package_schema: str
    """Where the schema of that namespace stands."""
    declares: tuple[str, str]
    """Name and version of the package's format, as its manifest says them."""
    resource: str
    """Type of a resource; `{}` stands for `item` or `test`."""
    kebab: bool
    """Whether names are spelt `qti-with-hyphens`."""

    def make(self, tag: str, *children: Element | str, **attributes: str) -> Element:
        """An element, named as in QTI 2.1."""
        known = {self._spelt(name): value for name, value in attributes.items()}
        return maker(self.namespace)(f"qti-{self._spelt(tag)}" if self.kebab else tag, *children, **known)

    def html(self, tag: str, *children: Element | str) -> Element:
        """An element of HTML, which both editions take into their own namespace."""
        return maker(self.namespace)(tag, *children)

    def root(self, tag: str, *children: Element, **attributes: str) -> bytes:
        """A file."""
        where = schema_location(self.namespace, self.schema)
        element = self.make(tag, *children, **attributes)
        element.attrib.update(where)
        return document(element)

    def flow(self, html: str) -> list[Element | str]:
        """Paragraphs for an element that holds them; QTI 3 puts them into one of their own."""
        content = inline(self.namespace, html)
        return [self.make("contentBody", *content)] if self.kebab else content

    def inside(self, html: str) -> list[Element | str]:
        """Words for the inside of a paragraph."""
        return inline(self.namespace, html)

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

    def _spelt(self, name: str) -> str:
        if not self.kebab or name.startswith("{"):
            return name
        return re.sub(r"[A-Z]", lambda capital: f"-{capital[0].lower()}", name)
