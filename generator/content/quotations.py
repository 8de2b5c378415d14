# Fills in the words that content quotes from where they are written, so that each is written once:
#
#     {short:chest-pain}     the few words that name a warning sign in a list
#     {question:chest-pain}  the question whether readers have it
#     {option:chest-pain}    the few words with a capital letter, as an answer of a quiz
#     {action:chest-pain}    what to do about it; also of a whole tier: {action:urgent}
#     {rule:an-example}      the question and the link that lead to a rule
#     {caution:cancer}       the end of "Requirement first if you …"
#     {count:techniques}     how many there are, as a word below ten and in digits from there on
#     {said:five}            a count that somebody else made, which stays as it is
#     {pharmacist}           a word of the region is no quotation; it depends on the reader's country

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, cast

from generator.content.fields import walked, with_fields
from generator.content.fingerprint import fingerprint
from generator.content.help import action_of
from generator.memo import last_if_equal, latest_per_object
from generator.prose import Foreign, Link, Prose, Quoted, Text, map_nodes
from generator.schema.common import Model

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from generator.prose import Node
    from generator.schema.cautions import Cautions
    from generator.schema.warning_signs import WarningSigns

Items: TypeAlias = "Mapping[str, Mapping[str, Model]]"
"""Kind → id → model."""

QuotedWords: TypeAlias = "dict[tuple[str, str], tuple[Node, ...]]"
"""Form and id → the words."""

QUOTED_FORMS = ("short", "question", "option", "action", "rule", "caution", "count", "said")
"""The forms that can be quoted."""


class FilledIn(Protocol):
    """Models with their quotations filled in, from one run to the next."""

    def filled_in(self, model: Model, words: str, fill: Callable[[], Model]) -> Model:
        """A model with its quotations filled in.

        Args:
            model: the model.
            words: a digest of the words that it quotes.
            fill: fills them in.
        """
        ...


def fill_in(items: Items, known: FilledIn | None = None, gettext: Callable[[str], str] = str) -> Items:
    """Fill in all quotations. Models without any stay the same objects; unknown ids stay empty.

    Args:
        items: kind → id → model.
        known: models that earlier runs have filled in.
        gettext: translates our own words, such as those of numbers, into the language of the items.
    """
    words = quotable(items, gettext)
    given = last_if_equal(__name__, tuple(words.items()))
    return {
        kind: {id_: _filled_in(model, words, given, known) for id_, model in models.items()}
        for kind, models in items.items()
    }


def quotable(items: Items, gettext: Callable[[str], str] = str) -> QuotedWords:
    """Everything that can be quoted, by form and id. Words that quote cannot: they might go in circles."""
    words: QuotedWords = {("count", kind): (Text(number),) for kind, number in _counts(items, gettext)}
    if signs := items.get("warning-signs", {}).get("warning-signs"):
        words.update(_of_signs(cast("WarningSigns", signs), gettext))
    if cautions := items.get("cautions", {}).get("cautions"):
        groups = cast("Cautions", cautions).groups
        words.update((("caution", one.id), one.short.nodes) for group in groups for one in group.cautions)
    return {key: nodes for key, nodes in words.items() if not any(map(_quotes, nodes))}


_LISTS = {"claims": "claims", "sources": "references", "glossary": "terms"}
"""Kind with a single file → the field with the list that is counted."""


def _small_numbers(gettext: Callable[[str], str]) -> tuple[str, ...]:
    """The numbers from 0 to 9 as words, before a noun."""
    _ = gettext
    return (
        _("no"),
        _("one"),
        _("two"),
        _("three"),
        _("four"),
        _("five"),
        _("six"),
        _("seven"),
        _("eight"),
        _("nine"),
    )


def _counts(items: Items, gettext: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """Each kind of content, and how many items it has."""
    for kind, models in items.items():
        counted = getattr(models[kind], _LISTS[kind]) if kind in _LISTS and kind in models else models
        yield kind, in_words(len(counted), gettext)


def in_words(number: int, gettext: Callable[[str], str] = str) -> str:
    """A number as running text has it: a word below ten, digits from there on."""
    small = _small_numbers(gettext)
    return small[number] if number < len(small) else str(number)


def _of_signs(
    signs: WarningSigns, gettext: Callable[[str], str]
) -> Iterator[tuple[tuple[str, str], tuple[Node, ...]]]:
    for tier in signs.tiers:
        yield ("action", tier.id), tier.action.nodes
        for sign in tier.signs:
            yield ("short", sign.id), sign.short.nodes
            yield ("question", sign.id), sign.question.nodes
            yield ("option", sign.id), _capitalised(sign.short.nodes)
            yield ("action", sign.id), action_of(sign, tier, signs).nodes
    for rule in signs.rules:
        link = Link(f"warning-signs/{rule.id}", (Text(rule.label),))
        yield (
            ("rule", rule.id),
            tuple(_pointing(gettext("{question} See {rule}"), rule.pointer.nodes, link)),
        )


def _pointing(pattern: str, question: tuple[Node, ...], rule: Link) -> Iterator[Node]:
    """A sentence that leads to a rule: the question and the link, each where the pattern has it."""
    for piece in _PLACEHOLDERS.split(pattern):
        if piece == "{question}":
            yield from question
        elif piece:
            yield rule if piece == "{rule}" else Text(piece)


_PLACEHOLDERS = re.compile(r"(\{question\}|\{rule\})")


def _capitalised(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    match nodes:
        case (Text(text), *others):
            return Text(text[:1].upper() + text[1:]), *others
        case _:
            return nodes


def _filled_in(model: Model, words: QuotedWords, given: object, known: FilledIn | None) -> Model:
    quoted = walked(model).quoted
    if not quoted:
        return model

    def fill() -> Model:
        changed: Model = _changed(model, words)
        return changed

    def compute() -> Model | None:
        if not known:
            changed = fill()
        else:
            changed = known.filled_in(model, fingerprint([words.get(one) for one in quoted]), fill)
        return None if changed is model else changed

    return latest_per_object(model, __name__, given, compute) or model


def _changed(value: Any, words: QuotedWords) -> Any:
    if isinstance(value, Prose):
        if not any(map(_quotes, value.nodes)):
            return value
        return map_nodes(value, lambda node: _with_words(node, words))
    if isinstance(value, Model):
        return with_fields(value, lambda _, old: _changed(old, words))
    if isinstance(value, tuple):
        items = tuple(_changed(item, words) for item in value)
        return value if all(new is old for new, old in zip(items, value, strict=True)) else items
    return value


def _quotes(node: Node) -> bool:
    """Whether a node quotes. What stayed in another language does not: its words are complete."""
    if isinstance(node, Foreign):
        return False
    return isinstance(node, Quoted) or any(map(_quotes, getattr(node, "children", ())))


def _with_words(node: Node, words: QuotedWords) -> Node:
    return replace(node, children=words_of(node.form, node.id, words)) if isinstance(node, Quoted) else node


def words_of(form: str, id_: str, words: QuotedWords) -> tuple[Node, ...]:
    """The words that replace `{form:id}`; none if nothing has that form and id."""
    return (Text(id_),) if form == "said" else words.get((form, id_), ())
