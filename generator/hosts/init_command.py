# `unknot init`: makes an empty folder a site.

from __future__ import annotations

import shlex
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.content.library import Library
from generator.content.load import load
from generator.hosts import clock
from generator.hosts.new_site import HOSTS, SOURCE, NewSite, files_of, languages, regions
from generator.hosts.own_wheel import own_wheel, wheel_name
from generator.hosts.record_commands import revise
from generator.hosts.terminal import fail
from generator.settings.settings import why_no_contact
from generator.shipped import starters

if TYPE_CHECKING:
    from collections.abc import Iterable

DEFAULT = "starter"
"""The starter of sites that name none."""
_KEPT = ".git"
"""What a folder may have that counts as empty: a new repository."""


@click.command()
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--from",
    "starter",
    type=click.Choice(starters()),
    default=None,
    help=f"The content to begin with: {DEFAULT}, unless --language names another.",
)
@click.option("--region", default="uk", show_default=True, help="Whose emergency numbers and words to use.")
@click.option(
    "--language", default=SOURCE, show_default=True, help="The language of the content, such as es."
)
@click.option("--publish", "host", type=click.Choice(HOSTS), default=None, help="Who publishes the site.")
@click.option("--contact", default="", help="Where readers report a mistake: an email or web address.")
def init(  # noqa: PLR0913, PLR0917 - as many as it has options
    directory: Path, starter: str | None, region: str, language: str, host: str | None, contact: str
) -> None:
    """Make DIR, a new or empty folder, a site that `unknot build` builds.

    It gets content, settings, a README that says what to do next, and what its host needs to publish it.
    """
    choice = [starter] if starter else [DEFAULT, *starters()]
    starter = next((name for name in choice if language in languages(name)), "")
    if not starter:
        fail(_not_in(language))
    if region not in (known := regions(starter)):
        fail(f"--region: no region '{region}' in {starter}; known: {', '.join(known)}")
    if contact and (reason := why_no_contact(contact)):
        fail(f"--contact: {reason}")
    site = NewSite(_title(directory), starter, region, host or "", contact, language)
    try:
        count = _write(files_of(site), directory)
        if language != SOURCE:
            revise(Library(load(directory / "content")[0]), clock.today())
    except OSError as error:
        fail(f"{directory}: cannot be written: {error.strerror}")
    click.echo(
        f"{directory}: {count} files, from {starter}{_named(language)}; its README.md says what to do next"
    )
    go = f"cd {shlex.quote(str(directory))} && " if directory.resolve() != Path.cwd() else ""
    click.echo(f"To look at the site: {go}unknot serve")
    if language != SOURCE:
        click.echo("Its words are a translation, which no translator and no clinician has checked")
        click.echo(
            f"Its emergency numbers are those of content/regions/{region}.yml: make sure they are yours"
        )
    if not contact:
        click.echo("Before you publish it, fill in `contact` in its mkdocs.yml")
    if not own_wheel():
        click.echo(f"Before others build it, put {wheel_name()} into {directory / 'wheels'}")


def _not_in(language: str) -> str:
    known = (f"{starter}: {', '.join(languages(starter))}" for starter in starters())
    return f"--language: no content in '{language}'; there is {'; '.join(known)}"


def _named(language: str) -> str:
    return "" if language == SOURCE else f" in '{language}'"


def _title(directory: Path) -> str:
    """The name of a site after that of its folder: `my-site` → `My site`."""
    words = directory.resolve().name.replace("-", " ").replace("_", " ").split()
    name = " ".join(words) or "Site"
    return name[0].upper() + name[1:]


def _write(files: Iterable[tuple[str, bytes]], directory: Path) -> int:
    """Write files into a new or empty folder, and say how many; if it fails, it is as it was.

    Raises:
        OSError: one of them cannot be written.
        SystemExit: the folder is not empty; the reason was printed.
    """
    is_new = not directory.exists()
    if not is_new:
        if not directory.is_dir():
            fail(f"{directory}: is a file; name a new or empty folder")
        if other := sorted(path.name for path in directory.iterdir() if path.name != _KEPT):
            fail(f"{directory}: is not empty: {other[0]}; name a new or empty folder")
    count = 0
    try:
        for count, (name, data) in enumerate(files, 1):  # noqa: B007 - the last number is the result
            path = directory / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                file.write(data)
    except OSError:
        _empty(directory, is_new=is_new)
        raise
    return count


def _empty(directory: Path, *, is_new: bool) -> None:
    """Remove what was written into a folder that was empty before, and the folder if there was none."""
    if is_new:
        shutil.rmtree(directory, ignore_errors=True)
        return
    for path in directory.iterdir():
        if path.is_dir() and path.name != _KEPT:
            shutil.rmtree(path, ignore_errors=True)
        elif path.name != _KEPT:
            path.unlink()
