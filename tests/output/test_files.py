# SPDX-License-Identifier: MIT
"""Files to publish: in memory, or promised and rendered when first read."""

from __future__ import annotations

import pytest

from generator.output.files import OutputFile, PromisedFile, RenderError, published_path, rendered


def never() -> str:
    pytest.fail("it was rendered")


def test_comparing_hashing_and_printing_a_promise_renders_nothing() -> None:
    one, other = PromisedFile("a.md", "a.yml", never), PromisedFile("a.md", "a.yml", never)
    assert one == one  # noqa: PLR0124 - compares a promise with itself on purpose
    assert one != other
    assert len({one, other, one}) == 2
    assert repr(one) == "PromisedFile('a.md', 'a.yml')"
    assert (one.path, one.source) == ("a.md", "a.yml")


def test_a_promise_is_rendered_once() -> None:
    calls: list[str] = []

    def render() -> str:
        calls.append("called")
        return "é"

    promise = PromisedFile("a.txt", "a.yml", render)
    assert (promise.content, promise.data, promise.rendered) == ("é", "é".encode(), promise.rendered)
    assert promise.digest == OutputFile("b.txt", "é".encode(), "").digest
    assert rendered([promise, promise.rendered]) == [OutputFile("a.txt", "é", "a.yml")] * 2
    assert calls == ["called"]


def test_a_promise_that_cannot_be_rendered_raises_each_time() -> None:
    def render() -> str:
        raise RenderError("no such font")

    promise = PromisedFile("a.pdf", "a.yml", render)
    for _ in range(2):
        with pytest.raises(RenderError, match="no such font"):
            _ = promise.data


@pytest.mark.parametrize("path", ["", "/etc/x", "../x", "a/../../x"])
def test_a_path_outside_the_site_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match="not a path inside the site"):
        OutputFile(path, "", "")
    with pytest.raises(ValueError, match="not a path inside the site"):
        PromisedFile(path, "", never)


@pytest.mark.parametrize(
    ("path", "published"),
    [
        ("index.md", "index.html"),
        ("a/index.md", "a/index.html"),
        ("about.md", "about/index.html"),
        ("data/a.json", "data/a.json"),
    ],
)
def test_the_published_path_of_a_page(path: str, published: str) -> None:
    assert published_path(path) == published
