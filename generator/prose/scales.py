# How easy a text is to read: for each language, the scale that was made for it.
#
# Flesch-Kincaid grade for English: Kincaid and others, 1975, Research Branch Report 8-75.
#
# INFLESZ for Spanish: Barrio-Cantalejo IM and others. Validación de la Escala INFLESZ para evaluar la
# legibilidad de los textos dirigidos a pacientes. An Sist Sanit Navar 2008; 31(2): 135-152. It reads the
# formula of perspicuity (Szigriszt Pazos F, thesis, Universidad Complutense de Madrid, 1993) so: below 40
# very hard, to 55 rather hard, to 65 normal, to 80 rather easy, above very easy.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

from generator.prose import readability, spanish

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from generator.prose.readability import Measure


class _Measures(Protocol):
    def __call__(self, sentences: Collection[Sequence[str]], exempt: frozenset[str], /) -> Measure: ...


class Limits(NamedTuple):
    """What a scale allows at most, or asks for at least."""

    text: float
    """Of text for patients."""
    handout: float
    """Of text from which a handout is printed."""
    professional: float
    """Of text for educators, clinics or people who check the evidence."""


@dataclass(frozen=True)
class Scale:
    """A measure of how easy texts in one language are to read."""

    name: str
    measure: _Measures
    """Counts sentences, words and syllables. Which words do not count as hard is up to the scale."""
    value: Callable[[Measure], float]
    """What the scale says of such counts."""
    rises: bool
    """Whether a higher value means that a text is easier."""

    def hardness(self, measure: Measure) -> float:
        """A number that is the higher the harder the text is."""
        return -self.value(measure) if self.rises else self.value(measure)

    def is_too_hard(self, value: float, limit: float) -> bool:
        """Whether a value is on the wrong side of a limit."""
        return value < limit if self.rises else value > limit

    def stricter(self, one: float, other: float) -> float:
        """The limit that asks for the easier text."""
        return max(one, other) if self.rises else min(one, other)


def perspicuity(measure: Measure) -> float:
    """Perspicuity by Szigriszt Pazos: 206.835 - 62.3 × syllables a word - words a sentence."""
    words = max(1, measure.words)
    return 206.835 - 62.3 * measure.syllables / words - words / measure.sentences


FLESCH_KINCAID = Scale(
    "reading grade", readability.measure, lambda measure: measure.flesch_kincaid, rises=False
)
INFLESZ = Scale("INFLESZ", spanish.measure, perspicuity, rises=True)
_SCALES = {"en": FLESCH_KINCAID, "es": INFLESZ}
"""Language → its scale."""


def scale_of(language: str) -> Scale | None:
    """The scale of a language; None if there is none.

    Args:
        language: a BCP 47 tag, such as `es-MX`.
    """
    return _SCALES.get(language.partition("-")[0])
