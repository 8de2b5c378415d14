# Random changes of a text file, as a slip of the hand, an editor or a merge may make them.

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

_ODD = (
    *("", " ", "\t", "\0", "\x1b", "\u200b", "\u2028", "\ufeff", "\ufffe", "😀", "é", "\U0010ffff", "\r"),
    *("'", '"', "#", " #", ": ", "- ", "{", "[", "&a ", "*a", "!!binary ", "<<: ", "|", ">", "%", "@", "`"),
    *("null", "true", "0", "-1", "1e999", "99999999999999999999", "2026-02-30", "0x10", "1:30", "~"),
    *(
        "[]",
        "{}",
        "[[]]",
        "''",
        "<b>",
        "</script>",
        "javascript:alert(1)",
        "../../x",
        "[a][b]",
        "[@x]",
        "{word}",
    ),
)


def _lines(data: bytes) -> list[bytes]:
    return data.splitlines(keepends=True) or [b""]


def _drop_line(data: bytes, chance: random.Random) -> bytes:
    lines = _lines(data)
    del lines[chance.randrange(len(lines))]
    return b"".join(lines)


def _repeat_line(data: bytes, chance: random.Random) -> bytes:
    lines = _lines(data)
    lines.insert(chance.randrange(len(lines)), chance.choice(lines))
    return b"".join(lines)


def _indent_line(data: bytes, chance: random.Random) -> bytes:
    lines = _lines(data)
    at = chance.randrange(len(lines))
    lines[at] = b" " * chance.randint(1, 3) + lines[at] if chance.random() < 0.5 else lines[at].lstrip(b" ")
    return b"".join(lines)


def _odd_value(data: bytes, chance: random.Random) -> bytes:
    lines = _lines(data)
    at = chance.choice([number for number, line in enumerate(lines) if b":" in line] or [0])
    key, _, _ = lines[at].partition(b":")
    lines[at] = key + b": " + chance.choice(_ODD).encode() + b"\n"
    return b"".join(lines)


def _odd_text(data: bytes, chance: random.Random) -> bytes:
    at = chance.randint(0, len(data))
    return data[:at] + chance.choice(_ODD).encode() + data[at:]


def _other_key(data: bytes, chance: random.Random) -> bytes:
    keys = [line for line in _lines(data) if b":" in line] or [b"a: b\n"]
    key = chance.choice(keys).partition(b":")[0].strip(b" -")
    return data.replace(key, key[1:] + key[:1]) if key else data + b"?"


def _other_byte(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(max(len(data), 1))
    return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randint(0, len(data))]


def _emptied(data: bytes, chance: random.Random) -> bytes:
    return chance.choice((b"", b"\n", b"\0" * len(data), b"---\n", data + data, b"[" * 2000, b"- " * 2000))


_MUTATIONS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    *(
        _drop_line,
        _repeat_line,
        _indent_line,
        _odd_value,
        _odd_text,
        _other_key,
        _other_byte,
        _cut,
        _emptied,
    ),
)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The content of a file with one to three random changes."""
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        data = chance.choice(_MUTATIONS)(data, chance)
    return data
