# SPDX-License-Identifier: MIT
"""The Markdown of pages as sheets print it, and what they cannot print."""

from __future__ import annotations

from typing import Any

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from generator.prose import Prose
from generator.prose.page_blocks import page_blocks
from generator.prose.page_nodes import (
    Admonition,
    CodeBlock,
    Definitions,
    Divider,
    Grid,
    Heading,
    Image,
    InlineText,
    ListOf,
    PageBlock,
    Paragraph,
    Quotation,
    images_in,
    texts_in,
)
from generator.prose.page_text import unprintable
from generator.prose.page_words import page_words
from tests.conftest import REPOSITORY
from tests.prose.test_prose import Plain

# --- blocks, with Python-Markdown as the judge

EXTENSIONS = ["attr_list", "md_in_html", "def_list", "tables", "toc", "fenced_code", "admonition"]
"""Those of mkdocs.yml and of MkDocs itself, but `smarty`; and admonitions, which a site may add."""

FRAGMENTS = {
    "paragraph": "Some words\nthat go on",
    "bullets": "- one\n- two\n  goes on\n- three",
    "stars": "* one\n* two",
    "numbers": "1. one\n2. two\n\n    below two\n\n3. three",
    "nested": "- one\n    - inner\n        1. deep\n    - other\n- two",
    "quote in item": "- one\n\n    > said\n\n- two",
    "heading": "## A heading {#place}",
    "heading with an end": "### A heading ###",
    "underlined": "Heading\n=======",
    "underlined with dashes": "Heading\n-------",
    "rule": "---",
    "stars across": "* * *",
    "table": "| a | b |\n| :-- | --: |\n| 1 | `2|3` |\n| 4 | 5 |",
    "bare table": "a | b\n--- | ---\n1 | 2",
    "short row": "| a | b |\n|---|---|\n| 1 |",
    "definitions": "Term\n:   Its meaning\n    goes on\n\n:   Another\n\nTerm two\n:   Meaning",
    "terms": "Term\nOther term\n:   Its meaning",
    "quotation": "> said\ngoes on\n>\n> - item",
    "picture": '![A palm](palm.png "Title"){: .wide }',
    "fenced": "```\ncode <b>\n\nmore\n```",
    "tildes": "~~~ text\ncode\n~~~",
    "indented": "    code\n\n    more",
    "box": '!!! note "Watch"\n    inside\n\n    - item',
    "attributes": "Words\n{: .class }",
    "tabs": "-\tone\n-\ttwo\n\n\tbelow two\n\n#\tHeading\n\n\tcode",
    "comment": "<!-- hidden\nwords -->",
}


def judged(body: str) -> list[Any]:
    """What Python-Markdown makes of Markdown: tags and texts, as nested lists."""
    made = markdown.markdown(body, extensions=EXTENSIONS)
    return _tags(html.fragment_fromstring(made, create_parent="div"))


_BLOCKS = {
    "p",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "table",
    "hr",
    "pre",
    "div",
    "h1",
    "h2",
    "h3",
}


def _tags(element: Any) -> list[Any]:
    made: list[Any] = []
    if element.tag in {"li", "dd"} and (element.text or "").strip():  # a tight list has no paragraphs
        made.append(["p", _words(element)])
    for child in element:
        if not isinstance(child.tag, str) or child.tag not in _BLOCKS:
            continue
        if child.tag in {"p", "h1", "h2", "h3", "dt"}:
            image = child.find("img")
            made.append(
                [child.tag, _words(child)] if image is None else ["img", image.get("src"), image.get("alt")]
            )
        elif child.tag == "table":
            rows = [[" ".join(cell.text_content().split()) for cell in row] for row in child.iter("tr")]
            made.append(["table", rows])
        elif child.tag == "pre":
            made.append(["pre", child.text_content().strip("\n")])
        else:
            made.append([child.tag, *_tags(child)])
    return made


def _words(element: Any) -> str:
    inline = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _BLOCKS:
            inline += [child.text_content()]
        inline += [child.tail or ""] if child.tag not in _BLOCKS else []
    return " ".join("".join(inline).split())


def ours(blocks: tuple[PageBlock, ...]) -> list[Any]:
    """The same of our blocks."""
    return [_ours(block) for block in blocks]


def _ours(block: PageBlock) -> list[Any]:  # noqa: C901, PLR0911 - one for each type
    match block:
        case Heading(level, words):
            return [f"h{level}", text(words)]
        case Paragraph(words):
            return ["p", text(words)]
        case ListOf(ordered, items):
            return ["ol" if ordered else "ul", *(["li", *ours(item)] for item in items)]
        case Definitions(entries):
            return [
                "dl",
                *(
                    one
                    for terms, meanings in entries
                    for one in [["dt", text(term)] for term in terms] + [["dd", *ours(m)] for m in meanings]
                ),
            ]
        case Quotation(inside):
            return ["blockquote", *ours(inside)]
        case Admonition(title, inside):
            return ["div", ["p", text(title)], *ours(inside)]
        case CodeBlock(code):
            return ["pre", code]
        case Grid(columns, _, rows):
            return ["table", [[text(cell) for cell in row] for row in (columns, *rows)]]
        case Image(file, alt, _, _):
            return ["img", file, alt]
        case Divider():
            return ["hr"]


def text(words: InlineText) -> str:
    tree = page_words(words.source).tree(Plain(), quoted)
    return " ".join(_text(tree).split())


def _text(tree: list[dict[str, Any]]) -> str:
    return "".join(
        value if name in {"text", "code"} else _text(value) if isinstance(value, list) else ""
        for node in tree
        for name, value in node.items()
    )


def quoted(form: str, about: str) -> Prose:
    return Prose.of_plain(f"<{form} {about}>")


@pytest.mark.parametrize("name", FRAGMENTS)
def test_a_sheet_reads_blocks_as_the_page_does(name: str) -> None:
    body = f"Before.\n\n{FRAGMENTS[name]}\n\nAfter.\n"
    assert list(unprintable(body)) == []
    assert ours(page_blocks(body)[0]) == judged(body)


@given(st.lists(st.sampled_from(sorted(FRAGMENTS)), min_size=1, max_size=5))
def test_a_sheet_reads_pages_as_mkdocs_does(names: list[str]) -> None:
    body = "\n\nWords.\n\n".join(FRAGMENTS[name] for name in names)
    assert ours(page_blocks(body)[0]) == judged(body)


@given(st.text(alphabet="a b\n-*>#|:`!1.[](){}~<\t", max_size=60))
def test_whatever_is_written_is_read(body: str) -> None:
    blocks, _problems = page_blocks(body)
    list(unprintable(body))
    for words in texts_in(blocks):
        assert 0 <= words.start <= len(body)


def test_texts_and_pictures_know_their_places() -> None:
    body = "First\nline\n\n## Two {#two}\n\n- one\n    - inner\n\n"
    body += "| a | bb |\n|--|--|\n| c | dd |\n\n-\tthree\n\n\tfour\n\n#\tFive\n\n>\t ![Alt](a.png)\n"
    blocks, _ = page_blocks(body)
    for words in texts_in(blocks):
        assert body[words.start :].startswith(words.source)
    (image,) = images_in(blocks)
    assert body[image.start :].startswith("![Alt]")


# --- words


@pytest.mark.parametrize(
    ("source", "tree"),
    [
        (
            "a **b *c* d**",
            [{"text": "a "}, {"strong": [{"text": "b "}, {"emphasis": [{"text": "c"}]}, {"text": " d"}]}],
        ),
        ("_a_ b_c_d", [{"emphasis": [{"text": "a"}]}, {"text": " b_c_d"}]),
        ("***a***", [{"strong": [{"emphasis": [{"text": "a"}]}]}]),
        ("`a * b`", [{"code": "a * b"}]),
        ("a  \nb", [{"text": "a"}, {"break": True}, {"text": "b"}]),
        ("a<br>b", [{"text": "a"}, {"break": True}, {"text": "b"}]),
        ("H<sub>2</sub>O", [{"text": "H"}, {"subscript": [{"text": "2"}]}, {"text": "O"}]),
        ("[a](https://x.example/b_(c) 'no')", None),
        ('[a](https://x.example/b_(c) "t")', [{"link": [{"text": "a"}], "url": "https://x.example/b_(c)"}]),
        ("[a](#place)", [{"text": "a"}]),
        ("<https://x.example/>", [{"link": [{"text": "https://x.example/"}], "url": "https://x.example/"}]),
        (r"\*a\* &amp; &lt;b&gt; --", [{"text": "*a* & <b> –"}]),
        ('"So" ...', [{"text": "“So” …"}]),
        ("a {short:b-c} d", [{"text": "a "}, {"text": "<short b-c>"}, {"text": " d"}]),
        ("2 * 3 [x] {y z}", [{"text": "2 * 3 [x] {y z}"}]),
    ],
)
def test_words_become_a_tree(source: str, tree: list[dict[str, Any]] | None) -> None:
    made = page_words(source).tree(Plain(), quoted)
    assert tree is None or made == tree


# --- what a sheet cannot print


@pytest.mark.parametrize(
    ("markdown", "fix"),
    [
        ("some ![a](b.png) words", "on a line of its own"),
        ("![](b.png)", "for people who cannot see it"),
        ("![a](https://x.example/b.png)", "put a copy of it beside the page"),
        ("<div>a</div>", "write it in Markdown"),
        ("some <u>words</u>", "write it in Markdown"),
        ("[a]: https://x.example/", "write [words](address)"),
        ("a **b", "both ends"),
        ("a `b", "both ends"),
    ],
)
def test_a_sheet_cannot_print(markdown: str, fix: str) -> None:
    body = f"Some words.\n\n{markdown}\n"
    (problem, *_) = unprintable(body)
    assert problem.start >= len("Some words.\n\n")
    assert fix in problem.message


def test_the_judge_reads_with_the_extensions_of_the_site() -> None:
    config = (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8")
    listed = config.partition("markdown_extensions:")[2].partition("\n\n")[0]
    names = {line.strip(" -:") for line in listed.splitlines() if line.strip().startswith("- ")}
    assert names - {"smarty"} <= {*EXTENSIONS}
