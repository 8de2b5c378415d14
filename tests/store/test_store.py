"""Builds that use what earlier builds have made publish the same files as builds from nothing."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from functools import partial
from typing import TYPE_CHECKING

import pytest

from generator.build import check
from generator.checks.coverage.report import row_of
from generator.handouts.printing.forms import FORMS
from generator.hosts import record_commands
from generator.output.kept_files import KeptFiles
from generator.output.store import Store, key_of
from generator.problems import ContentError, errors
from generator.website.pages import list_items
from tests.conftest import REPOSITORY
from tests.store.edits import (
    DAY,
    SMALL,
    built,
    copy_of,
    digests,
    edit,
    put_back,
    random_settings,
    settings,
    state,
    without_sheets,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.checks.coverage.cells import CellContext
    from generator.checks.coverage.table import CoverageRow
    from generator.output.files import FileContent, PromisedFile
    from generator.output.spool import SpooledFile
    from generator.settings.settings import Settings

pytestmark = pytest.mark.builds


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return copy_of(SMALL, tmp_path)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"


def edited_at_random(content: Path, store: Path, patch: pytest.MonkeyPatch, seed: int, edits: int) -> int:
    """Compare builds after each of some edits; the number of edits that left the content valid."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    compared, earlier, given = 0, [state(content)], settings()
    for number in range(edits):
        undo = edit(content, chance)
        if chance.random() < 0.1:
            put_back(content, chance.choice(earlier))
        if chance.random() < 0.1:  # seldom: with other settings nothing is found
            given = chance.choice([settings(), random_settings(chance)])
        try:
            clean = digests(built(content, store.with_name("none") / str(number), patch, given))
        except ContentError:
            undo()
            continue
        finally:
            shutil.rmtree(store.with_name("none"), ignore_errors=True)
        assert digests(built(content, store, patch, given)) == clean, (seed, number)
        compared += 1
        if chance.random() < 0.5:
            undo()
        else:
            earlier = [*earlier[-5:], state(content)]
    return compared


def test_after_random_edits_every_file_is_that_of_a_clean_build(
    ready: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without sheets, which are kept in the same way: tests below compare them after edits."""
    without_sheets(monkeypatch)
    assert edited_at_random(ready, store, monkeypatch, seed=1, edits=6) >= 3


EDITS = int(os.environ.get("EDITS", "2000"))
"""How many edits `make test-all` makes."""
_SEEDS = 20


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 100 + _SEEDS))
def test_after_thousands_of_random_edits(
    content: Path, store: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_sheets(monkeypatch)
    edits = max(1, EDITS // _SEEDS)
    assert edited_at_random(content, store, monkeypatch, seed, edits) >= edits // 3


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(200, 204))
def test_after_random_edits_with_sheets(
    content: Path, store: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert edited_at_random(content, store, monkeypatch, seed, edits=40) >= 15


BUILD = """
import sys, datetime
from pathlib import Path
from tests.store.edits import digests, settings
from generator.build import build
built = build(Path(sys.argv[1]), settings(), datetime.date(2026, 12, 1), drafts=True)
print(sorted(digests(built).items()))
"""


WITHOUT_SHEETS = """
import generator.build
generator.build.render_handouts = lambda *_, **__: ([], [])
"""


def built_apart(
    content: Path, store: Path, path: Path = REPOSITORY, *, sheets: bool = True
) -> subprocess.Popen[str]:
    """A build in a process of its own, by the generator in a folder; it prints its files' digests."""
    return subprocess.Popen(
        [sys.executable, "-c", BUILD if sheets else WITHOUT_SHEETS + BUILD, str(content)],
        cwd=path,
        env=os.environ | {"UNKNOT_CACHE": str(store), "PYTHONPATH": f"{path}{os.pathsep}{REPOSITORY}"},
        stdout=subprocess.PIPE,
        text=True,
    )


def printed(process: subprocess.Popen[str]) -> str:
    output = process.communicate()[0]
    assert process.returncode == 0
    return output


IN_TEMPLATES = {
    ".html": "<!-- more -->",
    ".txt": "more",
    ".typ": "// more",
    ".py": "# more",
    ".csl": "<!-- -->",
}


@pytest.mark.slow
def test_after_random_edits_of_templates_and_code(content: Path, store: Path, tmp_path: Path) -> None:
    """Also back to what a file was before, which must not bring back anything else."""
    ignored = shutil.ignore_patterns("__pycache__")
    generator = shutil.copytree(REPOSITORY / "generator", tmp_path / "code" / "generator", ignore=ignored)
    chance = random.Random(7)  # noqa: S311 - no secret
    files = sorted(path for path in generator.rglob("*") if path.suffix in IN_TEMPLATES)
    templates = [path for path in files if path.suffix != ".py"]
    seen = set()
    for number in range(12):
        path = chance.choice(templates if number % 4 else files)
        before = path.read_text("utf-8")
        path.write_text(
            f"{before}\n{IN_TEMPLATES[path.suffix]} {number}" if number % 3 else before, "utf-8"
        )
        clean = printed(built_apart(content, tmp_path / f"none-{number}", generator.parent))
        assert printed(built_apart(content, store, generator.parent)) == clean, path
        seen.add(clean)
    assert len(seen) > 2, "the edits changed nothing that is published"


# --- entries that cannot be trusted ------------------------------------------------------------------

DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "cut short": lambda data: data[: len(data) // 2],
    "empty": lambda _: b"",
    "one bit is wrong": lambda data: data[:-1] + bytes([data[-1] ^ 1]) if data else b"x",
    "longer": lambda data: data + b"x",
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_entry_is_never_used(
    ready: Path, store: Path, clean: dict[str, str], damage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every entry is damaged: of each sort some would change a page if they were believed."""
    entries = [path for path in store.rglob("*") if path.is_file()]
    assert len(entries) > 100
    for path in entries:
        path.write_bytes(DAMAGES[damage](path.read_bytes()))
    assert digests(built(ready, store, monkeypatch)) == clean


@pytest.mark.slow
@pytest.mark.parametrize("damage", DAMAGES)
def test_every_entry_is_damaged_in_turn(
    content: Path, store: Path, damage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One entry at a time, all others being as they should be; later builds have nothing of the damage."""
    without_sheets(monkeypatch)
    clean = digests(built(content, store, monkeypatch))
    entries = sorted(path for path in store.rglob("*") if path.is_file())
    assert len(entries) > 100
    for path in entries:
        data = path.read_bytes()
        path.write_bytes(DAMAGES[damage](data))
        assert digests(built(content, store, monkeypatch)) == clean, path
        path.write_bytes(data)
    assert made(content, store, monkeypatch) == set()


def test_an_entry_under_the_name_of_another_is_never_used(
    ready: Path, store: Path, clean: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("ac", "cas"):
        names = sorted((store / folder).iterdir())
        contents = [path.read_bytes() for path in names]
        for path, data in zip(names, contents[1:] + contents[:1], strict=True):
            path.write_bytes(data)
    assert digests(built(ready, store, monkeypatch)) == clean


def test_a_store_that_cannot_be_written_costs_only_time(
    content: Path, tmp_path: Path, clean: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder")
    assert digests(built(content, in_the_way, monkeypatch)) == clean


# --- what is found, and what is not ------------------------------------------------------------------


def made(content: Path, store: Path, patch: pytest.MonkeyPatch, given: Settings | None = None) -> set[str]:
    """The paths of the files that a build made anew."""
    paths: set[str] = set()
    make = KeptFiles._make

    def watched(self: KeptFiles, promise: PromisedFile[FileContent], given: str) -> SpooledFile:
        paths.add(promise.path)
        return make(self, promise, given)

    with pytest.MonkeyPatch.context() as watching:
        watching.setattr(KeptFiles, "_make", watched)
        watching.setenv("UNKNOT_CORES", "1")
        built(content, store, patch, given)
    return paths


@pytest.fixture
def ready(content: Path, full_store: Path, store: Path) -> Path:
    shutil.copytree(full_store, store)
    return content


def test_nothing_is_made_when_nothing_has_changed(
    ready: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert made(ready, store, monkeypatch) == set()


def test_a_comment_changes_nothing(ready: Path, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in ready.rglob("*.yml"):
        path.write_text(path.read_text("utf-8") + "# a comment\n", encoding="utf-8")
    assert made(ready, store, monkeypatch) == set()


def test_a_word_of_a_muscle_changes_what_shows_it(
    ready: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = ready / "muscles" / "trapezius.yml"
    text = path.read_text("utf-8")
    assert text.count("It lifts the shoulder blade") == 1
    path.write_text(text.replace("It lifts the shoulder blade", "It raises the shoulder blade"), "utf-8")
    changed = made(ready, store, monkeypatch)
    assert "muscles/trapezius/index.md" in changed
    assert not {
        path for path in changed if path.startswith(("quizzes/", "symptoms/", "muscles/rhomboids/"))
    }


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("techniques/still-press.yml", "title: Still press", "title: Press still"),
        ("techniques/still-press.yml", "title: Still press", "title: Still zither"),
        ("quizzes/slow-glide.yml", "stem: It begins", "stem: It now begins"),
        ("techniques/slow-glide.yml", "title: Slow glide\n", "title: Slow glide\nsearch_words: [glider]\n"),
    ],
    ids=["a title", "a word that no title has", "a question", "a word to search for"],
)
def test_what_is_read_to_name_files_is_not_read_by_all_of_them(
    ready: Path, store: Path, monkeypatch: pytest.MonkeyPatch, file: str, old: str, new: str
) -> None:
    """Redirects, and indexes of names, are made anew in each build."""
    path = ready / file
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")
    changed = made(ready, store, monkeypatch)
    assert [name for name in changed if path.stem in name]
    assert not {name for name in changed if name.startswith(("privacy", "about"))}


def test_the_coverage_table_makes_only_rows_of_changed_files_again(
    ready: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows: list[tuple[str, str]] = []

    def watched(context: CellContext, kind: str, id_: str) -> CoverageRow:
        rows.append((kind, id_))
        return row_of(context, kind, id_)

    monkeypatch.setattr(list_items, "row_of", watched)
    path = ready / "muscles" / "trapezius.yml"
    path.write_text(path.read_text("utf-8").replace("It helps the", "It helps, and moves, the"), "utf-8")
    changed = made(ready, store, monkeypatch)
    assert rows == [("muscles", "trapezius")]
    assert "coverage.md" in changed


def test_a_word_of_the_subject_changes_what_says_it(
    ready: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the content had none before, and general words were said instead."""
    path = ready / "words.yml"
    text = path.read_text("utf-8")
    assert "\nmuscle:\n" in text
    assert "\nsheet:\n" in text
    path.write_text(text.replace("\nmuscle:\n", "\nmuscle:\n  techniques: What is done with it\n"), "utf-8")
    shown_by = {f"muscles/{path.stem}/index.md" for path in (ready / "muscles").iterdir()}
    assert made(ready, store, monkeypatch) == shown_by


def test_going_back_to_an_earlier_state_makes_nothing(
    ready: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    undo = edit(ready, random.Random(3))  # noqa: S311 - no secret
    built(ready, store, monkeypatch)
    undo()
    assert made(ready, store, monkeypatch) == set()


def test_a_signature_changes_the_pages_that_it_covers(
    ready: Path, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """First everything is signed, which all pages say; then one file is not as it was signed."""
    library, _ = check(ready, DAY)
    record_commands.sign(library, (), "A. Example, nurse", DAY, DAY)
    compare = partial(same_as_clean, ready, store, tmp_path, monkeypatch)
    compare()
    path = ready / "warning-signs.yml"
    path.write_text(path.read_text("utf-8").replace("chest pain", "pain in the chest"), "utf-8")
    compare()


def same_as_clean(content: Path, store: Path, tmp_path: Path, patch: pytest.MonkeyPatch) -> None:
    clean = digests(built(content, tmp_path / "nothing", patch))
    shutil.rmtree(tmp_path / "nothing")
    assert digests(built(content, store, patch)) == clean


def test_another_address_is_another_site(ready: Path, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert made(ready, store, monkeypatch, settings("https://elsewhere.example/"))
    assert made(ready, store, monkeypatch) == set()


def test_a_clock_that_goes_back_changes_nothing(
    ready: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "time", lambda: 0.0)
    assert made(ready, store, monkeypatch) == set()
    for path in sorted(ready.rglob("*.yml")):
        os.utime(path, (0, 0))
    assert made(ready, store, monkeypatch) == set()


def test_two_builds_at_once_share_a_store(content: Path, store: Path) -> None:
    """Of pages and data; `make test-all` has builds with sheets race."""
    first, second = (built_apart(content, store, sheets=False) for _ in range(2))
    assert printed(first) == printed(second) != ""


@pytest.mark.slow
def test_builds_of_different_states_race(content: Path, store: Path, tmp_path: Path) -> None:
    """Two builds at a time, each of its own content, time and again with one store."""
    chance = random.Random(5)  # noqa: S311 - no secret
    other = copy_of(SMALL, tmp_path / "other")
    for number in range(6):
        for folder in (content, other):
            undo = edit(folder, chance)
            if not valid(folder):
                undo()
        racing = [built_apart(content, store), built_apart(other, store)]
        clean = [printed(built_apart(one, tmp_path / f"none-{number}")) for one in (content, other)]
        assert [*map(printed, racing)] == clean


def valid(content: Path) -> bool:
    return not errors(check(content, DAY)[1])


# --- the folder --------------------------------------------------------------------------------------


def test_contents_are_named_by_their_digest(tmp_path: Path) -> None:
    store = Store(tmp_path)
    path = store.put(b"words")
    assert path is not None
    assert path.read_bytes() == b"words"
    assert store.path(path.name) == path
    assert store.path("0" * 64) is None


def test_a_result_is_found_under_its_key_only(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put_result(key_of(["a"]), {"digest": "x"})
    assert store.result(key_of(["a"])) == {"digest": "x"}
    assert store.result(key_of(["b"])) is None


def test_keys_tell_parts_apart() -> None:
    assert key_of(["ab", "c"]) != key_of(["a", "bc"]) != key_of(["abc"])


def test_what_no_build_has_used_in_a_month_is_removed(tmp_path: Path) -> None:
    store = Store(tmp_path)
    old, used = store.put(b"old"), store.put(b"used")
    assert old is not None
    assert used is not None
    for path in (old, used):
        os.utime(path, (0, 0))
    assert store.path(used.name)
    assert store.remove_unused() == 1
    assert not old.exists()
    assert used.exists()


# --- pictures beside content


def test_a_changed_picture_makes_its_sheets_again_and_no_others(
    content: Path, full_store: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What shows the picture, and pages that name the size of its sheets; no sheet of another leaflet."""
    shutil.copytree(full_store, store)
    before = digests(built(content, store, monkeypatch))
    picture = content / "leaflets" / "pictures" / "palm.svg"
    picture.write_text(picture.read_text(encoding="utf-8").replace("#0b5563", "#5563a0"), encoding="utf-8")
    made_again = made(content, store, monkeypatch)
    after = digests(built(content, store, monkeypatch))
    changed = {path for path in before if before[path] != after[path]} - {"sw.js"}
    forms = {f"handouts/slow-glide-plan/slow-glide-plan-{form.id}.pdf" for form in FORMS}
    assert forms <= changed
    assert {path for path in changed if path.endswith(".pdf")} == forms
    assert changed - forms <= made_again | {"handouts/slow-glide-plan/slow-glide-plan.png"}
    assert "assets/leaflets/pictures/palm.svg" in made_again
    assert not [path for path in made_again if path.startswith("techniques/")]
    assert after == digests(built(content, store.with_name("clean"), monkeypatch))


def test_a_picture_that_is_not_shown_makes_nothing_again(
    content: Path, full_store: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(full_store, store)
    (content / "leaflets" / "pictures" / "other.svg").write_text("<svg/>", encoding="utf-8")
    assert made(content, store, monkeypatch) == set()
