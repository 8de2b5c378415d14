# Unknot: structured content → a website, quizzes and handouts. `build.py` tells the whole way.

from importlib.metadata import version

__version__ = version("unknot")
"""The version printed on everything published."""
