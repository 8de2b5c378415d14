# The pictures of pages as files of their own: cached by the browser, shared by pages.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.diagrams.body_map import body_map_svg
from generator.diagrams.strokes import Form, stroke_svg
from generator.diagrams.words import body_map_alt, stroke_alt, thumbnail_alt
from generator.output import OutputFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.site import Site


def render_pictures(site: Site) -> Iterator[OutputFile]:
    """Stroke diagrams and body maps.

    Args:
        site: the site.
    """
    library, gettext = site.library, site.translations.gettext
    for id_, technique in library.techniques.items():
        stroke, source = technique.stroke, f"techniques/{id_}.yml"
        alt = stroke_alt(stroke, gettext)
        full = stroke_svg(stroke, form=Form.FULL, alt=alt)
        moving = stroke_svg(stroke, form=Form.FULL, alt=alt, still=False)
        small = stroke_svg(stroke, form=Form.THUMBNAIL, alt=thumbnail_alt(stroke, gettext))
        yield OutputFile(f"assets/diagrams/{id_}.svg", full, source)
        yield OutputFile(f"assets/diagrams/{id_}-moving.svg", moving, source)
        yield OutputFile(f"assets/diagrams/{id_}-thumb.svg", small, source)
        yield _map(site, f"techniques-{id_}", [use.id for use in technique.muscles], source)
    for id_ in library.muscles:
        yield _map(site, f"muscles-{id_}", [id_], f"muscles/{id_}.yml")


def _map(site: Site, name: str, muscles: Sequence[str], source: str) -> OutputFile:
    body_map = site.library.body_map
    known = {shape.id for shape in body_map.muscles}
    shapes = [shape for id_ in muscles for shape in site.library.muscles[id_].shapes if shape in known]
    picture = body_map_svg(body_map, shapes, alt=map_names(site, muscles)["map_alt"])
    return OutputFile(f"assets/maps/{name}.svg", picture, source)


def map_names(site: Site, muscles: Sequence[str]) -> dict[str, Any]:
    """What a template that shows a body map uses.

    Args:
        site: the site.
        muscles: ids of the muscles that are lit.
    """
    body_map = site.library.body_map
    titles = [site.library.muscles[id_].title for id_ in muscles]
    return {
        "map_alt": body_map_alt(body_map.title, titles, site.translations.gettext),
        "map_size": (round(body_map.width), round(body_map.height)),
    }
