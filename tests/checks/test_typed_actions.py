# SPDX-License-Identifier: MIT
"""Settings cannot say what to do about warning signs. What content cannot say is in `tests/cases/`."""

from __future__ import annotations

import pytest

from generator.checks.fit_of_settings import unfit_settings
from generator.content.library import Library
from generator.content.load import load
from generator.settings.settings import Clinic, Settings
from tests.tools import EXAMPLES

NECK = EXAMPLES / "neck-and-shoulder" / "content"


@pytest.mark.parametrize(
    ("name", "clinic", "phone", "where"),
    [
        ("Necks", "", "", ""),
        ("Necks: ring 999", "", "", "site_name"),
        ("Necks", "Call 111 or ask your GP surgery for a visit", "", "clinic.name"),
        ("Necks", "Neck clinic", "999", "clinic.phone"),
        ("Necks", "Neck clinic", "01632 999 111", ""),
    ],
)
def test_settings_have_no_number_of_the_region(name: str, clinic: str, phone: str, where: str) -> None:
    library = Library(load(NECK)[0])
    about = Clinic(name=clinic, phone=phone) if clinic else None
    settings = Settings(site_name=name, clinic=about, version="0")
    problems = unfit_settings(library, settings)
    assert {problem.where for problem in problems} == ({where} if where else set())
    assert all("in the settings, '" in problem.message for problem in problems)
