# Pages that are each made from one content file: techniques, symptoms, muscles, self-care.

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from generator import prose
from generator.content.addresses import topic_address
from generator.content.related import LinkGraph, Related, link_graph, related
from generator.content.review import review_of
from generator.content.signatures import parts_of
from generator.memo import fact, once_per_object, unrecorded
from generator.output.files import PromisedFile
from generator.output.page import Head, page_content
from generator.website.navigation import near
from generator.website.pages.exercise import drawing_variables
from generator.website.pages.frame import crumbs, page_variables
from generator.website.pages.linked_data import Subject, linked_data
from generator.website.pages.pictures import map_variables
from generator.website.search_words import other_names
from generator.website.share_pictures import share_picture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.content.library import Library
    from generator.output.page import PageContent
    from generator.prose import Prose
    from generator.schema.common import Document
    from generator.schema.muscle import Muscle
    from generator.schema.self_care import SelfCare
    from generator.schema.symptom import Symptom
    from generator.schema.technique import Technique
    from generator.site import Site


class Topic(NamedTuple):
    """A content file, prepared for the template of its kind."""

    model: Document
    """The content file."""
    lead: Prose
    """The sentence under the title."""
    variables: dict[str, Any]
    """Variables for the template of this kind only."""


def render_topics(site: Site) -> Iterator[PromisedFile[PageContent]]:
    """A page for each technique, symptom, muscle and self-care topic."""
    shared = page_variables(site)

    def page(kind: str, id_: str) -> PageContent:
        topic = _KINDS[kind](site, site.library.content.items[kind][id_])
        variables = {**shared, **topic.variables, "related": _related(site, f"{kind}/{id_}")}
        return _page(site, kind, topic, variables)

    for kind in _KINDS:
        for id_ in site.library.of_kind(kind):
            source = site.library.content.name(kind, id_)
            yield PromisedFile(f"{topic_address(kind, id_)}index.md", source, partial(page, kind, id_))


@fact
def _related(site: Site, key: str) -> tuple[Related, ...]:
    """What to read next, worked out from the links in all texts."""
    return related(_graph(site.library), key, site.say)


@once_per_object
def _graph(library: Library) -> LinkGraph:
    with unrecorded():  # only facts ask for it
        return link_graph(library)


def _page(site: Site, kind: str, topic: Topic, variables: dict[str, Any]) -> PageContent:
    address = topic_address(kind, topic.model.id)
    references = site.references(address)
    references.already_explained(topic.model.id)
    lead = prose.to_html(topic.lead, references)
    description = prose.to_text(topic.lead, references)
    review = review_of(*parts_of(site.library, site.region, topic.model))
    body = site.render(f"website/{kind}.html", references, review=review, **variables)
    trail = crumbs(site, kind)
    sources = tuple(source for _, source in references.cited)
    subject = Subject(address, topic.model.title, description, trail, review, sources, kind)
    head = Head(
        title=topic.model.title,
        description=description,
        lead=lead,
        section=kind,
        crumbs=trail,
        search_words=other_names(topic.model),
        near=tuple(near(site.library, kind, topic.model.id)),
        share_picture=share_picture(site, f"{address}index.md"),
        linked_data=linked_data(site, subject),
    )
    return page_content(head, body)


def _technique(site: Site, technique: Technique) -> Topic:
    variables = {
        "technique": technique,
        **drawing_variables(site, "techniques", technique),
        **map_variables(site, [use.id for use in technique.muscles]),
    }
    return Topic(technique, technique.one_line, variables)


def _symptom(site: Site, symptom: Symptom) -> Topic:
    variables = {"symptom": symptom, "uses": site.library.techniques_for_symptom.get(symptom.id, ())}
    return Topic(symptom, symptom.one_line, variables)


def _muscle(site: Site, muscle: Muscle) -> Topic:
    variables = {
        "muscle": muscle,
        "uses": site.library.techniques_for_muscle.get(muscle.id, ()),
        **map_variables(site, [muscle.id]),
    }
    return Topic(muscle, muscle.one_line, variables)


def _self_care(site: Site, topic: SelfCare) -> Topic:
    variables = {
        "topic": topic,
        "symptoms": site.library.symptoms_for_self_care.get(topic.id, ()),
        **drawing_variables(site, "self-care", topic),
    }
    return Topic(topic, topic.one_line, variables)


_KINDS: dict[str, Callable[[Site, Any], Topic]] = {
    "techniques": _technique,
    "symptoms": _symptom,
    "muscles": _muscle,
    "self-care": _self_care,
}
