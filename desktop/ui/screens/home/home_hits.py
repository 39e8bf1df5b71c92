"""What a search found in other sessions, in minutes and among papers: below the list."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.presenters.home.home_state import HitPlace, HomeHit
from desktop.ui.texts import formats
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.layout import column, panel, row
from desktop.ui.widgets.lists.row_list import RowControl, RowList
from desktop.ui.widgets.marks.icon_label import IconLabel
from desktop.ui.widgets.text import ElidedLabel, make_label, set_text

_ICONS: Mapping[HitPlace, Icon] = {
    HitPlace.CASE: Icon.FOLDER,
    HitPlace.MINUTES: Icon.PEN,
    HitPlace.PAPER: Icon.DOCUMENT,
}


class HomeHits(QWidget):
    """A heading and the hits. opened(str): the session of the hit that was clicked or entered."""

    opened = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._sessions: dict[str, str] = {}
        self._rows = RowList(theme, "homeHits")
        self._more = make_label("", TextRole.SMALL, "ink2")
        heading = panel("sunken")
        head = row(theme, heading, margins=(20, 8, 20, 8))
        text = translate("Home", "Tìm thấy ở buổi khác, trong biên bản và tên tài liệu")
        head.addWidget(make_label(text, TextRole.SMALL_STRONG, "ink2"))
        more = row(theme, margins=(20, 8, 20, 8))
        more.addWidget(self._more)
        layout = column(theme, self)
        layout.addWidget(heading)
        layout.addWidget(self._rows)
        layout.addLayout(more)
        self.hide()

    @property
    def has_any(self) -> bool:
        """Whether there is something to see."""
        return bool(self._rows.keys())

    def show_hits(self, hits: Sequence[HomeHit], more: int) -> None:
        """more: how many were found that are not among these."""
        self._sessions = {hit.key: str(hit.session_id) for hit in hits}
        self._rows.keep([hit.key for hit in hits], self._make_row)
        for hit in hits:
            control = self._rows.row(hit.key)
            if isinstance(control, _HitRow):
                control.show_hit(hit)
        text = translate("Home", "Còn {count} kết quả. Gõ thêm để thu hẹp.")
        set_text(self._more, text.format(count=more))
        self._more.setVisible(more > 0)
        self.setVisible(bool(hits))

    def _make_row(self, key: str) -> RowControl:
        control = _HitRow(self._theme, key)
        control.activated.connect(self._on_opened)
        return control

    def _on_opened(self, key: str) -> None:
        self.opened.emit(self._sessions[key])


class _HitRow(RowControl):
    def __init__(self, theme: Theme, key: str) -> None:
        super().__init__(theme, key, f"hit-{key}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._icons = {place: IconLabel(theme, icon, 20, "ink2") for place, icon in _ICONS.items()}
        self._excerpt = ElidedLabel(theme, TextRole.BODY)
        self._where = ElidedLabel(theme, TextRole.SMALL, "ink2")
        layout = row(theme, self, gap=16, margins=(20, 10, 20, 10))
        for icon in self._icons.values():
            layout.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        words = column(theme, gap=2)
        words.addWidget(self._excerpt)
        words.addWidget(self._where)
        layout.addLayout(words, 1)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """One click: nothing else can be done here."""
        super().mouseReleaseEvent(event)
        is_inside = self.rect().contains(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and is_inside:
            self.activated.emit(self.key)

    def show_hit(self, hit: HomeHit) -> None:
        """Draws the hit."""
        for place, icon in self._icons.items():
            icon.setVisible(place is hit.place)
        self._excerpt.set_text(hit.excerpt)
        where = f"{_place_text(hit.place)} · {hit.title} · {formats.day(hit.starts_at)}"
        self._where.set_text(where)
        self.setAccessibleName(f"{hit.excerpt}, {where}")


def _place_text(place: HitPlace) -> str:
    texts = {
        HitPlace.CASE: translate("Home", "Vụ việc, buổi tiếp"),
        HitPlace.MINUTES: translate("Home", "Biên bản"),
        HitPlace.PAPER: translate("Home", "Tài liệu"),
    }
    return texts[place]
