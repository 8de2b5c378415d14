# The whole build, from a content folder to the files of a site.

from __future__ import annotations

from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from generator.checks import unrecorded
from generator.checks.earlier_runs import EarlierRuns, earlier_runs
from generator.checks.fit_of_settings import unfit_settings
from generator.checks.run import run_checks
from generator.content.kept_facts import keep_facts
from generator.content.library import Library
from generator.content.load import load
from generator.content.long_lists import subject
from generator.content.present import Present
from generator.handouts.handout_pages import render_handout_pages
from generator.handouts.kept_sheets import KeptSheets
from generator.handouts.offers import OFFERS, Offers
from generator.handouts.printing.forms import FORMS
from generator.handouts.render import Each, forms_of, promise_covers, promise_handouts, render_handouts
from generator.handouts.screen.screen import render_screen_sheets
from generator.output.earlier import EarlierBuilds
from generator.output.files import collisions, rendered
from generator.output.garbage import keep_until_exit, paused_collection
from generator.output.kept_files import KeptFiles
from generator.output.last_build import LastBuild
from generator.output.open_store import open_store
from generator.output.spool import Spool
from generator.output.typesetting import reported_as_problem
from generator.problems import ContentError, Problem, errors
from generator.quizzes.exports.registry import FORMATS, render_exports
from generator.quizzes.quiz_pages import render_quizzes
from generator.site import Site, localised_site
from generator.translation.content_messages import content_messages
from generator.website.clinic_mark import render_clinic
from generator.website.data import render_data
from generator.website.host_headers import render_host_headers
from generator.website.navigation import Nav, navigation
from generator.website.offline import render_offline
from generator.website.pages.render import render_pages
from generator.website.redirects import render_redirects
from generator.website.search_index import index_entry, promise_search, promise_titles, render_search
from generator.website.share_pictures import render_share_pictures
from generator.website.theme import theme_data

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from generator.content.load import Kept
    from generator.handouts.render import ShowProgress
    from generator.output.files import AnyFile
    from generator.output.shard import Shard
    from generator.output.spool import SpooledFile
    from generator.output.store import Store
    from generator.settings.settings import Settings
    from generator.translation.language import Language


@dataclass(frozen=True)
class Build:
    """A site that is ready to be given to a host."""

    files: tuple[AnyFile, ...]
    """Everything to publish, ordered by path."""
    nav: Nav
    """The menu."""
    theme: Mapping[str, Any]
    """Variables of the theme's templates: `config.extra.unknot`."""
    problems: tuple[Problem, ...]
    """Warnings; errors raise `ContentError` instead."""
    newest: int
    """The latest date in the content, in seconds since 1970; the default for `SOURCE_DATE_EPOCH`."""
    spool: Spool | None = None
    """The folder of spooled files, which exists as long as this object; None if all files are promised."""


def check(
    root: Path, today: dt.date, cache: Kept | None = None, earlier: EarlierRuns | None = None
) -> tuple[Library, list[Problem]]:
    """Load a content folder and check all of it, for all regions.

    Args:
        root: the content folder.
        today: reviews due before this day are overdue.
        cache: content files that were read before; see `load`.
        earlier: what earlier runs have read and checked.

    Returns:
        The valid content, and all problems.
    """
    with paused_collection():
        content, problems = load(root, cache, earlier.models if earlier else None)
        library = Library(replace(content, clean=earlier.clean if earlier else None))
        if not content.items:  # the folder does not exist
            return library, problems
        problems = sorted({*problems, *run_checks(library, today)})
        if earlier:
            earlier.save(once=cache is None)
        return library, problems


def check_handouts(
    library: Library, settings: Settings, show_progress: ShowProgress | None = None
) -> list[Problem]:
    """Print every handout in the forms that have a page target, as a build does, and keep none.

    Args:
        library: valid content, for all regions.
        settings: the site's settings.
        show_progress: shows how many handouts have been printed.
    """
    site, forms = localised_site(library, settings), [form for form in FORMS if not form.large]
    with reported_as_problem(library.content.root):
        return render_handouts(site, Each(lambda _: None), forms, show_progress=show_progress)[1]


def build(  # noqa: PLR0913 - what hosts choose
    root: Path,
    settings: Settings,
    today: dt.date,
    show_progress: ShowProgress | None = None,
    *,
    drafts: bool = False,
    language: Language | None = None,
) -> Build:
    """Load, check and render everything.

    Args:
        root: the content folder.
        settings: the site's settings.
        today: reviews due before this day are overdue; nothing that is published depends on it.
        show_progress: shows how many handouts have been printed.
        drafts: whether questions may have other words than `revisions.yml` records.
        language: the language to translate the site into; None for that of its content.

    Raises:
        ContentError: with all problems, if any of them is an error.
    """
    store = open_store()
    with paused_collection():
        site, problems = open_site(root, settings, today, earlier=earlier_runs(), language=language)
        earlier, present = _earlier_builds(store, site)
        recorded = drafts or language  # words are recorded in the language of the content
        if not recorded and (changed := unrecorded.check_changed(site.library, site.region, earlier)):
            raise ContentError([*problems, *changed])
        keep_until_exit()
    kept = KeptFiles(earlier, spool := Spool(), index_entry)
    with reported_as_problem(site.library.content.root):
        sheets, texts, sheet_problems = _made(site, (earlier, present), kept, None, show_progress)
        files: list[AnyFile] = [*sheets, *texts]
        files += map(kept.put, render_search(site, files))
        files += rendered(_derived_files(site, files, kept.put))
    earlier.save()
    return _checked_build(site, files, [*problems, *sheet_problems], spool)


def build_share(
    root: Path, settings: Settings, today: dt.date, shard: Shard, store: Store
) -> tuple[int, list[Problem]]:
    """Load and check everything, and put a share of the files into a store, for a build that joins shares.

    Args:
        root: the content folder.
        settings: the site's settings.
        today: reviews due before this day are overdue.
        shard: which share.
        store: takes the files. What is in another store is not used.

    Returns:
        The number of files, and warnings.

    Raises:
        ContentError: with all problems, if any of them is an error.
    """
    with paused_collection():
        site, problems = open_site(root, settings, today, earlier=earlier_runs())
    with reported_as_problem(site.library.content.root):
        earlier, present = _earlier_builds(store, site)
        files = KeptFiles(earlier, Spool(), index_entry)
        sheets, texts, found = _made(site, (earlier, present), files, shard, None)
        return len(sheets) + len(texts), [*problems, *found]


def _earlier_builds(store: Store, site: Site) -> tuple[EarlierBuilds, Present]:
    """What earlier builds of a site have made and found out about its content, and what is there now."""
    present = Present(site.library, site, site.versions)
    earlier = EarlierBuilds(store, present, site.given, LastBuild(store.folder, site.given, present))
    keep_facts(earlier, site, site.library)
    return earlier, present


def _made(
    site: Site,
    seen_from: tuple[EarlierBuilds, Present],
    files: KeptFiles,
    shard: Shard | None,
    show_progress: ShowProgress | None,
) -> tuple[list[SpooledFile], list[AnyFile], list[Problem]]:
    """Sheets, then pages, quizzes and data that offer them, and problems with sheets: all, or a share."""
    earlier, present = seen_from
    keeper = KeptSheets(earlier, files, shard)
    keeper.fetch(site.library.leaflets.values(), forms_of(site))
    sheets, problems = render_handouts(site, keeper, covers=True, show_progress=show_progress)
    present.tables[OFFERS] = offers = Offers(sheets)
    return sheets, files.rendered(_texts(site, offers), shard, subject), problems


def promise(root: Path, settings: Settings, today: dt.date, cache: Kept, earlier: EarlierRuns) -> Build:
    """Load and check everything, and promise all files: each is rendered when its content is first read.

    Args:
        root: the content folder.
        settings: the site's settings.
        today: reviews due before this day are overdue.
        cache: content files that were read before; see `load`.
        earlier: what earlier runs have read and checked, and this process before.

    Raises:
        ContentError: with all problems, if any is an error; handouts that do not fit are not reported.
    """
    site, problems = open_site(root, settings, today, cache, earlier)
    sheets: list[AnyFile] = [*promise_handouts(site), *promise_covers(site)]
    return _checked_build(site, promise_files(site, sheets), problems)


def _checked_build(
    site: Site, files: Sequence[AnyFile], problems: list[Problem], spool: Spool | None = None
) -> Build:
    """The build, if no two files have the same address.

    Raises:
        ContentError: with all problems, if any of them is an error.
    """
    problems += collisions(files, site.library.content.root.as_posix())
    if errors(problems):
        raise ContentError(problems)
    return Build(
        tuple(sorted(files, key=attrgetter("path"))),
        navigation(site.library),
        theme_data(site),
        tuple(problems),
        site.library.newest,
        spool,
    )


def open_site(  # noqa: PLR0913, PLR0917 - as for `build`
    root: Path,
    settings: Settings,
    today: dt.date,
    cache: Kept | None = None,
    earlier: EarlierRuns | None = None,
    language: Language | None = None,
) -> tuple[Site, list[Problem]]:
    """Load and check a content folder.

    Args:
        root: the content folder.
        settings: the site's settings.
        today: reviews due before this day are overdue.
        cache: content files that were read before; see `load`.
        earlier: what earlier runs have read and checked.
        language: the language to translate the site into; None for that of its content.

    Returns:
        The site in the region that the settings name, and warnings.

    Raises:
        ContentError: with all problems, if any of them is an error.
    """
    library, problems = check(root, today, cache, earlier)
    problems += unfit_settings(library, settings)
    if errors(problems):
        raise ContentError(problems)
    found = language.states(content_messages(library.content)) if language else []
    if language:
        problems += [*language.problems, *language.problems_with(found)]
    return localised_site(library, settings, language, found), problems


def promise_files(site: Site, sheets: Sequence[AnyFile] = ()) -> list[AnyFile]:
    """All files to publish, most of them promised.

    Args:
        site: the site.
        sheets: handouts and their covers, rendered or promised; pages offer only these.
    """
    texts = [*sheets, *_texts(site, Offers(sheets))]
    files = [*texts, promise_search(site, texts), *promise_titles(site, texts)]
    return [*files, *_derived_files(site, files)]


def _texts(site: Site, offers: Offers) -> Iterator[AnyFile]:
    """Pages, quizzes and data: everything but handouts and files that are derived from others."""
    yield from render_pages(site, FORMATS, offers)
    yield from render_quizzes(site, FORMATS)
    yield from render_exports(site)
    yield from render_handout_pages(site, offers)
    yield from render_screen_sheets(site)
    yield from render_clinic(site)
    yield from render_data(site)
    yield from render_redirects(site)


def _derived_files(
    site: Site, files: Sequence[AnyFile], keep: Callable[[AnyFile], AnyFile] = lambda file: file
) -> list[AnyFile]:
    """Files that are made from others.

    Args:
        site: the site.
        files: all others.
        keep: called with each picture when it is drawn; returns the file to publish.
    """
    derived = [*map(keep, render_share_pictures(site, files)), *render_host_headers(site, files)]
    return [*derived, *render_offline(site, [*files, *derived], theme_data(site))]
