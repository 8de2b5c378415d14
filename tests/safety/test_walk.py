# SPDX-License-Identifier: MIT
"""No output says what to do about a warning sign but where it is marked, and none says it of a wrong sign.

What the walker itself would miss is tested with sites that are broken in one place.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import jinja2
import pytest
import yaml

from generator.build import open_site
from generator.handouts.printing.forms import FORMS
from generator.handouts.render import Each, render_handouts
from generator.hosts.built_site.zip_site import pack
from generator.quizzes.exports import registry
from generator.quizzes.exports.assessment import assessment_of
from generator.quizzes.exports.item import ItemWords
from generator.settings.settings import Settings
from generator.website.search_index import index_files
from tests.conftest import REPOSITORY, SITE_URL, build_site
from tests.handouts.handouts_example import printed
from tests.safety import outputs, walk
from tests.safety.small_content import Plan, site_of, write
from tests.tools import EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.quizzes.exports.assessment import Assessment
    from generator.quizzes.exports.format import Export
    from generator.site import Site

pytestmark = pytest.mark.builds

NECK = EXAMPLES / "neck-and-shoulder"
SITES = [(REPOSITORY / "content", "uk"), (REPOSITORY / "content", "us"), (NECK / "content", "uk")]
TODAY = dt.date(2026, 12, 1)


def opened(content: Path, region: str) -> Site:
    """The site of valid content."""
    settings = Settings(site_name="All", site_url=SITE_URL, version="0", region=region)
    return open_site(content, settings, TODAY)[0]


@pytest.mark.parametrize(("content", "region"), SITES[1:], ids=["us", "neck"])
def test_no_file_says_it_in_other_words_or_of_a_wrong_sign(content: Path, region: str) -> None:
    site = opened(content, region)
    assert list(walk.faults(site, walk.files_of(site))) == []


@pytest.mark.parametrize(("content", "region"), SITES[1:], ids=["us", "neck"])
def test_no_sheet_on_paper_does(content: Path, region: str) -> None:
    site = opened(content, region)
    forms = [form for form in FORMS if form.id == site.region.paper]
    pdfs = render_handouts(site, Each(lambda sheet: (sheet.path, sheet.data)), forms)[0]
    assert pdfs
    assert list(walk.faults(site, pdfs)) == []


def test_no_page_of_the_built_site_does(built_site: Path) -> None:
    """Nor a sheet, a package or any other file of it, nor what the theme puts around pages."""
    site = opened(*SITES[0])
    assert (built_site / "404.html").exists()
    assert list(walk.faults(site, walk.files_in(built_site))) == []


def test_nor_does_the_copy_to_be_read_from_disk(built_site: Path) -> None:
    site = opened(*SITES[0])
    copy = pack(built_site, "copy", SITE_URL, dt.datetime(2026, 12, 1, tzinfo=dt.UTC))
    pages = walk.pages_in(copy)
    assert len(pages) == len(list(built_site.rglob("*.html")))
    assert list(walk.faults(site, pages)) == []


@pytest.mark.slow
@pytest.mark.parametrize(("content", "region"), SITES[1:], ids=["us", "neck"])
def test_nor_does_a_built_site_of_another_region_or_subject(
    content: Path, region: str, tmp_path: Path
) -> None:
    config = content.parent / "mkdocs.yml"
    if content == SITES[1][0]:
        settings = {"INHERIT": str(config), "docs_dir": str(content / "pages"), "site_dir": "site"}
        theme = {"theme": {"custom_dir": str(REPOSITORY / "overrides")}}
        plugins = {"plugins": {"unknot": {"content": str(content), "region": region}}}
        config = tmp_path / "mkdocs.yml"
        config.write_text(yaml.safe_dump(settings | theme | plugins), "utf-8")
    build_site(tmp_path / "built", config)
    site = opened(content, region)
    assert list(walk.faults(site, walk.files_in(tmp_path / "built"))) == []


# --- the walker notices what is broken

PLAN = Plan(
    tiers={
        "chest-pain": "emergency",
        "fever": "urgent",
        "not-better": "soon",
        "cough": "emergency",
        "rash": "urgent",
        "lump": "soon",
    },
    call_only=frozenset({"chest-pain"}),
    own={},
    actions={
        "emergency_action": "Call 20000 or go to ward 30000 now",
        "call_only_action": "Call 20000 at once. Stay where you are, not ward 30000",
        "urgent_action": "Call 40000 and ask to be seen before six today",
        "soon_action": "Call 50000 to be seen within a few days or so",
    },
    number="20000",
)


class Broken(NamedTuple):
    """A template with a mistake, and what the walker says of it."""

    template: str
    old: str
    new: str
    fault: str


_HELP, _FORM, _EMBED = "website/help.html", "quizzes/_form.html", "quizzes/embed.html"
_EVERY_SIGN = "{% for sign in library.signs.values() %}"
BROKEN = {
    "no mark": Broken(
        _HELP,
        ' data-action="{{ name }}">{{ icon("phone") }} '
        "{# Translators: a full stop after words that have none. #}"
        '<strong>{{ _("%(text)s.", text=words | html) }}',
        '><strong>{{ _("%(text)s.", text=words | text) }}',
        "outside a mark: ",
    ),
    "another mark": Broken(_HELP, 'data-action="{{ name }}"', 'data-action="soon"', "under 'soon': "),
    "another action": Broken(
        _HELP,
        "action(group.name, group.action)",
        "action(group.name, rung.tier.action)",
        "under 'call-only'",
    ),
    "an unknown mark": Broken(_HELP, 'data-action="{{ name }}"', 'data-action="x"', "has the action 'x'"),
    "a sign in each list": Broken(
        _HELP, "{% for sign in group.signs %}", _EVERY_SIGN, "'rash' stands with the action of 'emergency'"
    ),
    "an unknown sign": Broken(_HELP, 'data-sign="{{ sign.id }}"', 'data-sign="cold"', "no sign 'cold'"),
    "today beside an emergency": Broken(
        _HELP,
        "{{ sign.text | html }}",
        "{{ sign.text | html }} Get {{ library.warning_signs.tiers[1].named[0] }}.",
        "is the help of 'urgent', beside 'chest-pain'",
    ),
    "go to the place although it is call-only": Broken(
        _HELP, "{{ sign.text | html }}", "{{ sign.text | html }} Go to ward 30000.", "Go to ward 30000"
    ),
    "another number to dial": Broken(_HELP, 'href="tel:{{', 'href="tel:1{{', "a link dials 120000"),
    "a number in a label": Broken(
        "website/parts.html", "<section ", '<section aria-label="Ring 40000" ', "aria-label: in other words"
    ),
    "an option of a quiz": Broken(
        _FORM, "{{ option.text|html }}", "{{ option.text|text }}", "outside a mark"
    ),
    "a quiz in a frame": Broken(_EMBED, "<main>", "<main><p>Ring 20000.</p>", "embed/index.html: outside"),
    "the question bank": Broken(
        "quizzes/rows.html", "part | html", "part | text", "quizzes/mix/rows/slow-glide.js"
    ),
    "a screen sheet": Broken("handouts/parts.html", '<p data-action="{{ one.name }}">', "<p>", "sheet.js"),
    "a quiz in SCORM": Broken(
        _FORM, "{{ option.text|html }}", "Ring 40000", "scorm-1.2.zip index.html: outside"
    ),
}


@pytest.fixture
def small(tmp_path: Path) -> Site:
    site, problems = site_of(write(PLAN, tmp_path / "content"))
    assert problems == []
    return site


def test_the_small_site_is_in_order(small: Site) -> None:
    """So each fault below comes from what is broken there."""
    assert list(walk.faults(small, walk.files_of(small))) == []


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_a_broken_template_is_noticed(small: Site, broken: Broken) -> None:
    environment = small.templates
    loader = environment.loader
    assert loader is not None
    source = loader.get_source(environment, broken.template)[0]
    assert broken.old in source
    changed = {broken.template: source.replace(broken.old, broken.new)}
    environment.loader = jinja2.ChoiceLoader([jinja2.DictLoader(changed), loader])
    faults = list(walk.faults(small, walk.files_of(small)))
    assert any(broken.fault in fault for fault in faults), faults


def test_a_broken_script_of_scorm_is_noticed(
    small: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = (REPOSITORY / "generator/quizzes/templates/exports/scorm.js").read_text("utf-8")
    broken = tmp_path / "scorm.js"
    broken.write_text(script.replace("'use strict';", "'use strict'; alert('Ring 40000');"), "utf-8")
    monkeypatch.setattr("generator.quizzes.exports.scorm._SCRIPT", broken)
    faults = list(walk.faults(small, walk.files_of(small)))
    assert any("scorm-1.2.zip scorm.js: in other words: 'Ring 40000" in fault for fault in faults), faults


_MADE_OF_TEXTS = [export for export in registry.FORMATS if not export.id.startswith("scorm")]


@pytest.mark.parametrize("export", _MADE_OF_TEXTS, ids=lambda export: export.id)
def test_a_broken_export_is_noticed(small: Site, export: Export, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other words, and an action after a sign that needs another."""
    wrong = "Ring 40000 soon. A rash on one side? Call 20000 or go to ward 30000 now."
    right = assessment_of
    path = export.address("slow-glide")

    def broken(*arguments: object) -> Assessment:
        assessment = right(*arguments)  # type: ignore[arg-type]
        return replace(assessment, intro=ItemWords.plain(wrong))

    monkeypatch.setattr(registry, "assessment_of", broken)
    files = [(file, data) for file, data in walk.files_of(small) if file == path]
    faults = " ".join(walk.faults(small, files))
    assert "Ring 40000 soon" in faults
    assert "'rash' is followed by 'Call 20000" in faults


@pytest.mark.parametrize(
    ("field", "text", "fault"),
    [
        ("treatment", "Ring 20000 for this.", "outside a mark: "),
        ("see_doctor", "Go to ward 30000.", "outside a mark: "),
        ("in_short", "You can ask to be seen before six today.", "outside a mark: "),
        ("in_short", "{question:rash} {action:emergency}.", "'rash' stands with the action of 'emergency'"),
        ("in_short", "{question:cough} Get help today.", "is the help of 'urgent', beside 'cough'"),
        (
            "in_short",
            "{question:chest-pain} {action:cough}.",
            "'chest-pain' stands with the action of 'cough'",
        ),
    ],
)
def test_a_text_is_noticed_in_pages_sheets_and_data(
    tmp_path: Path, field: str, text: str, fault: str
) -> None:
    site = _with_text(tmp_path / "content", field, text)
    faults = list(walk.faults(site, walk.files_of(site)))
    assert any(fault in one for one in faults), faults
    places = {one.partition(": ")[0].split()[0] for one in faults}
    assert "symptoms/stiff-neck/index.md" in places
    if field == "in_short":
        assert "handouts/stiff-neck/sheet.js" in places
    if "stands with" not in fault and "beside" not in fault:
        assert "data/symptoms.json" in places


def test_a_text_is_noticed_on_paper(tmp_path: Path) -> None:
    site = _with_text(tmp_path / "content", "in_short", "{question:rash} {action:emergency}. Ring 40000.")
    pdf = printed(site, FORMS[:1])["stiff-neck-a4"]
    faults = " ".join(walk.faults(site, [("sheet.pdf", pdf.handout.data)]))
    assert "in other words: " in faults
    assert "'rash' is followed by 'Call 20000" in faults


def _with_text(content: Path, field: str, text: str) -> Site:
    """The small site with one more text in a field of a symptom."""
    write(PLAN, content)
    file = content / "symptoms" / "stiff-neck.yml"
    data = yaml.safe_load(file.read_text("utf-8"))
    data[field] = [text, *data[field][:2]] if field == "in_short" else [{"text": text, "level": "practice"}]
    file.write_text(yaml.safe_dump(data), "utf-8")
    return site_of(content)[0]


def test_a_search_that_answers_with_other_help_is_noticed(small: Site) -> None:
    (path, index), *_ = (file for file in walk.files_of(small) if file[0].endswith("search-index.js"))
    data = outputs.parsed(index)
    first, second, *_ = data["help"]["tiers"]
    first["w"], second["w"] = second["w"], first["w"][1:]
    faults = " ".join(walk.faults(small, [(path, json.dumps(data).encode())]))
    assert "'word cough' finds 'Call 20000 at once" in faults
    assert "no search finds 'chest-pain'" in faults


def test_an_index_in_parts_is_read(small: Site) -> None:
    (_, whole), *_ = (file for file in walk.files_of(small) if file[0].endswith("search-index.js"))
    index = outputs.parsed(whole)

    def faults(index: dict[str, Any]) -> list[str]:
        parts = index_files(index, whole=0)
        assert len(parts) > 1
        return [*walk.faults(small, ((path, text.encode()) for path, text in parts.items()))]

    assert faults(index) == []
    index["entries"][0]["d"] = "If you cough, call 20000."
    assert len(faults(index)) == 1


def test_data_with_other_help_is_noticed(small: Site) -> None:
    def broken() -> Iterator[tuple[str, bytes]]:
        for path, data in walk.files_of(small):
            yield path, data.replace(b'"call_only": true', b'"call_only": false')

    assert any("'chest-pain' is ('emergency'" in fault for fault in walk.faults(small, broken()))


def test_a_file_that_cannot_be_read_is_named(small: Site) -> None:
    assert list(walk.faults(small, [("sheet.docx", b"")])) == [
        "sheet.docx: the walker cannot read such files"
    ]
