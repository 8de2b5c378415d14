# Items of QTI 2.1 and 3.0, each with its interaction and the rules that score it.
#
# A choice's points are a `mapping`: the sum over the picked choices, kept between 0 and 1. Right pairs are
# mapped to 1 each and divided by their number, steps are compared place by place: thirds would not add up.
# Feedback of the picked choices stands inside them, all other below the item.

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
    """What differs between the types of questions."""

    response: Element
    """The declaration of the response."""
    body: tuple[Element, ...]
    """What is asked, and the interaction."""
    scoring: tuple[Element, ...]
    """Rules that say what an answer scores and what is then shown."""
    feedback: Mapping[str, Iterable[ItemWords]]
    """Name → paragraphs below the item."""
    constants: tuple[Element, ...] = ()
    """Declarations of values that the rules name."""
    unanswered: str = _REASON
    """The name of what is shown without an answer."""


def item_name(item: Item) -> str:
    """An identifier: ids of content may begin with a digit, those of QTI may not."""
    return f"q-{item.id}"


def item_file(dialect: Dialect, language: str, item: Item) -> bytes:
    """A question as a file.

    Args:
        dialect: the edition of QTI.
        language: a language tag, such as `en-GB`.
        item: the question.
    """
    make, parts = dialect.make, _parts(dialect, item)
    shown = [
        make("modalFeedback", dialect.flow(Element(paragraphs(said))), **_shown_with(name))
        for name, said in parts.feedback.items()
    ]
    return dialect.root(
        "assessmentItem",
        parts.response,
        _outcomes(dialect),
        *parts.constants,
        make("itemBody", *parts.body),
        _processing(dialect, parts.scoring, parts.unanswered),
        *shown,
        identifier=item_name(item),
        title=item.stem.text,
        adaptive="false",
        timeDependent="false",
        **{"xml:lang": language},
    )


@cache
def _outcomes(dialect: Dialect) -> Element:
    """What every item declares."""
    feedback = {"identifier": "FEEDBACK", "cardinality": "multiple", "baseType": "identifier"}
    known = (
        dialect.outcome("SCORE", "float", "0"),
        dialect.outcome("MAXSCORE", "float", "1"),
        dialect.make("outcomeDeclaration", **feedback),
    )
    return Element("".join(known))


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


# --- pick one, or several


def _choice_parts(dialect: Dialect, item: ChoiceItem) -> _Parts:
    points = {choice.id: repr(float(choice.points)) for choice in item.choices}
    kind = {"cardinality": "multiple" if item.many else "single", "baseType": "identifier"}
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
            dialect, [choice.id for choice in item.correct], _mapping(dialect, points), **kind
        ),
        body=(interaction,),
        scoring=_choice_scoring(dialect),
        feedback={_REASON: item.reason},
    )


@cache
def _choice_scoring(dialect: Dialect) -> tuple[Element, ...]:
    """The same for every choice: points are mapped, and what is shown has the name of what was picked."""
    return (
        dialect.assign("SCORE", dialect.make("mapResponse", identifier="RESPONSE")),
        _show(dialect, dialect.variable("RESPONSE"), _named(dialect, _REASON)),
    )


def _choice(dialect: Dialect, choice: Choice) -> Element:
    # The space keeps an answer and its feedback apart where they are shown in one line.
    feedback = dialect.make("feedbackInline", Element(f" {choice.feedback.html}"), **_shown_with(choice.id))
    return dialect.make("simpleChoice", Element(choice.words.html), feedback, identifier=choice.id)


# --- find a target for each row


def _match_parts(dialect: Dialect, item: MatchItem) -> _Parts:
    make = dialect.make
    pairs = [f"{row.id} {_target_name(row.target)}" for row in item.rows]
    points = _mapping(dialect, dict.fromkeys(pairs, "1"), most=len(pairs))
    interaction = make(
        "matchInteraction",
        _prompt(dialect, item),
        make("simpleMatchSet", *(_associable(dialect, row.id, row.words, most="1") for row in item.rows)),
        make(
            "simpleMatchSet",
            *(_associable(dialect, _target_name(one), one.words, most="0") for one in item.targets),
        ),
        shuffle="false",
        maxAssociations="0",
        **_RESPONSE,
    )
    share = make(
        "divide",
        make("mapResponse", identifier="RESPONSE"),
        dialect.base(str(len(pairs)), "float"),
    )
    return _Parts(
        response=_response(dialect, pairs, points, cardinality="multiple", baseType="directedPair"),
        body=(interaction,),
        scoring=(dialect.assign("SCORE", share), _show(dialect, _named(dialect, _REASON))),
        feedback={_REASON: (*item.key, *item.reason)},
    )


def _associable(dialect: Dialect, name: str, words: ItemWords, *, most: str) -> Element:
    return dialect.make("simpleAssociableChoice", Element(words.html), identifier=name, matchMax=most)


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
    share = make("divide", dialect.variable("SCORE"), dialect.base(str(len(item.rows)), "float"))
    # The player that 1EdTech certified (`qti3-item-player`) finds a place by a variable only.
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
            dialect.assign("SCORE", share),
            _show(dialect, _named(dialect, _REASON)),
        ),
        feedback={_REASON: (*item.key, *item.reason)},
        constants=tuple(places),
    )


def _place(target: Target) -> str:
    return f"PLACE{target.id}"


def _in_place(dialect: Dialect, row: ItemRow) -> Element:
    """One more for a step that stands where it belongs."""
    make = dialect.make
    there = make("index", dialect.variable("RESPONSE"), n=_place(row.target))
    more = make("sum", dialect.variable("SCORE"), dialect.base("1", "float"))
    right = make("match", there, _named(dialect, row.id))
    return make("responseCondition", make("responseIf", right, dialect.assign("SCORE", more)))


# --- type a word


def _text_parts(dialect: Dialect, item: TextItem) -> _Parts:
    make = dialect.make
    entry = make("textEntryInteraction", expectedLength="30", **_RESPONSE)
    points = _mapping(dialect, dict.fromkeys(item.spellings, "1"), caseSensitive="false")
    right = make("gte", dialect.variable("SCORE"), dialect.base("1", "float"))
    said = make(
        "responseCondition",
        make("responseIf", right, _show(dialect, _named(dialect, _RIGHT))),
        make("responseElse", _show(dialect, _named(dialect, _WRONG))),
    )
    return _Parts(
        response=_response(dialect, item.accepted[:1], points, cardinality="single", baseType="string"),
        body=(Element(paragraphs([item.stem])), Element(f"<p>{entry}</p>")),
        scoring=(dialect.assign("SCORE", make("mapResponse", identifier="RESPONSE")), said),
        feedback={_RIGHT: (item.if_right, *item.reason), _WRONG: (item.if_wrong, *item.reason)},
        unanswered=_WRONG,
    )


# --- what they share


def _prompt(dialect: Dialect, item: Item) -> Element:
    return dialect.make("prompt", Element(item.stem.html))


def _response(dialect: Dialect, right: Iterable[str], *mapping: Element, **kind: str) -> Element:
    values = [dialect.make("value", value) for value in right]
    correct = dialect.make("correctResponse", *values)
    return dialect.make("responseDeclaration", correct, *mapping, identifier="RESPONSE", **kind)


def _mapping(dialect: Dialect, points: Mapping[str, str], *, most: int = 1, **entry: str) -> Element:
    entries = [
        dialect.make("mapEntry", mapKey=key, mappedValue=value, **entry) for key, value in points.items()
    ]
    return dialect.make("mapping", *entries, lowerBound="0", upperBound=str(most), defaultValue="0")


def _shown_with(value: str) -> dict[str, str]:
    return {"outcomeIdentifier": "FEEDBACK", "identifier": value, "showHide": "show"}


def _show(dialect: Dialect, *names: Element) -> Element:
    return dialect.assign("FEEDBACK", dialect.make("multiple", *names))


def _named(dialect: Dialect, name: str) -> Element:
    return dialect.base(name, "identifier")


@lru_cache(maxsize=64)
def _processing(dialect: Dialect, scoring: tuple[Element, ...], unanswered_shows: str) -> Element:
    """Nothing at first; then what an answer scores and shows, or what is shown without one.

    Few items have rules of their own.
    """
    make = dialect.make
    unanswered = make("isNull", dialect.variable("RESPONSE"))
    return make(
        "responseProcessing",
        dialect.assign("SCORE", dialect.base("0", "float")),
        make(
            "responseCondition",
            make("responseIf", unanswered, _show(dialect, _named(dialect, unanswered_shows))),
            make("responseElse", *scoring),
        ),
    )
