"""Cài đặt: every setting, its value in words and who decided it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop.presenters.settings.settings_state import SettingGroup, SettingsViewState
from desktop.presenters.view.message import Message
from desktop.ui.screens.desk.setting_row import SHARES, SettingLineView
from desktop.ui.texts import setting_words
from desktop.ui.texts.texts import action_text, sentence, translate
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.banners.banner import Banner
from desktop.ui.widgets.button import Button, ButtonSize
from desktop.ui.widgets.layout import column, panel, row, rule, scrolled
from desktop.ui.widgets.lists.row_list import RowControl, RowList
from desktop.ui.widgets.rows.flow_row import FlowRow
from desktop.ui.widgets.text import make_label, make_paragraph, set_text

_MOST_PROBLEMS = 2


class SettingsScreen(QWidget):
    """One sheet for each group; a row can be reached by the keyboard.

    chosen(str, str): a setting's key and the value chosen for it. restart_pressed: the button of
    the message about choices that need another start.
    """

    chosen = Signal(str, str)
    restart_pressed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("settingsScreen")
        self._theme = theme
        self._banner = Banner(theme, "settingsBanner")
        self._banner.pressed.connect(self.restart_pressed)
        self._problems = [
            Banner(theme, f"settingsProblem{place}", is_compact=True)
            for place in range(_MOST_PROBLEMS)
        ]
        self._lists: dict[str, RowList] = {}
        self._links: dict[str, Button] = {}
        self._link_row = FlowRow(theme, gap=8, line_gap=8)
        self._places = make_paragraph("", TextRole.SMALL, "ink2")
        self._scroll: QScrollArea
        self._build()

    def show_state(self, state: SettingsViewState) -> None:
        """Draws every row."""
        self._show_message(state.message)
        for place, banner in enumerate(self._problems):
            banner.setVisible(place < len(state.problems))
            if place < len(state.problems):
                said = sentence(state.problems[place])
                banner.show_message(
                    state.problems[place].tone.value, said.fact, said.rest, said.code
                )
        for group in state.groups:
            self._show_group(group)
        lines = (
            f"{setting_words.source_of(source)}: {setting_words.breakable(place)}"
            for source, place in state.places
        )
        set_text(self._places, "\n".join(lines))
        self._places.setVisible(bool(state.places))

    def take_focus(self) -> None:
        """To the first line, so that the arrows go down the list."""
        for line in self._lines()[:1]:
            line.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- building --------------------------------------------------------------------------

    def _build(self) -> None:
        theme = self._theme
        layout = column(theme, self, gap=16, margins=(24, 20, 24, 20))
        names = column(theme)
        names.addWidget(make_label(translate("Words", "Cài đặt"), TextRole.SCREEN_TITLE))
        about = translate(
            "Settings",
            "Giá trị đang dùng và ai quyết định. Cỡ chữ và tương phản đổi ngay khi chọn; lựa chọn "
            "khác có hiệu lực từ lần mở sau.",
        )
        names.addWidget(make_paragraph(about, TextRole.BODY, "ink2"))
        layout.addLayout(names)
        layout.addWidget(self._link_row)
        layout.addWidget(self._banner)
        for banner in self._problems:
            layout.addWidget(banner)
        content = QWidget()
        self._sheets = column(theme, content, gap=16)
        self._sheets.addWidget(self._build_about())
        self._sheets.addStretch(1)
        self._scroll = scrolled(content)
        layout.addWidget(self._scroll, 1)

    def _build_about(self) -> QWidget:
        sheet = panel("sheet", "settingsAbout")
        inner = column(self._theme, sheet, gap=8, margins=(20, 12, 20, 14))
        title = translate("Settings", "Phân quyền thay đổi")
        inner.addWidget(make_label(title, TextRole.BODY_STRONG))
        text = translate(
            "Settings",
            "Chính sách của thành phố đứng trên hết (có hình khóa), rồi đến giá trị đặt cho cả "
            "máy, lựa chọn của người dùng, cuối cùng là mặc định. Ô có mũi tên thì chọn ngay tại "
            "đây; các mục khác do cán bộ kỹ thuật đổi bằng chính sách, bộ cài hoặc tệp cấu hình.",
        )
        inner.addWidget(make_paragraph(text, TextRole.SMALL, "ink2"))
        inner.addWidget(self._places)
        sheet.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # the keyboard scrolls down to it
        sheet.setAccessibleName(f"{title}. {text}")
        return sheet

    def _header(self, title: str) -> QWidget:
        head = panel("sunken")
        line = row(self._theme, head, gap=16, margins=(20, 8, 20, 8))
        texts = (
            (title, TextRole.BODY_STRONG, "ink"),
            (translate("Settings", "Giá trị"), TextRole.SMALL_MEDIUM, "ink2"),
            (translate("Settings", "Nguồn"), TextRole.SMALL_MEDIUM, "ink2"),
        )
        for share, (text, role, tone) in zip(SHARES, texts, strict=True):
            line.addWidget(make_paragraph(text, role, tone), share)
        return head

    # ---- drawing ---------------------------------------------------------------------------

    def _show_message(self, message: Message | None) -> None:
        self._banner.setVisible(message is not None)
        if message is not None:
            said = sentence(message)
            self._banner.show_message(
                message.tone.value, said.fact, said.rest, said.code, action_text(message)
            )

    def _show_group(self, group: SettingGroup) -> None:
        if group.part not in self._lists:
            self._add_sheet(group)
        rows = self._lists[group.part]
        rows.keep([one.line.key for one in group.rows], self._make_row)
        for place, one in enumerate(group.rows):
            view = rows.row(one.line.key)
            if isinstance(view, SettingLineView):
                view.show_row(one, is_last=place == len(group.rows) - 1)

    def _add_sheet(self, group: SettingGroup) -> None:
        sheet = panel("sheet", f"settings-{group.part}")
        table = column(self._theme, sheet, margins=(1, 1, 1, 1))
        title = translate("Settings", str(setting_words.PARTS[group.part]))
        table.addWidget(self._header(title))
        table.addWidget(rule("h-edge"))
        self._lists[group.part] = RowList(self._theme, f"settingRows-{group.part}")
        table.addWidget(self._lists[group.part])
        self._sheets.insertWidget(len(self._lists) - 1, sheet)
        link = Button(self._theme, f"settingsLink-{group.part}", title, size=ButtonSize.SMALL)
        link.setProperty("part", str(group.part))
        link.clicked.connect(self._on_link)
        self._links[group.part] = link
        self._link_row.show_widgets(tuple(self._links.values()))

    def _make_row(self, key: str) -> SettingLineView:
        view = SettingLineView(self._theme, key)
        view.value_chosen.connect(self.chosen)
        view.chosen.connect(self._reveal)
        view.stepped.connect(self._step)
        return view

    def _lines(self) -> list[RowControl]:
        """Of all sheets, from above."""
        found = (rows.row(key) for rows in self._lists.values() for key in rows.keys())  # noqa: SIM118
        return [one for one in found if one is not None]

    def _step(self, key: str, steps: int) -> None:
        lines = self._lines()
        place = next(at for at, line in enumerate(lines) if line.key == key)
        there = min(len(lines) - 1, max(0, place + steps))
        lines[there].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_link(self) -> None:
        """To a part: its heading at the top, the keyboard on its first line."""
        rows = self._lists[str(self.sender().property("part"))]
        first = rows.row(rows.keys()[0])
        sheet = rows.parentWidget()
        if first is not None and sheet is not None:
            self._scroll.verticalScrollBar().setValue(sheet.y())
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _reveal(self, key: str) -> None:
        """The line that has the keyboard stays in sight."""
        for line in self._lines():
            if line.key == key:
                self._scroll.ensureWidgetVisible(line)
