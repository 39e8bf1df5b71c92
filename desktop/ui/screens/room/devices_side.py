"""Live beside the lists: the camera's picture, the microphone's level, loudspeaker and echo."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout, QWidget

from desktop.domain.devices.device import DeviceRole
from desktop.domain.media.call import SILENCE_DBFS
from desktop.presenters.room.devices_state import SPEAKING_DBFS, DevicesViewState, LevelField
from desktop.ui.panels.desk.speaker_said import Said, speaker_said
from desktop.ui.screens.room.devices_texts import (
    LEVEL_LIGHTS,
    LEVELS,
    ROLES,
    force_said,
    word,
)
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonSize
from desktop.ui.widgets.layout import column, panel, row
from desktop.ui.widgets.marks.level_meter import LevelMeter
from desktop.ui.widgets.pictures.frames import FrameHub
from desktop.ui.widgets.pictures.video_tile import (
    PREVIEW,
    TileFace,
    VeilFace,
    VideoTile,
    preview_face,
)
from desktop.ui.widgets.rows.folding_row import FoldingRow
from desktop.ui.widgets.text import ElidedLabel, make_label, make_paragraph, set_text

_PREVIEW = (200, 140)
_TALLEST = 250
_NARROW = 300
"""Below this width a figure stands under its meter."""


class LevelLine(QWidget):
    """The level of one microphone, its figure and a word on it."""

    def __init__(self, theme: Theme, role: DeviceRole) -> None:
        super().__init__()
        self.setObjectName(f"level-{role}")
        self._name = make_label(word(ROLES, role), TextRole.SMALL, "ink2")
        self.meter = LevelMeter(theme, block_width=14, height=18, zone_dbfs=SPEAKING_DBFS)
        self._figure = ElidedLabel(theme, TextRole.SMALL, "ink2", has_figures=True)
        self._said = Said(theme, f"levelSaid-{role}")
        layout = column(theme, self, gap=6)
        layout.addWidget(self._name)
        blocks, figure = row(theme), row(theme)
        blocks.addWidget(self.meter)
        blocks.addStretch(1)
        figure.addWidget(self._figure, 1)
        layout.addWidget(FoldingRow(theme, blocks, figure, narrow=_NARROW))
        layout.addWidget(self._said)

    def show_level(self, field: LevelField, *, is_one_of_two: bool) -> None:
        """is_one_of_two: whose it is must be said."""
        self._name.setVisible(is_one_of_two)
        self.meter.set_level(field.level_dbfs)
        figure = f"{round(field.level_dbfs)} dBFS".replace("-", "\N{MINUS SIGN}")
        self._figure.set_text(figure if field.level_dbfs > SILENCE_DBFS else "")
        self._said.say(LEVEL_LIGHTS[field.word], word(LEVELS, field.word))


class DevicesSide(QWidget):
    """What the devices in use do right now.

    speaker_test_pressed; echo_switched(bool): the devices take out their echo by themselves.
    """

    speaker_test_pressed = Signal()
    echo_switched = Signal(bool)

    def __init__(self, theme: Theme, frames: FrameHub) -> None:
        super().__init__()
        self._theme = theme
        self._tile = VideoTile(theme, "devicesPreview", frames, PREVIEW)
        self._tile.setMinimumSize(theme.px(_PREVIEW[0]), theme.px(_PREVIEW[1]))
        self._tile.setMaximumHeight(theme.px(_TALLEST))
        self._levels = {
            role: LevelLine(theme, role)
            for role in (DeviceRole.MICROPHONE, DeviceRole.OFFICER_MICROPHONE)
        }
        self._test = Button(
            theme,
            "testSpeaker",
            translate("Devices", "Thử loa"),
            size=ButtonSize.SMALL,
            icon=Icon.SPEAKER,
        )
        self._heard = Said(theme, "speakerSaid")
        self._echo = QCheckBox(translate("Devices", "Loa hội nghị tự khử vang"))
        self._echo.setObjectName("deviceCancelsEcho")
        self._echo.setAccessibleName(self._echo.text())
        self._pair = make_paragraph("", TextRole.SMALL, "ink2")
        self._force = Said(theme, "echoSaid")
        layout = column(theme, self, gap=8)
        layout.addWidget(self._tile, 3)
        layout.addWidget(self._build_microphone())
        layout.addWidget(self._build_speaker())
        layout.addWidget(self._build_echo())
        layout.addStretch()
        self._test.clicked.connect(self.speaker_test_pressed)
        self._echo.toggled.connect(self.echo_switched)

    def show_state(self, state: DevicesViewState) -> None:
        """Draws picture, level, what came of the test, and the echo."""
        self._tile.set_track(state.preview_track_id)
        self._tile.show_face(_face(state))
        self._show_levels(state)
        self._test.set_available(
            is_available=not state.speaker.is_running,
            reason=translate("Devices", "Đang phát tiếng thử."),
        )
        self._heard.say(*speaker_said(state.speaker, state.echo.state), is_spoken=True)
        self._show_echo(state)

    # ---- building --------------------------------------------------------------------------

    def _build_microphone(self) -> QWidget:
        sheet, layout = self._sheet()
        head = row(self._theme, gap=12)
        head.addWidget(make_label(translate("Devices", "Mức micro"), TextRole.BODY_STRONG))
        head.addStretch(1)
        caption = translate("Devices", "vạch xanh: mức tốt")
        head.addWidget(make_label(caption, TextRole.SMALL, "ink2"))
        layout.addLayout(head)
        for line in self._levels.values():
            layout.addWidget(line)
        return sheet

    def _build_speaker(self) -> QWidget:
        sheet, layout = self._sheet()
        head = row(self._theme, gap=12)
        head.addWidget(make_label(translate("Devices", "Tiếng loa"), TextRole.BODY_STRONG))
        head.addStretch(1)
        head.addWidget(self._test)
        layout.addLayout(head)
        layout.addWidget(self._heard)
        return sheet

    def _build_echo(self) -> QWidget:
        sheet, layout = self._sheet()
        layout.addWidget(self._echo)
        layout.addWidget(self._pair)
        layout.addWidget(self._force)
        return sheet

    def _sheet(self) -> tuple[QFrame, QVBoxLayout]:
        sheet = panel("sheet")
        return sheet, column(self._theme, sheet, gap=6, margins=(16, 8, 16, 10))

    # ---- drawing ---------------------------------------------------------------------------

    def _show_levels(self, state: DevicesViewState) -> None:
        fields = {field.role: field for field in state.levels}
        for role, line in self._levels.items():
            line.setVisible(role in fields)
            if role in fields:
                line.show_level(fields[role], is_one_of_two=len(fields) > 1)

    def _show_echo(self, state: DevicesViewState) -> None:
        rule = state.echo.rule
        with QSignalBlocker(self._echo):
            self._echo.setChecked(rule.does_device_cancel)
        self._echo.setEnabled(rule.can_change)
        if rule.is_locked:
            text = translate("Devices", "Do thành phố quy định, không đổi được trên máy này.")
        elif rule.can_change:
            text = translate(
                "Devices",
                "Chỉ bật khi micro và loa là một máy có sẵn khử vang. Áp dụng cho: {microphone} và "
                "{loudspeaker}.",
            ).format(microphone=rule.microphone, loudspeaker=rule.loudspeaker)
        else:
            text = translate("Devices", "Chọn được khi đã cắm micro và loa.")
        set_text(self._pair, text)
        self._force.say(*force_said(state.echo), is_spoken=True)


def _face(state: DevicesViewState) -> TileFace:
    veil = None
    if not state.is_engine_up:
        title = translate("Devices", "Đang mở hình và tiếng")
        veil = VeilFace(title=title, detail="", icon=Icon.REFRESH, is_card=True)
    elif state.preview_track_id is None or not state.camera:
        title = translate("Devices", "Chưa có hình")
        veil = VeilFace(title=title, detail="", icon=Icon.CAMERA_OFF, is_card=True)
    name = translate("Devices", "Camera phòng · xem trước")
    return preview_face(name, state.camera, veil)
