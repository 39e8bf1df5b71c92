"""Who may join the desk's pipe: the child with the key, and nobody else."""

import contextlib
import json
import os
import threading
from collections.abc import Callable, Iterator
from multiprocessing.connection import Client
from pathlib import Path
from typing import Any

import pytest

from desktop.media.pipe import joining
from desktop.media.pipe.commands import ListDevices
from desktop.media.pipe.events import Heartbeat
from desktop.media.pipe.joining import NotJoined, PipeDoor, join

pytestmark = pytest.mark.unit

LIMIT_S = 10.0


@pytest.fixture
def door() -> Iterator[PipeDoor]:
    with PipeDoor() as door:
        yield door


@contextlib.contextmanager
def beside(work: Callable[[], object]) -> Iterator[None]:
    """On a thread of its own; whatever it finds out is its own affair."""

    def quietly() -> None:
        with contextlib.suppress(Exception):
            work()

    thread = threading.Thread(target=quietly)
    thread.start()
    yield
    thread.join(LIMIT_S)
    assert not thread.is_alive()


def told(door: PipeDoor) -> dict[str, Any]:
    hand_over = json.loads(door.hand_over)
    assert isinstance(hand_over, dict)
    return hand_over


def test_the_child_with_the_hand_over_joins(door: PipeDoor) -> None:
    def engine() -> None:
        end = join(door.hand_over)
        assert end is not None
        with contextlib.closing(end):
            end.say(Heartbeat())
            end.hear(LIMIT_S)

    with beside(engine), contextlib.closing(door.accept(os.getpid())) as desk:
        assert desk.hear(LIMIT_S) == Heartbeat()
        desk.say(ListDevices())


def test_another_process_with_the_key_is_turned_away(door: PipeDoor) -> None:
    with beside(lambda: join(door.hand_over)), pytest.raises(NotJoined):
        door.accept(os.getpid() + 1)


def test_where_the_kernel_does_not_say_who_came_the_key_decides(
    door: PipeDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(joining, "_peer_pid", lambda _: None)
    with beside(lambda: join(door.hand_over)):
        door.accept(os.getpid() + 1).close()


@pytest.mark.parametrize("key", [b"guess", None], ids=["a guess", "none at all"])
def test_who_does_not_have_the_key_is_turned_away(door: PipeDoor, key: bytes | None) -> None:
    def stranger() -> None:
        Client(told(door)["address"], authkey=key).close()

    with beside(stranger), pytest.raises(NotJoined):
        door.accept(os.getpid())


def test_a_knock_ends_the_waiting(door: PipeDoor) -> None:
    with beside(door.knock), pytest.raises(NotJoined):
        door.accept(os.getpid())


def test_a_door_that_is_not_open_lets_nobody_in() -> None:
    door = PipeDoor()
    with pytest.raises(NotJoined):
        door.accept(os.getpid())
    with door:
        hand_over, address = door.hand_over, told(door)["address"]
        assert len(bytes.fromhex(told(door)["key"])) == joining.KEY_BYTES
    assert join(hand_over) is None
    door.knock()
    assert not Path(address).parent.exists()


def test_each_door_has_a_key_and_an_address_of_its_own() -> None:
    with PipeDoor() as one, PipeDoor() as other:
        assert told(one)["key"] != told(other)["key"]
        assert told(one)["address"] != told(other)["address"]


@pytest.mark.parametrize(
    "line",
    [
        "",
        "nonsense",
        "[]",
        "{}",
        '{"address": "/nowhere", "key": "zz"}',
        '{"address": "/nowhere", "key": "00"}',
        '{"address": "/nowhere", "key": 7}',
        "[" * 4_000,
    ],
)
def test_a_line_that_is_no_hand_over_joins_nothing(line: str) -> None:
    assert join(line + "\n") is None
