# The subcommands of `unknot`, except `build`. On errors, they print all problems and exit with status 1.

from __future__ import annotations

import asyncio
import datetime as dt
import re
import sys
from gettext import NullTranslations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.build import build, check, check_handouts, open_site
from generator.checks import unrecorded
from generator.checks.coverage.cells import CellContext
from generator.checks.coverage.report import coverage
from generator.checks.coverage.table import as_text
from generator.checks.fit_of_settings import unfit_settings
from generator.content.json_schema import schema_files
from generator.content.library import Library
from generator.content.load import load
from generator.content.localise import localise
from generator.handouts.sheet.context import Reader
from generator.hosts import clock, new_file, record_commands
from generator.hosts.built_site.zip_site import pack
from generator.hosts.command_group import CONFIG_FILE, PrintableText
from generator.hosts.handout_command import agreed, form_for, site_in, write_all, write_one
from generator.hosts.kind_name import KindName
from generator.hosts.live_server import CannotListen, Server
from generator.hosts.mkdocs.live_site import CannotServe, LiveSite
from generator.hosts.mkdocs.plain_project import docs_files, host_files
from generator.hosts.mkdocs.project import Project, open_project
from generator.hosts.signs_command import as_text as signs_as_text
from generator.hosts.terminal import fail, more_pages, overdue, report, report_by_file, with_progress_bar
from generator.hosts.translate_command import wrong_translations
from generator.hosts.translation_review import sign_translation
from generator.output.folder import in_the_way, write_atomically, write_folder
from generator.problems import ContentError, errors, errors_and_warnings, without_hints
from generator.schema.region import Paper
from generator.settings.validation import unpublishable
from generator.website.theme_folders import theme_paths

if TYPE_CHECKING:
    from collections.abc import Sequence

_NEW_FOLDER = "name a new folder, such as build/written/docs"
_FOLDER = click.Path(file_okay=False, path_type=Path)
_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command(name="check")
@click.option("--publish", is_flag=True, help="Also want what a published site needs.")
@click.option("--all", "every", is_flag=True, help="List every field that is to be filled in.")
@CONFIG_FILE
def check_command(config_file: Path, *, publish: bool, every: bool) -> None:
    """Check all content; print every problem as file:line:column: field: what to do [rule].

    Review dates that have passed are listed, and fail only with --publish. Handouts that have more pages
    than planned are listed, too, and never fail.
    """
    shown = report if every else report_by_file
    project = open_project(config_file)
    library, problems = check(project.content, clock.today())
    try:
        settings = project.settings()
    except ContentError as error:
        shown([*problems, *error.problems], failed=True)
        raise
    problems += unfit_settings(library, settings)
    if not errors(problems):
        problems += check_handouts(library, settings, with_progress_bar)
        problems += unrecorded.check(library, library.regions)
        problems += wrong_translations(project, settings.other_languages, library)
    if publish:
        problems += unpublishable(settings, config_file.as_posix(), config_file.read_text(encoding="utf-8"))
    shown(problems, failed=bool(without_hints(problems) if publish else errors(problems)))
    files = sum(1 for _ in library.documents())
    click.echo(f"{files} content files, no errors")


@click.command(name="signs")
@CONFIG_FILE
def signs_command(config_file: Path) -> None:
    """Print each warning sign and caution with its action, sources and every place that shows it."""
    project = open_project(config_file)
    site, _ = open_site(project.content, project.settings(), clock.today())
    click.echo(signs_as_text(site), nl=False)


@click.command(name="coverage")
@click.option("--strict", is_flag=True, help="Fail if anything required is missing.")
@CONFIG_FILE
def coverage_command(config_file: Path, *, strict: bool) -> None:
    """Print each content file against what it should have: sources, quiz, handout, grade, scores."""
    project = open_project(config_file)
    region, folder = project.settings().region, project.content
    content, _ = load(folder)
    if region not in content.items.get("regions", {}):
        fail(f"{folder}: no region '{region}' that is valid; run `unknot check`")
    library = Library(localise(content, region))
    table = coverage(CellContext(library, library.regions[region], NullTranslations()))
    click.echo(as_text(table), nl=False)
    if strict and table.missing:
        sys.exit(1)


@click.command()
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path))
@CONFIG_FILE
def write(directory: Path, config_file: Path) -> None:
    """Write the site's Markdown and files into DIRECTORY, and a mkdocs.yml beside it.

    The folder builds without our plugin: with MkDocs or ProperDocs and Material, or with Zensical.
    """
    project = open_project(config_file)
    if reason := _why_not_into(directory, project):
        fail(f"{directory}: {reason}; {_NEW_FOLDER}")
    built = build(project.content, project.settings(), clock.today())
    beside = list(
        host_files(built, project.raw_config(), directory.name, theme_paths(project.theme_folders))
    )
    docs = list(docs_files(built, Path(project.config.docs_dir)))
    folders = ((docs, directory), (beside, directory.parent))
    existing = [path for files, to in folders for path in in_the_way((file.path for file in files), to)]
    if existing:
        fail(f"{existing[0]}: is there, and not from `unknot write`; {_NEW_FOLDER}")
    changed = sum(write_folder(files, folder) for files, folder in folders)
    report(errors_and_warnings(built.problems), failed=False)
    for line in filter(None, (overdue(built.problems), more_pages(built.problems))):
        click.echo(line, err=True)
    click.echo(f"{len(docs)} files in {directory}, {changed} changed")


def _why_not_into(directory: Path, project: Project) -> str:
    """Why `write` must not write into a folder and the one above it; empty if it may."""
    target = directory.resolve()
    if directory.name in {"", ".."} or target == target.parent:
        return "has no name of its own, and a mkdocs.yml goes beside it"
    if project.file.resolve().is_relative_to(target):
        return "holds the project"
    sources = (folder.resolve() for folder in (project.content, *project.theme_folders))
    return "is where the site is made from" if any(map(target.is_relative_to, sources)) else ""


@click.command(name="zip")
@click.argument("site", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
@CONFIG_FILE
def zip_command(site: Path, target: Path, config_file: Path) -> None:
    """Pack the built website in SITE into the file TARGET, to be opened from disk by double-click."""
    project = open_project(config_file)
    if not (site / "index.html").is_file():
        fail(f"{site}: no website is here; build it first")
    content, problems = load(project.content)
    if errors(problems):
        report(problems, failed=True)
    date = dt.datetime.fromtimestamp(Library(content).newest, dt.UTC)
    name = "-".join(re.findall(r"\w+", project.config.site_name.lower())) or "site"
    write_atomically(pack(site, name, project.config.site_url or "", date), target)
    click.echo(f"{target}: unpack it, then open {name}/index.html")


@click.command()
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--all", "folder", type=_FOLDER, help="Make every handout in all forms, into this folder.")
@click.option("-o", "--output", type=_FILE, help="Where the PDF goes; the first ID's name without it.")
@click.option(
    "--size",
    type=click.Choice([paper.value for paper in Paper]),
    help="Paper; the region's own without it.",
)
@click.option("--large", is_flag=True, help="Large print.")
@click.option("--for", "name", default="", type=PrintableText(), help="The reader's name.")
@click.option("--note", default="", type=PrintableText(), help="A few words for the reader.")
@click.option(
    "--language", "tag", default="", metavar="TAG", help="The language, such as es: one in translations/."
)
@click.option(
    "--beside", default="", metavar="TAG", help="With --language: the content's own language, beside it."
)
@click.option(
    "--dose",
    "doses",
    multiple=True,
    metavar="ID=DOSE",
    help="Another dose of an exercise: walking=20min,3/week or bridge=3x10,5s,2/day.",
)
@CONFIG_FILE
def handout(
    ids: tuple[str, ...], folder: Path | None, output: Path | None, config_file: Path, **options: Any
) -> None:
    """Make one PDF of the handouts ID, or with --all every handout.

    Several become one document: the emergency box, the sources and the note stand in it once.
    """
    if bool(ids) == bool(folder):
        fail("name the handouts, such as `warning-signs`, or say `--all DIR`")
    site = site_in(open_project(config_file), options["tag"])
    if folder:
        write_all(site, folder)
    else:
        form = form_for(site, options["size"], options["beside"], large=options["large"])
        doses = agreed(site, ids, options["doses"])
        reader = Reader(options["name"].strip(), options["note"].strip(), doses)
        write_one(site, ids, output, form, reader)


@click.command()
@click.option("--host", default="localhost", show_default=True, help="The address to answer at.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Its port.")
@CONFIG_FILE
def serve(host: str, port: int, config_file: Path) -> None:
    """Show the website on this machine, and show it anew at each change.

    With versions of MkDocs that it was not tried with, `mkdocs serve` does it, more slowly.
    """
    if not host:
        fail("name the host to answer at, such as `localhost`: an empty name would mean every network")
    project = open_project(config_file)
    try:
        site = LiveSite(config_file)
    except CannotServe as error:
        click.echo(f"{error}: each change builds the whole site", err=True)
        project.serve_with_mkdocs(f"{host}:{port}")
        return
    try:
        asyncio.run(Server(site, project.site_path).run(host, port))
    except CannotListen as error:
        fail(f"{host}:{port}: {error}")
    except KeyboardInterrupt:
        click.echo()


@click.command()
@click.argument("kind", type=KindName(), metavar="KIND")
@click.argument("id", required=False, default="")
@CONFIG_FILE
def new(kind: str, id: str, config_file: Path) -> None:  # noqa: A002 - the word that authors use
    """Write a new content file of KIND named ID, with every field explained.

    If the site asks for a quiz and a handout on each such file, it starts these, too. The checks name each
    field until it is filled in.
    """
    new_file.write(open_project(config_file).content, kind, id)


@click.command()
@CONFIG_FILE
def revise(config_file: Path) -> None:
    """Record the questions whose words have changed in content/revisions.yml, with today's date.

    Who has imported a quiz into Anki then gets these questions anew, and no others.
    """
    project = open_project(config_file)
    library, problems = check(project.content, clock.today())
    if errors(problems):
        report(errors(problems), failed=True)
    click.echo(record_commands.revise(library, clock.today()))


@click.command()
@click.argument("files", nargs=-1)
@click.option(
    "--sign", metavar="NAME", help='Record that NAME, such as "A. Name, profession", checked them.'
)
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="The day of the check; today by default.")
@click.option("--language", default="", metavar="TAG", help="Their translation, such as es.")
@CONFIG_FILE
def review(
    files: tuple[str, ...], sign: str | None, date: dt.datetime | None, language: str, config_file: Path
) -> None:
    """List the pages and sheets that nobody has checked, or record who has checked FILES (or all).

    The signature covers the words of each file, of a translation those in both languages. It lapses when
    one of them changes.
    """
    if date and sign is None:
        fail("--date: say with --sign who checked them on that day")
    project, day = open_project(config_file), date.date() if date else clock.today()
    try:
        if sign is None:
            click.echo("\n".join(_waiting(project, files, language)))
            return
        library, _ = check(project.content, clock.today())
        if into := site_in(project, language).language:
            signed = sign_translation(library, into, files, sign, day=day, today=clock.today())
        else:
            signed = record_commands.sign(library, files, sign, day, clock.today())
    except record_commands.CannotSign as error:
        fail(str(error))
    click.echo(f"{len(signed)} content file{' is' if len(signed) == 1 else 's are'} signed")
    click.echo(_waiting(project, (), language)[-1])


def _waiting(project: Project, files: Sequence[str], language: str) -> list[str]:
    """The lines of `unknot review` about the content as it is now."""
    site = site_in(project, language)
    library, _ = check(project.content, clock.today())
    return list(record_commands.wanted(library, site, files))


@click.command()
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path), default=Path("schemas"))
@click.option("--check", "only_check", is_flag=True, help="Write nothing; fail if a schema is out of step.")
def schema(directory: Path, *, only_check: bool) -> None:
    """Write the JSON Schema of each kind, for editors."""
    files = schema_files()
    stale = [name for name, text in files.items() if _read(directory / name) != text]
    if only_check and stale:
        fail(f"{directory}: out of step: {', '.join(stale)}; run `unknot schema`")
    directory.mkdir(parents=True, exist_ok=True)
    for name in stale:
        (directory / name).write_text(files[name], encoding="utf-8")
    click.echo(f"{len(files)} schemas, {len(stale)} changed")


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None
