"""A real S3 server on 127.0.0.1 with a folder of its own: SeaweedFS, from the package index.

Its data is gone afterwards. Whoever asks shows a key that may read, write and list, and is no
administrator: buckets are made past it, as the people of an object store do.
"""

import json
import shutil
import socket
import subprocess
import sysconfig
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Self

import pytest
import requests

from desktop.cityserver.config.recording_store import RecordingStore
from desktop.cityserver.recording.object_files import open_object_files
from desktop.domain.ids import new_id
from tests.patience import PATIENCE_S

ACCESS_KEY = "city"
SECRET_KEY = "only-of-this-test"
_PORTS = ("master", "volume", "filer", "s3")
_ACTIONS = ("Read", "Write", "List")
_CALL_S = 5.0
_ONE_VOLUME = "[master.volume_growth]\ncopy_1 = 1\n"
"""For each bucket; it would make seven."""


class RunningS3:
    """A context manager. `new_bucket` is an empty one for one test."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="reception-room-s3-"))
        self._server: subprocess.Popen[bytes] | None = None
        self._ports: dict[str, int] = {}

    def __enter__(self) -> Self:
        try:
            self.start()
            self.wait_until_it_takes()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self._ports['s3.port']}"

    @property
    def log(self) -> str:
        path = self._folder / "server.log"
        return path.read_text("utf-8", "replace") if path.exists() else ""

    def start(self) -> None:
        """On the ports that it had before."""
        self._ports = self._ports or _free_ports()
        (self._folder / "master.toml").write_text(_ONE_VOLUME, "ascii")
        keys = self._folder / "keys.json"
        keys.write_text(json.dumps(_identities()), "ascii")
        ports = [f"-{name}={number}" for name, number in self._ports.items()]
        with (self._folder / "server.log").open("ab") as log:
            self._server = subprocess.Popen(
                [
                    *(str(_program()), "server", f"-dir={self._folder}", "-ip=127.0.0.1"),
                    *("-s3", f"-s3.config={keys}", "-s3.autoCreateBucket=false"),
                    *("-s3.port.iceberg=0", "-s3.port.lance=0", "-s3.iam=false"),
                    *("-master.telemetry=false", "-master.volumeSizeLimitMB=256"),
                    *("-volume.preStopSeconds=0", "-volume.max=1000"),
                    f"-filer.localSocket={self._folder / 'filer.sock'}",
                    f"-s3.localSocket={self._folder / 's3.sock'}",
                    *ports,
                ],
                cwd=self._folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def stop(self) -> None:
        """By a kill: it would take more than ten seconds to end by itself. Idempotent."""
        if self._server is not None:
            self._server.kill()
            self._server.wait(PATIENCE_S)
            for number in self._ports.values():
                for left in Path("/tmp").glob(f"seaweedfs-*-grpc-{number}.sock"):  # noqa: S108 - its place
                    left.unlink(missing_ok=True)
        self._server = None

    def new_bucket(self) -> RecordingStore:
        """As a city is told of it."""
        name = f"city-{new_id()}"
        self._make(name)
        return self.bucket(name)

    def bucket(
        self, name: str, *, secret_key: str = SECRET_KEY, prefix: str = ""
    ) -> RecordingStore:
        """One that there may be."""
        return RecordingStore(
            endpoint=self.endpoint,
            bucket=name,
            access_key_id=ACCESS_KEY,
            secret_access_key=secret_key,
            prefix=prefix,
        )

    def wait_until_it_takes(self) -> None:
        """Behind `start`: it answers long before it takes anything."""
        limit_s = time.monotonic() + PATIENCE_S
        while not self._takes():
            assert self._server is not None, "not running"
            assert self._server.poll() is None, self.log
            assert time.monotonic() < limit_s, self.log
            time.sleep(0.2)

    def _takes(self) -> bool:
        try:
            self._make("first")
            open_object_files(self.bucket("first")).keep_small("probe", b"probe")
        except OSError:  # also of requests
            return False
        return True

    def _make(self, name: str) -> None:
        made = requests.post(f"{self._filer}/buckets/{name}/", timeout=_CALL_S)
        if made.status_code != requests.codes.conflict:  # it is there
            made.raise_for_status()

    @property
    def _filer(self) -> str:
        return f"http://127.0.0.1:{self._ports['filer.port']}"


@pytest.fixture(scope="session")
def s3() -> Iterator[RunningS3]:
    """One for all tests; each takes a bucket of its own."""
    with RunningS3() as running:
        yield running


def _identities() -> dict[str, object]:
    keys = {"accessKey": ACCESS_KEY, "secretKey": SECRET_KEY}
    return {"identities": [{"name": "city", "credentials": [keys], "actions": _ACTIONS}]}


def _program() -> Path:
    path = Path(sysconfig.get_path("scripts")) / "weed"
    assert path.exists(), "SeaweedFS is not installed: make setup-test"
    return path


def _free_ports() -> dict[str, int]:
    """For each server one, and one for its gRPC."""
    names = [f"{name}.port{which}" for name in _PORTS for which in ("", ".grpc")]
    with ExitStack() as stack:
        probes = {name: stack.enter_context(socket.socket()) for name in names}
        for probe in probes.values():
            probe.bind(("127.0.0.1", 0))
        return {name: int(probe.getsockname()[1]) for name, probe in probes.items()}
