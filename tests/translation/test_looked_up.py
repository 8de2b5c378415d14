# SPDX-License-Identifier: MIT
"""All messages that a build looks up are among those that translators get."""

from __future__ import annotations

import datetime as dt
import gettext
from typing import TYPE_CHECKING

import pytest

from generator.build import open_site, promise_files
from generator.handouts.sheet.context import NoSheet, Reader
from generator.handouts.sheet.documents import document
from generator.settings.settings import Settings
from generator.translation.interface_messages import interface_messages
from generator.website.theme import theme_data
from tests.conftest import REPOSITORY, SITE_URL
from tests.translation.words import language_of

if TYPE_CHECKING:
    from pathlib import Path

TODAY = dt.date(2026, 12, 1)
EXAMPLES = REPOSITORY / "examples"
SMALL = [EXAMPLES / name / "content" for name in ("neck-and-shoulder", "desk-stretches")]


class Recording(gettext.NullTranslations):
    """Translates nothing, and remembers what was looked up."""

    def __init__(self) -> None:
        super().__init__()
        self.singular: set[str] = set()
        self.plural: set[tuple[str, str]] = set()

    def gettext(self, message: str) -> str:
        self.singular.add(message)
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self.plural.add((msgid1, msgid2))
        return msgid1 if n == 1 else msgid2


def looked_up(content: Path, translations: Recording) -> None:
    """Render all that a build publishes of a content folder, and the data of its sheets."""
    language = language_of("eo", {}, translations)
    settings = Settings(site_name="House", site_url=SITE_URL, version="1", contact="a@example.org")
    site, _ = open_site(content, settings, TODAY, language=language)
    theme_data(site)
    for file in promise_files(site):
        if not file.path.endswith((".png", ".pdf")):
            file.data  # noqa: B018 - a property that renders the file
    for leaflet in site.library.leaflets.values():
        try:
            document(site, leaflet, reader=Reader("A name", "A note"))
        except NoSheet:
            continue


@pytest.fixture(scope="module")
def recorded() -> Recording:
    translations = Recording()
    for content in SMALL:
        looked_up(content, translations)
    return translations


def missing(recorded: Recording) -> list[str]:
    known = {message.text: message.plural for message in interface_messages()}
    singular = sorted(recorded.singular - known.keys() - {""})
    plural = sorted(one for one, other in recorded.plural if known.get(one) != other)
    return [*singular, *plural]


@pytest.mark.builds
def test_translators_get_all_messages_that_a_build_looks_up(recorded: Recording) -> None:
    assert len(recorded.singular) > 400
    assert len(recorded.plural) > 15
    assert missing(recorded) == []


@pytest.mark.slow
def test_the_same_of_the_real_content() -> None:
    translations = Recording()
    looked_up(REPOSITORY / "content", translations)
    assert missing(translations) == []
