# Says what is wrong with a text that is not valid YAML, at the place where its author must change it.
#
# The parser stops where the text makes no sense any more, which may be far below: a quote that is never
# closed ends at the next quote, or at the end of the file.

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import yaml

from generator.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

_COMMENT = re.compile(r"[^\s#][ \t]+#")
_NO_SPACE = re.compile(r"(?P<before>[ \t]*(?:- +)*)(?P<key>[A-Za-z][\w-]*):(?=[^\s:/])")
"""A line that was meant as `key: value`. An address such as `https://…` is not."""


def syntax_problem(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    """The problem that the author of a text must solve.

    Args:
        error: the parser's error.
        text: the text.
        file: the name of its file.
    """
    diagnosis = next(_diagnoses(error, text), None)
    line, column, message = diagnosis or _as_parsed(error, text)
    return Problem(file, line + 1, column + 1, "", f"not valid YAML: {message}", "yaml")


def _diagnoses(error: yaml.MarkedYAMLError, text: str) -> Iterator[tuple[int, int, str]]:
    """What may have caused an error, likeliest first: line and column, counted from 0, and a message."""
    context, opening, stop = error.context or "", error.context_mark, error.problem_mark
    if not stop:
        return
    lines = [*text.splitlines(), ""]  # the end of the text may be a line of its own
    if opening and context == "while scanning a quoted scalar":
        yield opening.line, opening.column, "the quote that opens here is never closed"
    if quoted := _quoted_before(stop, text):
        yield quoted.start_mark.line, quoted.start_mark.column, _closed_too_early(quoted)
    for line in (stop.line, _line_above(stop.line, lines)):
        if field := _NO_SPACE.match(lines[line]):
            yield line, field.end(), f"write a space after the colon: `{field['key']}: `"
    if opening and context.startswith("while parsing a flow") and opening.line < stop.line:
        bracket = lines[opening.line][opening.column]
        message = f"the `{bracket}` that opens here is not closed before line {stop.line + 1}"
        yield opening.line, opening.column, message


def _closed_too_early(quoted: Any) -> str:
    start, end = quoted.start_mark, quoted.end_mark
    if start.line < end.line:
        return f"the quote that opens here closes only on line {end.line + 1}; close it where the text ends"
    early = f"the quote that opens here closes in column {end.column}, before the text ends"
    return f"{early}; put the text in the other kind of quotes"


def _quoted_before(mark: yaml.Mark, text: str) -> Any:
    """The text in quotes that ends right before a place, as a token; None if something else does."""
    last: Any = None
    with suppress(yaml.YAMLError):
        loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
        for token in yaml.scan(text, Loader=loader):
            if token.start_mark.index >= mark.index:
                break
            last = token
    return last if isinstance(last, yaml.ScalarToken) and last.style in {"'", '"'} else None


def _line_above(line: int, lines: list[str]) -> int:
    """The last line above `line` with more than white space; `line` itself if there is none."""
    return next((index for index in reversed(range(line)) if lines[index].strip()), line)


def _as_parsed(error: yaml.MarkedYAMLError, text: str) -> tuple[int, int, str]:
    """The parser's own message and place, with advice."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    cause = " ".join(filter(None, (error.context, error.problem)))
    hint = "; quote text that holds `: ` or starts with a special character, and indent with spaces"
    above = text.splitlines()[line - 1 : line] if line else []
    if above and _COMMENT.search(above[0]):
        hint += f"; on line {line} ` #` starts a comment: if it is part of a text, quote the text"
    return line, column, cause + hint
