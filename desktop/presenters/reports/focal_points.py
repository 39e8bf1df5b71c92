"""The screen "Đầu mối": who of this unit answers; at headquarters, who of every unit does."""

from collections.abc import Callable
from pathlib import Path

from desktop.domain.clock import Clock
from desktop.domain.enums import SiteKind
from desktop.domain.events import AgenciesChanged, Event, UnitReportsChanged
from desktop.domain.focal_list import city_list
from desktop.domain.focal_point import Contact, FocalPoint, focal_point_faults, is_stale
from desktop.domain.ids import new_id
from desktop.domain.rights import Right
from desktop.domain.sync import EntityKind
from desktop.domain.text import normalised
from desktop.domain.unit_report import Filed, ReportState, Unit
from desktop.presenters.drawing import Drawing
from desktop.presenters.facts import DeskFacts
from desktop.presenters.focal_points_state import (
    FieldView,
    FocalField,
    FocalForm,
    FocalList,
    FocalPointsViewState,
    FocalVersion,
)
from desktop.presenters.focal_units import found, is_waiting, unit_rows
from desktop.presenters.message import Message, MessageCode, Tone
from desktop.presenters.report_faults import FaultWatch
from desktop.presenters.report_memory import Draft
from desktop.presenters.report_talk import ReportTalk, person_may
from desktop.presenters.services import Services
from desktop.presenters.sheet_draft import DATE_FORMAT, read_date

_STATES = {
    ReportState.HERE: (MessageCode.FOCAL_HERE, Tone.INFO),
    ReportState.SENT: (MessageCode.FOCAL_SENT, Tone.INFO),
    ReportState.RECEIVED: (MessageCode.FOCAL_RECEIVED, Tone.OK),
    ReportState.ANSWERED: (MessageCode.FOCAL_RECEIVED, Tone.OK),
    ReportState.REFUSED: (MessageCode.REPORT_REFUSED, Tone.DANGER),
}


class FocalPointsPresenter:
    """Lives as long as the desk; a draft is kept while the officer types."""

    def __init__(
        self,
        *,
        services: Services,
        clock: Clock,
        facts: DeskFacts,
        render: Callable[[FocalPointsViewState], None],
    ) -> None:
        self._services = services
        self._clock = clock
        self._facts = facts
        self._drawing: Drawing[FocalPointsViewState] = Drawing(render)
        self._draft = Draft(memory=services.memory, clock=clock, name="focal_draft")
        self._faults = FaultWatch()
        self._search = ""
        self._talk = ReportTalk(EntityKind.FOCAL_POINT, self._draft)

    # ---- what the officer does -------------------------------------------------------------

    def start(self) -> None:
        """The screen is shown; a form nobody touched shows what was sent last."""
        self._talk.start()
        versions = self._taken()
        if versions and _without_identity(self._point()) == _without_identity(versions[0].report):
            self._draft.drop()  # the program ended between sending and forgetting
        if not self._draft.is_kept:
            self._draft.fill(self._sent_texts())
        self.refresh()
        self.draw()

    def refresh(self) -> None:
        """F5, and when the screen is shown: ask the city for its word."""
        self._services.sync.wake()

    def leave(self) -> None:
        """Another screen is shown, or the program ends."""
        self._draft.flush()

    def edit(self, field: str, text: str) -> None:
        """A key in a field; field: a FocalField."""
        self._talk.told = None
        self._draft.edit(FocalField(field), text)
        self.draw()

    def send(self) -> None:
        """Gửi Ban Tiếp công dân."""
        if not self._can_send():
            return
        self._talk.told = None
        point = self._point()
        if self._faults.may_go(focal_point_faults(point)):
            self._draft.flush()
            self._talk.hand_in(point.id)
            self._services.reports.hand_in(point)
        self.draw()

    def search(self, text: str) -> None:
        """F3 at headquarters; marks do not matter."""
        self._search = text
        self.draw()

    def receive(self, report_id: str) -> None:
        """Tiếp nhận, at headquarters."""
        if person_may(self._services.access, Right.RECEIVE_REPORTS):
            self._services.reports.receive(EntityKind.FOCAL_POINT, report_id, "")

    def export(self, path: Path) -> None:
        """Xuất danh sách."""
        if self._talk.begin_export():
            self._services.reports.export_focal_points(path)
            self.draw()

    # ---- what happens ----------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        """Take in one fact."""
        match event:
            case UnitReportsChanged(kinds=kinds) if EntityKind.FOCAL_POINT in kinds:
                self._talk.is_kept(one.report.id for one in self._own())
                if not self._draft.is_touched:
                    self._draft.fill(self._sent_texts())
            case AgenciesChanged():
                pass
            case _ if not self._talk.take(event):
                return
        self.draw()

    def on_tick(self) -> None:
        """The draft is kept once the keys are still."""
        self._draft.on_tick()

    def draw(self) -> None:
        """Draw what changed."""
        self._drawing.draw(self.state())

    def state(self) -> FocalPointsViewState:
        """What the screen draws now."""
        is_list = self._services.schedule.own_site().kind is SiteKind.HEADQUARTERS
        versions = self._own()
        return FocalPointsViewState(
            form=None if is_list else self._form(versions),
            list=self._list() if is_list else None,
            can_export=not self._talk.is_exporting
            and (is_list or bool(self._services.reports.focal_points())),
            message=self._message(versions, is_list=is_list),
        )

    # ---- inside ----------------------------------------------------------------------------

    def _own(self) -> tuple[Filed[FocalPoint], ...]:
        own_site_id = self._services.schedule.own_site().id
        filed = self._services.reports.focal_points()
        return tuple(one for one in filed if one.report.unit.site_id == own_site_id)

    def _sent_texts(self) -> dict[str, str]:
        versions = self._own()
        if versions:
            return _texts(versions[0].report)
        return {FocalField.ROOM_ADDRESS: self._services.schedule.own_site().address}

    def _taken(self) -> tuple[Filed[FocalPoint], ...]:
        """Own versions, but for those that the city would not have."""
        return tuple(one for one in self._own() if one.state is not ReportState.REFUSED)

    def _can_send(self) -> bool:
        versions = self._taken()
        is_new = not versions or _without_identity(self._point()) != _without_identity(
            versions[0].report
        )
        is_due = bool(versions) and is_stale(versions[0].report, self._clock.now())
        may_send = person_may(self._services.access, Right.REPORT_TO_CITY)
        return may_send and not self._talk.is_under_way and (is_new or is_due)

    def _point(self) -> FocalPoint:
        """The form as a list that could be sent."""
        site = self._services.schedule.own_site()
        texts = {field: normalised(self._draft.text(field)) for field in FocalField}
        versions = self._own()
        return FocalPoint(
            id=new_id(),
            unit=Unit(site_id=site.id, name=site.name, code=site.unit_code),
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

    def _form(self, versions: tuple[Filed[FocalPoint], ...]) -> FocalForm:
        marks = self._faults.marks(focal_point_faults(self._point()))
        return FocalForm(
            fields=tuple(
                FieldView(name=field, text=self._draft.text(field), fault=marks.get(field))
                for field in FocalField
            ),
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
            can_receive=person_may(self._services.access, Right.RECEIVE_REPORTS),
        )

    def _message(self, versions: tuple[Filed[FocalPoint], ...], *, is_list: bool) -> Message:
        if self._talk.told is not None:
            return self._talk.told
        of_form = None if is_list else self._faults.message(focal_point_faults(self._point()))
        return of_form or self._standing(versions, is_list=is_list)

    def _standing(self, versions: tuple[Filed[FocalPoint], ...], *, is_list: bool) -> Message:
        """What is said while nothing else is to be told."""
        if is_list:
            return _of_list(self._list())
        if not versions:
            return Message(code=MessageCode.FOCAL_EMPTY, tone=Tone.WARN)
        newest = versions[0]
        if _without_identity(self._point()) != _without_identity(newest.report):
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
    """What the form shows of a list; the other way round of `_point`."""
    texts = {
        f"{part}.{name}": str(getattr(contact, name))
        for part, contact in (
            ("leader", point.leader),
            ("officer", point.officer),
            ("technician", point.technician),
        )
        for name in ("name", "title", "mobile", "email")
    }
    effective = point.effective_from
    texts |= {
        FocalField.ROOM_ADDRESS: point.room_address,
        FocalField.CONFERENCE_ENDPOINT: point.conference_endpoint,
        FocalField.DECISION_NUMBER: point.decision_number,
        FocalField.APPROVED_BY: point.approved_by,
        FocalField.EFFECTIVE_FROM: effective.strftime(DATE_FORMAT) if effective else "",
    }
    return {field: texts[field] for field in FocalField}


def _without_identity(point: FocalPoint) -> tuple[str, ...]:
    """What a list says, whichever version it is."""
    return tuple(_texts(point).values())


def _version(one: Filed[FocalPoint]) -> FocalVersion:
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
