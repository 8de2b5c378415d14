# The HTML code that embeds a quiz in another website.

from __future__ import annotations

from html import escape

HEIGHT = 720
"""Height of the frame in pixels, enough for most questions.

The quiz posts its true height, to which a host page can then set the frame.
"""


def iframe(address: str, title: str) -> str:
    """An `iframe` element that shows a quiz on another page, without a script, as wide as its place there.

    Args:
        address: the full address of an embed page.
        title: the name of the frame for screen readers.
    """
    return (
        f'<iframe src="{escape(address)}" title="{escape(title)}" width="100%" height="{HEIGHT}"'
        ' loading="lazy" referrerpolicy="no-referrer"></iframe>'
    )
