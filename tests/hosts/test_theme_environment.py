# SPDX-License-Identifier: MIT
"""The theme's environment, made faster, has the same files and templates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import jinja2
from mkdocs.theme import Theme

from generator.hosts.mkdocs.theme_environment import speed_up
from generator.output.template_cache import TemplateCache

if TYPE_CHECKING:
    from pathlib import Path

FILES = ("a.css", "deep/er/b.js", "deep/.hidden.svg", ".icons/c.svg", ".icons/deep/d.svg", "e.html")


def test_all_files_that_are_not_hidden_are_listed_and_all_templates_can_be_loaded(tmp_path: Path) -> None:
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"this is {name}", "utf-8")
    (tmp_path / "linked").symlink_to(tmp_path / "deep", target_is_directory=True)
    plain, faster = Theme(custom_dir=str(tmp_path)), Theme(custom_dir=str(tmp_path))
    speed_up(faster)
    environment = faster.get_env()
    listed = plain.get_env().list_templates()
    assert ".icons/c.svg" in listed
    assert environment.list_templates() == [name for name in listed if "/." not in f"/{name}"]
    assert isinstance(environment.bytecode_cache, TemplateCache)
    assert isinstance(environment, jinja2.Environment)
    assert environment.get_template(".icons/c.svg").render() == "this is .icons/c.svg"
