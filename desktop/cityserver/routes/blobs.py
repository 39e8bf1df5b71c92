"""Bytes of papers by their hash (desktop/contract/blobs.py)."""

import asyncio
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Header, Path, Request, Response
from starlette.responses import FileResponse

from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.papers.blobs import Progress, Sender
from desktop.cityserver.routes.dependencies import ThePerson, TheServices
from desktop.cityserver.routes.uploading import append_bytes
from desktop.contract.base import Sha256
from desktop.contract.blobs import (
    COMPLETE_HEADER,
    IS_COMPLETE,
    LENGTH_HEADER,
    NOT_COMPLETE,
    OFFSET_HEADER,
    PARTIAL_TYPE,
)
from desktop.contract.problem import ProblemCode
from desktop.contract.version import MAX_UPLOAD_BYTES

Hash = Annotated[Sha256, Path()]
_BINARY = {"schema": {"type": "string", "format": "binary"}}


def build_router() -> APIRouter:
    """HEAD, PATCH and GET /v1/blobs/{sha256}."""
    router = APIRouter(prefix="/v1/blobs", tags=["blobs"])

    @router.head("/{sha256}", response_class=Response)
    async def tell_progress(sha256: Hash, person: ThePerson, services: TheServices) -> Response:
        """How much of the paper is here."""
        papers, blobs = services.papers, services.blobs
        apart_for = await asyncio.to_thread(papers.progress_of, person, sha256)
        progress = await asyncio.to_thread(blobs.progress, sha256, apart_for)
        return Response(headers=_progress_headers(progress))

    @router.patch(
        "/{sha256}",
        status_code=204,
        response_class=Response,
        openapi_extra={"requestBody": {"required": True, "content": {PARTIAL_TYPE: _BINARY}}},
    )
    async def append(
        sha256: Hash,
        upload_offset: Annotated[int, Header(alias=OFFSET_HEADER, ge=0, le=MAX_UPLOAD_BYTES)],
        upload_length: Annotated[int, Header(alias=LENGTH_HEADER, ge=1, le=MAX_UPLOAD_BYTES)],
        request: Request,
        person: ThePerson,
        services: TheServices,
    ) -> Response:
        """Append a chunk of at most 8 MiB."""
        if request.headers.get("Content-Type") != PARTIAL_TYPE:
            raise Rejected(ProblemCode.BAD_REQUEST, status=415)
        papers = services.papers
        sending = await asyncio.to_thread(papers.sending, person, sha256)
        if upload_length not in sending.sizes or upload_offset > upload_length:
            raise Rejected(ProblemCode.BAD_REQUEST, detail="length differs from the paper's")
        taking = partial(
            services.blobs.append,
            sha256,
            offset=upload_offset,
            length=upload_length,
            sender=Sender(site_id=person.site_id, is_apart=sending.apart_for is not None),
        )
        body = services.metrics.counting_upload(request.stream())
        progress = await append_bytes(taking, sha256, body)
        if progress.is_complete:
            await asyncio.to_thread(papers.take_over, person, sha256)
        return Response(status_code=204, headers=_progress_headers(progress))

    @router.get("/{sha256}", response_class=FileResponse)
    async def fetch(sha256: Hash, person: ThePerson, services: TheServices) -> FileResponse:
        """The whole paper, or a range of it."""
        await asyncio.to_thread(services.papers.check_reader, person, sha256)
        progress = await asyncio.to_thread(services.blobs.progress, sha256)
        if not progress.is_complete:
            raise Rejected(ProblemCode.NOT_FOUND)
        return FileResponse(services.blobs.path(sha256), media_type="application/octet-stream")

    return router


def _progress_headers(progress: Progress) -> dict[str, str]:
    return {
        OFFSET_HEADER: str(progress.offset),
        COMPLETE_HEADER: IS_COMPLETE if progress.is_complete else NOT_COMPLETE,
        "Cache-Control": "no-store",
    }
