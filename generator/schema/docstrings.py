# The docstrings of fields, for JSON Schemas and for new content files. Python drops them, and pydantic can
# read them only while a class is made (`use_attribute_docstrings`), which costs each build 0.1 seconds.

from __future__ import annotations

import ast
import inspect
import sys
from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from enum import StrEnum

    from pydantic_core import core_schema


class WithDocstrings(GenerateJsonSchema):
    """Describes fields by their docstrings, unless they have a description of their own."""

    def model_schema(self, schema: core_schema.ModelSchema) -> dict[str, Any]:
        """The JSON Schema of a model."""
        json_schema = super().model_schema(schema)
        model: type[BaseModel] = schema["cls"]
        properties = self.resolve_ref_schema(json_schema).get("properties", {})
        for name, text in field_docstrings(model).items():
            if name in properties:
                properties[name].setdefault("description", text)
        return json_schema


@cache
def field_docstrings(model: type[BaseModel]) -> Mapping[str, str]:
    """Field, by its name in files → its docstring, for all fields that have one."""
    found: dict[str, str] = {}
    for cls in reversed(model.__mro__):
        if issubclass(cls, BaseModel) and cls is not BaseModel:
            found |= _docstrings_in(cls.__module__).get(cls.__qualname__, {})
    fields = model.model_fields.items()
    return {info.alias or name: found[name] for name, info in fields if name in found}


@cache
def member_docstrings(members: type[StrEnum]) -> Mapping[str, str]:
    """Name of a member of an enumeration → its docstring, for those that have one."""
    return _docstrings_in(members.__module__).get(members.__qualname__, {})


@cache
def _docstrings_in(module: str) -> Mapping[str, dict[str, str]]:
    """Class → attribute → docstring, of all classes of a module."""
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {node.name: dict(_docstrings(node)) for node in tree.body if isinstance(node, ast.ClassDef)}


def _docstrings(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for statement, after in zip(node.body, node.body[1:], strict=False):
        match statement, after:
            case (
                (ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)])),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                yield name, inspect.cleandoc(text)
