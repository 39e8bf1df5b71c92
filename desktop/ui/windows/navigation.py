"""The side menu: only screens that exist."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame

from desktop.presenters.shell_state import Screen, ShellViewState
from desktop.ui import words
from desktop.ui.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonRole, ButtonSize
from desktop.ui.widgets.crest import Crest
from desktop.ui.widgets.layout import column, row
from desktop.ui.widgets.text import make_label, make_paragraph, set_text

_WIDTH = 264
_ICONS = {
    Screen.HOME: Icon.CALENDAR,
    Screen.ROOM_CHECK: Icon.LIST_STEPS,
    Screen.DEVICES: Icon.CAMERA,
    Screen.READINESS_SHEET: Icon.DOCUMENT,
    Screen.FOCAL_POINTS: Icon.PEOPLE,
    Screen.DIFFICULTIES: Icon.FLAG,
    Screen.UNSENT: Icon.UNSENT,
    Screen.SETTINGS: Icon.SETTINGS,
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
        self._buttons: dict[Screen, Button] = {}
        self._entries = column(theme, gap=2)
        self._site = make_paragraph("", TextRole.SMALL, "ink2")
        self._officer = make_paragraph("", TextRole.SMALL_STRONG, "ink")
        self._lock = Button(
            theme, "signOut", translate("Shell", "Khóa"), size=ButtonSize.SMALL, icon=Icon.LOCK
        )
        self._help = Button(
            theme, "help", translate("Shell", "Trợ giúp"), size=ButtonSize.SMALL, icon=Icon.HELP
        ).with_key("F1")
        self._second = Button(
            theme,
            "secondRoom",
            translate("Shell", "Mở phòng thứ hai"),
            size=ButtonSize.SMALL,
            icon=Icon.WINDOW_SECOND,
        )
        self._build()

    def show_state(self, state: ShellViewState) -> None:
        """Draws the entries; without any the column is hidden."""
        self.setVisible(bool(state.navigation))
        for item in state.navigation:
            button = self._buttons.get(item.screen)
            if button is None:
                button = self._make(item.screen)
            button.setChecked(item.is_current)
            button.with_key(str(item.badge) if item.badge else "")
            button.setAccessibleDescription(
                translate("Shell", "{count} mục").format(count=item.badge) if item.badge else ""
            )
        set_text(self._site, state.site_name)
        set_text(self._officer, state.officer_name)
        self._second.setVisible(state.can_open_second_room)

    def _build(self) -> None:
        theme = self._theme
        layout = column(theme, self, gap=4, margins=(12, 16, 12, 16))
        brand = row(theme, gap=12, margins=(4, 0, 4, 12))
        brand.addWidget(Crest(theme, 40))
        names = column(theme)
        names.addWidget(make_label(translate("Shell", "Tiếp công dân"), TextRole.BODY_STRONG))
        names.addWidget(make_label(translate("Shell", "trực tuyến"), TextRole.SMALL, "ink2"))
        brand.addLayout(names, 1)
        layout.addLayout(brand)
        layout.addLayout(self._entries)
        layout.addStretch(1)
        layout.addWidget(self._second)
        layout.addSpacing(theme.px(8))
        who = column(theme, margins=(12, 0, 12, 0))
        who.addWidget(self._officer)
        who.addWidget(self._site)
        layout.addLayout(who)
        layout.addSpacing(theme.px(8))
        tools = row(theme, gap=8)
        tools.addWidget(self._lock, 1)
        tools.addWidget(self._help, 1)
        layout.addLayout(tools)
        self._lock.clicked.connect(self.locked)
        self._help.clicked.connect(self.help_asked)
        self._second.clicked.connect(self.second_room_asked)

    def _make(self, screen: Screen) -> Button:
        button = Button(
            self._theme, f"nav-{screen}", words.word(words.NAVIGATION, screen),
            ButtonRole.NAVIGATION, icon=_ICONS.get(screen, Icon.GO),
        )  # fmt: skip
        button.setCheckable(True)
        button.setProperty("screen", screen.value)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(self._on_clicked)
        self._entries.addWidget(button)
        self._buttons[screen] = button
        return button

    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            button.setChecked(True)
            self.screen_chosen.emit(str(button.property("screen")))
