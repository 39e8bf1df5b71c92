"""A unit's reports between the contract's bodies and the domain's words."""

from typing import assert_never

from desktop.contract.unit_reports import (
    ContactBody,
    DifficultyBody,
    FocalPointBody,
    ReadinessSheetBody,
    ReceiptBody,
    SheetEntryBody,
    SheetPhotoBody,
    UnitReportBody,
)
from desktop.domain.difficulty import Difficulty, DifficultyCategory, DifficultyImpact
from desktop.domain.focal_point import Contact, FocalPoint
from desktop.domain.ids import SessionId, SiteId
from desktop.domain.readiness_sheet import ReadinessSheet, SheetEntry, SheetResult
from desktop.domain.sheet_photo import SheetPhoto
from desktop.domain.sync import EntityKind
from desktop.domain.unit_report import Receipt, Unit
from desktop.store.items import StoredItem
from desktop.store.merge import Body
from desktop.sync.mapping import read_body

UnitReport = FocalPoint | Difficulty | ReadinessSheet


def kind_of(report: UnitReport) -> EntityKind:
    """The kind of record a report is."""
    match report:
        case FocalPoint():
            return EntityKind.FOCAL_POINT
        case Difficulty():
            return EntityKind.DIFFICULTY
        case ReadinessSheet():
            return EntityKind.READINESS_SHEET
        case other:
            assert_never(other)


def body_of_report(report: UnitReport) -> Body:
    """What of a report travels. Raises ValueError when the contract does not allow it."""
    match report:
        case FocalPoint():
            return _body_of_focal_point(report)
        case Difficulty():
            return _body_of_difficulty(report)
        case ReadinessSheet():
            return _body_of_sheet(report)
        case other:
            assert_never(other)


def body_of_receipt(receipt: Receipt, owner_site_id: SiteId) -> Body:
    """Raises ValueError when the contract does not allow it."""
    body = ReceiptBody(
        owner_site_id=owner_site_id,
        report_kind=receipt.kind,
        report_id=receipt.report_id,
        unit_site_id=receipt.unit_site_id,
        received_at=receipt.received_at,
        received_by=receipt.received_by,
        answer=receipt.answer,
    )
    return body.model_dump(mode="json")


def receipt_of(item: StoredItem) -> Receipt:
    """Raises ValueError when it cannot be read."""
    body = read_body(ReceiptBody, item.body)
    lost = item.other_body
    other = None if lost is None else read_body(ReceiptBody, lost).answer
    return Receipt(
        kind=EntityKind(body.report_kind),
        report_id=body.report_id,
        unit_site_id=SiteId(body.unit_site_id),
        received_at=body.received_at,
        received_by=body.received_by,
        answer=body.answer,
        other_answer=other,
    )


def focal_point_of(item: StoredItem) -> FocalPoint:
    """Raises ValueError when it cannot be read."""
    body = read_body(FocalPointBody, item.body)
    return FocalPoint(
        id=item.entity_id,
        unit=_unit_of(body),
        version=body.version,
        leader=_contact_of(body.leader),
        officer=_contact_of(body.officer),
        technician=_contact_of(body.technician),
        room_address=body.room_address,
        conference_endpoint=body.conference_endpoint,
        decision_number=body.decision_number,
        approved_by=body.approved_by,
        effective_from=body.effective_from,
        handed_in_at=body.handed_in_at,
    )


def difficulty_of(item: StoredItem) -> Difficulty:
    """Raises ValueError when it cannot be read."""
    body = read_body(DifficultyBody, item.body)
    about = body.about_session_id
    return Difficulty(
        id=item.entity_id,
        unit=_unit_of(body),
        noticed_at=body.noticed_at,
        category=DifficultyCategory(body.category),
        description=body.description,
        impact=DifficultyImpact(body.impact),
        frequency=body.frequency,
        proposal=body.proposal,
        session_id=None if about is None else SessionId(about),
        session_code=body.about_session_code,
    )


def sheet_of(item: StoredItem) -> ReadinessSheet:
    """Raises ValueError when it cannot be read."""
    body = read_body(ReadinessSheetBody, item.body)
    return ReadinessSheet(
        id=item.entity_id,
        unit=_unit_of(body),
        entries=tuple(
            SheetEntry(
                code=entry.code,
                result=SheetResult(entry.result),
                value=entry.value,
                remark=entry.remark,
                checked_by=entry.checked_by,
                checked_at=entry.checked_at,
                fix_by=entry.fix_by,
                fix_due=entry.fix_due,
                photos=tuple(_photo_of(photo) for photo in entry.photos),
            )
            for entry in body.entries
        ),
        handed_in_at=body.handed_in_at,
    )


def _body_of_focal_point(point: FocalPoint) -> Body:
    if point.effective_from is None:
        msg = "a list without its date is not sent"
        raise ValueError(msg)
    body = FocalPointBody(
        owner_site_id=point.unit.site_id,
        unit_name=point.unit.name,
        unit_code=point.unit.code,
        version=point.version,
        leader=_body_of_contact(point.leader),
        officer=_body_of_contact(point.officer),
        technician=_body_of_contact(point.technician),
        room_address=point.room_address,
        conference_endpoint=point.conference_endpoint,
        decision_number=point.decision_number,
        approved_by=point.approved_by,
        effective_from=point.effective_from,
        handed_in_at=point.handed_in_at,
    )
    return body.model_dump(mode="json")


def _body_of_difficulty(difficulty: Difficulty) -> Body:
    body = DifficultyBody(
        owner_site_id=difficulty.unit.site_id,
        unit_name=difficulty.unit.name,
        unit_code=difficulty.unit.code,
        noticed_at=difficulty.noticed_at,
        category=difficulty.category,
        description=difficulty.description,
        impact=difficulty.impact,
        frequency=difficulty.frequency,
        proposal=difficulty.proposal,
        about_session_id=difficulty.session_id,
        about_session_code=difficulty.session_code,
    )
    return body.model_dump(mode="json")


def _body_of_sheet(sheet: ReadinessSheet) -> Body:
    body = ReadinessSheetBody(
        owner_site_id=sheet.unit.site_id,
        unit_name=sheet.unit.name,
        unit_code=sheet.unit.code,
        entries=tuple(
            SheetEntryBody(
                code=entry.code,
                result=entry.result,
                value=entry.value,
                remark=entry.remark,
                checked_by=entry.checked_by,
                checked_at=entry.checked_at,
                fix_by=entry.fix_by,
                fix_due=entry.fix_due,
                photos=tuple(_body_of_photo(photo) for photo in entry.photos),
            )
            for entry in sheet.entries
        ),
        handed_in_at=sheet.handed_in_at,
    )
    return body.model_dump(mode="json")


def _body_of_photo(photo: SheetPhoto) -> SheetPhotoBody:
    return SheetPhotoBody(
        sha256=photo.sha256, size_bytes=photo.size_bytes, width=photo.width, height=photo.height
    )


def _photo_of(body: SheetPhotoBody) -> SheetPhoto:
    return SheetPhoto(
        sha256=body.sha256, size_bytes=body.size_bytes, width=body.width, height=body.height
    )


def _body_of_contact(contact: Contact) -> ContactBody:
    return ContactBody(
        name=contact.name, title=contact.title, mobile=contact.mobile, email=contact.email
    )


def _contact_of(body: ContactBody) -> Contact:
    return Contact(name=body.name, title=body.title, mobile=body.mobile, email=body.email)


def _unit_of(body: UnitReportBody) -> Unit:
    return Unit(site_id=SiteId(body.owner_site_id), name=body.unit_name, code=body.unit_code)
