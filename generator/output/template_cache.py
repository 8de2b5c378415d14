# A cache of compiled Jinja templates on disk: to compile them takes a second of every run.
#
# Jinja itself compares a template's source and the version of Python. The key of an entry adds everything
# else that decides the code: Jinja's version, the environment's options, and its filters, which Jinja may
# call while compiling. `marshal` loads the code and trusts it, so the folder is used only if no other user
# can write to it.

from __future__ import annotations

import hashlib
import sys
from importlib.metadata import version
from io import BytesIO
from typing import TYPE_CHECKING

import jinja2

from generator.memo import once_per_object
from generator.output.cache_folder import cache_folder
from generator.output.disk_cache import DiskCache

if TYPE_CHECKING:
    from jinja2.bccache import Bucket

TEMPLATES = DiskCache(cache_folder() / "templates")


class TemplateCache(jinja2.BytecodeCache):
    """Jinja's hook for a cache of compiled templates (https://jinja.palletsprojects.com/api/#bytecode-cache)."""

    def __init__(self, cache: DiskCache = TEMPLATES) -> None:
        self._cache = cache

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give Jinja the compiled template, if it is in the cache."""
        if data := self._cache.get(_key(bucket)):
            bucket.load_bytecode(BytesIO(data))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write a compiled template to the cache."""
        self._cache.put(_key(bucket), bucket.bytecode_to_string())


def _key(bucket: Bucket) -> tuple[bytes, ...]:
    return (bucket.key.encode(), bucket.checksum.encode(), _options(bucket.environment))


@once_per_object
def _options(environment: jinja2.Environment) -> bytes:
    """A digest of everything in an environment that affects how it compiles templates."""
    options = [
        version("jinja2"),
        sys.version,
        environment.block_start_string,
        environment.variable_start_string,
        environment.comment_start_string,
        environment.line_statement_prefix,
        environment.line_comment_prefix,
        environment.trim_blocks,
        environment.lstrip_blocks,
        environment.newline_sequence,
        environment.keep_trailing_newline,
        environment.autoescape if isinstance(environment.autoescape, bool) else "function",
        environment.optimized,
        environment.sandboxed,
        sorted(environment.extensions),
        sorted(environment.policies),
        [(name, _code(function)) for name, function in sorted(environment.filters.items())],
        [(name, _code(function)) for name, function in sorted(environment.tests.items())],
    ]
    return hashlib.sha256(repr(options).encode()).digest()


def _code(function: object) -> tuple[object, ...]:
    """Name, bytecode, names and constants of a filter or test; only the name if it is not in Python."""
    code = getattr(function, "__code__", None)
    constants = [value for value in code.co_consts if isinstance(value, str | int | float)] if code else ()
    return (getattr(function, "__qualname__", ""), code and code.co_code, code and code.co_names, constants)
