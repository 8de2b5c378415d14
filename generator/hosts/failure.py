# Describes any exception in one line, with the place of the mistake if it is in a file of the author's.

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.output.files import RenderError
from generator.output.remote_settings import BadCacheSetting

if TYPE_CHECKING:
    from types import TracebackType

_TEMPLATES = (".html", ".xml", ".js", ".css")
"""Endings of templates, as opposed to Python code, in a traceback."""


def one_line(error: BaseException) -> str:
    """What went wrong, in one line: where, if a file is at fault, and why."""
    import jinja2  # noqa: PLC0415 - loaded only if something fails

    if isinstance(error, jinja2.TemplateSyntaxError):
        return _line(f"{short_path(error.filename or error.name)}:{error.lineno}:1: {error.message}")
    if isinstance(error, OSError) and error.strerror:
        return _line(": ".join(filter(None, (short_path(error.filename), error.strerror))))
    if isinstance(error, RenderError | BadCacheSetting):
        return _line(str(error))
    if isinstance(error, click.ClickException):
        return _line(error.format_message())
    return _line(f"{_place(error.__traceback__)}{_what(error)}")


def _what(error: BaseException) -> str:
    import jinja2  # noqa: PLC0415 - as above

    if isinstance(error, MemoryError):
        return "not enough memory; close other programs, or set UNKNOT_CORES=1 so that fewer processes run"
    if isinstance(error, RecursionError):
        return "nested too deeply"
    if isinstance(error, jinja2.TemplateNotFound):
        return f"no template {error.name}"
    if isinstance(error, jinja2.TemplateError):
        return str(error)
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__


def _place(trace: TracebackType | None) -> str:
    """The innermost line of a template in a traceback; empty if there is none."""
    import traceback  # noqa: PLC0415 - as above

    frames = [frame for frame in traceback.extract_tb(trace) if frame.filename.endswith(_TEMPLATES)]
    return f"{short_path(frames[-1].filename)}:{frames[-1].lineno}:1: " if frames else ""


def short_path(path: object) -> str:
    """A path relative to the working directory, if it is below it; empty if it is no path."""
    if not isinstance(path, str | bytes | os.PathLike):
        return ""
    text = os.fsdecode(path)
    here = Path.cwd()
    return Path(text).relative_to(here).as_posix() if Path(text).is_relative_to(here) else text


def _line(text: str) -> str:
    return " ".join(text.split())
