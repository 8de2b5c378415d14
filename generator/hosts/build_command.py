# `unknot build`: checks the content, builds the website, checks its links and replaces the live website.

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.hosts.built_site.make_site import BuildFailed, make_site

_FOLDER = click.Path(file_okay=False, path_type=Path)
_BUILD = (sys.executable, "-m", "generator.hosts.mkdocs.command", "build", "--strict")


@click.command()
@click.argument("site", type=_FOLDER, default=Path("site"))
@click.option(
    "--work",
    type=_FOLDER,
    default=Path("build"),
    show_default=True,
    help="Where the new website is built, on the same disk.",
)
def build(site: Path, work: Path) -> None:
    """Build the website into the folder SITE (site/ without it), unless nothing has changed.

    The old website stays until the new one is complete and all its links are checked.
    """
    try:
        if not make_site(site, work, _BUILD):
            click.echo(f"Nothing has changed since {site}/ was built.")
    except BuildFailed as error:
        if str(error):
            click.echo(error, err=True)
        sys.exit(1)
