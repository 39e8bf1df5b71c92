"""The lines of a rehearsal carry everything, nothing while they are cut, and everything again."""

import json
import socket
from collections.abc import Iterator

import pytest

from desktop.app.rehearsal.script.city_line import HOST, CityLine
from desktop.app.rehearsal.script.lines import Lines
from desktop.app.rehearsal.script.media_line import MediaLine
from desktop.domain.ids import SiteId
from desktop.domain.media.events import SignalReceived
from tests.patience import PATIENCE_S, wait_until

pytestmark = pytest.mark.integration


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server((HOST, 0)) as one:
        one.settimeout(PATIENCE_S)
        yield one


@pytest.fixture
def line(listener: socket.socket) -> Iterator[CityLine]:
    one = CityLine(listener.getsockname()[1])
    one.start()
    yield one
    one.stop()


def dial(line: CityLine) -> socket.socket:
    return socket.create_connection((HOST, line.port), PATIENCE_S)


def test_bytes_go_both_ways_and_an_end_is_passed_on(
    line: CityLine, listener: socket.socket
) -> None:
    with dial(line) as near:
        far, _ = listener.accept()
        with far:
            far.settimeout(PATIENCE_S)
            near.sendall(b"asked")
            assert far.recv(16) == b"asked"
            far.sendall(b"answered")
            assert near.recv(16) == b"answered"
        assert near.recv(16) == b""


def test_a_cut_resets_what_is_open_and_takes_nothing_new_until_it_is_mended(
    line: CityLine, listener: socket.socket
) -> None:
    with dial(line) as near:
        far, _ = listener.accept()
        with far:
            far.settimeout(PATIENCE_S)
            near.sendall(b"asked")
            assert far.recv(16) == b"asked"
            line.cut()
            assert has_ended(near)
            assert has_ended(far)
    with dial(line) as refused:
        assert has_ended(refused)
    line.mend()
    with dial(line) as near:
        near.sendall(b"again")
        far, _ = listener.accept()
        with far:
            far.settimeout(PATIENCE_S)
            assert far.recv(16) == b"again"


def has_ended(connection: socket.socket) -> bool:
    try:
        return connection.recv(16) == b""
    except ConnectionError:
        return True


def test_packets_of_picture_and_sound_pass_by_addresses_of_the_line_alone() -> None:
    line = MediaLine()
    line.start()
    try:
        with packet_socket() as left, packet_socket() as right:
            to_right = bent_port(line, right, SiteId("right"))
            to_left = bent_port(line, left, SiteId("left"))
            left.sendto(b"there", (HOST, to_right))
            assert right.recvfrom(64) == (b"there", (HOST, to_left))
            right.sendto(b"back", (HOST, to_left))
            assert left.recvfrom(64) == (b"back", (HOST, to_right))
            wait_until(lambda: line.carried == 2)  # counted once it was handed on
            assert [line.arrived(SiteId(one)) for one in ("left", "right", "nobody")] == [1, 1, 0]
    finally:
        line.stop()


def test_packets_sent_while_it_is_cut_never_come() -> None:
    line = MediaLine()
    with packet_socket() as left, packet_socket() as right:
        to_right = bent_port(line, right)
        bent_port(line, left)
        line.cut()
        left.sendto(b"lost", (HOST, to_right))
        carry(line)
        line.mend()
        left.sendto(b"there", (HOST, to_right))
        carry(line)
        assert right.recvfrom(64)[0] == b"there"
        assert line.carried == 1
        line.stop()


def test_a_site_that_is_cut_off_is_heard_by_nobody_and_hears_the_others() -> None:
    line = MediaLine()
    with packet_socket() as left, packet_socket() as right:
        to_right = bent_port(line, right, SiteId("right"))
        to_left = bent_port(line, left, SiteId("left"))
        line.cut_from(SiteId("left"))
        left.sendto(b"lost", (HOST, to_right))
        carry(line)
        right.sendto(b"there", (HOST, to_left))
        carry(line)
        assert left.recvfrom(64)[0] == b"there"
        line.mend()
        left.sendto(b"again", (HOST, to_right))
        carry(line)
        assert right.recvfrom(64)[0] == b"again"
        assert line.carried == 2
        line.stop()


def carry(line: MediaLine) -> None:
    """One turn of its thread."""
    for key, _ in line._selector.select(PATIENCE_S):
        line._carry(key.fileobj, key.data)  # type: ignore[arg-type]


def packet_socket() -> socket.socket:
    one = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    one.bind((HOST, 0))
    one.settimeout(PATIENCE_S)
    return one


def bent_port(line: MediaLine, own: socket.socket, site_id: SiteId | None = None) -> int:
    """The port that the other end is told in place of this one."""
    candidate = f"a=candidate:1 1 udp 2130706431 {HOST} {own.getsockname()[1]} typ host"
    offer = json.dumps({"kind": "offer", "sdp": candidate})
    bent = json.loads(line.bend(offer, site_id))
    return int(bent["sdp"].split()[5])


def test_a_desk_hears_of_other_engines_by_addresses_of_the_line(listener: socket.socket) -> None:
    lines = Lines(listener.getsockname()[1])
    lines.start()
    try:
        heard: list[object] = []
        router = lines.router()
        router.add(heard.append)
        payload = json.dumps({"sdp": f"a=candidate:1 1 udp 1 {HOST} 4000 typ host"})
        told = SignalReceived(site_id=SiteId("hq"), untrusted_payload=payload)
        router.emit(told)
        (event,) = heard
        assert isinstance(event, SignalReceived)
        assert event.site_id == "hq"
        assert " 4000 " not in event.untrusted_payload
        assert lines.base_url.startswith(f"http://{HOST}:")
    finally:
        lines.stop()
