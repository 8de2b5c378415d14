# Files that are no part of the program and come with it: the theme, and content to start a site from.
#
# They are written where this project, which is a site itself, has its own: `overrides/`, `content/`. A
# wheel holds them in `generator/shipped/`, where `setup.py` copies them by the table below.

from pathlib import Path

SHIPPED = {
    "theme": "overrides",
    "starters/back-pain": "content",
    "starters/starter": "examples/neck-and-shoulder/content",
    "requirements.txt": "requirements/site.txt",
}
"""Path in the wheel's `generator/shipped/` → path in this project."""
FOLDER = "shipped"
"""The folder in the package; a checkout has none."""
_PACKAGE = Path(__file__).parent


def shipped(name: str) -> Path:
    """Where a file or folder is, in a wheel or in a checkout.

    Args:
        name: a key of `SHIPPED`.
    """
    installed = _PACKAGE / FOLDER / name
    return installed if installed.exists() else _PACKAGE.parent / SHIPPED[name]
