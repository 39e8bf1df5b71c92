"""Messages of the pipe to bytes and back, by the types of their fields.

A table is closed: it holds the dataclasses of one union and nothing else. It is built once, when
the program starts; a field of a type that has no part here fails there and then, so that a message
without a codec is never shipped. Bytes that are read choose among what the table has, no more.
"""

import struct
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path
from types import NoneType, UnionType
from typing import (
    TYPE_CHECKING,
    Generic,
    NewType,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from desktop.media.pipe.parts import (
    BrokenMessage,
    Choice,
    DistinctItems,
    Fault,
    FilePath,
    Fixed,
    Maybe,
    Number,
    OneOf,
    Pairs,
    Part,
    Raw,
    Record,
    Several,
    Text,
    Whole,
    YesNo,
)

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

MAX_MESSAGE_BYTES = 1_048_576
"""Room for the longest signal in the widest letters."""

Message = TypeVar("Message")
LongTexts = Mapping[tuple[type, str], int]

_PLAIN: Mapping[object, Callable[[], Part]] = {
    str: Text,
    int: Whole,
    float: Number,
    bool: YesNo,
    bytes: lambda: Raw(MAX_MESSAGE_BYTES),
    Path: FilePath,
}


class MessageTable(Generic[Message]):
    """The messages of one direction. Thread: any.

    union: of frozen dataclasses; their order is part of the format. long_texts: how many characters
    a text field may have that is longer than others, by class and field.
    """

    def __init__(self, union: object, *, long_texts: LongTexts | None = None) -> None:
        self._part = _PartsOf(long_texts or {}).one_of(get_args(union))

    def encode(self, message: Message) -> bytes:
        """Its bytes, at most MAX_MESSAGE_BYTES.

        Raises:
            BrokenMessage: a value is too long, not finite or not of its type.
        """
        out = bytearray()
        try:
            self._part.write(out, message)
        except (TypeError, ValueError, OverflowError, struct.error) as error:
            raise BrokenMessage(Fault.WRONG_TYPE) from error
        if len(out) > MAX_MESSAGE_BYTES:
            raise BrokenMessage(Fault.TOO_LONG)
        return bytes(out)

    def decode(self, untrusted: bytes) -> Message:
        """The message that these bytes are, all of them.

        Raises:
            BrokenMessage: whatever else they are.
        """
        if len(untrusted) > MAX_MESSAGE_BYTES:
            raise BrokenMessage(Fault.TOO_LONG)
        try:
            message, end = self._part.read(untrusted, 0)
        except (IndexError, struct.error) as error:
            raise BrokenMessage(Fault.CUT_OFF) from error
        except (TypeError, ValueError) as error:  # of a dataclass that checks its own values
            raise BrokenMessage(Fault.NO_SUCH_VALUE) from error
        if end != len(untrusted):
            raise BrokenMessage(Fault.LEFT_OVER)
        return cast("Message", message)


class _PartsOf:
    """Finds the part of a type. Raises: TypeError for one that cannot cross the pipe.

    No type may contain itself: what is read is as deep as its type says, never deeper.
    """

    def __init__(self, long_texts: LongTexts) -> None:
        self._long_texts = long_texts
        self._records: dict[type, Part] = {}
        self._unfinished: set[type] = set()

    def one_of(self, kinds: Iterable[object]) -> Part:
        """Of several dataclasses."""
        return OneOf({kind: self._record(kind) for kind in map(_as_record, kinds)})

    def _part(self, form: object) -> Part:
        if isinstance(form, NewType):
            return self._part(form.__supertype__)
        if form in _PLAIN:
            return _PLAIN[form]()
        if isinstance(form, type) and issubclass(form, Enum):
            return Choice(form)
        origin, inner = get_origin(form), get_args(form)
        if origin is None:
            return self._record(_as_record(form))
        if origin in {Union, UnionType}:
            return self._union(inner)
        return self._collection(origin, inner)

    def _union(self, kinds: tuple[object, ...]) -> Part:
        rest = tuple(kind for kind in kinds if kind is not NoneType)
        part = self._part(rest[0]) if len(rest) == 1 else self.one_of(rest)
        return part if rest == kinds else Maybe(part)

    def _collection(self, origin: object, inner: tuple[object, ...]) -> Part:
        if origin is tuple and inner[1:] == (...,):
            return Several(self._part(inner[0]))
        parts = [self._part(one) for one in inner]
        if origin is tuple:
            return Fixed(parts)
        if origin is frozenset:
            return DistinctItems(*parts)
        if origin is Mapping:
            return Pairs(*parts)
        raise TypeError(origin)

    def _record(self, kind: type["DataclassInstance"]) -> Part:
        if kind in self._unfinished:
            raise TypeError(kind, "contains itself")
        if kind not in self._records:
            self._unfinished.add(kind)
            hints = get_type_hints(kind)
            parts = {one.name: self._field(kind, one.name, hints[one.name]) for one in fields(kind)}
            self._records[kind] = Record(kind, parts)
            self._unfinished.remove(kind)
        return self._records[kind]

    def _field(self, kind: type, name: str, form: object) -> Part:
        most = self._long_texts.get((kind, name))
        return self._part(form) if most is None else Text(most)


def _as_record(form: object) -> type["DataclassInstance"]:
    """Raises: TypeError for what is no dataclass, or could change on its way."""
    if not (isinstance(form, type) and is_dataclass(form)):
        raise TypeError(form)
    if not form.__dataclass_params__.frozen:  # type: ignore[attr-defined]
        raise TypeError(form, "can be changed")
    return form
