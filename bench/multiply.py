# Makes a large content folder from the real one by copying topics with their links, quizzes and leaflets.
#
# The topics of a copy link to each other, as those of another part of the body would. Every sentence of a
# copy differs from the original, so that a cache by content does not make copies cheaper. What all topics
# share (sources, warning signs, glossary, body map, pages) is not copied, and a booklet keeps its topics:
# nobody prints a book of a thousand.

from __future__ import annotations

import datetime as dt
import re
import shutil
from typing import TYPE_CHECKING, Any, cast

import yaml

from bench.commands import ROOT
from generator.checks.links import FIELDS, TARGETS
from generator.content import yaml_file
from generator.content.library import Library
from generator.content.load import load
from generator.content.revisions import as_yaml, renewed

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
        "unfolded_words": {"techniques": "800", "symptoms": "650"},
    },
    "item-writing.yml": {"alike": "0.96", "blueprint": []},
}
"""Looser limits, since the word added to each sentence makes it longer and is all that makes it differ."""
_UNIQUE = {"quizzes": "questions.*.id"}
"""Kind → path of the ids that must be unique across all its files."""


def large_project(folder: Path, topics: int) -> int:
    """Write a project from ours, with at least a given number of topics.

    Share pictures are turned off: like handouts, they are cached by content and would hide what pages cost.

    Args:
        folder: the new project.
        topics: see `multiply`.

    Returns:
        The number of topics written.
    """
    topics = multiply(ROOT / "content", folder / "content", topics)
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    quiet = settings.replace("share_pictures: true", "share_pictures: false")
    (folder / "mkdocs.yml").write_text(quiet, encoding="utf-8")
    return topics


def multiply(content: Path, target: Path, topics: int) -> int:
    """Write a content folder with at least a given number of topics.

    Args:
        content: the folder to multiply.
        target: the new folder; it must not exist.
        topics: the least number of techniques, symptoms, muscles and self-care topics together.

    Returns:
        The number of topics written.
    """
    shutil.copytree(content, target)
    for name, limits in _LIMITS.items():
        path = target / name
        if path.is_file():
            changed = {**_read(path), **limits}
            path.write_text(yaml.safe_dump(changed, allow_unicode=True), encoding="utf-8")
    files = [(kind, path) for kind in _COPIED for path in sorted((content / kind).glob("*.yml"))]
    names = {f"{kind}/{path.stem}" for kind, path in files}
    original_count = sum(kind in TOPICS for kind, _ in files)
    copies = -(-topics // original_count)
    for kind, path in files:
        data = _read(path)
        if kind not in TOPICS and data["topic"] not in names:
            _keep_topics(target / kind / path.name, data, sorted(names))
            if copies > 1:
                _allow_copies(target / kind / path.name, data)
            continue  # its topic is a Markdown page, which is not copied
        for number in range(1, copies):
            copied = _Copy(kind, number, names).value(data)
            copied["title"] += f" {number:04}"  # four digits, since 111 and 999 are emergency numbers
            copied.pop("was", None)
            text = yaml.dump(copied, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
            (target / kind / f"{path.stem}-{number}.yml").write_text(text, encoding="utf-8")
    _record(target)
    return copies * original_count


def _record(target: Path) -> None:
    """Give the copied questions dates."""
    content, _ = load(target)
    revisions = renewed(Library(content), dt.date(2026, 11, 28))
    (target / "revisions.yml").write_text(as_yaml(revisions), encoding="utf-8")


def _read(path: Path) -> dict[str, Any]:
    data, _ = yaml_file.parse(path.read_text(encoding="utf-8"), path.name)
    return cast("dict[str, Any]", data)


def _keep_topics(path: Path, leaflet: dict[str, Any], names: list[str]) -> None:
    """Name in a booklet the topics that it has, instead of all of a kind."""
    if chapters := leaflet.get("chapters"):
        for chapter in chapters:
            topics = [
                [name for name in names if name.startswith(topic[:-1])] if topic.endswith("/*") else [topic]
                for topic in chapter["topics"]
            ]
            chapter["topics"] = [name for some in topics for name in some]
        path.write_text(yaml.safe_dump(leaflet, allow_unicode=True, sort_keys=False), encoding="utf-8")


def _allow_copies(path: Path, quiz: dict[str, Any]) -> None:
    """Let a quiz that is drawn at random draw a question and its copy, whose short answers are the same."""
    if quiz.get("draw"):
        quiz["waive"] = {**quiz.get("waive", {}), "distractor-twice": "The bank has copies."}
        path.write_text(yaml.safe_dump(quiz, allow_unicode=True, sort_keys=False), encoding="utf-8")


class _Copy:
    """Turns the values of one file into those of one of its copies."""

    def __init__(self, kind: str, number: int, names: set[str]) -> None:
        self._kind = kind
        self._suffix = f"-{number}"
        self._word = "zz" + "".join("bcfhjkmnpt"[int(digit)] for digit in str(number))
        self._names = names

    def value(self, value: Any, path: tuple[str, ...] = ()) -> Any:
        """The value with the ids of the copy and different sentences.

        Args:
            value: what `yaml_file.parse` returned, or a part of it.
            path: its path in the file, with `*` for list positions.
        """
        if isinstance(value, dict):
            return {name: self.value(item, (*path, name)) for name, item in value.items()}
        if isinstance(value, list):
            return [self.value(item, (*path, "*")) for item in value]
        return value if value is None else self._text(value, path)

    def _text(self, value: str, path: tuple[str, ...]) -> str:
        pattern = ".".join(path)
        if pattern == _UNIQUE.get(self._kind):
            return f"{value}-copy{self._suffix}"  # `-2` would be the anchor of its second option
        if pattern in TARGETS.get(self._kind, ()):
            name, hash_, anchor = value.partition("#")
            return self._name(name) + hash_ + anchor
        if (kind := FIELDS.get(self._kind, {}).get(pattern)) in TOPICS:
            return self._name(f"{kind}/{value}").partition("/")[2]
        text = _LINK.sub(lambda match: f"][{self._name(match['target'])}{match['anchor'] or ''}]", value)
        if path[-1:] == ("stem",) and not _END.search(text):
            return f"{text} {self._word}"
        return _END.sub(rf" {self._word}\g<end>\g<cite>", text)

    def _name(self, target: str) -> str:
        """`target` in the copy: with the suffix if its file is copied, with or without a kind in front."""
        is_copied = target in self._names or any(f"{kind}/{target}" in self._names for kind in TOPICS)
        return target + self._suffix if is_copied else target
