# SPDX-License-Identifier: MIT
"""The panel of `unknot serve`: what it counts, and what the last change did."""

from __future__ import annotations

import re
from dataclasses import replace

from generator.hosts.problem_panel import problem_panel
from generator.problems import Problem, Severity

ERROR = Problem("content/a.yml", 3, 1, "title", "is <missing>", "schema")
OTHER = replace(ERROR, file="content/b.yml")
WARNING = replace(ERROR, message="is long", severity=Severity.WARNING)


def summary(html: str) -> str:
    match = re.search("<summary>(.*)</summary>", html)
    assert match
    return match[1]


def test_without_problems_there_is_no_panel() -> None:
    assert problem_panel([], [ERROR]) == ""


def test_the_number_says_what_it_counts() -> None:
    assert summary(problem_panel([WARNING])) == "1 warning in the content."
    html = problem_panel([ERROR, OTHER, WARNING], is_present=False)
    assert summary(html) == "2 errors and 1 warning in the content. You see the last good site."
    assert "content/a.yml:3:1: title: is &lt;missing&gt; [schema]" in html


def test_the_last_change_is_told() -> None:
    html = problem_panel([ERROR, OTHER], [ERROR, WARNING])
    assert summary(html).endswith("The last change: 1 new, 1 mended.")
    assert html.count("<strong>new</strong>") == 1
    assert "<strong>new</strong> content/b.yml" in html


def test_a_line_that_moved_is_no_change() -> None:
    html = problem_panel([replace(ERROR, line=9)], [ERROR])
    assert summary(html).endswith("The last change: nothing new, nothing mended.")


def test_the_same_mistake_twice_in_a_field_counts_twice() -> None:
    html = problem_panel([ERROR, replace(ERROR, line=9)], [ERROR])
    assert summary(html).endswith("The last change: 1 new.")
