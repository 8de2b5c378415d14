# Pages written by hand, with what `show:` adds below their words.

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any

from generator import prose
from generator.checks.coverage.report import coverage
from generator.checks.pemat import scores
from generator.content.addresses import page_address, page_id
from generator.content.fields import prose_in
from generator.content.questions import answers_of
from generator.content.references import expand_markdown
from generator.content.review import review_of
from generator.diagrams.body_map import interactive_map_svg
from generator.memo import once_per_object
from generator.output.files import PromisedFile
from generator.output.page import Head, page_content
from generator.schema.page import Show
from generator.website.downloads import NO_OFFER
from generator.website.navigation import MORE, SECTIONS, menu_title
from generator.website.pages.frame import crumbs, shared_names
from generator.website.pages.handout_list import handout_groups, maker_address, paper_forms
from generator.website.pages.linked_data import Subject, linked_data
from generator.website.pages.navigator import navigator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from generator.content.library import Library
    from generator.content.references import References
    from generator.output.page import PageContent
    from generator.schema.body_map import BodyRegion
    from generator.schema.common import Reviewed
    from generator.schema.glossary import Term
    from generator.schema.page import Page
    from generator.schema.symptom import Symptom
    from generator.schema.technique import Technique
    from generator.site import Site
    from generator.website.downloads import Format, Offer

_WIDE = (Show.COMPARE, Show.COVERAGE, Show.HANDOUT_MAKER, Show.MIX)
"""Pages that need the whole width."""
_FILTER = ("assets/js/filter.js",)
_SCRIPTS = {
    Show.CLAIMS: _FILTER,
    Show.COMPARE: ("assets/js/navigator.js",),
    Show.GLOSSARY: _FILTER,
    Show.HANDOUTS: _FILTER,
    Show.HANDOUT_MAKER: ("assets/js/sheets.js", "assets/js/maker.js"),
    Show.MIX: ("assets/js/mix.js",),
    Show.SOURCES: _FILTER,
}
"""Scripts for one page only."""
_STYLES = {
    Show.HOME: ("assets/css/body-map.css", "assets/css/home.css"),
    Show.MUSCLES: ("assets/css/body-map.css",),
    Show.COMPARE: ("assets/css/tables.css", "assets/css/finder.css"),
    Show.COVERAGE: ("assets/css/tables.css",),
    Show.EMBEDS: ("assets/css/tables.css",),
    Show.HANDOUTS: ("assets/css/handouts.css",),
    Show.HANDOUT_MAKER: ("assets/css/maker.css",),
    Show.MIX: ("assets/css/mix.css",),
    Show.PEMAT: ("assets/css/tables.css",),
}
"""Style sheets for one page only."""
_ALREADY_EXPLAINED = (Show.GLOSSARY,)
"""Pages where a word's explanation would stand beside itself."""


def render_written(
    site: Site, formats: Sequence[Format], offers: Mapping[str, Offer]
) -> Iterator[PromisedFile[PageContent]]:
    """Every page of `content/pages/`.

    Args:
        site: the site.
        formats: what quizzes can be downloaded as.
        offers: what was printed of each leaflet.
    """
    shared = {**shared_names(site), "formats": formats, "offers": offers, "no_offer": NO_OFFER}

    for page in site.library.pages.values():
        names = {**shared, "page": page, "id": page_id(page.path)}
        yield PromisedFile(f"{page.path}.md", f"pages/{page.path}.md", partial(_page, site, page, names))


def _page(site: Site, page: Page, names: dict[str, Any]) -> PageContent:
    address = page_address(page.path)
    references = site.references(address, explain=page.show not in _ALREADY_EXPLAINED)
    lead = prose.to_html(page.lead, references)
    description = prose.to_text(page.lead, references)
    review = review_of(*_parts(site, page))
    names = {**names, "lead": lead, "review": review}
    pieces = list(_body(site, page, references, names))
    body = "\n\n".join(piece for piece, _ in pieces if piece)
    made = [piece for piece, is_made in pieces if is_made and piece]
    way = crumbs(site, _folder(page)) if address else ()
    sources = tuple(source for _, source in references.cited)
    subject = Subject(address, page.title, description, way, review, sources, medical=page.teaches)
    head = Head(
        title=page.title,
        description=description,
        lead=lead,
        section=_section(page),
        crumbs=way,
        layout="home" if page.show is Show.HOME else "wide" if page.show in _WIDE else "article",
        search_words=page.search_words,
        styles=_STYLES.get(page.show, ()) if page.show else (),
        scripts=_SCRIPTS.get(page.show, ()) if page.show else (),
        linked_data=linked_data(site, subject),
    )
    return page_content(head, body, made)


def _body(
    site: Site, page: Page, references: References, names: dict[str, Any]
) -> Iterator[tuple[str, bool]]:
    """Blocks, top to bottom, so that citations are numbered in that order, and whether each is HTML."""
    if page.in_short:
        yield site.render("website/written-top.html", references, **names), True
    yield expand_markdown(page.body, references).strip(), False
    if page.show:
        more = _SHOWN[page.show](site) if page.show in _SHOWN else {}
        shown = site.render(f"website/show/{page.show}.html", references, **names, **more)
        yield f'<div class="made show-{page.show}">\n{shown.strip()}\n</div>', True
    yield site.render("website/written.html", references, **names), True


def _pemat_names(site: Site) -> dict[str, Any]:
    return {
        "scores": _scores(site),
        "items": scores.items(site.translations),
        "wanted": scores.required_percent(site.library),
    }


def _coverage_names(site: Site) -> dict[str, Any]:
    return {"coverage": coverage(site.library, site.region, site.translations, _scores(site))}


@once_per_object
def _scores(site: Site) -> tuple[scores.PageScore, ...]:
    """The scores, which two pages show."""
    return scores.scores(site.library, site.region, site.translations)


def _navigator_names(site: Site) -> dict[str, Any]:
    library = site.library
    sections = {kind: menu_title(library.pages[f"{folder}/index"]) for folder, kind in SECTIONS}
    return {"finder": navigator(library), "sections": sections}


def _handout_names(site: Site) -> dict[str, Any]:
    return {
        "groups": handout_groups(site.library, site.translations.gettext),
        "maker": maker_address(site.library),
        "paper_forms": paper_forms(site),
    }


def _mix_names(site: Site) -> dict[str, Any]:
    written = [quiz for quiz in site.library.quizzes.values() if quiz.questions]
    return {
        "topics": [(site.library.resolve(quiz.topic), quiz) for quiz in written],
        "answers_of": partial(answers_of, gettext=site.translations.gettext),
    }


def _glossary_names(site: Site) -> dict[str, Any]:
    return {"letters": _by_letter(site.library.glossary.terms)}


def _by_letter(terms: tuple[Term, ...]) -> list[tuple[str, list[Term]]]:
    """Terms in alphabetical order, under their first letters."""
    ordered = sorted(terms, key=lambda term: term.term.casefold())
    return [
        (letter, list(group)) for letter, group in groupby(ordered, key=lambda term: term.term[0].upper())
    ]


def _muscles_names(site: Site) -> dict[str, Any]:
    library = site.library
    placed = {id_ for region in library.body_map.regions for id_ in region.muscles}
    return {
        "interactive_map": interactive_map_svg(library.body_map, href=lambda region: f"#place-{region.id}"),
        "elsewhere": [id_ for id_ in library.muscles if id_ not in placed],
    }


def _home_names(site: Site) -> dict[str, Any]:
    library = site.library
    body_map = library.body_map
    first = min(body_map.regions, key=lambda region: region.number)
    picture = interactive_map_svg(body_map, href=lambda region: f"#region-{region.id}", current=first.id)
    compare = next((page for page in library.pages.values() if page.show is Show.COMPARE), None)
    return {
        "compare": page_address(compare.path) if compare else "",
        "interactive_map": picture,
        "techniques_in": {region.id: _techniques_in(library, region) for region in body_map.regions},
        "symptoms_in": {region.id: _symptoms_in(library, region) for region in body_map.regions},
    }


def _techniques_in(library: Library, region: BodyRegion) -> list[Technique]:
    """The techniques used on a region's muscles, each once, in the site's order."""
    used = {
        technique.id
        for id_ in region.muscles
        for technique, _ in library.techniques_for_muscle.get(id_, ())
    }
    return [technique for technique in library.techniques.values() if technique.id in used]


def _symptoms_in(library: Library, region: BodyRegion) -> list[Symptom]:
    """What those techniques are used for, and what the texts on the region's muscles link to."""
    used = {use.id for technique in _techniques_in(library, region) for use in technique.symptoms}
    texts = [prose for id_ in region.muscles for _, prose in prose_in(library.muscles[id_])]
    linked = {library.resolve(target).key for prose in texts for target in prose.targets}
    return [
        symptom for id_, symptom in library.symptoms.items() if id_ in used or f"symptoms/{id_}" in linked
    ]


_SHOWN: dict[Show, Callable[[Site], dict[str, Any]]] = {
    Show.HOME: _home_names,
    Show.MUSCLES: _muscles_names,
    Show.COMPARE: _navigator_names,
    Show.GLOSSARY: _glossary_names,
    Show.HANDOUTS: _handout_names,
    Show.HANDOUT_MAKER: _handout_names,
    Show.MIX: _mix_names,
    Show.PEMAT: _pemat_names,
    Show.COVERAGE: _coverage_names,
}
"""What the template of a `show:` uses beside what every page has."""


def _parts(site: Site, page: Page) -> list[Reviewed]:
    """The content files that a page is made from."""
    library = site.library
    shown: dict[Show, tuple[Reviewed, ...]] = {
        Show.HOME: (library.body_map,),
        Show.SESSION: (library.session, library.cautions),
        Show.GLOSSARY: (library.glossary,),
        Show.SOURCES: (library.bibliography,),
        Show.CLAIMS: (library.claims,),
        Show.MIX: tuple(library.quizzes.values()),
        Show.COMPARE: (
            *library.techniques.values(),
            *library.symptoms.values(),
            *library.muscles.values(),
            *library.self_care.values(),
            library.body_map,
        ),
    }
    return [page, library.warning_signs, *(shown.get(page.show, ()) if page.show else ())]


def _folder(page: Page) -> str:
    """The folder whose index page stands above this one."""
    folder = page.path.rpartition("/")[0]
    return "" if page.path == f"{folder}/index" else folder


def _section(page: Page) -> str:
    first = page.path.split("/")[0]
    if page.show is Show.HOME:
        return ""
    return first if first in {folder for folder, _ in SECTIONS} else MORE
