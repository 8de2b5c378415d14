# The menu as templates get it: it notes what a page shows of it.
#
# A finished page is used again until something that it shows has changed. Few pages show the whole menu:
# with our theme, a page shows at most the list of its own section. Through the menu a template also reaches
# other pages; one that shows more of them than their titles depends on all pages.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from generator.memo import read
from generator.output.store import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.utils.templates import TemplateContext

    from generator.memo import Read

_MENU = "menu"
"""The sort of these reads."""
_WHOLE = ""
"""The whole menu, as the name of a part: titles and addresses of pages, in their order."""
_ALL_PAGES = "*"
"""All pages, each with all that is on it, as the name of a part."""
_PAGES = "pages"
"""Key of the pages of a section, in the variables of our theme."""


def note_whole_menu() -> None:
    """Note that something was read that depends on the menu, such as which page is the next one."""
    read((_MENU, _WHOLE))


def note_all_pages() -> None:
    """Note that something was read that may be on any page."""
    read((_MENU, _ALL_PAGES))


def parts_read(reads: Iterable[Read]) -> list[str]:
    """The names of the parts of the menu that were read."""
    return sorted(str(name) for sort, name, *_ in reads if sort == _MENU)


def menu_digests(nav: object, theme: Mapping[str, Any], pages: Iterable[str]) -> dict[str, str]:
    """Name of a part of the menu → a digest of it.

    Args:
        nav: MkDocs' setting of that name.
        theme: variables of our theme.
        pages: addresses and digests of all pages.
    """
    sections = {section["id"]: key_of((repr(section[_PAGES]),)) for section in theme["sections"]}
    return {_WHOLE: key_of((repr(nav),)), _ALL_PAGES: key_of(pages), **sections}


def without_menu(theme: Mapping[str, Any]) -> dict[str, Any]:
    """The variables of our theme without those that note that they are read."""
    sections = [{key: value for key, value in one.items() if key != _PAGES} for one in theme["sections"]]
    return {**theme, "sections": sections}


def with_noted_sections(theme: Mapping[str, Any]) -> dict[str, Any]:
    """The variables of our theme, with sections that note that their pages are read."""
    return {**theme, "sections": [*map(_NotedSection, theme["sections"])]}


def with_notes(context: TemplateContext) -> dict[str, Any]:
    """The variables of a template; those note what is read of them that lead to the menu or other pages."""
    return {
        **context,
        "nav": _NotedObject(context["nav"], _WHOLE),
        "pages": _NotedObject(context["pages"], _ALL_PAGES),
        "config": _NotedSettings(context["config"]),
    }


class _NotedSection(dict[str, Any]):
    """A section of the menu. It is a `dict`, as the filter `tojson` wants."""

    def __getitem__(self, key: str) -> Any:
        if key == _PAGES:
            self._note()
        return super().__getitem__(key)

    def __iter__(self) -> Iterator[str]:
        """As that of `dict`, which would be copied without a question if it had none of its own."""
        return super().__iter__()

    def get(self, key: str, default: Any = None) -> Any:
        """As that of `dict`."""
        if key == _PAGES:
            self._note()
        return super().get(key, default)

    def copy(self) -> dict[str, Any]:
        """As that of `dict`."""
        return dict(self)

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


class _NotedObject:
    """MkDocs' menu, or the list of all pages."""

    def __init__(self, object_: Any, part: str) -> None:
        """Stand for an object in templates."""
        self._object = object_
        self._part = part

    def __getattr__(self, name: str) -> Any:
        self._note()
        return getattr(self._object, name)

    def __getitem__(self, key: Any) -> Any:
        self._note()
        return self._object[key]

    def __iter__(self) -> Iterator[Any]:
        self._note()
        return iter(self._object)

    def __len__(self) -> int:
        self._note()
        return len(self._object)

    def __str__(self) -> str:
        self._note()
        return str(self._object)

    def _note(self) -> None:
        read((_MENU, self._part))


class _NotedSettings(Mapping[str, Any]):
    """The settings, in which templates find the menu, too, and everything by way of plugins."""

    def __init__(self, config: MkDocsConfig) -> None:
        """Stand for the settings in templates."""
        self._config = config

    def __getattr__(self, name: str) -> Any:
        return self[name] if name in self._config else getattr(self._config, name)

    def __getitem__(self, key: str) -> Any:
        if key == "nav":
            note_whole_menu()
        return _NotedPlugins(self._config.plugins) if key == "plugins" else self._config[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._config)

    def __len__(self) -> int:
        return len(self._config)

    def __str__(self) -> str:
        note_whole_menu()
        note_all_pages()
        return str(self._config)


class _NotedPlugins(_NotedObject):
    """The plugins: templates may ask whether there is one of a name, or read anything through them."""

    def __init__(self, plugins: Any) -> None:
        """Stand for the plugins in templates."""
        super().__init__(plugins, _ALL_PAGES)

    def __contains__(self, name: object) -> bool:
        return name in self._object

    def _note(self) -> None:
        note_whole_menu()
        super()._note()
