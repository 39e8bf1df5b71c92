"""The side menu: only screens that exist, and that the person at the desk may open."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from desktop.presenters.shell.shell_state import (
    MenuEntry,
    MenuGroup,
    NavigationItem,
    ShellViewState,
)
from desktop.ui.texts import counts, menu_words, words
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import ButtonRole, ButtonSize
from desktop.ui.widgets.layout import column, row
from desktop.ui.widgets.marks.crest import Crest
from desktop.ui.widgets.text import make_label, make_paragraph, set_text
from desktop.ui.windows.rail_button import RAIL_WIDTH, RailButton

_WIDTH = 248
_ICONS = {
    MenuEntry.HOME: Icon.CALENDAR,
    MenuEntry.WAITING: Icon.HISTORY,
    MenuEntry.CASES: Icon.FOLDER,
    MenuEntry.REGISTER: Icon.DOCUMENT,
    MenuEntry.CONCLUSIONS: Icon.LIST_STEPS,
    MenuEntry.ROOM: Icon.CAMERA,
    MenuEntry.REPORTS: Icon.FLAG,
    MenuEntry.CALENDAR: Icon.CLOCK,
    MenuEntry.UNSENT: Icon.UNSENT,
    MenuEntry.SETTINGS: Icon.SETTINGS,
}


class Navigation(QFrame):
    """The column at the left.

    screen_chosen(str): a Screen; locked: sign out; second_room_asked: practice only;
    help_asked.
    """

    screen_chosen = Signal(str)
    locked = Signal()
    second_room_asked = Signal()
    help_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("navigation")
        self.setProperty("panel", "left-column")
        self.setFixedWidth(theme.px(_WIDTH))
        self._theme = theme
        self._is_rail = False
        self._buttons: dict[MenuEntry, RailButton] = {}
        self._captions: dict[MenuGroup, QLabel] = {}
        self._entries = column(theme, gap=2)
        self._brand = QWidget()
        self._who = QWidget()
        self._site = make_paragraph("", TextRole.SMALL, "ink2")
        self._officer = make_paragraph("", TextRole.SMALL_STRONG, "ink")
        small = ButtonSize.SMALL
        self._lock = RailButton(
            theme, "signOut", translate("Shell", "Khóa"), size=small, icon=Icon.LOCK
        )
        self._help = RailButton(
            theme, "help", translate("Shell", "Trợ giúp"), size=small, icon=Icon.HELP
        )
        self._help.with_key("F1")
        self._second = RailButton(
            theme,
            "secondRoom",
            translate("Shell", "Mở phòng thứ hai"),
            size=small,
            icon=Icon.WINDOW_SECOND,
        )
        self._second.with_rail_text(translate("Shell", "Phòng 2"))
        self._tools = row(theme, gap=8)
        self._build()

    def show_state(self, state: ShellViewState) -> None:
        """Draws the entries; without any the column is hidden."""
        self.setVisible(bool(state.navigation))
        if state.navigation and [*self._buttons] != [one.entry for one in state.navigation]:
            self._fill(state.navigation)
        for item in state.navigation:
            button = self._buttons[item.entry]
            button.setProperty("screen", item.screen.value)
            button.setChecked(item.is_current)
            button.show_badge(item.badge, is_overdue=item.is_overdue)
            button.setAccessibleDescription(counts.items(item.badge) if item.badge else "")
        set_text(self._site, state.site_name)
        set_text(self._officer, state.officer_name)
        self._second.setVisible(state.can_open_second_room)

    def show_as_rail(self, *, is_rail: bool) -> None:
        """A narrow column, each icon above its word: where the window is narrow for its text."""
        if is_rail == self._is_rail:
            return
        self._is_rail = is_rail
        self.setFixedWidth(self._theme.px(RAIL_WIDTH if is_rail else _WIDTH))
        for widget in (self._brand, self._who, *self._captions.values()):
            widget.setVisible(not is_rail)
        for button in (*self._buttons.values(), self._lock, self._help, self._second):
            button.show_as_rail(is_rail=is_rail)
        way = self._tools.Direction
        self._tools.setDirection(way.TopToBottom if is_rail else way.LeftToRight)
        side = self._theme.px(4 if is_rail else 12)
        self._outer.setContentsMargins(side, side, side, side)

    def _build(self) -> None:
        theme = self._theme
        self._outer = column(theme, self, gap=4, margins=(12, 12, 12, 12))
        brand = row(theme, self._brand, gap=12, margins=(4, 4, 4, 12))
        brand.addWidget(Crest(theme, 40))
        names = column(theme)
        names.addWidget(make_label(translate("Shell", "Tiếp công dân"), TextRole.BODY_STRONG))
        names.addWidget(make_label(translate("Shell", "trực tuyến"), TextRole.SMALL, "ink2"))
        brand.addLayout(names, 1)
        self._outer.addWidget(self._brand)
        self._outer.addLayout(self._entries)
        self._outer.addStretch(1)
        self._outer.addWidget(self._second)
        who = column(theme, self._who, margins=(12, 8, 12, 8))
        who.addWidget(self._officer)
        who.addWidget(self._site)
        self._outer.addWidget(self._who)
        self._tools.addWidget(self._lock, 1)
        self._tools.addWidget(self._help, 1)
        self._outer.addLayout(self._tools)
        self._lock.clicked.connect(self.locked)
        self._help.clicked.connect(self.help_asked)
        self._second.clicked.connect(self.second_room_asked)

    def _fill(self, items: tuple[NavigationItem, ...]) -> None:
        """Anew for whoever sits down: the menu follows the role."""
        for widget in (*self._buttons.values(), *self._captions.values()):
            widget.hide()
            self._entries.removeWidget(widget)
            widget.deleteLater()
        self._buttons, self._captions = {}, {}
        for item in items:
            if item.group is not MenuGroup.RECEPTION and item.group not in self._captions:
                self._add_caption(item.group)
            self._add(item.entry)

    def _add_caption(self, group: MenuGroup) -> None:
        caption = make_label(words.word(menu_words.GROUPS, group), TextRole.CAPTION, "ink2")
        caption.setContentsMargins(self._theme.px(12), self._theme.px(10), 0, 0)
        self._entries.addWidget(caption)  # first: without a parent it would be a window
        caption.setVisible(not self._is_rail)
        self._captions[group] = caption

    def _add(self, entry: MenuEntry) -> None:
        button = RailButton(
            self._theme, f"nav-{entry}", words.word(menu_words.ENTRIES, entry),
            ButtonRole.NAVIGATION, icon=_ICONS[entry],
        )  # fmt: skip
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(self._on_clicked)
        button.show_as_rail(is_rail=self._is_rail)
        self._entries.addWidget(button)
        self._buttons[entry] = button

    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, RailButton):
            button.setChecked(True)
            self.screen_chosen.emit(str(button.property("screen")))
