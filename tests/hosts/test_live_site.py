# SPDX-License-Identifier: MIT
"""The site while it is served: after edits the same as a clean build; an error keeps the last good site."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from generator import handouts
from generator.handouts.printing import typeset
from generator.hosts.cli import main
from generator.hosts.mkdocs import live_pages, plugin
from generator.hosts.mkdocs.html_pages import HtmlPage
from generator.hosts.mkdocs.live_site import LiveSite
from generator.output.files import RenderError
from tests.hosts.test_builds import build, contents, project
from tests.hosts.test_watcher import noticed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.builds

ADDRESS = "https://unknot.example/"


def _written(name: str, text: str | bytes) -> Callable[[Path], object]:
    """Replaces a file of the project."""
    return lambda folder: (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())


def _setting(old: str, new: str) -> Callable[[Path], object]:
    """Replaces a setting in `mkdocs.yml`."""

    def replace(folder: Path) -> None:
        settings = folder / "mkdocs.yml"
        text = settings.read_text("utf-8")
        assert old in text
        settings.write_text(text.replace(old, new), "utf-8")

    return replace


def _added(line: str) -> Callable[[Path], object]:
    """Adds a line to `mkdocs.yml`."""
    return _setting("docs_dir:", f"{line}\ndocs_dir:")


def _gone(name: str, *, instead: str = "") -> Callable[[Path], object]:
    """Moves a file or folder away, as a change of the branch does for a moment."""

    def move(folder: Path) -> None:
        (folder / name).rename(folder / "moved")
        if instead == "file":
            (folder / name).write_text("here")
        if instead == "folder":
            (folder / name).mkdir()

    return move


def _half(folder: Path) -> None:
    """An editor has written half of the settings."""
    settings = folder / "mkdocs.yml"
    text = settings.read_text("utf-8")
    settings.write_text(text[: text.index("  name: material")], "utf-8")


FOOTER = "overrides/partials/unknot/footer.html"
SETTINGS = r"mkdocs\.yml:\d+:\d+: "
IN_TEMPLATES: dict[str, tuple[Callable[[Path], object], str]] = {
    "syntax of a template": (_written(FOOTER, "\n{% if %}"), f"{FOOTER}:2:1: "),
    "unknown variable": (_written(FOOTER, "\n{{ nothing.here }}"), f"{FOOTER}:2:1: 'nothing' is undefined"),
    "missing template": (_written(FOOTER, "{% include 'x.html' %}"), f"{FOOTER}:1:1: no template x.html"),
    "encoding of a template": (
        _written(FOOTER, b"\xff"),
        f"{FOOTER}:1:1: not UTF-8|.*UnicodeDecode",
    ),
    "template of missing pages": (_written("overrides/404.html", "{% if %}"), "overrides/404.html:1:1: "),
}
MISTAKES: dict[str, tuple[Callable[[Path], object], str]] = {
    "no regions": (_gone("content/regions"), "content/regions:1:1: no region is here"),
    "empty regions": (_gone("content/regions", instead="folder"), "content/regions:1:1: no region is here"),
    "no content": (_gone("content"), SETTINGS + "docs_dir: "),
    "content is a file": (_gone("content", instead="file"), SETTINGS + "docs_dir: "),
    "content is empty": (_gone("content", instead="folder"), SETTINGS + "docs_dir: "),
    "a file is a folder": (_gone("content/glossary.yml", instead="folder"), "content/glossary.yml:1:1: "),
    "a folder is a file": (_gone("content/techniques", instead="file"), "content/.*techniques/"),
    "YAML in content": (_written("content/glossary.yml", "terms: [\n"), "content/glossary.yml:"),
    "no settings": (_gone("mkdocs.yml"), SETTINGS + "does not exist"),
    "half the settings": (_half, SETTINGS + "theme: "),
    "empty settings": (_written("mkdocs.yml", ""), SETTINGS + "site_name: "),
    "a list as settings": (_written("mkdocs.yml", "- a\n"), SETTINGS + "expected `setting: value` lines"),
    "settings that are no text": (_written("mkdocs.yml", b"\xff\xfe\x81"), SETTINGS),
    "open bracket": (_written("mkdocs.yml", "site_name: [open\n"), r"mkdocs\.yml:2:1: not valid YAML: "),
    "unknown tag": (_added("extra: !nope x"), SETTINGS + "not valid YAML: .*!nope"),
    "nested too deeply": (_added(f"extra: {'[' * 3000}"), SETTINGS),
    "a circle": (_added("extra: &a {b: *a}"), SETTINGS),
    "inherits from itself": (_added("INHERIT: mkdocs.yml"), SETTINGS),
    "inherits from a list": (_added("INHERIT: [a]"), SETTINGS),
    "an impossible date": (_added("extra: {day: 2026-13-45}"), SETTINGS),
    "another theme": (_setting("name: material", "name: mkdocs"), SETTINGS + "theme: write"),
    "unknown theme": (_setting("name: material", "name: nothing"), SETTINGS + "theme: "),
    "no overrides": (_gone("overrides"), SETTINGS + "theme: "),
    "another folder": (
        _setting("custom_dir: overrides", "custom_dir: content"),
        SETTINGS + "theme.custom_dir: ",
    ),
    "a number as folder": (_setting("custom_dir: overrides", "custom_dir: 3"), SETTINGS + "theme: "),
    "unknown language": (
        _setting("name: material", "name: material\n  language: zz"),
        SETTINGS + "theme.language: .*'zz'",
    ),
    "language elsewhere": (
        _setting("name: material", "name: material\n  language: ../x"),
        SETTINGS + "theme.language: ",
    ),
    "plugin left out": (_setting("plugins:", "pluginz:"), SETTINGS + "plugins: add `- unknot`"),
    "plugin twice": (_setting("plugins:", "plugins:\n  - unknot"), SETTINGS + "plugins: .*twice"),
    "unknown plugin": (_setting("plugins:", "plugins:\n  - nothing"), SETTINGS + "plugins: "),
    "unknown extension": (_added("markdown_extensions: [nothing]"), SETTINGS + "markdown_extensions: "),
    "site_url": (_setting("site_url:", "site_url: 'http://[::1' #"), SETTINGS + "site_url: "),
    "repo_url": (_added("repo_url: 'http://[::1'"), SETTINGS + "repo_url: "),
    **IN_TEMPLATES,
}
"""What authors and their programs do to a project while it is served, and the beginning of the problem."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SITE_URL", ADDRESS)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795392000")
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    folder = project(tmp_path / "p")
    settings = folder / "mkdocs.yml"
    text = settings.read_text("utf-8")
    for extra in ("offline", "share_pictures"):  # not rendered while a site is served: see `on_startup`
        assert f"{extra}: true" in text
        text = text.replace(f"{extra}: true", f"{extra}: false")
    settings.write_text(text, "utf-8")
    monkeypatch.chdir(folder)
    return folder


def served(site: LiveSite) -> dict[str, bytes]:
    return {path: site.get(path) or b"" for path in site.paths()}


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def built(folder: Path) -> dict[str, bytes]:
    result = build(folder, SOURCE_DATE_EPOCH="1795392000")
    assert result.returncode == 0, result.stderr
    return contents(folder / "site")


def _retitle(folder: Path, rng: random.Random) -> None:
    """A title is on the page, in menus, on pages that link to it, in the search index and in data files."""
    path = rng.choice(sorted((folder / "content").glob("[mqst]*/*.yml")))
    lines = path.read_text("utf-8").splitlines(keepends=True)
    number = rng.randrange(100)
    changed = [f"title: Named {number} times\n" if line.startswith("title:") else line for line in lines]
    path.write_text("".join(changed), "utf-8")


def _reorder(folder: Path, rng: random.Random) -> None:
    path = rng.choice(sorted((folder / "content").glob("[mqst]*/*.yml")))
    text = path.read_text("utf-8")
    lines = [line for line in text.splitlines(keepends=True) if not line.startswith("order:")]
    path.write_text("".join(lines) + f"\norder: {rng.randrange(90)}\n", "utf-8")


def _explain(folder: Path, rng: random.Random) -> None:
    path = folder / "content" / "glossary.yml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("definition: ", f"definition: Word {rng.randrange(9)}. ", 1), "utf-8")


def _write_page(folder: Path, rng: random.Random) -> None:
    path = folder / "content" / "pages" / "about.md"
    path = path if path.exists() else next((folder / "content" / "pages").rglob("*.md"))
    path.write_text(path.read_text("utf-8") + f"\nYou see {rng.randrange(99)} more.\n", "utf-8")


def _theme(folder: Path, rng: random.Random) -> None:
    path = folder / "overrides" / "partials" / "unknot" / "footer.html"
    path.write_text(path.read_text("utf-8") + f"<!-- {rng.randrange(99)} -->\n", "utf-8")


def _style(folder: Path, rng: random.Random) -> None:
    path = folder / "overrides" / "assets" / "css" / "base.css"
    path.write_text(path.read_text("utf-8") + f"/* {rng.randrange(99)} */\n", "utf-8")


def _settings(folder: Path, rng: random.Random) -> None:
    path = folder / "mkdocs.yml"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    name = f"site_name: Neck {rng.randrange(99)}\n"
    path.write_text("".join(name if line.startswith("site_name") else line for line in lines), "utf-8")


EDITS: tuple[Callable[[Path, random.Random], None], ...] = (
    _retitle,
    _reorder,
    _explain,
    _write_page,
    _theme,
    _style,
    _settings,
)


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_after_edits_every_file_is_what_a_clean_build_writes(folder: Path, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - a reproducible sequence
    site = LiveSite(folder / "mkdocs.yml")
    assert site.refresh(), site.problems
    assert differing(served(site), built(folder)) == []
    edits = list(EDITS)
    rng.shuffle(edits)
    for round_ in range(3):
        for edit in edits[round_::3]:
            edit(folder, rng)
            assert site.refresh(), (edit, site.problems)
            served(site)  # renders every file in this state
        assert differing(served(site), built(folder)) == [], (seed, round_)


def test_an_edit_of_a_sign_reaches_everything_that_shows_it(folder: Path) -> None:
    site = LiveSite(folder / "mkdocs.yml")
    assert site.refresh(), site.problems
    before = served(site)
    path = folder / "content" / "warning-signs.yml"
    text = path.read_text("utf-8")
    for was, now in (("chest pain", "chest ache"), ("Chest pain", "Chest ache")):
        assert was in text
        text = text.replace(was, now)
    path.write_text(text, "utf-8")
    # The line of the quizzes has other words now.
    revised = CliRunner().invoke(main, ["revise", "-f", str(folder / "mkdocs.yml")])
    assert revised.exit_code == 0, revised.output
    assert site.refresh(), site.problems
    after = served(site)
    assert differing(after, built(folder)) == []
    changed = set(differing(before, after))
    assert {path for path in after if path.endswith((".html", ".pdf"))} <= changed  # the box is everywhere
    assert {"assets/search-index.js", "data/warning-signs.json"} <= changed


def _symptom_page(folder: Path) -> tuple[Path, str]:
    """The file of a symptom, and the path of its page."""
    path = min((folder / "content" / "symptoms").glob("*.yml"))
    return path, f"symptoms/{path.stem}/index.html"


def test_pages_of_mkdocs_are_made_again_only_if_a_path_or_the_menu_changes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    class Noted(HtmlPage):
        def __init__(self, *args: Any) -> None:
            super().__init__(*args)
            made.append(self.file.src_uri)

    for module in (plugin, live_pages):
        monkeypatch.setattr(module, "HtmlPage", Noted)
    site = LiveSite(folder / "mkdocs.yml")
    assert site.refresh(), site.problems
    everything, (path, page) = len(made), _symptom_page(folder)
    text, before = path.read_text("utf-8"), site.get(page)
    for old, new, pages in (("one_line: ", "one_line: Now ", 0), ("title: ", "title: Now ", everything)):
        made.clear()
        path.write_text(text.replace(old, new, 1), "utf-8")
        assert site.refresh(), site.problems
        assert len(made) == pages, old
        assert b"Now " in (site.get(page) or b"")
    path.write_text(text, "utf-8")
    assert site.refresh(), site.problems
    assert site.get(page) == before


def test_the_last_good_site_shows_nothing_of_a_state_with_a_mistake(folder: Path) -> None:
    site = LiveSite(folder / "mkdocs.yml")
    assert site.refresh(), site.problems
    path, page = _symptom_page(folder)
    before = site.get(page)
    text = path.read_text("utf-8").replace("one_line: ", "one_line: Now ", 1)
    path.write_text(text, "utf-8")
    footer = folder / FOOTER
    template = footer.read_text("utf-8")
    footer.write_text("{% if %}", "utf-8")
    assert not site.refresh()
    assert site.get(page) == before
    footer.write_text(template, "utf-8")
    assert site.refresh(), site.problems
    assert b"Now " in (site.get(page) or b"")
    assert differing(served(site), built(folder)) == []


def test_a_deleted_page_is_no_longer_served(folder: Path) -> None:
    site = LiveSite(folder / "mkdocs.yml")
    page = folder / "content" / "pages" / "extra.md"
    about = next((folder / "content" / "pages").rglob("about*.md")).read_text("utf-8")
    front = about.split("---\n")[1].replace("show:", "#")
    page.write_text(f"---\n{front}---\n\nHere.\n", "utf-8")
    assert site.refresh(), site.problems
    assert b"Here." in (site.get("extra/index.html") or b"")
    page.unlink()
    assert site.refresh(), site.problems
    assert site.get("extra/index.html") is None
    assert differing(served(site), built(folder)) == []


def test_of_the_files_beside_the_pages_only_known_kinds_are_published(folder: Path) -> None:
    for name in (
        "index.md~",
        "#index.md#",
        "picture.png.orig",
        "Thumbs.db",
        "picture.png",
        "muscles/a.PDF",
    ):
        (folder / "content" / "pages" / name).write_bytes(b"x")
    site = LiveSite(folder / "mkdocs.yml")
    assert site.refresh(), site.problems
    paths = {path for path in site.paths() if not path.startswith("assets/")}
    beside = {path for path in paths if "pict" in path or "index.md" in path or "umbs" in path}
    assert beside == {"picture.png"}
    assert site.get("muscles/a.PDF") == b"x"


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A project that tests change, and a copy to restore it from."""
    folder = tmp_path_factory.mktemp("projects")
    return project(folder / "changed"), project(folder / "good")


@pytest.fixture
def changed(projects: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The working directory, a project in which tests make mistakes; it is restored after each test."""
    folder, _ = projects
    monkeypatch.chdir(folder)
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    yield folder
    _restore(*projects)


def _restore(folder: Path, good: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    shutil.copytree(good, folder, dirs_exist_ok=True)


@pytest.fixture(scope="module")
def lasting(projects: tuple[Path, Path]) -> LiveSite:
    """The same site in all tests, as it is served while its author works."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.chdir(projects[0])
        return LiveSite(Path("mkdocs.yml"))


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_a_problem_and_the_last_good_site_stays(
    changed: Path,
    projects: tuple[Path, Path],
    lasting: LiveSite,
    mistake: str,
    capfd: pytest.CaptureFixture[str],
) -> None:
    make, message = MISTAKES[mistake]
    assert lasting.refresh(), lasting.problems
    before = lasting.get("index.html")
    make(changed)
    assert not lasting.refresh()
    lines = [str(problem) for problem in lasting.problems]
    assert [line for line in lines if re.match(message, line)], lines
    assert [line for line in lines if not re.fullmatch(r"[^\n:]+:\d+:\d+: [^\n]+", line)] == []
    assert lasting.get("index.html") == before
    assert noticed(lambda: lasting.watched, lambda: _restore(*projects)), "the correction is not noticed"
    assert lasting.refresh(), lasting.problems
    assert lasting.problems == []
    assert lasting.get("index.html") == before
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.parametrize("mistake", [name for name in MISTAKES if name not in IN_TEMPLATES])
def test_the_check_reports_the_same_mistakes(changed: Path, mistake: str) -> None:
    make, message = MISTAKES[mistake]
    make(changed)
    result = CliRunner().invoke(main, ["check"])
    assert isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == 1
    lines = result.stderr.splitlines()
    assert [line for line in lines if re.match(message, line)], lines


@pytest.mark.parametrize("mistake", [*IN_TEMPLATES, "no regions", "site_url", "plugin left out"])
def test_a_build_reports_the_same_mistakes(changed: Path, mistake: str) -> None:
    make, message = MISTAKES[mistake]
    make(changed)
    store = os.environ["UNKNOT_CACHE"]
    result = build(changed, "-m", "generator.hosts.mkdocs.command", SITE_URL="", UNKNOT_CACHE=store)
    assert result.returncode == 1, result.stdout
    lines = [re.sub(r"^(Error: |ERROR +-  (unknot: )?)", "", line) for line in result.stderr.splitlines()]
    assert [line for line in lines if re.match(message, line)], lines
    assert "Traceback" not in result.stderr


def test_with_verbose_the_traceback_of_an_error_is_printed(changed: Path) -> None:
    _written(FOOTER, "{{ nothing.here }}")(changed)
    result = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--verbose"],
        cwd=changed,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1
    assert "Traceback" in result.stderr
    assert result.stderr.endswith(f"Error: {FOOTER}:1:1: 'nothing' is undefined\n")


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "mkdocs.yml",
            "region: uk",
            "region: uk\n      clinic: {name: 漢}",
            r"slow-glide\.yml:\d+:\d+: .*U\+6F22.*settings",
        ),
        (
            "content/leaflets/slow-glide.yml",
            "blocks: .*",
            "blocks: [list]",
            r"slow-glide\.yml:\d+:\d+: topic: ",
        ),
    ],
)
def test_a_handout_that_cannot_be_printed_raises_and_is_not_offered(
    folder: Path, file: str, old: str, new: str, message: str
) -> None:
    path = folder / file
    path.write_text(re.sub(old, new, path.read_text("utf-8")), "utf-8")
    site = LiveSite(folder / "mkdocs.yml")
    assert site.refresh(), site.problems
    with pytest.raises(RenderError, match=message):
        site.get("handouts/slow-glide/slow-glide-a4.pdf")
    for page in ("handouts/slow-glide/index.html", "handouts/index.html"):
        html = site.get(page)
        assert html
        assert b"slow-glide-a4.pdf" not in html


def test_handouts_are_printed_again_after_a_change_of_the_template(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    templates = shutil.copytree(handouts.TEMPLATES, tmp_path / "templates")
    monkeypatch.setattr(typeset, "TEMPLATES", templates)
    site = LiveSite(folder / "mkdocs.yml")
    assert site.refresh(), site.problems
    sheet = "handouts/slow-glide/slow-glide-a4.pdf"
    before = site.get(sheet)
    main = templates / "main.typ"
    main.write_text(main.read_text("utf-8") + "\n#pagebreak()\nMore\n", "utf-8")
    assert site.refresh()
    assert site.get(sheet) != before
    monkeypatch.undo()
    typeset.reload_templates()


def test_the_logo_of_a_clinic_is_watched(folder: Path) -> None:
    settings = folder / "mkdocs.yml"
    text = settings.read_text("utf-8")
    clinic = '      contact: ""\n      clinic: {name: House, logo: own.svg}\n'
    settings.write_text(text.replace('      contact: ""\n', clinic), "utf-8")
    assert LiveSite(settings).watched[1] == folder / "own.svg"
