# Checks that questions about warning signs teach the help that `warning-signs.yml` names.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.each import EachFile
from generator.content.help import action_group, group_name, phrases_of_help
from generator.content.requirements import Requirement
from generator.prose import Link, Quoted, Text
from generator.schema.quiz import ChoiceQuestion, MatchingQuestion, Quiz, TrueFalseQuestion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.checks.each import Found
    from generator.content.library import Library
    from generator.problems import FieldPath, Problem
    from generator.prose import Prose
    from generator.schema.common import Model
    from generator.schema.kinds import Kind
    from generator.schema.quiz import Option, Question


def check(library: Library) -> Iterator[Found]:
    """Report keys that contradict the tier of a sign, and signs that a question does not name."""
    yield EachFile(_check, tuple(library.content.items.get("warning-signs", {}).values()))


def asks(_library: Library, kind: Kind) -> Iterator[Requirement]:
    """Say what questions about warning signs must name."""
    if kind.name == "quizzes":
        message = (
            "A question about a warning sign names it in `signs`, or as the `sign` of an option or a pair."
            " Right is the help of its tier, and no text that goes with it names other help."
        )
        yield Requirement("safety", message, "questions")


def _check(library: Library, kind: str, id_: str, model: Model) -> Iterator[Problem]:
    for index, question in enumerate(model.questions if isinstance(model, Quiz) else ()):
        for path, message in (
            *_contradictions(library, question),
            *_other_help(library, question),
            *_unnamed(library, question),
        ):
            yield library.content.problem(kind, id_, ("questions", index, *path), message, "safety")


def _contradictions(library: Library, question: Question) -> Iterator[tuple[FieldPath, str]]:
    match question:
        case ChoiceQuestion(asks=str() as asked):
            yield from _wrong_choices(library, question, asked)
        case ChoiceQuestion():
            yield from _wrong_help(library, question)
            yield from _wrong_quotations(library, question)
        case MatchingQuestion():
            for index, pair in enumerate(question.pairs):
                tier = _tier(library, pair.sign)
                if tier and pair.tier != tier:
                    yield (
                        ("pairs", index, "tier"),
                        f"the sign '{pair.sign}' is in tier '{tier}'; write that",
                    )


def _tier(library: Library, sign: str | None) -> str | None:
    """The id of a sign's tier; None if there is no such sign."""
    tier = library.tier_of.get(sign or "")
    return tier.id if tier else None


def _wrong_choices(
    library: Library, question: ChoiceQuestion, asked: str
) -> Iterator[tuple[FieldPath, str]]:
    """Options that are signs: right are those in the tier that the question asks for."""
    for index, option in enumerate(question.options):
        tier = _tier(library, option.sign)
        if tier and option.correct != (tier == asked):
            verdict = "right" if tier == asked else "wrong"
            message = f"the sign '{option.sign}' is in tier '{tier}', so this answer is {verdict}"
            yield ("options", index, "correct") if option.correct else ("options", index), message


def _wrong_help(library: Library, question: ChoiceQuestion) -> Iterator[tuple[FieldPath, str]]:
    """Options that are kinds of help: right are those for the signs that the question is about."""
    tiers = {library.tier_of[id_].id for id_ in question.signs if id_ in library.tier_of}
    if not tiers:
        return
    for index, option in enumerate(question.options):
        quotes_action = any(_actions(option))
        if not quotes_action and option.tier and option.correct != (option.tier in tiers):
            verdict = "right" if option.tier in tiers else "wrong"
            needed = " or ".join(sorted(tiers))
            message = f"the signs of the question need '{needed}', so this answer is {verdict}"
            yield ("options", index, "tier"), message


def _wrong_quotations(library: Library, question: ChoiceQuestion) -> Iterator[tuple[FieldPath, str]]:
    """Options that quote an action: right is that of the signs, with or without travelling."""
    signs = [id_ for id_ in question.signs if id_ in library.signs]
    needed = {group_name(library.signs[id_], library.tier_of[id_]) for id_ in signs}
    for index, option in enumerate(question.options):
        for id_ in _actions(option):
            tier = _tier(library, id_) or id_
            if option.tier != tier:
                yield ("options", index), f"it quotes the action of tier '{tier}'; write `tier: {tier}`"
            right = action_group(id_, library.warning_signs) in needed
            if signs and option.correct != right:
                verdict = "the right" if right else "not the right"
                message = f"{{action:{id_}}} is {verdict} help for '{signs[0]}'; change `correct`"
                yield ("options", index, "text"), message


def _actions(option: Option) -> Iterator[str]:
    """The ids of the signs and tiers whose actions an option quotes."""
    for node in option.text.references:
        if isinstance(node, Quoted) and node.form == "action":
            yield node.id


# --- texts that name other help


def _other_help(library: Library, question: Question) -> Iterator[tuple[FieldPath, str]]:
    """Texts that go with a sign and name the help of another tier."""
    for path, prose, tiers in _texts_with_tiers(library, question):
        own = " ".join(node.text for node in prose.nodes if isinstance(node, Text))
        for tier, phrases in phrases_of_help(library.warning_signs).items():
            if tiers and tier not in tiers and (match := next(phrases.find(own), None)):
                message = f"'{match[0]}' is the help for tier '{tier}', and the answer is '{min(tiers)}'"
                yield path, f"{message}; quote the action of the sign"


def _texts_with_tiers(library: Library, question: Question) -> Iterator[tuple[FieldPath, Prose, set[str]]]:
    """Each right answer and its feedback, with the tiers of the warning signs that it is about."""
    tiers = {library.tier_of[id_].id for id_ in question.signs if id_ in library.tier_of}
    yield ("explanation",), question.explanation, tiers
    match question:
        case TrueFalseQuestion():
            name = "if_true" if question.answer else "if_false"
            yield (name,), getattr(question, name), tiers
        case ChoiceQuestion():
            for index, option in enumerate(question.options):
                own = {tier} if (tier := _tier(library, option.sign)) else tiers
                if option.correct or option.sign:
                    yield ("options", index, "text"), option.text, own
                    yield ("options", index, "feedback"), option.feedback, own
        case MatchingQuestion():
            for index, pair in enumerate(question.pairs):
                own = {tier} if (tier := _tier(library, pair.sign)) else set()
                yield ("pairs", index, "match"), pair.match, own
                yield ("pairs", index, "feedback"), pair.feedback, own


# --- signs without a name


def _unnamed(library: Library, question: Question) -> Iterator[tuple[FieldPath, str]]:
    """Signs that a stem or an answer quotes or links, and that no field of the question names."""
    parts = [*getattr(question, "options", ()), *getattr(question, "pairs", ())]
    named = {*question.signs, *(part.sign for part in parts)}
    for prose in (question.stem, *(getattr(part, "text", None) or part.item for part in parts)):
        for node in prose.references:
            id_ = node.id if isinstance(node, Quoted) and node.form != "action" else ""
            if isinstance(node, Link):
                id_ = node.target.removeprefix("warning-signs/")
            if id_ in library.signs and id_ not in named:
                yield (
                    ("id",),
                    f"it is about the sign '{id_}'; add it to `signs`, so that its key can be compared",
                )
