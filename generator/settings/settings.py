# How one site differs from another with the same content: its name, address, region, clinic.
#
# A host reads them from where it keeps settings (`mkdocs.yml`); everything below takes them as given.

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field, field_validator
from pydantic_core import PydanticCustomError

from generator.settings.clinic_colour import OURS, ColourPair, pair_of
from generator.settings.clinic_logo import Logo, read_logo

if TYPE_CHECKING:
    from pydantic import ValidationInfo

_WHERE = re.compile(r"https?://[^\s/?#]+(?:/[^\s?#]*)?")
_CONTACT = re.compile(r"[^@\s/:]+@[^@\s/]+\.[^@\s/]+|https?://\S+")


class _Settings(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Clinic(_Settings):
    """Who hands the sheets out."""

    name: str = Field(min_length=1)
    """As it should be printed."""
    phone: str = ""
    """As it should be printed."""
    web: str = ""
    """Its own address, as it should be printed."""
    logo: Logo | None = None
    """An SVG or PNG; settings name the file, as seen from the folder in the context's `folder`."""
    colour: ColourPair | None = None
    """What is teal on sheets without it; settings have `"#rrggbb"`."""

    @field_validator("logo", mode="before")
    @classmethod
    def _read(cls, given: Any, info: ValidationInfo) -> Any:
        if isinstance(given, Logo):
            return given
        return read_logo(Path((info.context or {}).get("folder", ".")) / _said(given))

    @field_validator("colour", mode="before")
    @classmethod
    def _readable(cls, given: Any) -> Any:
        return given if isinstance(given, ColourPair) else pair_of(_said(given))

    @property
    def lines(self) -> list[str]:
        """Name, phone and web address, as far as they are there."""
        return [self.name, *filter(None, (self.phone, self.web))]


def _said(given: Any) -> str:
    """What a setting says; without quotes `#` begins a comment, and nothing is left."""
    if given is None or given == "":
        raise ValueError("it says nothing; write it in quotes, or remove the line")
    return str(given)


class Settings(_Settings):
    """A site's settings."""

    site_name: str = Field(min_length=1)
    """The name in the header and on every sheet."""
    site_url: str = ""
    """Where the site will stand, with a slash at the end; empty if that is not known yet."""
    region: str = "uk"
    """Whose numbers and words to use: a file in `content/regions/`."""
    contact: str = ""
    """Where a reader reports a mistake: an email or web address."""
    clinic: Clinic | None = None
    """Who hands the sheets out, if it is somebody else."""
    share_pictures: bool = True
    """Whether each page has a picture for chats and social networks; only with `site_url`."""
    offline: bool = True
    """Whether browsers keep copies of pages for reading without a network."""
    theme_files: Mapping[str, str] = Field(default_factory=dict)
    """Files of the theme that pages load, by path, with a hash of what is in each."""
    version: str
    """The version of the content and generator, printed with every date."""

    @field_validator("contact")
    @classmethod
    def _can_be_followed(cls, contact: str) -> str:
        if contact and not _CONTACT.fullmatch(contact):
            raise PydanticCustomError("contact", "write an email address, or a web address with https://")
        return contact

    @field_validator("site_url")
    @classmethod
    def _whole_address(cls, url: str) -> str:
        if url and not _WHERE.fullmatch(url):
            message = "write where the site will stand, such as https://example.org/back/"
            raise PydanticCustomError("site_url", message)
        return url if not url or url.endswith("/") else f"{url}/"

    @property
    def colours(self) -> ColourPair:
        """The clinic's colour, or ours, for sheets."""
        return (self.clinic and self.clinic.colour) or OURS

    def absolute(self, address: str) -> str:
        """The full address of a page, or an empty text when the site has none yet."""
        return f"{self.site_url}{address}" if self.site_url else ""
