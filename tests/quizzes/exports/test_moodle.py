# Moodle XML and GIFT, read as Moodle reads them.
#
# The GIFT reader follows Moodle's description of the format, and parses in the same order: escapes become
# placeholders, then the first brace opens the answers, `####` splits off the general feedback, and so on.
# It is stricter: what Moodle silently ignores is an error here.

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from fractions import Fraction

import lxml.etree
import lxml.html
import pytest

from generator.quizzes.exports.moodle_fractions import percent
from tests.quizzes.exports.exports_example import (
    ACCEPTED_SPELLINGS,
    CHOICES,
    MATCHES,
    MULTIPLE_CHOICE,
    NAME,
    ODD,
    ODD_WORD,
    PAIRS,
    QUESTIONS,
    STEPS,
    WRONG_ANSWERS,
    answers,
    exported,
    match_answers,
    ordered,
    points,
)
from tests.quizzes.exports.test_formats import EMERGENCY, NOT_CHECKED

ONE_PARTS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20)
OTHERS = ((9, 10), (5, 6), (4, 5), (3, 4), (7, 10), (2, 3), (3, 5), (2, 5), (3, 10), (0, 1))
GRADES = [Fraction(1, part) for part in ONE_PARTS] + [Fraction(*parts) for parts in OTHERS]
"""The fractions of a mark that Moodle accepts; it stores seven decimals of each."""


def moodle_grade(fraction: float) -> float:
    """Moodle's own value for a fraction in a file (`match_grade_options`); an error if it has none."""
    known = [round(float(sign * grade), 7) for grade in GRADES for sign in (1, -1)]
    [grade, *_] = [grade for grade in known if abs(grade - fraction) < 0.00001]
    return grade


def moodle_score(fractions: list[float]) -> float:
    """The mark for an answer: a sum between 0 and 1, which is 1 if it is almost 1 (`question_state`)."""
    total = min(1.0, max(0.0, sum(fractions)))
    return 1.0 if total > 0.999999 else 0.0 if total < 0.000001 else total


def moodle_word(shares: list[tuple[str, float]], typed: str) -> float:
    """The mark for a typed answer: that of the first matching pattern (`compare_string_with_wildcard`)."""
    for pattern, share in shares:
        bits = [re.escape(bit.replace(r"\*", "*")) for bit in re.split(r"(?<!\\)\*+", pattern)]
        if re.fullmatch(".*".join(bits), typed.strip(), re.IGNORECASE):
            return share
    return 0.0


def plain(markup: str) -> str:
    """The text of some HTML."""
    return str(lxml.html.fragment_fromstring(markup, create_parent=True).text_content()) if markup else ""


# --- Moodle XML


@pytest.fixture(scope="module")
def quiz() -> lxml.etree._Element:
    return lxml.etree.fromstring(exported("moodle"))


def question(quiz: lxml.etree._Element, id_: str) -> lxml.etree._Element:
    [element] = quiz.xpath("question[idnumber=$id]", id=id_)
    return element


def test_moodle_category_and_description_have_the_notice(quiz: lxml.etree._Element) -> None:
    category, description, *others = quiz.findall("question")
    assert category.findtext("category/text") == '$course$/top/House//Home/Odd & "ends" // 1'
    assert description.get("type") == "description"
    for text in (category.findtext("info/text"), description.findtext("questiontext/text")):
        assert EMERGENCY in plain(text)
        assert NOT_CHECKED in plain(text)
        assert f"https://unknot.example/quizzes/{NAME}/" in plain(text)
        assert f"Ring 999 & see: {ODD}" in plain(text)
    assert [other.findtext("idnumber") for other in others] == list(QUESTIONS)


def test_moodle_types_and_settings(quiz: lxml.etree._Element) -> None:
    for id_ in CHOICES:
        element = question(quiz, id_)
        if "claim" in id_:
            assert element.get("type") == "truefalse"
            assert element.xpath("answer/text/text()") == ["true", "false"]
            assert element.findtext("penalty") == "1"
        else:
            assert element.get("type") == "multichoice"
            assert element.findtext("single") == str(id_ not in MULTIPLE_CHOICE).lower()
            assert element.findtext("shuffleanswers") == "true"
        assert element.findtext("defaultgrade") == "1"


def test_moodle_keeps_odd_text(quiz: lxml.etree._Element) -> None:
    odd = question(quiz, "odd")
    assert plain(odd.findtext("questiontext/text")) == f"Odd: {ODD}"
    assert [plain(text) for text in odd.xpath("answer/text/text()")] == [ODD, "%100%weight", f"{ODD} x"]
    feedback = [plain(text) for text in odd.xpath("answer/feedback/text/text()")]
    assert feedback == [f"Right: {ODD}", "[html] It is a link.", ODD]
    assert plain(odd.findtext("generalfeedback/text")).startswith(f"Because {ODD}")
    claim = question(quiz, "claim")
    feedback = [plain(text) for text in claim.xpath("answer/feedback/text/text()")]
    assert feedback == [f"Said true: {ODD}", f"Said false: {ODD}"]


def test_moodle_keeps_reason_sources_and_tags(quiz: lxml.etree._Element) -> None:
    thirds = question(quiz, "thirds")
    reason = thirds.findtext("generalfeedback/text")
    assert "The <strong>neck</strong> needs care." in reason
    assert "Source: Cambron JA" in reason
    assert '<a href="https://unknot.example/techniques/slow-glide/#feel">' in reason
    assert thirds.xpath("tags/tag/text/text()") == ["water", "metal", "bloom-apply"]


@pytest.mark.parametrize("id_", CHOICES)
def test_moodle_scores_every_answer(quiz: lxml.etree._Element, id_: str) -> None:
    texts = question(quiz, id_).xpath("answer/@fraction")
    assert all(re.fullmatch(r"-?\d{1,3}(\.\d{1,5})?", text) for text in texts)
    fractions = [moodle_grade(float(text) / 100) for text in texts]
    for picked in answers(id_):
        score = moodle_score([fractions[place] for place in picked])
        assert score == pytest.approx(float(points(id_, picked)), abs=1e-6)
        assert (score == 1) == (points(id_, picked) == 1)


def test_moodle_matches_every_pair(quiz: lxml.etree._Element) -> None:
    """Moodle merges equal matches, scores only rows that have a text, and drops markup in matches."""
    element = question(quiz, "pairs")
    assert element.get("type") == "matching"
    pairs = [
        (plain(one.findtext("text")), plain(one.findtext("answer/text")))
        for one in element.findall("subquestion")
    ]
    assert {match for _, match in pairs} == MATCHES
    assert not any("<" in one for one in element.xpath("subquestion/answer/text/text()"))
    stems = {stem: match for stem, match in pairs if stem}
    assert stems == PAIRS
    for answer, expected in match_answers():
        right = sum(answer.get(stem) == match for stem, match in stems.items())
        assert Fraction(right, len(stems)) == expected
    assert "Lead → Sinks It is a metal.Cork" in plain(element.findtext("generalfeedback/text"))


def test_moodle_orders_every_step(quiz: lxml.etree._Element) -> None:
    """`ABSOLUTE_POSITION` counts the steps that are at the same position as in the file."""
    element = question(quiz, "steps")
    assert element.get("type") == "ordering"
    assert element.findtext("gradingtype") == "ABSOLUTE_POSITION"
    assert element.findtext("selecttype") == "ALL"
    steps = [plain(text) for text in element.xpath("answer/text/text()")]
    assert steps == list(STEPS)
    for order, expected in ordered():
        right = sum(expected_step == step for expected_step, step in zip(steps, order, strict=True))
        assert Fraction(right, len(steps)) == expected
    assert f"2. {ODD} Step: {ODD}" in plain(element.findtext("generalfeedback/text"))


def test_moodle_accepts_every_spelling(quiz: lxml.etree._Element) -> None:
    element = question(quiz, "word")
    assert element.get("type") == "shortanswer"
    assert element.findtext("usecase") == "0"
    shares = [
        (one.findtext("text"), moodle_grade(float(one.get("fraction")) / 100))
        for one in element.findall("answer")
    ]
    assert [moodle_word(shares, typed) for typed in ACCEPTED_SPELLINGS] == [1.0] * len(ACCEPTED_SPELLINGS)
    assert [moodle_word(shares, typed) for typed in WRONG_ANSWERS] == [0.0] * len(WRONG_ANSWERS)
    feedback = [plain(text) for text in element.xpath("answer/feedback/text/text()")]
    assert set(feedback[:-1]) == {f"Knew it: {ODD}"}
    assert feedback[-1] == f"Did not: {ODD}"


@pytest.mark.parametrize("denominator", range(1, 7))
def test_every_fraction_we_need_is_on_moodles_list(denominator: int) -> None:
    for sign in (1, -1):
        share = Fraction(sign, denominator)
        assert moodle_grade(float(percent(share)) / 100) == round(float(share), 7)


def test_a_fraction_that_moodle_refuses_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"45\.45455"):
        percent(Fraction(5, 11))


# --- GIFT


@dataclass
class Gift:
    """A question as Moodle reads it."""

    name: str
    stem: str
    kind: str
    tags: list[str]
    idnumber: str
    reason: str = ""
    choices: list[tuple[float, str, str]] = field(default_factory=list)
    """Share of the mark, text, feedback."""
    pairs: list[tuple[str, str]] = field(default_factory=list)
    """Item and match."""


_PLACEHOLDERS = {one: chr(0xE000 + place) for place, one in enumerate("\\~=#{}:")}
_WEIGHT = re.compile(r"%(-?\d{1,2}\d?(?:\.\d*)?)%")


def read_gift(text: str) -> tuple[str, list[Gift]]:
    """The category and all questions."""
    category, *blocks = [block for block in re.split(r"\n[ \t]*\n", text.strip()) if block.strip()]
    assert category.startswith("$CATEGORY: ")
    return category.removeprefix("$CATEGORY: "), [_read_question(block) for block in blocks]


def _read_question(block: str) -> Gift:
    lines = block.split("\n")
    comments = " ".join(line for line in lines if line.strip().startswith("//"))
    text = _hold("\n".join(line for line in lines if not line.strip().startswith("//")).strip())
    match = re.fullmatch(r"::([^:]+)::(.*)", text, re.DOTALL)
    assert match, text
    name, rest = match.groups()
    idnumber = "".join(re.findall(r"\[id:([^\]]+)\]", comments))
    parsed = Gift(_free(name), "", "description", re.findall(r"\[tag:([^\]]+)\]", comments), idnumber)
    parts = re.split(r"[{}]", rest)
    assert len(parts) in {1, 3}, f"stray brace: {rest}"
    parsed.stem = _html(parts[0], "")
    if len(parts) == 3:
        assert not parts[2].strip(), f"text after the answers: {rest}"
        _read_answers(parsed, parts[1].strip())
    return parsed


def _read_answers(parsed: Gift, text: str) -> None:
    text, separator, reason = text.rpartition("####")
    assert separator
    parsed.reason = _html(reason)
    verdict = re.fullmatch(r"(TRUE|FALSE)#([^#~=]*)#([^#~=]*)", text.strip())
    if verdict:
        parsed.kind = "truefalse"
        answer, wrong, right = verdict.groups()
        true = (1.0, "True", _html(right)) if answer == "TRUE" else (0.0, "True", _html(wrong))
        false = (1.0, "False", _html(right)) if answer == "FALSE" else (0.0, "False", _html(wrong))
        parsed.choices = [true, false]
        return
    if "~" not in text:
        _read_pairs_or_words(parsed, text)
        return
    parsed.kind = "multichoice-one" if "=" in text else "multichoice-many"
    first, *answers_ = re.split(r"(?=[~=])", text)
    assert first.strip() == ""
    parsed.choices = [_read_choice(answer) for answer in answers_]


def _read_pairs_or_words(parsed: Gift, text: str) -> None:
    """Read answers without `~`: an arrow anywhere makes it a matching question."""
    parsed.kind = "matching" if "->" in text else "shortanswer"
    first, *parts = text.split("=")
    assert first.strip() == ""
    if parsed.kind == "matching":
        pairs = [part.strip().split("->", 1) for part in parts]
        parsed.pairs = [(_html(item), html.unescape(_free(match.strip()))) for item, match in pairs]
    for part in parts if parsed.kind == "shortanswer" else ():
        weight = _WEIGHT.match(part)
        assert weight, part
        typed, feedback = part[weight.end() :].split("#")
        parsed.choices.append((float(weight[1]) / 100, _free(typed.strip()), _html(feedback)))


def _read_choice(answer: str) -> tuple[float, str, str]:
    mark, rest = answer[0], answer[1:].strip()
    weight = _WEIGHT.match(rest)
    share = float(weight[1]) / 100 if weight else 0.0
    text, feedback = (rest[weight.end() :] if weight else rest).split("#")
    return 1.0 if mark == "=" else moodle_grade(share), _html(text), _html(feedback)


def _hold(text: str) -> str:
    """Replace escapes by placeholders; any other backslash is an error."""
    replaced = re.sub(r"\\([\\~=#{}:])", lambda match: _PLACEHOLDERS[match[1]], text)
    assert "\\" not in replaced, replaced
    return replaced


def _free(text: str) -> str:
    for character, placeholder in _PLACEHOLDERS.items():
        text = text.replace(placeholder, character)
    return text


def _html(text: str, default: str = "[html]") -> str:
    """The text of a field, which declares that it is HTML or inherits that from its question."""
    text = default + text.strip() if not text.strip().startswith("[html]") else text.strip()
    assert text.startswith("[html]"), text
    return html.unescape(_free(text.removeprefix("[html]")).strip())


@pytest.fixture(scope="module")
def gift() -> dict[str, Gift]:
    _, questions = read_gift(exported("gift").decode())
    return {parsed.idnumber or parsed.name: parsed for parsed in questions}


def test_gift_category_and_notice(gift: dict[str, Gift]) -> None:
    category, _ = read_gift(exported("gift").decode())
    assert category == 'House//Home/Odd & "ends" // 1'
    assert list(gift) == ['Odd & "ends" / 1', *QUESTIONS]
    notice = gift['Odd & "ends" / 1']
    assert notice.kind == "description"
    assert "Get help now:" in notice.stem
    assert NOT_CHECKED in notice.stem
    assert f"https://unknot.example/quizzes/{NAME}/" in notice.stem


def test_gift_has_the_right_question_types(gift: dict[str, Gift]) -> None:
    for id_ in CHOICES:
        kind = (
            "truefalse"
            if "claim" in id_
            else "multichoice-many"
            if id_ in MULTIPLE_CHOICE
            else "multichoice-one"
        )
        assert gift[id_].kind == kind
        assert gift[id_].name == id_


def test_gift_keeps_odd_text(gift: dict[str, Gift]) -> None:
    odd = gift["odd"]
    assert odd.stem == f"Odd: {ODD}"
    assert [text for _, text, _ in odd.choices] == [ODD, "%100%weight", f"{ODD} x"]
    assert [feedback for _, _, feedback in odd.choices] == [f"Right: {ODD}", "[html] It is a link.", ODD]
    assert odd.reason.startswith(f"<p>Because {ODD}</p>")
    claim = gift["claim"]
    assert claim.stem == ODD
    assert claim.choices == [
        (0.0, "True", f"Said true: {ODD}"),
        (1.0, "False", f"Said false: {ODD}"),
    ]


def test_gift_keeps_tags_and_sources(gift: dict[str, Gift]) -> None:
    assert gift["thirds"].tags == ["water", "metal", "bloom-apply"]
    assert "Source: Cambron JA" in gift["thirds"].reason


@pytest.mark.parametrize("id_", CHOICES)
def test_gift_scores_every_answer(gift: dict[str, Gift], id_: str) -> None:
    shares = [share for share, _, _ in gift[id_].choices]
    assert len(shares) == CHOICES[id_]
    for picked in answers(id_):
        score = moodle_score([shares[place] for place in picked])
        assert score == pytest.approx(float(points(id_, picked)), abs=1e-6)
        assert (score == 1) == (points(id_, picked) == 1)


def test_gift_matches_every_pair(gift: dict[str, Gift]) -> None:
    parsed = gift["pairs"]
    assert parsed.kind == "matching"
    assert {match for _, match in parsed.pairs} == MATCHES
    assert [match for item, match in parsed.pairs if not item] == ["Flies"]
    stems = {item: match for item, match in parsed.pairs if item}
    assert stems == PAIRS
    for answer, expected in match_answers():
        right = sum(answer.get(item) == match for item, match in stems.items())
        assert Fraction(right, len(stems)) == expected
    assert f"Pair: {ODD}" in parsed.reason


def test_gift_matches_steps_with_places(gift: dict[str, Gift]) -> None:
    parsed = gift["steps"]
    assert parsed.kind == "matching"
    assert f"Order: {ODD}" in parsed.stem
    assert "Give each step its place. 1 comes first." in parsed.stem
    places = dict(parsed.pairs)
    for order, expected in ordered():
        right = sum(places[step] == str(place) for place, step in enumerate(order, 1))
        assert Fraction(right, len(places)) == expected


def test_gift_accepts_every_spelling(gift: dict[str, Gift]) -> None:
    """Except `ODD_WORD`: its arrow would make it a matching question, and its star would match anything."""
    parsed = gift["word"]
    assert parsed.kind == "shortanswer"
    shares = [(text, share) for share, text, _ in parsed.choices]
    spelt = [one for one in ACCEPTED_SPELLINGS if one != ODD_WORD]
    assert [moodle_word(shares, typed) for typed in spelt] == [1.0] * len(spelt)
    assert [moodle_word(shares, typed) for typed in WRONG_ANSWERS] == [0.0] * len(WRONG_ANSWERS)
    assert [feedback for _, _, feedback in parsed.choices][-2:] == [f"Knew it: {ODD}", f"Did not: {ODD}"]


def test_elements_that_importers_read_without_a_default_are_written() -> None:
    """Moodle 4.5 stops the import of a file at an ordering question without `shownumcorrect`."""
    quiz = lxml.etree.fromstring(exported("moodle"))
    feedback = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
    for kind in ("multichoice", "matching", "ordering"):
        questions = quiz.findall(f"question[@type='{kind}']")
        assert questions, kind
        for question in questions:
            assert [name for name in feedback if question.find(f"{name}/text") is None] == []
    assert {one.findtext("shownumcorrect") for one in quiz.iterfind("question[@type='ordering']")} == {"1"}
