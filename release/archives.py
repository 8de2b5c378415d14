# SPDX-License-Identifier: MIT
# The wheel and the source archive: of the files in git alone, and the same bytes each time.
#
# setuptools works in a copy, so that nothing of an earlier build or of this machine gets in. It keeps the
# times and permissions of files; here all are the same.

from __future__ import annotations

import gzip
import io
import os
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.content.library import Library
from generator.content.load import load
from generator.output.zip_file import archive

_NEVER = frozenset(
    {".cache", ".git", ".hypothesis", ".venv", "__pycache__", "build", "dist", "node_modules", "site"}
)
"""Names of folders that are not part of the project, where there is no git to say so."""
_WHEEL = "from setuptools import build_meta; build_meta.build_wheel('.wheel')"
_READABLE = 0o644


def write_archives(project: Path, target: Path) -> list[Path]:
    """Write the wheel and the source archive into the folder `target`, and give their paths.

    Args:
        project: the project's folder.
        target: the folder; it is made if there is none.
    """
    date = source_date(project)
    name = f"unknot-{version(project)}"
    target.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        copy = Path(folder) / name
        files = {path: (project / path).read_bytes() for path in sources(project)}
        for path, data in files.items():
            to = copy / path
            to.parent.mkdir(parents=True, exist_ok=True)
            to.write_bytes(data)
        wheel = _built_wheel(copy, date)
        (metadata,) = (data for path, data in wheel.items() if path.endswith(".dist-info/METADATA"))
        paths = [target / f"{name}-py3-none-any.whl", target / f"{name}.tar.gz"]
        paths[0].write_bytes(archive(wheel, date))
        paths[1].write_bytes(_tar({**files, "PKG-INFO": metadata}, name, date))
    return paths


def version(project: Path) -> str:
    """The version, which `pyproject.toml` alone says."""
    text = (project / "pyproject.toml").read_text(encoding="utf-8")
    return str(tomllib.loads(text)["project"]["version"])


def source_date(project: Path) -> datetime:
    """What the variable `SOURCE_DATE_EPOCH` says, or else the newest date in the content."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    newest = int(given) if given else Library(load(project / "content")[0]).newest
    return datetime.fromtimestamp(newest, UTC)


def sources(project: Path) -> list[str]:
    """The paths of the project's files: what is in git or may be; without git, what no program has made."""
    if (project / ".git").exists():
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(command, cwd=project, capture_output=True, check=True)  # noqa: S603 - our own
        names = {os.fsdecode(name) for name in listed.stdout.split(b"\0") if name}
        return sorted(name for name in names if (project / name).is_file())
    paths = (path for path in project.rglob("*") if path.is_file())
    names = {path.relative_to(project).as_posix() for path in paths}
    return sorted(name for name in names if not _is_made(name))


def _is_made(name: str) -> bool:
    parts = name.split("/")
    return not _NEVER.isdisjoint(parts) or any(part.endswith((".egg-info", "_cache")) for part in parts)


def _built_wheel(copy: Path, date: datetime) -> dict[str, bytes]:
    """Path → content of what setuptools puts into a wheel, with its metadata at the end.

    Raises:
        SystemExit: setuptools has failed; what it says was printed.
    """
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(int(date.timestamp()))}
    (copy / ".wheel").mkdir()
    command = [sys.executable, "-c", _WHEEL]
    done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    (wheel,) = (copy / ".wheel").glob("*.whl")
    with zipfile.ZipFile(wheel) as built:
        names = sorted(built.namelist(), key=lambda name: (".dist-info/" in name, name))
        return {name: built.read(name) for name in names if not name.endswith("/")}


def _tar(files: dict[str, bytes], name: str, date: datetime) -> bytes:
    """A source archive, in a folder with its name; scripts say in their first bytes that they are ones."""
    written = io.BytesIO()
    seconds = int(date.timestamp())
    with (
        gzip.GzipFile("", "wb", fileobj=written, mtime=seconds) as zipped,
        tarfile.open(fileobj=zipped, mode="w", format=tarfile.PAX_FORMAT) as packed,
    ):
        for path, data in sorted(files.items()):
            info = tarfile.TarInfo(f"{name}/{path}")
            info.size, info.mtime = len(data), seconds
            info.mode = 0o755 if data.startswith(b"#!") else _READABLE
            packed.addfile(info, io.BytesIO(data))
    return written.getvalue()
