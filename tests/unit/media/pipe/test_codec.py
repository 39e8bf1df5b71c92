"""Messages as bytes: whole or refused, by their types alone."""

import pickle
import struct
import tracemalloc
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, IntEnum, StrEnum
from functools import reduce
from operator import or_
from pathlib import Path
from typing import Any, NewType

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.media.pipe.codec import MAX_MESSAGE_BYTES, MessageTable
from desktop.media.pipe.parts import MAX_ITEMS, MAX_TEXT_CHARS, BrokenMessage, Fault
from tests.samples.typed_values import values

pytestmark = pytest.mark.unit

Name = NewType("Name", str)


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class Place(Enum):
    HERE = 1
    THERE = (2, 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    centre: Point
    radius: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Everything:
    text: str
    name: Name
    whole: int
    number: float
    flag: bool
    raw: bytes
    path: Path
    colour: Colour
    place: Place
    maybe: Name | None
    points: tuple[Point, ...]
    pair: tuple[Name, float | None]
    colours: frozenset[Colour]
    sizes: Mapping[Name, tuple[int, ...]]
    shape: Point | Circle
    no_shape: Circle | Point | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Empty:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Positive:
    value: int

    def __post_init__(self) -> None:
        if self.value <= 0:
            raise ValueError(self.value)


TABLE: MessageTable[Any] = MessageTable(Everything | Empty | Positive)


def table_of(form: Any, **limits: int) -> tuple[MessageTable[Any], Callable[..., Any]]:
    """A table of one message with one field of this type."""
    one: Any = dataclass(frozen=True)(type("One", (), {"__annotations__": {"value": form}}))
    long_texts = {(one, name): most for name, most in limits.items()}
    return MessageTable(one | Empty, long_texts=long_texts), one


def fault_of(work: Callable[[], object]) -> Fault:
    with pytest.raises(BrokenMessage) as caught:
        work()
    assert str(caught.value) == caught.value.fault.value
    return caught.value.fault


@given(values(Everything))
def test_a_message_comes_out_as_it_went_in(message: Everything) -> None:
    arrived = TABLE.decode(TABLE.encode(message))
    assert arrived == message
    assert type(arrived) is Everything


def test_what_counts_as_a_number_arrives_as_one() -> None:
    table, one = table_of(tuple[float, int, bool])
    arrived = table.decode(table.encode(one((np.float32(0.5), np.int64(7), np.True_)))).value
    assert arrived == (0.5, 7, True)
    assert [type(value) for value in arrived] == [float, int, bool]


def test_an_enum_of_text_may_be_said_by_its_text() -> None:
    table, one = table_of(Colour)
    assert table.decode(table.encode(one("blue"))) == one(Colour.BLUE)


@pytest.mark.parametrize(
    ("form", "value", "fault"),
    [
        (str, 1, Fault.WRONG_TYPE),
        (str, "x" * (MAX_TEXT_CHARS + 1), Fault.TOO_LONG),
        (str, "\ud800", Fault.NOT_TEXT),
        (bytes, "x", Fault.WRONG_TYPE),
        (bytes, bytes(MAX_MESSAGE_BYTES + 1), Fault.TOO_LONG),
        (bytes, bytes(MAX_MESSAGE_BYTES), Fault.TOO_LONG),
        (Path, "x", Fault.WRONG_TYPE),
        (Path, Path("x" * (4 * MAX_TEXT_CHARS + 1)), Fault.TOO_LONG),
        (int, 1.5, Fault.WRONG_TYPE),
        (int, 2**63, Fault.WRONG_TYPE),
        (int, "1", Fault.WRONG_TYPE),
        (float, "1", Fault.WRONG_TYPE),
        (float, float("nan"), Fault.NOT_FINITE),
        (float, float("-inf"), Fault.NOT_FINITE),
        (float, 10**400, Fault.WRONG_TYPE),
        (bool, "yes", Fault.WRONG_TYPE),
        (bool, None, Fault.WRONG_TYPE),
        (Colour, "green", Fault.WRONG_TYPE),
        (Colour, [], Fault.WRONG_TYPE),
        (Point, Circle(centre=Point(x=0.0, y=0.0), radius=1.0), Fault.WRONG_TYPE),
        (Point, None, Fault.WRONG_TYPE),
        (Point | Circle, Empty(), Fault.UNKNOWN_KIND),
        (tuple[int, ...], "12", Fault.WRONG_TYPE),
        (tuple[int, ...], 1, Fault.WRONG_TYPE),
        (tuple[int, ...], (0,) * (MAX_ITEMS + 1), Fault.TOO_LONG),
        (tuple[int, int], (1,), Fault.WRONG_TYPE),
        (tuple[int, int], [1, 2], Fault.WRONG_TYPE),
        (frozenset[int], (1,), Fault.WRONG_TYPE),
        (frozenset[int], frozenset(range(MAX_ITEMS + 1)), Fault.TOO_LONG),
        (Mapping[int, int], ((1, 2),), Fault.WRONG_TYPE),
        (Mapping[int, int], dict.fromkeys(range(MAX_ITEMS + 1), 0), Fault.TOO_LONG),
    ],
)
def test_what_cannot_be_said_is_not_said(form: object, value: object, fault: Fault) -> None:
    table, one = table_of(form)
    assert fault_of(lambda: table.encode(one(value))) is fault


def test_who_is_not_of_the_table_is_not_said() -> None:
    for stranger in (Point(x=0.0, y=0.0), None, "Empty", Empty):
        assert fault_of(lambda stranger=stranger: TABLE.encode(stranger)) is Fault.UNKNOWN_KIND  # type: ignore[misc]


def test_a_text_may_be_longer_where_the_table_says_so() -> None:
    table, one = table_of(str, value=2 * MAX_TEXT_CHARS)
    long = one("ế" * (2 * MAX_TEXT_CHARS))
    assert table.decode(table.encode(long)) == long
    assert fault_of(lambda: table.encode(one(long.value + "x"))) is Fault.TOO_LONG


# ---- what is read -------------------------------------------------------------------------------


def sized(data: bytes, size: int | None = None) -> bytes:
    return struct.pack(">I", len(data) if size is None else size) + data


def counted(*items: bytes, count: int | None = None) -> bytes:
    return struct.pack(">H", len(items) if count is None else count) + b"".join(items)


@pytest.mark.parametrize(
    ("form", "data", "fault"),
    [
        (str, sized(b"ab", 3), Fault.CUT_OFF),
        (str, b"\0\0\0", Fault.CUT_OFF),
        (str, sized(b"ab", 2**32 - 1), Fault.TOO_LONG),
        (str, sized(b"x" * (MAX_TEXT_CHARS + 1)), Fault.TOO_LONG),
        (str, sized(b"\xff"), Fault.NOT_TEXT),
        (str, sized(b"\xed\xa0\x80"), Fault.NOT_TEXT),  # a lone surrogate
        (str, sized(b"\xc0\x80"), Fault.NOT_TEXT),  # an overlong NUL
        (str, sized(b"ab") + b"c", Fault.LEFT_OVER),
        (bytes, sized(b"", MAX_MESSAGE_BYTES + 1), Fault.TOO_LONG),
        (Path, sized(b"", 4 * MAX_TEXT_CHARS + 1), Fault.TOO_LONG),
        (int, bytes(7), Fault.CUT_OFF),
        (float, bytes(7), Fault.CUT_OFF),
        (float, struct.pack(">d", float("nan")), Fault.NOT_FINITE),
        (float, struct.pack(">d", float("inf")), Fault.NOT_FINITE),
        (bool, b"", Fault.CUT_OFF),
        (bool, b"\2", Fault.NO_SUCH_VALUE),
        (Colour, b"\2", Fault.NO_SUCH_VALUE),
        (int | None, b"\2", Fault.NO_SUCH_VALUE),
        (int | None, b"\1", Fault.CUT_OFF),
        (Point | Circle, b"\2", Fault.UNKNOWN_KIND),
        (Positive, struct.pack(">q", -1), Fault.NO_SUCH_VALUE),
        (tuple[bool, ...], counted(b"\0", count=2), Fault.CUT_OFF),
        (tuple[bool, ...], counted(count=MAX_ITEMS + 1), Fault.TOO_LONG),
        (tuple[bool, bool], b"\0", Fault.CUT_OFF),
        (frozenset[bool], counted(b"\0", b"\0"), Fault.OUT_OF_ORDER),
        (frozenset[bool], counted(b"\1", b"\0"), Fault.OUT_OF_ORDER),
        (frozenset[bool], counted(count=MAX_ITEMS + 1), Fault.TOO_LONG),
        (Mapping[bool, bool], counted(b"\1\0", b"\0\0"), Fault.OUT_OF_ORDER),
        (Mapping[bool, bool], counted(count=MAX_ITEMS + 1), Fault.TOO_LONG),
    ],
)
def test_bytes_that_are_no_value_are_refused(form: object, data: bytes, fault: Fault) -> None:
    table, _ = table_of(form)
    assert fault_of(lambda: table.decode(b"\0" + data)) is fault


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", Fault.CUT_OFF),
        (b"\3", Fault.UNKNOWN_KIND),
        (b"\1\0", Fault.LEFT_OVER),
        (bytes(MAX_MESSAGE_BYTES + 1), Fault.TOO_LONG),
        (pickle.dumps(Empty()), Fault.UNKNOWN_KIND),
        (b"[" * 100_000, Fault.UNKNOWN_KIND),
        (b'{"type": "Empty"}', Fault.UNKNOWN_KIND),
    ],
    ids=["nothing", "unknown", "left over", "too long", "pickle", "deep", "JSON"],
)
def test_bytes_that_are_no_message_are_refused(data: bytes, fault: Fault) -> None:
    assert fault_of(lambda: TABLE.decode(data)) is fault


@given(values(Everything), st.data())
def test_a_message_without_its_end_or_with_more_is_refused(
    message: Everything, data: st.DataObject
) -> None:
    whole = TABLE.encode(message)
    cut = data.draw(st.integers(0, len(whole) - 1))
    assert fault_of(lambda: TABLE.decode(whole[:cut])) is Fault.CUT_OFF
    more = data.draw(st.binary(min_size=1))
    assert fault_of(lambda: TABLE.decode(whole + more)) is Fault.LEFT_OVER


@given(st.integers(0, 3), st.binary(max_size=2_000))
@example(0, b"\xff" * 2_000)
def test_any_bytes_are_a_message_or_refused(place: int, rest: bytes) -> None:
    try:
        message = TABLE.decode(bytes((place,)) + rest)
    except BrokenMessage:
        return
    assert type(message) in {Everything, Empty, Positive}


@given(values(Everything), st.data())
def test_a_value_has_one_way_to_be_written(message: Everything, data: st.DataObject) -> None:
    """So nothing can hide in a message; but for a path, which has several spellings."""
    changed = bytearray(TABLE.encode(message))
    at = data.draw(st.integers(0, len(changed) - 1))
    changed[at] ^= data.draw(st.integers(1, 255))
    try:
        arrived = TABLE.decode(bytes(changed))
    except BrokenMessage:
        return
    assert arrived.path != message.path or TABLE.encode(arrived) == bytes(changed)


def test_what_a_message_claims_takes_no_memory() -> None:
    table, _ = table_of(tuple[tuple[str, ...], ...])
    claims = [
        b"\0" + counted(sized(b"", 2**32 - 1), count=MAX_ITEMS),
        b"\0" + counted(*[counted(*[sized(b"")] * MAX_ITEMS)] * MAX_ITEMS)[: MAX_MESSAGE_BYTES - 1],
    ]
    tracemalloc.start()
    try:
        for claim in claims:
            tracemalloc.reset_peak()
            before, _ = tracemalloc.get_traced_memory()
            fault_of(lambda claim=claim: table.decode(claim))  # type: ignore[misc]
            _, peak = tracemalloc.get_traced_memory()
            assert peak - before < 16 * MAX_MESSAGE_BYTES
    finally:
        tracemalloc.stop()


# ---- tables -------------------------------------------------------------------------------------


@dataclass(kw_only=True)
class Changeable:
    value: int


@dataclass(frozen=True, kw_only=True)
class Family:
    children: tuple["Family", ...]


TooMany = IntEnum("TooMany", [f"M{at}" for at in range(257)])  # type: ignore[misc]


@pytest.mark.parametrize(
    "form",
    [
        object,
        Any,
        list[int],
        dict[str, int],
        set[int],
        complex,
        int | str,
        int | Point,
        Changeable,
        Family,
        TooMany,
        type(None),
        Callable[[], None],
    ],
)
def test_a_message_whose_field_has_no_part_makes_no_table(form: object) -> None:
    with pytest.raises(TypeError):
        table_of(form)


@pytest.mark.parametrize("union", [Empty | int, Empty | Changeable, Empty | Colour, Empty | None])
def test_a_union_with_what_is_no_message_makes_no_table(union: object) -> None:
    with pytest.raises(TypeError):
        MessageTable(union)


def test_a_table_has_as_many_kinds_as_a_byte_can_tell() -> None:
    kinds: list[Any] = [dataclass(frozen=True)(type(f"Kind{at}", (), {})) for at in range(257)]
    assert MessageTable(reduce(or_, kinds[:256])).encode(kinds[255]()) == b"\xff"
    with pytest.raises(TypeError):
        MessageTable(reduce(or_, kinds))
