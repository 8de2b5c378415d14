# The words of the subject: the content's own, from `words.yml`, or else general ones.
#
# A word has the name of its group and its field, such as `sheet.practice`. What the generator says of every
# subject alike is not here: that goes through gettext where it is said.

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from generator.schema.common import Model
from generator.schema.words import Counted

if TYPE_CHECKING:
    import gettext
    from collections.abc import Callable, Iterator, Mapping
    from typing import TypeAlias

    from generator.schema.words import Words

    Gettext: TypeAlias = Callable[[str], str]
    Ngettext: TypeAlias = Callable[[str, str, int], str]


def own_words(words: Words) -> Iterator[tuple[str, str | Counted]]:
    """Yield name and text of each word that the content has itself."""
    for group in type(words).model_fields:
        values = getattr(words, group)
        for field in type(values).model_fields if isinstance(values, Model) else ():
            value = getattr(values, field)
            if value is not None:
                yield f"{group}.{field}", value


class SubjectWords:
    """Says a word of the subject by its name."""

    def __init__(
        self, own: Mapping[str, str | Counted], translations: gettext.NullTranslations, language: str = ""
    ) -> None:
        """Choose the words.

        Args:
            own: name → the content's own word.
            translations: for the general words.
            language: that of the words; empty for English.
        """
        self.language = language
        """In which language they are, as lists and numbers are written by its rules."""
        self.translations = translations
        """Translations of what is said of every subject."""
        self._own = own
        self._general = general_words(translations.gettext)
        self._counted = general_counted_words(translations.ngettext)

    def __call__(self, name: str, count: int | None = None) -> str:
        """A word.

        Args:
            name: its group and its field.
            count: the number that it depends on, if it is `Counted`.

        Raises:
            KeyError: there is no such word.
        """
        own = self._own.get(name)
        if count is None:
            return own if isinstance(own, str) else self._general[name]
        if isinstance(own, Counted):
            return own.one if count == 1 else own.other
        return self._counted[name](count)


def general_words(gettext: Gettext) -> dict[str, str]:
    """Name of each word → what is said if the content has no word of its own."""
    _ = gettext
    return {
        "site.notice": "",
        "site.purpose": _(
            "For learning only. It cannot say what is wrong with you or which treatment to have."
        ),
        "people.provider": _("Given by"),
        "people.phone": _("Phone"),
        "kinds.technique": _("Technique"),
        "kinds.techniques": _("Techniques"),
        "kinds.symptom": _("Symptom"),
        "kinds.symptoms": _("Symptoms"),
        "kinds.muscle": _("Muscle"),
        "kinds.muscles": _("Muscles"),
        "kinds.self_care": _("Self-care"),
        "questions.feel": _("What does it feel like?"),
        "questions.where": _("Where is it?"),
        "questions.offered": _("Which technique is it?"),
        "ways.feel": _("What it feels like"),
        "ways.where": _("Where it is"),
        "ways.offered": _("Which technique"),
        "answers.feel": _("Feels like"),
        "answers.where": _("Where"),
        "answers.offered": _("Technique"),
        "home.techniques": _("Techniques used here:"),
        "home.all_techniques": _("All techniques"),
        "home.all_symptoms": _("All symptoms"),
        "technique.ask_first": _("Before you start, check if you:"),
        "technique.avoid": _("Don't use this technique:"),
        "technique.details": _("The details"),
        "technique.muscles": _(
            "It's often used for these muscles. That is usual practice, not proof that it helps."
        ),
        "technique.feel": _("What is normal"),
        "technique.pressure": _("How strong"),
        "technique.how_strong": _("How strong"),
        "technique.direction": _("Which way"),
        "technique.hold": _("How long"),
        "technique.how_long": _("How long"),
        "technique.course": _("How many times"),
        "technique.risks_on_record": _("What has gone wrong before"),
        "symptom.treatment": _("Is treatment an option?"),
        "symptom.treatment_on_paper": _("Can treatment help?"),
        "symptom.techniques": _("Techniques used for it"),
        "symptom.techniques_note": _(
            "These are often used for it. That is usual practice, not proof that they help."
        ),
        "muscle.techniques": _("Techniques used on it"),
        "muscle.techniques_note": _(
            "These are often used here. That is usual practice, not proof that they help."
        ),
        "sheet.practice": _("“Usual practice” marks what is usually done or said, and nobody has tested"),
        "sheet.next_time": _("Next time:"),
        "scale.too_much": _("Too much: say so"),
        "anchors.treatment": "treatment",
        "linked_data.technique": "MedicalEntity",
    }


def general_counted_words(ngettext: Ngettext) -> dict[str, Callable[[int], str]]:
    """The same for words that depend on a number: name → a function from the number to the word."""
    plural = partial(partial, ngettext)
    return {
        "related.techniques": plural("Same technique:", "Same techniques:"),
        "related.symptoms": plural("Same symptom:", "Same symptoms:"),
        "related.self_care": plural("Same self-care:", "Same self-care:"),
        "related.muscles": plural("Same muscle:", "Same muscles:"),
        "related.place": plural("Same place:", "Same places:"),
        "home.muscles": plural("Muscle:", "Muscles:"),
        "home.symptoms": plural("Symptom:", "Symptoms:"),
    }
