"""The main window: which screen, the standing banners, and the way out."""

from collections.abc import Callable

from typing_extensions import override

from desktop.domain.access.events import AccessChanged
from desktop.domain.access.rights import MATRIX
from desktop.domain.casework.events import ConclusionsChanged
from desktop.domain.clock import Clock
from desktop.domain.events import Event
from desktop.domain.reception.events import ScheduleChanged
from desktop.domain.sync.events import SyncChanged
from desktop.domain.sync.recovery import Recovery
from desktop.domain.sync.status import SyncStatus
from desktop.presenters.services.desk_context import DeskContext
from desktop.presenters.services.services import Services
from desktop.presenters.settings.setting_problems import problem_message
from desktop.presenters.shell.called_here import called_here, overdue_tasks, waiting_count
from desktop.presenters.shell.menu import ENTRIES, WORK_SCREENS, MenuLine, lines_for
from desktop.presenters.shell.shell_state import (
    MenuEntry,
    NavigationItem,
    NavigationTab,
    Screen,
    ShellViewState,
)
from desktop.presenters.sync.unsent import unsent_data
from desktop.presenters.sync.unsent_items import age_s, unsent_count
from desktop.presenters.view.drawn_screen import DrawnScreen
from desktop.presenters.view.message import Message, Tone
from desktop.presenters.view.message_code import MessageCode

CLOCK_TOLERANCE_S = 5.0
"""AT-3 of domain.md §8: amber up to 5 s, beyond it the officer is told."""

OVERDUE_S = 24 * 3_600
"""As the room check has it: what waits longer than a day needs somebody."""


class ShellPresenter(DrawnScreen[ShellViewState]):
    """Holds no screen; `presenters/desk.py` decides where to go, this says how the window looks."""

    def __init__(
        self,
        *,
        services: Services,
        clock: Clock,
        facts: DeskContext,
        render: Callable[[ShellViewState], None],
    ) -> None:
        self._services = services
        self._clock = clock
        self._facts = facts
        super().__init__(render)
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
        """The button "Ở lại"."""
        self._exit_prompt = None
        self.draw()

    def exit_now(self) -> None:
        """The button "Thoát và gửi sau"."""
        self._exit_prompt = None
        self._is_closing = True
        self.draw()

    def on_event(self, event: Event) -> None:
        """Take in one fact."""
        if isinstance(event, AccessChanged | ScheduleChanged | SyncChanged | ConclusionsChanged):
            self.draw()

    @override
    def state(self) -> ShellViewState:
        """What the window draws now."""
        signed_in = self._services.access.signed_in()
        return ShellViewState(
            screen=self._screen,
            navigation=self._navigation(),
            tabs=self._tabs(),
            site_name=self._services.schedule.own_site().name,
            officer_name=signed_in.officer.display_name if signed_in else "",
            is_practice=self._facts.is_practice,
            has_meeting_keys=self._facts.has_meeting_keys,
            can_open_second_room=self._facts.can_open_second_room,
            banners=self._banners(),
            exit_prompt=self._exit_prompt,
            is_closing=self._is_closing,
        )

    def _lines(self) -> tuple[MenuLine, ...]:
        """The menu of the person at the desk."""
        signed_in = self._services.access.signed_in()
        return () if signed_in is None else lines_for(MATRIX[signed_in.officer.role])

    def _navigation(self) -> tuple[NavigationItem, ...]:
        shown = ENTRIES.get(self._screen, self._screen)
        lines = self._lines()
        is_listed = any(shown in line.screens for line in lines)
        if self._screen in WORK_SCREENS or not is_listed:
            return ()
        return tuple(self._item(line, is_current=shown in line.screens) for line in lines)

    def _item(self, line: MenuLine, *, is_current: bool) -> NavigationItem:
        is_unsent = line.entry is MenuEntry.UNSENT
        status = self._services.sync.status()
        badge = unsent_count(status) + status.refused_operations if is_unsent else 0
        if line.entry is MenuEntry.WAITING:
            badge = waiting_count(self._services, self._clock.now())
        is_late = is_unsent and self._is_overdue(status)
        if line.entry is MenuEntry.CONCLUSIONS:
            badge = overdue_tasks(self._services, self._clock.now())
            is_late = badge > 0
        return NavigationItem(
            entry=line.entry,
            group=line.group,
            screen=line.screens[0],
            is_current=is_current,
            badge=badge,
            is_overdue=is_late,
        )

    def _is_overdue(self, status: SyncStatus) -> bool:
        age = age_s(status, self._clock.now())
        return bool(status.refused_operations) or (age is not None and age >= OVERDUE_S)

    def _tabs(self) -> tuple[NavigationTab, ...]:
        shown = ENTRIES.get(self._screen, self._screen)
        screens = next((one.screens for one in self._lines() if shown in one.screens), ())
        if len(screens) < 2:  # noqa: PLR2004 - one screen has no tab
            return ()
        return tuple(NavigationTab(screen=one, is_current=one is shown) for one in screens)

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
        banners += called_here(self._services)
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
