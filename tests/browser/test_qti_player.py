# QTI 3.0 items in a player that we did not write and that 1EdTech has certified (`qti3-item-player`).

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.quizzes.exports.exports_example import (
    ACCEPTED_SPELLINGS,
    CHOICES,
    MULTIPLE_CHOICE,
    ODD,
    ODD_WORD,
    PAIRS,
    RIGHT,
    points,
)
from tests.quizzes.exports.test_qti import LETTERS, files
from tests.tools import TESTS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

MODULES = TESTS / "node_modules"
PARTS = {
    "vue.js": MODULES / "vue/dist/vue.min.js",
    "player.js": MODULES / "qti3-item-player/dist/qti3Player.umd.min.js",
    "player.css": MODULES / "qti3-item-player/dist/qti3Player.css",
}
HOST = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Player</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="player.css"><script src="vue.js"></script><script src="player.js"></script>
</head><body><div id="app"></div><script>
let player, ready, ended;
const on = {
  notifyQti3PlayerReady: (made) => { player = made; },
  notifyQti3ItemReady: () => ready(),
  notifyQti3EndAttemptCompleted: (data) => ended(data),
};
const component = qti3Player.Qti3Player || qti3Player.default || qti3Player;
new Vue({ render: (make) => make(component, { on }) }).$mount("#app");
const sessionControl = { max_attempts: 0, show_feedback: true, validate_responses: false };
window.load = (xml, guid) => new Promise((done) => {
  ready = done;
  player.loadItemFromXml(xml, { guid, status: "interacting", sessionControl });
});
window.end = () => new Promise((done) => { ended = done; player.endAttempt("end"); });
</script></body></html>
"""


@pytest.fixture
def player(tmp_path: Path, serve: Callable[..., str], page: Page) -> Page:
    for name, path in PARTS.items():
        (tmp_path / name).write_bytes(path.read_bytes())
    (tmp_path / "index.html").write_text(HOST, encoding="utf-8")
    page.set_default_timeout(10_000)
    page.goto(serve(tmp_path))
    return page


def item_xml(question: str) -> str:
    return files("qti-3.0")[f"items/{question}.xml"].decode()


def attempt(player: Page, question: str, letters: str) -> dict[str, Any]:
    """Outcomes of an answer."""
    player.reload()  # the player's feedback dialog lies over the next attempt
    player.evaluate("([xml, guid]) => load(xml, guid)", [item_xml(question), f"{question}-{letters}"])
    for letter in letters:
        player.locator(f"[data-identifier='{letter}']").click()
    state = player.evaluate("end()")["state"]
    return {one["identifier"]: one["value"] for one in state["outcomeVariables"]}


def tries(question: str) -> list[str]:
    """None, all right, all wrong, all; and for many picks, one right with and without a wrong one."""
    all_ = LETTERS[: CHOICES[question]]
    wrong = "".join(letter for letter in all_ if letter not in RIGHT[question])
    if question not in MULTIPLE_CHOICE:
        return ["", *all_]
    return ["", RIGHT[question], wrong, all_, RIGHT[question][0], RIGHT[question][0] + wrong[0]]


@pytest.mark.parametrize("question", CHOICES)
def test_scores(player: Page, question: str) -> None:
    for letters in tries(question):
        outcomes = attempt(player, question, letters)
        expected = points(question, frozenset(map(LETTERS.index, letters)))
        assert float(outcomes["SCORE"]) == pytest.approx(float(expected), abs=1e-9), letters


# --- matching, ordering, short answers


def load(player: Page, question: str) -> None:
    player.set_viewport_size({"width": 2200, "height": 1400})  # so that long cards can be dropped anywhere
    player.reload()
    player.evaluate("([xml, guid]) => load(xml, guid)", [item_xml(question), question])


def drag(player: Page, card: str, onto: str) -> None:
    """Move a card to another."""
    start, end = (player.locator(one).bounding_box() for one in (card, onto))
    assert start
    assert end
    x, y = start["x"] + start["width"] / 2, start["y"] + start["height"] / 2
    player.mouse.move(x, y)
    player.mouse.down()
    player.mouse.move(x + 6, y + 6)
    player.mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] / 2, steps=30)
    player.mouse.up()


def finish(player: Page) -> tuple[float, Any]:
    """The score, and the response that it is for."""
    state = player.evaluate("end()")["state"]
    [score] = [one["value"] for one in state["outcomeVariables"] if one["identifier"] == "SCORE"]
    [given] = [one["value"] for one in state["responseVariables"] if one["identifier"] == "RESPONSE"]
    return float(score), given


@pytest.mark.parametrize(
    ("targets", "right"),
    [("431343", 6), ("431342", 5), ("22222", 0), ("4", 1), ("", 0)],
    ids=["right", "one wrong", "wrong", "one", "none"],
)
def test_pairs(player: Page, targets: str, right: int) -> None:
    load(player, "pairs")
    for row, target in zip(LETTERS, targets, strict=False):
        drag(player, f".draggable[data-identifier='{row}']", f"[data-identifier='m{target}']")
    score, given = finish(player)
    pairs = [f"{row} m{target}" for row, target in zip(LETTERS, targets, strict=False)]
    assert sorted(given or []) == pairs
    assert score == pytest.approx(right / len(PAIRS), abs=1e-9)


@pytest.mark.parametrize(("order", "right"), [("cab", 3), ("acb", 1), ("bca", 0), ("abc", 0)])
def test_steps(player: Page, order: str, right: int) -> None:
    """The last is the order in which they are shown."""
    load(player, "steps")
    arrange(player, order)
    score, given = finish(player)
    assert given == list(order)
    assert score == pytest.approx(right / 3, abs=1e-9)


def arrange(player: Page, order: str) -> None:
    """Drag steps until they stand in an order; a card that is moved too fast falls short of its place."""
    cards = player.locator("li.qti-simple-choice")
    for _ in range(10):
        found = cards.evaluate_all("all => all.map(card => card.dataset.identifier)")
        wrong = [at for at, name in enumerate(order) if found[at] != name]
        if not wrong:
            return
        one, other = order[wrong[0]], found[wrong[0]]
        drag(player, *(f"[data-identifier='{name}'] .draggable" for name in (one, other)))
        player.wait_for_timeout(200)
    pytest.fail(f"the steps do not move to {order}")


@pytest.mark.parametrize("typed", ["Horse's tail", ODD_WORD, "X-Ray", "x ray", "horse", ""])
def test_words(player: Page, typed: str) -> None:
    load(player, "word")
    player.locator(".qti-text-entry-interaction input").fill(typed)
    player.keyboard.press("Tab")
    score, _ = finish(player)
    assert score == (typed in ACCEPTED_SPELLINGS)


def test_odd_text_and_feedback_are_shown(player: Page) -> None:
    attempt(player, "odd", "a")
    shown = player.locator(".qti-feedback-inline:not(.hidden)")
    shown.wait_for()
    assert shown.inner_text().strip() == f"Right: {ODD}"
    assert player.locator(".qti-prompt").inner_text() == f"Odd: {ODD}"
    assert f"Because {ODD}" in player.locator(".qti-modal-feedback").inner_text()
