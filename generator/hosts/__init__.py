# The programs that use the generator: the command line, MkDocs, and the live server for authors.

from __future__ import annotations

from pathlib import Path

TEMPLATES = Path(__file__).parent / "templates"
