# QTI 3.0 items in a player that we did not write and that 1EdTech has certified (`qti3-item-player`).

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.exports_example import CHOICES, MANY, ODD, RIGHT, points
from tests.test_exports_qti import LETTERS, files
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


def attempt(player: Page, question: str, letters: str) -> dict[str, Any]:
    """Outcomes of an answer."""
    player.reload()  # the player's feedback dialog lies over the next attempt
    xml = files("qti-3.0")[f"items/{question}.xml"].decode()
    player.evaluate("([xml, guid]) => load(xml, guid)", [xml, f"{question}-{letters}"])
    for letter in letters:
        player.locator(f"[data-identifier='{letter}']").click()
    state = player.evaluate("end()")["state"]
    return {one["identifier"]: one["value"] for one in state["outcomeVariables"]}


def tries(question: str) -> list[str]:
    """None, all right, all wrong, all; and for many picks, one right with and without a wrong one."""
    all_ = LETTERS[: CHOICES[question]]
    wrong = "".join(letter for letter in all_ if letter not in RIGHT[question])
    if question not in MANY:
        return ["", *all_]
    return ["", RIGHT[question], wrong, all_, RIGHT[question][0], RIGHT[question][0] + wrong[0]]


@pytest.mark.parametrize("question", CHOICES)
def test_scores(player: Page, question: str) -> None:
    for letters in tries(question):
        outcomes = attempt(player, question, letters)
        expected = points(question, frozenset(map(LETTERS.index, letters)))
        assert float(outcomes["SCORE"]) == pytest.approx(float(expected), abs=1e-9), letters


def test_odd_text_and_feedback_are_shown(player: Page) -> None:
    attempt(player, "odd", "a")
    shown = player.locator(".qti-feedback-inline:not(.hidden)")
    shown.wait_for()
    assert shown.inner_text().strip() == f"Right: {ODD}"
    assert player.locator(".qti-prompt").inner_text() == f"Odd: {ODD}"
    assert f"Because {ODD}" in player.locator(".qti-modal-feedback").inner_text()
