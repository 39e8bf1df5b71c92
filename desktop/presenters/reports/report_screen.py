"""What every screen does on which a unit writes a report to headquarters."""

from abc import abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

from desktop.domain.clock import Clock
from desktop.domain.faults import FieldFault
from desktop.domain.reports.difficulty import Difficulty
from desktop.domain.reports.focal_point import FocalPoint
from desktop.domain.reports.readiness_sheet import ReadinessSheet
from desktop.domain.sync.operation import EntityKind
from desktop.presenters.form.form_screen import FormScreen
from desktop.presenters.reports.reporting import Reporting
from desktop.presenters.services.services import Services

State = TypeVar("State")
Report = TypeVar("Report", FocalPoint, Difficulty, ReadinessSheet)


class ReportScreen(FormScreen[State], Generic[State, Report]):
    """Written in the form, sent once it is right, and exported as a file."""

    def __init__(
        self,
        services: Services,
        clock: Clock,
        render: Callable[[State], None],
        kind: EntityKind,
    ) -> None:
        super().__init__(services, render)
        self._clock = clock
        self._reporting = Reporting(services, kind)

    def edit(self, field: str, text: str) -> None:
        """A key or a choice in the form."""
        self._form.edit(field, text)
        self.draw()

    def send(self) -> None:
        """Gửi Ban Tiếp công dân."""
        if not self._can_send():
            return
        report = self._report()
        if self._form.submit(report.id, self._faults(report)):
            self._services.reports.hand_in(report)
        self.draw()

    def receive(self, report_id: str) -> None:
        """Tiếp nhận, at headquarters."""
        self._reporting.receive(report_id)

    def export(self, path: Path) -> None:
        """What is shown, as a file."""
        if self._form.begin_export():
            self._export(path)
            self.draw()

    @abstractmethod
    def _can_send(self) -> bool:
        """The person may, and there is something new."""

    @abstractmethod
    def _report(self) -> Report:
        """The form as a report that could be sent."""

    @abstractmethod
    def _faults(self, report: Report) -> tuple[FieldFault, ...]:
        """What is wrong or odd in it."""

    @abstractmethod
    def _export(self, path: Path) -> None:
        """Have the file written."""
