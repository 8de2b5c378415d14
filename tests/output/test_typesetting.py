# SPDX-License-Identifier: MIT
"""Typst runs in processes that are replaced, end, may fail, and are not always to be had."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.build import check_handouts
from generator.content.library import Library
from generator.content.load import load
from generator.handouts.printing.fit import printed
from generator.handouts.printing.forms import FORMS
from generator.handouts.sheet.documents import document
from generator.output import typesetting
from generator.output.disk_cache import DiskCache
from generator.output.typesetting import CannotTypeset, TypesettingError, end_processes, in_order, typeset
from generator.problems import ContentError
from generator.settings.settings import Settings
from tests.handouts.handouts_example import CONTENT, TOPICS, leaflet, site_of

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.builds


@pytest.fixture(autouse=True)
def processes() -> Iterator[list[typesetting._Process]]:
    """The processes that wait for a task; none before and after each test."""
    end_processes()
    yield typesetting._idle  # noqa: SLF001
    end_processes()


@pytest.fixture
def no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DiskCache, "get", lambda _cache, _key: None)
    monkeypatch.setattr(DiskCache, "put", lambda _cache, _key, _data: None)


def word(text: str) -> str:
    """Have Typst say a word."""
    main = f'#metadata("{text}") <word>'.encode()
    return typeset({"main.typ": main}, "query", selector="<word>", field="value", one=True).decode()


def pid_of(process: typesetting._Process) -> int:
    return process._process.pid  # noqa: SLF001


# --- memory ----------------------------------------------------------------------------------------


def memory() -> int:
    """Bytes that this process and its children use; what they share counts for each."""
    page = os.sysconf("SC_PAGE_SIZE")
    own = Path("/proc/self/task") / str(os.getpid()) / "children"
    ids = [str(os.getpid()), *own.read_text().split()]
    return sum(int(Path(f"/proc/{id_}/statm").read_text().split()[1]) * page for id_ in ids)


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="this system has no /proc")
@pytest.mark.usefixtures("no_cache")
def test_printing_more_sheets_takes_no_more_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three times as many sheets: the most memory used may be a fifth more, but not grow with each."""
    monkeypatch.setattr(typesetting, "ENOUGH", typesetting.ENOUGH // 3)

    def most(numbers: range) -> int:
        used = []
        for number in numbers:
            one = leaflet("one", TOPICS["technique"], subtitle=f"Sheet number {number}")
            printed(document(site_of(one), one).data, FORMS[0], 3, 0)
            used.append(memory())
        return max(used)

    few = most(range(8))
    assert most(range(8, 32)) < 1.2 * few


def test_a_process_is_replaced_after_enough_tasks(
    processes: list[typesetting._Process], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typesetting, "ENOUGH", 100)
    ids = []
    for _ in range(4):
        word("x" * 50)
        ids += [pid_of(process) for process in processes]
    first, second = ids
    assert first != second
    with pytest.raises(ProcessLookupError):
        os.kill(first, 0)


# --- order and end ---------------------------------------------------------------------------------


def test_results_are_in_order_and_the_processes_end(processes: list[typesetting._Process]) -> None:
    taken: list[int] = []

    def numbers() -> Iterator[str]:
        for number in range(60):
            taken.append(number)
            yield str(number)

    threads = threading.active_count()
    results = in_order(word, numbers())
    assert next(results) == '"0"'
    assert len(taken) < 60, "items wait until they are needed"
    assert list(results) == [f'"{number}"' for number in range(1, 60)]
    assert processes == []
    assert threading.active_count() == threads


def test_an_error_ends_the_processes(processes: list[typesetting._Process]) -> None:
    def fails(text: str) -> str:
        if text == "3":
            raise ValueError(text)
        return word(text)

    threads = threading.active_count()
    with pytest.raises(ValueError, match="3"):
        list(in_order(fails, map(str, range(50))))
    assert processes == []
    assert threading.active_count() == threads


def test_a_document_that_typst_refuses_leaves_the_process_as_it_was(
    processes: list[typesetting._Process],
) -> None:
    with pytest.raises(TypesettingError, match="unknown variable"):
        typeset({"main.typ": b"#nothing-like-that"}, "compile")
    (process,) = processes
    assert word("x") == '"x"'
    assert processes == [process]


# --- files -----------------------------------------------------------------------------------------


TALE = b'#import "part.typ": word\n#metadata(word + read("data.txt")) <word>'
"""A document of three files."""


def said(**files: bytes) -> str:
    """The word of `TALE`, with some files changed."""
    all_ = {"main.typ": TALE, "part.typ": b'#let word = "a"', "data.txt": b"b"}
    changed = {**all_, **{name.replace("_", "."): data for name, data in files.items()}}
    return typeset(changed, "query", selector="<word>", field="value", one=True).decode()


def test_a_task_has_its_own_files_and_no_others(processes: list[typesetting._Process]) -> None:
    assert said() == '"ab"'
    assert said(data_txt=b"c") == '"ac"'
    assert said(part_typ=b'#let word = "d"') == '"db"'
    assert word("x") == '"x"'
    with pytest.raises(TypesettingError, match="file not found"):
        typeset({"main.typ": TALE}, "compile")
    assert said() == '"ab"'
    assert len(processes) == 1


def test_without_room_on_the_disk_files_stay_in_memory(processes: list[typesetting._Process]) -> None:
    said()
    folder = Path(processes[0]._folder)  # noqa: SLF001
    assert sorted(path.name for path in folder.iterdir()) == ["data.txt", "main.typ", "part.typ"]
    shutil.rmtree(folder)
    assert said(data_txt=b"c") == '"ac"'


def test_the_folder_of_a_process_is_removed(processes: list[typesetting._Process]) -> None:
    said()
    folder = Path(processes[0]._folder)  # noqa: SLF001
    assert folder.is_dir()
    end_processes()
    assert not folder.exists()


# --- failures --------------------------------------------------------------------------------------


def test_a_process_that_was_killed_is_replaced(processes: list[typesetting._Process]) -> None:
    word("x")
    (process,) = processes
    os.kill(pid_of(process), signal.SIGKILL)
    assert word("y") == '"y"'
    assert processes != [process]


@pytest.mark.parametrize(
    ("program", "how"),
    [("import os; os.abort()", "signal SIGABRT"), ("raise ImportError", "exit status 1")],
)
def test_a_program_that_always_ends_is_reported_in_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str, how: str
) -> None:
    """As Typst does when it gets no memory."""
    path = tmp_path / "program.py"
    path.write_text(program)
    monkeypatch.setattr(typesetting, "PROGRAM", str(path))
    message = f"Typst ended with {how}; is there enough memory?"
    with pytest.raises(CannotTypeset) as raised:
        word("x")
    assert str(raised.value) == message
    monkeypatch.setattr(DiskCache, "get", lambda _cache, _key: None)
    library = Library(load(CONTENT)[0])
    with pytest.raises(ContentError) as error:
        check_handouts(library, Settings(site_name="House", version="1"))
    (problem,) = error.value.problems
    assert problem.message == f"sheets and pictures cannot be made: {message}"


def test_a_task_that_takes_too_long_ends_its_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As Typst does when it waits for itself, which it has been seen to do when it got no memory."""
    path = tmp_path / "program.py"
    path.write_text(
        "from generator.output import typesetter\ntypesetter.TIME_LIMIT = 0.5\ntypesetter._serve()"
    )
    monkeypatch.setattr(typesetting, "PROGRAM", str(path))
    assert word("x") == '"x"'
    endless = b"#for _ in range(100000) { for _ in range(100000) { for _ in range(100000) {} } }"
    with pytest.raises(CannotTypeset, match="exit status 1"):
        typeset({"main.typ": endless}, "compile")


def test_no_backtrace_is_made_where_memory_may_be_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "program.py"
    path.write_text("import os, sys; sys.exit(os.environ['RUST_BACKTRACE'] != '0')")
    monkeypatch.setattr(typesetting, "PROGRAM", str(path))
    monkeypatch.setenv("RUST_BACKTRACE", "1")
    with pytest.raises(CannotTypeset, match="exit status 0"):
        word("x")


def no_process(*_: object, **__: object) -> None:
    raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))


def no_thread(_: object) -> None:
    message = "can't start new thread"
    raise RuntimeError(message)


@pytest.mark.usefixtures("no_cache")
def test_without_another_process_or_thread_the_bytes_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    one = leaflet("one", TOPICS["technique"])
    data = document(site_of(one), one).data

    def pdf(number: int) -> bytes:
        return printed(data, FORMS[0], 3, number)[1]

    there = list(in_order(pdf, range(2)))
    monkeypatch.setattr(subprocess, "Popen", no_process)
    monkeypatch.setattr(threading.Thread, "start", no_thread)
    assert list(in_order(pdf, range(2))) == there
