# SPDX-License-Identifier: MIT
"""`unknot translate`: the catalogues that it writes, and the faults that it reports."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from generator.hosts.translate_command import translate
from generator.translation.catalogue import as_po, entries_of, read_catalogue
from tests.tools import EXAMPLES

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

pytestmark = pytest.mark.builds


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the small site, in the current folder."""
    shutil.copytree(EXAMPLES / "neck-and-shoulder" / "content", tmp_path / "content")
    text = "site_name: Neck\ndocs_dir: content/pages\ntheme:\n  name: material\nplugins:\n  - unknot\n"
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(translate, arguments)


def fill_in(path: Path) -> None:
    """Translate everything in a catalogue."""
    catalogue = read_catalogue(path, "es")
    for entry in entries_of(catalogue):
        entry.string = (
            f"Ññ {entry.id}" if isinstance(entry.id, str) else tuple(f"Ññ {one}" for one in entry.id)
        )
    path.write_text(as_po(catalogue), encoding="utf-8")


def test_the_words_of_a_site_are_written_for_translators(project: Path) -> None:
    result = run("extract", "es")
    assert result.exit_code == 0, result.output
    content = (project / "translations" / "es" / "content.po").read_text(encoding="utf-8")
    assert 'msgctxt "techniques/slow-glide.yml: title"' in content
    assert "#. At most 93 characters." in content
    assert "#. Safety: once the source changes" in content
    assert 'msgid "Search"' in (project / "translations" / "es" / "interface.po").read_text(
        encoding="utf-8"
    )


def test_a_second_extract_changes_nothing(project: Path) -> None:
    run("extract", "es")
    fill_in(project / "translations" / "es" / "content.po")
    before = {path: path.read_bytes() for path in (project / "translations").rglob("*.po")}
    assert run("extract").exit_code == 0
    assert {path: path.read_bytes() for path in (project / "translations").rglob("*.po")} == before


def test_a_changed_sentence_is_to_be_translated_again(project: Path) -> None:
    run("extract", "es")
    path = project / "translations" / "es" / "content.po"
    fill_in(path)
    signs = project / "content" / "warning-signs.yml"
    text = signs.read_text(encoding="utf-8")
    signs.write_text(text.replace("short: chest pain", "short: chest pains"), encoding="utf-8")
    assert " stale " in run("status").output
    assert "have no translation: readers see the source" in run("check").output
    named = run("check", "--all").output
    assert "warning-signs.yml: tiers.emergency.signs.chest-pain.short: stale" in named
    run("extract")
    text = path.read_text(encoding="utf-8")
    assert '#| msgid "chest pain"\n' in text
    assert 'msgid "chest pains"\nmsgstr "Ññ chest pain"' in text
    assert ".short: fuzzy" in run("check", "--all").output


def test_a_fault_of_a_translation_names_its_line(project: Path) -> None:
    run("extract", "es")
    path = project / "translations" / "es" / "content.po"
    fill_in(path)
    text = path.read_text(encoding="utf-8").replace("Ññ {emergency_action}", "Ññ", 1)
    path.write_text(text, encoding="utf-8")
    result = run("check")
    line = text[: text.index('msgid "{emergency_action}"')].count("\n") + 1
    assert (
        f"translations/es/content.po:{line}:1: warning-signs.yml: tiers.emergency.action:" in result.output
    )
    assert "placeholders missing: {emergency_action}" in result.output
    assert result.exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("extract", "xyzzy"), "no language 'xyzzy'; write its code, such as es, ar or pt-BR"),
        (("status", "es"), "translations/es: no such folder; `unknot translate extract es` makes it"),
        (("status",), "translations: no language; `unknot translate extract es` starts one"),
    ],
)
@pytest.mark.usefixtures("project")
def test_a_language_that_is_not_there_is_one_line(arguments: tuple[str, ...], message: str) -> None:
    result = run(*arguments)
    assert result.output.strip().splitlines()[-1] == message
    assert result.exit_code == 1


@pytest.mark.parametrize("data", [b'msgid "a\nmsgstr "b"\n', b"\xff\xfe", b"nonsense\n"])
def test_a_damaged_catalogue_is_one_line_and_stays(project: Path, data: bytes) -> None:
    folder = project / "translations" / "es"
    folder.mkdir(parents=True)
    (folder / "content.po").write_bytes(data)
    result = run("extract", "es")
    assert "translations/es/content.po:1:1:" in result.output
    assert result.exit_code == 1
    assert (folder / "content.po").read_bytes() == data


def test_a_lost_msgid_does_not_give_its_translation_to_the_next_message(project: Path) -> None:
    run("extract", "es")
    path = project / "translations" / "es" / "content.po"
    lines = path.read_text(encoding="utf-8").splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith('msgid "chest pain'))
    del lines[at]
    path.write_text("\n".join(lines), encoding="utf-8")
    result = run("check")
    place = f"translations/es/content.po:{at + 1}:1"
    assert f"{place}: msgstr after msgctxt: a line above it is lost" in result.output
    assert result.exit_code == 1


HARD = (
    "El consentimiento informado constituye un requisito imprescindible para la realización de cualquier"
    " intervención diagnóstica o terapéutica susceptible de ocasionar complicaciones significativas, "
    "independientemente de la especialidad correspondiente."
)


def test_a_translation_that_is_hard_to_read_is_named_with_the_line_of_its_hardest_sentence(
    project: Path,
) -> None:
    run("extract", "es")
    path = project / "translations" / "es" / "content.po"
    fill_in(path)
    catalogue = read_catalogue(path, "es")
    for entry in entries_of(catalogue):
        if entry.context == "techniques/slow-glide.yml: one_line":
            entry.string = HARD
    path.write_text(as_po(catalogue), encoding="utf-8")
    line = path.read_text("utf-8")[: path.read_text("utf-8").index('"El consentimiento')].count("\n")
    found = [one for one in run("check").output.splitlines() if "[reading-ease]" in one and "glide" in one]
    at = int(found[0].split(":")[1])
    assert line - 8 < at <= line + 1, found
    assert "techniques/slow-glide.yml: a sentence of 26 words, and the limit is 25" in found[0]


def test_a_language_without_a_scale_is_said_not_to_be_graded(project: Path) -> None:
    (project / "translations" / "ar").mkdir(parents=True)
    run("extract", "ar")
    assert "there is no scale for the language 'ar'" in run("check").output
