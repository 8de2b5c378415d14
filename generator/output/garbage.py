# Garbage-collector tuning for long builds: loaded content is a million objects, all of which stay in use.

from __future__ import annotations

import atexit
import gc
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_SELDOM = 20_000
"""After how many new objects the collector looks for garbage: what renders pages leaves little."""
_REST = 2.0
"""Seconds after a change within which its pages have most likely been requested."""


@contextmanager
def paused_collection() -> Iterator[None]:
    """Pause the collector while content is loaded: it would scan a million objects that stay in use."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@contextmanager
def collection_later(
    call_later: Callable[[float, Callable[[], None]], object],
) -> Iterator[Callable[[], None]]:
    """Give a function that turns the collector off for `_REST` seconds: it delays no changed page.

    Args:
        call_later: calls a function after some seconds.
    """

    def pause() -> None:
        gc.disable()
        call_later(_REST, gc.enable)

    enabled = gc.isenabled()
    try:
        yield pause
    finally:
        if enabled:
            gc.enable()


def keep_until_exit() -> None:
    """Exempt all objects that exist now from garbage collection, since they are in use until exit.

    At exit, everything is exempt: that last collection would take longer than a small build.
    """
    if gc.get_freeze_count():  # by an earlier build of this process, parts of which may be garbage now
        gc.unfreeze()
        gc.collect()
    gc.freeze()
    gc.set_threshold(_SELDOM)
    _freeze_at_exit()


def drop_unused() -> None:
    """Collect what `keep_until_exit` has exempted and is not in use any more."""
    gc.unfreeze()
    gc.collect()


@cache
def _freeze_at_exit() -> None:
    atexit.register(gc.freeze)
