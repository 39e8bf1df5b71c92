"""That a refusal's notice went out: its number and its day, noted in the row of the request."""

from datetime import date

from desktop.domain.casework.matter.reception_request import KnownRequest, NoticeSent
from desktop.domain.clock import Clock
from desktop.domain.events import Event
from desktop.domain.faults import FieldFault
from desktop.domain.ids import RequestId
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reception.due import sending_faults
from desktop.domain.text import plain_line
from desktop.presenters.casework.requests.decided_rows import DecidedRows
from desktop.presenters.casework.requests.request_forms import NOTE_FORM, NoteField
from desktop.presenters.casework.requests.requests_state import NotingView
from desktop.presenters.form.draft import Draft
from desktop.presenters.form.form import FormPresenter, Outcomes
from desktop.presenters.form.owns_form import OwnsForm
from desktop.presenters.form.values import read_date, write_date
from desktop.presenters.services.services import Services
from desktop.presenters.view.message import Message

_OF = "of"


class RefusalNoting(OwnsForm):
    """Of one row at a time; what is typed outlives a kill. Thread: MainThread.

    is_latest: it was used after anything else of this half; what it tells comes first then.
    """

    def __init__(self, *, services: Services, clock: Clock, rows: DecidedRows) -> None:
        self._services = services
        self._clock = clock
        self._rows = rows
        self.is_latest = False
        self._draft = Draft(memory=services.memory, clock=clock, name="refusal_note_draft")
        self._form = FormPresenter(
            spec=NOTE_FORM, draft=self._draft, outcomes=Outcomes(hand_in="note_refusal")
        )

    # ---- what the person does --------------------------------------------------------------

    def begin(self, request_id: RequestId) -> None:
        """Ghi đã gửi…: its fields stand in the row; again: they go."""
        is_open = self._draft.text(_OF) == request_id
        self.close()
        self.is_latest = True
        known = self._services.requests.find(request_id)
        if known is not None and not is_open and self._may_note(known):
            today = write_date(self._today())
            self._draft.fill({_OF: request_id, NoteField.SENT_ON: today})

    def edit(self, key: str, text: str) -> None:
        """A key; key: a NoteField."""
        if self._known() is not None:
            self.is_latest = True
            self._form.edit(key, text)

    def close(self) -> None:
        """Thôi: nothing is noted."""
        self.is_latest = False
        self._form.begin_anew()
        self._draft.drop()

    def note(self) -> None:
        """Ghi đã gửi: with its number and its day, or it stays here."""
        known = self._known()
        signed_in = self._services.access.signed_in()
        if known is None or signed_in is None or self._form.is_under_way:
            return
        self.is_latest = True
        sent_on = read_date(self._form.text(NoteField.SENT_ON))
        if self._form.may_go(self._faults(known)) and sent_on is not None:
            sent = NoticeSent(
                sent_on=sent_on,
                noted_by_name=signed_in.officer.display_name,
                noted_at=self._clock.now(),
                number=plain_line(self._form.text(NoteField.NUMBER)),
            )
            self._form.hand_in(known.request.id)
            self._services.requests.note_refusal(known.request.id, sent)

    def take_back(self, request_id: RequestId) -> None:
        """Bỏ ghi đã gửi: it was a mistake."""
        known = self._services.requests.find(request_id)
        if known is None or self._services.access.signed_in() is None:
            return
        self.is_latest = True
        is_noted = known.request.refusal_notice is not None
        if is_noted and self._rows.notice_due(known) is not None:
            self._services.requests.note_refusal(request_id, None)

    # ---- what happens ----------------------------------------------------------------------

    def take_changes(self) -> None:
        """What was noted is kept."""
        noted = (
            one.request.id
            for one in self._services.requests.requests()
            if one.request.refusal_notice is not None
        )
        self._form.is_kept(noted)

    def take_event(self, event: Event) -> bool:
        """An outcome; False: it is none of this form's."""
        return self._form.take(event)

    # ---- what is drawn ---------------------------------------------------------------------

    def message(self) -> Message | None:
        """What is told of this form."""
        known = self._known()
        return self._form.told if known is None else self._form.message(self._faults(known))

    def view(self) -> NotingView | None:
        """Of the row in which it stands; None: of none."""
        known = self._known()
        if known is None:
            return None
        return NotingView(
            id=known.request.id,
            form=self._form.state(self._faults(known)),
            can_press=not self._form.is_under_way,
        )

    # ---- inside ----------------------------------------------------------------------------

    def _known(self) -> KnownRequest | None:
        """The request whose row is open; what somebody noted meanwhile is noted."""
        known = self._services.requests.find(RequestId(self._draft.text(_OF)))
        return known if known is not None and self._may_note(known) else None

    def _may_note(self, known: KnownRequest) -> bool:
        is_open = known.request.refusal_notice is None
        return is_open and self._rows.notice_due(known) is not None

    def _faults(self, known: KnownRequest) -> tuple[FieldFault, ...]:
        sent_on = read_date(self._form.text(NoteField.SENT_ON))
        return self._form.faults(sending_faults(known, sent_on, today=self._today()))

    def _today(self) -> date:
        return self._clock.now().astimezone(LOCAL_ZONE).date()
