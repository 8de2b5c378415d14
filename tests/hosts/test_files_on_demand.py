# SPDX-License-Identifier: MIT
"""Files that MkDocs gets only if a page links to them."""

from __future__ import annotations

from mkdocs.structure.files import File

from generator.hosts.mkdocs.files_on_demand import FilesOnDemand


def test_a_file_is_made_when_it_is_looked_up() -> None:
    made: list[str] = []

    def make() -> File:
        made.append("data/x.json")
        return File("data/x.json", None, "site", use_directory_urls=True)

    files = FilesOnDemand([])
    files.promise("data/x.json", make)
    assert list(files) == []
    assert files.get_file_from_path("data/y.json") is None
    file = files.get_file_from_path("./data/x.json")
    assert file is not None
    assert file.src_uri == "data/x.json"
    assert files.get_file_from_path("data/x.json") is file
    assert made == ["data/x.json"]
