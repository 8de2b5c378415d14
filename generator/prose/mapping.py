# Prose with some of its nodes changed.

from __future__ import annotations

import operator
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.prose.markup import Prose
from generator.prose.nodes import Emphasis, Foreign, Link, Quoted, Strong, Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.prose.nodes import Node


def map_text(prose: Prose, change: Callable[[str], str]) -> Prose:
    """Apply `change` to each text node of `prose`; markup, ids and region words stay as they are.

    Returns:
        The changed prose, with its `source` as before, or `prose` itself if nothing changed.
    """
    return map_nodes(prose, lambda node: _with_text(node, change))


def map_nodes(prose: Prose, change: Callable[[Node], Node]) -> Prose:
    """Apply `change` to each node of `prose`, to a node before its children.

    Returns:
        The changed prose, with its `source` as before, or `prose` itself if nothing changed.
    """
    nodes = prose.nodes
    changed = _map_nodes(nodes, change)
    return prose if changed is nodes else Prose(prose.source, changed)


def _map_nodes(nodes: tuple[Node, ...], change: Callable[[Node], Node]) -> tuple[Node, ...]:
    changed = tuple(_map_node(node, change) for node in nodes)
    return nodes if all(map(operator.is_, changed, nodes)) else changed


def _map_node(node: Node, change: Callable[[Node], Node]) -> Node:
    node = change(node)
    if isinstance(node, Strong | Emphasis | Link | Quoted | Foreign):
        children = _map_nodes(node.children, change)
        return node if children is node.children else replace(node, children=children)
    return node


def _with_text(node: Node, change: Callable[[str], str]) -> Node:
    if isinstance(node, Text) and (text := change(node.text)) != node.text:
        return Text(text)
    return node
