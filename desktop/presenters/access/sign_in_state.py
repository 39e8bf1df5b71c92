"""What the sign-in screen draws."""

from dataclasses import dataclass
from datetime import datetime

from desktop.domain.access.person import Officer
from desktop.domain.ids import UserId
from desktop.domain.sync.status import Connectivity
from desktop.presenters.access.account_entry import AccountViewState
from desktop.presenters.view.message import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInViewState:
    """Sign-in (ux.md §2). The PIN lives in its field only and is emptied when clears_pin grows.

    offline_until: until when a PIN works without the city; None when it is online or unknown.
    can_submit: an officer is chosen, the PIN is long enough and no answer is awaited.
    account: the form for the city account, drawn in the place of name and PIN; None: the PIN.
    has_account: there is a city to ask. can_use_issuer: the city takes accounts of another
    service; issuer_title: how people call them, "" for those of the office. is_in_browser: somebody
    is signing in there; drawn in the place of all forms.
    practice_pin: told to everybody in practice mode, empty otherwise. setting_problem: something in
    the settings of this PC is not used; told above everything else.
    """

    site_name: str
    unit_code: str
    connectivity: Connectivity
    offline_until: datetime | None
    officers: tuple[Officer, ...]
    selected_user_id: UserId | None
    is_waiting: bool
    can_submit: bool
    clears_pin: int
    message: Message | None
    support_phone: str
    version: str
    practice_pin: str = ""
    account: AccountViewState | None = None
    has_account: bool = True
    can_use_issuer: bool = False
    issuer_title: str = ""
    is_in_browser: bool = False
    setting_problem: Message | None = None
