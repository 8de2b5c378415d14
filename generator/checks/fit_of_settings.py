# Whether a site's settings fit its content.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks import typed_actions
from generator.problems import Problem

if TYPE_CHECKING:
    from generator.content.library import Library
    from generator.settings.settings import Settings


def unfit_settings(library: Library, settings: Settings) -> list[Problem]:
    """Problems if the settings name no region of the content, or say what only a region may say."""
    if settings.region in library.regions or not library.regions:
        return list(typed_actions.in_settings(library, settings))
    known = ", ".join(sorted(library.regions)) or "none"
    folder = (library.content.root / "regions").as_posix()
    message = f"the settings ask for region '{settings.region}', which is not here; known: {known}"
    return [Problem(folder, 1, 1, "region", message, "settings")]
