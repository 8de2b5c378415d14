# Walks all files of a site and lists what they say wrongly about warning signs.

from __future__ import annotations

import io
import zipfile
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from generator.build import promise_files
from tests.safety import marks, outputs
from tests.safety.actions import Actions, even

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from generator.site import Site


def files_of(site: Site) -> Iterator[tuple[str, bytes]]:
    """Path and content of all files of a site but sheets on paper, without what MkDocs adds to pages."""
    yield from ((file.path, file.data) for file in promise_files(site))


def files_in(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Path and content of all files of a built site."""
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            yield file.relative_to(folder).as_posix(), file.read_bytes()


def pages_in(package: bytes) -> list[tuple[str, bytes]]:
    """Path and content of all pages of a site that is packed in a ZIP file."""
    with zipfile.ZipFile(io.BytesIO(package)) as members:
        return [(name, members.read(name)) for name in members.namelist() if name.endswith(".html")]


def faults(site: Site, files: Iterable[tuple[str, bytes]]) -> Iterator[str]:
    """Everything that a file of a site says wrongly, with its place."""
    actions = Actions(site.library, site.region)
    for path, data in files:
        if not outputs.is_known(path):
            yield f"{path}: the walker cannot read such files"
        for place, html in outputs.pages(path, data):
            yield from (f"{place}: {fault}" for fault in marks.faults(actions, html))
        for place, text in outputs.texts(path, data):
            yield from (f"{place}: {fault}" for fault in actions.faults_in_text(text))
        if path.endswith("search-index.js"):
            yield from (f"{path}: {fault}" for fault in _search_faults(actions, data))
        if PurePosixPath(path).name == "warning-signs.json" and path.startswith("data/"):
            yield from (f"{path}: {fault}" for fault in _data_faults(actions, data))


def _search_faults(actions: Actions, data: bytes) -> Iterator[str]:
    """Signs for which the search shows another action, or none."""
    shown: set[str] = set()
    for tier in outputs.parsed(data)["help"]["tiers"]:
        for sign, words in tier["w"]:
            if sign not in actions.library.signs:
                continue  # a telephone number
            shown.add(sign)
            answer = (actions.library.tier_of[sign].id, actions.of_sign(sign))
            if answer != (tier["i"], even(tier["a"])):
                yield f"'{words}' finds {tier['a']!r} for '{sign}'"
    for sign in actions.library.signs.values():
        if sign.search_words and sign.id not in shown:
            yield f"no search finds '{sign.id}'"


def _data_faults(actions: Actions, data: bytes) -> Iterator[str]:
    """Signs that are in another tier in the data for programs, or have another action."""
    (published,) = outputs.parsed(data)["items"]
    found = {
        sign["id"]: _action(published, tier, sign) for tier in published["tiers"] for sign in tier["signs"]
    }
    for sign in actions.library.signs:
        expected = (actions.library.tier_of[sign].id, actions.of_sign(sign))
        if found.get(sign) != expected:
            yield f"'{sign}' is {found.get(sign)} and not {expected}"


def _action(signs: dict[str, Any], tier: dict[str, Any], sign: dict[str, Any]) -> tuple[str, str]:
    action = sign.get("action") or (signs["call_only"] if sign["call_only"] else tier["action"])
    return tier["id"], even(action)
