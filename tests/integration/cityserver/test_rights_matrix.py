"""Who may do what at the city: every role with every route, record and message, over HTTP."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import requests
from fastapi import APIRouter

from desktop.cityserver.access.route_rights import (
    MESSAGE_RIGHTS,
    ROUTE_RULES,
    WEBSOCKET,
    check_complete,
)
from desktop.cityserver.admin.city import put_records
from desktop.cityserver.app import build_app
from desktop.cityserver.config.config import CityServerConfig
from desktop.contract.channel.seat import CloseCode
from desktop.domain.access.person import Role
from desktop.domain.casework.conclusions.conclusion import ConclusionItem, item_key
from desktop.domain.casework.register import RegisterEntry, entry_key
from desktop.domain.conduct.signing.signing import Signing, kept_signing
from desktop.domain.ids import (
    CaseId,
    MinuteLineId,
    RequestId,
    SessionId,
    SiteId,
    UserId,
    VisitId,
    new_id,
)
from desktop.domain.papers.held import PapersHeld, held_key
from desktop.domain.reception.status import Step
from desktop.domain.reports.unit_report import Receipt
from desktop.domain.sync.operation import EntityKind
from desktop.mapping.records import RECORDS
from tests.fakes.fake_clock import NOON
from tests.rigs.city.city_room import CityRoom, operation
from tests.rigs.city.running_city_server import (
    COMMUNE,
    ELSEWHERE,
    HQ,
    RunningCityServer,
    amendment_body,
    case_body,
    incident_body,
    line_body,
    listening_body,
    paper_body,
    seeded_server,
    session_body,
    view_body,
)
from tests.samples import casework, conclusions
from tests.samples.calendar import EXTRA
from tests.samples.conditions import a_condition, a_ticket
from tests.samples.records import body_of
from tests.samples.unit_reports import HANDED_IN, a_difficulty, a_focal_point, a_sheet

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

pytestmark = pytest.mark.integration

# Written out by hand from domain.md §1.2: these tables are the requirement.
PEOPLE = {role.value for role in Role}
AT_WORK = {"room_officer", "secretary", "leader", "hq_clerk", "agency_user"}
STATE = AT_WORK | {"observer", "city_admin"}
NOBODY = set[str]()
TAKERS = {"room_officer", "secretary", "hq_clerk"}
DECIDERS = {"leader", "hq_clerk"}
RECEIVERS = {"room_officer", "hq_clerk"}
TAKEN_IN = ("identity_check", "standing", "group", "petition", "visit")
PLANNERS = {"room_officer", "hq_clerk"}
OFFICERS = {"room_officer", "leader", "hq_clerk"}
DUTY = {"room_officer", "leader", "hq_clerk", "agency_user"}

ROUTES: dict[tuple[str, str], set[str]] = {
    ("POST", "/v1/access/sign-out"): PEOPLE,
    ("GET", "/v1/rooms/reports"): {"hq_clerk", "observer", "city_admin"},
    ("POST", "/v1/operations"): PEOPLE,
    ("GET", "/v1/changes"): PEOPLE,
    ("GET", "/v1/changes/wait"): PEOPLE,
    ("HEAD", "/v1/blobs/{sha256}"): AT_WORK,
    ("PATCH", "/v1/blobs/{sha256}"): AT_WORK,
    ("GET", "/v1/blobs/{sha256}"): AT_WORK,
    ("PUT", "/v1/sessions/{session_id}"): PLANNERS,
    ("POST", "/v1/sessions/{session_id}/call-off"): PLANNERS,
    ("POST", "/v1/sessions/{session_id}/notice"): PLANNERS,
    ("POST", "/v1/sessions/{session_id}/witness"): PLANNERS,
    ("POST", "/v1/sessions/{session_id}/leave"): PLANNERS,
    ("POST", "/v1/sessions/{session_id}/near"): PLANNERS,
    ("POST", "/v1/sessions/{session_id}/waiting"): {"room_officer", "leader", "hq_clerk"},
    ("POST", "/v1/sessions/{session_id}/take"): AT_WORK,
    ("POST", "/v1/sessions/{session_id}/take-leave"): AT_WORK,
    ("POST", "/v1/sessions/{session_id}/calls/{call_id}/answer"): DUTY,
    ("PUT", "/v1/sessions/{session_id}/stage-page"): OFFICERS | {"secretary", "agency_user"},
    ("WS", "/v1/sessions/{session_id}/channel"): AT_WORK,
}
"""Of routes for persons, which of them it lets in; a person's token is good for no other route."""
FOR_ROOMS = {
    ("GET", "/v1/rooms/officers"),
    ("POST", "/v1/access/sign-in"),
    ("POST", "/v1/access/sign-in-account"),
    ("POST", "/v1/access/oidc/begin"),
    ("POST", "/v1/access/oidc/finish"),
    ("POST", "/v1/rooms/reports"),
    ("PUT", "/v1/rooms/escrow"),
    ("POST", "/v1/rooms/certificate"),
    ("GET", "/v1/recording-parts/{session_id}/{number}/{sha256}"),
    ("PATCH", "/v1/recording-parts/{session_id}/{number}/{sha256}"),
    ("POST", "/v1/recordings/{session_id}/receipt"),
    ("GET", "/v1/recordings/{session_id}/receipt"),
    ("GET", "/v1/line"),
    ("POST", "/v1/line"),
    ("GET", "/v1/line/relays"),
}
FIGURES = ("GET", "/metrics")
"""For this PC alone, and no part of the contract."""

GUEST_PAGES = {("GET", "/guest"), ("GET", "/guest/files/{name}")}
"""Of a browser, and no part of the contract."""

FOR_ANYBODY = {
    FIGURES,
    ("GET", "/healthz"),
    ("GET", "/v1/server"),
    ("POST", "/v1/rooms/enrol"),
    ("POST", "/v1/access/refresh"),
    *GUEST_PAGES,
    ("POST", "/guest/open"),
}
FOR_GUESTS = {
    ("GET", "/guest/call"),
    ("GET", "/guest/page"),
    ("POST", "/guest/answer"),
    (WEBSOCKET, "/guest/channel"),
}
"""With the cookie of a link that was spent; no token is good there (test_guests.py)."""
WRITERS: dict[str, set[str]] = {
    "site": NOBODY,
    "case": NOBODY,
    "session": NOBODY,
    "minute_line": {"room_officer", "secretary", "hq_clerk", "agency_user"},
    "paper": AT_WORK,
    "focal_point": AT_WORK,
    "difficulty": AT_WORK,
    "readiness_sheet": AT_WORK,
    "receipt": {"hq_clerk"},
    "agency": {"hq_clerk", "city_admin"},
    "calendar_day": {"city_admin"},
    "citizen": TAKERS,
    **dict.fromkeys(TAKEN_IN, RECEIVERS),
    "reception_request": TAKERS,
    "request_decision": DECIDERS,
    "case_paper": AT_WORK,
    "papers_held": AT_WORK,
    "paper_place": NOBODY,
    "room_condition": NOBODY,
    "agency_calls": NOBODY,
    "ring": NOBODY,
    "waiting_ticket": NOBODY,
    "incident": {"room_officer", "secretary", "hq_clerk", "agency_user"},
    "register_entry": RECEIVERS,
    "register_number": NOBODY,
    "conclusion_item": {"room_officer", "secretary", "hq_clerk", "agency_user"},
    "minutes_signing": NOBODY,
    "minutes_amendment": {"room_officer", "secretary", "hq_clerk", "agency_user"},
    "view": AT_WORK,
    "listening": AT_WORK,
}
READERS: dict[str, set[str]] = {
    "site": PEOPLE,
    "agency": PEOPLE,
    "session": STATE,
    "case": AT_WORK,
    "minute_line": AT_WORK,
    "paper": AT_WORK,
    "focal_point": STATE,
    "difficulty": STATE,
    "readiness_sheet": STATE,
    "receipt": STATE,
    "calendar_day": PEOPLE,
    "citizen": TAKERS | DECIDERS,
    **dict.fromkeys(TAKEN_IN, TAKERS | DECIDERS),
    "reception_request": TAKERS | DECIDERS,
    "request_decision": TAKERS | DECIDERS,
    "case_paper": AT_WORK,
    "papers_held": AT_WORK,
    "paper_place": AT_WORK,
    "room_condition": AT_WORK,
    "agency_calls": AT_WORK,
    "ring": DUTY,
    "waiting_ticket": AT_WORK,
    "incident": AT_WORK,
    "register_entry": TAKERS | DECIDERS,
    "register_number": TAKERS | DECIDERS,
    "conclusion_item": AT_WORK,
    "minutes_signing": AT_WORK,
    "minutes_amendment": AT_WORK,
    "view": NOBODY,
    "listening": NOBODY,
}
SPEAKERS: dict[str, set[str]] = {
    "hello": AT_WORK,
    "ping": AT_WORK,
    "leave": AT_WORK,
    "signal": AT_WORK,
    "media_ready": AT_WORK,
    "set_media": AT_WORK,
    "tell_lamp": AT_WORK,
    "ask_floor": AT_WORK,
    "note_presence": AT_WORK,
    "add_person": AT_WORK,
    "drop_person": AT_WORK,
    "note_announcement": OFFICERS | {"secretary"},
    "read_line": OFFICERS | {"secretary"},
    "tell_text": AT_WORK,
    "note_objection": {"room_officer", "secretary", "hq_clerk", "agency_user"},
    "note_signature": AT_WORK,
    "set_copies": OFFICERS | {"secretary"},
    "type_line": {"room_officer", "secretary", "hq_clerk", "agency_user"},
    "open_session": OFFICERS,
    "pause_session": OFFICERS,
    "pause_until": OFFICERS,
    "count_down": OFFICERS,
    "resume_session": OFFICERS,
    "begin_consultation": OFFICERS,
    "end_consultation": OFFICERS,
    "close_session": OFFICERS,
    "end_session": OFFICERS,
    "set_step": OFFICERS | {"secretary"},
    "give_floor": OFFICERS,
    "lower_hands": OFFICERS,
    "move_hand": OFFICERS,
    "lock_microphone": OFFICERS,
    "present_page": OFFICERS | {"secretary", "agency_user"},
    "sense_sites": AT_WORK,
    "doubt_site": AT_WORK,
    "show_trial_page": OFFICERS | {"secretary", "agency_user"},
    "fetch_trial_page": AT_WORK,
    "trial_page_drawn": AT_WORK,
    "tell_soak": AT_WORK,
    "confirm_trial": PLANNERS,
    "ring_agency": OFFICERS,
    "ring_guest": OFFICERS,
    "withdraw_ring": OFFICERS,
    "let_go": OFFICERS,
    "join_in": AT_WORK,
    "call_help": AT_WORK,
    "take_help_call": AT_WORK,
}
FIELDS: dict[str, dict[str, Any]] = {
    "ping": {"nonce": 1},
    "signal": {"to_site_id": "nobody", "payload": "x"},
    "set_media": {"is_microphone_on": False, "is_camera_on": False},
    "tell_lamp": {"word": "off"},
    "ask_floor": {"has_hand_up": False},
    "note_presence": {"person_id": "nobody", "mark": "present"},
    "add_person": {
        "person_id": "guest",
        "site_id": HQ,
        "full_name": "Luật sư Mẫu",
        "role": "lawyer",
    },
    "drop_person": {"person_id": "nobody"},
    "note_announcement": {"what": "house_rules", "is_read": True},
    "read_line": {"line_id": "line-1"},
    "tell_text": {"sha256": "0" * 64, "lines": 0, "unsettled": 0},
    "note_objection": {"line_id": None, "text": "Sửa.", "by": "Công dân A", "result": "kept"},
    "note_signature": {"signer_id": "nobody", "form": "by_hand"},
    "set_copies": {"count": 3},
    "type_line": {"line_id": "l", "speaker": "", "text": "", "at": "2026-11-26T02:00:00Z"},
    "pause_session": {"reason": "break"},
    "count_down": {"is_on": False},
    "begin_consultation": {"site_ids": ["hq"]},
    "pause_until": {"reason": "break", "back_at": "2026-11-26T02:00:00Z"},
    "end_session": {"status": "adjourned", "reason": "Hết giờ làm việc"},
    "set_step": {"step": "opening"},
    "give_floor": {"site_id": None},
    "lower_hands": {"hand": None},
    "move_hand": {"hand": 1, "place": 0},
    "lock_microphone": {"site_id": "nobody", "is_locked": True},
    "present_page": {"document_id": None, "page": 1, "page_count": 1, "title": ""},
    "hello": {"program_id": "again"},
    "sense_sites": {"sites": []},
    "doubt_site": {"site_id": "nobody", "is_doubted": True},
    "trial_page_drawn": {"number": 1, "sha256": "0" * 64},
    "ring_agency": {"call_id": "c", "site_id": "nobody"},
    "ring_guest": {"call_id": "g", "name": "Vụ Pháp chế"},
    "withdraw_ring": {"call_id": "nothing"},
    "let_go": {"call_id": "nothing"},
    "take_help_call": {"site_id": "nobody"},
    "tell_soak": {
        "stage": "running",
        "began_at": "2026-11-26T02:00:00Z",
        "ended_at": "2026-11-26T02:00:00Z",
        "worst": None,
    },
}

SESSION = "session-of-all"
TICKET = body_of(a_ticket(SessionId(SESSION), HQ, NOON))
ROOMS = body_of(a_condition(SessionId(SESSION), NOON, {HQ: None}))
CASE = "case-of-all"
RING = {
    "owner_site_id": HQ,
    "session_id": SESSION,
    "rung_at": "2026-11-26T02:00:00Z",
    "ring_s": 60,
    "stage": "ringing",
    "question": "",
    "summary": None,
}
CLOSED_SESSION = "session-closed"
SIGNING = body_of(kept_signing(SessionId(SESSION), Signing(), Step.READ_BACK))
BYTES = b"bytes of a paper"
SHA256 = hashlib.sha256(BYTES).hexdigest()
START = {
    "Content-Type": "application/partial-upload",
    "Upload-Offset": "0",
    "Upload-Length": str(len(BYTES)),
}
CHANNEL = ("WS", "/v1/sessions/{session_id}/channel")
SECRET_SESSION, SECRET_CASE = "session-secret", "case-secret"
MATTER = "Tranh chấp ranh giới thửa đất"
CITIZEN = "Nguyễn Thị Mẫu"
CHAIR = "Trần Văn Mẫu"
INVITED = [
    {
        "full_name": name,
        "label": name,
        "title": "",
        "agency": "",
        "role": role,
        "site_id": HQ,
        "attended": True,
        "absent_reason": "",
    }
    for name, role in ((CITIZEN, "citizen"), (CHAIR, "chair"))
]
AGENCY = {"name": "Sở mẫu", "kind": "department", "parent_name": "", "active": True}
RECEIPT = Receipt(
    kind=EntityKind.DIFFICULTY,
    report_id="difficulty-of-all",
    unit_site_id=HQ,
    received_at=HANDED_IN,
    received_by="Chuyên viên Mẫu",
    answer="",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """A city in which somebody of each role is signed in at headquarters."""

    server: RunningCityServer
    people: dict[str, CityRoom]
    room_token: str


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    with seeded_server(tmp_path_factory.mktemp("matrix")) as server:
        of_all = session_body(HQ, (ELSEWHERE,), case_id=CASE)
        talks = [f"session-{role}-{message}" for role in PEOPLE for message in SPEAKERS]
        with server.administration() as database:
            put_records(
                database,
                [
                    ("case", CASE, case_body()),
                    # on nobody's list: of it only what is opened is written
                    ("case", SECRET_CASE, {**case_body(), "petition_type": "denunciation"}),
                    (
                        "session",
                        SECRET_SESSION,
                        session_body(HQ, (ELSEWHERE,), case_id=SECRET_CASE),
                    ),
                    ("session", SESSION, {**of_all, "title": MATTER, "participants": INVITED}),
                    ("room_condition", SESSION, ROOMS),
                    ("waiting_ticket", SESSION, TICKET),
                    ("agency_calls", SESSION, {"session_id": SESSION, "calls": []}),
                    ("minutes_signing", SESSION, SIGNING),
                    ("session", CLOSED_SESSION, {**of_all, "status": "closed"}),
                    ("ring", "ring-of-all", RING),
                    *(("session", session_id, of_all) for session_id in talks),
                ],
            )
        people = dict[str, CityRoom]()
        for role in Role:
            server.add_user(UserId(f"one-{role}"), (HQ,), role)
            people[role.value] = CityRoom(server, HQ, UserId(f"one-{role}"))
        write_everything(people)
        yield City(server=server, people=people, room_token=server.enrol(COMMUNE))


def write_everything(people: dict[str, CityRoom]) -> None:
    """One record of every kind, the bytes of the paper, and a request for whoever decides."""
    clerk = people["hq_clerk"]
    for name in ("of-all", *PEOPLE):
        asked = body_of(replace(casework.REQUEST, owner_site_id=HQ))
        (verdict,) = clerk.push(operation("reception_request", f"request_decision-{name}", asked))
        assert verdict.verdict == "accepted", verdict
    for kind in (kind for kind, writers in WRITERS.items() if writers):
        writer = clerk if "hq_clerk" in WRITERS[kind] else people["city_admin"]
        (verdict,) = writer.push(a_record(kind, f"{kind}-of-all"))
        assert verdict.verdict == "accepted", (kind, verdict)
    answer = clerk.call("PATCH", f"/v1/blobs/{SHA256}", data=BYTES, headers=START)
    assert answer.status_code == 204, answer.text


OF_HQ: dict[str, "DataclassInstance"] = {
    "focal_point": a_focal_point(HQ),
    "difficulty": a_difficulty(HQ),
    "readiness_sheet": a_sheet(HQ),
    "calendar_day": EXTRA,
    "citizen": replace(casework.CITIZEN, owner_site_id=HQ),
    "identity_check": replace(casework.CHECK, owner_site_id=HQ),
    "standing": replace(casework.STANDING, owner_site_id=HQ),
    "group": replace(casework.GROUP, owner_site_id=HQ),
    "petition": replace(casework.COMPLAINT, owner_site_id=HQ),
    "visit": replace(casework.VISIT, owner_site_id=HQ, session_id=None),
    "reception_request": replace(casework.REQUEST, owner_site_id=HQ),
    "case_paper": replace(
        casework.CASE_PAPER, case_id=CaseId(CASE), owner_site_id=SiteId(HQ), site_id=SiteId(HQ)
    ),
}
HELD_AT_HQ = PapersHeld(case_id=CaseId(CASE), owner_site_id=HQ, site_id=HQ, paper_ids=(), at=NOON)
TASK = replace(
    conclusions.DRAFT,
    session_id=SessionId(SESSION),
    case_id=CaseId(CASE),
    giving_site_id=SiteId(HQ),
)
DECISION = replace(casework.REJECTED, owner_site_id=HQ, unit_site_id=HQ)


def a_record(kind: str, entity_id: str) -> dict[str, Any]:
    """An operation of this kind that headquarters may send."""
    body: dict[str, Any] = {}
    match kind:
        case "minute_line" | "paper" | "view" | "incident" | "listening" | "minutes_amendment":
            body = of_session(kind)
        case "receipt":
            # the very same again would be no writing at all
            body = {**body_of(RECEIPT, owner_site_id=HQ), "answer": entity_id}
            entity_id = "difficulty-of-all"
        case "request_decision":
            body = body_of(replace(DECISION, request_id=RequestId(entity_id)))
        case "agency":
            entity_id = f"C{entity_id}".upper().replace("_", "-")[:16]
            body = {**AGENCY, "code": entity_id}
        case "papers_held":
            # the very same again would be no writing at all
            at = NOON + timedelta(seconds=len(entity_id) + sum(map(ord, entity_id)))
            entity_id = held_key(CASE, HQ)
            body = body_of(replace(HELD_AT_HQ, at=at))
        case "register_entry" | "conclusion_item":
            made = a_row(entity_id) if kind == "register_entry" else a_task(entity_id)
            body, entity_id = body_of(made), made.id
        case _ if kind in OF_HQ:
            body = body_of(OF_HQ[kind])
            entity_id = body.get("day", entity_id)
    return operation(kind, entity_id, body)


def a_row(visit: str) -> RegisterEntry:
    row = replace(casework.ROW, owner_site_id=SiteId(HQ), visit_id=VisitId(visit))
    return replace(row, id=entry_key(row.visit_id, row.petition_id))


def a_task(line: str) -> ConclusionItem:
    return replace(TASK, id=item_key(line), line_id=MinuteLineId(line))


def of_session(kind: str) -> dict[str, Any]:
    match kind:
        case "minute_line":
            return line_body(HQ, session_id=SESSION)
        case "incident":
            return incident_body(HQ, session_id=SESSION)
        case "paper":
            return {**paper_body(HQ, SHA256, len(BYTES), session_id=SESSION), "case_id": CASE}
        case "listening":
            return listening_body()
        case "minutes_amendment":
            return amendment_body(HQ, session_id=CLOSED_SESSION)
        case _:
            return view_body(session_id=SECRET_SESSION, case_id=SECRET_CASE)


# ---- nothing is forgotten -----------------------------------------------------------------------


def test_every_route_of_the_application_is_in_the_matrix(tmp_path: Path) -> None:
    paths = build_app(CityServerConfig(folder=tmp_path)).openapi()["paths"]
    places = {(method.upper(), path) for path, methods in paths.items() for method in methods}
    told = ROUTES.keys() | FOR_ROOMS | FOR_ANYBODY | FOR_GUESTS
    unlisted = {CHANNEL, FIGURES, (WEBSOCKET, "/guest/channel")} | GUEST_PAGES
    assert places | unlisted == ROUTE_RULES.keys() == told


def test_a_route_without_a_rule_and_a_rule_without_a_route_keep_the_server_from_starting() -> None:
    router = APIRouter(prefix="/v1")
    for method, path in ROUTE_RULES.keys() - {CHANNEL}:
        router.add_api_route(path.removeprefix("/v1"), object, methods=[method])
    with pytest.raises(RuntimeError, match="channel"):
        check_complete(router.routes)
    router.add_api_websocket_route(CHANNEL[1].removeprefix("/v1"), object)
    router.add_api_route("/forgotten", object)
    with pytest.raises(RuntimeError, match="forgotten"):
        check_complete(router.routes)


def test_every_kind_of_record_and_every_message_is_in_the_matrix() -> None:
    kinds = {kind.value for kind in EntityKind}
    assert kinds == RECORDS.keys() == WRITERS.keys() == READERS.keys()
    assert SPEAKERS.keys() == {one.model_fields["type"].default for one in MESSAGE_RIGHTS}


# ---- routes -------------------------------------------------------------------------------------


def call(city: City, place: tuple[str, str], token: str | None) -> requests.Response:
    """The route as somebody with this token would use it."""
    method, path = place
    path = path.replace("{sha256}", SHA256).replace("{number}", "1")
    if path == "/v1/operations":
        body: Any = {"operations": [a_record("minute_line", new_id())]}
        return city.server.call(method, path, token=token, json=body)
    if method == "PATCH":
        return city.server.call(method, path, token=token, data=BYTES, headers=START)
    if path.startswith("/v1/sessions/"):
        path = path.replace("{session_id}", SESSION)
        return city.server.call(method, path, token=token, json={})
    if place == ("GET", "/v1/line"):
        path += "?size=1"
    path = path.replace("{name}", "guest.js")
    return city.server.call(method, path, token=token)


HTTP_ROUTES = [place for place in ROUTES if place[0] != WEBSOCKET]
ROLES = sorted(PEOPLE)


def name_of(place: object) -> str:
    return " ".join(place) if isinstance(place, tuple) else str(place)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("place", HTTP_ROUTES, ids=name_of)
def test_every_role_at_every_route_for_persons(
    city: City, place: tuple[str, str], role: str
) -> None:
    room = city.people[role]
    if place[1] == "/v1/access/sign-out":  # it ends the sign-in, so one of its own
        room = CityRoom(city.server, HQ, UserId(f"one-{role}"))
    answer = call(city, place, room.token)
    if role in ROUTES[place]:
        # the bytes are all there already, which a sender is told by a conflict; a plan that says
        # nothing is faulty
        faulty = {("PATCH", 409), ("PUT", 400), ("POST", 400)}
        assert answer.ok or (place[0], answer.status_code) in faulty, answer.text
    else:
        is_secret = place[1].startswith("/v1/blobs")
        assert answer.status_code == (404 if is_secret else 403), answer.text


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("place", sorted(FOR_ROOMS), ids=name_of)
def test_no_persons_token_is_good_at_a_route_for_rooms(
    city: City, place: tuple[str, str], role: str
) -> None:
    assert call(city, place, city.people[role].token).status_code == 401


@pytest.mark.parametrize("place", [*HTTP_ROUTES, *sorted(FOR_ROOMS)], ids=name_of)
def test_nobody_comes_in_without_a_token(city: City, place: tuple[str, str]) -> None:
    assert call(city, place, None).status_code == 401


@pytest.mark.parametrize("place", [*HTTP_ROUTES, *sorted(FOR_ROOMS)], ids=name_of)
def test_a_rooms_token_opens_the_routes_for_rooms_and_no_other(
    city: City, place: tuple[str, str]
) -> None:
    answer = call(city, place, city.room_token)
    # a body that is wrong is looked at only after the token was good
    assert (answer.status_code != 401) is (place in FOR_ROOMS), answer.text


@pytest.mark.parametrize("place", sorted(FOR_ANYBODY), ids=name_of)
def test_anybody_may_knock(city: City, place: tuple[str, str]) -> None:
    assert call(city, place, None).status_code in {200, 400}


# ---- records ------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("kind", sorted(WRITERS))
def test_every_role_writes_what_the_matrix_says(city: City, kind: str, role: str) -> None:
    (verdict,) = city.people[role].push(a_record(kind, f"{kind}-{role}"))
    if role in WRITERS[kind]:
        assert verdict.verdict != "refused", verdict
    else:
        assert verdict.verdict == "refused"
        assert verdict.reason == ("no_right" if WRITERS[kind] else "not_writable")


@pytest.fixture(scope="module")
def told(city: City) -> dict[str, dict[tuple[str, str], dict[str, Any]]]:
    return {role: room.pull() for role, room in city.people.items()}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("kind", sorted(READERS))
def test_every_role_is_told_what_the_matrix_says(
    told: dict[str, dict[tuple[str, str], dict[str, Any]]], kind: str, role: str
) -> None:
    assert (kind in {known for known, _ in told[role]}) is (role in READERS[kind])


@pytest.mark.parametrize("role", ROLES)
def test_a_session_is_told_whole_only_with_its_matter(
    told: dict[str, dict[tuple[str, str], dict[str, Any]]], role: str
) -> None:
    session = told[role].get(("session", SESSION))
    if role not in STATE:
        assert session is None
        return
    assert session is not None
    text = json.dumps(session, ensure_ascii=False)
    assert (MATTER in text and CITIZEN in text) is (role in AT_WORK)
    assert MATTER not in text or role in AT_WORK
    assert CITIZEN not in text or role in AT_WORK
    assert CHAIR in text


# ---- the live channel ---------------------------------------------------------------------------


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("message", sorted(SPEAKERS))
def test_every_role_says_what_the_matrix_says(city: City, message: str, role: str) -> None:
    with city.people[role].dial(f"session-{role}-{message}") as channel:
        channel.say("hello", program_id="program")
        if role not in ROUTES[CHANNEL]:
            assert channel.closing_code() == CloseCode.NO_SEAT
            assert role not in SPEAKERS[message]
            return
        channel.wait_for("welcome")
        channel.say(message, **FIELDS.get(message, {}))
        if message == "leave":
            assert channel.closing_code() == 1000
            return
        channel.say("ping", nonce=77)
        answers = []
        while (answer := channel.next())["type"] != "pong":
            answers.append(answer)
        forbidden = {"type": "refused", "message_type": message, "code": "forbidden"}
        assert (forbidden not in answers) is (role in SPEAKERS[message]), answers
