"""HttpRecordings: the routes of desktop/contract/recording.py."""

from typing import Protocol, TypeVar
from urllib.parse import quote

from pydantic import BaseModel

from desktop.contract.blobs import LENGTH_HEADER, OFFSET_HEADER, PARTIAL_TYPE
from desktop.contract.recording import (
    PART_PATH,
    PartProgress,
    RecordingEndIn,
    RecordingReceipt,
)
from desktop.domain.ids import SessionId
from desktop.sync.http.call import Call, post
from desktop.sync.http.city_api import PartAddress

M = TypeVar("M", bound=BaseModel)


class Asking(Protocol):
    """As HttpCityApi does it."""

    def __call__(self, call: Call, model: type[M]) -> M:
        """The answer, checked."""
        ...


class HttpRecordings:
    """Implements `RecordingsApi`."""

    def __init__(self, ask: Asking) -> None:
        self._ask = ask

    def progress(self, room_token: str, part: PartAddress) -> PartProgress:
        """See RecordingsApi."""
        call = Call(method="GET", path=_path(part), token=room_token, needs_document=True)
        return self._ask(call, PartProgress)

    def append(
        self, room_token: str, part: PartAddress, *, offset: int, total_bytes: int, data: bytes
    ) -> PartProgress:
        """See RecordingsApi."""
        call = Call(
            method="PATCH",
            path=_path(part),
            token=room_token,
            headers={
                "Content-Type": PARTIAL_TYPE,
                OFFSET_HEADER: str(offset),
                LENGTH_HEADER: str(total_bytes),
            },
            body=data,
            needs_document=True,
        )
        return self._ask(call, PartProgress)

    def end(self, room_token: str, session_id: SessionId, end: RecordingEndIn) -> RecordingReceipt:
        """See RecordingsApi."""
        return self._ask(post(_receipt(session_id), end, room_token), RecordingReceipt)

    def receipt(self, room_token: str, session_id: SessionId) -> RecordingReceipt:
        """See RecordingsApi."""
        call = Call(method="GET", path=_receipt(session_id), token=room_token, needs_document=True)
        return self._ask(call, RecordingReceipt)


def _path(part: PartAddress) -> str:
    return f"{PART_PATH}{quote(part.session_id, safe='')}/{part.number}/{part.sha256}"


def _receipt(session_id: SessionId) -> str:
    return f"/v1/recordings/{quote(session_id, safe='')}/receipt"
