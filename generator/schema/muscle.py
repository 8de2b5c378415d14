# Schema of a muscle or other tissue: `content/muscles/<id>.yml` → `/muscles/<id>/`.

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from generator.prose import Prose
from generator.schema.common import Id, Ordered, Statement


class Layer(StrEnum):
    """The depth of a muscle."""

    SURFACE = "surface"
    MIDDLE = "middle"
    DEEP = "deep"


class Muscle(Ordered):
    """A muscle or other tissue that techniques are used on."""

    plain_name: str = Field(max_length=40)
    """Where it is, in everyday words, such as "at the front"."""
    say: str | None = None
    """How to pronounce the Latin name."""
    search_words: tuple[str, ...] = ()
    """Everyday words by which search should find this page."""
    one_line: Prose
    """One plain sentence: where it is and what it does."""
    layer: Layer | None = None
    """How deep it is."""
    where: tuple[Statement, ...] = ()
    """Where it starts and where it ends."""
    fibres: tuple[Statement, ...] = ()
    """Which way the fibres run, and so what "along" means for this muscle."""
    action: tuple[Statement, ...] = ()
    """What it does for the reader."""
    take_care: tuple[Statement, ...] = ()
    """What is nearby and needs care."""
    shapes: tuple[Id, ...] = ()
    """Ids of the shapes in `body-map.yml` that show it."""
