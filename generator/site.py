# What every renderer gets: the content, the settings, and templates that have access to both.

from __future__ import annotations

import gettext
import html
import json
from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import cache, partial
from typing import TYPE_CHECKING, Any

import jinja2
from markupsafe import Markup

from generator import prose
from generator.content.addresses import embed_address, quiz_address
from generator.content.citations import ReferenceWords, reference_words
from generator.content.fingerprint import file_digest, fingerprint
from generator.content.levels import DOTS, level_labels
from generator.content.library import Library
from generator.content.localise import localise, respeller
from generator.content.references import References
from generator.content.review import checked_by, unchecked
from generator.content.signatures import only_signed
from generator.content.subject_words import SubjectWords
from generator.content.tracked_content import tracked_content
from generator.memo import replayed_property
from generator.output.code import code_digest
from generator.output.fonts import added_fonts
from generator.output.store import key_of
from generator.output.template_cache import TemplateCache
from generator.prose import formats
from generator.prose.languages import arrow, direction, is_english, language_marks
from generator.prose.source_names import mark_names
from generator.translation.content_messages import content_messages
from generator.translation.signatures import BothLanguages, translation_signers
from generator.translation.translated import names_in_source, translated

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.content.part import Carried
    from generator.output.fonts import AddedFonts
    from generator.prose import Prose
    from generator.schema.region import Region
    from generator.settings.settings import Settings
    from generator.translation.language import Language
    from generator.translation.state import States

_RENDERERS = ("website", "quizzes", "handouts")
"""Packages with templates. A template's name starts with its package: `website/parts.html`."""


@dataclass(frozen=True)
class Site:
    """One site: content, settings, templates. Renderers are functions of a site."""

    library: Library
    """The content, in the words of the site's region."""
    settings: Settings
    """Name, address and clinic of the site, and what it has switched on."""
    language: Language | None = None
    """The language into which the site is translated; None if it is in that of its content."""
    source: Site | None = field(default=None, compare=False)
    """The site in the language of its content, if this one is translated: for sheets in both languages."""
    source_names: frozenset[str] = field(default=frozenset(), compare=False, repr=False)
    """Names that readers of a translation see in the language of the content."""
    versions: Mapping[tuple[str, str], str] = field(default_factory=dict, compare=False, repr=False)
    """Kind and id of a content file → what differs if a field or signature does; empty for translations."""

    @property
    def region(self) -> Region:
        """The region whose words and telephone numbers the site uses."""
        return self.library.regions[self.settings.region]

    @property
    def given(self) -> str:
        """A digest of whatever decides all files: the generator, the settings and the region."""
        words = self._interface
        language = (words.tag, words.digest) if words else ()
        fonts = (self.fonts.digest,) if self.fonts.digest else ()
        parts = (fingerprint(self.settings), fingerprint(dict(self.region)), *language, *fonts)
        return key_of((code_digest(), *parts))

    @property
    def _interface(self) -> Language | None:
        """The language of the interface; None for English, which it also has if it is not translated."""
        if self.language or is_english(self.region.language):
            return self.language
        from generator.translation.language import interface_in  # noqa: PLC0415 - slow, and rarely needed

        return interface_in(self.region.language)

    @property
    def fonts(self) -> AddedFonts:
        """The fonts that the site adds to those of the program."""
        return added_fonts(self.library.content.root)

    @replayed_property
    def translations(self) -> gettext.NullTranslations:
        """Words of the interface in the site's language; in English where there is no translation."""
        if words := self._interface:
            return words.interface
        translations = gettext.NullTranslations()
        spell = respeller(self.region.spelling)
        return _Respelled(translations, spell) if spell else translations

    @replayed_property
    def say(self) -> SubjectWords:
        """Says a word of the subject by its name, such as `sheet.practice`."""
        return SubjectWords(self.library.own_words, self.translations, self.region.language)

    @replayed_property
    def reference_words(self) -> ReferenceWords:
        """The words of references in the site's language."""
        return reference_words(self.translations.gettext, self.region.language)

    @replayed_property
    def templates(self) -> jinja2.Environment:
        """The Jinja environment, with our filters, and gettext as `_`."""
        return _environment(self)

    def references(self, here: str, *, explain: bool = True) -> References:
        """The references of the page at the address `here`.

        Args:
            here: address of the page.
            explain: whether glossary terms are marked where they first occur.
        """
        gettext = self.translations.gettext
        return References(self.library, self.region, here, explain=explain, gettext=gettext)

    def render(self, template: str, references: References, **variables: Any) -> str:
        """Render a template.

        Args:
            template: its package and its path in that package, such as `website/parts.html`.
            references: those of the page, which the filters `html`, `text`, `url` and `link` use.
            variables: variables of the template beside those that all templates have.
        """
        html = self.templates.get_template(template).render(references=references, **variables)
        return self.with_marked_names(html)

    def with_marked_names(self, html: str) -> str:
        """HTML in which names that are not translated are marked as such."""
        text = str(html)  # not marked as safe, so that it can be added to other text
        return mark_names(text, self.source_names, self.source.region.language) if self.source else text


def localised_site(
    library: Library, settings: Settings, language: Language | None = None, found: States | None = None
) -> Site:
    """The site for the readers of the region that the settings name.

    Args:
        library: valid content, for all regions.
        settings: the site's settings.
        language: the language to translate the site into; None for that of its content.
        found: what the language has for the messages of the content, if that is known already.
    """
    region = library.regions[settings.region]
    content = only_signed(library, region)
    site = Site(Library(tracked_content(localise(content, settings.region))), settings)
    if not language:
        return replace(site, versions=_versions(library, content.signers or {}))
    found = language.states(content_messages(content)) if found is None else found
    inside = translated(content, language, region, found)
    signed = translation_signers(BothLanguages(library, Library(inside)), region, language.signatures)
    inside = localise(replace(inside, translation_signers=signed), settings.region)
    spell = respeller(region.spelling) or str
    names = frozenset(map(spell, names_in_source(found)))
    source = replace(site, settings=settings.of_content(language.tag))
    return Site(Library(tracked_content(inside)), settings, language, source, names)


def _versions(library: Library, signed: Mapping[Carried, str]) -> dict[tuple[str, str], str]:
    """The version of each content file: what decides its words and signatures in a given region.

    Args:
        library: all content, not localised.
        signed: what is as a reviewer signed it → the reviewer.
    """
    of_file: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one, reviewer in signed.items():
        of_file[one.kind, one.id] += (one.part, reviewer)
    versions = {(kind, id_): file_digest(model) for kind, id_, model in library.documents()}
    return versions | {file: key_of((versions[file], *signatures)) for file, signatures in of_file.items()}


class _Respelled(gettext.NullTranslations):
    """Translations in the region's spelling."""

    def __init__(self, translations: gettext.NullTranslations, spell: Callable[[str], str]) -> None:
        super().__init__()
        self._translations = translations
        self._spell = spell

    def gettext(self, message: str) -> str:
        return self._spell(self._translations.gettext(message))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self._spell(self._translations.ngettext(msgid1, msgid2, n))


def _environment(site: Site) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PrefixLoader(
            {name: jinja2.PackageLoader(f"generator.{name}") for name in _RENDERERS}
        ),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        bytecode_cache=TemplateCache(),
    )
    environment.install_gettext_translations(site.translations, newstyle=True)  # type: ignore[attr-defined]
    environment.globals.update(site=site, library=site.library, settings=site.settings, region=site.region)
    translate = _translated(site.translations)
    environment.globals["say"] = _said(site.say)
    environment.globals.update(quiz_address=quiz_address, embed_address=embed_address)
    environment.globals.update(_=translate, dot_count=DOTS, level_labels=level_labels(translate))
    environment.globals["arrow"] = arrow(site.region.language)
    is_turned = direction(site.region.language) == "rtl"
    environment.globals["dir_mark"] = Markup(' dir="rtl"') if is_turned else ""
    gettext = site.translations.gettext
    environment.globals["checked_by"] = partial(checked_by, gettext=gettext)
    environment.globals["unchecked"] = partial(unchecked, gettext=gettext)
    language = site.region.language
    environment.filters["listed"] = partial(formats.listed, language=language)
    environment.filters["quoted"] = Markup("<q>{}</q>").format
    environment.filters["month"] = partial(formats.month, language=language)
    environment.filters.update(marks=_marks, marks_of=_marks_of, named=partial(_named, site))
    environment.filters.update(html=_html, words=_words, text=_text, url=_url, link=_link, json=_json)
    return environment


def _translated(translations: gettext.NullTranslations) -> Callable[..., Markup]:
    """Jinja's newstyle gettext with a cache, because pages use the same messages many times."""
    look_up = cache(lambda message: Markup(translations.gettext(message)))  # noqa: S704 - our own words

    def translated(message: str, **variables: Any) -> Markup:
        return look_up(message) % variables

    return translated


def _said(say: SubjectWords) -> Callable[..., Markup]:
    """Words of the subject as HTML, also in attributes with double quotes."""

    def said(name: str, count: int | None = None) -> Markup:
        text = html.escape(say(name, count), quote=False)
        return Markup(text.replace('"', "&quot;"))  # noqa: S704 - escaped

    return said


@jinja2.pass_context
def _html(context: jinja2.runtime.Context, value: Prose) -> Markup:
    """Prose as the inside of an HTML element."""
    return Markup(prose.to_html(value, context["references"]))  # noqa: S704 - to_html escapes


@jinja2.pass_context
def _words(context: jinja2.runtime.Context, value: Prose) -> Markup:
    """Prose as plain text inside an HTML element, marked with its language if it is not translated."""
    text = prose.to_text(value, context["references"])
    marks = _marks(value)
    return Markup("<span{}>{}</span>").format(marks, text) if marks else Markup.escape(text)


def _named(site: Site, text: str) -> Markup:
    """A name inside a text, marked with its language if it is not translated."""
    if site.source and {text, f"{text}."} & site.source_names:
        return Markup("<span{}>{}</span>").format(_marks_of(site.source.region.language), text)
    return Markup.escape(text)


def _marks(value: Prose) -> Markup:
    """The attributes, after a space, of an element with prose as plain text; empty if it is translated."""
    match value.nodes:
        case (prose.Foreign(language),):
            return _marks_of(language)
    return Markup()


def _marks_of(language: str) -> Markup:
    return Markup(f" {language_marks(language)}")  # noqa: S704 - the tag of a language


@jinja2.pass_context
def _text(context: jinja2.runtime.Context, value: Prose) -> str:
    """Prose as plain text."""
    return prose.to_text(value, context["references"])


@jinja2.pass_context
def _url(context: jinja2.runtime.Context, target: str) -> str:
    """The relative link to a target of content, such as `muscles/an-example`."""
    address: str = context["references"].address(target)
    return address


@jinja2.pass_context
def _link(context: jinja2.runtime.Context, address: str) -> str:
    """The relative link to an address from the site's root, such as `data/muscles.json`."""
    link: str = context["references"].link(address)
    return link


def _json(value: Any) -> Markup:
    """JSON that is safe inside a `script` element, with `<`, `>` and `&` escaped."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704 - escaped above
