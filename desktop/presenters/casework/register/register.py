"""The screen "Sổ tiếp công dân": the book of a year, found by words, written into at the right."""

from dataclasses import replace
from pathlib import Path
from typing import Final

from typing_extensions import override

from desktop.domain.access.events import AccessChanged
from desktop.domain.access.rights import Right
from desktop.domain.casework.events import (
    IntakesChanged,
    RegisterChanged,
    RegisterWritten,
)
from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.casework.register_book import (
    FoundRows,
    KnownRow,
    RegisterQuery,
    SlipKind,
    counts_of,
    newest_rows_first,
    slips_of,
)
from desktop.domain.events import Event
from desktop.domain.ids import CaseId, RegisterEntryId
from desktop.domain.record.printing import SlipToPrint
from desktop.domain.sync.events import SyncChanged
from desktop.presenters.casework.list_screen import ListGround, ListScreen
from desktop.presenters.casework.register.register_rows import clash_of, row_view
from desktop.presenters.casework.register.register_state import (
    Period,
    RegisterAct,
    RegisterViewState,
)
from desktop.presenters.casework.register.register_writing import RegisterWriting
from desktop.presenters.casework.register.statistics import ShownFigure, StatisticsPresenter
from desktop.presenters.services.access import person_may
from desktop.presenters.view.message import Message, Tone
from desktop.presenters.view.message_code import MessageCode

MOST_SHOWN: Final = 60
_MONTHS: Final = 12


class RegisterPresenter(ListScreen[RegisterViewState, RegisterQuery, RegisterWriting]):
    """Lives as long as the desk. Thread: MainThread."""

    def __init__(self, ground: ListGround[RegisterViewState]) -> None:
        self._selected: RegisterEntryId | None = None
        self.statistics = StatisticsPresenter(
            services=ground.services,
            clock=ground.clock,
            on_changed=lambda: self.draw(),  # noqa: PLW0108  # it is made later
        )
        super().__init__(
            ground,
            lambda draw: RegisterWriting(services=ground.services, clock=ground.clock, draw=draw),
        )

    @override
    def first_query(self) -> RegisterQuery:
        return RegisterQuery(year=self._today().year)

    @override
    def choose_none(self) -> None:
        self._selected = None
        self.statistics.forget()

    # ---- what the person does --------------------------------------------------------------

    def search(self, text: str) -> None:
        """F3: name, number of a paper, content; marks do not matter."""
        self._look_at_all(replace(self._query, search=text))

    def show_all(self) -> None:
        """Xem cả sổ: no longer the rows of a figure alone."""
        self._look_at_all(self._query)

    def choose_type(self, value: str) -> None:
        """Of one type; "": of every."""
        self._look_at_all(
            replace(self._query, petition_type=PetitionType(value) if value else None)
        )

    def choose_period(self, key: str) -> None:
        """A year, or one of its months: `Period.key`."""
        chosen = next((one for one in self._periods() if one.key == key), None)
        if chosen is not None:
            self._look_at_all(replace(self._query, year=chosen.year, month=chosen.month))

    def select(self, entry_id: RegisterEntryId) -> None:
        """A row of the list; not away from one that is being written into."""
        if self.writing.act is None and entry_id != self._selected:
            self._selected = entry_id
            self.draw()

    def point_to(self, entry_id: RegisterEntryId) -> None:
        """From another screen: to this row in its book, whatever was looked for."""
        row = self._services.register.row(entry_id)
        if row is not None and self.writing.act is None:
            self._selected = entry_id
            self._look_at_all(RegisterQuery(year=row.entry.year))

    def open(self, entry_id: RegisterEntryId) -> None:
        """Enter: to the case of a row, if it has one."""
        row = self._services.register.row(entry_id)
        case_id = None if row is None else self._case_of(row)
        if case_id is not None:
            self._open_case(case_id)

    def follow_up(self) -> None:
        """Ghi theo dõi."""
        self._begin(RegisterAct.FOLLOW_UP)

    def begin_strike(self) -> None:
        """Gạch bỏ dòng… was pressed."""
        self._begin(RegisterAct.STRIKE)

    def enter_missing(self) -> None:
        """Ghi vào sổ: visits of the year that are not in the book."""
        if self.writing.may_write:
            self._services.register.enter_missing(self._query.year)
            self.draw()

    def export(self, path: Path) -> None:
        """Xuất sổ: the whole book of the year, where the officer said."""
        if self.writing.may_write and self._form.begin_export():
            self._services.register.export(self._query.year, path)
            self.draw()

    def print_slip(self, kind: SlipKind) -> None:
        """In phiếu hướng dẫn, in phiếu chuyển: of the chosen row."""
        row = None if self._selected is None else self._services.register.row(self._selected)
        if row is not None and kind in self._slips(row):
            self._services.printing.offer(SlipToPrint(entry_id=row.entry.id, kind=kind))

    # ---- what happens ----------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        """Take in one fact."""
        is_counted_anew = self.statistics.on_event(event)
        match event:
            case RegisterChanged():
                self.writing.take_changes()
            case RegisterWritten(path=path, rows=rows):
                self._form.is_exporting = False
                data: dict[str, str | int] = {"name": path.name, "n": rows}
                code = MessageCode.REGISTER_EXPORTED
                self._form.told = Message(code=code, tone=Tone.OK, data=data)
            case IntakesChanged() | AccessChanged() | SyncChanged():
                pass
            case _ if not (self._form.take(event) or is_counted_anew):
                return
        if self._is_shown:
            self.draw()

    @override
    def state(self) -> RegisterViewState:
        register, query, may_write = self._services.register, self._query, self.writing.may_write
        figure = self.statistics.shown()
        found = self._found(figure)
        shown = self._shown(found)
        chosen = next((one for one in shown if one.entry.id == self._selected), None)
        missing = len(register.missing(query.year)) if register.is_read() else 0
        return RegisterViewState(
            unit_name=self._services.schedule.own_site().name,
            period=Period(year=query.year, month=query.month),
            periods=self._periods(),
            petition_type=query.petition_type,
            search=query.search,
            rows=tuple(
                row_view(one, register.row, can_open=self._case_of(one) is not None)
                for one in shown
            ),
            more=len(found.rows) - len(shown),
            counts=found.counts,
            missing=missing,
            selected=None if chosen is None else chosen.entry.id,
            may_write=may_write,
            can_write=may_write and chosen is not None and not chosen.entry.is_struck,
            can_export=may_write and register.is_read() and not self._form.is_exporting,
            panel=self.writing.panel(),
            message=self._form.message(self.writing.faults()) or self._standing(found, missing),
            can_count=register.is_read(),
            statistics=self.statistics.view(),
            figure=figure,
            slips=() if chosen is None else self._slips(chosen),
        )

    # ---- inside ----------------------------------------------------------------------------

    def _shown(self, found: FoundRows) -> tuple[KnownRow, ...]:
        """The first of them, and the chosen one where it stands further down."""
        first, further = found.rows[:MOST_SHOWN], found.rows[MOST_SHOWN:]
        return (*first, *(one for one in further if one.entry.id == self._selected))

    def _slips(self, row: KnownRow) -> tuple[SlipKind, ...]:
        """For who keeps the register, while nothing is being written into it."""
        is_free = self.writing.act is None and self.writing.may_write
        return slips_of(row) if is_free else ()

    def _look_at_all(self, query: RegisterQuery) -> None:
        self.statistics.forget()
        self._look(query)

    def _found(self, figure: ShownFigure | None) -> FoundRows:
        """What is looked for, or the rows of a figure, whatever book they stand in."""
        register = self._services.register
        if figure is None:
            return register.find(self._query)
        known = (register.row(one) for one in figure.rows)
        rows = newest_rows_first(one for one in known if one is not None)
        book = register.find(RegisterQuery(year=self._query.year)).counts
        return FoundRows(rows=rows, counts=counts_of(book, rows))

    def _begin(self, act: RegisterAct) -> None:
        """Into the chosen row, while nothing else is being written."""
        row = None if self._selected is None else self._services.register.row(self._selected)
        is_free = self.writing.act is None and self.writing.may_write
        if is_free and row is not None and not row.entry.is_struck:
            self.writing.begin(row, act)
            self.draw()

    def _periods(self) -> tuple[Period, ...]:
        """The newest first: of each year the whole book, then its months until today."""
        today = self._today()
        years = sorted({*self._services.register.years(), today.year}, reverse=True)
        found = []
        for year in years:
            found.append(Period(year=year))
            last = today.month if year == today.year else _MONTHS
            found += [Period(year=year, month=month) for month in range(last, 0, -1)]
        return tuple(found)

    def _case_of(self, row: KnownRow) -> CaseId | None:
        known = self._services.intakes.find(row.entry.visit_id)
        petitions = () if known is None else known.intake.petitions
        found = (one.case_id for one in petitions if one.id == row.entry.petition_id)
        may_read = person_may(self._services.access, Right.READ_CASE)
        return next(found, None) if may_read else None

    def _standing(self, found: FoundRows, missing: int) -> Message | None:
        """What is so whatever was pressed, the gravest first."""
        query = self._query
        if not self._services.register.is_read():
            return Message(code=MessageCode.REGISTER_READING, tone=Tone.INFO)
        if missing:
            data: dict[str, str | int] = {"n": missing, "year": query.year}
            return Message(code=MessageCode.REGISTER_MISSING, tone=Tone.WARN, data=data)
        if any(clash_of(one) is not None for one in found.rows):
            return Message(code=MessageCode.REGISTER_CLASH, tone=Tone.WARN)
        if not found.counts.rows:
            data = {"year": query.year}
            return Message(code=MessageCode.REGISTER_EMPTY, tone=Tone.INFO, data=data)
        if not found.rows and query.search:
            data = {"text": query.search}
            return Message(code=MessageCode.REGISTER_NOTHING, tone=Tone.INFO, data=data)
        return None
