"""Recordings of rooms (desktop/contract/recording.py)."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Path, Request

from desktop.cityserver.access.callers import Room
from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.papers.blobs import Sender
from desktop.cityserver.recording.taking import PartName, RecordingParts
from desktop.cityserver.routes.dependencies import TheRoom, TheServices
from desktop.cityserver.routes.uploading import append_bytes, not_kept
from desktop.contract.base import Identifier, Sha256
from desktop.contract.blobs import LENGTH_HEADER, OFFSET_HEADER, PARTIAL_TYPE
from desktop.contract.problem import ProblemCode
from desktop.contract.recording import (
    MAX_PART_BYTES,
    MAX_PARTS,
    PartProgress,
    RecordingEndIn,
    RecordingReceipt,
)

SessionPath = Annotated[Identifier, Path()]
_PART = "/v1/recording-parts/{session_id}/{number}/{sha256}"
_RECEIPT = "/v1/recordings/{session_id}/receipt"
_BINARY = {"schema": {"type": "string", "format": "binary"}}


def get_part(
    session_id: SessionPath,
    number: Annotated[int, Path(ge=1, le=MAX_PARTS)],
    sha256: Annotated[Sha256, Path()],
) -> PartName:
    """Which part a path names."""
    return PartName(session_id=session_id, number=number, sha256=sha256)


ThePart = Annotated[PartName, Depends(get_part)]


def build_router() -> APIRouter:
    """Parts of a recording, its end, its receipt."""
    router = APIRouter(tags=["recordings"])

    @router.get(_PART)
    def tell_progress(part: ThePart, room: TheRoom, services: TheServices) -> PartProgress:
        """How much of the part is here, by its own bytes."""
        with _disk_told(part.sha256):
            return services.recording_parts.progress(room, part)

    @router.patch(
        _PART,
        openapi_extra={"requestBody": {"required": True, "content": {PARTIAL_TYPE: _BINARY}}},
    )
    async def append(
        part: ThePart,
        upload_offset: Annotated[int, Header(alias=OFFSET_HEADER, ge=0, le=MAX_PART_BYTES)],
        upload_length: Annotated[int, Header(alias=LENGTH_HEADER, ge=1, le=MAX_PART_BYTES)],
        request: Request,
        room: TheRoom,
        services: TheServices,
    ) -> PartProgress:
        """Append a chunk of at most 8 MiB; the last one has the whole part checked."""
        _check_chunk(request, upload_offset, upload_length)
        parts = services.recording_parts
        blobs = await asyncio.to_thread(parts.sending, room, part, upload_length)
        if blobs is None:
            return PartProgress(offset=upload_length, is_complete=True)
        taking = partial(
            blobs.append,
            part.sha256,
            offset=upload_offset,
            length=upload_length,
            sender=Sender(site_id=room.site_id),
        )
        body = services.metrics.counting_upload(request.stream())
        progress = await append_bytes(taking, part.sha256, body)
        if not progress.is_complete:
            return PartProgress(offset=progress.offset, is_complete=False)
        return await asyncio.to_thread(_take, parts, room, part)

    @router.post(_RECEIPT)
    def end(
        session_id: SessionPath, end: RecordingEndIn, room: TheRoom, services: TheServices
    ) -> RecordingReceipt:
        """The room has sent what it has of a session."""
        with _disk_told(session_id):
            return services.recording_receipts.end(room, session_id, end)

    @router.get(_RECEIPT)
    def tell_receipt(
        session_id: SessionPath, room: TheRoom, services: TheServices
    ) -> RecordingReceipt:
        """What the city has, as it stands now."""
        return services.recording_receipts.receipt(room, session_id)

    return router


def _check_chunk(request: Request, offset: int, length: int) -> None:
    if request.headers.get("Content-Type") != PARTIAL_TYPE:
        raise Rejected(ProblemCode.BAD_REQUEST, status=415)
    if offset > length:
        raise Rejected(ProblemCode.BAD_REQUEST, detail="offset behind the end")


def _take(parts: RecordingParts, room: Room, part: PartName) -> PartProgress:
    with _disk_told(part.sha256):
        return parts.take(room, part)


@contextmanager
def _disk_told(subject: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise not_kept(subject, error) from error
