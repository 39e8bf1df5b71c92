"""The readiness sheet as it stands: what was sent today, measured, ticked and written since."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from desktop.domain.clock import Clock
from desktop.domain.faults import FaultKind, FieldFault
from desktop.domain.ids import new_id
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reports.readiness_sheet import (
    ReadinessSheet,
    SheetEntry,
    SheetLine,
    SheetResult,
    merged,
    sheet_faults,
)
from desktop.domain.reports.unit_report import FiledReport, ReportState
from desktop.presenters.form.draft import Draft
from desktop.presenters.form.values import read_date, write_date
from desktop.presenters.reports.readiness_sheet_state import SheetField
from desktop.presenters.reports.reporting import Reporting
from desktop.presenters.reports.sheet_draft import SheetDraft, sheet_texts
from desktop.presenters.services.reports import UnitReportsService

FOCAL_LINE = "DM-1"
FOCAL_FRESH = timedelta(days=90)


class CurrentSheet:
    """Of one unit on one day. written: what a person ticked and wrote. Thread: MainThread."""

    def __init__(
        self,
        *,
        reports: UnitReportsService,
        reporting: Reporting,
        clock: Clock,
        draft: Draft,
        lines: Sequence[SheetLine],
    ) -> None:
        self._reports = reports
        self._reporting = reporting
        self._clock = clock
        self._draft = draft
        self._codes = [line.code for line in lines]
        self.required = frozenset(line.code for line in lines if line.is_required)
        self.written = SheetDraft(draft)
        self._filled_on = self._today()

    @property
    def is_of_another_day(self) -> bool:
        """It was begun yesterday or before."""
        return self._filled_on != self._today()

    @property
    def is_sent_already(self) -> bool:
        """It says what the newest sheet of this unit says."""
        newest = next(iter(self.own()), None)
        return newest is not None and (
            sheet_texts(self.entries()) == sheet_texts(newest.report.entries)
        )

    def own(self) -> tuple[FiledReport[ReadinessSheet], ...]:
        """The unit's sheets, newest first."""
        return self._reporting.own(self._reports.sheets())

    def sent_today(self) -> FiledReport[ReadinessSheet] | None:
        """The newest, if it is of today."""
        newest = next(iter(self.own()), None)
        if newest is None:
            return None
        is_today = newest.report.handed_in_at.astimezone(LOCAL_ZONE).date() == self._today()
        return newest if is_today else None

    def standing(self) -> FiledReport[ReadinessSheet] | None:
        """What was sent today, as long as nobody touched it since."""
        return None if self._draft.is_touched else self.sent_today()

    def refill(self) -> None:
        """A sheet that nobody touched is the one that was sent today, from whichever PC."""
        self._filled_on = self._today()
        if not self._draft.is_touched:
            sent = self.sent_today()
            self._draft.fill(sheet_texts(sent.report.entries) if sent is not None else {})

    def entries(self) -> tuple[SheetEntry, ...]:
        """The sheet as it was sent today until somebody touches it, else as it stands now."""
        sent = self.standing()
        if sent is not None:
            return merged({}, {one.code: one for one in sent.report.entries}, self._codes)
        measured = self._measured()
        left = ((code, self.written.entry(code, measured.get(code))) for code in self._codes)
        return merged({code: one for code, one in left if one is not None}, measured, self._codes)

    def report(self, entries: tuple[SheetEntry, ...]) -> ReadinessSheet:
        """As it would be sent."""
        return ReadinessSheet(
            id=new_id(),
            unit=self._reporting.unit,
            entries=entries,
            handed_in_at=self._clock.now(),
        )

    def faults(self, entries: tuple[SheetEntry, ...]) -> tuple[FieldFault, ...]:
        """A date that cannot be read is no date: it must not get lost on the way."""
        unread = [
            FieldFault(field=f"{entry.code}.fix", kind=FaultKind.MISSING)
            for entry in entries
            if self.is_due_wrong(entry.code)
        ]
        told = sheet_faults(entries, self.required)
        wrong = {fault.field for fault in unread}
        return (*(fault for fault in told if fault.field not in wrong), *unread)

    def is_due_wrong(self, code: str) -> bool:
        """Something is written where a line's date belongs, and it is none."""
        due = self.written.text(code, SheetField.FIX_DUE).strip()
        return bool(due) and read_date(due) is None

    # ---- inside ----------------------------------------------------------------------------

    def _today(self) -> date:
        return self._clock.now().astimezone(LOCAL_ZONE).date()

    def _measured(self) -> Mapping[str, SheetEntry]:
        """What needs no eyes: the room check, and whether the focal points were sent."""
        return {**self._reports.measured(), **self._focal_line()}

    def _focal_line(self) -> dict[str, SheetEntry]:
        newest = next(iter(self._reporting.own(self._reports.focal_points())), None)
        if newest is None:
            return {}
        now, sent_at = self._clock.now(), newest.report.handed_in_at
        is_there = newest.state in {ReportState.RECEIVED, ReportState.ANSWERED}
        is_fresh = now - sent_at <= FOCAL_FRESH
        result = SheetResult.PASS if is_there and is_fresh else SheetResult.LIMITED
        day = write_date(sent_at.astimezone(LOCAL_ZONE).date())
        return {FOCAL_LINE: SheetEntry(code=FOCAL_LINE, result=result, value=day, checked_at=now)}
