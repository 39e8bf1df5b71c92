"""HttpCityApi: requests, time limits, and every failure as an error of ours."""

import logging
import threading
import weakref
from collections.abc import Callable, Sequence
from dataclasses import replace
from http import HTTPStatus
from typing import TypeVar
from urllib.parse import quote

import requests
from pydantic import BaseModel, ValidationError

from desktop.contract.access import (
    AccountSignInRequest,
    CertificateAnswer,
    CertificateRequest,
    EnrolAnswer,
    EnrolRequest,
    IssuerBeginRequest,
    IssuerFinishRequest,
    IssuerPage,
    OfficerList,
    RefreshRequest,
    ServerInfo,
    SignInRequest,
    TokenGrant,
)
from desktop.contract.blobs import (
    COMPLETE_HEADER,
    IS_COMPLETE,
    LENGTH_HEADER,
    OFFSET_HEADER,
    PARTIAL_TYPE,
)
from desktop.contract.calls import CallAnswered, CallAnswerRequest
from desktop.contract.escrow import EscrowIn, EscrowKept
from desktop.contract.guests import PAGE_TYPE
from desktop.contract.line import BURST_TYPE, LineRelays
from desktop.contract.operations import (
    ChangesAnswer,
    NewsAnswer,
    OperationIn,
    PushAnswer,
    PushRequest,
)
from desktop.contract.problem import ProblemCode
from desktop.contract.rooms import RoomReportIn, RoomReportKept
from desktop.contract.scheduling import (
    CallOffRequest,
    LeaveRequest,
    NearPlanRequest,
    NoticeRequest,
    PlanAnswer,
    PlanRequest,
    SessionRequest,
    TakeLeaveRequest,
    TakeRequest,
    WaitingRequest,
    WitnessRequest,
)
from desktop.contract.version import CONTRACT_VERSION, LISTEN_S, VERSION_HEADER
from desktop.domain.access.account import AccountCredentials
from desktop.domain.clock import Clock
from desktop.domain.conduct.calls.agency_call import Ring
from desktop.domain.errors import AccessRefused, Offline, ProtocolError, TimedOut
from desktop.domain.ids import SessionId, SiteId, UserId
from desktop.sync.codes import AccessCode
from desktop.sync.http.call import Answered, Call, post
from desktop.sync.http.city_address import CityAddress, new_session
from desktop.sync.http.city_api import BlobPart, BlobState, ClientCertificate, StagePage, WireFault
from desktop.sync.http.problems import Refusal, refusal_error
from desktop.sync.http.recordings import HttpRecordings
from desktop.sync.http.response_body import PIECE_BYTES, read_body
from desktop.sync.http.tls import is_cut

logger = logging.getLogger(__name__)

CONNECT_TIMEOUT_S = 3.0
READ_TIMEOUT_S = 30.0
"""Of a city that is asked for news: LISTEN_S, and time for the answer."""
MAX_PROBLEM_BYTES = 64 * 1024

M = TypeVar("M", bound=BaseModel)

_POSTED = {
    CallOffRequest: "call-off",
    NoticeRequest: "notice",
    WitnessRequest: "witness",
    LeaveRequest: "leave",
    NearPlanRequest: "near",
    WaitingRequest: "waiting",
    TakeRequest: "take",
    TakeLeaveRequest: "take-leave",
}
"""The last part of the address of what is posted about a session."""


class HttpCalls:
    """Implements `CallsApi`. ask, call: as HttpCityApi does it."""

    def __init__(
        self,
        ask: Callable[[Call, type[CallAnswered]], CallAnswered],
        call: Callable[[Call], Answered],
    ) -> None:
        self._ask = ask
        self._call = call

    def answer(self, access_token: str, ring: Ring, request: CallAnswerRequest) -> CallAnswered:
        session, call = quote(ring.session_id, safe=""), quote(ring.id, safe="")
        path = f"/v1/sessions/{session}/calls/{call}/answer"
        return self._ask(post(path, request, access_token), CallAnswered)

    def show_page(self, access_token: str, page: StagePage, png: bytes) -> None:
        self._call(
            Call(
                method="PUT",
                path=f"/v1/sessions/{quote(page.session_id, safe='')}/stage-page",
                token=access_token,
                headers={"Content-Type": PAGE_TYPE},
                parameters={"document_id": page.document_id, "page": str(page.page)},
                body=png,
                accepts=frozenset({HTTPStatus.NO_CONTENT}),
                needs_document=True,
            )
        )


class HttpCityApi:
    """Implements `CityApi` over HTTP. Thread: any; each thread has its own connections.

    certificate: shown where the city speaks TLS, but not to what a PC without one may ask.
    """

    def __init__(
        self, *, address: CityAddress, clock: Clock, certificate: ClientCertificate | None = None
    ) -> None:
        self._address = address
        self._clock = clock
        self._certificate = certificate if address.base_url.startswith("https:") else None
        self._local = threading.local()
        # weak: those of a thread that ended go with it
        self._sessions: weakref.WeakSet[requests.Session] = weakref.WeakSet()
        self._lock = threading.Lock()
        self._is_closed = False
        self.call_answers = HttpCalls(self._ask, self._call)
        self.recordings = HttpRecordings(self._ask)

    def server_info(self) -> ServerInfo:
        call = Call(method="GET", path="/v1/server", shows_certificate=False)
        info = self._ask(call, ServerInfo)
        if info.contract_version != CONTRACT_VERSION:
            raise ProtocolError(ProblemCode.WRONG_VERSION, info.contract_version[:16])
        return info

    def enrol(self, enrol_code: str, site_id: SiteId, request: str | None = None) -> EnrolAnswer:
        body = EnrolRequest(enrol_code=enrol_code, site_id=site_id, request=request)
        # an older city refuses a field that it does not know
        call = post("/v1/rooms/enrol", body, leaves_out_none=True)
        return self._ask(replace(call, shows_certificate=False), EnrolAnswer)

    def certify(self, room_token: str, request: str) -> CertificateAnswer:
        call = post("/v1/rooms/certificate", CertificateRequest(request=request), room_token)
        return self._ask(replace(call, shows_certificate=False), CertificateAnswer)

    def officers(self, room_token: str) -> OfficerList:
        call = Call(method="GET", path="/v1/rooms/officers", token=room_token)
        return self._ask(call, OfficerList)

    def report_room(self, room_token: str, report: RoomReportIn) -> RoomReportKept:
        return self._ask(post("/v1/rooms/reports", report, room_token), RoomReportKept)

    def keep_escrow(self, room_token: str, escrow: EscrowIn) -> EscrowKept:
        call = replace(post("/v1/rooms/escrow", escrow, room_token), method="PUT")
        return self._ask(call, EscrowKept)

    def relays(self, room_token: str) -> LineRelays:
        return self._ask(Call(method="GET", path="/v1/line/relays", token=room_token), LineRelays)

    def burst_down(self, room_token: str, size: int) -> None:
        call = Call(
            method="GET",
            path="/v1/line",
            token=room_token,
            parameters={"size": str(size)},
            max_bytes=size,
        )
        if len(self._call(call).body) < size:
            raise ProtocolError(WireFault.MALFORMED, "burst")

    def burst_up(self, room_token: str, noise: bytes) -> None:
        self._call(
            Call(
                method="POST",
                path="/v1/line",
                token=room_token,
                headers={"Content-Type": BURST_TYPE},
                body=noise,
                accepts=frozenset({HTTPStatus.NO_CONTENT}),
            )
        )

    def sign_in(self, room_token: str, user_id: UserId, pin: str) -> TokenGrant:
        request = SignInRequest(user_id=user_id, pin=pin)
        return self._ask(post("/v1/access/sign-in", request, room_token), TokenGrant)

    def sign_in_account(self, room_token: str, shown: AccountCredentials) -> TokenGrant:
        request = AccountSignInRequest(
            login_name=shown.login_name,
            password=shown.password,
            code=shown.code,
            new_pin=shown.new_pin,
        )
        return self._ask(post("/v1/access/sign-in-account", request, room_token), TokenGrant)

    def begin_at_issuer(self, room_token: str, port: int) -> IssuerPage:
        request = IssuerBeginRequest(port=port)
        return self._ask(post("/v1/access/oidc/begin", request, room_token), IssuerPage)

    def finish_at_issuer(self, room_token: str, shown: IssuerFinishRequest) -> TokenGrant:
        return self._ask(post("/v1/access/oidc/finish", shown, room_token), TokenGrant)

    def refresh(self, refresh_token: str) -> TokenGrant:
        request = RefreshRequest(refresh_token=refresh_token)
        return self._ask(post("/v1/access/refresh", request), TokenGrant)

    def sign_out(self, access_token: str) -> None:
        accepts = frozenset({HTTPStatus.OK, HTTPStatus.NO_CONTENT})
        self._call(
            Call(method="POST", path="/v1/access/sign-out", token=access_token, accepts=accepts)
        )

    def push(self, access_token: str, operations: Sequence[OperationIn]) -> PushAnswer:
        request = PushRequest(operations=tuple(operations))
        return self._ask(post("/v1/operations", request, access_token), PushAnswer)

    def changes(self, access_token: str, cursor: str) -> ChangesAnswer:
        call = Call(
            method="GET", path="/v1/changes", token=access_token, parameters={"since": cursor}
        )
        return self._ask(call, ChangesAnswer)

    def wait_for_changes(self, access_token: str, cursor: str) -> bool:
        call = Call(
            method="GET",
            path="/v1/changes/wait",
            token=access_token,
            parameters={"since": cursor, "wait_s": str(LISTEN_S)},
        )
        return self._ask(call, NewsAnswer).has_news

    def change_session(
        self, access_token: str, session_id: SessionId, request: SessionRequest
    ) -> PlanAnswer:
        path = f"/v1/sessions/{quote(session_id, safe='')}"
        if isinstance(request, PlanRequest):
            # a city that does not know a field refuses it, also when it says nothing
            posted = post(path, request, access_token, leaves_out_none=True)
            call = replace(posted, method="PUT")
        else:
            address = f"{path}/{_POSTED[type(request)]}"
            call = post(address, request, access_token, leaves_out_none=True)
        return self._ask(call, PlanAnswer)

    def blob_state(self, access_token: str, sha256: str) -> BlobState:
        accepts = frozenset({HTTPStatus.OK, HTTPStatus.NOT_FOUND})
        call = Call(method="HEAD", path=_blob(sha256), token=access_token, accepts=accepts)
        try:
            answered = self._call(call)
        except AccessRefused as refused:
            if refused.code != AccessCode.FORBIDDEN:
                raise
            # without a body nobody knows why: the next block is told in full
            return BlobState(is_complete=False, offset=0)
        if answered.status == HTTPStatus.NOT_FOUND:
            return BlobState(is_complete=False, offset=0)
        is_complete = answered.headers.get(COMPLETE_HEADER) == IS_COMPLETE
        return BlobState(is_complete=is_complete, offset=_number(answered, OFFSET_HEADER, 0))

    def append_blob(
        self, access_token: str, sha256: str, *, offset: int, total_bytes: int, data: bytes
    ) -> int:
        call = Call(
            method="PATCH",
            path=_blob(sha256),
            token=access_token,
            headers={
                "Content-Type": PARTIAL_TYPE,
                OFFSET_HEADER: str(offset),
                LENGTH_HEADER: str(total_bytes),
            },
            body=data,
            accepts=frozenset({HTTPStatus.OK, HTTPStatus.NO_CONTENT, HTTPStatus.CONFLICT}),
            needs_document=True,
        )
        return _number(self._call(call), OFFSET_HEADER)

    def read_blob(self, access_token: str, sha256: str, *, offset: int, max_bytes: int) -> BlobPart:
        call = Call(
            method="GET",
            path=_blob(sha256),
            token=access_token,
            headers={"Range": f"bytes={offset}-{offset + max_bytes - 1}"},
            max_bytes=max_bytes,
            accepts=frozenset({HTTPStatus.PARTIAL_CONTENT}),
            needs_document=True,
        )
        answered = self._call(call)
        total = answered.headers.get("Content-Range", "").rpartition("/")[2]
        if not total.isdecimal():
            raise ProtocolError(WireFault.MALFORMED, "Content-Range")
        return BlobPart(data=answered.body, total_bytes=int(total), moving_s=answered.body_s)

    def close(self) -> None:
        with self._lock:
            self._is_closed = True
            sessions = tuple(self._sessions)
        for session in sessions:
            session.close()

    # ---- one call --------------------------------------------------------------------------

    def _ask(self, call: Call, model: type[M]) -> M:
        answered = self._call(call)
        try:
            return model.model_validate_json(answered.body)
        except ValidationError as error:
            raise ProtocolError(WireFault.MALFORMED, f"{call.path} {model.__name__}") from error

    def _call(self, call: Call) -> Answered:
        try:
            with self._send(call) as response:
                return self._take(call, response)
        except requests.exceptions.ConnectTimeout as error:
            raise Offline from error
        except requests.exceptions.Timeout as error:
            raise TimedOut from error
        except requests.exceptions.SSLError as error:
            if is_cut(error):
                raise Offline from error
            raise ProtocolError(WireFault.TLS) from error
        except (
            requests.exceptions.ConnectionError,
            requests.exceptions.ChunkedEncodingError,
        ) as error:
            raise Offline from error
        except requests.exceptions.RequestException as error:
            raise ProtocolError(WireFault.REQUEST, type(error).__name__) from error
        except OSError as error:
            logger.warning("certificates not usable error=%s", type(error).__name__)
            raise Offline from error

    def _send(self, call: Call) -> requests.Response:
        headers = {VERSION_HEADER: CONTRACT_VERSION, **call.headers}
        if call.token:
            headers["Authorization"] = f"Bearer {call.token}"
        return self._session(call).request(
            call.method,
            self._address.base_url.rstrip("/") + call.path,
            params=dict(call.parameters),
            data=call.body or None,
            headers=headers,
            timeout=(CONNECT_TIMEOUT_S, READ_TIMEOUT_S + call.patience_s),
            allow_redirects=False,
            stream=True,
        )

    def _take(self, call: Call, response: requests.Response) -> Answered:
        status = response.status_code
        if 300 <= status < 400:  # noqa: PLR2004 - RFC 9110 §15.4
            raise ProtocolError(WireFault.REDIRECTED)
        if status not in call.accepts:
            body = _body_of(response, MAX_PROBLEM_BYTES, self._clock)
            retry_after = response.headers.get("Retry-After", "")
            refusal = Refusal(
                status=status,
                retry_after=retry_after,
                body=body,
                needs_document=call.needs_document,
            )
            raise refusal_error(refusal)
        began_s = self._clock.monotonic()
        body = _body_of(response, call.max_bytes, self._clock)
        body_s = self._clock.monotonic() - began_s
        return Answered(status=status, headers=response.headers, body=body, body_s=body_s)

    def _session(self, call: Call) -> requests.Session:
        """Of this thread: one that shows the certificate as it is now, or one that shows none."""
        certificate = self._certificate if call.shows_certificate else None
        version = None if certificate is None else certificate.version()
        sessions: dict[bool, tuple[str | None, requests.Session]]
        sessions = self._local.__dict__.setdefault("sessions", {})
        former, session = sessions.get(version is not None, (None, None))
        if session is None or former != version:
            session = self._replace(session, certificate if version is not None else None)
            sessions[version is not None] = (version, session)
        if self._is_closed:
            session.close()
            raise Offline
        return session

    def _replace(
        self, former: requests.Session | None, certificate: ClientCertificate | None
    ) -> requests.Session:
        session = new_session(self._address, certificate)
        with self._lock:
            self._sessions.add(session)
        if former is not None:
            former.close()
        return session


def _body_of(response: requests.Response, max_bytes: int, clock: Clock) -> bytes:
    return read_body(response.iter_content(PIECE_BYTES), max_bytes, clock)


def _blob(sha256: str) -> str:
    return f"/v1/blobs/{sha256}"


def _number(answered: Answered, header: str, default: int | None = None) -> int:
    text = answered.headers.get(header, "")
    if text.isdecimal():
        return int(text)
    if default is None or text:
        raise ProtocolError(WireFault.MALFORMED, header)
    return default
