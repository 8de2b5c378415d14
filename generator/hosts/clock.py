# Today's date, with which review dates are compared. Nothing that is published depends on it.

from __future__ import annotations

import datetime as dt


def today() -> dt.date:
    """The date on the author's calendar. Call it as `clock.today()`, so that tests can replace it."""
    return dt.date.today()  # noqa: DTZ011 - review dates are days on the author's calendar
