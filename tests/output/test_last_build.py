"""What the last build found is found again exactly if nothing that was read for it has changed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from generator.output.earlier import EarlierBuilds
from generator.output.last_build import LastBuild
from generator.output.parallel import spread
from generator.output.store import Store, key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pytest

ROOT = Path(__file__).parent.parent.parent
FILES, FIELDS, OTHERS = "fgh", "xy", "abcd"
GIVEN = "code"


class State:
    """A state of the content: fields of files, which have versions, and other values."""

    def __init__(self, values: Mapping[str, str], *, versions: bool = True) -> None:
        self.values = values
        self.known: dict[str, str] = {}
        self.worked_out: list[str] = []
        self._versions = versions

    def digests(self, reads: Iterable[str]) -> list[str]:
        return [self.known.get(read) or self._digest(read) for read in reads]

    def _digest(self, read: str) -> str:
        self.worked_out.append(read)
        return key_of([self.values.get("/".join(json.loads(read)), "")])

    def file_of(self, read: str) -> str:
        name, *field = json.loads(read)
        return name if field and self._versions else ""

    def version_of(self, file: str) -> str:
        return "|".join(self.values.get(f"{file}/{field}", "") for field in FIELDS)

    def know(self, file: str, digests: Mapping[str, str]) -> None:
        assert {json.loads(read)[0] for read in digests} <= {file}
        self.known |= digests


def builds(folder: Path, state: State, *, with_last: bool = True) -> EarlierBuilds:
    last = LastBuild(folder, GIVEN, state) if with_last else None
    return EarlierBuilds(Store(folder), state, GIVEN, last)


def made_or_found(
    earlier: EarlierBuilds, state: State, things: Mapping[str, set[str]], *, save: bool = True
) -> dict[str, Any]:
    """What each thing is: made of the values that are read for it. Which were made is in `made`."""
    result: dict[str, Any] = {"made": []}
    for name, reads in things.items():
        thing = earlier.find(name)
        if thing is None:
            result["made"].append(name)
            thing = {read: state.values.get(read, "") for read in sorted(reads)}
            earlier.keep(thing, {tuple(read.split("/")) for read in reads}, name)
        result[name] = thing
    if save:
        earlier.save()
    return result


names = st.sampled_from([*OTHERS, *(f"{file}/{field}" for file in FILES for field in FIELDS)])
things_of_a_site = st.dictionaries(st.sampled_from("123456"), st.sets(names, min_size=1), min_size=1)
states = st.dictionaries(names, st.sampled_from(["", "0", "1", "a word" * 100]))


@given(things_of_a_site, st.lists(st.tuples(states, st.booleans()), min_size=2, max_size=6))
def test_what_is_found_is_what_is_found_thing_by_thing(
    things: dict[str, set[str]], contents: list[tuple[dict[str, str], bool]]
) -> None:
    """In any row of states, some of which were there before; with and without versions of files."""
    with tempfile.TemporaryDirectory() as folder:
        for values, versions in contents:
            state = State(values, versions=versions)
            one = made_or_found(builds(Path(folder, "one"), state), state, things)
            plain = State(values)
            other = made_or_found(builds(Path(folder, "other"), plain, with_last=False), plain, things)
            assert one == other
            for name, reads in things.items():
                assert one[name] == {read: values.get(read, "") for read in reads}


THINGS = {"one": {"f/x", "a"}, "two": {"g/y", "b"}, "three": {"f/y", "g/x"}}


def test_what_has_not_changed_is_not_looked_up(tmp_path: Path) -> None:
    """Neither is the store asked for each thing, nor are digests of fields worked out."""
    state = State({"a": "1"})
    made_or_found(builds(tmp_path, state), state, THINGS)
    for path in (tmp_path / "ac").iterdir():
        path.unlink()
    again = State({"a": "1"})
    found = made_or_found(builds(tmp_path, again), again, THINGS)
    assert found["made"] == []
    assert {*again.worked_out} == {'["a"]', '["b"]'}


def test_one_changed_field_concerns_only_what_was_made_of_its_file(tmp_path: Path) -> None:
    state = State({})
    made_or_found(builds(tmp_path, state), state, THINGS)
    changed = State({"f/x": "new"})
    last = LastBuild(tmp_path, GIVEN, changed)
    found = {name for name in THINGS if last.find(key_of((GIVEN, name)))}
    assert found == {"two"}
    assert made_or_found(builds(tmp_path, changed), changed, THINGS)["made"] == ["one"]


def test_a_long_thing_stays_in_the_store_alone(tmp_path: Path) -> None:
    state = State({"a": "long " * 200})
    things = {"thing": {"a"}}
    made_or_found(builds(tmp_path, state), state, things)
    (file,) = (tmp_path / "last-build").iterdir()
    assert b"long long" not in file.read_bytes()
    assert made_or_found(builds(tmp_path, state), state, things)["made"] == []
    for path in (tmp_path / "ac").iterdir():
        path.unlink()
    assert made_or_found(builds(tmp_path, state), state, things)["made"] == ["thing"]


def test_a_damaged_file_is_not_used(tmp_path: Path) -> None:
    state = State({"a": "1"})
    made_or_found(builds(tmp_path, state), state, THINGS)
    (file,) = (tmp_path / "last-build").iterdir()
    data = file.read_bytes()
    file.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    last = LastBuild(tmp_path, GIVEN, state)
    assert [name for name in THINGS if last.find(key_of((GIVEN, name)))] == []
    assert made_or_found(builds(tmp_path, state), state, THINGS)["made"] == []


def test_it_is_not_written_again_for_a_few_things_among_many(tmp_path: Path) -> None:
    things = {f"thing {number}": {f"f/{number}", f"value-{number}"} for number in range(200)}
    state = State({})
    made_or_found(builds(tmp_path, state), state, things)
    (file,) = (tmp_path / "last-build").iterdir()
    before = file.read_bytes()
    few = State({"value-7": "new"})
    assert made_or_found(builds(tmp_path, few), few, things)["made"] == ["thing 7"]
    assert file.read_bytes() == before
    assert made_or_found(builds(tmp_path, few), few, things)["made"] == []
    many = State({f"value-{number}": "new" for number in range(100, 120)})
    assert len(made_or_found(builds(tmp_path, many), many, things)["made"]) == 20
    assert file.read_bytes() != before


def test_what_several_threads_make_is_in_the_file(tmp_path: Path) -> None:
    """As those do that print sheets."""
    things = {f"thing {number}": {f"f/{number}", f"{number}", f"{number % 7}"} for number in range(300)}
    state = State({})
    earlier = builds(tmp_path, state)
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as pool:
            [*pool.map(partial(_find_or_make, earlier, state, things), things)]
    finally:
        sys.setswitchinterval(before)
    earlier.save()
    for path in (tmp_path / "ac").iterdir():
        path.unlink()
    last = LastBuild(tmp_path, GIVEN, State({}))
    assert all(last.find(key_of((GIVEN, name))) for name in things)


def test_a_large_file_is_written_by_a_program_that_the_build_waits_for(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from generator.output import last_build as module\n"
        "from tests.output.test_last_build import State, THINGS, builds, made_or_found\n"
        "module._MANY = 0; state = State({'a': '1'}); folder = Path(sys.argv[1])\n"
        "made_or_found(builds(folder, state), state, THINGS)"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True)
    state = State({"a": "1"})
    last = LastBuild(tmp_path, GIVEN, state)
    assert all(last.find(key_of((GIVEN, name))) for name in THINGS)


def test_what_children_make_is_in_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of them numbers what it reads by itself."""
    monkeypatch.setenv("UNKNOT_CORES", "3")
    things = {f"thing {number}": {f"f/{number}", f"{number % 7}", "g/x"} for number in range(100)}
    for values in ({}, {"3": "new", "f/50": "new"}):
        state = State(values)
        earlier = builds(tmp_path, state)
        spread(partial(_find_or_make, earlier, state, things), [*things])
        for name in things:
            earlier.find(name)
        earlier.save()
        for path in (tmp_path / "ac").iterdir():
            path.unlink()
        last = LastBuild(tmp_path, GIVEN, State(values))
        assert all(last.find(key_of((GIVEN, name))) for name in things)


def test_what_children_find_is_found_and_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Here they do nearly all: the file is written since enough of what they were asked for is new."""
    monkeypatch.setenv("UNKNOT_CORES", "3")
    things = {f"thing {number}": {f"f/{number}", f"value-{number}"} for number in range(200)}
    state = State({})
    made_or_found(builds(tmp_path, state), state, things)
    (file,) = (tmp_path / "last-build").iterdir()
    before = file.read_bytes()
    new = {f"value-{number}": "new" for number in range(100, 120)}
    slow = SlowInParent(new)
    earlier = builds(tmp_path, slow)
    found = earlier.find_all([(name,) for name in things])
    assert found == [None if reads & new.keys() else dict.fromkeys(reads, "") for reads in things.values()]
    for name, thing in zip(things, found, strict=True):
        if thing is None:
            earlier.keep("made", [(read,) for read in things[name]], name)
    earlier.save()
    assert file.read_bytes() != before
    last = LastBuild(tmp_path, GIVEN, State(new))
    assert all(last.find(key_of((GIVEN, name))) for name in things)


class SlowInParent(State):
    """A state that takes its time in the process of the test."""

    _process = os.getpid()

    def digests(self, reads: Iterable[str]) -> list[str]:
        if os.getpid() == self._process:
            time.sleep(0.05)
        return super().digests(reads)


def _find_or_make(
    earlier: EarlierBuilds, state: State, things: Mapping[str, set[str]], name: str
) -> dict[str, Any]:
    return made_or_found(earlier, state, {name: things[name]}, save=False)
