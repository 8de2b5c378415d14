# A language made of some translations, without a file.

from __future__ import annotations

import gettext
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog

from generator.translation.language import Language

if TYPE_CHECKING:
    from collections.abc import Mapping


def language_of(
    tag: str,
    words: Mapping[tuple[str, str], str],
    interface: gettext.NullTranslations | None = None,
    digest: str = "",
) -> Language:
    """A language.

    Args:
        tag: the language.
        words: context and source text of messages of content → the translation.
        interface: the words of the interface; nothing is translated without them.
        digest: what tells it from another one with the same tag.
    """
    catalogue = Catalog(tag)
    for (context, text), translation in words.items():
        catalogue.add(text, translation, context=context)
    path = Path("translations", tag, "content.po")
    return Language(tag, digest, catalogue, interface or gettext.NullTranslations(), path)
