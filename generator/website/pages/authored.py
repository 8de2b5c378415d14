# Hand-written pages (`content/pages/`), with the generated part that `show:` adds below their text.

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any

from generator import prose
from generator.checks.pemat import scores
from generator.content.addresses import page_address
from generator.content.carriers import carriers
from generator.content.fields import prose_in
from generator.content.list_pages import page_id
from generator.content.references import expand_markdown
from generator.content.review import review_of
from generator.content.signatures import parts_of
from generator.diagrams.body_map import interactive_map_svg
from generator.output.files import PromisedFile
from generator.output.page import Head, page_content
from generator.prose.languages import language_marks
from generator.schema.page import Show, UntranslatedPage
from generator.website.downloads import NO_OFFER
from generator.website.navigation import MORE, SECTIONS, is_large, menu_title, sections_of
from generator.website.pages.forms import form_scripts, form_styles, maker_variables, mix_variables
from generator.website.pages.frame import crumbs, page_variables
from generator.website.pages.handout_list import maker_address, paper_forms
from generator.website.pages.linked_data import Subject, linked_data
from generator.website.pages.list_items import list_items, part_of_coverage
from generator.website.pages.listings import parts_of_list, shown
from generator.website.pages.navigator import Navigator, navigator
from generator.website.share_pictures import share_picture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from generator.content.library import Library
    from generator.content.references import References
    from generator.output.page import PageContent, Place
    from generator.schema.body_map import BodyRegion
    from generator.schema.glossary import Term
    from generator.schema.page import Page
    from generator.schema.symptom import Symptom
    from generator.schema.technique import Technique
    from generator.site import Site
    from generator.website.downloads import Format, Offer
    from generator.website.pages.listings import Shown

_WIDE = (Show.COMPARE, Show.COVERAGE, Show.HANDOUT_MAKER, Show.MIX)
"""Pages that need the full width, without side columns."""
_FILTER = ("assets/js/filter.js",)
_SCRIPTS: dict[Show, tuple[str, ...]] = {
    Show.CLAIMS: _FILTER,
    Show.SIGNS: _FILTER,
    Show.COMPARE: ("assets/js/navigator.js",),
    Show.GLOSSARY: _FILTER,
    Show.HANDOUTS: _FILTER,
    Show.SOURCES: _FILTER,
}
"""Scripts that only these pages load."""
_LIST_SCRIPT, _LIST_STYLE = "assets/js/long-list.js", "assets/css/long-list.css"
"""What only pages of long lists load."""
_STYLES = {
    Show.HOME: ("assets/css/body-map.css", "assets/css/home.css"),
    Show.MUSCLES: ("assets/css/body-map.css",),
    Show.COMPARE: ("assets/css/tables.css", "assets/css/finder.css"),
    Show.COVERAGE: ("assets/css/tables.css",),
    Show.EMBEDS: ("assets/css/tables.css",),
    Show.HANDOUTS: ("assets/css/handouts.css",),
    Show.PEMAT: ("assets/css/tables.css",),
}
"""Style sheets that only these pages load."""
_REPEATS = (Show.SIGNS,)
"""Pages whose text is that of other pages."""
_ALREADY_EXPLAINED = (Show.GLOSSARY,)
"""Pages that do not mark glossary terms, because they explain the terms themselves."""


def render_authored(
    site: Site, formats: Sequence[Format], offers: Mapping[str, Offer]
) -> Iterator[PromisedFile[PageContent]]:
    """The pages of `content/pages/`.

    Args:
        site: the site.
        formats: the formats in which quizzes can be downloaded.
        offers: the printed files of each leaflet, by its id.
    """
    shared = {**page_variables(site), "formats": formats, "offers": offers, "no_offer": NO_OFFER}

    for page in site.library.pages.values():
        variables = {**shared, "page": page, "id": page_id(page.path)}
        source = site.library.content.name("pages", page.path)
        yield PromisedFile(f"{page.path}.md", source, partial(_page, site, page, variables))
        for part in parts_of_list(site, page.path):
            path = f"{page_address(page.path)}{part}index.md"
            yield PromisedFile(path, source, partial(_page, site, page, variables, part))


def _page(site: Site, page: Page, variables: dict[str, Any], part: str = "") -> PageContent:
    """A page, or a part of the list that it shows."""
    view = shown(site, page.path, part)
    address = page_address(page.path) + part
    references = site.references(address, explain=page.show not in _ALREADY_EXPLAINED)
    lead = prose.to_html(page.lead, references)
    description = prose.to_text(page.lead, references)
    review = review_of(*parts_of(site.library, site.region, page))
    variables = {**variables, "lead": lead, "review": review, "shown": view}
    pieces = list(_body(site, page, references, variables))
    body = "\n\n".join(piece for piece, _ in pieces if piece)
    html = [piece for piece, is_html in pieces if is_html and piece]
    trail = _trail(site, page, view) if address else ()
    title = _title(page, view)
    sources = tuple(source for _, source in references.cited)
    subject = Subject(address, title, description, trail, review, sources, medical=page.teaches)
    head = Head(
        title=title,
        description=description,
        lead="" if part else lead,
        section=_section(page),
        crumbs=trail,
        layout="home" if page.show is Show.HOME else "wide" if page.show in _WIDE else "article",
        search_words=() if part else page.search_words,
        repeats=page.show in _REPEATS,
        styles=(
            *(_STYLES.get(page.show, ()) if page.show else ()),
            *form_styles(site.library, page.show),
            *((_LIST_STYLE,) if view.stops else ()),
        ),
        scripts=(*_scripts(page, view), *form_scripts(site.library, page.show)),
        share_picture=share_picture(site, f"{page.path}.md"),
        linked_data=linked_data(site, subject),
    )
    return page_content(head, body, html)


def _body(
    site: Site, page: Page, references: References, variables: dict[str, Any]
) -> Iterator[tuple[str, bool]]:
    """The pieces of a page, and whether each is HTML.

    They are rendered in reading order, because rendering numbers the citations.
    """
    view: Shown = variables["shown"]
    if page.in_short and not view.part:
        yield site.render("website/authored-top.html", references, **variables), True
    if not view.part:
        yield _text(page, references), False
    if page.show:
        extra = {"listed": list_items(site, page.show, view), **_extra_variables(site, page.show, view)}
        html = site.render(f"website/show/{page.show}.html", references, **variables, **extra)
        yield f'<div class="made show-{page.show}">\n{html.strip()}\n</div>', True
    yield site.render("website/authored.html", references, **variables), True


def _text(page: Page, references: References) -> str:
    """The Markdown of a page; in a box of its own if it is in another language than the site."""
    text = expand_markdown(page.body, references).strip()
    if not (text and isinstance(page, UntranslatedPage)):
        return text
    marks = language_marks(page.language)
    return f'<div {marks} markdown="1">\n\n{text}\n\n</div>'


def _extra_variables(site: Site, show: Show, view: Shown) -> dict[str, Any]:
    """The variables that only the template of this value of `show:` has."""
    if show is Show.COVERAGE:
        return {"coverage": part_of_coverage(site, view)}
    if show is Show.GLOSSARY:
        return {"letters": _by_letter([site.library.terms[id_] for id_ in _ids(view)])}
    return _SHOW_VARIABLES[show](site) if show in _SHOW_VARIABLES else {}


def _ids(view: Shown) -> list[str]:
    return [id_ for group in view.groups for id_ in group.items]


def _trail(site: Site, page: Page, view: Shown) -> tuple[Place, ...]:
    trail = crumbs(site, _folder(page))
    if not view.part:
        return trail
    return (*trail, (menu_title(page), page_address(page.path)), *view.above)


def _title(page: Page, view: Shown) -> str:
    if not view.part:
        return page.title
    return f"{page.title}{' ' if page.title.endswith('?') else ': '}{view.title}"


def _scripts(page: Page, view: Shown) -> tuple[str, ...]:
    """The scripts that only this page loads."""
    own = _SCRIPTS.get(page.show, ()) if page.show else ()
    if view.part:
        own = tuple(script for script in own if script in _FILTER)
    return (*own, *((_LIST_SCRIPT,) if view.stops else ()))


def _pemat_variables(site: Site) -> dict[str, Any]:
    return {
        "items": scores.items(site.translations),
        "wanted": scores.required_percent(site.library),
    }


def _navigator_variables(site: Site) -> dict[str, Any]:
    library = site.library
    sections = {kind: menu_title(index) for _, kind, index in sections_of(library)}
    finder = navigator(library)
    if is_large(library):  # a table of all topics would be as long as the site
        finder = Navigator({}, tuple(row for row in finder.rows if row.cautions))
    return {"finder": finder, "sections": sections}


def _handout_variables(site: Site) -> dict[str, Any]:
    return {"maker": maker_address(site.library), "paper_forms": paper_forms(site)}


def _signs_variables(site: Site) -> dict[str, Any]:
    return {"carriers": carriers(site.library)}


def _by_letter(terms: Sequence[Term]) -> list[tuple[str, list[Term]]]:
    """First letter → terms, both in alphabetical order."""
    ordered = sorted(terms, key=lambda term: term.term.casefold())
    return [
        (letter, list(group)) for letter, group in groupby(ordered, key=lambda term: term.term[0].upper())
    ]


def _muscles_variables(site: Site) -> dict[str, Any]:
    library = site.library
    placed = {id_ for region in library.body_map.regions for id_ in region.muscles}
    return {
        "interactive_map": interactive_map_svg(library.body_map, href=lambda region: f"#place-{region.id}"),
        "elsewhere": [id_ for id_ in library.muscles if id_ not in placed],
    }


def _home_variables(site: Site) -> dict[str, Any]:
    library = site.library
    body_map = library.body_map
    first = next((region.id for region in sorted(body_map.regions, key=lambda one: one.number)), None)
    picture = interactive_map_svg(body_map, href=lambda region: f"#region-{region.id}", current=first)
    compare = next((page for page in library.pages.values() if page.show is Show.COMPARE), None)
    return {
        "compare": page_address(compare.path) if compare else "",
        "interactive_map": picture,
        "techniques_in": {region.id: _techniques_in(library, region) for region in body_map.regions},
        "symptoms_in": {region.id: _symptoms_in(library, region) for region in body_map.regions},
    }


def _techniques_in(library: Library, region: BodyRegion) -> list[Technique]:
    """The techniques used on the muscles of a region, each once, in the site's order."""
    used = {
        technique.id
        for id_ in region.muscles
        for technique, _ in library.techniques_for_muscle.get(id_, ())
    }
    return [technique for technique in library.techniques.values() if technique.id in used]


def _symptoms_in(library: Library, region: BodyRegion) -> list[Symptom]:
    """Symptoms for which those techniques are used, or to which the texts on the region's muscles link."""
    used = {use.id for technique in _techniques_in(library, region) for use in technique.symptoms}
    texts = [prose for id_ in region.muscles for _, prose in prose_in(library.muscles[id_])]
    linked = {library.resolve(target).key for prose in texts for target in prose.targets}
    return [
        symptom for id_, symptom in library.symptoms.items() if id_ in used or f"symptoms/{id_}" in linked
    ]


_SHOW_VARIABLES: dict[Show, Callable[[Site], dict[str, Any]]] = {
    Show.HOME: _home_variables,
    Show.MUSCLES: _muscles_variables,
    Show.COMPARE: _navigator_variables,
    Show.HANDOUTS: _handout_variables,
    Show.HANDOUT_MAKER: maker_variables,
    Show.MIX: mix_variables,
    Show.SIGNS: _signs_variables,
    Show.PEMAT: _pemat_variables,
}
"""Value of `show:` → the function that gives its template further variables."""


def _folder(page: Page) -> str:
    """The folder whose index page is above this page in the breadcrumb trail; empty at the top level."""
    folder = page.path.rpartition("/")[0]
    return "" if page.path == f"{folder}/index" else folder


def _section(page: Page) -> str:
    first = page.path.split("/")[0]
    if page.show is Show.HOME:
        return ""
    return first if first in {folder for folder, _ in SECTIONS} else MORE
