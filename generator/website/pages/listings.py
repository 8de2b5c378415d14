# What a page shows of a list that grows with the site: all of it, a part, or links to its parts.
#
# A short list is on its page as a whole. A long one is in parts (`content/long_lists.py`): its own page
# then leads to them, and has a line for each item as long as there are not too many of these, either.

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from generator.content import long_lists
from generator.content.addresses import page_address
from generator.memo import fact, once_inside_object, unrecorded
from generator.website.pages.lists_of_site import listings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.content.long_lists import ListPart
    from generator.site import Site
    from generator.website.pages.lists_of_site import ListedGroup, Listing

_LINES = 2
"""Up to how many times the length of a part a list has a line for each item on its own page."""


class Stop(NamedTuple):
    """A link to a part of a list."""

    title: str
    address: str
    size: int
    """The number of its items."""
    stem: str
    """What the places of its items begin with."""
    first: str
    last: str
    """The range of the letter after that."""
    group: str
    """The id of the group whose items are in the part."""


class ItemLink(NamedTuple):
    """An item of a long list on the list's own page, with a link to its page or its part."""

    title: str
    address: str
    place: str
    """The id of the item in its part, which works here, too; empty if it has none."""


class ShownGroup(NamedTuple):
    """Items under one heading."""

    id: str
    title: str
    items: tuple[str, ...]
    """Their ids."""


class Shown(NamedTuple):
    """What a page shows of a list."""

    part: str
    """The address of the part below the list's page; empty on that page."""
    title: str
    """What is in the part."""
    groups: tuple[ShownGroup, ...]
    """The items that are shown in full."""
    stops: tuple[Stop, ...] = ()
    """The parts, of which the page is one or to which it leads; none if the list is short."""
    lines: tuple[tuple[str, tuple[ItemLink, ...]], ...] = ()
    """Title of a part and a line for each of its items."""
    above: tuple[tuple[str, str], ...] = ()
    """Title and address of each part that this part is in, from the largest on."""
    before: Stop | None = None
    after: Stop | None = None
    """The parts beside this one."""

    @property
    def is_index(self) -> bool:
        """Whether the page only leads to parts."""
        return bool(self.stops) and not self.groups


@once_inside_object
def _listings(site: Site) -> dict[str, tuple[Listing, ListPart]]:
    """Path of a hand-written page → the list that it shows, and that list in parts."""
    with unrecorded():  # only facts ask for it
        return {path: (listing, _cut(listing)) for path, listing in listings(site).items()}


def _cut(listing: Listing) -> ListPart:
    limit = long_lists.LIMIT // listing.weight
    keys = tuple(
        (group.id, tuple(listing.key(group.id, id_) for id_ in group.items)) for group in listing.groups
    )
    return _cut_keys(keys, limit, listing.by_group)


@lru_cache(32)
def _cut_keys(groups: tuple[tuple[str, tuple[str, ...]], ...], limit: int, by_group: bool) -> ListPart:  # noqa: FBT001 - a key
    """A list in parts; while a site is served, few edits change its keys."""
    if by_group:
        return long_lists.cut_groups(dict(groups), limit)
    return long_lists.cut((key for _, keys in groups for key in keys), limit)


@fact
def parts_of_list(site: Site, path: str) -> tuple[str, ...]:
    """The address of each part of the list on a hand-written page, below that page.

    Args:
        site: the site.
        path: of the page.
    """
    if path not in _listings(site):
        return ()
    _, whole = _listings(site)[path]
    return tuple(part.path for part in whole.all() if part.path)


@fact
def shown(site: Site, path: str, part: str) -> Shown:
    """What a page shows of its list.

    Args:
        site: the site.
        path: of the hand-written page.
        part: the address of the part below that page; empty for the page itself.
    """
    if path not in _listings(site):
        return Shown("", "", ())
    listing, whole = _listings(site)[path]
    if not whole.parts:
        groups = (ShownGroup(id_, title, tuple(items)) for id_, title, items in listing.groups)
        return Shown("", "", tuple(groups))
    return _View(listing, whole, page_address(path)).of(part)


class _View:
    """A list in parts."""

    def __init__(self, listing: Listing, whole: ListPart, address: str) -> None:
        self._listing = listing
        self._whole = whole
        self._address = address

    def of(self, path: str) -> Shown:
        """What the page of a part shows."""
        trail = next(trail for trail in self._trails(self._whole) if trail[-1].path == path)
        here, above = trail[-1], self._seen(trail)
        leaves = list(self._whole.leaves())
        at = None if here.parts else leaves.index(here)
        return Shown(
            path,
            self._title(here) if path else "",
            () if here.parts else self._groups(here),
            tuple(map(self._stop, self._stops(here if here.parts else above[-1]))),
            self._lines(leaves) if not path and len(here.ids) <= _LINES * long_lists.LIMIT else (),
            tuple((self._title(part), self._address + part.path) for part in above[1:]),
            self._stop(leaves[at - 1]) if at else None,
            self._stop(leaves[at + 1]) if at is not None and at + 1 < len(leaves) else None,
        )

    def _trails(self, part: ListPart) -> Iterator[list[ListPart]]:
        """The way from a part to each part in it, itself included."""
        yield [part]
        for below in part.parts:
            for trail in self._trails(below):
                yield [part, *trail]

    def _seen(self, trail: Sequence[ListPart]) -> list[ListPart]:
        """The parts on the way whose pages readers come by, without the last."""
        seen = [trail[0]]
        for part in trail[1:-1]:
            if part in self._stops(seen[-1]):
                seen.append(part)
        return seen

    def _stops(self, part: ListPart) -> tuple[ListPart, ...]:
        """The parts to which the page of a part leads: groups first, if there are any."""
        is_groups = self._listing.by_group and part is self._whole
        return part.parts if is_groups else tuple(part.stops())

    def _group(self, part: ListPart) -> str:
        """The id of the group that a part belongs to; empty if groups are not in parts of their own."""
        return part.path.split("/")[1] if self._listing.by_group else ""

    def _title(self, part: ListPart) -> str:
        group = self._group(part)
        title = next((one.title for one in self._listing.groups if group and one.id == group), "")
        if title and part.path == f"{long_lists.LIST_PART}{group}/":
            return title
        return f"{title}, {part.label}" if title else part.label

    def _stop(self, part: ListPart) -> Stop:
        group = self._group(part)
        stem = self._listing.place(group, "") + part.stem
        address = self._address + part.path
        return Stop(self._title(part), address, len(part.ids), stem, part.first, part.last, group)

    def _groups(self, part: ListPart) -> tuple[ShownGroup, ...]:
        """The items of a part, in their groups."""
        own = self._group(part)
        groups = (
            ShownGroup(group.id, group.title, tuple(self._ids(group, part)))
            for group in self._listing.groups
            if group.id == own or not own
        )
        return tuple(group for group in groups if group.items)

    def _ids(self, group: ListedGroup, part: ListPart) -> list[str]:
        """The ids of the items of a group that are in a part, in its order."""
        by_key = {self._listing.key(group.id, id_): id_ for id_ in group.items}
        return [by_key[key] for key in part.ids if key in by_key]

    def _lines(self, leaves: Sequence[ListPart]) -> tuple[tuple[str, tuple[ItemLink, ...]], ...]:
        return tuple((self._title(leaf), tuple(self._lines_of(leaf))) for leaf in leaves)

    def _lines_of(self, leaf: ListPart) -> Iterator[ItemLink]:
        listing = self._listing
        for group in self._groups(leaf):
            own = group.id if listing.by_group else ""
            for id_ in group.items:
                place = listing.place(own, id_)
                address = listing.page(group.id, id_) or f"{self._address}{leaf.path}#{place}"
                yield ItemLink(listing.title(group.id, id_), address, place)
