"""The screen "Phiếu rà soát": the circular's list, measured or ticked, sent and received."""

from collections.abc import Callable, Mapping
from pathlib import Path

from typing_extensions import override

from desktop.domain.access.rights import Right
from desktop.domain.clock import Clock
from desktop.domain.events import Event
from desktop.domain.faults import FaultKind, FieldFault
from desktop.domain.reports.events import UnitReportsChanged
from desktop.domain.reports.readiness_sheet import (
    ReadinessSheet,
    SheetEntry,
    SheetResult,
    is_unmet,
    overall_of,
)
from desktop.domain.reports.unit_report import ReportState
from desktop.domain.room.events import RoomChecked
from desktop.domain.sync.operation import EntityKind
from desktop.presenters.form.draft import Draft
from desktop.presenters.form.fault_watch import FaultWatch
from desktop.presenters.form.form import FormPresenter
from desktop.presenters.form.state import FormState, field_views
from desktop.presenters.reports.current_sheet import CurrentSheet
from desktop.presenters.reports.readiness_sheet_state import (
    ReadinessSheetViewState,
    SheetDetail,
    SheetField,
    SheetForm,
)
from desktop.presenters.reports.report_forms import SHEET_LINE_FORM
from desktop.presenters.reports.report_screen import ReportScreen
from desktop.presenters.reports.sheet_photos import SheetPhotos
from desktop.presenters.reports.sheet_rows import city_sheets, sheet_row
from desktop.presenters.services.access import person_may
from desktop.presenters.services.desk_context import DeskContext
from desktop.presenters.services.services import Services
from desktop.presenters.view.message import Message, Tone
from desktop.presenters.view.message_code import MessageCode


class ReadinessSheetPresenter(ReportScreen[ReadinessSheetViewState, ReadinessSheet]):
    """Lives as long as the desk; every tick is kept."""

    def __init__(
        self,
        *,
        services: Services,
        clock: Clock,
        facts: DeskContext,
        render: Callable[[ReadinessSheetViewState], None],
    ) -> None:
        super().__init__(services, clock, render, EntityKind.READINESS_SHEET)
        self._lines = facts.sheet_lines
        self._labels = {line.code: line.label for line in facts.sheet_lines}
        draft = Draft(memory=services.memory, clock=clock, name="sheet_draft")
        self._form = FormPresenter(
            spec=SHEET_LINE_FORM,
            draft=draft,
            outcomes=self._reporting.outcomes,
            watch=FaultWatch(MessageCode.SHEET_LINES_MISSING, MessageCode.SHEET_LINES_ODD),
        )
        self._sheet = CurrentSheet(
            reports=services.reports,
            reporting=self._reporting,
            clock=clock,
            draft=draft,
            lines=facts.sheet_lines,
        )
        self._photos = SheetPhotos(
            photos=services.photos, sheet=self._sheet.written, labels=self._labels
        )
        self._selected = ""
        self._search = ""

    # ---- what the officer does -------------------------------------------------------------

    def start(self) -> None:
        """The screen is shown; a sheet of today that was sent stands there again."""
        self._form.start(is_sent=self._sheet.is_sent_already)
        self._photos.told = None
        self._photos.start()
        self._sheet.refill()
        self.refresh()
        self.draw()

    def tick(self, code: str, result: str) -> None:
        """Đạt, Hạn chế, Không đạt, Không áp dụng; result: a SheetResult."""
        signed_in = self._services.access.signed_in()
        if signed_in is None or not self._may_fill():
            return
        self._hush()
        self._selected = code
        name = signed_in.officer.display_name
        self._sheet.written.tick(code, SheetResult(result), name, self._clock.now())
        self._form.draft.flush()
        self.draw()

    def search(self, text: str) -> None:
        """A key in the search field, at headquarters."""
        self._search = text
        self.draw()

    def select(self, code: str) -> None:
        """A line is looked at."""
        self._selected = code
        self.draw()

    @override
    def edit(self, field: str, text: str) -> None:
        """A text of the chosen line; field: a SheetField."""
        if self._selected and field in set(SheetField) and self._may_fill():
            self._hush()
            self._sheet.written.edit(self._selected, field, text)
            self.draw()

    def add_photo(self, path: Path) -> None:
        """Thêm ảnh, on the chosen line."""
        if self._selected and self._may_fill():
            self._hush()
            self._photos.add(self._selected, path)
            self.draw()

    def remove_photo(self, sha256: str) -> None:
        """Bỏ ảnh, of the chosen line."""
        if self._selected and self._may_fill():
            self._hush()
            self._photos.remove(self._selected, sha256)
            self._form.draft.flush()
            self.draw()

    def open_photo(self, sha256: str) -> None:
        """A photo of this sheet is to be seen large."""
        self._photos.open(self._sheet.entries(), first=sha256)
        self.draw()

    def open_photos(self, report_id: str) -> None:
        """The photos of a unit's sheet, at headquarters."""
        sheets = (one.report for one in self._services.reports.sheets())
        sheet = next((one for one in sheets if one.id == report_id), None)
        if sheet is not None:
            self._photos.open(sheet.entries, unit_name=sheet.unit.name)
            self.draw()

    def turn_photo(self, steps: int) -> None:
        """The next photo (1), or the one before (-1)."""
        self._photos.turn(steps)
        self.draw()

    def close_photo(self) -> None:
        """Back to the list."""
        self._photos.close()
        self.draw()

    @override
    def send(self) -> None:
        """Gửi Ban Tiếp công dân; what was told of photos is done with."""
        if self._can_send():
            self._hush()
        super().send()

    # ---- what happens ----------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        """Take in one fact."""
        match event:
            case UnitReportsChanged():
                self._form.is_kept(one.report.id for one in self._sheet.own())
                self._sheet.refill()
            case RoomChecked():
                pass
            case _ if self._photos.take(event):
                self._form.draft.flush()
            case _ if not self._form.take(event):
                return
        self.draw()

    @override
    def on_tick(self) -> None:
        """Texts are kept once the keys are still; a new day begins a new sheet."""
        super().on_tick()
        if self._sheet.is_of_another_day:
            self._sheet.refill()
            self.draw()

    @override
    def state(self) -> ReadinessSheetViewState:
        """What the screen draws now."""
        if self._reporting.is_headquarters:
            return self._city_state()
        entries = self._sheet.entries()
        form = self._form_view(entries)
        return ReadinessSheetViewState(
            form=form,
            city=None,
            can_export=not self._form.is_exporting,
            message=self._photos.told
            or self._form.message(self._sheet.faults(entries))
            or self._standing(form),
            viewer=self._photos.view(),
        )

    # ---- inside ----------------------------------------------------------------------------

    def _hush(self) -> None:
        """What was told is done with."""
        self._form.told = self._photos.told = None

    def _may_fill(self) -> bool:
        """Whoever reports, and the technician who sees to the room."""
        access = self._services.access
        return any(
            person_may(access, right) for right in (Right.REPORT_TO_CITY, Right.SEE_DIAGNOSTICS)
        )

    @override
    def _can_send(self) -> bool:
        is_busy = self._photos.is_any_adding or self._form.is_under_way
        has_news = self._sheet.standing() is None
        return self._reporting.may_report and not is_busy and has_news

    @override
    def _report(self) -> ReadinessSheet:
        return self._sheet.report(self._sheet.entries())

    @override
    def _faults(self, report: ReadinessSheet) -> tuple[FieldFault, ...]:
        return self._sheet.faults(report.entries)

    @override
    def _export(self, path: Path) -> None:
        self._services.reports.export_sheet(self._sheet.entries(), path)

    def _form_view(self, entries: tuple[SheetEntry, ...]) -> SheetForm:
        marks = self._form.marks(self._sheet.faults(entries))
        unseen = {one.code for one in entries if one.result is SheetResult.NOT_SEEN}
        required = self._sheet.required
        return SheetForm(
            rows=tuple(
                sheet_row(
                    line,
                    entry,
                    photos=self._photos.thumbs(entry),
                    fault=marks.get(line.code) or marks.get(f"{line.code}.fix"),
                    is_selected=line.code == self._selected,
                )
                for line, entry in zip(self._lines, entries, strict=True)
            ),
            detail=self._detail(entries, marks),
            seen=len(required - unseen),
            total=len(required),
            unmet=sum(is_unmet(entry) for entry in entries),
            overall=overall_of(entries, required),
            can_send=self._can_send(),
            is_adding=self._photos.is_any_adding,
            refusals=self._form.refusals,
        )

    def _detail(
        self, entries: tuple[SheetEntry, ...], marks: Mapping[str, FaultKind]
    ) -> SheetDetail | None:
        line = next((one for one in self._lines if one.code == self._selected), None)
        entry = next((one for one in entries if one.code == self._selected), None)
        if line is None or entry is None:
            return None
        return SheetDetail(
            code=line.code,
            label=line.label,
            typed=self._typed(
                line.code, needs_fix=is_unmet(entry), told=marks.get(f"{line.code}.fix")
            ),
            photos=self._photos.thumbs(entry),
            is_adding=self._photos.is_adding(line.code),
            has_room=self._photos.has_room(line.code),
            can_edit=self._may_fill(),
        )

    def _typed(self, code: str, *, needs_fix: bool, told: FaultKind | None) -> FormState:
        """The texts of a line; who mends it by when is asked of one that is not met.

        told: what the officer was told of its repair; it is marked at each field that is empty.
        """
        fields = self._form.spec.fields
        marks: dict[str, FaultKind] = {}
        if told is not None:
            empty = (SheetField.FIX_BY, SheetField.FIX_DUE)
            marks = {one: told for one in empty if not self._sheet.written.text(code, one).strip()}
        if self._sheet.is_due_wrong(code):
            marks[SheetField.FIX_DUE] = FaultKind.MISSING
        return FormState(
            fields=field_views(
                tuple(one for one in fields if needs_fix or one.key == SheetField.REMARK),
                lambda key: self._sheet.written.text(code, key),
                marks=marks,
                closed={},
            )
        )

    def _standing(self, form: SheetForm) -> Message:
        sent = self._sheet.standing()
        if sent is not None:
            if sent.state is ReportState.REFUSED:
                return Message(code=MessageCode.REPORT_REFUSED, tone=Tone.DANGER)
            if sent.receipt is not None:
                at = {"at": sent.receipt.received_at}
                return Message(code=MessageCode.SHEET_RECEIVED, tone=Tone.OK, data=at)
            sent_at = {"at": sent.report.handed_in_at}
            return Message(code=MessageCode.SHEET_SENT, tone=Tone.INFO, data=sent_at)
        if form.seen < form.total:
            left = {"left": form.total - form.seen}
            return Message(code=MessageCode.SHEET_BEGUN, tone=Tone.INFO, data=left)
        unmet = {"unmet": form.unmet}
        return Message(code=MessageCode.SHEET_COMPLETE, tone=Tone.INFO, data=unmet)

    def _city_state(self) -> ReadinessSheetViewState:
        city = city_sheets(
            self._services.reports.sheets(),
            self._labels,
            self._sheet.required,
            search=self._search,
            can_receive=self._reporting.may_receive,
        )
        counts = {"count": city.total, "waiting": city.waiting}
        standing = Message(code=MessageCode.SHEETS_OF_CITY, tone=Tone.INFO, data=counts)
        return ReadinessSheetViewState(
            form=None,
            city=city,
            can_export=False,
            message=self._form.told or standing,
            viewer=self._photos.view(),
        )
