# Checks every link in a built website.
#
# MkDocs checks only links in Markdown. This module reads the finished files, so it also sees the links in
# HTML, theme templates, embed pages, style sheets, manifests and data, and the files in quiz packages. It
# has four rules:
#
#     site-link   an address inside the site must be that of a file, and an #anchor an id in that page
#     same-id     an id must be unique in its page (HTML Living Standard, 3.2.6)
#     other-host  a page may link to other hosts, but must not load anything from them
#     scheme      an address elsewhere must start with https:, http:, mailto: or tel:; only an image or
#                 a font may be embedded in a `data:` address
#
# What `link_facts.py` keeps of each file decides whether there are problems at all; only if there are,
# all files are read again to say what and where.
#
# `python -m generator.hosts.built_site.link_check site --base https://example.org/sub/`

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import click

from generator.hosts.built_site.link_facts import NOTHING_KNOWN, known_facts, surveyed
from generator.hosts.built_site.link_reader import BuiltLink, BuiltSite, own_address, read
from generator.hosts.built_site.link_rules import own_fault, resolve, works_anywhere, wrong_scheme
from generator.output.open_store import open_store
from generator.problems import Problem, did_you_mean

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Mapping

    from generator.hosts.built_site.link_facts import KnownFacts


def check(root: Path, base: str = "") -> list[Problem]:
    """Read a built website and return all problems with its ids and links.

    Args:
        root: the folder of the website.
        base: where it will be published: an address (`https://example.org/sub/`), a path (`/sub/`) or
            nothing.
    """
    return problems(read(root, base), base)


def problems(site: BuiltSite, base: str = "") -> list[Problem]:
    """All problems with the ids and links of `site` and of the packages in it."""
    faults = [(link, _fault(site, link, base)) for link in site.links]
    faults += [(link, wrong_scheme(link)) for link in site.inside]
    broken = [_problem(site, link, *fault) for link, fault in faults if fault]
    in_packages = [problem for package in site.packages for problem in problems(package)]
    return sorted({*broken, *_same_ids(site), *in_packages})


def _fault(site: BuiltSite, link: BuiltLink, base: str) -> tuple[str, str] | None:
    """A message and the name of the rule, if a link breaks one."""
    return own_fault(link, base) or (_missing(site, link, urlsplit(base).path) if link.inside else None)


def _missing(site: BuiltSite, link: BuiltLink, base: str) -> tuple[str, str] | None:
    """A message and the name of the rule, if the site has no such file or the file no such anchor."""
    url = link.parts
    target = resolve(link.file, unquote(url.path), base)
    if target is None:
        return f"'{link.url}' leads out of the site", "site-link"
    if f"{target}/index.html" in site.files:
        return f"'{link.url}' names a folder; write '{url.path}/'", "site-link"
    if target not in site.files:
        hint = did_you_mean(target, sorted(site.files))
        return f"'{link.url}' leads to nothing: there is no {target}{hint}", "site-link"
    anchor = unquote(url.fragment)
    if works_anywhere(anchor) or target not in site.ids or anchor in site.ids[target]:
        return None
    hint = did_you_mean(anchor, sorted(site.ids[target]))
    return f"'{link.url}' leads to no place: {target} has no id '{anchor}'{hint}", "site-link"


def _same_ids(site: BuiltSite) -> Iterator[Problem]:
    for file, ids in site.ids.items():
        for id_, count in ids.items():
            if count > 1:
                link = BuiltLink(file, 1, "id", id_)
                yield _problem(site, link, f"'{id_}' stands {count} times; an id stands once", "same-id")


def _problem(site: BuiltSite, link: BuiltLink, message: str, rule: str) -> Problem:
    """A problem at the position of `link`. The column is looked up in the file."""
    lines = site.text(link.file).splitlines() or [""]
    line = min(link.line, len(lines))
    column = lines[line - 1].find(link.url.removeprefix("#")) + 1
    return Problem((site.root / link.file).as_posix(), line, max(column, 1), link.where, message, rule)


@click.command()
@click.argument("root", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--base", help="Where it will stand: https://example.org/sub/ or /sub/; else as it says itself."
)
def main(root: Path, base: str | None) -> None:
    """Check every link inside the built website in ROOT."""
    sys.exit(not passes(root, base))


def known_of(root: Path) -> KnownFacts:
    """What is known about the files of a website whose next build is under way; nothing if there is none.

    Args:
        root: the folder of the website, which the build may take.
    """
    with suppress(OSError, UnicodeDecodeError):
        return known_facts(root, own_address(root), open_store())
    return NOTHING_KNOWN


def passes(
    root: Path,
    base: str | None = None,
    known: KnownFacts = NOTHING_KNOWN,
    statuses: Mapping[str, os.stat_result] | None = None,
) -> bool:
    """Check a website and print all problems; whether there are none.

    Args:
        root: the folder of the website.
        base: as for `check`; if None, the canonical address of the home page.
        known: facts about files of the website before.
        statuses: what `statuses_below` returns for the folder, if the caller has it.
    """
    base = own_address(root) if base is None else base
    survey = surveyed(root, base, open_store(), known, statuses)
    all_problems = [] if survey.intact else check(root, base)
    for problem in all_problems:
        print(problem, file=sys.stderr)
    print(f"Links checked: {survey.links}, pages: {survey.pages}, problems: {len(all_problems)};", end=" ")
    print(f"other hosts linked to: {len(survey.hosts)}")
    return not all_problems


if __name__ == "__main__":
    main()
