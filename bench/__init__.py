# Benchmarks: each module that `__main__.MEASURED` lists makes one report.
#
# Builds are compared with each other on the same machine, since machines differ and their speed varies.

from __future__ import annotations


class OverBudget(Exception):  # noqa: N818 - the name says what is wrong
    """A measurement is over its budget; the message is the whole report."""
