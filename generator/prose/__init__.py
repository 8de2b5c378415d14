# One sentence or more of content, parsed once (`markup.py`), and what it becomes in each output
# (`rendering.py`). Nothing here knows a page, a kind or a host.

from __future__ import annotations

from generator.prose.markup import (
    Cite,
    Emphasis,
    Link,
    Node,
    Prose,
    ProseError,
    Strong,
    Text,
    Word,
    map_text,
)
from generator.prose.rendering import (
    Resolver,
    Tree,
    first_sentence,
    to_html,
    to_text,
    to_tree,
)

__all__ = [
    "Cite",
    "Emphasis",
    "Link",
    "Node",
    "Prose",
    "ProseError",
    "Resolver",
    "Strong",
    "Text",
    "Tree",
    "Word",
    "first_sentence",
    "map_text",
    "to_html",
    "to_text",
    "to_tree",
]
