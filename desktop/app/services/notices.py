"""NoticesService for presenters: invitations, what a session concluded, refusals, as files."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from desktop.app.services.exporter import Export, Exporter, not_written
from desktop.domain.casework.conclusions.conclusion_book import KnownItem, items_to_notify
from desktop.domain.casework.events import NoticeWritten
from desktop.domain.casework.matter.reception_request import KnownRequest
from desktop.domain.casework.people.citizen import CitizenRecord
from desktop.domain.casework.people.group import Group
from desktop.domain.clock import Clock
from desktop.domain.ids import CitizenId, RequestId, SessionId
from desktop.domain.reception.appointment import appointment_of
from desktop.forms.casework.appointment_slip import AppointmentSlip, write_appointment
from desktop.forms.casework.conclusion_notice import ConclusionNotice, day_of, write_notice
from desktop.forms.casework.group_designation import DesignationPage, write_designation
from desktop.forms.casework.invitation import Invitation, write_invitation
from desktop.forms.casework.refusal_notice import RefusalNotice, write_refusal
from desktop.sync.records.schedule import Schedule


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticePrinting:
    """What notices are printed with. The forms are their wordings. items: of a session.

    form: of conclusions. request, citizen: as RequestsService has them.
    """

    form: Path
    refusal_form: Path
    invitation_form: Path
    appointment_form: Path
    designation_form: Path
    schedule: Schedule
    items: Callable[[SessionId], tuple[KnownItem, ...]]
    request: Callable[[RequestId], KnownRequest | None]
    citizen: Callable[[CitizenId], CitizenRecord | None]
    clock: Clock
    is_practice: bool


class DeskNotices:
    """NoticesService (presenters/services/casework.py). Thread: any."""

    def __init__(self, *, printing: NoticePrinting, exporter: Exporter) -> None:
        self._printing = printing
        self._exporter = exporter

    def print(self, session_id: SessionId, path: Path) -> None:
        """Write it. Outcomes: as the Protocol says."""
        self._exporter.add(
            Export(
                action="print_notice",
                path=path,
                write=partial(self._write, session_id, path),
                done=NoticeWritten(path=path),
            )
        )

    def print_refusal(self, request_id: RequestId, path: Path) -> None:
        """Write Mẫu 01/TCD. Outcomes: as the Protocol says."""
        self._exporter.add(
            Export(
                action="print_refusal",
                path=path,
                write=partial(self._write_refusal, request_id, path),
                done=NoticeWritten(path=path),
            )
        )

    def print_invitation(self, session_id: SessionId, path: Path) -> None:
        """Write giấy mời. Outcomes: as the Protocol says."""
        self._exporter.add(
            Export(
                action="print_invitation",
                path=path,
                write=partial(self._write_invitation, session_id, path),
                done=NoticeWritten(path=path),
            )
        )

    def print_appointment(self, request_id: RequestId, path: Path) -> None:
        """Write phiếu hẹn. Outcomes: as the Protocol says."""
        self._exporter.add(
            Export(
                action="print_appointment",
                path=path,
                write=partial(self._write_appointment, request_id, path),
                done=NoticeWritten(path=path),
            )
        )

    def print_designation(self, group: Group, content: str, path: Path) -> None:
        """Write giấy cử người đại diện. Outcomes: as the Protocol says."""
        self._exporter.add(
            Export(
                action="print_designation",
                path=path,
                write=partial(self._write_designation, group, content, path),
                done=NoticeWritten(path=path),
            )
        )

    def _write_designation(self, group: Group, content: str, path: Path) -> None:
        printing = self._printing
        if not group.representatives:
            raise not_written(path, "nobody_chosen")
        page = DesignationPage(
            group=group,
            content=content,
            unit=printing.schedule.own_site(),
            made_at=printing.clock.now(),
            is_practice=printing.is_practice,
        )
        write_designation(page, path, template_path=printing.designation_form)

    def _write_appointment(self, request_id: RequestId, path: Path) -> None:
        printing = self._printing
        known = printing.request(request_id)
        plan = None if known is None else appointment_of(known, printing.schedule.sessions())
        if known is None or plan is None:
            raise not_written(path, "no_session")
        slip = AppointmentSlip(
            request=known.request,
            plan=plan,
            issuer=printing.schedule.own_site(),
            drafted_at=printing.clock.now(),
            is_practice=printing.is_practice,
        )
        write_appointment(slip, path, template_path=printing.appointment_form)

    def _write_invitation(self, session_id: SessionId, path: Path) -> None:
        printing = self._printing
        plan = printing.schedule.session(session_id)
        if plan is None or not plan.participants:
            raise not_written(path, "nobody_invited")
        found = (printing.schedule.site(one) for one in plan.site_ids)
        invitation = Invitation(
            plan=plan,
            sites={one.id: one for one in found if one is not None},
            issuer=printing.schedule.own_site(),
            drafted_at=printing.clock.now(),
            is_practice=printing.is_practice,
        )
        write_invitation(invitation, path, template_path=printing.invitation_form)

    def _write_refusal(self, request_id: RequestId, path: Path) -> None:
        printing = self._printing
        known = printing.request(request_id)
        decision = None if known is None else known.standing_decision
        ground = None if decision is None else decision.refusal_ground
        if known is None or ground is None:
            raise not_written(path, "not_refused")
        citizen = printing.citizen(known.request.requester_id)
        unit = printing.schedule.site(known.request.owner_site_id)
        if citizen is None or unit is None:
            raise not_written(path, "nobody_known")
        notice = RefusalNotice(
            request=known.request,
            citizen=citizen,
            ground=ground,
            issuer=unit,
            drafted_at=printing.clock.now(),
            is_practice=printing.is_practice,
        )
        write_refusal(notice, path, template_path=printing.refusal_form)

    def _write(self, session_id: SessionId, path: Path) -> None:
        printing = self._printing
        plan = printing.schedule.session(session_id)
        giver = printing.schedule.own_site()
        items = items_to_notify((one.item for one in printing.items(session_id)), giver.id)
        if plan is None or not items:
            raise not_written(path, "nothing_to_tell")
        cases = (printing.schedule.case(one) for one in plan.case_ids)
        notice = ConclusionNotice(
            session_code=plan.code,
            held_on=day_of(plan.scheduled_start),
            chair=plan.chair_label,
            cases=tuple(one.title for one in cases if one is not None),
            items=items,
            issuer=giver,
            drafted_at=printing.clock.now(),
            is_practice=printing.is_practice,
        )
        write_notice(notice, path, template_path=printing.form)
