# Unknot makes a website, quizzes and handouts from structured content. `build.py` shows every step.

from importlib.metadata import version

__version__ = version("unknot")
"""The version that everything published shows."""
