"""The register: rows of a visit, years, strikes, replacements, and denunciations."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.casework.intake import joined
from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.casework.matter.petition import Resolution
from desktop.domain.casework.register import (
    HandledColumns,
    RegisterEntry,
    Strike,
    ToldColumns,
    entry_faults,
    entry_key,
    is_answer_owed,
    is_due,
    keeps_strike,
    number_after,
    own_key,
    replacement,
    replacement_key,
    rows_of,
    struck_out,
    told_columns,
    with_handled,
    without_person,
)
from desktop.domain.casework.visit import VisitOutcome, VisitStatus
from desktop.domain.ids import CitizenId, PetitionId, RegisterEntryId, UserId
from tests.samples.casework import (
    CITIZEN,
    COMPLAINT,
    DENUNCIATION,
    FEMALE_1965,
    GROUP,
    INTAKE,
    MALE_1972,
    NOW,
    OFFICER,
    ROW,
    TODAY,
    TOMORROW,
    an_intake,
)

pytestmark = pytest.mark.unit

HAI_PHONG = ZoneInfo("Asia/Ho_Chi_Minh")
STRIKE = Strike(at=NOW, by=OFFICER, by_name="Cán bộ tiếp dân Mẫu", reason="Ghi trùng dòng 212")
V = VisitStatus
STATUSES = st.sampled_from(list(VisitStatus))
TEXTS = st.text(max_size=40)


def rows(**changes: object) -> tuple[RegisterEntry, ...]:
    return rows_of(replace(INTAKE, **changes), HAI_PHONG)  # type: ignore[arg-type]


def with_petition(**changes: object) -> RegisterEntry:
    return rows(petitions=(replace(COMPLAINT, **changes),))[0]  # type: ignore[arg-type]


def fault_fields(entry: RegisterEntry, today: date = TODAY) -> list[str]:
    return [one.field for one in entry_faults(entry, today=today)]


def test_a_visit_fills_the_columns() -> None:
    [row] = rows()
    assert row == ROW
    assert (row.name_address, row.id_document) == (
        "Nguyễn Thị Mẫu, Tổ 1, xã An Lão",
        FEMALE_1965,
    )
    assert (row.reception_date, row.year) == (TODAY, 2026)
    assert (row.summary, row.request) == ("Đường thôn ngập nước", "Sửa cống thoát nước")
    assert row.petition_type is PetitionType.COMPLAINT
    assert row.same_content_count == 1
    assert not row.is_struck
    assert not fault_fields(row)


def test_who_came_together_stands_in_one_row_and_the_group_is_counted() -> None:
    second = replace(CITIZEN, id=CitizenId("second"), full_name="Lê Văn Mẫu", id_number=MALE_1972)
    third = replace(second, id=CitizenId("third"), id_number="")
    [row] = rows(citizens=(CITIZEN, second, third))
    assert row.name_address == (
        "Nguyễn Thị Mẫu, Tổ 1, xã An Lão; Lê Văn Mẫu, Tổ 1, xã An Lão; Lê Văn Mẫu, Tổ 1, xã An Lão"
    )
    assert row.id_document == f"{FEMALE_1965}; {MALE_1972}"
    assert row.same_content_count == 3
    assert rows(group=GROUP)[0].same_content_count == 7
    assert rows(citizens=())[0].same_content_count == 1


def test_each_content_has_a_row_of_its_own() -> None:
    other = replace(DENUNCIATION, id=PetitionId("other"))
    first, second = rows(petitions=(COMPLAINT, other))
    assert first.id != second.id
    assert {first.visit_id, second.visit_id} == {INTAKE.visit.id}


@given(status=STATUSES)
def test_only_who_was_taken_in_or_turned_away_stands_in_the_book(status: VisitStatus) -> None:
    visit = replace(INTAKE.visit, status=status)
    is_in = status not in {
        V.REGISTERED, V.ARRIVED, V.IDENTIFYING, V.IDENTIFIED, V.NO_SHOW, V.WITHDRAWN,
    }  # fmt: skip
    assert is_due(visit) is is_in
    assert bool(rows(visit=visit)) is is_in


@pytest.mark.parametrize(
    ("came_at", "day"),
    [
        (datetime(2025, 12, 31, 16, 59, tzinfo=UTC), date(2025, 12, 31)),
        (datetime(2025, 12, 31, 17, 0, tzinfo=UTC), date(2026, 1, 1)),
    ],
)
def test_a_reception_over_midnight_belongs_to_the_day_on_which_they_came(
    came_at: datetime, day: date
) -> None:
    visit = an_intake(
        "late",
        arrived_at=came_at,
        started_at=came_at + timedelta(minutes=30),
        ended_at=came_at + timedelta(hours=2),
        created_at=came_at + timedelta(hours=2),
    )
    [row] = rows_of(visit, HAI_PHONG)
    assert (row.reception_date, row.year) == (day, day.year)


@pytest.mark.parametrize(
    ("within", "outcome", "guided", "handled"),
    [
        (True, None, "", "Sở Xây dựng"),
        (False, None, "Sở Xây dựng", ""),
        (None, None, "", ""),
        (False, VisitOutcome.FORWARDED, "", "Sở Xây dựng"),
        (True, VisitOutcome.GUIDED, "Sở Xây dựng", ""),
        (True, VisitOutcome.EXPLAINED, "", ""),
    ],
)
def test_the_agency_stands_where_the_outcome_puts_it(
    *, within: bool | None, outcome: VisitOutcome | None, guided: str, handled: str
) -> None:
    [row] = rows(
        visit=replace(INTAKE.visit, outcome=outcome),
        petitions=(replace(COMPLAINT, within_competence=within, competent_agency="Sở Xây dựng"),),
    )
    assert (row.guided_to, row.handled_by) == (guided, handled)
    assert row.within_competence is (within is True)


def test_who_decided_it_last_is_named() -> None:
    first = Resolution(body="UBND xã", document_kind="", number="1/QĐ", date=TODAY, result="")
    last = replace(first, body="UBND thành phố", number="", date=None)
    assert with_petition(resolution_history=(first,)).resolved_by == "UBND xã, 1/QĐ, 26/11/2026"
    assert with_petition(resolution_history=(first, last)).resolved_by == "UBND thành phố"


@given(summary=TEXTS, request=TEXTS, name=TEXTS, number=TEXTS)
def test_the_row_of_a_denunciation_says_neither_who_nor_what(
    summary: str, request: str, name: str, number: str
) -> None:
    [row] = rows(
        citizens=(replace(CITIZEN, full_name=name, id_number=number),),
        petitions=(replace(DENUNCIATION, summary=summary, request=request),),
    )
    assert (row.name_address, row.id_document, row.summary, row.request) == ("", "", "", "")
    assert row.is_restricted
    assert not fault_fields(row)


@pytest.mark.parametrize("column", ["name_address", "id_document", "summary", "request"])
def test_a_denunciation_that_says_more_is_not_taken(column: str) -> None:
    secret = without_person(replace(ROW, petition_type=PetitionType.DENUNCIATION))
    assert not fault_fields(secret)
    assert fault_fields(replace(secret, **{column: "Nguyễn"})) == ["name_address"]  # type: ignore[arg-type]


@given(
    handled=st.builds(
        HandledColumns,
        resolved_by=TEXTS,
        within_competence=st.booleans(),
        guided_to=TEXTS,
        handled_by=TEXTS,
        follow_up=TEXTS,
        note=TEXTS,
    )
)
def test_what_becomes_of_a_matter_changes_nothing_that_was_said(handled: HandledColumns) -> None:
    row = with_handled(ROW, handled)
    assert told_columns(row) == told_columns(ROW)
    assert row.within_competence is handled.within_competence
    assert "\n" not in row.follow_up
    assert with_handled(row, handled) == row


def test_a_row_is_struck_out_once_and_for_good() -> None:
    struck = struck_out(ROW, STRIKE)
    assert struck.is_struck
    assert not fault_fields(struck)
    assert struck_out(struck, replace(STRIKE, reason="Một lý do khác hẳn")) == struck
    assert told_columns(struck) == told_columns(ROW)
    assert not keeps_strike(struck, ROW)
    assert not keeps_strike(struck, replace(struck, note="Sửa sau khi gạch"))
    assert keeps_strike(struck, struck)
    assert keeps_strike(ROW, struck)


@pytest.mark.parametrize(
    "bad",
    [
        struck_out(ROW, replace(STRIKE, reason="Trùng")),
        replace(struck_out(ROW, STRIKE), struck_by=None),
        replace(struck_out(ROW, STRIKE), struck_out_at=None),
        replace(ROW, struck_reason="Ghi trùng dòng 212"),
        replace(ROW, struck_by_name="Cán bộ"),
    ],
)
def test_a_strike_has_who_when_and_why_or_nothing(bad: RegisterEntry) -> None:
    assert fault_fields(bad) == ["struck_reason"]


@given(
    received=st.dates(date(2020, 1, 1), date(2026, 11, 26)),
    days=st.integers(0, 100),
)
def test_a_wrong_row_of_last_year_is_written_anew_in_the_book_of_this_one(
    received: date, days: int
) -> None:
    written = NOW + timedelta(days=days)
    wrong = replace(ROW, reception_date=received, year=received.year)
    told = replace(told_columns(wrong), summary="  Đường  thôn\nngập ")
    new = replacement(
        struck_out(wrong, STRIKE), told, by=UserId("other"), at=written, zone=HAI_PHONG
    )
    today = written.astimezone(HAI_PHONG).date()
    assert new.year == today.year
    assert new.reception_date == received
    assert new.summary == "Đường thôn ngập"
    assert (new.replaces_id, new.id) == (wrong.id, replacement_key(wrong.id))
    assert not new.is_struck
    assert not fault_fields(new, today)
    assert new.created_by == "other"


def test_a_row_that_becomes_a_denunciation_forgets_who_it_was() -> None:
    told = replace(told_columns(ROW), petition_type=PetitionType.DENUNCIATION)
    new = replacement(ROW, told, by=OFFICER, at=NOW, zone=HAI_PHONG)
    assert new == without_person(new)
    assert new.name_address == ""


def test_ids_are_made_of_what_a_row_stands_for() -> None:
    ids = {
        entry_key("visit", "petition"),
        entry_key("visit", "other"),
        entry_key("other", "petition"),
        replacement_key(ROW.id),
    }
    assert len(ids) == 4
    assert own_key(ROW) == ROW.id == entry_key(ROW.visit_id, ROW.petition_id)
    assert fault_fields(replace(ROW, id=RegisterEntryId("mine"))) == ["id"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reception_date": TOMORROW}, "reception_date"),
        ({"year": 2025}, "year"),
        ({"year": 2027}, "year"),
        ({"same_content_count": 0}, "same_content_count"),
        ({"name_address": "  "}, "name_address"),
        ({"summary": ""}, "summary"),
    ],
)
def test_a_row_that_no_form_would_send(changes: dict[str, object], field: str) -> None:
    assert fault_fields(replace(ROW, **changes)) == [field]  # type: ignore[arg-type]


def test_a_replacement_stands_in_no_earlier_book() -> None:
    new = replacement(ROW, told_columns(ROW), by=OFFICER, at=NOW, zone=HAI_PHONG)
    assert fault_fields(replace(new, year=2025)) == ["year"]
    assert fault_fields(replace(new, year=2027)) == ["year"]


def test_a_replacement_of_a_later_reception_stands_in_its_year() -> None:
    """A clock of a PC that is behind."""
    told = replace(told_columns(ROW), reception_date=date(2027, 1, 2))
    new = replacement(ROW, told, by=OFFICER, at=NOW, zone=HAI_PHONG)
    assert new.year == 2027


@given(taken=st.integers(0, 20_000))
def test_numbers_of_a_year_go_on_without_a_gap(taken: int) -> None:
    number = number_after(taken, ROW)
    assert (number.number, number.year) == (taken + 1, ROW.year)
    assert (number.entry_id, number.owner_site_id) == (ROW.id, ROW.owner_site_id)


def test_a_long_list_of_people_is_cut_to_what_travels() -> None:
    people = tuple(
        replace(CITIZEN, id=CitizenId(f"c{n}"), address_text="Thôn Đông " * 20) for n in range(200)
    )
    intake = joined(replace(INTAKE, citizens=people))
    [row] = rows_of(intake, HAI_PHONG)
    assert len(row.name_address) == 8_000
    assert isinstance(told_columns(row), ToldColumns)


@pytest.mark.parametrize("outcome", [None, *VisitOutcome])
def test_an_answer_is_owed_of_what_the_unit_took_on_and_has_not_answered(
    outcome: VisitOutcome | None,
) -> None:
    ours = replace(ROW, within_competence=True)
    assert is_answer_owed(ours, outcome) is (outcome in {None, VisitOutcome.ACCEPTED})
    assert not is_answer_owed(replace(ours, follow_up="Đã trả lời"), outcome)
    assert not is_answer_owed(replace(ours, within_competence=False), outcome)
    strike = Strike(at=NOW, by=OFFICER, by_name="Cán bộ Mẫu", reason="Ghi trùng")
    assert not is_answer_owed(struck_out(ours, strike), outcome)
