# SPDX-License-Identifier: MIT
"""Layout faults of a page: wider than the window, text cut off, text that overlaps other elements.

No screenshots are compared: the browser reports the box of each line of text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

FAULTS = """() => {
    const faults = [];
    const width = document.documentElement.clientWidth;
    const name = element => `${element.tagName.toLowerCase()}.${element.getAttribute("class") || ""}`
        + ` “${element.textContent.trim().slice(0, 40)}”`;
    if (document.documentElement.scrollWidth > width)
        faults.push(`the page is ${document.documentElement.scrollWidth} wide, the window ${width}`);

    const visuallyHidden = element => element !== null
        && (getComputedStyle(element).clipPath === "inset(50%)" || visuallyHidden(element.parentElement));
    const visible = element => element.checkVisibility({opacityProperty: true, visibilityProperty: true})
        && !element.closest(".skip") && !visuallyHidden(element);

    // The part of a box that its ancestors do not clip, or `null`. What can be scrolled to is not cut off.
    function unclipped(box, element) {
        let {left, right, top, bottom} = box;
        for (let at = element; at && at !== document.body; at = at.parentElement) {
            const style = getComputedStyle(at);
            if (style.overflowX === "visible" && style.overflowY === "visible") continue;
            const frame = at.getBoundingClientRect();
            const scrolls = /auto|scroll/.test(style.overflowX + style.overflowY);
            const beside = left < frame.left - 2 || right > frame.right + 2;
            const past = top < frame.top - 4 || bottom > frame.bottom + 4;
            if (!scrolls && (beside || past)) faults.push(`cut off: ${name(element)}`);
            left = Math.max(left, frame.left);
            right = Math.min(right, frame.right);
            top = Math.max(top, frame.top);
            bottom = Math.min(bottom, frame.bottom);
        }
        return right - left > 1 && bottom - top > 1 ? {left, right, top, bottom} : null;
    }

    // Lines of text, reduced to the middle half of their height: line boxes may touch where letters do not.
    const boxes = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const element = texts.currentNode.parentElement;
        const words = texts.currentNode.data.trim();
        if (!words || element.closest("script, style, title") || !visible(element)) continue;
        const range = document.createRange();
        range.selectNodeContents(texts.currentNode);
        // The boxes of a range ignore `textLength`.
        const stretched = element.hasAttribute("textLength");
        for (const line of stretched ? [element.getBoundingClientRect()] : range.getClientRects()) {
            if (line.width < 2 || line.height < 2) continue;
            const box = unclipped(line, element);
            if (!box) continue;
            if (box.left < -1 || box.right > width + 1) faults.push(`outside the window: ${name(element)}`);
            const inset = (box.bottom - box.top) / 4;
            boxes.push({...box, top: box.top + inset, bottom: box.bottom - inset, element});
        }
    }
    for (const element of document.querySelectorAll("img, button, select, input")) {
        if (!visible(element) || getComputedStyle(element).opacity === "0") continue;
        const box = unclipped(element.getBoundingClientRect(), element);
        if (box) boxes.push({...box, element, solid: true});
    }
    boxes.sort((one, other) => one.top - other.top);
    boxes.forEach((one, index) => {
        for (let next = index + 1; next < boxes.length && boxes[next].top < one.bottom - 1; next += 1) {
            const other = boxes[next];
            const apart = one.right - 1 <= other.left || other.right - 1 <= one.left
                || other.bottom - 1 <= one.top;
            const within = one.element.contains(other.element) || other.element.contains(one.element);
            const inside = within && (one.solid || other.solid || one.element === other.element);
            if (!apart && !inside)
                faults.push(`overlap: ${name(one.element)} and ${name(other.element)}`);
        }
    });
    return [...new Set(faults)];
}"""

SPACED_OUT = """* {
    line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important;
}
p { margin-bottom: 2em !important; }"""
"""Text spacing of WCAG 2.2, 1.4.12."""

HEADER = """() => {
    const width = document.documentElement.clientWidth;
    return [...document.querySelectorAll(".site-header .bar *, .site-header .strip *")]
        .filter(one => one.checkVisibility() && !one.closest(".skip, svg, .visually-hidden"))
        .map(one => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
        .filter(([, box]) => box.width > 1 && (box.left < -1 || box.right > width + 1))
        .map(([name, box]) => `${name}: ${box.left} to ${box.right}`);
}"""

USUAL_TEXT, TWICE_AS_LARGE = 16, 32
"""The default font size of a browser in pixels, and 200 % of it (WCAG 2.2, 1.4.4)."""


def faults(page: Page, width: int, *, style: str = "", text: int = USUAL_TEXT) -> list[str]:
    """The faults of the page's layout at a width of the window.

    Args:
        page: the open page.
        width: the width of the window in CSS pixels; zoom at 200 % halves it.
        style: a style sheet added by the reader.
        text: the reader's default font size in pixels.
    """
    browser = page.context.new_cdp_session(page)
    browser.send("Page.setFontSizes", {"fontSizes": {"standard": text}})
    browser.detach()
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate(
        """style => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(style);
            document.adoptedStyleSheets = [sheet];
        }""",
        style,
    )
    messages: list[str] = page.evaluate(FAULTS)
    return [f"{width} px, text {text} px: {fault}" for fault in messages]


def header_faults(page: Page, width: int, *, text: int = USUAL_TEXT) -> list[str]:
    """What of the header is outside the window; the parameters are those of `faults`."""
    faults(page, width, text=text)
    messages: list[str] = page.evaluate(HEADER)
    return [f"{width} px, text {text} px: {fault}" for fault in messages]
