"""A sealed copy of a recording, given to a citizen by a decision, known by its code. Pure.

Source: domain.md §9, 4: a copy only by decision, and logged.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from desktop.domain.ids import SessionId, SiteId

MAX_STATEMENT_BYTES: Final = 4 * 1024 * 1024
MAX_WORDS: Final = 120
"""Characters of who decided, of the number of the decision, of who is given the copy."""

_PURPOSE: Final = b"reception-room sealed copy 1\n"
"""The same key also signs recordings: what is signed here can be nothing else."""
_CODE: Final = "PTCD-BN1:"
_NUMBER_DIGITS: Final = 8


class CopyFault(StrEnum):
    """What is wrong with a copy.

    UNREADABLE: it is none. CHANGED: a part is not what was sealed, or is missing. UNSIGNED: it was
    not signed by the key that it names. MISMATCHED: its certificate is of another key or site, or
    was not valid then. STRANGER: the authority asked about did not issue the certificate.
    OTHER_CODE: the code that was shown is of another copy.
    """

    UNREADABLE = "unreadable"
    CHANGED = "changed"
    UNSIGNED = "unsigned"
    MISMATCHED = "mismatched"
    STRANGER = "stranger"
    OTHER_CODE = "other_code"


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyDecision:
    """Who decided that a copy is given, and to whom."""

    number: str
    decided_on: date
    decided_by: str
    recipient: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiedPart:
    """A part as it lies in the copy. sha256: of its file there."""

    name: str
    number: int
    began_at: datetime
    ms: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyStatement:
    """What a copy says of itself. left_out: numbers of parts that do not play."""

    session_id: SessionId
    site_id: SiteId
    decision: CopyDecision
    made_at: datetime
    made_by: str
    parts: tuple[CopiedPart, ...]
    left_out: tuple[int, ...] = ()


class NotACopy(ValueError):
    """The bytes are no statement of a sealed copy."""


def statement_bytes(statement: CopyStatement) -> bytes:
    """As it lies in the copy, in one spelling alone."""
    told = asdict(statement)
    told["made_at"] = statement.made_at.isoformat()
    told["decision"]["decided_on"] = statement.decision.decided_on.isoformat()
    for part, one in zip(told["parts"], statement.parts, strict=True):
        part["began_at"] = one.began_at.isoformat()
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True).encode()


def statement_from(untrusted: bytes) -> CopyStatement:
    """Raises: NotACopy."""
    try:
        told = json.loads(untrusted)
        decision = told["decision"]
        return CopyStatement(
            session_id=SessionId(str(told["session_id"])),
            site_id=SiteId(str(told["site_id"])),
            decision=CopyDecision(
                number=str(decision["number"]),
                decided_on=date.fromisoformat(decision["decided_on"]),
                decided_by=str(decision["decided_by"]),
                recipient=str(decision["recipient"]),
            ),
            made_at=_moment(told["made_at"]),
            made_by=str(told["made_by"]),
            parts=tuple(map(_part_from, told["parts"])),
            left_out=tuple(map(int, told["left_out"])),
        )
    except (ValueError, KeyError, TypeError, RecursionError, OverflowError) as error:
        raise NotACopy from error


def copy_words(statement: bytes) -> bytes:
    """The bytes that are signed."""
    return _PURPOSE + statement


def copy_code(statement: bytes) -> str:
    """What the QR code of a copy says: of other bytes it is another one."""
    return f"{_CODE}{hashlib.sha256(statement).hexdigest()}"


def copy_number(code: str) -> str:
    """As people name a copy, by its code."""
    return f"BN-{code.removeprefix(_CODE)[:_NUMBER_DIGITS].upper()}"


def copy_reason(decision: CopyDecision) -> str:
    """Vietnamese, for the audit log: who listens says why, and so does who makes a copy."""
    day = f"{decision.decided_on:%d/%m/%Y}"
    return (
        f"Bản niêm phong theo quyết định {decision.number} ngày {day} của {decision.decided_by}, "
        f"giao {decision.recipient}"
    )


def _part_from(told: dict[str, Any]) -> CopiedPart:
    return CopiedPart(
        name=str(told["name"]),
        number=int(told["number"]),
        began_at=_moment(told["began_at"]),
        ms=int(told["ms"]),
        sha256=str(told["sha256"]),
    )


def _moment(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise NotACopy
    return at
