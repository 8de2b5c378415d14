# Prose in content: its inline markup (`markup.py`), output formats (`rendering.py`), search for phrases
# (`phrases.py`) and reading grade (`readability.py`). It knows nothing of pages, kinds of content or hosts.

from __future__ import annotations

from generator.prose.mapping import map_nodes, map_text
from generator.prose.markup import Prose, ProseError
from generator.prose.nodes import (
    Cite,
    Emphasis,
    Foreign,
    Link,
    Node,
    Quoted,
    Strong,
    Text,
    Word,
    node_text,
)
from generator.prose.rendering import (
    Resolver,
    Tree,
    first_sentence,
    marked,
    to_html,
    to_text,
    to_tree,
)

__all__ = [
    "Cite",
    "Emphasis",
    "Foreign",
    "Link",
    "Node",
    "Prose",
    "ProseError",
    "Quoted",
    "Resolver",
    "Strong",
    "Text",
    "Tree",
    "Word",
    "first_sentence",
    "map_nodes",
    "map_text",
    "marked",
    "node_text",
    "to_html",
    "to_text",
    "to_tree",
]
