"""Reports of a unit: what must be there, what is only odd, and what the city adds up."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.faults import FaultKind, FieldFault, is_email, is_phone, is_sendable
from desktop.domain.ids import SiteId
from desktop.domain.reports.difficulty import (
    Difficulty,
    DifficultyCategory,
    DifficultyImpact,
    Period,
    difficulty_faults,
    period_of,
    roll_up,
)
from desktop.domain.reports.focal_point import (
    STALE_AFTER,
    Contact,
    FocalPoint,
    focal_point_faults,
    in_order,
    is_stale,
    newest_of_units,
)
from desktop.domain.reports.readiness_sheet import (
    SheetEntry,
    SheetOverall,
    SheetResult,
    is_unmet,
    merged,
    overall_of,
    sheet_faults,
)
from desktop.domain.reports.unit_report import Receipt, ReportState, Unit, state_of
from desktop.domain.sync.operation import EntityKind, RecordStorage

NOW = datetime(2026, 11, 26, 1, 30, tzinfo=UTC)
AN_LAO = Unit(site_id=SiteId("commune"), name="UBND xã An Lão", code="11629")
HAI_DUONG = Unit(site_id=SiteId("other"), name="UBND phường Hải Dương", code="10525")
LEADER = Contact(name="Lê Văn Mẫu", title="Phó Chủ tịch", mobile="0900 000 001")
OFFICER = Contact(name="Lê Thị Mẫu", title="Công chức", mobile="0900000002", email="mau@vi.du")
POINT = FocalPoint(
    id="p1",
    unit=AN_LAO,
    version=1,
    leader=LEADER,
    officer=OFFICER,
    technician=Contact(),
    room_address="Phòng 101",
    conference_endpoint="",
    decision_number="12/QĐ-UBND",
    approved_by="Chủ tịch UBND xã",
    effective_from=date(2026, 11, 1),
    handed_in_at=NOW,
)
DIFFICULTY = Difficulty(
    id="d1",
    unit=AN_LAO,
    noticed_at=NOW,
    category=DifficultyCategory.LINE,
    description="Đường truyền đứt khi mưa to",
    impact=DifficultyImpact.INTERRUPTED,
    frequency=2,
    proposal="Thêm đường dự phòng 4G",
    session_id=None,
    session_code="",
)


def _missing(field: str) -> FieldFault:
    return FieldFault(field=field, kind=FaultKind.MISSING)


def _odd(field: str) -> FieldFault:
    return FieldFault(field=field, kind=FaultKind.ODD)


def test_a_whole_list_has_no_fault_and_can_be_sent() -> None:
    assert focal_point_faults(POINT) == ()
    assert is_sendable(focal_point_faults(POINT))


@pytest.mark.parametrize("part", ["leader", "officer"])
@pytest.mark.parametrize("field", ["name", "title", "mobile"])
def test_each_of_six_fields_keeps_the_list_from_being_sent(part: str, field: str) -> None:
    contact = LEADER if part == "leader" else OFFICER
    changes = {part: replace(contact, **{field: ""})}
    faults = focal_point_faults(replace(POINT, **changes))  # type: ignore[arg-type]
    assert faults == (_missing(f"{part}.{field}"),)
    assert not is_sendable(faults)


def test_odd_fields_are_pointed_at_and_hinder_nothing() -> None:
    point = replace(
        POINT,
        leader=replace(LEADER, mobile="12345"),
        officer=replace(OFFICER, email="mau.vi.du"),
        technician=Contact(name="Kỹ thuật Mẫu", mobile="090", email="x"),
        decision_number="",
    )
    faults = focal_point_faults(point)
    assert faults == (
        _odd("leader.mobile"),
        _odd("officer.email"),
        _odd("technician.mobile"),
        _odd("technician.email"),
        _odd("decision_number"),
    )
    assert is_sendable(faults)


def test_a_list_without_its_date_is_not_sent() -> None:
    assert focal_point_faults(replace(POINT, effective_from=None)) == (_missing("effective_from"),)


def test_a_list_is_stale_after_90_days_and_not_before() -> None:
    assert not is_stale(POINT, NOW + STALE_AFTER)
    assert is_stale(POINT, NOW + STALE_AFTER + timedelta(seconds=1))


def test_the_newest_version_stands_for_its_unit_and_history_is_kept() -> None:
    second = replace(POINT, id="p2", version=2, handed_in_at=NOW + timedelta(days=1))
    twin = replace(POINT, id="p3", version=2, handed_in_at=NOW + timedelta(days=2))
    other = replace(POINT, id="p0", unit=HAI_DUONG)
    points = (second, POINT, twin, other)
    assert [one.id for one in in_order(points)] == ["p3", "p2", "p1", "p0"]
    assert newest_of_units(points) == (other, twin)


@pytest.mark.parametrize("text", ["0912345678", "0912 345 678", "0912.345.678", "091-234-5678"])
def test_phones_may_be_grouped(text: str) -> None:
    assert is_phone(text)


@pytest.mark.parametrize("text", ["", "912345678", "09123456789", "+84912345678", "0912x45678"])
def test_what_is_no_phone_of_this_country(text: str) -> None:
    assert not is_phone(text)


def test_the_shape_of_an_address() -> None:
    assert is_email("can.bo@haiphong.vi.du")
    assert not any(map(is_email, ("", "canbo", "can bo@x.y", "a@b", "a@b.")))


def test_a_difficulty_needs_ten_characters() -> None:
    assert difficulty_faults(DIFFICULTY) == ()
    assert difficulty_faults(replace(DIFFICULTY, description="Mạng yếu")) == (
        _missing("description"),
    )


def test_a_month_begins_at_midnight_in_hai_phong() -> None:
    last = datetime(2026, 10, 31, 16, 59, tzinfo=UTC)
    assert period_of(last) == Period(year=2026, month=10)
    assert period_of(last + timedelta(minutes=1)) == Period(year=2026, month=11)


def test_a_roll_up_counts_by_category_and_unit() -> None:
    found = roll_up(
        (
            replace(DIFFICULTY, id="d2", category=DifficultyCategory.STAFF),
            DIFFICULTY,
            replace(DIFFICULTY, id="d3", unit=HAI_DUONG),
            replace(DIFFICULTY, id="old", noticed_at=NOW - timedelta(days=40)),
        ),
        Period(year=2026, month=11),
    )
    assert found.by_category == ((DifficultyCategory.LINE, 2), (DifficultyCategory.STAFF, 1))
    assert found.by_unit == ((AN_LAO, 2), (HAI_DUONG, 1))
    assert [one.id for one in found.difficulties] == ["d3", "d1", "d2"]


@given(
    st.lists(
        st.tuples(st.sampled_from(DifficultyCategory), st.sampled_from((AN_LAO, HAI_DUONG))),
        max_size=30,
    )
)
def test_every_difficulty_of_the_period_is_counted_once(
    rows: list[tuple[DifficultyCategory, Unit]],
) -> None:
    found = roll_up(
        (
            replace(DIFFICULTY, id=str(number), category=category, unit=unit)
            for number, (category, unit) in enumerate(rows)
        ),
        period_of(NOW),
    )
    assert sum(count for _, count in found.by_category) == len(rows)
    assert sum(count for _, count in found.by_unit) == len(rows)
    assert len(found.difficulties) == len(rows)


CODES = ("DD-1", "MT-1", "DK-1")
REQUIRED = frozenset({"DD-1", "MT-1"})
MEASURED = {"MT-1": SheetEntry(code="MT-1", result=SheetResult.PASS, value="9 ms")}


def test_a_sheet_takes_what_was_ticked_then_what_was_measured() -> None:
    ticked = {"DD-1": SheetEntry(code="DD-1", result=SheetResult.PASS, checked_by="Cán bộ")}
    lines = merged(ticked, MEASURED, CODES)
    assert lines == (
        ticked["DD-1"],
        MEASURED["MT-1"],
        SheetEntry(code="DK-1", result=SheetResult.NOT_SEEN),
    )


def test_a_person_who_judges_a_measured_line_leaves_its_figure() -> None:
    own = SheetEntry(
        code="MT-1", result=SheetResult.FAIL, remark="Máy nóng", fix_by="Kỹ thuật", checked_by="A"
    )
    (line,) = merged({"MT-1": own}, MEASURED, ("MT-1",))
    assert line == replace(own, value="9 ms")
    said = replace(own, value="12 ms")
    assert merged({"MT-1": said}, MEASURED, ("MT-1",)) == (said,)


def test_a_required_line_that_nobody_saw_keeps_the_sheet_here() -> None:
    lines = merged({}, MEASURED, CODES)
    assert sheet_faults(lines, REQUIRED) == (_missing("DD-1"),)
    assert overall_of(lines, REQUIRED) is SheetOverall.NOT_READY


def test_a_line_not_met_asks_who_mends_it_by_when() -> None:
    failed = SheetEntry(code="DK-1", result=SheetResult.FAIL)
    ready = SheetEntry(code="DD-1", result=SheetResult.PASS)
    lines = (ready, MEASURED["MT-1"], failed)
    assert is_unmet(failed)
    assert not is_unmet(ready)
    assert sheet_faults(lines, REQUIRED) == (_odd("DK-1.fix"),)
    mended = replace(failed, fix_by="Kỹ thuật viên", fix_due=date(2026, 12, 1))
    assert sheet_faults((ready, MEASURED["MT-1"], mended), REQUIRED) == ()
    assert overall_of(lines, REQUIRED) is SheetOverall.READY_WITH_RESERVATIONS


def test_a_sheet_whose_lines_are_met_says_ready() -> None:
    done = tuple(SheetEntry(code=code, result=SheetResult.PASS) for code in CODES)
    assert overall_of(done, REQUIRED) is SheetOverall.READY
    not_there = (*done[:2], SheetEntry(code="DK-1", result=SheetResult.NA))
    assert overall_of(not_there, REQUIRED) is SheetOverall.READY


@pytest.mark.parametrize(
    ("storage", "answer", "state"),
    [
        (RecordStorage.HERE, None, ReportState.HERE),
        (RecordStorage.CITY, None, ReportState.SENT),
        (RecordStorage.REFUSED, None, ReportState.REFUSED),
        (RecordStorage.REFUSED, "", ReportState.REFUSED),
        (RecordStorage.CITY, "", ReportState.RECEIVED),
        (RecordStorage.CITY, "Đã cấp.", ReportState.ANSWERED),
        (RecordStorage.HERE, "", ReportState.RECEIVED),
    ],
)
def test_how_far_a_report_came(
    storage: RecordStorage, answer: str | None, state: ReportState
) -> None:
    receipt = None
    if answer is not None:
        receipt = Receipt(
            kind=EntityKind.DIFFICULTY,
            report_id="d1",
            unit_site_id=AN_LAO.site_id,
            received_at=NOW,
            received_by="Chuyên viên Mẫu",
            answer=answer,
        )
    assert state_of(storage, receipt) is state
    is_here = state is ReportState.HERE
    assert state_of(storage, receipt, is_city_full=True) is (
        ReportState.CITY_FULL if is_here else state
    )
