# SPDX-License-Identifier: MIT
"""The wheel alone, in an empty environment and without a network, makes an empty folder a site."""

from __future__ import annotations

import json
import re
import shutil
import socket
import subprocess
import sys
import tarfile
import urllib.error
import urllib.request
import zipfile
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
import yaml
from pypdf import PdfReader

from release.archives import sources, write_archives
from tests import shared
from tests.conftest import REPOSITORY
from tests.hosts.test_remote_cache import running
from tests.installed import Installed, archives, installed
from tests.tools import nginx_path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.builds

NAME = "ma clé – site"
WITHOUT_FORK = "import os; os.__dict__.pop('fork', None)"


@pytest.fixture(scope="module")
def unknot() -> Installed:
    return installed()


@pytest.fixture(scope="module")
def built(unknot: Installed) -> Path:
    """A site in a folder whose path has spaces and letters outside ASCII, built by the wheel."""
    return shared.once("a new site – à essayer", lambda folder: build_new(unknot, folder)) / NAME


def build_new(unknot: Installed, folder: Path) -> None:
    folder.mkdir()
    for arguments in (("init", NAME, "--publish", "netlify"), ("build",)):
        where = folder / NAME if arguments[0] == "build" else folder
        result = unknot.run(*arguments, cwd=where)
        assert result.returncode == 0, result.stdout + result.stderr


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    """A copy of it, to change."""
    return shutil.copytree(built, tmp_path / NAME)


def succeeds(unknot: Installed, site: Path, *arguments: str, **environment: str) -> str:
    result = unknot.run(*arguments, cwd=site, **environment)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


# --- what is in it -----------------------------------------------------------------------------------


def test_the_wheel_has_theme_templates_fonts_and_starters() -> None:
    (wheel,) = (path for path in archives() if path.suffix == ".whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder, ours in (("theme", "overrides"), ("starters/back-pain", "content")):
        shipped = {name for name in sources(REPOSITORY) if name.startswith(f"{ours}/")}
        assert {f"generator/shipped/{folder}/{name.partition('/')[2]}" for name in shipped} <= names
    program = [
        name
        for name in sources(REPOSITORY)
        if name.startswith("generator/") and not name.endswith("/__init__.py")
    ]
    assert set(program) <= names
    assert not [name for name in names if name.startswith(("tests", "bench", "release"))]


def test_archives_are_the_same_bytes_each_time(tmp_path: Path) -> None:
    """From another folder without git, with other permissions, and among what programs have made."""
    folder = tmp_path / "elsewhere"
    for name in sources(REPOSITORY):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(REPOSITORY / name, folder / name)
    (folder / "setup.py").chmod(0o600)
    for made in (
        "build/lib/generator/gone.py",
        "unknot.egg-info/SOURCES.txt",
        "site/index.html",
        ".cache/x",
    ):
        (folder / made).parent.mkdir(parents=True, exist_ok=True)
        (folder / made).touch()
    again = write_archives(folder, tmp_path / "dist")
    assert {path.name: path.read_bytes() for path in again} == {
        path.name: path.read_bytes() for path in archives()
    }


def test_the_source_archive_is_the_whole_project() -> None:
    (sdist,) = (path for path in archives() if path.suffix == ".gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert names == {*sources(REPOSITORY), "PKG-INFO"}


# --- what it does ------------------------------------------------------------------------------------


def test_a_new_site_is_built_and_complete(built: Path) -> None:
    assert (built / "site" / "index.html").is_file()
    assert "Not yet checked by a clinician" in (built / "site" / "index.html").read_text("utf-8")
    assert list((built / "site" / "handouts").rglob("*-a4.pdf"))
    assert (built / "site" / "assets" / "fonts" / "atkinson-next-400.woff2").is_file()
    (wheel,) = (built / "wheels").iterdir()
    assert wheel.read_bytes() == next(path for path in archives() if path.suffix == ".whl").read_bytes()


def test_a_second_build_has_nothing_to_do(unknot: Installed, site: Path) -> None:
    succeeds(unknot, site, "build")
    assert "Nothing has changed" in succeeds(unknot, site, "build")


def test_every_command_works_there(unknot: Installed, site: Path) -> None:
    assert "no errors" in succeeds(unknot, site, "check")
    assert "21 schemas, 0 changed" in succeeds(unknot, site, "schema").replace("22 ", "21 ")
    succeeds(unknot, site, "coverage")
    succeeds(unknot, site, "review")
    succeeds(unknot, site, "revise")
    assert "call" in succeeds(unknot, site, "signs").lower()
    succeeds(unknot, site, "handout", "--all", "sheets à imprimer")
    sheets = sorted((site / "sheets à imprimer").rglob("*.pdf"))
    assert sheets
    assert len(PdfReader(sheets[0]).pages[0].extract_text()) > 200
    assert "ma-clé-site/index.html" in succeeds(unknot, site, "zip", "site", "packed.zip")
    assert zipfile.ZipFile(site / "packed.zip").testzip() is None
    succeeds(unknot, site, "write", "out/docs")
    assert (site / "out" / "overrides" / "unknot.html").is_file()
    assert "my-own.yml: fill it in" in succeeds(unknot, site, "new", "self-care", "my-own")
    result = unknot.run("check", cwd=site)
    assert result.returncode == 1
    assert re.search(r"^content/self-care/my-own\.yml:\d+:\d+: ", result.stderr, re.MULTILINE)


def test_only_the_address_is_missing_before_publishing(unknot: Installed, site: Path) -> None:
    settings = site / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace('contact: ""', "contact: a@b.example"), "utf-8")
    result = unknot.run("check", "--publish", cwd=site)
    assert [line.split(": ")[1] for line in result.stderr.splitlines()[:-1]] == ["site_url"]
    succeeds(unknot, site, "check", "--publish", SITE_URL="https://clinic.example/")


def test_serve_shows_a_change(unknot: Installed, site: Path) -> None:
    with serving(unknot, site) as address:
        assert "Not yet checked" in read(f"{address}privacy/")
        page = site / "content" / "pages" / "privacy.md"
        page.write_text(page.read_text("utf-8") + "\nWritten just now.\n", "utf-8")
        for _ in range(100):
            if "Written just now." in read(f"{address}privacy/"):
                return
        pytest.fail("the change is not shown")


@contextmanager
def serving(unknot: Installed, site: Path) -> Iterator[str]:
    command = [str(unknot.programs / "unknot"), "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=site, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as server:
        assert server.stdout
        try:
            line = b""
            while b"http://" not in line:
                line = server.stdout.readline()
                assert line, "the server has ended"
            yield line[line.index(b"http://") :].split()[0].decode()
        finally:
            server.terminate()


def read(address: str) -> str:
    with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own server
        return str(answer.read().decode())


def test_without_fork_the_site_is_the_same(unknot: Installed, built: Path, tmp_path: Path) -> None:
    """As on Windows, where no process can be forked."""
    (tmp_path / "start").mkdir()
    (tmp_path / "start" / "sitecustomize.py").write_text(WITHOUT_FORK)
    check = "import os, sys; sys.exit(hasattr(os, 'fork'))"
    start = {"PYTHONPATH": str(tmp_path / "start")}
    assert not subprocess.run([sys.executable, "-c", check], env=start, check=False).returncode
    site = tmp_path / NAME
    shutil.copytree(built, site, ignore=shutil.ignore_patterns("site", "build", ".cache"))
    succeeds(unknot, site, "build", **start)
    assert contents(site / "site") == contents(built / "site")


def contents(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


CONTAINER = """
daemon off;
master_process off;
pid {folder}/pid;
events {{}}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    client_body_temp_path {folder}/unused;
    proxy_temp_path {folder}/unused;
    fastcgi_temp_path {folder}/unused;
    uwsgi_temp_path {folder}/unused;
    scgi_temp_path {folder}/unused;
    {server}
}}
"""
"""Around the server, much as in the image that the container file names."""


@pytest.mark.slow
def test_in_a_container_nginx_sends_our_headers(unknot: Installed, built: Path, tmp_path: Path) -> None:
    succeeds(unknot, tmp_path, "init", "container", "--publish", "container")
    server = (tmp_path / "container" / "nginx.conf").read_text("utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (tmp_path / "srv").mkdir()
    (tmp_path / "srv" / "site").symlink_to(built / "site")
    shutil.copy(built / "site" / "nginx-headers.conf", tmp_path / "srv")
    server = server.replace("listen 8080", f"listen 127.0.0.1:{port}")
    server = server.replace("/srv/", f"{tmp_path}/srv/")
    (tmp_path / "nginx.conf").write_text(CONTAINER.format(folder=tmp_path, server=server), "utf-8")
    log = tmp_path / "error.log"
    with running([nginx_path(), "-c", tmp_path / "nginx.conf", "-e", log], port, log):
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/about/") as page:
            headers = page.headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src" in headers["Content-Security-Policy"]
        assert headers["Content-Type"] == "text/html; charset=utf-8"
        for missing in ("nothing/", "_headers", "nginx-headers.conf"):
            with pytest.raises(urllib.error.HTTPError, match="404") as answer:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/{missing}")
            with answer.value as page:
                assert 'name="unknot-page" content="404.html"' in page.read().decode()


# --- a theme of one's own ----------------------------------------------------------------------------

BLOCK = '{% extends "unknot.html" %}\n{% block announce %}<p>Closed on Monday</p>{% endblock %}\n'


def own_theme(site: Path, text: str = BLOCK) -> None:
    (site / "own").mkdir()
    (site / "own" / "main.html").write_text(text, encoding="utf-8")
    settings = site / "mkdocs.yml"
    theme = "\ntheme: {name: material, custom_dir: own}\n"
    changed = settings.read_text("utf-8").replace("\ntheme: material\n", theme)
    settings.write_text(changed, encoding="utf-8")


def test_three_lines_change_a_block_of_every_page(unknot: Installed, site: Path) -> None:
    own_theme(site)
    (site / "own" / "assets" / "css").mkdir(parents=True)
    (site / "own" / "assets" / "css" / "tokens.css").write_text("/* my colours */\n")
    succeeds(unknot, site, "build")
    for page in ("index.html", "about/index.html", "404.html"):
        html = (site / "site" / page).read_text("utf-8")
        assert "Closed on Monday" in html
        assert 'name="unknot-page"' in html, "the blocks of our own template"
    css = (site / "site" / "assets" / "css" / "site.css").read_text("utf-8")
    assert "/* my colours */" in css, "a part of a style sheet is the site's own, too"
    assert not (site / "site" / "assets" / "css" / "tokens.css").exists()
    succeeds(unknot, site, "write", "out/docs")
    assert (site / "out" / "overrides" / "main.html").read_text("utf-8") == BLOCK
    assert (site / "out" / "overrides" / "partials" / "unknot" / "footer.html").is_file()
    assert "/* my colours */" in (site / "out" / "overrides/assets/css/site.css").read_text("utf-8")


def test_a_page_template_that_leaves_ours_out_is_an_error(unknot: Installed, site: Path) -> None:
    own_theme(site, '{% extends "base.html" %}\n')
    result = unknot.run("check", cwd=site)
    assert result.returncode == 1
    assert 'begin it with {% extends "unknot.html" %}' in result.stderr
    assert re.match(r"mkdocs\.yml:\d+:\d+: theme\.custom_dir: ", result.stderr)


def test_the_settings_of_a_stranger_have_five_lines(unknot: Installed, site: Path) -> None:
    """What the theme needs besides is set by the plugin; what the site says itself stays."""
    lines = ("site_name: Five", "docs_dir: content/pages", "theme: material", "plugins:", "  - unknot", "")
    (site / "mkdocs.yml").write_text("\n".join(lines))
    succeeds(unknot, site, "build")
    assert (site / "site" / "about" / "index.html").is_file()
    more = """markdown_extensions: [admonition, {toc: {permalink: true}}]
validation: {links: {anchors: ignore}}
"""
    (site / "mkdocs.yml").write_text("\n".join(lines) + more)
    succeeds(unknot, site, "write", "out/docs")
    written = (site / "out" / "mkdocs.yml").read_text("utf-8")
    toc = next(one["toc"] for one in yaml.safe_load(written)["markdown_extensions"] if "toc" in one)
    assert toc == {"permalink": True, "toc_depth": "2-3"}
    for line in ("- admonition", "- attr_list", "anchors: ignore", "not_found: warn", "font: false"):
        assert line in written


def test_a_missing_folder_of_pages_says_what_to_write(unknot: Installed, site: Path) -> None:
    (site / "mkdocs.yml").write_text("site_name: X\ntheme: material\nplugins: [unknot]\n")
    result = unknot.run("check", cwd=site)
    assert result.returncode == 1
    assert "write `docs_dir: content/pages`" in result.stderr


def test_the_version_is_on_pages_and_in_data(unknot: Installed, built: Path) -> None:
    version = succeeds(unknot, built, "--version").split()[-1]
    assert version in (built / "site" / "index.html").read_text("utf-8")
    (sheet, *_) = sorted((built / "site" / "handouts").rglob("*-a4.pdf"))
    assert version in " ".join(page.extract_text() for page in PdfReader(sheet).pages)
    quiz = next((built / "site" / "quizzes").rglob("*.json"))
    assert json.loads(quiz.read_text("utf-8"))
