# Variables of the theme's templates that do not depend on the page: `config.extra.unknot`.
#
# They are plain data, so that any host that renders MkDocs' templates can pass them on: words of the
# interface, texts that every page shows, the menu.

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from generator import prose
from generator.content.addresses import page_address, page_address_of
from generator.memo import once_per_object
from generator.prose.languages import direction
from generator.website.clinic_mark import clinic_data
from generator.website.interface_words import words
from generator.website.language_links import language_links
from generator.website.navigation import MAX_LISTED, SECTIONS, menu_title, sections_of
from generator.website.offline import SERVICE_WORKER
from generator.website.script_files import script_data
from generator.website.security_policy import CONTENT_POLICY, REFERRER_POLICY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.content.addresses import Entry
    from generator.schema.page import Page
    from generator.site import Site


@once_per_object
def theme_data(site: Site) -> dict[str, Any]:
    """The variables that are the same on every page."""
    references = site.references("", explain=False)
    gettext = site.translations.gettext
    return {
        "words": words(gettext, is_translation=bool(site.language)),
        "language": site.region.language,
        "notice": str(escape(site.say("site.notice"))),
        "purpose": str(escape(site.say("site.purpose"))),
        "strip": prose.to_html(site.library.strip, references),
        "nudge": prose.to_html(site.library.nudge, references),
        "help": page_address_of(site.library, site.library.list_pages["warning-signs"]),
        "emergency_number": site.region.emergency_number,
        "call": _call(gettext("Call %(number)s"), site.region.emergency_number),
        "elsewhere": site.region.words.get(
            "elsewhere", gettext("Elsewhere: call your local emergency number.")
        ),
        "content_policy": CONTENT_POLICY,
        "referrer_policy": REFERRER_POLICY,
        "offline": SERVICE_WORKER if site.settings.offline else "",
        "version": site.settings.version,
        "contact": _contact(site.settings.contact),
        "sections": list(_sections(site)),
        "more": [_link(page) for page in _other_pages(site)],
        **clinic_data(site.settings),
        **language_links(site),
        **_script(site),
    }


def _script(site: Site) -> dict[str, Any]:
    """What the theme does for a language that is not written like English; see `script_data`."""
    language = site.region.language
    turned = {"dir": "rtl"} if direction(language) == "rtl" else {}
    return {**turned, **script_data(language)}


def _call(label: str, number: str) -> str:
    """The label of the button that dials the emergency number, which is marked for tests as what to do."""
    marked = Markup('<span data-action="emergency_number">{}</span>').format(number)
    return str(escape(label) % {"number": marked})


def _sections(site: Site) -> Iterator[dict[str, Any]]:
    by_kind: dict[str, list[Entry]] = defaultdict(list)
    for entry in site.library.entries.values():
        by_kind[entry.kind].append(entry)
    for folder, kind, index in sections_of(site.library):
        yield _section(site, folder, index, by_kind[kind])


def _section(site: Site, folder: str, index: Page, entries: Sequence[Entry]) -> dict[str, Any]:
    pages = site.library.pages
    beside = [
        _link(page)
        for path, page in sorted(pages.items())
        if path.startswith(f"{folder}/") and page is not index
    ]
    topics = [{"title": entry.title, "url": entry.address} for entry in entries]
    listed = topics if len(topics) <= MAX_LISTED else []
    return {"id": folder, **_link(index), "pages": listed, "beside": beside}


def _other_pages(site: Site) -> list[Page]:
    folders = {folder for folder, _ in SECTIONS}
    pages = [
        page
        for path, page in sorted(site.library.pages.items())
        if path != "index" and path.split("/")[0] not in folders
    ]
    return sorted(pages, key=lambda page: (not page.teaches, page_address(page.path)))


def _link(page: Page) -> dict[str, str]:
    return {"title": menu_title(page), "url": page_address(page.path)}


def _contact(contact: str) -> str:
    """Where to report mistakes, as a link: a `mailto:` link for an e-mail address."""
    is_email = "@" in contact and "//" not in contact
    return f"mailto:{contact}" if is_email else contact
