"""Đọc thẻ bằng camera: the camera's picture, where to hold the card, and the way out."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.presenters.casework.intake.intake_card import CardLookView
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.button import Button, ButtonSize
from desktop.ui.widgets.layout import column, panel
from desktop.ui.widgets.pictures.frames import FrameHub
from desktop.ui.widgets.pictures.video_tile import PREVIEW, VeilFace, VideoTile, preview_face
from desktop.ui.widgets.side_panel import SidePanel
from desktop.ui.widgets.text import make_paragraph

_WIDTH = 560
_PICTURE_HEIGHT = 292


class CardPanel(SidePanel):
    """At the right of the intake while a card is looked for. `closed`: it is typed by hand."""

    def __init__(self, theme: Theme, frames: FrameHub, host: QWidget) -> None:
        super().__init__(theme, "cardPanel", host, _WIDTH)
        by_hand = translate("Intake", "Thôi, gõ tay")
        self.set_titles(translate("Intake", "Đọc thẻ bằng camera"), by_hand)
        self._tile = VideoTile(theme, "cardPicture", frames, PREVIEW)
        self._tile.setMinimumHeight(theme.px(_PICTURE_HEIGHT))
        self._by_hand = Button(theme, "cardByHand", by_hand, size=ButtonSize.LARGE).with_key("Esc")
        self.body.addWidget(self._tile)
        self.body.addWidget(
            make_paragraph(
                translate(
                    "Intake",
                    "Đưa mặt có mã vuông của thẻ căn cước lại gần camera, cho thẻ rộng khoảng hai "
                    "phần ba hình và giữ yên. Đọc được thì các ô tự điền. Hình không được lưu.",
                )
            )
        )
        self.body.addStretch(1)
        footer = panel("footer")
        column(theme, footer, margins=(20, 12, 20, 12)).addWidget(self._by_hand)
        self.foot.addWidget(footer)
        self._by_hand.clicked.connect(self.closed)

    def show_look(self, look: CardLookView | None) -> None:
        """Opens with the look, or shuts."""
        self._tile.set_track(None if look is None else look.preview_track_id)
        if look is None:
            self.shut()
            return
        veil = None
        if look.preview_track_id is None:
            title = translate("Intake", "Chưa có hình")
            veil = VeilFace(title=title, detail="", icon=Icon.CAMERA, is_card=True)
        self._tile.show_face(preview_face(translate("Intake", "Camera"), "", veil))
        if not self.isVisible():
            self.open()
            self._by_hand.setFocus(Qt.FocusReason.OtherFocusReason)
