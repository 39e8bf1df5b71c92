"""Bytes of papers by their hash (desktop/contract/blobs.py)."""

import asyncio
import errno
import logging
from collections.abc import AsyncIterator, Awaitable
from functools import partial
from typing import Annotated, Protocol

from fastapi import APIRouter, Header, Path, Request, Response
from starlette.requests import ClientDisconnect
from starlette.responses import FileResponse

from desktop.cityserver.http.limits import without_idling
from desktop.cityserver.http.problems import STORAGE_RETRY_S
from desktop.cityserver.http.refusals import Rejected, busy
from desktop.cityserver.papers.blobs import (
    ChunkTooLarge,
    HashMismatch,
    Progress,
    Sender,
    WrongOffset,
)
from desktop.cityserver.papers.open_parts import StorageLow, TooManyOpen
from desktop.cityserver.routes.dependencies import ThePerson, TheServices
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

logger = logging.getLogger(__name__)

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
        progress = await _append(taking, sha256, body)
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


class _Taking(Protocol):
    def __call__(self, *, body: AsyncIterator[bytes]) -> Awaitable[Progress]: ...


async def _append(taking: _Taking, sha256: str, body: AsyncIterator[bytes]) -> Progress:
    try:
        return await taking(body=without_idling(body))
    except WrongOffset as wrong:
        raise Rejected(ProblemCode.CONFLICT, headers={OFFSET_HEADER: str(wrong.offset)}) from wrong
    except TooManyOpen as error:
        # no 409: that one tells where to go on
        raise Rejected(ProblemCode.NOT_ALLOWED_NOW, status=429, detail="open uploads") from error
    except StorageLow as error:
        logger.warning("paper not taken: the disk is nearly full")
        raise Rejected(ProblemCode.STORAGE_LOW) from error
    except ChunkTooLarge as error:
        raise Rejected(ProblemCode.TOO_LARGE) from error
    except HashMismatch as error:
        raise Rejected(ProblemCode.HASH_MISMATCH) from error
    except ClientDisconnect as gone:
        logger.info("upload cut sha256=%s", sha256)
        raise Rejected(ProblemCode.BAD_REQUEST, detail="cut") from gone
    except OSError as error:
        logger.exception("upload not kept sha256=%s errno=%s", sha256, error.errno)
        status = 507 if error.errno in {errno.ENOSPC, errno.EDQUOT} else None
        raise busy(STORAGE_RETRY_S, status=status) from error


def _progress_headers(progress: Progress) -> dict[str, str]:
    return {
        OFFSET_HEADER: str(progress.offset),
        COMPLETE_HEADER: IS_COMPLETE if progress.is_complete else NOT_COMPLETE,
        "Cache-Control": "no-store",
    }
