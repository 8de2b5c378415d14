# SPDX-License-Identifier: MIT
"""Files that were made lie on disk, whole, until nobody wants them any more."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.utils.meta import get_data

from generator.output.files import Later, OutputFile, Promise
from generator.output.page import Head, PageFile, page_file
from generator.output.spool import Shelf

if TYPE_CHECKING:
    from collections.abc import Sequence

HEAD = Head(title="One: “two” # three", description="A sentence.", lead="A <b>sentence</b>.")


def a_page(number: int) -> PageFile:
    return page_file(f"p/{number}.md", HEAD, f'<h2 id="x">{number}</h2>\n', f"p/{number}.yml")


def promised(count: int) -> tuple[list[OutputFile], list[OutputFile]]:
    """Promises of a page and two files each, and the files themselves."""

    def work(number: int) -> Sequence[OutputFile]:
        return [a_page(number), OutputFile(f"{number}.txt", f"{number} – é", "a.yml"), binary(number)]

    def binary(number: int) -> OutputFile:
        return OutputFile(f"{number}.bin", bytes([number % 256, 0, 255]), "b.yml")

    promises = [Promise(partial(work, number)) for number in range(count)]
    files = [Later(file.path, promise) for promise in promises for file in promise.files]
    return [*files, OutputFile("plain.txt", "x", "a.yml")], [file.made for file in files]


@pytest.mark.parametrize("count", [1, 200])
def test_what_was_promised_comes_back_as_it_was_made(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNKNOT_CORES", "3")
    files, made = promised(count)
    shelf = Shelf()
    lying = {file.path: file for file in shelf.fill(files)}
    assert lying.keys() == {file.path for file in files}
    for file in made:
        found = lying[file.path]
        assert (found.data, found.source, found.digest) == (file.data, file.source, file.digest)
        assert type(found.made) is type(file)
    page = lying["p/0.md"].made
    assert isinstance(page, PageFile)
    assert (page.meta, page.body, page.html) == (a_page(0).meta, a_page(0).body, a_page(0).html)


def test_nothing_is_left_behind() -> None:
    shelf = Shelf()
    folder = shelf.folder
    shelf.fill(promised(3)[0])
    assert len(list(folder.iterdir())) == 9
    del shelf
    assert not folder.exists()


def test_a_failure_is_told() -> None:
    def fails() -> Sequence[OutputFile]:
        raise ValueError("no such thing")

    with pytest.raises(ValueError, match="no such thing"):
        Shelf().fill([Later("a.txt", Promise(fails))])


said = st.text(st.characters(exclude_categories=["Cs"]))


@given(title=said, words=st.lists(said), data=st.dictionaries(said, st.one_of(said, st.integers(), said)))
def test_mkdocs_reads_in_front_matter_what_was_written(
    title: str, words: list[str], data: dict[str, object]
) -> None:
    head = Head(title="T", description=title, lead="l", search_words=tuple(words), linked_data=data)
    page = page_file("a.md", head, "body", "a.yml")
    body, read = get_data(page.content)
    assert read == page.meta
    assert body.strip() == "body"
