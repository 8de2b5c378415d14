# Checks styles in an SVG: properties that say how shapes are painted, with values that load nothing.

from __future__ import annotations

import re

_PROPERTIES = frozenset(
    """
    clip-path clip-rule color color-interpolation color-rendering display enable-background fill
    fill-opacity fill-rule flood-color flood-opacity font font-family font-size font-stretch font-style
    font-variant font-weight image-rendering isolation letter-spacing line-height mask mask-type
    mix-blend-mode opacity overflow paint-order shape-rendering stop-color stop-opacity stroke
    stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity
    stroke-width text-align text-anchor text-rendering transform transform-origin vector-effect visibility
    white-space word-spacing writing-mode
    """.split()  # noqa: SIM905 - a word list is easier to read
)
_OF_EDITORS = re.compile(
    r"-inkscape-[a-z-]+|font-variant-[a-z-]+|font-feature-settings|text-[a-z-]+|solid-[a-z]+|shape-[a-z-]+"
)
"""Properties for text, which the SVG has not, and for editors. They paint nothing."""
_FUNCTIONS = frozenset(
    "hsl hsla matrix rgb rgba rotate scale skewX skewY translate translateX translateY".split()  # noqa: SIM905
)
_OWN_PAINT = re.compile(r"url\(\s*(?:#[\w.:-]+|'#[\w.:-]+'|\"#[\w.:-]+\")\s*\)")
_FUNCTION = re.compile(r"([\w-]*)\(")
_VALUE = re.compile(r"[\w\s.,#%()'\"!+-]*", re.ASCII)
_SELECTOR = re.compile(r"[.#]?[\w-]+", re.ASCII)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_PLAIN = "export it as plain SVG"


class StyleError(ValueError):
    """A style is not on the list. `unknown` says whether that is its property, not its value."""

    def __init__(self, message: str, *, unknown: bool = False) -> None:
        super().__init__(message)
        self.unknown = unknown


def check_declarations(text: str) -> None:
    """Check the value of a `style` attribute, or what is between the braces of a rule.

    Raises:
        StyleError: a property is not on the list, or its value needs something else than the SVG itself.
    """
    for declaration in _COMMENT.sub(" ", text).split(";"):
        name, colon, value = declaration.partition(":")
        if name.strip() or colon:
            check_value(name.strip(), value.strip())


def check_value(name: str, value: str) -> None:
    """Check one property and its value.

    Raises:
        StyleError: the property is not on the list, or its value needs something else than the SVG itself.
    """
    if name not in _PROPERTIES and not _OF_EDITORS.fullmatch(name):
        raise StyleError(f"a style in the SVG has `{name[:40]}`; remove it, or {_PLAIN}", unknown=True)
    rest = _OWN_PAINT.sub("", value)
    if not _VALUE.fullmatch(rest) or not _FUNCTIONS.issuperset(_FUNCTION.findall(rest)):
        raise StyleError(
            f"a style in the SVG has `{name}: {value[:40]}`, which may need another file; remove `@import`,"
            f" `url(…)` and `\\`, or {_PLAIN}"
        )


def rules_of(text: str) -> list[tuple[str, str]]:
    """The rules of a <style>, each as a selector and its declarations, which have been checked.

    Raises:
        StyleError: it has anything but rules for elements, classes and ids.
    """
    text = _COMMENT.sub(" ", text)
    if rest := _RULE.sub("", text).strip():
        raise StyleError(f"a style in the SVG has '{rest[:40]}'; remove `@import` and other `@` rules")
    rules = []
    for selectors, declarations in _RULE.findall(text):
        check_declarations(declarations)
        for selector in map(str.strip, selectors.split(",")):
            if not _SELECTOR.fullmatch(selector):
                raise StyleError(f"a style in the SVG has the selector '{selector[:40]}'; {_PLAIN}")
            rules.append((selector, declarations))
    return rules
