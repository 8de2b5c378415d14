# QTI 1.2 for Canvas, and Common Cartridge, scored by the rules of QTI, of Canvas' importer and of Moodle's.

from __future__ import annotations

from fractions import Fraction
from io import BytesIO
from zipfile import ZipFile

import lxml.etree
import lxml.html
import pytest

from tests.quizzes.exports.exports_example import (
    ACCEPTED_SPELLINGS,
    CHOICES,
    MATCHES,
    MULTIPLE_CHOICE,
    NAME,
    ODD,
    PAIRS,
    QUESTIONS,
    RIGHT,
    STEPS,
    WRONG_ANSWERS,
    answers,
    exported,
    match_answers,
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
    [element] = quiz(form).xpath("//q:item[@ident=$id]", id=question, namespaces=Q)
    return element


def idents(element: lxml.etree._Element) -> list[str]:
    return [str(one) for one in element.xpath(".//q:response_label/@ident", namespaces=Q)]


def field(element: lxml.etree._Element, label: str) -> str:
    path = "string(.//q:qtimetadatafield[q:fieldlabel=$label]/q:fieldentry)"
    return str(element.xpath(path, label=label, namespaces=Q))


@pytest.fixture(params=FORMS)
def form(request: pytest.FixtureRequest) -> str:
    return str(request.param)


# --- scoring by different platforms


def holds(test: lxml.etree._Element, picked: set[str]) -> bool:
    """Whether a condition of QTI 1.2 is true."""
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


def qti_result(element: lxml.etree._Element, picked: set[str]) -> tuple[int, list[str]]:
    """Score and feedback ids by QTI's rules: all conditions up to a true one that does not continue."""
    score, shown = 0, []
    for condition in element.iterfind(".//q:respcondition", Q):
        if holds(condition[0], picked):
            score = int(condition.findtext("q:setvar", str(score), Q))
            shown += [one.get("linkrefid") for one in condition.iterfind("q:displayfeedback", Q)]
            if condition.get("continue") == "No":
                break
    return score, shown


def right_for_canvas(element: lxml.etree._Element) -> set[str]:
    """Canvas gives each choice the weight of the last condition that tests it outside a `not`."""
    weights: dict[str, int] = {}
    for condition in element.iterfind(".//q:respcondition", Q):
        for one in condition.xpath(".//q:varequal[not(parent::q:not)]", namespaces=Q):
            weights[one.text] = int(condition.findtext("q:setvar", "0", Q))
    return {ident for ident, weight in weights.items() if weight}


def moodle_shares(element: lxml.etree._Element) -> dict[str, float]:
    """The fraction of each choice as Moodle's `cc11_quiz` reads it."""
    if field(element, "cc_profile") == "cc.multiple_response.v0p1":
        path = (
            ".//q:setvar[@varname='SCORE'][.=100]/../q:conditionvar"
            "//q:varequal[@case='Yes'][not(parent::q:not)]/text()"
        )
        right = element.xpath(path, namespaces=Q)
        return {ident: round(1 / len(right), 7) if ident in right else 0.0 for ident in idents(element)}
    shares = dict.fromkeys(idents(element), 0.0)
    for condition in element.iterfind(".//q:respcondition", Q):
        if ident := condition.findtext("q:conditionvar/q:varequal", None, Q):
            shares[ident] = 1.0 if condition.findtext("q:setvar", None, Q) else 0.0
    return shares


@pytest.mark.parametrize("question", CHOICES)
def test_qti_rules_give_all_points_or_none(form: str, question: str) -> None:
    element = item(form, question)
    for picked in answers(question):
        score, shown = qti_result(element, {idents(element)[place] for place in picked})
        assert score == (100 if points(question, picked) == 1 else 0)
        assert shown[0] == "general_fb"


@pytest.mark.parametrize("question", CHOICES)
def test_canvas_scores_every_answer(form: str, question: str) -> None:
    element = item(form, question)
    right = right_for_canvas(element)
    for picked in answers(question):
        chosen = {idents(element)[place] for place in picked}
        share = Fraction(len(chosen & right) - len(chosen - right), len(right))
        assert max(0, share) == points(question, picked)


@pytest.mark.parametrize("question", CHOICES)
def test_moodle_scores_every_answer_of_a_cartridge(question: str) -> None:
    """Moodle subtracts nothing for wrong picks, as the list of formats on the site says."""
    element = item("common-cartridge", question)
    shares = moodle_shares(element)
    right = frozenset(map("abcdef".index, RIGHT[question]))
    for picked in answers(question):
        score = moodle_score([shares[idents(element)[place]] for place in picked])
        expected = points(question, picked & right)
        assert score == pytest.approx(float(expected), abs=1e-6)
        assert (score == 1) == (expected == 1)


# --- matching, ordering, short answers


def labels(response: lxml.etree._Element) -> dict[str, str]:
    """The labels of a response: text → ident."""
    return {
        "".join(one.itertext()).strip(): one.get("ident")
        for one in response.iterfind(".//q:response_label", Q)
    }


def responses(question: str) -> dict[str, lxml.etree._Element]:
    """The rows of a question for Canvas: text → response in which its match is chosen."""
    rows = item("qti-1.2", question).findall("q:presentation/q:response_lid", Q)
    return {plain(row.findtext("q:material/q:mattext", None, Q)): row for row in rows}


def canvas_points(question: str, answer: dict[str, str]) -> tuple[Fraction, float]:
    """Points as Canvas counts right pairs, and as the conditions in the file add them up."""
    element, rows = item("qti-1.2", question), responses(question)
    given = {rows[text].get("ident"): labels(rows[text])[match] for text, match in answer.items()}
    right, total = {}, 0.0
    for condition in element.iterfind(".//q:respcondition[q:setvar]", Q):
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
    for answer, expected in match_answers():
        counted, added = canvas_points("pairs", answer)
        assert counted == expected
        assert added == pytest.approx(100 * float(expected), abs=0.05)
    assert canvas_points("pairs", PAIRS)[1] == 100


def test_canvas_matches_steps_with_places() -> None:
    assert field(item("qti-1.2", "steps"), "question_type") == "matching_question"
    assert list(labels(responses("steps")["Wake"])) == ["1", "2", "3"]
    for order, expected in ordered():
        counted, added = canvas_points("steps", {step: str(place) for place, step in enumerate(order, 1)})
        assert counted == expected
        assert added == pytest.approx(100 * float(expected), abs=0.05)


@pytest.mark.parametrize("typed", [*ACCEPTED_SPELLINGS, *WRONG_ANSWERS])
def test_a_typed_answer_is_scored(form: str, typed: str) -> None:
    """Canvas and Moodle ignore case. Canvas reads a text a condition, Moodle all of the first one."""
    element = item(form, "word")
    assert element.find("q:presentation/q:response_str/q:render_fib", Q) is not None
    score, shown = 0, []
    for condition in element.iterfind(".//q:respcondition", Q):
        tests = list(condition.find("q:conditionvar", Q))
        assert len(tests) == 1 or form == "common-cartridge"
        if any(test.text is None or test.text.casefold() == typed.strip().casefold() for test in tests):
            assert {test.get("case", "No") for test in tests} == {"No"}
            score = int(condition.findtext("q:setvar", str(score), Q))
            shown += [one.get("linkrefid") for one in condition.iterfind("q:displayfeedback", Q)]
            if condition.get("continue") == "No":
                break
    assert score == (100 if typed in ACCEPTED_SPELLINGS else 0)
    feedback_id = "correct_fb" if typed in ACCEPTED_SPELLINGS else "general_incorrect_fb"
    assert shown == (["general_fb", feedback_id] if form == "qti-1.2" else ["general_fb"])


def test_a_cartridge_has_a_question_for_each_row() -> None:
    """Each row is a question worth a whole point."""
    items = quiz("common-cartridge").findall(".//q:item", Q)
    assert len(items) == len(CHOICES) + len(PAIRS) + len(STEPS) + 1
    kinds = {one.get("ident"): field(one, "cc_profile") for one in items}
    assert set(kinds.values()) == {
        "cc.multiple_choice.v0p1",
        "cc.multiple_response.v0p1",
        "cc.true_false.v0p1",
        "cc.fib.v0p1",
    }
    right = {}
    for one in items:
        if one.get("ident").startswith(("pairs-", "steps-")):
            stem = one.findtext("q:presentation/q:material/q:mattext", None, Q)
            names = {ident: text for text, ident in labels(one).items()}
            for picked, text in names.items():
                score, _ = qti_result(one, {picked})
                if score == 100:
                    right[plain(stem.split("<strong>")[1])] = plain(text)
    assert right == {**PAIRS, **{step: str(place) for place, step in enumerate(STEPS, 1)}}


def test_feedback_on_rows_is_shown(form: str) -> None:
    [text] = [
        plain("".join(one.itertext()))
        for one in quiz(form).xpath("//q:item[starts-with(@ident,'pairs')]/q:itemfeedback", namespaces=Q)
        if f"Pair: {ODD}" in plain("".join(one.itertext()))
    ]
    assert f"{ODD} → {ODD} m Pair: {ODD}" in text


def test_canvas_shows_the_feedback_on_picked_choices() -> None:
    element = item("qti-1.2", "thirds")
    _, shown = qti_result(element, {"a", "b"})
    texts = {
        one.get("ident"): plain("".join(one.itertext())) for one in element.iterfind("q:itemfeedback", Q)
    }
    assert shown == ["general_fb", "a_fb", "b_fb"]
    assert [texts[id_] for id_ in shown[1:]] == ["Cork floats.", "Lead sinks."]
    assert "Source: Cambron JA" in texts["general_fb"]


def test_feedback_in_a_cartridge_names_each_choice() -> None:
    element = item("common-cartridge", "thirds")
    [feedback] = element.iterfind("q:itemfeedback", Q)
    text = "".join(feedback.itertext())
    assert "<p><strong>Cork</strong> Cork floats.</p><p><strong>Lead</strong> Lead sinks.</p>" in text
    assert "The <strong>neck</strong> needs care." in text


# --- contents of the packages


def test_question_types_and_points() -> None:
    for question in CHOICES:
        one, two = item("qti-1.2", question), item("common-cartridge", question)
        kinds = (field(one, "question_type"), field(two, "cc_profile"))
        if question in MULTIPLE_CHOICE:
            assert kinds == ("multiple_answers_question", "cc.multiple_response.v0p1")
        elif "claim" in question:
            assert kinds == ("true_false_question", "cc.true_false.v0p1")
            assert idents(one) == idents(two) == ["true", "false"]
        else:
            assert kinds == ("multiple_choice_question", "cc.multiple_choice.v0p1")
        assert field(one, "points_possible") == "1.0"
        cardinality = "Multiple" if question in MULTIPLE_CHOICE else "Single"
        assert one.xpath("string(.//q:response_lid/@rcardinality)", namespaces=Q) == cardinality


def test_every_feedback_is_displayed_and_every_displayed_one_exists(form: str) -> None:
    for element in quiz(form).iterfind(".//q:item", Q):
        declared = set(element.xpath("q:itemfeedback/@ident", namespaces=Q))
        assert declared == set(element.xpath(".//q:displayfeedback/@linkrefid", namespaces=Q))


def test_odd_text_survives(form: str) -> None:
    element = item(form, "odd")
    assert plain(element.findtext("q:presentation/q:material/q:mattext", None, Q)) == f"Odd: {ODD}"
    labels = element.xpath(".//q:response_label//q:mattext/text()", namespaces=Q)
    assert [plain(one) for one in labels] == [ODD, "%100%weight", f"{ODD} x"]
    feedback = plain("".join(element.xpath("q:itemfeedback//q:mattext/text()", namespaces=Q)))
    assert f"Because {ODD}" in feedback
    assert f"Right: {ODD}" in feedback
    assert "[html] It is a link." in feedback


def test_the_package_has_the_notice(form: str) -> None:
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


def test_the_manifest_names_every_file(form: str) -> None:
    packaged = files(form)
    manifest = lxml.etree.fromstring(packaged["imsmanifest.xml"])
    assert {"imsmanifest.xml", *manifest.xpath("//p:file/@href", namespaces=P)} == set(packaged)
    resources = set(manifest.xpath("//p:resource/@identifier", namespaces=P))
    assert set(manifest.xpath("//@identifierref")) <= resources


def test_a_cartridge_links_to_the_quiz_page_if_the_site_has_an_address() -> None:
    link = lxml.etree.fromstring(files("common-cartridge")["link/link.xml"])
    assert link.xpath("string(*[local-name()='url']/@href)") == f"https://unknot.example/quizzes/{NAME}/"
    without = files("common-cartridge", site_url="")
    assert set(without) == {"imsmanifest.xml", "quiz/quiz.xml", "about/about.html"}
    assert b"resource-link" not in without["imsmanifest.xml"]


def test_moodle_reads_every_accepted_answer_of_a_cartridge() -> None:
    """From the first condition with full marks, as a real import into Moodle 4.5 showed."""
    element = item("common-cartridge", "word")
    first = element.find(".//q:respcondition[q:setvar]", Q)
    accepted = {test.text.casefold() for test in first.iterfind("q:conditionvar/q:varequal", Q)}
    assert {typed.strip().casefold() for typed in ACCEPTED_SPELLINGS} <= accepted
