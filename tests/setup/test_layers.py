# The picture of the generator's layers is drawn from the import contract, so the two agree.

from __future__ import annotations

import runpy
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree

from tests.conftest import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

SCRIPT = runpy.run_path(str(REPOSITORY / "docs" / "layers.py"))
NAMESPACE = {"s": "http://www.w3.org/2000/svg"}

CONTRACT = """
[[tool.importlinter.contracts]]
name = "hosts only"
type = "forbidden"

[[tool.importlinter.contracts]]
name = "layers"
type = "layers"
containers = ["made"]
layers = ["hosts", "(handouts) | (quizzes) | (gone)", "problems"]
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    files = {
        "pyproject.toml": CONTRACT,
        "made/hosts/__init__.py": "# SPDX-License-Identifier: MIT\n#\n# Who calls us. And how.\n",
        "made/handouts/__init__.py": "# Sheets < pages,\n# on paper.\n#\n# More of it.\n",
        "made/quizzes/__init__.py": "# Quizzes `as` files.\n",
        "made/problems.py": "# What is wrong, and where.\n\nimport os\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def draw(root: Path) -> etree._Element:
    return etree.fromstring(SCRIPT["layers_picture"](root).encode())


def texts(picture: etree._Element, path: str) -> list[Any]:
    return [element.text for element in picture.iterfind(path, NAMESPACE)]


def test_the_picture_is_what_the_contract_says() -> None:
    """If not: `.venv/bin/python docs/layers.py`."""
    assert SCRIPT["PICTURE"].read_text("utf-8") == SCRIPT["layers_picture"]()


def test_each_row_is_a_box_with_the_name_and_first_sentence_of_each_part(project: Path) -> None:
    picture = draw(project)
    assert len(picture.findall("s:rect", NAMESPACE)) == 3
    assert texts(picture, "s:text[@class='name']") == ["hosts/", "handouts/", "quizzes/", "problems.py"]
    purposes = ["Who calls us", "Sheets < pages, on paper", "Quizzes as files", "What is wrong, and where"]
    assert set(purposes) < set(texts(picture, "s:text"))


def test_it_says_the_same_in_words(project: Path) -> None:
    picture = draw(project)
    assert picture.get("role") == "img"
    named = [texts(picture, f"*[@id='{id_}']")[0] for id_ in picture.get("aria-labelledby", "").split()]
    assert named[0] == "The layers of the generator"
    assert "Row 2: handouts/, quizzes/." in named[1]


def test_a_package_that_does_not_say_what_it_holds_is_named(project: Path) -> None:
    (project / "made" / "quizzes" / "__init__.py").write_text("import os\n")
    with pytest.raises(SCRIPT["NoCommentError"], match=r"quizzes/__init__\.py must open with a comment"):
        draw(project)
