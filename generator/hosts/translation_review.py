# `unknot review --language`: who has checked which translated words.

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.content.library import Library
from generator.content.part import Carried
from generator.hosts.record_commands import (
    CannotSign,
    about_signature,
    chosen_files,
    reviewed_files,
    unknown,
)
from generator.output.folder import write_atomically
from generator.schema.revisions import TranslationSignature
from generator.translation.content_messages import messages_of
from generator.translation.language import signatures_path
from generator.translation.signatures import BothLanguages, as_yaml, signed_in, translation_signers
from generator.translation.state import Progress, states
from generator.translation.translated import translated

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from generator.schema.common import Reviewed
    from generator.schema.region import Region
    from generator.translation.language import Language


def sign_translation(  # noqa: PLR0913 - the parts of a signature
    library: Library, language: Language, files: Sequence[str], name: str, *, day: dt.date, today: dt.date
) -> list[str]:
    """Record that somebody has checked the translation of content files, and return their names.

    Args:
        library: all content, for all regions.
        language: the language of the translation.
        files: names of content files below the content folder; none stands for all of them.
        name: the reviewer's name and profession.
        day: the day on which they checked the files.
        today: the present day.

    Raises:
        CannotSign: the name is empty, the day is in the future, a file is unknown or not translated.
            Nothing was written.
    """
    known, chosen = chosen_files(library, files)
    reasons = [*about_signature(name, day, today), *_about_files(library, language, chosen, known)]
    if reasons:
        raise CannotSign("\n".join(reasons))
    signatures = dict(language.signatures)
    pairs = [(region, _pair(library, language, region)) for region in library.regions.values()]
    for kind, id_, _ in map(known.__getitem__, chosen):
        signed = TranslationSignature(reviewer=" ".join(name.split()), date=day, words={})
        for region, pair in pairs:
            now = signed_in(pair, region, Carried(kind, id_), day)
            signed.words.update(now.words)
            for part, words in now.parts.items():
                signed.parts.setdefault(part, {}).update(words)
        signatures[f"{kind}/{id_}"] = signed
    path = signatures_path(library.content.root.parent, language.tag)
    write_atomically(as_yaml(signatures).encode(), path)
    return chosen


def _pair(library: Library, language: Language, region: Region) -> BothLanguages:
    return BothLanguages(library, Library(translated(library.content, language, region)))


def _about_files(
    library: Library, language: Language, chosen: Sequence[str], known: dict[str, tuple[str, str, Reviewed]]
) -> Iterator[str]:
    for file in chosen:
        if file not in known:
            yield unknown(file, known)
            continue
        kind, id_, _ = known[file]
        found = states(messages_of(library.content, kind, id_), language.content)
        left = [message for message, state, *_ in found if state is not Progress.TRANSLATED]
        if missing := [message.context for message in left if message.is_running_text]:
            yield f"{file}: not all of it is translated, so nobody can have checked it; see {missing[0]}"


def signed_files(library: Library, language: Language, region: Region) -> tuple[int, int]:
    """How many content files are as somebody signed them in translation, and how many there are to sign."""
    signed = translation_signers(_pair(library, language, region), region, language.signatures)
    known = reviewed_files(library).values()
    return sum(Carried(kind, id_) in signed for kind, id_, _ in known), len(known)
