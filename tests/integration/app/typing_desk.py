"""A real desk without windows that joins a session and types until it is killed.

Started by test_kill.py. Says on its output, one JSON per line:
{"found": {line id: text}, "editor": text, "reopened_ms": of build_desk, "is_damaged": whether
records had to be recovered} once it stands in the session,
{"kept": [line id, text]} whenever the store has acknowledged a text.
"""

import argparse
import json
import queue
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.app.practice.data import build_practice_data
from desktop.app.practice.folder import PracticeFolder
from desktop.app.practice.names import COMMUNE, PRACTICE_PIN
from desktop.app.practice.plan import open_practice_room, practice_plan
from desktop.app.wiring.desk import Desk, build_desk
from desktop.domain.clock import SystemClock
from desktop.domain.ids import SessionId, SiteId, UserId
from desktop.domain.media.call import MediaEngine
from desktop.domain.media.events import FrameReady
from desktop.domain.record.events import MinutesChanged
from desktop.domain.reports.readiness_sheet import SheetLine
from desktop.presenters.access.sign_in_state import SignInViewState
from desktop.presenters.casework.cases.cases_state import CasesViewState, CaseViewState
from desktop.presenters.casework.conclusions.conclusions_state import ConclusionsViewState
from desktop.presenters.casework.intake.intake_state import IntakeViewState
from desktop.presenters.casework.register.register_state import RegisterViewState
from desktop.presenters.casework.requests.requests_state import RequestsViewState
from desktop.presenters.conduct.calls.ringing import RingCard
from desktop.presenters.desk import DeskPresenter
from desktop.presenters.display.chair_display_state import ChairScene
from desktop.presenters.home.home_state import HomeViewState
from desktop.presenters.home.waiting_state import WaitingViewState
from desktop.presenters.printing.form_print_state import FormPrintSheet
from desktop.presenters.reception.calendar.calendar_state import CalendarViewState
from desktop.presenters.reception.schedule_state import ScheduleViewState
from desktop.presenters.recording.playback_state import RecordingViewState
from desktop.presenters.recording.shelf_state import ShelfViewState
from desktop.presenters.reports.agencies_state import AgenciesViewState
from desktop.presenters.reports.difficulties_state import DifficultiesViewState
from desktop.presenters.reports.focal_points_state import FocalPointsViewState
from desktop.presenters.reports.readiness_sheet_state import ReadinessSheetViewState
from desktop.presenters.room.devices_state import DevicesViewState
from desktop.presenters.room.room_check_state import RoomCheckViewState
from desktop.presenters.services.desk_context import DeskContext
from desktop.presenters.session.pre_join_state import PreJoinViewState
from desktop.presenters.session.session_state import SessionViewState
from desktop.presenters.session.trial_state import TrialViewState
from desktop.presenters.settings.settings_state import Look, SettingsViewState
from desktop.presenters.shell.line_report_state import LineReportViewState
from desktop.presenters.shell.shell_state import Screen, ShellViewState
from desktop.presenters.shell.status_bar_state import StatusBarViewState
from desktop.presenters.sync.unsent_state import UnsentViewState

if TYPE_CHECKING:
    from desktop.domain.events import Event

SENTENCE = "Gia đình đề nghị đo lại thực địa, có mặt hộ liền kề và cán bộ địa chính"
WORDS = SENTENCE.split()
WORDS_PER_PAUSE = 6
WORDS_PER_LINE = 24
STEP_S = 0.015
PAUSE_STEPS = 30
"""Longer than the silence after which the open line is kept."""


class NoRings:
    """Nothing is drawn."""

    def render_ring(self, card: RingCard | None) -> None: ...


class NoWindow:
    """Takes every picture and draws none; the session's newest state is kept."""

    def __init__(self) -> None:
        self.screen: Screen | None = None
        self.session: SessionViewState | None = None
        self.ringing = NoRings()

    @property
    def casework(self) -> "NoWindow":
        return self

    def render_shell(self, state: ShellViewState) -> None:
        self.screen = state.screen

    def render_session(self, state: SessionViewState) -> None:
        self.session = state

    def render_sign_in(self, state: SignInViewState) -> None: ...
    def render_home(self, state: HomeViewState) -> None: ...
    def render_pre_join(self, state: PreJoinViewState) -> None: ...
    def render_waiting(self, state: WaitingViewState) -> None: ...
    def render_trial(self, state: TrialViewState) -> None: ...
    def render_room_check(self, state: RoomCheckViewState) -> None: ...
    def render_devices(self, state: DevicesViewState) -> None: ...
    def render_readiness_sheet(self, state: ReadinessSheetViewState) -> None: ...
    def render_focal_points(self, state: FocalPointsViewState) -> None: ...
    def render_intake(self, state: IntakeViewState) -> None: ...
    def render_requests(self, state: RequestsViewState) -> None: ...

    def render_cases(self, state: CasesViewState) -> None: ...

    def render_case(self, state: CaseViewState) -> None: ...

    def render_recordings(self, state: ShelfViewState) -> None: ...
    def render_recording(self, state: RecordingViewState) -> None: ...
    def render_register(self, state: RegisterViewState) -> None: ...
    def render_conclusions(self, state: ConclusionsViewState) -> None: ...
    def render_agencies(self, state: AgenciesViewState) -> None: ...
    def render_difficulties(self, state: DifficultiesViewState) -> None: ...
    def render_schedule(self, state: ScheduleViewState) -> None: ...
    def render_calendar(self, state: CalendarViewState) -> None: ...
    def render_unsent(self, state: UnsentViewState) -> None: ...
    def render_settings(self, state: SettingsViewState) -> None: ...
    def render_status_bar(self, state: StatusBarViewState) -> None: ...
    def render_form_print(self, sheet: FormPrintSheet | None) -> None: ...
    def render_line_report(self, state: LineReportViewState) -> None: ...

    def open_page(self, address: str) -> bool:
        return bool(address)

    def render_chair_display(self, scene: ChairScene) -> None: ...
    def apply_look(self, look: Look) -> None: ...
    def start_again(self) -> None: ...


class Typist:
    """The main thread: facts in, keystrokes out."""

    def __init__(self, desk: Desk, practice: PracticeFolder, reopened_ms: float) -> None:
        self._desk = desk
        self._reopened_ms = reopened_ms
        self._events: queue.Queue[Event] = queue.Queue()
        self._view = NoWindow()
        desk.router.add(self._events.put)
        self._presenter = presenter_of(desk, practice, self._view)
        data = build_practice_data(units_file=practice.units_file, now=practice.clock.now())
        self._session_id = SessionId(min(data.sessions))

    def run(self) -> None:
        self._presenter.start()
        if self._view.screen is Screen.SIGN_IN:
            self._go_in()
        self._pump_until(lambda: self._view.screen is Screen.SESSION)
        session = self._presenter.session
        state = self._view.session
        assert session is not None
        assert state is not None
        editor = state.minutes.editor.text
        say(
            {
                "found": self._lines(),
                "editor": editor,
                "reopened_ms": self._reopened_ms,
                "is_damaged": self._desk.store.recovery is not None,
            }
        )
        text, count = editor, len(editor.split())
        while True:
            text = f"{text} {WORDS[count % len(WORDS)]}".strip()
            count += 1
            session.minutes.edit_text(text)
            for _ in range(PAUSE_STEPS if count % WORDS_PER_PAUSE == 0 else 1):
                self._pump()
            if count % WORDS_PER_LINE == 0:
                session.minutes.new_line()
                text = ""

    def _go_in(self) -> None:
        self._desk.access.sign_in(UserId("officer"), PRACTICE_PIN)
        self._pump_until(lambda: self._view.screen is Screen.HOME)
        self._pump_until(lambda: bool(self._desk.schedule.sessions()))
        self._presenter.open_pre_join(self._session_id)
        pre_join = self._presenter.pre_join
        assert pre_join is not None
        self._pump_until(lambda: self._view.screen is Screen.PRE_JOIN)
        pre_join.enter()

    def _lines(self) -> dict[str, str]:
        return {line.id: line.text for line in self._desk.minutes.lines(self._session_id)}

    def _pump_until(self, condition: Callable[[], bool]) -> None:
        while not condition():
            self._pump()

    def _pump(self) -> None:
        try:
            event = self._events.get(timeout=STEP_S)
        except queue.Empty:
            self._presenter.on_tick()
            return
        if isinstance(event, FrameReady):
            return
        if isinstance(event, MinutesChanged):
            lines = self._lines()
            for line_id in event.line_ids:
                say({"kept": [line_id, lines[line_id]]})
        self._presenter.on_event(event)
        self._presenter.on_tick()


def presenter_of(
    desk: Desk, practice: PracticeFolder, view: NoWindow, sheet_lines: tuple[SheetLine, ...] = ()
) -> DeskPresenter:
    """Of a desk whose records are real and whose windows are not."""
    facts = DeskContext(
        version="test",
        support_phone="",
        is_practice=True,
        is_key_in_file=True,
        can_open_second_room=False,
        sheet_lines=sheet_lines,
    )
    return DeskPresenter(services=desk.services(), clock=practice.clock, facts=facts, view=view)


def say(word: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(word) + "\n")
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("units", type=Path)
    parser.add_argument("base_url")
    arguments = parser.parse_args()
    practice = PracticeFolder(
        folder=arguments.folder, units_file=arguments.units, clock=SystemClock()
    )
    plan = practice_plan(
        open_practice_room(practice, SiteId(COMMUNE)),
        base_url=arguments.base_url,
        allows_hardware=False,
        media_engine=MediaEngine.AIORTC,  # `auto` would prove libwebrtc anew at every start
    )
    started_s = time.monotonic()
    desk = build_desk(plan, practice.clock)
    reopened_ms = (time.monotonic() - started_s) * 1_000
    desk.start()
    Typist(desk, practice, reopened_ms).run()


if __name__ == "__main__":
    main()
