"""The deputy's desk writes into the minutes that it conducts, and that the chair does again."""

from hashlib import sha256

from desktop.domain.access.rights import Right
from desktop.domain.conduct.deputy import Deputy, passed_text, returned_text
from desktop.domain.ids import MinuteLineId
from desktop.presenters.live.session_entry import SessionEntry
from desktop.presenters.record.minutes import MinutesPresenter

_ID_CHARACTERS = 32


class DeputingPresenter:
    """Follows who conducts. Each line has an id of its own, so that no restart writes it again."""

    def __init__(self, *, entry: SessionEntry, minutes: MinutesPresenter) -> None:
        self._entry = entry
        self._context = entry.context
        self._facts = entry.facts
        self._minutes = minutes
        self._noted: Deputy | None = None

    def follow(self) -> None:
        """The city said something; the facts of the session know it already."""
        deputy = self._facts.live.deputy if self._facts.live else None
        if deputy == self._noted or self._facts.is_beside:
            return
        former, self._noted = self._noted, deputy
        if not self._entry.may_write(Right.WRITE_MINUTES):
            return
        own = self._context.own_site_id
        if deputy is not None and deputy.site_id == own:
            label = self._context.deputy_label(own)
            self._minutes.note_technical(passed_text(label), self._line_id(deputy, "passed"))
        elif former is not None and former.site_id == own and self._is_chair_back():
            self._minutes.note_technical(returned_text(), self._line_id(former, "returned"))

    def _is_chair_back(self) -> bool:
        seat = self._facts.seat(self._context.plan.central_site_id)
        return seat is not None and seat.is_connected

    def _line_id(self, deputy: Deputy, what: str) -> MinuteLineId:
        text = f"{self._context.session_id} {deputy.since.isoformat()} {what}"
        return MinuteLineId(sha256(text.encode()).hexdigest()[:_ID_CHARACTERS])
