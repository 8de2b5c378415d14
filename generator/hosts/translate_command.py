# `unknot translate`: writes the words of interface and content for translators, and checks what they made.

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import click

from generator.checks.graded_translation import graded
from generator.content.library import Library
from generator.content.load import load
from generator.hosts.command_group import CONFIG_FILE, CommandGroup
from generator.hosts.mkdocs.project import open_project
from generator.hosts.terminal import fail, report
from generator.hosts.translation_review import signed_files
from generator.output.folder import write_atomically
from generator.problems import ContentError, errors, errors_and_warnings
from generator.translation.catalogue import as_po, locale_of, new_catalogue, read_catalogue
from generator.translation.content_messages import content_messages
from generator.translation.interface_messages import interface_messages
from generator.translation.language import TRANSLATIONS, catalogue_path, read_language
from generator.translation.merge import merge
from generator.translation.report import UNTRANSLATED_SAFETY, as_table, problems, rows
from generator.translation.settings_messages import settings_messages
from generator.translation.signatures import REVIEW_COMMAND
from generator.translation.state import states

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from generator.hosts.mkdocs.project import Project
    from generator.problems import Problem
    from generator.schema.region import Region
    from generator.translation.message import Message
    from generator.translation.state import MessageState

_LANGUAGES = click.argument("languages", nargs=-1, metavar="[LANGUAGE]...")


@click.group(cls=CommandGroup)
def translate() -> None:
    """Translate the site: catalogues (PO files) for translators, in `translations/LANGUAGE/`."""


@translate.command()
@_LANGUAGES
@CONFIG_FILE
def extract(languages: Sequence[str], config_file: Path) -> None:
    """Write all words into the catalogues of each LANGUAGE, such as es; without one, of all there are.

    Translations stay. Those whose source has changed become fuzzy, and readers see the source.
    """
    source = _source(config_file)
    for language in _chosen(languages, config_file, needs_folder=False):
        for name, of_source in source.messages.items():
            path = catalogue_path(config_file.parent, language, name)
            catalogue = merge(
                read_catalogue(path, language), of_source, new_catalogue(language, name, source.changed)
            )
            text = as_po(catalogue)
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                write_atomically(text.encode(), path)
            click.echo(f"{path}: {len(of_source)} messages")


@translate.command()
@_LANGUAGES
@CONFIG_FILE
def status(languages: Sequence[str], config_file: Path) -> None:
    """Print how much of each LANGUAGE is translated and checked, and how many words are left."""
    source = _source(config_file)
    for tag, found in _states(source, languages, config_file):
        click.echo(as_table(tag, rows(one for states in found.values() for one in states)))
        language = read_language(source.project.content.parent, tag)
        signed, every = signed_files(source.library, language, source.region)
        hint = f"(`{REVIEW_COMMAND} {tag}` lists what is left)"
        click.echo(f"checked by somebody: {signed} of {every} files {hint}\n")


@translate.command(name="check")
@_LANGUAGES
@click.option("--all", "every", is_flag=True, help="List each message without a translation.")
@CONFIG_FILE
def check_translations(languages: Sequence[str], config_file: Path, *, every: bool) -> None:
    """Look for what translations have lost or added: placeholders, links, citations, numbers.

    Words on safety without a translation are counted, too, since readers see the source. Where there is a
    scale for a language, such as INFLESZ for Spanish, it says which files are too hard to read.
    """
    source = _source(config_file)
    wrong = [
        problem
        for _, found in _states(source, languages, config_file)
        for path, states in found.items()
        for problem in problems(path, states)
    ]
    for language in _chosen(languages, config_file):
        wrong += graded(source.library.content, source.region, config_file.parent, language)
    report(wrong if every else [*_counted(wrong)], failed=bool(errors_and_warnings(wrong)))


def _counted(problems: Sequence[Problem]) -> Iterator[Problem]:
    """Problems, of which all messages without a translation in one file are one."""
    counts = Counter(one.file for one in problems if one.rule == UNTRANSLATED_SAFETY)
    for one in problems:
        if one.rule != UNTRANSLATED_SAFETY:
            yield one
        elif count := counts.pop(one.file, 0):
            what = f"{count} messages on safety have no translation: readers see the source (see --all)"
            yield replace(one, where="", message=what)


def _states(
    source: _Source, languages: Sequence[str], config_file: Path
) -> Iterator[tuple[str, Mapping[Path, list[MessageState]]]]:
    """For each language, its catalogues and the state of their messages."""
    for language in _chosen(languages, config_file):
        paths = {
            catalogue_path(config_file.parent, language, name): of_source
            for name, of_source in source.messages.items()
        }
        yield (
            language,
            {path: [*states(found, read_catalogue(path, language))] for path, found in paths.items()},
        )


@dataclass(frozen=True)
class _Source:
    """What there is to translate."""

    project: Project
    library: Library
    """The content, for all regions."""
    messages: Mapping[str, list[Message]]
    """Name of a catalogue → the messages of the source."""

    @property
    def region(self) -> Region:
        """The region of the site."""
        return self.library.regions[self.project.settings().region]

    @property
    def changed(self) -> dt.datetime:
        """When the content last changed."""
        return dt.datetime.fromtimestamp(self.library.newest, tz=dt.UTC)


def _source(config_file: Path) -> _Source:
    """Load the content of a site.

    Raises:
        ContentError: the content is not valid.
    """
    project = open_project(config_file)
    content, wrong = load(project.content)
    if errors(wrong):
        raise ContentError(wrong)
    of_content = [*settings_messages(project.config), *content_messages(content)]
    messages = {"interface": [*interface_messages()], "content": of_content}
    return _Source(project, Library(content), messages)


def _chosen(languages: Sequence[str], config_file: Path, *, needs_folder: bool = True) -> list[str]:
    """The languages that somebody asks for: those named, or all that have a folder."""
    folder = config_file.parent / TRANSLATIONS
    known = sorted(path.name for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []
    for language in languages:
        try:
            locale_of(language)
        except ValueError as error:
            fail(str(error))
        if needs_folder and language not in known:
            fail(f"{folder / language}: no such folder; `unknot translate extract {language}` makes it")
    if not languages and not known:
        fail(f"{folder}: no language; `unknot translate extract es` starts one")
    return [*dict.fromkeys(languages)] or known


def wrong_translations(project: Project, tags: Sequence[str], library: Library) -> Iterator[Problem]:
    """Translations that no build shows since they have lost or added something."""
    for tag in tags:
        try:
            language = read_language(project.content.parent, tag)
        except ContentError as error:
            yield from error.problems
        else:
            messages = [*settings_messages(project.config), *content_messages(library.content)]
            found = language.states(messages)
            yield from errors_and_warnings([*language.problems, *language.problems_with(found)])
