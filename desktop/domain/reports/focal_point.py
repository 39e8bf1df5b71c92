"""Đầu mối: who of a unit answers for online reception (circular part 1b; domain.md §4.18)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from desktop.domain.faults import FaultKind, FieldFault, is_email, is_phone
from desktop.domain.reports.unit_report import Unit

STALE_AFTER = timedelta(days=90)
"""A list older than this is to be confirmed or written anew (domain.md §8)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One person in charge. Personal data of an official: never in a log."""

    name: str = ""
    title: str = ""
    mobile: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FocalPoint:
    """One version of a unit's list; earlier versions stay as history.

    version: from 1. decision_number, approved_by: of the paper that appoints them.
    handed_in_at: when the officer sent it, aware, by this PC's clock.
    """

    id: str
    unit: Unit
    version: int
    leader: Contact
    officer: Contact
    technician: Contact
    room_address: str
    conference_endpoint: str
    decision_number: str
    approved_by: str
    effective_from: date | None
    handed_in_at: datetime


def focal_point_faults(point: FocalPoint) -> tuple[FieldFault, ...]:
    """What is missing or odd, in the order of the form. Pure."""
    faults = [
        *_contact_faults("leader", point.leader, is_required=True),
        *_contact_faults("officer", point.officer, is_required=True),
        *_contact_faults("technician", point.technician, is_required=False),
    ]
    if not point.decision_number:
        faults.append(FieldFault(field="decision_number", kind=FaultKind.ODD))
    if point.effective_from is None:
        faults.append(FieldFault(field="effective_from", kind=FaultKind.MISSING))
    return tuple(faults)


def is_stale(point: FocalPoint, now: datetime) -> bool:
    """Sent more than 90 days ago."""
    return now - point.handed_in_at > STALE_AFTER


def in_order(points: Iterable[FocalPoint]) -> tuple[FocalPoint, ...]:
    """Newest version first; two PCs of a unit may have given one number to two versions."""
    return tuple(sorted(points, key=lambda one: (one.version, one.handed_in_at, one.id))[::-1])


def newest_of_units(points: Iterable[FocalPoint]) -> tuple[FocalPoint, ...]:
    """The newest version of every unit, by the unit's code and name."""
    newest = {point.unit.site_id: point for point in reversed(in_order(points))}
    return tuple(sorted(newest.values(), key=lambda one: (one.unit.code, one.unit.name)))


def _contact_faults(part: str, contact: Contact, *, is_required: bool) -> list[FieldFault]:
    faults = [
        FieldFault(field=f"{part}.{field}", kind=FaultKind.MISSING)
        for field in ("name", "title", "mobile")
        if is_required and not getattr(contact, field)
    ]
    if contact.mobile and not is_phone(contact.mobile):
        faults.append(FieldFault(field=f"{part}.mobile", kind=FaultKind.ODD))
    if contact.email and not is_email(contact.email):
        faults.append(FieldFault(field=f"{part}.email", kind=FaultKind.ODD))
    return faults
