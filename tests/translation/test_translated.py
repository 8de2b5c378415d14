# SPDX-License-Identifier: MIT
"""What readers of a translation see: the source of today, or its translation, and never an old one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.content.fields import prose_in
from generator.content.load import load
from generator.prose import Foreign, Prose
from generator.schema.page import UntranslatedPage
from generator.translation.content_messages import content_messages
from generator.translation.translated import translated
from tests.conftest import REPOSITORY
from tests.translation.words import language_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from generator.content.load import Content
    from generator.schema.common import Model
    from generator.schema.warning_signs import Sign, WarningSigns

pytestmark = pytest.mark.builds


CONTENT, _ = load(REPOSITORY / "examples" / "neck-and-shoulder" / "content")
REGION: Any = CONTENT.items["regions"]["uk"]
MESSAGES = tuple(content_messages(CONTENT))


def _said(text: str) -> str:
    """A translation that keeps all markup."""
    return f"Xx {text}"


def in_language(missing: Collection[tuple[str, str]] = (), content: Content = CONTENT) -> Content:
    words = {message.key: _said(message.text) for message in MESSAGES if message.key not in missing}
    return translated(content, language_of("eo", words), REGION)


def item(content: Content, kind: str, id_: str) -> Any:
    return content.items[kind][id_]


def sources(model: Model) -> dict[str, bool]:
    """Each prose of a model → whether it is in the source's language."""
    return {
        ".".join(map(str, path)): any(isinstance(node, Foreign) for node in prose.nodes)
        for path, prose in prose_in(model)
    }


def key(context: str, start: str = "") -> tuple[str, str]:
    return next(one.key for one in MESSAGES if one.context == context and one.text.startswith(start))


def sign_of(content: Content, tier: int = 0) -> Sign:
    signs: WarningSigns = content.items["warning-signs"]["warning-signs"]  # type: ignore[assignment]
    return signs.tiers[tier].signs[0]


def test_everything_is_translated() -> None:
    content = in_language()
    assert {
        kind
        for kind, models in content.items.items()
        for one in models.values()
        if any(sources(one).values())
    } <= {
        "plain-language",
        "pemat",
    }
    assert item(content, "techniques", "slow-glide").title == _said(
        item(CONTENT, "techniques", "slow-glide").title
    )
    assert item(content, "regions", "uk").language == "eo"


def test_a_sign_is_in_the_source_as_a_whole_under_the_translated_action() -> None:
    missing = key("warning-signs.yml: tiers.emergency.signs.chest-pain.short")
    content = in_language([missing])
    sign = sign_of(content)
    assert all(isinstance(prose.nodes[0], Foreign) for prose in (sign.text, sign.short, sign.question))
    tier = item(content, "warning-signs", "warning-signs").tiers[0]
    assert not any(isinstance(node, Foreign) for node in tier.action.nodes)
    assert not any(sources(sign_of(content, 1)).values())


def test_a_topic_with_an_old_step_is_in_the_source_as_a_whole_but_for_its_name() -> None:
    old = item(CONTENT, "techniques", "slow-glide")
    prefix = "techniques/slow-glide.yml: "
    missing = next(one.key for one in MESSAGES if one.context.startswith(prefix) and one.has_markup)
    new = item(in_language([missing]), "techniques", "slow-glide")
    assert all(sources(new).values())
    assert new.title == _said(old.title)


def test_a_page_with_an_old_block_keeps_its_markdown_in_the_source() -> None:
    name, page = next(
        (id_, item(CONTENT, "pages", id_))
        for id_ in CONTENT.items["pages"]
        if item(CONTENT, "pages", id_).body.strip()
    )
    missing = next(one.key for one in MESSAGES if one.context == f"pages/{name}.md: body")
    new = item(in_language([missing]), "pages", name)
    assert isinstance(new, UntranslatedPage)
    assert new.language == REGION.language
    assert "{" not in new.body
    assert new.title == _said(page.title)


def test_whoever_checked_the_source_has_not_checked_the_translation() -> None:
    technique = item(CONTENT, "techniques", "slow-glide").model_copy(
        update={"reviewer": "A. Reader, nurse"}
    )
    items = {**CONTENT.items, "techniques": {"slow-glide": technique}}
    new = in_language(content=replace(CONTENT, items=items))
    assert item(new, "techniques", "slow-glide").reviewer is None


def test_words_of_the_source_keep_the_words_of_their_region() -> None:
    missing = [one.key for one in MESSAGES if one.context.startswith("warning-signs.yml: tiers.emergency")]
    action = item(in_language(missing), "warning-signs", "warning-signs").tiers[0].action
    (foreign,) = action.nodes
    assert isinstance(foreign, Foreign)
    assert "999" in str(foreign)
    assert "Xx" not in str(foreign)


@given(st.sets(st.sampled_from([one.key for one in MESSAGES]), max_size=40))
def test_a_text_is_translated_or_marked_and_never_old(missing: set[tuple[str, str]]) -> None:
    content = in_language(missing)
    for kind, models in content.items.items():
        for id_, model in models.items():
            for (path, prose), (_, old) in zip(
                prose_in(model), prose_in(CONTENT.items[kind][id_]), strict=True
            ):
                is_source = isinstance(prose.nodes[0], Foreign)
                assert (
                    is_source or kind in {"pemat", "plain-language"} or prose.source == _said(old.source)
                ), path
                assert not is_source or prose.source == old.source


def test_a_language_that_is_not_complete_never_mixes_a_sentence() -> None:
    everything = in_language([one.key for one in MESSAGES])
    for models in everything.items.values():
        for model in models.values():
            for _, prose in prose_in(model):
                assert isinstance(prose, Prose)
                assert "Xx" not in str(prose.nodes)
