# Drawings of topics and body maps as SVG files, which browsers cache and pages share.

from __future__ import annotations

from functools import partial
from itertools import product
from typing import TYPE_CHECKING, Any

from generator.content.fields import is_drawn, used_for
from generator.diagrams.body_map import body_map_svg
from generator.diagrams.drawing import drawing_svg, thumbnail_svg
from generator.diagrams.words import body_map_alt
from generator.memo import fact
from generator.output.files import PromisedFile
from generator.website.drawing_files import drawing_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from generator.content.library import Library
    from generator.site import Site


def render_pictures(site: Site) -> Iterator[PromisedFile[str]]:
    """Drawings of all techniques and self-care topics, and body maps of all techniques and muscles."""
    yield from _drawings(site)
    library = site.library
    for kind in ("techniques", "muscles"):
        for id_ in _with_map(site, kind):
            path, source = f"assets/maps/{kind}-{id_}.svg", library.content.name(kind, id_)
            yield PromisedFile(path, source, partial(_map, site, kind, id_))


def _drawings(site: Site) -> Iterator[PromisedFile[str]]:
    library = site.library
    for kind in ("techniques", "self-care"):
        for id_, form in product(_drawn(library, kind), _FORMS):
            path, source = drawing_path(kind, id_, form), library.content.name(kind, id_)
            yield PromisedFile(path, source, partial(_drawing, site, kind, id_, form))


@fact
def _drawn(library: Library, kind: str) -> tuple[str, ...]:
    """The ids of the topics of a kind that have a drawing."""
    return tuple(id_ for id_, topic in library.of_kind(kind).items() if is_drawn(topic))


def _drawing(site: Site, kind: str, id_: str, form: str) -> str:
    topic: Any = site.library.of_kind(kind)[id_]
    return _FORMS[form](topic.drawing, site.translations.gettext)


_FORMS: dict[str, Callable[..., str]] = {
    "": drawing_svg,
    "moving": partial(drawing_svg, still=False),
    "thumb": thumbnail_svg,
}
"""Form of a drawing → the function that draws it."""


@fact
def _with_map(site: Site, kind: str) -> tuple[str, ...]:
    """The ids of the topics of a kind that have a map."""
    library = site.library
    return tuple(id_ for id_ in library.of_kind(kind) if _shapes_of(site, _muscles(library, kind, id_)))


@fact
def _muscles(library: Library, kind: str, id_: str) -> tuple[str, ...]:
    """Ids of the muscles on the map of a technique or a muscle."""
    if kind == "muscles":
        return (id_,)
    used = (one.partition("/") for one in used_for(library.techniques[id_]))
    return tuple(muscle for of, _, muscle in used if of == "muscles")


def _map(site: Site, kind: str, id_: str) -> str:
    muscles = _muscles(site.library, kind, id_)
    shapes = _shapes_of(site, muscles)
    return body_map_svg(site.library.body_map, shapes, alt=map_variables(site, muscles)["map_alt"])


def _shapes_of(site: Site, muscles: Sequence[str]) -> list[str]:
    """Ids of the shapes on the body map that show the muscles."""
    shapes = site.library.shapes
    return [shape for id_ in muscles for shape in site.library.muscles[id_].shapes if shape in shapes]


def map_variables(site: Site, muscles: Sequence[str]) -> dict[str, Any]:
    """Variables for templates that show a body map: its text alternative, and its width and height.

    `map_alt` is empty if the body map shows none of the muscles: there is no picture then.

    Args:
        site: the site.
        muscles: ids of the highlighted muscles.
    """
    if not _shapes_of(site, muscles):
        return {"map_alt": ""}
    body_map = site.library.body_map
    titles = [site.library.muscles[id_].title for id_ in muscles]
    return {
        "map_alt": body_map_alt(body_map.title, titles, site.translations.gettext, site.region.language),
        "map_size": (round(body_map.width), round(body_map.height)),
    }
