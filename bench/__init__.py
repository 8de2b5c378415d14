# What is measured: each module in `MEASURED` gives one report.
#
# Figures are ratios between things run side by side, since machines differ and are noisy.

from __future__ import annotations


class OverBudget(Exception):  # noqa: N818 - the name says what is wrong
    """Something measured is more than allowed; the message is the whole report."""
