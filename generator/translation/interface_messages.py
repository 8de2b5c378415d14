# The messages of the interface: the words in our Python code and templates that go through gettext.

from __future__ import annotations

import re
from functools import cache

from babel.messages.extract import extract_from_dir

from generator.shipped import CODE_FOLDER
from generator.translation.message import Message

_METHODS = [("**/templates/**.html", "jinja2.ext.babel_extract"), ("**.py", "python")]
_OPTIONS = {
    "**/templates/**.html": {
        "encoding": "utf-8",
        "extensions": "jinja2.ext.do",
        "newstyle_gettext": "true",
        "silent": "false",  # a template that cannot be read is an error, not one without messages
        "trimmed": "true",
    }
}
_KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2), "plural": (1, 2)}
_NOTE = "Translators:"
"""How a comment for translators starts, in the line above the words."""
_NAMED = re.compile(r"%\(\w+\)[sd]")
"""A placeholder of Jinja's gettext."""


@cache
def interface_messages() -> tuple[Message, ...]:
    """The messages of the interface, in the order of files; each comes once. The program stays the same."""
    found: dict[str, Message] = {}
    for file, _, message, comments, _ in extract_from_dir(
        CODE_FOLDER, _METHODS, _OPTIONS, _KEYWORDS, (_NOTE,), strip_comment_tags=True
    ):
        text, plural = message if isinstance(message, tuple) else (message, "")
        earlier = found.get(text, Message(text))
        found[text] = Message(
            text,
            plural=plural or earlier.plural,
            comments=tuple(dict.fromkeys((*earlier.comments, *comments))),
            files=tuple(dict.fromkeys((*earlier.files, file.replace("\\", "/")))),
            python_format=bool(_NAMED.search(text)),
        )
    return tuple(found.values())
