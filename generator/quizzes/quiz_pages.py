# `/quizzes/<id>/` and its embed page for other websites, which share a form, a script and a style sheet.
#
# The script and style sheets are beside the templates, not in `overrides/`, because embed pages do not use
# the theme, and because packages for learning platforms contain the same files.

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from generator import prose
from generator.content.addresses import embed_address, page_address, quiz_address
from generator.content.bank import buckets
from generator.content.questions import matches_of, may_shuffle, options_of, rows_of
from generator.content.review import review_of
from generator.content.signatures import parts_of
from generator.output.files import OutputFile, PromisedFile
from generator.output.page import Head, page_content
from generator.prose.typed_answers import folded
from generator.quizzes import TEMPLATES
from generator.quizzes.linked_data import linked_quiz
from generator.quizzes.oembed import oembed_address, oembed_json, oembed_path
from generator.quizzes.question_bank import mix_page, render_bank
from generator.schema.page import Show
from generator.schema.quiz import Quiz
from generator.website.clinic_mark import clinic_data
from generator.website.navigation import near
from generator.website.pages.frame import crumbs, page_variables
from generator.website.pages.linked_data import Subject, linked_data
from generator.website.share_pictures import share_picture

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.content.library import Library
    from generator.content.references import References
    from generator.content.review import Review
    from generator.output.files import AnyFile, FileContent
    from generator.output.page import PageContent
    from generator.schema.common import Reviewed
    from generator.schema.page import Page
    from generator.schema.sources import Source
    from generator.site import Site
    from generator.website.downloads import Format

STYLE, SCRIPT = "quiz.css", "quiz.js"
"""Files that both pages load."""
_COMMENT = re.compile(r"^\s*//(?! SPDX).*$|/\*(?! SPDX)[\s\S]*?\*/", re.MULTILINE)
"""A `//` comment that fills its line, or a `/* */` comment, except licence lines (SPDX)."""
_LINK_TO_A_PAGE = re.compile(r'<a(?=\s(?:[^>]*\s)?href="[^#"])[^>]*>')
_REL = re.compile(r'\srel="[^"]*"')
ASSETS = (STYLE, "embed.css", SCRIPT)
BANK = "bank.js"
"""The script that loads questions by topic."""


def render_quizzes(site: Site, formats: Sequence[Format] = ()) -> Iterator[AnyFile]:
    """A page and an embed page for each quiz, and the files that these pages load.

    Args:
        site: the site.
        formats: the formats in which quizzes can be downloaded.
    """
    shared = {**_shared_variables(site), "formats": formats, "educators": _educators(site.library)}

    for quiz in site.library.quizzes.values():
        yield from _pages_of(site, quiz, shared)
    if page := mix_page(site.library):
        address = embed_address(page_address(page.path))
        name = site.library.content.name("pages", page.path)
        render = partial(_mix, site, page, address, {**shared, "buckets": buckets(site.library)})
        yield PromisedFile(f"{address}index.html", name, render)
        yield from render_bank(site, shared)
    for name in (*ASSETS, BANK):
        yield OutputFile(asset_address(name), asset(name), f"../generator/quizzes/templates/{name}")


def _pages_of(site: Site, quiz: Quiz, shared: Mapping[str, Any]) -> Iterator[PromisedFile[FileContent]]:
    source, address = site.library.content.name("quizzes", quiz.id), quiz_address(quiz.id)
    yield PromisedFile(f"{address}index.md", source, partial(_page, site, quiz, shared))
    yield PromisedFile(f"{embed_address(address)}index.html", source, partial(_embed, site, quiz, shared))
    if site.settings.site_url:
        yield PromisedFile(oembed_path(quiz), source, partial(oembed_json, site, quiz))


def packaged_quiz(site: Site, quiz: Quiz, references: References, package: str) -> str:
    """The embed page of a quiz for a package that is used outside the site.

    Args:
        site: the site.
        quiz: the quiz.
        references: how links lead from the package back to the site.
        package: the version of SCORM that the package uses, or a placeholder for it.
    """
    linked = bool(site.settings.site_url)
    variables = {
        **_shared_variables(site),
        "package": package,
        "linked": linked,
        "review": _review(site, quiz),
    }
    return _render(site, "embed", references, quiz, variables)


def _shared_variables(site: Site) -> dict[str, Any]:
    """Variables that all templates of quizzes use."""
    return {
        **page_variables(site),
        "options_of": partial(options_of, gettext=site.translations.gettext),
        "may_shuffle": may_shuffle,
        "matches_of": matches_of,
        "rows_of": rows_of,
        "folded_of": lambda question: [folded(text) for text in question.accepted],
        "short_name": short_name,
        "clinic": clinic_data(site.settings).get("clinic"),
        "package": "",
        "linked": True,
        "mixed": False,
    }


def _educators(library: Library) -> str:
    """The address of the page that explains the formats, if there is one."""
    paths = (page.path for page in library.pages.values() if page.show is Show.EMBEDS)
    return next(map(page_address, paths), "")


def asset(name: str) -> str:
    """The published text of one of the `ASSETS`: without comments and indentation, to keep embeds small."""
    text = _COMMENT.sub("", (TEMPLATES / name).read_text(encoding="utf-8"))
    return _without_white_space(text)


def _without_white_space(text: str) -> str:
    """The text without indentation and empty lines: shorter, and one block of HTML for Markdown."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip()) + "\n"


def asset_address(name: str) -> str:
    """The address of one of the `ASSETS` from the site's root."""
    return f"assets/quiz/{name}"


def short_name(source: Source) -> str:
    """A short name for a source: author and year, such as `Author 2011`; without an author, its title."""
    names = source.author or source.editor
    name = names[0].last if names else source.title
    return f"{name} {source.issued.years}" if source.issued else name


def _page(site: Site, quiz: Quiz, shared: Mapping[str, Any]) -> PageContent:
    address = quiz_address(quiz.id)
    references = site.references(address)
    description = prose.to_text(quiz.intro, references)
    trail = crumbs(site, "quizzes")
    review = _review(site, quiz)
    subject = Subject(address, quiz.title, description, trail, review)
    head = Head(
        title=quiz.title,
        description=description,
        lead=prose.to_html(quiz.intro, references),
        section="quizzes",
        crumbs=trail,
        near=tuple(near(site.library, "quizzes", quiz.id)),
        styles=(asset_address(STYLE),),
        scripts=(asset_address(SCRIPT),),
        oembed=oembed_address(site, quiz),
        share_picture=share_picture(site, f"{address}index.md"),
        linked_data=linked_data(site, subject, linked_quiz(site, quiz, references)),
    )
    topic = site.library.resolve(quiz.topic)
    about_quiz = site.library.leaflets_about.get(f"quizzes/{quiz.id}", ())
    leaflets = [*filter(None, [site.library.leaflet_of.get(topic.key)]), *about_quiz]
    about = {"topic": topic, "leaflets": leaflets, "review": review}
    body = _render(site, "page", references, quiz, {**shared, **about})
    return page_content(head, body)


def _embed(site: Site, quiz: Quiz, shared: Mapping[str, Any]) -> str:
    references = site.references(embed_address(quiz_address(quiz.id)), explain=False)
    return _render(site, "embed", references, quiz, {**shared, "review": _review(site, quiz)})


def _mix(site: Site, page: Page, address: str, shared: Mapping[str, Any]) -> str:
    """The embed page of the quizzes that readers build: it loads the questions that its address names."""
    quiz = Quiz(
        id=page.path.rpartition("/")[2],
        title=site.library.pages["quizzes/index"].title,
        topic=f"pages/{page.path}",
        intro=page.lead,
        questions=tuple(site.library.bank.values()),
        checked=page.checked,
        review_by=page.review_by,
    )
    state = {"review": _review(site, page), "oembed": "", "mixed": True}
    references = site.references(address, explain=False)
    return _render(site, "embed", references, quiz, {**shared, **state})


def _review(site: Site, file: Reviewed) -> Review:
    """When and by whom all that the page of a content file carries was checked."""
    return review_of(*parts_of(site.library, site.region, file))


def _render(
    site: Site, template: str, references: References, quiz: Quiz, variables: Mapping[str, Any]
) -> str:
    """Render a template for a quiz; `variables` override those that are derived from the quiz."""
    of_quiz = {
        "quiz": quiz,
        "page_url": site.settings.absolute(quiz_address(quiz.id)),
        "oembed": oembed_address(site, quiz),
    }
    html = site.render(f"quizzes/{template}.html", references, **{**of_quiz, **variables})
    return _without_white_space(_opening_outside(html) if template == "embed" else html)


def _opening_outside(html: str) -> str:
    """A page for a frame, in which links to other pages open in a new tab."""
    return _LINK_TO_A_PAGE.sub(
        lambda tag: _REL.sub("", tag[0]).replace("<a", '<a target="_blank" rel="noopener"', 1), html
    )
