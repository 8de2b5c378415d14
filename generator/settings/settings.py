# Schema of the settings in which sites with the same content differ: name, address, region, clinic.
#
# Hosts read the values from their own settings file, such as `mkdocs.yml`.

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from generator.prose.visible import shows_nothing
from generator.schema.web_address import WEB_ADDRESS
from generator.settings.clinic_colour import DEFAULT_COLOURS, ColourPair, pair_of
from generator.settings.clinic_logo import read_logo
from generator.settings.picture_file import PictureFile

if TYPE_CHECKING:
    from pydantic import ValidationInfo

_WEB_ADDRESS = re.compile(r"https?://[^\s/?#]+(?:/[^\s?#]*)?")
_EMAIL = re.compile(r"[^@\s/:]+@[^@\s/]+\.[^@\s/]+")


class _Settings(BaseModel):
    """Base class of settings. An empty value means that a setting is not set."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, data: Any) -> Any:
        if not isinstance(data, Mapping):
            return data
        return {name: value for name, value in data.items() if not cls._is_unset(name, value)}

    @classmethod
    def _is_unset(cls, name: str, value: Any) -> bool:  # noqa: ARG003 - for subclasses
        return is_unset(value)


def is_unset(value: Any) -> bool:
    """Whether the value of a setting is empty, so that the default applies."""
    return value is None or value == {} or (isinstance(value, str) and shows_nothing(value))


LanguageTag = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
"""A BCP 47 tag, such as `es` or `pt-BR`."""


class Clinic(_Settings):
    """The clinic or person that gives out the handouts."""

    name: str = Field(min_length=1)
    """The name, as it should be printed."""
    phone: str = ""
    """The phone number, as it should be printed."""
    web: str = ""
    """The address of its own website, as it should be printed."""
    logo: PictureFile | None = None
    """The logo. Settings give the path of an SVG or PNG, relative to the validation context's `folder`."""
    colour: ColourPair | None = None
    """The colour that replaces teal on handouts and on the website. Settings give it as `"#rrggbb"`."""

    @classmethod
    def _is_unset(cls, name: str, value: Any) -> bool:
        # `colour: #0b5563` without quotes has no value: `#` starts a comment in YAML.
        return is_unset(value) and not (name == "colour" and value is None)

    @field_validator("logo", mode="before")
    @classmethod
    def _read_logo(cls, value: Any, info: ValidationInfo) -> Any:
        if isinstance(value, PictureFile):
            return value
        return read_logo(Path((info.context or {}).get("folder", ".")) / str(value))

    @field_validator("colour", mode="before")
    @classmethod
    def _read_colour(cls, value: Any) -> Any:
        if value is None:
            raise ValueError("it says nothing; write it in quotes, or remove the line")
        return value if isinstance(value, ColourPair) else pair_of(str(value))

    @property
    def lines(self) -> list[str]:
        """The lines to print: name, phone and web address, without empty ones."""
        return [self.name, *filter(None, (self.phone, self.web))]


def why_no_contact(text: str) -> str:
    """Why a text is no address where readers can report a mistake; empty if it is one."""
    is_address = _EMAIL.fullmatch(text) or re.match(WEB_ADDRESS, text)
    return "" if is_address else "write an email address, or a web address with https://"


class Settings(_Settings):
    """The settings of a site."""

    site_name: str = Field(min_length=1)
    """The name of the site, shown in the header and on every handout."""
    site_url: str = ""
    """The address of the published site, with a slash at the end; empty if it is not known yet."""
    region: str = "uk"
    """The region whose numbers and words to use: the id of a file in `content/regions/`."""
    languages: tuple[LanguageTag, ...] = ()
    """The languages of the site: that of the content, then those that it is translated into."""
    contact: str = ""
    """An email or web address where readers can report a mistake."""
    clinic: Clinic | None = None
    """The clinic that gives out the handouts, if it is not the publisher of the site."""
    share_pictures: bool = True
    """Whether to make a picture of each page for social networks. This needs `site_url`."""
    offline: bool = True
    """Whether browsers keep copies of pages for reading offline."""
    theme_files: Mapping[str, str] = Field(default_factory=dict)
    """Files of the theme that make up pages: path → hash of the content."""
    version: str
    """The version of content and generator, printed beside every date."""

    @field_validator("contact")
    @classmethod
    def _check_contact(cls, contact: str) -> str:
        if contact and (reason := why_no_contact(contact)):
            raise PydanticCustomError("contact", "{reason}", {"reason": reason})
        return contact

    @field_validator("site_url")
    @classmethod
    def _with_final_slash(cls, url: str) -> str:
        if url and not _WEB_ADDRESS.fullmatch(url):
            message = "write where the site will stand, such as https://example.org/back/"
            raise PydanticCustomError("site_url", message)
        return url if not url or url.endswith("/") else f"{url}/"

    @property
    def colours(self) -> ColourPair:
        """The colours of handouts: those of the clinic, or the default ones."""
        return (self.clinic and self.clinic.colour) or DEFAULT_COLOURS

    @property
    def other_languages(self) -> tuple[LanguageTag, ...]:
        """The languages that the content is translated into."""
        return self.languages[1:]

    def in_language(self, tag: str) -> Settings:
        """The settings of the site in another of its languages, which has a folder of its own."""
        if tag not in self.other_languages or not self.site_url:
            return self
        return self.model_copy(update={"site_url": f"{self.site_url}{tag}/"})

    def of_content(self, tag: str) -> Settings:
        """The settings of the site in the language of its content: the reverse of `in_language`."""
        if tag not in self.other_languages:
            return self
        return self.model_copy(update={"site_url": self.site_url.removesuffix(f"{tag}/")})

    def absolute(self, address: str) -> str:
        """The full address of a page, or an empty string if the site has no address yet."""
        return f"{self.site_url}{address}" if self.site_url else ""
