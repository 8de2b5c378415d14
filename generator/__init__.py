# Unknot makes a website, quizzes and handouts from structured content. `build.py` shows every step.

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    __version__: str
    """The version that everything published shows."""


def __getattr__(name: str) -> str:
    """The version, which takes a while to look up and is seldom asked for."""
    if name != "__version__":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib.metadata import version  # noqa: PLC0415 - it is this that takes a while

    return version("unknot")
