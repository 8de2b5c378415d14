# Real content, many times over: topics with their links, quizzes and leaflets, as a content folder.
#
# Each copy is linked within itself, as another body part would be, and each of its sentences is its own:
# what is kept by content gains nothing from copies. Lists that all topics share (sources, warning signs,
# glossary, body map, pages) stay as they are.

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Any, cast

import yaml

from generator.checks.links import FIELDS, TARGETS
from generator.content import yaml_file

if TYPE_CHECKING:
    from pathlib import Path

TOPICS = ("techniques", "symptoms", "muscles", "self-care")
_COPIED = (*TOPICS, "quizzes", "leaflets")
_LINK = re.compile(r"\]\[(?P<target>[a-z0-9/-]+)(?P<anchor>#[a-z0-9-]+)?\]")
_END = re.compile(r"(?P<end>[.?!][”\"]?)(?P<cite>\s*(?:\[@[^\]]*\])?\s*)$")
_LIMITS: dict[str, dict[str, Any]] = {
    "plain-language.yml": {
        "sentence_words": "30",
        "paragraph_words": "80",
        "grade": "9",
        "handout_grade": "9",
    },
    "item-writing.yml": {"alike": "0.96", "blueprint": []},
}
"""Limits that copies would break: a word more makes sentences longer, and is all that tells them apart."""
_UNIQUE = {"quizzes": "questions.*.id"}
"""Fields whose values stand once in all files of a kind."""


def multiply(content: Path, target: Path, topics: int) -> int:
    """Write a content folder with at least so many topics.

    Args:
        content: what is multiplied.
        target: the new folder; it must not be there.
        topics: how many techniques, symptoms, muscles and self-care topics are wanted.

    Returns:
        How many there are.
    """
    shutil.copytree(content, target)
    for name, limits in _LIMITS.items():
        path = target / name
        if path.is_file():
            changed = {**_read(path), **limits}
            path.write_text(yaml.safe_dump(changed, allow_unicode=True), encoding="utf-8")
    files = [(kind, path) for kind in _COPIED for path in sorted((content / kind).glob("*.yml"))]
    names = {f"{kind}/{path.stem}" for kind, path in files}
    once = sum(kind in TOPICS for kind, _ in files)
    copies = -(-topics // once)
    for kind, path in files:
        data = _read(path)
        if kind not in TOPICS and data["topic"] not in names:
            continue  # what teaches a page written by hand stands once
        for number in range(1, copies):
            copied = _Copy(kind, number, names).value(data)
            copied["title"] += f" {number:04}"  # as a word, 111 or 999 may be a number to call
            copied.pop("was", None)
            text = yaml.dump(copied, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
            (target / kind / f"{path.stem}-{number}.yml").write_text(text, encoding="utf-8")
    return copies * once


def _read(path: Path) -> dict[str, Any]:
    data, _ = yaml_file.parse(path.read_text(encoding="utf-8"), path.name)
    return cast("dict[str, Any]", data)


class _Copy:
    """What the values of one file become in one copy."""

    def __init__(self, kind: str, number: int, names: set[str]) -> None:
        self._kind = kind
        self._suffix = f"-{number}"
        self._word = "zz" + "".join("bcfhjkmnpt"[int(digit)] for digit in str(number))
        self._names = names

    def value(self, value: Any, path: tuple[str, ...] = ()) -> Any:
        """The same value with ids of the copy."""
        if isinstance(value, dict):
            return {name: self.value(one, (*path, name)) for name, one in value.items()}
        if isinstance(value, list):
            return [self.value(one, (*path, "*")) for one in value]
        return self._text(value, path)

    def _text(self, value: str, path: tuple[str, ...]) -> str:
        where = ".".join(path)
        if where == _UNIQUE.get(self._kind):
            return value + self._suffix
        if where in TARGETS.get(self._kind, ()):
            name, hash_, anchor = value.partition("#")
            return self._name(name) + hash_ + anchor
        if (kind := FIELDS.get(self._kind, {}).get(where)) in TOPICS:
            return self._name(f"{kind}/{value}").partition("/")[2]
        text = _LINK.sub(lambda match: f"][{self._name(match['target'])}{match['anchor'] or ''}]", value)
        if path[-1:] == ("stem",) and not _END.search(text):
            return f"{text} {self._word}"
        return _END.sub(rf" {self._word}\g<end>\g<cite>", text)

    def _name(self, target: str) -> str:
        """`target` in the copy; an id without its kind that is copied gets the suffix, too."""
        known = target in self._names or any(f"{kind}/{target}" in self._names for kind in TOPICS)
        return target + self._suffix if known else target
