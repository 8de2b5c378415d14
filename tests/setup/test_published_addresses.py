# Published addresses never break: codes on paper, bookmarks, frames in other websites, courses.

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from lxml import html

from tests import published_addresses
from tests.conftest import REPOSITORY, SITE_URL
from tests.published_addresses import NEW, addresses_of, read, record

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PUBLISHED = REPOSITORY / "published-addresses.txt"
WHAT_TO_DO = """
{count} published addresses are gone:
{lost}

Somebody has them on paper, in a bookmark or in a course. Choose one:
- Keep the address: a title may change, an id should not.
- If a page has moved, write its old address under `was:` in its content file. That redirects the page
  with all its places, and a quiz's embed page. No redirect is made for files.
- If a file is no longer made, put its last version where it was, in content/pages/.
- If an address was never published, take its line out of published-addresses.txt.
"""


def test_no_published_address_is_lost(
    built_site: Path, request: pytest.FixtureRequest, record_property: Callable[[str, object], None]
) -> None:
    addresses = addresses_of(built_site)
    published = read(PUBLISHED)
    lost = addresses.lost(published)
    assert not lost, WHAT_TO_DO.format(count=len(lost), lost="\n".join(lost))
    if request.config.getoption("--update-addresses"):
        record(PUBLISHED, addresses)
    record_property(NEW, len(addresses.found - set(read(PUBLISHED))))


def test_the_list_is_sorted_and_names_each_address_once() -> None:
    published = read(PUBLISHED)
    assert published == sorted(set(published))
    assert PUBLISHED.read_text("utf-8").startswith(published_addresses.HEADER)


# --- frames in other websites ----------------------------------------------------------------------


def printed_frames(built_site: Path) -> dict[str, str]:
    """The address in each line of HTML that a page tells readers to copy, by page and line."""
    return {
        f"{path.relative_to(built_site)}: {line.text_content()}": frame.get("src")
        for path in sorted(built_site.rglob("*.html"))
        for line in html.document_fromstring(path.read_bytes()).xpath("//pre//code[contains(., '<iframe')]")
        for frame in html.fragment_fromstring(line.text_content(), create_parent=True).iter("iframe")
    }


def test_the_frame_of_each_quiz_is_at_the_address_in_its_line(built_site: Path) -> None:
    quizzes = json.loads((built_site / "data" / "quizzes.json").read_text("utf-8"))["items"]
    frames = printed_frames(built_site)
    found = addresses_of(built_site).found
    addresses = {address.removeprefix(SITE_URL[:-1]).partition("?")[0] for address in frames.values()}
    assert {f"/{quiz['address']}embed/" for quiz in quizzes} <= addresses <= found
    assert all(address.startswith(SITE_URL) for address in frames.values())


def test_the_frame_that_oembed_answers_with_is_there(built_site: Path) -> None:
    found = addresses_of(built_site).found
    answers = sorted(built_site.glob("quizzes/*/oembed.json"))
    assert answers
    for answer in answers:
        frame = html.fragment_fromstring(json.loads(answer.read_text("utf-8"))["html"])
        assert frame.get("src").removeprefix(SITE_URL[:-1]) in found


def test_a_published_frame_still_shows_a_quiz(built_site: Path) -> None:
    """Yesterday's line of HTML finds a form, at once or behind a redirect."""
    redirected = addresses_of(built_site).redirected
    frames = [address for address in read(PUBLISHED) if address.endswith("/embed/")]
    assert frames
    for address in set(frames) - redirected:
        folder = built_site / address[1:]
        page = (folder / "index.html").read_text("utf-8")
        scripts = [one.read_text("utf-8") for one in folder.glob("*.js")]  # of a page that loads questions
        assert 'data-part="stem"' in page or (all("data-part" in one for one in scripts) and scripts), (
            address
        )


# --- each kind of loss is noticed ------------------------------------------------------------------

PAGE = '<h1>Quiz</h1><h2 id="how">How</h2><p id="hint">Hint</p><ol><li id="source-1">A trial</ol>'
MOVED = '<meta http-equiv="refresh" content="0; url=../new/"><h1>Moved</h1>'


def site_of(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


@pytest.fixture
def small(tmp_path: Path) -> Path:
    files = {
        "index.html": "<h1>Home</h1>",
        "404.html": "<h1>Not found</h1>",
        "sw.js": "// copies",
        "assets/quiz.css": "h1 {}",
        "assets/maps/back.svg": "<svg xmlns='http://www.w3.org/2000/svg'><g id='low'/></svg>",
        "data/quizzes.json": '{"items": []}',
        "quizzes/one/index.html": PAGE,
        "quizzes/one/one-gift.txt": "::1::",
        "quizzes/one/embed/index.html": "<h1 id='question-a'>A</h1>",
        "handouts/one/one-a4.pdf": "%PDF",
    }
    return site_of(tmp_path / "site", **files)


PROMISED = {
    "/",
    "/assets/maps/back.svg",
    "/data/quizzes.json",
    "/handouts/one/one-a4.pdf",
    "/quizzes/one/",
    "/quizzes/one/#how",
    "/quizzes/one/embed/",
    "/quizzes/one/embed/#question-a",
    "/quizzes/one/one-gift.txt",
    "/sw.js",
}


def test_pages_places_and_files_are_promised_and_what_only_our_pages_use_is_not(small: Path) -> None:
    assert addresses_of(small).found == PROMISED


@pytest.mark.parametrize(
    ("path", "lost"),
    [
        ("assets/maps/back.svg", ["/assets/maps/back.svg"]),
        ("data/quizzes.json", ["/data/quizzes.json"]),
        ("handouts/one/one-a4.pdf", ["/handouts/one/one-a4.pdf"]),
        ("quizzes/one/one-gift.txt", ["/quizzes/one/one-gift.txt"]),
        ("quizzes/one/index.html", ["/quizzes/one/", "/quizzes/one/#how"]),
        ("quizzes/one/embed/index.html", ["/quizzes/one/embed/", "/quizzes/one/embed/#question-a"]),
        ("sw.js", ["/sw.js"]),
    ],
)
def test_a_file_that_goes_is_noticed(small: Path, path: str, lost: list[str]) -> None:
    (small / path).unlink()
    assert addresses_of(small).lost(PROMISED) == lost


def test_a_place_that_goes_is_noticed(small: Path) -> None:
    site_of(small, **{"quizzes/one/index.html": PAGE.replace('id="how"', 'id="how-it-is-done"')})
    assert addresses_of(small).lost(PROMISED) == ["/quizzes/one/#how"]


def test_a_page_that_redirects_keeps_its_places_but_not_its_files(small: Path) -> None:
    site_of(small, **{"quizzes/one/index.html": MOVED, "quizzes/one/embed/index.html": MOVED})
    (small / "quizzes/one/one-gift.txt").unlink()
    assert addresses_of(small).lost(PROMISED) == ["/quizzes/one/one-gift.txt"]


def test_a_quiz_that_draws_may_draw_other_questions(small: Path) -> None:
    drawn = {"items": [{"id": "one", "address": "quizzes/one/", "draw": {"count": 1}}]}
    site_of(small, **{"data/quizzes.json": json.dumps(drawn)})
    assert addresses_of(small).found == PROMISED - {"/quizzes/one/embed/#question-a"}


def test_recording_adds_and_never_drops(small: Path, tmp_path: Path) -> None:
    file = tmp_path / "published.txt"
    file.write_text("/gone/\n/quizzes/one/\n")
    record(file, addresses_of(small))
    assert read(file) == sorted({*PROMISED, "/gone/"})
    once = file.read_text()
    record(file, addresses_of(small))
    assert file.read_text() == once


def test_a_place_that_is_in_a_part_of_a_long_list_now_is_kept(small: Path) -> None:
    (small / "words" / "part" / "0-m").mkdir(parents=True)
    (small / "words" / "index.html").write_text("<h1>Words</h1>")
    (small / "words" / "part" / "0-m" / "index.html").write_text('<h1>Words</h1><div id="ache">Ache</div>')
    addresses = addresses_of(small)
    assert addresses.lost(["/words/#ache", "/words/#burn"]) == ["/words/#burn"]
    assert "/words/#ache" not in addresses.found
