# SPDX-License-Identifier: MIT
# Versions: whether one may follow another, and what `CHANGELOG.md` and `pyproject.toml` say of it.

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

_VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")
_HEADING = "## [Unreleased]\n"
_DECLARED = re.compile(r'^version = "([^"]*)"$', re.MULTILINE)


class CannotRelease(Exception):  # noqa: N818 - reads as a sentence
    """There can be no release; the message says why."""


def parts(version: str) -> tuple[int, ...]:
    """Major, minor and patch.

    Raises:
        CannotRelease: it is no version.
    """
    if not (match := _VERSION.fullmatch(version)):
        raise CannotRelease(f"VERSION={version}: write three numbers, such as 1.0.0")
    return tuple(map(int, match.groups()))


def may_follow(version: str, last: str) -> None:
    """Check that a version is one of the three that come next.

    Raises:
        CannotRelease: it is not.
    """
    major, minor, patch = parts(last)
    following = [f"{major}.{minor}.{patch + 1}", f"{major}.{minor + 1}.0", f"{major + 1}.0.0"]
    if ".".join(map(str, parts(version))) not in following:
        raise CannotRelease(
            f"VERSION={version}: after {last} comes {', '.join(following[:2])} or {following[2]}"
        )


def cut(changelog: str, version: str, day: dt.date) -> str:
    """The changelog with all that is unreleased under a heading of its own.

    Raises:
        CannotRelease: nothing is unreleased.
    """
    before, heading, after = changelog.partition(_HEADING)
    entries = after.partition("\n## ")[0]
    if not heading or not re.search(r"^- ", entries, re.MULTILINE):
        raise CannotRelease("CHANGELOG.md: nothing is under [Unreleased]; say what has changed")
    return f"{before}{_HEADING}\n## [{version}] - {day}\n{after}"


def with_version(pyproject: str, version: str) -> str:
    """`pyproject.toml` with another version.

    Raises:
        CannotRelease: it has none.
    """
    text, count = _DECLARED.subn(f'version = "{version}"', pyproject, count=1)
    if not count:
        raise CannotRelease('pyproject.toml: no line `version = "…"`')
    return text
