# The wheel in an environment that has nothing else, installed without a network from what is here.

from __future__ import annotations

import os
import re
import subprocess
import sys
import venv
import zipfile
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import TYPE_CHECKING

from release.archives import write_archives
from tests import shared
from tests.conftest import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

_NO_PROXY = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
_RECORDS = frozenset({"RECORD", "INSTALLER", "REQUESTED", "direct_url.json"})
"""What an installer writes itself."""


@dataclass(frozen=True)
class Installed:
    """An environment with the wheel."""

    folder: Path

    @property
    def programs(self) -> Path:
        return self.folder / ("Scripts" if os.name == "nt" else "bin")

    def run(self, *arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run `unknot`, with the network cut where the system lets us."""
        return subprocess.run(
            [*_cut(), self.programs / "unknot", *arguments],
            cwd=cwd,
            env=_environment() | environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )


def installed() -> Installed:
    """The environment, made once for all tests. It cannot be moved, so a file beside it is what is made."""
    made = shared.once("installed", _install)
    return Installed(made.with_name("environment"))


def archives() -> list[Path]:
    """Wheel and source archive, which are made once for all tests."""
    return sorted(
        shared.once("dist", lambda folder: write_archives(REPOSITORY, folder)).iterdir(), reverse=True
    )


def _environment() -> dict[str, str]:
    """Nothing of ours: no settings of the caches, no path of Python, no way to the network."""
    ours = ("UNKNOT", "PYTHON", "SITE_URL", "SOURCE_DATE_EPOCH", "NO_MKDOCS_2_WARNING", "VIRTUAL_ENV")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return inherited | _NO_PROXY


def _cut() -> list[str]:
    """What cuts the network off a command; empty if the system has no such thing, or does not let us."""
    command = ["unshare", "--map-root-user", "--net"]
    try:
        allowed = subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        allowed = False
    return command if allowed else []


def _install(made: Path) -> None:
    folder, wheels = made.with_name("environment"), shared.once("wheels", _pack_dependencies)
    venv.create(folder, with_pip=False)
    python = Installed(folder).programs / "python"
    wheel = next(path for path in archives() if path.suffix == ".whl")
    command = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-compile"]
    subprocess.run([*command, "--no-index", "--find-links", wheels, wheel], env=_environment(), check=True)
    made.touch()


def _pack_dependencies(folder: Path) -> None:
    """Make wheels of the packages that we depend on, from what their installation has recorded."""
    folder.mkdir()
    pinned = (REPOSITORY / "requirements" / "site.txt").read_text(encoding="utf-8")
    for name in re.findall(r"^([\w.-]+)==", pinned, re.MULTILINE):
        try:
            _pack(distribution(name), folder)
        except PackageNotFoundError:  # one for other systems
            continue


def _pack(package: Distribution, folder: Path) -> None:
    tags = [
        line.partition(": ")[2]
        for line in (package.read_text("WHEEL") or "").splitlines()
        if line.startswith("Tag: ")
    ]
    tag = "-".join(
        ".".join(sorted(set(parts))) for parts in zip(*(tag.split("-") for tag in tags), strict=True)
    )
    name = re.sub(r"[-_.]+", "_", package.metadata["Name"])
    with zipfile.ZipFile(folder / f"{name}-{package.version}-{tag}.whl", "w") as wheel:
        record = ""
        for file in package.files or ():
            path = file.as_posix()
            if path.startswith("..") or "__pycache__" in path:
                continue
            if file.name == "RECORD":
                record = path
            elif not (".dist-info/" in path and file.name in _RECORDS):
                wheel.write(str(file.locate()), path)
        wheel.writestr(record, "".join(f"{name},,\n" for name in [*wheel.namelist(), record]))
