# Quizzes: their pages, the embed page, and files for learning platforms.

from __future__ import annotations

from pathlib import Path

TEMPLATES = Path(__file__).parent / "templates"
