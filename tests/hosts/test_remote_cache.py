# SPDX-License-Identifier: MIT
"""Debian's nginx as a remote cache, set up as `docs/remote-cache.md` says, for clean clones."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from collections import Counter
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from generator.output.store import Store
from tests.conftest import REPOSITORY, SITE_URL
from tests.hosts.test_builds import contents
from tests.output.cache_server import SECRET
from tests.tools import UNKNOT, nginx_path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [pytest.mark.builds, pytest.mark.slow]

CONFIGURATION = """
daemon off;
master_process off;
pid {folder}/pid;
error_log {folder}/error.log;
events {{}}
http {{
    log_format short '$request_method $uri $status';
    access_log {folder}/access.log short;
    proxy_temp_path {folder}/unused;
    fastcgi_temp_path {folder}/unused;
    uwsgi_temp_path {folder}/unused;
    scgi_temp_path {folder}/unused;
    {server}
}}
"""
LINE = re.compile(r"^(one_line: [A-Z][^\"':\n]*)\.$", re.MULTILINE)
"""A sentence of a symptom, to which an author adds a word."""


@dataclass
class Nginx:
    """A running nginx."""

    folder: Path
    port: int

    def answers(self) -> Counter[str]:
        """How often each answer was given since this was last asked, such as `GET ac 200`."""
        log = self.folder / "access.log"
        lines = [line.split() for line in log.read_text(encoding="utf-8").splitlines()]
        log.write_bytes(b"")
        return Counter(f"{method} {path.split('/')[-2]} {status}" for method, path, status in lines)


@pytest.fixture
def nginx(tmp_path: Path) -> Iterator[Nginx]:
    folder = tmp_path / "nginx"
    (folder / "srv" / "entries").mkdir(parents=True)
    (folder / "srv" / "users").write_text("ci:{PLAIN}password\n", encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    page = (REPOSITORY / "docs" / "remote-cache.md").read_text(encoding="utf-8")
    (server,) = re.findall(r"```nginx\n(.*?)```", page, re.DOTALL)
    server = server.replace("listen 8080", f"listen 127.0.0.1:{port}")
    server = server.replace("/srv/unknot-cache", str(folder / "srv"))
    (folder / "nginx.conf").write_text(CONFIGURATION.format(folder=folder, server=server), encoding="utf-8")
    command: list[str | Path] = [
        nginx_path(),
        "-p",
        folder,
        "-c",
        folder / "nginx.conf",
        "-e",
        folder / "error.log",
    ]
    with running(command, port, folder / "error.log"):
        yield Nginx(folder, port)


@contextmanager
def running(command: list[str | Path], port: int, log: Path) -> Iterator[None]:
    process = subprocess.Popen(command)
    try:
        for _ in range(300):
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            assert process.poll() is None, log.read_text(encoding="utf-8")
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait()


def clone(folder: Path) -> Path:
    """The project as it is in a clean clone: nothing that was built."""
    for name in ("content", "generator", "overrides"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(REPOSITORY / name, folder / name, ignore=ignored)
    for name in ("mkdocs.yml", "pyproject.toml"):
        shutil.copy(REPOSITORY / name, folder)
    return folder


def edit(folder: Path) -> None:
    for path in sorted((folder / "content" / "symptoms").glob("*.yml")):
        text = path.read_text(encoding="utf-8")
        if LINE.search(text):
            path.write_text(LINE.sub(r"\1 too.", text), encoding="utf-8")
            return
    pytest.fail("no symptom has such a line")


def build(folder: Path, nginx: Nginx, user: str = "", mode: str = "read") -> dict[str, bytes]:
    """Build the site of a clone; its files."""
    variables = {
        "SITE_URL": SITE_URL,
        "UNKNOT_REMOTE_CACHE": f"http://{user}127.0.0.1:{nginx.port}/unknot",
        "UNKNOT_REMOTE_CACHE_MODE": mode,
        "UNKNOT_REMOTE_CACHE_TIMEOUT": "60",  # the machine may be busy; nothing may be left out
        "UNKNOT_CACHE_KEY": SECRET,
        "UNKNOT_CACHE": "",  # what is not on the server is made in the clone
    }
    inherited = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    built = subprocess.run(
        [*UNKNOT, "build"],
        cwd=folder,
        env=inherited | variables,
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    assert "left alone" not in built.stderr
    assert "not everything was sent" not in built.stderr
    return contents(folder / "site")


def rate(answers: Counter[str]) -> float:
    """The part of results that were asked for and found."""
    return answers["GET ac 200"] / max(1, answers["GET ac 200"] + answers["GET ac 404"])


def made_alone(folder: Path, nginx: Nginx) -> set[str]:
    """The results in a clone's store that the server does not have."""
    here = {path.name for path in (folder / ".cache" / "ac").iterdir()}
    there = {path.name for path in (nginx.folder / "srv" / "entries").rglob("ac/*")}
    assert there
    return here - there


def test_clean_clones_share_what_they_make(tmp_path: Path, nginx: Nginx) -> None:
    one, two, three = (clone(tmp_path / name) for name in ("one", "a longer name/two", "three"))

    first = build(one, nginx, "ci:password@", "read-write")
    cold = nginx.answers()
    assert rate(cold) == 0
    assert cold["PUT ac 201"] > 1000
    assert {name for name in cold if "PUT" in name} <= {f"PUT {part} 201" for part in ("ac", "cas")}

    second = build(two, nginx)
    warm = nginx.answers()
    assert second == first
    assert rate(warm) == 1
    assert warm["GET ac 200"] == cold["PUT ac 201"]
    assert warm["GET cas 404"] == 0

    edit(one)
    edited = build(one, nginx, "ci:password@", "read-write")
    after = nginx.answers()
    assert edited != first
    made = after["PUT ac 201"]
    assert 0 < made < cold["PUT ac 201"] / 2

    edit(two)
    assert build(two, nginx) == edited
    again = nginx.answers()
    assert again["GET ac 404"] <= 3, "what other reads would give, which may never have been made"
    own = made_alone(two, nginx)
    assert len(own) <= 5, "only lists of what checks have found, which each machine keeps for itself"
    assert all(isinstance(Store(two / ".cache").result(key), list) for key in own)

    edit(three)
    assert build(three, nginx) == edited
    third = nginx.answers()
    assert rate(third) > 0.9
    assert made_alone(three, nginx) <= own
    print(f"results found: cold {rate(cold):.0%} of {cold['GET ac 404']}, warm {rate(warm):.0%}")
    print(f"after one word: {made} made by one clone; found by one that is warm {rate(again):.0%} of")
    print(f"{again['GET ac 200']}, by a clean one {rate(third):.0%} of {third['GET ac 200']}")


def test_who_may_not_write_reads(tmp_path: Path, nginx: Nginx) -> None:
    """A wrong password: nothing is sent, and the build is none the worse for it."""
    folder = clone(tmp_path / "one")
    shutil.rmtree(folder / "content")
    shutil.copytree(REPOSITORY / "examples" / "neck-and-shoulder" / "content", folder / "content")
    with pytest.raises(AssertionError, match="left alone"):
        build(folder, nginx, "ci:wrong@", "read-write")
    answers = nginx.answers()
    assert {name for name in answers if "PUT" in name} <= {"PUT ac 401", "PUT cas 401"}
    assert not list((nginx.folder / "srv" / "entries").iterdir())
    assert (folder / "site" / "index.html").is_file()
