"""What is wrong with a field of a form, and whether it may be sent all the same."""

import re
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.text import plain_line

MIN_REASON_CHARACTERS = 10
"""Of a reason that somebody gives for going on all the same."""


class FaultKind(StrEnum):
    """ODD is only pointed at; the others keep a form from being sent.

    WRONG: not of the form it must have. TAKEN: it belongs to somebody else. REASON: it may go once
    somebody has written why (SR of domain.md); the reason is kept with the record.
    """

    MISSING = "missing"
    WRONG = "wrong"
    TAKEN = "taken"
    ODD = "odd"
    REASON = "reason"


FaultData = tuple[tuple[str, str | int], ...]
"""Values for a sentence, by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldFault:
    """What is wrong with one field.

    field: its name, parts joined by a point. code: of the sentence that says it, "" when the usual
    words of the kind do; data: what the sentence names.
    """

    field: str
    kind: FaultKind
    code: str = ""
    data: FaultData = ()


_PHONE = re.compile(r"^0\d{9}$")


_EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s.]+$")


_SPACES = re.compile(r"[\s.\-]")


def is_phone(text: str) -> bool:
    """Ten digits from 0 on, however they are grouped (domain.md §4.4)."""
    return _PHONE.match(_SPACES.sub("", text)) is not None


def is_email(text: str) -> bool:
    """The shape of an address; nothing is asked of any server."""
    return _EMAIL.match(text) is not None


def is_reason(text: str) -> bool:
    """Long enough to say why."""
    return len(plain_line(text)) >= MIN_REASON_CHARACTERS


def is_sendable(faults: tuple[FieldFault, ...]) -> bool:
    """Nothing is more than odd."""
    return all(fault.kind is FaultKind.ODD for fault in faults)
