# SPDX-License-Identifier: MIT
"""One changed word brings back "not yet checked" where it is: on pages, embeds, sheets and in packages."""

from __future__ import annotations

import datetime as dt
import io
import shutil
import zipfile
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from generator.build import open_site, promise_files
from generator.content.library import Library
from generator.content.load import load
from generator.handouts.printing.forms import FORMS
from generator.hosts import clock
from generator.hosts.cli import main
from generator.hosts.mkdocs.project import open_project
from tests.handouts.handouts_example import printed
from tests.tools import EXAMPLES, TESTS

if TYPE_CHECKING:
    from pathlib import Path

    from generator.site import Site

pytestmark = pytest.mark.builds

DAY = dt.date(2026, 12, 1)
NAME = "A. Reader, nurse"
NOTICE = "Not yet checked by a clinician"
NEW = "zqx"
"""A word that is nowhere else."""

EDITS = {
    "a question": ("quizzes/slow-glide.yml", ["Hold your breath"]),
    "a technique": ("techniques/slow-glide.yml", ["warm and easy"]),
    "a symptom": ("symptoms/stiff-neck.yml", ["Your neck feels tight"]),
    "a sign": ("warning-signs.yml", ["A high temperature", "short: fever", "Fever?"]),
    "a caution": ("cautions.yml", ["Keep off the front", "front of your neck"]),
}
"""What changes → its file, and the words that get one more; of a sign or caution, those of each form."""


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the small content set, in which everything is signed."""
    folder = tmp_path_factory.mktemp("signed")
    copy = shutil.copytree(EXAMPLES / "neck-and-shoulder" / "content", folder / "content")
    shutil.copy(TESTS.parent / "mkdocs.yml", folder)
    (folder / "overrides").mkdir()
    assert copy.is_dir()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setattr(clock, "today", lambda: DAY)
        result = CliRunner().invoke(main, ["review", "--sign", NAME])
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture
def project(signed: Path, tmp_path: Path) -> Path:
    """A copy of that project, to be changed."""
    return shutil.copytree(signed, tmp_path / "project")


def site_in(folder: Path) -> Site:
    project = open_project(folder / "mkdocs.yml")
    return open_site(project.content, project.settings(), DAY)[0]


def texts_of(name: str, data: bytes) -> str:
    """The text of a file; of a package, those of the files in it."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return data.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return "\n".join(texts_of(f"{name}/{one}", package.read(one)) for one in package.namelist())


def outputs(folder: Path) -> dict[str, str]:
    """Path → the text of each page, embed page, sheet and package that can say who has checked it."""
    site = site_in(folder)
    texts = {file.path: texts_of(file.path, file.data) for file in promise_files(site)}
    for path in [path for path in texts if path.endswith(".js")]:
        if page := next((page for folder, page in LOADED_BY.items() if path.startswith(folder)), None):
            texts[page] += texts.pop(path)
    sheets = {path: " ".join(pdf.text.split()) for path, pdf in printed(site, FORMS[:1]).items()}
    return {path: text for path, text in {**texts, **sheets}.items() if path in SAY_SO or NOTICE in text}


LOADED_BY = {"quizzes/mix/rows/": "quizzes/mix.md", "quizzes/mix/embed/": "quizzes/mix/embed/index.html"}
"""Folder with scripts of questions → the page that loads them and says who has checked them."""
SAY_SO: set[str] = set()
"""Paths of the outputs that say who has checked them, as `unsigned` finds them."""


@pytest.fixture(scope="module", autouse=True)
def unsigned(signed: Path, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """What says "not yet checked" while nobody has signed."""
    folder = tmp_path_factory.mktemp("unsigned") / "project"
    shutil.copytree(signed, folder)
    shutil.rmtree(folder / "content")
    shutil.copytree(EXAMPLES / "neck-and-shoulder" / "content", folder / "content")
    SAY_SO.update(outputs(folder))
    return SAY_SO


def test_each_kind_of_output_says_that_nobody_has_checked_it(unsigned: set[str]) -> None:
    kinds = {
        path.rpartition("/")[2].replace("slow-glide-", "") for path in unsigned if "slow-glide" in path
    }
    assert kinds >= {
        "index.md",
        "index.html",
        "a4",
        "scorm-1.2.zip",
        "scorm-2004.zip",
        "moodle.xml",
        "qti-1.2.zip",
        "qti-2.1.zip",
        "qti-3.0.zip",
        "common-cartridge.imscc",
        "gift.txt",
        "anki.apkg",
        "json.json",
    }


def test_when_everything_is_signed_nothing_says_so(project: Path) -> None:
    assert [path for path, text in outputs(project).items() if NOTICE in text] == []


def outputs_about(project: Path, topic: str) -> set[str]:
    """The sheets about a topic, which carry all of its file whatever they print of it."""
    leaflets = Library(load(project / "content")[0]).leaflets.values()
    ids = [leaflet.id for leaflet in leaflets if leaflet.topic == topic]
    return {
        name
        for id_ in ids
        for name in (f"handouts/{id_}/index.md", f"handouts/{id_}/sheet.js", f"{id_}-a4")
    }


@pytest.mark.parametrize(("file", "changed"), EDITS.values(), ids=EDITS)
def test_one_changed_word_brings_it_back_where_it_is_shown(
    project: Path, file: str, changed: list[str]
) -> None:
    path = project / "content" / file
    text = path.read_text("utf-8")
    for words in changed:
        assert words in text
        text = text.replace(words, f"{words} {NEW}")
    path.write_text(text, "utf-8")
    after = outputs(project)
    shown = {name for name, words in after.items() if NEW in words}
    assert shown
    offered = {f"handouts/{name.removesuffix('-a4')}/index.md" for name in shown if name.endswith("-a4")}
    about = outputs_about(project, file.removesuffix(".yml"))
    assert {name for name, words in after.items() if NOTICE in words} == shown | offered | about
