"""The matrix of a trial: who sees and hears whom, as the receiving site measured it."""

from collections.abc import Mapping
from typing import TypeAlias

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget
from typing_extensions import override

from desktop.presenters.session.trial_state import PageWord, SenseWord, TrialCell, TrialRow
from desktop.ui.texts.texts import translate
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.button import Button, ButtonRole, ButtonSize
from desktop.ui.widgets.layout import clear, column, row, scroll_to
from desktop.ui.widgets.marks.light import Light, LightState
from desktop.ui.widgets.text import make_note, set_text

_LIGHTS = {
    SenseWord.GOOD: (LightState.GOOD, "ink"),
    SenseWord.MISSING: (LightState.FAULT, "danger"),
    SenseWord.NOT_YET: (LightState.NOT_YET, "ink2"),
    SenseWord.DOUBTED: (LightState.FAULT, "danger"),
}
_SEES: Mapping[SenseWord, object] = {
    SenseWord.GOOD: QT_TRANSLATE_NOOP("Trial", "thấy"),
    SenseWord.MISSING: QT_TRANSLATE_NOOP("Trial", "chưa thấy"),
    SenseWord.NOT_YET: QT_TRANSLATE_NOOP("Trial", "chưa đo hình"),
    SenseWord.DOUBTED: QT_TRANSLATE_NOOP("Trial", "hình chưa đạt"),
}
_HEARS: Mapping[SenseWord, object] = {
    SenseWord.GOOD: QT_TRANSLATE_NOOP("Trial", "nghe"),
    SenseWord.MISSING: QT_TRANSLATE_NOOP("Trial", "chưa nghe"),
    SenseWord.NOT_YET: QT_TRANSLATE_NOOP("Trial", "chưa đo tiếng"),
    SenseWord.DOUBTED: QT_TRANSLATE_NOOP("Trial", "tiếng chưa đạt"),
}
_PAGE_LIGHTS = {
    PageWord.SHOWS: (LightState.GOOD, "ink"),
    PageWord.DRAWN: (LightState.GOOD, "ink"),
    PageWord.NOT_YET: (LightState.FAULT, "danger"),
    PageWord.NONE: (LightState.NOT_YET, "ink2"),
}
_PAGE: Mapping[PageWord, object] = {
    PageWord.SHOWS: QT_TRANSLATE_NOOP("Trial", "đang chiếu"),
    PageWord.DRAWN: QT_TRANSLATE_NOOP("Trial", "đã hiện"),
    PageWord.NOT_YET: QT_TRANSLATE_NOOP("Trial", "chưa hiện"),
    PageWord.NONE: QT_TRANSLATE_NOOP("Trial", "chưa chiếu"),
}


_ARROWS: Mapping[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
_PRESSES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_Place: TypeAlias = tuple[int, int]
"""Row and column of a cell, counted from the first site."""


class TrialMatrix(QFrame):
    """One halt of the Tab key; the arrow keys go from cell to cell, Enter is the cell's button.

    doubted(str): a site whose direction the officer here does not accept, or accepts again.
    """

    doubted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("trialMatrix")
        self.setProperty("panel", "sheet")
        self._theme = theme
        self._sites: tuple[str, ...] = ()
        self._cells: dict[tuple[str, str], _Cell] = {}
        self._names: dict[str, _SiteName] = {}
        self._pages: dict[str, _Page] = {}
        self._places: dict[_Place, _Stop] = {}
        self._current: _Place = (0, 0)
        self._outer = column(theme, self, margins=(1, 1, 1, 1))

    def show_rows(self, rows: tuple[TrialRow, ...]) -> None:
        """Draws every direction; widgets stay while the sites do."""
        sites = tuple(str(one.site_id) for one in rows)
        if sites != self._sites:
            self._sites = sites
            self._fill(rows)
        for one in rows:
            self._names[one.site_id].show_site(one)
            self._pages[one.site_id].show_page(one)
            for cell in filter(None, one.cells):
                self._cells[one.site_id, cell.of_site_id].show_cell(one, cell, self._name_of(rows))

    def measure_again(self) -> None:
        """F5: the direction that has the keyboard is measured anew, if it was not accepted."""
        for cell in self._cells.values():
            if cell.hasFocus() and cell.is_doubted:
                cell.press()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What no cell has use for: the arrow keys."""
        steps = _ARROWS.get(event.key())
        if steps is None:
            super().keyPressEvent(event)
            return
        place = self._next_to(self._current, steps)
        if place is not None:
            self._places[place].setFocus(Qt.FocusReason.TabFocusReason)

    # ---- inside ----------------------------------------------------------------------------

    def _next_to(self, place: _Place, steps: tuple[int, int]) -> _Place | None:
        """The next cell that way: a site makes nothing of itself."""
        rows, columns = len(self._sites), len(self._sites) + 1
        row, column = place[0] + steps[0], place[1] + steps[1]
        while 0 <= row < rows and 0 <= column < columns:
            if (row, column) in self._places:
                return row, column
            row, column = row + steps[0], column + steps[1]
        return None

    def _add_stop(self, stop: "_Stop", place: _Place) -> None:
        self._places[place] = stop
        stop.entered.connect(self._on_entered)

    def _on_entered(self) -> None:
        """This cell is where the Tab key comes back to."""
        self._let_in(next(place for place, stop in self._places.items() if stop.hasFocus()))
        scroll_to(self._places[self._current])

    def _let_in(self, place: _Place) -> None:
        self._current = place
        for one, stop in self._places.items():
            policy = Qt.FocusPolicy.StrongFocus if one == place else Qt.FocusPolicy.ClickFocus
            stop.setFocusPolicy(policy)

    def _name_of(self, rows: tuple[TrialRow, ...]) -> dict[str, str]:
        return {str(one.site_id): one.name for one in rows}

    def _fill(self, rows: tuple[TrialRow, ...]) -> None:
        theme = self._theme
        clear(self._outer)
        for known in (self._cells, self._names, self._pages, self._places):
            known.clear()
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(*(round(theme.px(one)) for one in (16, 12, 16, 12)))
        grid.setHorizontalSpacing(round(theme.px(16)))
        grid.setVerticalSpacing(round(theme.px(10)))
        caption = translate("Trial", "Nơi nhận")
        grid.addWidget(make_note(caption, TextRole.SMALL_MEDIUM, "ink2"), 0, 0)
        for place, one in enumerate(rows, start=1):
            text = translate("Trial", "từ {site}").format(site=one.name)
            grid.addWidget(make_note(text, TextRole.SMALL_MEDIUM, "ink2"), 0, place)
            name = _SiteName(theme)
            self._names[one.site_id] = name
            grid.addWidget(name, place, 0, Qt.AlignmentFlag.AlignTop)
            for at, cell in enumerate(one.cells, start=1):
                if cell is None:
                    grid.addWidget(make_note("–", TextRole.BODY, "ink2"), place, at)
                    continue
                made = _Cell(theme, f"{one.site_id}-{cell.of_site_id}")
                made.doubted.connect(self.doubted)
                self._cells[one.site_id, cell.of_site_id] = made
                self._add_stop(made, (place - 1, at - 1))
                grid.addWidget(made, place, at, Qt.AlignmentFlag.AlignTop)
            page = self._pages[one.site_id] = _Page(theme, one.site_id)
            self._add_stop(page, (place - 1, len(rows)))
            grid.addWidget(page, place, len(rows) + 1, Qt.AlignmentFlag.AlignTop)
        caption = translate("Trial", "Trang tài liệu")
        grid.addWidget(make_note(caption, TextRole.SMALL_MEDIUM, "ink2"), 0, len(rows) + 1)
        for at in range(len(rows) + 2):
            grid.setColumnStretch(at, 1)
        grid.setRowStretch(len(rows) + 1, 1)
        self._outer.addWidget(box, 1)
        if self._places:
            self._let_in(next(iter(self._places)))


class _SiteName(QWidget):
    """A receiving site, and whether it is there."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._name = make_note("", TextRole.BODY_STRONG)
        self._away = make_note(translate("Trial", "chưa vào"), TextRole.SMALL, "warn")
        layout = column(theme, self)
        layout.addWidget(self._name)
        layout.addWidget(self._away)

    def show_site(self, one: TrialRow) -> None:
        set_text(self._name, one.name)
        self._away.setVisible(not one.is_present)


class _Stop(QWidget):
    """A cell that can have the keyboard. entered: it got it."""

    entered = Signal()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()


class _Cell(_Stop):
    """Picture and sound of one direction; of this room's own what the officer says of it."""

    doubted = Signal(str)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setObjectName(f"trial-{name}")
        self._of = ""
        self.is_doubted = False
        self._sees, self._hears = _Line(theme), _Line(theme)
        self._doubt = Button(theme, f"doubt-{name}", "", ButtonRole.QUIET, ButtonSize.SMALL)
        self._doubt.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its cell has the keyboard
        self._doubt.clicked.connect(self.press)
        layout = column(theme, self, gap=2)
        layout.addWidget(self._sees)
        layout.addWidget(self._hears)
        layout.addWidget(self._doubt, 0, Qt.AlignmentFlag.AlignLeft)

    def show_cell(self, one: TrialRow, cell: TrialCell, names: Mapping[str, str]) -> None:
        self._of = str(cell.of_site_id)
        sees = translate("Trial", str(_SEES[cell.sees]))
        hears = translate("Trial", str(_HEARS[cell.hears]))
        self._sees.show_word(cell.sees, sees)
        self._hears.show_word(cell.hears, hears)
        of = names[self._of]
        said = translate("Trial", "Từ {of} đến {by}: {sees}, {hears}")
        self.setAccessibleName(said.format(of=of, by=one.name, sees=sees, hears=hears))
        self.is_doubted = cell.can_doubt and cell.sees is SenseWord.DOUBTED
        self._doubt.setVisible(cell.can_doubt)
        again, refused = translate("Trial", "Đo lại"), translate("Trial", "Ghi chưa đạt")
        label = again if self.is_doubted else refused
        self._doubt.set_label(label)
        self._doubt.setAccessibleName(f"{label}: {of}")
        key = translate("Trial", "Enter: {label}").format(label=label)
        self.setAccessibleDescription(key if cell.can_doubt else "")

    def press(self) -> None:
        """What the button of the cell does; a cell of another room has none."""
        if self._doubt.isVisibleTo(self):
            self.doubted.emit(self._of)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _PRESSES and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.press()
            return
        super().keyPressEvent(event)


class _Page(_Stop):
    """Whether the page was drawn at a site."""

    def __init__(self, theme: Theme, site_id: str) -> None:
        super().__init__()
        self.setObjectName(f"trialPage-{site_id}")
        self._line = _Line(theme)
        column(theme, self).addWidget(self._line)

    def show_page(self, one: TrialRow) -> None:
        text = translate("Trial", str(_PAGE[one.page]))
        self._line.show_light(*_PAGE_LIGHTS[one.page], text)
        said = translate("Trial", "Trang tài liệu ở {site}: {text}")
        self.setAccessibleName(said.format(site=one.name, text=text))


class _Line(QWidget):
    """A light and the word that says the same."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._light = Light(theme, 18, LightState.NOT_YET)
        self._word = make_note("", TextRole.SMALL)
        layout = row(theme, self, gap=8)
        layout.addWidget(self._light)
        layout.addWidget(self._word, 1)

    def show_word(self, word: SenseWord, text: str) -> None:
        self.show_light(*_LIGHTS[word], text)

    def show_light(self, light: LightState, tone: str, text: str) -> None:
        self._light.set_state(light)
        set_text(self._word, text, tone)
