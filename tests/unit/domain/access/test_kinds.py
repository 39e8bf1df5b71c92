"""The table of kinds, row by row, and what is read from it."""

from dataclasses import replace
from typing import Any

import pytest

from desktop.domain.access.kinds import (
    KINDS,
    MAX_AGENCIES,
    MAX_CALENDAR_DAYS,
    Audience,
    Blobs,
    KindRule,
    Need,
    Owner,
    Until,
    kinds_told_to,
    may_read,
    may_write,
    paper_kinds,
    quiet_kinds,
    room_kinds,
    seat_fields,
    writable_kinds,
)
from desktop.domain.access.person import Role
from desktop.domain.access.rights import Right
from desktop.domain.sync.operation import EntityKind

pytestmark = pytest.mark.unit

TAKEN_IN = {"identity_check", "standing", "group", "petition", "visit"}

# One row per kind, written out by hand from domain.md: the table is the requirement.
OWNERS = {
    "city": {
        "site",
        "case",
        "session",
        "paper_place",
        "room_condition",
        "agency_calls",
        "ring",
        "waiting_ticket",
        "register_number",
        "minutes_signing",
    },
    "site": {
        "minute_line",
        "paper",
        "focal_point",
        "difficulty",
        "readiness_sheet",
        "receipt",
        "citizen",
        *TAKEN_IN,
        "reception_request",
        "request_decision",
        "case_paper",
        "papers_held",
        "incident",
        "register_entry",
        "minutes_amendment",
    },
    "nobody": {"agency", "calendar_day", "conclusion_item", "view", "listening"},
}
TOLD = {
    "neighbours": {"site"},
    "case": {"case"},
    "dossier": {"case_paper", "papers_held", "paper_place"},
    "session": {
        "minute_line",
        "paper",
        "room_condition",
        "agency_calls",
        "waiting_ticket",
        "incident",
        "conclusion_item",
        "minutes_signing",
        "minutes_amendment",
    },
    "schedule": {"session"},
    "unit": {
        "focal_point",
        "difficulty",
        "readiness_sheet",
        "receipt",
        "reception_request",
        "request_decision",
    },
    "own": {"citizen", *TAKEN_IN, "ring", "register_entry", "register_number"},
    "every_site": {"agency", "calendar_day"},
    "nobody": {"view", "listening"},
}
REPORTS = {"focal_point", "difficulty", "readiness_sheet"}
SEALED = REPORTS | {"view", "listening", "request_decision", "incident", "minutes_amendment"}
FORMER = {"minute_line", "paper", "citizen", "reception_request", "case_paper"} | TAKEN_IN
FORMER |= {"register_entry", "conclusion_item"}
FIXED: dict[str, set[str]] = {
    "minute_line": {"session_id"},
    "paper": {"session_id", "sha256", "size_bytes"},
    "receipt": {"report_kind"},
    "case_paper": {"case_id", "site_id", "sha256", "size_bytes", "mime", "page_count"},
    "papers_held": {"case_id", "site_id"},
    "register_entry": {
        "created_at",
        "created_by",
        "visit_id",
        "petition_id",
        "year",
        "reception_date",
        "name_address",
        "id_document",
        "summary",
        "request",
        "petition_type",
        "same_content_count",
        "replaces_id",
    },
    "conclusion_item": {
        "session_id",
        "case_id",
        "giving_site_id",
        "line_id",
        "created_at",
        "created_by",
        "given_on",
    },
}


@pytest.mark.parametrize("kind", list(EntityKind))
def test_every_row(kind: EntityKind) -> None:
    rule = KINDS[kind]
    assert kind in OWNERS[rule.owner]
    assert kind in TOLD[rule.audience]
    assert rule.is_sealed is (kind in SEALED)
    assert rule.fixed == FIXED.get(kind, set())
    assert rule.is_report is (kind in REPORTS)
    assert (rule.until is Until.SIGNED) is (kind in {"minute_line", "paper"})
    assert rule.keeps_former is (kind in FORMER)
    assert rule.waits_for_space is (kind in {"paper", "case_paper", "papers_held", "view"})
    told_with_it = {"minute_line", "paper", "incident", "conclusion_item", "minutes_amendment"}
    assert rule.is_of_session is (kind in told_with_it)


@pytest.mark.parametrize(
    ("kind", "seat_in", "needs", "id_field"),
    [
        ("minute_line", "session_id", (), ""),
        ("paper", "session_id", (), ""),
        ("difficulty", "about_session_id", (), ""),
        ("receipt", "", (Need.REPORT,), "report_id"),
        ("view", "", (Need.CASE_OF_SESSION,), ""),
        ("agency", "", (), "code"),
        ("calendar_day", "", (Need.FORM,), "day"),
        ("citizen", "", (Need.FORM,), ""),
        ("identity_check", "", (Need.FORM, Need.OWN_RECORDS), ""),
        ("standing", "", (Need.FORM, Need.OWN_RECORDS), ""),
        ("group", "", (Need.FORM, Need.OWN_RECORDS), ""),
        ("petition", "", (Need.FORM, Need.OWN_RECORDS, Need.KEPT_BLOCK), ""),
        (
            "visit",
            "session_id",
            (Need.FORM, Need.OWN_RECORDS, Need.ONE_GROUP, Need.NOT_BLOCKED, Need.MOVE),
            "",
        ),
        (
            "reception_request",
            "",
            (Need.UNDECIDED, Need.FORM, Need.OWN_RECORDS, Need.KEPT_BLOCK),
            "",
        ),
        ("request_decision", "", (Need.REQUEST,), "request_id"),
        ("case_paper", "", (Need.DOSSIER,), ""),
        ("papers_held", "", (Need.HELD,), ""),
        ("paper_place", "", (), "paper_id"),
        ("room_condition", "", (), "session_id"),
        ("agency_calls", "", (), "session_id"),
        ("ring", "", (), ""),
        ("waiting_ticket", "", (), "session_id"),
        ("incident", "session_id", (), ""),
        ("listening", "session_id", (), ""),
        ("register_entry", "", (Need.FORM, Need.OWN_RECORDS, Need.ROW), ""),
        ("register_number", "", (), "entry_id"),
        ("conclusion_item", "session_id", (Need.FORM, Need.TASK), ""),
        ("minutes_signing", "", (), "session_id"),
        ("minutes_amendment", "session_id", (Need.CLOSED,), ""),
    ],
)
def test_what_must_be_there_before_a_record(
    kind: str, seat_in: str, needs: tuple[Need, ...], id_field: str
) -> None:
    rule = KINDS[kind]
    assert (rule.seat_in, rule.needs, rule.id_field) == (seat_in, needs, id_field)


def test_what_is_of_headquarters_has_bounds_and_brings_bytes() -> None:
    theirs = {kind for kind, rule in KINDS.items() if rule.at_headquarters}
    assert theirs == {"receipt", "agency", "calendar_day"}
    limited = {kind: rule.most for kind, rule in KINDS.items() if rule.most is not None}
    assert limited == {"agency": MAX_AGENCIES, "calendar_day": MAX_CALENDAR_DAYS}
    brings = {kind: rule.blobs for kind, rule in KINDS.items() if rule.blobs is not Blobs.NONE}
    assert brings == {
        "paper": Blobs.PAPER,
        "case_paper": Blobs.PAPER,
        "readiness_sheet": Blobs.PHOTOS,
    }
    assert paper_kinds() == {"paper", "case_paper"}


def test_what_is_for_the_audit_log_alone() -> None:
    assert quiet_kinds() == {"view", "listening", "papers_held", "incident"}
    for kind, rule in KINDS.items():
        assert rule.is_for_audit_alone is (kind in {"view", "listening"})


def test_rooms_write_all_that_is_not_the_citys() -> None:
    assert room_kinds() == OWNERS["site"] | OWNERS["nobody"]


@pytest.mark.parametrize("audience", list(Audience))
def test_kinds_by_who_is_told(audience: Audience) -> None:
    assert set(kinds_told_to(audience)) == TOLD[audience]


@pytest.mark.parametrize(
    ("role", "kinds"),
    [
        (
            "room_officer",
            {
                "minute_line",
                "paper",
                "focal_point",
                "difficulty",
                "readiness_sheet",
                "view",
                "listening",
                "citizen",
                "reception_request",
                "case_paper",
                "papers_held",
                "incident",
                "register_entry",
                "conclusion_item",
                "minutes_amendment",
                *TAKEN_IN,
            },
        ),
        (
            "leader",
            {
                "paper",
                "focal_point",
                "difficulty",
                "readiness_sheet",
                "view",
                "listening",
                "request_decision",
                "case_paper",
                "papers_held",
            },
        ),
        (
            "hq_clerk",
            {
                "minute_line",
                "paper",
                "focal_point",
                "difficulty",
                "readiness_sheet",
                "receipt",
                "agency",
                "view",
                "listening",
                "citizen",
                "reception_request",
                "request_decision",
                "case_paper",
                "papers_held",
                "incident",
                "register_entry",
                "conclusion_item",
                "minutes_amendment",
                *TAKEN_IN,
            },
        ),
        ("city_admin", {"agency", "calendar_day"}),
        ("observer", set[str]()),
        ("technician", set[str]()),
    ],
)
def test_what_a_person_may_send_to_the_city(role: str, kinds: set[str]) -> None:
    assert writable_kinds(Role(role)) == kinds


def test_a_right_that_is_not_there_is_nobodys() -> None:
    for role in Role:
        assert not may_write(role, KINDS["session"])
        assert not may_read(role, KINDS["view"])
        assert not may_read(role, KINDS["listening"])
    assert may_write(Role.SECRETARY, KINDS["minute_line"])
    assert not may_write(Role.LEADER, KINDS["minute_line"])
    assert may_read(Role.OBSERVER, KINDS["session"])
    assert not may_read(Role.OBSERVER, KINDS["case"])


def test_what_is_written_into_a_session_says_where_it_names_it() -> None:
    assert seat_fields() == {
        "minute_line": "session_id",
        "paper": "session_id",
        "difficulty": "about_session_id",
        "visit": "session_id",
        "case_paper": "case_id",
        "papers_held": "case_id",
        "incident": "session_id",
        "conclusion_item": "session_id",
        "listening": "session_id",
        "minutes_amendment": "session_id",
    }


def test_another_table_may_be_handed_in() -> None:
    mine = {"song": replace(KINDS["agency"], write=Right.GIVE_FLOOR)}
    assert writable_kinds(Role.LEADER, mine) == room_kinds(mine) == {"song"}
    assert not quiet_kinds(mine)
    assert list(kinds_told_to(Audience.EVERY_SITE, mine)) == ["song"]


@pytest.mark.parametrize(
    "changes",
    [
        {"owner": Owner.CITY},
        {"write": None},
        {"read": None},
        {"audience": Audience.NOBODY},
        {"audience": Audience.UNIT},
        {"is_sealed": True},
        {"is_sealed": True, "until": Until.ALWAYS},
        {"is_sealed": True, "fixed": frozenset()},
    ],
)
def test_columns_that_contradict_each_other_make_no_row(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\w+ \w+"):
        replace(KINDS["minute_line"], **changes)


def test_a_sealed_row_and_one_of_the_city_are_rows() -> None:
    line = KINDS["minute_line"]
    sealed = replace(line, is_sealed=True, until=Until.ALWAYS, fixed=frozenset())
    assert sealed.is_sealed
    citys = KindRule(owner=Owner.CITY, write=None, read=Right.READ_CASE, audience=Audience.SESSION)
    assert not citys.is_of_session
