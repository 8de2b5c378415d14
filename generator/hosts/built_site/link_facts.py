# What the link check must know of each file of a built website, kept in the store under the digest of the
# file. So after an edit only changed files are parsed, while the links of all files are still compared with
# the files and ids that exist now: a link to a removed page is noticed on a page that has not changed.

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from generator.hosts.built_site.link_reader import PACKAGES, TEXT, BuiltSite, read_file, read_package
from generator.hosts.built_site.link_rules import own_fault, resolve, works_anywhere, wrong_scheme
from generator.output.code import code_digest
from generator.output.store import key_of
from generator.output.walk import files_below

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import TypeAlias

    from generator.output.store import Store

    Facts: TypeAlias = Mapping[str, Any]
    Identity: TypeAlias = tuple[int, int, int, int, int]


_READ = TEXT | PACKAGES
"""Endings of files that have links."""


@dataclass(frozen=True)
class Survey:
    """A website as its link check sees it."""

    intact: bool
    """Whether no link and no id breaks a rule."""
    links: int
    """The number of links inside the website."""
    pages: int
    """The number of pages."""
    hosts: frozenset[str]
    """Other hosts that are linked to."""


@dataclass(frozen=True)
class KnownFacts:
    """Facts about files of a website, of which the next one will have most."""

    base: str
    """Where the website is published."""
    facts: Mapping[str, tuple[Identity, Facts]]
    """Path below its folder → what tells the file from any other, and the facts."""


def known_facts(root: Path, base: str, store: Store) -> KnownFacts:
    """What earlier surveys have found out about the files of a website, until somebody moves it.

    Args:
        root: its folder.
        base: where it is published.
        store: has facts about files of earlier builds.
    """
    known: dict[str, tuple[Identity, Facts]] = {}
    with suppress(OSError):
        for file in filter(_is_read, files_below(root)):
            path = root / file
            identity = _identity(path)
            if facts := store.here.result(_key(path, file, base)):
                known[file] = identity, facts
    return KnownFacts(base, known)


def surveyed(root: Path, base: str, store: Store, known: KnownFacts | None = None) -> Survey:
    """Survey a built website.

    Args:
        root: its folder.
        base: where it will be published.
        store: has facts about files of earlier builds, and takes those about new ones.
        known: facts about files of which some may be in the website, where they were.

    Raises:
        UnicodeDecodeError: a text is not UTF-8.
    """
    files = files_below(root)
    read = [*filter(_is_read, files)]
    before = known.facts if known and known.base == base else {}
    same = [file for file in read if file in before and before[file][0] == _identity(root / file)]
    facts = {file: before[file][1] for file in same}
    keys = {file: _key(root / file, file, base) for file in read if file not in facts}
    store.fetch_results(keys.values())
    for file, key in keys.items():
        facts[file] = store.result(key) or _new_facts(root / file, file, base, key, store)
    values = facts.values()
    return Survey(
        _is_intact(files, facts),
        sum(one["links"] for one in values),
        sum(one["ids"] is not None for one in values),
        frozenset().union(*(one["hosts"] for one in values)),
    )


def _is_read(file: str) -> bool:
    return PurePosixPath(file).suffix in _READ


def _identity(path: Path) -> Identity:
    """What differs as soon as a file is replaced or written to. Moving its folder does not change it."""
    status = path.stat()
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def _key(path: Path, file: str, base: str) -> str:
    given = (file, base) if path.suffix in TEXT else ()
    return key_of(("links", code_digest(), *given, hashlib.sha256(path.read_bytes()).hexdigest()))


def _new_facts(path: Path, file: str, base: str, key: str, store: Store) -> Facts:
    data = path.read_bytes()
    if path.suffix in PACKAGES:
        facts = _facts_of_package(read_package(path, data))
    else:
        site = BuiltSite(Path(), frozenset())
        read_file(site, file, data.decode("utf-8"), base)
        facts = _facts(site, file, base)
    store.put_result(key, facts)
    return facts


def _facts(site: BuiltSite, file: str, base: str) -> Facts:
    """The facts about one file.

    Args:
        site: has the ids and links of the file, and perhaps of others.
        file: the file.
        base: where the website will be published.
    """
    ids = site.ids.get(file)
    links = [link for link in site.links if link.file == file]
    inside = [link for link in links if link.inside]
    targets: dict[str, set[str]] = {}
    leads_out = False
    for link in inside:
        target = resolve(file, unquote(link.parts.path), urlsplit(base).path)
        if target is None:
            leads_out = True
        else:
            anchor = unquote(link.parts.fragment)
            targets.setdefault(target, set()).update([] if works_anywhere(anchor) else [anchor])
    wrong = any(own_fault(link, base) for link in links)
    wrong |= any(wrong_scheme(link) for link in site.inside if link.file == file)
    twice = any(count > 1 for count in (ids or {}).values())
    return {
        "ids": None if ids is None else sorted(ids),
        "targets": {target: sorted(anchors) for target, anchors in sorted(targets.items())},
        "links": len(inside),
        "hosts": sorted({link.parts.netloc for link in links} - {"", urlsplit(base).netloc}),
        "faulty": leads_out or wrong or twice,
    }


def _facts_of_package(package: BuiltSite) -> Facts:
    """The facts about a ZIP archive, whose links lead to nothing outside it."""
    files = {file: _facts(package, file, "") for file in package.files}
    faulty = not _is_intact(package.files, files)
    return {"ids": None, "targets": {}, "links": 0, "hosts": [], "faulty": faulty}


def _is_intact(files: Iterable[str], facts: Mapping[str, Facts]) -> bool:
    """Whether no file breaks a rule by itself, and all links lead to files and ids that there are."""
    files = frozenset(files)
    folders = {file.removesuffix("/index.html") for file in files if file.endswith("/index.html")}
    wanted: dict[str, set[str]] = {}
    for one in facts.values():
        if one["faulty"]:
            return False
        for target, anchors in one["targets"].items():
            wanted.setdefault(target, set()).update(anchors)
    if not files.issuperset(wanted) or not folders.isdisjoint(wanted):
        return False
    ids = {file: one["ids"] for file, one in facts.items() if one["ids"] is not None}
    return all(anchors.issubset(ids[target]) for target, anchors in wanted.items() if target in ids)
