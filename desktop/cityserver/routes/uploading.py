"""Bytes that come in pieces: what may go wrong on the way, as problem documents."""

import errno
import logging
from collections.abc import AsyncIterator, Awaitable
from typing import Protocol

from starlette.requests import ClientDisconnect

from desktop.cityserver.http.limits import without_idling
from desktop.cityserver.http.problems import STORAGE_RETRY_S
from desktop.cityserver.http.refusals import Rejected, busy
from desktop.cityserver.papers.blobs import ChunkTooLarge, HashMismatch, Progress, WrongOffset
from desktop.cityserver.papers.open_parts import StorageLow, TooManyOpen
from desktop.contract.blobs import OFFSET_HEADER
from desktop.contract.problem import ProblemCode

logger = logging.getLogger(__name__)


class Taking(Protocol):
    """`Blobs.append`, with everything but the bytes."""

    def __call__(self, *, body: AsyncIterator[bytes]) -> Awaitable[Progress]:
        """Append what comes."""
        ...


async def append_bytes(taking: Taking, sha256: str, body: AsyncIterator[bytes]) -> Progress:
    """Append what comes. Raises Rejected."""
    try:
        return await taking(body=without_idling(body))
    except WrongOffset as wrong:
        raise Rejected(ProblemCode.CONFLICT, headers={OFFSET_HEADER: str(wrong.offset)}) from wrong
    except TooManyOpen as error:
        # no 409: that one tells where to go on
        raise Rejected(ProblemCode.NOT_ALLOWED_NOW, status=429, detail="open uploads") from error
    except StorageLow as error:
        logger.warning("bytes not taken: the disk is nearly full")
        raise Rejected(ProblemCode.STORAGE_LOW) from error
    except ChunkTooLarge as error:
        raise Rejected(ProblemCode.TOO_LARGE) from error
    except HashMismatch as error:
        raise Rejected(ProblemCode.HASH_MISMATCH) from error
    except ClientDisconnect as gone:
        logger.info("upload cut sha256=%s", sha256)
        raise Rejected(ProblemCode.BAD_REQUEST, detail="cut") from gone
    except OSError as error:
        raise not_kept(sha256, error) from error


def not_kept(sha256: str, error: OSError) -> Rejected:
    """The disk refused; the room comes again."""
    logger.error("upload not kept sha256=%s errno=%s", sha256, error.errno, exc_info=error)
    status = 507 if error.errno in {errno.ENOSPC, errno.EDQUOT} else None
    return busy(STORAGE_RETRY_S, status=status)
