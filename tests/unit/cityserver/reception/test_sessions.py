"""Sessions as the administration plans them, passes gates, calls rooms and calls off."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop.cityserver.admin.city import create_site, put_record
from desktop.cityserver.reception.schedule_file import (
    MAX_FILE_BYTES,
    Schedule,
    ScheduleUnreadable,
    read_schedule,
)
from desktop.cityserver.reception.sessions import (
    Passed,
    SessionEntry,
    SessionRefused,
    call_due_sessions,
    let_late_gate_count,
    list_sessions,
    pass_gate,
    plan_sessions,
    set_status,
)
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.store.records.records import dossier_of, find_record
from desktop.cityserver.store.records.writer import Record, RecordWriter
from desktop.cityserver.store.tables.audit import AuditRow
from desktop.contract.records.directory import SiteBody
from desktop.domain.ids import SiteId, UserId
from desktop.domain.reception.gate import GateKind, Leave
from desktop.domain.reception.scheduling import ODD_TIMES, ObstacleKind
from desktop.domain.reception.status import SessionStatus
from desktop.mapping.records import PAPER_PLACE
from tests.paths import ROOT
from tests.rigs.city.running_city_server import (
    AGENCY,
    CASE,
    CLERK,
    COMMUNE,
    CONNECTING_SESSION,
    ELSEWHERE,
    HQ,
    LATER_SESSION,
    LEADER,
    PIN,
    SESSION,
    case_body,
    session_body,
)

pytestmark = pytest.mark.unit

SAMPLE = ROOT / "installers" / "server" / "sample-schedule.json"
NOW = datetime(2026, 11, 27, 2, 0, tzinfo=UTC)
START = datetime(2026, 12, 15, 1, 30, tzinfo=UTC)
REASON = "Công dân ở đảo, tàu chậm"
FOUR = ["unit-1", "unit-2", "unit-3", "unit-4"]
"""Beside the central site: one more than a session joins."""
UNIT = SiteBody(
    name="Xã Mẫu",
    short_name="",
    kind="phuong",
    unit_code="",
    address="",
    fallback_phone="",
)


LATE = ODD_TIMES | {ObstacleKind.NOTICE_TOO_LATE}


@pytest.fixture(autouse=True)
def plain_case(city: Database) -> None:
    """Of no flag, where a test does not say so."""
    put_record(city, "case", CASE, case_body() | {"flags": []})


def document(**changes: Any) -> dict[str, Any]:
    body = session_body(HQ, (COMMUNE,), is_practice=False)
    body |= {"scheduled_start": START.isoformat(), "id": "planned"}
    body |= {"scheduled_end": (START + timedelta(minutes=90)).isoformat()}
    del body["gates"], body["status"]
    return body | changes


def hours(start: datetime) -> dict[str, str]:
    end = start + timedelta(minutes=90)
    return {"scheduled_start": start.isoformat(), "scheduled_end": end.isoformat()}


def schedule(*sessions: dict[str, Any], **others: Any) -> Schedule:
    text = json.dumps({"sessions": sessions or (document(),), **others})
    return Schedule.model_validate_json(text)


def planned(city: Database, *, now: datetime = NOW, **changes: Any) -> SessionEntry:
    document_ = schedule(document(**changes))
    (one,) = plan_sessions(city, document_, now=now, replaces=False, meant=LATE)
    return one


def passed(kind: GateKind, at: datetime = NOW) -> Passed:
    return Passed(kind=kind, at=at, evidence="Thông báo số 15/TB")


def leave(
    kind: GateKind, *, pin: str = PIN, leader: UserId = LEADER, reason: str = REASON
) -> Leave:
    return Leave(kind=kind, leader=leader, pin=pin, reason=reason)


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "schedule.json"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


# ---- the document ----------------------------------------------------------------------------


def test_the_sample_of_the_guide_is_one(city: Database) -> None:
    sample = read_schedule(SAMPLE)
    with pytest.raises(SessionRefused) as refused:  # its units are those of a real city
        plan_sessions(city, sample, now=NOW, replaces=False)
    assert (refused.value.word, refused.value.subject) == ("no_unit", "31-hq")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{", "file: Invalid JSON"),
        (b"\xff\xfe", "file: Invalid JSON"),
        ("{}", "file: neither cases nor sessions"),
        ('{"sessions": [], "more": 1}', "more: Extra inputs"),
        ('{"cases": [{"id": "x"}]}', "cases.0.code: Field required"),
        (" " * (MAX_FILE_BYTES + 1), "file: too long"),
    ],
)
def test_what_is_no_such_document_is_told_by_its_place(
    tmp_path: Path, text: str | bytes, fault: str
) -> None:
    with pytest.raises(ScheduleUnreadable) as unreadable:
        read_schedule(written(tmp_path, text))
    assert unreadable.value.faults[0].startswith(fault)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"title": "x" * 251}, "sessions.0.title: String should have at most 250"),
        ({"status": "ready"}, "sessions.0.status: Input should be 'scheduled'"),
        ({"is_practice": True}, "sessions.0.is_practice: Input should be False"),
        (
            {"ending": {"status": "refused", "reason": "x" * 10, "at": START.isoformat()}},
            "sessions.0.ending: Input should be null",
        ),
        ({"gates": [1]}, "sessions.0.gates: Tuple should have at most 0"),
        ({"reception_kind": "sometimes"}, "sessions.0.reception_kind: no such word"),
        ({"scheduled_end": START.isoformat()}, "sessions.0.scheduled_end: not after"),
        ({"scheduled_start": "2026-12-15T08:30:00"}, "sessions.0.scheduled_start: Input should"),
        ({"scheduled_end": "9999-12-15T08:30:00Z"}, "sessions.0.scheduled_end: Value error"),
        ({"component_site_ids": [COMMUNE, COMMUNE]}, "sessions.0.component_site_ids: a site"),
        ({"component_site_ids": [HQ]}, "sessions.0.component_site_ids: the central site"),
        (
            {
                "participants": [
                    {
                        "full_name": "Cán bộ Mẫu", "label": "x", "title": "", "agency": "",
                        "role": "chair", "site_id": AGENCY,
                    }
                ]
            },
            "sessions.0.participants: somebody sits",
        ),
        (
            {
                "participants": [
                    {
                        "full_name": "\u00a0 ", "label": "x", "title": "", "agency": "",
                        "role": "chair", "site_id": HQ,
                    }
                ]
            },
            "sessions.0.participants.0.full_name: empty",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_session_is_told_by_its_field(
    tmp_path: Path, changes: dict[str, Any], fault: str
) -> None:
    text = json.dumps({"sessions": [document(**changes)]})
    with pytest.raises(ScheduleUnreadable) as unreadable:
        read_schedule(written(tmp_path, text))
    assert any(one.startswith(fault) for one in unreadable.value.faults), unreadable.value.faults


def test_an_id_that_stands_twice_is_a_mistake(tmp_path: Path) -> None:
    text = json.dumps({"sessions": [document(), document()]})
    with pytest.raises(ScheduleUnreadable, match=r"sessions\.1\.id: stands here twice"):
        read_schedule(written(tmp_path, text))


# ---- planning --------------------------------------------------------------------------------


def test_a_session_is_planned_with_its_three_gates_in_working_days(city: Database) -> None:
    holidays = {"holidays": ["2026-12-10"]}
    (one,) = plan_sessions(city, schedule(**holidays), now=NOW, replaces=False)
    due = {gate.kind: gate.due_at.astimezone(UTC) for gate in one.body.gates}
    assert due == {
        "notice": datetime(2026, 12, 7, 10, 0, tzinfo=UTC),
        "trial": datetime(2026, 12, 14, 10, 0, tzinfo=UTC),
        "connected": START - timedelta(minutes=60),
    }
    assert (one.body.status, one.body.is_practice) == ("scheduled", False)
    assert one.id in [entry.id for entry in list_sessions(city)]
    with city.read() as session:
        newest = session.query(AuditRow).order_by(AuditRow.seq.desc()).first()
        assert newest is not None
        assert (newest.action, newest.kind, newest.subject_id) == ("put_record", "session", one.id)


def test_a_holiday_of_the_document_undoes_a_swapped_workday(city: Database) -> None:
    """Saturday 12 December is worked, says the city; the document says it is not."""
    days = {"holidays": ["2026-12-12"]}
    with city.write() as session:
        body = {"day": "2026-12-12", "kind": "workday", "name": "Làm bù"}
        RecordWriter(session).save(Record(kind="calendar_day", entity_id="2026-12-12", body=body))
    start = datetime(2026, 12, 14, 1, 30, tzinfo=UTC)
    (one,) = plan_sessions(
        city, schedule(document(**hours(start)), **days), now=NOW, replaces=False
    )
    due = {gate.kind: gate.due_at.date().isoformat() for gate in one.body.gates}
    assert due["trial"] == "2026-12-11"


def test_of_a_document_two_sessions_are_in_each_others_way(city: Database) -> None:
    two = schedule(document(), document(id="second", component_site_ids=[ELSEWHERE]))
    with pytest.raises(SessionRefused) as refused:
        plan_sessions(city, two, now=NOW, replaces=False)
    assert (refused.value.word, refused.value.subject) == ("chair_busy", "second")


def test_cases_and_sessions_are_written_all_or_none(city: Database) -> None:
    case = {**case_body(), "id": "new-case", "flags": []}
    good = document(case_ids=["new-case"])
    bad = document(id="other", case_ids=["unknown"])
    with pytest.raises(SessionRefused) as refused:
        plan_sessions(city, schedule(good, bad, cases=[case]), now=NOW, replaces=False)
    assert (refused.value.word, refused.value.subject) == ("no_case", "unknown")
    with city.read() as session:
        assert find_record(session, "case", "new-case") is None
        assert find_record(session, "session", "planned") is None
    plan_sessions(city, schedule(good, cases=[case]), now=NOW, replaces=False)
    with city.read() as session:
        assert find_record(session, "case", "new-case") is not None


@pytest.mark.parametrize(
    ("changes", "replaces", "word"),
    [
        ({"id": LATER_SESSION}, False, "exists"),
        ({"id": SESSION}, True, "begun"),
        ({"id": CONNECTING_SESSION}, True, "begun"),
        ({"component_site_ids": ["nowhere"]}, False, "no_unit"),
        ({**hours(NOW)}, False, "past"),
        ({**hours(START - timedelta(days=14))}, False, "too_near"),
        ({**hours(START - timedelta(hours=3))}, False, "odd_time"),
        ({**hours(START + timedelta(days=903))}, False, "unknown_year"),
        ({"component_site_ids": FOUR}, False, "too_many_sites"),
    ],
)
def test_what_cannot_be_planned_changes_nothing(
    city: Database, changes: dict[str, Any], *, replaces: bool, word: str
) -> None:
    before = list_sessions(city, with_over=True)
    with pytest.raises(SessionRefused) as refused:
        plan_sessions(city, schedule(document(**changes)), now=NOW, replaces=replaces)
    assert refused.value.word == word
    assert list_sessions(city, with_over=True) == before


def test_a_session_joins_four_sites_and_no_fifth(city: Database) -> None:
    for site_id in FOUR:
        create_site(city, UNIT, site_id=SiteId(site_id))
    with pytest.raises(SessionRefused) as refused:
        planned(city, component_site_ids=FOUR)
    assert (refused.value.word, refused.value.count) == ("too_many_sites", 5)
    assert len(planned(city, component_site_ids=FOUR[:3]).body.component_site_ids) == 3


def test_a_larger_session_of_an_older_city_is_read_and_goes_on(city: Database) -> None:
    planned(city)
    with city.write() as session:
        row = find_record(session, "session", "planned")
        assert row is not None
        row.body = {**row.body, "component_site_ids": FOUR}
    entry = next(one for one in list_sessions(city) if one.id == "planned")
    assert list(entry.body.component_site_ids) == FOUR
    pass_gate(city, "planned", passed(GateKind.NOTICE), now=NOW)
    assert set_status(city, "planned", SessionStatus.POSTPONED, now=NOW).body.status == "postponed"
    with pytest.raises(SessionRefused, match="too_many_sites"):
        plan_sessions(city, schedule(document(component_site_ids=FOUR)), now=NOW, replaces=True)


def entry(site_id: str, **changes: Any) -> dict[str, Any]:
    made = {"id": f"entry-{site_id}", "site_id": site_id, "title": "Quyết định", "page_count": 4}
    return made | changes


def test_a_flagged_case_needs_dossier_and_participants_here_too(city: Database) -> None:
    """What clerks are refused for, no file brings in; a file may bring the index."""
    invited = [
        {"full_name": name, "label": name, "title": "", "agency": "", "role": role, "site_id": site}
        for name, role, site in (("A", "chair", HQ), ("B", "room_officer", COMMUNE))
    ]
    case = {**case_body(), "id": "grave", "dossier": [entry(HQ)]}
    one = document(case_ids=["grave"])
    for participants, dossier, refusal in (
        ([], [entry(HQ), entry(COMMUNE)], ("no_participants", HQ)),
        (invited, [], ("no_dossier", HQ)),
        (invited, [entry(HQ)], ("no_dossier", COMMUNE)),
    ):
        wanted = schedule(
            {**one, "participants": participants}, cases=[{**case, "dossier": dossier}]
        )
        with pytest.raises(SessionRefused) as refused:
            plan_sessions(city, wanted, now=NOW, replaces=False)
        assert (refused.value.word, refused.value.subject) == refusal
    whole = {**case, "dossier": [entry(HQ), entry(COMMUNE, page_count=2)]}
    full = schedule({**one, "participants": invited}, cases=[whole])
    plan_sessions(city, full, now=NOW, replaces=False)
    plan_sessions(city, full, now=NOW, replaces=True)
    with city.read() as session:
        found = {row.entity_id: row for row in dossier_of(session, "grave", "paper_place")}
        labels = {one: PAPER_PLACE.codec.read(row.body).label for one, row in found.items()}
    assert labels == {f"entry-{HQ}": "1–4", f"entry-{COMMUNE}": "5–6"}
    # it stays there for a session that is planned later without it
    later = document(
        id="later", case_ids=["grave"], participants=invited, **hours(START.replace(day=16))
    )
    plan_sessions(city, schedule(later), now=NOW, replaces=False)


def test_a_word_of_a_dossier_that_nobody_knows_is_told_by_its_place(tmp_path: Path) -> None:
    case = {**case_body(), "id": "grave", "dossier": [entry(HQ, kind="song")]}
    with pytest.raises(ScheduleUnreadable) as unreadable:
        read_schedule(written(tmp_path, json.dumps({"cases": [case]})))
    assert unreadable.value.faults == ("cases.0.dossier.0.kind: no such word",)


def test_a_case_that_is_there_needs_replace_too(city: Database) -> None:
    case = {**case_body(), "id": CASE, "title": "Tên mới", "flags": []}
    with pytest.raises(SessionRefused, match="exists"):
        plan_sessions(city, schedule(cases=[case]), now=NOW, replaces=False)
    plan_sessions(city, schedule(cases=[case]), now=NOW, replaces=True)
    with city.read() as session:
        row = find_record(session, "case", CASE)
        assert row is not None
        assert row.body["title"] == "Tên mới"


def test_a_plan_that_is_written_again_keeps_the_gates_of_the_same_hour(city: Database) -> None:
    planned(city)
    pass_gate(city, "planned", passed(GateKind.NOTICE), now=NOW)
    again = document(title="Tên mới")
    (one,) = plan_sessions(city, schedule(again), now=NOW, replaces=True)
    assert (one.body.title, one.body.status) == ("Tên mới", "notified")
    later = {
        "scheduled_start": (START + timedelta(days=7)).isoformat(),
        "scheduled_end": (START + timedelta(days=7, hours=1)).isoformat(),
    }
    (one,) = plan_sessions(city, schedule(document(**later)), now=NOW, replaces=True)
    assert one.body.status == "scheduled"
    assert [gate.passed_at for gate in one.body.gates] == [None, None, None]


# ---- gates -----------------------------------------------------------------------------------


def test_gates_take_the_session_on_in_their_order(city: Database) -> None:
    planned(city)
    first = pass_gate(city, "planned", passed(GateKind.TRIAL), now=NOW)
    assert first.body.status == "scheduled"  # the notice is missing
    second = pass_gate(city, "planned", passed(GateKind.NOTICE), now=NOW)
    assert second.body.status == "trial_passed"
    third = pass_gate(city, "planned", passed(GateKind.CONNECTED), now=NOW)
    assert third.body.status == "trial_passed"
    assert {gate.evidence for gate in third.body.gates} == {"Thông báo số 15/TB"}


def test_a_late_gate_counts_once_a_leader_lets_it(city: Database) -> None:
    soon = NOW + timedelta(hours=3)
    ends = (soon + timedelta(hours=1)).isoformat()
    planned(city, scheduled_start=soon.isoformat(), scheduled_end=ends)
    late = pass_gate(city, "planned", passed(GateKind.NOTICE), now=NOW)
    assert late.body.status == "scheduled"
    allowed = let_late_gate_count(city, "planned", leave(GateKind.NOTICE), now=NOW)
    assert allowed.body.status == "notified"
    gate = allowed.body.gates[0]
    assert (gate.override_by, gate.override_label, gate.override_reason) == (LEADER, LEADER, REASON)


@pytest.mark.parametrize(
    ("what", "word"),
    [
        (leave(GateKind.CONNECTED), "not_late"),  # nobody passed it yet
        (leave(GateKind.NOTICE, reason=" vì thế "), "bad_reason"),
        (leave(GateKind.NOTICE, reason="x" * 251), "bad_reason"),
        (leave(GateKind.NOTICE, leader=CLERK), "no_leader"),
        (leave(GateKind.NOTICE, leader=UserId("nobody")), "no_leader"),
        (leave(GateKind.NOTICE, pin="135790"), "wrong_pin"),
    ],
)
def test_leave_is_a_leaders_own_with_a_reason(city: Database, what: Leave, word: str) -> None:
    soon = NOW + timedelta(hours=3)
    ends = (soon + timedelta(hours=1)).isoformat()
    planned(city, scheduled_start=soon.isoformat(), scheduled_end=ends)
    pass_gate(city, "planned", passed(GateKind.NOTICE), now=NOW)
    with pytest.raises(SessionRefused) as refused:
        let_late_gate_count(city, "planned", what, now=NOW)
    assert refused.value.word == word


@pytest.mark.parametrize(
    ("session_id", "what", "word"),
    [
        ("nowhere", passed(GateKind.NOTICE), "no_session"),
        ("planned", passed(GateKind.NOTICE, NOW + timedelta(seconds=1)), "future"),
        ("planned", Passed(kind=GateKind.NOTICE, at=NOW, evidence=" "), "bad_evidence"),
        ("planned", Passed(kind=GateKind.NOTICE, at=NOW, evidence="x" * 251), "bad_evidence"),
        (SESSION, passed(GateKind.NOTICE), "passed_already"),
    ],
)
def test_a_gate_is_passed_once_with_proof(
    city: Database, session_id: str, what: Passed, word: str
) -> None:
    planned(city)
    with pytest.raises(SessionRefused) as refused:
        pass_gate(city, session_id, what, now=NOW)
    assert refused.value.word == word


# ---- called and called off -------------------------------------------------------------------


def ready_to_be_called(city: Database) -> None:
    planned(city)
    for kind in (GateKind.NOTICE, GateKind.TRIAL):
        pass_gate(city, "planned", passed(kind), now=NOW)


def test_rooms_are_called_two_hours_before_and_not_earlier(city: Database) -> None:
    ready_to_be_called(city)
    early = START - timedelta(minutes=120, seconds=1)
    assert call_due_sessions(city, now=early) == ()
    with pytest.raises(SessionRefused, match="too_early"):
        set_status(city, "planned", SessionStatus.CONNECTING, now=early)
    due = START - timedelta(minutes=120)
    assert call_due_sessions(city, now=due) == ("planned",)
    assert call_due_sessions(city, now=due) == ()
    (one,) = (one for one in list_sessions(city) if one.id == "planned")
    assert one.body.status == "connecting"


def test_a_session_whose_hour_is_over_is_not_called_any_more(city: Database) -> None:
    ready_to_be_called(city)
    assert call_due_sessions(city, now=START + timedelta(minutes=90)) == ()


def test_a_postponed_session_is_planned_anew_and_a_cancelled_one_is_not(city: Database) -> None:
    planned(city)
    put_off = set_status(city, "planned", SessionStatus.POSTPONED, now=NOW)
    assert put_off.body.status == "postponed"
    assert "planned" not in [one.id for one in list_sessions(city)]
    with pytest.raises(SessionRefused, match="over"):
        pass_gate(city, "planned", passed(GateKind.NOTICE), now=NOW)
    (one,) = plan_sessions(city, schedule(), now=NOW, replaces=True)
    assert one.body.status == "scheduled"
    set_status(city, "planned", SessionStatus.CANCELLED, now=NOW)
    with pytest.raises(SessionRefused, match="begun"):
        plan_sessions(city, schedule(), now=NOW, replaces=True)
    assert "planned" in [one.id for one in list_sessions(city, with_over=True)]


@pytest.mark.parametrize("target", [SessionStatus.IN_SESSION, SessionStatus.CONNECTING])
def test_nothing_else_is_set_by_hand(city: Database, target: SessionStatus) -> None:
    planned(city)
    with pytest.raises(SessionRefused, match="not_allowed_now"):
        set_status(city, "planned", target, now=START)


def test_a_session_that_was_opened_and_broke_down_is_not_put_off(city: Database) -> None:
    ending = {"status": "aborted_technical", "reason": "Mất điện toàn xã", "at": NOW.isoformat()}
    body = {**session_body(HQ, (COMMUNE,), status="aborted_technical"), "ending": ending}
    put_record(city, "session", "broken-off", body)
    with pytest.raises(SessionRefused, match="not_allowed_now"):
        set_status(city, "broken-off", SessionStatus.POSTPONED, now=NOW)
    put_record(city, "session", "never-opened", {**body, "ending": None})
    put_off = set_status(city, "never-opened", SessionStatus.POSTPONED, now=NOW)
    assert put_off.body.status == "postponed"
