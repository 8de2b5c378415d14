# SPDX-License-Identifier: MIT
"""The reader's settings are respected: forced colours, reduced motion."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

TECHNIQUE = "techniques/trigger-point-therapy/"

BORDERLESS = """() => [...document.querySelectorAll(
    ".card, .panel, .in-short, .emergency, .ask-first, .chips a, .chips label, .button, .number"
)].filter(one => one.checkVisibility() && !(parseFloat(getComputedStyle(one).borderTopWidth) >= 1
    && getComputedStyle(one).borderTopStyle !== "none")).map(one => one.outerHTML.slice(0, 80))"""
"""Lists boxes and controls without a border: forced colours remove the background that sets them off."""


@pytest.mark.parametrize("address", ["", TECHNIQUE, "techniques/compare/", "quizzes/back-pain/"])
def test_with_forced_colours_each_box_and_control_has_a_border(page: Page, site: str, address: str) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(f"{site}{address}")
    assert page.evaluate(BORDERLESS) == []


def test_with_forced_colours_the_selection_is_visible(page: Page, site: str) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(site)
    backgrounds = page.locator(".regions .number").evaluate_all(
        "all => all.map(one => getComputedStyle(one).backgroundColor)"
    )
    assert backgrounds.count(backgrounds[0]) == 1
    page.goto(f"{site}techniques/compare/")
    chip = page.locator(".chips :checked + label").first
    assert chip.evaluate("label => getComputedStyle(label, '::before').content") == '"✓"'


def test_with_forced_colours_the_focus_is_visible(page: Page, site: str) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(site)
    page.keyboard.press("Tab")
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert page.evaluate(outline) == "solid"


def test_nothing_moves_with_reduced_motion(page: Page, site: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{site}{TECHNIQUE}")
    picture = page.locator(".opening img")
    expect(picture).to_be_visible()
    assert "-moving" not in picture.evaluate("img => img.currentSrc")
    assert page.evaluate("document.getAnimations().length") == 0
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_motion_ends_by_itself_and_is_not_printed(page: Page, site: str) -> None:
    """Under five seconds (WCAG 2.2, 2.2.2)."""
    page.emulate_media(reduced_motion="no-preference")
    page.goto(f"{site}{TECHNIQUE}")
    moving = page.locator(".opening img").evaluate("img => img.currentSrc")
    assert moving.endswith("-moving.svg")
    page.goto(moving)
    ends = "document.getAnimations().map(one => one.effect.getComputedTiming().endTime)"
    assert 0 < max(page.evaluate(ends)) < 5000
    page.emulate_media(media="print", reduced_motion="no-preference")
    assert page.evaluate("document.getAnimations().length") == 0
