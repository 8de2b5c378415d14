# The menu as templates get it: it notes what a page shows of it.
#
# A finished page is used again until something that it shows has changed. Hardly a page shows the whole
# menu: with our theme, a page shows at most the list of its own section.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.memo import read
from generator.output.store import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.utils.templates import TemplateContext

    from generator.memo import Read

_MENU = "menu"
"""The sort of these reads."""
_WHOLE = ""
"""The whole menu, as the name of a part."""
_ALL_PAGES = "*"
"""All pages, each with all that is on it, as the name of a part."""
_PAGES = "pages"
"""Key of the pages of a section, in the variables of our theme."""


def note_whole_menu() -> None:
    """Note that something was read that depends on the menu, such as which page is the next one."""
    read((_MENU, _WHOLE))


def parts_read(reads: Iterable[Read]) -> list[str]:
    """The names of the parts of the menu that were read."""
    return sorted(str(name) for sort, name, *_ in reads if sort == _MENU)


def menu_digests(nav: object, theme: Mapping[str, Any], pages: Iterable[str]) -> dict[str, str]:
    """Name of a part of the menu → a digest of it.

    Args:
        nav: MkDocs' setting of that name.
        theme: variables of our theme.
        pages: digests of all pages.
    """
    sections = {section["id"]: key_of((repr(section[_PAGES]),)) for section in theme["sections"]}
    return {_WHOLE: key_of((repr(nav),)), _ALL_PAGES: key_of(pages), **sections}


def without_menu(theme: Mapping[str, Any]) -> dict[str, Any]:
    """The variables of our theme without those that note that they are read."""
    sections = [{key: value for key, value in one.items() if key != _PAGES} for one in theme["sections"]]
    return {**theme, "sections": sections}


def with_noted_sections(theme: Mapping[str, Any]) -> dict[str, Any]:
    """The variables of our theme, with sections that note that their pages are read."""
    return {**theme, "sections": [*map(_Section, theme["sections"])]}


def noted(context: TemplateContext) -> dict[str, Any]:
    """The variables of templates that depend on the menu, as they get them."""
    return {
        "nav": _Noted(context["nav"], _WHOLE),
        "pages": _Noted(context["pages"], _ALL_PAGES),
        "config": _Settings(context["config"]),
    }


class _Section(dict[str, Any]):
    """A section of the menu."""

    def __getitem__(self, key: str) -> Any:
        if key == _PAGES:
            self._note()
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        """As that of `dict`."""
        if key == _PAGES:
            self._note()
        return super().get(key, default)

    def values(self) -> Any:
        """As that of `dict`."""
        self._note()
        return super().values()

    def items(self) -> Any:
        """As that of `dict`."""
        self._note()
        return super().items()

    def __repr__(self) -> str:
        self._note()
        return super().__repr__()

    def _note(self) -> None:
        read((_MENU, super().__getitem__("id")))


class _Noted:
    """MkDocs' menu, or the list of all pages."""

    def __init__(self, noted: Any, part: str) -> None:
        """Stand for an object in templates."""
        self._noted = noted
        self._part = part

    def __getattr__(self, name: str) -> Any:
        read((_MENU, self._part))
        return getattr(self._noted, name)

    def __getitem__(self, key: Any) -> Any:
        read((_MENU, self._part))
        return self._noted[key]

    def __iter__(self) -> Iterator[Any]:
        read((_MENU, self._part))
        return iter(self._noted)

    def __len__(self) -> int:
        read((_MENU, self._part))
        return len(self._noted)

    def __str__(self) -> str:
        read((_MENU, self._part))
        return str(self._noted)


class _Settings:
    """The settings, of which templates may ask for the menu, too."""

    def __init__(self, config: MkDocsConfig) -> None:
        """Stand for the settings in templates."""
        self._config = config

    def __getattr__(self, name: str) -> Any:
        if name == "nav" or name not in self._config:
            note_whole_menu()  # a method may return everything
        return getattr(self._config, name)

    def __getitem__(self, key: str) -> Any:
        if key == "nav":
            note_whole_menu()
        return self._config[key]

    def __contains__(self, key: str) -> bool:
        return key in self._config

    def __iter__(self) -> Iterator[str]:
        note_whole_menu()
        return iter(self._config)
