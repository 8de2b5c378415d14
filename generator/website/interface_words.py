# Words of the interface: labels and short messages of the theme's templates and scripts.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.content.review import not_checked

if TYPE_CHECKING:
    from collections.abc import Callable


def words(gettext: Callable[[str], str], *, is_translation: bool = False) -> dict[str, str]:
    """The words of the interface, translated by `gettext`; the keys are the names that templates use."""
    _ = gettext
    return {
        "all_signs": _("All warning signs"),
        "full_stop": _("{text}."),
        "get_help_now": _("Get help now:"),
        "home": _("Home"),
        "languages": _("Languages"),
        "menu": _("Menu"),
        "more": _("More"),
        "more_pages": _("More pages"),
        "need_help": _("Need help now?"),
        "not_checked": not_checked(gettext, is_translation=is_translation),
        "not_found": _("This page is not here"),
        "not_found_lead": _("It may have moved. Search for it, or start from the menu."),
        "on_this_page": _("On this page"),
        "report": _("Report a mistake"),
        "search": _("Search"),
        "search_failed": _("Not all of the search could be loaded. Check your connection."),
        "search_none": _("Nothing found. Try fewer or other words."),
        "search_results": _("Search results"),
        "search_some": _("{count} found. Use the arrow keys."),
        "skip": _("Skip to the text"),
        "theme_auto": _("Colours: as your device. Switch to light."),
        "theme_dark": _("Colours: dark. Switch to your device’s."),
        "theme_light": _("Colours: light. Switch to dark."),
        "version": _("Version {version}."),
        "when_to_get_help": _("When to get help"),
        "you_are_here": _("You are here"),
    }
