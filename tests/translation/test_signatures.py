# SPDX-License-Identifier: MIT
"""Who has checked a translation: the notice goes for exactly what was signed, until its words change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from generator.build import open_site, promise_files
from generator.handouts.sheet.context import Reader
from generator.handouts.sheet.documents import document
from generator.hosts import clock
from generator.hosts.cli import main
from generator.hosts.mkdocs.project import open_project
from generator.translation.language import read_language
from tests.translation.conftest import DAY, TAG
from tests.translation.pseudo import pseudo

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.builds


NAME = "A. Reader, translator"
OF_TRANSLATION = pseudo("This translation has not been checked by a translator or clinician.")
OF_SOURCE = pseudo("Not yet checked by a clinician.")


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr(clock, "today", DAY.date)
    assert folder.is_dir()


def run(*arguments: str) -> str:
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.output


def sign(*files: str) -> str:
    return run("review", "--language", TAG, "--sign", NAME, *files)


def waiting() -> set[str]:
    """The pages and sheets of the translation that some content file keeps from being checked."""
    return {line.partition(":")[0] for line in run("review", "--language", TAG).splitlines()[:-1]}


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def outputs(folder: Path) -> dict[str, str]:
    """Path of each page and id of each sheet in translation → its text."""
    project = open_project(folder / "mkdocs.yml")
    settings = project.settings().in_language(TAG)
    site, _ = open_site(project.content, settings, DAY.date(), language=read_language(folder, TAG))
    texts = {
        one.path: one.data.decode()
        for one in promise_files(site)
        if one.path.endswith((".md", "html", "txt"))
    }
    for leaflet in site.library.leaflets.values():
        texts[leaflet.id] = str(document(site, leaflet, reader=Reader()).data)
    return texts


def say_so(texts: dict[str, str], sentence: str = OF_TRANSLATION) -> set[str]:
    return {path for path, text in texts.items() if sentence.removesuffix("»")[:-1] in text}


def test_nothing_is_signed_at_first(folder: Path) -> None:
    texts = outputs(folder)
    paths = say_so(texts)
    assert {"techniques/slow-glide/index.md", "quizzes/slow-glide/embed/index.html", "slow-glide"} <= paths
    assert say_so(texts, OF_SOURCE) == set(), "one sentence says both"
    assert f"checked by somebody: 0 of {len(list(files()))} files" in run("translate", "status")


def files() -> set[str]:
    """The content files that wait to be signed."""
    lines = run("review", "--language", TAG).splitlines()[:-1]
    return {file for line in lines for file in line.partition(": ")[2].split(", ")}


def test_when_all_is_signed_readers_see_who_has_checked_the_translation(folder: Path) -> None:
    before = {path: path.read_bytes() for path in (folder / "content").rglob("*.yml")}
    sign()
    assert waiting() == set()
    texts = outputs(folder)
    assert say_so(texts) == set()
    assert NAME in texts["techniques/slow-glide/index.md"]
    assert NAME in texts["slow-glide"]
    assert "techniques/slow-glide/index.md" in say_so(texts, OF_SOURCE), "nobody has checked the source"
    assert {path: path.read_bytes() for path in before} == before, "the source is not signed"


def test_with_the_source_signed_too_nothing_is_left_to_say(folder: Path) -> None:
    run("review", "--sign", "S. Source, nurse")
    texts = outputs(folder)
    assert say_so(texts, OF_SOURCE) == set()
    assert "S. Source" not in texts["techniques/slow-glide/index.md"], "they have not checked this"
    sign()
    texts = outputs(folder)
    assert say_so(texts) | say_so(texts, OF_SOURCE) == set()
    assert "S. Source, nurse" in texts["techniques/slow-glide/index.md"]


def test_a_file_is_signed_alone(folder: Path) -> None:
    sign(*sorted(files() - {"techniques/slow-glide.yml"}))
    left = waiting()
    assert {"techniques/slow-glide", "sheet slow-glide"} <= left
    assert "self-care/turn-gently" not in left
    paths = say_so(outputs(folder))
    assert "techniques/slow-glide/index.md" in paths
    assert "self-care/turn-gently/index.md" not in paths
    sign("techniques/slow-glide.yml")
    assert waiting() == set()


@pytest.mark.parametrize("of", ["translation", "source", "source alone"])
def test_it_comes_back_where_a_word_changes(folder: Path, of: str) -> None:
    sign()
    if of == "translation":
        edit(folder / f"translations/{TAG}/content.po", pseudo("Slow is fine."), "«Good.»")
    else:
        edit(folder / "content/self-care/turn-gently.yml", "Slow is fine.", "Slow is good.")
    if of == "source alone":  # a translator finds that the old translation still fits
        edit(folder / f"translations/{TAG}/content.po", 'msgid "Slow is fine.', 'msgid "Slow is good.')
    assert waiting() == {"self-care/turn-gently", "sheet turn-gently"}
    paths = say_so(outputs(folder))
    assert {"self-care/turn-gently/index.md", "turn-gently"} <= paths
    assert "techniques/slow-glide/index.md" not in paths


def test_a_sign_that_changes_takes_the_signature_from_what_shows_it(folder: Path) -> None:
    sign()
    edit(folder / f"translations/{TAG}/content.po", pseudo("Chest pain?"), pseudo("Chest hurts?"))
    left = waiting()
    assert "symptoms/stiff-neck" in left
    assert "self-care/turn-gently" not in left


def test_what_is_not_translated_cannot_be_signed(folder: Path) -> None:
    edit(folder / "content/self-care/turn-gently.yml", "Slow is fine.", "Slow is good.")
    output = sign("self-care/turn-gently.yml")
    assert "self-care/turn-gently.yml: not all of it is translated" in output
    assert not (folder / "translations" / TAG / "signatures.yml").exists()


@pytest.mark.parametrize("text", ["signatures:\n  a/b: {date: x}\n", "signatures: [\n", "- one\n"])
def test_a_damaged_file_of_signatures_is_one_line(folder: Path, text: str) -> None:
    path = folder / "translations" / TAG / "signatures.yml"
    path.write_text(text, "utf-8")
    output = run("review", "--language", TAG)
    assert "signatures.yml:" in output.splitlines()[0]
    assert "Traceback" not in output


def test_signing_twice_changes_nothing(folder: Path) -> None:
    sign()
    path = folder / "translations" / TAG / "signatures.yml"
    before = path.read_bytes()
    sign()
    assert path.read_bytes() == before
