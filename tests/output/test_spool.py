# SPDX-License-Identifier: MIT
"""Spooled files are on disk, complete, until nothing refers to the spool."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.utils.meta import get_data

from generator.output.earlier import EarlierBuilds
from generator.output.files import OutputFile, PromisedFile
from generator.output.kept_files import KeptFiles
from generator.output.page import Head, PageContent, page_content
from generator.output.spool import Spool
from generator.output.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.output.files import AnyFile

HEAD = Head(title="One: “two” # three", description="A sentence.", lead="A <b>sentence</b>.")


def render_page(number: int) -> PageContent:
    return page_content(HEAD, f'<h2 id="x">{number}</h2>\n')


def render_text(number: int) -> str:
    return f"{number} – é"


def render_bytes(number: int) -> bytes:
    return bytes([number % 256, 0, 255])


def promised(count: int) -> list[AnyFile]:
    """A file in memory, and `count` promises each of pages, texts and binary files."""
    files: list[AnyFile] = [OutputFile("plain.txt", "x", "a.yml")]
    for number in range(count):
        files += [
            PromisedFile(f"p/{number}.md", f"p/{number}.yml", partial(render_page, number)),
            PromisedFile(f"{number}.txt", "a.yml", partial(render_text, number)),
            PromisedFile(f"{number}.bin", "b.yml", partial(render_bytes, number)),
        ]
    return files


class NoReads:
    """Implements `earlier.ReadDigests` for files that read nothing."""

    def digests(self, reads: Iterable[str]) -> list[str]:
        return ["" for _ in reads]


def spooled_in(spool: Spool, files: list[AnyFile]) -> list[AnyFile]:
    """The files, rendered into a spool because the store cannot be written."""
    earlier = EarlierBuilds(Store(Path("/dev/null/store")), NoReads(), "")
    return KeptFiles(earlier, spool, lambda _path, _page: {}).rendered(files)


@pytest.mark.parametrize("count", [1, 200])
def test_a_spooled_file_equals_the_promised_one(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNKNOT_CORES", "3")
    spool = Spool()
    spooled = {file.path: file for file in spooled_in(spool, promised(count))}
    files = promised(count)
    assert spooled.keys() == {file.path for file in files}
    for file in files:
        on_disk = spooled[file.path]
        assert (on_disk.data, on_disk.source, on_disk.digest) == (file.data, file.source, file.digest)
    assert spooled["p/0.md"].content == render_page(0)


def test_the_folder_is_deleted_with_the_spool() -> None:
    spool = Spool()
    folder = spool.folder
    spooled_in(spool, promised(3))
    assert len(list(folder.iterdir())) == 9
    del spool
    assert not folder.exists()


FILL_AND_BE_KILLED = """
from generator.output.files import OutputFile
from generator.output.spool import Spool
spool = Spool()
spool.put(OutputFile("a.txt", "text", "a.yml"))
print(spool.folder, flush=True)
input()
"""


def _filled_spool() -> subprocess.Popen[str]:
    """A process that has filled a spool and waits."""
    command = [sys.executable, "-c", FILL_AND_BE_KILLED]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def test_the_folder_of_a_killed_process_is_removed_by_the_next_one_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with _filled_spool() as killed, _filled_spool() as running:
        assert killed.stdout
        assert running.stdout
        left = Path(killed.stdout.readline().strip())
        in_use = Path(running.stdout.readline().strip())
        own = Spool()
        assert all(len(list(folder.iterdir())) == 1 for folder in (left, in_use))
        killed.kill()
        killed.wait()
        own = Spool()
        assert not left.parent.exists()
        assert len(list(in_use.iterdir())) == 1
        assert own.folder.is_dir()
        running.kill()


def test_an_error_while_rendering_is_raised() -> None:
    def fail() -> str:
        raise ValueError("no such thing")

    with pytest.raises(ValueError, match="no such thing"):
        spooled_in(Spool(), [PromisedFile("a.txt", "a.yml", fail)])


text = st.text(st.characters(exclude_categories=["Cs"]))


@given(title=text, words=st.lists(text), data=st.dictionaries(text, st.one_of(text, st.integers(), text)))
def test_mkdocs_reads_the_front_matter_that_we_write(
    title: str, words: list[str], data: dict[str, object]
) -> None:
    head = Head(title="T", description=title, lead="l", search_words=tuple(words), linked_data=data)
    page = page_content(head, "body")
    body, meta = get_data(page.text)
    assert meta == page.meta
    assert body.strip() == "body"


def test_files_about_one_subject_are_rendered_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNKNOT_CORES", "1")
    rendered: list[str] = []

    def render(path: str) -> str:
        rendered.append(path)
        return path

    sources = {"a": "glide", "b": "stretch", "c": "glide"}
    files: list[AnyFile] = [
        PromisedFile(path, source, partial(render, path)) for path, source in sources.items()
    ]
    assert [file.path for file in spooled_in(Spool(), files)] == ["a", "b", "c"]
    assert rendered == ["a", "c", "b"]
