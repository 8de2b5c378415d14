# SPDX-License-Identifier: MIT
"""A store with a server behind it: machines share what they make, and a bad server costs only time."""

from __future__ import annotations

import hashlib
import json
import pickle
import random
import socket
import tempfile
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.output.earlier import EarlierBuilds
from generator.output.open_store import open_store
from generator.output.parallel import spread
from generator.output.remote_settings import BadCacheSetting, remote_settings
from generator.output.remote_store import RemoteStore, digests_in, signed
from generator.output.store import Store, key_of
from generator.output.uploader import Uploader
from tests.hosts.test_builds import build, contents, project, small_site
from tests.output import cache_server as servers
from tests.output.cache_server import SECRET, CacheServer, cache_server
from tests.shared import once

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.output.cache_server import Answer

pytestmark = pytest.mark.builds


@pytest.fixture
def server() -> Iterator[CacheServer]:
    with cache_server() as server:
        yield server


@contextmanager
def store(folder: Path, address: str, **environment: str) -> Iterator[RemoteStore]:
    variables = {"UNKNOT_REMOTE_CACHE": address, "UNKNOT_CACHE_KEY": SECRET} | {
        f"UNKNOT_{name}": value for name, value in environment.items()
    }
    chosen = remote_settings(variables)
    assert chosen
    opened = RemoteStore(folder, chosen)
    try:
        yield opened
    finally:
        opened.close()


def sent(server: CacheServer, folder: Path, secret: str = SECRET) -> None:
    """Send all that a folder has to a server."""
    variables = {"UNKNOT_REMOTE_CACHE": server.address, "UNKNOT_CACHE_KEY": secret}
    chosen = remote_settings(variables)
    assert chosen
    lines = [f"{path.parent.name} {path.name}\n".encode() for path in folder.glob("*/*")]
    Uploader(Store(folder), chosen).send_all(lines)


KEY = key_of(("a thing",))


def made(folder: Path, data: bytes = b"contents") -> str:
    """The digest of contents that a store has, named by the result of `KEY`."""
    store = Store(folder)
    path = store.put(data)
    assert path
    store.put_result(KEY, {"digest": path.name, "more": ["ä", None, 1]})
    return path.name


# --- sharing


def test_another_machine_finds_results_and_contents(server: CacheServer, tmp_path: Path) -> None:
    digest = made(tmp_path / "one")
    sent(server, tmp_path / "one")
    with store(tmp_path / "two", server.address) as two:
        assert two.result(KEY) == {"digest": digest, "more": ["ä", None, 1]}
        path = two.path(digest)
        assert path
        assert path.read_bytes() == b"contents"
        assert path.parent.parent == tmp_path / "two"
    assert Store(tmp_path / "two").result(KEY)
    assert set(server.entries) == {f"/shared/ac/{KEY}", f"/shared/cas/{digest}"}


def test_what_the_folder_has_is_not_asked_for(server: CacheServer, tmp_path: Path) -> None:
    digest = made(tmp_path)
    with store(tmp_path, server.address) as here:
        assert here.result(KEY)
        assert here.path(digest)
        here.fetch_results([KEY])
    assert server.requests == []


def test_what_is_damaged_in_the_folder_comes_from_the_server(server: CacheServer, tmp_path: Path) -> None:
    digest = made(tmp_path)
    sent(server, tmp_path)
    (tmp_path / "cas" / digest).write_bytes(b"content")
    (tmp_path / "ac" / KEY).write_bytes(b"")
    with store(tmp_path, server.address) as here:
        assert here.result(KEY)["digest"] == digest
        path = here.path(digest)
        assert path
        assert path.read_bytes() == b"contents"


def test_many_results_come_at_once_with_their_contents(server: CacheServer, tmp_path: Path) -> None:
    one = Store(tmp_path / "one")
    keys = [key_of((str(number),)) for number in range(100)]
    for number, key in enumerate(keys):
        path = one.put(b"%d" % number)
        assert path
        one.put_result(key, path.name if number % 2 else [{"digest": path.name}])
    sent(server, tmp_path / "one")
    server.connections = 0
    with store(tmp_path / "two", server.address) as two:
        two.fetch_results(keys)
        assert len(server.asked("GET")) == 200
    assert server.connections <= 16, "connections are kept"
    here = Store(tmp_path / "two")
    assert [here.result(key) for key in keys] == [one.result(key) for key in keys]
    assert all(here.path(digest) for key in keys for digest in digests_in(here.result(key)))


def test_no_thread_is_left_that_would_keep_a_build_from_forking(
    server: CacheServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNKNOT_REMOTE_CACHE", server.address)
    monkeypatch.setenv("UNKNOT_CACHE_KEY", SECRET)
    before = threading.active_count()
    with store(tmp_path, server.address, REMOTE_CACHE_MODE="read-write") as here:
        here.fetch_results([KEY, key_of(("another",))])
        handlers = [thread for thread in threading.enumerate() if "process_request" in thread.name]
        assert threading.active_count() - len(handlers) == before
        here.put_result(KEY, "made")
        assert threading.active_count() - len(handlers) == before


def test_what_the_server_does_not_have_is_asked_for_once(server: CacheServer, tmp_path: Path) -> None:
    with store(tmp_path, server.address) as here:
        for _ in range(3):
            assert here.result(KEY) is None
            assert here.path("0" * 64) is None
            here.fetch_results([KEY])
            assert here.server_results([KEY]) == {}
    assert len(server.requests) == 2


@pytest.mark.parametrize("name", ["../../secret", "", "0" * 63, "G" * 64, "0" * 64 + "/x"])
def test_no_other_file_of_the_server_is_asked_for(server: CacheServer, tmp_path: Path, name: str) -> None:
    with store(tmp_path, server.address) as here:
        assert here.path(name) is None
    assert server.requests == []


def test_user_and_password_are_sent_and_never_shown(
    server: CacheServer, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    server.answer = servers.broken
    address = server.address.replace("://", "://jo%40example:se%3Acret@")
    with store(tmp_path, address) as here:
        here.fetch_results([key_of((str(number),)) for number in range(9)])
        shown = f"{caplog.text} {here.report()} {remote_settings({'UNKNOT_REMOTE_CACHE': address})}"
    assert server.authorizations == {"Basic am9AZXhhbXBsZTpzZTpjcmV0"}
    assert server.address in shown
    assert not [word for word in ("jo@", "jo%40", "cret", "am9A") if word in shown]


# --- sending


def environment(server: CacheServer, **more: str) -> dict[str, str]:
    return {
        "UNKNOT_REMOTE_CACHE": server.address,
        "UNKNOT_CACHE_KEY": SECRET,
        "UNKNOT_REMOTE_CACHE_MODE": "read-write",
        "UNKNOT_CACHE": "",  # a build uses nothing but what the server has
    } | {f"UNKNOT_{name}": value for name, value in more.items()}


@contextmanager
def sending_store(
    folder: Path, server: CacheServer, monkeypatch: pytest.MonkeyPatch, **more: str
) -> Iterator[RemoteStore]:
    for name, value in environment(server, **more).items():
        monkeypatch.setenv(name, value)  # the process that sends inherits them
    with store(folder, server.address, REMOTE_CACHE_MODE="read-write", **more) as here:
        yield here


@pytest.mark.builds
def test_what_is_made_is_sent_even_by_forked_processes(
    server: CacheServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNKNOT_CORES", "3")
    with sending_store(tmp_path / "one", server, monkeypatch) as one:

        def make(number: int) -> None:
            path = one.put(b"%d" % number)
            assert path
            one.put_result(key_of((str(number),)), {"digest": path.name})

        monkeypatch.setattr("generator.output.parallel.can_fork", lambda: True)
        spread(make, range(200))
    assert len(server.asked("PUT")) == 400
    with store(tmp_path / "two", server.address) as two:
        two.fetch_results(key_of((str(number),)) for number in range(200))
        assert len(list((tmp_path / "two" / "cas").iterdir())) == 200


def test_contents_that_no_result_names_are_not_sent(server: CacheServer, tmp_path: Path) -> None:
    settings = remote_settings(environment(server))
    assert settings
    names = list(digests_in([["field", "x"], {"html": None, "digest": "a" * 64, "index": "b" * 64}, 3]))
    assert names == ["a" * 64]
    Uploader(Store(tmp_path), settings).send_all([b"cas " + b"a" * 64, b"ac " + b"c" * 64, b"nonsense"])
    assert server.requests == []


@pytest.mark.parametrize("mode", ["", "read"])
def test_reading_alone_sends_nothing(server: CacheServer, tmp_path: Path, mode: str) -> None:
    with store(tmp_path, server.address, REMOTE_CACHE_MODE=mode) as here:
        path = here.put(b"x")
        assert path
        here.put_result(KEY, path.name)
    assert server.requests == []


@pytest.mark.builds
def test_a_server_that_takes_nothing_ends_no_build(
    server: CacheServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    server.put_status = 403
    with sending_store(tmp_path, server, monkeypatch) as here:
        for number in range(100):
            here.put_result(key_of((str(number),)), number)
    assert "is left alone from now on: 3 failures in a row; the last: PUT ac/" in capfd.readouterr().err
    assert len(server.requests) < 20


@pytest.mark.builds
def test_the_end_does_not_wait_for_a_server_that_hangs(
    server: CacheServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = threading.Event()
    monkeypatch.setattr(servers, "answer", lambda *_: gate.wait(20))
    with sending_store(tmp_path, server, monkeypatch, REMOTE_CACHE_TIMEOUT="0.5") as here:
        for number in range(100):
            here.put_result(key_of((str(number),)), number)
        start = time.monotonic()
    gate.set()
    assert time.monotonic() - start < 15  # 2 s, and the start of a process on a busy machine


# --- trust


def test_a_result_that_was_signed_with_another_key_is_a_miss(
    server: CacheServer, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    made(tmp_path / "one")
    sent(server, tmp_path / "one", "another secret of 32 characters!")
    with store(tmp_path / "two", server.address) as two:
        assert two.result(KEY) is None
        two._remote._failures = 2  # noqa: SLF001
        assert two.server_results([key_of(("b",))]) == {}
    assert not (tmp_path / "two").exists()
    sent(server, tmp_path / "one")
    with store(tmp_path / "two", server.address) as two:
        assert two.result(KEY)
    assert caplog.text == ""


@pytest.mark.parametrize("secret", ["", " \n"])
def test_without_a_key_nothing_is_asked_for_or_sent(
    server: CacheServer, tmp_path: Path, secret: str, caplog: pytest.LogCaptureFixture
) -> None:
    with store(tmp_path, server.address, CACHE_KEY=secret, REMOTE_CACHE_MODE="read-write") as here:
        assert here.result(KEY) is None
        here.put_result(KEY, 1)
        here.fetch_results([key_of(("b",))])
    assert server.requests == []
    assert "is not used: UNKNOT_CACHE_KEY is not set" in caplog.text


def test_an_unsigned_result_is_not_even_parsed(
    server: CacheServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.entries[f"/shared/ac/{KEY}"] = b"0" * 64 + b"\n[1]"
    with store(tmp_path, server.address) as here:
        monkeypatch.setattr(json, "loads", pytest.fail)
        assert here.result(KEY) is None


@pytest.mark.parametrize("data", [b"no JSON", b"", b"[" * 100_000])
def test_a_signed_result_that_is_no_json_is_a_miss(
    server: CacheServer, tmp_path: Path, data: bytes
) -> None:
    server.entries[f"/shared/ac/{KEY}"] = signed(SECRET.encode(), KEY, data)
    with store(tmp_path, server.address) as here:
        assert here.result(KEY) is None
    assert not (tmp_path / "ac").exists()


# --- servers that do not work


@pytest.mark.parametrize("wrong", servers.WRONG)
def test_wrong_answers_are_misses_and_leave_nothing(
    server: CacheServer, tmp_path: Path, wrong: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.output.remote_store.LARGEST_CONTENT", 2**20)
    monkeypatch.setattr("generator.output.remote_store.LARGEST_RESULT", 2**20)
    digest = made(tmp_path / "one")
    made_too = Store(tmp_path / "one").put(b"other contents")
    Store(tmp_path / "one").put_result(key_of(("another",)), 2)
    assert made_too
    sent(server, tmp_path / "one")
    server.answer = wrong
    with store(tmp_path / "two", server.address) as two:
        assert two.result(KEY) is None
        assert two.path(digest) is None
        assert two.result(KEY) is None
    assert not (tmp_path / "two").exists()


@pytest.mark.parametrize("slow", servers.SLOW)
def test_slow_answers_are_misses_after_the_time_limit(
    server: CacheServer, tmp_path: Path, slow: Answer, caplog: pytest.LogCaptureFixture
) -> None:
    server.answer = slow
    keys = [key_of((str(number),)) for number in range(500)]
    start = time.monotonic()
    with store(tmp_path, server.address, REMOTE_CACHE_TIMEOUT="0.3") as here:
        here.fetch_results(keys)
        assert here.result(KEY) is None
    assert time.monotonic() - start < 5
    assert caplog.text.count("is left alone") == 1
    assert len(server.requests) <= 32


def test_a_server_that_says_too_much_does_not_shift_answers(server: CacheServer, tmp_path: Path) -> None:
    one = Store(tmp_path / "one")
    keys = [key_of((str(number),)) for number in range(5)]
    for number, key in enumerate(keys):
        one.put_result(key, number)
    sent(server, tmp_path / "one")
    server.answer = servers.talkative
    with store(tmp_path / "two", server.address) as two:
        results = [two.result(key) for key in keys]
    assert all(result in {None, number} for number, result in enumerate(results))


def test_an_answer_may_not_be_longer_than_anything_we_send(
    server: CacheServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.output.remote_store.LARGEST_CONTENT", 100)
    data = b"x" * 101
    digest = hashlib.sha256(data).hexdigest()
    server.entries[f"/shared/cas/{digest}"] = data
    with store(tmp_path, server.address) as here:
        assert here.path(digest) is None


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_redirects_are_not_followed(server: CacheServer, tmp_path: Path, status: int) -> None:
    with cache_server() as other:
        made(tmp_path / "one")
        sent(other, tmp_path / "one")
        other.requests.clear()

        def redirect(handler: Any, _: object) -> None:
            handler.send_response(status)
            handler.send_header("Location", f"{other.address}/ac/{KEY}")
            handler.send_header("Content-Length", "0")
            handler.end_headers()

        server.answer = redirect
        with store(tmp_path / "two", server.address.replace("://", "://jo:secret@")) as two:
            assert two.result(KEY) is None
        assert other.requests == []


def test_a_server_that_is_gone_is_left_alone(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))  # nobody listens
        address = f"http://127.0.0.1:{closed.getsockname()[1]}"
        with store(tmp_path, address) as here:
            here.fetch_results(key_of((str(number),)) for number in range(100))
            assert here.result(KEY) is None
    assert caplog.text.count(f"remote cache {address} is left alone from now on: 3 failures in a row") == 1
    assert len(caplog.records) == 1


def test_failures_that_are_not_in_a_row_do_no_harm(server: CacheServer, tmp_path: Path) -> None:
    digest = made(tmp_path / "one")
    sent(server, tmp_path / "one")
    with store(tmp_path / "two", server.address) as two:
        for number in range(5):
            server.answer = servers.broken
            assert two.result(key_of((str(number), "a"))) is None
            assert two.result(key_of((str(number), "b"))) is None
            server.answer = servers.good
            assert two.result(key_of((str(number), "c"))) is None
        assert two.path(digest)


def test_a_connection_that_the_server_has_closed_is_no_failure(server: CacheServer, tmp_path: Path) -> None:
    """As servers do after some time, or after so many requests."""

    def closing(handler: Any, entry: bytes | None) -> None:
        servers.good(handler, entry)
        handler.close_connection = True  # without saying so

    server.answer = closing
    one = Store(tmp_path / "one")
    keys = [key_of((str(number),)) for number in range(10)]
    for number, key in enumerate(keys):
        one.put_result(key, number)
    sent(server, tmp_path / "one")
    with store(tmp_path / "two", server.address) as two:
        for number, key in enumerate(keys):
            assert two.result(key) == number
            time.sleep(0.02)


def test_a_server_that_is_always_slow_is_left_alone_after_a_while(
    server: CacheServer,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each answer comes within the time limit."""

    def slow(handler: Any, entry: bytes | None) -> None:
        time.sleep(0.2)
        servers.good(handler, entry)

    server.answer = slow
    monkeypatch.setattr("generator.output.remote._PATIENCE", 0.5)
    with store(tmp_path, server.address, REMOTE_CACHE_TIMEOUT="2") as here:
        for number in range(100):
            here.fetch_results([key_of((str(number),))])
    assert 5 <= len(server.requests) <= 6
    assert "is left alone from now on: it has found 0 things in 1 s" in caplog.text


def test_a_folder_that_cannot_be_written_does_not_matter(server: CacheServer, tmp_path: Path) -> None:
    digest = made(tmp_path / "one")
    sent(server, tmp_path / "one")
    (tmp_path / "file").write_bytes(b"")
    with store(tmp_path / "file", server.address) as here:
        assert here.result(KEY)["digest"] == digest
        assert here.path(digest) is None
        here.fetch_results([KEY])


# --- earlier builds


class Values:
    """What reads give, as a test says."""

    def __init__(self, **values: str) -> None:
        self.values = values

    def digests(self, reads: Iterable[str]) -> list[str]:
        return [self.values.get(json.loads(read)[0], "") for read in reads]


def test_what_a_machine_made_in_another_state_is_found_by_its_own_reads(
    server: CacheServer, tmp_path: Path
) -> None:
    """A machine that knows some sets of reads itself still learns of those that another one has met."""
    one = EarlierBuilds(Store(tmp_path / "one"), Values(a="1", b="2"), "code")
    one.keep("made of a and b", [("a",), ("b",)], "page")
    sent(server, tmp_path / "one")
    with store(tmp_path / "two", server.address) as shared:
        two = EarlierBuilds(shared, Values(a="1", b="2"), "code")
        EarlierBuilds(Store(tmp_path / "two"), Values(c="9"), "code").keep("made of c", [("c",)], "page")
        two.fetch([("page",), ("nothing",)])
        asked = len(server.requests)
        assert two.find("page") == "made of a and b"
        assert two.find("nothing") is None
        assert len(server.requests) == asked
    here = Store(tmp_path / "two")
    assert EarlierBuilds(here, Values(c="9"), "code").find("page") == "made of c"
    assert EarlierBuilds(here, Values(a="1", b="2"), "code").find("page") == "made of a and b"
    assert EarlierBuilds(here, Values(a="1", b="3"), "code").find("page") is None


ANSWERS = [*[servers.good] * 30, *servers.WRONG, servers.talkative]


@settings(max_examples=40)
@given(st.lists(st.sampled_from(ANSWERS), min_size=12, max_size=30), st.data())
def test_whatever_a_server_answers_what_is_made_is_the_same(
    answers: list[Answer], data: st.DataObject
) -> None:
    """Each request gets another of the answers; what is not found is made."""
    things = [f"thing {number}".encode() * (number + 1) for number in range(6)]
    known = data.draw(st.sets(st.integers(0, len(things) - 1)))
    with cache_server() as server, tempfile.TemporaryDirectory() as new:
        folder = Path(new)
        for number in known:
            _made_or_found(EarlierBuilds(Store(folder / "one"), Values(), ""), [things[number]])
        sent(server, folder / "one")
        turns = iter(answers)

        def in_turn(handler: Any, entry: bytes | None) -> None:
            next(turns, servers.good)(handler, entry)

        server.answer = in_turn
        with store(folder / "two", server.address, REMOTE_CACHE_TIMEOUT="5") as shared:
            shared._remote._failures = -100  # noqa: SLF001 - so that all answers are tried
            assert _made_or_found(EarlierBuilds(shared, Values(), ""), things) == things
        assert _made_or_found(EarlierBuilds(Store(folder / "two"), Values(), ""), things) == things


def _made_or_found(earlier: EarlierBuilds, things: list[bytes]) -> list[bytes]:
    names = {thing: hashlib.sha256(thing).hexdigest()[:9] for thing in things}
    earlier.fetch((name,) for name in names.values())
    results = []
    for thing, name in names.items():
        record = earlier.find(name)
        path = record and earlier.store.path(record["digest"])
        if not path:
            path = earlier.store.put(thing)
            assert path
            earlier.keep({"digest": path.name}, [("read",)], name)
        results.append(path.read_bytes())
    return results


# --- settings


@pytest.mark.parametrize(
    ("variables", "says"),
    [
        ({"UNKNOT_REMOTE_CACHE": "ftp://host/x"}, "UNKNOT_REMOTE_CACHE='ftp://host/x' is no address"),
        ({"UNKNOT_REMOTE_CACHE": "cache.example.org"}, "write http:// or https://"),
        ({"UNKNOT_REMOTE_CACHE": "http://"}, "is no address"),
        ({"UNKNOT_REMOTE_CACHE": "http://host:port/"}, "is no address"),
        ({"UNKNOT_REMOTE_CACHE": "http://host:0/"}, "is no address"),
        ({"UNKNOT_REMOTE_CACHE": "http://host:99999/"}, "is no address"),
        ({"UNKNOT_REMOTE_CACHE": "http://[::1/"}, "is no address"),
        ({"UNKNOT_REMOTE_CACHE": "http://host/a?b"}, "is no address"),
        ({"UNKNOT_REMOTE_CACHE": "http://host/a#b"}, "is no address"),
        ({"UNKNOT_REMOTE_CACHE": "http://host/a b"}, "is no address"),
        ({"UNKNOT_REMOTE_CACHE": "http://host/ä"}, "is no address"),
        ({"UNKNOT_REMOTE_CACHE": "http://host/a\r\nHost: b"}, "is no address"),
        ({"UNKNOT_REMOTE_CACHE": "htp://jo:sec/ret@host"}, "'htp://…@host' is no address"),
        ({"UNKNOT_REMOTE_CACHE": "jo:secret@host"}, "'…@host' is no address"),
        (
            {"UNKNOT_REMOTE_CACHE_MODE": "write"},
            "UNKNOT_REMOTE_CACHE_MODE='write' is no mode; write read or",
        ),
        ({"UNKNOT_CACHE_KEY": "secret"}, "UNKNOT_CACHE_KEY (not shown here) has 6 characters"),
        ({"UNKNOT_REMOTE_CACHE_TIMEOUT": "soon"}, "UNKNOT_REMOTE_CACHE_TIMEOUT='soon' is no time limit"),
        ({"UNKNOT_REMOTE_CACHE_TIMEOUT": "0"}, "is no time limit"),
        ({"UNKNOT_REMOTE_CACHE_TIMEOUT": "-1"}, "is no time limit"),
        ({"UNKNOT_REMOTE_CACHE_TIMEOUT": "nan"}, "is no time limit"),
        ({"UNKNOT_REMOTE_CACHE_TIMEOUT": "inf"}, "is no time limit"),
    ],
)
def test_what_is_wrong_with_a_setting_is_said(variables: dict[str, str], says: str) -> None:
    with pytest.raises(BadCacheSetting) as error:
        remote_settings({"UNKNOT_REMOTE_CACHE": "http://host", "UNKNOT_CACHE_KEY": SECRET} | variables)
    assert says in str(error.value)
    assert "secret" not in str(error.value)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("http://host", "http://host"),
        ("https://jo:secret@host:443/a/b/", "https://host/a/b"),
        ("http://[::1]:8080/a", "http://[::1]:8080/a"),
    ],
)
def test_addresses(address: str, name: str) -> None:
    chosen = remote_settings({"UNKNOT_REMOTE_CACHE": address})
    assert chosen
    assert chosen.name == name


def test_other_variables_alone_name_no_server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("UNKNOT_REMOTE_CACHE", "UNKNOT_REMOTE_CACHE_MODE", "UNKNOT_CACHE_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("UNKNOT_CACHE", str(tmp_path))
    assert remote_settings({"UNKNOT_REMOTE_CACHE": " ", "UNKNOT_CACHE_KEY": "x"}) is None
    assert type(open_store()) is Store
    assert open_store() is open_store()


@pytest.mark.builds
def test_a_bad_setting_stops_a_build_in_one_line(tmp_path: Path) -> None:
    built = build(project(tmp_path / "p"), UNKNOT_REMOTE_CACHE="cache")
    assert built.returncode != 0
    assert "UNKNOT_REMOTE_CACHE='cache' is no address of a cache; write http://" in built.stderr
    assert "Traceback" not in built.stderr
    assert not (tmp_path / "p/site").exists()


# --- whole builds


@pytest.fixture(scope="module")
def plain() -> dict[str, bytes]:
    """The small content set, built without a server."""
    return contents(small_site())


@pytest.fixture(scope="module")
def entries(plain: dict[str, bytes]) -> dict[str, bytes]:
    """What a server has after another machine has built the small content set."""
    saved = once("entries-of-a-server", lambda path: path.write_bytes(pickle.dumps(entries_after(plain))))
    of_server: dict[str, bytes] = pickle.loads(saved.read_bytes())  # noqa: S301 - our own
    return of_server


def entries_after(plain: dict[str, bytes]) -> dict[str, bytes]:
    """What a server has after a build that must make the small content set as `plain` is."""
    with cache_server() as server, tempfile.TemporaryDirectory() as new:
        folder = project(Path(new) / "p")
        built = build(folder, **environment(server), TZ="UTC")
        assert built.returncode == 0, built.stderr
        assert contents(folder / "site") == plain
        return dict(server.entries)


@pytest.mark.builds
def test_two_clean_clones_share_all_they_make(
    server: CacheServer, tmp_path: Path, plain: dict[str, bytes], entries: dict[str, bytes]
) -> None:
    """Folders, time zones and cores differ, and nothing is left for the second to make."""
    server.entries = dict(entries)
    two = project(tmp_path / "a much longer folder" / "two")
    variables = environment(server, CORES="1")
    built = build(two, **variables, TZ="Pacific/Kiritimati", PYTHONHASHSEED="2")
    assert built.returncode == 0, built.stderr
    assert contents(two / "site") == plain
    assert server.asked("PUT") == []
    results = {path for path in entries if "/ac/" in path}
    assert len(results) > 100
    assert {path for path in server.asked("GET") if "/ac/" in path} == results
    assert f"remote cache {server.address}: {len(results)} results found, 0 not" in built.stderr


@pytest.mark.builds
@pytest.mark.parametrize("seed", range(2))
def test_a_build_with_a_server_that_answers_anything_is_the_same(
    server: CacheServer, tmp_path: Path, plain: dict[str, bytes], entries: dict[str, bytes], seed: int
) -> None:
    server.entries = dict(entries)
    chosen = random.Random(seed)  # noqa: S311 - no secret
    answers = [one for one in ANSWERS if one is not servers.endless]  # takes all the time that there is

    def anything(handler: Any, entry: bytes | None) -> None:
        with suppress(OSError):
            chosen.choice(answers)(handler, entry)

    server.answer = anything
    two = project(tmp_path / "two")
    built = build(two, **environment(server))
    assert built.returncode == 0, built.stderr
    assert contents(two / "site") == plain
    assert "Traceback" not in built.stderr
    assert server.asked("GET")
