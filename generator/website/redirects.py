# `<old address>/index.html` for each address in a content file's `was:`, so that old links still work.
#
# Each is a page that refreshes to the new address at once. This works on any host, from disk, and for QR
# codes that are already printed. A host may redirect with an HTTP status instead, but does not have to.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.content.addresses import embed_address
from generator.output.files import OutputFile, made_anew
from generator.schema.common import Reviewed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.site import Site


@made_anew
def render_redirects(site: Site) -> Iterator[OutputFile[str]]:
    """A page at each former address of some content, which leads to its present address."""
    for kind, id_, model in site.library.documents():
        entry = site.library.shown_at(kind, id_)
        if entry is None or not isinstance(model, Reviewed):
            continue
        source = site.library.content.name(kind, id_)
        for old in model.was:
            yield _redirect(site, old, entry.address, entry.title, source)
            if kind == "quizzes":  # other websites may embed the old address
                yield _redirect(site, embed_address(old), embed_address(entry.address), entry.title, source)


def _redirect(site: Site, old: str, new: str, title: str, source: str) -> OutputFile[str]:
    references = site.references(old, explain=False)
    canonical = site.settings.absolute(new)
    html = site.render(
        "website/redirect.html", references, address=old, new=new, title=title, canonical=canonical
    )
    return OutputFile(f"{old}index.html", html, source)
