"""Sign-in: an officer and a PIN, with or without the city; or by city account."""

from collections.abc import Callable

from desktop.domain.access import MIN_PIN_DIGITS, Officer
from desktop.domain.account import AccountCredentials
from desktop.domain.clock import Clock
from desktop.domain.events import (
    AccessChanged,
    ActionFailed,
    Event,
    ScheduleChanged,
    SyncChanged,
)
from desktop.domain.ids import UserId
from desktop.domain.sync import Connectivity
from desktop.presenters.account_entry import AccountEntry, AccountForm
from desktop.presenters.drawing import Drawing
from desktop.presenters.facts import DeskFacts
from desktop.presenters.message import Message, MessageAction, MessageCode, Tone
from desktop.presenters.services import Services
from desktop.presenters.sign_in_state import SignInViewState

ANSWER_LIMIT_S = 15.0
"""A sign-in without an answer for so long may be tried again."""
_NO_ACCOUNT = Message(code=MessageCode.ACCOUNT_NEEDS_CITY, tone=Tone.WARN)


class SignInPresenter:
    """What is typed is handed on and never kept here."""

    def __init__(
        self,
        *,
        services: Services,
        clock: Clock,
        facts: DeskFacts,
        render: Callable[[SignInViewState], None],
    ) -> None:
        self._services = services
        self._clock = clock
        self._facts = facts
        self._drawing: Drawing[SignInViewState] = Drawing(render)
        self._selected: UserId | None = None
        self._pin_length = 0
        self._waiting_since_s: float | None = None
        self._clears_pin = 0
        self._failure: Message | None = None
        self._is_covered = False
        self._account = AccountForm()

    # ---- what the officer does -------------------------------------------------------------

    def start(self) -> None:
        """The screen is shown: nobody is waited for, every field is empty."""
        self._account.close()
        self._waiting_since_s = None
        self._failure = None
        self._is_covered = False
        self._empty_pin()
        self.draw()

    def tell_covered(self) -> None:
        """The desk covered itself; somebody is signed in below."""
        self._is_covered = True
        self.draw()

    def select_officer(self, user_id: UserId) -> None:
        """Somebody else of the list."""
        if user_id == self._selected:
            return
        self._selected = user_id
        self._failure = None
        self._empty_pin()
        self.draw()

    def edit_pin(self, length: int) -> None:
        """The PIN field holds so many digits."""
        self._pin_length = length
        self.draw()

    def submit(self, pin: str) -> None:
        """Vào."""
        self.edit_pin(len(pin))
        officer = self._officer()
        if officer is None or not self._can_submit():
            return
        self._failure = None
        self._waiting_since_s = self._clock.monotonic()
        self.draw()
        self._services.access.sign_in(officer.id, pin)

    def open_account(self) -> None:
        """Đăng nhập tài khoản thành phố: only the city knows accounts."""
        if self._waiting_since_s is not None:
            return
        if self._has_line():
            self._failure = None
            self._account.open()
        else:
            self._failure = _NO_ACCOUNT
        self._empty_pin()
        self.draw()

    def close_account(self) -> None:
        """Esc, or the way back to the PIN."""
        if self._account.is_open:
            self._account.close()
            self._failure = None
            self._empty_pin()
            self.draw()

    def edit_account(self, entry: AccountEntry) -> None:
        """The fields of the account hold so much."""
        self._account.edit(entry)
        self.draw()

    def toggle_new_pin(self) -> None:
        """Quên mã PIN: a new one comes with the account."""
        self._account.toggle_new_pin()
        self.draw()

    def submit_account(self, shown: AccountCredentials) -> None:
        """Đăng nhập."""
        state = self._account.state(can_submit=self._can_ask())
        if state is None or not state.can_submit:
            return
        self._failure = None
        self._waiting_since_s = self._clock.monotonic()
        self.draw()
        self._services.access.sign_in_account(shown)

    def retry(self) -> None:
        """F5: ask the city again."""
        self._services.sync.wake()

    # ---- what happens ----------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        """Take in one fact."""
        match event:
            case AccessChanged(signed_in=None) if self._account.is_open:
                self._is_covered = False
                self.draw()  # the sign-in list came; what is being typed stays
            case AccessChanged():
                self.start()
            case ActionFailed(action="sign_in_account", code=code, data=data):
                self._waiting_since_s = None
                self._failure = Message(code=code, tone=Tone.DANGER, data=dict(data))
                if code == MessageCode.ACCOUNT_NEEDS_CITY:
                    self._account.close()
                self._account.empty_secrets()
                self.draw()
            case ActionFailed(action="sign_in", code=code, data=data):
                self._waiting_since_s = None
                self._failure = Message(code=code, tone=Tone.DANGER, data=dict(data))
                self._empty_pin()
                self.draw()
            case ScheduleChanged() | SyncChanged():
                self.draw()
            case _:
                pass

    def on_tick(self) -> None:
        """An answer that never comes must not lock the door."""
        since_s = self._waiting_since_s
        if since_s is not None and self._clock.monotonic() - since_s >= ANSWER_LIMIT_S:
            self._waiting_since_s = None
            self.draw()

    def draw(self) -> None:
        """Draw what changed."""
        self._drawing.draw(self.state())

    def state(self) -> SignInViewState:
        """What the screen draws now."""
        site = self._services.schedule.own_site()
        officer = self._officer()
        return SignInViewState(
            site_name=site.name,
            unit_code=site.unit_code,
            connectivity=self._services.sync.status().connectivity,
            offline_until=officer.offline_until if officer else None,
            officers=self._services.access.officers(),
            selected_user_id=officer.id if officer else None,
            is_waiting=self._waiting_since_s is not None,
            can_submit=self._can_submit(),
            clears_pin=self._clears_pin,
            message=self._message(officer),
            support_phone=self._facts.support_phone,
            version=self._facts.version,
            practice_pin=self._facts.practice_pin,
            account=self._account.state(can_submit=self._can_ask()),
        )

    # ---- inside ----------------------------------------------------------------------------

    def _officer(self) -> Officer | None:
        """The chosen one, else the first of the list."""
        officers = self._services.access.officers()
        chosen = next((one for one in officers if one.id == self._selected), None)
        return chosen or next(iter(officers), None)

    def _can_submit(self) -> bool:
        return (
            self._officer() is not None
            and self._waiting_since_s is None
            and self._pin_length >= MIN_PIN_DIGITS
        )

    def _can_ask(self) -> bool:
        """Whether an account may be shown to the city now."""
        return self._waiting_since_s is None and self._has_line()

    def _has_line(self) -> bool:
        """The city answers, even if it refuses what the desk asked: an account is the way out."""
        return self._services.sync.status().connectivity is not Connectivity.OFFLINE

    def _is_online(self) -> bool:
        return self._services.sync.status().connectivity is Connectivity.ONLINE

    def _empty_pin(self) -> None:
        self._pin_length = 0
        self._clears_pin += 1

    def _message(self, officer: Officer | None) -> Message | None:
        if self._failure is not None:
            return self._failure
        if self._account.is_open:
            return None if self._has_line() else _NO_ACCOUNT
        if self._is_covered:
            return Message(code=MessageCode.COVERED, tone=Tone.INFO)
        if officer is None:
            return Message(
                code=MessageCode.SIGN_IN_EMPTY, tone=Tone.INFO, action=MessageAction.RETRY
            )
        return None if self._is_online() else self._offline_message(officer)

    def _offline_message(self, officer: Officer) -> Message:
        until = officer.offline_until
        if until is None or until <= self._clock.now():
            return Message(
                code=MessageCode.SIGN_IN_NEEDS_CITY, tone=Tone.WARN, action=MessageAction.RETRY
            )
        return Message(code=MessageCode.SIGN_IN_OFFLINE, tone=Tone.WARN, data={"until": until})
