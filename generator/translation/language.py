# A language into which a site is translated: its catalogues, ready to be looked up.

from __future__ import annotations

import gettext
import hashlib
import io
import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from babel.messages.mofile import write_mo

from generator.prose.languages import direction
from generator.shipped import shipped
from generator.translation.catalogue import (
    entries_of,
    forms_of,
    is_translated,
    read_catalogue,
    text_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from babel.messages.catalog import Catalog

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
    """A digest of its catalogues."""
    content: Mapping[tuple[str, str], str] = field(compare=False, repr=False)
    """Context and source text of each message of content that is translated → the translation."""
    interface: gettext.NullTranslations = field(compare=False, repr=False)
    """The words of the interface."""


def catalogue_path(folder: Path, tag: str, name: str) -> Path:
    """Where a catalogue is: `translations/es/content.po`.

    Args:
        folder: the folder with the site's settings.
        tag: the language.
        name: one of `CATALOGUES`.
    """
    return folder / TRANSLATIONS / tag / f"{name}.po"


def read_language(folder: Path, tag: str) -> Language:
    """Read the catalogues of a language. For the interface, a site has its own one or that of the program.

    Args:
        folder: the folder with the site's settings.
        tag: the language.

    Raises:
        ContentError: a file is no valid catalogue.
        OSError: it cannot be read.
    """
    own = {name: catalogue_path(folder, tag, name) for name in CATALOGUES}
    if not own["interface"].exists():
        own["interface"] = shipped("translations") / tag / "interface.po"
    data = [path.read_bytes() if path.exists() else b"" for path in own.values()]
    interface, content = (_keep_numbers_whole(read_catalogue(path, tag), tag) for path in own.values())
    return Language(
        tag, hashlib.sha256(b"\0".join(data)).hexdigest(), _words(content), _interface(interface)
    )


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
    data = path.read_bytes()
    catalogue = _keep_numbers_whole(read_catalogue(path, found), found)
    return Language(tag, hashlib.sha256(data).hexdigest(), {}, _interface(catalogue))


_IN_A_NUMBER = re.compile(r"(?<=[0-9]) (?=[0-9])")
"""The space between the digits of a telephone number."""


def _keep_numbers_whole(catalogue: Catalog, tag: str) -> Catalog:
    """The same catalogue, in which numbers such as 116 123 keep their order in text from right to left.

    Between two groups of digits, a no-break space makes them one number; with any other space, the second
    would stand to the left of the first (https://www.unicode.org/reports/tr9/, rules W4 and N1).
    """
    if direction(tag) == "rtl":
        for entry in entries_of(catalogue):
            forms = tuple(_IN_A_NUMBER.sub("\N{NO-BREAK SPACE}", form or "") for form in forms_of(entry))
            entry.string = forms[0] if isinstance(entry.string, str) else forms
    return catalogue


def _words(catalogue: Catalog) -> dict[tuple[str, str], str]:
    return {
        (entry.context or "", text_of(entry)): str(entry.string)
        for entry in entries_of(catalogue)
        if is_translated(entry) and not entry.fuzzy
    }


def _interface(catalogue: Catalog) -> gettext.NullTranslations:
    file = io.BytesIO()
    write_mo(file, catalogue)
    file.seek(0)
    return gettext.GNUTranslations(file)
