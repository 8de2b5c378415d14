# SPDX-License-Identifier: MIT
#
# `python -m release` writes the wheel and the source archive into `dist/`. `python -m release 1.0.0` makes
# a release: it sets the version, cuts the changelog, adds the website as a ZIP and the checksums, commits
# and tags.

from __future__ import annotations

import datetime as dt
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from release.archives import version, write_archives
from release.changelog import CannotRelease, cut, may_follow, with_version

_DIST, _SUMS = Path("dist"), "SHA256SUMS"
_UNKNOT = "from generator.hosts.cli import main; main()"
_CHANGED = ("CHANGELOG.md", "pyproject.toml")


def main(arguments: list[str]) -> int:
    """Write the archives, or make a release; returns the exit code."""
    try:
        paths = _release(arguments[0]) if arguments else write_archives(Path(), _DIST)
    except CannotRelease as reason:
        print(reason, file=sys.stderr)
        return 1
    for path in paths:
        print(f"{path}  {path.stat().st_size:,} bytes")
    return 0


def _release(new: str) -> list[Path]:
    _may_release(new)
    try:
        for name, text in _changes(new).items():
            Path(name).write_text(text, encoding="utf-8")
        paths = _artefacts(new)
        _git("commit", "--quiet", "-m", f"Version {new}", *_CHANGED)
        _git("tag", "--annotate", "-m", f"Version {new}", f"v{new}")
    except BaseException:
        _git("checkout", "--quiet", "HEAD", "--", *_CHANGED)
        raise
    print(f"v{new} is tagged here; `git push --follow-tags` publishes it")
    return paths


def _may_release(new: str) -> None:
    may_follow(new, version(Path()))
    if _git("status", "--porcelain"):
        raise CannotRelease("git: something is not committed; commit it, or put it away")
    if _git("tag", "--list", f"v{new}"):
        raise CannotRelease(f"VERSION={new}: the tag v{new} is there already")


def _changes(new: str) -> dict[str, str]:
    changelog, pyproject = (Path(name).read_text(encoding="utf-8") for name in _CHANGED)
    today = dt.datetime.now(dt.UTC).date()
    return dict(zip(_CHANGED, (cut(changelog, new, today), with_version(pyproject, new)), strict=True))


def _artefacts(new: str) -> list[Path]:
    """Wheel, source archive and the website of the new version, in `dist/` with their checksums."""
    shutil.rmtree(_DIST, ignore_errors=True)
    paths = write_archives(Path(), _DIST)
    site = _DIST / f"unknot-{new}-site.zip"
    with TemporaryDirectory() as installed:
        _python(
            installed, "-m", "pip", "install", "--quiet", "--no-deps", "--target", installed, str(paths[0])
        )
        _python(installed, "-c", _UNKNOT, "build")
        _python(installed, "-c", _UNKNOT, "zip", "site", str(site))
    paths.append(site)
    sums = _DIST / _SUMS
    lines = (f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in paths)
    sums.write_text("".join(lines), encoding="utf-8")
    return [*paths, sums]


def _python(installed: str, *arguments: str) -> None:
    """Run Python with the wheel that is in the folder `installed`, whatever else is installed.

    Raises:
        CannotRelease: it has failed; why was printed.
    """
    environment = {**os.environ, "PYTHONPATH": installed, "PYTHONSAFEPATH": "1"}
    if subprocess.run([sys.executable, *arguments], env=environment, check=False).returncode:  # noqa: S603
        raise CannotRelease(f"python {' '.join(arguments)}: failed, see above; nothing was tagged")


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], capture_output=True, text=True, check=False)  # noqa: S603, S607
    if done.returncode:
        raise CannotRelease(f"git {arguments[0]}: {done.stderr.strip()}")
    return done.stdout.strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
