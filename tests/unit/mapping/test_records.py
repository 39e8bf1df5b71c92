"""The kinds of the product: what they look like on the wire, letter by letter."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest

from desktop.domain.access.kinds import KINDS
from desktop.domain.casework.matter.case import CaseFlag, CaseView, Viewing
from desktop.domain.conduct.calls.agency_call import CallStage, SessionCalls
from desktop.domain.directory.agency import Agency, AgencyKind
from desktop.domain.ids import CaseId, DocumentId, MinuteLineId, SessionId, SiteId, UserId
from desktop.domain.papers.paper import Paper, PaperKind, PaperTransfer
from desktop.domain.reception.ending import SessionEnding
from desktop.domain.reception.gate import Gate, GateKind
from desktop.domain.reception.status import SessionStatus
from desktop.domain.record.minutes import MinuteLine, MinuteLineKind
from desktop.domain.recording.playback import Listening
from desktop.domain.reports.unit_report import Receipt
from desktop.domain.sync.operation import EntityKind
from desktop.mapping.codec import Unfit
from desktop.mapping.records import (
    AGENCY_CALLS,
    CASE,
    ENDING,
    GATE,
    MINUTE_LINE,
    MINUTES_AMENDMENT,
    RECORDS,
    SESSION,
    VISIT,
    kind_of,
    rules_of,
)
from tests.fakes.fake_photos import a_photo
from tests.rigs.city.running_city_server import amendment_body, case_body, session_body
from tests.samples.calls import a_call
from tests.samples.casework import VISIT as A_VISIT
from tests.samples.records import body_of
from tests.samples.unit_reports import a_difficulty, a_focal_point, a_sheet, with_photos

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

pytestmark = pytest.mark.unit

AT = datetime(2026, 11, 26, 2, 10, 0, 123_000, tzinfo=UTC)
LINE = MinuteLine(
    id=MinuteLineId("line-1"),
    session_id=SessionId("session-1"),
    owner_site_id=SiteId("site-a"),
    at=AT,
    speaker="Công dân A",
    kind=MinuteLineKind.STATEMENT,
    text="Kính thưa ông, bà\nHoa\u0300",
)
PAPER = Paper(
    id=DocumentId("paper-1"),
    session_id=SessionId("session-1"),
    case_id=None,
    owner_site_id=SiteId("commune"),
    title="Đơn khiếu nại",
    kind=PaperKind.PETITION,
    mime="application/pdf",
    size_bytes=1_000,
    sha256="ab" * 32,
    page_count=4,
    added_at=AT,
    is_local=True,
    transfer=PaperTransfer.HERE,
    cleared_for_display=True,
)
VIEW = CaseView(
    session_id=SessionId("s"),
    case_id=CaseId("c"),
    user_id=UserId("u"),
    what=Viewing.DOSSIER,
    at=AT,
)
LISTENING = Listening(
    session_id=SessionId("s"),
    user_id=UserId("u"),
    reason="Đối chiếu lời trình bày",
    from_at=AT,
    at=AT,
)
AGENCY = Agency(code="SKHCN", name="Sở", kind=AgencyKind.DEPARTMENT, is_active=False)
DIFFICULTY = replace(
    a_difficulty(),
    noticed_at=datetime(2026, 11, 26, 9, 10, tzinfo=timezone(timedelta(hours=7))),
    session_id=SessionId("session-1"),
    session_code="B1",
)
RECEIPT = Receipt(
    kind=EntityKind.DIFFICULTY,
    report_id="difficulty-1",
    unit_site_id=SiteId("commune"),
    received_at=AT,
    received_by="Chuyên viên Mẫu",
    answer="Đã cấp",
    other_answer="of this PC",
)
UNIT = {"owner_site_id": "commune", "unit_name": "UBND xã An Lão", "unit_code": "11629"}
BY_HAND = {"checked_by": "Cán bộ tiếp dân Mẫu", "checked_at": "2026-11-26T01:30:00Z"}
# As the versions before this one wrote them: other programs, stores and sealed records have them.
WRITTEN: list[tuple["DataclassInstance", dict[str, Any], dict[str, Any]]] = [
    (
        LINE,
        {},
        {
            "session_id": "session-1", "owner_site_id": "site-a",
            "at": "2026-11-26T02:10:00.123000Z", "speaker": "Công dân A", "kind": "statement",
            "text": "Kính thưa ông, bà\nHoa\u0300",
        },
    ),
    (
        PAPER,
        {},
        {
            "session_id": "session-1", "case_id": None, "owner_site_id": "commune",
            "title": "Đơn khiếu nại", "kind": "petition", "mime": "application/pdf",
            "size_bytes": 1000, "sha256": "ab" * 32, "page_count": 4,
            "added_at": "2026-11-26T02:10:00.123000+00:00", "cleared_for_display": True,
        },
    ),
    (
        a_focal_point(),
        {},
        {
            **UNIT,
            "version": 1,
            "leader": {
                "name": "Lê Văn Mẫu", "title": "Phó Chủ tịch UBND xã", "mobile": "0900 000 001",
                "email": "lanhdao.mau@vi.du",
            },
            "officer": {
                "name": "Lê Thị Mẫu", "title": "Công chức Văn phòng", "mobile": "0900 000 002",
                "email": "canbo.mau@vi.du",
            },
            "technician": {
                "name": "Kỹ thuật viên Mẫu", "title": "", "mobile": "0900 000 003", "email": "",
            },
            "room_address": "Phòng tiếp công dân, tầng 1", "conference_endpoint": "",
            "decision_number": "12/QĐ-UBND", "approved_by": "Chủ tịch UBND xã",
            "effective_from": "2026-11-01", "handed_in_at": "2026-11-26T01:30:00Z",
        },
    ),
    (
        DIFFICULTY,
        {},
        {
            **UNIT,
            "noticed_at": "2026-11-26T09:10:00+07:00", "category": "line",
            "description": "Đường truyền đứt nhiều lần khi mưa to, phải nói lại lời công dân.",
            "impact": "interrupted", "frequency": 2,
            "proposal": "Đề nghị hỗ trợ một đường dự phòng 4G.",
            "about_session_id": "session-1", "about_session_code": "B1",
        },
    ),
    (
        with_photos(a_sheet(), a_photo()),
        {},
        {
            **UNIT,
            "entries": [
                {
                    "code": "DD-1", "result": "pass", "value": "", "remark": "", **BY_HAND,
                    "fix_by": "", "fix_due": None,
                    "photos": [
                        {
                            "sha256": a_photo().sha256, "size_bytes": 300_000,
                            "width": 1_600, "height": 1_200,
                        },
                    ],
                },
                {
                    "code": "MT-1", "result": "pass", "value": "9 ms", "remark": "",
                    "checked_by": "", "checked_at": None, "fix_by": "", "fix_due": None,
                },
                {
                    "code": "DK-1", "result": "fail", "value": "",
                    "remark": "Chưa có bộ lưu điện", **BY_HAND,
                    "fix_by": "Văn phòng UBND xã", "fix_due": "2026-12-15",
                },
            ],
            "handed_in_at": "2026-11-26T01:30:00Z",
        },
    ),
    (
        RECEIPT,
        {"owner_site_id": SiteId("hq")},
        {
            "owner_site_id": "hq", "report_kind": "difficulty", "report_id": "difficulty-1",
            "unit_site_id": "commune", "received_at": "2026-11-26T02:10:00.123000Z",
            "received_by": "Chuyên viên Mẫu", "answer": "Đã cấp",
        },
    ),
    (
        AGENCY,
        {},
        {
            "code": "SKHCN", "name": "Sở", "kind": "department", "parent_name": "",
            "active": False,
        },
    ),
    (
        VIEW,
        {},
        {
            "session_id": "s", "case_id": "c", "user_id": "u", "what": "dossier",
            "at": "2026-11-26T02:10:00.123000Z",
        },
    ),
    (
        LISTENING,
        {},
        {
            "session_id": "s", "user_id": "u", "reason": "Đối chiếu lời trình bày",
            "from_at": "2026-11-26T02:10:00.123000Z", "at": "2026-11-26T02:10:00.123000Z",
        },
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("record", "given", "body"), WRITTEN, ids=[kind_of(row[0]).kind for row in WRITTEN]
)
def test_a_record_is_written_as_it_always_was(
    record: "DataclassInstance", given: dict[str, Any], body: dict[str, Any]
) -> None:
    assert json.dumps(body_of(record, **given)) == json.dumps(body)


def test_how_a_session_ended_is_written_as_it_always_was() -> None:
    ending = SessionEnding(status=SessionStatus.REFUSED, reason="Gây rối", at=AT)
    body = {"status": "refused", "reason": "Gây rối", "at": "2026-11-26T02:10:00.123000Z"}
    assert ENDING.write(ending) == body


def test_nobody_who_lets_a_gate_count_is_null_on_the_wire() -> None:
    gate = Gate(kind=GateKind.TRIAL, due_at=AT, passed_at=None, evidence="x")
    assert GATE.write(gate)["override_by"] is None
    assert GATE.read(GATE.write(gate)) == gate
    let = replace(gate, override_by="leader")
    assert GATE.of_body(GATE.body(let)) == let


def test_flags_are_sorted_on_the_wire() -> None:
    case = CASE.codec.read({**case_body(), "flags": ["prolonged", "complex"]}, id=CaseId("c"))
    assert case.flags == {CaseFlag.PROLONGED, CaseFlag.COMPLEX}
    assert CASE.codec.write(case)["flags"] == ["complex", "prolonged"]


def test_a_list_without_its_date_is_not_sent() -> None:
    with pytest.raises(Unfit, match="effective_from"):
        body_of(replace(a_focal_point(), effective_from=None))


def test_what_is_wrong_with_a_session_and_no_word_says_so() -> None:
    body = SESSION.codec.taken(session_body(SiteId("a"), (SiteId("b"),)))
    SESSION.check(body)
    ending = {"status": "adjourned", "reason": "", "at": "2026-11-26T02:10:00Z"}
    SESSION.check({**body, "ending": ending})
    with pytest.raises(Unfit, match="ending"):
        SESSION.check({**body, "ending": {**ending, "status": "closed"}})
    with pytest.raises(Unfit, match="central site"):
        SESSION.check({**body, "component_site_ids": ["b", "a"]})


def test_every_fault_of_a_session_is_told_by_its_place_and_never_by_its_word() -> None:
    person = {
        "full_name": "X", "label": "Người chủ trì", "title": "", "agency": "", "role": "singer",
        "site_id": "a", "attended": True, "absent_reason": "",
    }  # fmt: skip
    body = SESSION.codec.taken(
        {**session_body(SiteId("a"), (SiteId("b"),)), "participants": [person], "status": "gone"}
    )
    with pytest.raises(Unfit) as unfit:
        SESSION.check(body)
    assert unfit.value.faults == ("status: no such word", "participants.0.role: no such word")


def test_a_kind_is_known_by_its_record_and_the_rules_come_with_it() -> None:
    assert kind_of(LINE) is MINUTE_LINE
    assert rules_of(RECORDS) == KINDS
    with pytest.raises(KeyError):
        kind_of(LINE.version)


def test_who_left_by_its_own_press_is_a_word_beside_the_stage_that_older_programs_know() -> None:
    call = a_call(SiteId("agency"), "Sở", AT, stage=CallStage.LET_GO, ended_at=AT, left_itself=True)
    calls = SessionCalls(session_id=SessionId("s"), calls=(call,))
    written = AGENCY_CALLS.codec.write(calls)
    (one,) = written["calls"]
    assert (one["stage"], one.pop("left_itself")) == ("let_go", True)
    assert AGENCY_CALLS.codec.read(written).calls == (replace(call, left_itself=False),)


def test_papers_given_again_are_left_out_when_there_are_none() -> None:
    """A city of version 0.3.0 refuses a field that it does not know."""
    codec = VISIT.codec
    assert "papers_again" not in codec.write(A_VISIT)
    again = replace(A_VISIT, papers_again=(DocumentId("paper-1"),))
    body = codec.write(again)
    assert body["papers_again"] == ["paper-1"]
    assert codec.read(body, id=A_VISIT.id) == again
    assert codec.read(codec.write(A_VISIT), id=A_VISIT.id) == A_VISIT
    assert "papers_again" not in codec.taken(codec.write(A_VISIT))


@pytest.mark.parametrize(("text", "reason"), [("  ", "Đối chiếu lại bản đo"), ("Sửa.", " " * 12)])
def test_an_amendment_says_something_and_why(text: str, reason: str) -> None:
    body = MINUTES_AMENDMENT.codec.taken({**amendment_body(SiteId("a")), "text": text})
    with pytest.raises(Unfit):
        MINUTES_AMENDMENT.check({**body, "reason": reason})
    MINUTES_AMENDMENT.check(MINUTES_AMENDMENT.codec.taken(amendment_body(SiteId("a"))))
