"""Forms of the casework that a person asks for, drawn for a printer or into a file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop.app.services.exporter import not_written
from desktop.domain.casework.conclusions.conclusion_book import KnownItem, items_to_notify
from desktop.domain.casework.matter.case import Case
from desktop.domain.casework.matter.reception_request import KnownRequest
from desktop.domain.casework.people.citizen import CitizenRecord
from desktop.domain.casework.people.group import Group
from desktop.domain.casework.register_book import KnownRow, slips_of
from desktop.domain.clock import Clock
from desktop.domain.directory.site import Site
from desktop.domain.ids import CaseId, CitizenId, RegisterEntryId, RequestId, SessionId
from desktop.domain.papers.dossier import DossierPaper
from desktop.domain.papers.receipt import PaperReceipt
from desktop.domain.reception.appointment import appointment_of
from desktop.domain.record.printing import (
    AppointmentToPrint,
    ConclusionToPrint,
    DesignationToPrint,
    FormKind,
    FormToPrint,
    IndexToPrint,
    InvitationToPrint,
    ReceiptToPrint,
    RefusalToPrint,
    SlipToPrint,
    StatisticsToPrint,
    kind_of,
)
from desktop.domain.reports.statistics import StatisticsSheet
from desktop.forms.casework.appointment_slip import AppointmentSlip, write_appointment
from desktop.forms.casework.conclusion_notice import ConclusionNotice, day_of, write_notice
from desktop.forms.casework.group_designation import DesignationPage, write_designation
from desktop.forms.casework.invitation import Invitation, write_invitation
from desktop.forms.casework.refusal_notice import RefusalNotice, write_refusal
from desktop.forms.casework.register_slip import RegisterSlip, write_slip
from desktop.forms.casework.statistics import PrintedStatistics, write_statistics
from desktop.forms.papers.dossier_index import DossierIndex, write_index
from desktop.forms.papers.paper_receipt import ReceiptPage, write_receipt
from desktop.forms.writer import Destination, FormSheets
from desktop.sync.records.schedule import Schedule

FORM_FILES: Mapping[FormKind, str] = {
    FormKind.REFUSAL: "refusal-notice-v1.json",
    FormKind.APPOINTMENT: "appointment-slip-v1.json",
    FormKind.INVITATION: "invitation-v1.json",
    FormKind.CONCLUSION: "conclusion-notice-v1.json",
    FormKind.DESIGNATION: "group-designation-v1.json",
    FormKind.GUIDANCE: "guidance-slip-v1.json",
    FormKind.TRANSFER: "transfer-slip-v1.json",
    FormKind.RECEIPT: "paper-receipt-v1.json",
    FormKind.INDEX: "dossier-index-v1.json",
    FormKind.STATISTICS: "statistics-v1.json",
}
"""The wording of each, in the folder of forms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRecords:
    """What forms are filled in from. items: of a session. row: of the register.

    request, citizen: as RequestsService has them. papers: of a case, as they are leafed through.
    """

    schedule: Schedule
    items: Callable[[SessionId], tuple[KnownItem, ...]]
    request: Callable[[RequestId], KnownRequest | None]
    citizen: Callable[[CitizenId], CitizenRecord | None]
    row: Callable[[RegisterEntryId], KnownRow | None]
    papers: Callable[[CaseId], tuple[DossierPaper, ...]]
    clock: Clock
    is_practice: bool


class DeskForms:
    """Thread: any; takes up to some seconds. folder: where the wordings are."""

    def __init__(self, *, folder: Path, records: FormRecords) -> None:
        self._folder = folder
        self._records = records

    def pdf(self, form: FormToPrint) -> bytes:
        """As it is printed now. Raises: as `write`."""
        sheets = FormSheets(f"{kind_of(form)}.pdf")
        self.write(form, sheets)
        return sheets.data

    def write(self, form: FormToPrint, to: Destination) -> None:
        """Draw it as DOCX, PDF or XLSX, by the suffix.

        Raises: UserFacingError: what it tells of is not there (any more). SettingsError,
        StorageError: as the form's module says.
        """
        match form:
            case RefusalToPrint(request_id=request_id):
                self._write_refusal(request_id, to)
            case AppointmentToPrint(request_id=request_id):
                self._write_appointment(request_id, to)
            case InvitationToPrint(session_id=session_id):
                self._write_invitation(session_id, to)
            case ConclusionToPrint(session_id=session_id):
                self._write_conclusion(session_id, to)
            case IndexToPrint(case=case):
                self._write_index(case, to)
            case SlipToPrint():
                self._write_slip(form, to)
            case _:
                self._write_given(form, to)

    # ---- inside ----------------------------------------------------------------------------

    def _write_given(
        self, form: DesignationToPrint | ReceiptToPrint | StatisticsToPrint, to: Destination
    ) -> None:
        """What was handed over whole."""
        match form:
            case DesignationToPrint(group=group, content=content):
                self._write_designation(group, content, to)
            case ReceiptToPrint(receipt=receipt):
                self._write_receipt(receipt, to)
            case StatisticsToPrint(sheet=sheet):
                self._write_statistics(sheet, to)

    def _wording(self, kind: FormKind) -> Path:
        return self._folder / FORM_FILES[kind]

    def _own_site(self) -> Site:
        return self._records.schedule.own_site()

    def _now(self) -> datetime:
        return self._records.clock.now()

    def _write_designation(self, group: Group, content: str, to: Destination) -> None:
        if not group.representatives:
            raise not_written(to, "nobody_chosen")
        page = DesignationPage(
            group=group,
            content=content,
            unit=self._own_site(),
            made_at=self._now(),
            is_practice=self._records.is_practice,
        )
        write_designation(page, to, template_path=self._wording(FormKind.DESIGNATION))

    def _write_appointment(self, request_id: RequestId, to: Destination) -> None:
        known = self._records.request(request_id)
        sessions = self._records.schedule.sessions()
        plan = None if known is None else appointment_of(known, sessions)
        if known is None or plan is None:
            raise not_written(to, "no_session")
        slip = AppointmentSlip(
            request=known.request,
            plan=plan,
            issuer=self._own_site(),
            drafted_at=self._now(),
            is_practice=self._records.is_practice,
        )
        write_appointment(slip, to, template_path=self._wording(FormKind.APPOINTMENT))

    def _write_invitation(self, session_id: SessionId, to: Destination) -> None:
        schedule = self._records.schedule
        plan = schedule.session(session_id)
        if plan is None or not plan.participants:
            raise not_written(to, "nobody_invited")
        found = (schedule.site(one) for one in plan.site_ids)
        invitation = Invitation(
            plan=plan,
            sites={one.id: one for one in found if one is not None},
            issuer=self._own_site(),
            drafted_at=self._now(),
            is_practice=self._records.is_practice,
        )
        write_invitation(invitation, to, template_path=self._wording(FormKind.INVITATION))

    def _write_refusal(self, request_id: RequestId, to: Destination) -> None:
        records = self._records
        known = records.request(request_id)
        decision = None if known is None else known.standing_decision
        ground = None if decision is None else decision.refusal_ground
        if known is None or ground is None:
            raise not_written(to, "not_refused")
        citizen = records.citizen(known.request.requester_id)
        unit = records.schedule.site(known.request.owner_site_id)
        if citizen is None or unit is None:
            raise not_written(to, "nobody_known")
        sent = known.request.refusal_notice
        notice = RefusalNotice(
            request=known.request,
            number="" if sent is None else sent.number,
            citizen=citizen,
            ground=ground,
            issuer=unit,
            drafted_at=self._now(),
            is_practice=records.is_practice,
        )
        write_refusal(notice, to, template_path=self._wording(FormKind.REFUSAL))

    def _write_conclusion(self, session_id: SessionId, to: Destination) -> None:
        schedule = self._records.schedule
        plan, giver = schedule.session(session_id), self._own_site()
        items = items_to_notify((one.item for one in self._records.items(session_id)), giver.id)
        if plan is None or not items:
            raise not_written(to, "nothing_to_tell")
        cases = (schedule.case(one) for one in plan.case_ids)
        notice = ConclusionNotice(
            session_code=plan.code,
            held_on=day_of(plan.scheduled_start),
            chair=plan.chair_label,
            cases=tuple(one.title for one in cases if one is not None),
            items=items,
            issuer=giver,
            drafted_at=self._now(),
            is_practice=self._records.is_practice,
        )
        write_notice(notice, to, template_path=self._wording(FormKind.CONCLUSION))

    def _write_slip(self, form: SlipToPrint, to: Destination) -> None:
        row = self._records.row(form.entry_id)
        if row is None or form.kind not in slips_of(row):
            raise not_written(to, "no_slip")
        slip = RegisterSlip(
            kind=form.kind,
            row=row,
            issuer=self._own_site(),
            drafted_at=self._now(),
            is_practice=self._records.is_practice,
        )
        write_slip(slip, to, template_path=self._wording(kind_of(form)))

    def _write_receipt(self, receipt: PaperReceipt, to: Destination) -> None:
        page = ReceiptPage(
            receipt=receipt, issuer=self._own_site(), is_practice=self._records.is_practice
        )
        write_receipt(page, to, template_path=self._wording(FormKind.RECEIPT))

    def _write_index(self, case: Case, to: Destination) -> None:
        papers, schedule = self._records.papers(case.id), self._records.schedule
        found = {one.paper.site_id: schedule.site(one.paper.site_id) for one in papers}
        index = DossierIndex(
            code=case.code,
            title=case.title,
            papers=papers,
            sites={key: one.short_name for key, one in found.items() if one is not None},
            issuer=self._own_site(),
            made_at=self._now(),
            is_practice=self._records.is_practice,
        )
        write_index(index, to, template_path=self._wording(FormKind.INDEX))

    def _write_statistics(self, sheet: StatisticsSheet, to: Destination) -> None:
        printed = PrintedStatistics(
            sheet=sheet,
            issuer=self._own_site(),
            made_at=self._now(),
            is_practice=self._records.is_practice,
        )
        write_statistics(printed, to, template_path=self._wording(FormKind.STATISTICS))
