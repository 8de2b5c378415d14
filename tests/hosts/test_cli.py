# SPDX-License-Identifier: MIT
"""The commands: what they print, which files they write, and their exit codes."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result
from mkdocs.config import load_config
from mkdocs.exceptions import PluginError

from generator.hosts import clock, commands
from generator.hosts.cli import main
from generator.hosts.mkdocs.plugin import UnknotPlugin
from generator.schema.kinds import KINDS
from tests.conftest import REPOSITORY, run_apart
from tests.tools import EXAMPLES

if TYPE_CHECKING:
    from generator.schema.kinds import Kind

pytestmark = pytest.mark.builds


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with the small content set, in the current folder."""
    shutil.copytree(EXAMPLES / "neck-and-shoulder" / "content", tmp_path / "content")
    shutil.copytree(REPOSITORY / "overrides", tmp_path / "overrides")
    settings = (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        settings.replace("site_name: Unknot", "site_name: Neck"), encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SITE_URL", raising=False)
    return tmp_path


PREFILLED = ("id", "path", "body", "checked", "review_by")
"""Fields that have a value in a new file."""


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.mark.usefixtures("project")
def test_check_passes_good_content() -> None:
    result = run("check")
    assert (result.exit_code, result.stderr) == (0, "")
    assert re.fullmatch(r"\d+ content files, no errors\n", result.stdout)


def test_check_prints_all_problems_and_fails(project: Path) -> None:
    technique = project / "content/techniques/slow-glide.yml"
    text = technique.read_text(encoding="utf-8")
    technique.write_text(
        text.replace("  - id: rhomboids", "  - id: romboids").replace("lowest: 2", "lowest: two")
    )
    (project / "content/claims.yml").write_text("claims: []\n")
    result = run("check")
    assert result.exit_code == 1
    lines = result.stderr.splitlines()
    assert lines[-1] == "5 problems"
    line = text.splitlines().index("  lowest: 2") + 1
    at = f"content/techniques/slow-glide.yml:{line}:11: pressure.lowest: "
    assert f"{at}expected a whole number, not 'two' [schema]" in lines
    assert all(re.match(r"content/\S+\.yml:\d+:\d+: ", line) for line in lines[:-1])


@pytest.mark.parametrize("command", [["check"], ["coverage"], ["write", "out"], ["handout", "slow-glide"]])
def test_a_misspelt_setting_stops_every_command_that_depends_on_it(
    project: Path, command: list[str]
) -> None:
    """Ignored, it would print the emergency number of another country."""
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("region: uk", "regoin: us"), "utf-8")
    result = run(*command)
    assert result.exit_code == 1
    assert "mkdocs.yml:14:7: regoin: unknown setting; did you mean 'region'? [settings]" in result.stderr
    assert not (project / "out").exists()


def test_a_misspelt_setting_stops_the_build(project: Path) -> None:
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("region: uk", "regoin: us"), "utf-8")
    config = load_config(str(settings))
    plugin = config.plugins["unknot"]
    assert isinstance(plugin, UnknotPlugin)
    with pytest.raises(PluginError, match="nothing was built"):
        plugin.on_pre_build(config=config)


def test_publishing_needs_an_address_and_a_contact(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = run("check", "--publish")
    assert result.exit_code == 1
    text = (project / "mkdocs.yml").read_text()
    for name, column, message in (
        ("site_url", 1, "say where the site will stand before publishing"),
        ("contact", 7, "say where a reader reports a mistake before publishing"),
    ):
        line = next(n for n, line in enumerate(text.splitlines(), 1) if line.strip().startswith(f"{name}:"))
        assert f"mkdocs.yml:{line}:{column}: {name}: {message} [publish]" in result.stderr.splitlines()
    assert result.stderr.splitlines()[-1] == "2 problems"
    monkeypatch.setenv("SITE_URL", "http://localhost:8000/")
    assert "nobody else can reach http://localhost:8000/" in run("check", "--publish").stderr
    monkeypatch.setenv("SITE_URL", "https://unknot.example/")
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text().replace('contact: ""', "contact: mistakes@unknot.example"))
    assert run("check", "--publish").exit_code == 0


def test_publishing_needs_reviews_that_are_not_overdue(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_URL", "https://unknot.example/")
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text().replace('contact: ""', "contact: https://unknot.example/tell"))
    glossary = project / "content/glossary.yml"
    text = re.sub(r"(?m)^checked: .*", "checked: 2020-01-02", glossary.read_text())
    glossary.write_text(re.sub(r"(?m)^review_by: .*", "review_by: 2020-01-03", text))
    problem = r"^content/glossary\.yml:\d+:\d+: review_by: was to be checked by 2020-01-03; .* \[date\]$"
    result = run("check")
    assert result.exit_code == 0
    assert re.search(problem, result.stderr, re.MULTILINE)
    result = run("check", "--publish")
    assert result.exit_code == 1
    assert re.search(problem, result.stderr, re.MULTILINE)
    assert result.stderr.endswith("\n1 problem\n")


def test_overdue_reviews_never_stop_a_build(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for year in (2028, 2036):
        monkeypatch.setattr(clock, "today", lambda year=year: dt.date(year, 12, 1))
        checked = run("check")
        assert checked.exit_code == 0
        count = len(checked.stderr.splitlines())
        assert count > 10
        assert all(line.endswith(" [date]") for line in checked.stderr.splitlines())
        written = run("write", "build/docs")
        assert written.exit_code == 0
        line = f"{count} content files are overdue for review; `unknot check` lists them\n"
        assert written.stderr == line
    (project / "content/claims.yml").write_text("claims: []\n")
    failed = run("write", "build/docs")
    assert failed.exit_code == 1
    assert "[date]" not in failed.stderr, "errors are not hidden among overdue reviews"


def test_a_new_file_can_be_created_on_a_leap_day(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: dt.date(2028, 2, 29))
    assert run("new", "techniques", "long-glide").exit_code == 0
    assert "review_by: 2029-02-28" in (project / "content/techniques/long-glide.yml").read_text()


@pytest.mark.parametrize("contact", ["01632 960000", "tell us", "unknot.example"])
def test_a_contact_that_is_no_address_is_a_problem(project: Path, contact: str) -> None:
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text().replace('contact: ""', f"contact: {contact}"))
    result = run("write", "build/docs")
    assert result.exit_code == 1
    problem = r"^mkdocs\.yml:\d+:16: contact: write an email address, or a web address with https:// \["
    assert re.search(problem, result.stderr, re.MULTILINE)


def test_write_creates_a_folder_with_settings_and_then_writes_only_changes(project: Path) -> None:
    first = run("write", "build/docs")
    assert first.exit_code == 0, first.stderr
    assert (project / "build/mkdocs.yml").is_file()
    assert (project / "build/docs/techniques/slow-glide/index.md").is_file()
    settings = (project / "build/mkdocs.yml").read_text()
    (plugins,) = re.findall(r"^plugins:.*(?:\n- .*)*", settings, re.MULTILINE)
    assert "unknot" not in plugins
    second = run("write", "build/docs")
    assert second.stdout.endswith(" 0 changed\n")


def test_write_of_bad_content_writes_nothing(project: Path) -> None:
    (project / "content/techniques/slow-glide.yml").write_text("title: X\n")
    result = run("write", "build/docs")
    assert result.exit_code == 1
    assert "required field is missing" in result.stderr
    assert not (project / "build").exists()


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        (".", "has no name of its own, and a mkdocs.yml goes beside it"),
        ("..", "has no name of its own, and a mkdocs.yml goes beside it"),
        ("/", "has no name of its own, and a mkdocs.yml goes beside it"),
        ("below/..", "has no name of its own, and a mkdocs.yml goes beside it"),
        ("{project}", "holds the project"),
        ("{project}/..", "has no name of its own, and a mkdocs.yml goes beside it"),
        ("{above}", "holds the project"),
        ("{project}/content", "is where the site is made from"),
        ("{project}/content/techniques/docs", "is where the site is made from"),
        ("{project}/overrides", "is where the site is made from"),
    ],
)
def test_write_refuses_a_folder_that_is_not_its_own(
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
    target: str,
    reason: str,
) -> None:
    new = tmp_path_factory.mktemp("new")
    (new / "below").mkdir()
    monkeypatch.chdir(new)
    monkeypatch.setattr(commands, "build", lambda *_: pytest.fail("started to build"))
    before = sorted(project.rglob("*"))
    target = target.format(project=project, above=project.parent)
    result = run("write", target, "-f", str(project / "mkdocs.yml"))
    assert result.exit_code == 1
    assert result.stderr == f"{Path(target)}: {reason}; name a new folder, such as build/written/docs\n"
    assert sorted(project.rglob("*")) == before
    assert [path.name for path in new.rglob("*")] == ["below"]


def test_addresses_without_folders_are_refused(project: Path) -> None:
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + "use_directory_urls: false\n", "utf-8")
    message = "leave out `use_directory_urls: false`: our links lead to folders, such as `warning-signs/`"
    for command in (("check",), ("write", "build/docs"), ("serve",), ("zip", "content", "x.zip")):
        result = run(*command)
        assert result.exit_code == 1
        assert re.match(rf"mkdocs\.yml:\d+:\d+: use_directory_urls: {message}", result.stderr), (
            result.stderr
        )


@pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])
def test_check_names_every_required_field_of_a_new_file(project: Path, kind: Kind) -> None:
    if not kind.folder:
        (project / "content" / kind.path).unlink(missing_ok=True)
    result = run("new", kind.name, *(["brand-new"] if kind.folder else []))
    assert result.exit_code == 0, result.stderr
    path = project / "content" / (f"{kind.path}/brand-new{kind.suffix}" if kind.folder else kind.path)
    text = path.read_text(encoding="utf-8")
    for name, field in kind.model.model_fields.items():
        if name not in ("id", "path", "body"):  # these come from the file's name and text
            assert re.search(rf"^(# )?{field.alias or name}:", text, re.MULTILINE), name
    checked = run("check", "--all")
    assert checked.exit_code == 1
    for name, field in kind.model.model_fields.items():
        if field.is_required() and name not in PREFILLED:
            problem = rf"^{path.relative_to(project)}:\d+:\d+: {field.alias or name}(\.\S+)?: "
            assert re.search(problem, checked.stderr, re.MULTILINE), name


def test_check_has_a_line_for_each_unfinished_file(project: Path) -> None:
    """Other mistakes in it keep lines of their own."""
    run("new", "techniques", "long-glide")
    path = project / "content" / "techniques" / "long-glide.yml"
    path.write_text(path.read_text("utf-8").replace("\ntitle:\n", "\ntitle:\ntitel: x\n"), "utf-8")
    brief, whole = (run("check", *options).stderr.splitlines() for options in ([], ["--all"]))
    empty = [line for line in whole if "techniques/long-glide.yml" in line and "the value is empty" in line]
    assert len(empty) > 20
    place = empty[0].partition(": title")[0]
    assert (
        f"{place}: {len(empty)} fields to fill in, the first is title; `check --all` lists them [schema]"
        in brief
    )
    ours = [line for line in brief if "techniques/long-glide.yml" in line]
    assert len(ours) == 2
    assert any(": titel: " in line for line in ours)


def test_a_topic_is_started_with_the_quiz_and_the_handout_that_the_site_asks_for(project: Path) -> None:
    result = run("new", "technique", "long-glide")
    assert result.exit_code == 0, result.stderr
    for kind in ("techniques", "quizzes", "leaflets"):
        assert f"content/{kind}/long-glide.yml: fill it in" in result.stdout
        assert (project / "content" / kind / "long-glide.yml").is_file()
    for kind in ("quizzes", "leaflets"):
        text = (project / "content" / kind / "long-glide.yml").read_text("utf-8")
        assert "\ntopic: techniques/long-glide\n" in text
    assert run("new", "muscle", "gluteus").stdout.count("fill it in") == 1
    (project / "content" / "required.yml").unlink()
    assert run("new", "technique", "short-glide").stdout.count("fill it in") == 1
    assert run("new", "quiz", "about").exit_code == 0


def test_new_overwrites_nothing(project: Path) -> None:
    before = (project / "content/techniques/slow-glide.yml").read_text()
    result = run("new", "techniques", "slow-glide")
    assert result.exit_code == 1
    assert "is already there" in result.stderr
    assert (project / "content/techniques/slow-glide.yml").read_text() == before


def test_schemas_match_the_models() -> None:
    result = run("schema", str(REPOSITORY / "schemas"), "--check")
    assert result.exit_code == 0, result.stderr


def test_an_outdated_schema_is_named(tmp_path: Path) -> None:
    run("schema", str(tmp_path))
    (tmp_path / "techniques.json").write_text("{}")
    result = run("schema", str(tmp_path), "--check")
    assert result.exit_code == 1
    assert "out of step: techniques.json" in result.stderr


def test_every_content_file_names_its_schema() -> None:
    """Editors need the path of the schema in the first line to complete fields."""
    for kind in KINDS:
        folder = REPOSITORY / "content" / kind.path
        for path in sorted(folder.glob("*.yml")) if kind.folder else [folder]:
            first = path.read_text(encoding="utf-8").splitlines()[0]
            comment = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
            assert comment, path
            assert (path.parent / comment[1]).resolve() == REPOSITORY / "schemas" / f"{kind.name}.json", (
                path
            )


def test_every_command_is_in_the_readme() -> None:
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    for name in main.commands:
        assert f"unknot {name}" in readme, name


@pytest.mark.parametrize(
    ("text", "message"), [("site_name: X\n", "add `- unknot`"), (None, "does not exist")]
)
def test_missing_or_incomplete_settings_are_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str | None, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()
    if text:
        (tmp_path / "mkdocs.yml").write_text(text)
    result = run("check")
    assert result.exit_code == 1
    assert message in result.stderr


def test_a_clinic_without_a_name_is_a_problem_in_the_settings(project: Path) -> None:
    settings = project / "mkdocs.yml"
    settings.write_text(
        settings.read_text().replace('contact: ""', 'contact: ""\n      clinic: {phone: "1"}')
    )
    result = run("write", "build/docs")
    assert result.exit_code == 1
    assert re.search(
        r"^mkdocs\.yml:\d+:15: clinic\.name: field required \[settings\]$", result.stderr, re.MULTILINE
    )


def test_write_never_overwrites_the_settings_of_the_project(project: Path) -> None:
    before = (project / "mkdocs.yml").read_bytes()
    result = run("write", "out")
    assert result.exit_code == 1
    assert result.stderr.startswith("mkdocs.yml: is there, and not from `unknot write`; name a new folder")
    assert (project / "mkdocs.yml").read_bytes() == before
    assert not (project / "out").exists()
    assert run("write", "build/out/docs").exit_code == run("write", "build/out/docs").exit_code == 0


def test_an_unknown_region_is_a_problem(project: Path) -> None:
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("region: uk", "region: fr"), "utf-8")
    result = run("check")
    assert result.exit_code == 1
    assert "the settings ask for region 'fr', which is not here; known: " in result.stderr


@pytest.mark.parametrize("id_", ["../../evil", "My Technique", "/etc/x", "a--b", "x\n", "\udcff"])
def test_new_refuses_a_name_that_is_no_id(project: Path, id_: str) -> None:
    before = sorted(project.rglob("*"))
    result = run("new", "techniques", id_)
    assert result.exit_code == 1
    shown = id_.encode(errors="backslashreplace").decode()
    assert result.stderr == f"{shown}: not an id; write lower-case letters, digits and single hyphens\n"
    assert sorted(project.rglob("*")) == before


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "content: content",
            "content: contnt",
            "contnt:1:1: no such folder; the setting `content` names it",
        ),
        (
            "  name: material\n  custom_dir: overrides\n",
            "  name: mkdocs\n",
            "theme: write `theme: material`: our pages are made with it",
        ),
        (
            "  custom_dir: overrides\n",
            "  custom_dir: .\n",
            "theme.custom_dir: is a folder of content; name one that has only templates",
        ),
    ],
)
@pytest.mark.parametrize(
    "command", [["check"], ["write", "build/out/docs"], ["zip", "overrides", "x.zip"], ["coverage"]]
)
def test_wrong_folders_in_the_settings_are_an_error(
    project: Path, command: list[str], old: str, new: str, message: str
) -> None:
    settings = project / "mkdocs.yml"
    text = settings.read_text("utf-8")
    assert old in text
    settings.write_text(text.replace(old, new), "utf-8")
    (project / "overrides" / "index.html").write_text("")
    result = run(*command)
    assert result.exit_code == 1
    if command == ["coverage"] and "run `unknot check`" in result.stderr:
        result = run("check")
    assert message in result.stderr


@pytest.mark.parametrize(
    "url", ["ftp://example.org/", "https://example.org/?a=1", "https://example.org/#x"]
)
@pytest.mark.usefixtures("project")
def test_an_address_that_no_site_can_have_is_a_problem(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", url)
    result = run("check")
    assert result.exit_code == 1
    assert "site_url" in result.stderr


def test_write_copies_the_overrides_of_settings_in_another_folder(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = project / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    assert run("write", "out/docs", "-f", str(project / "mkdocs.yml")).exit_code == 0
    overrides = elsewhere / "out" / "overrides"
    assert (overrides / "main.html").is_file()
    assert "@import" not in (overrides / "assets" / "css" / "site.css").read_text(encoding="utf-8")
    assert not (overrides / "assets" / "css" / "base.css").exists(), "it is part of site.css"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["schema", "occupied/below"], "occupied/below: Not a directory"),
        (["new", "techniques", "a" * 300], "File name too long"),
        (["new", "techniques", "a/b"], "a/b: not an id"),
        (
            ["new", "techniqe", "x"],
            "techniqe: no kind of content; did you mean 'technique'?; the kinds are techniques, ",
        ),
        (["new", "sources", "x"], "sources: is one file, sources.yml; leave out the id"),
        (["write", "occupied/docs"], "Not a directory"),
    ],
)
def test_an_error_of_writing_is_printed_in_one_line(
    project: Path, arguments: list[str], message: str
) -> None:
    (project / "occupied").write_text("a file")
    result = run(*arguments)
    assert result.exit_code == 1
    assert message in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_new_page_can_be_in_a_folder(project: Path) -> None:
    assert run("new", "pages", "more/about-us").exit_code == 0
    assert (project / "content" / "pages" / "more" / "about-us.md").is_file()


@pytest.mark.parametrize(("site_name", "folder"), [("Neck & Spine", "neck-spine"), ("–", "site")])
def test_a_zip_has_one_folder_named_after_the_site(project: Path, site_name: str, folder: str) -> None:
    settings = project / "mkdocs.yml"
    settings.write_text(
        settings.read_text("utf-8").replace("site_name: Neck", f"site_name: {site_name}"), "utf-8"
    )
    (project / "site").mkdir()
    (project / "site" / "index.html").write_text("<!doctype html><title>x</title>", encoding="utf-8")
    result = run("zip", "site", "out.zip")
    assert (result.exit_code, result.stdout) == (0, f"out.zip: unpack it, then open {folder}/index.html\n")
    assert ZipFile(project / "out.zip").namelist() == [f"{folder}/index.html"]


@pytest.mark.parametrize("option", ["--for", "--note"])
def test_words_that_are_not_utf_8_are_refused(project: Path, option: str) -> None:
    """The system passes a byte that is not UTF-8 as half of a surrogate pair."""
    result = run("handout", "slow-glide", option, "Ren\udce9", "-o", "out.pdf")
    assert result.exit_code == 2
    assert result.stderr.endswith(
        f"Invalid value for '{option}': is not UTF-8, which is how this system writes text\n"
    )
    assert not (project / "out.pdf").exists()


@pytest.mark.parametrize("host", ["", "a..b", "x" * 64, "no such host", "host.invalid"])
@pytest.mark.usefixtures("project")
def test_a_host_that_does_not_exist_is_an_error_in_one_line(host: str) -> None:
    result = run_apart(lambda: run("serve", "--host", host, "--port", "0"))
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1, result.stderr


MAKE_FOLDER = "!!python/object/apply:os.mkdir [ran]"


@pytest.mark.parametrize(
    "command",
    [
        ["check"],
        ["coverage"],
        ["new", "techniques", "x"],
        ["zip", "overrides", "x.zip"],
        ["handout", "slow-glide"],
    ],
)
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("docs_dir:", f"markdown_extensions: [toc: {{slugify: {MAKE_FOLDER}}}]\ndocs_dir:"),
        ("docs_dir:", f"extra: {{x: {MAKE_FOLDER}}}\ndocs_dir:"),
        ("docs_dir:", "hooks: [hook.py]\ndocs_dir:"),
    ],
)
def test_commands_that_build_nothing_run_no_code_of_the_settings(
    project: Path, command: list[str], old: str, new: str
) -> None:
    (project / "hook.py").write_text("import os\nos.mkdir('ran')\n")
    (project / "overrides" / "index.html").touch()
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace(old, new), "utf-8")
    result = run(*command)
    assert not (project / "ran").exists()
    assert result.exit_code == 0, result.stderr


@pytest.mark.parametrize("name", ["site_name", "site_url", "docs_dir", "      region"])
def test_a_setting_that_code_would_make_is_refused_where_it_is_read_as_data(
    project: Path, name: str
) -> None:
    """Left out, it would have its default: the emergency number of another country."""
    settings = project / "mkdocs.yml"
    lines = settings.read_text("utf-8").splitlines()
    changed = [f"{name}: {MAKE_FOLDER}" if line.startswith(f"{name}:") else line for line in lines]
    settings.write_text("\n".join(changed), "utf-8")
    result = run("check")
    assert result.exit_code == 1
    line = changed.index(f"{name}: {MAKE_FOLDER}") + 1
    message = "`!!python/object/apply:os.mkdir` runs code; write the value out \\[settings\\]"
    assert re.search(
        rf"^mkdocs\.yml:{line}:\d+: \S*{name.strip()}: {message}$", result.stderr, re.MULTILINE
    )
    assert not (project / "ran").exists()


def test_write_keeps_code_in_the_settings_of_other_programs_as_it_is_written(project: Path) -> None:
    settings = project / "mkdocs.yml"
    code = "slugify: !!python/name:pymdownx.slugs.uslugify"
    extensions = f"\nmarkdown_extensions:\n  - toc:\n      {code}\n"
    settings.write_text(settings.read_text("utf-8") + extensions, "utf-8")
    assert run("write", "out/docs").exit_code == 0
    assert code in (project / "out" / "mkdocs.yml").read_text("utf-8")
