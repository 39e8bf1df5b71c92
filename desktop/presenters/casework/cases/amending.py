"""Bổ sung biên bản sau khi đóng: words and a reason, beside what was signed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from desktop.domain.access.rights import Right
from desktop.domain.events import ActionFailed, Event
from desktop.domain.ids import AmendmentId, SessionId, new_id
from desktop.domain.reception.session import SessionPlan, site_role
from desktop.domain.reception.status import SessionStatus
from desktop.domain.record.amendment import AmendmentFault, MinutesAmendment, amendment_fault
from desktop.domain.text import normalised, plain_line
from desktop.presenters.services.access import person_may
from desktop.presenters.services.services import Services


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendSheet:
    """What is being typed. starts_at: of the session. is_refused: this PC could not keep it."""

    session_id: SessionId
    starts_at: datetime
    text: str
    reason: str
    fault: AmendmentFault | None
    is_refused: bool = False


class AmendingPresenter:
    """now: the city's time. on_changed asks the owner to draw. Thread: MainThread."""

    def __init__(
        self, *, services: Services, now: Callable[[], datetime], on_changed: Callable[[], None]
    ) -> None:
        self._services = services
        self._now = now
        self._on_changed = on_changed
        self._sheet: AmendSheet | None = None
        self._given: AmendmentId | None = None

    def may_amend(self, plan: SessionPlan) -> bool:
        """A closed session in which this site has a seat, for who writes minutes."""
        own = self._services.schedule.own_site().id
        is_seated = site_role(plan, own) is not None
        may_write = person_may(self._services.access, Right.WRITE_MINUTES)
        return plan.status is SessionStatus.CLOSED and is_seated and may_write

    def open(self, plan: SessionPlan) -> None:
        """The button of a session."""
        if not self.may_amend(plan):
            return
        if self._sheet is None or self._sheet.session_id != plan.id:
            self._sheet = AmendSheet(
                session_id=plan.id, starts_at=plan.scheduled_start, text="", reason="", fault=None
            )
        self._on_changed()

    def close(self) -> None:
        """Nothing was added."""
        self._sheet = self._given = None
        self._on_changed()

    def edit_text(self, text: str) -> None:
        """What is added."""
        if self._sheet is not None:
            self._sheet = replace(self._sheet, text=text, fault=None, is_refused=False)
            self._on_changed()

    def edit_reason(self, reason: str) -> None:
        """Why."""
        if self._sheet is not None:
            self._sheet = replace(self._sheet, reason=reason, fault=None, is_refused=False)
            self._on_changed()

    def confirm(self) -> None:
        """Keep it; what is missing is told."""
        sheet, person = self._sheet, self._services.access.signed_in()
        if sheet is None or person is None or self._given is not None:
            return
        fault = amendment_fault(sheet.text, sheet.reason)
        self._sheet = replace(sheet, fault=fault, is_refused=False)
        if fault is None:
            self._given = AmendmentId(new_id())
            self._services.amendments.amend(
                MinutesAmendment(
                    id=self._given,
                    session_id=sheet.session_id,
                    owner_site_id=self._services.schedule.own_site().id,
                    at=self._now(),
                    author=person.officer.display_name,
                    line_id=None,
                    text=normalised(sheet.text),
                    reason=plain_line(sheet.reason),
                )
            )
        self._on_changed()

    def on_event(self, event: Event) -> None:
        """What was kept is typed no more; what was not stays as it was typed."""
        sheet = self._sheet
        if sheet is None:
            return
        if isinstance(event, ActionFailed) and event.action == "amend":
            self._sheet, self._given = replace(sheet, is_refused=True), None
            return
        kept = self._services.amendments.of_session(sheet.session_id)
        if any(one.id == self._given for one in kept):
            self._sheet = self._given = None

    def can_open(self, plan: SessionPlan, is_shown: Callable[[SessionId], bool]) -> bool:
        """Not twice: what is typed of a session that is shown elsewhere waits there."""
        return self.sheet(is_shown) is None and self.may_amend(plan)

    def sheet(self, is_shown: Callable[[SessionId], bool]) -> AmendSheet | None:
        """None while nothing is typed, and for who may no longer. is_shown: of which session."""
        sheet = self._sheet
        may_write = person_may(self._services.access, Right.WRITE_MINUTES)
        return sheet if sheet is not None and may_write and is_shown(sheet.session_id) else None
