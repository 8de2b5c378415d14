# The website without quizzes and handouts: pages, navigation, search, and files for hosts and programs.

from __future__ import annotations

from pathlib import Path

TEMPLATES = Path(__file__).parent / "templates"
