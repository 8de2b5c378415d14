# Who has checked a translation. A signature covers the words of a content file, and of its parts, in the
# language of the content and in translation: it lapses as soon as one of them changes.
#
# `unknot review --language es --sign` writes them into `translations/es/signatures.yml`.

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

import yaml
from pydantic import ValidationError

from generator.content import yaml_file
from generator.content.part import Carried
from generator.content.signatures import signature
from generator.problems import ContentError, Problem, dotted
from generator.schema.common import Reviewed
from generator.schema.revisions import Signature, TranslationSignature, TranslationSignatures

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from generator.content.library import Library
    from generator.schema.region import Region

FILE = "signatures.yml"
"""The name of the file in the folder of a language."""
REVIEW_COMMAND = "unknot review --language"

_HEAD = f"""\
# SPDX-License-Identifier: CC-BY-4.0

# Who has checked which translated words. `{REVIEW_COMMAND}` writes this file.
"""


def read_signatures(path: Path) -> Mapping[str, TranslationSignature]:
    """Content file as `kind/id` → the signature of its translation; empty if there is no file.

    Raises:
        ContentError: the file is not valid.
        OSError: it cannot be read.
    """
    if not path.exists():
        return {}
    text, file = path.read_bytes().decode(errors="replace"), path.as_posix()
    data, problems = yaml_file.parse(text, file)
    if problems:
        raise ContentError(problems)
    try:
        return TranslationSignatures.model_validate(data).signatures
    except ValidationError as error:
        first = error.errors()[0]
        at = yaml_file.locate(text, first["loc"])
        what = f"{first['msg']}; `{REVIEW_COMMAND}` writes this file"
        problem = Problem(file, at.line, at.column, dotted(first["loc"]), what, "translation")
        raise ContentError([problem]) from error


def as_yaml(signatures: Mapping[str, TranslationSignature]) -> str:
    """The text of the file."""
    data = TranslationSignatures(signatures=dict(signatures)).model_dump(mode="json")
    return _HEAD + yaml.safe_dump(data, allow_unicode=True, width=10_000)


class BothLanguages(NamedTuple):
    """All content in two languages, not localised."""

    source: Library
    """In its own language."""
    translation: Library
    """In another one."""


def signed_in(pair: BothLanguages, region: Region, key: Carried, day: dt.date) -> Signature:
    """The signature of a content file in both languages, as readers of a region see it now."""
    one, other = (
        signature(library, _file(library, key), day, {region.id: library.regions[region.id]})
        for library in pair
    )
    parts = {part: _both(words, other.parts[part]) for part, words in one.parts.items()}
    return Signature(date=day, words=_both(one.words, other.words), parts=parts)


def _both(source: Mapping[str, str], translation: Mapping[str, str]) -> dict[str, str]:
    """Region → the hash of words in both languages."""
    return {
        region: hashlib.sha256(f"{words} {translation[region]}".encode()).hexdigest()[: len(words)]
        for region, words in source.items()
    }


def _file(library: Library, key: Carried) -> Reviewed:
    model = library.content.items[key.kind][key.id]
    assert isinstance(model, Reviewed)  # noqa: S101 - only such files are signed
    return model


def translation_signers(
    pair: BothLanguages, region: Region, signatures: Mapping[str, TranslationSignature]
) -> dict[Carried, str]:
    """Each file, and each part of a file, that is as it was signed in translation → who did.

    Args:
        pair: the content in both languages.
        region: the region whose readers see the words.
        signatures: the signatures of the language.
    """
    return dict(_signers(pair, region, signatures))


def _signers(
    pair: BothLanguages, region: Region, signatures: Mapping[str, TranslationSignature]
) -> Iterator[tuple[Carried, str]]:
    for name, signed in signatures.items():
        kind, _, id_ = name.partition("/")
        if not isinstance(pair.source.content.items.get(kind, {}).get(id_), Reviewed):
            continue
        now = signed_in(pair, region, Carried(kind, id_), signed.date)
        if now.words[region.id] == signed.words.get(region.id):
            yield Carried(kind, id_), signed.reviewer
        for part, words in now.parts.items():
            if words[region.id] == signed.parts.get(part, {}).get(region.id):
                yield Carried(kind, id_, part), signed.reviewer
