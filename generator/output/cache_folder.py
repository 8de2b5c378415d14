# Where everything is kept that later builds can use again.

from __future__ import annotations

import os
from pathlib import Path


def cache_folder() -> Path:
    """What the environment variable `UNKNOT_CACHE` says, or else `.cache`; `make clean` removes it."""
    return Path(os.environ.get("UNKNOT_CACHE") or ".cache")
