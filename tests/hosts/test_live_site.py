# SPDX-License-Identifier: MIT
"""The site while it is served: after edits the same as a clean build; an error keeps the last good site."""

from __future__ import annotations

import random
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from generator import handouts
from generator.handouts.printing import typeset
from generator.hosts.mkdocs.live_site import LiveSite
from generator.output.files import RenderError
from tests.hosts.test_builds import build, contents, project

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.builds

ADDRESS = "https://unknot.example/"


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
    beside = {path for path in site.paths() if "pict" in path or "index.md" in path or "umbs" in path}
    assert beside == {"picture.png"}
    assert site.get("muscles/a.PDF") == b"x"


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("content/glossary.yml", "terms: [\n", "content/glossary.yml:"),
        ("content/techniques/slow-glide.yml", "title: Only a title\n", "required field is missing"),
        ("mkdocs.yml", "site_name: ''\nplugins: [unknot]\ntheme: nothing\n", "mkdocs.yml:1:1"),
        ("mkdocs.yml", "site_name: [open\n", "mkdocs.yml:1:1"),
    ],
)
def test_an_error_is_a_problem_and_the_last_good_site_stays(
    folder: Path, file: str, text: str, message: str
) -> None:
    site = LiveSite(folder / "mkdocs.yml")
    assert site.refresh(), site.problems
    before, watched = site.get("index.html"), site.watched
    path = folder / file
    good = path.read_text("utf-8")
    path.write_text(text, "utf-8")
    assert not site.refresh()
    assert message in "\n".join(map(str, site.problems))
    assert site.get("index.html") == before
    assert site.watched == watched, "or the correction would not be noticed"
    path.write_text(good, "utf-8")
    assert site.refresh(), site.problems
    assert site.problems == []


def test_an_error_in_a_template_is_raised_with_its_line(folder: Path) -> None:
    site = LiveSite(folder / "mkdocs.yml")
    (folder / "overrides" / "partials" / "unknot" / "footer.html").write_text("{% if %}")
    site.refresh()
    with pytest.raises(RenderError, match=r"footer\.html:1"):
        site.get("index.html")


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
