# The files of a new site: content from a starter, settings, schemas for editors, and what publishes it.
#
# They are plain files, in which a few placeholders such as `@REGION@` are replaced. `_PUBLISH` lists what
# each host needs.

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.content.json_schema import schema_files
from generator.content.load import load
from generator.hosts import TEMPLATES
from generator.hosts.own_wheel import own_wheel, wheel_name
from generator.schema.kinds import KINDS
from generator.shipped import shipped
from generator.translation.language import read_language
from generator.translation.translated_files import translated_files, untranslated

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from generator.content.load import Content
    from generator.translation.language import Language

_FOLDER = TEMPLATES / "new-site"
_COMMON = {"mkdocs.yml": "mkdocs.yml", "gitignore": ".gitignore", "README.md": "README.md"}
_PUBLISH: Mapping[str, Mapping[str, str]] = {
    "github": {"github-publish.yml": ".github/workflows/publish.yml"},
    "gitlab": {"gitlab-ci.yml": ".gitlab-ci.yml"},
    "netlify": {"netlify.toml": "netlify.toml"},
    "cloudflare": {
        "publish.sh": "publish.sh",
        "python-version": ".python-version",
        "wrangler.toml": "wrangler.toml",
    },
    "container": {
        "Containerfile": "Containerfile",
        "dockerignore": ".dockerignore",
        "nginx.conf": "nginx.conf",
    },
}
"""Host → template in `templates/new-site/` → its path in the site."""
_NAME = re.compile(r"@([A-Z_]+)@")
SOURCE = "en"
"""The language that starters are written in."""
_RULES = "rules"
"""The folder, beside the catalogues of a language, of the files that say what its words must be like."""
_OF_SOURCE = frozenset({"pemat.yml", "revisions.yml", "plain-language.yml", "item-writing.yml"})
"""Files about the words of the source, which a translation does not take over."""
HOSTS = tuple(_PUBLISH)
"""The hosts for which `unknot init --publish` has files."""
_SCHEMAS = re.compile(rb"^(# yaml-language-server: \$schema=)(?:\.\./)*schemas/")
"""The comment that names the schema of a content file to editors; a new site has schemas of its own."""


@dataclass(frozen=True)
class NewSite:
    """A site that is about to be written."""

    title: str
    """Its name, as its pages show it."""
    starter: str
    """What its content starts from; one of `starters()`."""
    region: str
    """The region whose numbers and words it uses."""
    host: str
    """Who publishes it; one of `HOSTS`, or empty."""
    contact: str = ""
    """Where readers report a mistake: an email or web address, or empty."""
    language: str = SOURCE
    """The language of its content; one of `languages(starter)`."""


def languages(starter: str) -> list[str]:
    """The languages that a starter may be in: English, and those that it is translated into as a whole."""
    folder = shipped("translations")
    tags = sorted(path.parent.name for path in folder.glob(f"*/{_RULES}"))
    return [SOURCE, *(tag for tag in tags if not untranslated(_content(starter), _language(tag)))]


def _content(starter: str) -> Content:
    return load(shipped(f"starters/{starter}"))[0]


def _language(tag: str) -> Language:
    return read_language(shipped("translations").parent, tag)


def regions(starter: str) -> list[str]:
    """The regions that a starter has words for."""
    return sorted(path.stem for path in (shipped(f"starters/{starter}") / "regions").glob("*.yml"))


def files_of(site: NewSite) -> Iterator[tuple[str, bytes]]:
    """Path and content of each file of a new site."""
    for name, data in _content_files(site):
        path = f"content/{name}"
        here = b"../" * path.count("/") + b"schemas/"
        yield path, _SCHEMAS.sub(rb"\1" + here, data, count=1)
    names = _names(site)
    for template, path in {**_COMMON, **_PUBLISH.get(site.host, {})}.items():
        text = (_FOLDER / template).read_text(encoding="utf-8")
        yield path, _NAME.sub(lambda match: names[match[1]], text).encode()
    for path, text in schema_files().items():
        yield f"schemas/{path}", text.encode()
    yield ".vscode/settings.json", _json({"yaml.schemas": _editor_schemas()})
    yield ".vscode/extensions.json", _json({"recommendations": ["redhat.vscode-yaml"]})
    yield "requirements.txt", _requirements()
    if wheel := own_wheel():
        yield f"wheels/{wheel.name}", wheel.read_bytes()


def _content_files(site: NewSite) -> Iterator[tuple[str, bytes]]:
    """Path below the content folder and bytes of each file, in the site's language."""
    folder = shipped(f"starters/{site.starter}")
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in _visible(folder)}
    if site.language != SOURCE:
        files = {name: data for name, data in files.items() if name not in _OF_SOURCE}
        words = translated_files(_content(site.starter), _language(site.language))
        files |= {name: text.encode() for name, text in words}
        rules = shipped("translations") / site.language / _RULES
        files |= {path.name: path.read_bytes() for path in sorted(rules.glob("*.yml"))}
    return iter(files.items())


def _visible(folder: Path) -> Iterator[Path]:
    """The files of a starter, without those that an editor or the system has left."""
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden and not path.name.endswith("~"):
            yield path


def _names(site: NewSite) -> dict[str, str]:
    plain = unicodedata.normalize("NFKD", site.title).encode("ascii", "ignore").decode().lower()
    name = "-".join(re.findall(r"[a-z0-9]+", plain)) or "site"
    names = {
        "CONTACT": json.dumps(site.contact, ensure_ascii=False),
        "NAME": name,
        "REGION": site.region,
        "SITE_NAME": json.dumps(site.title, ensure_ascii=False),  # which is YAML, too
        "THEME": "material"
        if site.language == SOURCE
        else f"{{name: material, language: {site.language}}}",
        "TITLE": site.title,
        "VERSION": wheel_name().split("-")[1],
        "WHEEL": wheel_name(),
    }
    text = (_FOLDER / "readme" / f"{site.host or 'none'}.md").read_text(encoding="utf-8")
    return {**names, "PUBLISH": _NAME.sub(lambda match: names[match[1]], text).strip()}


def _editor_schemas() -> dict[str, str]:
    """Schema → the content files that it describes, for VS Code; it reads no schema in Markdown."""
    return {
        f"./schemas/{kind.name}.json": f"content/{kind.path}{'/*.yml' if kind.folder else ''}"
        for kind in KINDS
        if kind.suffix == ".yml"
    }


def _requirements() -> bytes:
    """The pinned packages, without the name of our command that pins them."""
    lines = shipped("requirements.txt").read_text(encoding="utf-8").splitlines()
    head = "# What Unknot needs, in the versions that it was tested with. Unknot itself is in wheels/."
    return "\n".join([head, *(line for line in lines if not line.startswith("#")), ""]).encode()


def _json(data: object) -> bytes:
    return (json.dumps(data, indent=2) + "\n").encode()
