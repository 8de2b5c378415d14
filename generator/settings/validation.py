# Finds problems with settings and their positions in `mkdocs.yml`.

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import yaml

from generator.content.lost_text import cut_texts
from generator.content.yaml_file import locate, locate_key
from generator.problems import Problem, did_you_mean, dotted
from generator.settings.settings import Clinic, Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

    from generator.problems import FieldPath

PLUGIN = "unknot"
_TOP_LEVEL = ("site_name", "site_url")
"""Settings at the top level of the file. All others belong to the plugin."""


def settings_problems(error: ValidationError, file: str, text: str) -> list[Problem]:
    """Turn the errors of a failed validation into problems with positions.

    Args:
        error: the error from validating the settings.
        file: the path of the settings file, as in problems.
        text: the text of that file.
    """
    return [_problem(details, file, text) for details in error.errors()]


def _problem(error: ErrorDetails, file: str, text: str) -> Problem:
    names = error["loc"]
    find = locate_key if error["type"] == "extra_forbidden" else locate
    position = find(text, _path(names, text))
    return Problem(file, position.line, position.column, dotted(names), _message(error), "settings")


def _path(names: FieldPath, text: str, top_level: Sequence[str] = _TOP_LEVEL) -> FieldPath:
    """The path of a setting from the root of the file."""
    return names if names[:1] and names[0] in top_level else (*_plugin(text), *names)


def unknown_settings(names: Iterable[str], known: Iterable[str], file: str, text: str) -> Iterator[Problem]:
    """Find settings of the plugin that do not exist, so that a misspelt one is not ignored.

    Args:
        names: the names in the file.
        known: the names that the plugin knows.
        file: the path of the settings file, as in problems.
        text: the text of that file.
    """
    known = sorted(known)
    for name in sorted(set(names) - set(known)):
        position = locate_key(text, _path((name,), text, top_level=()))
        message = f"unknown setting{did_you_mean(name, [*known, *Clinic.model_fields])}"
        yield Problem(file, position.line, position.column, name, message, "settings")


_TEXTS = (("site_name",), ("clinic", "name"), ("clinic", "phone"), ("clinic", "web"))
"""Settings that are printed, so that no comment may follow them without quotes."""


def cut_settings(file: str, text: str) -> Iterator[Problem]:
    """Find printed texts that YAML ends at ` #`, where a comment starts.

    Args:
        file: the path of the settings file, as in problems.
        text: the text of that file.
    """
    texts = {_path(names, text): names for names in _TEXTS}
    for path, line, column, message in cut_texts(text, texts.__contains__):
        yield Problem(file, line, column, dotted(texts[path]), message, "settings")


def _message(error: ErrorDetails) -> str:
    message = error["msg"]
    if error["type"] == "extra_forbidden":
        return f"unknown setting{did_you_mean(str(error['loc'][-1]), Clinic.model_fields)}"
    if error["type"] == "value_error":
        return message.removeprefix("Value error, ")
    return message[:1].lower() + message[1:]


def _plugin(text: str) -> FieldPath:
    """The path of the plugin's settings; empty if there are none. `!ENV` and other tags are ignored."""
    root = yaml.compose(text, Loader=yaml.BaseLoader)
    if not isinstance(root, yaml.MappingNode):
        return ()
    plugins = next((value for key, value in root.value if key.value == "plugins"), None)
    if isinstance(plugins, yaml.MappingNode):
        return ("plugins", PLUGIN)
    for index, plugin in enumerate(plugins.value if plugins else ()):
        if isinstance(plugin, yaml.MappingNode) and plugin.value[0][0].value == PLUGIN:
            return ("plugins", index, PLUGIN)
    return ()


_THIS_COMPUTER = re.compile(r"localhost|.*\.localhost|127(?:\.\d+){3}|\[?::1\]?|0\.0\.0\.0")
"""Host names that mean the author's own computer."""


def unpublishable(settings: Settings, file: str, text: str) -> list[Problem]:
    """Find settings that are missing or wrong for a site that is to be published.

    Args:
        settings: the settings of the site.
        file: the path of the settings file, as in problems.
        text: the text of that file.
    """
    problems = []
    for name, message in _missing(settings):
        position = locate_key(text, _path((name,), text))
        problems.append(Problem(file, position.line, position.column, name, message, "publish"))
    return problems


def _missing(settings: Settings) -> Iterator[tuple[str, str]]:
    if not settings.site_url:
        yield "site_url", "say where the site will stand before publishing"
    elif _THIS_COMPUTER.fullmatch(urlsplit(settings.site_url).hostname or ""):
        yield "site_url", f"nobody else can reach {settings.site_url}; say where the site will stand"
    if not settings.contact:
        yield "contact", "say where a reader reports a mistake before publishing"
