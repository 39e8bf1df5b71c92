"""A PC that sends a recording to a running city by hand, request by request."""

import socket
from pathlib import Path
from typing import Any

import requests

from desktop.cityserver.admin.city import put_record
from desktop.contract.blobs import LENGTH_HEADER, OFFSET_HEADER, PARTIAL_TYPE
from desktop.contract.recording import PART_PATH
from desktop.contract.version import CONTRACT_VERSION, VERSION_HEADER
from desktop.domain.ids import new_id
from tests.patience import PATIENCE_S
from tests.rigs.city.running_city_server import COMMUNE, HQ, RunningCityServer, session_body
from tests.samples.city_recordings import RoomRecording, a_recording, sha256_of


class RecordingRoom:
    """A PC of the commune, and what it wrote of a session of its own."""

    def __init__(self, server: RunningCityServer, root: Path) -> None:
        self.server = server
        self.session_id = new_id()
        with server.administration() as database:
            put_record(database, "session", self.session_id, session_body(HQ, (COMMUNE,)))
        self.token = server.enrol(COMMUNE)
        self.recording = a_recording(root, self.session_id, COMMUNE)

    def path(self, number: int, data: bytes) -> str:
        return f"{PART_PATH}{self.session_id}/{number}/{sha256_of(data)}"

    def progress(self, number: int, data: bytes) -> dict[str, Any]:
        answer = self.server.call("GET", self.path(number, data), token=self.token)
        assert answer.status_code == 200, answer.text
        told: dict[str, Any] = answer.json()
        return told

    def patch(
        self,
        number: int,
        data: bytes,
        *,
        offset: int = 0,
        size: int | None = None,
        headers: dict[str, str] | None = None,
    ) -> requests.Response:
        told = {
            OFFSET_HEADER: str(offset),
            LENGTH_HEADER: str(len(data)),
            "Content-Type": PARTIAL_TYPE,
        }
        body = data[offset:] if size is None else data[offset : offset + size]
        path = self.path(number, data)
        told |= headers or {}
        return self.server.call("PATCH", path, token=self.token, data=body, headers=told)

    def patch_and_cut(self, number: int, data: bytes, *, offset: int, size: int) -> None:
        """Promise everything, send `size` bytes, and vanish."""
        head = (
            f"PATCH {self.path(number, data)} HTTP/1.1\r\nHost: x\r\n"
            f"{VERSION_HEADER}: {CONTRACT_VERSION}\r\nAuthorization: Bearer {self.token}\r\n"
            f"Content-Type: {PARTIAL_TYPE}\r\n{OFFSET_HEADER}: {offset}\r\n"
            f"{LENGTH_HEADER}: {len(data)}\r\nContent-Length: {len(data) - offset}\r\n\r\n"
        ).encode()
        with socket.create_connection(("127.0.0.1", self.server.port), PATIENCE_S) as line:
            line.sendall(head + data[offset : offset + size])

    def end(self, recording: RoomRecording | None = None) -> requests.Response:
        body = (recording or self.recording).end().model_dump(mode="json")
        return self.server.call("POST", self.receipt_path, token=self.token, json=body)

    @property
    def receipt_path(self) -> str:
        return f"/v1/recordings/{self.session_id}/receipt"
