# The pictures of pages as files of their own: cached by the browser, shared by pages.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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
    gettext = site.translations.gettext
    for id_, technique in site.library.techniques.items():
        stroke, source = technique.stroke, f"techniques/{id_}.yml"
        full = stroke_svg(stroke, form=Form.FULL, alt=stroke_alt(stroke, gettext))
        small = stroke_svg(stroke, form=Form.THUMBNAIL, alt=thumbnail_alt(stroke, gettext))
        yield OutputFile(f"assets/diagrams/{id_}.svg", full, source)
        yield OutputFile(f"assets/diagrams/{id_}-thumb.svg", small, source)


def map_names(site: Site, muscles: Sequence[str]) -> dict[str, Any]:
    """What a template that shows a body map uses.

    Args:
        site: the site.
        muscles: ids of the muscles that are lit.
    """
    body_map, known = site.library.body_map, site.library.muscles
    titles = [known[id_].title for id_ in muscles]
    return {
        "map_alt": body_map_alt(body_map.title, titles, site.translations.gettext),
        "map_size": (body_map.width, body_map.height),
    }
