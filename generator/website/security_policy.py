# Security headers: the Content-Security-Policy of each page, and the HTTP headers sent beside it.
#
# Every page has the policy in a `<meta>` element, so it applies on any host and from disk.
# `host_headers.py` writes all headers for hosts that can send them, because some have no effect in a
# `<meta>` element.

from __future__ import annotations

CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'"
)
"""Load the site's own files only, no inline scripts or styles, and submit no forms (CSP Level 3)."""

REFERRER_POLICY = "no-referrer"
"""Other websites must not learn which page a reader came from, since it may say what is wrong with them."""

HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": REFERRER_POLICY,
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
}
"""Sent with every file."""

NO_FRAMES = {"X-Frame-Options": "DENY"}
"""Sent with every page except embed pages, which alone may be shown in a frame of another website."""
