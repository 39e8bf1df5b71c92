"""The recording of a PC goes to the city: its parts in pieces, then its end, and a receipt back.

A PC that was bound to a site sends what it wrote itself of a session of that site; everything else
is answered by 404. Nothing of it is opened here: the city checks chains and signatures.

GET   /v1/recording-parts/{session_id}/{number}/{sha256}  PartProgress
PATCH /v1/recording-parts/{session_id}/{number}/{sha256}  Upload-Offset, Upload-Length, body of at
                           most 8 MiB appended (contract/blobs.py); PartProgress;
                           409 with the right Upload-Offset;
                           422 hash_mismatch: the finished file does not have the hash, and is gone;
                           422 recording_refused: it does not check, and is kept apart; or those
                           of the session were destroyed by decision (purged), and it is not kept
POST  /v1/recordings/{session_id}/receipt                 RecordingEndIn: RecordingReceipt
GET   /v1/recordings/{session_id}/receipt                 RecordingReceipt, as it stands now
"""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from desktop.contract.base import Answer, Received, Sha256, Text

MAX_PARTS = 1_000
"""Of one PC in one session; eight hours have a hundred."""
MAX_PART_BYTES = 512 * 1024 * 1024
MAX_RECORDING_BYTES = 64 * 1024 * 1024 * 1024
"""Of one PC in one session."""
MAX_SEAL_CHARACTERS = 65_536
PART_PATH = "/v1/recording-parts/"

PartNumber = Annotated[int, Field(ge=1, le=MAX_PARTS)]


class PartProgress(Answer):
    """How much of a part is here. is_complete: all of it, checked, as the bytes say at this moment.

    refused: why it was kept apart, or `purged`: recordings of the session were destroyed at the
    city by decision, and none is taken; empty when it was not.
    """

    offset: int
    is_complete: bool
    refused: str = ""


class EndedPart(Received):
    """A part as the room has it."""

    number: PartNumber
    sha256: Sha256
    size_bytes: Annotated[int, Field(ge=0, le=MAX_PART_BYTES)]


class RecordingEndIn(Received):
    """All that the PC has of the session. seal: the bytes of the closing seal; "" without one.

    has_key: the room still has the key that opens it.
    """

    parts: Annotated[tuple[EndedPart, ...], Field(min_length=1, max_length=MAX_PARTS)]
    seal: Annotated[Text, Field(max_length=MAX_SEAL_CHARACTERS)] = ""
    has_key: bool = True


class ReceivedPart(Answer):
    """A part that the city keeps. end: why it ended, None where its writer was killed.

    fault: as the city found it: torn, unlinked, damaged, or purged: destroyed by decision; None:
    nothing. began_at: by its head.
    """

    number: int
    sha256: str
    size_bytes: int
    began_at: datetime
    ms: int
    end: str | None = None
    fault: str | None = None


class RefusedPart(Answer):
    """Bytes that did not check: kept apart, not part of the recording."""

    number: int
    sha256: str
    why: str


class RecordingGap(Answer):
    """Nothing was recorded between two parts. why: how the part before it ended, None: killed."""

    from_at: datetime
    until_at: datetime
    why: str | None = None


class RecordingReceipt(Answer):
    """What the city has of a recording, and what is wrong with it.

    received_at: by the city's clock, when it first had all that this says. missing: numbers that
    the PC named, or that lie between others, and that are not here. is_closed: the last part says
    that the session was over. is_whole: closed, nothing missing, refused or changed. seal: right,
    none, or what is wrong. sealed_by: the PC as its certificate names it. has_key: as the PC told.
    is_held: set at the city; what is held is purged nowhere. told_at: the hour of this answer, so
    that nobody's own clock decides how long ago something was received. retention: what it is kept
    as; purge_after: its last day as things stand, None: for ever, or not decided yet. purged_at:
    when two people decided that it be destroyed; then it is not whole, and its parts are what was.
    """

    session_id: str
    site_id: str
    room_id: str
    received_at: datetime
    told_at: datetime
    parts: tuple[ReceivedPart, ...]
    missing: tuple[int, ...] = ()
    refused: tuple[RefusedPart, ...] = ()
    gaps: tuple[RecordingGap, ...] = ()
    is_closed: bool
    is_whole: bool
    seal: str
    sealed_by: str = ""
    has_key: bool = True
    is_held: bool = False
    retention: str = ""
    purge_after: date | None = None
    purged_at: datetime | None = None
