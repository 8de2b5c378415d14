# What every renderer is given: the library, the settings, and templates that know both.

from __future__ import annotations

import gettext
import json
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from markupsafe import Markup

from generator import prose
from generator.content.addresses import embed_address, quiz_address
from generator.content.levels import DOTS, level_labels
from generator.content.localise import respeller
from generator.content.references import References
from generator.output.template_cache import TemplateCache

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.content.library import Library
    from generator.prose import Prose
    from generator.schema.region import Region
    from generator.settings.settings import Settings

_LOCALES = Path(__file__).parent / "locales"
_RENDERERS = ("website", "quizzes", "handouts")
"""Packages with templates; a template's name starts with its package: `website/parts.html`."""


@dataclass(frozen=True)
class Site:
    """One site: content, settings, templates. Renderers are functions of it."""

    library: Library
    """What is said, in the words of the region."""
    settings: Settings
    """Name, address, clinic."""

    @property
    def region(self) -> Region:
        """Whose words and numbers are used."""
        return self.library.regions[self.settings.region]

    @cached_property
    def translations(self) -> gettext.NullTranslations:
        """Interface words in the region's language; English where there is no catalogue."""
        languages = [self.region.language.replace("-", "_"), self.region.language[:2]]
        found = gettext.translation("unknot", _LOCALES, languages, fallback=True)
        spell = respeller(self.region.spelling)
        return _Respelled(found, spell) if spell else found

    @cached_property
    def templates(self) -> jinja2.Environment:
        """Jinja with our filters, and gettext as `_`."""
        return _environment(self)

    def references(self, here: str, *, explain: bool = True) -> References:
        """The references of a page at the address `here`."""
        return References(self.library, self.region, here, explain=explain)

    def render(self, template: str, references: References, **names: Any) -> str:
        """A template with the names every template has.

        Args:
            template: its package and its path in there, such as `website/parts.html`.
            references: of the page; what `html`, `text` and `url` resolve against.
            names: what else the template uses.
        """
        return self.templates.get_template(template).render(references=references, **names)


class _Respelled(gettext.NullTranslations):
    """Translations in the region's spelling."""

    def __init__(self, found: gettext.NullTranslations, spell: Callable[[str], str]) -> None:
        super().__init__()
        self._found = found
        self._spell = spell

    def gettext(self, message: str) -> str:
        return self._spell(self._found.gettext(message))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self._spell(self._found.ngettext(msgid1, msgid2, n))


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
    environment.globals.update(quiz_address=quiz_address, embed_address=embed_address)
    environment.globals.update(_=translate, dot_count=DOTS, level_labels=level_labels(translate))
    environment.filters.update(html=_html, text=_text, url=_url, link=_link, json=_json)
    return environment


def _translated(translations: gettext.NullTranslations) -> Callable[..., Markup]:
    """Jinja's new-style gettext, each message looked up once: forms ask for the same ones all the time."""
    found = cache(lambda message: Markup(translations.gettext(message)))  # noqa: S704 - our own words

    def translated(message: str, **names: Any) -> Markup:
        return found(message) % names

    return translated


@jinja2.pass_context
def _html(context: jinja2.runtime.Context, value: Prose) -> Markup:
    """Prose as the inside of an HTML element."""
    return Markup(prose.to_html(value, context["references"]))  # noqa: S704 - to_html escapes


@jinja2.pass_context
def _text(context: jinja2.runtime.Context, value: Prose) -> str:
    """Prose as plain text."""
    return prose.to_text(value, context["references"])


@jinja2.pass_context
def _url(context: jinja2.runtime.Context, target: str) -> str:
    """The relative link to a target of content, such as `muscles/trapezius`."""
    address: str = context["references"].address(target)
    return address


@jinja2.pass_context
def _link(context: jinja2.runtime.Context, address: str) -> str:
    """The relative link to an address from the site's root, such as `data/muscles.json`."""
    link: str = context["references"].link(address)
    return link


def _json(value: Any) -> Markup:
    """JSON that may stand inside a `script` element: no `<`, `>` or `&` is left in it."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704 - escaped above
