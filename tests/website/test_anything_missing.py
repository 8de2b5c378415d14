# A site may lack nearly everything: whatever is taken away from a content folder, nothing is left of it.
#
# A field, a kind or a page is removed, and then what referred to it, as the checks demand. What is built
# from the rest has no empty heading or list and no broken link, and building it raises nothing.

from __future__ import annotations

import posixpath
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import lxml.html
import markdown
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.build import promise_files
from generator.checks import completeness, links, required
from generator.checks.each import all_problems
from generator.content.library import Library
from generator.content.list_pages import SHOWN_BY
from generator.content.load import load
from generator.content.localise import localise
from generator.content.tracked_content import tracked_content
from generator.handouts.sheet.context import NoSheet
from generator.handouts.sheet.documents import document
from generator.output.page import PageContent
from generator.schema.kinds import KINDS
from generator.settings.settings import Settings
from generator.site import Site
from generator.website.navigation import navigation
from generator.website.theme import theme_data
from tests.conftest import REPOSITORY
from tests.examples import half_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from generator.problems import Problem

pytestmark = pytest.mark.builds

EXAMPLES = ("neck-and-shoulder", "desk-stretches")
SAFE = {"warning-signs", "regions", "pages", "required"}
"""Kinds that every site has, or that are taken away otherwise."""
UNSEEN = {"regions", "required", "pages", "item-writing", "plain-language", "revisions"}
"""Kinds whose fields no page shows."""


def content_of(example: str) -> Path:
    return REPOSITORY / "examples" / example / "content"


def removable(content: Path) -> list[str]:
    """Everything that may be taken away: `kind`, `pages/path.md` or `file.yml:field`."""
    parts = [kind.name for kind in KINDS if kind.name not in SAFE and (content / kind.path).exists()]
    pages = (path.relative_to(content).as_posix() for path in content.rglob("*.md"))
    parts += [page for page in pages if page not in {"pages/index.md", "pages/warning-signs.md"}]
    for kind in KINDS:
        files = sorted((content / kind.path).glob("*.yml")) if kind.folder else [content / kind.path]
        for file in files if kind.name not in UNSEEN else ():
            data = yaml.safe_load(file.read_text("utf-8")) if file.is_file() else {}
            optional = (name for name, info in kind.model.model_fields.items() if not info.is_required())
            parts += [f"{file.relative_to(content).as_posix()}:{name}" for name in optional if name in data]
    return [part for part in parts if not re.fullmatch(r"quizzes/.*:questions", part)]


REMOVABLE = {example: removable(content_of(example)) for example in EXAMPLES}


# --- taking away -----------------------------------------------------------------------------------


def take_away(content: Path, part: str) -> None:
    """Remove a field, a kind or a page."""
    name, _, field = part.partition(":")
    by_name = {kind.name: kind.path for kind in KINDS}
    path = content / by_name.get(name, name)
    if field and path.is_file():
        data = yaml.safe_load(path.read_text("utf-8"))
        data.pop(field, None)
        path.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), "utf-8")
    elif path.is_dir():
        shutil.rmtree(path)
    elif not field:
        path.unlink(missing_ok=True)


def library_of(content: Path) -> tuple[Library, list[Problem]]:
    """The content, and what an author has to mend before anything else."""
    loaded, problems = load(content)
    library = Library(loaded)
    problems += all_problems(library, links.check(library))
    if not problems:
        problems += [*completeness.check(library), *all_problems(library, required.check(library))]
    return library, [problem for problem in problems if problem.rule != "unlinked"]


def mend(content: Path) -> Library:
    """Remove all that refers to what is not there, as the problems say."""
    for _ in range(30):
        library, problems = library_of(content)
        if not problems:
            return library
        for problem in reversed(problems):  # so that positions in lists stay as they were reported
            remove_reference(content, problem)
    raise AssertionError("\n".join(map(str, library_of(content)[1])))


def remove_reference(content: Path, problem: Problem) -> None:
    """Remove from a file what a problem is about."""
    path = Path(problem.file)
    if problem.rule == "completeness" and problem.where == "show":
        path.unlink(missing_ok=True)
        return
    if shown := re.search(r"no page has `show: ([a-z-]+)`", problem.message):
        listed = [kind for kind, show in SHOWN_BY.items() if show == shown[1]]
        for kind in listed or [shown[1]]:
            take_away(content, kind)
        return
    if not path.is_file():  # it went with an earlier problem
        return
    if where := problem.where:
        drop(path, where)
    quoted = re.search(r"'([^']+)'", problem.message)
    if quoted and path.is_file():
        path.write_text(without_reference(path.read_text("utf-8"), quoted[1]), "utf-8")


def without_reference(text: str, target: str) -> str:
    """A text without links, citations and quotations of something."""
    name = re.escape(target)
    text = re.sub(rf"\[([^\[\]]+)\]\[{name}(#[^\]]*)?\]", r"\1", text)
    text = re.sub(rf"\s*\[@[^\]]*{name}[^\]]*\]", "", text)
    return re.sub(rf"\{{[a-z]+:{name}\}}", "it", text)


def drop(path: Path, where: str) -> None:
    """Remove the field or list item at a path that holds an id; a leaflet or quiz about it goes too."""
    if path.suffix != ".yml" or not path.is_file():
        return
    data = yaml.safe_load(path.read_text("utf-8"))
    if where == "topic":
        path.unlink()
        return
    steps: list[Any] = [int(step) if step.isdigit() else step for step in where.split(".")]
    steps = steps[:-1] if steps[-1] in {"id", "teaches"} else steps
    inside = data
    for step in steps[:-1]:
        inside = inside[step]
    value = inside[steps[-1]] if not isinstance(inside, list) or steps[-1] < len(inside) else None
    if isinstance(value, str) and (" " in value or "[" in value):
        return  # prose: only the reference goes
    if isinstance(inside, list) and value is None:
        return
    del inside[steps[-1]]
    if isinstance(inside, list) and not inside and len(steps) > 1 and isinstance(steps[-2], str):
        holder = data
        for step in steps[:-2]:
            holder = holder[step]
        del holder[steps[-2]]
    path.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), "utf-8")


# --- what is left ----------------------------------------------------------------------------------


def rendered(library: Library) -> tuple[dict[str, HtmlElement], set[str]]:
    """Path of each page → its HTML, and the paths of all files."""
    content = tracked_content(localise(library.content, "uk"))
    site = Site(Library(content), Settings(site_name="Example", version="1", region="uk"))
    files = promise_files(site)
    for leaflet in site.library.leaflets.values():
        try:
            assert_no_empty_section(document(site, leaflet).data)
        except NoSheet as error:
            assert "choose other blocks" in str(error)  # noqa: PT017 - what a build tells the author
    assert navigation(site.library)
    assert theme_data(site)
    pages = {}
    for file in files:
        made = file.content
        if isinstance(made, PageContent):
            html = markdown.markdown(made.body, extensions=["attr_list", "md_in_html", "tables", "toc"])
            pages[file.path] = lxml.html.fragment_fromstring(html, create_parent="main")
        else:
            assert made is not None
    return pages, {file.path for file in files}


def assert_no_empty_section(data: dict[str, Any]) -> None:
    for sheet in data["sheets"]:
        for section in sheet["sections"]:
            assert section["parts"], section
            for part in section["parts"]:
                assert part.get("items") != [] or part["part"] == "call", section


LEAVES = "ul ol dl table figure tbody thead fieldset section details blockquote"


def gaps(page: HtmlElement) -> Iterator[str]:
    """Empty elements, and headings that nothing follows."""
    for element in page.iter(*LEAVES.split(), "p", "li", "td", "h1", "h2", "h3"):
        shows = element.text_content().strip() or element.xpath(
            ".//img|.//svg|.//input|.//iframe|.//select"
        )
        label = f"<{element.tag} class={element.get('class')!r} id={element.get('id')!r}>"
        scripted = element.get("role") == "status" or element.xpath(
            "ancestor-or-self::*[@hidden or @aria-live]"
        )
        if not shows and not scripted and not (element.tag == "td" and not element.get("data-label")):
            yield f"{label} is empty"
    for heading in page.iter("h2", "h3"):
        block = heading.getparent() if heading.getparent().tag in {"summary", "legend"} else heading
        alone = not (block.tail or "").strip() and block.getparent().tag != "div"
        if alone and is_end_of_section(block.getnext(), int(heading.tag[1])):
            yield f"nothing follows the heading {heading.text_content().strip()!r}"


def is_end_of_section(element: HtmlElement | None, level: int) -> bool:
    """Whether a section under a heading of a level ends where an element begins."""
    return element is None or (str(element.tag) in {"h1", "h2", "h3"} and int(element.tag[1]) <= level)


def broken_links(pages: dict[str, HtmlElement], files: set[str]) -> Iterator[str]:
    """Links to pages, files and places that do not exist."""
    addresses = {path.removesuffix("index.md").removesuffix(".md"): path for path in pages}
    addresses = {
        address if not address or address.endswith("/") else f"{address}/": path
        for address, path in addresses.items()
    }
    ids = {path: set(page.xpath("//@id")) for path, page in pages.items()}
    for address, path in addresses.items():
        for link in (*pages[path].xpath("//@href"), *pages[path].xpath("//@src")):
            target, _, anchor = str(link).partition("#")
            if re.match(r"[a-z]+:", target):
                continue
            target = target.partition("?")[0]
            to = (
                posixpath.normpath(posixpath.join(address or ".", target))
                if target
                else address.rstrip("/")
            )
            to = "" if to == "." else to
            at = addresses.get(f"{to}/" if to else "")
            nowhere = at is None and to not in files and not to.startswith("assets/")
            if nowhere or (at and anchor and anchor not in ids[at]):
                yield f"{path}: {link}"


FOREIGN = yaml.safe_load((REPOSITORY / "content" / "words.yml").read_text("utf-8"))["of_the_subject"]
"""The words of another subject, which the generator must not say by itself."""


def leaked_words(pages: dict[str, HtmlElement], content: Path) -> Iterator[str]:
    """Words of another subject on the pages that are not in the content."""
    own = " ".join(path.read_text("utf-8") for path in content.rglob("*.*")).casefold()
    foreign = [word for word in FOREIGN if word.casefold() not in own]
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, foreign))})\b", re.IGNORECASE)
    for path, page in pages.items():
        attributes = " ".join(page.xpath("//@alt|//@aria-label|//@title|//@placeholder"))
        for word in {*pattern.findall(f"{page.text_content()} {attributes}")}:
            yield f"{path}: says {word!r}, which is in no content"


def check_without(tmp: Path, example: str, parts: list[str]) -> None:
    """Take parts of an example away, mend the rest, build it and look for gaps."""
    content = tmp / "content"
    shutil.rmtree(content, ignore_errors=True)
    shutil.copytree(content_of(example), content)
    (content / "required.yml").unlink()
    for quiz in (content / "quizzes").glob("*.yml"):  # a question may not point to a section that has gone
        quiz.write_text(re.sub(r"(teaches: \S+)#\S+", r"\1", quiz.read_text("utf-8")), "utf-8")
    for part in parts:
        take_away(content, part)
    pages, files = rendered(mend(content))
    found = [f"{path}: {gap}" for path, page in pages.items() for gap in gaps(page)]
    found += [*broken_links(pages, files), *leaked_words(pages, content)]
    assert not found, "\n".join([str(parts), *found])


@pytest.mark.parametrize("example", EXAMPLES)
def test_nothing_is_found_while_everything_is_there(tmp_path: Path, example: str) -> None:
    check_without(tmp_path, example, [])


def some_parts(example: str) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(REMOVABLE[example]), min_size=1, max_size=6, unique=True)


@settings(max_examples=half_of(25), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some_parts("neck-and-shoulder"))
def test_what_is_taken_away_leaves_no_gap(tmp_path: Path, parts: list[str]) -> None:
    check_without(tmp_path, "neck-and-shoulder", parts)


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some_parts("desk-stretches"))
def test_what_is_taken_away_from_exercises_leaves_no_gap(tmp_path: Path, parts: list[str]) -> None:
    check_without(tmp_path, "desk-stretches", parts)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("example", "part"), [(example, part) for example in EXAMPLES for part in REMOVABLE[example]]
)
def test_each_part_alone_may_be_missing(tmp_path: Path, example: str, part: str) -> None:
    check_without(tmp_path, example, [part])
