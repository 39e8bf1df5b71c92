"""Every message of the pipe has its bytes, and who changes them raises the version."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from types import UnionType
from typing import Any, NewType, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.ids import SiteId
from desktop.domain.media.events import SignalProduced
from desktop.media.pipe.codec import MAX_MESSAGE_BYTES, MessageTable
from desktop.media.pipe.commands import Command, DeliverSignal, EngineStart
from desktop.media.pipe.events import MESSAGES_VERSION, EngineEvent
from desktop.media.pipe.parts import BrokenMessage, Fault
from desktop.media.pipe.tables import COMMANDS, EVENTS, MAX_SIGNAL_CHARS
from tests.samples.typed_values import values

pytestmark = pytest.mark.unit

LAYOUTS = {18: "d7f7cf977848e942a0875642787bebc17a4af4c9ead0ac78fef86c0cd69a360b"}
"""SHA-256 of each version's layout. A test that fails here says: raise MESSAGES_VERSION, and note
the new layout under it."""

SAID: tuple[type, ...] = (EngineStart, *get_args(Command))
TOLD: tuple[type, ...] = get_args(EngineEvent)
ALL: list[tuple[MessageTable[Any], type]] = [
    *((COMMANDS, kind) for kind in SAID),
    *((EVENTS, kind) for kind in TOLD),
]
EACH = pytest.mark.parametrize(("table", "kind"), ALL, ids=[kind.__name__ for _, kind in ALL])


@EACH
@given(st.data())
def test_every_message_comes_out_as_it_went_in(
    table: MessageTable[Any], kind: type, data: st.DataObject
) -> None:
    message = data.draw(values(kind))
    arrived = table.decode(table.encode(message))
    assert arrived == message
    assert type(arrived) is kind


BOTH = pytest.mark.parametrize(
    ("table", "kinds"), [(COMMANDS, SAID), (EVENTS, TOLD)], ids=["commands", "events"]
)


@BOTH
@given(st.data())
def test_a_message_that_was_changed_on_its_way_is_another_or_refused(
    table: MessageTable[Any], kinds: tuple[type, ...], data: st.DataObject
) -> None:
    kind = data.draw(st.sampled_from(kinds))
    changed = bytearray(table.encode(data.draw(values(kind))))
    at = data.draw(st.integers(0, len(changed) - 1))
    changed[at:] = data.draw(st.binary(max_size=2 * len(changed)))
    try:
        arrived = table.decode(bytes(changed))
    except BrokenMessage:
        return
    assert type(arrived) in kinds


@BOTH
@given(untrusted=st.binary(max_size=4_000))
def test_any_bytes_are_a_message_or_refused(
    table: MessageTable[Any], kinds: tuple[type, ...], untrusted: bytes
) -> None:
    try:
        arrived = table.decode(untrusted)
    except BrokenMessage:
        return
    assert type(arrived) in kinds


def test_one_direction_does_not_say_the_others_messages() -> None:
    assert not set(SAID) & set(TOLD)
    deliver = DeliverSignal(site_id=SiteId("far"), untrusted_payload="x")
    with pytest.raises(BrokenMessage) as caught:
        EVENTS.encode(deliver)  # type: ignore[arg-type]
    assert caught.value.fault is Fault.UNKNOWN_KIND


@pytest.mark.parametrize("letter", ["x", "\0", "ế", "\U0001f3e0"])
def test_the_longest_signal_has_room_in_any_letters(letter: str) -> None:
    payload = letter * MAX_SIGNAL_CHARS
    produced = SignalProduced(site_id=SiteId("far"), payload=payload)
    delivered = DeliverSignal(site_id=SiteId("far"), untrusted_payload=payload)
    assert EVENTS.decode(EVENTS.encode(produced)) == produced
    assert COMMANDS.decode(COMMANDS.encode(delivered)) == delivered
    assert len(EVENTS.encode(produced)) < MAX_MESSAGE_BYTES
    with pytest.raises(BrokenMessage):
        EVENTS.encode(SignalProduced(site_id=SiteId("far"), payload=payload + "x"))


def test_another_layout_has_another_version() -> None:
    lines = sorted({line for kind in (*SAID, *TOLD) for line in layout_of(kind)})
    order = [kind.__name__ for kind in (*SAID, *TOLD)]
    layout = hashlib.sha256("\n".join([*order, *lines]).encode()).hexdigest()
    assert {MESSAGES_VERSION: layout} == LAYOUTS


def layout_of(form: Any) -> Iterator[str]:
    """Lines that differ when the bytes of this type do."""
    if isinstance(form, NewType):
        yield from layout_of(form.__supertype__)
    elif isinstance(form, type) and issubclass(form, Enum):
        yield f"{form.__name__}: {[one.value for one in form]}"
    elif isinstance(form, type) and is_dataclass(form):
        hints: Mapping[str, Any] = get_type_hints(form)
        yield f"{form.__name__}: {[(one.name, plain(hints[one.name])) for one in fields(form)]}"
        for one in fields(form):
            yield from layout_of(hints[one.name])
    for inner in get_args(form):
        yield from layout_of(inner)


def plain(form: Any) -> str:
    """A type in words that are the same in every version of Python."""
    if isinstance(form, NewType):
        return plain(form.__supertype__)
    if get_origin(form) is None:
        return "..." if form is ... else str(form.__name__)
    inner = ",".join(plain(one) for one in get_args(form))
    is_union = get_origin(form) in {Union, UnionType}
    return f"{'union' if is_union else form.__name__}[{inner}]"
