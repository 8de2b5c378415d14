# SPDX-License-Identifier: MIT
"""A clinic's logo: only what draws a still picture passes, and whatever passes can be printed."""

from __future__ import annotations

import base64
import io
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
import typst
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from generator.settings.clinic_logo import read_logo
from generator.settings.picture_file import MAX_RATIO, MAX_SIDE, MAX_UNITS, PictureFile
from generator.settings.safe_svg import MAX_DEPTH, MAX_DRAWN
from tests.settings.test_clinic import PIXELS, chunk, picture, png

if TYPE_CHECKING:
    from pathlib import Path

START = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:x="http://www.w3.org/1999/xhtml" viewBox="0 0 40 20">'
)
RECT = '<rect width="40" height="20" fill="#0b5563"/>'


def svg(inside: str, before: str = "", attributes: str = "") -> str:
    """An SVG with a rectangle and something else in it."""
    return f"{before}{START.replace(' viewBox', f' {attributes} viewBox')}{inside}{RECT}</svg>"


def embedded(data: bytes, kind: str = "png") -> str:
    return (
        f'<image width="9" height="9" href="data:image/{kind};base64,{base64.b64encode(data).decode()}"/>'
    )


def saved(mode: str, form: str, **options: object) -> bytes:
    file = io.BytesIO()
    Image.new(mode, (8, 8)).save(file, form, **options)
    return file.getvalue()


def logo_of(folder: Path, data: bytes | str) -> PictureFile:
    path = folder / "logo.svg"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_logo(path)


def printed_alone(logo: PictureFile) -> bytes:
    """The logo as Typst draws it on a sheet."""
    files: Any = {
        "main.typ": b'#image("logo.svg", width: 40mm, height: 20mm)',
        "logo.svg": logo.svg.encode(),
    }
    pdf = typst.Compiler(files).compile()
    assert isinstance(pdf, bytes)
    return pdf


BOMB = "".join(f'<g id="g{n}">{10 * f"<use href={chr(34)}#g{n + 1}{chr(34)}/>"}</g>' for n in range(9))
DEEP = "".join(f'<g id="d{n}"><use href="#d{n + 1}"/></g>' for n in range(MAX_DEPTH))
PLAIN = "plain SVG"
MORE = "more than a picture"
FILE = "another file"
STYLE = "a style in the SVG has"

REFUSED: dict[str, tuple[bytes | str, str]] = {
    # elements
    "script": (svg("<script>alert(1)</script>"), MORE),
    "upper-case script": (svg("<SCRIPT>alert(1)</SCRIPT>"), MORE),
    "script of XHTML": (svg("<x:script>alert(1)</x:script>"), MORE),
    "img of XHTML": (svg('<x:img src="https://example.org/a.png"/>'), MORE),
    "object of XHTML": (svg('<x:object data="a.html"/>'), MORE),
    "embed of XHTML": (svg('<x:embed src="a.html"/>'), MORE),
    "an element without a namespace": (svg('<rect xmlns="" width="1"/>'), MORE),
    "a page": (svg("<foreignObject><x:p>a</x:p></foreignObject>"), MORE),
    "a link": (svg('<a href="https://example.org/"><g/></a>'), MORE),
    "animate": (svg('<g><animate attributeName="href" to="javascript:alert(1)"/></g>'), MORE),
    "set": (svg('<g><set attributeName="onclick" to="alert(1)"/></g>'), MORE),
    "a picture of another file as a filter": (svg('<feImage href="https://example.org/a.png"/>'), MORE),
    "an effect": (svg("<filter/>"), "shadows and blurs"),
    "words": (svg("<text>A</text>"), "outlines"),
    "words outside text": (svg("<g>A</g>"), "has text in <g>"),
    # attributes
    "an event": (svg('<g onload="alert(1)"/>'), "script in `onload`"),
    "an event in upper case": (svg('<g ONLOAD="alert(1)"/>'), "script in `ONLOAD`"),
    "another base": (svg("", attributes='xml:base="https://example.org/"'), MORE),
    "an unknown attribute": (svg('<g src="a"/>'), MORE),
    "an address in geometry": (svg('<path d="url(https://example.org/)"/>'), PLAIN),
    # references
    "a script as address": (svg('<use xlink:href="javascript:alert(1)"/>'), FILE),
    "a file": (svg('<use href="other.svg#a"/>'), FILE),
    "an SVG inside": (svg('<image href="data:image/svg+xml;base64,PHN2Zy8+"/>'), FILE),
    "a page inside": (svg('<image href="data:text/html,a"/>'), FILE),
    "use of itself": (svg('<g id="a"><use href="#a"/></g>'), "inside itself"),
    "use in a circle": (
        svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'),
        "inside itself",
    ),
    "a pattern filled with itself": (
        svg('<pattern id="p" width="1" height="1"><path d="M0 0" fill="url(#p)"/></pattern>'),
        "inside itself",
    ),
    "a pattern filled with itself by a class": (
        svg('<style>.a{fill:url(#p)}</style><pattern id="p"><path class="a" d="M0 0"/></pattern>'),
        "inside itself",
    ),
    "a drawing that multiplies itself": (svg(f'<defs>{BOMB}<g id="g9"/></defs>'), f"more than {MAX_DRAWN}"),
    "a chain of clones": (svg(f'<defs>{DEEP}<g id="d{MAX_DEPTH}"/></defs>'), f"more than {MAX_DEPTH} deep"),
    "very deep": (svg("<g>" * MAX_DEPTH + "</g>" * MAX_DEPTH), f"more than {MAX_DEPTH} deep"),
    # styles
    "import": (svg('<style>@import "https://example.org/a.css";</style>'), STYLE),
    "import before a rule": (svg("<style>@import 'a.css'; .a{fill:red}</style>"), STYLE),
    "import with an escape": (svg(r"<style>@\69mport 'a.css';</style>"), STYLE),
    "a font": (svg("<style>@font-face{font-family:a;src:url(a.woff)}</style>"), STYLE),
    "another file": (svg('<g style="fill: url(https://example.org/a)"/>'), STYLE),
    "another file with an escape": (svg(r'<g style="fill: u\72l(https://example.org/a)"/>'), STYLE),
    "another file as an attribute": (svg('<g fill="url(a.svg#a)"/>'), STYLE),
    "another file in a rule": (svg("<style>.a{fill:url(a.svg#b)}</style>"), STYLE),
    "a set of pictures": (svg("<g style=\"mask: image-set('a.png' 1x)\"/>"), STYLE),
    "an unknown property": (svg('<g style="behavior: none"/>'), STYLE),
    "an animation": (svg('<g style="animation: a 1s infinite"/>'), STYLE),
    "keyframes": (svg("<style>@keyframes a{from{fill:red}}</style>"), STYLE),
    "a selector of states": (svg("<style>g:hover{fill:red}</style>"), STYLE),
    "another language of styles": (svg('<style type="text/less">.a{}</style>'), PLAIN),
    "a style sheet": (svg("", before='<?xml-stylesheet href="a.css"?>'), "xml-stylesheet"),
    # definitions
    "an entity": (svg("", before='<!DOCTYPE svg [<!ENTITY a "b">]>'), "DOCTYPE"),
    "an entity in another file": (svg("", before='<!DOCTYPE svg [<!ENTITY a SYSTEM "a">]>'), "DOCTYPE"),
    "entities that multiply": (
        svg("&c;", before='<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY c "&b;&b;">]>'),
        "DOCTYPE",
    ),
    "attributes by default": (
        svg("", before='<!DOCTYPE svg [<!ATTLIST rect onload CDATA "a">]>'),
        "DOCTYPE",
    ),
    "an external DTD": (svg("", before='<!DOCTYPE svg SYSTEM "https://example.org/a.dtd">'), "DOCTYPE"),
    # pictures inside
    "a picture that is none": (svg(embedded(b"none")), "damaged"),
    "a picture that is not base64": (svg('<image href="data:image/png;base64,a"/>'), "damaged"),
    "a damaged picture": (svg(embedded(picture(9, 9)[:-20])), "the PNG is damaged"),
    "a picture that unpacks to very much": (
        svg(embedded(png((9999, 9999), chunk(b"IDAT", PIXELS)))),
        "pixels",
    ),
    "colours of a printing press": (svg(embedded(saved("CMYK", "JPEG"), "jpeg")), "CMYK"),
    # size
    "no size": (svg("").replace("viewBox", "class"), "viewBox"),
    "a size that is no number": (svg("").replace("0 0 40 20", "0 0 1.2.3 20"), "viewBox"),
    "a negative size": (svg("").replace("0 0 40 20", "0 0 -40 20"), "viewBox"),
    "very large": (svg("").replace("0 0 40 20", "0 0 1e30 1e30"), f"at most {MAX_UNITS}"),
    "very thin": (svg("").replace("0 0 40 20", f"0 0 {MAX_RATIO + 1} 1"), "too thin"),
    # not an SVG
    "a page of the web": ("<html/>", "not an SVG"),
    "an SVG of no namespace": ("<svg/>", "not an SVG"),
    "cut off": (svg("")[:-8], "neither a PNG nor a whole SVG"),
    "UTF-16": (svg("").encode("utf-16"), "neither a PNG nor a whole SVG"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_more_than_a_still_picture_is_refused(tmp_path: Path, kind: str) -> None:
    data, message = REFUSED[kind]
    with pytest.raises(ValueError, match=re.escape(message)):
        logo_of(tmp_path, data)


PASSES = {
    "shapes": svg('<g transform="translate(1,2) scale(2)"><path d="M0 0h9V1e1z" stroke-width=".5px"/></g>'),
    "clones": svg('<defs><g id="a"><circle r="1"/></g></defs><use xlink:href="#a" x="3"/><use href="#a"/>'),
    "a clone of nothing": svg('<use href="#none"/>'),
    "gradients and classes": svg(
        '<style type="text/css">.st0{fill:url(#SVGID_1_);stroke:rgb(1,2,3)} #a, g{opacity:.5!important}'
        "/* a note */</style>"
        '<linearGradient id="SVGID_1_" x1="0" x2="1"><stop offset="0" style="stop-color:#FFFFFF"/>'
        "</linearGradient>"
        '<path class="st0" id="a" d="M0,0L9,9"/>'
    ),
    "clips and masks": svg(
        '<clipPath id="c"><rect width="5" height="5"/></clipPath>'
        '<mask id="m"><rect width="5" height="5"/></mask>'
        '<g clip-path="url(#c)" style="mask:url(&quot;#m&quot;)"><path d="M0 0h1v1z"/></g>'
    ),
    "a picture": svg(embedded(picture(9, 9))),
    "a photo": svg(embedded(saved("RGB", "JPEG"), "jpeg")),
    "deep, but not too deep": svg("<g>" * (MAX_DEPTH - 2) + "</g>" * (MAX_DEPTH - 2)),
    "the DOCTYPE of SVG": svg(
        "",
        before='<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
        '"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">',
    ),
}


@pytest.mark.parametrize("kind", PASSES)
def test_what_drawing_programs_export_is_read_and_can_be_printed(tmp_path: Path, kind: str) -> None:
    logo = logo_of(tmp_path, PASSES[kind])
    assert (logo.width, logo.height) == (40, 20)
    assert b"DOCTYPE" not in logo.data
    assert printed_alone(logo).startswith(b"%PDF")


def test_notes_of_drawing_programs_are_removed(tmp_path: Path) -> None:
    notes = (
        "<!-- private --><?xpacket private?><metadata><a xmlns='http://example.org/'>private</a></metadata>"
        "<title>private</title>"
        "<i:view xmlns:i='http://www.inkscape.org/namespaces/inkscape' i:a='private'/>"
        "<g xmlns:i='http://www.inkscape.org/namespaces/inkscape' i:label='private' data-name='private'/>"
    )
    logo = logo_of(tmp_path, svg(notes, attributes='xmlns:s="http://www.serif.com/" s:id="private"'))
    assert b"private" not in logo.data
    assert b"xmlns:i" not in logo.data
    assert b"<rect" in logo.data


def test_a_moving_png_is_refused(tmp_path: Path) -> None:
    file = io.BytesIO()
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    frames[0].save(file, "PNG", save_all=True, append_images=frames[1:], duration=100)
    with pytest.raises(ValueError, match="it is animated; save a single picture"):
        logo_of(tmp_path, file.getvalue())


def test_a_png_that_is_too_thin_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="too thin to be seen"):
        logo_of(tmp_path, picture(MAX_SIDE, MAX_SIDE // MAX_RATIO - 1))


WHOLE = "".join(re.sub(r"^.*?viewBox[^>]*>|</svg>$", "", text, flags=re.DOTALL) for text in PASSES.values())


def test_what_is_changed_below_passes_as_it_is(tmp_path: Path) -> None:
    assert printed_alone(logo_of(tmp_path, svg(WHOLE))).startswith(b"%PDF")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cuts=st.lists(st.tuples(st.integers(0, len(WHOLE)), st.sampled_from('<>"/#;{}()\\&@:. a0')), max_size=4)
)
def test_an_svg_is_read_or_refused_whatever_its_bytes(tmp_path: Path, cuts: list[tuple[int, str]]) -> None:
    """Never another exception than ValueError."""
    text = WHOLE
    for at, char in cuts:
        text = text[:at] + char + text[at + 1 :]
    with suppress(ValueError):
        logo_of(tmp_path, svg(text))
