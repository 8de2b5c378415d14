# Matching, ordering and short answers in a browser, and a quiz that draws its questions.

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest
from playwright.sync_api import expect

from tests.browser.test_quizzes import (
    AXE,
    answer_with_keyboard,
    checked_page,
    embedded,
    focused,
    messages_of,
    press,
    shown,
)
from tests.quizzes.quizzes_example import write_example

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Frame, Page


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory, serve: Callable[..., str]) -> str:
    """The address of the example."""
    folder = tmp_path_factory.mktemp("types")
    write_example(folder)
    return serve(folder)


@pytest.fixture
def rolls(root: str) -> str:
    return f"{root}quizzes/rolls/embed/index.html"


@pytest.fixture
def page(page: Page, root: str) -> Iterator[Page]:
    yield from checked_page(page, root)


def check(page: Page | Frame) -> str:
    """Check the answer and return the verdict."""
    press(page, "Check my answer")
    return shown(page).locator("[data-part=verdict]").inner_text()


def marks(page: Page | Frame) -> list[str]:
    return shown(page).locator("[data-part=mark]:visible").all_inner_texts()


ODD_ITEM, ODD_MATCH = "The odd {c} & </b>", "More </script> & “q”"


def match(page: Page | Frame, **wrong: str) -> None:
    """Choose the right match of every item; `wrong` maps the first word of an item to another match."""
    right = {"Bread": "Butter", ODD_ITEM: ODD_MATCH, "Toast": "Jam", "Scone": "Jam"}
    for item, answer in right.items():
        chosen = wrong.get(item.split()[0], answer)
        shown(page).get_by_label(item, exact=True).select_option(label=chosen)


@pytest.mark.parametrize(
    ("changes", "verdict", "score"),
    [
        ({}, "That is right.", "1"),
        ({"Bread": "Gravel"}, "Partly right: 0.75 of 1 point.", "0.75"),
        ({"Bread": "Jam", "Toast": "Butter"}, "Partly right: 0.5 of 1 point.", "0.5"),
        (dict.fromkeys(("Bread", "The", "Toast", "Scone"), "Gravel"), "Not this time.", "0"),
    ],
)
def test_each_right_pair_earns_a_part_of_the_point(
    page: Page, rolls: str, changes: dict[str, str], verdict: str, score: str
) -> None:
    page.goto(f"{rolls}?q=pairs")
    match(page, **changes)
    assert check(page) == verdict
    assert focused(page) == "verdict"
    press(page, "See my result")
    assert page.locator("[data-part=score]").inner_text().startswith(f"Your score: {score} of 1.")


def test_a_checked_pair_shows_the_given_and_the_right_answer(page: Page, rolls: str) -> None:
    page.goto(f"{rolls}?q=pairs")
    match(page, The="Gravel")
    check(page)
    assert marks(page) == [
        "Your answer: Butter. Right.",
        f"Your answer: Gravel. Not this one. The answer: {ODD_MATCH}.",
        "Your answer: Jam. Right.",
        "Your answer: Jam. Right.",
    ]
    expect(shown(page).get_by_text("It is <i>odd</i>.").first).to_be_visible()
    for select in shown(page).locator("select").all():
        expect(select).to_have_css("opacity", "0")
    press(page, "Try again")
    assert shown(page).locator("select").evaluate_all("all => all.map(one => one.value)") == [""] * 4
    assert marks(page) == []


def test_an_unanswered_pair_is_linked(page: Page, rolls: str) -> None:
    """If the reader goes on without it, the answered pairs count."""
    page.goto(f"{rolls}?q=pairs")
    shown(page).get_by_label("Bread").select_option(label="Butter")
    press(page, "Check my answer")
    page.get_by_role("alert").get_by_role("link").click()
    assert focused(page) == "question-pairs-2"
    press(page, "Skip")
    press(page, "See my result without them")
    expect(page.locator("[data-part=score]")).to_have_text("Your score: 0.25 of 1. You need 70% to pass.")


def order(page: Page | Frame) -> list[str]:
    return shown(page).locator("[data-part=step]").all_inner_texts()


def test_moved_steps_are_announced(page: Page, rolls: str) -> None:
    """The pressed button keeps the focus, so that it can be pressed again."""
    page.goto(f"{rolls}?q=steps")
    first = order(page)
    assert first != ["Mill the grain", "Knead the dough", "Wait & “rest” </b>", "Bake the loaf"]
    up = shown(page).get_by_role("button", name=f"Move up: {first[2]}", exact=True)
    up.press("Enter")
    assert order(page) == [first[0], first[2], first[1], first[3]]
    status = shown(page).locator("[data-part=moved]")
    expect(status).to_have_text(f"{first[2]}: place 2 of 4")
    expect(status).to_have_attribute("role", "status")
    expect(up).to_be_focused()
    up.press("Space")
    up.press("Space")
    assert order(page) == [first[2], first[0], first[1], first[3]]
    expect(status).to_have_text(f"{first[2]}: place 1 of 4")
    shown(page).get_by_role("button", name=f"Move down: {first[2]}", exact=True).press("Enter")
    assert order(page)[:2] == first[::2]


def sort(page: Page | Frame, *places: int) -> None:
    """Move the steps into an order, given as their right places."""
    for at, place in enumerate(places):
        step = shown(page).locator(f"[data-target='{place}']")
        while step.evaluate("step => [...step.parentElement.children].indexOf(step)") > at:
            step.locator("[data-move=up]").click()


@pytest.mark.parametrize(
    ("places", "verdict"),
    [
        ((0, 1, 2, 3), "That is right."),
        ((0, 1, 3, 2), "Partly right: 0.5 of 1 point."),
        ((0, 2, 3, 1), "Partly right: 0.25 of 1 point."),
        ((1, 2, 3, 0), "Not this time."),
    ],
)
def test_each_step_in_its_place_earns_a_part_of_the_point(
    page: Page, rolls: str, places: tuple[int, ...], verdict: str
) -> None:
    page.goto(f"{rolls}?q=steps")
    sort(page, *places)
    assert check(page) == verdict
    assert marks(page) == [
        "In its place" if at == place else f"Its place: {place + 1}" for at, place in enumerate(places)
    ]
    expect(shown(page).get_by_role("button", name="Move").filter(visible=True)).to_have_count(0)


def test_the_initial_order_is_no_answer_and_is_wrong_throughout(page: Page, rolls: str) -> None:
    page.goto(f"{rolls}?q=steps")
    initial = order(page)
    press(page, "Check my answer")
    page.get_by_role("alert").get_by_role("link").click()
    assert focused(page) == "question-steps-1"
    step = shown(page).locator("[data-part=row]").first
    step.locator("[data-move=down]").click()
    expect(page.get_by_role("alert")).to_be_hidden()
    step.locator("[data-move=up]").click()
    assert check(page) == "Not this time."
    press(page, "Try again")
    assert order(page) == initial


@pytest.mark.parametrize(
    "typed", ["Baker's yeast", "  BAKER’S—YEAST! ", "yeast", "Sour  dough.", "ＹＥＡＳＴ", "12h", "12 H"]
)
def test_an_accepted_answer_is_right_in_any_spelling(page: Page, rolls: str, typed: str) -> None:
    page.goto(f"{rolls}?q=word")
    field = shown(page).get_by_label("Your answer")
    field.fill(typed)
    field.press("Enter")
    assert shown(page).locator("[data-part=verdict]").inner_text() == "That is right."
    assert marks(page) == [f"Your answer: {' '.join(typed.split())}. Right."]
    expect(shown(page).locator("[data-part=if-right]")).to_be_visible()
    expect(shown(page).locator("[data-part=if-wrong]")).to_be_hidden()


@pytest.mark.parametrize("typed", ["bakersyeast", "<b>", "yeas"])
def test_another_word_is_wrong(page: Page, rolls: str, typed: str) -> None:
    page.goto(f"{rolls}?q=word")
    shown(page).get_by_label("Your answer").fill(typed)
    assert check(page) == "Not this time."
    assert marks(page) == [f"Your answer: {typed}. Not this one. The answer: Baker's yeast."]
    expect(shown(page).locator("[data-part=if-wrong]")).to_be_visible()


def test_punctuation_alone_is_no_answer(page: Page, rolls: str) -> None:
    page.goto(f"{rolls}?q=word")
    shown(page).get_by_label("Your answer").fill(" ?! ")
    press(page, "Check my answer")
    expect(page.get_by_role("alert")).to_be_visible()
    shown(page).get_by_label("Your answer").press("y")
    expect(page.get_by_role("alert")).to_be_hidden()


def test_a_quiz_can_be_answered_by_keyboard(page: Page, rolls: str) -> None:
    page.goto(rolls)
    assert answer_with_keyboard(page) == "Your score: 3 of 3. That is enough to pass."
    page.goto(rolls)
    assert answer_with_keyboard(page, right=False) == "Your score: 0 of 3. You need 70% to pass."


@pytest.mark.parametrize("attributes", [{"sandbox": "allow-scripts"}, {}])
def test_a_quiz_in_a_frame_reports_partial_points(
    page: Page, tmp_path: Path, serve: Callable[..., str], rolls: str, attributes: dict[str, str]
) -> None:
    """Points are reported unrounded, so that three thirds make one."""
    (tmp_path / "favicon.ico").write_bytes(b"")
    (tmp_path / "host.html").write_text("<!doctype html><title>A course</title>", encoding="utf-8")
    frame = embedded(page, f"{serve(tmp_path)}host.html", rolls, **attributes)
    match(frame, Bread="Gravel")
    check(frame)
    press(frame, "Next question")
    sort(frame, 0, 1, 2, 3)
    check(frame)
    press(frame, "Next question")
    shown(frame).get_by_label("Your answer").fill("yeast")
    check(frame)
    press(frame, "See my result")
    page.wait_for_function("received.some(message => message.type === 'quiz:score')")
    assert [message for message in messages_of(page) if message.get("type") == "quiz:score"] == [
        {"type": "quiz:score", "version": 1, "id": "rolls", "raw": 2.75, "max": 3, "passed": True}
    ]


def test_a_quiz_asks_the_questions_that_it_draws(page: Page, root: str) -> None:
    page.goto(f"{root}quizzes/some/embed/index.html")
    expect(page.get_by_text("Question 1 of 2")).to_be_visible()
    assert answer_with_keyboard(page) == "Your score: 2 of 2. That is enough to pass."


def test_shuffling_does_not_change_the_order_of_steps(page: Page, rolls: str) -> None:
    """It could put them in the right order by chance."""
    page.goto(f"{rolls}?q=steps")
    unshuffled = order(page)
    page.add_init_script("Math.random = () => 0")
    page.goto(f"{rolls}?q=steps&shuffle=1")
    assert order(page) == unshuffled
    page.goto(f"{rolls}?q=pairs&shuffle=1")
    labels = shown(page).locator("label").all_inner_texts()
    assert labels == [ODD_ITEM, "Toast", "Scone", "Bread"]


def test_without_javascript_the_answers_can_be_opened(browser: Browser, rolls: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(rolls)
    expect(shown(page)).to_have_count(3)
    expect(page.locator("button:visible")).to_have_count(0)
    for question, text in zip(
        shown(page).all(),
        [f"{ODD_ITEM} → {ODD_MATCH}", "Mill the grain", "Right: Baker's yeast / yeast / sour-dough"],
        strict=True,
    ):
        answer = question.locator(".quiz-key").get_by_text(text)
        expect(answer).to_be_hidden()
        question.get_by_text("Show the answer").click()
        expect(answer).to_be_visible()
    assert shown(page).nth(1).locator(".quiz-key strong").all_inner_texts()[2] == "Wait & “rest” </b>"
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_reports_nothing(
    page: Page, rolls: str, axe_source: str, scheme: Literal["light", "dark"]
) -> None:
    page.emulate_media(color_scheme=scheme)
    violations = {}
    for question in ("pairs", "steps", "word"):
        page.goto(f"{rolls}?q={question}")
        page.evaluate(axe_source)
        violations[question] = page.evaluate(AXE)
        if question == "pairs":
            match(page, Bread="Gravel")
        elif question == "steps":
            sort(page, 0, 3, 1, 2)
        else:
            shown(page).get_by_label("Your answer").fill("flour")
        check(page)
        violations[f"{question}, checked"] = page.evaluate(AXE)
    assert {step: nodes for step, nodes in violations.items() if nodes} == {}


def test_on_a_narrow_screen_it_fits_and_targets_are_large(page: Page, rolls: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    small = """() => [...document.querySelectorAll("button, select, input[type=text]")]
        .filter(e => e.checkVisibility())
        .map(e => [e.outerHTML, e.getBoundingClientRect()])
        .filter(([, box]) => box.height < 44 || box.width < 44).map(([html]) => html)"""
    for question in ("pairs", "steps", "word"):
        page.goto(f"{rolls}?q={question}")
        assert page.evaluate("document.documentElement.scrollWidth <= 320")
        assert page.evaluate(small) == []


def test_marks_are_visible_with_forced_colours(browser: Browser, rolls: str) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(f"{rolls}?q=steps")
    sort(page, 0, 1, 3, 2)
    check(page)
    text_colour = page.locator("body").evaluate("body => getComputedStyle(body).color")
    for shape in shown(page).locator("svg:visible").all():
        expect(shape).to_have_css("color", text_colour)
    context.close()


def test_the_choices_of_a_list_are_printed(page: Page, rolls: str) -> None:
    """A select element itself prints only the chosen option."""
    page.goto(rolls)
    choices = page.locator(".quiz-on-paper").first
    expect(choices).to_be_hidden()
    page.emulate_media(media="print")
    expect(choices).to_be_visible()
    for match in ("Butter", "Jam", "Gravel"):
        expect(choices).to_contain_text(match)
