# Everything on the website besides quizzes and handouts.

from __future__ import annotations

from pathlib import Path

TEMPLATES = Path(__file__).parent / "templates"
