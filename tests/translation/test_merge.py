# SPDX-License-Identifier: MIT
"""Catalogues keep what translators wrote, and never call a translation of other words up to date."""

from __future__ import annotations

import datetime as dt

from babel.messages.catalog import Catalog
from hypothesis import given
from hypothesis import strategies as st

from generator.translation.catalogue import as_po, entries_of, forms_of, new_catalogue, text_of
from generator.translation.merge import merge
from generator.translation.message import Message
from generator.translation.state import Progress, states

DAY = dt.datetime(2026, 12, 1, tzinfo=dt.UTC)
LEAD = Message("Sit down and wait for a minute.", "pages/one.md: lead")
STEP = Message("Lift the arm slowly.", "techniques/one.yml: steps.text")
COUNT = Message("%(num)s page", plural="%(num)s pages", python_format=True)


def updated(old: Catalog, *messages: Message) -> Catalog:
    return merge(old, messages, new_catalogue("es", "content", DAY))


def with_translations(*messages: Message) -> Catalog:
    catalogue = updated(Catalog(locale="es"), *messages)
    for entry in entries_of(catalogue):
        entry.string = (
            f"[{entry.id}]" if isinstance(entry.id, str) else tuple(f"[{one}]" for one in entry.id)
        )
    return catalogue


def found(catalogue: Catalog, *messages: Message) -> list[Progress]:
    return [state for _, state, *_ in states(messages, catalogue)]


def test_what_has_not_changed_stays() -> None:
    old = with_translations(LEAD, STEP, COUNT)
    new = updated(old, STEP, COUNT, LEAD)
    assert found(new, LEAD, STEP, COUNT) == [Progress.TRANSLATED] * 3
    assert {text_of(entry): forms_of(entry)[0] for entry in entries_of(new)} == {
        message.text: f"[{message.text}]" for message in (LEAD, STEP, COUNT)
    }


def test_changed_words_are_fuzzy_with_the_earlier_words_beside_them() -> None:
    changed = Message("Lift the arm very slowly.", STEP.context)
    old = with_translations(LEAD, STEP)
    assert found(old, LEAD, changed) == [Progress.TRANSLATED, Progress.STALE]
    new = updated(old, LEAD, changed)
    assert found(new, LEAD, changed) == [Progress.TRANSLATED, Progress.FUZZY]
    text = as_po(new)
    assert f'#| msgid "{STEP.text}"' in text
    assert f'msgstr "[{STEP.text}]"' in text


def test_other_words_in_the_same_field_are_missing() -> None:
    other = Message("Breathe out.", STEP.context)
    assert found(updated(with_translations(STEP), other), other) == [Progress.MISSING]


def test_words_of_another_field_are_not_offered() -> None:
    elsewhere = Message("Lift the arm very slowly.", "techniques/two.yml: steps.text")
    assert found(updated(with_translations(STEP), elsewhere), elsewhere) == [Progress.MISSING]


def test_a_message_that_comes_back_has_its_translation() -> None:
    without = updated(with_translations(LEAD, STEP), LEAD)
    assert "#~ msgid" in as_po(without)
    assert found(updated(without, LEAD, STEP), LEAD, STEP) == [Progress.TRANSLATED] * 2


def test_a_message_that_gets_a_plural_is_translated_again() -> None:
    single = Message(COUNT.text, python_format=True)
    assert found(with_translations(single), COUNT) == [Progress.MISSING]


MESSAGES = st.lists(
    st.builds(
        Message, st.sampled_from("abcde"), st.sampled_from(["one.yml: x", "one.yml: y", "two.yml: x"])
    ),
    unique_by=lambda message: message.key,
)


@given(MESSAGES, MESSAGES, MESSAGES)
def test_no_translation_is_lost_or_given_to_other_words(
    first: list[Message], second: list[Message], third: list[Message]
) -> None:
    catalogue = updated(updated(with_translations(*first), *second), *third)
    for message, state, entry, _ in states(third, catalogue):
        assert (state is Progress.TRANSLATED) == (message in first)
        if state is Progress.TRANSLATED:
            assert entry is not None
            assert forms_of(entry) == (f"[{message.text}]",)
