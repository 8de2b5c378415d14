# `<old address>/index.html` for each `was:` of content: a moved page leaves its address behind.
#
# A page that refreshes at once works on any host, on paper codes and from disk. Hosts that can answer
# with a status may be told better; nothing here needs it.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.content.addresses import embed_address
from generator.output.files import OutputFile
from generator.schema.common import Reviewed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.site import Site


def render_redirects(site: Site) -> Iterator[OutputFile[str]]:
    """A page at each former address, that leads to where its content stands now.

    Args:
        site: the site.
    """
    for kind, id_, model in site.library.documents():
        entry = site.library.shown_at(kind, id_)
        if entry is None or not isinstance(model, Reviewed):
            continue
        source = site.library.content.name(kind, id_)
        for old in model.was:
            yield _redirect(site, old, entry.address, entry.title, source)
            if kind == "quizzes":  # other websites embed it
                yield _redirect(site, embed_address(old), embed_address(entry.address), entry.title, source)


def _redirect(site: Site, old: str, new: str, title: str, source: str) -> OutputFile[str]:
    references = site.references(old, explain=False)
    canonical = site.settings.absolute(new)
    html = site.render("website/redirect.html", references, new=new, title=title, canonical=canonical)
    return OutputFile(f"{old}index.html", html, source)
