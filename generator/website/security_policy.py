# What browsers are asked to refuse: the Content-Security-Policy of a page, and the headers beside it.
#
# A `<meta>` carries the policy on every page, so it holds on any host and from disk. `site_files.py`
# writes the same for hosts that send headers, with what a `<meta>` cannot say.

from __future__ import annotations

CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'"
)
"""Our own files and nothing else, no inline script or style, no form sent (CSP Level 3)."""

REFERRER_POLICY = "no-referrer"
"""Another website is not told which page a reader came from: it would say what hurts."""

HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": REFERRER_POLICY,
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
}
"""On every file."""

NO_FRAMES = {"X-Frame-Options": "DENY"}
"""On everything that no other website may show in a frame: all but the embed pages."""
