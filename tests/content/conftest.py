# SPDX-License-Identifier: MIT
"""What tests of reading share."""

from __future__ import annotations

from typing import Any

import pytest
import yaml


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every text that is parsed from now on, as often as it is."""
    texts: list[str] = []
    compose = yaml.compose

    def note(text: str, **options: Any) -> yaml.Node | None:
        texts.append(text)
        return compose(text, **options)

    monkeypatch.setattr(yaml, "compose", note)
    return texts
