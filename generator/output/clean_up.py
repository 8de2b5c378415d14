# Removes from all caches, once a day, what no build has used in a month.

from __future__ import annotations

from contextlib import suppress

from generator.output.cache_folder import cache_folder
from generator.output.disk_cache import MODELS
from generator.output.known_digests import record_of_digests
from generator.output.last_build_file import last_builds
from generator.output.store import Store
from generator.output.template_cache import TEMPLATES
from generator.output.unused import DAY, used_within


def remove_unused() -> int:
    """Remove what no build has used in a month, unless that was done in the last 24 hours.

    Returns:
        The number of removed files.
    """
    done = cache_folder() / "cleaned"
    if used_within(DAY, done):
        return 0
    folder = cache_folder()
    caches = (Store(folder), record_of_digests(folder), last_builds(folder), MODELS, TEMPLATES)
    removed = sum(cache.remove_unused() for cache in caches)
    with suppress(OSError):
        done.touch()
    return removed
