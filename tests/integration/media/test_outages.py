"""The line between two rooms is cut, and comes back: so do picture and sound, by themselves."""

import os
import signal
import time
from collections.abc import Callable

import pytest

from desktop.domain.media.call import MediaEngine, PeerState
from tests.fakes.fake_media_room import MediaRelay, MediaRoom, engine_options, wait_until
from tests.patience import PATIENCE_S
from tests.rigs.line.cut_line import CutLine
from tests.rigs.line.two_rooms_on_a_line import TwoRooms, churn

pytestmark = [pytest.mark.integration, pytest.mark.light]

MakeRoom = Callable[..., MediaRoom]
BY_ITSELF_S = 20.0
"""Three seconds on an idle PC: `make soak` holds that.

Here it must come before the timer of 30 s after which a line is given up (RFC 7675, section 5.1).
"""

MOST_ROUNDS = 16
IPV6_MIN_MTU = 1_280
IPV6_AND_UDP_BYTES = 48


@pytest.fixture(params=[MediaEngine.AIORTC, MediaEngine.LIBWEBRTC], ids=str)
def scene(request: pytest.FixtureRequest, make_room: MakeRoom, line: CutLine) -> TwoRooms:
    left, right = (
        make_room(name, engine_options(name, media_engine=request.param))
        for name in ("left", "right")
    )
    scene = TwoRooms(left=left, right=right, relay=MediaRelay(), line=line)
    scene.meet()
    return scene


@pytest.mark.parametrize("with_channel", [False, True], ids=["media-only", "channel-too"])
def test_eight_seconds_without_a_line(scene: TwoRooms, *, with_channel: bool) -> None:
    back_s = scene.lose(8.0, with_channel=with_channel)
    print({"outage_s": 8, "with_channel": with_channel, "back_s": round(back_s, 2)})
    assert back_s <= BY_ITSELF_S
    states = [state for site, state in scene.left.states if site == scene.right.site_id]
    assert states[-3:] == [PeerState.CONNECTED, PeerState.RECONNECTING, PeerState.CONNECTED]


def test_new_addresses_on_one_side_are_found_without_anybody_doing_anything(
    scene: TwoRooms,
) -> None:
    scene.line.change_addresses()
    changed_s = time.monotonic()
    back_s = scene.wait_for_media(changed_s + 2.0, "picture and sound again", PATIENCE_S)
    print({"address_change_back_s": round(back_s, 2)})
    assert back_s <= BY_ITSELF_S
    words = [room.code_words[scene.other(room).site_id] for room in scene.rooms]
    assert len({one for told in words for one in told}) == 1  # nobody has to compare them again


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGABRT], ids=["kill", "native-abort"])
def test_an_engine_that_dies_is_replaced_and_called_again(
    scene: TwoRooms, how: signal.Signals
) -> None:
    pid = scene.left.client.engine_pid
    assert pid is not None
    for room in scene.rooms:
        room.first_media.clear()
    died_s = time.monotonic()
    os.kill(pid, how)
    wait_until(lambda: not scene.left.is_up.is_set(), "noticed")
    scene.wait_for_media(died_s + 0.5, "picture and sound again", PATIENCE_S)
    back_s = time.monotonic() - died_s
    print({"engine_death": how.name, "back_s": round(back_s, 2)})
    assert back_s <= BY_ITSELF_S


def test_no_packet_is_larger_than_what_every_ip_network_carries(scene: TwoRooms) -> None:
    time.sleep(2.0)  # large pictures are on their way
    print({"largest_bytes": scene.line.largest_bytes})
    assert 500 < scene.line.largest_bytes <= IPV6_MIN_MTU - IPV6_AND_UDP_BYTES


def test_both_rooms_read_the_same_four_words(scene: TwoRooms) -> None:
    def have_both() -> bool:
        return all(room.code_words.get(scene.other(room).site_id) for room in scene.rooms)

    wait_until(have_both, "the words of both")
    words = [room.code_words[scene.other(room).site_id][-1] for room in scene.rooms]
    assert words[0] == words[1]
    assert len(words[0]) == 4


def test_joining_and_leaving_again_and_again_leaves_nothing_open(scene: TwoRooms) -> None:
    """A few times here; `python -m tests.soak.line churn` does it three hundred times."""
    counts = [churn(scene) for _ in range(8)]
    # What is closing while it is counted makes a count smaller, now and then.
    most = [max(room) + 2 for room in zip(*counts[:4], strict=True)]

    def is_within() -> bool:
        return all(last <= limit for last, limit in zip(counts[-1], most, strict=True))

    while not is_within() and len(counts) < MOST_ROUNDS:  # a busy PC closes slowly; a leak grows
        counts.append(churn(scene))
    print({"threads_and_sockets": counts})
    assert is_within()
