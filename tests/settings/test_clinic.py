# A clinic's own name, colour and logo: which values are refused, and how they look on handouts.

from __future__ import annotations

import io
import math
import re
import shutil
import struct
import zlib
from contextlib import suppress
from functools import reduce
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageColor

from generator.handouts.offers import Cover, Offers
from generator.handouts.printing.forms import FORMS
from generator.handouts.render import Each, promise_covers, render_handouts
from generator.hosts.cli import main
from generator.output.png import fewer_colours, size_of
from generator.settings.clinic_colour import DEFAULT_COLOURS, MIN_CONTRAST, contrast, nearest, pair_of
from generator.settings.clinic_logo import MAX_BYTES, read_logo
from generator.settings.picture_file import MAX_SIDE
from generator.settings.settings import Clinic
from tests.conftest import REPOSITORY
from tests.handouts.handouts_example import TOPICS, Pdf, leaflet, printed, site_of

if TYPE_CHECKING:
    from pathlib import Path


pytestmark = pytest.mark.builds

MILLIMETRE = 72 / 25.4
NAME = "Example Back Clinic"
PLUM = "#7a2a6c"
MARK = "#ff00ff"
SVG = f"""<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
viewBox="0 0 40 20">
<rect width="40" height="20" fill="{MARK}"/></svg>"""


def picture(width: int, height: int, *, noisy: bool = False) -> bytes:
    """A PNG of one colour, or of noise, which cannot be compressed."""
    image = Image.new("RGB", (width, height), MARK)
    if noisy:
        image = Image.effect_noise((width, height), 200).convert("RGB")
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def clinic_of(folder: Path, **fields: str) -> Clinic:
    return Clinic.model_validate({"name": NAME, **fields}, context={"folder": folder})


# --- the colour ------------------------------------------------------------------------------------


def test_contrast_is_computed_as_in_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert contrast("#0b5563", "#ffffff") == pytest.approx(8.4, abs=0.05)


def test_the_default_colour_has_enough_contrast() -> None:
    assert contrast(*DEFAULT_COLOURS) >= MIN_CONTRAST
    assert pair_of(DEFAULT_COLOURS.ink).ink == DEFAULT_COLOURS.ink


@pytest.mark.parametrize(
    "light", ["#38b6c9", "#ffcc00", "#ff0000", "#00ff00", "#888888", "#ffffff", "#6a6aff"]
)
def test_the_nearest_colour_has_enough_contrast_and_hardly_more(light: str) -> None:
    colour = nearest(light)
    assert contrast(*pair_of(colour)) >= MIN_CONTRAST
    assert contrast(*pair_of(colour)) < MIN_CONTRAST + 0.2
    channels = [[int(one[at : at + 2], 16) for at in (1, 3, 5)] for one in (light, colour)]
    assert max(channels[1]) <= max(channels[0])
    assert channels[0].index(max(channels[0])) == channels[1].index(max(channels[1]))


def test_a_colour_that_is_too_light_is_refused_with_the_nearest_that_passes() -> None:
    with pytest.raises(
        ValueError, match=r"#38b6c9 has a contrast of 2\.2:1 .* needs 7:1 .* is \"#005864\""
    ):
        pair_of("#38B6C9")


@pytest.mark.parametrize("wrong", ["teal", "#abc", "0b5563", "rgb(1,2,3)"])
def test_a_value_that_is_not_a_colour_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match=f"'{re.escape(wrong)}' is not a colour"):
        pair_of(wrong)


# --- the logo --------------------------------------------------------------------------------------

REFUSED = {
    "script": (SVG.replace("<rect", "<script>alert(1)</script><rect"), "<script>"),
    "event": (SVG.replace("<rect", '<rect onload="alert(1)"'), "onload"),
    "page": (SVG.replace("<rect", "<foreignObject/><rect"), "<foreignObject>"),
    "link": (
        SVG.replace("<rect", '<image xlink:href="https://unknot.example/a.png"/><rect'),
        "another file",
    ),
    "file": (SVG.replace("<rect", '<use href="other.svg#a"/><rect'), "another file"),
    "style": (SVG.replace("<rect", '<rect style="fill: url(https://unknot.example/a)"'), "@import"),
    "import": (SVG.replace("<rect", "<style>@import 'a.css';</style><rect"), "@import"),
    "entity": ('<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG, "DOCTYPE"),
    "text": (SVG.replace("<rect", "<text>Clinic</text><rect"), "outlines"),
    "size": (SVG.replace('viewBox="0 0 40 20"', ""), "viewBox"),
    "root": ("<html/>", "not an SVG"),
    "broken": (SVG[:-8], "neither a PNG nor a whole SVG"),
    "words": ("This is no picture", "neither a PNG nor a whole SVG"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_harmful_or_broken_svg_is_refused(tmp_path: Path, kind: str) -> None:
    text, message = REFUSED[kind]
    (tmp_path / "logo.svg").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape(message)):
        read_logo(tmp_path / "logo.svg")


def test_links_inside_an_svg_are_allowed(tmp_path: Path) -> None:
    inside = '<defs><g id="a"/></defs><use xlink:href="#a"/><rect style="fill:url(#b)"'
    (tmp_path / "logo.svg").write_text(SVG.replace("<rect", inside, 1), encoding="utf-8")
    assert (read_logo(tmp_path / "logo.svg").width, read_logo(tmp_path / "logo.svg").height) == (40, 20)


def chunk(name: bytes, body: bytes) -> bytes:
    """A chunk of a PNG, with its length and checksum."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(size: tuple[int, int], *chunks: bytes) -> bytes:
    """A PNG in true colour with these chunks between its header and its end."""
    header = struct.pack(">IIBBBBB", *size, 8, 2, 0, 0, 0)
    return b"".join((b"\x89PNG\r\n\x1a\n", chunk(b"IHDR", header), *chunks, chunk(b"IEND", b"")))


PIXELS = zlib.compress(10 * (b"\0" + 30 * b"\xff\0\xff"))
"""30 × 10 pixels, each row after the number of its filter."""
WHOLE = picture(30, 10)
DAMAGED = {
    "the end is cut off": WHOLE[:-20],
    "only the signature is there": WHOLE[:8],
    "a byte of the header is changed": WHOLE[:30] + b"\0" + WHOLE[31:],
    "there is no header": WHOLE[:8] + chunk(b"IDAT", PIXELS) + chunk(b"IEND", b""),
    "there is no end": png((30, 10), chunk(b"IDAT", PIXELS))[:-12],
    "there is no image data": png((30, 10)),
    "the image data is empty": png((30, 10), chunk(b"IDAT", b"")),
    "the image data stops early": png((30, 10), chunk(b"IDAT", PIXELS[:-9])),
    "the image data is not compressed": png((30, 10), chunk(b"IDAT", bytes(40))),
    "a checksum is wrong": png((30, 10), chunk(b"IDAT", PIXELS)[:-1] + b"!"),
    "it has no width": png((0, 10), chunk(b"IDAT", PIXELS)),
    "a comment unpacks to 100 MB": png(
        (30, 10), chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(100_000_000))), chunk(b"IDAT", PIXELS)
    ),
}


@pytest.mark.parametrize("damage", DAMAGED)
def test_a_damaged_png_is_refused(tmp_path: Path, damage: str) -> None:
    (tmp_path / "logo.png").write_bytes(DAMAGED[damage])
    with pytest.raises(ValueError, match=r"logo\.png: the PNG is damaged; save it again"):
        read_logo(tmp_path / "logo.png")


def test_a_whole_png_is_read(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(png((30, 10), chunk(b"IDAT", PIXELS)))
    logo = read_logo(tmp_path / "logo.png")
    assert (logo.suffix, logo.width, logo.height) == ("png", 30, 10)


@given(at=st.integers(0, len(WHOLE) - 1), value=st.integers(0, 255), length=st.integers(8, len(WHOLE)))
def test_a_png_is_read_or_refused_whatever_its_bytes(
    tmp_path_factory: pytest.TempPathFactory, at: int, value: int, length: int
) -> None:
    """Never another exception than ValueError, and never a warning."""
    path = tmp_path_factory.getbasetemp() / "changed.png"
    path.write_bytes((WHOLE[:at] + bytes([value]) + WHOLE[at + 1 :])[:length])
    with suppress(ValueError):
        read_logo(path)


@pytest.mark.parametrize("side", [10_000, 60_000])
def test_a_small_file_with_very_many_pixels_is_refused_by_its_size(tmp_path: Path, side: int) -> None:
    """Pillow itself warns of the first (`DecompressionBombWarning`) and stops at the second."""
    (tmp_path / "bomb.png").write_bytes(png((side, side), chunk(b"IDAT", PIXELS)))
    with pytest.raises(ValueError, match=f"it is {side} × {side} pixels; at most {MAX_SIDE} on a side"):
        read_logo(tmp_path / "bomb.png")


def test_a_logo_with_too_many_bytes_or_pixels_is_refused(tmp_path: Path) -> None:
    (tmp_path / "heavy.png").write_bytes(picture(600, 600, noisy=True))
    assert (tmp_path / "heavy.png").stat().st_size > MAX_BYTES
    with pytest.raises(ValueError, match=rf"heavy\.png has \d+ kB; at most {MAX_BYTES // 1000} kB"):
        read_logo(tmp_path / "heavy.png")
    (tmp_path / "wide.png").write_bytes(picture(MAX_SIDE + 1, 10))
    with pytest.raises(ValueError, match=f"{MAX_SIDE + 1} × 10 pixels"):
        read_logo(tmp_path / "wide.png")


# --- in mkdocs.yml ---------------------------------------------------------------------------------


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with the small content set; `checked` adds a clinic to its settings."""
    shutil.copytree(REPOSITORY / "examples" / "neck-and-shoulder" / "content", tmp_path / "content")
    shutil.copytree(REPOSITORY / "overrides", tmp_path / "overrides")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def checked(project: Path, *clinic: str) -> list[str]:
    """The problems that `unknot check` prints for these lines below `clinic:`.

    Each is without the file and the line number, so that it starts with the column.
    """
    lines = (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8").splitlines()
    at = lines.index('      contact: ""') + 1
    added = ["      clinic:", *(f"        {line}" for line in clinic)]
    (project / "mkdocs.yml").write_text("\n".join([*lines[:at], *added, *lines[at:]]), encoding="utf-8")
    result = CliRunner().invoke(main, ["check"])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == bool(result.stderr)
    *problems, count = result.stderr.splitlines() or [""]
    assert count == (f"{len(problems)} problem{'s' * (len(problems) > 1)}" if problems else "")
    return [line.removeprefix(f"mkdocs.yml:{at + 2}:") for line in problems]


def test_a_wrong_setting_is_a_problem_with_line_and_column(project: Path) -> None:
    assert checked(project, "name: House") == []
    (problem,) = checked(project, 'colour: "#38b6c9"', "name: House")
    assert problem.startswith("17: clinic.colour: text in #38b6c9 has a contrast of 2.2:1")
    assert problem.endswith('the nearest colour that passes is "#005864" [settings]')
    assert checked(project, "logo: logo.svg", "name: House") == [
        "15: clinic.logo: logo.svg: no such file or directory; name it as seen from this file [settings]"
    ]
    (project / "logo.svg").write_text(REFUSED["script"][0], encoding="utf-8")
    (problem,) = checked(project, "logo: logo.svg", "name: House")
    assert problem.startswith("15: clinic.logo: logo.svg: the SVG has a <script>")
    assert checked(project, "color: red", "name: House") == [
        "9: clinic.color: unknown setting; did you mean 'colour'? [settings]"
    ]


@pytest.mark.parametrize("line", ["logo: [a.svg]", "colour: {a: b}"])
def test_a_setting_of_the_wrong_type_is_a_problem(project: Path, line: str) -> None:
    (problem,) = checked(project, line, "name: House")
    assert problem.endswith(" [settings]")


def test_a_colour_without_quotes_is_a_problem(project: Path) -> None:
    """YAML reads it as a comment."""
    (problem,) = checked(project, "colour: #0b5563", "name: House")
    assert problem.endswith(
        ": clinic.colour: it says nothing; write it in quotes, or remove the line [settings]"
    )


def test_all_wrong_settings_are_reported_at_once(project: Path) -> None:
    problems = checked(project, 'colour: "teal"', "logo: none.png")
    assert len(problems) == 3
    assert all(line.endswith("[settings]") for line in problems)


# --- on handouts -----------------------------------------------------------------------------------


def coloured(pdf: Pdf, colour: str) -> tuple[float, float, float, float] | None:
    """The box around all pixels of a colour on the first page: left, top, right, bottom in millimetres."""
    scale = 3
    masks = [
        channel.point([255 * (abs(value - level) < 3) for value in range(256)])
        for channel, level in zip(
            pdf.picture(0, scale).convert("RGB").split(), ImageColor.getrgb(colour), strict=True
        )
    ]
    box = reduce(ImageChops.darker, masks).getbbox()
    return box and tuple(side / scale / MILLIMETRE for side in box)  # type: ignore[return-value]


@pytest.mark.parametrize(("name", "data"), [("a.png", picture(4000, 300)), ("a.svg", SVG.encode())])
def test_a_logo_fits_its_place_on_a_handout_whatever_its_size(
    tmp_path: Path, name: str, data: bytes
) -> None:
    (tmp_path / name).write_bytes(data)
    site = site_of(leaflet("own", TOPICS["signs"]), clinic=clinic_of(tmp_path, logo=name))
    for pdf in printed(site).values():
        box = coloured(pdf, MARK)
        assert box
        left, top, right, bottom = box
        max_width = 70 if "large" in pdf.handout.form else 44
        assert 5 < right - left <= max_width + 0.5
        assert bottom - top < 16
        assert top > 5
        form = next(form for form in FORMS if form.id == pdf.handout.form)
        assert right < form.width - 9
        (figure,) = [one for one in pdf.tagged("/Figure") if str(one.Alt) == NAME]
        assert figure


def test_a_clinic_colour_replaces_the_default_colour(tmp_path: Path) -> None:
    own = leaflet("own", TOPICS["signs"])
    (plain,) = printed(site_of(own), FORMS[:1]).values()
    (theirs,) = printed(site_of(own, clinic=clinic_of(tmp_path, colour=PLUM)), FORMS[:1]).values()
    assert coloured(plain, DEFAULT_COLOURS.ink)
    assert not coloured(plain, PLUM)
    assert coloured(theirs, PLUM)
    assert not coloured(theirs, DEFAULT_COLOURS.ink)


def test_the_not_yet_checked_warning_stands_out_beside_a_clinic_name(tmp_path: Path) -> None:
    own = leaflet("own", TOPICS["technique"], blocks=["in-short"])
    (plain,) = printed(site_of(own), FORMS[:1]).values()
    (theirs,) = printed(site_of(own, clinic=clinic_of(tmp_path)), FORMS[:1]).values()
    amber = "#fff5e2"
    assert not coloured(plain, amber)
    assert coloured(theirs, amber)
    assert "Not yet checked by a clinician" in theirs.text


# --- first pages -----------------------------------------------------------------------------------


def test_every_leaflet_has_a_cover_picture_of_its_first_page() -> None:
    site = site_of(*(leaflet(id_, topic) for id_, topic in TOPICS.items()))
    files, _ = render_handouts(site, Each(lambda file: file), covers=True)
    covers = [file for file in files if isinstance(file.content, Cover)]
    assert {cover.path for cover in covers} == {f"handouts/{id_}/{id_}.png" for id_ in TOPICS}
    teal = tuple(int(DEFAULT_COLOURS.ink[at : at + 2], 16) for at in (1, 3, 5))
    for cover in covers:
        assert len(cover.data) < 14_000
        image = Image.open(io.BytesIO(cover.data))
        image.load()
        assert image.size == (cover.content.width, cover.content.height) == size_of(cover.data)
        assert cover.content.height / cover.content.width == pytest.approx(297 / 210, abs=0.01)
        assert any(math.dist(colour, teal) < 12 for colour in colours(image))
    assert [cover.data for cover in promise_covers(site)] == [cover.data for cover in covers]
    offers = Offers(files)
    assert {form for offer in offers.values() for form in offer.forms} == {form.id for form in FORMS}


def colours(image: Image.Image) -> list[tuple[int, ...]]:
    """Every colour that occurs in a picture."""
    return [colour for _, colour in image.convert("RGB").getcolors(9999) or () if isinstance(colour, tuple)]


def test_transparent_pixels_become_white_when_colours_are_reduced() -> None:
    transparent = Image.new("RGBA", (6, 4), (0, 0, 0, 0))
    transparent.putpixel((0, 0), (200, 10, 10, 255))
    file = io.BytesIO()
    transparent.save(file, "PNG")
    reduced = Image.open(io.BytesIO(fewer_colours(file.getvalue(), 4)))
    assert reduced.mode == "P"
    assert reduced.size == (6, 4)
    assert {*colours(reduced)} == {(255, 255, 255), (200, 10, 10)}
