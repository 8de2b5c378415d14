# SPDX-License-Identifier: MIT
"""`unknot init` makes an empty folder a site, overwrites nothing, and writes what the chosen host reads."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import posixpath
import re
import stat
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest
import yaml
from click.testing import CliRunner

from generator.build import check
from generator.content.load import load
from generator.hosts import own_wheel
from generator.hosts.cli import main
from generator.hosts.new_site import HOSTS, NewSite, files_of
from generator.problems import Severity
from generator.settings.settings import Settings
from generator.shipped import shipped, starters
from generator.site import localised_site
from generator.translation.content_words import NOT_TRANSLATED, words_in
from generator.website.pages.render import render_pages

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

pytestmark = pytest.mark.builds

TODAY = dt.date(2026, 12, 1)
NAME = "ma clé – site"
INSTALLS = ("--require-hashes -r requirements.txt", "--no-deps wheels/*.whl")
"""What every host runs: first the pinned packages, then our own wheel, which no package index has."""


def init(*arguments: str) -> Result:
    result = CliRunner().invoke(main, ["init", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files(host: str = "", starter: str = "starter") -> dict[str, str]:
    """Path → text of all files of a new site that are text."""
    made = files_of(NewSite("A: “site” # 1", starter, "uk", host))
    return {path: data.decode() for path, data in made if not path.endswith(".whl")}


@pytest.mark.parametrize("starter", starters())
def test_a_new_site_has_all_content_and_says_its_own_name(folder: Path, starter: str) -> None:
    result = init(NAME, "--from", starter)
    assert result.exit_code == 0, result.stderr
    assert "its README.md says what to do next" in result.stdout
    for path in shipped(f"starters/{starter}").rglob("*.*"):
        copy = folder / NAME / "content" / path.relative_to(shipped(f"starters/{starter}"))
        assert copy.read_bytes().splitlines()[1:] == path.read_bytes().splitlines()[1:]
    assert '"Ma clé – site"' in (folder / NAME / "mkdocs.yml").read_text("utf-8")
    assert "# Ma clé – site\n" in (folder / NAME / "README.md").read_text("utf-8")


@pytest.mark.parametrize("host", ["", *HOSTS])
def test_no_placeholder_is_left(host: str) -> None:
    for path, text in files(host).items():
        if not path.startswith(("content/", "schemas/")):
            assert not re.search(r"@[A-Z]", text), path


def test_settings_are_valid_whatever_the_folder_is_called() -> None:
    settings = files()["mkdocs.yml"].replace("!ENV ", "")
    assert yaml.safe_load(settings)["site_name"] == "A: “site” # 1"


@pytest.mark.parametrize("region", ["uk", "us"])
def test_the_region_is_the_one_asked_for(folder: Path, region: str) -> None:
    assert init("site", "--from", "back-pain", "--region", region).exit_code == 0
    assert f"region: {region}\n" in (folder / "site" / "mkdocs.yml").read_text("utf-8")


def test_an_unknown_region_is_a_line(folder: Path) -> None:
    result = init("site", "--from", "back-pain", "--region", "fr")
    assert (result.exit_code, result.stderr) == (
        1,
        "--region: no region 'fr' in back-pain; known: uk, us\n",
    )
    assert not list(folder.iterdir())


@pytest.mark.usefixtures("folder")
def test_it_says_what_comes_next() -> None:
    lines = init(NAME).stdout.splitlines()
    assert lines[1:3] == [
        f"To look at the site: cd '{NAME}' && unknot serve",
        "Before you publish it, fill in `contact` in its mkdocs.yml",
    ]


def test_a_contact_is_one_or_a_line(folder: Path) -> None:
    result = init("site", "--contact", "tell us")
    assert (result.exit_code, result.stderr) == (
        1,
        "--contact: write an email address, or a web address with https://\n",
    )
    assert not list(folder.iterdir())
    assert "contact" not in init("site", "--contact", "a@clinic.example").stdout
    assert 'contact: "a@clinic.example"\n' in (folder / "site" / "mkdocs.yml").read_text("utf-8")


# --- nothing is overwritten --------------------------------------------------------------------------


def test_a_folder_that_is_not_empty_is_a_line(folder: Path) -> None:
    (folder / "site").mkdir()
    (folder / "site" / "notes.txt").write_text("mine")
    result = init("site")
    assert result.exit_code == 1
    assert result.stderr == "site: is not empty: notes.txt; name a new or empty folder\n"
    assert [path.name for path in (folder / "site").iterdir()] == ["notes.txt"]
    result = init("site/notes.txt")
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
    assert (folder / "site" / "notes.txt").read_text() == "mine"


def test_a_new_repository_counts_as_empty(folder: Path) -> None:
    (folder / ".git").mkdir()
    assert init(".").exit_code == 0
    assert (folder / "mkdocs.yml").is_file()


@pytest.mark.parametrize("exists", [True, False])
def test_when_the_disk_is_full_nothing_is_left(
    folder: Path, monkeypatch: pytest.MonkeyPatch, *, exists: bool
) -> None:
    (folder / "site" / ".git").mkdir(parents=True) if exists else None
    monkeypatch.setattr("generator.hosts.init_command.files_of", _full_disk)
    result = init("site")
    assert (result.exit_code, result.stderr) == (1, "site: cannot be written: No space left on device\n")
    assert [path.relative_to(folder).as_posix() for path in folder.rglob("*")] == (
        ["site", "site/.git"] if exists else []
    )


def _full_disk(_: NewSite) -> object:
    yield "content/a.yml", b""
    yield "README.md", b""
    raise OSError(28, "No space left on device")


def test_a_folder_that_cannot_be_written_is_a_line(folder: Path) -> None:
    (folder / "file").touch()
    result = init("file/site")
    assert (result.exit_code, result.stderr) == (1, "file/site: cannot be written: Not a directory\n")


# --- the wheel ---------------------------------------------------------------------------------------


def test_without_a_wheel_it_says_where_to_put_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.hosts.init_command.own_wheel", lambda: None)
    assert own_wheel.wheel_name() in init("site").stdout
    assert not (folder / "site" / "wheels").exists()


@pytest.mark.parametrize(("damaged", "taken"), [(b"", True), (b"x", False)])
def test_only_the_wheel_that_was_installed_is_taken(
    folder: Path, monkeypatch: pytest.MonkeyPatch, *, damaged: bytes, taken: bool
) -> None:
    wheel = folder / "with a space" / own_wheel.wheel_name()
    wheel.parent.mkdir()
    wheel.write_bytes(b"wheel" + damaged)
    digest = hashlib.sha256(b"wheel").hexdigest()
    record = json.dumps({"url": wheel.as_uri(), "archive_info": {"hashes": {"sha256": digest}}})

    class Package:
        def read_text(self, _: str) -> str:
            return record

    monkeypatch.setattr(own_wheel, "distribution", lambda _: Package())
    assert own_wheel.own_wheel() == (wheel if taken else None)
    assert (f"wheels/{wheel.name}" in dict(files_of(NewSite("A", "starter", "uk", "")))) == taken


# --- what editors and hosts read ---------------------------------------------------------------------


@pytest.mark.parametrize("starter", starters())
def test_editors_find_a_schema_for_every_content_file(starter: str) -> None:
    made = files(starter=starter)
    schemas = json.loads(made[".vscode/settings.json"])["yaml.schemas"]
    assert {name.removeprefix("./") for name in schemas} <= made.keys()
    patterns = [re.compile(re.escape(one).replace(r"\*", "[^/]*")) for one in schemas.values()]
    for path in made:
        if path.startswith("content/") and path.endswith(".yml"):
            assert [one for one in patterns if one.fullmatch(path)], path
            schema = made[path].splitlines()[0].partition("$schema=")[2]
            assert posixpath.normpath(posixpath.join(posixpath.dirname(path), schema)) in made, path


def test_requirements_are_pinned_with_hashes() -> None:
    lines = files()["requirements.txt"].splitlines()
    assert any(line.startswith("mkdocs==") for line in lines)
    assert not any(line.startswith("unknot") for line in lines)
    assert sum("--hash=sha256:" in line for line in lines) > sum("==" in line for line in lines)


@pytest.mark.parametrize(
    ("host", "path", "schema"),
    [
        ("github", ".github/workflows/publish.yml", "vendor.github-workflows"),
        ("gitlab", ".gitlab-ci.yml", "vendor.gitlab-ci"),
    ],
)
def test_a_workflow_keeps_the_schema_of_its_host(tmp_path: Path, host: str, path: str, schema: str) -> None:
    made = files(host)[path]
    assert _fits(tmp_path, made, schema)
    key = "runs-on:" if host == "github" else "script:"
    assert not _fits(tmp_path, made.replace(key, "sript:"), schema), "the schema would accept anything"
    for command in (*INSTALLS, "unknot check --publish", "unknot build"):
        assert command in made


def _fits(folder: Path, text: str, schema: str) -> bool:
    (folder / "file.yml").write_text(text, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        schema,
        str(folder / "file.yml"),
    ]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_netlify_and_cloudflare_run_commands_that_a_shell_understands(tmp_path: Path) -> None:
    netlify = tomllib.loads(files("netlify")["netlify.toml"])
    assert netlify["build"]["publish"] == "site"
    cloudflare = files("cloudflare")
    assert tomllib.loads(cloudflare["wrangler.toml"])["pages_build_output_dir"] == "site"
    assert re.fullmatch(r"3\.\d+\n", cloudflare[".python-version"])
    for script in (netlify["build"]["command"], cloudflare["publish.sh"]):
        (tmp_path / "script.sh").write_text(script, encoding="utf-8")
        assert subprocess.run(["sh", "-n", tmp_path / "script.sh"], check=False).returncode == 0
        for command in (*INSTALLS, "unknot check --publish", "unknot build"):
            assert command in script
    assert "SITE_URL" in cloudflare["README.md"]


def test_every_host_has_a_part_of_the_readme() -> None:
    texts = {host: files(host)["README.md"].partition("## Publish it")[2] for host in ("", *HOSTS)}
    assert len({*texts.values()}) == len(texts)


def test_files_can_be_read_and_written_by_their_owner(folder: Path) -> None:
    init("site", "--publish", "cloudflare")
    modes = {path.stat().st_mode for path in (folder / "site").rglob("*") if path.is_file()}
    assert all(mode & stat.S_IRUSR and mode & stat.S_IWUSR for mode in modes)


# --- in another language -----------------------------------------------------------------------------


def test_a_site_in_spanish_is_spanish_through_and_through(folder: Path) -> None:
    result = init("site", "--language", "es", "--region", "us")
    assert result.exit_code == 0, result.stderr
    assert "from back-pain in 'es'" in result.stdout
    assert "a translation, which no translator and no clinician has checked" in result.stdout
    assert "theme: {name: material, language: es}\n" in (folder / "site/mkdocs.yml").read_text("utf-8")
    content = folder / "site" / "content"
    library, problems = check(content, TODAY)
    assert [str(one) for one in problems if one.severity is Severity.ERROR] == []
    assert {region.language for region in library.regions.values()} == {"es"}
    technique = (content / "techniques/pin-and-stretch.yml").read_text("utf-8")
    assert "title: Fijar y estirar\n" in technique
    assert technique.startswith("# yaml-language-server: $schema=../../schemas/techniques.json\n")
    site = localised_site(library, Settings(site_name="Clínica", version="1", region="us"))
    assert site.translations.gettext("Search") == "Buscar"
    files = {file.path: file.data.decode() for file in render_pages(site)}
    home = files["warning-signs.md"]
    assert "Cuándo buscar ayuda" in home
    assert "911" in home
    assert "Get emergency help" not in home


def test_a_translation_takes_over_all_words_and_nothing_else(folder: Path) -> None:
    init("english", "--from", "back-pain")
    init("site", "--language", "es")
    source, spanish = (load(folder / name / "content")[0].items for name in ("english", "site"))
    for kind in source.keys() - NOT_TRANSLATED:
        assert spanish[kind].keys() == source[kind].keys(), kind
        for id_, model in source[kind].items():
            words = {one.path for one in words_in(model) if not isinstance(one.value, tuple)}
            assert {
                one.path for one in words_in(spanish[kind][id_]) if not isinstance(one.value, tuple)
            } == (words), f"{kind}/{id_}"


@pytest.mark.parametrize("arguments", [("--language", "fr"), ("--language", "es", "--from", "starter")])
def test_a_language_that_no_content_is_in_is_a_line(folder: Path, arguments: tuple[str, ...]) -> None:
    result = init("site", *arguments)
    assert result.exit_code == 1
    assert result.stderr == (
        f"--language: no content in '{arguments[1]}'; there is back-pain: en, es; starter: en\n"
    )
    assert not list(folder.iterdir())
