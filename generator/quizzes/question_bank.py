# The question bank in parts, which "build your own quiz" and its embed page load by topic.
#
# Each part is a classic script, because a page that was opened from disk cannot fetch files.
# `bank.js` reads them:
#   rows/<quiz>.js    a topic's title, and its questions as the page lists them
#   embed/<quiz>.js   the same as the embed page asks them, with the sources that they name
#   ids/<number>.js   which topic has a question: id → quiz, for the ids that `bucket` sorts there

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

from generator.content.addresses import embed_address, page_address
from generator.content.bank import bucket, buckets, quizzes_of_bank
from generator.content.fields import questions_in
from generator.content.questions import answers_of
from generator.memo import fact, once_per_object
from generator.output.files import PromisedFile
from generator.schema.page import Show
from generator.website.choices import QUIZZES, FormChoice, names_of, render_choices

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.content.library import Library
    from generator.output.files import AnyFile
    from generator.schema.page import Page
    from generator.schema.quiz import Quiz
    from generator.site import Site


def render_bank(site: Site, shared: Mapping[str, Any]) -> Iterator[AnyFile]:
    """The scripts of the bank; none if the site has no page to build a quiz from them.

    Args:
        site: the site.
        shared: variables that all templates of quizzes use.
    """
    page = mix_page(site.library)
    if not page:
        return
    here = page_address(page.path)
    source = site.library.content.name("pages", page.path)
    quizzes = quizzes_of_bank(site.library)
    yield from render_choices(site, QUIZZES, lambda: (_choice(site, quiz) for quiz in quizzes), source)
    for quiz in quizzes:
        name, script = site.library.content.name("quizzes", quiz.id), f"{quiz.id}.js"
        yield PromisedFile(f"{here}rows/{script}", name, partial(_rows, site, here, quiz, shared))
        yield PromisedFile(embed_address(here) + script, name, partial(_forms, site, here, quiz, shared))
    for number in range(buckets(site.library)):
        yield PromisedFile(f"{here}ids/{number}.js", source, partial(_ids, site, number))


def _choice(site: Site, quiz: Quiz) -> FormChoice:
    topic = site.library.resolve(quiz.topic)
    size = _size(site, len(questions_in(quiz)))
    return FormChoice(quiz.id, topic.title, size, names_of(site.library, quiz.topic)[1:])


def _size(site: Site, number: int) -> str:
    return site.translations.ngettext("%(num)s question", "%(num)s questions", number) % {"num": number}


def mix_page(library: Library) -> Page | None:
    """The page on which readers build a quiz; None if there is none, or no question."""
    pages = (page for page in library.pages.values() if page.show is Show.MIX and library.quiz_with)
    return next(pages, None)


def _ids(site: Site, number: int) -> str:
    return _script(f"ids/{number}", dict(_in_bucket(site.library, str(number))))


@fact
def _in_bucket(library: Library, number: str) -> tuple[tuple[str, str], ...]:
    """Question and quiz of each id in a bucket."""
    return tuple(_buckets(library)[int(number)].items())


@once_per_object
def _buckets(library: Library) -> Sequence[dict[str, str]]:
    in_buckets: list[dict[str, str]] = [{} for _ in range(buckets(library))]
    for question, quiz in library.quiz_with.items():
        in_buckets[bucket(question, len(in_buckets))][question] = quiz
    return in_buckets


def _rows(site: Site, here: str, quiz: Quiz, shared: Mapping[str, Any]) -> str:
    answers = partial(answers_of, gettext=site.translations.gettext)
    variables = {**shared, "quiz": quiz, "answers_of": answers}
    html = site.render("quizzes/rows.html", site.references(here, explain=False), **variables)
    topic = site.library.resolve(quiz.topic)
    data = {"title": topic.title, "size": _size(site, len(quiz.questions)), "html": _lines(html)}
    return _script(f"rows/{quiz.id}", data)


def _forms(site: Site, here: str, quiz: Quiz, shared: Mapping[str, Any]) -> str:
    references = site.references(embed_address(here), explain=False)
    variables = {**shared, "quiz": quiz, "mixed": True}
    html = site.render("quizzes/questions.html", references, **variables)
    sources = site.render("quizzes/sources.html", references, **variables)
    return _script(f"embed/{quiz.id}", {"html": _lines(html), "sources": _lines(sources)})


def _lines(html: str) -> str:
    return "\n".join(line.strip() for line in html.splitlines() if line.strip())


def _script(name: str, data: object) -> str:
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"(window.unknotBank ||= {{}})[{json.dumps(name)}]={text};\n"
