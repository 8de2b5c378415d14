# What is wrong with settings, and where it stands in `mkdocs.yml`.

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import yaml

from generator.content.yaml_file import locate, locate_key
from generator.problems import Problem, did_you_mean, dotted
from generator.settings.settings import Clinic, Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

    from generator.problems import FieldPath

PLUGIN = "unknot"
_OF_THE_SITE = ("site_name", "site_url")
"""Settings that stand at the top; all others are the plugin's."""


def settings_problems(error: ValidationError, file: str, text: str) -> list[Problem]:
    """Every setting that cannot be used.

    Args:
        error: what the settings' schema says.
        file: the name of the file that has them.
        text: what is in it.
    """
    return [_problem(one, file, text) for one in error.errors()]


def _problem(error: ErrorDetails, file: str, text: str) -> Problem:
    names = error["loc"]
    find = locate_key if error["type"] == "extra_forbidden" else locate
    position = find(text, _path(names, text))
    return Problem(file, position.line, position.column, dotted(names), _message(error), "settings")


def _path(names: FieldPath, text: str) -> FieldPath:
    """The path of a setting from the root of the file."""
    return names if names[:1] and names[0] in _OF_THE_SITE else (*_plugin(text), *names)


_NAMES = sorted({*Settings.model_fields, *Clinic.model_fields})


def _message(error: ErrorDetails) -> str:
    message = error["msg"]
    if error["type"] == "extra_forbidden":
        return f"unknown setting{did_you_mean(str(error['loc'][-1]), _NAMES)}"
    if error["type"] == "value_error":
        return message.removeprefix("Value error, ")
    return message[:1].lower() + message[1:]


def _plugin(text: str) -> FieldPath:
    """The way to the plugin's settings; `!ENV` and other tags do not matter here."""
    root = yaml.compose(text, Loader=yaml.BaseLoader)
    if not isinstance(root, yaml.MappingNode):
        return ()
    plugins = next((value for key, value in root.value if key.value == "plugins"), None)
    if isinstance(plugins, yaml.MappingNode):
        return ("plugins", PLUGIN)
    for index, one in enumerate(plugins.value if plugins else ()):
        if isinstance(one, yaml.MappingNode) and one.value[0][0].value == PLUGIN:
            return ("plugins", index, PLUGIN)
    return ()


_OWN = re.compile(r"localhost|.*\.localhost|127(?:\.\d+){3}|\[?::1\]?|0\.0\.0\.0")
"""Names by which a computer calls itself."""


def unpublishable(settings: Settings, file: str, text: str) -> list[Problem]:
    """What is missing in the settings.

    Args:
        settings: the site's settings.
        file: the settings' file, as problems name it.
        text: what is in it.
    """
    problems = []
    for name, message in _missing(settings):
        position = locate_key(text, _path((name,), text))
        problems.append(Problem(file, position.line, position.column, name, message, "publish"))
    return problems


def _missing(settings: Settings) -> Iterator[tuple[str, str]]:
    if not settings.site_url:
        yield "site_url", "say where the site will stand before publishing"
    elif _OWN.fullmatch(urlsplit(settings.site_url).hostname or ""):
        yield "site_url", f"nobody else can reach {settings.site_url}; say where the site will stand"
    if not settings.contact:
        yield "contact", "say where a reader reports a mistake before publishing"
