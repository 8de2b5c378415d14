# Sheets that earlier builds printed, in the store: those that carry no changed word are not printed again.

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

from generator.handouts.offers import Cover, Handout
from generator.output.spool import SpooledFile, folder_of, restorer

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from generator.handouts.printing.forms import Form
    from generator.handouts.render import Job, Sheet
    from generator.memo import Read
    from generator.output.earlier import EarlierBuilds
    from generator.output.kept_files import KeptFiles
    from generator.output.shard import Shard
    from generator.schema.leaflet import Leaflet


class KeptSheets:
    """The sheets of earlier builds; implements `render.Keeper`."""

    def __init__(self, earlier: EarlierBuilds, files: KeptFiles, shard: Shard | None = None) -> None:
        """Use a store.

        Args:
            earlier: what earlier builds made.
            files: takes PDFs and pictures.
            shard: the share of the leaflets that is wanted; None for all.
        """
        self._earlier = earlier
        self._files = files
        self._shard = shard

    def wants(self, leaflet: Leaflet) -> bool:
        """Whether a leaflet is in the share that is wanted."""
        return self._shard is None or self._shard.has(leaflet.file)

    def fetch(self, leaflets: Iterable[Leaflet], forms: Iterable[Form]) -> None:
        """Fetch what `find` will be asked for from the server behind the store, all at once."""
        self._earlier.fetch(("sheet", leaflet.id, form.id) for leaflet, form in product(leaflets, forms))

    def find(self, leaflet: Leaflet, form: Form) -> Sequence[SpooledFile]:
        """The files of a leaflet in a form, if they would be printed as before; else none."""
        records = self._earlier.find("sheet", leaflet.id, form.id) or ()
        files = [file for record in records if (file := self._restored(record, leaflet, form))]
        return files if len(files) == len(records) else ()

    def keep(self, job: Job, files: Sequence[Sheet], reads: Collection[Read]) -> Sequence[SpooledFile]:
        """Keep the files of a sheet; see `render.Keeper`."""
        kept = [self._files.put(file) for file in files]
        records = [
            {"path": file.path, "source": file.source, "digest": one.digest, "facts": _facts(file.content)}
            for file, one in zip(files, kept, strict=True)
        ]
        if reads:
            self._earlier.keep(records, reads, "sheet", job.doc.leaflet.id, job.form.id)
        return kept

    def _restored(self, record: dict[str, Any], leaflet: Leaflet, form: Form) -> SpooledFile | None:
        path = self._earlier.store.path(record["digest"])
        if path is None:
            return None
        facts = record["facts"]
        content = (
            Handout(b"", leaflet.id, form.id, facts["pages"])
            if "pages" in facts
            else Cover(b"", facts["width"], facts["height"])
        )
        return SpooledFile(record["path"], record["source"], folder_of(path), path.name, restorer(content))


def _facts(content: Handout | Cover) -> dict[str, int]:
    if isinstance(content, Handout):
        return {"pages": content.pages}
    return {"width": content.width, "height": content.height}
