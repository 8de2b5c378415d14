# SPDX-License-Identifier: MIT
# The neck-and-shoulder site in a made-up translation: its words in letters of another script.

from __future__ import annotations

import gettext
import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from generator.content.library import Library
from generator.content.load import load
from generator.content.localise import localise
from generator.settings.settings import Settings
from generator.site import Site
from generator.translation.content_messages import content_messages
from generator.translation.translated import translated
from tests.conftest import SITE_URL
from tests.handouts.handouts_example import CONTENT, TOPICS, leaflet, quiz
from tests.translation.words import language_of

if TYPE_CHECKING:
    from generator.schema.leaflet import Leaflet

_KEPT = re.compile(
    r"(\{[^{}]*\}|\]\([^)]*\)|\]\[[^\]]*\]|\[@[^\]]*\]|%\(\w+\)s|%[a-z]|<[^>]+>|`[^`]*`|https?://\S+)"
)
"""Placeholders and markup."""
_ARABIC = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ابجدهوزحطيكسمنعفصقرشتثخذضظ", "'")
"""A letter of the alphabet → an Arabic letter. None of them joins another in one glyph; no apostrophes."""


def in_arabic(text: str) -> str:
    """Words in Arabic letters, without their markup being touched."""
    pieces = _KEPT.split(text)
    return "".join(piece if at % 2 else piece.lower().translate(_ARABIC) for at, piece in enumerate(pieces))


class _InArabic(gettext.NullTranslations):
    def gettext(self, message: str) -> str:
        return in_arabic(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return in_arabic(msgid1 if n == 1 else msgid2)


@cache
def arabic_site(*, untranslated: str = "", **settings: Any) -> Site:
    """The site with a leaflet on each kind of topic.

    Args:
        untranslated: words of which no message that has them is translated.
        settings: further settings of the site.
    """
    content, problems = load(CONTENT)
    assert problems == []
    leaflets: dict[str, Leaflet] = {id_: leaflet(id_, topic) for id_, topic in TOPICS.items()}
    items = {
        **content.items,
        "quizzes": {**content.items["quizzes"], "every-type": quiz()},
        "leaflets": leaflets,
    }
    content = replace(content, items=items)
    words = {
        (message.context, message.text): in_arabic(message.text)
        for message in content_messages(content)
        if not untranslated or untranslated not in message.text
    }
    language = language_of("ar", words, _InArabic(), "a digest")
    values = {"site_name": "House", "version": "4.5.6", "site_url": SITE_URL, "languages": ("en", "ar")}
    own = Settings.model_validate(values | settings)
    source = Site(Library(localise(content, own.region)), own)
    inside = translated(content, language, source.region)
    return Site(Library(localise(inside, own.region)), own.in_language("ar"), language, source)
