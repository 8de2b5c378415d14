# `unknot review` and `unknot revise`, which keep `revisions.yml`: who has checked which words, and when the
# words of questions last changed.

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML

from generator.content.revisions import KIND, as_yaml, differences, left_over, recorded, renewed
from generator.content.signatures import is_signed, parts_of, signed_words
from generator.handouts.sheet.documents import made_from
from generator.output.folder import write_atomically
from generator.problems import did_you_mean
from generator.schema.common import Reviewed
from generator.schema.revisions import Signature

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from generator.content.library import Library
    from generator.site import Site

_PAGE_KINDS = ("techniques", "symptoms", "muscles", "self-care", "quizzes", "pages")
_FRONT_MATTER = re.compile(r"\A---\n(?P<yaml>.*?\n)---\n(?P<body>.*)\Z", re.DOTALL)


class CannotSign(ValueError):  # noqa: N818 - the name says what went wrong, as KeyError does
    """A signature that is not recorded; the message says why."""


def wanted(library: Library, site: Site) -> Iterator[str]:
    """A line for each page and sheet that some content file keeps from being checked: which files they are.

    Args:
        library: all content, for all regions.
        site: the site in its region.
    """
    names = {
        id(model): library.content.name(kind, id_)
        for kind, id_, model in site.library.documents()
        if isinstance(model, Reviewed) and not is_signed(library, site.region, kind, id_)
    }
    everything = [*_pages(site), *_sheets(site)]
    waiting = [(title, _unsigned(parts, names)) for title, parts in everything]
    yield from (f"{title}: {', '.join(files)}" for title, files in waiting if files)
    done = sum(not files for _, files in waiting)
    yield f"{done} of {len(waiting)} pages and sheets are checked"


def _unsigned(parts: Sequence[Reviewed], names: dict[int, str]) -> list[str]:
    return list(dict.fromkeys(names[id(part)] for part in parts if id(part) in names))


def _pages(site: Site) -> Iterator[tuple[str, list[Reviewed]]]:
    for kind in _PAGE_KINDS:
        for id_, model in site.library.content.items.get(kind, {}).items():
            if isinstance(model, Reviewed):
                yield f"{kind}/{id_}", parts_of(site.library, site.region, model)


def _sheets(site: Site) -> Iterator[tuple[str, list[Reviewed]]]:
    for id_, leaflet in site.library.leaflets.items():
        yield f"sheet {id_}", made_from(site, leaflet)


def sign(library: Library, files: Sequence[str], name: str, day: dt.date, today: dt.date) -> list[str]:
    """Record that somebody has checked content files, and return their names.

    Args:
        library: all content, for all regions.
        files: names of content files below the content folder; none stands for all of them.
        name: the reviewer's name and profession.
        day: the day on which they checked the files.
        today: the present day.

    Raises:
        CannotSign: the name is empty, the day is in the future or before the last change of a file, or a
            file is unknown. Nothing was written.
    """
    known = {
        library.content.name(kind, id_): (kind, id_, model)
        for kind, id_, model in library.documents()
        if isinstance(model, Reviewed)
    }
    chosen = list(files) or list(known)
    reasons = [*_about_signature(name, day, today), *_about_files(chosen, known, day)]
    if reasons:
        raise CannotSign("\n".join(reasons))
    revisions = recorded(library)
    signatures = dict(revisions.signatures)
    for file in chosen:
        kind, id_, model = known[file]
        words = {region.id: signed_words(library, region, model) for region in library.regions.values()}
        signatures[f"{kind}/{id_}"] = Signature(date=day, words=words)
        path = library.content.root / file
        write_atomically(_with_reviewer(path.read_text(encoding="utf-8"), name).encode(), path)
    record = as_yaml(revisions.model_copy(update={"signatures": signatures}))
    write_atomically(record.encode(), Path(library.content.file(KIND, KIND)))
    return chosen


def _about_signature(name: str, day: dt.date, today: dt.date) -> Iterator[str]:
    if not name.strip():
        yield "--sign: write the reviewer's name and profession"
    if day > today:
        yield f"--date {day}: it has not come yet"


def _about_files(
    chosen: Sequence[str], known: dict[str, tuple[str, str, Reviewed]], day: dt.date
) -> Iterator[str]:
    for file in chosen:
        if file not in known:
            yield f"{file}: no such content file{did_you_mean(file, known)}"
        elif day < known[file][2].checked:
            changed = known[file][2].checked
            yield f"{file}: it was changed on {changed}, after --date {day}; check what it says now"


def _with_reviewer(text: str, name: str) -> str:
    """The text of a content file with the reviewer's name. No other line changes."""
    front = _FRONT_MATTER.match(text)
    above = 1 if front else 0
    data = YAML().load(front["yaml"] if front else text)
    lines = text.splitlines(keepends=True)
    written = io.StringIO()
    YAML().dump({"reviewer": name}, written)
    if "reviewer" in data:
        start = data.lc.key("reviewer")[0] + above
        end = next((row + above for row in _rows_of_keys(data) if row + above > start), len(lines))
        lines[start : max(start + 1, _without_blank_lines(lines, start, end))] = [written.getvalue()]
    else:
        lines.insert(data.lc.key("review_by")[0] + above + 1, written.getvalue())
    return "".join(lines)


def _rows_of_keys(data: Any) -> list[int]:
    """The lines of the keys of a mapping, counted from 0, from top to bottom."""
    return sorted(data.lc.key(key)[0] for key in data)


def _without_blank_lines(lines: Sequence[str], start: int, end: int) -> int:
    """The end of a value that may be followed by blank lines and comments before the next key."""
    while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    return end


def revise(library: Library, today: dt.date) -> str:
    """Record the words of all questions with today's date where they differ, and say what was recorded."""
    different, gone = list(differences(library, library.regions)), list(left_over(library))
    new = sum(not one.recorded for one in different)
    path = Path(library.content.file(KIND, KIND))
    if different or gone:
        write_atomically(as_yaml(renewed(library, today)).encode(), path)
    return f"{path}: {len(different) - new} changed, {new} new, {len(gone)} removed"
