# A message: words to translate, where they stand, and what a translator should know about them.

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Message:
    """Words to translate."""

    text: str
    """The words in the source language: the `msgid`."""
    context: str = ""
    """File and field, such as `symptoms/an-example.yml: lead`: the `msgctxt`; empty for the interface."""
    plural: str = ""
    """The words for several things, if they depend on a number: the `msgid_plural`."""
    comments: tuple[str, ...] = ()
    """For translators: what it is, what to keep, how long it may be."""
    files: tuple[str, ...] = ()
    """The files it is in."""
    has_markup: bool = False
    """Whether it is prose of content; see `generator/prose/markup.py`."""
    is_running_text: bool = True
    """Whether it is a sentence or a label, and no list of names or sounds."""
    longest: int | None = None
    """How many characters a translation may have; None without a limit."""
    python_format: bool = False
    """Whether it has placeholders such as `%(count)s`."""

    @property
    def key(self) -> tuple[str, str]:
        """What names the message in a catalogue."""
        return self.context, self.text
