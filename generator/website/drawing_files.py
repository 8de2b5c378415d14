# Where the drawing of a topic is published.

from __future__ import annotations


def drawing_path(kind: str, id_: str, form: str = "") -> str:
    """The path of the drawing of a topic; `form` is `moving`, `thumb` or, for the still one, empty."""
    name = id_ if kind == "techniques" else f"{kind}-{id_}"
    return f"assets/diagrams/{name}{form and '-'}{form}.svg"
