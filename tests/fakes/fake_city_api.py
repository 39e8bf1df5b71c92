"""A city in memory, and rooms that speak to it without a network; judges as the real one does.

tests/integration/sync/test_city_api.py runs the same checks on this and on the real server.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, TypeVar
from urllib.parse import urlencode

from desktop.cityserver.access.room_ca import RoomCa, check_request
from desktop.contract.access import (
    REDIRECT_URI,
    CertificateAnswer,
    EnrolAnswer,
    IssuerFinishRequest,
    IssuerPage,
    OfficerInfo,
    OfficerList,
    ServerInfo,
    TokenGrant,
)
from desktop.contract.calls import CallAnswered, CallAnswerRequest
from desktop.contract.channel.media import IceServer
from desktop.contract.escrow import EscrowIn, EscrowKept
from desktop.contract.line import MAX_BURST_BYTES, LineRelays
from desktop.contract.operations import (
    ChangeOut,
    ChangesAnswer,
    OperationIn,
    PushAnswer,
    VerdictOut,
)
from desktop.contract.problem import ProblemCode
from desktop.contract.rooms import RoomReportIn, RoomReportKept
from desktop.contract.scheduling import (
    CallOffRequest,
    LeaveRequest,
    NearLeaveBody,
    NearPlanRequest,
    NoticeRequest,
    PlanAnswer,
    PlanFaultOut,
    PlanRequest,
    SessionRequest,
    TakeLeaveRequest,
    TakeRequest,
    WaitingRequest,
    WitnessRequest,
)
from desktop.contract.version import MAX_CHANGES_PER_PULL, MAX_UPLOAD_CHUNK_BYTES
from desktop.domain.access.account import AccountCredentials, plain_login_name
from desktop.domain.access.person import MAX_PIN_ATTEMPTS
from desktop.domain.clock import Clock
from desktop.domain.conduct.calls.agency_call import Ring
from desktop.domain.errors import AccessRefused, Offline, ProtocolError, ReceptionError
from desktop.domain.ids import SessionId, SiteId, UserId, new_id
from desktop.sync.codes import AccessCode
from desktop.sync.http.city_api import BlobPart, BlobState, StagePage, WireFault
from tests.fakes.fake_recordings import FakeRecordings

ACCESS_LIFE_S = 600.0

T = TypeVar("T")


@dataclass(slots=True)
class _Record:
    kind: str
    entity_id: str
    revision: int
    body: dict[str, Any]


@dataclass(slots=True)
class _Person:
    info: OfficerInfo
    pin: str
    site_ids: tuple[SiteId, ...]
    failures: int = 0
    account: tuple[str, str] | None = None
    codes: set[str] = field(default_factory=set)


@dataclass(slots=True)
class FakeCity:
    """Everything the city knows. Not thread-safe: one room at a time speaks."""

    clock: Clock
    epoch: str = "epoch-1"
    revision: int = 0
    safe_revision: int = 0
    records: dict[tuple[str, str], _Record] = field(default_factory=dict)
    answers: dict[str, VerdictOut] = field(default_factory=dict)
    account_failures: dict[str, int] = field(default_factory=dict)
    losing: list[dict[str, Any]] = field(default_factory=list)
    blobs: dict[str, bytes] = field(default_factory=dict)
    parts: dict[str, bytes] = field(default_factory=dict)
    people: dict[str, _Person] = field(default_factory=dict)
    enrol_codes: dict[str, SiteId] = field(default_factory=dict)
    rooms: dict[str, SiteId] = field(default_factory=dict)
    access_tokens: dict[str, tuple[str, SiteId]] = field(default_factory=dict)
    refresh_tokens: dict[str, tuple[str, SiteId]] = field(default_factory=dict)
    seen: set[tuple[str, SiteId]] = field(default_factory=set)
    """Who has signed in where; a site has one PC here."""
    reports: dict[tuple[str, str], RoomReportKept] = field(default_factory=dict)
    escrows: dict[tuple[str, str], EscrowIn] = field(default_factory=dict)
    bursts: list[int] = field(default_factory=list)
    ice_servers: tuple[IceServer, ...] = ()
    room_ca: RoomCa | None = None
    """Signs certificates of rooms; None: this city issues none."""
    room_keys: dict[str, str] = field(default_factory=dict)
    """The key of each room, by its token."""
    clock_ahead_s: float = 0.0
    issuer_page: str = ""
    issuer_title: str = ""
    """Of the issuer; empty: this city has none."""
    issuer_codes: dict[str, str] = field(default_factory=dict)
    """Whom each code proves, once."""
    visits: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Room and port of each state."""
    plan_faults: tuple[PlanFaultOut, ...] = ()
    turned: list[tuple[SessionId, str]] = field(default_factory=list)
    takes: list[tuple[SessionId, TakeRequest | TakeLeaveRequest]] = field(default_factory=list)
    """What stands against every plan."""
    near_leaves: list[NearLeaveBody] = field(default_factory=list)
    """Given with plans whose notice is late."""
    rings: dict[tuple[str, str], SiteId] = field(default_factory=dict)
    """Whom each call rings, by session and call."""
    answered: dict[tuple[str, str], CallAnswerRequest] = field(default_factory=dict)
    shown_pages: dict[str, tuple[str, int, bytes]] = field(default_factory=dict)
    page: int = MAX_CHANGES_PER_PULL

    def add_person(
        self, user_id: str, pin: str, *site_ids: SiteId, role: str = "room_officer"
    ) -> None:
        info = OfficerInfo(user_id=user_id, display_name=user_id, role=role, denunciations=())
        self.people[user_id] = _Person(info=info, pin=pin, site_ids=site_ids)

    def let_know(self, user_id: str, *case_ids: str) -> None:
        """The denunciations on whose list the person is."""
        person = self.people[user_id]
        person.info = person.info.model_copy(update={"denunciations": case_ids})

    def give_account(self, user_id: str, login_name: str, password: str, code: str) -> None:
        """code: the one that works, once."""
        self.people[user_id].account = (login_name, password)
        self.people[user_id].codes = {code}

    def put(self, kind: str, entity_id: str, body: dict[str, Any]) -> int:
        """The city itself writes a record."""
        self.revision += 1
        self.records[kind, entity_id] = _Record(kind, entity_id, self.revision, body)
        return self.revision

    def restore(self, backup: "FakeCity", epoch: str) -> None:
        """The city was put back to an older copy; tokens go on working."""
        self.epoch = epoch
        self.revision = backup.revision
        self.safe_revision = 0
        self.records = {key: replace(one) for key, one in backup.records.items()}
        self.answers = dict(backup.answers)
        self.blobs = dict(backup.blobs)
        self.parts = {}

    def copy(self) -> "FakeCity":
        """A backup."""
        backup = FakeCity(clock=self.clock)
        backup.restore(self, self.epoch)
        return backup

    def body_of(self, kind: str, entity_id: str) -> dict[str, Any]:
        return self.records[kind, entity_id].body

    def judge(self, site_id: SiteId, operation: OperationIn) -> VerdictOut:
        known = self.answers.get(operation.id)
        if known is None:
            known = self._judge(site_id, operation)
            self.answers[operation.id] = known
        return known

    def _judge(self, site_id: SiteId, operation: OperationIn) -> VerdictOut:
        body = dict(operation.body)
        if body.get("owner_site_id", site_id) != site_id:
            return VerdictOut(id=operation.id, verdict="refused", revision=0, reason="not_owner")
        record = self.records.get((operation.kind, operation.entity_id))
        if record is not None and record.body == body:
            return VerdictOut(id=operation.id, verdict="accepted", revision=record.revision)
        if record is not None and operation.base_revision < record.revision:
            self.losing.append(body)
            return VerdictOut(id=operation.id, verdict="conflict", revision=record.revision)
        revision = self.put(operation.kind, operation.entity_id, body)
        return VerdictOut(id=operation.id, verdict="accepted", revision=revision)


def _as_an_older_city(_token: str, _cursor: str) -> bool:
    raise ProtocolError(ProblemCode.NOT_FOUND)


class FakeCalls:
    """Calls of one room. ask: runs what the city does, as FakeCityApi."""

    def __init__(
        self,
        city: FakeCity,
        site: Callable[[str], SiteId],
        ask: Callable[[str, Callable[[], CallAnswered]], CallAnswered],
    ) -> None:
        self._city = city
        self._site = site
        self._ask = ask

    def answer(self, access_token: str, ring: Ring, request: CallAnswerRequest) -> CallAnswered:
        key = ring.session_id, ring.id

        def work() -> CallAnswered:
            if self._city.rings.get(key) != self._site(access_token):
                raise ProtocolError(ProblemCode.NOT_FOUND)
            if key in self._city.answered:
                raise ProtocolError(ProblemCode.NOT_ALLOWED_NOW)
            self._city.answered[key] = request
            return CallAnswered(stage="listening" if request.accepts else "refused")

        return self._ask("answer_call", work)

    def show_page(self, access_token: str, page: StagePage, png: bytes) -> None:
        def work() -> CallAnswered:
            self._site(access_token)
            self._city.shown_pages[page.session_id] = (page.document_id, page.page, png)
            return CallAnswered(stage="")

        self._ask("show_page", work)


class FakeCityApi:
    """CityApi. `is_reachable` False: Offline before anything happens at the city.

    failures: one error is raised per call until it is empty. losses: that many answers are lost
    after the city has done its work. on_wait: answers who waits for changes, on a thread of its
    own; unless a test says otherwise the city knows no such question.
    """

    def __init__(self, city: FakeCity) -> None:
        self.city = city
        self.is_reachable = True
        self.failures: list[ReceptionError] = []
        self.losses = 0
        self.calls: list[str] = []
        self.on_call: Callable[[str], None] = lambda _name: None
        self.on_wait: Callable[[str, str], bool] = _as_an_older_city
        self.is_closed = False
        self.call_answers = FakeCalls(city, self._site, self._answer)
        self.recordings = FakeRecordings(self._room, self._answer)

    def server_info(self) -> ServerInfo:
        return self._answer("server_info", self._server_info)

    def enrol(self, enrol_code: str, site_id: SiteId, request: str | None = None) -> EnrolAnswer:
        return self._answer("enrol", lambda: self._enrol(enrol_code, site_id, request))

    def certify(self, room_token: str, request: str) -> CertificateAnswer:
        return self._answer("certify", lambda: self._certify(room_token, request))

    def officers(self, room_token: str) -> OfficerList:
        return self._answer("officers", lambda: self._officers(room_token))

    def report_room(self, room_token: str, report: RoomReportIn) -> RoomReportKept:
        return self._answer("report_room", lambda: self._report(room_token, report))

    def keep_escrow(self, room_token: str, escrow: EscrowIn) -> EscrowKept:
        return self._answer("keep_escrow", lambda: self._keep_escrow(room_token, escrow))

    def relays(self, room_token: str) -> LineRelays:
        return self._answer("relays", lambda: self._relays(room_token))

    def burst_down(self, room_token: str, size: int) -> None:
        self._answer("burst_down", lambda: self._burst(room_token, size))

    def burst_up(self, room_token: str, noise: bytes) -> None:
        self._answer("burst_up", lambda: self._burst(room_token, len(noise)))

    def sign_in(self, room_token: str, user_id: UserId, pin: str) -> TokenGrant:
        return self._answer("sign_in", lambda: self._sign_in(room_token, user_id, pin))

    def sign_in_account(self, room_token: str, shown: AccountCredentials) -> TokenGrant:
        return self._answer("sign_in_account", lambda: self._sign_in_account(room_token, shown))

    def begin_at_issuer(self, room_token: str, port: int) -> IssuerPage:
        return self._answer("begin_at_issuer", lambda: self._begin(room_token, port))

    def finish_at_issuer(self, room_token: str, shown: IssuerFinishRequest) -> TokenGrant:
        return self._answer("finish_at_issuer", lambda: self._finish(room_token, shown))

    def refresh(self, refresh_token: str) -> TokenGrant:
        return self._answer("refresh", lambda: self._refresh(refresh_token))

    def sign_out(self, access_token: str) -> None:
        self._answer("sign_out", lambda: self._sign_out(access_token))

    def push(self, access_token: str, operations: Sequence[OperationIn]) -> PushAnswer:
        return self._answer("push", lambda: self._push(access_token, operations))

    def changes(self, access_token: str, cursor: str) -> ChangesAnswer:
        return self._answer("changes", lambda: self._changes(access_token, cursor))

    def wait_for_changes(self, access_token: str, cursor: str) -> bool:
        return self.on_wait(access_token, cursor)

    def change_session(
        self, access_token: str, session_id: SessionId, request: SessionRequest
    ) -> PlanAnswer:
        return self._answer("change_session", lambda: self._plan(access_token, session_id, request))

    def blob_state(self, access_token: str, sha256: str) -> BlobState:
        return self._answer("blob_state", lambda: self._blob_state(access_token, sha256))

    def append_blob(
        self, access_token: str, sha256: str, *, offset: int, total_bytes: int, data: bytes
    ) -> int:
        return self._answer(
            "append_blob", lambda: self._append(access_token, sha256, offset, total_bytes, data)
        )

    def read_blob(self, access_token: str, sha256: str, *, offset: int, max_bytes: int) -> BlobPart:
        return self._answer(
            "read_blob", lambda: self._read(access_token, sha256, offset, max_bytes)
        )

    def close(self) -> None:
        self.is_closed = True

    # ---- the network -----------------------------------------------------------------------

    def _answer(self, name: str, work: Callable[[], T]) -> T:
        self.calls.append(name)
        self.on_call(name)
        if not self.is_reachable or self.is_closed:
            raise Offline
        if self.failures:
            raise self.failures.pop(0)
        answer = work()
        if self.losses:
            self.losses -= 1
            raise Offline
        return answer

    # ---- the city --------------------------------------------------------------------------

    def _server_info(self) -> ServerInfo:
        now = self.city.clock.now() + timedelta(seconds=self.city.clock_ahead_s)
        return ServerInfo(
            contract_version="1",
            server_time=now,
            epoch=self.city.epoch,
            safe_revision=self.city.safe_revision,
            room_authority="" if self.city.room_ca is None else self.city.room_ca.key_id,
            has_issuer=bool(self.city.issuer_page),
            issuer_title=self.city.issuer_title,
        )

    def _enrol(self, enrol_code: str, site_id: SiteId, request: str | None) -> EnrolAnswer:
        if self.city.room_ca is not None and request is None:
            raise AccessRefused(AccessCode.CERTIFICATE)
        if self.city.enrol_codes.pop(enrol_code, None) != site_id:
            raise AccessRefused(AccessCode.ENROL_REFUSED)
        token = new_id()
        self.city.rooms[token] = site_id
        certificate = None
        if self.city.room_ca is not None and request is not None:
            certificate = self._certify(token, request).certificate
        return EnrolAnswer(site_id=site_id, room_token=token, certificate=certificate)

    def _certify(self, room_token: str, request: str) -> CertificateAnswer:
        if self.city.room_ca is None:
            raise ProtocolError(ProblemCode.NOT_FOUND)
        site_id, key = self._room(room_token), check_request(request)
        if self.city.room_keys.setdefault(room_token, key.key_hash) != key.key_hash:
            raise AccessRefused(AccessCode.CERTIFICATE)
        now = self.city.clock.now() + timedelta(seconds=self.city.clock_ahead_s)
        room_id = f"room-of-{site_id}"
        pem = self.city.room_ca.issue(key, room_id=room_id, site_id=site_id, now=now)
        return CertificateAnswer(certificate=pem)

    def _room(self, token: str) -> SiteId:
        if token not in self.city.rooms:
            raise AccessRefused(AccessCode.SIGNED_OUT)
        return self.city.rooms[token]

    def _officers(self, room_token: str) -> OfficerList:
        site_id = self._room(room_token)
        found = [
            one.info
            if (one.info.user_id, site_id) in self.city.seen
            else one.info.model_copy(update={"denunciations": None})
            for one in self.city.people.values()
            if site_id in one.site_ids
        ]
        return OfficerList(officers=tuple(found), site_name=f"Phòng {site_id}", unit_code="11629")

    def _plan(
        self, access_token: str, session_id: SessionId, request: SessionRequest
    ) -> PlanAnswer:
        self._site(access_token)
        if isinstance(request, NearPlanRequest):
            self.city.near_leaves.append(request.leave)
            request = request.plan
        if isinstance(request, WaitingRequest):
            self.city.turned.append((session_id, request.act))
            return PlanAnswer(revision=1, faults=self.city.plan_faults)
        if isinstance(request, TakeRequest | TakeLeaveRequest):
            self.city.takes.append((session_id, request))
            return PlanAnswer(revision=0)
        if not isinstance(request, PlanRequest):
            return self._change(session_id, request)
        if self.city.plan_faults:
            return PlanAnswer(revision=0, faults=self.city.plan_faults)
        body = request.session.model_dump(mode="json")
        return PlanAnswer(revision=self.city.put("session", session_id, body), code="CODE-01")

    def _change(
        self,
        session_id: SessionId,
        request: CallOffRequest | NoticeRequest | WitnessRequest | LeaveRequest,
    ) -> PlanAnswer:
        if ("session", session_id) not in self.city.records:
            raise ProtocolError(ProblemCode.NOT_FOUND)
        body = {**self.city.body_of("session", session_id)}
        match request:
            case CallOffRequest():
                body["status"] = request.status
            case NoticeRequest():
                body["evidence"] = request.evidence
            case WitnessRequest():
                body["evidence"] = request.words
            case LeaveRequest():
                body["override_reason"] = request.reason
        return PlanAnswer(revision=self.city.put("session", session_id, body), code="CODE-01")

    def _report(self, room_token: str, report: RoomReportIn) -> RoomReportKept:
        self._room(room_token)
        kept = RoomReportKept(id=report.id, received_at=self.city.clock.now())
        return self.city.reports.setdefault((room_token, report.id), kept)

    def _keep_escrow(self, room_token: str, escrow: EscrowIn) -> EscrowKept:
        self._room(room_token)
        self.city.escrows[room_token, escrow.label] = escrow
        return EscrowKept(label=escrow.label, received_at=self.city.clock.now())

    def _relays(self, room_token: str) -> LineRelays:
        self._room(room_token)
        return LineRelays(ice_servers=self.city.ice_servers)

    def _burst(self, room_token: str, size: int) -> None:
        self._room(room_token)
        if not 0 < size <= MAX_BURST_BYTES:
            raise ProtocolError(ProblemCode.TOO_LARGE)
        self.city.bursts.append(size)

    def _sign_in(self, room_token: str, user_id: UserId, pin: str) -> TokenGrant:
        site_id = self._room(room_token)
        person = self.city.people.get(user_id)
        if person is None or site_id not in person.site_ids:
            raise AccessRefused(AccessCode.PIN_WRONG)
        if person.failures >= MAX_PIN_ATTEMPTS:
            raise AccessRefused(AccessCode.LOCKED, {"left": 0})
        if person.pin != pin:
            person.failures += 1
            left = MAX_PIN_ATTEMPTS - person.failures
            raise AccessRefused(AccessCode.PIN_WRONG, {"left": left})
        person.failures = 0
        return self._grant(person, site_id)

    def _sign_in_account(self, room_token: str, shown: AccountCredentials) -> TokenGrant:
        site_id = self._room(room_token)
        name = plain_login_name(shown.login_name)
        failures = self.city.account_failures.get(name, 0)
        if failures >= MAX_PIN_ATTEMPTS:
            raise AccessRefused(AccessCode.LOCKED, {"left": 0})
        self.city.account_failures[name] = failures + 1
        proof = (name, shown.password)
        person = next((one for one in self.city.people.values() if one.account == proof), None)
        if person is None or shown.code not in person.codes:
            raise AccessRefused(AccessCode.ACCOUNT_WRONG)
        person.codes.discard(shown.code)
        self.city.account_failures[name] = 0
        if site_id not in person.site_ids:
            raise AccessRefused(AccessCode.FORBIDDEN)
        person.failures = 0
        person.pin = shown.new_pin or person.pin
        return self._grant(person, site_id)

    def _begin(self, room_token: str, port: int) -> IssuerPage:
        self._room(room_token)
        if not self.city.issuer_page:
            raise ProtocolError(ProblemCode.NOT_FOUND)
        state = new_id()
        self.city.visits[state] = (room_token, port)
        query = urlencode({"redirect_uri": REDIRECT_URI.format(port=port), "state": state})
        return IssuerPage(authorization_url=f"{self.city.issuer_page}?{query}", state=state)

    def _finish(self, room_token: str, shown: IssuerFinishRequest) -> TokenGrant:
        site_id = self._room(room_token)
        visit = self.city.visits.pop(shown.state, None)
        if visit is None or visit[0] != room_token or shown.code not in self.city.issuer_codes:
            raise AccessRefused(AccessCode.ISSUER_REFUSED)
        user_id = self.city.issuer_codes.pop(shown.code)
        person = self.city.people.get(user_id)
        if person is None:
            raise AccessRefused(AccessCode.UNKNOWN_PERSON)
        if site_id not in person.site_ids:
            raise AccessRefused(AccessCode.FORBIDDEN)
        person.failures = 0
        return self._grant(person, site_id)

    def _grant(self, person: _Person, site_id: SiteId) -> TokenGrant:
        access_token, refresh_token = new_id(), new_id()
        self.city.seen.add((person.info.user_id, site_id))
        self.city.access_tokens[access_token] = (person.info.user_id, site_id)
        self.city.refresh_tokens[refresh_token] = (person.info.user_id, site_id)
        return TokenGrant(
            user_id=person.info.user_id,
            display_name=person.info.display_name,
            role=person.info.role,
            access_token=access_token,
            refresh_token=refresh_token,
            access_expires_in_s=ACCESS_LIFE_S,
            denunciations=person.info.denunciations,
        )

    def _refresh(self, refresh_token: str) -> TokenGrant:
        found = self.city.refresh_tokens.pop(refresh_token, None)
        if found is None:
            raise AccessRefused(AccessCode.SIGNED_OUT)
        return self._grant(self.city.people[found[0]], found[1])

    def _sign_out(self, access_token: str) -> None:
        self._site(access_token)
        user_id, _ = self.city.access_tokens.pop(access_token)
        for token, found in list(self.city.refresh_tokens.items()):
            if found[0] == user_id:
                del self.city.refresh_tokens[token]

    def _site(self, access_token: str) -> SiteId:
        if access_token not in self.city.access_tokens:
            raise AccessRefused(AccessCode.SIGNED_OUT)
        return self.city.access_tokens[access_token][1]

    def _push(self, access_token: str, operations: Sequence[OperationIn]) -> PushAnswer:
        site_id = self._site(access_token)
        verdicts = tuple(self.city.judge(site_id, operation) for operation in operations)
        return PushAnswer(
            epoch=self.city.epoch, safe_revision=self.city.safe_revision, verdicts=verdicts
        )

    def _changes(self, access_token: str, cursor: str) -> ChangesAnswer:
        self._site(access_token)
        epoch, _, since_text = cursor.partition("|")
        since = int(since_text or 0)
        if cursor and (epoch != self.city.epoch or since > self.city.revision):
            raise ProtocolError(ProblemCode.GONE)
        new = sorted(
            (one for one in self.city.records.values() if one.revision > since),
            key=lambda one: one.revision,
        )
        told = new[: self.city.page]
        return ChangesAnswer(
            epoch=self.city.epoch,
            safe_revision=self.city.safe_revision,
            cursor=f"{self.city.epoch}|{told[-1].revision if told else since}",
            has_more=len(new) > len(told),
            changes=tuple(
                ChangeOut(
                    kind=one.kind, entity_id=one.entity_id, revision=one.revision, body=one.body
                )
                for one in told
            ),
        )

    def _check_listed(self, access_token: str, sha256: str) -> int:
        self._site(access_token)
        for one in self.city.records.values():
            if one.body.get("sha256") == sha256:
                return int(one.body["size_bytes"])
        raise ProtocolError(ProblemCode.NOT_FOUND)

    def _blob_state(self, access_token: str, sha256: str) -> BlobState:
        try:
            self._check_listed(access_token, sha256)
        except ProtocolError:
            return BlobState(is_complete=False, offset=0)
        if sha256 in self.city.blobs:
            return BlobState(is_complete=True, offset=len(self.city.blobs[sha256]))
        return BlobState(is_complete=False, offset=len(self.city.parts.get(sha256, b"")))

    def _append(
        self, access_token: str, sha256: str, offset: int, total_bytes: int, data: bytes
    ) -> int:
        size = self._check_listed(access_token, sha256)
        if total_bytes != size or offset > size:
            raise ProtocolError(ProblemCode.BAD_REQUEST)
        if sha256 in self.city.blobs:
            return size
        part = self.city.parts.get(sha256, b"")
        if offset != len(part):
            return len(part)
        if len(data) > min(MAX_UPLOAD_CHUNK_BYTES, total_bytes - offset):
            raise ProtocolError(ProblemCode.TOO_LARGE)
        part += data
        self.city.parts[sha256] = part
        if len(part) < size:
            return len(part)
        del self.city.parts[sha256]
        if hashlib.sha256(part).hexdigest() != sha256:
            raise ProtocolError(ProblemCode.HASH_MISMATCH)
        self.city.blobs[sha256] = part
        return size

    def _read(self, access_token: str, sha256: str, offset: int, max_bytes: int) -> BlobPart:
        self._check_listed(access_token, sha256)
        data = self.city.blobs.get(sha256)
        if data is None:
            raise ProtocolError(ProblemCode.NOT_FOUND)
        if offset >= len(data):
            raise ProtocolError(WireFault.MALFORMED)
        return BlobPart(data=data[offset : offset + max_bytes], total_bytes=len(data))
