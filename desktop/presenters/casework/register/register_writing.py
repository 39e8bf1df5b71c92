"""What is written into a row of the register: what becomes of it, or why it is struck out."""

from collections.abc import Callable
from datetime import date

from desktop.domain.access.rights import Right
from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.casework.register import (
    HandledColumns,
    Strike,
    ToldColumns,
    entry_faults,
    replacement,
    struck_out,
)
from desktop.domain.casework.register_book import KnownRow
from desktop.domain.clock import Clock
from desktop.domain.faults import FieldFault
from desktop.domain.ids import RegisterEntryId, UserId
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.presenters.casework.register.register_forms import (
    HANDLED_FIELDS,
    PERSON_FIELDS,
    REGISTER_FORM,
    STRIKE_FIELDS,
    TOLD_FIELDS,
    RegisterField,
)
from desktop.presenters.casework.register.register_rows import (
    clash_of,
    handled_columns,
    handled_of,
    is_written,
    place_of,
    texts_of_handled,
    texts_of_told,
    told_columns,
)
from desktop.presenters.casework.register.register_state import RegisterAct, RegisterPanel
from desktop.presenters.form.draft import Draft
from desktop.presenters.form.form import FormPresenter, Outcomes
from desktop.presenters.form.owns_form import OwnsForm
from desktop.presenters.form.spec import YES
from desktop.presenters.services.access import person_may
from desktop.presenters.services.services import Services
from desktop.presenters.view.message import Message, Tone
from desktop.presenters.view.message_code import MessageCode

_ROW, _ACT = "row", "act"


class RegisterWriting(OwnsForm):
    """The panel beside the book; what is typed is kept through a kill. Thread: MainThread.

    draw: asks the owner to draw. form: tells what became of it, and of the export.
    """

    def __init__(self, *, services: Services, clock: Clock, draw: Callable[[], None]) -> None:
        self._services = services
        self._clock = clock
        self._draw = draw
        self._draft = Draft(memory=services.memory, clock=clock, name="register_draft")
        self._form = self.form = FormPresenter(
            spec=REGISTER_FORM,
            draft=self._draft,
            outcomes=Outcomes(
                hand_in="keep_row",
                exports=frozenset({"export_register"}),
            ),
        )
        self._done = MessageCode.ROW_FOLLOWED_UP
        self._is_done: Callable[[KnownRow], bool] = lambda _row: False

    # ---- what the person does --------------------------------------------------------------

    def start(self) -> None:
        """The screen is shown."""
        self._form.start(is_sent=self._open_row() is None)

    def begin(self, row: KnownRow, act: RegisterAct) -> None:
        """Open the panel for a row."""
        is_follow_up = act is RegisterAct.FOLLOW_UP
        entry = row.entry
        texts = texts_of_handled(handled_of(entry)) if is_follow_up else texts_of_told(entry)
        if row.is_restricted:
            texts[RegisterField.PETITION_TYPE] = PetitionType.DENUNCIATION
        self._forget()
        for key, text in {_ROW: entry.id, _ACT: act, **texts}.items():
            self._draft.edit(key, text)

    def edit(self, key: str, text: str) -> None:
        """A key or a choice; key: a RegisterField."""
        if self.act is not None:
            self._form.edit(key, text)
            self._draw()

    def take_other(self) -> None:
        """Lấy bản của máy này: what was written here, where it lost a clash."""
        row = self._open_row()
        other = None if row is None else clash_of(row)
        if other is not None:
            for key, text in texts_of_handled(other).items():
                self._form.edit(key, text)
            self._draw()

    def close(self) -> None:
        """Esc or ×: nothing of it is kept."""
        if not self._form.is_under_way:
            self._forget()
        self._draw()

    def save(self) -> None:
        """The button; with what is missing it stays and says so."""
        row, act = self._open_row(), self.act
        if row is None or act is None or not self.may_write or self._form.is_under_way:
            return
        if self._form.submit(row.entry.id, self.faults()):
            if act is RegisterAct.FOLLOW_UP:
                self._write(row.entry.id)
            else:
                self._strike_out(row.entry.id)
            self.take_changes()
        self._draw()

    # ---- what happens ----------------------------------------------------------------------

    def take_changes(self) -> None:
        """What was handed in is kept; a row that was struck out elsewhere is written no more."""
        if self._form.is_under_way:
            entry_id = RegisterEntryId(self._draft.text(_ROW))
            row = self._services.register.row(entry_id)
            if row is not None and self._is_done(row) and self._form.has_arrived([entry_id]):
                self._forget()
                self._form.told = Message(code=self._done, tone=Tone.OK)
        elif self.act is not None and self._open_row() is None:
            self._forget()

    # ---- what is drawn ---------------------------------------------------------------------

    @property
    def act(self) -> RegisterAct | None:
        """What is being written, None while nothing is."""
        act = self._draft.text(_ACT)
        return RegisterAct(act) if act in set(RegisterAct) else None

    @property
    def may_write(self) -> bool:
        """The person keeps the register."""
        return person_may(self._services.access, Right.RECEIVE_CITIZEN)

    def faults(self) -> tuple[FieldFault, ...]:
        """What is wrong with what is typed."""
        row, act = self._open_row(), self.act
        if row is None or act is None:
            return ()
        judged: tuple[FieldFault, ...] = ()
        if act is RegisterAct.STRIKE:
            strike, today = self._strike(), self._today()
            of_row = entry_faults(struck_out(row.entry, strike), today=today)
            judged = tuple(one for one in of_row if one.field == RegisterField.REASON)
            if self._is_again():
                told, at = self._told(), strike.at
                new = replacement(row.entry, told, by=strike.by, at=at, zone=LOCAL_ZONE)
                judged += entry_faults(new, today=today)
        return self._form.faults(judged, hidden=self._hidden(row, act))

    def panel(self) -> RegisterPanel | None:
        """What the panel draws, None while it is shut."""
        row, act = self._open_row(), self.act
        if row is None or act is None or not self.may_write:
            return None
        return RegisterPanel(
            act=act,
            place=place_of(row),
            typed=self._form.state(self.faults(), hidden=self._hidden(row, act)),
            other=self._other(row) if act is RegisterAct.FOLLOW_UP else None,
            can_save=not self._form.is_under_way,
        )

    # ---- inside ----------------------------------------------------------------------------

    def _forget(self) -> None:
        self._draft.drop()
        self._form.begin_anew()

    def _open_row(self) -> KnownRow | None:
        """The row that is being written into; one that was struck out meanwhile is none."""
        entry_id = self._draft.text(_ROW)
        row = self._services.register.row(RegisterEntryId(entry_id)) if entry_id else None
        return None if row is None or row.entry.is_struck else row

    def _other(self, row: KnownRow) -> HandledColumns | None:
        """What lost a clash; once it stands in the form it is not offered any more."""
        other = clash_of(row)
        return None if other == handled_columns(self._form.words) else other

    def _is_again(self) -> bool:
        return self._form.text(RegisterField.AGAIN) == YES

    def _today(self) -> date:
        return self._clock.now().astimezone(LOCAL_ZONE).date()

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
        elif self._form.text(RegisterField.PETITION_TYPE) == PetitionType.DENUNCIATION:
            hidden |= {*PERSON_FIELDS}
            hidden |= {RegisterField.PETITION_TYPE} if row.is_restricted else set()
        return frozenset(hidden)
