# Checks that quizzes ask about the topics that the blueprint in `item-writing.yml` lists for them.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.content.library import UnknownTarget

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.checks.items.item import Finding
    from generator.content.library import Library
    from generator.schema.quiz import Quiz


def missing_topics(library: Library, quiz: Quiz) -> Iterator[str]:
    """Report what the blueprint lists for a quiz and none of its questions teaches."""
    topic = _address(library, quiz.topic)
    taught = {_address(library, question.teaches) for question in library.questions_of(quiz)}
    pages = {address.partition("#")[0] for address in taught}
    for required in _required(library, topic):
        if required not in (taught if "#" in required else pages):
            yield f"no question has `teaches: {required}`; ask about it"


def asked(library: Library) -> Iterator[tuple[str, str]]:
    """The topic of each entry of the blueprint, and as a sentence what it lists for a quiz about that."""
    kinds = library.content.items
    for plan in library.item_writing.blueprint:
        about = f"one of {plan.topic}" if plan.topic in kinds else plan.topic
        covers = ", ".join(f"each of {one}" if one in kinds else one for one in plan.covers)
        message = f"A quiz about {about} has questions that have in `teaches`: {covers}."
        yield plan.topic, message


def _required(library: Library, topic: str) -> Iterator[str]:
    """What a quiz on a page must teach, as `kind/id` or `kind/id#part`."""
    for plan in library.item_writing.blueprint:
        if topic in library.entries and plan.topic in {topic, topic.partition("/")[0]}:
            for cover in plan.covers:
                yield from _expanded(library, topic, cover)


def _expanded(library: Library, topic: str, cover: str) -> Iterator[str]:
    if cover.startswith("#"):
        yield f"{topic}{cover}"
    elif cover in library.content.items:
        yield from (f"{cover}/{id_}" for id_ in library.content.items[cover])
    else:
        yield _address(library, cover)


def _address(library: Library, target: str) -> str:
    """A target with its kind in front, whether or not the author wrote the kind."""
    name, hash_, part = target.partition("#")
    try:
        return library.resolve(name).key + hash_ + part
    except UnknownTarget:
        return target  # `checks/links.py` reports it


def unknown_topics(library: Library) -> Iterator[Finding]:
    """Report blueprint topics without a quiz, and unknown targets in the blueprint."""
    topics = {_address(library, quiz.topic) for quiz in library.quizzes.values()}
    kinds = library.content.items
    for index, plan in enumerate(library.item_writing.blueprint):
        if plan.topic not in kinds and plan.topic not in topics:
            yield (
                ("blueprint", index, "topic"),
                f"no quiz has `topic: {plan.topic}`; write one, or correct it",
            )
        for number, cover in enumerate(plan.covers):
            if not cover.startswith("#") and cover not in kinds:
                try:
                    library.resolve(cover)
                except UnknownTarget as error:
                    yield ("blueprint", index, "covers", number), str(error)
