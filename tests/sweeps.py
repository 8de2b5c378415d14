# Sweeps: tests that try the same on so many pages, papers, regions or programs that `make test` runs only
# some of their cases. `make test-all` runs all.
#
# The others are marked `slow` here, in one place, so that anybody sees what `make test` leaves out.

from __future__ import annotations

import re

import pytest

_LEFT_OUT = (
    # On paper: one technique, one symptom and the pages of other kinds stay, on A4.
    r"browser/test_print\.py::.*\[(?:techniques|symptoms)/(?!trigger-point-therapy/|down-the-leg/)[^\]]*\]",
    r"browser/test_print\.py::.*-Letter\]",
    r"browser/test_maker\.py::test_every_handout_fits_its_pages",
    # The words of the second region; those of the small content, and of the first as it is built, stay.
    r"safety/test_walk\.py::.*\[us\]",
    r"handouts/test_longer\.py::.*\[us\]",
    # Each of these prints all sheets; the first of the file stays.
    r"handouts/test_longer\.py::test_(?:the_checks_list|a_longer_sheet_is_made_by_itself)",
    # Other damages; one that keeps the length of a file stays, and one that does not.
    r"store/test_store\.py::test_a_damaged_entry_is_never_used\[(?:empty|longer)",
    # Most mistakes in settings and theme: one of each sort stays.
    r"hosts/test_live_site\.py::test_a_mistake_is.*\[(?!open bracket|no settings|site_url|unknown tag)",
    # Half of what reports depend on; those of words, limits and regions stay.
    r"checks/test_checks_again\.py::test_an_edit_changes.*\[a (?:title|source|file|question)",
    # Other regions and papers: what the sheets of the first one say and how they fit stays.
    r"handouts/test_content\.py::test_every_sheet_fits_in_the_other_region",
    # Making a release, which `make release` does itself; what changes in its files stays.
    r"setup/test_release\.py::TestRelease::",
    # Whole sites once more: a smaller one of each stays.
    r"translation/test_builds_in_languages\.py::test_two_builds_in_three_languages",
    r"output/test_remote_store\.py::test_two_clean_clones",
    r"output/test_remote_store\.py::test_a_build_with_a_server_that_answers_anything.*\[1\]",
    r"website/test_anything_missing\.py::test_what_is_taken_away_from_exercises",
    r"hosts/test_live_server\.py::test_many_tabs",
    r"output/test_typesetting\.py::test_printing_more_sheets_takes_no_more_memory",
    # Other programs: each builds a site below a folder and one without an address; one of the two stays.
    r"hosts/test_other_hosts\.py::.*a sub-folder",
    # A further kind of random edits; those of `store/` and of the live site's other tests stay.
    r"hosts/test_live_site\.py::test_after_edits_every_file_is_what_a_clean_build_writes",
    r"hosts/test_live_site\.py::test_a_build_reports_the_same_mistakes\[(?!syntax)",
    # The same searches once more; which sign comes first is tried from disk, too.
    r"browser/test_search_help\.py::test_(?:other_words|the_first_result).*\[from disk\]",
    # Both editions of SCORM are one script; the newer one is tried with each way of leaving.
    r"exports/test_scorm\.py::.*\[scorm-1\.2\]",
    # Two further checkers; axe looks at each type of page.
    r"browser/test_second_opinions\.py::.*in_use.*-phone\]",
    r"browser/test_second_opinions\.py::.*in_use\[(?:mixed_quiz|found_pages)-desktop\]",
    # How pages move while they load: home, a topic and a chosen set of sheets stay.
    r"browser/test_budgets\.py::test_the_layout_does_not_shift.*\[(?:quizzes/mix/|handouts/make/)\]",
    # Pages of plain text and tables, with the headers that the others have.
    r"browser/test_standards\.py::test_the_headers.*\[(?:about|evidence/|for-|privacy|accessibility|back-pain)",
    # Pages of plain text and tables; those with pictures, forms, folds or scripts stay.
    r"website/test_site_html\.py::test_pages_are_clean\[(?:about|evidence/|for-|privacy)",
    r"handouts/test_sheets_on_paper\.py::.*[a-z]-letter\]",
    r"browser/test_qti_player\.py::test_matching_is_scored\[(?!right)",
    r"browser/test_anywhere\.py::test_the_404_page.*\[(?:techniques|a/b)",
    # Further samples. What stays: links and HTML in the first language, whose templates are the
    # same; layout in Spanish and Arabic; the written folder in other programs; damaged entries of
    # the store; whole builds at another time and place; the first example.
    r"browser/test_languages\.py::test_no_link_is_broken_and_pages_in_each_language_are_valid",
    r"browser/test_pseudo_layout\.py::test_longer_words_fit_on_a_small_phone",
    r"hosts/test_builds\.py::test_the_written_folder_builds_the_same_site_without_our_plugin",
    r"store/test_parts\.py::test_a_damaged_part_costs_only_time",
    r"handouts/test_render\.py::test_time_zone_language_and_hash_seed_do_not_change_the_bytes",
    r"website/test_second_subject\.py::.*\[desk-stretches\]",
    r"browser/test_quizzes\.py::test_quizzes_of_the_site_by_keyboard\[False\]",
    # What `make check` runs on the code; that its tools notice what breaks a rule stays.
    r"setup/test_code\.py::test_the_(?:code_passes_its_checks|scripts_keep_their_rules)",
    # The mutants themselves are `make mutants`.
    r"setup/test_mutants\.py::test_what_no_test_notices_survives",
    r"browser/test_keyboard\.py::test_the_focus_is_always_visible\[(?!index|techniques|symptoms|quizzes)",
    r"browser/test_layout\.py::.*\[(?!index|techniques|symptoms|quizzes|handouts)[a-z-]+/.*",
    # The same from right to left: those with pictures, forms or scripts stay.
    r"browser/test_languages\.py::test_pages_from.*\[(?!index|404|techniques/\*|handouts/make|quizzes/\*)",
    r"hosts/built_site/test_zip_site\.py::test_a_zip_is_reproducible",
)
_SWEEP = re.compile("|".join(_LEFT_OUT))


@pytest.hookimpl(tryfirst=True)  # before pytest chooses by `-m`, and before `fast` is given to what is left
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if _SWEEP.search(item.nodeid):
            item.add_marker("slow")
