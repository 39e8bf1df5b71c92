from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.ids import SiteId
from desktop.domain.room.condition import LastCheck, RoomCondition
from desktop.domain.room.measurements import CheckCode, CheckResult, Overall, RoomFacts
from desktop.forms.layout.blocks import Body
from desktop.forms.record.minutes_layout import lay_out_minutes
from desktop.forms.record.minutes_sources import build_minutes_document
from desktop.forms.record.minutes_wording import load_minutes_wording
from tests.paths import ROOT
from tests.samples import minutes as sample
from tests.samples.checks import GOOD_ROOM, POOR_ROOM
from tests.samples.conditions import a_condition, a_last_check

pytestmark = pytest.mark.unit

WORDING = load_minutes_wording(ROOT / "resources" / "forms" / "minutes-v1.json")
MORNING = sample.OPENED_AT - timedelta(minutes=30)


def printed(condition: RoomCondition | None) -> list[str]:
    """What the minutes say of the rooms, the line above first."""
    document = build_minutes_document(replace(sample.sources(), condition=condition))
    form = lay_out_minutes(document, WORDING)
    texts = [one.text for one in form.blocks if isinstance(one, Body)]
    if WORDING.rooms not in texts:
        assert not any("phòng sẵn sàng" in one or "chưa kiểm tra" in one for one in texts)
        return []
    return texts[texts.index(WORDING.rooms) : texts.index(WORDING.recorded)]


def of_commune(check: LastCheck | None) -> str:
    """The one line of a condition in which the commune alone is."""
    condition = a_condition(sample.SESSION, sample.OPENED_AT, {sample.COMMUNE: check})
    (_, line) = printed(condition)
    return line


def a_check(facts: RoomFacts = GOOD_ROOM, overall: Overall | None = None) -> LastCheck:
    check = a_last_check(facts, MORNING)
    return check if overall is None else replace(check, overall=overall)


@pytest.mark.parametrize("overall", Overall)
def test_each_room_is_called_what_its_check_found(overall: Overall) -> None:
    line = of_commune(a_check(overall=overall))
    assert f": {WORDING.room_states[overall]};" in line
    assert "08 giờ 01 phút, ngày 26 tháng 11 năm 2026" in line
    assert "trước ngày tiếp" not in line


def test_counts_and_names_are_of_what_was_measured_alone() -> None:
    check = a_check(POOR_ROOM)
    line = of_commune(check)
    good = len(check.measured) - len(check.short)
    assert f"đạt {good}/{len(check.measured)} mục đã đo" in line
    short = ", ".join(WORDING.checks[one.code] for one in check.short)
    assert f"; chưa đạt: {short}" in line


def test_what_was_not_measured_is_named_and_not_counted() -> None:
    check = a_check()
    items = tuple(
        replace(one, result=CheckResult.NOT_MEASURED) if one.code is CheckCode.PRINTER else one
        for one in check.items
    )
    line = of_commune(replace(check, items=items))
    assert f"; không đo: {WORDING.checks[CheckCode.PRINTER]}" in line
    assert f"/{sum(one.result is not CheckResult.NOT_MEASURED for one in items)} mục" in line


@pytest.mark.parametrize("code", CheckCode)
def test_each_item_has_its_name(code: CheckCode) -> None:
    check = a_check()
    items = tuple(replace(one, result=CheckResult.OK) for one in check.items)
    bad = next(one for one in items if one.code is code)
    items = tuple(replace(one, result=CheckResult.FAILED) if one is bad else one for one in items)
    assert f"; chưa đạt: {WORDING.checks[code]}." in of_commune(replace(check, items=items))


def test_a_check_of_a_day_before_says_so() -> None:
    check = replace(a_check(), checked_at=MORNING - timedelta(days=1))
    assert "ngày 25 tháng 11 năm 2026, trước ngày tiếp" in of_commune(check)


def test_a_room_that_nobody_checked_is_said_not_to_have_been() -> None:
    checks: dict[SiteId, LastCheck | None] = {sample.HQ: a_check(), sample.COMMUNE: None}
    lines = printed(a_condition(sample.SESSION, sample.OPENED_AT, checks))
    names = {one.id: one.name for one in sample.sites()}
    assert lines[1].startswith(f"- {names[sample.HQ]}: phòng sẵn sàng")
    assert lines[2] == f"- {names[sample.COMMUNE]}: chưa kiểm tra."


def test_nothing_is_said_where_nobody_kept_it_nor_of_a_site_that_is_not_known() -> None:
    assert printed(None) == []
    stranger: dict[SiteId, LastCheck | None] = {SiteId("nowhere"): a_check()}
    assert printed(a_condition(sample.SESSION, sample.OPENED_AT, stranger)) == []
