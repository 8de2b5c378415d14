# Texts that match a pattern, with a message for authors in place of the pattern.

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic_core import core_schema

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler


@dataclass(frozen=True)
class Matches:
    """The pattern that a text matches, as metadata of its type.

    Pydantic calls the methods: https://docs.pydantic.dev/latest/concepts/types/#customizing-validation-with-__get_pydantic_core_schema__
    """

    pattern: str
    """A regular expression that Python and JSON Schema both read."""
    advice: str
    """What to write, with an example; `, not` and the text follow."""

    def __get_pydantic_core_schema__(
        self, source: type[str], handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(self._checked, handler(source))

    def __get_pydantic_json_schema__(
        self, _: core_schema.CoreSchema, __: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": "string", "pattern": self.pattern}

    def _checked(self, text: str) -> str:
        if not re.match(self.pattern, text):
            raise ValueError(f"{self.advice}, not {text!r}")
        return text
