# SPDX-License-Identifier: MIT
"""The lock has one holder at a time, even if its file is deleted while another process waits."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

from generator.output.lock import locked

if TYPE_CHECKING:
    from pathlib import Path


def test_a_second_holder_waits_and_gets_the_id_of_the_first(tmp_path: Path) -> None:
    path, events = tmp_path / "new" / "lock", list[str]()
    waiting = threading.Event()

    def on_wait(process: str) -> None:
        events.append(process)
        waiting.set()

    def second() -> None:
        with locked(path, on_wait):
            events.append("second")

    thread = threading.Thread(target=second)
    with locked(path, events.append):
        thread.start()
        assert waiting.wait(20)
        events.append("first ends")
    thread.join()
    assert events == [str(os.getpid()), "first ends", "second"]


def test_after_waiting_for_a_deleted_file_the_new_file_is_locked(tmp_path: Path) -> None:
    path, waits, inside = tmp_path / "lock", list[str](), list[str]()
    waiting, again = threading.Event(), threading.Event()

    def on_wait(process: str) -> None:
        waits.append(process)
        (again if len(waits) > 1 else waiting).set()

    def second() -> None:
        with locked(path, on_wait):
            inside.append("second")

    thread = threading.Thread(target=second)
    first = locked(path, on_wait)
    with first:
        thread.start()
        assert waiting.wait(20)
        path.unlink()
        third = locked(path, on_wait)
        third.__enter__()
    assert again.wait(20)
    assert inside == []
    third.__exit__(None, None, None)
    thread.join()
    assert inside == ["second"]
