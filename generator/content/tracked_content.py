# All content of a site, noting what is read of it; see `tracked.py`.

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from generator.content.tracked import SIGNERS, TRANSLATION_SIGNERS, Table, tracked
from generator.memo import latest_per_object

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.content.load import Content
    from generator.content.part import Carried


def tracked_content(content: Content) -> Content:
    """The same content, noting what is read of it. Unchanged files give the same objects each time."""
    items = {
        kind: Table(
            kind,
            {
                id_: latest_per_object(model, __name__, None, partial(tracked, model, kind, id_))
                for id_, model in models.items()
            },
        )
        for kind, models in content.items.items()
    }
    return replace(
        content,
        items=items,
        signers=_table(SIGNERS, content.signers),
        translation_signers=_table(TRANSLATION_SIGNERS, content.translation_signers),
    )


def _table(name: str, signers: Mapping[Carried, str] | None) -> Mapping[Carried, str] | None:
    return None if signers is None else Table(name, signers)
