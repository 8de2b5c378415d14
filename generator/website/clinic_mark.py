# The clinic's mark on the website: its name, logo and colours in header and footer, and its icon.
#
# The style sheet holds all that looks different with a clinic. The policy allows no styles in pages, so the
# colours are in it, too, as the custom properties that all our style sheets use.

from __future__ import annotations

import hashlib
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from generator.output.files import OutputFile
from generator.settings.clinic_colour import is_alarming, site_colours
from generator.shipped import shipped
from generator.website import TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.settings.picture_file import PictureFile
    from generator.settings.settings import Clinic, Settings
    from generator.site import Site

CLINIC_STYLE = "assets/clinic/clinic.css"
"""The path of the style sheet."""
FAVICON = "assets/favicon.svg"
"""The icon of a site that has no other."""

_SOURCE = "../mkdocs.yml"
_LOGO_HEIGHT, _LOGO_WIDTH = 44, 150
"""How high the logo is in the header in pixels, and how wide it may be."""
_LONG = 32
"""From this length on, in characters, a name is on a line of its own, above the menu."""
_HOST = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?(?:/[^\s]*)?", re.IGNORECASE)
_EXTENSION = re.compile(r"(?:[/,;]|\b(?:ext|x|or)).*", re.IGNORECASE)
"""An extension, or a second number."""
_FEWEST_DIGITS = 3


def logo_path(settings: Settings) -> str:
    """The path of the published logo; empty if there is none."""
    clinic = settings.clinic
    return f"assets/clinic/logo.{clinic.logo.suffix}" if clinic and clinic.logo else ""


def render_clinic(site: Site) -> Iterator[OutputFile[str] | OutputFile[bytes]]:
    """The clinic's logo and style sheet; nothing if the site has no clinic."""
    clinic = site.settings.clinic
    if clinic and clinic.logo:
        yield OutputFile(logo_path(site.settings), clinic.logo.data, _SOURCE)
    if clinic:
        yield OutputFile(CLINIC_STYLE, _style(clinic), _SOURCE)


def clinic_files(settings: Settings) -> list[str]:
    """The paths of what every page of the site loads for its clinic."""
    return [*filter(None, [CLINIC_STYLE, logo_path(settings)])] if settings.clinic else []


def clinic_data(settings: Settings) -> dict[str, Any]:
    """The variable `clinic` of the theme's templates; nothing if the site has no clinic."""
    clinic = settings.clinic
    if not clinic:
        return {}
    data = {
        "name": clinic.name,
        "by": "" if clinic.name == settings.site_name else clinic.name,
        "long": max(len(clinic.name), len(settings.site_name)) > _LONG,
        "phone": clinic.phone,
        "dial": _dialled(clinic.phone),
        "web": clinic.web,
        "link": _address(clinic.web),
        "style": CLINIC_STYLE,
        "icon": clinic_icon(settings),
        "logo": _logo(logo_path(settings), clinic.logo) if clinic.logo else "",
    }
    return {"clinic": data}


def clinic_icon(settings: Settings) -> str:
    """The path of the logo as the site's icon; empty without a logo, or if the theme has the site's own."""
    own = settings.theme_files.get(FAVICON)
    return logo_path(settings) if own in {None, _digest_of_ours()} else ""


@cache
def _digest_of_ours() -> str:
    return hashlib.sha256((shipped("theme") / FAVICON).read_bytes()).hexdigest()


def _logo(path: str, picture: PictureFile) -> dict[str, Any]:
    """The logo and its size in the header, so that nothing moves when it has been loaded."""
    scale = min(_LOGO_HEIGHT / picture.height, _LOGO_WIDTH / picture.width)
    size = {"width": max(1, round(scale * picture.width)), "height": max(1, round(scale * picture.height))}
    return {"path": path, **size}


def _dialled(phone: str) -> str:
    """What a phone dials, without an extension; empty if the text is no number."""
    # (0) is not dialled from abroad, as in +44 (0)1632 960000.
    number = _EXTENSION.sub("", phone.replace("(0)", "") if "+" in phone else phone)
    digits = "".join(re.findall(r"\d", number))
    if len(digits) < _FEWEST_DIGITS or re.search("[a-z]", number, re.IGNORECASE):
        return ""
    return ("+" if number.strip().startswith("+") else "") + digits


def _address(web: str) -> str:
    """The address as a link; empty if the text is none."""
    if web.startswith(("https://", "http://")):
        return web
    return f"https://{web}" if _HOST.fullmatch(web) else ""


def _style(clinic: Clinic) -> str:
    return _tokens(clinic) + (TEMPLATES / "clinic.css").read_text(encoding="utf-8")


def _tokens(clinic: Clinic) -> str:
    """The custom properties. A colour that looks like the red of warnings only marks the header."""
    if not clinic.colour:
        return ":root { --mark: var(--teal); }\n"
    tokens = site_colours(clinic.colour.ink)
    used = {"mark": tokens["teal"], **({} if is_alarming(clinic.colour.ink) else tokens)}
    lines = [f"  --{name}: light-dark({one.light}, {one.dark});\n" for name, one in used.items()]
    return f":root {{\n{''.join(lines)}}}\n"
