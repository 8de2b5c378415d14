# Handouts: every leaflet as an accessible PDF and as HTML.

from __future__ import annotations

from pathlib import Path

TEMPLATES = Path(__file__).parent / "templates"
