# Reads `mkdocs.yml`, and finds the line of what MkDocs does not accept in it.
#
# MkDocs' own reader runs code that the file names: Python objects of YAML tags, and hooks. Commands that
# build no pages do not need it, and for these the file is read without running any.

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import yaml
from mkdocs.config.base import ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from generator.content.yaml_file import locate
from generator.hosts.failure import one_line, short_path
from generator.problems import ContentError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from generator.problems import FieldPath

log = logging.getLogger(__name__)


class Code:
    """A value that MkDocs would make by running Python code. It is kept as it is written."""

    def __init__(self, node: yaml.Node) -> None:
        self.node = node


class _DataLoader(yaml.SafeLoader):
    """Reads YAML without running code."""


def _keep_code(_loader: object, _suffix: object, node: yaml.Node) -> Code:
    return Code(node)


_DataLoader.add_multi_constructor("tag:yaml.org,2002:python/", _keep_code)
_DataLoader.add_multi_constructor("!relative", _keep_code)


class _Dumper(yaml.SafeDumper):
    """Writes `Code` as it was written."""


_Dumper.add_representer(Code, lambda _dumper, code: code.node)


def read_as_data(file: Path) -> dict[str, Any]:
    """The content of `mkdocs.yml` without defaults; environment variables are resolved, and no code runs.

    Raises:
        ContentError: the file cannot be read, or is not YAML.
    """
    try:
        with file.open("rb") as stream:
            data = yaml_load(stream, get_yaml_loader(_DataLoader))
    except Exception as error:
        raise ContentError([_unreadable(error, file)]) from error
    if not isinstance(data, dict):
        raise ContentError(
            [Problem(file.as_posix(), 1, 1, "", "expected `setting: value` lines", "settings")]
        )
    return data


def dump(data: Mapping[str, Any]) -> str:
    """Write settings that `read_as_data` has read as YAML."""
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)


def load_config(file: Path, *, run_code: bool) -> MkDocsConfig:
    """Read and validate `mkdocs.yml`, as MkDocs' own `load_config` does (mkdocs/config/base.py:340, 1.6.1).

    Args:
        file: `mkdocs.yml`.
        run_code: whether to run the code that the file names, which MkDocs needs to build pages.

    Raises:
        ContentError: with a problem for each setting that is not valid.
    """
    data = read_as_data(file)
    config = MkDocsConfig(config_file_path=str(file.absolute()))
    try:
        if run_code:
            with file.open("rb") as stream:
                config.load_file(stream)
        else:
            config.load_dict(_data_only(data, file))
        failed, warnings = config.validate()
    except ContentError:
        raise
    except Exception as error:
        raise ContentError([_invalid(config, error, file)]) from error
    for name, warning in warnings:
        log.warning("%s", problem_at(file, (name,), warning))
    if failed:
        raise ContentError(problem_at(file, (name,), _with_fix(name, str(error))) for name, error in failed)
    return config


def _with_fix(name: str, message: str) -> str:
    """A message of MkDocs about a setting, with what to write if its default suits no site of ours."""
    return f"{message.rstrip('.')}; write `docs_dir: content/pages`" if name == "docs_dir" else message


def problem_at(file: Path, path: FieldPath, message: str) -> Problem:
    """A problem with a setting, at its position in `mkdocs.yml`; at the nearest one if it is not there.

    Args:
        file: `mkdocs.yml`.
        path: the setting's path from the root of the file.
        message: what is wrong.
    """
    text = file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
    position = locate(text, path)
    name = ".".join(map(str, path))
    return Problem(file.as_posix(), position.line, position.column, name, _in_one_line(message), "settings")


def _unreadable(error: Exception, file: Path) -> Problem:
    """The problem with a file that is not YAML. MkDocs' own error replaces that of the parser."""
    if isinstance(error, OSError):
        message = (
            "does not exist; go into the folder of a site, or make one with `unknot init`"
            if isinstance(error, FileNotFoundError)
            else f"cannot be read: {error.strerror}; name the settings with `-f`"
        )
        return Problem(file.as_posix(), 1, 1, "", message, "settings")
    cause = error.__context__ if isinstance(error.__context__, yaml.YAMLError) else error
    mark = getattr(cause, "problem_mark", None) or getattr(cause, "context_mark", None)
    if mark is None:
        message = f"cannot be read: {_in_one_line(one_line(cause) if cause is error else str(cause))}"
        return Problem(file.as_posix(), 1, 1, "", message, "settings")
    parts = (getattr(cause, "context", None), getattr(cause, "problem", None))
    message = f"not valid YAML: {' '.join(filter(None, parts))}"
    return Problem(short_path(mark.name), mark.line + 1, mark.column + 1, "", message, "settings")


def _in_one_line(message: str) -> str:
    """The first and the last line of a message, between which there may be a traceback."""
    lines = message.strip().splitlines() or [""]
    return " ".join(" ".join(dict.fromkeys((lines[0], lines[-1]))).split())


def _invalid(config: MkDocsConfig, error: Exception, file: Path) -> Problem:
    """The problem with the setting that an option of MkDocs raises an unexpected error for."""
    for name, option in config._schema:  # noqa: SLF001 - as `validate` does, mkdocs/config/base.py:180, 1.6.1
        try:
            option.validate(config.get(name))
        except ValidationError:
            continue
        except Exception as own_error:  # noqa: BLE001 - it is what is looked for
            return problem_at(file, (name,), one_line(own_error))
    return problem_at(file, (), one_line(error))


_READ = ("site_name", "site_url", "docs_dir", "theme", "plugins.unknot")
"""Settings that we read ourselves."""


def _data_only(data: Mapping[str, Any], file: Path) -> dict[str, Any]:
    """The settings without hooks and without values that code would make.

    Raises:
        ContentError: with a problem for each such value that we need ourselves.
    """
    problems = []
    for path, code in _codes(data, ()):
        name = ".".join(str(step) for step in path if not isinstance(step, int))
        if any(name == read or name.startswith(f"{read}.") for read in _READ):
            tag = code.node.tag.replace("tag:yaml.org,2002:", "!!")
            problems.append(problem_at(file, path, f"`{tag}` runs code; write the value out"))
    if problems:
        raise ContentError(problems)
    return {**_without_code(data), "hooks": []}


def _codes(value: Any, path: FieldPath) -> Iterator[tuple[FieldPath, Code]]:
    """Every value below one that code would make, with its path."""
    if isinstance(value, Code):
        yield path, value
    elif isinstance(value, dict):
        for key, below in value.items():
            yield from _codes(below, (*path, str(key)))
    elif isinstance(value, list):
        for index, below in enumerate(value):
            yield from _codes(below, (*path, index))


def _without_code(value: Any) -> Any:
    """A copy of a value without entries that are made by code."""
    if isinstance(value, dict):
        return {key: _without_code(below) for key, below in value.items() if not isinstance(below, Code)}
    if isinstance(value, list):
        return [_without_code(below) for below in value if not isinstance(below, Code)]
    return value
