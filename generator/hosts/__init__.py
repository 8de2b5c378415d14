# Who calls the generator: the command line, MkDocs, the author's server.

from __future__ import annotations

from pathlib import Path

TEMPLATES = Path(__file__).parent / "templates"
