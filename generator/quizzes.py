# `/quizzes/<id>/` and its standalone embed page, which share one form, one script, one style sheet.
#
# The script and the style sheets lie beside the templates, not in `overrides/`: the embed page has no
# theme, and a package for a learning platform takes the same files.

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator import prose
from generator.library import page_address
from generator.linked_data import Subject, linked_data
from generator.navigation import near
from generator.output import OutputFile
from generator.page_file import Head, page_file
from generator.pages.frame import crumbs, shared_names
from generator.prose import Prose
from generator.review import review_of
from generator.schema.page import Show
from generator.schema.quiz import ChoiceQuestion, Option

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from generator.formats import Format
    from generator.library import Library
    from generator.references import References
    from generator.schema.quiz import Question, Quiz
    from generator.schema.sources import Source
    from generator.site import Site

TEMPLATES = Path(__file__).parent / "templates" / "quizzes"
STYLE, SCRIPT = "quiz.css", "quiz.js"
"""What both pages load."""
ASSETS = (STYLE, "embed.css", SCRIPT)


def render_quizzes(site: Site, formats: Sequence[Format] = ()) -> Iterator[OutputFile]:
    """Two pages for each quiz, and the files that all of them load.

    Args:
        site: the site.
        formats: what they can be downloaded as.
    """
    names = {**_names(site), "formats": formats, "educators": _educators(site.library)}

    def both(quiz: Quiz) -> tuple[OutputFile, OutputFile]:
        return _page(site, quiz, names), _embed(site, quiz, names)

    yield from site.each(
        both,
        site.library.quizzes.values(),
        lambda quiz: (f"quizzes/{quiz.id}/index.md", f"quizzes/{quiz.id}/embed/index.html"),
    )
    for name in ASSETS:
        text = (TEMPLATES / name).read_text(encoding="utf-8")
        yield OutputFile(asset_address(name), text, f"../generator/templates/quizzes/{name}")


def packaged_quiz(site: Site, quiz: Quiz, references: References, package: str) -> str:
    """The embed page of a quiz for a package that leaves the site.

    Args:
        site: the site.
        quiz: the quiz.
        references: what links lead to from there.
        package: the edition of SCORM whose player will run it.
    """
    linked = bool(site.settings.site_url)
    return _render(site, "embed", references, quiz, {**_names(site), "package": package, "linked": linked})


def _names(site: Site) -> dict[str, Any]:
    """What templates of quizzes use."""
    return {
        **shared_names(site),
        "options_of": partial(options_of, gettext=site.translations.gettext),
        "may_shuffle": may_shuffle,
        "short_name": short_name,
        "package": "",
        "linked": True,
    }


def _educators(library: Library) -> str:
    """The address of the page that explains the formats, if there is one."""
    paths = (page.path for page in library.pages.values() if page.show is Show.EMBEDS)
    return next(map(page_address, paths), "")


def asset_address(name: str) -> str:
    """Where a file that quizzes load stands, from the site's root."""
    return f"assets/quiz/{name}"


def options_of(question: Question, gettext: Callable[[str], str] = str) -> tuple[Option, ...]:
    """What a reader chooses from; "true" and "false" where the question lists no options.

    Args:
        question: the question.
        gettext: translates the two words.
    """
    if isinstance(question, ChoiceQuestion):
        return question.options
    _ = gettext
    true, false = Prose.parse(_("True")), Prose.parse(_("False"))
    return (
        Option(text=true, correct=question.answer, feedback=question.if_true),
        Option(text=false, correct=not question.answer, feedback=question.if_false),
    )


def may_shuffle(question: Question) -> bool:
    """Whether its options can stand in any order: not true before false, nor rising numbers."""
    return isinstance(question, ChoiceQuestion) and not all(
        option.text.source[0].isdigit() for option in question.options
    )


def short_name(source: Source) -> str:
    """A source as it is named in passing: `Author 2011`, or its title if it has no author."""
    first = source.author[0] if source.author else None
    name = (first.family or first.literal if first else None) or source.title
    return f"{name} {source.issued.date_parts[0][0]}" if source.issued else name


def _page(site: Site, quiz: Quiz, names: Mapping[str, Any]) -> OutputFile:
    address = f"quizzes/{quiz.id}/"
    references = site.references(address)
    description = prose.to_text(quiz.intro, references)
    way = crumbs(site, "quizzes")
    head = Head(
        title=quiz.title,
        description=description,
        lead=prose.to_html(quiz.intro, references),
        section="quizzes",
        crumbs=way,
        near=tuple(near(site.library, "quizzes", quiz.id)),
        styles=(asset_address(STYLE),),
        scripts=(asset_address(SCRIPT),),
        linked_data=linked_data(site, Subject(address, quiz.title, description, way, review_of(quiz))),
    )
    topic = site.library.resolve(quiz.topic)
    leaflet = site.library.leaflet_of.get(topic.key)
    body = _render(site, "page", references, quiz, {**names, "topic": topic, "leaflet": leaflet})
    return page_file(f"{address}index.md", head, body, f"quizzes/{quiz.id}.yml")


def _embed(site: Site, quiz: Quiz, names: Mapping[str, Any]) -> OutputFile:
    address = f"quizzes/{quiz.id}/embed/"
    html = _render(site, "embed", site.references(address, explain=False), quiz, names)
    return OutputFile(f"{address}index.html", html, f"quizzes/{quiz.id}.yml")


def _render(site: Site, template: str, references: References, quiz: Quiz, names: Mapping[str, Any]) -> str:
    html = site.render(
        f"quizzes/{template}.html",
        references,
        quiz=quiz,
        page_url=site.settings.absolute(f"quizzes/{quiz.id}/"),
        review=review_of(quiz),
        **names,
    )
    # Without blank lines and indents it is one block of HTML to Markdown, and smaller on the wire.
    return "\n".join(line.strip() for line in html.splitlines() if line.strip()) + "\n"
