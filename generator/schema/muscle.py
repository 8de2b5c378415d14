# A muscle or a sheet of fascia: `content/muscles/<id>.yml` → `/muscles/<id>/`.

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from generator.prose import Prose
from generator.schema.common import Id, Ordered, Statement


class Layer(StrEnum):
    """How deep it lies."""

    SURFACE = "surface"
    MIDDLE = "middle"
    DEEP = "deep"


class Muscle(Ordered):
    """A part of the back that a hand may work on."""

    plain_name: str = Field(max_length=40)
    """Where it is, in the reader's words: "beside the spine"."""
    say: str | None = None
    """How the Latin name is said."""
    search_words: tuple[str, ...] = ()
    """Everyday words that should find this page in search."""
    one_line: Prose
    """One plain sentence: where it is and what it does."""
    layer: Layer
    """How deep it lies."""
    where: tuple[Statement, ...] = Field(min_length=1)
    """From where to where."""
    fibres: tuple[Statement, ...] = Field(min_length=1)
    """Which way the fibres run, and so which way is "along"."""
    action: tuple[Statement, ...] = Field(min_length=1)
    """What it does for the reader."""
    take_care: tuple[Statement, ...] = ()
    """What lies near and needs care."""
    shapes: tuple[Id, ...] = ()
    """Shapes of `body-map.yml` that show it."""
