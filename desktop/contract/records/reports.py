"""Bodies of a unit's reports to the city: who answers, what hinders, is the room ready."""

from datetime import date
from typing import Annotated

from pydantic import Field

from desktop.contract.base import Identifier, Instant, Received, Sha256, ShortText, Text
from desktop.contract.version import MAX_PHOTO_BYTES

Name = Annotated[Text, Field(max_length=100)]
Phone = Annotated[Text, Field(max_length=32)]
Word = Annotated[Text, Field(max_length=24)]
Paragraph = Annotated[Text, Field(max_length=4_000)]
Pixels = Annotated[int, Field(ge=1, le=4_096)]


class UnitReportBody(Received):
    """What every report carries: the site it is of, and the unit as it is printed."""

    owner_site_id: Identifier
    unit_name: ShortText
    unit_code: Annotated[Text, Field(max_length=16)]


class ContactBody(Received):
    """An official in charge. Personal data."""

    name: Name
    title: ShortText
    mobile: Phone
    email: ShortText


class FocalPointBody(UnitReportBody):
    """kind `focal_point`: one version of a unit's list, never changed after it was sent."""

    version: Annotated[int, Field(ge=1, le=100_000)]
    leader: ContactBody
    officer: ContactBody
    technician: ContactBody
    room_address: ShortText
    conference_endpoint: ShortText
    decision_number: ShortText
    approved_by: ShortText
    effective_from: date
    handed_in_at: Instant


class DifficultyBody(UnitReportBody):
    """kind `difficulty`: about_session_id is of a session the site has a seat in, or null."""

    noticed_at: Instant
    category: Word
    description: Annotated[Paragraph, Field(min_length=1)]
    impact: Word
    frequency: Annotated[int, Field(ge=1, le=1_000)]
    proposal: Paragraph
    about_session_id: Identifier | None
    about_session_code: Annotated[Text, Field(max_length=64)]


class SheetPhotoBody(Received):
    """A JPEG of a line; its bytes travel under /v1/blobs/{sha256} after the sheet."""

    sha256: Sha256
    size_bytes: Annotated[int, Field(ge=1, le=MAX_PHOTO_BYTES)]
    width: Pixels
    height: Pixels


def _is_empty(photos: tuple[SheetPhotoBody, ...]) -> bool:
    return not photos


class SheetEntryBody(Received):
    """One line of a readiness sheet. photos: left out when there are none."""

    code: Annotated[Text, Field(min_length=1, max_length=16)]
    result: Word
    value: ShortText
    remark: ShortText
    checked_by: ShortText
    checked_at: Instant | None
    fix_by: ShortText
    fix_due: date | None
    # Left out when empty: a sheet sent before photos came must stay the very same body.
    photos: Annotated[tuple[SheetPhotoBody, ...], Field(max_length=6, exclude_if=_is_empty)] = ()


class ReadinessSheetBody(UnitReportBody):
    """kind `readiness_sheet`: one review of a room, never changed after it was sent."""

    entries: Annotated[tuple[SheetEntryBody, ...], Field(min_length=1, max_length=60)]
    handed_in_at: Instant


class ReceiptBody(Received):
    """kind `receipt`: written by headquarters; its entity_id is that of the report.

    owner_site_id: headquarters. received_by: the person's label.
    """

    owner_site_id: Identifier
    report_kind: Word
    report_id: Identifier
    unit_site_id: Identifier
    received_at: Instant
    received_by: ShortText
    answer: Paragraph
