"""Sign-in: an officer and a PIN, with or without the city; or by city account."""

from collections.abc import Callable
from datetime import datetime

from typing_extensions import override

from desktop.domain.access.account import AccountCredentials
from desktop.domain.access.events import AccessChanged, PageAsked
from desktop.domain.access.person import MIN_PIN_DIGITS, Officer
from desktop.domain.clock import Clock
from desktop.domain.events import ActionFailed, Event
from desktop.domain.ids import UserId
from desktop.domain.reception.events import ScheduleChanged
from desktop.domain.sync.events import SyncChanged
from desktop.domain.sync.status import Connectivity
from desktop.presenters.access.account_entry import AccountEntry, AccountForm
from desktop.presenters.access.sign_in_state import SignInViewState
from desktop.presenters.services.desk_context import DeskContext
from desktop.presenters.services.services import Services
from desktop.presenters.settings.setting_problems import problem_message
from desktop.presenters.view.drawn_screen import DrawnScreen
from desktop.presenters.view.message import Message, MessageAction, Tone
from desktop.presenters.view.message_code import MessageCode

ANSWER_LIMIT_S = 15.0
"""A sign-in without an answer for so long may be tried again."""
_NO_ACCOUNT = Message(code=MessageCode.ACCOUNT_NEEDS_CITY, tone=Tone.WARN)


class SignInPresenter(DrawnScreen[SignInViewState]):
    """What is typed is handed on and never kept here."""

    def __init__(
        self,
        *,
        services: Services,
        clock: Clock,
        facts: DeskContext,
        render: Callable[[SignInViewState], None],
        open_page: Callable[[str], bool],
    ) -> None:
        self._services = services
        self._clock = clock
        self._facts = facts
        self._open_page = open_page
        super().__init__(render)
        self._selected: UserId | None = None
        self._pin_length = 0
        self._waiting_since_s: float | None = None
        self._clears_pin = 0
        self._page = ""
        self._failure: Message | None = None
        self._is_covered = False
        self._is_in_browser = False
        self._account = AccountForm()

    # ---- what the officer does -------------------------------------------------------------

    def start(self) -> None:
        """The screen is shown: nobody is waited for, every field is empty."""
        if self._is_in_browser:
            self._services.access.cancel_issuer()
        self._account.close()
        self._waiting_since_s = None
        self._is_in_browser = False
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
        """The button "Vào": sign in by PIN."""
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
        """The button "Đăng nhập": sign in by account."""
        state = self._account.state(can_submit=self._can_ask())
        if state is None or not state.can_submit:
            return
        self._failure = None
        self._waiting_since_s = self._clock.monotonic()
        self.draw()
        self._services.access.sign_in_account(shown)

    def open_issuer(self) -> None:
        """Đăng nhập bằng tài khoản cơ quan: in the system's browser."""
        if self._waiting_since_s is not None:
            return
        if self._has_line():
            self._failure = None
            self._is_in_browser = True
            self._waiting_since_s = self._clock.monotonic()
            self._services.access.sign_in_issuer()
        else:
            self._failure = _NO_ACCOUNT
        self._empty_pin()
        self.draw()

    def reopen_page(self) -> None:
        """Mở lại trang đăng nhập: the browser was closed while it was waited for."""
        if self._page:
            self._show_page(self._page)

    def cancel_issuer(self) -> None:
        """Hủy: the browser is waited for no longer."""
        if self._is_in_browser:
            self._services.access.cancel_issuer()
            self._wait_no_longer(None)

    def leave_form(self) -> None:
        """Esc: out of whatever stands in the place of the PIN."""
        self.cancel_issuer()
        self.close_account()

    def retry(self) -> None:
        """F5: ask the city again."""
        self._services.sync.wake()

    # ---- what happens ----------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        """Take in one fact."""
        match event:
            case AccessChanged(signed_in=None) if self._account.is_open or self._is_in_browser:
                self._is_covered = False
                self.draw()  # the sign-in list came; what is being typed stays
            case AccessChanged():
                self.start()
            case PageAsked(address=address) if self._is_in_browser:
                self._page = address
                self._show_page(address)
            case ActionFailed():
                self._on_failed(event)
            case ScheduleChanged() | SyncChanged():
                self.draw()
            case _:
                pass

    def on_tick(self) -> None:
        """An answer that never comes must not lock the door."""
        since_s = self._waiting_since_s
        if self._is_in_browser:
            return  # who waits there has a limit of their own, and can be sent away
        if since_s is not None and self._clock.monotonic() - since_s >= ANSWER_LIMIT_S:
            self._waiting_since_s = None
            self.draw()

    @override
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
            can_use_issuer=self._services.access.has_issuer() and self._has_line(),
            issuer_title=self._services.access.issuer_title(),
            is_in_browser=self._is_in_browser,
            setting_problem=problem_message(self._facts.setting_problems),
        )

    # ---- inside ----------------------------------------------------------------------------

    def _on_failed(self, failed: ActionFailed) -> None:
        message = Message(code=failed.code, tone=Tone.DANGER, data=dict(failed.data))
        match failed.action:
            case "sign_in_account":
                self._waiting_since_s = None
                self._failure = message
                if failed.code == MessageCode.ACCOUNT_NEEDS_CITY:
                    self._account.close()
                self._account.empty_secrets()
                self.draw()
            case "sign_in" | "sign_in_issuer":
                self._wait_no_longer(message)
            case _:
                pass

    def _show_page(self, address: str) -> None:
        if not self._open_page(address):
            self._services.access.cancel_issuer()
            self._wait_no_longer(Message(code=MessageCode.NO_BROWSER, tone=Tone.DANGER))

    def _wait_no_longer(self, failure: Message | None) -> None:
        self._is_in_browser = False
        self._page = ""
        self._waiting_since_s = None
        self._failure = failure
        self._empty_pin()
        self.draw()

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
        if self._failure is not None or self._is_in_browser:
            return self._failure
        if self._account.is_open:
            return None if self._has_line() else _NO_ACCOUNT
        if self._is_covered:
            return Message(code=MessageCode.COVERED, tone=Tone.INFO)
        if officer is None:
            return Message(
                code=MessageCode.SIGN_IN_EMPTY,
                tone=Tone.INFO,
                data={"phone": self._facts.support_phone},
            )
        return None if self._is_online() else _offline_message(officer, self._clock.now())


def _offline_message(officer: Officer, now: datetime) -> Message:
    until = officer.offline_until
    if until is None or until <= now:
        return Message(
            code=MessageCode.SIGN_IN_NEEDS_CITY, tone=Tone.WARN, action=MessageAction.RETRY
        )
    return Message(code=MessageCode.SIGN_IN_OFFLINE, tone=Tone.WARN, data={"until": until})
