# The forms in which readers put things together: "make a handout" and "build your own quiz".
#
# A form lists what it offers. If that is too much for one page, it has a field to search for it instead.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.content.bank import buckets, quizzes_of_bank
from generator.schema.page import Show
from generator.website.choices import QUIZZES, SHEETS, is_long
from generator.website.language_links import language_links
from generator.website.pages.handout_list import (
    handout_groups,
    maker_address,
    paper_forms,
    sheets_to_choose,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sized

    from generator.content.library import Library
    from generator.site import Site

_SCRIPTS = {
    Show.HANDOUT_MAKER: ("assets/js/sheets.js", "assets/js/doses.js", "assets/js/maker.js"),
    Show.MIX: ("assets/quiz/bank.js", "assets/js/mix.js"),
}
_STYLES = {Show.HANDOUT_MAKER: "assets/css/maker.css", Show.MIX: "assets/css/mix.css"}
_SEARCH_SCRIPT, _SEARCH_STYLE = "assets/js/chooser.js", "assets/css/chooser.css"
"""What only forms with a field to search load."""
_OFFERED: dict[Show, Callable[[Library], Sized]] = {
    Show.HANDOUT_MAKER: sheets_to_choose,
    Show.MIX: quizzes_of_bank,
}
"""Value of `show:` → the function that returns what the form on such a page offers."""


def form_scripts(library: Library, show: Show | None) -> tuple[str, ...]:
    """The scripts that only a page with this form loads; none if it has none."""
    if show is None or show not in _OFFERED:
        return ()
    return (*((_SEARCH_SCRIPT,) if _is_long(library, show) else ()), *_SCRIPTS[show])


def form_styles(library: Library, show: Show | None) -> tuple[str, ...]:
    """The style sheets that only a page with this form loads; none if it has none."""
    if show is None or show not in _OFFERED:
        return ()
    return (_STYLES[show], *((_SEARCH_STYLE,) if _is_long(library, show) else ()))


def maker_variables(site: Site) -> dict[str, Any]:
    """Variables of the template of "make a handout"."""
    library, searched = site.library, _is_long(site.library, Show.HANDOUT_MAKER)
    return {
        "groups": [] if searched else handout_groups(library, site.translations.gettext),
        "names": SHEETS if searched else "",
        "maker": maker_address(library),
        "paper_forms": paper_forms(site),
        "languages": [one for one in language_links(site).get("languages", ()) if not one["here"]],
    }


def mix_variables(site: Site) -> dict[str, Any]:
    """Variables of the template of "build your own quiz"."""
    library, searched = site.library, _is_long(site.library, Show.MIX)
    quizzes = [] if searched else quizzes_of_bank(library)
    return {
        "topics": [(library.resolve(quiz.topic), quiz) for quiz in quizzes],
        "names": QUIZZES if searched else "",
        "buckets": buckets(library),
    }


def _is_long(library: Library, show: Show) -> bool:
    return is_long(_OFFERED[show](library))
