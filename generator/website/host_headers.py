# Files for search engines and web hosts: `robots.txt`, and HTTP headers in the formats of common hosts.
#
#     _headers             Netlify, Cloudflare Pages and hosts that read the same format
#     .htaccess            Apache
#     nginx-headers.conf   nginx; to be included in the site's `server { … }` block
#
# They are for hosts, not for readers. Each host hides its own file: Netlify and Cloudflare Pages do not
# serve `_headers`, Apache does not serve `.ht*` unless told to. The files for nginx and Apache hide the
# others, too. nginx without our lines serves all three, so they hold nothing but what responses show.

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from generator.content.addresses import EMBED
from generator.output.files import OutputFile, published_path
from generator.website.security_policy import HEADERS, NO_FRAMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from generator.output.files import AnyFile
    from generator.site import Site

_HTACCESS = ".htaccess"
_FILES = ("_headers", _HTACCESS, "nginx-headers.conf")
_SOURCE = "../mkdocs.yml"
_EMBED_PAGE = f"/{EMBED}index.html"
_EMBED_PATTERN = f"/{EMBED}"


def render_host_headers(site: Site, files: Iterable[AnyFile]) -> Iterator[OutputFile[str]]:
    """`robots.txt` and the files of headers. Of `files`, only the paths of pages matter.

    Those at the root are for all languages: in a language's own folder, only Apache looks for such a file.
    """
    root = urlsplit(site.settings.site_url).path or "/"
    if site.language:
        yield OutputFile(_HTACCESS, _htaccess(root), _SOURCE)
        return
    pages = sorted(path for file in files if (path := published_path(file.path)).endswith(".html"))
    yield OutputFile("robots.txt", _robots(_sitemaps(site)), _SOURCE)
    headers = _headers(root, pages, site.settings.other_languages)
    for path, text in zip(_FILES, (headers, _htaccess(root), _nginx(root)), strict=True):
        yield OutputFile(path, text, _SOURCE)


def _sitemaps(site: Site) -> list[str]:
    """The addresses of the lists of pages: that of the site and of its other languages."""
    paths = ("sitemap.xml", *(f"{tag}/sitemap.xml" for tag in site.settings.other_languages))
    return [*filter(None, map(site.settings.absolute, paths))]


def _robots(sitemaps: Iterable[str]) -> str:
    """Let robots read everything (RFC 9309)."""
    return "User-agent: *\nAllow: /\n" + "".join(f"Sitemap: {one}\n" for one in sitemaps)


def _headers(root: str, pages: list[str], languages: Sequence[str]) -> str:
    """One rule for all files, and a rule against frames for each pattern of pages that refuse them.

    A host applies every rule that matches and joins the values of a header that several rules set, so
    embed pages could not be exempted from a rule for all files.
    """
    rules = [_rule(f"{root}*", HEADERS)]
    folders = ("", *(f"{tag}/" for tag in languages))
    rules += [_rule(root + folder + path, NO_FRAMES) for folder in folders for path in _unframed(pages)]
    return "\n".join(rules)


def _rule(pattern: str, headers: Mapping[str, str]) -> str:
    return "\n".join([pattern, *(f"  {name}: {value}" for name, value in headers.items()), ""])


def _unframed(pages: list[str]) -> list[str]:
    """Patterns for every page but the embed pages; one pattern for each folder that has no embed pages.

    `:page` matches one segment of a path. Cloudflare reads at most 100 rules, so quizzes are not listed
    one by one.
    """
    embeds = [page for page in pages if page.endswith(_EMBED_PAGE)]
    folders = {page.split("/")[0] for page in embeds}
    depths = {page.count("/") for page in embeds}
    patterns = set()
    for page in set(pages) - set(embeds):
        folder, *inner, file = page.split("/") if "/" in page else ("", page)
        if not folder:
            patterns |= {page, ""} if page == "index.html" else {page}
        elif folder not in folders:
            patterns.add(f"{folder}/*")
        else:
            segments = inner if page.count("/") in depths else [":page"] * len(inner)
            pattern = "/".join([folder, *segments])
            patterns |= {f"{pattern}/", f"{pattern}/{file}"} if inner else {f"{pattern}/"}
    return sorted(patterns)


def _htaccess(root: str) -> str:
    lines = [f'  Header always set {name} "{value}"' for name, value in HEADERS.items()]
    frames = [f'    Header always set {name} "{value}"' for name, value in NO_FRAMES.items()]
    return "\n".join(
        [
            f"ErrorDocument 404 {root}404.html",
            "<IfModule mod_alias.c>",
            f'  RedirectMatch 404 "/(?:{"|".join(map(re.escape, _FILES))})$"',
            "</IfModule>",
            "<IfModule mod_headers.c>",
            *lines,
            f'  <If "%{{REQUEST_URI}} !~ m#{_EMBED_PATTERN}#">',
            *frames,
            "  </If>",
            "</IfModule>",
            "",
        ]
    )


def _nginx(root: str) -> str:
    """A variable decides where frames are refused, since nginx sends no header whose value is empty."""
    lines = [f'add_header {name} "{value}" always;' for name, value in HEADERS.items()]
    frames = [line for name, value in NO_FRAMES.items() for line in _nginx_frames(name, value)]
    hidden = [f"location = {root}{path} {{ return 404; }}" for path in _FILES]
    return "\n".join([f"error_page 404 {root}404.html;", *hidden, *lines, *frames, ""])


def _nginx_frames(name: str, value: str) -> Iterator[str]:
    yield f'set $unknot_frames "{value}";'
    yield f'if ($uri ~ "{_EMBED_PATTERN}") {{ set $unknot_frames ""; }}'
    yield f"add_header {name} $unknot_frames always;"
