# Who has checked what. A reviewer's signature covers the words of a content file, so that it lapses as soon
# as one of them changes. `unknot review --sign` writes the name into the file, and their hash into
# `revisions.yml`.

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.content.quotations import quotable, words_of
from generator.content.references import markdown_references
from generator.content.revisions import recorded
from generator.content.words_hash import wording
from generator.prose import Prose
from generator.schema.common import Reviewed
from generator.schema.page import Page
from generator.schema.quiz import Quiz
from generator.schema.technique import Technique

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.content.library import Library
    from generator.content.load import Content
    from generator.schema.region import Region


def signed_words(library: Library, region: Region, model: Reviewed) -> str:
    """The hash that a signature of a content file covers, as readers of a region see its words."""
    quoted = list(_quoted(library, model)) if isinstance(model, Page) else []
    return wording(library, region, model, *quoted)


def _quoted(library: Library, page: Page) -> Iterator[Prose]:
    """What the Markdown of a page quotes from other files."""
    words = quotable(library.content.items)
    for _line, _column, sort, name in markdown_references(page.body):
        if sort == "quoted":
            form, _, about = name.partition(":")
            yield Prose("", words_of(form, about, words))


def is_signed(library: Library, region: Region, kind: str, id_: str) -> bool:
    """Whether a reviewer has signed a content file and its words are still those that were signed."""
    model = library.content.items[kind][id_]
    signature = recorded(library).signatures.get(f"{kind}/{id_}")
    return (
        isinstance(model, Reviewed)
        and bool(model.reviewer)
        and signature is not None
        and signature.words.get(region.id) == signed_words(library, region, model)
    )


def only_signed(library: Library, region: Region) -> Content:
    """The content without the names of reviewers who signed other words than there are now."""
    content = library.content
    items = {
        kind: {
            id_: model.model_copy(update={"reviewer": None})
            if isinstance(model, Reviewed) and model.reviewer and not is_signed(library, region, kind, id_)
            else model
            for id_, model in models.items()
        }
        for kind, models in content.items.items()
    }
    return replace(content, items=items)


def parts_of(library: Library, region: Region, model: Reviewed) -> list[Reviewed]:
    """The content files whose words are on the page of a content file. All of them count for its review."""
    parts: list[Reviewed] = [model, library.warning_signs, region]
    if isinstance(model, Technique):
        parts += [library.session, library.cautions]
    if isinstance(model, Quiz) and model.draw:
        drawn = {question.id for question in library.questions_of(model)}
        parts += [quiz for quiz in library.quizzes.values() if drawn & {one.id for one in quiz.questions}]
    return parts
