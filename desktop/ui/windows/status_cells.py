"""What the nine cells of the status bar show."""

from desktop.domain.media.call import Quality, QualityCause
from desktop.domain.reception.status import SessionStatus, Step
from desktop.domain.recording.lamp import RecordingWord
from desktop.presenters.conduct.roster.roster_state import MicrophoneWord
from desktop.presenters.shell.status_bar_state import CameraWord, DisplayPlace, StatusBarViewState
from desktop.ui.panels.conduct.tile_words import BARS
from desktop.ui.scenes.scene_words import document_label, line_lost_label
from desktop.ui.texts import counts, formats, words
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.widgets.marks.light import LightState
from desktop.ui.widgets.status_bar import CellFace, StatusBar

CELLS = (
    ("microphoneCell", 0.8),
    ("cameraCell", 0.95),
    ("recordingCell", 0.95),
    ("lineCell", 1.7),
    ("unsentCell", 1.0),
    ("stepCell", 1.15),
    ("clockCell", 1.0),
    ("speakingCell", 1.05),
    ("displayCell", 1.0),
)
_TONES = {Quality.GOOD: "ok", Quality.FAIR: "warn", Quality.WEAK: "warn", Quality.LOST: "danger"}
_BEFORE = frozenset(
    {
        SessionStatus.SCHEDULED,
        SessionStatus.NOTIFIED,
        SessionStatus.TRIAL_PASSED,
        SessionStatus.CONNECTING,
        SessionStatus.READY,
    }
)


def show_cells(bar: StatusBar, state: StatusBarViewState) -> None:
    """Draws all cells and the red edge."""
    cells = bar.cells
    cells["microphoneCell"].show_face(microphone_face(state.microphone))
    cells["cameraCell"].show_face(camera_face(state.camera))
    cells["recordingCell"].show_face(recording_face(state.recording, state.lost_s))
    cells["lineCell"].show_face(line_face(state))
    cells["unsentCell"].show_face(unsent_face(state))
    cells["stepCell"].show_face(step_face(state))
    clock = CellFace(
        caption=translate("StatusBar", "Giờ buổi"), value=formats.clock(state.clock_s),
        tone="ink" if state.step.status is not None else "ink3", symbol=Icon.TIMER,
    )  # fmt: skip
    cells["clockCell"].show_face(clock, is_spoken=False)
    cells["speakingCell"].show_face(speaking_face(state))
    cells["displayCell"].show_face(display_face(state))
    bar.set_red_edge(is_red=state.shows_document)
    bar.set_leading(frozenset(f"{one}Cell" for one in state.leads))


def microphone_face(word: MicrophoneWord) -> CellFace:
    """Micro: mở, tắt, chờ lời, nền tảng khác."""
    looks = {
        MicrophoneWord.OPEN: ("ok", Icon.MICROPHONE),
        MicrophoneWord.OFF: ("ink3", Icon.MICROPHONE_OFF),
        MicrophoneWord.WAITING: ("warn", Icon.HAND),
        MicrophoneWord.ELSEWHERE: ("ink3", Icon.MONITOR),
    }
    tone, icon = looks[word]
    value = words.word(words.MICROPHONES, word)
    return CellFace(caption=translate("StatusBar", "Micro"), value=value, tone=tone, symbol=icon)


def camera_face(word: CameraWord) -> CellFace:
    """Camera: mở, tắt, xem trước, không có, nền tảng khác."""
    looks = {
        CameraWord.ON: ("ok", Icon.CAMERA),
        CameraWord.PREVIEW: ("ok", Icon.CAMERA),
        CameraWord.OFF: ("ink3", Icon.CAMERA_OFF),
        CameraWord.MISSING: ("warn", Icon.CAMERA_OFF),
        CameraWord.ELSEWHERE: ("ink3", Icon.MONITOR),
    }
    tone, icon = looks[word]
    value = words.word(words.CAMERAS, word)
    return CellFace(caption=translate("StatusBar", "Camera"), value=value, tone=tone, symbol=icon)


def recording_face(word: RecordingWord, lost_s: int = 0) -> CellFace:
    """GHI: a fault fills the cell; with the seconds that are lost, while some are."""
    lights = {
        RecordingWord.RECORDING: ("danger", LightState.RECORDING),
        RecordingWord.FAULT: ("danger", LightState.FAULT),
        RecordingWord.OFF: ("ink2", LightState.AHEAD),
    }
    tone, light = lights[word]
    caption = translate("StatusBar", "GHI")
    if lost_s:
        caption = translate("StatusBar", "Mất {count} s").format(count=lost_s)
    return CellFace(
        caption=caption, value=words.word(words.RECORDINGS, word),
        tone=tone, symbol=light, is_alarm=word is RecordingWord.FAULT,
    )  # fmt: skip


def line_face(state: StatusBarViewState) -> CellFace:
    """Đường truyền, with whose fault it is behind the word; hollow while nothing was measured."""
    caption = translate("StatusBar", "Đường truyền")
    line = state.line
    if line is None:
        value = translate("StatusBar", "chưa đo")
        return CellFace(caption=caption, value=value, tone="ink3", symbol=0)
    cause = words.word(words.CAUSES, line.cause)
    quality = words.word(words.QUALITIES, line.quality)
    short = {
        QualityCause.OUR_LINE: translate("StatusBar", "phòng này"),
        QualityCause.THEIR_LINE: translate("StatusBar", "nơi kia"),
    }.get(line.cause, "")
    return CellFace(
        caption=caption,
        value=f"{quality}, {cause}" if cause else quality,
        tone=_TONES[line.quality],
        symbol=BARS[line.quality],
        short=f"{quality}, {short}" if short else "",
    )


def unsent_face(state: StatusBarViewState) -> CellFace:
    """Chưa gửi."""
    cell = state.unsent
    caption = translate("StatusBar", "Chưa gửi")
    icon = Icon.UNSENT_OFF if cell.is_offline else Icon.UNSENT
    if cell.refused:
        value = translate("StatusBar", "{items} bị từ chối").format(
            items=counts.items(cell.refused)
        )
        short = translate("StatusBar", "{count} từ chối").format(count=cell.refused)
        return CellFace(caption=caption, value=value, tone="danger", symbol=icon, short=short)
    value = counts.items(cell.items) if cell.items else "0"
    tone = "warn" if cell.items or cell.is_offline else "ink"
    return CellFace(caption=caption, value=value, tone=tone, symbol=icon)


def step_face(state: StatusBarViewState) -> CellFace:
    """Bước."""
    cell = state.step
    tone = "ink"
    if cell.status is None:
        value, tone = translate("StatusBar", "không có"), "ink3"
    elif cell.status is SessionStatus.PAUSED:
        value, tone = words.word(words.STATUSES, cell.status), "warn"
    elif cell.status in _BEFORE:
        value = translate("StatusBar", "chưa mở")
    elif cell.step is None:
        value = translate("StatusBar", "đã kết thúc")
    else:
        name = words.word(words.STEPS, cell.step)
        value = f"{name[:1].lower()}{name[1:]}"
    caption = translate("StatusBar", "Bước")
    return CellFace(caption=caption, value=value, tone=tone, symbol=Icon.LIST_STEPS)


def speaking_face(state: StatusBarViewState) -> CellFace:
    """Đang nói; in a pause and in a consultation nobody is heard, and it is a turn alone."""
    cell, step = state.speaking, state.step
    is_held = step.status is SessionStatus.PAUSED or step.step is Step.CONSULTATION
    value = cell.label or translate("StatusBar", "không có")
    is_late = cell.clock is not None and cell.clock.is_last_minute
    tone = "ink" if cell.label else "ink3"
    return CellFace(
        caption=translate("StatusBar", "Lượt nói")
        if is_held
        else translate("StatusBar", "Đang nói"),
        value=value,
        tone="warn" if is_late else tone,
        symbol=Icon.SPEAKING,
    )


def display_face(state: StatusBarViewState) -> CellFace:
    """MH2: the scene shown."""
    cell = state.display
    caption = translate("StatusBar", "MH2")
    if cell.place in (DisplayPlace.NONE, DisplayPlace.OFF):
        value = translate("StatusBar", "chưa mở")
        return CellFace(caption=caption, value=value, tone="ink3", symbol=Icon.MONITOR)
    if cell.is_line_lost:
        value = line_lost_label()
        return CellFace(caption=caption, value=value, tone="warn", symbol=Icon.MONITOR)
    if state.shows_document and cell.document_number is not None:
        value = document_label(cell.document_number, cell.page)
        return CellFace(caption=caption, value=value, tone="danger", symbol=Icon.PRESENT)
    value = words.word(words.SCENES, cell.scene)
    tone = "ink" if state.step.status is not None else "ink3"
    return CellFace(caption=caption, value=value, tone=tone, symbol=Icon.MONITOR)
