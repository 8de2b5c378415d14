# SPDX-License-Identifier: MIT
"""Files that `unknot new` starts: they name every rule, and filled in, they pass every check."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pytest
import yaml

from generator.build import check
from generator.checks import asked as asking
from generator.checks import dates, run, unrecorded
from generator.checks.asked import asked
from generator.content.library import Library
from generator.content.load import load
from generator.content.skeleton import OTHERS, skeleton
from generator.hosts import clock
from generator.hosts.new_file import write
from generator.problems import errors_and_warnings
from generator.schema.common import Model
from generator.schema.kinds import KINDS
from generator.schema.quiz import Question
from tests.tools import EXAMPLES, TESTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.schema.kinds import Kind

pytestmark = pytest.mark.builds

TODAY = dt.date(2026, 12, 1)
NECK = EXAMPLES / "neck-and-shoulder" / "content"
BY_NAME = {kind.name: kind for kind in KINDS}


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the small content set, in the current folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    return shutil.copytree(NECK, tmp_path / "content")


def started(folder: Path, kind: Kind, topic: str = "") -> str:
    """The text of a new file for the content in a folder."""
    library = Library(load(folder)[0])
    fields = library.required.fields.get(kind.name, ())
    return skeleton(kind, TODAY, asked(library, kind), fields, topic)


def comments(text: str) -> str:
    """All comments of a file as one line of text."""
    return " ".join(re.sub(r"^[\s#]+", "", line) for line in text.splitlines() if "#" in line)


# --- every rule is named


def test_every_check_says_what_it_asks() -> None:
    """A new check without `asks`, or one that `asked.py` does not list, would stay a surprise."""
    checks = {check.__module__ for check in (*run.ALWAYS, *run.WHEN_ALL_VALID)}
    checks |= {dates.__name__, unrecorded.__name__}
    assert checks == {asks.__module__ for asks in asking.EVERY}


def reported() -> Iterator[tuple[str, str, str]]:
    """Case, kind of content and rule of each problem that some case of the checks has."""
    for problems in sorted((TESTS / "cases").glob("*/problems.txt")):
        for line in problems.read_text("utf-8").splitlines():
            name = re.match(r"content/([a-z-]+)", line)
            rule = re.search(r"\[([a-z-]+)\]$", line)
            if name and rule and name[1] in BY_NAME:
                yield problems.parent.name, name[1], rule[1]


SYNTAX = {"yaml"}
"""Rules about files that are not YAML at all."""
CASES = sorted({one for one in reported() if one[2] not in SYNTAX})


@pytest.mark.parametrize("case", sorted({case for case, _, _ in CASES}))
def test_a_started_file_names_each_rule_that_can_be_reported_in_it(case: str, content: Path) -> None:
    shutil.copytree(TESTS / "cases" / case / "content", content, dirs_exist_ok=True)
    for _, kind, rule in (one for one in CASES if one[0] == case):
        topic = "techniques/slow-glide" if kind == "quizzes" and rule != "topic-missing" else ""
        text = started(content, BY_NAME[kind], topic)
        if rule == "schema":  # each field is there, with its limits; see below for rules between fields
            assert all(f"{name}:" in text for name in fields_to_write(BY_NAME[kind].model))
        elif (kind, rule) not in OF_ITS_OWN:
            assert f"[{rule}]" in text, (kind, rule)


OF_ITS_OWN = {("required", "completeness")}
"""Problems that are reported in `required.yml` since it asks: they are about what it names."""


def fields_to_write(model: type[Model]) -> list[str]:
    fields = model.model_fields.items()
    return [info.alias or name for name, info in fields if name not in ("id", "path", "body")]


def all_models(model: type[Model]) -> set[type[Model]]:
    found, waiting = set[type[Model]](), [model]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += [inner for info in one.model_fields.values() for inner in models_in(info.annotation)]
    return found


def models_in(annotation: object) -> Iterator[type[Model]]:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    for argument in get_args(annotation):
        yield from models_in(argument)


@pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])
def test_rules_between_fields_are_sentences_in_a_started_file(kind: Kind) -> None:
    text = comments(started(NECK, kind))
    for model in all_models(kind.model):
        for name, decorator in model.__pydantic_decorators__.model_validators.items():
            if decorator.info.mode == "after":
                rule = " ".join((decorator.func.__doc__ or "").split())
                assert rule, f"{model.__name__}.{name} has no docstring that says its rule"
                assert f"{rule} [schema]" in text, name


def test_comments_follow_the_rules_of_the_site(content: Path) -> None:
    """No limit is written in a comment by hand."""
    (content / "plain-language.yml").write_text("grade: 5\nsentence_words: 13\n", "utf-8")
    (content / "item-writing.yml").write_text("fewest_options: 4\nsame_position: 0.4\n", "utf-8")
    (content / "required.yml").write_text("fields: {techniques: [feel]}\nlinked: [muscles]\n", "utf-8")
    technique, quiz = (comments(started(content, BY_NAME[name])) for name in ("techniques", "quizzes"))
    assert "Sentences of at most 13 words" in technique
    assert "Reading grade of at most 5;" in technique
    assert "`required.yml` asks for `feel`. [completeness]" in technique
    assert "A quiz has this page as its `topic`" not in technique
    assert "fewer than 4 or more than 5 options. [option-count]" in quiz
    assert "in more than 40% of the questions. [key-position]" in quiz
    assert "It cites a source" not in quiz
    assert "Something leads to it: name it in a technique's `muscles`. [unlinked]" in comments(
        started(content, BY_NAME["muscles"])
    )


def test_a_quiz_about_a_page_is_told_what_such_a_quiz_must_teach(content: Path) -> None:
    (content / "item-writing.yml").write_text(
        "blueprint:\n"
        '  - {topic: techniques, covers: ["#feel"]}\n'
        "  - {topic: pages/muscles, covers: [muscles]}\n",
        "utf-8",
    )
    about = comments(started(content, BY_NAME["quizzes"], "techniques/slow-glide"))
    assert "`teaches`: #feel. [topic-missing]" in about
    assert "pages/muscles" not in about
    assert "pages/muscles" in comments(started(content, BY_NAME["quizzes"]))


def with_others(text: str) -> str:
    """A started file with the items of a list that are in comments."""
    before, line, after = text.partition(OTHERS)
    others, end, rest = after.partition("\n\n")
    return before + line + re.sub("^  # ", "  ", others, flags=re.MULTILINE) + end + rest


def test_a_quiz_shows_each_type_of_question(content: Path) -> None:
    """Those in comments are questions once a `# ` is gone from each line."""
    text = with_others(started(content, BY_NAME["quizzes"]))
    questions = yaml.safe_load(text)["questions"]
    models = list(get_args(get_args(Question)[0]))
    assert [set(question) for question in questions] == [
        {name for name, info in model.model_fields.items() if info.is_required()} for model in models
    ]
    types = {one for model in models for one in get_args(model.model_fields["type"].annotation)}
    assert {question["type"] for question in questions} < types
    assert all(one in text for one in types)


# --- filled in, it passes


NEEDED = {"chapters", "correct", "help", "named", "show", "sign", "tier", "warning_signs"}
"""Fields that may be left out, but not where the good files have them: a rule in the comments says so."""


def filled(start: Any, good: Any) -> Any:
    """A started value with the values of a good file: only in fields that are there to be filled in."""
    if isinstance(start, dict) and isinstance(good, dict):
        return {name: filled(start.get(name), good[name]) for name in good if name in {*start, *NEEDED}}
    if isinstance(start, list) and isinstance(start[0], dict):
        return [filled(template(start, one), one) for one in good]
    return good


def template(start: list[Any], good: dict[str, Any]) -> Any:
    """The started item of a list that has the fields of a good one."""
    return max(start, key=lambda one: len(one.keys() & good.keys()))


def front(path: Path) -> tuple[dict[str, Any], str]:
    """The fields of a file, and its Markdown."""
    text = path.read_text("utf-8")
    if path.suffix != ".md":
        return yaml.load(text, yaml.BaseLoader), ""  # noqa: S506 - it makes nothing but texts
    _, head, body = text.split("---\n", 2)
    return yaml.load(head, yaml.BaseLoader), body  # noqa: S506


JUDGED = {"page": "techniques/slow-glide", "item": "2", "score": "agree", "why": "It has no ornament."}
WITHOUT = {"pemat": {"judgements": [JUDGED]}}
"""Good files that the small content set has none of."""


@pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])
def test_a_started_file_that_is_filled_in_passes_all_checks(kind: Kind, content: Path) -> None:
    """Its values come from good files; what may be left out is left out."""
    files = sorted(content.glob(f"{kind.path}/**/*{kind.suffix}") if kind.folder else [content / kind.path])
    for file in files:
        good, body = front(file) if file.is_file() else (WITHOUT.get(kind.name, {}), "")
        file.unlink(missing_ok=True)
        name = file.relative_to(content / kind.path).with_suffix("").as_posix() if kind.folder else ""
        write(content, kind.name, name)
        if kind.name == "quizzes":
            file.write_text(with_others(file.read_text("utf-8")), "utf-8")
        start, _ = front(file)
        text = yaml.safe_dump(filled(start, good), allow_unicode=True, sort_keys=False)
        file.write_text(f"---\n{text}---\n{body}" if kind.suffix == ".md" else text, "utf-8")
    _, problems = check(Path("content"), TODAY)
    assert errors_and_warnings(problems) == []
