# What the link check must know of each file of a built website, kept in the store under the digest of the
# file. So after an edit only changed files are parsed, while the links of all files are still compared with
# the files and ids that exist now: a link to a removed page is noticed on a page that has not changed.

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from generator.hosts.built_site.link_reader import PACKAGES, TEXT, BuiltSite, read_file, read_package
from generator.hosts.built_site.link_rules import own_fault, resolve, works_anywhere, wrong_scheme
from generator.output.code import code_digest
from generator.output.parallel import spread
from generator.output.store import key_of
from generator.output.walk import statuses_below

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from typing import TypeAlias

    from generator.output.store import Store

    Facts: TypeAlias = Mapping[str, Any]
    Wanted: TypeAlias = Mapping[str, set[str]]


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

    facts: Mapping[str, Facts]
    """The key of a file → what is known of it."""
    wanted: Wanted
    """What all of these files link to."""


NOTHING_KNOWN = KnownFacts(MappingProxyType({}), MappingProxyType({}))
"""For a website that comes after none."""


def known_facts(root: Path, base: str, store: Store) -> KnownFacts:
    """What earlier surveys have found out about the files of a website, until somebody moves it.

    Args:
        root: its folder.
        base: where it is published.
        store: has facts about files of earlier builds.
    """
    known: dict[str, Facts] = {}
    with suppress(OSError):
        for key in _keys(statuses_below(root), root, base, store).values():
            if facts := store.here.result(key):
                known[key] = facts
    return KnownFacts(known, _wanted(known.values()))


def surveyed(
    root: Path,
    base: str,
    store: Store,
    known: KnownFacts = NOTHING_KNOWN,
    statuses: Mapping[str, os.stat_result] | None = None,
) -> Survey:
    """Survey a built website.

    Args:
        root: its folder.
        base: where it will be published.
        store: has facts about files of earlier builds, and takes those about new ones.
        known: facts about files of which some may be in the website.
        statuses: what `statuses_below` returns for the folder, if the caller has it.

    Raises:
        UnicodeDecodeError: a text is not UTF-8.
    """
    statuses = statuses_below(root) if statuses is None else statuses
    keys = _keys(statuses, root, base, store)
    missing = {file: key for file, key in keys.items() if key not in known.facts}
    store.fetch_results(missing.values())
    new = {file: found for file, key in missing.items() if (found := store.result(key))}
    not_read = [file for file in missing if file not in new]
    read = spread(lambda file: _new_facts(root / file, file, base, keys[file], store), not_read)
    new.update(zip(not_read, read, strict=True))
    facts = {file: new[file] if file in new else known.facts[key] for file, key in keys.items()}
    values = facts.values()
    # Links of files that are gone are in the first of the two, which saves gathering all others again.
    intact = _works(statuses, facts, _wanted(new.values(), known.wanted)) or _is_intact(statuses, facts)
    return Survey(
        intact,
        sum(one["links"] for one in values),
        sum(one["ids"] is not None for one in values),
        frozenset().union(*(one["hosts"] for one in values)),
    )


def _keys(statuses: Mapping[str, os.stat_result], root: Path, base: str, store: Store) -> dict[str, str]:
    """The key of each file that has links, by which the store has its facts.

    Args:
        statuses: path below the folder → status, for all files.
        root: the folder.
        base: where the website will be published.
        store: knows the digests of files.
    """
    keys: dict[str, str] = {}
    folder, code, digest_of = f"{root}/", code_digest(), store.digests.of
    for file, status in statuses.items():
        ending = os.path.splitext(file)[1]  # noqa: PTH122 - of thousands
        if ending in _READ:
            given = (file, base) if ending in TEXT else ()
            keys[file] = key_of(("links", code, *given, digest_of(folder + file, status)))
    return keys


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
    ids, base_path = site.ids.get(file), urlsplit(base).path
    links = [link for link in site.links if link.file == file]
    inside = [link for link in links if link.inside]
    targets: dict[str, set[str]] = {}
    leads_out = False
    for url in {link.url: link.parts for link in inside}.values():
        target = resolve(file, unquote(url.path), base_path)
        if target is None:
            leads_out = True
        else:
            anchor = unquote(url.fragment)
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


def _is_intact(files: Collection[str], facts: Mapping[str, Facts]) -> bool:
    """Whether no file breaks a rule by itself, and all links lead to files and ids that there are."""
    return _works(files, facts, _wanted(facts.values()))


def _wanted(facts: Iterable[Facts], others: Wanted = MappingProxyType({})) -> dict[str, set[str]]:
    """What files link to: path of a file → its anchors.

    Args:
        facts: those of the files.
        others: what other files link to.
    """
    wanted = {target: {*anchors} for target, anchors in others.items()}
    for one in facts:
        for target, anchors in one["targets"].items():
            wanted.setdefault(target, set()).update(anchors)
    return wanted


def _works(files: Collection[str], facts: Mapping[str, Facts], wanted: Wanted) -> bool:
    """Whether no file breaks a rule by itself, and there is all that is wanted."""
    folders = {file.removesuffix("/index.html") for file in files if file.endswith("/index.html")}
    if any(one["faulty"] for one in facts.values()):
        return False
    if not wanted.keys() <= {*files} or not folders.isdisjoint(wanted):
        return False
    ids = {file: one["ids"] for file, one in facts.items() if one["ids"] is not None}
    return all(anchors.issubset(ids[target]) for target, anchors in wanted.items() if target in ids)
