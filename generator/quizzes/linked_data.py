# A quiz as search engines and catalogues of learning material read it: https://schema.org/Quiz.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator import prose
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
"""`eduQuestionType`: free text, in the words of schema.org's examples where they have one."""


def linked_quiz(site: Site, quiz: Quiz, references: References) -> dict[str, Any]:
    """A quiz with its questions, their answers and why they are right or wrong.

    Args:
        site: the site.
        quiz: the quiz.
        references: of the page that shows it.
    """
    page = f"quizzes/{quiz.id}/"
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
        "hasPart": [_question(site, one, references) for one in site.library.questions_of(quiz)],
    }


def _question(site: Site, question: Question, references: References) -> dict[str, Any]:
    answers = [*_answers(site, question, references)]
    right = [answer for correct, answer in answers if correct]
    why = {"@type": "Comment", "text": prose.to_text(question.explanation, references)}
    return {
        "@type": "Question",
        "eduQuestionType": _TYPES[question.type],
        "learningResourceType": "Practice problem",
        "text": prose.to_text(question.stem, references),
        "keywords": list(question.tags),
        "acceptedAnswer": [answer | {"answerExplanation": why} for answer in right],
        "suggestedAnswer": [answer for correct, answer in answers if not correct],
    }


def _answers(
    site: Site, question: Question, references: References
) -> Iterator[tuple[bool, dict[str, Any]]]:
    """Whether an answer is right, and the answer, in the order in which the question lists them."""
    for position, answer in enumerate(answers_of(question, site.translations.gettext)):
        said = (part if isinstance(part, str) else prose.to_text(part, references) for part in answer.text)
        comment = {"@type": "Comment", "text": prose.to_text(answer.feedback, references)}
        yield (
            answer.correct,
            {"@type": "Answer", "position": position, "text": ": ".join(said), "comment": comment},
        )
