"""The screen "Đầu mối": who of this unit answers; at headquarters, who of every unit does."""

from collections.abc import Callable
from pathlib import Path

from typing_extensions import override

from desktop.domain.clock import Clock
from desktop.domain.directory.events import AgenciesChanged
from desktop.domain.events import Event
from desktop.domain.faults import FieldFault
from desktop.domain.ids import new_id
from desktop.domain.reports.events import UnitReportsChanged
from desktop.domain.reports.focal_list import city_list
from desktop.domain.reports.focal_point import Contact, FocalPoint, focal_point_faults, is_stale
from desktop.domain.reports.unit_report import FiledReport, ReportState
from desktop.domain.sync.operation import EntityKind
from desktop.presenters.form.draft import Draft
from desktop.presenters.form.form import FormPresenter
from desktop.presenters.form.values import read_date, write_date
from desktop.presenters.reports.focal_points_state import (
    FocalField,
    FocalForm,
    FocalList,
    FocalPointsViewState,
    FocalVersion,
)
from desktop.presenters.reports.focal_rows import found, is_waiting, unit_rows
from desktop.presenters.reports.report_forms import FOCAL_FORM
from desktop.presenters.reports.report_screen import ReportScreen
from desktop.presenters.services.desk_context import DeskContext
from desktop.presenters.services.services import Services
from desktop.presenters.view.message import Message, Tone
from desktop.presenters.view.message_code import MessageCode

_STATES = {
    ReportState.HERE: (MessageCode.FOCAL_HERE, Tone.INFO),
    ReportState.SENT: (MessageCode.FOCAL_SENT, Tone.INFO),
    ReportState.RECEIVED: (MessageCode.FOCAL_RECEIVED, Tone.OK),
    ReportState.ANSWERED: (MessageCode.FOCAL_RECEIVED, Tone.OK),
    ReportState.REFUSED: (MessageCode.REPORT_REFUSED, Tone.DANGER),
}


class FocalPointsPresenter(ReportScreen[FocalPointsViewState, FocalPoint]):
    """Lives as long as the desk; a draft is kept while the officer types."""

    def __init__(
        self,
        *,
        services: Services,
        clock: Clock,
        facts: DeskContext,
        render: Callable[[FocalPointsViewState], None],
    ) -> None:
        super().__init__(services, clock, render, EntityKind.FOCAL_POINT)
        self._facts = facts
        self._draft = Draft(memory=services.memory, clock=clock, name="focal_draft")
        self._form = FormPresenter(
            spec=FOCAL_FORM, draft=self._draft, outcomes=self._reporting.outcomes
        )
        self._search = ""

    # ---- what the officer does -------------------------------------------------------------

    def start(self) -> None:
        """The screen is shown; a form nobody touched shows what was sent last."""
        self._form.start(is_sent=not self._is_new(self._taken()))
        if not self._draft.is_kept:
            self._draft.fill(self._sent_texts())
        self.refresh()
        self.draw()

    def search(self, text: str) -> None:
        """F3 at headquarters; marks do not matter."""
        self._search = text
        self.draw()

    # ---- what happens ----------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        """Take in one fact."""
        match event:
            case UnitReportsChanged(kinds=kinds) if EntityKind.FOCAL_POINT in kinds:
                self._form.is_kept(one.report.id for one in self._own())
                if not self._draft.is_touched:
                    self._draft.fill(self._sent_texts())
            case AgenciesChanged():
                pass
            case _ if not self._form.take(event):
                return
        self.draw()

    @override
    def state(self) -> FocalPointsViewState:
        """What the screen draws now."""
        is_list = self._reporting.is_headquarters
        versions = self._own()
        return FocalPointsViewState(
            form=None if is_list else self._form_view(versions),
            list=self._list() if is_list else None,
            can_export=not self._form.is_exporting
            and (is_list or bool(self._services.reports.focal_points())),
            message=self._message(versions, is_list=is_list),
        )

    # ---- inside ----------------------------------------------------------------------------

    def _own(self) -> tuple[FiledReport[FocalPoint], ...]:
        return self._reporting.own(self._services.reports.focal_points())

    def _sent_texts(self) -> dict[str, str]:
        versions = self._own()
        if versions:
            return _texts(versions[0].report)
        return {FocalField.ROOM_ADDRESS: self._services.schedule.own_site().address}

    def _taken(self) -> tuple[FiledReport[FocalPoint], ...]:
        """Own versions, but for those that the city would not have."""
        return tuple(one for one in self._own() if one.state is not ReportState.REFUSED)

    def _is_new(self, versions: tuple[FiledReport[FocalPoint], ...]) -> bool:
        """The form says something else than the newest of these."""
        point = self._report()
        return not versions or _without_identity(point) != _without_identity(versions[0].report)

    @override
    def _can_send(self) -> bool:
        versions = self._taken()
        is_due = bool(versions) and is_stale(versions[0].report, self._clock.now())
        is_free = self._reporting.may_report and not self._form.is_under_way
        return is_free and (is_due or self._is_new(versions))

    @override
    def _report(self) -> FocalPoint:
        texts = {field: self._form.words(field) for field in FocalField}
        versions = self._own()
        return FocalPoint(
            id=new_id(),
            unit=self._reporting.unit,
            version=versions[0].report.version + 1 if versions else 1,
            leader=_contact("leader", texts),
            officer=_contact("officer", texts),
            technician=_contact("technician", texts),
            room_address=texts[FocalField.ROOM_ADDRESS],
            conference_endpoint=texts[FocalField.CONFERENCE_ENDPOINT],
            decision_number=texts[FocalField.DECISION_NUMBER],
            approved_by=texts[FocalField.APPROVED_BY],
            effective_from=read_date(texts[FocalField.EFFECTIVE_FROM]),
            handed_in_at=self._clock.now(),
        )

    @override
    def _faults(self, report: FocalPoint) -> tuple[FieldFault, ...]:
        return self._form.faults(focal_point_faults(report))

    @override
    def _export(self, path: Path) -> None:
        self._services.reports.export_focal_points(path)

    def _form_view(self, versions: tuple[FiledReport[FocalPoint], ...]) -> FocalForm:
        return FocalForm(
            typed=self._form.state(self._faults(self._report())),
            versions=tuple(_version(one) for one in versions),
            can_send=self._can_send(),
        )

    def _list(self) -> FocalList:
        filed = self._services.reports.focal_points()
        city = city_list(
            (one.report for one in filed), self._facts.units, self._services.agencies.agencies()
        )
        rows = unit_rows(filed, city, self._clock.now())
        return FocalList(
            units=found(rows, self._search),
            sent=city.communes.sent,
            due=city.communes.due,
            agencies_sent=city.agencies.sent,
            agencies_due=city.agencies.due,
            waiting=sum(is_waiting(row) for row in rows),
            search=self._search,
            can_receive=self._reporting.may_receive,
        )

    def _message(self, versions: tuple[FiledReport[FocalPoint], ...], *, is_list: bool) -> Message:
        faults = () if is_list else self._faults(self._report())
        return self._form.message(faults) or self._standing(versions, is_list=is_list)

    def _standing(self, versions: tuple[FiledReport[FocalPoint], ...], *, is_list: bool) -> Message:
        """What is said while nothing else is to be told."""
        if is_list:
            return _of_list(self._list())
        if not versions:
            return Message(code=MessageCode.FOCAL_EMPTY, tone=Tone.WARN)
        newest = versions[0]
        if self._is_new(versions):
            return Message(code=MessageCode.FOCAL_CHANGED, tone=Tone.WARN)
        if is_stale(newest.report, self._clock.now()):
            at = newest.report.handed_in_at
            return Message(code=MessageCode.FOCAL_STALE, tone=Tone.WARN, data={"at": at})
        code, tone = _STATES[newest.state]
        receipt = newest.receipt
        return Message(
            code=code, tone=tone, data={"at": receipt.received_at} if receipt is not None else {}
        )


def _of_list(known: FocalList) -> Message:
    data = {"sent": known.sent, "due": known.due, "waiting": known.waiting}
    if not known.agencies_due:
        return Message(code=MessageCode.FOCAL_LIST, tone=Tone.INFO, data=data)
    data |= {"agencies_sent": known.agencies_sent, "agencies_due": known.agencies_due}
    return Message(code=MessageCode.FOCAL_LIST_AGENCIES, tone=Tone.INFO, data=data)


def _contact(part: str, texts: dict[FocalField, str]) -> Contact:
    def text(name: str) -> str:
        field = f"{part}.{name}"
        return texts[FocalField(field)] if field in set(FocalField) else ""

    return Contact(
        name=text("name"), title=text("title"), mobile=text("mobile"), email=text("email")
    )


def _texts(point: FocalPoint) -> dict[str, str]:
    """What the form shows of a list; the other way round of `_report`."""
    texts = {
        f"{part}.{name}": str(getattr(contact, name))
        for part, contact in (
            ("leader", point.leader),
            ("officer", point.officer),
            ("technician", point.technician),
        )
        for name in ("name", "title", "mobile", "email")
    }
    texts |= {
        FocalField.ROOM_ADDRESS: point.room_address,
        FocalField.CONFERENCE_ENDPOINT: point.conference_endpoint,
        FocalField.DECISION_NUMBER: point.decision_number,
        FocalField.APPROVED_BY: point.approved_by,
        FocalField.EFFECTIVE_FROM: write_date(point.effective_from),
    }
    return {field: texts[field] for field in FocalField}


def _without_identity(point: FocalPoint) -> tuple[str, ...]:
    """What a list says, whichever version it is."""
    return tuple(_texts(point).values())


def _version(one: FiledReport[FocalPoint]) -> FocalVersion:
    point = one.report
    return FocalVersion(
        version=point.version,
        leader=point.leader.name,
        officer=point.officer.name,
        decision_number=point.decision_number,
        handed_in_at=point.handed_in_at,
        state=one.state,
        received_at=one.receipt.received_at if one.receipt is not None else None,
    )
