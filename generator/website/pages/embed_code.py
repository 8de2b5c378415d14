# The line of HTML that shows a quiz on another website.

from __future__ import annotations

from html import escape

HEIGHT = 720
"""In pixels. It holds a question with its options; a host that listens then fits the frame."""


def iframe(address: str, title: str, width: str = "100%") -> str:
    """The line of HTML that shows a quiz on another page, and needs no script there.

    Args:
        address: the full address of an embed page.
        title: what screen readers say of the frame.
        width: as the attribute takes it.
    """
    return (
        f'<iframe src="{escape(address)}" title="{escape(title)}" width="{width}" height="{HEIGHT}"'
        ' loading="lazy" referrerpolicy="no-referrer"></iframe>'
    )
