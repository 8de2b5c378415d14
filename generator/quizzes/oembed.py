# oEmbed 1.0 (https://oembed.com): lets other websites turn a link to a quiz into an embedded frame.
#
# The response does not depend on the request, so a static file serves it.

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from generator.content.addresses import embed_address, quiz_address
from generator.website.pages.embed_code import HEIGHT, iframe

if TYPE_CHECKING:
    from generator.schema.quiz import Quiz
    from generator.site import Site

_WIDTH = 320
"""In pixels: what the quiz needs, and what the narrowest phones have.

It must not exceed the `maxwidth` of a request, which a static file cannot know. The frame itself is as wide
as the place that it is put in."""


def oembed_address(site: Site, quiz: Quiz) -> str:
    """The absolute address of a quiz's oEmbed response; empty if the site has no address."""
    return site.settings.absolute(oembed_path(quiz))


def oembed_json(site: Site, quiz: Quiz) -> str:
    """The oEmbed response for a quiz: type `rich`, section 2.3.4.4. The site must have an address."""
    embed = site.settings.absolute(embed_address(quiz_address(quiz.id)))
    response = {
        "version": "1.0",
        "type": "rich",
        "title": quiz.title,
        "provider_name": site.settings.site_name,
        "provider_url": site.settings.site_url,
        "width": _WIDTH,
        "height": HEIGHT,
        "html": iframe(embed, quiz.title),
    }
    return json.dumps(response, ensure_ascii=False, indent=1) + "\n"


def oembed_path(quiz: Quiz) -> str:
    """The path of a quiz's oEmbed response, relative to the site's root."""
    return f"{quiz_address(quiz.id)}oembed.json"
