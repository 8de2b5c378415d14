# How easy a translation is to read: its files against the limits for the scale of its language.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.reading_ease import too_hard
from generator.content.library import Library
from generator.content.localise import localise
from generator.content.reading import SHOWN_TO_READERS, reading
from generator.problems import Problem, Severity
from generator.prose.readability import words
from generator.prose.scales import scale_of
from generator.translation.catalogue import entries_of, forms_of, read_catalogue
from generator.translation.language import catalogue_path, read_language
from generator.translation.translated import translated

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from babel.messages.catalog import Catalog

    from generator.content.load import Content
    from generator.content.reading import Reading
    from generator.schema.region import Region

_RULE = "reading-ease"
_LONGER = 1.25
"""How much longer a sentence may be in a translation, since English is short."""


def graded(content: Content, region: Region, folder: Path, tag: str) -> Iterator[Problem]:
    """What is hard to read in a translation, each at the line of its hardest sentence, as warnings.

    Files that are not translated as a whole are not graded. For a language without a scale, one notice says
    that nothing is.

    Args:
        content: all content in the source language.
        region: the region whose words it is read with.
        folder: the folder with the site's settings.
        tag: the language.
    """
    path = catalogue_path(folder, tag, "content")
    if not scale_of(tag):
        message = f"how easy it is to read is not graded: there is no scale for the language '{tag}'"
        yield Problem(path.as_posix(), 1, 1, "", message, _RULE, Severity.NOTICE)
        return
    into = translated(content, read_language(folder, tag), region)
    library = Library(localise(into, region.id))
    catalogue = read_catalogue(path, tag)
    for kind in SHOWN_TO_READERS:
        for id_, model in library.content.items.get(kind, {}).items():
            file = library.content.name(kind, id_)
            file_text = reading(library, library.regions[region.id], model)
            for message, sentence in _too_hard(library, kind, id_, file_text):
                line = _line(catalogue, file, sentence)
                yield Problem(path.as_posix(), line, 1, file, message, _RULE, Severity.WARNING)


def _too_hard(library: Library, kind: str, id_: str, file_text: Reading) -> Iterator[tuple[str, str]]:
    """What is too hard in a file that is translated as a whole: a message, and the sentence."""
    for _, _, message in too_hard(library, kind, id_, file_text):
        yield message, file_text.hardest(1, library.easy_words)[0]
    longest = round(_LONGER * library.plain_language.sentence_words)
    for (_, sentence), length in zip(file_text.sentences, file_text.sentence_words, strict=True):
        if file_text.scale and length > longest:
            yield f"a sentence of {length} words, and the limit is {longest}; split: “{sentence}”", sentence


def _line(catalogue: Catalog, file: str, sentence: str) -> int:
    """The line of the message of a file that shares most words with a sentence."""
    wanted = {*words(sentence)}
    entries = [entry for entry in entries_of(catalogue) if (entry.context or "").startswith(f"{file}: ")]
    shared = {
        entry.lineno or 1: len(wanted.intersection(words(" ".join(map(str, forms_of(entry))))))
        for entry in entries
    }
    return max(shared, key=lambda line: shared[line], default=1)
