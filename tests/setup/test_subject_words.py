# SPDX-License-Identifier: MIT
"""The generator says no word that belongs to one subject: code, templates, scripts and theme have none.

Each subject lists its own words, in `words.yml`. What its files are called belongs to it, too.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pytest

from generator.content.library import Library
from generator.content.load import load
from generator.schema.words import Words
from tests.conftest import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SUBJECTS = ("content", "examples/neck-and-shoulder/content", "examples/desk-stretches/content")
FOLDERS = ("generator", "overrides")
BINARY = {".pyc", ".ttf", ".woff2"}
LICENCE = "OFL.txt"

NAMED = ("techniques", "symptoms", "muscles")
"""Kinds whose files have names that belong to the subject."""

BODY = re.compile(
    r"generator/(schema/(figure|posture)|diagrams/(figure\w*|contacts|lying|settle|skeleton))\.py"
)
BODY_PARTS = {"neck", "shoulder", "shoulders", "spine", "pelvis"}
"""The parts of any body, which the modules that draw one must name."""

OLD_NAMES = {
    "generator/schema/symptom.py": 'RENAMED: ClassVar[Mapping[str, str]] = {"massage": "treatment"}',
}
"""File → the line that must have a word of the subject: a former name of a field, which authors may use."""


@cache
def subject_words(content: str) -> tuple[str, ...]:
    """The words that belong to a subject, in lower case, with single spaces between words."""
    library = Library(load(REPOSITORY / content)[0])
    (words,) = library.content.items["words"].values()
    assert isinstance(words, Words)
    ids = (id_.replace("-", " ") for kind in NAMED for id_ in library.content.items[kind])
    return (*words.of_the_subject, *ids)


@cache
def pattern(content: str) -> re.Pattern[str]:
    """Finds the words of a subject in a text that `spaced` has returned."""
    words = sorted({spaced(word) for word in subject_words(content)}, key=len, reverse=True)
    return re.compile(rf"(?<![a-z])(?:{'|'.join(map(re.escape, words))})(?![a-z])")


def spaced(text: str) -> str:
    """A text in lower case with a space for what joins words: `handsOn`, `hands-on`, `HANDS_ON`."""
    return re.sub(r"[-_\s]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)).lower()


def found(content: str, path: str, text: str) -> Iterator[str]:
    """Where a file has words of a subject, in its name or in a line: `path:line: word`."""
    for match in pattern(content).finditer(spaced(path)):
        yield f"{path}: {match[0]}"
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() != OLD_NAMES.get(path):
            for match in pattern(content).finditer(spaced(line)):
                if not (BODY.fullmatch(path) and match[0] in BODY_PARTS):
                    yield f"{path}:{number}: {match[0]}"


@cache
def files() -> dict[str, str]:
    """Path → text of each file of the generator and of the theme."""
    paths = (path for folder in FOLDERS for path in sorted((REPOSITORY / folder).rglob("*")))
    return {_name(path): path.read_text("utf-8") for path in paths if _is_text(path)}


def _name(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


def _is_text(path: Path) -> bool:
    return path.is_file() and path.suffix not in BINARY and not path.name.endswith(LICENCE)


@pytest.mark.parametrize("content", SUBJECTS)
def test_the_generator_has_no_word_of_a_subject(content: str) -> None:
    assert len(files()) > 300
    assert [one for path, text in files().items() for one in found(content, path, text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "# What the therapist does.",
        'id="massage"',
        "const handsOn = 1;",
        ".hands-on { color: red }",
        '_("Is hands-on treatment an option?")',
        "HANDS_ON = 1",
        "`techniques/pin-and-stretch`",
        "PIN_AND_STRETCH",
        "The Lumbar region",
    ],
)
def test_a_word_of_the_subject_is_found(text: str) -> None:
    first = next(found("content", "generator/x.py", f"\n{text}\n"))
    assert first.startswith("generator/x.py:2: ")


@pytest.mark.parametrize("text", ["messages", "describe", "discover", "the back of the card", "nobody"])
def test_a_word_that_only_looks_like_one_is_none(text: str) -> None:
    assert list(found("content", "generator/x.py", text)) == []


def test_a_file_may_not_be_named_after_the_subject() -> None:
    assert list(found("content", "overrides/assets/css/massage.css", "")) != []


@pytest.mark.parametrize("path", OLD_NAMES)
def test_each_exception_is_needed(path: str) -> None:
    assert OLD_NAMES[path] in [line.strip() for line in files()[path].splitlines()]
