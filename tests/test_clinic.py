# A clinic's own name, colour and logo: what is refused and why, and how it looks on the sheets.

from __future__ import annotations

import io
import math
import re
import shutil
from functools import reduce
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from PIL import Image, ImageChops, ImageColor

from generator.cli import main
from generator.colour import NEEDED, OURS, contrast, nearest, pair_of
from generator.handouts import Cover, Offers, render_covers
from generator.handouts.forms import FORMS
from generator.logo import LARGEST, WIDEST, read_logo
from generator.settings import Clinic
from generator.small_png import fewer_colours, size_of
from tests.conftest import REPOSITORY
from tests.handouts_example import TOPICS, Pdf, leaflet, printed, site_of

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
    """A PNG of one colour, or of noise that cannot be made small."""
    image = Image.new("RGB", (width, height), MARK)
    if noisy:
        image = Image.effect_noise((width, height), 200).convert("RGB")
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def clinic_of(folder: Path, **fields: str) -> Clinic:
    return Clinic.model_validate({"name": NAME, **fields}, context={"folder": folder})


# --- the colour ------------------------------------------------------------------------------------


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert contrast("#0b5563", "#ffffff") == pytest.approx(8.4, abs=0.05)


def test_our_own_colour_passes() -> None:
    assert contrast(*OURS) >= NEEDED
    assert pair_of(OURS.ink).ink == OURS.ink


@pytest.mark.parametrize(
    "light", ["#38b6c9", "#ffcc00", "#ff0000", "#00ff00", "#888888", "#ffffff", "#6a6aff"]
)
def test_the_nearest_colour_passes_and_is_no_darker_than_it_must_be(light: str) -> None:
    found = nearest(light)
    assert contrast(*pair_of(found)) >= NEEDED
    assert contrast(*pair_of(found)) < NEEDED + 0.2
    channels = [[int(colour[at : at + 2], 16) for at in (1, 3, 5)] for colour in (light, found)]
    assert max(channels[1]) <= max(channels[0])
    assert channels[0].index(max(channels[0])) == channels[1].index(max(channels[1]))


def test_a_colour_that_is_too_light_is_told_with_the_nearest() -> None:
    with pytest.raises(
        ValueError, match=r"#38b6c9 has a contrast of 2\.2:1 .* needs 7:1 .* is \"#005864\""
    ):
        pair_of("#38B6C9")


@pytest.mark.parametrize("wrong", ["teal", "#abc", "0b5563", "rgb(1,2,3)"])
def test_what_is_no_colour_is_told(wrong: str) -> None:
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
def test_a_logo_that_could_do_harm_or_cannot_be_drawn_is_refused(tmp_path: Path, kind: str) -> None:
    text, message = REFUSED[kind]
    (tmp_path / "logo.svg").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape(message)):
        read_logo(tmp_path / "logo.svg")


def test_links_within_a_logo_are_fine(tmp_path: Path) -> None:
    inside = '<defs><g id="a"/></defs><use xlink:href="#a"/><rect style="fill:url(#b)"'
    (tmp_path / "logo.svg").write_text(SVG.replace("<rect", inside, 1), encoding="utf-8")
    assert (read_logo(tmp_path / "logo.svg").width, read_logo(tmp_path / "logo.svg").height) == (40, 20)


def test_a_damaged_picture_is_refused(tmp_path: Path) -> None:
    whole = picture(30, 10)
    for damaged in (whole[:-20], whole[:30] + b"\0" + whole[31:]):
        (tmp_path / "logo.png").write_bytes(damaged)
        with pytest.raises(ValueError, match="the PNG is damaged"):
            read_logo(tmp_path / "logo.png")


def test_a_logo_that_is_too_large_is_refused(tmp_path: Path) -> None:
    (tmp_path / "heavy.png").write_bytes(picture(600, 600, noisy=True))
    assert (tmp_path / "heavy.png").stat().st_size > LARGEST
    with pytest.raises(ValueError, match=rf"heavy\.png has \d+ kB; at most {LARGEST // 1000} kB"):
        read_logo(tmp_path / "heavy.png")
    (tmp_path / "wide.png").write_bytes(picture(WIDEST + 1, 10))
    with pytest.raises(ValueError, match=f"{WIDEST + 1} × 10 pixels"):
        read_logo(tmp_path / "wide.png")


# --- in mkdocs.yml ---------------------------------------------------------------------------------


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with the small content set; `clinic` goes into its settings."""
    shutil.copytree(REPOSITORY / "tests" / "neck-and-shoulder" / "content", tmp_path / "content")
    shutil.copytree(REPOSITORY / "overrides", tmp_path / "overrides")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def checked(project: Path, *clinic: str) -> list[str]:
    """What `unknot check` says of these lines below `clinic:`; the first of them is on line 16."""
    lines = (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8").splitlines()
    at = lines.index('      contact: ""') + 1
    own = ["      clinic:", *(f"        {line}" for line in clinic)]
    (project / "mkdocs.yml").write_text("\n".join([*lines[:at], *own, *lines[at:]]), encoding="utf-8")
    result = CliRunner().invoke(main, ["check"])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == bool(result.stderr)
    *told, count = result.stderr.splitlines() or [""]
    assert count == (f"{len(told)} problem{'s' * (len(told) > 1)}" if told else "")
    return [line.removeprefix(f"mkdocs.yml:{at + 2}:") for line in told]


def test_a_wrong_setting_is_told_with_its_line_and_column(project: Path) -> None:
    assert checked(project, "name: House") == []
    (told,) = checked(project, 'colour: "#38b6c9"', "name: House")
    assert told.startswith("17: clinic.colour: text in #38b6c9 has a contrast of 2.2:1")
    assert told.endswith('the nearest colour that passes is "#005864" [settings]')
    assert checked(project, "logo: logo.svg", "name: House") == [
        "15: clinic.logo: logo.svg: no such file or directory; name it as seen from this file [settings]"
    ]
    (project / "logo.svg").write_text(REFUSED["script"][0], encoding="utf-8")
    (told,) = checked(project, "logo: logo.svg", "name: House")
    assert told.startswith("15: clinic.logo: logo.svg: the SVG has a <script>")
    assert checked(project, "color: red", "name: House") == [
        "9: clinic.color: unknown setting; did you mean 'colour'? [settings]"
    ]


@pytest.mark.parametrize("line", ["logo: [a.svg]", "colour: {a: b}"])
def test_a_setting_of_another_kind_is_told(project: Path, line: str) -> None:
    (told,) = checked(project, line, "name: House")
    assert told.endswith(" [settings]")


def test_a_colour_without_quotes_is_told(project: Path) -> None:
    (told,) = checked(project, "colour: #0b5563", "name: House")
    assert told.endswith(
        ": clinic.colour: it says nothing; write it in quotes, or remove the line [settings]"
    )


def test_all_wrong_settings_are_told_at_once(project: Path) -> None:
    told = checked(project, 'colour: "teal"', "logo: none.png")
    assert len(told) == 3
    assert all(line.endswith("[settings]") for line in told)


# --- on the sheets ---------------------------------------------------------------------------------


def coloured(pdf: Pdf, colour: str) -> tuple[float, float, float, float] | None:
    """Left, top, right and bottom of what has a colour on the first page, in millimetres."""
    scale = 3
    masks = [
        channel.point([255 * (abs(value - wanted) < 3) for value in range(256)])
        for channel, wanted in zip(
            pdf.picture(0, scale).convert("RGB").split(), ImageColor.getrgb(colour), strict=True
        )
    ]
    box = reduce(ImageChops.darker, masks).getbbox()
    return box and tuple(side / scale / MILLIMETRE for side in box)  # type: ignore[return-value]


@pytest.mark.parametrize(("name", "data"), [("a.png", picture(4000, 300)), ("a.svg", SVG.encode())])
def test_a_logo_has_its_place_however_large_it_is(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    site = site_of(leaflet("own", TOPICS["signs"]), clinic=clinic_of(tmp_path, logo=name))
    for pdf in printed(site).values():
        box = coloured(pdf, MARK)
        assert box
        left, top, right, bottom = box
        widest = 70 if "large" in pdf.handout.form else 44
        assert 5 < right - left <= widest + 0.5
        assert bottom - top < 16
        assert top > 5
        form = next(form for form in FORMS if form.id == pdf.handout.form)
        assert right < form.width - 9
        (figure,) = [one for one in pdf.tagged("/Figure") if str(one.Alt) == NAME]
        assert figure


def test_a_clinic_colour_takes_the_place_of_ours(tmp_path: Path) -> None:
    own = leaflet("own", TOPICS["signs"])
    (plain,) = printed(site_of(own), FORMS[:1]).values()
    (theirs,) = printed(site_of(own, clinic=clinic_of(tmp_path, colour=PLUM)), FORMS[:1]).values()
    assert coloured(plain, OURS.ink)
    assert not coloured(plain, PLUM)
    assert coloured(theirs, PLUM)
    assert not coloured(theirs, OURS.ink)


def test_the_warning_is_louder_beside_a_clinic(tmp_path: Path) -> None:
    own = leaflet("own", TOPICS["technique"], blocks=["in-short"])
    (plain,) = printed(site_of(own), FORMS[:1]).values()
    (theirs,) = printed(site_of(own, clinic=clinic_of(tmp_path)), FORMS[:1]).values()
    amber = "#fff5e2"
    assert not coloured(plain, amber)
    assert coloured(theirs, amber)
    assert "Not yet checked by a clinician" in theirs.text


# --- first pages -----------------------------------------------------------------------------------


def test_every_leaflet_has_a_small_picture_of_its_first_page() -> None:
    site = site_of(*(leaflet(id_, topic) for id_, topic in TOPICS.items()))
    handouts = [pdf.handout for pdf in printed(site).values()]
    covers = render_covers(site, handouts)
    assert {cover.path for cover in covers} == {f"handouts/{id_}/{id_}.png" for id_ in TOPICS}
    teal = tuple(int(OURS.ink[at : at + 2], 16) for at in (1, 3, 5))
    for cover in covers:
        assert isinstance(cover, Cover)
        assert len(cover.data) < 14_000
        image = Image.open(io.BytesIO(cover.data))
        image.load()
        assert image.size == (cover.width, cover.height) == size_of(cover.data)
        assert cover.height / cover.width == pytest.approx(297 / 210, abs=0.01)
        assert any(math.dist(colour, teal) < 12 for colour in colours(image))
    assert [cover.data for cover in render_covers(site, handouts)] == [cover.data for cover in covers]
    offers = Offers([*handouts, *covers])
    assert {form for offer in offers.values() for form in offer.forms} == {form.id for form in FORMS}


def colours(image: Image.Image) -> list[tuple[int, ...]]:
    """Every colour of a picture."""
    return [colour for _, colour in image.convert("RGB").getcolors(9999) or () if isinstance(colour, tuple)]


def test_few_colours_are_white_where_a_picture_is_clear() -> None:
    clear = Image.new("RGBA", (6, 4), (0, 0, 0, 0))
    clear.putpixel((0, 0), (200, 10, 10, 255))
    file = io.BytesIO()
    clear.save(file, "PNG")
    made = Image.open(io.BytesIO(fewer_colours(file.getvalue(), 4)))
    assert made.mode == "P"
    assert made.size == (6, 4)
    assert {*colours(made)} == {(255, 255, 255), (200, 10, 10)}
