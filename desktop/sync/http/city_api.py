"""What sync asks of the city: one method per path of the contract, errors of ours only.

Every method may raise Offline, TimedOut, ServerBusy (try later), AccessRefused (sync/codes.py) and
ProtocolError(code), where code is a value of ProblemCode or of WireFault. What a method returns
has been checked against the contract. Thread: any; every method waits for the network.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from ssl import SSLContext
from typing import Protocol

from desktop.contract.access import (
    CertificateAnswer,
    EnrolAnswer,
    IssuerFinishRequest,
    IssuerPage,
    OfficerList,
    ServerInfo,
    TokenGrant,
)
from desktop.contract.calls import CallAnswered, CallAnswerRequest
from desktop.contract.escrow import EscrowIn, EscrowKept
from desktop.contract.line import LineRelays
from desktop.contract.operations import ChangesAnswer, OperationIn, PushAnswer
from desktop.contract.recording import PartProgress, RecordingEndIn, RecordingReceipt
from desktop.contract.rooms import RoomReportIn, RoomReportKept
from desktop.contract.scheduling import (
    PlanAnswer,
    SessionRequest,
)
from desktop.domain.access.account import AccountCredentials
from desktop.domain.conduct.calls.agency_call import Ring
from desktop.domain.ids import DocumentId, SessionId, SiteId, UserId


class WireFault(StrEnum):
    """How the other end spoke wrongly, beyond the problems it names itself."""

    MALFORMED = "malformed"
    OVERSIZED = "oversized"
    REDIRECTED = "redirected"
    TLS = "tls"
    REQUEST = "request"


@dataclass(frozen=True, slots=True, kw_only=True)
class BlobState:
    """What the city has of some bytes. offset: how many of them."""

    is_complete: bool
    offset: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BlobPart:
    """A stretch of bytes. total_bytes: of the whole.

    moving_s: seconds from the head of the answer to its last byte, so without the way there and
    the city's work.
    """

    data: bytes
    total_bytes: int
    moving_s: float = 0.0


class ClientCertificate(Protocol):
    """What this PC shows of itself in TLS. Thread: any."""

    def version(self) -> str | None:
        """Changes with the certificate; None: there is nothing to show."""
        ...

    def show_in(self, context: SSLContext) -> None:
        """Let connections of this context show it. Raises OSError."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class StagePage:
    """What guests of a session should see now."""

    session_id: SessionId
    document_id: DocumentId
    page: int


class CallsApi(Protocol):
    """Calls that ring here, and what is shown to who was called; raises as CityApi does."""

    def answer(self, access_token: str, ring: Ring, request: CallAnswerRequest) -> CallAnswered:
        """Accept a call, or refuse it; the first answer counts.

        ProtocolError("not_allowed_now", "too_many_sites", "not_found").
        """
        ...

    def show_page(self, access_token: str, page: StagePage, png: bytes) -> None:
        """Let guests of the session see the page that is on its stage.

        ProtocolError("not_allowed_now", "not_found").
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PartAddress:
    """One part of a recording of this PC; sha256: of all its bytes."""

    session_id: SessionId
    number: int
    sha256: str


class RecordingsApi(Protocol):
    """Recordings of this PC on their way; raises as CityApi does.

    ProtocolError("not_found") also of a city that takes no recordings.
    """

    def progress(self, room_token: str, part: PartAddress) -> PartProgress:
        """How much of it is there."""
        ...

    def append(
        self, room_token: str, part: PartAddress, *, offset: int, total_bytes: int, data: bytes
    ) -> PartProgress:
        """Append a block; total_bytes: of the whole part.

        ProtocolError("conflict"): ask where to go on; "recording_refused", "hash_mismatch",
        "storage_low", "too_large".
        """
        ...

    def end(self, room_token: str, session_id: SessionId, end: RecordingEndIn) -> RecordingReceipt:
        """All is sent that is here. ProtocolError("recording_refused"): another seal is right."""
        ...

    def receipt(self, room_token: str, session_id: SessionId) -> RecordingReceipt:
        """As it stands now."""
        ...


class CityApi(Protocol):
    """The city server, as this room speaks to it."""

    def server_info(self) -> ServerInfo:
        """Version, hour and epoch; needs no token. Another version: ProtocolError."""
        ...

    def enrol(self, enrol_code: str, site_id: SiteId, request: str | None = None) -> EnrolAnswer:
        """Bind this PC to a site. request: for a certificate, where the city issues them."""
        ...

    def certify(self, room_token: str, request: str) -> CertificateAnswer:
        """A certificate for this PC's key. No certificate is shown: the old one may be useless."""
        ...

    def officers(self, room_token: str) -> OfficerList:
        """People who may sign in here."""
        ...

    def report_room(self, room_token: str, report: RoomReportIn) -> RoomReportKept:
        """How this room's check went; the same again changes nothing."""
        ...

    def keep_escrow(self, room_token: str, escrow: EscrowIn) -> EscrowKept:
        """Leave this room's sealed key; the same again changes nothing."""
        ...

    def relays(self, room_token: str) -> LineRelays:
        """Relays that this room may try, with a ticket of its own."""
        ...

    def burst_down(self, room_token: str, size: int) -> None:
        """Fetch so many bytes of noise; ProtocolError when fewer come."""
        ...

    def burst_up(self, room_token: str, noise: bytes) -> None:
        """Send these bytes; returns when the city has them all."""
        ...

    def sign_in(self, room_token: str, user_id: UserId, pin: str) -> TokenGrant:
        """Let a person in. AccessRefused: PIN_WRONG with `left`, LOCKED."""
        ...

    def sign_in_account(self, room_token: str, shown: AccountCredentials) -> TokenGrant:
        """Let a person in by city account. AccessRefused: ACCOUNT_WRONG, LOCKED, FORBIDDEN."""
        ...

    def begin_at_issuer(self, room_token: str, port: int) -> IssuerPage:
        """The page of the city's issuer. port: where this PC waits for the browser."""
        ...

    def finish_at_issuer(self, room_token: str, shown: IssuerFinishRequest) -> TokenGrant:
        """Let a person in by what the browser brought.

        AccessRefused: ISSUER_REFUSED, ISSUER_UNREACHABLE, UNKNOWN_PERSON, LOCKED, FORBIDDEN.
        """
        ...

    def refresh(self, refresh_token: str) -> TokenGrant:
        """New tokens; the old refresh token has lost its use."""
        ...

    def sign_out(self, access_token: str) -> None:
        """Every token of this sign-in stops working."""
        ...

    def push(self, access_token: str, operations: Sequence[OperationIn]) -> PushAnswer:
        """Send operations; a repeated one gets its first answer."""
        ...

    def changes(self, access_token: str, cursor: str) -> ChangesAnswer:
        """What is new after a cursor; ProtocolError("gone") for one the city has lost."""
        ...

    def wait_for_changes(self, access_token: str, cursor: str) -> bool:
        """Whether something is new after a cursor, as soon as it is; LISTEN_S at the longest.

        ProtocolError("not_found") of a city that knows no such question.
        """
        ...

    def change_session(
        self, access_token: str, session_id: SessionId, request: SessionRequest
    ) -> PlanAnswer:
        """Plan a session, or hear what stands against it; call one off; note one of its gates.

        The same again changes nothing. ProtocolError("not_allowed_now", "not_found"); of a leave
        AccessRefused PIN_WRONG with `left`, LOCKED.
        """
        ...

    @property
    def call_answers(self) -> CallsApi:
        """Calls of this site's desk."""
        ...

    @property
    def recordings(self) -> RecordingsApi:
        """Recordings of this PC."""
        ...

    def blob_state(self, access_token: str, sha256: str) -> BlobState:
        """How much the city has of these bytes; nothing when it has never heard of them."""
        ...

    def append_blob(
        self, access_token: str, sha256: str, *, offset: int, total_bytes: int, data: bytes
    ) -> int:
        """Append a block. Returns the offset to go on from, also when `offset` was wrong."""
        ...

    def read_blob(self, access_token: str, sha256: str, *, offset: int, max_bytes: int) -> BlobPart:
        """A stretch from `offset`, at most `max_bytes`."""
        ...

    def close(self) -> None:
        """Let go of every connection; calls that wait end with Offline."""
        ...
