"""Which conclusions are asked for, how pressing they are, in which order."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.casework.conclusions.conclusion import ItemStatus
from desktop.domain.casework.conclusions.conclusion_book import (
    ItemQuery,
    ItemsShown,
    KnownItem,
    Pressing,
    in_order,
    is_found,
    is_overdue,
    open_items_of,
    pressing,
)
from desktop.domain.ids import CaseId
from desktop.domain.sync.operation import RecordStorage
from tests.samples.casework import NOW, TODAY
from tests.samples.conclusions import ANNOUNCED, DRAFT, DUE, an_item

pytestmark = pytest.mark.unit

S = ItemStatus
SOON = TODAY + timedelta(days=7)
STRUCK = replace(ANNOUNCED, struck_out_at=NOW, struck_by_name="T", struck_reason="Nhầm dòng khác")


@pytest.mark.parametrize("status", list(ItemStatus))
def test_overdue_is_computed_of_what_is_to_be_done(status: ItemStatus) -> None:
    late = an_item(status, deadline=TODAY - timedelta(days=1))
    waited = status in {S.ANNOUNCED, S.ISSUED, S.IN_PROGRESS, S.EXTENDED}
    assert is_overdue(late, TODAY) is waited
    assert not is_overdue(replace(late, deadline=TODAY), TODAY)
    assert not is_overdue(replace(late, deadline=None), TODAY)


def test_how_pressing_an_item_is() -> None:
    found = {
        "late": replace(ANNOUNCED, deadline=TODAY - timedelta(days=2)),
        "soon": replace(ANNOUNCED, deadline=SOON),
        "later": replace(ANNOUNCED, deadline=SOON + timedelta(days=1)),
        "never": replace(ANNOUNCED, deadline=None),
        "draft": DRAFT,
        "done": an_item(S.DONE),
        "reported": an_item(S.REPORTED),
        "answered": an_item(S.ANSWERED),
        "struck": STRUCK,
    }
    told = {name: pressing(one, TODAY, SOON).value for name, one in found.items()}
    assert told == {
        "late": "overdue",
        "soon": "soon",
        "later": "later",
        "never": "later",
        "draft": "draft",
        "done": "result",
        "reported": "result",
        "answered": "over",
        "struck": "over",
    }


def test_the_list_begins_with_what_is_overdue_longest() -> None:
    days = {"a": -1, "b": -3, "c": 2, "d": 60}
    items = [
        KnownItem(item=an_item(S.ISSUED, name, deadline=TODAY + timedelta(days=count)))
        for name, count in days.items()
    ]
    items += [
        KnownItem(item=an_item(S.DRAFT, "e")),
        KnownItem(item=an_item(S.CLOSED, "f", deadline=TODAY)),
        KnownItem(item=an_item(S.CLOSED, "g", deadline=TODAY + timedelta(days=1))),
    ]
    found = in_order(items, TODAY, SOON)
    assert [one.item.line_id for one, _ in found] == ["b", "a", "e", "c", "d", "g", "f"]
    order = list(Pressing)
    places = [order.index(how) for _, how in found]
    assert places == sorted(places)


def test_items_are_found_by_state_agency_and_words() -> None:
    done = an_item(S.CLOSED)
    assert is_found(ANNOUNCED, ItemQuery())
    assert not is_found(done, ItemQuery())
    assert is_found(done, ItemQuery(shown=ItemsShown.FINISHED))
    assert not is_found(ANNOUNCED, ItemQuery(shown=ItemsShown.FINISHED))
    every = ItemQuery(shown=ItemsShown.ALL)
    assert is_found(STRUCK, every)
    assert is_found(done, replace(every, search="san phoi an lao"))
    assert not is_found(done, replace(every, search="2026-0147"))
    assert is_found(done, replace(every, search="2026-0147"), also=("2026-0147",))
    assert is_found(done, replace(every, agency="UBND xã An Lão"))
    assert not is_found(done, replace(every, agency="UBND"))


def test_what_a_case_still_waits_for() -> None:
    case = frozenset({CaseId("case")})
    items = [
        an_item(S.ISSUED, "a", deadline=DUE),
        an_item(S.ISSUED, "b", deadline=TODAY),
        an_item(S.ISSUED, "c", deadline=None),
        an_item(S.DRAFT, "d"),
        an_item(S.CLOSED, "e"),
        replace(an_item(S.ISSUED, "f"), case_id=CaseId("other")),
    ]
    assert [one.line_id for one in open_items_of(items, case)] == ["b", "a", "c"]
    assert open_items_of(items, frozenset()) == ()


def test_what_the_city_would_not_have_is_nowhere() -> None:
    refused = KnownItem(item=DRAFT, storage=RecordStorage.REFUSED, is_at_city=False)
    assert refused.is_refused
    assert not replace(refused, is_at_city=True).is_refused
    assert not KnownItem(item=DRAFT).is_refused
