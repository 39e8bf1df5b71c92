"""A recording goes to the city over a line that drops, and the room lets go of its own.

python -m tests.bench.recording_upload [--json] [--mib 2048] [--drop-s 30] [--mbps 100]
    [--call-s 20]

Once with the city's recordings in a folder, once in a bucket of a real S3 server on this PC. For
each: how long until the receipt, how often the line dropped, what was sent twice (share of the
whole), whether the city has every byte, and whether the room, having asked again, let go of all.
A call of --call-s seconds begins again and again, twice as long after the last: calls, and the
bytes that went while one ran, once the block that was on its way had ended (0 wanted).
"""

import argparse
import json
import logging
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.cityserver.admin.recordings import check_recordings, list_recordings
from desktop.cityserver.config.config import CityServerConfig
from desktop.cityserver.config.recording_store import read_recording_store
from desktop.domain.clock import SystemClock
from desktop.domain.errors import Offline, TimedOut
from desktop.domain.ids import SessionId
from desktop.domain.recording.part import PartEnd, PartHead
from desktop.recordings.sealing import seal_recording
from desktop.store.store import open_store
from desktop.sync.access.room_identity import RoomIdentity
from desktop.sync.http.api import HttpCityApi
from desktop.sync.http.city_address import CityAddress
from desktop.sync.recording.kept import Receipts, RecordingHours
from desktop.sync.recording.purge import RecordingPurge
from desktop.sync.recording.uploads import RecordingUploads
from tests.rigs.city.running_city_server import COMMUNE, SESSION, RunningCityServer, seeded_server
from tests.rigs.line.torn_line import TornLine
from tests.rigs.system.running_s3 import RunningS3
from tests.samples.recordings import KEY, a_head, write_part
from tests.samples.store import KEY as STORE_KEY
from tests.samples.store import RESERVE_BYTES

MIB = 1024 * 1024
PART_MIB = 32
"""Five minutes of 720p15 and four sites' sound."""
PIECES = 32
AGAIN_S = 1.0
LIMIT_S = 3_000.0
UNDER_WAY_S = 3.0
"""So long a block may still be on its way when a call begins."""

Figures = dict[str, object]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object, nothing else")
    parser.add_argument("--mib", type=int, default=2_048, help="of the recording")
    parser.add_argument("--drop-s", type=float, default=30.0, help="the line drops so often")
    parser.add_argument("--call-s", type=float, default=20.0, help="length of a call; 0: none")
    parser.add_argument("--mbps", type=float, default=100.0, help="of the line")
    options = parser.parse_args()
    logging.basicConfig(level=logging.ERROR)
    figures: Figures = {"mib": options.mib, "drop_s": options.drop_s, "mbps": options.mbps}
    for name, place in (("folder", in_folder), ("s3", in_s3)):
        with tempfile.TemporaryDirectory(prefix="reception-room-upload-") as folder:
            with place(Path(folder)) as server:
                found = sent(server, Path(folder), options)
            figures |= {f"{name}_{key}": value for key, value in found.items()}
    lines = [json.dumps(figures)] if options.json else [f"{k:24}{v}" for k, v in figures.items()]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


@contextmanager
def in_folder(folder: Path) -> Iterator[RunningCityServer]:
    with seeded_server(folder / "server") as server:
        yield server


@contextmanager
def in_s3(folder: Path) -> Iterator[RunningCityServer]:
    with RunningS3() as s3:
        bucket = s3.new_bucket()
        names = ("endpoint", "bucket", "access_key_id", "secret_access_key")
        lines = (f"{one} = {json.dumps(getattr(bucket, one))}\n" for one in names)
        store_file(folder).write_text("".join(lines))
        option = ("--recording-store", str(store_file(folder)))
        with seeded_server(folder / "server", None, *option) as server:
            yield server


def store_file(folder: Path) -> Path:
    return folder / "recordings.toml"


def sent(server: RunningCityServer, folder: Path, options: argparse.Namespace) -> Figures:
    """Send all of it, then let it go."""
    clock = SystemClock()
    store = open_store(folder / "room", STORE_KEY, clock, reserve_bytes=RESERVE_BYTES)
    root = folder / "room" / "recordings"
    size_bytes = write_recording(root / SESSION, RoomIdentity(memory=store.memory), options.mib)
    token, receipts = server.enrol(COMMUNE), Receipts(memory=store.memory)
    with TornLine(server.port).running() as line:
        line.bytes_per_s = options.mbps * 1e6 / 8
        address = CityAddress(base_url=f"http://127.0.0.1:{line.port}")
        api = HttpCityApi(address=address, clock=clock)
        uploads = RecordingUploads(
            api=api.recordings,
            roots=(root,),
            receipts=receipts,
            hours=RecordingHours(hours=None, memory=store.memory, clock=clock),
            clock=clock,
            room_token=lambda: token,
            is_over=lambda _session_id: True,
            has_key=lambda _session_id: True,
            purge=RecordingPurge(
                api=api.recordings,
                receipts=receipts,
                memory=store.memory,
                clock=clock,
                after_days=0,
            ),
        )
        began_s = time.monotonic()
        with (
            dropping(line, options.drop_s) as drops,
            calling(uploads, line, options.call_s) as in_calls,
        ):
            run(uploads, lambda: receipts.recall(SessionId(SESSION)) is not None)
        took_s, sent_bytes = time.monotonic() - began_s, line.sent_bytes
        # a line that drops while the room asks again puts that off by a day
        run(uploads, lambda: not list(root.rglob("*.rrec")))
    left = list(root.rglob("*.rrec"))
    store.close()
    return {
        "receipt_s": round(took_s, 1),
        "drops": len(drops),
        "calls": len(in_calls),
        "sent_in_calls_bytes": sum(in_calls),
        "sent_twice": round(sent_bytes / size_bytes - 1, 4),
        "is_whole": is_whole_at(server, folder),
        "is_let_go": not left,
        "let_go_after_s": round(time.monotonic() - began_s, 1),
    }


def run(uploads: RecordingUploads, is_done: Callable[[], bool]) -> None:
    """One step after another, as the desk's loop does while nothing else waits."""
    until_s = time.monotonic() + LIMIT_S
    while not is_done() and time.monotonic() < until_s:
        uploads.look()
        due_s = uploads.due_at_s()
        now_s = time.monotonic()
        if due_s is None or due_s > now_s:
            time.sleep(min(AGAIN_S, AGAIN_S if due_s is None else due_s - now_s))
            continue
        try:
            uploads.move()
        except (Offline, TimedOut):
            time.sleep(AGAIN_S)


@contextmanager
def dropping(line: TornLine, every_s: float) -> Iterator[list[float]]:
    """When the line dropped."""
    drops: list[float] = []
    stop = threading.Event()

    def drop() -> None:
        while not stop.wait(every_s):
            line.drop()
            drops.append(time.monotonic())

    thread = threading.Thread(target=drop, name="drops")
    thread.start()
    try:
        yield drops
    finally:
        stop.set()
        thread.join()


@contextmanager
def calling(uploads: RecordingUploads, line: TornLine, call_s: float) -> Iterator[list[int]]:
    """What went through the line in each call, but for the block that it found on its way."""
    sent: list[int] = []
    stop = threading.Event()

    def call() -> None:
        while not stop.wait(2 * call_s):
            uploads.spare(is_calling=True)
            stop.wait(UNDER_WAY_S)
            before = line.sent_bytes
            stop.wait(call_s)
            sent.append(line.sent_bytes - before)
            uploads.spare(is_calling=False)

    thread = threading.Thread(target=call, name="calls")
    if call_s:
        thread.start()
    try:
        yield sent
    finally:
        stop.set()
        if call_s:
            thread.join()


def write_recording(folder: Path, signer: RoomIdentity, mib: int) -> int:
    """Sealed. Returns its size in bytes."""
    count, before = max(1, mib // PART_MIB), ""
    for number in range(1, count + 1):
        head: PartHead = a_head(number, before, session_id=SessionId(SESSION), site_id=COMMUNE)
        end = PartEnd.CLOSED if number == count else PartEnd.LENGTH
        plain = os.urandom(min(mib, PART_MIB) * MIB // PIECES)
        before = write_part(folder, head, seconds=PIECES, plain=plain, end=end)
    if not seal_recording(folder, signer, key=KEY):
        raise AssertionError("a recording that was closed gets its seal")
    return sum(path.stat().st_size for path in folder.iterdir())


def is_whole_at(server: RunningCityServer, folder: Path) -> bool:
    """After the city has read every byte again."""
    told = store_file(folder)
    config = CityServerConfig(
        folder=server.folder / "city",
        recording_store=read_recording_store(told) if told.exists() else None,
    )
    with server.administration() as database:
        check_recordings(database, config, SESSION)
        (one,) = list_recordings(database, config, SESSION)
    return one.is_whole and not one.damaged


if __name__ == "__main__":
    raise SystemExit(main())
