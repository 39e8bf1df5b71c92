"""The main window: which screen, the standing banners, and the way out."""

from collections.abc import Callable

from desktop.domain.events import AccessChanged, Event, ScheduleChanged, SyncChanged
from desktop.domain.recovery import Recovery
from desktop.presenters.drawing import Drawing
from desktop.presenters.facts import DeskFacts
from desktop.presenters.message import Message, MessageCode, Tone
from desktop.presenters.services import Services
from desktop.presenters.setting_problems import problem_message
from desktop.presenters.shell_state import NavigationItem, Screen, ShellViewState
from desktop.presenters.unsent import unsent_data

CLOCK_TOLERANCE_S = 5.0
"""AT-3 of domain.md §8: amber up to 5 s, beyond it the officer is told."""

MENU = (
    Screen.HOME,
    Screen.ROOM_CHECK,
    Screen.DEVICES,
    Screen.READINESS_SHEET,
    Screen.FOCAL_POINTS,
    Screen.DIFFICULTIES,
    Screen.UNSENT,
    Screen.SETTINGS,
)

ENTRIES = {Screen.AGENCIES: Screen.FOCAL_POINTS}
"""Screens that are reached from another one, and whose entry of the menu they belong to."""


class ShellPresenter:
    """Holds no screen; `desk.py` decides where to go, this says how the window looks."""

    def __init__(
        self, *, services: Services, facts: DeskFacts, render: Callable[[ShellViewState], None]
    ) -> None:
        self._services = services
        self._facts = facts
        self._drawing: Drawing[ShellViewState] = Drawing(render)
        self._screen = Screen.SIGN_IN
        self._exit_prompt: Message | None = None
        self._is_closing = False

    @property
    def screen(self) -> Screen:
        """Where the officer is."""
        return self._screen

    def show(self, screen: Screen) -> None:
        """Go to a screen."""
        self._screen = screen
        self.draw()

    def ask_to_exit(self) -> None:
        """The window's ×, or Ctrl+Q: leave, unless something is not sent yet (S-130)."""
        status = self._services.sync.status()
        if status.is_all_sent:
            self.exit_now()
            return
        self._exit_prompt = Message(
            code=MessageCode.EXIT_UNSENT, tone=Tone.WARN, data=unsent_data(status)
        )
        self.draw()

    def stay(self) -> None:
        """Ở lại."""
        self._exit_prompt = None
        self.draw()

    def exit_now(self) -> None:
        """Thoát và gửi sau."""
        self._exit_prompt = None
        self._is_closing = True
        self.draw()

    def on_event(self, event: Event) -> None:
        """Take in one fact."""
        if isinstance(event, AccessChanged | ScheduleChanged | SyncChanged):
            self.draw()

    def draw(self) -> None:
        """Draw what changed."""
        self._drawing.draw(self.state())

    def state(self) -> ShellViewState:
        """What the window draws now."""
        signed_in = self._services.access.signed_in()
        return ShellViewState(
            screen=self._screen,
            navigation=self._navigation(),
            site_name=self._services.schedule.own_site().name,
            officer_name=signed_in.officer.display_name if signed_in else "",
            is_practice=self._facts.is_practice,
            can_open_second_room=self._facts.can_open_second_room,
            banners=self._banners(),
            exit_prompt=self._exit_prompt,
            is_closing=self._is_closing,
        )

    def _navigation(self) -> tuple[NavigationItem, ...]:
        entry = ENTRIES.get(self._screen, self._screen)
        if entry not in MENU:
            return ()
        status = self._services.sync.status()
        unsent = status.pending_operations + status.pending_papers + status.refused_operations
        return tuple(
            NavigationItem(
                screen=screen,
                is_current=screen is entry,
                badge=unsent if screen is Screen.UNSENT else 0,
            )
            for screen in MENU
        )

    def _banners(self) -> tuple[Message, ...]:
        banners = []
        offset_s = self._services.sync.status().clock_offset_s
        if abs(offset_s) > CLOCK_TOLERANCE_S:
            banners.append(
                Message(
                    code=MessageCode.CLOCK_OFF,
                    tone=Tone.WARN,
                    data={"seconds": round(abs(offset_s))},
                )
            )
        if self._facts.recovery is not None:
            banners.append(_recovery_message(self._facts.recovery))
        if self._facts.is_escrow_changed:
            banners.append(Message(code=MessageCode.ESCROW_CHANGED, tone=Tone.WARN))
        not_used = problem_message(self._facts.setting_problems)
        if not_used is not None and self._screen is not Screen.SETTINGS:  # that says each of them
            banners.append(not_used)
        if self._facts.is_key_in_file:  # only practice mode may keep its key so
            banners.append(Message(code=MessageCode.KEY_IN_FILE, tone=Tone.WARN))
        elif self._facts.is_practice:
            banners.append(Message(code=MessageCode.PRACTICE, tone=Tone.INFO))
        return tuple(banners)


def _recovery_message(recovery: Recovery) -> Message:
    if recovery.lost:
        return Message(
            code=MessageCode.RECORDS_LOST, tone=Tone.DANGER, data={"count": len(recovery.lost)}
        )
    is_certain = recovery.is_certain
    code = MessageCode.RECORDS_RECOVERED if is_certain else MessageCode.RECORDS_UNCERTAIN
    return Message(code=code, tone=Tone.WARN)
