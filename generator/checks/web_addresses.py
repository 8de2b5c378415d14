# Checks that the Markdown of pages links only to addresses of the web, of email and of telephones.

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.content.requirements import Requirement
from generator.problems import Problem, line_and_column
from generator.schema.web_address import forbidden_scheme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.content.library import Library
    from generator.schema.kinds import Kind

_CODE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)
_ATTRIBUTES = "action|cite|data|formaction|href|poster|src|srcset|xlink:href"
_ADDRESS = re.compile(
    rf"""
      \]\(\s*<?(?P<inline>[^\s<>)]+)
    | ^[ ]{{0,3}}\[[^\]\n]+\]:\s*<?(?P<definition>[^\s<>]+)
    | <(?P<direct>[A-Za-z][A-Za-z0-9+.-]*:[^\s<>]*)>
    | \s(?:{_ATTRIBUTES})\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'>]+))
    """,
    re.VERBOSE | re.MULTILINE | re.IGNORECASE,
)
"""Where Markdown and HTML have an address."""


def check(library: Library) -> Iterator[Problem]:
    """Report addresses in pages with another scheme, such as `javascript:`, and `//host` without one."""
    for id_, page in library.pages.items():
        body = _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), page.body)
        for match in _ADDRESS.finditer(body):
            address = match[str(match.lastgroup)]
            if forbidden_scheme(address) or address.lstrip().startswith("//"):
                line, column = line_and_column(body, match.start(str(match.lastgroup)))
                line += library.content.lines_above_body(id_)
                message = (
                    f"write an address that starts with https://, http://, mailto: or tel:, not {address!r}"
                )
                yield Problem(library.content.file("pages", id_), line, column, "", message, "link")


def asks(_library: Library, kind: Kind) -> Iterator[Requirement]:
    """Say which addresses a page may link to."""
    if kind.name == "pages":
        yield Requirement("link", "Addresses in it begin with https://, http://, mailto: or tel:.")
