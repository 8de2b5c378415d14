# The name of a kind of content on the command line, in the plural or the singular: `quizzes`, `quiz`.

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import click

from generator.hosts.terminal import fail
from generator.problems import did_you_mean
from generator.schema.kinds import KINDS

if TYPE_CHECKING:
    from generator.schema.kinds import Kind


_NAMES = [kind.name for kind in KINDS]


class KindName(click.Choice[str]):
    """The name of a kind; for one of a kind with many files, the singular does, too."""

    def __init__(self) -> None:
        super().__init__(_NAMES)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name in the plural.

        Raises:
            SystemExit: there is no such kind; that was printed.
        """
        singular = {_singular(kind): kind.name for kind in KINDS if kind.folder}
        name = singular.get(value, value)
        if name not in _NAMES:
            hint = did_you_mean(value, [*_NAMES, *singular])
            fail(f"{value}: no kind of content{hint}; the kinds are {', '.join(_NAMES)}")
        return super().convert(name, param, ctx)


def _singular(kind: Kind) -> str:
    """`SelfCare` → `self-care`: models have the name of one of their kind."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", kind.model.__name__).lower()
