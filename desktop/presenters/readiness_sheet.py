"""The screen "Phiếu rà soát": the circular's list, measured or ticked, sent and received."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path

from desktop.domain.clock import Clock
from desktop.domain.deadlines import LOCAL_ZONE
from desktop.domain.enums import SiteKind
from desktop.domain.events import (
    Event,
    RoomChecked,
    UnitReportsChanged,
)
from desktop.domain.ids import new_id
from desktop.domain.readiness_sheet import (
    ReadinessSheet,
    SheetEntry,
    SheetResult,
    is_unmet,
    merged,
    overall_of,
    sheet_faults,
)
from desktop.domain.rights import Right
from desktop.domain.sync import EntityKind
from desktop.domain.unit_report import FaultKind, FieldFault, Filed, ReportState, Unit
from desktop.presenters.drawing import Drawing
from desktop.presenters.facts import DeskFacts
from desktop.presenters.message import Message, MessageCode, Tone
from desktop.presenters.readiness_sheet_state import (
    ReadinessSheetViewState,
    SheetDetail,
    SheetForm,
)
from desktop.presenters.report_faults import FaultWatch
from desktop.presenters.report_memory import Draft
from desktop.presenters.report_talk import ReportTalk, person_may
from desktop.presenters.services import Services
from desktop.presenters.sheet_draft import SheetDraft, read_date, sheet_texts
from desktop.presenters.sheet_photos import SheetPhotos
from desktop.presenters.sheet_rows import city_sheets, sheet_row

FOCAL_LINE = "DM-1"
TEXT_FIELDS = frozenset({"remark", "fix_by", "fix_due"})
FOCAL_FRESH = timedelta(days=90)


class ReadinessSheetPresenter:
    """Lives as long as the desk; every tick is kept."""

    def __init__(
        self,
        *,
        services: Services,
        clock: Clock,
        facts: DeskFacts,
        render: Callable[[ReadinessSheetViewState], None],
    ) -> None:
        self._services = services
        self._clock = clock
        self._lines = facts.sheet_lines
        self._required = frozenset(line.code for line in facts.sheet_lines if line.is_required)
        self._drawing: Drawing[ReadinessSheetViewState] = Drawing(render)
        self._draft = Draft(memory=services.memory, clock=clock, name="sheet_draft")
        self._sheet = SheetDraft(self._draft)
        labels = {line.code: line.label for line in facts.sheet_lines}
        self._photos = SheetPhotos(photos=services.photos, sheet=self._sheet, labels=labels)
        self._faults = FaultWatch(MessageCode.SHEET_LINES_MISSING, MessageCode.SHEET_LINES_ODD)
        self._selected = ""
        self._filled_on = self._today()
        self._talk = ReportTalk(EntityKind.READINESS_SHEET, self._draft)

    # ---- what the officer does -------------------------------------------------------------

    def start(self) -> None:
        """The screen is shown; a sheet of today that was sent stands there again."""
        self._hush()
        self._photos.start()
        newest = next((one.report for one in self._own()), None)
        if newest is not None and sheet_texts(self._entries()) == sheet_texts(newest.entries):
            self._draft.drop()  # the program ended between sending and forgetting
        self._refill()
        self.refresh()
        self.draw()

    def refresh(self) -> None:
        """F5, and when the screen is shown: ask the city for its word."""
        self._services.sync.wake()

    def leave(self) -> None:
        """Another screen is shown, or the program ends."""
        self._draft.flush()

    def tick(self, code: str, result: str) -> None:
        """Đạt, Hạn chế, Không đạt, Không có; result: a SheetResult."""
        signed_in = self._services.access.signed_in()
        if signed_in is None or not self._may_fill():
            return
        self._hush()
        self._selected = code
        name = signed_in.officer.display_name
        self._sheet.tick(code, SheetResult(result), name, self._clock.now())
        self._draft.flush()
        self.draw()

    def select(self, code: str) -> None:
        """A line is looked at."""
        self._selected = code
        self.draw()

    def edit(self, field: str, text: str) -> None:
        """A text of the chosen line; field: remark, fix_by or fix_due."""
        if self._selected and field in TEXT_FIELDS and self._may_fill():
            self._hush()
            self._sheet.edit(self._selected, field, text)
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
            self._draft.flush()
            self.draw()

    def open_photo(self, sha256: str) -> None:
        """A photo of this sheet is to be seen large."""
        self._photos.open(self._entries(), first=sha256)
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

    def send(self) -> None:
        """Gửi thành phố."""
        if not self._can_send():
            return
        self._hush()
        entries = self._entries()
        if self._faults.may_go(self._faults_of(entries)):
            site = self._services.schedule.own_site()
            sheet = ReadinessSheet(
                id=new_id(),
                unit=Unit(site_id=site.id, name=site.name, code=site.unit_code),
                entries=entries,
                handed_in_at=self._clock.now(),
            )
            self._draft.flush()
            self._talk.hand_in(sheet.id)
            self._services.reports.hand_in(sheet)
        self.draw()

    def receive(self, report_id: str) -> None:
        """Tiếp nhận, at headquarters."""
        if person_may(self._services.access, Right.RECEIVE_REPORTS):
            self._services.reports.receive(EntityKind.READINESS_SHEET, report_id, "")

    def export(self, path: Path) -> None:
        """Xuất phiếu."""
        if self._talk.begin_export():
            self._services.reports.export_sheet(self._entries(), path)
            self.draw()

    # ---- what happens ----------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        """Take in one fact."""
        match event:
            case UnitReportsChanged():
                self._talk.is_kept(one.report.id for one in self._own())
                self._refill()
            case RoomChecked():
                pass
            case _ if self._photos.take(event):
                self._draft.flush()
            case _ if not self._talk.take(event):
                return
        self.draw()

    def on_tick(self) -> None:
        """Texts are kept once the keys are still; a new day begins a new sheet."""
        self._draft.on_tick()
        if self._filled_on != self._today():
            self._refill()
            self.draw()

    def draw(self) -> None:
        """Draw what changed."""
        self._drawing.draw(self.state())

    def state(self) -> ReadinessSheetViewState:
        """What the screen draws now."""
        if self._services.schedule.own_site().kind is SiteKind.HEADQUARTERS:
            return self._city_state()
        entries = self._entries()
        form = self._form(entries)
        return ReadinessSheetViewState(
            form=form,
            city=None,
            can_export=not self._talk.is_exporting,
            message=self._photos.told
            or self._talk.told
            or self._faults.message(self._faults_of(entries))
            or self._standing(form),
            viewer=self._photos.view(),
        )

    # ---- inside ----------------------------------------------------------------------------

    def _hush(self) -> None:
        """What was told is done with."""
        self._talk.told = self._photos.told = None

    def _today(self) -> date:
        return self._clock.now().astimezone(LOCAL_ZONE).date()

    def _refill(self) -> None:
        """A sheet that nobody touched is the one that was sent today, from whichever PC."""
        self._filled_on = self._today()
        if not self._draft.is_touched:
            sent = self._sent_today()
            self._draft.fill(sheet_texts(sent.report.entries) if sent is not None else {})

    def _may_fill(self) -> bool:
        """Whoever reports, and the technician who sees to the room."""
        access = self._services.access
        return any(
            person_may(access, right) for right in (Right.REPORT_TO_CITY, Right.SEE_DIAGNOSTICS)
        )

    def _faults_of(self, entries: tuple[SheetEntry, ...]) -> tuple[FieldFault, ...]:
        """A date that cannot be read is no date: it must not get lost on the way."""
        unread = [
            FieldFault(field=f"{entry.code}.fix", kind=FaultKind.MISSING)
            for entry in entries
            if self._is_due_wrong(entry.code)
        ]
        told = sheet_faults(entries, self._required)
        wrong = {fault.field for fault in unread}
        return (*(fault for fault in told if fault.field not in wrong), *unread)

    def _is_due_wrong(self, code: str) -> bool:
        due = self._sheet.text(code, "fix_due").strip()
        return bool(due) and read_date(due) is None

    def _can_send(self) -> bool:
        if self._photos.is_any_adding:
            return False
        if self._talk.is_under_way or not person_may(self._services.access, Right.REPORT_TO_CITY):
            return False
        return self._draft.is_touched or self._sent_today() is None

    def _own(self) -> tuple[Filed[ReadinessSheet], ...]:
        own_site_id = self._services.schedule.own_site().id
        filed = self._services.reports.sheets()
        return tuple(one for one in filed if one.report.unit.site_id == own_site_id)

    def _sent_today(self) -> Filed[ReadinessSheet] | None:
        today = self._today()
        newest = next(iter(self._own()), None)
        if newest is None:
            return None
        is_today = newest.report.handed_in_at.astimezone(LOCAL_ZONE).date() == today
        return newest if is_today else None

    def _measured(self) -> Mapping[str, SheetEntry]:
        """What needs no eyes: the room check, and whether the focal points were sent."""
        return {**self._services.reports.measured(), **self._focal_line()}

    def _focal_line(self) -> dict[str, SheetEntry]:
        own_site_id = self._services.schedule.own_site().id
        points = self._services.reports.focal_points()
        newest = next((one for one in points if one.report.unit.site_id == own_site_id), None)
        if newest is None:
            return {}
        now = self._clock.now()
        is_old = now - newest.report.handed_in_at > FOCAL_FRESH
        is_there = newest.state in {ReportState.RECEIVED, ReportState.ANSWERED}
        result = SheetResult.PASS if is_there and not is_old else SheetResult.LIMITED
        day = newest.report.handed_in_at.astimezone(LOCAL_ZONE).strftime("%d/%m/%Y")
        return {FOCAL_LINE: SheetEntry(code=FOCAL_LINE, result=result, value=day, checked_at=now)}

    def _entries(self) -> tuple[SheetEntry, ...]:
        """The sheet as it was sent today until somebody touches it, else as it stands now."""
        codes = [line.code for line in self._lines]
        sent = self._sent_today()
        if sent is not None and not self._draft.is_touched:
            return merged({}, {one.code: one for one in sent.report.entries}, codes)
        measured = self._measured()
        left = ((code, self._sheet.entry(code, measured.get(code))) for code in codes)
        return merged({code: one for code, one in left if one is not None}, measured, codes)

    def _form(self, entries: tuple[SheetEntry, ...]) -> SheetForm:
        marks = self._faults.marks(self._faults_of(entries))
        unseen = {one.code for one in entries if one.result is SheetResult.NOT_SEEN}
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
            detail=self._detail(entries),
            seen=len(self._required - unseen),
            total=len(self._required),
            unmet=sum(is_unmet(entry) for entry in entries),
            overall=overall_of(entries, self._required),
            can_send=self._can_send(),
            is_adding=self._photos.is_any_adding,
        )

    def _detail(self, entries: tuple[SheetEntry, ...]) -> SheetDetail | None:
        line = next((one for one in self._lines if one.code == self._selected), None)
        entry = next((one for one in entries if one.code == self._selected), None)
        if line is None or entry is None:
            return None
        due = self._sheet.text(line.code, "fix_due")
        return SheetDetail(
            code=line.code,
            label=line.label,
            remark=self._sheet.text(line.code, "remark"),
            fix_by=self._sheet.text(line.code, "fix_by"),
            fix_due=due,
            needs_fix=is_unmet(entry),
            is_due_wrong=self._is_due_wrong(line.code),
            photos=self._photos.thumbs(entry),
            is_adding=self._photos.is_adding(line.code),
            has_room=self._photos.has_room(line.code),
            can_edit=self._may_fill(),
        )

    def _standing(self, form: SheetForm) -> Message:
        sent = self._sent_today()
        if sent is not None and not self._draft.is_touched:
            if sent.state is ReportState.REFUSED:
                return Message(code=MessageCode.REPORT_REFUSED, tone=Tone.DANGER)
            if sent.receipt is not None:
                at = {"at": sent.receipt.received_at}
                return Message(code=MessageCode.SHEET_RECEIVED, tone=Tone.OK, data=at)
            sent_at = {"at": sent.report.handed_in_at}
            return Message(code=MessageCode.SHEET_SENT, tone=Tone.INFO, data=sent_at)
        if form.seen < form.total:
            counts = {"seen": form.seen, "total": form.total}
            return Message(code=MessageCode.SHEET_BEGUN, tone=Tone.INFO, data=counts)
        unmet = {"unmet": form.unmet}
        return Message(code=MessageCode.SHEET_COMPLETE, tone=Tone.INFO, data=unmet)

    def _city_state(self) -> ReadinessSheetViewState:
        labels = {line.code: line.label for line in self._lines}
        city = city_sheets(
            self._services.reports.sheets(),
            labels,
            self._required,
            can_receive=person_may(self._services.access, Right.RECEIVE_REPORTS),
        )
        counts = {"count": len(city.sheets), "waiting": city.waiting}
        standing = Message(code=MessageCode.SHEETS_OF_CITY, tone=Tone.INFO, data=counts)
        return ReadinessSheetViewState(
            form=None,
            city=city,
            can_export=False,
            message=self._talk.told or standing,
            viewer=self._photos.view(),
        )
