"""Renders every screen with believable data to `build/screenshots/<screen>-<lang>-<scale>.png`.

    python -m tests.screens.render_screens [--only home] [--out DIR] [--contrast]

Each language runs in a process of its own: Qt keeps one application per process.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anybody imports PySide6

from PySide6.QtCore import QEvent, QEventLoop, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from desktop.app.opening import opening_shell, opening_sign_in
from desktop.domain.call import SELF_VIEW, I420Frame
from desktop.domain.enums import SessionStatus, Step
from desktop.domain.errors import UserFacingError
from desktop.domain.ids import TrackId
from desktop.domain.paper import PageImage
from desktop.domain.sync import Connectivity
from desktop.presenters.agencies_state import AgenciesViewState
from desktop.presenters.chair_display_state import SceneKind
from desktop.presenters.devices_state import DevicesViewState
from desktop.presenters.difficulties_state import DifficultiesViewState
from desktop.presenters.ending_state import EndingFault, EndingSheet
from desktop.presenters.focal_points_state import FocalPointsViewState
from desktop.presenters.message import Message, MessageAction, MessageCode, Tone
from desktop.presenters.minutes_state import Kept
from desktop.presenters.readiness_sheet_state import ReadinessSheetViewState
from desktop.presenters.recording import RecordingWord
from desktop.presenters.room_check_state import RoomCheckViewState
from desktop.presenters.roster_state import MicrophoneWord
from desktop.presenters.session_state import SessionViewState
from desktop.presenters.setting_problems import problem_message
from desktop.presenters.settings_state import SettingsViewState
from desktop.presenters.shell_state import Screen
from desktop.presenters.status_bar_state import (
    DisplayCell,
    DisplayPlace,
    StatusBarViewState,
    StepCell,
    UnsentCell,
)
from desktop.presenters.verb import Obstacle, Verb
from desktop.ui.application import LANGUAGES, DeskApplication
from desktop.ui.frames import FrameHub
from desktop.ui.scenes.scene_view import SceneView
from desktop.ui.windows.main_window import MainWindow
from tests.fakes.sample_checks import EMPTY_ROOM, GOOD_ROOM, POOR_ROOM
from tests.screens import report_states as reports
from tests.screens import session_states as live
from tests.screens import setting_states as told
from tests.screens import start_states as start
from tests.screens.line_states import line_report
from tests.screens.persons import agency_frame, chair_frame, room_frame

OUT = Path("build/screenshots")
SCALES = (1.0, 1.5, 2.0)
SMALL = QSize(1366, 768)
LARGE = QSize(1920, 1080)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """One picture: name, size at 100 %, what is drawn."""

    name: str
    size: QSize
    draw: Callable[[MainWindow], None]


def main() -> int:
    """Renders all shots; one process per language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="part of a shot's name")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--lang", choices=LANGUAGES)
    parser.add_argument("--contrast", action="store_true", help="high contrast")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    if arguments.lang:
        for scale in SCALES:
            render_all(arguments, scale)
        return 0
    return max(
        subprocess.run(
            [sys.executable, "-m", "tests.screens.render_screens", *sys.argv[1:], "--lang", one],
            check=False,
        ).returncode
        for one in LANGUAGES
    )


def render_all(arguments: argparse.Namespace, scale: float) -> None:
    """All shots of one language at one scale."""
    application = DeskApplication(
        language=arguments.lang, scale=scale, is_high_contrast=arguments.contrast
    )
    theme = application.start()
    frames = FrameHub(frame_source())
    mark = "-contrast" if arguments.contrast else ""
    for shot in shots(sample_page()):
        if arguments.only in shot.name:
            window = MainWindow(theme, frames)
            size = shot.size if scale == 1.0 else QSize(*_size_at(scale, shot.size))
            window.setMinimumSize(1, 1)
            window.resize(size)
            shot.draw(window)
            _save(window, arguments.out / _file_name(shot.name + mark, arguments.lang, scale))
    for name, scene in live.scenes(sample_page()).items():
        if arguments.only in f"display2-{name}":
            view = SceneView(theme, "scene", frames)
            view.resize(LARGE if scale == 1.0 else SMALL)
            view.show_scene(scene)
            _save(view, arguments.out / _file_name(f"display2-{name}{mark}", arguments.lang, scale))


def shots(page: PageImage | None) -> tuple[Shot, ...]:
    """Every state of every screen worth looking at."""
    return (
        Shot(name="sign-in", size=SMALL, draw=_sign_in),
        Shot(name="sign-in-wrong-pin", size=SMALL, draw=_sign_in_wrong),
        Shot(name="sign-in-offline", size=SMALL, draw=_sign_in_offline),
        Shot(name="sign-in-bad-setting", size=SMALL, draw=_sign_in_bad_setting),
        Shot(name="sign-in-covered", size=SMALL, draw=_sign_in_covered),
        Shot(name="sign-in-account", size=SMALL, draw=_sign_in_account),
        Shot(name="sign-in-account-new-pin", size=SMALL, draw=_sign_in_account_new_pin),
        Shot(name="sign-in-issuer", size=SMALL, draw=_sign_in_issuer),
        Shot(name="sign-in-browser", size=SMALL, draw=_sign_in_browser),
        Shot(name="home", size=SMALL, draw=_home),
        Shot(name="home-recovered", size=SMALL, draw=_home_recovered),
        Shot(name="home-bad-settings", size=SMALL, draw=_home_bad_settings),
        Shot(name="home-empty", size=SMALL, draw=_home_empty),
        Shot(name="home-offline", size=SMALL, draw=_home_offline),
        Shot(name="home-dossier", size=SMALL, draw=_home_dossier),
        Shot(name="home-dossier-ended", size=SMALL, draw=_home_dossier_ended),
        Shot(name="home-search", size=SMALL, draw=_home_search),
        Shot(name="pre-join", size=SMALL, draw=_pre_join),
        Shot(name="pre-join-no-microphone", size=SMALL, draw=_pre_join_no_microphone),
        Shot(name="session", size=LARGE, draw=_session),
        Shot(name="session-small", size=SMALL, draw=_session),
        Shot(name="session-two-sites", size=SMALL, draw=_session_two),
        Shot(name="session-chair", size=LARGE, draw=_session_chair),
        Shot(name="session-reconnecting", size=LARGE, draw=_session_reconnecting),
        Shot(name="session-weak", size=LARGE, draw=_session_weak),
        Shot(name="session-weak-small", size=SMALL, draw=_session_weak),
        Shot(name="session-not-opened", size=SMALL, draw=_session_not_opened),
        Shot(name="session-conflict", size=SMALL, draw=_session_conflict),
        Shot(name="session-save-failed", size=SMALL, draw=_session_save_failed),
        Shot(name="session-chair-small", size=SMALL, draw=_session_chair),
        Shot(name="session-signed", size=SMALL, draw=_session_signed),
        Shot(name="session-ending", size=SMALL, draw=_session_ending),
        Shot(name="session-ending-faulty", size=SMALL, draw=_session_ending_faulty),
        Shot(name="session-ending-lost", size=SMALL, draw=_session_ending_lost),
        Shot(name="session-adjourned", size=SMALL, draw=_session_adjourned),
        Shot(name="papers", size=LARGE, draw=lambda window: _papers(window, page)),
        Shot(name="papers-empty", size=SMALL, draw=_papers_empty),
        Shot(name="room-check", size=SMALL, draw=_room_check),
        Shot(name="room-check-before", size=SMALL, draw=_room_check_before),
        Shot(name="room-check-poor", size=SMALL, draw=_room_check_poor),
        Shot(name="room-check-not-usable", size=SMALL, draw=_room_check_not_usable),
        Shot(name="devices", size=SMALL, draw=_devices),
        Shot(name="devices-away", size=SMALL, draw=_devices_away),
        Shot(name="devices-nothing", size=SMALL, draw=_devices_nothing),
        Shot(name="sheet", size=SMALL, draw=_sheet(reports.sheet)),
        Shot(name="sheet-photo", size=SMALL, draw=_sheet(reports.sheet_photo)),
        Shot(name="sheet-faulty", size=SMALL, draw=_sheet(reports.sheet_faulty)),
        Shot(name="sheet-city", size=SMALL, draw=_sheet(reports.sheets_of_city)),
        Shot(name="focal-points", size=SMALL, draw=_focal(reports.focal_points)),
        Shot(name="focal-points-faulty", size=SMALL, draw=_focal(reports.focal_points_faulty)),
        Shot(name="focal-points-city", size=SMALL, draw=_focal(reports.focal_units)),
        Shot(name="agencies", size=SMALL, draw=_agencies(reports.agencies)),
        Shot(name="agencies-faulty", size=SMALL, draw=_agencies(reports.agencies_faulty)),
        Shot(name="agencies-clash", size=SMALL, draw=_agencies(reports.agencies_clash)),
        Shot(name="agencies-empty", size=SMALL, draw=_agencies(reports.agencies_empty)),
        Shot(name="difficulties", size=SMALL, draw=_difficulties(reports.difficulties)),
        Shot(
            name="difficulties-faulty", size=SMALL, draw=_difficulties(reports.difficulties_faulty)
        ),
        Shot(
            name="difficulties-city", size=SMALL, draw=_difficulties(reports.difficulties_of_city)
        ),
        Shot(name="unsent", size=SMALL, draw=_unsent),
        Shot(name="unsent-done", size=SMALL, draw=_unsent_done),
        Shot(name="settings", size=SMALL, draw=_settings(told.settings)),
        Shot(name="settings-forced", size=SMALL, draw=_settings(told.settings_forced)),
        Shot(name="settings-chosen", size=SMALL, draw=_settings(told.settings_chosen)),
        Shot(name="settings-last", size=SMALL, draw=_settings_last),
        Shot(name="exit", size=SMALL, draw=_exit),
        Shot(name="keys", size=SMALL, draw=_keys),
        Shot(name="line", size=SMALL, draw=_line),
    )


def frame_source() -> Callable[[TrackId], I420Frame | None]:
    """Pictures of the drawn persons, by track."""
    room = room_frame()
    frames = {
        TrackId(live.CITY): chair_frame(),
        TrackId(live.OWN): room,
        SELF_VIEW: room,
        TrackId(live.AGENCY): agency_frame(),
        TrackId(live.AGENCY_2): agency_frame(coat="#4F5E4C", wall="#C2BBAA"),
    }
    return frames.get


def sample_page() -> PageImage:
    """A page of a decision, drawn."""
    width, height = 794, 1123
    image = QImage(width, height, QImage.Format.Format_RGB888)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setFont(QFont("Liberation Serif", 16))
    painter.setPen(QColor("black"))
    lines = (
        "Điều 2. Diện tích thu hồi",
        "Thu hồi diện tích đất nêu tại bảng dưới đây, thuộc tờ bản đồ mẫu số 07,",
        "để thực hiện công trình giao thông.",
        "Điều 3. Kiểm đếm",
        "Việc kiểm đếm đất được lập thành biên bản, có chữ ký của người có đất",
        "thu hồi hoặc người đại diện và cán bộ địa chính.",
        "Điều 4. Trách nhiệm thi hành",
        "Các cơ quan, đơn vị liên quan chịu trách nhiệm thi hành quyết định này.",
    )
    for number, text in enumerate(lines):
        box = QRectF(90, 110 + number * 46, width - 160, 40)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)
    painter.drawText(QRectF(90, 1010, width - 160, 40), 0, "Bản mẫu, số liệu không có thật")
    painter.end()
    raw = bytes(image.constBits())
    stride = image.bytesPerLine()
    rgb = b"".join(raw[row * stride : row * stride + 3 * width] for row in range(height))
    return PageImage(width=width, height=height, rgb=rgb)


# ---- one function per shot ---------------------------------------------------------------------


def _sign_in(window: MainWindow) -> None:
    window.sign_in.show_state(start.sign_in(practice_pin="246810"))
    window.show_shell(start.shell(Screen.SIGN_IN))
    window.show_status_bar(live.idle_bar())


def _sign_in_wrong(window: MainWindow) -> None:
    message = Message(code="D-102", tone=Tone.DANGER, data={"left": 3})
    window.sign_in.show_state(start.sign_in(message=message, can_submit=False))
    window.show_shell(start.shell(Screen.SIGN_IN))
    window.show_status_bar(live.idle_bar())


def _sign_in_offline(window: MainWindow) -> None:
    message = Message(code=MessageCode.SIGN_IN_OFFLINE, tone=Tone.WARN, data={"until": start.NOW})
    window.sign_in.show_state(start.sign_in(connectivity=Connectivity.OFFLINE, message=message))
    window.show_shell(start.shell(Screen.SIGN_IN))
    window.show_status_bar(_offline_bar())


def _sign_in_bad_setting(window: MainWindow) -> None:
    """The installer was told http:// for the city."""
    window.show_shell(opening_shell())
    window.sign_in.show_state(
        opening_sign_in(
            error=UserFacingError("D-001"),
            version="1.0.0",
            support_phone=start.PHONE,
            setting_problems=(start.BAD_ADDRESS,),
        )
    )
    window.show_status_bar(_offline_bar())


def _sign_in_account(window: MainWindow) -> None:
    message = Message(code="D-112", tone=Tone.DANGER)
    window.sign_in.show_state(start.sign_in(message=message, account=start.account()))
    window.show_shell(start.shell(Screen.SIGN_IN))
    window.show_status_bar(live.idle_bar())


def _sign_in_account_new_pin(window: MainWindow) -> None:
    account = start.account(wants_new_pin=True, is_new_pin_odd=True)
    window.sign_in.show_state(start.sign_in(account=account))
    window.show_shell(start.shell(Screen.SIGN_IN))
    window.show_status_bar(live.idle_bar())


def _sign_in_issuer(window: MainWindow) -> None:
    message = Message(code="D-122", tone=Tone.DANGER)
    window.sign_in.show_state(replace(start.sign_in(message=message), can_use_issuer=True))
    window.show_shell(start.shell(Screen.SIGN_IN))
    window.show_status_bar(live.idle_bar())


def _sign_in_browser(window: MainWindow) -> None:
    window.sign_in.show_state(replace(start.sign_in(), is_in_browser=True, is_waiting=True))
    window.show_shell(start.shell(Screen.SIGN_IN))
    window.show_status_bar(live.idle_bar())


def _sign_in_covered(window: MainWindow) -> None:
    message = Message(code=MessageCode.COVERED, tone=Tone.INFO)
    window.sign_in.show_state(start.sign_in(message=message, can_submit=False))
    window.show_shell(start.shell(Screen.SIGN_IN))
    window.show_status_bar(live.idle_bar())


def _home_recovered(window: MainWindow) -> None:
    lost = Message(code=MessageCode.RECORDS_LOST, tone=Tone.DANGER, data={"count": 3})
    window.home.show_state(start.home())
    window.show_shell(start.shell(Screen.HOME, lost))
    window.show_status_bar(live.idle_bar())


def _home_bad_settings(window: MainWindow) -> None:
    problems = (start.BAD_ADDRESS, start.UNKNOWN_NAME, start.BROKEN_FILE, start.UNKNOWN_NAME)
    message = problem_message(problems)
    assert message is not None
    window.home.show_state(start.home())
    window.show_shell(start.shell(Screen.HOME, message))
    window.show_status_bar(live.idle_bar())


def _home(window: MainWindow) -> None:
    window.home.show_state(start.home())
    window.show_shell(start.shell(Screen.HOME, start.PRACTICE))
    window.show_status_bar(live.idle_bar())


def _home_empty(window: MainWindow) -> None:
    message = Message(code=MessageCode.SCHEDULE_EMPTY, tone=Tone.INFO, data={"at": start.NOW})
    window.home.show_state(start.home(rows=(), message=message))
    window.show_shell(start.shell(Screen.HOME))
    window.show_status_bar(live.idle_bar())


def _home_offline(window: MainWindow) -> None:
    message = Message(code=MessageCode.SCHEDULE_STALE, tone=Tone.WARN, data={"at": start.NOW})
    window.home.show_state(start.home(message=message))
    window.show_shell(start.shell(Screen.HOME, start.KEY_IN_FILE))
    window.show_status_bar(_offline_bar())


def _home_dossier(window: MainWindow) -> None:
    window.show_shell(start.shell(Screen.HOME))
    window.show_status_bar(live.idle_bar())
    _show(window)
    window.home.show_state(start.home(has_dossier=True))


def _home_dossier_ended(window: MainWindow) -> None:
    window.show_shell(start.shell(Screen.HOME))
    window.show_status_bar(live.idle_bar())
    _show(window)
    window.home.show_state(start.home_with_an_ended_session())


def _home_search(window: MainWindow) -> None:
    window.home.show_state(start.searched_home())
    window.show_shell(start.shell(Screen.HOME))
    window.show_status_bar(live.idle_bar())


def _pre_join(window: MainWindow) -> None:
    window.pre_join.show_state(start.pre_join())
    window.show_shell(start.shell(Screen.PRE_JOIN))
    window.show_status_bar(live.idle_bar())


def _pre_join_no_microphone(window: MainWindow) -> None:
    message = Message(code=MessageCode.NO_MICROPHONE, tone=Tone.WARN, action=MessageAction.RETRY)
    window.pre_join.show_state(start.pre_join(message=message, has_devices=False))
    window.show_shell(start.shell(Screen.PRE_JOIN))
    window.show_status_bar(live.idle_bar())


def _session(window: MainWindow) -> None:
    window.session.show_state(live.session())
    window.session.show_scene(live.dialogue(), is_covered=False)
    window.show_shell(start.shell(Screen.SESSION))
    window.show_status_bar(live.status_bar())


def _session_two(window: MainWindow) -> None:
    state = live.session(
        roster=live.roster(sites=(live.CITY, live.OWN)), banners=(live.muted_banner(),),
        is_microphone_on=False,
    )  # fmt: skip
    window.session.show_state(state)
    window.session.show_scene(live.dialogue(), is_covered=False)
    window.show_shell(start.shell(Screen.SESSION))
    window.show_status_bar(live.status_bar(microphone=MicrophoneWord.OFF))


def _session_chair(window: MainWindow) -> None:
    state = live.session(
        roster=live.roster(is_chair=True),
        steps=live.step_panel(is_chair=True),
        verbs=live.verbs(is_chair=True, armed=Verb.CONCLUDE),
        papers=live.papers(is_on_stage=True),
    )
    window.session.show_state(state)
    window.session.show_scene(live.dialogue(), is_covered=False)
    window.show_shell(start.shell(Screen.SESSION))
    display = DisplayCell(
        place=DisplayPlace.SCREEN, scene=SceneKind.DOCUMENT, is_line_lost=False,
        document_number=2, page=3,
    )  # fmt: skip
    window.show_status_bar(live.status_bar(display=display, recording=RecordingWord.RECORDING))


def _session_signed(window: MainWindow) -> None:
    state = live.session(
        roster=live.roster(is_chair=True),
        status=SessionStatus.SIGNED,
        steps=live.step_panel(Step.SIGNING, is_chair=True),
        verbs=live.verbs(is_chair=True, is_signed=True, armed=Verb.CLOSE),
    )
    _show_conducted(window, state, SessionStatus.SIGNED)


def _session_ending(window: MainWindow) -> None:
    _show_ending(window, live.ending())


def _session_ending_faulty(window: MainWindow) -> None:
    sheet = live.ending(chosen=SessionStatus.REFUSED, reason="Gây rối", fault=EndingFault.TOO_SHORT)
    _show_ending(window, sheet)


def _session_ending_lost(window: MainWindow) -> None:
    reason = "Đường truyền của điểm cầu xã đứt hẳn, đã chờ 25 phút và gọi điện không nối lại được."
    sheet = live.ending(
        chosen=SessionStatus.ABORTED_TECHNICAL, reason=reason, obstacle=Obstacle.CITY_LOST
    )
    _show_ending(window, sheet)


def _show_ending(window: MainWindow, sheet: EndingSheet) -> None:
    state = live.session(
        roster=live.roster(is_chair=True),
        steps=live.step_panel(is_chair=True),
        verbs=live.verbs(is_chair=True, is_lost=sheet.obstacle is not None),
        ending=sheet,
    )
    _show_conducted(window, state, SessionStatus.IN_SESSION)


def _session_adjourned(window: MainWindow) -> None:
    state = live.session(
        roster=live.roster(is_chair=True),
        status=SessionStatus.ADJOURNED,
        verbs=live.verbs(is_chair=True, is_open=False, is_over=True),
        minutes=replace(live.minutes(), can_write=False),
        banners=(live.ended_banner(),),
    )
    _show_conducted(window, state, SessionStatus.ADJOURNED)


def _show_conducted(window: MainWindow, state: SessionViewState, status: SessionStatus) -> None:
    window.session.show_state(state)
    window.session.show_scene(live.dialogue(), is_covered=False)
    window.show_shell(start.shell(Screen.SESSION))
    window.show_status_bar(live.status_bar(step=StepCell(status=status, step=Step.PRESENTATION)))


def _session_weak(window: MainWindow) -> None:
    banners = (live.weak_banner(), live.held_there_banner())
    window.session.show_state(live.session(roster=live.roster(is_weak=True), banners=banners))
    window.session.show_scene(live.dialogue(), is_covered=False)
    window.show_shell(start.shell(Screen.SESSION))
    window.show_status_bar(live.status_bar(line=live.WEAK))


def _session_reconnecting(window: MainWindow) -> None:
    state = live.session(
        roster=live.roster(is_lost=True),
        minutes=live.minutes(kept=Kept.HERE, waiting=3),
        verbs=live.verbs(is_lost=True),
        banners=(live.lost_banner(),),
        is_connected=False,
    )
    window.session.show_state(state)
    window.session.show_scene(live.dialogue(is_lost=True), is_covered=False)
    window.show_shell(start.shell(Screen.SESSION))
    display = DisplayCell(
        place=DisplayPlace.SCREEN, scene=SceneKind.DIALOGUE, is_line_lost=True,
        document_number=None, page=None,
    )  # fmt: skip
    unsent = UnsentCell(lines=6, papers=0, size_bytes=0, refused=0, is_offline=True)
    window.show_status_bar(live.status_bar(line=live.LOST, display=display, unsent=unsent))


def _session_not_opened(window: MainWindow) -> None:
    message = Message(code=MessageCode.NOT_OPENED, tone=Tone.INFO)
    state = live.session(
        status=SessionStatus.READY, clock_s=0, steps=live.step_panel(None),
        minutes=live.minutes(has_lines=False), papers=live.papers(has_papers=False),
        verbs=live.verbs(is_open=False), banners=(message,),
    )  # fmt: skip
    window.session.show_state(state)
    window.session.show_scene(live.scenes(None)["waiting"], is_covered=False)
    window.show_shell(start.shell(Screen.SESSION))
    window.show_status_bar(
        live.status_bar(step=StepCell(status=SessionStatus.READY, step=Step.OPENING), clock_s=0)
    )


def _session_conflict(window: MainWindow) -> None:
    message = Message(code=MessageCode.CONFLICT, tone=Tone.DANGER, data={"number": 5, "count": 1})
    window.session.show_state(
        live.session(minutes=live.minutes(message=message, has_conflict=True))
    )
    window.session.show_scene(live.dialogue(), is_covered=False)
    window.show_shell(start.shell(Screen.SESSION))
    window.show_status_bar(live.status_bar())


def _session_save_failed(window: MainWindow) -> None:
    message = Message(code="B-301", tone=Tone.DANGER)
    window.session.show_state(
        live.session(minutes=live.minutes(kept=Kept.FAILED, message=message, waiting=2))
    )
    window.session.show_scene(live.dialogue(), is_covered=False)
    window.show_shell(start.shell(Screen.SESSION))
    window.show_status_bar(live.status_bar(recording=RecordingWord.FAULT))


def _papers(window: MainWindow, page: PageImage | None) -> None:
    _session(window)
    state = live.session(papers=live.papers(page=page, is_on_stage=True))
    window.session.show_state(state)
    window.session.show_papers(is_open=True)


def _papers_empty(window: MainWindow) -> None:
    _session(window)
    message = Message(code="T-405", tone=Tone.WARN)
    empty = live.papers(has_papers=False)
    window.session.show_state(live.session(papers=replace(empty, message=empty.message or message)))
    window.session.show_papers(is_open=True)


def _room_check(window: MainWindow) -> None:
    _show_room_check(window, start.room_check(GOOD_ROOM, preview=SELF_VIEW))


def _room_check_before(window: MainWindow) -> None:
    _show_room_check(window, start.room_check(None))


def _room_check_poor(window: MainWindow) -> None:
    _show_room_check(window, start.room_check(POOR_ROOM, is_running=True, preview=SELF_VIEW))


def _room_check_not_usable(window: MainWindow) -> None:
    _show_room_check(window, start.room_check(EMPTY_ROOM))


def _show_room_check(window: MainWindow, state: RoomCheckViewState) -> None:
    window.room_check.show_state(state)
    window.show_shell(start.shell(Screen.ROOM_CHECK))
    window.show_status_bar(live.idle_bar())


def _devices(window: MainWindow) -> None:
    _show_devices(window, start.devices())


def _devices_away(window: MainWindow) -> None:
    _show_devices(window, start.devices_away())


def _devices_nothing(window: MainWindow) -> None:
    _show_devices(window, start.devices_nothing())


def _show_devices(window: MainWindow, state: DevicesViewState) -> None:
    window.devices.show_state(state)
    window.show_shell(start.shell(Screen.DEVICES))
    window.show_status_bar(live.idle_bar())


def _sheet(state: Callable[[], ReadinessSheetViewState]) -> Callable[[MainWindow], None]:
    def draw(window: MainWindow) -> None:
        window.readiness_sheet.show_state(state())
        window.show_shell(start.shell(Screen.READINESS_SHEET))
        window.show_status_bar(live.idle_bar())

    return draw


def _focal(state: Callable[[], FocalPointsViewState]) -> Callable[[MainWindow], None]:
    def draw(window: MainWindow) -> None:
        window.focal_points.show_state(state())
        window.show_shell(start.shell(Screen.FOCAL_POINTS))
        window.show_status_bar(live.idle_bar())

    return draw


def _agencies(state: Callable[[], AgenciesViewState]) -> Callable[[MainWindow], None]:
    def draw(window: MainWindow) -> None:
        window.agencies.show_state(state())
        window.show_shell(start.shell(Screen.AGENCIES))
        window.show_status_bar(live.idle_bar())

    return draw


def _difficulties(state: Callable[[], DifficultiesViewState]) -> Callable[[MainWindow], None]:
    def draw(window: MainWindow) -> None:
        window.difficulties.show_state(state())
        window.show_shell(start.shell(Screen.DIFFICULTIES))
        window.show_status_bar(live.idle_bar())

    return draw


def _unsent(window: MainWindow) -> None:
    window.unsent.show_state(start.unsent())
    window.show_shell(start.shell(Screen.UNSENT))
    window.show_status_bar(live.idle_bar())


def _unsent_done(window: MainWindow) -> None:
    window.unsent.show_state(start.unsent(is_all_sent=True))
    window.show_shell(start.shell(Screen.UNSENT))
    window.show_status_bar(live.status_bar(step=StepCell(status=None, step=None), clock_s=0))


def _settings(state: Callable[[], SettingsViewState]) -> Callable[[MainWindow], None]:
    def draw(window: MainWindow) -> None:
        window.settings.show_state(state())
        window.show_shell(start.shell(Screen.SETTINGS))
        window.show_status_bar(live.idle_bar())

    return draw


def _settings_last(window: MainWindow) -> None:
    """Down by the keyboard: the end of the list."""
    _settings(told.settings_forced)(window)
    _show(window)
    last = window.settings.findChild(QWidget, "setting-log_level")
    assert isinstance(last, QWidget)
    last.setFocus(Qt.FocusReason.TabFocusReason)


def _exit(window: MainWindow) -> None:
    _home(window)
    _show(window)
    prompt = Message(
        code=MessageCode.EXIT_UNSENT, tone=Tone.WARN, data={"items": 3, "bytes": 41_200_000}
    )
    window.show_shell(start.shell(Screen.HOME, start.PRACTICE, exit_prompt=prompt))


def _keys(window: MainWindow) -> None:
    _session(window)
    _show(window)
    window.keys_panel.show_screen(Screen.SESSION, start.PHONE)


def _line(window: MainWindow) -> None:
    _session(window)
    _show(window)
    window.line_panel.show_state(line_report())


def _offline_bar() -> StatusBarViewState:
    return replace(
        live.idle_bar(),
        line=live.LOST,
        unsent=UnsentCell(lines=3, papers=0, size_bytes=0, refused=0, is_offline=True),
    )


# ---- saving ------------------------------------------------------------------------------------


def _size_at(scale: float, size: QSize) -> tuple[int, int]:
    """150 % is looked at on the usual screen; the small one would be 910 pixels wide."""
    return (1920, 1080) if scale > 1 and size.width() < 1900 else (2560, 1440)


def _show(widget: QWidget) -> None:
    widget.show()
    _settle()


def _settle() -> None:
    QApplication.sendPostedEvents(None, 0)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _save(widget: QWidget, path: Path) -> None:
    _show(widget)
    widget.grab()  # lays everything out once
    _settle()
    loop = QEventLoop()
    QTimer.singleShot(60, loop.quit)
    loop.exec()  # zero timers and settled widths
    widget.grab().save(str(path))
    widget.hide()
    widget.deleteLater()
    _settle()


def _file_name(name: str, language: str, scale: float) -> str:
    return f"{name}-{language}-{round(scale * 100)}.png"


if __name__ == "__main__":
    sys.exit(main())
