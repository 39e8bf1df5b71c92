"""Kiểm tra thành phần và công bố: everybody by site, each noted by keys; beside the minutes."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.conduct.announcement import Announcement
from desktop.domain.conduct.roll_call import RollMark
from desktop.presenters.conduct.roll.roll_state import AnnouncementRow, RollRow, RollSheet
from desktop.ui.panels.conduct.roll import roll_texts
from desktop.ui.panels.conduct.roll.roll_boxes import AskBox, NewPersonBox
from desktop.ui.panels.conduct.roll.roll_row import RollRowView
from desktop.ui.texts import formats, sheet_words, words
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.banners.banner import Banner
from desktop.ui.widgets.button import Button, ButtonRole, ButtonSize
from desktop.ui.widgets.layout import clear, column, panel, row, scroll_to
from desktop.ui.widgets.marks.light import Light, LightState
from desktop.ui.widgets.side_panel import SheetPanel
from desktop.ui.widgets.text import make_label, make_note, set_text

_WIDTH = 480


class RollPanel(SheetPanel[RollSheet]):
    """Lies over the left of the session: the minutes stay in sight.

    mark_pressed(str, str): a person's id and a RollMark; dropped(str): a person's id;
    announced(str): an Announcement; adding_asked(str): a name, "" for one to be typed. `ask` and
    `adding`: what is typed. backed: Esc, what is typed goes first; `closed`: the sheet goes.
    """

    mark_pressed = Signal(str, str)
    dropped = Signal(str)
    announced = Signal(str)
    adding_asked = Signal(str)

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, "rollPanel", host, _WIDTH, is_left=True, takes_back=True)
        self.set_titles(
            translate("Roll", "Thành phần và công bố"), translate("Roll", "Trở lại buổi tiếp")
        )
        self._counts = make_note("", TextRole.BODY_STRONG)
        self._announcements = column(theme, gap=8)
        self._sayings = dict[Announcement, Button]()
        self._received = column(theme, gap=8)
        self._people = column(theme, gap=4)
        self._rows = dict[str, RollRowView]()
        self._listed: tuple[tuple[str, ...], ...] = ()
        self._next: RollMark | None = None
        self.ask = AskBox(theme)
        self.adding = NewPersonBox(theme)
        for one in (self.ask, self.adding, self._counts):
            self.body.addWidget(one)
        for part in (self._announcements, self._people, self._received):
            self.body.addLayout(part)
        self.body.addStretch(1)
        self._banner = Banner(theme, "rollBanner", is_compact=True)
        self._add = Button(
            theme, "rollAddPerson", translate("Roll", "Thêm người"), icon=Icon.PEOPLE
        )
        self._back = Button(theme, "rollBack", translate("Sheet", "Trở lại"))
        self._build_foot(theme)

    @override
    def take_focus(self) -> None:
        """The keyboard goes to what is being typed, to be read out, or who is to be noted first."""
        if self.ask.isVisibleTo(self):
            self.ask.take_focus()
        elif self.adding.isVisibleTo(self):
            self.adding.take_focus()
        elif not self._go_to_announcement() and not self._go_to_first():
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- drawing ---------------------------------------------------------------------------

    @override
    def _show_none(self) -> None:
        self.ask.show_ask(None)
        self.adding.show_person(None)

    @override
    def _show(self, sheet: RollSheet, former: RollSheet | None) -> None:
        set_text(self._counts, roll_texts.counts_text(sheet.counts))
        if former is None or former.announcements != sheet.announcements:
            self._show_announcements(sheet.announcements)
        self._show_people(sheet, former)
        if former is None or former.received != sheet.received:
            self._show_received(sheet.received)
        self._add.setVisible(sheet.can_add)
        self._show_obstacle(sheet)
        self._show_typed(sheet, former)

    def _show_people(self, sheet: RollSheet, former: RollSheet | None) -> None:
        listed = tuple((site.name, *(row.person_id for row in site.rows)) for site in sheet.sites)
        if listed != self._listed:
            self._listed = listed
            self._list(sheet)
        for site in sheet.sites:
            for one in site.rows:
                self._rows[one.person_id].show_row(one)
        if former is not None and former.counts.noted < sheet.counts.noted:
            self._go_on()

    def _list(self, sheet: RollSheet) -> None:
        """People came or went: the rows are made anew, in their order."""
        clear(self._people)
        self._rows = {}
        for site in sheet.sites:
            caption = make_label(site.name, TextRole.SMALL_STRONG, "ink2")
            self._people.addWidget(caption)
            for one in site.rows:
                view = RollRowView(self._theme, one.person_id)
                view.pressed.connect(self._on_pressed)
                view.dropped.connect(self.dropped)
                view.moved.connect(self._on_moved)
                self._rows[one.person_id] = view
                self._people.addWidget(view)
            if not site.rows:
                nobody = translate("Roll", "Không ai được mời ở điểm cầu này.")
                self._people.addWidget(make_note(nobody, TextRole.SMALL, "ink2"))

    def _show_announcements(self, rows: tuple[AnnouncementRow, ...]) -> None:
        focused = _name_of(QApplication.focusWidget())
        clear(self._announcements)
        self._sayings = {}
        for one in rows:
            self._announcements.addLayout(self._announcement(one))
        if focused.startswith("announce-") and not self._go_to_announcement():
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _announcement(self, one: AnnouncementRow) -> QVBoxLayout:
        theme = self._theme
        layout = column(theme, gap=4)
        title = words.word(sheet_words.ANNOUNCEMENTS, one.what)
        layout.addWidget(make_note(title, TextRole.BODY_STRONG))
        said = row(theme, gap=8)
        light = LightState.AHEAD if one.said is None else LightState.GOOD
        said.addWidget(Light(theme, 18, light), 0, Qt.AlignmentFlag.AlignTop)
        text = translate("Roll", "Chưa ghi là đã đọc")
        if one.said is not None:
            text = translate("Roll", "Đã đọc lúc {time}, {site} ghi").format(
                time=formats.hour(one.said.at), site=one.by
            )
        said.addWidget(make_note(text, TextRole.SMALL, "ink2"), 1)
        layout.addLayout(said)
        if one.can_change:
            label = (
                translate("Roll", "Ghi là đã đọc")
                if one.said is None
                else translate("Roll", "Ghi nhầm, rút lại")
            )
            button = Button(
                theme, f"announce-{one.what}", label, ButtonRole.PLAIN, ButtonSize.SMALL
            )
            button.setAccessibleName(f"{title}: {label}")
            button.setProperty("what", one.what.value)
            button.clicked.connect(self._on_announced)
            self._sayings[one.what] = button
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return layout

    def _show_received(self, names: tuple[str, ...]) -> None:
        clear(self._received)
        if not names:
            return
        caption = translate("Roll", "Đã tiếp nhận cho buổi này, chưa có trong danh sách")
        self._received.addWidget(make_note(caption, TextRole.SMALL_STRONG, "ink2"))
        for name in names:
            label = translate("Roll", "Thêm {name}").format(name=name)
            button = Button(self._theme, "rollReceived", label, size=ButtonSize.SMALL)
            button.setProperty("person", name)
            button.clicked.connect(self._on_received)
            self._received.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_obstacle(self, sheet: RollSheet) -> None:
        self._banner.setVisible(sheet.obstacle is not None)
        if sheet.obstacle is not None:
            why = words.word(words.OBSTACLES, sheet.obstacle)
            rest = translate("Roll", "Chưa ghi thêm được. Nối lại xong thì bấm lần nữa.")
            self._banner.show_message("warn", why, rest, "")

    def _show_typed(self, sheet: RollSheet, former: RollSheet | None) -> None:
        was_typing = former is not None and (former.ask is not None or former.adding is not None)
        if self.ask.show_ask(sheet.ask):
            self._bring(self.ask)
            self.ask.take_focus()
        if self.adding.show_person(sheet.adding):
            self._bring(self.adding)
            self.adding.take_focus()
        if was_typing and sheet.ask is None and sheet.adding is None:
            self._go_to_first()

    def _bring(self, box: QWidget) -> None:
        self.body.activate()
        scroll_to(box)

    # ---- the keyboard ----------------------------------------------------------------------

    def _go_on(self) -> None:
        """After a press here somebody was noted: the next who is not, else the way back."""
        if self._next is None:
            return
        self._next = None
        if not self._go_to_waiting():
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to_announcement(self) -> bool:
        """To the first that is still to be read out, where that is noted from here.

        By the buttons that are drawn now: those let go are children for a while, and hidden.
        """
        rows = () if self._drawn is None else self._drawn.announcements
        for one in rows:
            button = self._sayings.get(one.what)
            if one.said is None and button is not None:
                button.show()
                button.setFocus(Qt.FocusReason.OtherFocusReason)
                self._bring(button)
                return True
        return False

    def _go_to_waiting(self) -> bool:
        """To the first of whom nothing is noted, who can be noted from here."""
        return self._go_to(lambda one: one.note is None)

    def _go_to_first(self) -> bool:
        """The same, else to the first who can be noted at all."""
        return self._go_to_waiting() or self._go_to(lambda _one: True)

    def _go_to(self, is_meant: Callable[[RollRow], bool]) -> bool:
        sites = () if self._drawn is None else self._drawn.sites
        for one in (one for site in sites for one in site.rows):
            view = self._rows[one.person_id]
            if one.marks and is_meant(one) and view.take_focus():
                self._bring(view)
                return True
        return False

    def _on_moved(self, mark: str, steps: int) -> None:
        """Up or Down: the same mark of the next person who can be noted."""
        views = [self._rows[key] for key in self._rows]
        place = next(number for number, one in enumerate(views) if one is self.sender())
        ways = views[place + 1 :] if steps > 0 else views[:place][::-1]
        for view in ways:
            if view.take_focus(RollMark(mark)):
                scroll_to(view)
                return

    # ---- events ----------------------------------------------------------------------------

    def _build_foot(self, theme: Theme) -> None:
        foot = panel("footer")
        inside = column(theme, foot, gap=12, margins=(20, 12, 20, 12))
        inside.addWidget(self._banner)
        line = row(theme, gap=12)
        self._back.setAccessibleName(translate("Roll", "Trở lại buổi tiếp"))
        line.addWidget(self._add, 1)
        line.addWidget(self._back)
        inside.addLayout(line)
        self.foot.addWidget(foot)
        self._add.clicked.connect(lambda: self.adding_asked.emit(""))
        self._back.clicked.connect(self.closed)

    def _on_pressed(self, person_id: str, mark: str) -> None:
        self._next = RollMark(mark)
        self.mark_pressed.emit(person_id, mark)

    def _on_announced(self) -> None:
        self.announced.emit(str(self.sender().property("what")))

    def _on_received(self) -> None:
        self.adding_asked.emit(str(self.sender().property("person")))


def _name_of(widget: QWidget | None) -> str:
    return "" if widget is None else widget.objectName()
