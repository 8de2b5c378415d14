# Which tests are fast: `make fast` runs them after each change.
#
# A test is fast unless it needs a built website or a browser, which its fixtures say, or is marked
# `builds` or `slow`. All fast tests share a budget, so that `make fast` fails when it is no longer fast.

from __future__ import annotations

import resource

import pytest

_FIXTURES = frozenset({"browser", "built_site", "languages_site"})
_MARKS = frozenset({"builds", "slow"})

_BUDGET = 65.0
"""Seconds of processor time: with what pytest itself takes, 40 seconds on two cores."""

_USED = "processor time"
"""The property of a test that says how many seconds of it were used."""

_start = pytest.StashKey[float]()


@pytest.hookimpl(tryfirst=True)  # before pytest chooses by `-m`
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        marks = {mark.name for mark in item.iter_markers()}
        if _FIXTURES.isdisjoint(fixtures) and _MARKS.isdisjoint(marks):
            item.add_marker("fast")


@pytest.hookimpl(tryfirst=True)  # before fixtures are made
def pytest_runtest_setup(item: pytest.Item) -> None:
    item.stash[_start] = _processor_time()


@pytest.hookimpl(tryfirst=True)  # before the report is made
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> None:
    if call.when == "call":
        item.user_properties.append((_USED, _processor_time() - item.stash[_start]))


def _processor_time() -> float:
    """Seconds that this process and its children have worked. Other load on the machine does not count."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def over_budget(seconds: dict[str, float], budget: float = _BUDGET) -> list[str]:
    """Lines that say what to do if tests use more than the budget.

    Args:
        seconds: what each test used, by its name.
        budget: what all of them may use.
    """
    total = sum(seconds.values())
    if total <= budget:
        return []
    costly = sorted(seconds, key=lambda test: -seconds[test])[:5]
    return [
        f"Fast tests used {total:.0f} s of processor time; their budget is {budget:.0f} s. Make them",
        "faster, or mark those that build or print something with `@pytest.mark.builds`. The costliest:",
        *(f"{seconds[test]:6.1f} s  {test}" for test in costly),
    ]


@pytest.hookimpl(tryfirst=True)  # before the summary is printed
def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or session.config.option.markexpr != "fast":
        return
    reports = [*reporter.getreports("passed"), *reporter.getreports("failed")]
    used = {report.nodeid: dict(report.user_properties).get(_USED, 0.0) for report in reports}
    if lines := over_budget(used):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        reporter.section("too slow for `make fast`")
        for line in lines:
            reporter.line(line)
