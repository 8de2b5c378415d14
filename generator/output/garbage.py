# Garbage-collector tuning for long builds: a loaded library is a million objects, all of which are kept.

from __future__ import annotations

import atexit
import gc
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def no_garbage() -> Iterator[None]:
    """Keep the collector from looking again and again at a million objects of which each will be needed."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def keep_to_the_end() -> None:
    """Tell the collector that what is here now stays as long as the process: it need not look for it again.

    Nor need it when the process ends, where it would take longer than all that a small build does.
    """
    if gc.get_freeze_count():  # by an earlier build of this process, of which some may be garbage now
        gc.unfreeze()
        gc.collect()
    gc.freeze()
    _end_quietly()


@cache
def _end_quietly() -> None:
    atexit.register(gc.freeze)
