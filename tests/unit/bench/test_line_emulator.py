"""The line between two ends."""

import select
import socket
from collections.abc import Iterator

import pytest

from tests.bench.line.candidates import redirected
from tests.bench.line.condition import Line, LineCondition
from tests.bench.line.emulator import Address, Emulator, Side, Way
from tests.fakes.fake_clock import FakeClock
from tests.patience import PATIENCE_S, wait_until

pytestmark = pytest.mark.unit

PACKET = 1_000 - 28
QUESTION = b"?" * PACKET
SDP = """v=0
m=audio 9 UDP/TLS/RTP/SAVPF 96
a=candidate:1 1 UDP 2130706431 127.0.0.1 5000 typ host generation 0
a=candidate:2 1 udp 2130706431 192.0.2.7 5001 typ host
a=candidate:4 1 udp 2130706431 fd00::2 5003 typ host
a=candidate:3 1 tcp 2130706431 127.0.0.1 9 typ host tcptype active
a=end-of-candidates
"""


def arrivals(way: Way, condition: LineCondition, count: int, every_s: float) -> list[float]:
    return [
        due_s for number in range(count) for due_s in way.due_s(PACKET, condition, number * every_s)
    ]


def test_a_rate_spaces_packets_and_its_queue_is_bounded() -> None:
    way = Way(seed="1")
    due_s = arrivals(way, LineCondition(rate=80, queue=310), 10, 0.0)
    # 1000 bytes at 80 kbit/s are 100 ms; what would wait more than 310 ms is dropped
    assert due_s == pytest.approx([0.1, 0.2, 0.3, 0.4])
    assert way.counters.overflown == 6


def test_losses_are_the_same_for_the_same_seed_and_as_many_as_asked() -> None:
    condition = LineCondition(loss=10)
    counts = [len(arrivals(Way(seed=seed), condition, 5_000, 0.001)) for seed in ("7", "7", "8")]
    assert counts[0] == counts[1] != counts[2]
    assert counts[0] == pytest.approx(4_500, rel=0.03)


def test_bursts_lose_as_many_packets_but_in_rows() -> None:
    way = Way(seed="1")
    condition = LineCondition(loss=10, burst=4)
    lost = [not way.due_s(PACKET, condition, number * 0.001) for number in range(20_000)]
    runs = sum(1 for before, now in zip([False, *lost], lost, strict=False) if now and not before)
    assert sum(lost) == pytest.approx(2_000, rel=0.15)
    assert sum(lost) / runs == pytest.approx(4, rel=0.15)


def test_a_line_that_is_cut_lets_nothing_through() -> None:
    assert arrivals(Way(seed="1"), LineCondition(loss=100), 100, 0.0) == []
    assert arrivals(Way(seed="1"), LineCondition(loss=100, burst=3), 100, 0.0) == []


def test_jitter_keeps_the_order_and_reordering_breaks_it() -> None:
    jittered = arrivals(Way(seed="1"), LineCondition(delay=20, jitter=30), 300, 0.005)
    assert jittered == sorted(jittered)
    assert min(jittered) >= 0.02
    mixed = arrivals(Way(seed="1"), LineCondition(reorder=10), 300, 0.005)
    assert mixed != sorted(mixed)


def test_packets_are_doubled_and_too_large_ones_vanish() -> None:
    assert len(arrivals(Way(seed="1"), LineCondition(duplicate=100), 10, 0.1)) == 20
    way = Way(seed="1")
    assert arrivals(way, LineCondition(mtu=999), 10, 0.1) == []
    assert way.counters.too_large == 10


def test_candidates_lead_over_the_line_and_others_are_left_out() -> None:
    asked: list[Address] = []

    def represent(address: Address) -> int:
        asked.append(address)
        return 2_000 + address[1]

    sdp = redirected(SDP, represent)
    assert asked == [("127.0.0.1", 5_000), ("192.0.2.7", 5_001)]
    assert [line for line in sdp.splitlines() if line.startswith("a=candidate")] == [
        "a=candidate:1 1 udp 2130706431 127.0.0.1 7000 typ host",
        "a=candidate:2 1 udp 2130706431 127.0.0.1 7001 typ host",
    ]
    assert "a=end-of-candidates" in sdp


def test_an_end_without_a_usable_candidate_is_refused() -> None:
    with pytest.raises(ValueError, match="v=0"):
        redirected("v=0\r\n", lambda _: 1)


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, socket.socket]]:
    made = [socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in Side]
    for one in made:
        one.bind(("127.0.0.1", 0))
        one.settimeout(PATIENCE_S)
    yield made[0], made[1]
    for one in made:
        one.close()


def test_each_end_sees_the_other_at_the_address_it_was_told(
    ends: tuple[socket.socket, socket.socket],
) -> None:
    sender, receiver = ends
    delayed, clock = LineCondition(delay=50), FakeClock()
    line = Emulator(line=Line(up=delayed), seed=1, clock=clock)
    line.start()
    try:
        sender_port = line.represent(Side.SENDER, sender.getsockname())
        receiver_port = line.represent(Side.RECEIVER, receiver.getsockname())
        assert line.represent(Side.SENDER, sender.getsockname()) == sender_port
        begun_s = clock.monotonic()
        sender.sendto(QUESTION, ("127.0.0.1", receiver_port))
        wait_until(lambda: line.counters(Side.SENDER).delivered == 1, "on its way")
        clock.advance(0.049)
        assert not select.select([receiver], [], [], 0.0)[0]
        clock.advance(0.002)
        data, source = receiver.recvfrom(2_000)
        assert (data, source) == (QUESTION, ("127.0.0.1", sender_port))
        receiver.sendto(b"answer", source)
        data, source = sender.recvfrom(100)
        assert (data, source) == (b"answer", ("127.0.0.1", receiver_port))
        line.change(Line(up=LineCondition(loss=100)))
        sender.sendto(b"lost", ("127.0.0.1", receiver_port))
        receiver.sendto(b"after", ("127.0.0.1", sender_port))
        assert sender.recvfrom(100)[0] == b"after"
        assert line.kbps_curve(Side.SENDER, begun_s - 0.2, 2) == [8, 0]
    finally:
        line.stop()
    assert line.counters(Side.SENDER).delivered == 1
