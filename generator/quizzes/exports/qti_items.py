# Items of QTI 2.1 and 3.0, each with its interaction and the rules that score it.
#
# Choices are scored with a `mapping`: the sum over the picked choices, kept between 0 and 1. In matching
# questions each right pair is mapped to 1 and the sum divided by the number of pairs; in ordering
# questions each place is compared in turn and the sum divided likewise. Decimal thirds would not add up.
#
# Feedback on a picked choice appears inside that choice, all other feedback below the item.

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from generator.quizzes.exports.assessment import paragraphs
from generator.quizzes.exports.item import ChoiceItem, MatchItem, OrderItem, TextItem
from generator.quizzes.exports.xml import Element

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.quizzes.exports.item import Choice, Item, ItemRow, ItemWords, Target
    from generator.quizzes.exports.qti_dialect import Dialect

_RESPONSE = {"responseIdentifier": "RESPONSE"}
_REASON, _RIGHT, _WRONG = "reason", "right", "wrong"


@dataclass(frozen=True)
class _Parts:
    """The parts of an item that differ between the types of questions."""

    response: Element
    """The response declaration."""
    body: tuple[Element, ...]
    """The question and its interaction."""
    scoring: tuple[Element, ...]
    """Rules that score an answer and select the feedback to show."""
    feedback: Mapping[str, Iterable[ItemWords]]
    """Identifier of a modal feedback → its paragraphs, which are shown below the item."""
    constants: tuple[Element, ...] = ()
    """Declarations of constants that the rules refer to."""
    unanswered: str = _REASON
    """Identifier of the feedback to show if there is no answer."""


def item_name(item: Item) -> str:
    """An item's QTI identifier. It has a prefix because identifiers in QTI may not begin with a digit."""
    return f"q-{item.id}"


def item_file(dialect: Dialect, language: str, item: Item) -> bytes:
    """Write one question as a file.

    Args:
        dialect: Version of QTI.
        language: BCP 47 language tag, such as `en-GB`.
        item: The question.
    """
    make, parts = dialect.make, _parts(dialect, item)
    feedback = [
        make("modalFeedback", dialect.flow(Element(paragraphs(texts))), **_shown_for(identifier))
        for identifier, texts in parts.feedback.items()
    ]
    file = dialect.root(
        "assessmentItem",
        parts.response,
        _outcomes(dialect),
        *parts.constants,
        make("itemBody", *parts.body),
        _processing(dialect, parts.scoring, parts.unanswered),
        *feedback,
        identifier=item_name(item),
        title=item.stem.text,
        adaptive="false",
        timeDependent="false",
        **{"xml:lang": language},
    )
    return dialect.with_languages(file)


@cache
def _outcomes(dialect: Dialect) -> Element:
    """The outcome declarations, which are the same in every item."""
    feedback = {"identifier": "FEEDBACK", "cardinality": "multiple", "baseType": "identifier"}
    declarations = (
        dialect.outcome("SCORE", "float", "0"),
        dialect.outcome("MAXSCORE", "float", "1"),
        dialect.make("outcomeDeclaration", **feedback),
    )
    return Element("".join(declarations))


def _parts(dialect: Dialect, item: Item) -> _Parts:
    match item:
        case ChoiceItem():
            return _choice_parts(dialect, item)
        case MatchItem():
            return _match_parts(dialect, item)
        case OrderItem():
            return _order_parts(dialect, item)
        case TextItem():
            return _text_parts(dialect, item)
    raise TypeError(item.type)


# --- choice questions


def _choice_parts(dialect: Dialect, item: ChoiceItem) -> _Parts:
    points = {choice.id: repr(float(choice.points)) for choice in item.choices}
    type_ = {"cardinality": "multiple" if item.many else "single", "baseType": "identifier"}
    interaction = dialect.make(
        "choiceInteraction",
        _prompt(dialect, item),
        *(_choice(dialect, choice) for choice in item.choices),
        shuffle=str(item.shuffle).lower(),
        maxChoices="0" if item.many else "1",
        **_RESPONSE,
    )
    return _Parts(
        response=_response(
            dialect, [choice.id for choice in item.correct], _mapping(dialect, points), **type_
        ),
        body=(interaction,),
        scoring=_choice_scoring(dialect),
        feedback={_REASON: item.reason},
    )


@cache
def _choice_scoring(dialect: Dialect) -> tuple[Element, ...]:
    """The scoring rules of all choice questions. Feedback on a choice has the choice's own identifier."""
    return (
        dialect.assign("SCORE", dialect.make("mapResponse", identifier="RESPONSE")),
        _show(dialect, dialect.variable("RESPONSE"), _identifier(dialect, _REASON)),
    )


def _choice(dialect: Dialect, choice: Choice) -> Element:
    # The space separates an answer from its feedback where a player shows both on one line.
    feedback = dialect.make("feedbackInline", Element(f" {choice.feedback.html}"), **_shown_for(choice.id))
    return dialect.make("simpleChoice", Element(choice.words.html), feedback, identifier=choice.id)


# --- matching and ordering questions


def _match_parts(dialect: Dialect, item: MatchItem) -> _Parts:
    make = dialect.make
    pairs = [f"{row.id} {_target_name(row.target)}" for row in item.rows]
    points = _mapping(dialect, dict.fromkeys(pairs, "1"), upper_bound=len(pairs))
    interaction = make(
        "matchInteraction",
        _prompt(dialect, item),
        make(
            "simpleMatchSet",
            *(_associable(dialect, row.id, row.words, match_max="1") for row in item.rows),
        ),
        make(
            "simpleMatchSet",
            *(
                _associable(dialect, _target_name(target), target.words, match_max="0")
                for target in item.targets
            ),
        ),
        shuffle="false",
        maxAssociations="0",
        **_RESPONSE,
    )
    score = make(
        "divide",
        make("mapResponse", identifier="RESPONSE"),
        dialect.base(str(len(pairs)), "float"),
    )
    return _Parts(
        response=_response(dialect, pairs, points, cardinality="multiple", baseType="directedPair"),
        body=(interaction,),
        scoring=(dialect.assign("SCORE", score), _show(dialect, _identifier(dialect, _REASON))),
        feedback={_REASON: (*item.key, *item.reason)},
    )


def _associable(dialect: Dialect, identifier: str, words: ItemWords, *, match_max: str) -> Element:
    return dialect.make(
        "simpleAssociableChoice", Element(words.html), identifier=identifier, matchMax=match_max
    )


def _target_name(target: Target) -> str:
    return f"m{target.id}"


def _order_parts(dialect: Dialect, item: OrderItem) -> _Parts:
    make = dialect.make
    interaction = make(
        "orderInteraction",
        _prompt(dialect, item),
        *(make("simpleChoice", Element(row.words.html), identifier=row.id) for row in item.rows),
        shuffle="false",
        orientation="vertical",
        **_RESPONSE,
    )
    score = make("divide", dialect.variable("SCORE"), dialect.base(str(len(item.rows)), "float"))
    # `qti3-item-player`, which 1EdTech has certified, takes the `n` of `index` only from a variable.
    places = [
        make(
            "templateDeclaration",
            make("defaultValue", make("value", row.target.id)),
            identifier=_place(row.target),
            cardinality="single",
            baseType="integer",
        )
        for row in item.in_order
    ]
    return _Parts(
        response=_response(
            dialect, [row.id for row in item.in_order], cardinality="ordered", baseType="identifier"
        ),
        body=(interaction,),
        scoring=(
            *(_in_place(dialect, row) for row in item.in_order),
            dialect.assign("SCORE", score),
            _show(dialect, _identifier(dialect, _REASON)),
        ),
        feedback={_REASON: (*item.key, *item.reason)},
        constants=tuple(places),
    )


def _place(target: Target) -> str:
    return f"PLACE{target.id}"


def _in_place(dialect: Dialect, row: ItemRow) -> Element:
    """A rule that adds 1 to the score if a step is in its right place."""
    make = dialect.make
    placed_step = make("index", dialect.variable("RESPONSE"), n=_place(row.target))
    right = make("match", placed_step, _identifier(dialect, row.id))
    score_plus_1 = make("sum", dialect.variable("SCORE"), dialect.base("1", "float"))
    return make("responseCondition", make("responseIf", right, dialect.assign("SCORE", score_plus_1)))


# --- short answers


def _text_parts(dialect: Dialect, item: TextItem) -> _Parts:
    make = dialect.make
    entry = make("textEntryInteraction", expectedLength="30", **_RESPONSE)
    points = _mapping(dialect, dict.fromkeys(item.spellings, "1"), caseSensitive="false")
    right = make("gte", dialect.variable("SCORE"), dialect.base("1", "float"))
    show_feedback = make(
        "responseCondition",
        make("responseIf", right, _show(dialect, _identifier(dialect, _RIGHT))),
        make("responseElse", _show(dialect, _identifier(dialect, _WRONG))),
    )
    score = dialect.assign("SCORE", make("mapResponse", identifier="RESPONSE"))
    return _Parts(
        response=_response(dialect, item.accepted[:1], points, cardinality="single", baseType="string"),
        body=(Element(paragraphs([item.stem])), Element(f"<p>{entry}</p>")),
        scoring=(score, show_feedback),
        feedback={_RIGHT: (item.if_right, *item.reason), _WRONG: (item.if_wrong, *item.reason)},
        unanswered=_WRONG,
    )


# --- shared by all types


def _prompt(dialect: Dialect, item: Item) -> Element:
    return dialect.make("prompt", Element(item.stem.html))


def _response(dialect: Dialect, right: Iterable[str], *mapping: Element, **type_: str) -> Element:
    values = [dialect.make("value", value) for value in right]
    correct = dialect.make("correctResponse", *values)
    return dialect.make("responseDeclaration", correct, *mapping, identifier="RESPONSE", **type_)


def _mapping(
    dialect: Dialect, points: Mapping[str, str], *, upper_bound: int = 1, **attributes: str
) -> Element:
    entries = [
        dialect.make("mapEntry", mapKey=key, mappedValue=value, **attributes)
        for key, value in points.items()
    ]
    return dialect.make("mapping", *entries, lowerBound="0", upperBound=str(upper_bound), defaultValue="0")


def _shown_for(identifier: str) -> dict[str, str]:
    """Attributes of feedback that is shown if `FEEDBACK` contains this identifier."""
    return {"outcomeIdentifier": "FEEDBACK", "identifier": identifier, "showHide": "show"}


def _show(dialect: Dialect, *identifiers: Element) -> Element:
    return dialect.assign("FEEDBACK", dialect.make("multiple", *identifiers))


def _identifier(dialect: Dialect, value: str) -> Element:
    return dialect.base(value, "identifier")


@lru_cache(maxsize=64)
def _processing(dialect: Dialect, scoring: tuple[Element, ...], unanswered_feedback: str) -> Element:
    """The response processing: score 0 and feedback for no answer, or else the scoring rules.

    Cached, because most items share their rules with others.
    """
    make = dialect.make
    unanswered = make("isNull", dialect.variable("RESPONSE"))
    return make(
        "responseProcessing",
        dialect.assign("SCORE", dialect.base("0", "float")),
        make(
            "responseCondition",
            make("responseIf", unanswered, _show(dialect, _identifier(dialect, unanswered_feedback))),
            make("responseElse", *scoring),
        ),
    )
