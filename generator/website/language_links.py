# The links from each page to the same page in the site's other languages.
#
# The language of the content is at the root; each other one has a folder of its own with the same paths.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from babel.core import Locale

if TYPE_CHECKING:
    from generator.site import Site


def language_links(site: Site) -> dict[str, Any]:
    """The languages, for the theme; nothing if the site has only one.

    Returns:
        `languages`: for each its `tag`, its own `name`, its direction `dir`, `here` (whether it is that of
        this site), `path` from the root of this site to that of the other, and its web address `url`; empty
        without an address. For a translation `source`: the `tag` of the language of the content, the
        `notice` for pages with words in it, and the `names` that are in it on all pages.
    """
    source, *others = site.settings.languages or ("",)
    if not others:
        return {}
    here = site.language.tag if site.language else source
    up = "../" if site.language else ""
    of_content = site.settings.of_content(here)
    return {
        "languages": [
            {
                "tag": tag,
                **_names(tag),
                "here": tag == here,
                "path": up + ("" if tag == source else f"{tag}/") if tag != here else "",
                "url": of_content.in_language(tag).site_url,
            }
            for tag in (source, *others)
        ],
        **({"source": _source(site, source)} if site.language else {}),
    }


def _source(site: Site, tag: str) -> dict[str, Any]:
    gettext = site.translations.gettext
    # Translators: on top of a page with words that are not translated.
    notice = gettext("Part of this page is in %(language)s, since it has not been translated yet.")
    name = Locale.parse(tag, sep="-").get_language_name(site.region.language.replace("-", "_"))
    text = notice % {"language": name or tag}
    return {"tag": tag, "notice": text, "names": sorted(site.source_names)}


def _names(tag: str) -> dict[str, str]:
    locale = Locale.parse(tag, sep="-")
    name = locale.get_display_name(locale) or tag
    return {"name": name[0].upper() + name[1:], "dir": locale.text_direction}
