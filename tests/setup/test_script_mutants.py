# SPDX-License-Identifier: MIT
"""The faults that `make mutants` puts into scripts: each is still one, and has tests."""

from __future__ import annotations

import pytest

from tests.conftest import REPOSITORY
from tests.mutants.scripts import AT_LEAST, ScriptMutant, script_mutants
from tests.tools import TESTS


def test_there_are_enough_faults() -> None:
    assert len(script_mutants()) >= 30 > AT_LEAST


@pytest.mark.parametrize("mutant", script_mutants(), ids=str)
def test_a_fault_changes_its_script_and_has_tests(mutant: ScriptMutant) -> None:
    text = (REPOSITORY / mutant.script).read_text(encoding="utf-8")
    assert mutant.put_into(text) != text
    assert (TESTS / mutant.tests).is_file()
    with pytest.raises(ValueError, match="is not once in"):
        mutant.put_into("")
