# Content files in another language: the words are replaced where they are, and all else stays as it is.

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING, NamedTuple

import yaml

from generator.content.front_matter import FRONT_MATTER
from generator.content.yaml_file import compose
from generator.schema.page import Page
from generator.schema.region import Region
from generator.translation.content_messages import content_messages, context_of
from generator.translation.content_words import NOT_TRANSLATED, words_in
from generator.translation.markdown_blocks import blocks_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.content.load import Content
    from generator.problems import FieldPath
    from generator.schema.common import Model
    from generator.translation.content_words import Unit
    from generator.translation.language import Language

_WIDTH = 110
_SHORT = 70
"""Text of at most so many characters is on the line of its field."""


class _Edit(NamedTuple):
    """Text that takes the place of other text."""

    start: int
    end: int
    text: str


def untranslated(content: Content, language: Language) -> int:
    """How many texts of content that readers need have no translation."""
    shown = language.shown(language.states(content_messages(content)))
    return sum(
        words.is_needed and (context_of(content.name(kind, id_), words), words.text) not in shown
        for kind, id_, model in _translatable(content)
        for words in words_in(model)
    )


def translated_files(content: Content, language: Language) -> Iterator[tuple[str, str]]:
    """Path below the content folder and text of each file that has words, in another language.

    Args:
        content: content in the source language as it was loaded.
        language: the language, with its catalogues.
    """
    shown = language.shown(language.states(content_messages(content)))
    for kind, id_, model in _translatable(content):
        name = content.name(kind, id_)
        text = (content.root / name).read_text(encoding="utf-8")
        said = {
            words.path: (words, shown[key])
            for words in words_in(model)
            if (key := (context_of(name, words), words.text)) in shown
        }
        head, data, rest = _parts(text) if isinstance(model, Page) else ("", text, "")
        data = _replaced(data, [*_edits(data, said), *_of_region(data, model, language.tag)])
        yield name, head + data + (_body(rest, said) if isinstance(model, Page) else rest)


def _translatable(content: Content) -> Iterator[tuple[str, str, Model]]:
    for kind, models in content.items.items():
        if kind not in NOT_TRANSLATED:
            yield from ((kind, id_, model) for id_, model in models.items())


def _parts(page: str) -> tuple[str, str, str]:
    match = FRONT_MATTER.match(page)
    if not match:
        return "", "", page
    start, end = match.span("yaml")
    return page[:start], page[start:end], page[end:]


def _body(rest: str, said: dict[FieldPath, tuple[Unit, str]]) -> str:
    """The Markdown of a page, from the line that closes its fields."""
    line, body = rest[: len("---\n")], rest[len("---\n") :]
    pieces = (
        said[("body", index)][1] if ("body", index) in said else text
        for index, (text, _) in enumerate(blocks_of(body))
    )
    return line + "".join(pieces)


def _edits(text: str, said: dict[FieldPath, tuple[Unit, str]]) -> Iterator[_Edit]:
    root = compose(text)
    for path, (words, translation) in said.items():
        if found := _find(root, path):
            node, pad, in_flow = found
            value = words.said_as(translation)
            listed = [*value] if isinstance(value, tuple) else None
            new = _flow_list(listed, pad) if listed is not None else _scalar(translation, pad, in_flow)
            yield _Edit(node.start_mark.index, _end(text, node), new)


def _of_region(text: str, model: Model, tag: str) -> Iterator[_Edit]:
    """The language of a region is another, and its spelling is that of no other region."""
    root = compose(text) if isinstance(model, Region) else None
    for key, value in root.value if isinstance(root, yaml.MappingNode) else ():
        if key.value == "language":
            yield _Edit(value.start_mark.index, _end(text, value), tag)
        elif key.value == "spelling":
            yield _Edit(key.start_mark.index, _end(text, value) + 1, "")


def _find(root: yaml.Node | None, path: FieldPath) -> tuple[yaml.Node, int, bool] | None:
    """The node of a field; how far a text there is indented; and whether it is inside brackets."""
    node, pad, in_flow = root, 0, False
    for step in path:
        pairs: list[tuple[int, yaml.Node]] = []
        if isinstance(node, yaml.MappingNode):
            pairs = [(key.start_mark.column + 2, value) for key, value in node.value if key.value == step]
        elif isinstance(node, yaml.SequenceNode):
            items = enumerate(node.value)
            pairs = [(one.start_mark.column, one) for at, one in items if step in (at, _id(one))]
        if not pairs:
            return None
        in_flow = in_flow or bool(getattr(node, "flow_style", False))
        pad, node = pairs[0]
    return (node, pad, in_flow) if node is not None else None


def _id(node: yaml.Node) -> str | None:
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((value.value for key, value in pairs if key.value == "id"), None)


def _end(text: str, node: yaml.Node) -> int:
    """Where the text of a node ends, without what follows it."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return node.start_mark.index + len(text[node.start_mark.index : node.end_mark.index].rstrip())


def _scalar(text: str, pad: int, in_flow: bool) -> str:  # noqa: FBT001 - a part of a place
    if "\n" in text:
        return json.dumps(text, ensure_ascii=False)
    if len(text) > _SHORT and not in_flow:
        return ">-\n" + _folded(text, pad)
    return text if not in_flow and _is_plain(text) else json.dumps(text, ensure_ascii=False)


def _is_plain(text: str) -> bool:
    """Whether YAML reads a text as it is, without quotes around it."""
    try:
        return bool(yaml.safe_load(f"key: {text}") == {"key": text})
    except yaml.YAMLError:
        return False


def _flow_list(items: list[str], pad: int) -> str:
    text = f"[{', '.join(json.dumps(item, ensure_ascii=False) for item in items)}]"
    return _folded(text, pad).lstrip()


def _folded(text: str, pad: int) -> str:
    """Lines of a text, each indented; where they are broken, there was one space."""
    lines = textwrap.wrap(text, _WIDTH - pad, break_long_words=False, break_on_hyphens=False)
    return "\n".join(f"{' ' * pad}{line}" for line in lines)


def _replaced(text: str, edits: list[_Edit]) -> str:
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text
