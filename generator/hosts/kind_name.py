# The name of a kind of content on the command line, in the plural or the singular: `quizzes`, `quiz`.

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import click

from generator.schema.kinds import KINDS

if TYPE_CHECKING:
    from generator.schema.kinds import Kind


class KindName(click.Choice[str]):
    """The name of a kind; for one of a kind with many files, the singular does, too."""

    def __init__(self) -> None:
        super().__init__([kind.name for kind in KINDS])

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name in the plural.

        Raises:
            click.BadParameter: there is no such kind.
        """
        plural = {_singular(kind): kind.name for kind in KINDS if kind.folder}
        return super().convert(plural.get(value, value), param, ctx)


def _singular(kind: Kind) -> str:
    """`SelfCare` → `self-care`: models have the name of one of their kind."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", kind.model.__name__).lower()
