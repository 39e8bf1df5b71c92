"""What is completed after wixl, beyond what the lint looks at."""

import pytest

from installers.msi.guard import ENTRY, SOURCE
from installers.msi.tables import secure_properties, with_removal_inside, with_second_thoughts

pytestmark = pytest.mark.unit


def test_only_the_removal_of_the_older_version_moves() -> None:
    rows = [
        {"Action": "RemoveExistingProducts", "Condition": "", "Sequence": "1401"},
        {"Action": "InstallInitialize", "Condition": "", "Sequence": "1500"},
    ]
    assert with_removal_inside(rows) == [{**rows[0], "Sequence": "1501"}, rows[1]]


def test_only_components_with_a_condition_look_at_it_again() -> None:
    rows = [
        {"Component": "about", "Attributes": "260", "Condition": ""},
        {"Component": "value_PROXY", "Attributes": "260", "Condition": "PROXY"},
    ]
    assert with_second_thoughts(rows) == [rows[0], {**rows[1], "Attributes": "324"}]


def test_what_only_an_administrator_may_say_is_not_handed_on_from_others() -> None:
    assert "SERVER_URL" in secure_properties()
    assert "FORCE" not in secure_properties()
    assert 'has_value(installation, L"FORCE", L"1") && is_administrator()' in SOURCE.read_text(
        encoding="ascii"
    )


def test_who_is_no_administrator_changes_nothing_that_is_installed() -> None:
    """What the guard really answers, a run under Wine asks it: tests/windows/guard_answers.py."""
    entry = SOURCE.read_text(encoding="ascii").partition(f" {ENTRY}(MSIHANDLE installation) {{")[2]
    first = entry.partition("\n    }\n")[0]
    assert first.startswith("\n    if (is_change(installation) && !is_administrator()) {\n")
    assert first.endswith("return ERROR_INSTALL_FAILURE;")
