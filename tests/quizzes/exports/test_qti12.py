# QTI 1.2 for Canvas and Common Cartridge, each read as the programs that take them do: by QTI's own rules,
# by those of Canvas' importer, and by those of Moodle's.

from __future__ import annotations

from fractions import Fraction
from io import BytesIO
from zipfile import ZipFile

import lxml.etree
import lxml.html
import pytest

from tests.quizzes.exports.exports_example import (
    CHOICES,
    MANY,
    MATCHES,
    NAME,
    ODD,
    PAIRS,
    QUESTIONS,
    RIGHT,
    SPELT,
    STEPS,
    WRONG_WORDS,
    answers,
    exported,
    matched,
    ordered,
    points,
)
from tests.quizzes.exports.test_formats import EMERGENCY, NOT_CHECKED
from tests.quizzes.exports.test_moodle import moodle_score, plain

Q = {"q": "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"}
P = {"p": "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"}
FORMS = {"qti-1.2": f"{NAME}/{NAME}.xml", "common-cartridge": "quiz/quiz.xml"}


def files(form: str, site_url: str | None = None) -> dict[str, bytes]:
    data = exported(form) if site_url is None else exported(form, site_url)
    with ZipFile(BytesIO(data)) as package:
        assert package.testzip() is None
        return {entry.filename: package.read(entry) for entry in package.infolist()}


def quiz(form: str) -> lxml.etree._Element:
    return lxml.etree.fromstring(files(form)[FORMS[form]])


def item(form: str, question: str) -> lxml.etree._Element:
    [found] = quiz(form).xpath("//q:item[@ident=$id]", id=question, namespaces=Q)
    return found


def idents(found: lxml.etree._Element) -> list[str]:
    return [str(one) for one in found.xpath(".//q:response_label/@ident", namespaces=Q)]


def field(found: lxml.etree._Element, label: str) -> str:
    path = "string(.//q:qtimetadatafield[q:fieldlabel=$label]/q:fieldentry)"
    return str(found.xpath(path, label=label, namespaces=Q))


@pytest.fixture(params=FORMS)
def form(request: pytest.FixtureRequest) -> str:
    return str(request.param)


# --- how readers score it


def holds(test: lxml.etree._Element, picked: set[str]) -> bool:
    """A condition of QTI 1.2."""
    match lxml.etree.QName(test).localname:
        case "varequal":
            return test.text in picked
        case "not":
            return not holds(test[0], picked)
        case "and" | "conditionvar":
            return all(holds(one, picked) for one in test)
        case "other":
            return True
    pytest.fail(f"unknown condition {test.tag}")


def qti_result(found: lxml.etree._Element, picked: set[str]) -> tuple[int, list[str]]:
    """Score and feedback ids by QTI's rules: conditions in turn, until one that holds ends it."""
    score, shown = 0, []
    for condition in found.iterfind(".//q:respcondition", Q):
        if holds(condition[0], picked):
            score = int(condition.findtext("q:setvar", str(score), Q))
            shown += [one.get("linkrefid") for one in condition.iterfind("q:displayfeedback", Q)]
            if condition.get("continue") == "No":
                break
    return score, shown


def right_for_canvas(found: lxml.etree._Element) -> set[str]:
    """Canvas gives each choice the weight of the last condition that asks for it, `not` apart."""
    weights: dict[str, int] = {}
    for condition in found.iterfind(".//q:respcondition", Q):
        for one in condition.xpath(".//q:varequal[not(parent::q:not)]", namespaces=Q):
            weights[one.text] = int(condition.findtext("q:setvar", "0", Q))
    return {ident for ident, weight in weights.items() if weight}


def moodle_shares(found: lxml.etree._Element) -> dict[str, float]:
    """The share of each choice as `cc11_quiz` in Moodle takes it."""
    if field(found, "cc_profile") == "cc.multiple_response.v0p1":
        path = (
            ".//q:setvar[@varname='SCORE'][.=100]/../q:conditionvar"
            "//q:varequal[@case='Yes'][not(parent::q:not)]/text()"
        )
        right = found.xpath(path, namespaces=Q)
        return {ident: round(1 / len(right), 7) if ident in right else 0.0 for ident in idents(found)}
    shares = dict.fromkeys(idents(found), 0.0)
    for condition in found.iterfind(".//q:respcondition", Q):
        if ident := condition.findtext("q:conditionvar/q:varequal", None, Q):
            shares[ident] = 1.0 if condition.findtext("q:setvar", None, Q) else 0.0
    return shares


@pytest.mark.parametrize("question", CHOICES)
def test_by_qtis_rules_all_points_or_none(form: str, question: str) -> None:
    found = item(form, question)
    for picked in answers(question):
        score, shown = qti_result(found, {idents(found)[place] for place in picked})
        assert score == (100 if points(question, picked) == 1 else 0)
        assert shown[0] == "general_fb"


@pytest.mark.parametrize("question", CHOICES)
def test_by_the_rules_of_canvas(form: str, question: str) -> None:
    found = item(form, question)
    right = right_for_canvas(found)
    for picked in answers(question):
        chosen = {idents(found)[place] for place in picked}
        share = Fraction(len(chosen & right) - len(chosen - right), len(right))
        assert max(0, share) == points(question, picked)


@pytest.mark.parametrize("question", CHOICES)
def test_by_the_rules_of_moodle(question: str) -> None:
    """A wrong pick takes nothing away there, as the table of formats says."""
    found = item("common-cartridge", question)
    shares = moodle_shares(found)
    right = frozenset(map("abcdef".index, RIGHT[question]))
    for picked in answers(question):
        score = moodle_score([shares[idents(found)[place]] for place in picked])
        expected = points(question, picked & right)
        assert score == pytest.approx(float(expected), abs=1e-6)
        assert (score == 1) == (expected == 1)


# --- matching, ordering, short answers


def labels(response: lxml.etree._Element) -> dict[str, str]:
    """What is offered: text → ident."""
    return {
        "".join(one.itertext()).strip(): one.get("ident")
        for one in response.iterfind(".//q:response_label", Q)
    }


def responses(question: str) -> dict[str, lxml.etree._Element]:
    """The rows of a question of Canvas: text → where its match is chosen."""
    found = item("qti-1.2", question).findall("q:presentation/q:response_lid", Q)
    return {plain(one.findtext("q:material/q:mattext", None, Q)): one for one in found}


def canvas_points(question: str, answer: dict[str, str]) -> tuple[Fraction, float]:
    """Points by Canvas' own count of right pairs, and by the conditions of the file."""
    found, rows = item("qti-1.2", question), responses(question)
    given = {rows[text].get("ident"): labels(rows[text])[match] for text, match in answer.items()}
    right, total = {}, 0.0
    for condition in found.iterfind(".//q:respcondition[q:setvar]", Q):
        [test] = condition.find("q:conditionvar", Q)
        right[test.get("respident")] = test.text
        if given.get(test.get("respident")) == test.text:
            assert condition.find("q:setvar", Q).get("action") == "Add"
            total += float(condition.findtext("q:setvar", None, Q))
    assert len(right) == len(rows)
    hits = sum(given.get(name) == match for name, match in right.items())
    return Fraction(hits, len(rows)), total


def test_canvas_matches_every_pair() -> None:
    assert field(item("qti-1.2", "pairs"), "question_type") == "matching_question"
    assert {*labels(responses("pairs")["Cork"])} == MATCHES
    for answer, expected in matched():
        counted, added = canvas_points("pairs", answer)
        assert counted == expected
        assert added == pytest.approx(100 * float(expected), abs=0.05)
    assert canvas_points("pairs", PAIRS)[1] == 100


def test_canvas_matches_steps_with_places() -> None:
    assert field(item("qti-1.2", "steps"), "question_type") == "matching_question"
    assert list(labels(responses("steps")["Wake"])) == ["1", "2", "3"]
    for order, expected in ordered():
        counted, added = canvas_points("steps", {step: str(at) for at, step in enumerate(order, 1)})
        assert counted == expected
        assert added == pytest.approx(100 * float(expected), abs=0.05)


@pytest.mark.parametrize("typed", [*SPELT, *WRONG_WORDS])
def test_a_typed_answer(form: str, typed: str) -> None:
    """Both readers forgive capitals; a condition is met by its one text."""
    found = item(form, "word")
    assert found.find("q:presentation/q:response_str/q:render_fib", Q) is not None
    score, shown = 0, []
    for condition in found.iterfind(".//q:respcondition", Q):
        [test] = condition.find("q:conditionvar", Q)
        if test.text is None or test.text.casefold() == typed.strip().casefold():
            assert test.get("case", "No") == "No"
            score = int(condition.findtext("q:setvar", str(score), Q))
            shown += [one.get("linkrefid") for one in condition.iterfind("q:displayfeedback", Q)]
            if condition.get("continue") == "No":
                break
    assert score == (100 if typed in SPELT else 0)
    said = "correct_fb" if typed in SPELT else "general_incorrect_fb"
    assert shown == (["general_fb", said] if form == "qti-1.2" else ["general_fb"])


def test_a_cartridge_has_a_choice_for_each_row() -> None:
    """Each of them is a question of its own, with a whole point."""
    found = quiz("common-cartridge").findall(".//q:item", Q)
    assert len(found) == len(CHOICES) + len(PAIRS) + len(STEPS) + 1
    kinds = {one.get("ident"): field(one, "cc_profile") for one in found}
    assert set(kinds.values()) == {
        "cc.multiple_choice.v0p1",
        "cc.multiple_response.v0p1",
        "cc.true_false.v0p1",
        "cc.fib.v0p1",
    }
    right = {}
    for one in found:
        if one.get("ident").startswith(("pairs-", "steps-")):
            asked = one.findtext("q:presentation/q:material/q:mattext", None, Q)
            names = {ident: text for text, ident in labels(one).items()}
            for picked, text in names.items():
                score, _ = qti_result(one, {picked})
                if score == 100:
                    right[plain(asked.split("<strong>")[1])] = plain(text)
    assert right == {**PAIRS, **{step: str(place) for place, step in enumerate(STEPS, 1)}}


def test_readers_see_the_key_of_rows(form: str) -> None:
    [text] = [
        plain("".join(one.itertext()))
        for one in quiz(form).xpath("//q:item[starts-with(@ident,'pairs')]/q:itemfeedback", namespaces=Q)
        if f"Pair: {ODD}" in plain("".join(one.itertext()))
    ]
    assert f"{ODD} → {ODD} m Pair: {ODD}" in text


def test_canvas_shows_the_feedback_of_what_was_picked() -> None:
    found = item("qti-1.2", "thirds")
    _, shown = qti_result(found, {"a", "b"})
    texts = {
        one.get("ident"): plain("".join(one.itertext())) for one in found.iterfind("q:itemfeedback", Q)
    }
    assert shown == ["general_fb", "a_fb", "b_fb"]
    assert [texts[id_] for id_ in shown[1:]] == ["Cork floats.", "Lead sinks."]
    assert "Source: Cambron JA" in texts["general_fb"]


def test_moodle_shows_one_feedback_with_each_choice_by_name() -> None:
    found = item("common-cartridge", "thirds")
    [feedback] = found.iterfind("q:itemfeedback", Q)
    text = "".join(feedback.itertext())
    assert "<p><strong>Cork</strong> Cork floats.</p><p><strong>Lead</strong> Lead sinks.</p>" in text
    assert "The <strong>neck</strong> needs care." in text


# --- what they hold


def test_kinds() -> None:
    for question in CHOICES:
        one, two = item("qti-1.2", question), item("common-cartridge", question)
        kinds = (field(one, "question_type"), field(two, "cc_profile"))
        if question in MANY:
            assert kinds == ("multiple_answers_question", "cc.multiple_response.v0p1")
        elif "claim" in question:
            assert kinds == ("true_false_question", "cc.true_false.v0p1")
            assert idents(one) == idents(two) == ["true", "false"]
        else:
            assert kinds == ("multiple_choice_question", "cc.multiple_choice.v0p1")
        assert field(one, "points_possible") == "1.0"
        cardinality = "Multiple" if question in MANY else "Single"
        assert one.xpath("string(.//q:response_lid/@rcardinality)", namespaces=Q) == cardinality


def test_every_feedback_is_shown_somewhere_and_every_one_shown_is_there(form: str) -> None:
    for found in quiz(form).iterfind(".//q:item", Q):
        there = set(found.xpath("q:itemfeedback/@ident", namespaces=Q))
        assert there == set(found.xpath(".//q:displayfeedback/@linkrefid", namespaces=Q))


def test_odd_text_survives(form: str) -> None:
    found = item(form, "odd")
    assert plain(found.findtext("q:presentation/q:material/q:mattext", None, Q)) == f"Odd: {ODD}"
    labels = found.xpath(".//q:response_label//q:mattext/text()", namespaces=Q)
    assert [plain(one) for one in labels] == [ODD, "%100%weight", f"{ODD} x"]
    feedback = plain("".join(found.xpath("q:itemfeedback//q:mattext/text()", namespaces=Q)))
    assert f"Because {ODD}" in feedback
    assert f"Right: {ODD}" in feedback
    assert "[html] It is a link." in feedback


def test_the_notice(form: str) -> None:
    texts = [quiz(form).findtext("q:assessment/q:presentation_material//q:mattext", None, Q)]
    if form == "qti-1.2":
        settings = lxml.etree.fromstring(files(form)[f"{NAME}/assessment_meta.xml"])
        texts.append(settings.findtext("{*}description"))
        assert settings.findtext("{*}points_possible") == f"{len(QUESTIONS)}.0"
    else:
        texts.append(
            lxml.html.tostring(lxml.html.fromstring(files(form)["about/about.html"]), encoding="unicode")
        )
    for text in map(plain, texts):
        assert EMERGENCY in text
        assert NOT_CHECKED in text
        assert f"https://unknot.example/quizzes/{NAME}/" in text
        assert ODD in text


def test_manifests_name_every_file(form: str) -> None:
    held = files(form)
    manifest = lxml.etree.fromstring(held["imsmanifest.xml"])
    assert {"imsmanifest.xml", *manifest.xpath("//p:file/@href", namespaces=P)} == set(held)
    resources = set(manifest.xpath("//p:resource/@identifier", namespaces=P))
    assert set(manifest.xpath("//@identifierref")) <= resources


def test_a_cartridge_links_to_the_quiz_page_if_there_is_one() -> None:
    link = lxml.etree.fromstring(files("common-cartridge")["link/link.xml"])
    assert link.xpath("string(*[local-name()='url']/@href)") == f"https://unknot.example/quizzes/{NAME}/"
    without = files("common-cartridge", site_url="")
    assert set(without) == {"imsmanifest.xml", "quiz/quiz.xml", "about/about.html"}
    assert b"resource-link" not in without["imsmanifest.xml"]
