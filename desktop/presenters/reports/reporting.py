"""This desk among those that report: whose reports it sees, and what its person may do."""

from collections.abc import Iterable
from typing import TypeVar

from desktop.domain.access.rights import Right
from desktop.domain.directory.site import SiteKind
from desktop.domain.reports.difficulty import Difficulty
from desktop.domain.reports.events import ReportsExported
from desktop.domain.reports.focal_point import FocalPoint
from desktop.domain.reports.readiness_sheet import ReadinessSheet
from desktop.domain.reports.unit_report import FiledReport, Unit
from desktop.domain.sync.operation import EntityKind
from desktop.presenters.form.form import Outcomes
from desktop.presenters.services.access import person_may
from desktop.presenters.services.services import Services

R = TypeVar("R", FocalPoint, Difficulty, ReadinessSheet)


class Reporting:
    """Reports of one kind. Thread: MainThread."""

    def __init__(self, services: Services, kind: EntityKind) -> None:
        self._services = services
        self._kind = kind

    @property
    def outcomes(self) -> Outcomes:
        """Which events answer the form of such a report."""
        return Outcomes(
            hand_in="hand_in",
            told=frozenset({"receive_report"}),
            about={"kind": self._kind},
            exports=frozenset({"export_reports"}),
            exported=ReportsExported,
        )

    @property
    def unit(self) -> Unit:
        """As it stands in a report."""
        site = self._services.schedule.own_site()
        return Unit(site_id=site.id, name=site.name, code=site.unit_code)

    @property
    def is_headquarters(self) -> bool:
        """It receives the reports of all units and writes none."""
        return self._services.schedule.own_site().kind is SiteKind.HEADQUARTERS

    @property
    def may_report(self) -> bool:
        """The person may send a report of the unit."""
        return person_may(self._services.access, Right.REPORT_TO_CITY)

    @property
    def may_receive(self) -> bool:
        """The person may say that headquarters has it."""
        return person_may(self._services.access, Right.RECEIVE_REPORTS)

    def own(self, filed: Iterable[FiledReport[R]]) -> tuple[FiledReport[R], ...]:
        """Those of this unit, in their order."""
        own_site_id = self._services.schedule.own_site().id
        return tuple(one for one in filed if one.report.unit.site_id == own_site_id)

    def receive(self, report_id: str, answer: str = "") -> None:
        """Tiếp nhận, or an answer."""
        if self.may_receive:
            self._services.reports.receive(self._kind, report_id, answer)
