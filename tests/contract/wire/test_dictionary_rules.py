"""Rules of the data dictionary for sessions, gates, participants and dossiers, from one table.

Each row is judged by what is within the rule and by what breaks it. The records of casework have
a table of their own (tests/unit/domain/casework/rules/test_field_rules.py); what another test
holds, and what this program does not keep, is named here too, so that no field is forgotten.
"""

import ast
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any

import pytest
from pydantic import ValidationError

from desktop.contract.records.papers import CasePaperBody
from desktop.contract.records.reception import SessionBody
from desktop.contract.scheduling import NoticeRequest, PlanRequest
from desktop.domain.casework.rules.field_rules import FIELD_RULES
from desktop.domain.faults import FaultKind
from desktop.domain.ids import SessionId, SiteId, UserId
from desktop.domain.reception.gate import Gate, GateKind, counts
from desktop.domain.reception.notice import notice_faults
from desktop.domain.reception.participant import (
    Participant,
    are_named,
    are_seated,
)
from desktop.domain.reception.scheduling import Booking, obstacles
from desktop.domain.reception.session import SessionPlan, was_broken_off
from desktop.domain.reception.status import SessionStatus
from desktop.domain.reception.working_days import PROGRAM_TABLE, read_working_days
from desktop.mapping.codec import Unfit
from desktop.mapping.operations import operation_of
from desktop.mapping.records import CASE_PAPER, PARTICIPANT, SESSION
from tests.paths import ROOT
from tests.samples import casework
from tests.samples.receptions import COMMUNE, HQ, PARTICIPANTS, a_plan

pytestmark = pytest.mark.contract


class Verdict(StrEnum):
    """H, S and SR of the dictionary, and what no rule speaks of."""

    FREE = "free"
    ODD = "S"
    REASON = "SR"
    REFUSED = "H"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A rule: `good` is let through without a word, `bad` is judged as the dictionary grades it."""

    field: str
    grade: Verdict
    judge: Callable[[Any], Verdict]
    good: Any
    bad: Any


NOW = datetime(2026, 10, 1, 2, 0, tzinfo=UTC)
START = datetime(2026, 10, 22, 1, 30, tzinfo=UTC)
"""A Thursday, 08:30 in Hai Phong."""
TABLE = read_working_days(ROOT.joinpath("resources", *PROGRAM_TABLE).read_text(encoding="utf-8"))
BOOKING = Booking(
    session_id=SessionId("one"),
    start=START,
    end=START + timedelta(minutes=90),
    central_site_id=HQ,
    component_site_ids=(COMMUNE,),
    chair="mau",
)
TODAY, TOMORROW = date(2026, 10, 1), date(2026, 10, 2)
"""TODAY: of NOW."""
TOO_LONG = replace(BOOKING, end=BOOKING.end + timedelta(days=2))
ELSEWHERE = replace(
    BOOKING,
    session_id=SessionId("other"),
    central_site_id=SiteId("an-lao"),
    component_site_ids=(SiteId("kien-an"),),
    chair="khac",
)
SITE_TAKEN = replace(BOOKING, component_site_ids=(ELSEWHERE.central_site_id,))
DRAFT: Mapping[str, Any] = {
    "title": "Bồi thường khi thu hồi đất",
    "reception_kind": "periodic",
    "online_ground": 1,
    "scheduled_start": START.isoformat(),
    "scheduled_end": (START + timedelta(minutes=90)).isoformat(),
    "central_site_id": HQ,
    "component_site_ids": [COMMUNE],
    "chair_label": "Lãnh đạo Mẫu",
    "chair_title": "Phó Chủ tịch",
    "secretary_label": "Thư ký Mẫu",
    "participants": [],
}
GATE = Gate(kind=GateKind.TRIAL, due_at=START, passed_at=START, evidence="6/6")
REASON = "Tàu ra đảo chậm một ngày"
LATE = replace(GATE, passed_at=START + timedelta(hours=1))
NO_TRIAL, NO_NOTICE, NOT_CONNECTED = (
    replace(GATE, kind=kind, passed_at=None)
    for kind in (GateKind.TRIAL, GateKind.NOTICE, GateKind.CONNECTED)
)
PAPER = replace(casework.CASE_PAPER, page_count=4)


# ---- judges --------------------------------------------------------------------------------------


def wish(changes: Mapping[str, Any]) -> Verdict:
    """A clerk asks the city for it; `cases` beside the fields of the session."""
    cases = changes.get("cases", [{"id": "case"}])
    session = {**DRAFT, **{key: one for key, one in changes.items() if key != "cases"}}
    try:
        request = PlanRequest.model_validate({"session": session, "cases": cases})
        body = {
            **request.session.model_dump(mode="json"),
            "code": "TCDTT-31-11629-20261022-01",
            "case_ids": ["case"],
            "gates": [],
            "status": "scheduled",
            "is_practice": False,
        }
        SESSION.check(SessionBody.model_validate(body).model_dump(mode="json"))
    except (ValidationError, Unfit):
        return Verdict.REFUSED
    return Verdict.FREE


def hour(booking: Booking) -> Verdict:
    """Beside one other session."""
    found = {one.fault for one in obstacles(booking, (ELSEWHERE,), now=NOW, table=TABLE)}
    if not found:
        return Verdict.FREE
    return Verdict.ODD if found == {FaultKind.ODD} else Verdict.REFUSED


def gate(one: Gate) -> Verdict:
    """Whether the session may open by it; REASON: it may once somebody says why."""
    allowed = replace(one, override_by=UserId("leader"), override_reason=REASON)
    if counts(one):
        return Verdict.FREE
    return Verdict.REASON if counts(allowed) else Verdict.REFUSED


def noted(evidence: str) -> Verdict:
    try:
        NoticeRequest.model_validate({"passed_at": NOW.isoformat(), "evidence": evidence})
    except ValidationError:
        return Verdict.REFUSED
    return Verdict.FREE


def notice(days: tuple[date, date | None]) -> Verdict:
    is_faulty = notice_faults(*days, today=TODAY)
    return Verdict.REFUSED if is_faulty else Verdict.FREE


def people(invited: Collection[Participant]) -> Verdict:
    here = {one.site_id for one in PARTICIPANTS} - {HQ}
    is_lawful = are_seated(invited, HQ, here) and are_named(invited)
    return Verdict.FREE if is_lawful else Verdict.REFUSED


def invited(role: str) -> Verdict:
    person = PARTICIPANT.body(PARTICIPANTS[0]).model_dump(mode="json")
    odd = tuple(PARTICIPANT.odd_words({**person, "role": role}))
    return Verdict.REFUSED if odd else Verdict.FREE


def goes_on(plan: SessionPlan) -> Verdict:
    return Verdict.FREE if was_broken_off(plan) else Verdict.REFUSED


def paper(changes: Mapping[str, Any]) -> Verdict:
    """An entry as a room sends it."""
    body = operation_of(CASE_PAPER, PAPER.id, PAPER, made_at=NOW).body
    try:
        changed = CasePaperBody.model_validate({**body, **changes}).model_dump(mode="json")
        CASE_PAPER.check(changed)
    except (ValidationError, Unfit):
        return Verdict.REFUSED
    return Verdict.FREE


# ---- the table -----------------------------------------------------------------------------------

H, S, SR = Verdict.REFUSED, Verdict.ODD, Verdict.REASON
BYTES = {"sha256": "f" * 64, "size_bytes": 9, "mime": "application/pdf"}
OVER, GONE_ON = (
    replace(a_plan(), status=one) for one in (SessionStatus.CLOSED, SessionStatus.ADJOURNED)
)


def row(field: str, grade: Verdict, judge: Callable[[Any], Verdict], good: Any, bad: Any) -> Row:
    return Row(field=field, grade=grade, judge=judge, good=good, bad=bad)


def moved(hours: float, *, days: int = 0) -> Booking:
    by = timedelta(hours=hours, days=days)
    return replace(BOOKING, start=BOOKING.start + by, end=BOOKING.end + by)


CHAIR, *OTHERS = PARTICIPANTS
ROWS = (
    row("session.reception_kind", H, wish, {}, {"reception_kind": "daily"}),
    row("session.online_ground", H, wish, {"online_ground": 5}, {"online_ground": 6}),
    row("session.online_ground", H, wish, {"online_ground": 1}, {"online_ground": 0}),
    row("session.title", H, wish, {"title": "x"}, {"title": ""}),
    row("session.scheduled_end", H, hour, BOOKING, replace(BOOKING, end=BOOKING.start)),
    row("session.scheduled_end", H, hour, BOOKING, TOO_LONG),
    row("session.scheduled_start", S, hour, BOOKING, moved(9)),
    row("session.scheduled_start", S, hour, BOOKING, moved(0, days=3)),
    row("session.scheduled_start", H, hour, BOOKING, moved(0, days=-30)),
    row("session.central_site_id", H, wish, {}, {"central_site_id": ""}),
    row("session.component_site_ids", H, wish, {}, {"component_site_ids": []}),
    row("session.component_site_ids", H, wish, {}, {"component_site_ids": [COMMUNE, HQ]}),
    row("session.component_site_ids", H, hour, BOOKING, replace(BOOKING, component_site_ids=(HQ,))),
    row("session.component_site_ids", H, hour, BOOKING, replace(BOOKING, component_site_ids=())),
    row("session.component_site_ids", H, hour, BOOKING, SITE_TAKEN),
    row("session.chair_name", H, wish, {}, {"chair_label": ""}),
    row("session.chair_name", H, hour, BOOKING, replace(BOOKING, chair=ELSEWHERE.chair)),
    row("session.secretary_name", H, wish, {}, {"secretary_label": ""}),
    row("session.notice_date", H, notice, (TODAY, None), (TOMORROW, None)),
    row("session.notice_date", H, hour, BOOKING, moved(0, days=-17)),
    row("session.public_notice_at", H, notice, (TODAY, TODAY), (TODAY, TOMORROW)),
    row("session.case_ids", H, wish, {}, {"cases": []}),
    row("session.continues_session_id", H, goes_on, GONE_ON, OVER),
    row("gate.evidence_ids", H, noted, "Thông báo số 15/TB-TCD", ""),
    row("gate.override_reason", SR, gate, GATE, LATE),
    row("gate.override_reason", SR, gate, GATE, NO_TRIAL),
    row("gate.override_reason", H, gate, GATE, NO_NOTICE),
    row("gate.override_reason", H, gate, GATE, NOT_CONNECTED),
    row("participant.full_name", H, people, PARTICIPANTS, (replace(CHAIR, full_name=" "), *OTHERS)),
    row("participant.role", H, invited, "chair", "king"),
    row("participant.role", H, people, PARTICIPANTS, OTHERS),
    row("participant.role", H, people, PARTICIPANTS, (*PARTICIPANTS, CHAIR)),
    row("document.title", H, paper, {"title": "Đơn"}, {"title": ""}),
    row("document.kind", H, paper, {"kind": "petition"}, {"kind": "poem"}),
    row("document.copy_kind", H, paper, {"copy_kind": "original"}, {"copy_kind": "fax"}),
    row("document.page_count", H, paper, {"page_count": 1}, {"page_count": 0}),
    row("document.sha256", H, paper, BYTES, {**BYTES, "sha256": "f"}),
    row("document.size_bytes", H, paper, BYTES, {**BYTES, "size_bytes": 0}),
    row("document.mime", H, paper, BYTES, {**BYTES, "mime": ""}),
)  # fmt: skip

HELD_BY_OTHERS: Mapping[str, str] = {
    "session.session_code": "unit/cityserver/reception/test_scheduling.py::"
    "test_a_session_is_planned_with_its_gates_and_told_to_its_sites",
    "session.legal_regime": "unit/domain/reception/test_regime.py::"
    "test_the_decree_holds_from_the_first_of_july",
    "session.chair_authorisation": "unit/presenters/reception/test_schedule.py::"
    "test_who_receives_for_somebody_else_names_the_document",
    "session.notice_number": "unit/presenters/reception/gates/test_gate_notes.py::"
    "test_nothing_goes_without_number_and_day_or_with_a_day_to_come",
    "session.actual_start": "integration/cityserver/test_room_condition.py::"
    "test_what_was_measured_before_the_opening_is_told_to_the_sites_of_the_session_alone",
    "session.room_ready_at": "unit/domain/room/test_condition.py",
    "session.status": "unit/domain/reception/test_session.py",
    "gate.kind": "unit/domain/reception/test_gate.py",
    "gate.due_at": "unit/domain/reception/test_deadlines.py",
    "gate.passed_at": "unit/cityserver/reception/test_gates.py::"
    "test_a_clock_that_is_a_little_ahead_says_now_and_tomorrow_is_refused",
    "gate.override_by": "unit/cityserver/reception/test_gates.py::"
    "test_a_clerks_own_pin_is_no_leave",
    "participant.absent_reason": "unit/domain/conduct/test_roll_call.py",
    "document.order_label": "unit/cityserver/exchange/test_dossiers.py::"
    "test_numbers_stay_whatever_is_said_of_a_paper_later",
    "document.restricted": "unit/domain/papers/test_copy_name.py::"
    "test_of_a_denunciation_the_title_is_left_out",
}
"""Fields whose rule another test holds."""

NOT_KEPT: Mapping[str, str] = {
    "session.venue_reason": "sessions are held in the rooms of their sites alone",
    "session.advising_unit": "who plans is in the audit log, its unit is the central site",
    "session.citizen_site_choice": "a citizen sits where the request was taken",
    "session.platform": "there is no other platform than this program",
    "session.recording_required": "the recording comes with an issue of its own",
    "session.security_class": "nothing secret is taken in at all",
    "session.recording_notice_given_at": "the recording comes with an issue of its own",
    "participant.joined_at": "seats are taken by sites, and told by the channel",
    "document.captured_by": "the scanner comes with an issue of its own",
    "document.classification": "nothing secret is taken in at all",
    "document.cleared_for_display": "papers of a session have it, not those of a dossier",
}
"""Fields of the dictionary that no record has, and why."""

DICTIONARY: Mapping[str, Collection[str]] = {
    "session": {
        "session_code", "legal_regime", "reception_kind", "online_ground", "title",
        "scheduled_start", "scheduled_end", "actual_start", "central_site_id",
        "component_site_ids", "venue_reason", "chair_name", "chair_authorisation",
        "secretary_name", "advising_unit", "citizen_site_choice", "notice_number", "notice_date",
        "public_notice_at", "platform", "case_ids", "recording_required", "security_class",
        "recording_notice_given_at", "room_ready_at", "continues_session_id", "status",
    },
    "gate": {"kind", "due_at", "passed_at", "evidence_ids", "override_by", "override_reason"},
    "participant": {"full_name", "role", "absent_reason", "joined_at"},
    "document": {
        "title", "kind", "copy_kind", "page_count", "sha256", "size_bytes", "mime", "captured_by",
        "classification", "cleared_for_display", "restricted", "order_label",
    },
}  # fmt: skip
"""Its fields that have a rule (domain.md §4.1, 4.2, 4.11, 4.12), by section."""

CASEWORK: Mapping[str, Collection[str]] = {
    "request": {"requester_id", "content", "wants_online"},
    "decision": {"decision", "online_ground", "refusal_ground", "decided_at"},
    "citizen": {
        "full_name", "date_of_birth", "gender", "id_number", "id_issue_date", "id_issue_place",
        "address_text", "ward_code", "phone", "email", "nationality", "ethnicity",
        "organisation_name", "position", "interpreter_name",
    },
    "identity_check": {"citizen_id", "result", "exception_reason", "checked_by", "checked_at"},
    "visit": {
        "session_id", "ticket_no", "citizen_ids", "petition_ids", "arrived_at", "visit_number",
        "outcome",
    },
    "petition": {
        "petition_date", "written_by_officer", "read_back_at", "summary", "request", "field",
        "respondent", "object_kind", "decision_number", "decision_date", "resolution_history",
        "competent_agency", "within_competence", "original_papers_attached", "is_signed",
        "identity_protection_requested", "secrecy_assured", "show_name_on_display",
    },
    "flags": {"complexity_grounds", "determination"},
    "standing": {
        "citizen_id", "authorisation_number", "authorisation_date", "authorisation_notary",
        "authorised_content", "lawyer_card_no", "lawyer_card_date", "lawyer_card_issuer",
        "bar_association", "legal_aid_decision", "proof_document_id",
    },
    "group": {
        "group_name", "group_size", "present_count", "members", "representatives",
        "designation_document_id",
    },
}  # fmt: skip
"""As DICTIONARY, of §4.3 to §4.10, whose rules stand in `FIELD_RULES`."""


@pytest.mark.parametrize("one", ROWS, ids=lambda one: f"{one.field}-{one.grade}")
def test_what_keeps_a_rule_is_free_and_what_breaks_it_is_judged_by_its_grade(one: Row) -> None:
    assert one.judge(one.good) is Verdict.FREE
    assert one.judge(one.bad) is one.grade


def test_every_field_of_the_dictionary_has_its_row_its_test_or_its_reason() -> None:
    wanted = {f"{section}.{field}" for section, fields in DICTIONARY.items() for field in fields}
    of_rows = {one.field for one in ROWS}
    assert wanted == of_rows | set(HELD_BY_OTHERS) | set(NOT_KEPT)
    assert not of_rows & set(NOT_KEPT)
    assert all(NOT_KEPT.values())


@pytest.mark.parametrize("field", HELD_BY_OTHERS)
def test_the_test_that_holds_it_is_there(field: str) -> None:
    file, _, function = HELD_BY_OTHERS[field].partition("::")
    tree = ast.parse((ROOT / "tests" / file).read_text("utf-8"))
    names = {one.name for one in tree.body if isinstance(one, ast.FunctionDef)}
    assert function in names or (not function and any(one.startswith("test_") for one in names))


@pytest.mark.parametrize("section", CASEWORK)
def test_every_rule_of_casework_stands_in_its_table(section: str) -> None:
    (rules,) = [rules for name, rules in FIELD_RULES.items() if name.value == section]
    assert set(CASEWORK[section]) <= {one.field for one in rules}
