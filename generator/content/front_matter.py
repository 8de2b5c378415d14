# The front matter of a page: its fields as YAML, between two lines of hyphens above the Markdown.

from __future__ import annotations

import re

FRONT_MATTER = re.compile(r"\A---\r?\n(?P<yaml>.*?\n)---\r?\n(?P<body>.*)\Z", re.DOTALL)
"""The text of a page, in two groups: `yaml` and `body`. Line ends are those of the file, or `\\n`."""
