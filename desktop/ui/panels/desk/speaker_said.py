"""A light and a sentence; what is said of a test of the loudspeaker."""

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt
from PySide6.QtWidgets import QWidget

from desktop.domain.media.call import EchoCancelling
from desktop.domain.room.loudspeaker_test import SpeakerVerdict
from desktop.presenters.room.devices_state import SpeakerField
from desktop.ui.texts.texts import translate
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.announce import announce
from desktop.ui.widgets.layout import row
from desktop.ui.widgets.marks.light import Light, LightState
from desktop.ui.widgets.text import make_paragraph, set_text

_CONTEXT = "Devices"

VERDICTS: Mapping[StrEnum, object] = {
    SpeakerVerdict.CLEAR: QT_TRANSLATE_NOOP("Devices", "Micro nghe rõ loa, vọng {delay} ms."),
    SpeakerVerdict.FAINT: QT_TRANSLATE_NOOP(
        "Devices", "Micro nghe nhỏ, vọng {delay} ms. Tăng âm lượng loa rồi thử lại."
    ),
    SpeakerVerdict.NOT_HEARD: QT_TRANSLATE_NOOP(
        "Devices", "Micro không nghe thấy loa. Tăng âm lượng, xem dây loa rồi thử lại."
    ),
    SpeakerVerdict.MICROPHONE_DEAD: QT_TRANSLATE_NOOP(
        "Devices", "Micro không thu được gì. Bật công tắc trên micro rồi thử lại."
    ),
    SpeakerVerdict.IN_CALL: QT_TRANSLATE_NOOP(
        "Devices", "Đang trong cuộc tiếp nên không phát tiếng thử. Thử lại sau buổi tiếp."
    ),
    SpeakerVerdict.ROOM_CHECKED: QT_TRANSLATE_NOOP(
        "Devices", "Chương trình đang kiểm tra phòng. Chờ nửa phút rồi bấm lại."
    ),
    SpeakerVerdict.NO_LOUDSPEAKER: QT_TRANSLATE_NOOP(
        "Devices", "Chưa có loa để thử. Cắm loa rồi bấm F5."
    ),
    SpeakerVerdict.NO_MICROPHONE: QT_TRANSLATE_NOOP(
        "Devices", "Chưa có micro để nghe lại. Cắm micro rồi bấm F5."
    ),
    SpeakerVerdict.FAILED: QT_TRANSLATE_NOOP(
        "Devices", "Chưa thử được. Bấm Thử loa lần nữa; nếu vẫn vậy, gọi hỗ trợ."
    ),
}
CANCELLED_BY_DEVICE = QT_TRANSLATE_NOOP(
    "Devices",
    "Micro không nghe thấy loa. Thiết bị tự khử vang thì có thể như vậy: người trong phòng nghe "
    "thấy tiếng thử là được.",
)
_VERDICT_LIGHTS: Mapping[SpeakerVerdict, LightState] = {
    SpeakerVerdict.CLEAR: LightState.GOOD,
    SpeakerVerdict.FAINT: LightState.LOWER,
    SpeakerVerdict.NOT_HEARD: LightState.FAULT,
    SpeakerVerdict.MICROPHONE_DEAD: LightState.FAULT,
    SpeakerVerdict.FAILED: LightState.LOWER,
}


class Said(QWidget):
    """A light and a sentence."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._light = Light(theme, 18, LightState.NOT_YET)
        self._text = make_paragraph("", TextRole.BODY, "ink2")
        line = row(theme, self, gap=8)
        line.addWidget(self._light, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._text, 1)

    def say(self, light: LightState, text: str, *, is_spoken: bool = False) -> None:
        """is_spoken: read aloud when it changes."""
        if is_spoken and self._text.text() not in ("", text):
            announce(self, text)
        self._light.set_state(light)
        set_text(self._text, text)
        self.setAccessibleName(text)


def speaker_said(speaker: SpeakerField, echo: EchoCancelling) -> tuple[LightState, str]:
    """What came of the test, or what it does. echo: who takes it out now."""
    if speaker.is_running:
        return LightState.WORKING, translate("Devices", "Đang phát tiếng thử, xin giữ yên lặng…")
    test = speaker.test
    if test is None:
        idle = translate("Devices", "Loa phát ba tiếng ngắn, micro nghe lại. Khoảng 4 giây.")
        return LightState.NOT_YET, idle
    if test.verdict is SpeakerVerdict.NOT_HEARD and echo is EchoCancelling.DEVICE:
        return LightState.INFO, translate(_CONTEXT, str(CANCELLED_BY_DEVICE))
    text = translate(_CONTEXT, str(VERDICTS[test.verdict])).format(
        delay=round(test.delay_ms or 0.0)
    )
    return _VERDICT_LIGHTS.get(test.verdict, LightState.INFO), text
