# The pictures of pages as files of their own: cached by the browser, shared by pages.

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from generator.diagrams.body_map import body_map_svg
from generator.diagrams.strokes import StrokeForm, stroke_svg
from generator.diagrams.words import body_map_alt, stroke_alt, thumbnail_alt
from generator.output.files import OutputFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.schema.muscle import Muscle
    from generator.schema.technique import Technique
    from generator.site import Site


def render_pictures(site: Site) -> Iterator[OutputFile]:
    """Stroke diagrams and body maps.

    Args:
        site: the site.
    """
    library = site.library
    yield from site.each(
        partial(_technique, site),
        library.techniques.values(),
        lambda technique: [
            *(f"assets/diagrams/{technique.id}{form}.svg" for form in _FORMS),
            f"assets/maps/techniques-{technique.id}.svg",
        ],
    )
    yield from site.each(
        partial(_muscle, site),
        library.muscles.values(),
        lambda muscle: [f"assets/maps/muscles-{muscle.id}.svg"],
    )


_FORMS = ("", "-moving", "-thumb")
"""How the files of one diagram end."""


def _technique(site: Site, technique: Technique) -> list[OutputFile]:
    gettext, stroke = site.translations.gettext, technique.stroke
    source, alt = f"techniques/{technique.id}.yml", stroke_alt(stroke, gettext)
    drawn = (
        stroke_svg(stroke, form=StrokeForm.FULL, alt=alt),
        stroke_svg(stroke, form=StrokeForm.FULL, alt=alt, still=False),
        stroke_svg(stroke, form=StrokeForm.THUMBNAIL, alt=thumbnail_alt(stroke, gettext)),
    )
    return [
        *(
            OutputFile(f"assets/diagrams/{technique.id}{form}.svg", svg, source)
            for form, svg in zip(_FORMS, drawn, strict=True)
        ),
        _map(site, f"techniques-{technique.id}", [use.id for use in technique.muscles], source),
    ]


def _muscle(site: Site, muscle: Muscle) -> list[OutputFile]:
    return [_map(site, f"muscles-{muscle.id}", [muscle.id], f"muscles/{muscle.id}.yml")]


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
