# `unknot build` and `unknot join`: check the content, build the website or a part of it, check its links
# and replace the live website.

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.hosts.built_site.make_site import WHEN_TOLD, BuildFailed, make_site
from generator.output.shard import Shard, shard

if TYPE_CHECKING:
    from collections.abc import Sequence

_FOLDER = click.Path(file_okay=False, path_type=Path)
_BUILD = (sys.executable, "-m", "generator.hosts.mkdocs.command", WHEN_TOLD, "build", "--strict")
_SETTINGS = Path("mkdocs.yml")
_WORK = click.option(
    "--work",
    type=_FOLDER,
    default=Path("build"),
    show_default=True,
    help="Where the new website is built, on the same disk.",
)


class _Share(click.ParamType[Shard]):
    """A share of the work, such as `2/5`."""

    name = "share"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Shard:
        """The share.

        Raises:
            click.BadParameter: it is not written as `2/5`.
        """
        try:
            return value if isinstance(value, Shard) else shard(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


@click.command()
@click.argument("site", type=_FOLDER, default=Path("site"))
@_WORK
@click.option(
    "--shard",
    "share",
    type=_Share(),
    metavar="N/OF",
    help="Make only a part, such as 2/5, for `unknot join`.",
)
@click.option("--part", type=_FOLDER, help="Where the part goes; build/part-2-of-5 without it.")
def build(site: Path, work: Path, share: Shard | None, part: Path | None) -> None:
    """Build the website into the folder SITE (site/ without it), unless nothing has changed.

    The old website stays until the new one is complete and all its links are checked.
    """
    if share:
        _build_part(share, part or work / f"part-{share.number}-of-{share.of}")
        return
    make(site, work)


@click.command()
@click.argument("parts", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--site", type=_FOLDER, default=Path("site"), show_default=True, help="The website's folder.")
@_WORK
def join(parts: tuple[Path, ...], site: Path, work: Path) -> None:
    """Build the website from all its PARTS, which `unknot build --shard` has made on other machines.

    The website is the same, byte for byte, as one that a single machine has built.
    """
    from generator.hosts.mkdocs.project import open_project  # noqa: PLC0415 - `build` needs none of this
    from generator.hosts.parts import add, faults, made_from  # noqa: PLC0415
    from generator.hosts.terminal import fail  # noqa: PLC0415
    from generator.output.cache_folder import cache_folder  # noqa: PLC0415
    from generator.output.store import Store  # noqa: PLC0415

    project = open_project(_SETTINGS)
    if found := [*faults(parts, made_from(project.content, project.settings()))]:
        fail("\n".join(found))
    for folder in parts:
        add(folder, Store(cache_folder()))
    make(site, work)


def _build_part(share: Shard, folder: Path) -> None:
    from generator.build import build_share  # noqa: PLC0415 - loaded only if needed
    from generator.hosts import clock, parts  # noqa: PLC0415
    from generator.hosts.mkdocs.project import open_project  # noqa: PLC0415
    from generator.hosts.terminal import report  # noqa: PLC0415
    from generator.output.store import Store  # noqa: PLC0415
    from generator.problems import errors_and_warnings  # noqa: PLC0415

    project = open_project(_SETTINGS)
    settings = project.settings()
    part = parts.Part(folder, share, parts.made_from(project.content, settings))
    count, problems = build_share(project.content, settings, clock.today(), share, Store(folder))
    report(errors_and_warnings(problems), failed=False)
    parts.finish(part)
    click.echo(f"{folder}: part {share} with {count} files; join all parts with `unknot join`")


def make(site: Path, work: Path, command: Sequence[str] = _BUILD) -> None:
    """Bring a website up to date and say so, or exit with the reason.

    Args:
        site: the website's folder.
        work: where the new one is built.
        command: see `make_site`.
    """
    try:
        if make_site(site, work, command):
            click.echo(f"The website is in {site}/.")
        else:
            click.echo(f"Nothing has changed since {site}/ was built.")
    except BuildFailed as error:
        if str(error):
            click.echo(error, err=True)
        sys.exit(1)
