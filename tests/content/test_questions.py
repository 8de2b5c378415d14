# What questions show and accept: fixed orders, matches, draws, typed answers.

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.content.questions import drawn, matches_of, rows_of
from generator.schema.quiz import ChoiceQuestion, Draw, MatchingQuestion, OrderingQuestion

SHARED = {
    "stem": "What?",
    "explanation": "So.",
    "teaches": "techniques/slow-glide",
    "bloom": "remember",
}


def choice(id_: str, *tags: str) -> ChoiceQuestion:
    options = [
        {"text": "Yes", "correct": True, "feedback": "Yes."},
        {"text": "No", "feedback": "No."},
    ]
    return ChoiceQuestion.model_validate(
        {**SHARED, "id": id_, "type": "single-choice", "options": options, "tags": tags}
    )


def ordering(id_: str, steps: int) -> OrderingQuestion:
    listed = [{"text": f"Step {number}", "feedback": "So."} for number in range(steps)]
    return OrderingQuestion.model_validate(
        {**SHARED, "id": id_, "type": "ordering", "steps": listed, "tags": ["a"]}
    )


BANK = [choice(f"q{number}", "odd" if number % 2 else "even", "any") for number in range(20)]


def ids(*tags: str, count: int, seed: int = 1) -> list[str]:
    return [question.id for question in drawn(BANK, Draw(tags=tags, count=count, seed=seed))]


def test_a_draw_is_always_the_same_whatever_the_order_of_the_bank() -> None:
    first = ids("any", count=8)
    assert first == ids("any", count=8)
    backwards = drawn(BANK[::-1], Draw(tags=("any",), count=8))
    assert first == [question.id for question in backwards]
    assert first[:3] == ["q19", "q14", "q9"], "a release would ask other questions"


def test_another_seed_draws_other_questions() -> None:
    assert len({tuple(ids("any", count=8, seed=seed)) for seed in range(20)}) == 20


def test_a_longer_draw_starts_with_the_shorter_one() -> None:
    assert ids("any", count=12)[:8] == ids("any", count=8)


def test_questions_with_any_of_the_tags_are_drawn_and_no_others() -> None:
    assert set(ids("odd", count=20)) == {f"q{number}" for number in range(1, 20, 2)}
    assert set(ids("odd", "even", count=20)) == {question.id for question in BANK}


@given(st.from_regex(r"[a-z]{1,12}", fullmatch=True), st.integers(3, 6))
def test_no_step_is_shown_in_its_right_place(id_: str, steps: int) -> None:
    rows = rows_of(ordering(id_, steps))
    assert sorted(row.target for row in rows) == list(range(steps))
    assert all(row.target != place for place, row in enumerate(rows))
    assert rows == rows_of(ordering(id_, steps))


def test_matches_are_listed_once_in_alphabetical_and_numerical_order() -> None:
    pairs = [
        {"item": item, "match": match, "feedback": "So."}
        for item, match in (("a", "60 days"), ("b", "about"), ("c", "5 days"), ("d", "60 days"))
    ]
    data = {**SHARED, "id": "m", "type": "matching", "pairs": pairs, "extra": ["Never"], "tags": ["a"]}
    question = MatchingQuestion.model_validate(data)
    assert [match.source for match in matches_of(question)] == ["5 days", "60 days", "about", "Never"]
    assert [row.target for row in rows_of(question)] == [1, 2, 0, 1]
