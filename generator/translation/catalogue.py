# A gettext catalogue of one language: reads and writes `*.po` files, which Weblate and Poedit open.

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from babel.core import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.pofile import PoFileError, read_po, write_po

from generator.problems import ContentError, Problem

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from pathlib import Path

    from generator.translation.message import Message

_WIDTH = 0
"""Lines are not broken, so that one changed word changes one line."""


def locale_of(language: str) -> Locale:
    """The locale of a language.

    Raises:
        ValueError: Babel does not know the language; the message says how to write it.
    """
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError) as error:
        message = f"no language '{language}'; write its code, such as es, ar or pt-BR"
        raise ValueError(message) from error


def read_catalogue(path: Path, language: str) -> Catalog:
    """Read a catalogue; an empty one if there is no file.

    Raises:
        ContentError: the file is no valid catalogue.
        OSError: it cannot be read.
    """
    if not path.exists():
        return Catalog(locale=locale_of(language))
    try:
        text = path.read_bytes().decode("utf-8-sig")
        _require_lines(path, text)
        return read_po(io.StringIO(text), locale=locale_of(language), abort_invalid=True)
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        problem = Problem(path.as_posix(), line, 1, "", "not UTF-8; save the file as UTF-8", "translation")
    except PoFileError as error:
        message = f"no catalogue of gettext: {error}"
        problem = Problem(path.as_posix(), error.lineno or 1, 1, "", message, "translation")
    raise ContentError([problem])


_LINE = re.compile(
    r"(?:(?P<mark>#~ ?|#\| ?)?(?:(?P<word>msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\s+)?"
    r'"(?:[^"\\]|\\.)*"|#.*)?\s*'
)
"""A line of a catalogue: https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html."""


def _require_lines(path: Path, text: str) -> None:
    """Refuse a file that Babel would read in its own way.

    It takes an open quote for text, and gives a message whose `msgid` is lost to the next one.

    Raises:
        ContentError: a line is wrong, or missing.
    """
    last = ""
    for number, line in enumerate(text.splitlines(), start=1):
        match, message = _LINE.fullmatch(line), ""
        if not match:
            message = "no line of a catalogue; close its quotes, and put a backslash before quotes inside"
        elif (word := match["word"]) and (match["mark"] or "")[:2] != "#|":
            if not _may_follow(word, last):
                message = f"{word} after {last or 'nothing'}: a line above it is lost; put it back"
            last = word
        if message:
            raise ContentError([Problem(path.as_posix(), number, 1, "", message, "translation")])


def _may_follow(word: str, last: str) -> bool:
    """Whether a part of a message may come after another one, or after nothing."""
    match word:
        case "msgctxt":
            return not last or last.startswith("msgstr")
        case "msgid":
            return not last or last == "msgctxt" or last.startswith("msgstr")
        case "msgid_plural" | "msgstr":
            return last == "msgid"
        case "msgstr[0]":
            return last == "msgid_plural"
    return last == f"msgstr[{int(word[7:-1]) - 1}]"


def as_po(catalogue: Catalog) -> str:
    """The text of a catalogue's file."""
    file = io.BytesIO()
    write_po(file, catalogue, width=_WIDTH, include_lineno=False, include_previous=True)
    return file.getvalue().decode()


def new_catalogue(language: str, name: str, changed: dt.datetime) -> Catalog:
    """A catalogue without messages.

    Args:
        language: its code.
        name: what is translated, for the head of the file.
        changed: when the source was last changed.
    """
    return Catalog(
        locale=locale_of(language),
        project=name,
        header_comment=f"# Translation of {name}.",
        creation_date=changed,
        revision_date=changed,
        fuzzy=False,
        charset="utf-8",
    )


def entries_of(catalogue: Catalog) -> Iterable[Entry]:
    """The messages of a catalogue, without its head."""
    return [entry for entry in catalogue if entry.id]


def text_of(entry: Entry) -> str:
    """The words to translate, for one thing if they depend on a number."""
    return entry.id if isinstance(entry.id, str) else entry.id[0]


def forms_of(entry: Entry) -> tuple[str, ...]:
    """The translation in all its forms; the language decides how many a number asks for."""
    return (entry.string,) if isinstance(entry.string, str) else tuple(entry.string or ())


def is_translated(entry: Entry) -> bool:
    """Whether an entry has words in all its forms."""
    return bool(forms_of(entry)) and all(forms_of(entry))


def add(catalogue: Catalog, message: Message, entry: Entry | None, *, fuzzy: bool) -> None:
    """Add a message, with what an entry says of it.

    Args:
        catalogue: takes the message.
        message: the words to translate.
        entry: a translation of them, or of earlier words; None without one.
        fuzzy: whether a translator has to look at it again.
    """
    text = (message.text, message.plural) if message.plural else message.text
    flags = {"python-format"} if message.python_format else set()
    earlier = entry.id if entry and fuzzy and entry.id != text else ()
    catalogue.add(
        text,
        entry.string if entry else None,
        locations=[(file, 0) for file in message.files],
        flags=flags | ({"fuzzy"} if fuzzy else set()),
        auto_comments=message.comments,
        user_comments=entry.user_comments if entry else (),
        previous_id=(earlier,) if isinstance(earlier, str) else earlier,
        context=message.context or None,
    )
