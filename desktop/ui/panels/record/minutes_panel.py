"""The right column of the session: the minutes, the line being typed, and where they are kept."""

from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QScrollArea, QWidget
from typing_extensions import override

from desktop.domain.record.minutes import MinuteLineKind
from desktop.presenters.record.continuity import LossCard
from desktop.presenters.record.minutes_state import Editor, MinutesPanel
from desktop.presenters.record.reading.read_back import ReadBackPanel
from desktop.presenters.view.message import Message, MessageAction
from desktop.presenters.view.message_code import MessageCode
from desktop.ui.panels.record.loss_bar import LossBar
from desktop.ui.panels.record.minutes_editor import LineEditor
from desktop.ui.panels.record.minutes_foot import MinutesFoot
from desktop.ui.panels.record.minutes_rows import LiveRowView, MinuteRowControl
from desktop.ui.panels.record.reading_bar import ReadingBar
from desktop.ui.panels.record.signing_bar import SigningStrip
from desktop.ui.texts import formats, words
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.properties import set_property
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.banners.message_banner import MessageBanner
from desktop.ui.widgets.button import Button, ButtonSize
from desktop.ui.widgets.fitted.short_choice import ShortChoice
from desktop.ui.widgets.layout import column, panel, row
from desktop.ui.widgets.lists.empty_state import EmptyState
from desktop.ui.widgets.lists.row_list import RowControl, RowList
from desktop.ui.widgets.marks.badge import Badge, KeyCap
from desktop.ui.widgets.text import make_label, set_text

_EDITOR_HEIGHT = 84
_LOW_EDITOR_HEIGHT = 56
_LOW_BELOW = 480
_COUNTS_FROM = 620
"""Height of the design from which the counts stand below a message too."""
_OF_STRIP = frozenset({MessageCode.MINUTES_FROZEN, MessageCode.MINUTES_NOTED})
"""What the strip of the signing says as well: in a low column it is enough."""
_KEY_FROM = 400
_SHORT_BELOW = 370
_LEAST_CHOICE = 4
_CHOICE_AIR = 40
_TIME_FROM = 420
"""Width of the design from which the hour of the open line stands beside its speaker; the line
itself, which is marked in the list, has it as well."""


class MinutesColumn(QWidget):
    """Minutes.

    text_edited(str); line_finished: Enter; speaker_stepped(int): Tab; speaker_chosen(str);
    kind_chosen(str): a MinuteLineKind; correction_asked(str): a line's id;
    conflict_asked(str): the id of a line with two versions; export_asked; dismissed(str): the code
    of a message.
    """

    text_edited = Signal(str)
    line_finished = Signal()
    speaker_stepped = Signal(int)
    speaker_chosen = Signal(str)
    kind_chosen = Signal(str)
    correction_asked = Signal(str)
    conflict_asked = Signal(str)
    export_asked = Signal()
    dismissed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("minutesColumn")
        self._theme = theme
        self._drawn: MinutesPanel | None = None
        self._load_number: int | None = None
        self._message: Message | None = None
        self._draft = Badge(theme, translate("Minutes", "nháp"))
        self._export = Button(
            theme,
            "exportMinutes",
            translate("Minutes", "Xuất biên bản"),
            size=ButtonSize.SMALL,
            icon=Icon.EXPORT,
        )
        self._banner = MessageBanner(theme, "minutesBanner", is_compact=True)
        self.reading = ReadingBar(theme)
        self.loss = LossBar(theme)
        self.signing = SigningStrip(theme, self._draft)
        self._read = ""
        self._reading: ReadBackPanel | None = None
        self._rows = RowList(theme, "minuteRows")
        self._empty = EmptyState(theme, "minutesEmpty", Icon.DOCUMENT)
        self._live = column(theme)
        self._scroll = QScrollArea()
        self._stays_at_end = True
        self._frame = panel("editor", "editorFrame")
        self.editor = LineEditor(theme)
        self._time = make_label("", TextRole.SMALL, "ink2")
        self._time.setProperty("figures", "true")
        self._speakers = ShortChoice()
        self._kinds = ShortChoice()
        self._tab = KeyCap(theme, "Tab")
        self._correction = Badge(theme, translate("Minutes", "đang sửa"), "warn", is_small=True)
        self._writing = QWidget()
        self.foot = MinutesFoot(theme)
        self._build_editor()
        self._build()
        self._connect()

    def show_panel(self, state: MinutesPanel) -> None:
        """Draws the minutes; the editor's text is touched only for another line."""
        if state is self._drawn:
            return
        has_new_row = self._drawn is None or len(state.rows) != len(self._drawn.rows)
        self._drawn = state
        self._show_rows(state)
        self.signing.show_final(is_final=state.is_final)
        self._writing.setVisible(not state.is_final)
        self._show_editor(state.editor, state.speakers, can_write=state.can_write)
        if state.is_consulting:
            note = translate("Minutes", "Đang hội ý: phần này không ghi vào biên bản.")
            self.editor.setPlaceholderText(note)
        self._show_message(state)
        self.foot.show_kept(state)
        self._give_room()
        self._export.set_available(
            is_available=state.can_export and not state.is_exporting,
            reason=translate("Minutes", "Chưa có dòng nào để xuất."),
        )
        self._export.set_label(
            translate("Minutes", "Đang xuất…")
            if state.is_exporting
            else translate("Minutes", "Xuất biên bản")
        )
        if self._stays_at_end or has_new_row:
            self._stays_at_end = True
            QTimer.singleShot(0, self, self._follow_range)

    def show_reading(self, state: ReadBackPanel | None) -> None:
        """Draws which line is read back, and keeps it in sight."""
        self.reading.show_panel(state)
        self._give_room()
        line_id = "" if state is None or state.line_id is None else str(state.line_id)
        for key, is_read in ((self._read, False), (line_id, True)):
            control = self._rows.row(key)
            if isinstance(control, MinuteRowControl):
                control.set_read(is_read=is_read)
                if is_read and state != self._reading:
                    self._stays_at_end = False
                    QTimer.singleShot(0, control, partial(self._show_row, control))
        self._read, self._reading = line_id, state

    def _show_row(self, control: MinuteRowControl) -> None:
        """Whole, or from its first words where there is no room for all of it."""
        if control.height() > self._scroll.viewport().height():
            self._scroll.verticalScrollBar().setValue(control.y())
        else:
            self._scroll.ensureWidgetVisible(control, 0, 0)

    def show_loss(self, card: LossCard | None) -> None:
        """Draws what the chair is asked about the recording, over older lines."""
        self.loss.show_card(card)
        self._give_room()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.loss.set_low(is_low=self._is_low)
        self.signing.set_low(is_low=self._is_low)
        if self._drawn is not None:
            self._show_message(self._drawn)
        height = _LOW_EDITOR_HEIGHT if self._is_low else _EDITOR_HEIGHT
        self.editor.setFixedHeight(self._theme.px(height))
        self._tab.setVisible(event.size().width() >= self._theme.px(_KEY_FROM))
        self._time.setVisible(event.size().width() >= self._theme.px(_TIME_FROM))
        self._share_choices()
        self._name_export(is_short=event.size().width() < self._theme.px(_SHORT_BELOW))
        self._give_room()

    @property
    def _is_low(self) -> bool:
        return self.height() < self._theme.px(_LOW_BELOW)

    def _share_choices(self) -> None:
        """Speaker and kind get the room that their words need: a name is longer than a kind."""
        for choice in (self._speakers, self._kinds):
            words_px = choice.fontMetrics().horizontalAdvance(choice.currentText())
            need = words_px + self._theme.px(_CHOICE_AIR)
            self._head.setStretchFactor(choice, need)

    def focus_editor(self) -> None:
        """Esc, and after any action: back to the line."""
        self.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def insert_text(self, text: str) -> None:
        """Ctrl+T, Ctrl+1 to Ctrl+9: this text at the cursor; nothing where nobody may write."""
        if self.editor.isReadOnly():
            return
        self.editor.insert_text(text)

    # ---- building --------------------------------------------------------------------------

    def _build(self) -> None:
        theme = self._theme
        layout = column(theme, self)
        header = panel("header")
        head = row(theme, header, gap=12, margins=(20, 12, 16, 12))
        title = translate("Minutes", "Biên bản")
        head.addWidget(make_label(title, TextRole.COLUMN_TITLE))
        head.addWidget(self._draft)
        head.addStretch(1)
        head.addWidget(self._export)
        layout.addWidget(header)
        layout.addWidget(self.reading)
        layout.addWidget(self.signing)
        asked = row(theme, margins=(16, 8, 16, 0))
        asked.addWidget(self.loss)
        layout.addLayout(asked)
        message = row(theme, margins=(16, 8, 16, 0))
        message.addWidget(self._banner)
        layout.addLayout(message)
        self._scroll.setObjectName("minutesScroll")
        self._scroll.setMinimumHeight(theme.px(32))
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        inner = column(theme, content, margins=(0, 8, 0, 8))
        inner.addWidget(self._empty)
        inner.addWidget(self._rows)
        inner.addLayout(self._live)
        inner.addStretch(1)
        self._scroll.setWidget(content)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(self._writing)
        layout.addWidget(self.foot)

    def _build_editor(self) -> None:
        theme = self._theme
        outer = column(theme, self._writing, margins=(16, 4, 16, 12))
        outer.addWidget(self._frame)
        inner = column(theme, self._frame, gap=4, margins=(12, 8, 8, 8))
        head = self._head = row(theme, gap=8)
        head.addWidget(self._time)
        self._speakers.setObjectName("speakerChoice")
        self._speakers.setAccessibleName(translate("Minutes", "Người nói"))
        self._kinds.setObjectName("kindChoice")
        self._kinds.setAccessibleName(translate("Minutes", "Loại dòng"))
        for choice in (self._speakers, self._kinds):
            choice.setProperty("fieldSize", "small")
            choice.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            choice.setMinimumContentsLength(_LEAST_CHOICE)
            choice.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        for kind in MinuteLineKind:
            self._kinds.addItem(words.word(words.LINE_KINDS, kind), kind.value)
        head.addWidget(self._speakers)
        head.addWidget(self._tab)
        head.addWidget(self._kinds)
        head.addWidget(self._correction)
        inner.addLayout(head)
        self.editor.setFixedHeight(theme.px(_EDITOR_HEIGHT))
        self.editor.setAccessibleName(translate("Minutes", "Dòng đang gõ"))
        inner.addWidget(self.editor)

    def _connect(self) -> None:
        self.editor.text_edited.connect(self.text_edited)
        self.editor.line_finished.connect(self.line_finished)
        self.editor.speaker_change_asked.connect(self.speaker_stepped)
        self.editor.focus_changed.connect(self._on_focus_changed)
        self._speakers.activated.connect(self._on_speaker)
        self._kinds.activated.connect(self._on_kind)
        self._export.clicked.connect(self.export_asked)
        self._banner.pressed.connect(self._on_banner)
        bar = self._scroll.verticalScrollBar()
        bar.valueChanged.connect(self._note_place)
        bar.rangeChanged.connect(self._follow_range)

    # ---- drawing ---------------------------------------------------------------------------

    def _show_rows(self, state: MinutesPanel) -> None:
        rows = [one for one in state.rows if not one.is_open or one.text]
        self._rows.keep([str(one.line_id) for one in rows], self._make)
        for one in rows:
            control = self._rows.row(str(one.line_id))
            if isinstance(control, MinuteRowControl):
                control.show_row(one)
        while self._live.count() > len(state.live_rows):
            self._drop_last_live()
        while self._live.count() < len(state.live_rows):
            self._live.addWidget(LiveRowView(self._theme))
        for place, live in enumerate(state.live_rows):
            item = self._live.itemAt(place)
            view = item.widget() if item is not None else None
            if isinstance(view, LiveRowView):
                view.show_row(live)

    def _drop_last_live(self) -> None:
        item = self._live.takeAt(self._live.count() - 1)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()

    def _make(self, key: str) -> RowControl:
        control = MinuteRowControl(self._theme, key)
        control.correction_asked.connect(self.correction_asked)
        control.conflict_asked.connect(self.conflict_asked)
        return control

    def _show_editor(self, state: Editor, speakers: tuple[str, ...], *, can_write: bool) -> None:
        if state.load_number != self._load_number:
            self._load_number = state.load_number
            self.editor.load(state.text)
        self.editor.setReadOnly(not can_write)
        placeholder = translate("Minutes", "Gõ điều đang được nói. Nhấn Enter để sang dòng mới.")
        reader = translate("Minutes", "Chỉ xem; thư ký và cán bộ ghi biên bản.")
        self.editor.setPlaceholderText(placeholder if can_write else reader)
        set_text(self._time, formats.hour(state.at) if state.at else "--:--")
        with QSignalBlocker(self._speakers), QSignalBlocker(self._kinds):
            present = [self._speakers.itemText(at) for at in range(self._speakers.count())]
            wanted = list(dict.fromkeys((*speakers, state.speaker)))
            if present != wanted:
                self._speakers.clear()
                self._speakers.addItems(wanted)
            self._speakers.setCurrentText(state.speaker)
            self._kinds.setCurrentIndex(self._kinds.findData(state.kind.value))
        self._share_choices()
        self._speakers.setEnabled(can_write)
        self._kinds.setEnabled(can_write)
        self._correction.setVisible(state.is_correction)

    def _name_export(self, *, is_short: bool) -> None:
        """In a narrow column the state of the minutes needs the room."""
        whole = translate("Minutes", "Xuất biên bản")
        self._export.set_label(translate("Minutes", "Xuất") if is_short else whole)
        self._export.setAccessibleName(whole)

    def _show_message(self, state: MinutesPanel) -> None:
        is_above = self._is_low and state.message is not None and state.message.code in _OF_STRIP
        self._message = None if is_above else state.message
        self._banner.say_beside(self._empty, MessageCode.MINUTES_EMPTY, self._message)

    def _give_room(self) -> None:
        """In a low column what stands above the lines takes the place of the counts."""
        above = (self._banner, self.loss, self.reading, self.signing)
        is_told = not all(one.isHidden() for one in above)
        is_full = is_told and self.height() < self._theme.px(_COUNTS_FROM)
        self.foot.set_full(is_full=is_full)

    # ---- events ----------------------------------------------------------------------------

    def _on_focus_changed(self, has_focus: bool) -> None:  # noqa: FBT001 - a signal's argument
        set_property(self._frame, "state", "focus" if has_focus else "")

    def _on_speaker(self, place: int) -> None:
        self.speaker_chosen.emit(self._speakers.itemText(place))
        self.focus_editor()

    def _on_kind(self, place: int) -> None:
        self.kind_chosen.emit(str(self._kinds.itemData(place)))
        self.focus_editor()

    def _on_banner(self) -> None:
        message = self._message
        if message is None:
            return
        if message.action is MessageAction.SETTLE_CONFLICTS:
            self.conflict_asked.emit(str(message.data["line_id"]))
        else:
            self.dismissed.emit(message.code)

    def _note_place(self, value: int) -> None:
        """Whoever scrolls up reads there; whoever comes back to the end follows again."""
        bar = self._scroll.verticalScrollBar()
        self._stays_at_end = value >= bar.maximum() - self._theme.px(24)

    def _follow_range(self) -> None:
        """Long words find their lines some turns of the loop after they were shown."""
        if self._stays_at_end:
            self._scroll_to_end()

    def _scroll_to_end(self) -> None:
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.maximum())
