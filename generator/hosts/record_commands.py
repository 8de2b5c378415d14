# `unknot review` and `unknot revise`, which keep `revisions.yml`: who has checked which words, and when the
# words of questions last changed.

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from generator.content.carried import carried_by
from generator.content.front_matter import FRONT_MATTER
from generator.content.library import Library
from generator.content.records import KIND, recorded
from generator.content.revisions import as_yaml, differences, left_over, renewed
from generator.content.signatures import signature, signers
from generator.handouts.sheet.documents import made_from
from generator.output.folder import write_atomically
from generator.problems import did_you_mean
from generator.schema.common import Reviewed
from generator.schema.quiz import Quiz

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from generator.content.part import Carried
    from generator.site import Site

_PAGE_KINDS = ("techniques", "symptoms", "muscles", "self-care", "quizzes", "pages")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_BOM = "\ufeff"


class CannotSign(ValueError):  # noqa: N818 - the name says what went wrong, as KeyError does
    """A signature that is not recorded; the message says why."""


def wanted(library: Library, site: Site, files: Sequence[str] = ()) -> Iterator[str]:
    """A line for each page and sheet that some content file keeps from being checked: which files they are.

    Args:
        library: all content, for all regions.
        site: the site in its region, and in the language whose words are to be checked.
        files: names of content files; only pages and sheets that wait for one of them have a line. None
            stands for all of them.

    Raises:
        CannotSign: a file is unknown.
    """
    chosen = {below(library, file) for file in files}
    known = reviewed_files(library)
    if reasons := [unknown(file, known) for file in sorted(chosen) if file not in known]:
        raise CannotSign("\n".join(reasons))
    of_translation = site.library.content.translation_signers
    signed = signers(library, site.region) if of_translation is None else of_translation
    waiting = [
        (title, _unsigned(library, signed, carried)) for title, carried in [*_pages(site), *_sheets(site)]
    ]
    for title, missing in waiting:
        if missing and (not chosen or chosen.intersection(missing)):
            yield f"{title}: {', '.join(missing)}"
    done = sum(not missing for _, missing in waiting)
    yield f"{done} of {len(waiting)} pages and sheets are checked"


def reviewed_files(library: Library) -> dict[str, tuple[str, str, Reviewed]]:
    """Name of each content file that can be signed → its kind, id and content."""
    return {
        library.content.name(kind, id_): (kind, id_, model)
        for kind, id_, model in library.documents()
        if isinstance(model, Reviewed)
    }


def chosen_files(
    library: Library, files: Sequence[str]
) -> tuple[dict[str, tuple[str, str, Reviewed]], list[str]]:
    """The files that can be signed, as `reviewed_files` returns them, and the names of those to sign.

    Args:
        library: all content, for all regions.
        files: names of content files, of which some may be unknown; none stands for all of them.
    """
    known = reviewed_files(library)
    return known, list(dict.fromkeys(below(library, file) for file in files)) or list(known)


def unknown(file: str, known: Mapping[str, object]) -> str:
    """The reason why a file that does not exist cannot be signed."""
    return f"{file}: no such content file{did_you_mean(file, known)}"


def _unsigned(library: Library, signed: Mapping[Carried, str], carried: Sequence[Carried]) -> list[str]:
    """The files, each once, of what nobody has signed, with the parts that a page carries of them."""
    missing = [one for one in carried if one not in signed]
    return list(dict.fromkeys(library.content.name(one.kind, one.id) for one in missing))


def _pages(site: Site) -> Iterator[tuple[str, list[Carried]]]:
    for kind in _PAGE_KINDS:
        for id_, model in site.library.content.items.get(kind, {}).items():
            if isinstance(model, Reviewed):
                yield f"{kind}/{id_}", carried_by(site.library, site.region, model)


def _sheets(site: Site) -> Iterator[tuple[str, list[Carried]]]:
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
    known, chosen = chosen_files(library, files)
    reasons = [*about_signature(name, day, today), *_about_files(library, chosen, known, day)]
    if reasons:
        raise CannotSign("\n".join(reasons))
    name = " ".join(name.split())
    signed = _signed(library, [known[file] for file in chosen], name, day)
    revisions = renewed(signed, today, ("quizzes",)) if recorded(library).quizzes else recorded(signed)
    written = {
        library.content.root / file: _with_name(library.content.root / file, name) for file in chosen
    }
    for path, text in written.items():
        write_atomically(text.encode(), path)
    write_atomically(as_yaml(revisions).encode(), Path(library.content.file(KIND, KIND)))
    return chosen


def below(library: Library, file: str) -> str:
    """The name of a content file below the content folder; it may be given with the folder, too."""
    return Path(file).as_posix().removeprefix(f"{library.content.root.as_posix()}/")


def _signed(
    library: Library, chosen: Sequence[tuple[str, str, Reviewed]], name: str, day: dt.date
) -> Library:
    """The content as it is once somebody has signed files."""
    items = {kind: dict(models) for kind, models in library.content.items.items()}
    signatures = dict(recorded(library).signatures)
    for kind, id_, model in chosen:
        items[kind][id_] = model.model_copy(update={"reviewer": name})
        signatures[f"{kind}/{id_}"] = signature(library, model, day)
    items[KIND] = {KIND: recorded(library).model_copy(update={"signatures": signatures})}
    return Library(replace(library.content, items=items))


def about_signature(name: str, day: dt.date, today: dt.date) -> Iterator[str]:
    """The reasons why a signature cannot be right, whatever it is for."""
    if not name.strip():
        yield "--sign: write the reviewer's name and profession"
    if day > today:
        yield f"--date {day}: it has not come yet"


def _about_files(
    library: Library, chosen: Sequence[str], known: dict[str, tuple[str, str, Reviewed]], day: dt.date
) -> Iterator[str]:
    for file in chosen:
        if file not in known:
            yield unknown(file, known)
        elif day < (changed := _last_change(library, *known[file])):
            yield f"{file}: it was changed on {changed}, after --date {day}; check what it says now"


def _last_change(library: Library, kind: str, id_: str, model: Reviewed) -> dt.date:
    """The last day on which a content file is known to have changed."""
    record = recorded(library)
    days = [model.checked]
    if isinstance(model, Quiz):
        entries = (record.questions.get(question.id, {}) for question in model.questions)
        days += [one.date for entry in entries for one in entry.values()]
    old = record.signatures.get(f"{kind}/{id_}")
    if old and old.words != signature(library, model, old.date).words:
        days.append(old.date)
    return max(days)


def _with_name(path: Path, name: str) -> str:
    """The text of a content file with a reviewer's name.

    Raises:
        CannotSign: the file is written in a way that this cannot change.
    """
    text = path.read_bytes().decode()
    changed = with_reviewer(text, name)
    before, after = (_fields(one) for one in (text, changed))
    if {**before, "reviewer": name} != after:
        raise CannotSign(
            f"{path.as_posix()}: write `reviewer: {name}` on a line of its own, then sign again"
        )
    return changed


def _fields(text: str) -> dict[str, Any]:
    front = FRONT_MATTER.match(text.removeprefix(_BOM))
    try:
        return dict(YAML(typ="base").load(front["yaml"] if front else text.removeprefix(_BOM)))
    except (YAMLError, TypeError, ValueError):
        return {}


def with_reviewer(text: str, name: str) -> str:
    """The text of a content file with the reviewer's name. No other line changes, and comments stay."""
    front = FRONT_MATTER.match(text.removeprefix(_BOM))
    data = YAML().load(front["yaml"] if front else text.removeprefix(_BOM))
    lines = _LINE.findall(text)
    line_end = "\r\n" if lines[0].endswith("\r\n") else "\n"
    above = 1 if front else 0
    field = "reviewer" if "reviewer" in data else "review_by"
    start = data.lc.key(field)[0] + above
    end = _end_of_value(lines, start, [row + above for row in _rows_of_keys(data)])
    new = f"reviewer: {_scalar(name)}{_comment(data)}{line_end}"
    if field == "reviewer":
        lines[start:end] = [new]
    else:
        if not lines[end - 1].endswith("\n"):
            lines[end - 1] += line_end
        lines.insert(end, new)
    return "".join(lines)


def _scalar(name: str) -> str:
    written, yaml = io.StringIO(), YAML()
    yaml.width = 10_000  # a name stays on its line
    yaml.dump({"reviewer": name}, written)
    return written.getvalue().removeprefix("reviewer: ").rstrip("\n")


def _comment(data: Any) -> str:
    """The comment behind the reviewer's name, if there is one."""
    token = (data.ca.items.get("reviewer") or [None] * 3)[2]
    first = token.value.split("\n")[0].rstrip() if token else ""
    return f"  {first}" if first else ""


def _rows_of_keys(data: Any) -> list[int]:
    """The lines of the keys of a mapping, counted from 0, from top to bottom."""
    return sorted(data.lc.key(key)[0] for key in data)


def _end_of_value(lines: Sequence[str], start: int, rows: Sequence[int]) -> int:
    """The line after a value, which blank lines and comments may follow before the next key."""
    last = next(
        (row for row, line in enumerate(lines) if row > start and line.rstrip() == "---"), len(lines)
    )
    end = next((row for row in rows if row > start), last)
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
