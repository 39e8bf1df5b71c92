"""loopback_only: a call works where 127.0.0.1 is all the network, and uses nothing else."""

import os
import subprocess
import sys
from collections.abc import Callable

import psutil
import pytest

from desktop.domain.media.call import MediaEngine
from tests.fakes.fake_media_room import (
    BOTH_ENGINES,
    MediaRelay,
    MediaRoom,
    engine_options,
    start_together,
    wait_until,
)
from tests.paths import ROOT
from tests.patience import PATIENCE_S

pytestmark = [pytest.mark.integration, pytest.mark.light]

MakeRoom = Callable[..., MediaRoom]
SCENE = """
import sys
from desktop.domain.media.call import MediaEngine
from tests.fakes.fake_media_room import MediaRelay, MediaRoom, engine_options
from tests.fakes.fake_media_room import start_together, wait_until

options = {"media_engine": MediaEngine(sys.argv[1])}
rooms = [MediaRoom(name, engine_options(name, **options)) for name in ("left", "right")]
relay = MediaRelay()
try:
    start_together(*rooms)
    for room in rooms:
        relay.join(room)
    for room in rooms:
        wait_until(lambda: len(room.first_media) == 2, "picture and sound")
finally:
    for room in rooms:
        room.stop()
print("met")
"""


@BOTH_ENGINES
def test_two_rooms_meet_where_only_loopback_exists(media_engine: MediaEngine) -> None:
    as_root = ("--map-root-user",) if os.geteuid() != 0 else ()
    command = (
        "unshare",
        *(("--user", *as_root) if as_root else ()),
        "--net",
        "sh",
        "-c",
        f'ip link set lo up && exec "{sys.executable}" -c "$0" {media_engine}',
        SCENE,
    )
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE_S, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert "met" in done.stdout


def test_aiortc_opens_sockets_on_loopback_only(make_room: MakeRoom) -> None:
    """libwebrtc opens them everywhere and uses loopback's: see test_no_packet_leaves.py."""
    left, right = (
        make_room(name, engine_options(name, media_engine=MediaEngine.AIORTC))
        for name in ("left", "right")
    )
    relay = MediaRelay()
    start_together(left, right)
    for room in (left, right):
        relay.join(room)
    for room in (left, right):
        wait_until(lambda room=room: len(room.first_media) == 2, "picture and sound")  # type: ignore[misc]
    addresses = set()
    for room in (left, right):
        process = psutil.Process(room.client.engine_pid)
        for connection in process.net_connections("inet"):
            addresses.add(connection.laddr.ip)
            if connection.raddr:
                addresses.add(connection.raddr.ip)
    assert addresses == {"127.0.0.1"}


@BOTH_ENGINES
def test_without_loopback_only_the_engine_meets_on_the_pcs_own_addresses(
    make_room: MakeRoom, media_engine: MediaEngine
) -> None:
    left, right = (
        make_room(name, engine_options(name, loopback_only=False, media_engine=media_engine))
        for name in ("left", "right")
    )
    start_together(left, right)
    relay = MediaRelay()
    relay.join(left)
    process = psutil.Process(left.client.engine_pid)
    has_network = any(
        address.address != "127.0.0.1"
        for entries in psutil.net_if_addrs().values()
        for address in entries
        if address.family.name == "AF_INET"
    )
    relay.join(right)
    if has_network:
        wait_until(lambda: len(left.first_media) == 2, "picture and sound")
    addresses = {connection.laddr.ip for connection in process.net_connections("inet")}
    assert "127.0.0.1" not in addresses
