# How other websites show a quiz: the frame to copy, and oEmbed for hosts that make one from a link.
#
# oEmbed 1.0, https://oembed.com: the answer is the same for everyone, so it is a file.

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from generator.content.addresses import embed_address, quiz_address
from generator.website.pages.embed_code import HEIGHT, iframe

if TYPE_CHECKING:
    from generator.schema.quiz import Quiz
    from generator.site import Site

_WIDTH = 640
"""In pixels."""


def oembed_address(site: Site, quiz: Quiz) -> str:
    """The full address of what oEmbed says of a quiz; nothing while the site has no address."""
    return site.settings.absolute(oembed_path(quiz))


def oembed_json(site: Site, quiz: Quiz) -> str:
    """What oEmbed says of a quiz (section 2.3.4.4, the `rich` type).

    Args:
        site: a site that has an address.
        quiz: the quiz.
    """
    embed = site.settings.absolute(embed_address(quiz_address(quiz.id)))
    answer = {
        "version": "1.0",
        "type": "rich",
        "title": quiz.title,
        "provider_name": site.settings.site_name,
        "provider_url": site.settings.site_url,
        "width": _WIDTH,
        "height": HEIGHT,
        "html": iframe(embed, quiz.title, str(_WIDTH)),
    }
    return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"


def oembed_path(quiz: Quiz) -> str:
    """The path of what oEmbed says of a quiz, from the site's root."""
    return f"{quiz_address(quiz.id)}oembed.json"
