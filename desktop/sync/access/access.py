"""AccessService: enrolment of the room, sign-in with and without the city, tokens."""

from collections.abc import Callable

from desktop.contract.access import ServerInfo
from desktop.domain.access.account import AccountCredentials
from desktop.domain.access.events import AccessChanged, PinProved
from desktop.domain.access.person import Officer, SignedIn
from desktop.domain.clock import Clock
from desktop.domain.errors import AccessRefused
from desktop.domain.events import EventSink
from desktop.domain.ids import UserId
from desktop.domain.reception.events import ScheduleChanged
from desktop.store.records.key_values import Memory
from desktop.sync.access.issuer_sign_in import SignInVisit, SignInVisits
from desktop.sync.access.memory import AccessMemory, SiteName
from desktop.sync.access.pin_verifiers import PinVerifiers
from desktop.sync.access.renewal import Renewal
from desktop.sync.access.room_enrolment import Enrolment, RoomEnrolment
from desktop.sync.access.room_identity import RoomIdentity
from desktop.sync.access.seat import Seat
from desktop.sync.access.sign_ins import SignIns
from desktop.sync.access.tokens import Tokens, officer_of
from desktop.sync.codes import AccessCode
from desktop.sync.http.city_api import CityApi
from desktop.sync.task_thread import STOP_TIMEOUT_S, TaskThread

_SIGN_IN = "sign_in"
_PROVE_PIN = "prove_pin"
_SIGN_IN_ACCOUNT = "sign_in_account"
_SIGN_IN_ISSUER = "sign_in_issuer"


class Access:
    """AccessService (presenters/services/access.py), and the tokens for sync and the live channel.

    Sign-in runs on the thread `access`; `refresh` and `update_room` on the caller's: sync, and
    for `refresh` the channel's too. A sign-in outlives a killed program, not a `sign_out`.
    """

    def __init__(
        self,
        *,
        api: CityApi,
        memory: Memory,
        clock: Clock,
        emit: EventSink,
        enrolment: Enrolment,
    ) -> None:
        self._api = api
        self._emit = emit
        self._memory = AccessMemory(memory=memory)
        self._tokens = Tokens(memory=self._memory, clock=clock)
        self._bond = RoomEnrolment(
            api=api,
            memory=self._memory,
            identity=RoomIdentity(memory=memory),
            clock=clock,
            site_id=enrolment.site_id,
            enrol_code=enrolment.enrol_code,
        )
        verifiers = PinVerifiers(
            memory=memory, clock=clock, secret=enrolment.pin_secret, cost=enrolment.pin_cost
        )
        self._seat = Seat(
            site_id=enrolment.site_id,
            memory=self._memory,
            verifiers=verifiers,
            tokens=self._tokens,
            emit=emit,
        )
        self._sign_ins = SignIns(api=api, bond=self._bond, seat=self._seat, verifiers=verifiers)
        self._renewal = Renewal(api=api, bond=self._bond, seat=self._seat, tokens=self._tokens)
        self._visits = SignInVisits(api=api, bond=self._bond, clock=clock, emit=emit)
        self._tasks = TaskThread(name="access", emit=emit)
        self._has_issuer = False
        self._issuer_title = ""

    def start(self) -> None:
        """Take up the sign-in that a killed program left, and start the thread."""
        self._seat.restore()
        self._tasks.start()

    def stop(self, timeout_s: float = STOP_TIMEOUT_S) -> bool:
        """End the thread; False when it was late."""
        self.cancel_issuer()
        return self._tasks.stop(timeout_s)

    # ---- AccessService ---------------------------------------------------------------------

    def officers(self) -> tuple[Officer, ...]:
        """The sign-in list of this room, as last known."""
        return self._seat.officers()

    def signed_in(self) -> SignedIn | None:
        """The person at the desk now."""
        return self._seat.signed_in()

    def sign_in(self, user_id: UserId, pin: str) -> None:
        """Online when the city answers, else by the PIN kept here."""
        self.cancel_issuer()
        self._tasks.attempt(_SIGN_IN, lambda: self._sign_ins.by_pin(user_id, pin))

    def prove_pin(self, pin: str) -> None:
        """Who is signed in shows it once more."""
        self._tasks.attempt(_PROVE_PIN, lambda: self._prove(pin))

    def sign_in_account(self, shown: AccountCredentials) -> None:
        """By city account, so at the city alone."""
        self.cancel_issuer()
        self._tasks.attempt(_SIGN_IN_ACCOUNT, lambda: self._sign_ins.by_account(shown))

    def has_issuer(self) -> bool:
        """Whether the city has said so when it answered last."""
        return self._has_issuer

    def issuer_title(self) -> str:
        """As the city has said it when it answered last; empty without such a word."""
        return self._issuer_title

    def sign_in_issuer(self) -> None:
        """At the city's issuer, in the system's browser; the address of its page is told."""
        visit = self._visits.begin()
        self._tasks.attempt(_SIGN_IN_ISSUER, lambda: self._sign_ins.by_issuer(visit))

    def prove_issuer(self) -> None:
        """Who is signed in shows it once more, at the city's issuer."""
        visit = self._visits.begin()
        self._tasks.attempt(_PROVE_PIN, lambda: self._prove_by_issuer(visit))

    def cancel_issuer(self) -> None:
        """Nobody waits for the browser any more."""
        self._visits.cancel()

    def sign_out(self) -> None:
        """Forget tokens of the person; data stays."""
        token = self._tokens.access_token()
        self._seat.leave()
        if token is not None:
            self._tasks.put(lambda: self._sign_ins.end_at_city(token))

    # ---- for sync and the channel ----------------------------------------------------------

    def access_token(self) -> str | None:
        """The token to speak with now, None when there is none that still works."""
        return self._tokens.access_token()

    def current_token(self, refused_token: str | None) -> str | None:
        """As `access_token`; a refused one is renewed first. None: the city has not answered yet.

        Raises AccessRefused when who sits here must sign in again, and as `refresh`.
        """
        if refused_token is not None:
            self.reject_token(refused_token)
            self.refresh()
        if self._renewal.is_over():
            raise AccessRefused(AccessCode.SIGNED_OUT)
        return self.access_token()

    def room_token(self) -> str | None:
        """The token of this PC, None before it is enrolled. Thread: any."""
        return self._memory.room_token()

    def reject_token(self, token: str) -> None:
        """The city did not accept this token: `refresh` is due."""
        self._tokens.reject(token)

    def watch(self, watcher: Callable[[], None]) -> None:
        """Hear that somebody signed in or out; quick. Thread of the call: any."""
        self._seat.watch(watcher)

    def refresh_at_s(self) -> float | None:
        """When (monotonic) `refresh` is due; None when nothing can be renewed."""
        return self._renewal.due_at_s()

    def refresh(self) -> None:
        """Renew the tokens, see Renewal.renew. Raises as that does."""
        self._renewal.renew()

    def meet_city(self, info: ServerInfo) -> None:
        """The city has answered, see RoomEnrolment. Raises RetryableError."""
        self._has_issuer = info.has_issuer
        self._issuer_title = info.issuer_title
        self._bond.meet_city(info)

    def renew_certificate(self, refused: AccessRefused) -> None:
        """The city did not accept this PC's certificate, see RoomEnrolment.renew_refused."""
        token = self._memory.room_token()
        if token is not None:
            self._bond.renew_refused(token, refused)

    def update_room(self) -> None:
        """Enrol if need be, renew the certificate, fetch the sign-in list. Raises as CityApi."""
        self._bond.renew_if_due()
        answer = self._bond.ask(self._api.officers)
        found = (officer_of(info) for info in answer.officers)
        officers = tuple(officer for officer in found if officer is not None)
        if answer.site_name:
            self._learn_name(SiteName(name=answer.site_name, unit_code=answer.unit_code))
        if self._memory.keep_officers(officers):
            self._emit(AccessChanged(signed_in=self.signed_in()))

    def site_name(self) -> SiteName | None:
        """How the city calls this room, None before it was asked. Thread: any."""
        return self._memory.site_name()

    def _learn_name(self, site: SiteName) -> None:
        if site != self._memory.site_name():
            self._memory.keep_site_name(site)
            self._emit(ScheduleChanged())

    def _prove(self, pin: str) -> None:
        """Thread: access."""
        user_id = self._sign_ins.prove(pin)
        self._emit(PinProved(user_id=user_id))

    def _prove_by_issuer(self, visit: SignInVisit) -> None:
        """Thread: access."""
        user_id = self._sign_ins.prove_by_issuer(visit)
        if user_id is not None:
            self._emit(PinProved(user_id=user_id))
