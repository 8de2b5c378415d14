# How much of an exercise, and how often, in words.
#
# Each number has a whole sentence of its own, so that a language may order and inflect it as it needs.

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.schema.common import Level
from generator.schema.exercise import AMOUNTS, Dose

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from gettext import NullTranslations

_EVERY_DAY = 7


class Amount(NamedTuple):
    """One number of a dose, in words."""

    name: str
    """The name of its field."""
    label: str
    """What it is, such as "Sets"."""
    value: str
    """The number with its unit, such as "5 seconds"."""
    sentence: str
    """What to do, such as "Hold for 5 seconds"."""


def amounts(dose: Dose, translations: NullTranslations) -> tuple[Amount, ...]:
    """Each number of a dose, in the order in which they are done: the hold comes first."""
    names, sentences, values = labels(translations), _sentences(translations), _values(translations)
    given = numbers(dose)
    return tuple(
        Amount(name, names[name], values[name](given[name]), sentences[name](given[name]))
        for name in _ORDER
        if name in given
    )


def sentences(dose: Dose, translations: NullTranslations) -> tuple[str, ...]:
    """A dose in whole sentences."""
    goal = (translations.gettext("Build up slowly to this:"),) if dose.goal else ()
    return (*goal, *(amount.sentence for amount in amounts(dose, translations)))


def agreed(translations: NullTranslations) -> str:
    """What comes before a dose that was agreed with one reader."""
    return translations.gettext("Agreed for you:")


def heading(dose: Dose, translations: NullTranslations) -> str:
    """The heading of a dose."""
    _ = translations.gettext
    return _("What to build up to") if dose.goal else _("How much")


def is_practice(dose: Dose) -> bool:
    """Whether a dose is usual practice: nothing that was studied."""
    return dose.basis is None or dose.basis.level is Level.PRACTICE


_ORDER = tuple(dict.fromkeys(("hold", "repetitions", "sets", *AMOUNTS)))


def labels(translations: NullTranslations) -> dict[str, str]:
    """The label of each number."""
    _ = translations.gettext
    return {
        "sets": _("Sets"),
        "repetitions": _("Repetitions"),
        "hold": _("Hold"),
        "minutes": _("Time"),
        "times_a_day": _("Times a day"),
        "days_a_week": _("Days a week"),
    }


def units(translations: NullTranslations) -> dict[str, str]:
    """The unit of each number that has one, for fields in which the number alone is typed."""
    _ = translations.gettext
    return {"hold": _("seconds"), "minutes": _("minutes")}


def _counted(translations: NullTranslations, one: str, other: str) -> Callable[[int], str]:
    return lambda count: translations.ngettext(one, other, count).format(count=count)


def _values(translations: NullTranslations) -> dict[str, Callable[[int], str]]:
    plural = partial(_counted, translations)
    plain: dict[str, Callable[[int], str]] = dict.fromkeys(AMOUNTS, str)
    return {
        **plain,
        "hold": plural("{count} second", "{count} seconds"),
        "minutes": plural("{count} minute", "{count} minutes"),
    }


def _sentences(translations: NullTranslations) -> dict[str, Callable[[int], str]]:
    plural = partial(_counted, translations)
    some_days = plural("Do this on {count} day a week.", "Do this on {count} days a week.")
    every_day = translations.gettext("Do this every day.")
    return {
        "hold": plural("Hold for {count} second.", "Hold for {count} seconds."),
        "repetitions": plural("Do it once.", "Do it {count} times."),
        "sets": plural("Do {count} set.", "Do {count} sets, with a rest after each."),
        "minutes": plural("Go on for {count} minute.", "Go on for {count} minutes."),
        "times_a_day": plural("Do this once a day.", "Do this {count} times a day."),
        "days_a_week": lambda count: every_day if count >= _EVERY_DAY else some_days(count),
    }


# --- doses that are changed for one person -------------------------------------------------------------


def bounds(name: str) -> tuple[int, int]:
    """The lowest and the highest value of a number."""
    metadata = {type(one).__name__: one for one in Dose.model_fields[name].metadata}
    lowest, highest = metadata["Ge"], metadata["Le"]
    return lowest.ge, highest.le


def patterns(translations: NullTranslations) -> dict[str, dict[str, Any]]:
    """The sentences for all allowed values, for a script that has no plural rules of its own.

    Returns:
        Name of a number → `lowest` and `highest`; `usual`, the sentence for most values with `{count}` in
        it; `but`, the values whose sentence is another → that sentence.
    """
    sentences = _sentences(translations)
    return {name: _patterns(name, sentences[name]) for name in _ORDER}


def _patterns(name: str, say: Callable[[int], str]) -> dict[str, Any]:
    lowest, highest = bounds(name)
    by_number = {number: say(number) for number in range(lowest, highest + 1)}
    general = {number: text.replace(str(number), "{count}", 1) for number, text in by_number.items()}
    texts = list(general.values())
    usual = max(dict.fromkeys(texts), key=texts.count)
    but = {str(number): by_number[number] for number, text in general.items() if text != usual}
    return {"lowest": lowest, "highest": highest, "usual": usual, "but": but}


def numbers(dose: Dose) -> Mapping[str, int]:
    """Name → value of each number that a dose has."""
    return {name: number for name, number in dose.amounts if number}
