"""Reports of units as this PC has them: our own, and at headquarters those of all units."""

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from desktop.domain.access.kinds import OWNER_FIELD
from desktop.domain.clock import Clock
from desktop.domain.errors import UserFacingError
from desktop.domain.events import ActionFailed, EventSink
from desktop.domain.ids import DocumentId, SiteId
from desktop.domain.reports.difficulty import Difficulty
from desktop.domain.reports.events import UnitReportsChanged
from desktop.domain.reports.focal_point import FocalPoint, in_order
from desktop.domain.reports.readiness_sheet import ReadinessSheet
from desktop.domain.reports.unit_report import FiledReport, Receipt, state_of
from desktop.domain.sync.operation import EntityKind, RecordStorage
from desktop.mapping.operations import operation_of
from desktop.mapping.records import RECEIPT, RECORDS, RecordKind, kind_of
from desktop.store.codes import StorageCode
from desktop.store.records.items import Items, StoredItem
from desktop.store.records.transfers import NO_SESSION, Direction, Transfer, Transfers
from desktop.sync.codes import ReportCode
from desktop.sync.records.mapping import read_item, receipt_of, record_of
from desktop.sync.records.sheet_photos import SheetUploads

_HAND_IN = "hand_in"
_RECEIVE = "receive_report"
_REPORTS: Mapping[str, RecordKind[Any]] = {
    kind: one for kind, one in RECORDS.items() if one.rule.is_report
}

UnitReport = FocalPoint | Difficulty | ReadinessSheet


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """A report, and where its text is known to be."""

    report: UnitReport
    storage: RecordStorage


@dataclass(frozen=True, slots=True, kw_only=True)
class _KnownReceipt:
    """The city's word as this PC has it, and where it is known to be."""

    receipt: Receipt
    storage: RecordStorage


T = TypeVar("T", FocalPoint, Difficulty, ReadinessSheet)
ReportKey = tuple[str, str]
"""(kind, report_id)."""


class UnitBook:
    """UnitReportsService (presenters/services/reports.py) without export. Thread: any.

    own_site_id: this room; only its own reports are handed in here. signer: label of the person
    at the desk, for receipts.
    """

    def __init__(
        self,
        *,
        items: Items,
        transfers: Transfers,
        clock: Clock,
        emit: EventSink,
        own_site_id: SiteId,
        signer: Callable[[], str],
    ) -> None:
        self._items = items
        self._transfers = transfers
        self._clock = clock
        self._emit = emit
        self._own_site_id = own_site_id
        self._signer = signer
        self._lock = threading.Lock()
        self._reports: dict[ReportKey, _Known] = {}
        self._receipts: dict[ReportKey, _KnownReceipt] = {}
        self._uploads = SheetUploads(transfers=transfers, on_change=self._on_upload)

    def start(self) -> None:
        """Read the store once, then follow it."""
        self._items.watch(self._on_items)
        self._uploads.start()
        for kind in (*_REPORTS, EntityKind.RECEIPT):
            self._take(self._items.list(kind))
        self._let_photos_be()  # of a sheet that was refused just before the program ended

    def focal_points(self) -> tuple[FiledReport[FocalPoint], ...]:
        """Newest version first."""
        filed = {one.report.id: one for one in self._filed(FocalPoint)}
        return tuple(filed[point.id] for point in in_order(one.report for one in filed.values()))

    def difficulties(self) -> tuple[FiledReport[Difficulty], ...]:
        """From memory, the newest first."""
        found = self._filed(Difficulty)
        found.sort(key=lambda one: (one.report.noticed_at, one.report.id), reverse=True)
        return tuple(found)

    def sheets(self) -> tuple[FiledReport[ReadinessSheet], ...]:
        """From memory, the newest first."""
        found = self._filed(ReadinessSheet)
        found.sort(key=lambda one: (one.report.handed_in_at, one.report.id), reverse=True)
        return tuple(found)

    def hand_in(self, report: UnitReport) -> None:
        """Keep a report of this unit and queue it for the city. Outcomes: as the Protocol says."""
        kind_of_report = kind_of(report)
        kind = EntityKind(kind_of_report.kind)
        now = self._clock.now()
        try:
            operation = operation_of(kind_of_report, report.id, report, made_at=now)
        except ValueError:
            self._fail(_HAND_IN, kind, UserFacingError(ReportCode.NOT_SPEAKABLE))
            return
        uploads = _uploads_of(report)
        self._uploads.expect(uploads)
        future = self._items.record(operation, None, *uploads)
        future.add_done_callback(partial(self._on_written, _HAND_IN, kind, report.id))

    def receive(self, kind: EntityKind, report_id: str, answer: str) -> None:
        """Headquarters has a report, and answers it when `answer` is not empty.

        After two PCs of headquarters answered one report, this settles which answer holds.
        """
        key = (kind, report_id)
        with self._lock:
            known, earlier = self._reports.get(key), self._receipts.get(key)
        if known is None:
            self._fail(_RECEIVE, kind, UserFacingError(ReportCode.UNKNOWN_REPORT))
            return
        now = self._clock.now()
        receipt = Receipt(
            kind=kind,
            report_id=report_id,
            unit_site_id=known.report.unit.site_id,
            received_at=now,
            received_by=self._signer(),
            answer=answer,
        )
        own = {OWNER_FIELD: self._own_site_id}
        try:
            operation = operation_of(RECEIPT, report_id, receipt, made_at=now, given=own)
        except ValueError:
            self._fail(_RECEIVE, kind, UserFacingError(ReportCode.NOT_SPEAKABLE))
            return
        is_clash = earlier is not None and earlier.receipt.other_answer is not None
        items = self._items
        future = items.settle(operation) if is_clash else items.record(operation, None)
        future.add_done_callback(partial(self._on_written, _RECEIVE, kind, report_id))

    # ---- inside ----------------------------------------------------------------------------

    def _on_written(
        self, action: str, kind: EntityKind, report_id: str, future: Future[StoredItem]
    ) -> None:
        error = future.exception()
        if error is not None:
            is_told = isinstance(error, UserFacingError)
            told = error if is_told else UserFacingError(StorageCode.NOT_WRITTEN)
            self._fail(action, kind, told, report_id)

    def _fail(
        self, action: str, kind: EntityKind, error: BaseException, report_id: str = ""
    ) -> None:
        if isinstance(error, UserFacingError):
            data = {**error.data, "kind": kind.value, "report_id": report_id}
            self._emit(ActionFailed(action=action, code=error.code, data=data))

    def _filed(self, wanted: type[T]) -> list[FiledReport[T]]:
        with self._lock:
            known = list(self._reports.items())
            receipts = dict(self._receipts)
        return [
            self._filed_one(one.report, one.storage, receipts.get(key))
            for key, one in known
            if isinstance(one.report, wanted)
        ]

    def _filed_one(
        self, report: T, storage: RecordStorage, receipt: _KnownReceipt | None
    ) -> FiledReport[T]:
        """A receipt that the city would not have is none; a sheet is where its photos are too."""
        refused = RecordStorage.REFUSED
        known = receipt.receipt if receipt and receipt.storage is not refused else None
        hashes = _hashes_of(report)
        state = state_of(
            self._uploads.storage_of(hashes, storage),
            known,
            is_city_full=self._uploads.wait_for_room(hashes),
        )
        return FiledReport(report=report, state=state, receipt=known)

    def _on_upload(self) -> None:
        self._emit(UnitReportsChanged(kinds=frozenset({EntityKind.READINESS_SHEET})))

    def _on_items(self, items: tuple[StoredItem, ...]) -> None:
        kinds = self._take(items)
        if any(
            item.kind == EntityKind.READINESS_SHEET and item.storage is RecordStorage.REFUSED
            for item in items
        ):
            self._let_photos_be()
        if EntityKind.READINESS_SHEET in kinds:
            self._miss_only_newest()
        if kinds:
            self._emit(UnitReportsChanged(kinds=kinds))

    def _take(self, items: tuple[StoredItem, ...]) -> frozenset[EntityKind]:
        changed: set[EntityKind] = set()
        for item in items:
            if item.kind == EntityKind.RECEIPT:
                receipt = read_item(item, receipt_of)
                if receipt is not None:
                    with self._lock:
                        self._receipts[receipt.kind, receipt.report_id] = _KnownReceipt(
                            receipt=receipt, storage=item.storage
                        )
                    changed.add(receipt.kind)
            elif item.kind in _REPORTS:
                report = read_item(item, partial(record_of, _REPORTS[item.kind]))
                if report is not None:
                    with self._lock:
                        self._reports[item.kind, item.entity_id] = _Known(
                            report=report, storage=item.storage
                        )
                    changed.add(EntityKind(item.kind))
                    self._receive_again(item)
        return frozenset(changed)

    def _let_photos_be(self) -> None:
        """The city will never ask for what only a sheet shows which it would not have.

        Looked at when it is written: a corrected sheet may name the same photos meanwhile.
        """
        self._transfers.let_unnamed_be(EntityKind.READINESS_SHEET)

    def _miss_only_newest(self) -> None:
        """The newest sheet stands for the room."""
        with self._lock:
            own = [
                (one.report.handed_in_at, one.storage, _hashes_of(one.report))
                for one in self._reports.values()
                if isinstance(one.report, ReadinessSheet)
                and one.report.unit.site_id == self._own_site_id
            ]
        if own:
            _, storage, hashes = max(own, key=lambda one: one[0])
            if storage is RecordStorage.CITY:
                self._uploads.miss_only(hashes)

    def _receive_again(self, item: StoredItem) -> None:
        """A receipt came to the city before its report did, after a restore: say it once more."""
        with self._lock:
            earlier = self._receipts.get((item.kind, item.entity_id))
        if (
            earlier is not None
            and earlier.storage is RecordStorage.REFUSED
            and item.storage is RecordStorage.CITY
        ):
            self.receive(EntityKind(item.kind), item.entity_id, earlier.receipt.answer)


def _uploads_of(report: UnitReport) -> tuple[Transfer, ...]:
    """The photos of a sheet, each once; they belong to no session and are named by their hash."""
    if not isinstance(report, ReadinessSheet):
        return ()
    photos = {photo.sha256: photo for entry in report.entries for photo in entry.photos}
    return tuple(
        Transfer(
            document_id=DocumentId(photo.sha256),
            session_id=NO_SESSION,
            direction=Direction.UP,
            sha256=photo.sha256,
            size_bytes=photo.size_bytes,
        )
        for photo in photos.values()
    )


def _hashes_of(report: UnitReport) -> frozenset[str]:
    """Of the photos that the report shows; only sheets have some."""
    if not isinstance(report, ReadinessSheet):
        return frozenset()
    return frozenset(photo.sha256 for entry in report.entries for photo in entry.photos)
