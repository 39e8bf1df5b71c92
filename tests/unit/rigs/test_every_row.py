"""A table in one test loses no row, and says which fail."""

import inspect

import pytest

from tests.rigs.system.every_row import every_row

pytestmark = pytest.mark.unit


@pytest.fixture
def least() -> int:
    return 3


def test_every_row_is_tried_and_each_that_fails_is_named(least: int) -> None:
    tried = []

    @every_row(("origin", "target"), [(1, 2), (3, 4), (5, 1)])
    def is_greater(origin: int, target: int, least: int) -> None:
        tried.append((origin, target))
        assert target >= least

    with pytest.raises(ExceptionGroup, match="2 of 3 rows fail") as told:
        is_greater(least=least)
    assert tried == [(1, 2), (3, 4), (5, 1)]
    assert [error.__notes__ for error in told.value.exceptions] == [
        ["row: {'least': 3, 'origin': 1, 'target': 2}"],
        ["row: {'least': 3, 'origin': 5, 'target': 1}"],
    ]


@every_row("row", [3, 4])
@every_row("column", [5, 6])
def test_fixtures_are_still_given_and_two_tables_make_a_grid(
    least: int, row: int, column: int
) -> None:
    assert (least, row < column) == (3, True)


def test_what_a_table_fills_in_is_no_fixture() -> None:
    @every_row("row", [1])
    def one(row: int, least: int) -> None:
        assert row < least

    assert list(inspect.signature(one).parameters) == ["least"]


def test_an_empty_table_is_refused() -> None:
    with pytest.raises(ValueError, match="tries nothing"):
        every_row("row", [])
