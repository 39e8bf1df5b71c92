"""The screen "Sổ tiếp công dân": a year's book, what becomes of a matter, what is struck out."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from desktop.domain.access.events import AccessChanged
from desktop.domain.access.rights import Right
from desktop.domain.casework.events import IntakesChanged, RegisterChanged, RegisterWritten
from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.casework.register import (
    Strike,
    ToldColumns,
    entry_faults,
    replacement,
    struck_out,
)
from desktop.domain.casework.register_book import FoundRows, KnownRow, RegisterQuery
from desktop.domain.clock import Clock
from desktop.domain.events import Event
from desktop.domain.faults import FieldFault
from desktop.domain.ids import CaseId, RegisterEntryId, UserId
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.sync.events import SyncChanged
from desktop.presenters.casework.register_forms import (
    HANDLED_FIELDS,
    PERSON_FIELDS,
    REGISTER_FORM,
    STRIKE_FIELDS,
    TOLD_FIELDS,
    RegisterField,
)
from desktop.presenters.casework.register_rows import (
    clash_of,
    handled_columns,
    handled_of,
    is_written,
    place_of,
    row_view,
    texts_of_handled,
    texts_of_told,
    told_columns,
)
from desktop.presenters.casework.register_state import (
    Period,
    RegisterAct,
    RegisterPanel,
    RegisterViewState,
)
from desktop.presenters.form.draft import Draft
from desktop.presenters.form.form import FormPresenter, Outcomes
from desktop.presenters.form.spec import YES
from desktop.presenters.services.access import person_may
from desktop.presenters.services.asks_city import AsksCity
from desktop.presenters.services.services import Services
from desktop.presenters.view.message import Message, MessageCode, Tone
from desktop.presenters.view.render_on_change import RenderOnChange

MOST_SHOWN: Final = 60
_ROW, _ACT = "row", "act"
_MONTHS: Final = 12


class RegisterPresenter(AsksCity):
    """Lives as long as the desk; what is typed is kept through a kill. Thread: MainThread.

    open_case: to the page of a case.
    """

    def __init__(
        self,
        *,
        services: Services,
        clock: Clock,
        render: Callable[[RegisterViewState], None],
        open_case: Callable[[CaseId], None],
    ) -> None:
        self._services = services
        self._clock = clock
        self._open_case = open_case
        self._drawing: RenderOnChange[RegisterViewState] = RenderOnChange(render)
        self._draft = Draft(memory=services.memory, clock=clock, name="register_draft")
        self._form = FormPresenter(
            spec=REGISTER_FORM,
            draft=self._draft,
            outcomes=Outcomes(hand_in="keep_row", export="export_register"),
        )
        self._seat: UserId | None = None
        self._query = RegisterQuery(year=self._today().year)
        self._selected: RegisterEntryId | None = None
        self._is_done: Callable[[KnownRow], bool] = lambda _row: False
        self._done = MessageCode.ROW_FOLLOWED_UP

    # ---- what the person does --------------------------------------------------------------

    def start(self) -> None:
        """The screen is shown. Whoever sits down finds no search of the one before."""
        signed_in = self._services.access.signed_in()
        seat = None if signed_in is None else signed_in.officer.id
        if seat != self._seat:
            self._seat, self._selected = seat, None
            self._query = RegisterQuery(year=self._today().year)
        self._form.start(is_sent=self._open_row() is None)
        self.refresh()
        self.draw()

    def leave(self) -> None:
        """Another screen is shown, or the program ends."""
        self._form.leave()

    def search(self, text: str) -> None:
        """F3: name, number of a paper, content; marks do not matter."""
        self._look(replace(self._query, search=text))

    def choose_type(self, value: str) -> None:
        """Of one type; "": of every."""
        self._look(replace(self._query, petition_type=PetitionType(value) if value else None))

    def choose_period(self, key: str) -> None:
        """A year, or one of its months: `Period.key`."""
        chosen = next((one for one in self._periods() if one.key == key), None)
        if chosen is not None:
            self._look(replace(self._query, year=chosen.year, month=chosen.month))

    def select(self, entry_id: RegisterEntryId) -> None:
        """A row of the list; not away from one that is being written into."""
        if self._act() is None and entry_id != self._selected:
            self._selected = entry_id
            self.draw()

    def open(self, entry_id: RegisterEntryId) -> None:
        """Enter: to the case of a row, if it has one."""
        row = self._services.register.row(entry_id)
        case_id = None if row is None else self._case_of(row)
        if case_id is not None:
            self._open_case(case_id)

    def follow_up(self) -> None:
        """Ghi theo dõi."""
        row = self._writable()
        if row is not None:
            self._begin(row, RegisterAct.FOLLOW_UP, texts_of_handled(handled_of(row.entry)))

    def begin_strike(self) -> None:
        """Gạch bỏ dòng… was pressed."""
        row = self._writable()
        if row is not None:
            self._begin(row, RegisterAct.STRIKE, texts_of_told(row.entry))

    def edit(self, key: str, text: str) -> None:
        """A key or a choice; key: a RegisterField."""
        if self._act() is not None:
            self._form.edit(key, text)
            self.draw()

    def take_other(self) -> None:
        """Lấy bản của máy này: what was written here, where it lost a clash."""
        row = self._open_row()
        other = None if row is None else clash_of(row)
        if other is not None:
            for key, text in texts_of_handled(other).items():
                self._form.edit(key, text)
            self.draw()

    def close(self) -> None:
        """Esc or ×: nothing of it is kept."""
        if not self._form.is_under_way:
            self._draft.drop()
            self._form.begin_anew()
        self.draw()

    def save(self) -> None:
        """The button of the panel; with what is missing it stays and says so."""
        row, act = self._open_row(), self._act()
        if row is None or act is None or not self._may_write() or self._form.is_under_way:
            return
        if self._form.submit(row.entry.id, self._faults(row, act)):
            if act is RegisterAct.FOLLOW_UP:
                self._write(row.entry.id)
            else:
                self._strike_out(row.entry.id)
            self._take_changes()
        self.draw()

    def enter_missing(self) -> None:
        """Ghi vào sổ: visits of the year that are not in the book."""
        if self._may_write():
            self._services.register.enter_missing(self._query.year)
            self.draw()

    def export(self, path: Path) -> None:
        """Xuất XLSX: the whole book of the year, where the officer said."""
        if self._may_write() and self._form.begin_export():
            self._services.register.export(self._query.year, path)
            self.draw()

    # ---- what happens ----------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        """Take in one fact."""
        match event:
            case RegisterChanged():
                self._take_changes()
            case RegisterWritten(path=path, rows=rows):
                self._form.is_exporting = False
                self._form.told = Message(
                    code=MessageCode.REGISTER_EXPORTED,
                    tone=Tone.OK,
                    data={"name": path.name, "n": rows},
                )
            case IntakesChanged() | AccessChanged() | SyncChanged():
                pass
            case _ if not self._form.take(event):
                return
        self.draw()

    def on_tick(self) -> None:
        """What was typed is kept once the keys are still."""
        self._form.on_tick()

    def draw(self) -> None:
        """Draw what changed."""
        self._drawing.draw(self.state())

    def state(self) -> RegisterViewState:
        """What the screen draws now."""
        register, query = self._services.register, self._query
        found = register.find(query)
        shown = found.rows[:MOST_SHOWN]
        row = None if self._selected is None else register.row(self._selected)
        is_shown = any(one.entry.id == self._selected for one in shown)
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
            selected=self._selected if is_shown else None,
            may_write=self._may_write(),
            can_write=is_shown and self._may_write() and not _is_closed(row),
            can_export=self._may_write() and register.is_read() and not self._form.is_exporting,
            panel=self._panel(),
            message=self._message(found, missing),
        )

    # ---- what is looked at -----------------------------------------------------------------

    def _look(self, query: RegisterQuery) -> None:
        self._query = query
        self._form.told = None
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

    # ---- what is written -------------------------------------------------------------------

    def _may_write(self) -> bool:
        return person_may(self._services.access, Right.RECEIVE_CITIZEN)

    def _writable(self) -> KnownRow | None:
        """The chosen row, while nothing else is being written."""
        if self._selected is None or self._act() is not None or not self._may_write():
            return None
        row = self._services.register.row(self._selected)
        return None if row is None or row.entry.is_struck else row

    def _begin(self, row: KnownRow, act: RegisterAct, texts: dict[str, str]) -> None:
        if row.is_restricted:
            texts[RegisterField.PETITION_TYPE] = PetitionType.DENUNCIATION
        self._form.begin_anew()
        self._draft.drop()
        for key, text in {_ROW: row.entry.id, _ACT: act, **texts}.items():
            self._draft.edit(key, text)
        self.draw()

    def _act(self) -> RegisterAct | None:
        act = self._draft.text(_ACT)
        return RegisterAct(act) if act in set(RegisterAct) else None

    def _open_row(self) -> KnownRow | None:
        """The row that is being written into; one that was struck out meanwhile is none."""
        entry_id = self._draft.text(_ROW)
        row = self._services.register.row(RegisterEntryId(entry_id)) if entry_id else None
        return None if row is None or row.entry.is_struck else row

    def _is_again(self) -> bool:
        return self._form.text(RegisterField.AGAIN) == YES

    def _is_secret(self, row: KnownRow) -> bool:
        chosen = self._form.text(RegisterField.PETITION_TYPE)
        return row.is_restricted or chosen == PetitionType.DENUNCIATION

    def _told(self) -> ToldColumns:
        people = self._form.number(RegisterField.PEOPLE)
        return told_columns(self._form.words, people, self._today())

    def _strike(self) -> Strike:
        signed_in = self._services.access.signed_in()
        officer = None if signed_in is None else signed_in.officer
        return Strike(
            at=self._clock.now(),
            by=UserId("") if officer is None else officer.id,
            by_name="" if officer is None else officer.display_name,
            reason=self._form.words(RegisterField.REASON),
        )

    def _write(self, entry_id: RegisterEntryId) -> None:
        columns = handled_columns(self._form.words)
        self._done = MessageCode.ROW_FOLLOWED_UP
        self._is_done = lambda one: is_written(one, columns)
        self._services.register.write(entry_id, columns)

    def _strike_out(self, entry_id: RegisterEntryId) -> None:
        if self._is_again():
            self._done = MessageCode.ROW_REPLACED
            self._is_done = lambda one: one.replaced_by is not None
            self._services.register.put_right(entry_id, self._told(), self._strike())
        else:
            self._done = MessageCode.ROW_STRUCK
            self._is_done = lambda one: one.entry.is_struck
            self._services.register.strike(entry_id, self._strike())

    def _hidden(self, row: KnownRow, act: RegisterAct) -> frozenset[str]:
        if act is RegisterAct.FOLLOW_UP:
            return frozenset({*STRIKE_FIELDS, *TOLD_FIELDS})
        hidden: set[str] = {*HANDLED_FIELDS}
        if not self._is_again():
            hidden |= {*TOLD_FIELDS}
        elif self._is_secret(row):
            hidden |= {*PERSON_FIELDS}
            hidden |= {RegisterField.PETITION_TYPE} if row.is_restricted else set()
        return frozenset(hidden)

    def _faults(self, row: KnownRow, act: RegisterAct) -> tuple[FieldFault, ...]:
        judged: tuple[FieldFault, ...] = ()
        if act is RegisterAct.STRIKE:
            strike, today = self._strike(), self._today()
            faults = entry_faults(struck_out(row.entry, strike), today=today)
            judged = tuple(one for one in faults if one.field == RegisterField.REASON)
            if self._is_again():
                new = replacement(
                    row.entry, self._told(), by=strike.by, at=strike.at, zone=LOCAL_ZONE
                )
                judged += entry_faults(new, today=today)
        return self._form.faults(judged, hidden=self._hidden(row, act))

    def _take_changes(self) -> None:
        """What was handed in is kept; a row that was struck out elsewhere is written no more."""
        if self._form.is_under_way:
            entry_id = RegisterEntryId(self._draft.text(_ROW))
            row = self._services.register.row(entry_id)
            if row is not None and self._is_done(row) and self._form.has_arrived([entry_id]):
                self._draft.drop()
                self._form.begin_anew()
                self._form.told = Message(code=self._done, tone=Tone.OK)
        elif self._act() is not None and self._open_row() is None:
            self._draft.drop()
            self._form.begin_anew()

    # ---- what is drawn ---------------------------------------------------------------------

    def _panel(self) -> RegisterPanel | None:
        row, act = self._open_row(), self._act()
        if row is None or act is None or not self._may_write():
            return None
        return RegisterPanel(
            act=act,
            place=place_of(row),
            typed=self._form.state(self._faults(row, act), hidden=self._hidden(row, act)),
            other=clash_of(row) if act is RegisterAct.FOLLOW_UP else None,
            can_save=not self._form.is_under_way,
        )

    def _message(self, found: FoundRows, missing: int) -> Message | None:
        row, act = self._open_row(), self._act()
        faults = () if row is None or act is None else self._faults(row, act)
        return self._form.message(faults) or self._standing(found, missing)

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

    def _today(self) -> date:
        return self._clock.now().astimezone(LOCAL_ZONE).date()


def _is_closed(row: KnownRow | None) -> bool:
    """Nothing is written into a row that is struck out, or not there."""
    return row is None or row.entry.is_struck
