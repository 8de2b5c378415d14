# SPDX-License-Identifier: MIT
"""The container of `unknot init --publish container`: its file, and nginx as it is set up there."""

from __future__ import annotations

import re
import shlex
import socket
import subprocess
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, build_opener

import pytest

from generator.content.addresses import EMBED
from generator.hosts.new_site import NewSite, files_of
from generator.output.files import OutputFile
from generator.settings.settings import Settings
from generator.website.host_headers import render_host_headers
from tests.hosts.test_init import INSTALLS
from tests.hosts.test_remote_cache import CONFIGURATION, running
from tests.tools import container_file_problems, nginx_path

if TYPE_CHECKING:
    from http.client import HTTPResponse
    from pathlib import Path

    from generator.site import Site


pytestmark = pytest.mark.builds


def container_files() -> dict[str, str]:
    """Path → text of the files of a new site, without its content."""
    made = files_of(NewSite("Clinic", "starter", "uk", "container"))
    return {path: data.decode() for path, data in made if not path.startswith(("content/", "wheels/"))}


INSTRUCTIONS = {"ARG", "COPY", "EXPOSE", "FROM", "RUN", "WORKDIR"}
"""Those that we use; the reference lists more (https://docs.docker.com/reference/dockerfile/)."""


def instructions(text: str) -> list[tuple[str, list[str]]]:
    """Each instruction of a container file and its words."""
    lines = [line for line in text.replace("\\\n", "").splitlines() if line and not line.startswith("#")]
    return [(line.split()[0], shlex.split(line)[1:]) for line in lines]


def test_the_container_file_builds_then_serves() -> None:
    made = container_files()
    lines = instructions(made["Containerfile"])
    assert {name for name, _ in lines} <= INSTRUCTIONS
    assert lines[0][0] == "FROM"
    stages = [words for name, words in lines if name == "FROM"]
    assert stages[0][1:] == ["AS", "build"]
    assert all(re.fullmatch(r"docker\.io/[a-z/-]+:[\w.-]+", words[0]) for words in stages)
    copied = {words[-2] for name, words in lines if name == "COPY" and "--from=build" not in words}
    assert copied - {"wheels/", "."} <= made.keys()
    runs = " ".join(" ".join(words) for name, words in lines if name == "RUN")
    for command in (*INSTALLS, "unknot check --publish", "unknot build"):
        assert command in runs
    (site,) = (words for name, words in lines if name == "COPY" and "--from=build" in words)
    assert site[1:] == ["/srv/", "/srv/"]
    port = next(words[0] for name, words in lines if name == "EXPOSE")
    assert f"listen {port};" in made["nginx.conf"]
    assert {".git", ".venv", ".cache", "site", "build"} <= set(made[".dockerignore"].split())


def test_a_parser_of_container_files_reads_ours(tmp_path: Path) -> None:
    path, text = tmp_path / "Containerfile", container_files()["Containerfile"]
    path.write_text(text, "utf-8")
    assert container_file_problems(path) == ""
    path.write_text(text.replace("WORKDIR", "WORKDR"), "utf-8")
    assert "Unknown instruction: WORKDR" in container_file_problems(path)


def srv(folder: Path, root: str) -> Path:
    """The folder `/srv/` of an image for a site of a few files whose address has the path `root`."""
    build = folder / "project"
    (build / "site" / EMBED).mkdir(parents=True)
    for path in ("index.html", "404.html", f"{EMBED}index.html"):
        (build / "site" / path).write_text(path, "utf-8")
    settings = Settings(site_name="Clinic", version="1", site_url=f"https://clinic.example{root}")
    site = cast("Site", SimpleNamespace(settings=settings, language=None))
    pages = [OutputFile("index.html", "", ""), OutputFile(f"{EMBED}index.html", "", "")]
    for file in render_host_headers(site, pages):
        (build / "site" / file.path).write_bytes(file.data)
    (place,) = (line for line in _runs(container_files()["Containerfile"]) if "/srv/" in line)
    place = place.replace("/srv/", f"{folder}/srv/")
    subprocess.run(["sh", "-euc", place], cwd=build, check=True)
    return folder / "srv"


def _runs(text: str) -> list[str]:
    """The commands of a container file, as its shell gets them."""
    lines = text.replace("\\\n", "").splitlines()
    return [line.removeprefix("RUN ") for line in lines if line.startswith("RUN ")]


@pytest.mark.parametrize("root", ["/", "/clinic/", "/a/b/"])
def test_the_image_has_the_site_below_the_path_of_its_address(tmp_path: Path, root: str) -> None:
    made = srv(tmp_path, root)
    assert (made / "site" / root.strip("/") / "index.html").read_text("utf-8") == "index.html"
    assert "add_header" in (made / "nginx-headers.conf").read_text("utf-8")
    assert len([*made.rglob("index.html")]) == 2


# --- nginx -------------------------------------------------------------------------------------------


class _NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Follow none."""


def get(port: int, path: str) -> HTTPResponse | HTTPError:
    try:
        return cast("HTTPResponse", build_opener(_NoRedirects).open(f"http://127.0.0.1:{port}{path}"))
    except HTTPError as error:
        return error


@pytest.mark.slow
@pytest.mark.parametrize("root", ["/", "/clinic/"])
def test_nginx_serves_the_site_under_the_path_of_its_address(tmp_path: Path, root: str) -> None:
    made = srv(tmp_path, root)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = container_files()["nginx.conf"].replace("/srv/", f"{made}/")
    assert f"root {made}/site;" in server
    server = server.replace("listen 8080", f"listen 127.0.0.1:{port}")
    settings = tmp_path / "nginx.conf"
    settings.write_text(CONFIGURATION.format(folder=tmp_path, server=server), "utf-8")
    command: list[str | Path] = [nginx_path(), "-p", tmp_path, "-c", settings, "-e", tmp_path / "error.log"]
    tried = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert tried.returncode == 0, tried.stderr
    assert "[warn]" not in tried.stderr
    with running(command, port, tmp_path / "error.log"):
        page, embed, missing = (get(port, f"{root}{path}") for path in ("", EMBED, "nowhere/"))
        assert [(one.status, one.read()) for one in (page, missing)] == [
            (200, b"index.html"),
            (404, b"404.html"),
        ]
        assert page.headers["X-Frame-Options"] == "DENY"
        assert not embed.headers["X-Frame-Options"]
        assert {one.headers["X-Content-Type-Options"] for one in (page, missing)} == {"nosniff"}
        assert get(port, f"{root}_headers").status == 404
        assert get(port, f"{root}nginx-headers.conf").status == 404
        if root != "/":
            assert get(port, root.rstrip("/")).headers["Location"] == root
