# Content in another language: each text as the catalogue has it, or the source, marked as such.
#
# A text is shown in translation only if the catalogue has one of exactly these words, in which nothing is
# lost or added (`state.py`). A topic whose words are not all translated is in the source language as a
# whole, and so is each sign, caution and question: nobody should follow half of an old instruction.

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from generator.content.quotations import fill_in
from generator.content.references import in_words_of
from generator.prose import Foreign, Prose, Quoted, Text, Word, map_nodes
from generator.schema.page import Page, UntranslatedPage
from generator.translation.content_messages import content_messages, context_of
from generator.translation.content_words import NOT_TRANSLATED, with_words, words_in
from generator.translation.state import Progress

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.content.load import Content
    from generator.problems import FieldPath
    from generator.prose import Node
    from generator.schema.common import Model
    from generator.schema.region import Region
    from generator.translation.content_words import Unit
    from generator.translation.language import Language
    from generator.translation.state import MessageState, States

_ITEMS = {
    "body-map": 2,
    "cautions": 4,
    "claims": 2,
    "glossary": 2,
    "quizzes": 2,
    "sources": 2,
    "warning-signs": 4,
}
"""Kind → how many steps of a field path name an item that is shown as a whole."""
_WHOLE = frozenset({"techniques", "symptoms", "self-care", "session"})
"""Kinds whose files are shown as a whole, but for their names."""


def translated(
    content: Content, language: Language, region: Region, found: States | None = None
) -> Content:
    """Content in another language.

    Args:
        content: all content in the source language, with its quotations filled in, not localised.
        language: the language, with its catalogues.
        region: the region whose words stand in texts that are not translated.
        found: what the language has for the messages of the content, if that is known already.

    Returns:
        The content, in which texts without a translation are `Foreign`. Nobody has signed it yet.
    """
    found = language.states(content_messages(content)) if found is None else found
    translate = _Translation(content, language, region, language.shown(found))
    items = {
        kind: models if kind in NOT_TRANSLATED else {id_: translate.file(kind, id_) for id_ in models}
        for kind, models in content.items.items()
    }
    items["pemat"] = {id_: translate.in_source(model) for id_, model in items.get("pemat", {}).items()}
    return replace(
        content, items=fill_in(items, gettext=language.interface.gettext), translation_signers={}
    )


def names_in_source(found: Iterable[MessageState]) -> Iterator[str]:
    """The names, labels and other plain texts among messages of content that are not translated."""
    for message, state, *_ in found:
        is_name = message.is_running_text and not message.has_markup
        if is_name and state is not Progress.TRANSLATED:
            name = message.text.strip()
            yield from (name, name[0].upper() + name[1:])  # as at the start of a sentence


class _Translation:
    def __init__(
        self, content: Content, language: Language, region: Region, shown: Mapping[tuple[str, str], str]
    ) -> None:
        self._content = content
        self._language = language
        self._shown = shown
        self._region = region
        self._source_words = [f"{{{name}}}" for name in self._untranslated_words()]

    def file(self, kind: str, id_: str) -> Model:
        """A content file."""
        file = self._content.name(kind, id_)
        model = self._content.items[kind][id_]
        incomplete: set[FieldPath] = set()

        def find(words: Unit) -> Any:
            if words.is_needed and self._of(file, words) is None:
                incomplete.add(_whole(kind, words))
            return words.value

        with_words(model, find)
        new = with_words(
            model, lambda words: self._said(file, words, in_source=_whole(kind, words) in incomplete)
        )
        if isinstance(new, Page) and ("body",) in incomplete:
            body = in_words_of(new.body, self._region, self._content.items)
            new = UntranslatedPage.model_construct(
                **{**dict(new), "body": body, "language": self._region.language}
            )
        if kind == "regions":
            new = new.model_copy(update={"language": self._language.tag})
        # Whoever checked the source has not checked the translation.
        return new.model_copy(update={"reviewer": None}) if getattr(new, "reviewer", None) else new

    def in_source(self, model: Model) -> Model:
        """A content file that is not translated, with its prose marked as that of the source."""
        return with_words(
            model, lambda at: self._foreign(at.value) if isinstance(at.value, Prose) else at.value
        )

    def _of(self, file: str, words: Unit) -> str | None:
        """The translation of words; None if readers see the source."""
        if any(name in words.text for name in self._source_words):
            return None
        return self._shown.get((context_of(file, words), words.text))

    def _untranslated_words(self) -> Iterator[str]:
        """Words of the region without a translation. No sentence of another language gets one of them."""
        file = self._content.name("regions", self._region.id)
        for words in words_in(self._region):
            if (context_of(file, words), words.text) not in self._shown:
                yield str(words.path[-1])

    def _said(self, file: str, words: Unit, *, in_source: bool) -> Any:
        text = self._of(file, words)
        if isinstance(words.value, Prose):
            return self._foreign(words.value) if in_source or text is None else words.said_as(text)
        if text is None and words.is_sound:
            return None
        if text is None or (in_source and words.field == "body"):
            return words.value
        return words.said_as(text)

    def _foreign(self, prose: Prose) -> Prose:
        """Prose of the source, complete: words of the region, too, are those of the source."""
        nodes = map_nodes(prose, self._as_text).nodes
        return Prose(prose.source, (Foreign(self._region.language, nodes),))

    def _as_text(self, node: Node) -> Node:
        if not isinstance(node, Word):
            return node
        form = "action" if node.name in self._region.actions else "word"
        return Quoted(form, node.name, (Text(self._region.all_words.get(node.name, "")),))


def _whole(kind: str, words: Unit) -> FieldPath:
    """What is shown in one language: the path of an item, of a file, or of the text alone."""
    if kind in _ITEMS and len(words.path) > _ITEMS[kind]:
        return words.path[: _ITEMS[kind]]
    if kind in _WHOLE:
        return ()
    return words.path[:1] if words.field == "body" else words.path
