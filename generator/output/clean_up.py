# Removes from all caches, once a day, what no build has used in a month.

from __future__ import annotations

import time
from contextlib import suppress

from generator.output.cache_folder import cache_folder
from generator.output.disk_cache import MODELS
from generator.output.last_build import last_builds
from generator.output.store import Store
from generator.output.template_cache import TEMPLATES

_DAY = 24 * 60 * 60
"""In seconds."""


def remove_unused() -> int:
    """Remove what no build has used in a month, unless that was done in the last 24 hours.

    Returns:
        The number of removed files.
    """
    done = cache_folder() / "cleaned"
    with suppress(OSError):  # it was never done, or somebody else removes the folder
        if abs(time.time() - done.stat().st_mtime) < _DAY:
            return 0
    caches = (Store(cache_folder()), last_builds(cache_folder()), MODELS, TEMPLATES)
    removed = sum(cache.remove_unused() for cache in caches)
    with suppress(OSError):
        done.touch()
    return removed
