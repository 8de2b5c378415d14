# The mutants of a Python module: one small change each, as an author might get it wrong.
#
# A change replaces the text of one node of the syntax tree, so that its diff is one or two lines. Imports,
# annotations, docstrings and decorators are left alone, since a change there is none, or is for mypy to
# find; so are f-strings, whose positions are wrong before Python 3.12.

from __future__ import annotations

import ast
import difflib
import io
from dataclasses import dataclass
from types import NoneType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_COMPARISONS = {
    ast.Eq: "!=",
    ast.NotEq: "==",
    ast.Lt: "<=",
    ast.LtE: "<",
    ast.Gt: ">=",
    ast.GtE: ">",
    ast.In: "not in",
    ast.NotIn: "in",
    ast.Is: "is not",
    ast.IsNot: "is",
}
_ARITHMETIC = {ast.Add: "-", ast.Sub: "+", ast.Mult: "/", ast.FloorDiv: "*"}
"""Without `/`, which mostly joins paths: `*` would fail at once."""
_FEWEST = 2
"""A collection with fewer elements is left alone."""
_COLLECTIONS = (ast.List, ast.Set, ast.Tuple)


@dataclass(frozen=True)
class Mutant:
    """A module with one change."""

    path: str
    """The module, relative to the repository."""
    line: int
    what: str
    """The kind of change, such as `comparison`."""
    source: str
    """The module as it is."""
    changed: str
    """The module with the change."""

    @property
    def diff(self) -> str:
        """The changed lines, with `-` and `+`."""
        lines = difflib.ndiff(self.source.splitlines(keepends=True), self.changed.splitlines(keepends=True))
        return "".join(line for line in lines if line.startswith(("- ", "+ ")))

    @property
    def compiles(self) -> bool:
        """Whether Python accepts the changed module."""
        try:
            compile(self.changed, self.path, "exec")
        except (SyntaxError, ValueError):
            return False
        return True


def mutants(path: str, source: str) -> list[Mutant]:
    """All mutants of a module. Some may not compile.

    Args:
        path: the module, relative to the repository.
        source: its text.
    """
    text = _Text(source)
    found = []
    for node in _nodes(ast.parse(source)):
        for what, replacement in _changes(node, text):
            changed = text.replaced(node, replacement)
            if changed != source:
                found.append(Mutant(path, node.lineno, what, source, changed))
    return found


class _Text:
    """A module's text, addressed as `ast` does: by line, and by column in bytes."""

    def __init__(self, source: str) -> None:
        self._bytes = source.encode()
        lines = io.BytesIO(self._bytes).readlines()
        self._starts = [0]
        for line in lines:
            self._starts.append(self._starts[-1] + len(line))

    def _span(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        end_line, end_column = node.end_lineno or node.lineno, node.end_col_offset or 0
        return self._starts[node.lineno - 1] + node.col_offset, self._starts[end_line - 1] + end_column

    def of(self, node: ast.expr | ast.stmt) -> str:
        """The text of a node."""
        start, end = self._span(node)
        return self._bytes[start:end].decode()

    def between(self, first: ast.expr, second: ast.expr) -> str:
        """The text from the end of one node to the start of another."""
        return self._bytes[self._span(first)[1] : self._span(second)[0]].decode()

    def replaced(self, node: ast.expr | ast.stmt, replacement: str) -> str:
        """The whole text with that of one node replaced."""
        start, end = self._span(node)
        return (self._bytes[:start] + replacement.encode() + self._bytes[end:]).decode()


def _nodes(node: ast.AST) -> Iterator[ast.expr | ast.stmt]:
    """All expressions and statements that may be changed, from top to bottom."""
    for child in _children(node):
        if isinstance(child, (ast.expr, ast.stmt)):
            yield child
        yield from _nodes(child)


def _children(node: ast.AST) -> Iterator[ast.AST]:
    left_out: list[ast.AST | None] = []
    if isinstance(node, (ast.JoinedStr, ast.Import, ast.ImportFrom)) or _is_for_types(node):
        return
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        left_out = [node.returns, *node.decorator_list]
    elif isinstance(node, ast.ClassDef):
        left_out = [*node.decorator_list, *node.bases]
    elif isinstance(node, (ast.AnnAssign, ast.arg)):
        left_out = [node.annotation]
    for child in ast.iter_child_nodes(node):
        if child not in left_out and not _is_docstring(child):
            yield child


def _is_for_types(node: ast.AST) -> bool:
    if isinstance(node, ast.If):
        return isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id in {"cast", "TypeVar"}
    return False


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _changes(node: ast.expr | ast.stmt, text: _Text) -> Iterator[tuple[str, str]]:
    """The kind and the new text of each change of one node."""
    if isinstance(node, ast.stmt):
        yield from _statement(node, text)
    elif isinstance(node, ast.Compare):
        yield from _comparison(node, text)
    elif isinstance(node, ast.BoolOp):
        yield from _and_or(node, text)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "not", f"({text.of(node.operand)})"
    elif isinstance(node, ast.BinOp) and type(node.op) in _ARITHMETIC and not _has_text(node):
        yield "arithmetic", f"{text.of(node.left)} {_ARITHMETIC[type(node.op)]} {text.of(node.right)}"
    elif isinstance(node, ast.IfExp):
        body, test, other = text.of(node.body), text.of(node.test), text.of(node.orelse)
        yield "either way", f"{other} if {test} else {body}"
    elif isinstance(node, ast.Constant):
        yield from _constant(node)
    elif isinstance(node, _COLLECTIONS):
        yield from _shorter(node, text)
    elif isinstance(node, ast.Dict):
        yield from _smaller(node, text)


def _statement(node: ast.stmt, text: _Text) -> Iterator[tuple[str, str]]:
    """A statement left out, or its condition the other way round."""
    if isinstance(node, (ast.AugAssign, ast.Raise, ast.Delete)) or _does_something(node):
        yield "left out", "pass"
    elif isinstance(node, ast.Continue):
        yield "loop", "break"
    elif isinstance(node, ast.Break):
        yield "loop", "continue"
    elif isinstance(node, (ast.If, ast.While)) and not _is_for_types(node):
        whole, test = text.of(node), text.of(node.test)
        yield "condition", whole.replace(test, f"not ({test})", 1)
    elif isinstance(node, ast.Return) and node.value and not _is_constant(node.value, None):
        yield "returns", "return None"


def _does_something(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, (ast.Call, ast.Yield, ast.YieldFrom))


def _comparison(node: ast.Compare, text: _Text) -> Iterator[tuple[str, str]]:
    operands = [node.left, *node.comparators]
    for index, operator in enumerate(node.ops):
        parts = [text.of(operands[0])]
        for at, operand in enumerate(operands[1:]):
            same = text.between(operands[at], operand)
            parts += [f" {_COMPARISONS[type(operator)]} " if at == index else same, text.of(operand)]
        yield "comparison", "".join(parts)


def _and_or(node: ast.BoolOp, text: _Text) -> Iterator[tuple[str, str]]:
    values = [f"({text.of(value)})" for value in node.values]
    yield "and, or", f"({(' or ' if isinstance(node.op, ast.And) else ' and ').join(values)})"


def _constant(node: ast.Constant) -> Iterator[tuple[str, str]]:
    if isinstance(node.value, bool):
        yield "constant", str(not node.value)
    elif isinstance(node.value, (int, float)):
        yield "constant", repr(node.value + 1)


def _has_text(node: ast.BinOp) -> bool:
    """Whether `+` joins texts or lists, so that any other operator fails at once."""
    texts = (ast.JoinedStr, ast.List, ast.Tuple)
    return any(
        isinstance(side, texts) or (isinstance(side, ast.Constant) and isinstance(side.value, (str, bytes)))
        for side in (node.left, node.right)
    )


def _is_constant(node: ast.expr, value: object) -> bool:
    return isinstance(node, ast.Constant) and node.value is value


def _shorter(node: ast.List | ast.Set | ast.Tuple, text: _Text) -> Iterator[tuple[str, str]]:
    """A list, tuple or set without one of its elements; what is assigned to is left alone."""
    if len(node.elts) < _FEWEST or not isinstance(getattr(node, "ctx", None), (ast.Load, NoneType)):
        return
    before, after = {"List": ("[", "]"), "Set": ("{", "}"), "Tuple": ("(", ")")}[type(node).__name__]
    for left_out in node.elts:
        kept = ", ".join(text.of(element) for element in node.elts if element is not left_out)
        comma = "," if isinstance(node, ast.Tuple) and len(node.elts) == _FEWEST else ""
        yield "one less", f"{before}{kept}{comma}{after}"


def _smaller(node: ast.Dict, text: _Text) -> Iterator[tuple[str, str]]:
    """A dictionary without one of its entries."""
    pairs = zip(node.keys, node.values, strict=True)
    entries = [(f"{text.of(key)}: " if key else "**") + text.of(value) for key, value in pairs]
    if len(entries) < _FEWEST:
        return
    for left_out in range(len(entries)):
        yield "one less", "{" + ", ".join(entries[:left_out] + entries[left_out + 1 :]) + "}"
