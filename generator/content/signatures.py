# Who has checked what. A reviewer's signature covers the words of a content file, so that it lapses as soon
# as one of them changes. `unknot review --sign` writes the name into the file, and the hash of its words
# into `revisions.yml`. Parts of a file that pages carry alone have hashes of their own: then a changed sign
# takes the signature from the pages that show it, and from no others.

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.content.carried import carried_by
from generator.content.carried_parts import parts_of_file
from generator.content.files_beside import beside_leaflets, beside_page
from generator.content.part import Carried
from generator.content.quotations import quotable, words_of
from generator.content.records import recorded
from generator.content.references import as_node, markdown_references
from generator.content.review import Review
from generator.content.words_hash import cited_works, wording
from generator.memo import once_per_object
from generator.prose import Cite, Prose, Quoted, Word
from generator.prose.page_blocks import page_blocks
from generator.prose.page_nodes import images_in
from generator.schema.common import Reviewed
from generator.schema.leaflet import Leaflet
from generator.schema.page import Page
from generator.schema.revisions import Signature

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from generator.content.library import Library
    from generator.content.load import Content
    from generator.schema.region import Region


def signed_words(library: Library, region: Region, model: Reviewed) -> str:
    """The hash that a signature of a content file covers, as readers of a region see its words."""
    markdown = list(_in_markdown(library, region, model)) if isinstance(model, Page) else []
    return wording(library, region, model, *markdown, *_pictures(library, model))


def _pictures(library: Library, model: Reviewed) -> Iterator[str]:
    """A digest of each picture that a leaflet or a page shows from a file."""
    files: Iterable[str] = ()
    if isinstance(model, Leaflet):
        files = (beside_leaflets(block.picture.file) for block in model.own_blocks if block.picture)
    elif isinstance(model, Page):
        files = (beside_page(model.path, image.file) for image in images_in(page_blocks(model.body)[0]))
    for file in files:
        yield hashlib.sha256(library.files_beside.get(file, b"")).hexdigest()


def _in_markdown(library: Library, region: Region, page: Page) -> Iterator[Prose | str]:
    """What the Markdown of a page takes from elsewhere: quotations, words of the region, cited works."""
    words = quotable(library.content.items)
    for _line, _column, sort, name in markdown_references(page.body):
        match as_node(sort, name):
            case Quoted(form, about):
                yield Prose("", words_of(form, about, words))
            case Word():
                yield region.all_words.get(name, "")
            case Cite():
                yield cited_works(library, region, name)


def signature(
    library: Library, model: Reviewed, day: dt.date, regions: Mapping[str, Region] | None = None
) -> Signature:
    """The signature of a content file as it is now, for the readers of some regions, or of all."""
    regions = regions or library.regions
    return Signature(
        date=day,
        words={id_: signed_words(library, region, model) for id_, region in regions.items()},
        parts={
            name: {id_: wording(library, region, *words) for id_, region in regions.items()}
            for name, words in parts_of_file(model).items()
        },
    )


def signers(library: Library, region: Region) -> dict[Carried, str]:
    """Each file, and each part of a file, that is as it was signed → the reviewer who did.

    Args:
        library: all content, not localised.
        region: the region whose readers see the words.
    """
    return dict(_signers(library, region))


def _signers(library: Library, region: Region) -> Iterator[tuple[Carried, str]]:
    for key, signed in recorded(library).signatures.items():
        kind, _, id_ = key.partition("/")
        model = library.content.items.get(kind, {}).get(id_)
        if not (isinstance(model, Reviewed) and model.reviewer):
            continue
        if signed.words.get(region.id) == signed_words(library, region, model):
            yield Carried(kind, id_), model.reviewer
        for name, words in parts_of_file(model).items():
            if signed.parts.get(name, {}).get(region.id) == wording(library, region, *words):
                yield Carried(kind, id_, name), model.reviewer


def only_signed(library: Library, region: Region) -> Content:
    """The content without the names of reviewers who signed other words than there are now."""
    content = library.content
    signed = signers(library, region)
    items = {
        kind: {
            id_: model.model_copy(update={"reviewer": None})
            if isinstance(model, Reviewed) and model.reviewer and Carried(kind, id_) not in signed
            else model
            for id_, model in models.items()
        }
        for kind, models in content.items.items()
    }
    return replace(content, items=items, signers=signed)


def reviews_of(library: Library, carried: Iterable[Carried]) -> list[Review]:
    """The review of each file or part, as far as it is signed.

    Args:
        library: the content of a site, in its region.
        carried: what a page or sheet carries.
    """
    return [_review(library, one) for one in carried]


def _review(library: Library, one: Carried) -> Review:
    model = library.content.items[one.kind][one.id]
    assert isinstance(model, Reviewed)  # noqa: S101 - only files that are reviewed are carried
    signed: Mapping[Carried, str] | None = library.content.signers
    reviewer = model.reviewer if signed is None else signed.get(one)
    in_translation = library.content.translation_signers
    return Review(
        model.checked,
        model.review_by,
        reviewer,
        None if in_translation is None else in_translation.get(one),
        in_translation is not None,
    )


def parts_of(library: Library, region: Region, model: Reviewed) -> list[Review]:
    """The reviews of all that the page of a content file carries; together they make the page's own."""
    return reviews_of(library, carried_by(library, region, model))


def reviewer_of(library: Library, region: Region, model: Reviewed) -> str:
    """Who has checked all that the page of a content file carries; empty if something is not checked.

    Args:
        library: all content, or that of a site in its region.
        region: the region whose readers see the words.
        model: a content file that has a page.
    """
    known = library.content.signers
    signed = _signers_once(library)(region) if known is None else known
    carried = carried_by(library, region, model)
    reviewers = [signed.get(one) for one in carried]
    return ", ".join(sorted(set(filter(None, reviewers)))) if all(reviewers) else ""


@once_per_object
def _signers_once(library: Library) -> Callable[[Region], Mapping[Carried, str]]:
    known: dict[str, Mapping[Carried, str]] = {}

    def in_region(region: Region) -> Mapping[Carried, str]:
        if region.id not in known:
            known[region.id] = signers(library, region)
        return known[region.id]

    return in_region
