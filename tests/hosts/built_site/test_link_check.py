# The link check: every kind of broken link, each in a tiny website.

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from generator.hosts.built_site import link_facts
from generator.hosts.built_site.link_check import check, known_of, main
from generator.hosts.built_site.link_facts import NOTHING_KNOWN, Survey, known_facts, surveyed
from generator.hosts.built_site.link_reader import BuiltSite, read_file
from generator.output.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable

PAGE = '<!doctype html><html lang="en"><title>t</title><body>{}</body></html>'


def write(root: Path, files: dict[str, str]) -> Path:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGE.format(content) if name.endswith(".html") else content, "utf-8")
    return root


def problems_in(root: Path, files: dict[str, str], base: str = "") -> list[str]:
    """The problems of a site with `files`, without the path of its folder.

    What is kept of each file must tell whether there are any, when it is new and when it is known.
    """
    problems = check(write(root, files), base)
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(2):
            assert surveyed(root, base, Store(Path(folder))).intact == (not problems)
    return [str(problem).removeprefix(f"{root.as_posix()}/") for problem in problems]


INTACT = {
    "index.html": (
        '<a href="topics/one/#top">1</a><a href="./topics/one/#pain%20scale">2</a><a href="#here">3</a>'
        '<p id="here">x</p><a href="#">top</a><a href="#:~:text=x">text</a><a href=".">home</a>'
        '<img src="pic.svg" srcset="pic.svg 1x, big%20pic.png 2x" alt="">'
        '<link rel="stylesheet" href="a.css">'
        '<a href="mailto:a@b.example">m</a><a href="https://elsewhere.example/">w</a>'
        '<form action=""></form>'
        '<svg><use href="pic.svg#shape"/><path fill="url(#here)"/></svg><label for="here">l</label>'
        '<video poster="pic.svg"></video><object data="sheet.pdf#page=2"></object><a name="old">o</a>'
        '<a href="sheet.pdf?v=1">q</a><a href="#old">o</a>'
    ),
    "topics/one/index.html": (
        '<h1 id="pain scale">1</h1><a href="../..">home</a><a href="..">all</a>'
        '<a href="../../pic.svg">p</a>'
    ),
    "topics/index.html": '<a href="one/index.html">1</a><a href="/topics/one/">2</a>',
    "a.css": '@import "b.css"; p { background: url(pic.svg) } i { mask: url("data:image/svg+xml,<x>(1)") }',
    "b.css": "i { fill: url(#anything) }",
    "pic.svg": '<svg xmlns="http://www.w3.org/2000/svg"><g id="shape"/></svg>',
    "big pic.png": "",
    "sheet.pdf": "",
    "app.webmanifest": '{"start_url": ".", "icons": [{"src": "pic.svg"}]}',
    "data/all.json": '[{"address": "topics/one/"}]',
}


def test_a_site_without_broken_links_has_no_problems(tmp_path: Path) -> None:
    assert problems_in(tmp_path, INTACT) == []


BROKEN = {
    '<a href="none/">x</a>': "a.href: 'none/' leads to nothing: there is no none/index.html",
    '<a href="topics/on/">x</a>': "did you mean 'topics/one/index.html'?",
    '<a href="topics">x</a>': "'topics' names a folder; write 'topics/'",
    '<a href="Topics/">x</a>': "there is no Topics/index.html",
    '<a href="topics/one/#scale">x</a>': "one/index.html has no id 'scale'; did you mean 'pain scale'?",
    '<a href="#nowhere">x</a>': "'#nowhere' leads to no place: index.html has no id 'nowhere'",
    '<a href="../x/">x</a>': "'../x/' leads out of the site",
    '<a href="">x</a>': "a.href: the address is empty",
    '<a href="http://[x/">x</a>': "'http://[x/' leads to nothing",
    '<img src="none.png" alt="">': "img.src: 'none.png' leads to nothing",
    '<img src="pic.svg" srcset="pic.svg 1x, two.png 2x" alt="">': "img.srcset: 'two.png' leads to nothing",
    '<video poster="none.png"></video>': "video.poster: 'none.png' leads to nothing",
    '<object data="none.pdf"></object>': "object.data: 'none.pdf' leads to nothing",
    '<form action="none/"></form>': "form.action: 'none/' leads to nothing",
    '<label for="none">x</label>': "label.for: '#none' leads to no place",
    '<p aria-labelledby="here none">x</p>': "p.aria-labelledby: '#none' leads to no place",
    '<svg><use href="pic.svg#none"/></svg>': "use.href: 'pic.svg#none' leads to no place",
    '<svg><path fill="url(#none)"/></svg>': "path.fill: '#none' leads to no place",
    '<p style="background: url(none.png)">x</p>': "p.style: 'none.png' leads to nothing",
    "<style>p { background: url('none.png') }</style>": "css: 'none.png' leads to nothing",
    '<meta http-equiv="refresh" content="0; url=none/">': "meta.refresh: 'none/' leads to nothing",
    '<p id="here">x</p>': "id: 'here' stands 2 times; an id stands once [same-id]",
    '<script src="https://elsewhere.example/a.js"></script>': "from another host; keep a copy [other-host]",
    '<link rel="preload stylesheet" href="//elsewhere.example/a.css">': "from another host",
    '<style>@import "https://elsewhere.example/a.css";</style>': "from another host",
}


@pytest.mark.parametrize(("markup", "message"), BROKEN.items())
def test_each_kind_of_broken_link_in_a_page_is_a_problem(tmp_path: Path, markup: str, message: str) -> None:
    (problem,) = problems_in(tmp_path, {**INTACT, "index.html": INTACT["index.html"] + markup})
    first, *rest = message.split(" [")
    assert first.removesuffix(" in the site") in problem
    assert problem.endswith(f"[{rest[0]}" if rest else "]")


@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        ("b.css", "p { background: url( none.png ) }", "b.css:1:22: css: 'none.png' leads to nothing"),
        (
            "pic.svg",
            '<svg><g id="shape"/><use xlink:href="#no"/></svg>',
            "pic.svg:1:39: use.xlink:href: '#no'",
        ),
        (
            "app.webmanifest",
            '{"icons": [{"src": "no.png"}]}',
            "app.webmanifest:1:21: src: 'no.png' leads to",
        ),
        (
            "topics/one/embed/index.html",
            '<a href="../#no">x</a>',
            "a.href: '../#no' leads to no place: topics",
        ),
        (
            "data/all.json",
            '[{"address": "topics/on/"}]',
            "data/all.json:1:1: address: '../topics/on/' leads to",
        ),
    ],
)
def test_links_in_other_kinds_of_files_are_checked(
    tmp_path: Path, file: str, content: str, message: str
) -> None:
    (problem,) = problems_in(tmp_path, {**INTACT, file: content})
    assert message in problem


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="javascript:alert(1)">x</a>',
        '<a href=" JavaScript:alert(1)">x</a>',
        '<a href="java&#9;script:alert(1)">x</a>',
        '<a href="data:text/html,x">x</a>',
        '<a href="data:image/svg+xml,x">x</a>',
        '<iframe src="data:image/svg+xml,x"></iframe>',
        '<img src="data:text/html,x" alt="">',
        '<a href="ftp://elsewhere.example/">x</a>',
        '<form action="vbscript:x"></form>',
        '<svg><a xlink:href="javascript:x"/></svg>',
        '<script type="application/ld+json">{"url": "javascript:alert(1)"}</script>',
    ],
)
def test_an_address_with_another_scheme_is_refused(tmp_path: Path, markup: str) -> None:
    (problem,) = problems_in(tmp_path, {"index.html": markup})
    assert problem.startswith("index.html:1:")
    assert problem.endswith("[scheme]")


def test_images_and_fonts_may_be_written_out(tmp_path: Path) -> None:
    markup = '<img src="data:image/png;base64,x" alt=""><p style="background: url(data:image/png,x)">x</p>'
    fonts = "@font-face { src: url(data:font/woff2;base64,x) }"
    assert problems_in(tmp_path, {"index.html": markup, "a.css": fonts}) == []


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("quiz.xml", '<text><![CDATA[<a href="javascript:x">x</a>]]></text>'),
        ("quiz.xml", "<text>&lt;a class=&quot;x&quot; href=&quot;javascript:x&quot;&gt;x</text>"),
        ("quiz-gift.txt", '::x::[html]<a rel="external" href="javascript:x">x</a>{}'),
        ("oembed.json", r'{"html": "<iframe src=\"javascript:x\"></iframe>"}'),
        ("sources.json", '{"items": [{"URL": "javascript:x"}]}'),
        ("quiz.js", "x = '<a href=\\'javascript:x\\'>'"),
    ],
)
@pytest.mark.parametrize("package", ["", "quiz.zip", "quiz.imscc", "quiz.apkg"])
def test_another_scheme_is_refused_in_packages_and_in_html_inside_files(
    tmp_path: Path, file: str, content: str, package: str
) -> None:
    if package:
        pack(tmp_path / package, {file: content})
        file, content = f"{package}/{file}", ""
    (problem,) = problems_in(tmp_path, {"index.html": ""} | ({file: content} if content else {}))
    assert problem.startswith(f"{file}:1:")
    assert "'javascript:x' starts with javascript:" in problem


def test_pages_in_a_package_are_read_as_a_site_of_their_own(tmp_path: Path) -> None:
    page = '<link rel="stylesheet" href="quiz.css"><a href="none.html">x</a><a href="javascript:x">y</a>'
    pack(
        tmp_path / "a-scorm.zip",
        {"index.html": page, "quiz.css": "", "collection.anki2": "\0<a href=ftp:x>"},
    )
    first, second, third = problems_in(tmp_path, {})
    assert first.startswith("a-scorm.zip/collection.anki2:1:")
    assert "a.href: 'javascript:x' starts with javascript:" in second + third
    assert "a.href: 'none.html' leads to nothing" in second + third


def pack(path: Path, files: dict[str, str]) -> None:
    """Write a ZIP archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, content in files.items():
            package.writestr(name, content)
    path.write_bytes(buffer.getvalue())


def test_a_problem_has_file_line_and_column(tmp_path: Path) -> None:
    text = '<p>one\n<p>two\n<p>three <a href="none/">x</a>'
    (problem,) = check(write(tmp_path, {"index.html": text}))
    assert (problem.file, problem.line, problem.column) == (f"{tmp_path.as_posix()}/index.html", 3, 19)


BASE = "https://unknot.example/back/"


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("index.html", '<link rel="canonical" href="https://unknot.example/back/none/">'),
        ("index.html", '<meta property="og:image" content="https://unknot.example/back/none/">'),
        ("index.html", '<p>&lt;iframe src="https://unknot.example/back/none/"&gt;'),
        ("sitemap.xml", "<urlset><url><loc>https://unknot.example/back/none/</loc></url></urlset>"),
        ("data/all.json", '{"a": [{"page": "https://unknot.example/back/none/"}]}'),
        ("embed/oembed.json", r'{"html": "<iframe src=\"https://unknot.example/back/none/\"></iframe>"}'),
    ],
)
def test_full_addresses_of_the_site_are_checked_everywhere(tmp_path: Path, file: str, content: str) -> None:
    (problem,) = problems_in(tmp_path, {"index.html": "", file: content}, BASE)
    assert problem.startswith(f"{file}:1:")
    assert "'https://unknot.example/back/none/' leads to nothing: there is no none/index.html" in problem


def test_full_addresses_of_existing_files_are_no_problem(tmp_path: Path) -> None:
    files = {
        "index.html": (
            '<p id="a">See https://unknot.example/back/. <a href="https://unknot.example/back/#a">x</a>'
            '<img src="https://unknot.example/back/index.html" alt=""> https://unknot.example/other/'
        ),
        "sitemap.xml": "<loc>https://unknot.example/back/</loc>",
    }
    assert problems_in(tmp_path, files, BASE) == []


@pytest.mark.parametrize("base", [BASE, "/back/", "/back"])
def test_below_a_path_a_link_from_the_root_must_include_the_path(tmp_path: Path, base: str) -> None:
    files = {"index.html": '<a href="/back/">good</a><a href="/topics/">bad</a>', "topics/index.html": ""}
    assert [problem.split(": ", 1)[1] for problem in problems_in(tmp_path, files, base)] == [
        "a.href: '/topics/' leads out of the site [site-link]"
    ]


def test_the_command_prints_problems_and_fails(tmp_path: Path) -> None:
    write(tmp_path, {"index.html": '<a href="none/">x</a><a href="https://elsewhere.example/">y</a>'})
    result = CliRunner().invoke(main, [str(tmp_path)])
    assert result.exit_code == 1
    assert "'none/' leads to nothing" in result.stderr
    assert result.stdout == "Links checked: 1, pages: 1, problems: 1; other hosts linked to: 1\n"


def test_the_command_passes_a_site_without_broken_links(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, [str(write(tmp_path, INTACT))])
    assert result.exit_code == 0
    assert result.stdout.startswith("Links checked: 28, pages: 4, problems: 0;")


@pytest.mark.parametrize("options", [[], ["--base", "https://unknot.example/back/"]])
def test_the_base_defaults_to_the_canonical_address_of_the_site(tmp_path: Path, options: list[str]) -> None:
    head = '<link rel="canonical" href="https://unknot.example/back/">'
    write(tmp_path, {"index.html": head, "404.html": '<a href="/back/">x</a><a href="/back/none/">y</a>'})
    result = CliRunner().invoke(main, [str(tmp_path), *options])
    assert "problems: 1;" in result.stdout
    assert "'/back/none/' leads to nothing" in result.stderr


def test_the_404_page_is_shown_in_any_folder(tmp_path: Path) -> None:
    """Its links may lead further up than any other page's; to what is there, all the same."""
    up = '<a href="../../a/">x</a><a href="../../zzzzzzzz/">y</a>'
    write(tmp_path, {"index.html": up, "404.html": up, "a/index.html": ""})
    hint = "; did you mean 'a/index.html'?"
    faults = [(problem.file.rpartition("/")[2], problem.message) for problem in check(tmp_path)]
    assert faults == [
        ("404.html", f"'../../zzzzzzzz/' leads to nothing: there is no zzzzzzzz/index.html{hint}"),
        ("index.html", "'../../a/' leads out of the site"),
        ("index.html", "'../../zzzzzzzz/' leads out of the site"),
    ]


def test_what_is_kept_of_unchanged_files_tells_when_their_links_no_longer_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, store = tmp_path / "site", Store(tmp_path / "store")
    page, target = '<a href="two/#here">x</a>', '<p id="here">x</p>'
    write(root, {"index.html": page, "two/index.html": target, "three/index.html": ""})
    assert surveyed(root, "", store) == Survey(intact=True, links=1, pages=3, hosts=frozenset())

    read: list[str] = []

    def noted(site: BuiltSite, file: str, text: str, base: str) -> None:
        read.append(file)
        read_file(site, file, text, base)

    monkeypatch.setattr(link_facts, "read_file", noted)
    write(root, {"three/index.html": "changed"})
    assert surveyed(root, "", store).intact
    write(root, {"two/index.html": '<p id="there">x</p>'})
    assert not surveyed(root, "", store).intact
    write(root, {"two/index.html": target})
    assert surveyed(root, "", store).intact
    (root / "two" / "index.html").unlink()
    assert not surveyed(root, "", store).intact
    assert read == ["three/index.html", "two/index.html"]


def test_known_facts_count_only_for_files_that_are_the_same(tmp_path: Path) -> None:
    """The website before is moved and changed, as a build does; what stayed as it was is not read again."""
    before, root, store = tmp_path / "before", tmp_path / "site", Store(tmp_path / "store")
    page, target = '<a href="two/#here">x</a>', '<p id="here">x</p>'
    write(before, {"index.html": page, "two/index.html": target})
    assert surveyed(before, "", store).intact
    known = known_facts(before, "", store)
    assert sorted(facts["links"] for facts in known.facts.values()) == [0, 1]
    assert known.wanted == {"two/index.html": {"here"}}
    before.rename(root)

    looked_up: list[str] = []

    class Noting(Store):
        def fetch_results(self, keys: Iterable[str]) -> None:
            looked_up.extend(keys)

    store = Noting(store.folder)
    assert surveyed(root, "", store, known).intact
    assert looked_up == []
    write(root, {"two/index.html": target.replace("here", "elsewhere")})
    assert not surveyed(root, "", store, known).intact
    assert len(looked_up) == 1
    assert not surveyed(root, "https://unknot.example/", store, known).intact
    assert len(looked_up) == 1 + 2


def test_links_of_pages_that_are_gone_do_not_count(tmp_path: Path) -> None:
    before, root, store = tmp_path / "before", tmp_path / "site", Store(tmp_path / "store")
    write(before, {"index.html": "", "one/index.html": '<a href="../two/">x</a>', "two/index.html": ""})
    assert surveyed(before, "", store).intact
    known = known_facts(before, "", store)
    before.rename(root)
    (root / "two" / "index.html").unlink()
    assert not surveyed(root, "", store, known).intact
    (root / "one" / "index.html").unlink()
    assert surveyed(root, "", store, known).intact


def test_nothing_is_known_of_a_website_that_is_gone(tmp_path: Path) -> None:
    assert known_facts(tmp_path / "none", "", Store(tmp_path / "store")).facts == {}
    assert known_of(tmp_path / "none") == NOTHING_KNOWN
