# What earlier runs have read and checked, so that a run looks only at what has changed.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.checks.clean import CleanFiles
from generator.content.model_cache import PickledModels
from generator.output.cache_folder import cache_folder
from generator.output.code import code_digest
from generator.output.disk_cache import MODELS
from generator.output.store import Store

if TYPE_CHECKING:
    from generator.content.load import ModelCache


@dataclass(frozen=True)
class EarlierRuns:
    """What earlier runs have read and checked."""

    models: ModelCache
    """Content files that they have read."""
    clean: CleanFiles
    """Content files in which their checks have found nothing."""

    def save(self, *, once: bool) -> None:
        """Keep what this run has read and checked.

        Args:
            once: whether this process checks nothing again, and needs no findings in memory.
        """
        self.clean.save()
        self.models.save()
        if once:
            self.clean.forget()


def earlier_runs() -> EarlierRuns:
    """What earlier runs have kept in the store."""
    code = code_digest()
    return EarlierRuns(PickledModels(MODELS, code), CleanFiles(Store(cache_folder()), code))
