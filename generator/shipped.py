# Files that come with the program: the theme, and content to start a site from.
#
# In a checkout, which is a site itself, they are the site's own: `overrides/`, `content/`. In a wheel they
# are in the folder `shipped/` beside this module, where `setup.py` copies them.

import tomllib
from functools import cache
from pathlib import Path

CODE_FOLDER = Path(__file__).parent
"""The folder of the program."""
_PROJECT = CODE_FOLDER.parent


def shipped(name: str) -> Path:
    """Where a file or folder is, in a wheel or in a checkout.

    Args:
        name: its path in a wheel, such as `theme`; `[tool.unknot.shipped]` in pyproject.toml has them all.
    """
    installed = CODE_FOLDER / "shipped" / name
    return installed if installed.exists() else _PROJECT / _table()[name]


def starters() -> list[str]:
    """The names of the content sets that a new site may start from."""
    folder = CODE_FOLDER / "shipped" / "starters"
    paths = map(Path, _table()) if not folder.is_dir() else folder.iterdir()
    return sorted(path.name for path in paths if path.parent.name == "starters")


@cache
def _table() -> dict[str, str]:
    """Path in a wheel → path in a checkout."""
    text = (_PROJECT / "pyproject.toml").read_text(encoding="utf-8")
    table: dict[str, str] = tomllib.loads(text)["tool"]["unknot"]["shipped"]
    return table
