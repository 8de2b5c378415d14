# A pytest plugin: tests use a copy of the site in the folder `BUILT_SITE`, instead of building one.

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from tests import conftest

if TYPE_CHECKING:
    from pathlib import Path

_CONFIG = conftest.REPOSITORY / "mkdocs.yml"
_build = conftest.build_site


def _build_or_copy(site: Path, config: Path = _CONFIG, *, sheets: bool = True, **environment: str) -> None:
    if config != _CONFIG or environment or not sheets:
        _build(site, config, sheets=sheets, **environment)
    else:
        shutil.copytree(os.environ["BUILT_SITE"], site)


conftest.build_site = _build_or_copy
