# The panel over a page of `unknot serve`: what is wrong with the content, and what the last change did.

from __future__ import annotations

import hashlib
from collections import Counter
from html import escape
from typing import TYPE_CHECKING

from generator.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.problems import Problem

    _Key = tuple[str, str, str]

_DIGITS = 12
"""The length of the digest by which `live.js` recognises a problem."""


def problem_panel(
    problems: Sequence[Problem], earlier: Sequence[Problem] | None = None, *, is_present: bool = True
) -> str:
    """The panel as HTML; empty if there are no problems.

    Args:
        problems: what is wrong now.
        earlier: what was wrong before the last change; None if there was no change yet.
        is_present: whether the page shows the present content, not that of the last good site.
    """
    if not problems:
        return ""
    are_new, mended = _changes(problems, problems if earlier is None else earlier)
    lines = "".join(map(_line, problems, are_new))
    sentences = [f"{_count(problems)} in the content."]
    sentences += [] if is_present else ["You see the last good site."]
    sentences += [] if earlier is None else [f"The last change: {_done(sum(are_new), mended)}."]
    return (
        '<div class="live-problems" role="alert"><details open>'
        f"<summary>{' '.join(sentences)}</summary><ol>{lines}</ol></details></div>"
    )


def _line(problem: Problem, is_new: bool) -> str:  # noqa: FBT001 - for `map`
    mark = "<strong>new</strong> " if is_new else ""
    digest = hashlib.sha256(repr(_key(problem)).encode()).hexdigest()[:_DIGITS]
    return f'<li data-problem="{digest}">{mark}{escape(str(problem))}</li>'


def _changes(problems: Iterable[Problem], earlier: Iterable[Problem]) -> tuple[list[bool], int]:
    """Whether each problem is new, and the number of earlier ones that are gone; lines may have moved."""
    before = Counter(map(_key, earlier))
    are_new = []
    for key in map(_key, problems):
        is_known = before[key] > 0
        are_new.append(not is_known)
        before[key] -= is_known
    return are_new, before.total()


def _key(problem: Problem) -> _Key:
    return problem.file, problem.where, problem.message


def _count(problems: Sequence[Problem]) -> str:
    """How many of which kind there are, such as `1 error and 2 warnings`."""
    kinds = Counter(problem.severity for problem in problems)
    names = ((Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.NOTICE, "notice"))
    return " and ".join(_number(kinds[kind], name) for kind, name in names if kinds[kind])


def _number(count: int, name: str) -> str:
    return f"{count} {name}" if count == 1 else f"{count} {name}s"


def _done(new: int, mended: int) -> str:
    """What a change did, such as `1 new, 2 mended`."""
    parts = [f"{count} {word}" for count, word in ((new, "new"), (mended, "mended")) if count]
    return ", ".join(parts) or "nothing new, nothing mended"
