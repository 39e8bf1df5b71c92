"""View states while the desk opens, and when opening failed."""

from desktop.domain.errors import SettingsError, UserFacingError
from desktop.domain.sync.status import Connectivity
from desktop.presenters.access.sign_in_state import SignInViewState
from desktop.presenters.settings.setting_problems import problem_message
from desktop.presenters.shell.shell_state import Screen, ShellViewState
from desktop.presenters.view.message import Message, Tone


def opening_shell() -> ShellViewState:
    """The window before anything is known."""
    return ShellViewState(
        screen=Screen.SIGN_IN,
        navigation=(),
        tabs=(),
        site_name="",
        officer_name="",
        is_practice=False,
        can_open_second_room=False,
        banners=(),
        exit_prompt=None,
        is_closing=False,
    )


def opening_sign_in(
    *,
    error: UserFacingError | None,
    version: str,
    support_phone: str,
    setting_problems: tuple[SettingsError, ...] = (),
) -> SignInViewState:
    """The sign-in screen that nobody can use yet; says why when the desk could not be opened.

    setting_problems: they may be why, as with a wrong address of the city.
    """
    message = None
    if error is not None:
        data = {**error.data, "phone": support_phone}
        message = Message(code=error.code, tone=Tone.DANGER, data=data)
    return SignInViewState(
        site_name="",
        unit_code="",
        connectivity=Connectivity.OFFLINE,
        offline_until=None,
        officers=(),
        selected_user_id=None,
        is_waiting=error is None,
        can_submit=False,
        clears_pin=0,
        message=message,
        support_phone=support_phone,
        version=version,
        has_account=False,
        setting_problem=problem_message(setting_problems),
    )
