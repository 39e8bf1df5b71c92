"""How each kind of value crosses the pipe as bytes: lengths first, limits checked, no names.

Big-endian. Text: its size (4 bytes) and UTF-8. Whole number: 8 bytes. Number: 8 bytes, finite. Yes
and no, and whether there is a value: 1 byte. Choice: its place in the enum, 1 byte. Several: their
count (2 bytes), then each. Record: its fields in their order. One of several kinds of record: the
place of its kind, 1 byte, then the record. A set and the keys of a mapping are in the order of
their bytes, so that a value has one way to be written.

What is read is untrusted. The type of a field chooses its reader, never the bytes; they are
checked before a value is made of them, and call or look up nothing.
"""

import math
import os
import struct
from collections.abc import Callable, Mapping, Sequence, Set
from enum import Enum, StrEnum
from itertools import pairwise
from operator import attrgetter
from pathlib import Path
from typing import Protocol

MAX_TEXT_CHARS = 4_096
"""Of a text or a path that is nothing special."""

MAX_ITEMS = 512
"""Of a list, a set or a mapping."""

_MAX_CHAR_BYTES = 4
_PLACES = 256
_SIZE = struct.Struct(">I")
_COUNT = struct.Struct(">H")
_WHOLE = struct.Struct(">q")
_NUMBER = struct.Struct(">d")
_NOTHING, _SOMETHING = 0, 1


class Fault(StrEnum):
    """What is wrong with a message; all that is ever said of it."""

    UNKNOWN_KIND = "unknown_kind"
    CUT_OFF = "cut_off"
    LEFT_OVER = "left_over"
    TOO_LONG = "too_long"
    NOT_TEXT = "not_text"
    NOT_FINITE = "not_finite"
    NO_SUCH_VALUE = "no_such_value"
    OUT_OF_ORDER = "out_of_order"
    WRONG_TYPE = "wrong_type"


class BrokenMessage(Exception):
    """Bytes that are no message, or a message that cannot be said. Carries no content."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


class Part(Protocol):
    """One kind of value. Thread: any; it holds no state."""

    def write(self, out: bytearray, value: object) -> None:
        """Append the value. Raises: BrokenMessage, or what `struct` raises for a wrong type."""
        ...

    def read(self, data: bytes, at: int) -> tuple[object, int]:
        """The value that begins at `at`, and where it ends.

        Raises: BrokenMessage; IndexError or struct.error where `data` ends too early.
        """
        ...


class Raw:
    """Bytes of at most `most`."""

    def __init__(self, most: int) -> None:
        self._most = most

    def write(self, out: bytearray, value: object) -> None:
        """See `Part`."""
        if not isinstance(value, bytes):
            raise BrokenMessage(Fault.WRONG_TYPE)
        if len(value) > self._most:
            raise BrokenMessage(Fault.TOO_LONG)
        out += _SIZE.pack(len(value))
        out += value

    def read(self, data: bytes, at: int) -> tuple[bytes, int]:
        """See `Part`."""
        (size,) = _SIZE.unpack_from(data, at)
        if size > self._most:
            raise BrokenMessage(Fault.TOO_LONG)
        begin = at + _SIZE.size
        end = begin + size
        if end > len(data):
            raise BrokenMessage(Fault.CUT_OFF)
        return data[begin:end], end


class Text:
    """Unicode of at most `most` characters, no lone surrogates."""

    def __init__(self, most: int = MAX_TEXT_CHARS) -> None:
        self._most = most
        self._raw = Raw(most * _MAX_CHAR_BYTES)

    def write(self, out: bytearray, value: object) -> None:
        """See `Part`."""
        if not isinstance(value, str):
            raise BrokenMessage(Fault.WRONG_TYPE)
        if len(value) > self._most:
            raise BrokenMessage(Fault.TOO_LONG)
        try:
            self._raw.write(out, value.encode())
        except UnicodeEncodeError as error:
            raise BrokenMessage(Fault.NOT_TEXT) from error

    def read(self, data: bytes, at: int) -> tuple[str, int]:
        """See `Part`."""
        raw, end = self._raw.read(data, at)
        try:
            text = raw.decode()
        except UnicodeDecodeError as error:
            raise BrokenMessage(Fault.NOT_TEXT) from error
        if len(text) > self._most:
            raise BrokenMessage(Fault.TOO_LONG)
        return text, end


class FilePath:
    """A path of this PC, in the bytes of its file system."""

    def __init__(self) -> None:
        self._raw = Raw(MAX_TEXT_CHARS * _MAX_CHAR_BYTES)

    def write(self, out: bytearray, value: object) -> None:
        """See `Part`."""
        if not isinstance(value, Path):
            raise BrokenMessage(Fault.WRONG_TYPE)
        self._raw.write(out, os.fsencode(value))

    def read(self, data: bytes, at: int) -> tuple[Path, int]:
        """See `Part`."""
        raw, end = self._raw.read(data, at)
        try:
            return Path(os.fsdecode(raw)), end
        except UnicodeDecodeError as error:
            raise BrokenMessage(Fault.NOT_TEXT) from error


class Whole:
    """An int of 64 bits; also what counts as one, for instance of numpy, which arrives as int."""

    def write(self, out: bytearray, value: object) -> None:
        """See `Part`."""
        out += _WHOLE.pack(value)

    def read(self, data: bytes, at: int) -> tuple[int, int]:
        """See `Part`."""
        (value,) = _WHOLE.unpack_from(data, at)
        return value, at + _WHOLE.size


class Number:
    """A finite float; also what counts as one, which arrives as float."""

    def write(self, out: bytearray, value: object) -> None:
        """See `Part`."""
        raw = _NUMBER.pack(value)
        if not math.isfinite(_NUMBER.unpack(raw)[0]):
            raise BrokenMessage(Fault.NOT_FINITE)
        out += raw

    def read(self, data: bytes, at: int) -> tuple[float, int]:
        """See `Part`."""
        (value,) = _NUMBER.unpack_from(data, at)
        if not math.isfinite(value):
            raise BrokenMessage(Fault.NOT_FINITE)
        return value, at + _NUMBER.size


class YesNo:
    """A bool."""

    def write(self, out: bytearray, value: object) -> None:
        """See `Part`."""
        if value not in {False, True}:
            raise BrokenMessage(Fault.WRONG_TYPE)
        out.append(_SOMETHING if value else _NOTHING)

    def read(self, data: bytes, at: int) -> tuple[bool, int]:
        """See `Part`."""
        flag = data[at]
        if flag > _SOMETHING:
            raise BrokenMessage(Fault.NO_SUCH_VALUE)
        return flag == _SOMETHING, at + 1


class Choice:
    """A member of one enum."""

    def __init__(self, kind: type[Enum]) -> None:
        self._members = tuple(kind)
        if len(self._members) > _PLACES:
            raise TypeError(kind)
        self._places: dict[object, int] = {one: at for at, one in enumerate(self._members)}

    def write(self, out: bytearray, value: object) -> None:
        """See `Part`."""
        place = self._places.get(value)
        if place is None:
            raise BrokenMessage(Fault.WRONG_TYPE)
        out.append(place)

    def read(self, data: bytes, at: int) -> tuple[Enum, int]:
        """See `Part`."""
        place = data[at]
        if place >= len(self._members):
            raise BrokenMessage(Fault.NO_SUCH_VALUE)
        return self._members[place], at + 1


class Maybe:
    """A value or None."""

    def __init__(self, part: Part) -> None:
        self._part = part

    def write(self, out: bytearray, value: object) -> None:
        """See `Part`."""
        if value is None:
            out.append(_NOTHING)
        else:
            out.append(_SOMETHING)
            self._part.write(out, value)

    def read(self, data: bytes, at: int) -> tuple[object, int]:
        """See `Part`."""
        flag = data[at]
        if flag > _SOMETHING:
            raise BrokenMessage(Fault.NO_SUCH_VALUE)
        return (None, at + 1) if flag == _NOTHING else self._part.read(data, at + 1)


class Several:
    """A tuple of any length up to MAX_ITEMS, all items of one kind."""

    def __init__(self, part: Part) -> None:
        self._part = part

    def write(self, out: bytearray, value: object) -> None:
        """See `Part`."""
        if not isinstance(value, Sequence) or isinstance(value, str | bytes):
            raise BrokenMessage(Fault.WRONG_TYPE)
        _write_count(out, len(value))
        for item in value:
            self._part.write(out, item)

    def read(self, data: bytes, at: int) -> tuple[tuple[object, ...], int]:
        """See `Part`."""
        count, at = _read_count(data, at)
        items = []
        for _ in range(count):
            item, at = self._part.read(data, at)
            items.append(item)
        return tuple(items), at


class Fixed:
    """A tuple of so many items, each of a kind of its own."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts = tuple(parts)

    def write(self, out: bytearray, value: object) -> None:
        """See `Part`."""
        if not isinstance(value, tuple) or len(value) != len(self._parts):
            raise BrokenMessage(Fault.WRONG_TYPE)
        for part, item in zip(self._parts, value, strict=True):
            part.write(out, item)

    def read(self, data: bytes, at: int) -> tuple[tuple[object, ...], int]:
        """See `Part`."""
        items = []
        for part in self._parts:
            item, at = part.read(data, at)
            items.append(item)
        return tuple(items), at


class DistinctItems:
    """A frozenset."""

    def __init__(self, part: Part) -> None:
        self._part = part

    def write(self, out: bytearray, value: object) -> None:
        """See `Part`."""
        if not isinstance(value, Set):
            raise BrokenMessage(Fault.WRONG_TYPE)
        _write_count(out, len(value))
        out += b"".join(sorted(_bytes_of(self._part, item) for item in value))

    def read(self, data: bytes, at: int) -> tuple[frozenset[object], int]:
        """See `Part`."""
        count, at = _read_count(data, at)
        ends, items = [at], []
        for _ in range(count):
            item, at = self._part.read(data, at)
            items.append(item)
            ends.append(at)
        _check_order([data[begin:end] for begin, end in pairwise(ends)])
        return frozenset(items), at


class Pairs:
    """A mapping, which arrives as a dict."""

    def __init__(self, key: Part, item: Part) -> None:
        self._key = key
        self._item = item

    def write(self, out: bytearray, value: object) -> None:
        """See `Part`."""
        if not isinstance(value, Mapping):
            raise BrokenMessage(Fault.WRONG_TYPE)
        _write_count(out, len(value))
        for key, item in sorted((_bytes_of(self._key, key), item) for key, item in value.items()):
            out += key
            self._item.write(out, item)

    def read(self, data: bytes, at: int) -> tuple[dict[object, object], int]:
        """See `Part`."""
        count, at = _read_count(data, at)
        keys, pairs = [], {}
        for _ in range(count):
            key, end = self._key.read(data, at)
            keys.append(data[at:end])
            pairs[key], at = self._item.read(data, end)
        _check_order(keys)
        return pairs, at


class Record:
    """A dataclass: the parts of its fields, by name, in their order."""

    def __init__(self, kind: Callable[..., object], parts: Mapping[str, Part]) -> None:
        self._kind = kind
        self._writers = tuple((attrgetter(name), part.write) for name, part in parts.items())
        self._readers = tuple((name, part.read) for name, part in parts.items())

    def write(self, out: bytearray, value: object) -> None:
        """See `Part`."""
        if type(value) is not self._kind:
            raise BrokenMessage(Fault.WRONG_TYPE)
        for get, write in self._writers:
            write(out, get(value))

    def read(self, data: bytes, at: int) -> tuple[object, int]:
        """See `Part`."""
        values = {}
        for name, read in self._readers:
            values[name], at = read(data, at)
        return self._kind(**values), at


class OneOf:
    """A dataclass of a closed table of kinds."""

    def __init__(self, records: Mapping[type, Part]) -> None:
        if len(records) > _PLACES:
            raise TypeError(len(records))
        self._writers = {kind: (at, one.write) for at, (kind, one) in enumerate(records.items())}
        self._readers = tuple(one.read for one in records.values())

    def write(self, out: bytearray, value: object) -> None:
        """See `Part`."""
        known = self._writers.get(type(value))
        if known is None:
            raise BrokenMessage(Fault.UNKNOWN_KIND)
        place, write = known
        out.append(place)
        write(out, value)

    def read(self, data: bytes, at: int) -> tuple[object, int]:
        """See `Part`."""
        place = data[at]
        if place >= len(self._readers):
            raise BrokenMessage(Fault.UNKNOWN_KIND)
        return self._readers[place](data, at + 1)


def _bytes_of(part: Part, value: object) -> bytes:
    out = bytearray()
    part.write(out, value)
    return bytes(out)


def _write_count(out: bytearray, count: int) -> None:
    if count > MAX_ITEMS:
        raise BrokenMessage(Fault.TOO_LONG)
    out += _COUNT.pack(count)


def _read_count(data: bytes, at: int) -> tuple[int, int]:
    (count,) = _COUNT.unpack_from(data, at)
    if count > MAX_ITEMS:
        raise BrokenMessage(Fault.TOO_LONG)
    return count, at + _COUNT.size


def _check_order(written: Sequence[bytes]) -> None:
    if any(former >= latter for former, latter in pairwise(written)):
        raise BrokenMessage(Fault.OUT_OF_ORDER)
