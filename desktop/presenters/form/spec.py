"""A form as data: its sections and fields, in the order of the Tab key."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as part_of
from enum import StrEnum

MAX_SHORT = 250
"""Characters of a short text on the wire."""


class FieldKind(StrEnum):
    """What a field takes; its value is a text in every case.

    LINE, TEXT: words of one line, of several. SEGMENTS, RADIO: a choice of few, all seen at once,
    side by side or one below the other. LIST: a choice of some. SEARCH: of many, found by typing.
    DATE: 26/11/2026. TIME: 08:30. MOMENT: 26/11/2026 08:30. NUMBER: a whole number. PHONE, EMAIL:
    also what looks odd. IDENTITY: the twelve digits of a citizen's card. PAPER: the number of any
    paper of a person, hidden in the same way. BIRTH: a day, or the year alone. CHECK: YES or
    nothing. SHOWN: only read.
    """

    LINE = "line"
    TEXT = "text"
    SEGMENTS = "segments"
    RADIO = "radio"
    LIST = "list"
    SEARCH = "search"
    DATE = "date"
    TIME = "time"
    MOMENT = "moment"
    NUMBER = "number"
    PHONE = "phone"
    EMAIL = "email"
    IDENTITY = "identity"
    PAPER = "paper"
    BIRTH = "birth"
    CHECK = "check"
    SHOWN = "shown"


class Wanted(StrEnum):
    """Whether a field must be filled: MUST keeps the form here, SHOULD is asked about once."""

    MUST = "must"
    SHOULD = "should"
    MAY = "may"


YES = "yes"
"""What stands in a CHECK that is set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSpec:
    """One field as it is declared.

    key: the name a FieldFault and a draft use. min_length: characters, fewer count as nothing;
    max_length: characters, as many as the contract takes. least, most: of a NUMBER. lines: of a
    TEXT, as it is drawn. is_private: hidden but for its ends while nobody types there. fresh: what
    stands there before anybody typed. choices: the values of a choice, when they are known before.
    """

    key: str
    kind: FieldKind = FieldKind.LINE
    wanted: Wanted = Wanted.MAY
    min_length: int = 1
    max_length: int = MAX_SHORT
    least: int = 0
    most: int = 999_999
    lines: int = 3
    is_private: bool = False
    fresh: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Fields under one heading; key: what the heading is found by."""

    key: str
    fields: tuple[FieldSpec, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSpec:
    """A whole form."""

    sections: tuple[Section, ...]
    _by_key: Mapping[str, FieldSpec] = part_of(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_key: dict[str, FieldSpec] = {}
        for one in self.fields:
            by_key.setdefault(one.key, one)
        object.__setattr__(self, "_by_key", by_key)

    @property
    def fields(self) -> tuple[FieldSpec, ...]:
        """Of all sections, in the order of the Tab key."""
        return tuple(field for section in self.sections for field in section.fields)

    def field(self, key: str) -> FieldSpec:
        """The field of this key. KeyError: there is none."""
        return self._by_key[key]
