# Quizzes in a browser: by keyboard alone, without JavaScript, in a sandboxed frame, in dark colours.

from __future__ import annotations

import re
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Literal

import pytest
from playwright.sync_api import expect

from tests.quizzes.quizzes_example import ODD, write_example

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Frame, Locator, Page

AXE = """async () => {
    const result = await axe.run(
        {resultTypes: ["violations"], rules: {"color-contrast-enhanced": {enabled: true}}}
    );
    return result.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html}`));
}"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's files."""
    folder = tmp_path_factory.mktemp("quizzes")
    write_example(folder)
    return folder


@pytest.fixture(scope="module")
def embed(folder: Path, serve: Callable[..., str]) -> str:
    """The address of the example's embed page."""
    return f"{serve(folder)}quizzes/bread/embed/index.html"


@pytest.fixture
def page(page: Page, embed: str) -> Iterator[Page]:
    """A page on which an error or a request to another site fails the test."""
    yield from checked_page(page, embed.removesuffix("quizzes/bread/embed/index.html"))


def checked_page(page: Page, own: str) -> Iterator[Page]:
    """Yield a page, then assert that it had no error, policy violation or request to another site."""
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: None if allowed(request.url, own) else faults.append(request.url))
    yield page
    assert faults == []


def allowed(address: str, own: str) -> bool:
    return address.startswith((own, "http://127.0.0.1:", "file:", "about:"))


# --- answering


def shown(page: Page | Frame) -> Locator:
    return page.locator("[data-question]:visible")


def pick(page: Page | Frame, *labels: str) -> None:
    for label in labels:
        shown(page).get_by_label(label, exact=True).check()


def press(page: Page | Frame, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def check(page: Page | Frame, *labels: str) -> str:
    """Pick options, check the answer and return the verdict."""
    pick(page, *labels)
    press(page, "Check my answer")
    return shown(page).locator("[data-part=verdict]").inner_text()


def answer_all(page: Page | Frame, *answers: tuple[str, ...]) -> str:
    for number, labels in enumerate(answers, 1):
        check(page, *labels)
        press(page, "See my result" if number == len(answers) else "Next question")
    return page.locator("[data-part=score]").inner_text()


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.dataset.part || document.activeElement.id"))


ALL_RIGHT = (("The rye",), ("The bun", "The cake"), ("False",), ("12",), (ODD,))


def test_at_the_start_one_question_is_shown_and_nothing_has_the_focus(page: Page, embed: str) -> None:
    page.goto(embed)
    assert page.evaluate("document.activeElement === document.body")
    expect(page.get_by_text("Question 1 of 5")).to_be_visible()
    expect(shown(page)).to_have_count(1)
    assert page.get_by_text("Rye is baked into loaves.").filter(visible=True).count() == 0


def test_a_right_answer_is_marked_and_explained(page: Page, embed: str) -> None:
    page.goto(embed)
    assert check(page, "The rye") == "That is right."
    assert focused(page) == "verdict"
    option = shown(page).locator("[data-correct]")
    expect(option).to_contain_text("Your answer: right")
    expect(option).to_contain_text("Rye is baked into loaves.")
    expect(shown(page).get_by_text("Some discomfort is common.")).to_be_visible()
    expect(page.get_by_role("button", name="Try again")).to_be_hidden()


def test_a_wrong_answer_is_marked_by_shape_text_and_border(page: Page, embed: str) -> None:
    page.goto(embed)
    assert check(page, "The river") == "Not this time."
    wrong = shown(page).locator("[data-part=option]").nth(2)
    right = shown(page).locator("[data-correct]")
    expect(wrong).to_contain_text("Your answer: not this one")
    expect(wrong).to_contain_text("Rivers are wet.")
    expect(right).to_contain_text("The answer")
    expect(wrong.locator("use")).to_have_attribute("href", "#quiz-wrong")
    expect(right.locator("use")).to_have_attribute("href", "#quiz-right")
    expect(wrong).to_have_css("border-style", "solid")
    expect(right).to_have_css("border-style", "dashed")
    for shape in (wrong, right):
        size = shape.locator("svg").bounding_box()
        assert size
        assert size["width"] == size["height"] == pytest.approx(27)


@pytest.mark.parametrize(
    ("labels", "verdict", "score"),
    [
        (("The bun", "The cake"), "That is right.", "1"),
        (("The bun",), "Partly right: 0.5 of 1 point.", "0.5"),
        (("The bun", "The cake", "The milk"), "Partly right: 0.5 of 1 point.", "0.5"),
        (("The bun", "The salt"), "Not this time.", "0"),
        (("The milk", "The salt"), "Not this time.", "0"),
    ],
)
def test_wrong_picks_are_subtracted_from_right_ones(
    page: Page, embed: str, labels: tuple[str, ...], verdict: str, score: str
) -> None:
    page.goto(f"{embed}?q=many")
    assert check(page, *labels) == verdict
    press(page, "See my result")
    assert page.locator("[data-part=score]").inner_text().startswith(f"Your score: {score} of 1.")


def test_an_unanswered_question_is_linked(page: Page, embed: str) -> None:
    page.goto(embed)
    press(page, "Check my answer")
    assert focused(page) == "gaps"
    gaps = page.get_by_role("alert")
    expect(gaps).to_contain_text("No answer yet:")
    expect(gaps.get_by_role("button")).to_be_hidden()
    gaps.get_by_role("link", name="Which is a loaf?").click()
    assert focused(page) == "question-one-1"
    expect(gaps).to_be_hidden()


def test_skipped_questions_are_listed_at_the_end(page: Page, embed: str) -> None:
    page.goto(f"{embed}?q=one,claim,count")
    press(page, "Skip")
    check(page, "False")
    press(page, "Next question")
    press(page, "Skip")
    gaps = page.get_by_role("alert")
    links = gaps.get_by_role("link")
    assert links.all_inner_texts() == ["Which is a loaf?", "How many slices are in a dozen?"]
    links.first.click()
    expect(shown(page)).to_contain_text("Which is a loaf?")
    check(page, "The rye")
    press(page, "Next question")
    press(page, "Next question")
    press(page, "Skip")
    press(page, "See my result without them")
    expect(page.locator("[data-part=score]")).to_have_text("Your score: 2 of 3. You need 70% to pass.")
    assert page.locator("[data-part=list] span").all_inner_texts() == [
        "That is right.",
        "That is right.",
        "No answer.",
    ]


def test_a_picked_answer_counts_without_being_checked(page: Page, embed: str) -> None:
    page.goto(f"{embed}?q=one,claim")
    pick(page, "The rye")
    press(page, "Skip")
    check(page, "False")
    press(page, "See my result")
    expect(page.locator("[data-part=score]")).to_have_text("Your score: 2 of 2. That is enough to pass.")


def test_trying_again_does_not_change_the_score(page: Page, embed: str) -> None:
    page.goto(f"{embed}?q=one")
    check(page, "The stone")
    press(page, "Try again")
    assert focused(page) == "stem"
    assert page.get_by_text("Stones are hard.").filter(visible=True).count() == 0
    expect(shown(page).locator(":checked")).to_have_count(0)
    assert check(page, "The rye") == "That is right."
    press(page, "See my result")
    expect(page.locator("[data-part=score]")).to_have_text("Your score: 0 of 1. You need 70% to pass.")


def test_each_further_try_starts_afresh(page: Page, embed: str) -> None:
    page.goto(f"{embed}?q=one")
    for answer, verdict in (("The stone", "Not this time."), ("The river", "Not this time.")):
        assert check(page, answer) == verdict
        assert shown(page).locator(".quiz-option .quiz-shape").count() == 2, "one wrong, one right"
        press(page, "Try again")
        assert focused(page) == "stem"
        expect(shown(page).locator(".quiz-option .quiz-shape")).to_have_count(0)
        expect(shown(page).locator(":checked, :disabled, [data-mark]")).to_have_count(0)
        assert shown(page).locator("[data-part=verdict]").inner_text() == ""
        assert shown(page).locator(".quiz-answer").is_hidden()
    assert check(page, "The rye") == "That is right."
    expect(page.get_by_role("button", name="Try again")).to_be_hidden()
    press(page, "See my result")
    expect(page.locator("[data-part=score]")).to_have_text("Your score: 0 of 1. You need 70% to pass.")


def test_a_second_try_can_be_left_unanswered(page: Page, embed: str) -> None:
    """The first answer counts, so no answer is missing at the end."""
    page.goto(f"{embed}?q=one")
    check(page, "The stone")
    press(page, "Try again")
    press(page, "Skip")
    expect(page.locator("[data-part=score]")).to_have_text("Your score: 0 of 1. You need 70% to pass.")


def test_missed_questions_can_be_practised(page: Page, embed: str) -> None:
    page.goto(embed)
    score = answer_all(page, ("The stone",), ("The bun",), *ALL_RIGHT[2:])
    assert score == "Your score: 3.5 of 5. That is enough to pass."
    assert focused(page) == "result-title"
    press(page, "Try the missed ones again")
    expect(page.get_by_text("Question 1 of 2")).to_be_visible()
    assert answer_all(page, *ALL_RIGHT[:2]) == score, "the first answers count"
    expect(page.locator("[data-part=practice]")).to_have_text(
        "Practice: 2 of 2 this time. Your score stays as it was."
    )
    expect(page.get_by_role("button", name="Try the missed ones again")).to_be_hidden()
    press(page, "Start again")
    expect(page.get_by_text("Question 1 of 5")).to_be_visible()
    expect(page.locator(":checked")).to_have_count(0)


def test_the_result_links_each_question(page: Page, embed: str) -> None:
    page.goto(f"{embed}?q=one,claim")
    answer_all(page, ("The stone",), ("False",))
    page.locator("[data-part=list]").get_by_role("link", name="Which is a loaf?").click()
    assert focused(page) == "stem"
    expect(shown(page).get_by_text("Your answer: not this one")).to_be_visible()


def test_a_link_to_a_question_shows_it(page: Page, embed: str) -> None:
    """The list of results has such links."""
    page.goto(f"{embed}#question-claim")
    expect(shown(page)).to_contain_text("Butter is a stone.")
    page.goto(f"{embed}?#question-none")
    expect(page.get_by_text("Question 1 of 5")).to_be_visible()


def test_the_result_is_printed(page: Page, embed: str) -> None:
    page.goto(f"{embed}?q=one,claim")
    page.emulate_media(media="print")
    expect(page.locator(".quiz-result")).to_be_hidden()
    page.emulate_media(media="screen")
    answer_all(page, ("The stone",), ("False",))
    page.emulate_media(media="print")
    expect(page.locator("[data-part=score]")).to_be_visible()


def test_back_shows_the_question_before(page: Page, embed: str) -> None:
    page.goto(embed)
    expect(page.get_by_role("button", name="Back")).to_be_hidden()
    pick(page, "The rye")
    press(page, "Skip")
    press(page, "Back")
    expect(shown(page).get_by_label("The rye")).to_be_checked()


def test_an_embedded_quiz_whose_script_is_missing_shows_all_questions(
    browser: Browser, folder: Path, serve: Callable[..., str]
) -> None:
    """The embed page paints nothing until the script has run, but does not wait for it for ever."""
    page = browser.new_page()
    page.route("**/quiz.js", lambda route: route.abort())
    page.goto(f"{serve(folder)}quizzes/bread/embed/index.html")
    expect(page.locator("[data-question]").last).to_be_visible()
    expect(page.locator("footer .help")).to_be_visible()
    page.close()


# --- by keyboard alone


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus."""
    for _ in range(120):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab does not lead to {target}")


def answer_with_keyboard(page: Page, *, right: bool = True) -> str:
    """Answer a whole quiz by keyboard, all right or all wrong, and return the text of the score."""
    while not page.locator("[data-part=result]").is_visible():
        kind = shown(page).get_attribute("data-type") or ""
        answer_by_type = {
            "matching": match_with_keyboard,
            "ordering": order_with_keyboard,
            "short-answer": type_in,
        }
        answer_by_type.get(kind, pick_with_keyboard)(page, right)
        tab_to(page, page.locator("[data-do=check]"))
        page.keyboard.press("Enter")
        assert focused(page) == "verdict"
        tab_to(page, page.locator("[data-do=next]"))
        page.keyboard.press("Enter")
    return page.locator("[data-part=score]").inner_text()


def pick_with_keyboard(page: Page, right: bool) -> None:  # noqa: FBT001 - all of these have one signature
    options = shown(page).locator("[data-part=option]")
    correctness = options.evaluate_all("all => all.map(option => option.hasAttribute('data-correct'))")
    picks = [index for index, correct in enumerate(correctness) if correct == right]
    inputs = options.locator("input")
    if inputs.first.get_attribute("type") == "radio":
        tab_to(page, inputs.first)
        page.keyboard.press("Space")
        for _ in range(picks[0]):
            page.keyboard.press("ArrowDown")
        return
    for index in picks:
        tab_to(page, inputs.nth(index))
        page.keyboard.press("Space")


def match_with_keyboard(page: Page, right: bool) -> None:  # noqa: FBT001
    for row in shown(page).locator("[data-part=row]").all():
        matches = row.locator("option").count() - 1
        target = int(row.get_attribute("data-target") or 0)
        tab_to(page, row.locator("select"))
        for _ in range(target + 1 if right else (target + 1) % matches + 1):
            page.keyboard.press("ArrowDown")


def order_with_keyboard(page: Page, right: bool) -> None:  # noqa: FBT001
    """Move each step to its place; or move one down and up again, which leaves all of them wrong."""
    steps = shown(page).locator("[data-part=row]")
    if not right:
        tab_to(page, steps.first.locator("[data-move=down]"))
        page.keyboard.press("Enter")
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Space")
        return
    for place in range(steps.count()):
        step = shown(page).locator(f"[data-target='{place}']")
        up = step.locator("[data-move=up]")
        tab_to(page, up)
        while step.evaluate("step => [...step.parentElement.children].indexOf(step)") > place:
            page.keyboard.press("Enter")
            assert up.evaluate("button => button === document.activeElement")


def type_in(page: Page, right: bool) -> None:  # noqa: FBT001
    box = shown(page).locator("[data-part=typed]")
    tab_to(page, box.locator("input"))
    page.keyboard.type((box.get_attribute("data-answer") or "") if right else "none of these")


def test_a_quiz_can_be_passed_by_keyboard(page: Page, embed: str) -> None:
    page.goto(embed)
    assert answer_with_keyboard(page) == "Your score: 5 of 5. That is enough to pass."


def test_a_quiz_can_be_failed_by_keyboard(page: Page, embed: str) -> None:
    page.goto(embed)
    assert answer_with_keyboard(page, right=False) == "Your score: 0 of 5. You need 70% to pass."


def test_enter_on_an_option_checks_the_answer(page: Page, embed: str) -> None:
    page.goto(embed)
    tab_to(page, page.locator("#question-one-1"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_text("That is right.")).to_be_visible()


def real_quizzes(built_site: Path) -> dict[str, set[str]]:
    """Id of each quiz with the types of its questions, most types first; not the page to build a quiz."""
    pages = {path.parent.name: path.read_text("utf-8") for path in built_site.glob("quizzes/*/index.html")}
    types = {
        quiz: set(re.findall(r'data-type="([^"]+)"', html))
        for quiz, html in pages.items()
        if "data-quiz=" in html
    }
    return dict(sorted(types.items(), key=lambda quiz: (-len(quiz[1]), quiz[0])))


@pytest.mark.parametrize("all_of_them", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_quizzes_of_the_site_by_keyboard(
    page: Page,
    site: str,
    built_site: Path,
    all_of_them: bool,  # noqa: FBT001
) -> None:
    """Quiz pages of the real site: enough of them to have every type of question, or all."""
    answered: set[str] = set()
    for quiz, types in real_quizzes(built_site).items():
        if types <= answered and not all_of_them:
            continue
        answered |= types
        page.goto(f"{site}quizzes/{quiz}/")
        total = page.locator("[data-question]").count()
        assert answer_with_keyboard(page).startswith(f"Your score: {total} of {total}.")
    assert answered == {
        "single-choice",
        "multiple-choice",
        "true-false",
        "matching",
        "ordering",
        "short-answer",
    }


# --- parameters of the address


def test_the_address_can_name_the_questions(page: Page, embed: str) -> None:
    page.goto(f"{embed}?q=claim,nothing,one,claim")
    expect(page.get_by_text("Question 1 of 2")).to_be_visible()
    expect(shown(page)).to_contain_text("Butter is a stone.")
    page.goto(f"{embed}?q=nothing")
    expect(page.get_by_text("Question 1 of 5")).to_be_visible()


def test_the_address_can_ask_for_another_order(page: Page, embed: str) -> None:
    """If every random number is 0, each list rotates by one; true/false and numbers keep their order."""
    page.add_init_script("Math.random = () => 0")
    page.goto(f"{embed}?shuffle=1")
    orders = []
    for number in range(5):
        labels = shown(page).locator("label").all_inner_texts()
        orders.append((shown(page).get_attribute("data-question"), labels))
        if number < 4:
            press(page, "Skip")
    assert orders == [
        ("many", ["The milk", "The cake", "The salt", "The bun"]),
        ("claim", ["True", "False"]),
        ("count", ["3", "12", "24"]),
        ("odd", ["The plain one", ODD]),
        ("one", ["The rye", "The river", "The stone"]),
    ]


def test_questions_can_be_shuffled_after_the_result(page: Page, embed: str) -> None:
    page.goto(f"{embed}?q=one,claim")
    answer_all(page, ("The rye",), ("False",))
    page.evaluate("Math.random = () => 0")
    press(page, "Shuffle and start again")
    expect(shown(page)).to_contain_text("Butter is a stone.")
    assert answer_all(page, ("True",), ("The rye",)) == "Your score: 1 of 2. You need 70% to pass."


@pytest.mark.parametrize("system", ["light", "dark"])
@pytest.mark.parametrize("theme", ["light", "dark", "none"])
def test_the_address_can_set_the_colours(
    page: Page, embed: str, system: Literal["light", "dark"], theme: str
) -> None:
    page.emulate_media(color_scheme=system)
    page.goto(f"{embed}?theme={theme}")
    backgrounds = {"light": "rgb(250, 248, 245)", "dark": "rgb(14, 26, 29)"}
    expect(page.locator("body")).to_have_css(
        "background-color", backgrounds.get(theme, backgrounds[system])
    )


# --- in frames and from disk


@pytest.fixture
def host(tmp_path: Path, serve: Callable[..., str]) -> str:
    """An empty page at another origin."""
    (tmp_path / "favicon.ico").write_bytes(b"")
    (tmp_path / "host.html").write_text("<!doctype html><title>A course</title>", encoding="utf-8")
    return f"{serve(tmp_path)}host.html"


def embedded(page: Page, host: str, address: str, **attributes: str) -> Frame:
    """Open a host's page with the quiz in a frame, and record the messages of the frame in `received`."""
    page.goto(host)
    page.evaluate(
        """attributes => {
            const frame = document.createElement("iframe");
            Object.entries(attributes).forEach(attribute => frame.setAttribute(...attribute));
            window.received = [];
            addEventListener("message", e => e.source === frame.contentWindow && received.push(e.data));
            document.body.append(frame);
        }""",
        {**attributes, "title": "Quiz", "src": address},
    )
    page.frame_locator("iframe").locator(".quiz--live").wait_for()
    return page.frames[-1]


def messages_of(page: Page) -> list[dict[str, Any]]:
    """The messages that the frame has sent to its host so far."""
    messages: list[dict[str, Any]] = page.evaluate("received")
    return messages


@pytest.mark.parametrize("attributes", [{"sandbox": "allow-scripts"}, {}])
def test_a_quiz_in_a_frame_works_and_reports_its_score(
    page: Page, host: str, embed: str, attributes: dict[str, str]
) -> None:
    frame = embedded(page, host, embed, **attributes)
    score = answer_all(frame, ("The stone",), *ALL_RIGHT[1:])
    assert score == "Your score: 4 of 5. That is enough to pass."
    page.wait_for_function("received.some(message => message.type === 'quiz:score')")
    assert [message for message in messages_of(page) if message.get("type") == "quiz:score"] == [
        {"type": "quiz:score", "version": 1, "id": "bread", "raw": 4, "max": 5, "passed": True}
    ]


def test_practising_missed_questions_reports_no_second_score(page: Page, host: str, embed: str) -> None:
    """The right answers have been shown by then."""
    frame = embedded(page, host, f"{embed}?q=one,claim", sandbox="allow-scripts")
    answer_all(frame, ("The stone",), ("False",))
    page.wait_for_function("received.some(message => message.type === 'quiz:score')")
    press(frame, "Try the missed ones again")
    score = answer_all(frame, *ALL_RIGHT[:1])
    assert score.startswith("Your score: ")
    expect(frame.locator("[data-part=practice]")).to_be_visible()
    scores = [message["raw"] for message in messages_of(page) if message.get("type") == "quiz:score"]
    assert len(scores) == 1


def test_the_frame_reports_its_height_in_the_format_of_each_host(page: Page, host: str, embed: str) -> None:
    frame = embedded(page, host, f"{embed}#?secret=abc123", sandbox="allow-scripts")
    page.wait_for_function("received.length >= 4")
    check(frame, "The stone")
    grown = frame.evaluate("Math.ceil(document.documentElement.getBoundingClientRect().height)")
    page.wait_for_function("height => received.some(message => message.height === height)", arg=grown)
    assert messages_of(page)[-4:] == [
        {"type": "iframe-resized", "width": 300, "height": grown},
        {"context": "h5p", "action": "resize", "scrollHeight": grown},
        {"subject": "lti.frameResize", "height": grown},
        {"message": "height", "value": grown, "secret": "abc123"},
    ]
    assert messages_of(page)[0]["height"] < grown


class _RefusesFraming(SimpleHTTPRequestHandler):
    """Serves a folder as a host does that allows only the quizzes in frames of other sites."""

    def end_headers(self) -> None:
        if "/embed/" not in self.path and "/assets/" not in self.path:
            self.send_header("X-Frame-Options", "DENY")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def refusing(folder: Path) -> Iterator[str]:
    """The address of the embed page on a host that refuses to show any other page in a frame."""
    handler = partial(_RefusesFraming, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/quizzes/bread/embed/index.html"
        server.shutdown()


LINKS_OF_A_FRAME = ("All warning signs", "Read this part of the guide", "Loaf")


@pytest.mark.parametrize("name", LINKS_OF_A_FRAME)
def test_a_link_in_a_sandbox_shows_its_address_and_leaves_the_quiz(
    browser: Browser, host: str, refusing: str, name: str
) -> None:
    """A sandbox forbids new windows, and the browser says so in its console only."""
    page = browser.new_page()
    frame = embedded(page, host, refusing, sandbox="allow-scripts")
    check(frame, "The rye")
    link = frame.get_by_role("link", name=name).and_(frame.locator(":visible"))
    address = link.evaluate("link => link.href")
    link.click()
    shown_address = frame.get_by_role("textbox", name="This frame cannot open links. Copy the address:")
    expect(shown_address).to_be_focused()
    expect(shown_address).to_have_value(address)
    assert shown_address.evaluate("it => it.value.slice(it.selectionStart, it.selectionEnd)") == address
    assert frame.url == refusing
    assert len(page.context.pages) == 1
    expect(frame.get_by_text("That is right.")).to_be_visible()
    page.close()


@pytest.mark.parametrize("attributes", [{}, {"sandbox": "allow-scripts allow-popups"}])
def test_a_link_in_a_frame_opens_a_new_tab_where_it_may(
    page: Page, host: str, embed: str, attributes: dict[str, str]
) -> None:
    frame = embedded(page, host, embed, **attributes)
    with page.context.expect_page() as opened:
        frame.get_by_role("link", name="Loaf").click()
    assert opened.value.url == embed.removesuffix("quizzes/bread/embed/index.html")
    assert attributes or opened.value.evaluate("window.opener") is None
    assert frame.url == embed
    expect(frame.locator("[data-part=address]")).to_be_hidden()


def test_a_tab_of_another_site_gets_no_hold_on_a_sandboxed_quiz(
    browser: Browser, host: str, embed: str
) -> None:
    """There, `opener` cannot be cut off."""
    page = browser.new_page()
    frame = embedded(page, host, embed, sandbox="allow-scripts allow-popups")
    frame.get_by_text("Sources", exact=True).click()
    frame.locator(".sources a[href^=https]").first.click()
    expect(frame.get_by_role("textbox")).to_have_value(re.compile("^https://"))
    assert len(page.context.pages) == 1
    page.close()


def test_links_leave_the_frame_without_a_script_too(
    browser: Browser, host: str, embed: str, tmp_path: Path
) -> None:
    (tmp_path / "host.html").write_text(f'<iframe src="{embed}" title="Quiz"></iframe>', encoding="utf-8")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(host)
    frame = page.frame_locator("iframe")
    with context.expect_page() as opened:
        frame.get_by_role("link", name="Loaf").click()
    assert opened.value.url == embed.removesuffix("quizzes/bread/embed/index.html")
    context.close()


def test_a_quiz_works_from_disk(page: Page, folder: Path) -> None:
    page.goto((folder / "quizzes/bread/embed/index.html").as_uri())
    assert check(page, "The rye") == "That is right."


def test_without_javascript_the_answers_can_be_opened(browser: Browser, embed: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(embed)
    expect(shown(page)).to_have_count(5)
    expect(page.locator("button:visible")).to_have_count(0)
    answer = shown(page).first.get_by_text("Right: The rye")
    expect(answer).to_be_hidden()
    shown(page).first.get_by_text("Show the answer").click()
    expect(answer).to_be_visible()
    expect(shown(page).first.get_by_text("Some discomfort is common.")).to_be_visible()
    context.close()


# --- accessibility


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_reports_nothing_at_any_step(
    page: Page, embed: str, axe_source: str, scheme: Literal["light", "dark"]
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(embed)
    page.evaluate(axe_source)
    violations = {"start": page.evaluate(AXE)}
    press(page, "Check my answer")
    violations["gap"] = page.evaluate(AXE)
    check(page, "The stone")
    violations["wrong"] = page.evaluate(AXE)
    press(page, "Next question")
    check(page, "The bun")
    violations["partly"] = page.evaluate(AXE)
    for label in ("False", "12", ODD):
        press(page, "Next question")
        check(page, label)
    press(page, "See my result")
    violations["result"] = page.evaluate(AXE)
    assert {step: nodes for step, nodes in violations.items() if nodes} == {}


def test_it_fits_a_narrow_screen(page: Page, embed: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(embed)
    fits = "document.documentElement.scrollWidth <= 320"
    assert page.evaluate(fits)
    check(page, "The stone")
    assert page.evaluate(fits)
    for labels in ALL_RIGHT[1:]:
        press(page, "Next question")
        check(page, *labels)
    assert page.evaluate(fits)
    press(page, "See my result")
    assert page.evaluate(fits)


def test_targets_are_large(page: Page, embed: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{embed}?q=one,claim")
    press(page, "Check my answer")
    small = """() => [...document.querySelectorAll("button, summary, .quiz-option, .quiz a, footer > p a")]
        .filter(e => e.checkVisibility() && !e.closest("sup, .quiz-sources"))
        .map(e => [e.textContent.trim(), e.getBoundingClientRect().height])
        .filter(([, height]) => height < 44)"""
    assert page.evaluate(small) == []
    check(page, "The stone")
    assert page.evaluate(small) == []
    press(page, "Next question")
    press(page, "Skip")
    expect(page.get_by_role("button", name="See my result without them")).to_be_visible()
    assert page.evaluate(small) == []
    press(page, "See my result without them")
    assert page.evaluate(small) == []


def test_marks_are_visible_with_forced_colours(browser: Browser, embed: str) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(embed)
    check(page, "The stone")
    text_colour = page.locator("body").evaluate("body => getComputedStyle(body).color")
    for shape in shown(page).locator("svg").all():
        expect(shape).to_have_css("color", text_colour)
    expect(shown(page).locator("[data-correct]")).to_have_css("border-style", "dashed")
    context.close()


def test_nothing_is_animated(page: Page, embed: str) -> None:
    page.goto(embed)
    animated = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter(element => {
            const style = getComputedStyle(element);
            return style.animationName !== "none" || parseFloat(style.transitionDuration) > 0;
        }).length"""
    )
    assert animated == 0


def test_verdict_and_score_are_announced(page: Page, embed: str) -> None:
    page.goto(f"{embed}?q=one")
    expect(shown(page).get_by_role("status")).to_have_text("")
    check(page, "The rye")
    expect(shown(page).get_by_role("status")).to_have_text("That is right.")
    press(page, "See my result")
    expect(page.get_by_role("status").filter(visible=True)).to_have_text(re.compile("Your score: 1 of 1."))
