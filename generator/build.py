# The whole way from a content folder to the files of a site.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.checks.run import run_checks
from generator.content.library import Library
from generator.content.load import load
from generator.content.localise import localise
from generator.handouts.handout_pages import render_handout_pages
from generator.handouts.offers import Offers
from generator.handouts.render import promise_handouts, render_covers, render_handouts
from generator.handouts.screen.screen import render_screen_sheets
from generator.output.files import OutputFile, collisions
from generator.output.garbage import keep_to_the_end, no_garbage
from generator.output.spool import Shelf
from generator.problems import ContentError, Problem, errors
from generator.quizzes.exports.registry import FORMATS, render_exports
from generator.quizzes.quiz_pages import render_quizzes
from generator.site import Site
from generator.website.data import render_data
from generator.website.host_headers import render_site_files
from generator.website.navigation import Nav, navigation
from generator.website.offline import render_offline
from generator.website.pages.render import render_pages
from generator.website.redirects import render_redirects
from generator.website.search_index import entry_of, render_search
from generator.website.share_pictures import render_share
from generator.website.theme import theme_data

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence
    from pathlib import Path
    from typing import Any

    from generator.content.load import Kept
    from generator.handouts.render import Watch
    from generator.settings.settings import Settings


@dataclass(frozen=True)
class Build:
    """A site, ready for a host."""

    files: tuple[OutputFile, ...]
    """Everything to publish, by path."""
    nav: Nav
    """The order of the pages."""
    theme: Mapping[str, Any]
    """What the theme's templates need: `config.extra.unknot`."""
    problems: tuple[Problem, ...]
    """Warnings; errors do not get this far."""
    newest: int
    """The newest content date, in seconds since 1970: `SOURCE_DATE_EPOCH` if none is given."""
    shelf: Shelf | None = None
    """Where files lie that are not in memory, as long as this object is there."""


def check(root: Path, today: dt.date, kept: Kept | None = None) -> tuple[Library, list[Problem]]:
    """Load a content folder and check all of it, for all regions.

    Args:
        root: the folder.
        today: the day against which review dates are held.
        kept: what was read before; see `load`.
    """
    with no_garbage():
        content, problems = load(root, kept)
        library = Library(content)
        if not content.items:  # there is no such folder
            return library, problems
        return library, sorted({*problems, *run_checks(library, today)})


def build(root: Path, settings: Settings, today: dt.date, watch: Watch | None = None) -> Build:
    """Everything to publish.

    Args:
        root: the content folder.
        settings: the site's settings.
        today: the day against which review dates are held; nothing published depends on it.
        watch: shows somebody how far the printing of sheets is.

    Raises:
        ContentError: with all problems, if any of them is an error.
    """
    with no_garbage():
        site, problems = open_site(root, settings, today)
        keep_to_the_end()
    handouts, unfit = render_handouts(site, watch=watch)
    shelf = Shelf()
    files = [*handouts, *render_text(site, handouts, shelf)]
    return _built(site, files, [*problems, *unfit], shelf)


def promise(root: Path, settings: Settings, today: dt.date, kept: Kept) -> Build:
    """Everything to publish, each file to be made when somebody asks for what is in it.

    Args:
        root: the content folder.
        settings: the site's settings.
        today: the day against which review dates are held.
        kept: what was read before; see `load`.

    Raises:
        ContentError: with all problems, if any is an error; whether sheets fit is not known.
    """
    site, problems = open_site(root, settings, today, kept)
    handouts = promise_handouts(site)
    return _built(site, [*handouts, *render_text(site, handouts)], problems)


def _built(
    site: Site, files: Sequence[OutputFile], problems: list[Problem], shelf: Shelf | None = None
) -> Build:
    library = site.library
    problems += collisions(files, library.content.root.as_posix())
    if errors(problems):
        raise ContentError(problems)
    return Build(
        tuple(sorted(files, key=lambda file: file.path)),
        navigation(library),
        theme_data(site),
        tuple(problems),
        library.newest,
        shelf,
    )


def open_site(
    root: Path, settings: Settings, today: dt.date, kept: Kept | None = None
) -> tuple[Site, list[Problem]]:
    """A content folder as the readers of one site get it, and warnings about it.

    Args:
        root: the content folder.
        settings: the site's settings.
        today: the day against which review dates are held.
        kept: what was read before, where files are made only when somebody asks for them; see `load`.

    Raises:
        ContentError: with all problems, if any of them is an error.
    """
    everything, problems = check(root, today, kept)
    problems += unknown_region(everything, settings)
    if errors(problems):
        raise ContentError(problems)
    content = localise(everything.content, settings.region)
    return Site(Library(content), settings, lazy=kept is not None), problems


def render_text(site: Site, handouts: Sequence[OutputFile], shelf: Shelf | None = None) -> list[OutputFile]:
    """Everything but the sheets themselves; last come those that list the others.

    Args:
        site: the site.
        handouts: the sheets, which pages link to.
        shelf: where files are put that are made now; without it they are promised.
    """
    covers = render_covers(site, handouts)
    offers = Offers([*handouts, *covers])
    files = [
        *covers,
        *render_pages(site, FORMATS, offers),
        *render_quizzes(site, FORMATS),
        *render_exports(site),
        *render_handout_pages(site, offers),
        *render_screen_sheets(site),
        *render_data(site),
        *render_redirects(site),
    ]
    if shelf:
        files = shelf.fill(files, entry_of)
    files += [render_search(site, files), *render_share(site, files), *render_site_files(site, files)]
    return [*files, render_offline(site, [*handouts, *files])]


def unknown_region(library: Library, settings: Settings) -> list[Problem]:
    """A problem if the settings ask for a region that is not in the content.

    Args:
        library: the content, for all regions.
        settings: the site's settings.
    """
    if settings.region in library.regions or not library.content.items:
        return []
    known = ", ".join(sorted(library.regions)) or "none"
    folder = (library.content.root / "regions").as_posix()
    message = f"the settings ask for region '{settings.region}', which is not here; known: {known}"
    return [Problem(folder, 1, 1, "region", message, "settings")]
