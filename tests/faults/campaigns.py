# The kinds of fault. Each function tries some by a seed, and yields what was wrong with each; empty if it
# was handled.

from __future__ import annotations

import ctypes
import resource
import shutil
import time
from functools import partial
from typing import TYPE_CHECKING

from tests.faults.mutations import mutated
from tests.faults.project import MAKE_SITE, Ended, Project, digest, finish, kill
from tests.tools import UNKNOT

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_WRITTEN_ANYWAY = 0.2
"""How often content that did not pass the check is written: that must change nothing."""


def content(folder: Path, number: int, chance: random.Random) -> Iterator[str]:
    """Change a content file at random, then check and write the site."""
    project = Project.create(folder)
    files = sorted(path for path in (folder / "content").rglob("*") if path.is_file())
    for turn in range(number):
        yield from _changed(project, files[turn % len(files)], chance)


def settings(folder: Path, number: int, chance: random.Random) -> Iterator[str]:
    """Change `mkdocs.yml` at random, then check and write the site."""
    project = Project.create(folder)
    for _ in range(number):
        yield from _changed(project, folder / "mkdocs.yml", chance)


def _changed(project: Project, file: Path, chance: random.Random) -> Iterator[str]:
    whole, old = file.read_bytes(), digest(project.folder / "out")
    file.write_bytes(mutated(whole, chance))
    try:
        checked = project.run(*UNKNOT, "check")
        fault = checked.fault
        if not fault and (not checked.code or chance.random() < _WRITTEN_ANYWAY):
            fault = _why_not_written(project, checked, old)
        yield f"{file.name} is now {file.read_bytes()!r:.2000}: {fault}" if fault else ""
    finally:
        file.write_bytes(whole)


def _why_not_written(project: Project, checked: Ended, old: Mapping[str, str]) -> str:
    """What is wrong with what `write` makes of files that were checked; empty if nothing is."""
    written = project.run(*UNKNOT, "write", "out/docs")
    if written.fault or not written.code:
        return written.fault
    if not checked.code:
        return f"passes the check, and then: {written.output.strip()[-300:]}"
    return "" if digest(project.folder / "out") == old else "refused, but the old folder has changed"


def kills(folder: Path, number: int, chance: random.Random) -> Iterator[str]:
    """Kill a build at a random moment: a whole site stays, and the next build makes the new one."""
    project, whole = _built_twice(folder)
    for turn in range(number):
        _release(project, turn)
        building = project.start(*MAKE_SITE)
        time.sleep(chance.uniform(0.2, 8))
        kill(building)
        left = digest(project.site)
        ended = project.run(*MAKE_SITE)
        if left not in whole:
            yield f"killed build {turn} left neither the old site nor the new one: {len(left)} files"
        else:
            yield ended.fault or _unlike(digest(project.site), whole[turn % 2])


def races(folder: Path, number: int, chance: random.Random) -> Iterator[str]:
    """Run two builds at once: both end well, and the site is whole."""
    project, whole = _built_twice(folder)
    for turn in range(number):
        _release(project, turn)
        first = project.start(*MAKE_SITE)
        time.sleep(chance.uniform(0, 4))
        second = project.start(*MAKE_SITE)
        ended = [finish(first), finish(second)]
        failed = next((one.fault or one.output[-300:] for one in ended if one.code), "")
        yield failed or _unlike(digest(project.site), whole[turn % 2])


def disks(folder: Path, number: int, chance: random.Random) -> Iterator[str]:
    """Let the disk be full, or a folder read-only: a line says so, and the site stays whole."""
    project, whole = _built_twice(folder)
    for turn in range(number):
        _release(project, 1 - whole.index(digest(project.site)))
        if turn % 2:
            most = chance.choice((0, 100, 5_000, 50_000))
            ended = project.run(*MAKE_SITE, preexec_fn=partial(_limit_files, most))
            what = f"no file over {most} bytes"
        else:
            locked = folder / chance.choice((".", "build", "site", ".cache", ".cache/cas"))
            ended = _run_read_only(project, locked)
            what = f"{locked.relative_to(folder)} is read-only"
        if digest(project.site) not in whole:
            yield f"{what}: the site is damaged: {ended.output[-300:]}"
            return
        yield f"{what}: {ended.fault}" if ended.fault else ""


def _limit_files(most: int) -> None:
    """Let no file of this process grow over so many bytes: writing more fails, as on a full disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


def _run_read_only(project: Project, folder: Path) -> Ended:
    """Build the site while a folder and those below it cannot be written."""
    folders = [folder, *(path for path in folder.rglob("*") if path.is_dir())]
    for path in folders:
        path.chmod(0o555)
    try:
        return project.run(*MAKE_SITE, preexec_fn=_respect_permissions)
    finally:
        for path in folders:
            path.chmod(0o755)


def _respect_permissions() -> None:
    """Let permissions hold for the administrator, too: drop `CAP_DAC_OVERRIDE` (capabilities(7))."""
    drop_capability, dac_override = 24, 1
    ctypes.CDLL(None).prctl(drop_capability, dac_override, 0, 0, 0)


def caches(folder: Path, number: int, chance: random.Random) -> Iterator[str]:
    """Damage files of the cache, then build from it: the site is as it would be without."""
    project, whole = _built_twice(folder)
    for _turn in range(number):
        files = sorted(path for path in (folder / ".cache").rglob("*") if path.is_file())
        for file in chance.sample(files, min(len(files), 12)):
            _damage(file, chance)
        shutil.rmtree(project.site)
        ended = project.run(*MAKE_SITE)
        yield ended.fault or _unlike(digest(project.site), whole[1])


def _damage(file: Path, chance: random.Random) -> None:
    data = file.read_bytes()
    at = chance.randrange(len(data) + 1)
    damaged = (data[:at], b"", bytes(len(data)), data[:at] + b"\xff" + data[at + 1 :], data + b"\n", None)
    replacement = chance.choice(damaged)
    file.unlink() if replacement is None else file.write_bytes(replacement)


def _built_twice(folder: Path) -> tuple[Project, list[Mapping[str, str]]]:
    """A project and what its two releases are when built; the second one is live."""
    project = Project.create(folder)
    whole = []
    for turn in range(2):
        _release(project, turn)
        ended = project.run(*MAKE_SITE)
        if ended.code:
            raise RuntimeError(ended.output)
        whole.append(digest(project.site))
    return project, whole


def _release(project: Project, turn: int) -> None:
    """Write the first or the second release of the content."""
    file = project.folder / "content" / "techniques" / "slow-glide.yml"
    text = file.read_text(encoding="utf-8")
    titles = ("title: Slow glide", "title: Slow long glide")
    file.write_text(text.replace(titles[(turn + 1) % 2] + "\n", titles[turn % 2] + "\n"), encoding="utf-8")


def _unlike(found: Mapping[str, str], expected: Mapping[str, str]) -> str:
    """How a site differs from what it should be; empty if it does not."""
    paths = [path for path in {**found, **expected} if found.get(path) != expected.get(path)]
    return (
        f"{len(paths)} files of the site are not as they should be, such as {min(paths)}" if paths else ""
    )
