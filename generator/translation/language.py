# A language into which a site is translated: its catalogues, ready to be looked up.

from __future__ import annotations

import gettext
import hashlib
import io
import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from generator.prose.languages import direction
from generator.shipped import shipped
from generator.translation.catalogue import entries_of, forms_of, read_catalogue, text_of
from generator.translation.message import Message
from generator.translation.report import untranslated_safety, wrong
from generator.translation.signatures import FILE, read_signatures
from generator.translation.state import Progress, states

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from generator.problems import Problem
    from generator.schema.revisions import TranslationSignature
    from generator.translation.state import MessageState

TRANSLATIONS = "translations"
"""The folder of the catalogues, beside the settings of a site."""
CATALOGUES = ("interface", "content")
"""The names of the catalogues of a language; the first comes with the program, too."""


@dataclass(frozen=True)
class Language:
    """A language with what is translated into it. Two with the same tag and digest say the same."""

    tag: str
    """The language as a BCP 47 tag."""
    digest: str
    """A digest of its files."""
    content: Catalog = field(compare=False, repr=False)
    """The catalogue of the content."""
    interface: gettext.NullTranslations = field(compare=False, repr=False)
    """The words of the interface."""
    path: Path = field(compare=False, repr=False)
    """The file of the catalogue of the content."""
    signatures: Mapping[str, TranslationSignature] = field(default_factory=dict, compare=False, repr=False)
    """Content file as `kind/id` → who has checked its translation."""
    problems: tuple[Problem, ...] = field(default=(), compare=False, repr=False)
    """Translations of the interface that are not shown since they have lost or added something."""

    def states(self, messages: Iterable[Message]) -> list[MessageState]:
        """What the language has for messages of content. That takes a while, so it is asked for once."""
        return [*states(messages, self.content)]

    def shown(self, found: Iterable[MessageState]) -> dict[tuple[str, str], str]:
        """The key of each message of content whose translation is shown → the translation."""
        return {
            message.key: _with_whole_numbers(str(entry.string), self.tag)
            for message, state, entry, _ in found
            if entry and state is Progress.TRANSLATED
        }

    def problems_with(self, found: Sequence[MessageState]) -> list[Problem]:
        """Messages of content that are not shown though translated, and those on safety that are not."""
        return [*wrong(self.path, found), *untranslated_safety(self.path, found)]


def catalogue_path(folder: Path, tag: str, name: str) -> Path:
    """Where a catalogue is: `translations/es/content.po`.

    Args:
        folder: the folder with the site's settings.
        tag: the language.
        name: one of `CATALOGUES`.
    """
    return folder / TRANSLATIONS / tag / f"{name}.po"


def signatures_path(folder: Path, tag: str) -> Path:
    """Where the signatures of a language are: `translations/es/signatures.yml`."""
    return folder / TRANSLATIONS / tag / FILE


def read_language(folder: Path, tag: str) -> Language:
    """Read the catalogues of a language. For the interface, a site has its own one or that of the program.

    Args:
        folder: the folder with the site's settings.
        tag: the language.

    Raises:
        ContentError: a file is not valid.
        OSError: it cannot be read.
    """
    own = {name: catalogue_path(folder, tag, name) for name in CATALOGUES}
    if not own["interface"].exists():
        own["interface"] = shipped("translations") / tag / "interface.po"
    signed = signatures_path(folder, tag)
    data = [path.read_bytes() if path.exists() else b"" for path in (*own.values(), signed)]
    interface, content = (read_catalogue(path, tag) for path in own.values())
    found = [*states(_messages_in(interface), interface)]
    return Language(
        tag,
        hashlib.sha256(b"\0".join(data)).hexdigest(),
        content,
        _gettext(interface, found, tag),
        own["content"],
        read_signatures(signed),
        tuple(wrong(own["interface"], found)),
    )


def _messages_in(catalogue: Catalog) -> Iterator[Message]:
    """The messages that a catalogue of the interface has. Nobody looks up others."""
    for entry in entries_of(catalogue):
        plural = "" if isinstance(entry.id, str) else entry.id[1]
        yield Message(text_of(entry), entry.context or "", plural=plural)


def _gettext(catalogue: Catalog, found: Iterable[MessageState], tag: str) -> gettext.NullTranslations:
    """The translations of a catalogue that are shown; the others are taken out of it."""
    for _, state, entry, _ in found:
        if entry and state is Progress.TRANSLATED:
            forms = tuple(_with_whole_numbers(form, tag) for form in forms_of(entry))
            entry.string = forms[0] if isinstance(entry.string, str) else forms
        elif entry:
            catalogue.delete(entry.id, entry.context)
    file = io.BytesIO()
    write_mo(file, catalogue)
    file.seek(0)
    return gettext.GNUTranslations(file)


@cache
def interface_in(tag: str) -> Language | None:
    """The words of the interface that come with the program in a language, for content written in it.

    Args:
        tag: a BCP 47 tag; `es-MX` has those of `es`.

    Returns:
        None for English, in which they are written, and for languages that they are not translated into.
    """
    folder = shipped(TRANSLATIONS)
    found = next((name for name in (tag, tag.partition("-")[0]) if (folder / name).is_dir()), None)
    if not found:
        return None
    path = folder / found / "interface.po"
    catalogue = read_catalogue(path, found)
    words = _gettext(catalogue, states(_messages_in(catalogue), catalogue), found)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Language(tag, digest, Catalog(), words, path)


_IN_A_NUMBER = re.compile(r"(?<=[0-9]) (?=[0-9])")
"""The space between the digits of a telephone number."""


def _with_whole_numbers(text: str, tag: str) -> str:
    """A text in which numbers such as 116 123 keep their order in a language written from right to left.

    Between two groups of digits, a no-break space makes them one number; with any other space, the second
    would stand to the left of the first (https://www.unicode.org/reports/tr9/, rules W4 and N1).
    """
    return _IN_A_NUMBER.sub("\N{NO-BREAK SPACE}", text) if direction(tag) == "rtl" else text
