# The day on the author's calendar. Review dates are compared with it; nothing published depends on it.

from __future__ import annotations

import datetime as dt


def today() -> dt.date:
    """The day. Callers use `clock.today()`, so that tests can put another day in its place."""
    return dt.date.today()  # noqa: DTZ011 - review dates are days on the author's calendar
