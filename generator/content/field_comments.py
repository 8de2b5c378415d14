# The comments in a new content file: what a field is for, which values it may have, what the checks ask.

from __future__ import annotations

import textwrap
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, get_args, get_origin

from generator.schema.docstrings import field_docstrings, member_docstrings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pydantic.fields import FieldInfo

    from generator.content.requirements import Requirement
    from generator.schema.common import Model

_WIDTH = 108


def comment(text: str, pad: str = "", hanging: str = "") -> list[str]:
    """A text as comment lines of a readable width, after some spaces; `hanging` indents later lines."""
    if not text:
        return [f"{pad}#"]
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=f"{pad}# ",
        subsequent_indent=f"{pad}# {hanging}",
        break_long_words=False,
        break_on_hyphens=False,
    )


def asked_of(asks: Sequence[Requirement], pad: str = "", bullet: str = "") -> Iterator[str]:
    """What the checks ask as comment lines, each with the name of its rule."""
    for ask in asks:
        yield from comment(f"{bullet}{ask.message} [{ask.rule}]", pad, " " * len(bullet))


def said_of(model: type[Model], name: str) -> str:
    """What a field is for, as its docstring and its type say."""
    info = next(info for key, info in model.model_fields.items() if (info.alias or key) == name)
    docs = " ".join(field_docstrings(model).get(name, "").split())
    return " ".join(filter(None, (docs, info.description, _limits(info))))


def _limits(info: FieldInfo) -> str:
    """The least and most that a number, a text or a list may be or have."""
    limits = {
        key: value
        for one in info.metadata
        for key in ("ge", "gt", "le", "min_length", "max_length")
        if (value := getattr(one, key, None)) is not None
    }
    is_list = "tuple" in str(info.annotation)
    least, most = limits.get("min_length"), limits.get("max_length")
    if is_list and least and most:
        return f"{least} to {most} of them."
    if is_list and (least or most):
        return f"At least {least}." if least else f"At most {most}."
    if most:
        return f"At most {most} characters."
    if "ge" in limits and "le" in limits:
        return f"From {limits['ge']} to {limits['le']}."
    return ""


def choices(kind_of_value: object, pad: str) -> Iterator[str]:
    """The values that a field can choose from as comment lines, explained where they have docstrings."""
    if get_origin(kind_of_value) is Literal:
        yield from _one_of(get_args(kind_of_value), pad)
    if not (isinstance(kind_of_value, type) and issubclass(kind_of_value, StrEnum)):
        return
    docs = member_docstrings(kind_of_value)
    names = [str(member) for member in kind_of_value]
    explained = [(str(member), docs[member.name]) for member in kind_of_value if member.name in docs]
    yield from comment("One of:", pad) if len(explained) == len(names) else _one_of(names, pad)
    for name, text in explained:
        yield from comment(f"  {name}: {' '.join(text.split())}", pad, "    ")


def _one_of(names: Sequence[str], pad: str) -> Iterator[str]:
    if len(names) > 1:
        yield from comment(f"One of: {', '.join(names)}.", pad)


def rules_of(model: type[Model]) -> Iterator[str]:
    """What must hold between the fields of a model: the docstrings of its validators."""
    for decorator in model.__pydantic_decorators__.model_validators.values():
        yield from _sentence(decorator.func)


def _sentence(function: Callable[..., object]) -> Iterator[str]:
    if text := " ".join((function.__doc__ or "").split()):
        yield text
