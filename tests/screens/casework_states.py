"""Pictures of requests for a reception: taken at a commune, decided at headquarters."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial

from desktop.app.working_days import load_working_days
from desktop.domain.access.person import Officer, Role
from desktop.domain.casework.matter.case import CaseFlag, PetitionType
from desktop.domain.casework.matter.reception_request import (
    KnownRequest,
    ReceptionRequest,
    RefusalGround,
)
from desktop.domain.ids import DocumentId, RequestId, UserId
from desktop.domain.reception.session import AHEAD_STATUSES, SessionPlan
from desktop.domain.reception.working_days import PROGRAM_TABLE
from desktop.domain.sync.operation import RecordStorage
from desktop.files.resources import resource_path
from desktop.presenters.casework.requests.request_forms import (
    DecisionField,
    NoteField,
    RequestField,
)
from desktop.presenters.form.leave import LeaveField
from desktop.presenters.form.values import write_date
from desktop.presenters.reception.gates.gate_forms import WitnessField
from desktop.presenters.reception.schedule_forms import PlanField
from desktop.presenters.shell.shell_state import Screen
from tests.samples import showcase as city
from tests.samples.casework import CASE_PAPER, CITIZEN, ONLINE, REJECTED, REQUEST
from tests.screens.session_states import Drive
from tests.screens.shown_room import REAL, ShownRoom

_FACTS = replace(REAL, working_days=load_working_days(resource_path(*PROGRAM_TABLE)))
_PROTECTED = {
    "petition_type": PetitionType.DENUNCIATION,
    "identity_protection_requested": True,
    "secrecy_assured": True,
}
_GROUP = {"group_size": 6, "flags": frozenset({CaseFlag.LARGE_GROUP, CaseFlag.COMPLEX})}


def _waiting(room: ShownRoom, *, is_headquarters: bool) -> None:
    """What three units ask for, one of it decided."""
    secret = "Người tố cáo" if is_headquarters else "Công dân M"
    for name, days, content, changes in (
        ("Công dân D", 6, "Chậm giao đất tái định cư", _GROUP),
        ("Công dân G", 3, "Đường vào khu dân cư bị rào", {"flags": {CaseFlag.PROLONGED}}),
        ("Công dân E", 9, "Chế độ người có công", {}),
        (secret, 0, "" if is_headquarters else "Nội dung tố cáo", _PROTECTED),
        ("Công dân N", 2, "Xác nhận thời gian công tác", {}),
    ):
        made: ReceptionRequest = replace(
            REQUEST,
            id=RequestId(f"request-{name}"),
            owner_site_id=city.COMMUNE,
            created_at=room.clock.now() - timedelta(days=days, minutes=1),
            requester_name=name,
            content=content,
            petition_type=PetitionType.COMPLAINT,
        )
        request = replace(made, **changes)
        decision = replace(
            ONLINE,
            request_id=request.id,
            unit_site_id=request.owner_site_id,
            decided_at=room.clock.now() - timedelta(hours=3),
        )
        room.fake.requests.learn(
            KnownRequest(
                request=request,
                storage=RecordStorage.CITY,
                decision=decision if name == "Công dân N" else None,
                decision_storage=RecordStorage.CITY,
            )
        )


def notice_noted() -> ShownRoom:
    """Its notice went out: the number is typed, the day is today's."""
    room = refused_in_writing()
    room.desk.requests.begin_note(RequestId("request-refused"))
    room.desk.requests.edit_note(NoteField.NUMBER, "12/TB-UBND")
    room.deliver()
    return room


def refused_in_writing() -> ShownRoom:
    """A request that was refused on a ground that is told in writing."""
    room = ShownRoom(facts=_FACTS)
    request = replace(
        REQUEST,
        id=RequestId("request-refused"),
        owner_site_id=city.COMMUNE,
        created_at=room.clock.now() - timedelta(days=4),
        requester_name="Công dân N",
        requester_id=CITIZEN.id,
        petition_type=PetitionType.COMPLAINT,
    )
    decision = replace(
        REJECTED,
        request_id=request.id,
        unit_site_id=city.COMMUNE,
        refusal_ground=RefusalGround.ND4_H,
        decided_at=room.clock.now() - timedelta(hours=3),
    )
    known = KnownRequest(
        request=request,
        storage=RecordStorage.CITY,
        decision=decision,
        decision_storage=RecordStorage.CITY,
    )
    room.fake.requests.learn(known, replace(CITIZEN, full_name="Công dân N"))
    room.go_to(Screen.REQUESTS)
    return room


def planned() -> ShownRoom:
    """A request that was accepted and led to a session to come."""
    room = ShownRoom(facts=_FACTS)
    plan = next(one for one in room.fake.schedule.plans if one.status in AHEAD_STATUSES)
    request = replace(
        REQUEST,
        id=RequestId("request-planned"),
        case_id=plan.case_ids[0],
        owner_site_id=city.COMMUNE,
        created_at=room.clock.now() - timedelta(days=4),
        requester_name="Công dân N",
        requester_id=CITIZEN.id,
        petition_type=PetitionType.COMPLAINT,
    )
    decision = replace(
        ONLINE, request_id=request.id, decided_at=room.clock.now() - timedelta(hours=3)
    )
    known = KnownRequest(
        request=request,
        storage=RecordStorage.CITY,
        decision=decision,
        decision_storage=RecordStorage.CITY,
    )
    room.fake.requests.learn(known, replace(CITIZEN, full_name="Công dân N"))
    room.go_to(Screen.REQUESTS)
    return room


def _a_commune() -> ShownRoom:
    room = ShownRoom(facts=_FACTS)
    _waiting(room, is_headquarters=False)
    room.go_to(Screen.REQUESTS)
    return room


def _headquarters() -> ShownRoom:
    room = ShownRoom(own_site_id=city.HQ, officer=city.LEADER, facts=_FACTS)
    _waiting(room, is_headquarters=True)
    room.go_to(Screen.REQUESTS)
    return room


def _write(room: ShownRoom, texts: Mapping[RequestField, str]) -> None:
    for key, text in texts.items():
        room.desk.requests.edit_request(key, text)
    room.skip(1)


def a_request(protection: str) -> ShownRoom:
    """A denunciation that is written; protection: what was answered."""
    room = _a_commune()
    texts = {
        RequestField.FULL_NAME: "Công dân H",
        RequestField.ID_NUMBER: "031165000123",
        RequestField.PHONE: "0900000456",
        RequestField.ADDRESS: "Xã An Lão",
        RequestField.CONTENT: "Báo việc một cán bộ thu tiền khi làm thủ tục đất, không ghi biên "
        "lai. Có ba phiếu thu viết tay.",
        RequestField.OTHERS_BREACH: "yes",
        RequestField.PETITION_TYPE: "denunciation",
        RequestField.PROTECTION: protection,
        RequestField.SECRECY: "yes",
        RequestField.WANTS_ONLINE: "yes",
        RequestField.ASSISTANCE: "Ở xa, không tự đi được",
    }
    _write(room, texts)
    return room


def nothing_filled() -> ShownRoom:
    """The button was pressed with nothing written."""
    room = _a_commune()
    room.desk.requests.take()
    room.deliver()
    return room


def taken() -> ShownRoom:
    """A request was taken without the city."""
    room = _a_commune()
    room.lose_city()
    texts = {
        RequestField.FULL_NAME: "Công dân H",
        RequestField.ID_NUMBER: "031165000123",
        RequestField.ADDRESS: "Xã An Lão",
        RequestField.CONTENT: "Đề nghị cấp lại giấy chứng nhận.",
        RequestField.PETITION_TYPE: "proposal",
    }
    _write(room, texts)
    room.desk.requests.take()
    room.deliver()
    return room


def a_decision() -> ShownRoom:
    """A decision that is chosen, with its ground."""
    room = _headquarters()
    room.desk.requests.edit_decision(DecisionField.DECISION, "online")
    room.desk.requests.edit_decision(DecisionField.ONLINE_GROUND, "1")
    room.deliver()
    return room


def refused() -> ShownRoom:
    """The city would have neither a request of this unit nor what was decided of another one."""
    room = _headquarters()
    made = replace(
        REQUEST,
        id=RequestId("refused"),
        owner_site_id=city.HQ,
        created_at=room.clock.now() - timedelta(days=1),
        requester_name="Công dân P",
        content="Đề nghị gặp Chủ tịch UBND thành phố về bồi thường đất",
        petition_type=PetitionType.PROPOSAL,
    )
    room.fake.requests.learn(
        KnownRequest(request=made, storage=RecordStorage.REFUSED, is_at_city=False)
    )
    other = RequestId("request-Công dân D")
    known = room.fake.requests.find(other)
    assert known is not None
    decision = replace(ONLINE, request_id=other, owner_site_id=city.HQ)
    room.fake.requests.learn(
        replace(known, decision=decision, decision_storage=RecordStorage.REFUSED)
    )
    room.deliver()
    return room


def nothing_waits() -> ShownRoom:
    """No unit has asked for anything."""
    room = ShownRoom(own_site_id=city.HQ, officer=city.LEADER, facts=_FACTS)
    room.go_to(Screen.REQUESTS)
    return room


def a_plan() -> ShownRoom:
    """A decided request, half of its plan written."""
    room = ShownRoom(own_site_id=city.HQ, officer=city.LEADER, facts=_FACTS)
    _waiting(room, is_headquarters=True)
    room.go_to(Screen.SCHEDULE)
    room.desk.schedule.select_request(RequestId("request-Công dân N"))
    room.deliver()
    return room


def a_near_plan() -> ShownRoom:
    """Everything is written but the day, which is too near: a leader may allow it."""
    room = a_plan()
    room.fake.access.people = (
        *room.fake.access.people,
        Officer(id=UserId("leader"), display_name="Lãnh đạo thành phố Mẫu", role=Role.LEADER),
    )
    tomorrow = (room.clock.now() + timedelta(days=1)).date()
    for key, text in (
        (PlanField.DAY, write_date(tomorrow)),
        (PlanField.START, "15:30"),
        (PlanField.CHAIR, "Lãnh đạo thành phố Mẫu"),
        (PlanField.CHAIR_TITLE, "Phó Chủ tịch"),
        (PlanField.SECRETARY, "Thư ký Mẫu"),
    ):
        room.desk.schedule.edit(key, text)
    room.desk.schedule.near.edit(LeaveField.REASON, "Công dân ở đảo, tàu chậm một ngày")
    room.deliver()
    plan = room.desk.schedule.state().plan
    assert plan is not None
    assert plan.near is not None, plan.conditions
    return room


def a_planned_session() -> ShownRoom:
    """Its notice went out a day late, which nobody has allowed yet."""
    room = ShownRoom(own_site_id=city.HQ, officer=city.LEADER, facts=_FACTS)
    (plan, *_) = (one for one in room.fake.schedule.plans if one.status in AHEAD_STATUSES)
    notice, *others = plan.gates
    late = replace(
        notice,
        passed_at=notice.due_at + timedelta(hours=20),
        evidence="Thông báo số 15/TB-TCD ngày 20/11/2026, gửi qua trục liên thông văn bản",
    )
    room.fake.schedule.plans = [
        replace(one, gates=(late, *others)) if one is plan else one
        for one in room.fake.schedule.plans
    ]
    _papers_on_their_way(room, plan)
    room.go_to(Screen.SCHEDULE)
    room.desk.schedule.select(f"session:{plan.id}")
    room.deliver()
    return room


def a_session_elsewhere() -> ShownRoom:
    """Its trial is noted in the words of a person."""
    room = ShownRoom(own_site_id=city.HQ, officer=city.LEADER, facts=_FACTS)
    room.meet_elsewhere("Hội nghị truyền hình của Chính phủ")
    plan = next(one for one in room.fake.schedule.plans if one.status in AHEAD_STATUSES)
    room.go_to(Screen.SCHEDULE)
    room.desk.schedule.select(f"session:{plan.id}")
    room.desk.schedule.gates.edit_witness(WitnessField.WORDS, "Thấy, nghe rõ cả ba điểm cầu")
    room.deliver()
    return room


def _papers_on_their_way(room: ShownRoom, plan: SessionPlan) -> None:
    """Of its case: one that every site has, and four that not all of them have yet."""
    (case_id, *_) = plan.case_ids
    titles = (
        "Đơn khiếu nại",
        "Quyết định thu hồi đất",
        "Biên bản kiểm đếm tài sản",
        "Bản đồ đo đạc năm 2019",
        "Báo cáo tóm tắt vụ việc",
    )
    first, *others = plan.site_ids
    for number, title in enumerate(titles):
        paper = replace(
            CASE_PAPER,
            id=DocumentId(f"on-its-way-{number}"),
            case_id=case_id,
            title=title,
            sha256="f" * 64,
        )
        room.fake.dossier.learn(paper)
        held = plan.site_ids if number == 0 else (first, *others[: len(others) - number])
        room.fake.dossier.hold(paper.id, *held)


CASEWORK: Mapping[str, Drive] = {
    "requests": partial(a_request, "no"),
    "requests-blocked": partial(a_request, "yes"),
    "requests-missing": nothing_filled,
    "requests-taken": taken,
    "requests-decision": a_decision,
    "requests-refused": refused,
    "requests-empty": nothing_waits,
    "requests-refused-in-writing": refused_in_writing,
    "requests-notice-noted": notice_noted,
    "requests-planned": planned,
    "schedule": a_plan,
    "schedule-near": a_near_plan,
    "schedule-gates": a_planned_session,
    "schedule-elsewhere": a_session_elsewhere,
}
"""Pictures of these screens, by the name of the picture."""
