# `/quizzes/<id>/` and its standalone embed page, which share one form, one script, one style sheet.
#
# The script and the style sheets lie beside the templates, not in `overrides/`: the embed page has no
# theme, and a package for a learning platform takes the same files.

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from generator import prose
from generator.content.addresses import embed_address, page_address, quiz_address
from generator.content.questions import matches_of, may_shuffle, options_of, rows_of
from generator.content.review import review_of
from generator.output.files import AnyFile, OutputFile, PromisedFile
from generator.output.page import Head, page_content
from generator.quizzes import TEMPLATES
from generator.quizzes.linked_data import linked_quiz
from generator.quizzes.oembed import oembed_address, oembed_json, oembed_path
from generator.schema.page import Show
from generator.schema.quiz import Quiz, folded
from generator.website.navigation import near
from generator.website.pages.frame import crumbs, shared_names
from generator.website.pages.linked_data import Subject, linked_data

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.content.library import Library
    from generator.content.references import References
    from generator.output.files import AnyFile, FileContent
    from generator.output.page import PageContent
    from generator.schema.page import Page
    from generator.schema.sources import Source
    from generator.site import Site
    from generator.website.downloads import Format

STYLE, SCRIPT = "quiz.css", "quiz.js"
"""What both pages load."""
_COMMENT = re.compile(r"^\s*//(?! SPDX).*$|/\*(?! SPDX)[\s\S]*?\*/", re.MULTILINE)
"""A comment that fills its line, or stands between slashes and stars; those on licences stay."""
ASSETS = (STYLE, "embed.css", SCRIPT)


def render_quizzes(site: Site, formats: Sequence[Format] = ()) -> Iterator[AnyFile]:
    """Two pages for each quiz, and the files that all of them load.

    Args:
        site: the site.
        formats: what they can be downloaded as.
    """
    names = {**_names(site), "formats": formats, "educators": _educators(site.library)}

    for quiz in site.library.quizzes.values():
        yield from _pages_of(site, quiz, names)
    for page in site.library.pages.values():
        if page.show is Show.MIX and site.library.bank:
            address = embed_address(page_address(page.path))
            render = partial(_mix, site, page, address, names)
            yield PromisedFile(f"{address}index.html", f"pages/{page.path}.md", render)
    for name in ASSETS:
        yield OutputFile(asset_address(name), asset(name), f"../generator/quizzes/templates/{name}")


def _pages_of(site: Site, quiz: Quiz, names: Mapping[str, Any]) -> Iterator[PromisedFile[FileContent]]:
    source, address = f"quizzes/{quiz.id}.yml", quiz_address(quiz.id)
    yield PromisedFile(f"{address}index.md", source, partial(_page, site, quiz, names))
    yield PromisedFile(f"{embed_address(address)}index.html", source, partial(_embed, site, quiz, names))
    if site.settings.site_url:
        yield PromisedFile(oembed_path(quiz), source, partial(oembed_json, site, quiz))


def packaged_quiz(site: Site, quiz: Quiz, references: References, package: str) -> str:
    """The embed page of a quiz for a package that leaves the site.

    Args:
        site: the site.
        quiz: the quiz.
        references: what links lead to from there.
        package: the edition of SCORM whose player will run it, or what stands for it.
    """
    linked = bool(site.settings.site_url)
    return _render(site, "embed", references, quiz, {**_names(site), "package": package, "linked": linked})


def _names(site: Site) -> dict[str, Any]:
    """What templates of quizzes use."""
    return {
        **shared_names(site),
        "options_of": partial(options_of, gettext=site.translations.gettext),
        "may_shuffle": may_shuffle,
        "matches_of": matches_of,
        "rows_of": rows_of,
        "folded_of": lambda question: [folded(text) for text in question.accepted],
        "short_name": short_name,
        "package": "",
        "linked": True,
        "mixed": False,
    }


def _educators(library: Library) -> str:
    """The address of the page that explains the formats, if there is one."""
    paths = (page.path for page in library.pages.values() if page.show is Show.EMBEDS)
    return next(map(page_address, paths), "")


def asset(name: str) -> str:
    """A script or style sheet as it is published: without comments and indents, since every embed loads it.

    Args:
        name: one of `ASSETS`.
    """
    text = _COMMENT.sub("", (TEMPLATES / name).read_text(encoding="utf-8"))
    return _lean(text)


def _lean(text: str) -> str:
    """Lines without indents and empty ones: smaller on the wire, and one block of HTML to Markdown."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip()) + "\n"


def asset_address(name: str) -> str:
    """Where a file that quizzes load stands, from the site's root."""
    return f"assets/quiz/{name}"


def short_name(source: Source) -> str:
    """A source as it is named in passing: `Author 2011`, or its title if it has no author."""
    first = source.author[0] if source.author else None
    name = (first.family or first.literal if first else None) or source.title
    return f"{name} {source.issued.date_parts[0][0]}" if source.issued else name


def _page(site: Site, quiz: Quiz, names: Mapping[str, Any]) -> PageContent:
    address = quiz_address(quiz.id)
    references = site.references(address)
    description = prose.to_text(quiz.intro, references)
    way = crumbs(site, "quizzes")
    subject = Subject(address, quiz.title, description, way, review_of(quiz))
    head = Head(
        title=quiz.title,
        description=description,
        lead=prose.to_html(quiz.intro, references),
        section="quizzes",
        crumbs=way,
        near=tuple(near(site.library, "quizzes", quiz.id)),
        styles=(asset_address(STYLE),),
        scripts=(asset_address(SCRIPT),),
        oembed=oembed_address(site, quiz),
        linked_data=linked_data(site, subject, linked_quiz(site, quiz, references)),
    )
    topic = site.library.resolve(quiz.topic)
    key = f"quizzes/{quiz.id}"
    own = [one for one in site.library.leaflets.values() if one.topic == key]
    leaflets = [*filter(None, [site.library.leaflet_of.get(topic.key)]), *own]
    body = _render(site, "page", references, quiz, {**names, "topic": topic, "leaflets": leaflets})
    return page_content(head, body)


def _embed(site: Site, quiz: Quiz, names: Mapping[str, Any]) -> str:
    references = site.references(embed_address(quiz_address(quiz.id)), explain=False)
    return _render(site, "embed", references, quiz, names)


def _mix(site: Site, page: Page, address: str, names: Mapping[str, Any]) -> str:
    """The embed page of quizzes that readers build: every question, of which the address picks some.

    It is plain HTML like any embed page, so it can be read without a script and needs none of its own.
    """
    quiz = Quiz(
        id=page.path.rpartition("/")[2],
        title=site.library.pages["quizzes/index"].title,
        topic=f"pages/{page.path}",
        intro=page.lead,
        questions=tuple(site.library.bank.values()),
        checked=page.checked,
        review_by=page.review_by,
    )
    state = {"review": review_of(page, *site.library.quizzes.values()), "oembed": "", "mixed": True}
    references = site.references(address, explain=False)
    return _render(site, "embed", references, quiz, {**names, **state})


def _render(site: Site, template: str, references: References, quiz: Quiz, names: Mapping[str, Any]) -> str:
    told = {
        "quiz": quiz,
        "page_url": site.settings.absolute(quiz_address(quiz.id)),
        "oembed": oembed_address(site, quiz),
        "review": review_of(quiz),
    }
    html = site.render(f"quizzes/{template}.html", references, **{**told, **names})
    return _lean(html)
