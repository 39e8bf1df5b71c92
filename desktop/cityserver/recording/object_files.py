"""RecordingFiles in an S3-compatible object store: the only file that knows obstore.

One object for each name, whole or not there: S3 shows nothing of an object before all of it came.
"""

import errno
import hashlib
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

import obstore
from obstore.exceptions import BaseError
from obstore.store import ObjectStore, S3Store

from desktop.cityserver.config.recording_store import RecordingStore
from desktop.domain.ids import new_id
from desktop.files.durable import hash_of

if TYPE_CHECKING:  # there for the type checker alone
    from obstore.store import ClientConfig

logger = logging.getLogger(__name__)

BLOCK_BYTES: Final = 8 * 1024 * 1024
"""Of one request, and so in memory; of each there is at most BLOCKS_AT_ONCE."""
BLOCKS_AT_ONCE: Final = 2
REQUEST_LIMIT: Final = timedelta(seconds=30)
CONNECT_LIMIT: Final = timedelta(seconds=5)
RETRY_LIMIT: Final = timedelta(seconds=20)
RETRIES: Final = 3
AT_ONCE: Final = 4
TURN_S: Final = 2.0
"""Rooms that meet a slow store must not take every thread of the server: the others come again."""


class ObjectFiles:
    """See RecordingFiles. Nobody else may write under the name that is kept: the caller sees to it.

    What an object store cannot do is an OSError, never "not there": a store that is away must not
    make recordings look damaged.
    """

    def __init__(self, store: ObjectStore) -> None:
        self._store = store
        self._turns = threading.BoundedSemaphore(AT_ONCE)

    def keep(self, name: str, source: Path) -> None:
        """See RecordingFiles."""
        with self._turn():
            if self._hash_of(name) != hash_of(source):
                self._set_aside(name)
                obstore.put(
                    self._store,
                    name,
                    source,
                    chunk_size=BLOCK_BYTES,
                    max_concurrency=BLOCKS_AT_ONCE,
                )
        source.unlink()

    def keep_small(self, name: str, data: bytes) -> None:
        """See RecordingFiles."""
        with self._turn():
            obstore.put(self._store, name, data)

    def has(self, name: str, sha256: str) -> bool:
        """See RecordingFiles."""
        with self._turn():
            found = self._hash_of(name)
            if found is None:
                self._check_bucket()
        return found == sha256

    def set_aside(self, name: str) -> None:
        """See RecordingFiles."""
        with self._turn():
            self._set_aside(name)

    def destroy(self, folder: str) -> int:
        """See RecordingFiles. Under a bucket's lock former versions stay until it ends."""
        with self._turn():
            # `a/b/` is not `a/bc`
            listing = obstore.list(self._store, prefix=f"{folder}/")
            names = [one["path"] for some in listing for one in some]
            if names:
                obstore.delete(self._store, names)
        return len(names)

    # ---- one turn --------------------------------------------------------------------------

    def _set_aside(self, name: str) -> None:
        """By a copy and a delete: whatever ends between them, the bytes are there."""
        if self._size(name) is None:
            return
        obstore.rename(self._store, name, f"{name}.{new_id()}.aside")
        logger.warning("bytes of a recording put aside name=%s", name)

    def _hash_of(self, name: str) -> str | None:
        """None: nothing has the name."""
        size = self._size(name)
        if size is None:
            return None
        digest = hashlib.sha256()
        for start in range(0, size, BLOCK_BYTES):
            end = min(start + BLOCK_BYTES, size)
            digest.update(obstore.get_range(self._store, name, start=start, end=end))
        return digest.hexdigest()

    def _size(self, name: str) -> int | None:
        try:
            return obstore.head(self._store, name)["size"]
        except FileNotFoundError:
            return None

    def _check_bucket(self) -> None:
        """A bucket that is gone answers for each object that it is not there."""
        for _ in obstore.list(self._store, chunk_size=1):
            return

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._turns.acquire(timeout=TURN_S):
            raise OSError(errno.EBUSY, "the object store is busy with others")
        try:
            yield
        except BaseError as error:
            raise _refused(error) from error
        except FileNotFoundError as error:
            if error.errno is not None:
                raise  # by this machine, of a file
            raise _refused(error) from error
        finally:
            self._turns.release()


def open_object_files(plan: RecordingStore) -> ObjectFiles:
    """Of the city's bucket; nothing is asked of it yet. Raises OSError: the CA file."""
    client = _client(plan)
    try:
        store = S3Store(
            plan.bucket,
            prefix=plan.prefix or None,
            config={
                "endpoint": plan.endpoint,
                "region": plan.region,
                "access_key_id": plan.access_key_id,
                "secret_access_key": plan.secret_access_key,
                "checksum_algorithm": "SHA256",
                "virtual_hosted_style_request": False,
            },
            client_options=client,
            retry_config={"max_retries": RETRIES, "retry_timeout": RETRY_LIMIT},
        )
    except (BaseError, ValueError) as error:
        raise _refused(error) from error
    return ObjectFiles(store)


def _refused(error: Exception) -> OSError:
    """With the first line of many: it says what was asked, and the answer."""
    return OSError(errno.EIO, f"object store: {str(error).partition(chr(10))[0]}")


def _client(plan: RecordingStore) -> "ClientConfig":
    client: ClientConfig = {
        "timeout": REQUEST_LIMIT,
        "connect_timeout": CONNECT_LIMIT,
        "allow_http": plan.endpoint.startswith("http://"),
    }
    if plan.ca_file is not None:
        client["root_certificate"] = plan.ca_file.read_bytes()
    return client
