# JSON-LD for a quiz (https://schema.org/Quiz), for search engines and catalogues of learning material.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator import prose
from generator.content.addresses import quiz_address
from generator.content.questions import answers_of
from generator.website.pages.linked_data import full_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.content.references import References
    from generator.schema.quiz import Question, Quiz
    from generator.site import Site

_TYPES = {
    "single-choice": "Multiple choice",
    "multiple-choice": "Checkbox",
    "true-false": "Multiple choice",
    "matching": "Matching",
    "ordering": "Ordering",
    "short-answer": "Open ended",
}
"""Question type → `eduQuestionType`: free text, in the words of schema.org's examples if there are any."""


def linked_quiz(site: Site, quiz: Quiz, references: References) -> dict[str, Any]:
    """Describe a quiz: its questions, their answers, and why each answer is right or wrong.

    Args:
        site: The site that the quiz belongs to.
        quiz: The quiz to describe.
        references: Those of the page that carries the JSON-LD.

    Returns:
        A JSON-LD node of type `Quiz`, without `@context`.
    """
    page = quiz_address(quiz.id)
    topic = site.library.resolve(quiz.topic)
    return {
        "@type": "Quiz",
        "@id": f"{site.settings.absolute(page)}#quiz",
        "name": quiz.title,
        "description": prose.to_text(quiz.intro, references),
        "about": {"@type": "Thing", "name": topic.title, "url": full_address(site, page, topic.address)},
        "learningResourceType": "Practice problem",
        "inLanguage": site.region.language,
        "isAccessibleForFree": True,
        "hasPart": [_question(site, question, references) for question in site.library.questions_of(quiz)],
    }


def _question(site: Site, question: Question, references: References) -> dict[str, Any]:
    answers = [*_answers(site, question, references)]
    correct_answers = [answer for correct, answer in answers if correct]
    explanation = {"@type": "Comment", "text": prose.to_text(question.explanation, references)}
    return {
        "@type": "Question",
        "eduQuestionType": _TYPES[question.type],
        "learningResourceType": "Practice problem",
        "text": prose.to_text(question.stem, references),
        "keywords": list(question.tags),
        "acceptedAnswer": [answer | {"answerExplanation": explanation} for answer in correct_answers],
        "suggestedAnswer": [answer for correct, answer in answers if not correct],
    }


def _answers(
    site: Site, question: Question, references: References
) -> Iterator[tuple[bool, dict[str, Any]]]:
    """Each answer in the question's order: whether it is correct, and its JSON-LD node."""
    for position, answer in enumerate(answers_of(question, site.translations.gettext)):
        texts = (part if isinstance(part, str) else prose.to_text(part, references) for part in answer.text)
        comment = {"@type": "Comment", "text": prose.to_text(answer.feedback, references)}
        yield (
            answer.correct,
            {"@type": "Answer", "position": position, "text": ": ".join(texts), "comment": comment},
        )
