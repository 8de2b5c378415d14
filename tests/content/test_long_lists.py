"""How a long list is cut into parts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.content.long_lists import CUT_LETTERS, ListPart, addresses, cut, cut_groups, subject
from generator.output.files import OutputFile

_LIMIT = 4
_IDS = st.from_regex(r"[A-Za-z0-9]{1,3}([-_.:][a-c0-9]{1,2}){0,3}", fullmatch=True)
_LISTS = st.lists(_IDS, unique_by=lambda id_: "".join(c if c.isalnum() else "-" for c in id_.lower()))


def test_short_list_is_not_cut() -> None:
    ids = ["ache", "burn", "cramp", "dull"]
    assert cut(ids, len(ids)) == ListPart("", "", "-", "z", tuple(ids))
    assert len(list(cut(ids, len(ids) - 1).all())) > 1


def test_list_is_cut_by_ranges_of_letters() -> None:
    ids = [f"{letter}{number}" for letter in "abnz" for number in range(2)]
    whole = cut(ids, _LIMIT)
    assert [(part.path, part.label, part.ids) for part in whole.leaves()] == [
        ("part/0-m/", "A–B", ("a0", "a1", "b0", "b1")),
        ("part/n-z/", "N–Z", ("n0", "n1", "z0", "z1")),
    ]
    assert cut(ids).parts == ()


def test_ids_that_begin_alike_are_cut_where_they_differ() -> None:
    whole = cut([f"deep-{letter}" for letter in "abcnop"], _LIMIT)
    assert [(part.path, part.label) for part in whole.leaves()] == [
        ("part/deep-/0-m/", "Deep a–c"),
        ("part/deep-/n-z/", "Deep n–p"),
    ]
    assert [stop.path for stop in whole.stops()] == ["part/d/"]


def test_groups_are_parts() -> None:
    whole = cut_groups({"one": ["a", "b"], "two": ["a", "c", "n"], "none": []}, 3)
    assert [(part.path, part.ids) for part in whole.leaves()] == [
        ("part/one/", ("a", "b")),
        ("part/two/", ("a", "c", "n")),
    ]
    whole = cut_groups({"one": ["a", "b"], "two": ["a", "c", "n"]}, 2)
    assert [part.path for part in whole.leaves()] == ["part/one/", "part/two/0-m/", "part/two/n-z/"]
    assert cut_groups({"one": ["a"], "two": ["a"]}, 2).parts == ()


def test_address_of_each_item() -> None:
    ids = [f"a{number:03}" for number in range(120)] + [f"z{number:03}" for number in range(120)]
    found = addresses("words/", ids)
    assert found["a000"] == "words/part/0-m/"
    assert found["z119"] == "words/part/n-z/"
    assert addresses("words/", ids[:5])["a000"] == "words/"


@given(_LISTS)
def test_every_item_is_in_one_part_of_bounded_size(ids: list[str]) -> None:
    whole = cut(ids, _LIMIT)
    assert [id_ for leaf in whole.leaves() for id_ in leaf.ids] == list(whole.ids)
    assert sorted(whole.ids) == sorted(ids)
    assert all(len(leaf.ids) <= _LIMIT for leaf in whole.leaves())
    assert all(len(list(part.stops())) <= len(CUT_LETTERS) for part in whole.all())


@given(_LISTS, _LISTS)
def test_no_address_goes_when_the_list_grows(ids: list[str], more: list[str]) -> None:
    before = [part.path for part in cut(ids, _LIMIT).all()]
    taken = {"".join(c if c.isalnum() else "-" for c in id_.lower()) for id_ in ids}
    new = [id_ for id_ in more if "".join(c if c.isalnum() else "-" for c in id_.lower()) not in taken]
    after = [part.path for part in cut([*ids, *new], _LIMIT).all()]
    assert {*before} <= {*after}
    assert len({*after}) == len(after)


@given(_LISTS)
def test_every_part_can_be_reached(ids: list[str]) -> None:
    whole = cut(ids, _LIMIT)
    reached, ahead = set(), [whole]
    while ahead:
        part = ahead.pop()
        reached.add(part)
        ahead += part.stops()
    assert {*whole.leaves()} <= reached


def test_a_number_is_no_address_of_two_parts() -> None:
    """One id that ends where the numbers of others begin, and many numbers that begin with 0."""
    ids = ["same", *(f"same-0{number:03}" for number in range(60)), "same-0"]
    paths = [part.path for part in cut(ids, 10).all()]
    assert len({*paths}) == len(paths)


def test_files_of_one_topic_and_lists_of_the_same_topics_have_one_subject() -> None:
    def of(path: str, source: str) -> str:
        return subject(OutputFile(path, "", source))

    topic = of("techniques/glide/index.md", "techniques/glide.yml")
    assert topic == of("quizzes/glide/index.md", "quizzes/glide.yml")
    part = of("about/coverage/part/techniques/a-g/index.md", "pages/about/coverage.md")
    assert part == of("evidence/words/part/techniques/a-g/index.md", "pages/evidence/words.md")
    assert len({topic, part, of("about/coverage/index.md", "pages/about/coverage.md")}) == 3
