"""The fields of a form, made from its declaration, for a screen to lay out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.faults import FaultKind
from desktop.presenters.form.spec import FieldKind, FieldSpec, FormSpec
from desktop.presenters.form.state import FieldAccess, FieldView, FormState
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.form.choices import (
    CheckControl,
    ListControl,
    RadioControl,
    SegmentsControl,
)
from desktop.ui.widgets.form.control import Control
from desktop.ui.widgets.form.keys import EnterKey, FormKeys
from desktop.ui.widgets.form.lines import AreaControl, LineControl, ShownControl
from desktop.ui.widgets.form.search import SearchControl
from desktop.ui.widgets.form.words import Choice, FormWords
from desktop.ui.widgets.inputs.field import Field
from desktop.ui.widgets.layout import column, scroll_to
from desktop.ui.widgets.rows.folding_row import FoldingBlocks
from desktop.ui.widgets.text import make_caption


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Fields side by side.

    shares: of the width, one each unless told; widths: fixed ones by key, of the design. narrow:
    width of the design below which they stand below one another. fills: what is shown has the
    place of what is not.
    """

    keys: tuple[str, ...]
    shares: tuple[int, ...] = ()
    widths: tuple[tuple[str, float], ...] = ()
    gap: float = 12
    narrow: float = 0
    fills: bool = False


class FormFields(QObject):
    """Every field of a form; the Tab key goes through them as they are declared.

    edited(str, str): a field's key and its text, changed by a person. submitted: Enter or
    Ctrl+Enter, as `enter` says. name: in front of every key in the names of the controls.
    """

    edited = Signal(str, str)
    submitted = Signal()

    def __init__(
        self,
        theme: Theme,
        spec: FormSpec,
        words: FormWords,
        *,
        name: str,
        parent: QWidget,
        enter: EnterKey = EnterKey.NOTHING,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._spec = spec
        self._words = words
        self._state: FormState | None = None
        self._is_chained = False
        self._keys = FormKeys(enter, self.stops, self)
        self._keys.submitted.connect(self._on_submitted)
        self._controls: dict[str, Control] = {}
        self._rows: dict[tuple[str, ...], FoldingBlocks] = {}
        self._filled: dict[tuple[str, ...], tuple[int, ...]] = {}
        self._after: dict[str, tuple[QWidget, ...]] = {}
        self._first: tuple[QWidget, ...] = ()
        self._fields: dict[str, Field] = {}
        for section in spec.sections:
            for field in section.fields:
                self._make(field, section.key, f"{name}-{field.key}")

    # ---- for the layout --------------------------------------------------------------------

    def field(self, key: str) -> Field:
        """A field with its label and note."""
        return self._fields[key]

    def section(
        self, key: str, rows: Sequence[Row | str] | None = None, *, gap: float = 8
    ) -> QVBoxLayout:
        """A section's heading, if it has one, above its fields, one below the other unless told."""
        block = column(self._theme, gap=gap)
        if heading := self._words.headings.get(key, ""):
            block.addWidget(make_caption(self._theme, heading, TextRole.ROW_TITLE))
        fields = next(one.fields for one in self._spec.sections if one.key == key)
        for line in rows if rows is not None else [field.key for field in fields]:
            block.addWidget(self._fields[line] if isinstance(line, str) else self._row(line))
        return block

    # ---- drawing ---------------------------------------------------------------------------

    def show_form(self, state: FormState) -> None:
        """Draws what stands in the fields; those that are not in it are not shown.

        A text being typed is never rewritten. After a refused press the first faulty field gets
        the keyboard.
        """
        self._chain()
        former, self._state = self._state, state
        shown = {view.key: view for view in state.fields}
        for key, field in self._fields.items():
            field.setVisible(key in shown)
            if key in shown:
                self._show(shown[key])
        for keys, shares in self._filled.items():
            for place, (key, share) in enumerate(zip(keys, shares, strict=True)):
                self._rows[keys].split.setStretch(place, share if key in shown else 0)
        if former is not None and state.refusals > former.refusals:
            QTimer.singleShot(0, self, self.focus_first_fault)  # once the faults are laid out

    def show_row(self, line: Row, *, is_shown: bool) -> None:
        """A row of which nothing is shown takes no room."""
        self._rows[line.keys].setVisible(is_shown)

    def stand_after(self, key: str, *widgets: QWidget) -> None:
        """What is no field and has its turn with the Tab key after one; instead of the former."""
        self._after[key] = widgets
        self._keys.watch(widgets)
        self._is_chained = False

    def stand_first(self, *widgets: QWidget) -> None:
        """As `stand_after`, before the first field."""
        self._first = widgets
        self._keys.watch(widgets)
        self._is_chained = False

    def set_choices(self, key: str, choices: Sequence[Choice]) -> None:
        """Of a choice that only the running desk knows."""
        control = self._controls[key]
        former = control.stops
        control.set_choices(choices)
        if control.stops != former:
            self._keys.watch(control.stops)
            self._is_chained = False

    # ---- the keyboard ----------------------------------------------------------------------

    def stops(self) -> tuple[QWidget, ...]:
        """Where the Tab key halts, in its order."""
        own = tuple(
            stop
            for key, control in self._controls.items()
            for stop in (*control.stops, *self._after.get(key, ()))
        )
        return (*self._first, *own)

    def focus(self, key: str) -> None:
        """To a field, which is scrolled to."""
        self._controls[key].take_focus()
        scroll_to(self._fields[key])

    def focus_first_empty(self) -> None:
        """To the first field that is to be filled; nowhere when all are."""
        views = self._state.fields if self._state is not None else ()
        empty = (one for one in views if not one.text and one.access is FieldAccess.OPEN)
        self._focus_first([one.key for one in empty if self._controls[one.key].stops])

    def focus_first_fault(self) -> None:
        """To the first field with something to mend; what is only pointed at comes last."""
        views = self._state.fields if self._state is not None else ()
        faulty = [one for one in views if one.fault is not None]
        faulty.sort(key=lambda one: one.fault is FaultKind.ODD)
        self._focus_first([one.key for one in faulty])

    # ---- inside ----------------------------------------------------------------------------

    def _on_submitted(self) -> None:
        for control in self._controls.values():
            control.tidy()
        self.submitted.emit()

    def _focus_first(self, keys: Sequence[str]) -> None:
        if keys:
            self.focus(keys[0])

    def _make(self, spec: FieldSpec, section: str, name: str) -> None:
        label = self._words.labels[spec.key]
        control = _make_control(self._theme, spec, name, label)
        control.setProperty("field", spec.key)
        control.edited.connect(self._on_edited)
        control.set_choices(self._words.choices.get(spec.key, ()))
        caption = "" if spec.kind is FieldKind.CHECK else label
        field = Field(self._theme, caption, control, drawn=control.drawn)
        field.set_help(self._words.helps.get(spec.key, ""))
        heading = self._words.headings.get(section, "")
        is_twice = list(self._words.labels.values()).count(label) > 1
        control.set_name(f"{heading}: {label}" if heading and is_twice else label)
        self._controls[spec.key], self._fields[spec.key] = control, field
        self._keys.watch(control.stops)

    def _row(self, line: Row) -> FoldingBlocks:
        for key, width in line.widths:
            self._fields[key].setFixedWidth(self._theme.px(width))
        blocks = []
        for key in line.keys:
            block = column(self._theme)
            block.addWidget(self._fields[key])
            block.addStretch(1)
            blocks.append(block)
        fixed = dict(line.widths)
        shares = line.shares or tuple(0 if key in fixed else 1 for key in line.keys)
        made = FoldingBlocks(self._theme, blocks, gap=line.gap, narrow=line.narrow, shares=shares)
        self._rows[line.keys] = made
        if line.fills:
            self._filled[line.keys] = shares
        return made

    def _show(self, view: FieldView) -> None:
        control, field = self._controls[view.key], self._fields[view.key]
        control.set_access(view.access)
        is_locked = view.access is FieldAccess.READ_ONLY and bool(view.reason)
        control.set_locked(is_locked=is_locked)
        control.show_text(view.text)
        field.set_help(self._words.help(view))
        said = self._words.fault(self._spec.field(view.key), view)
        if view.fault in (FaultKind.ODD, FaultKind.REASON):
            field.set_warning(said)
        else:
            field.set_error(said)

    def _chain(self) -> None:
        """Once the screen has laid the fields out, and again when a choice has other buttons."""
        if not self._is_chained:
            self._is_chained = True
            stops = self.stops()
            for before, after in pairwise(stops):
                QWidget.setTabOrder(before, after)

    def _on_edited(self, text: str) -> None:
        self.edited.emit(str(self.sender().property("field")), text)


_MAKERS: Mapping[FieldKind, Callable[[Theme, FieldSpec, str, str], Control]] = {
    FieldKind.TEXT: lambda theme, spec, name, _label: AreaControl(theme, spec, name),
    FieldKind.SEGMENTS: lambda theme, _spec, name, _label: SegmentsControl(theme, name),
    FieldKind.RADIO: lambda theme, _spec, name, _label: RadioControl(theme, name),
    FieldKind.LIST: lambda theme, spec, name, _label: ListControl(theme, spec, name),
    FieldKind.SEARCH: lambda theme, _spec, name, _label: SearchControl(theme, name),
    FieldKind.CHECK: lambda theme, _spec, name, label: CheckControl(theme, name, label),
    FieldKind.SHOWN: lambda theme, _spec, name, _label: ShownControl(theme, name),
}
"""By kind: theme, field, object name, label. Every other kind is one line."""


def _make_control(theme: Theme, spec: FieldSpec, name: str, label: str) -> Control:
    make = _MAKERS.get(spec.kind)
    return LineControl(theme, spec, name) if make is None else make(theme, spec, name, label)
