"""How far a room was told, as the opaque text that it keeps and sends back."""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass, field

from desktop.cityserver.problems import Rejected
from desktop.cityserver.store.audit import Head
from desktop.contract.problem import ProblemCode

_SEPARATOR = "|"
_MAX_NUMBER = 2**63 - 1
"""What the database counts up to: a larger number is nobody's place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """revision: up to here everything was told or withheld. whole: up to here nothing was withheld.

    tag: from whom something was withheld (Disclosure.tag), "" when nothing was. One PC has one
    cursor and many people: another person starts again where something was first withheld.
    head: the newest entry of the audit log then, so that every room is its witness.
    """

    revision: int = 0
    whole: int = 0
    tag: str = ""
    head: Head = field(default_factory=Head)

    def start_for(self, tag: str) -> "Cursor":
        """Where the person with this tag goes on."""
        is_same = not self.tag or self.tag == tag
        return self if is_same else Cursor(revision=self.whole, whole=self.whole)

    def text(self, epoch: str) -> str:
        """As the room keeps it."""
        head = self.head
        parts = [epoch, self.revision, self.whole, self.tag, head.seq, head.seal]
        return base64.urlsafe_b64encode(_SEPARATOR.join(map(str, parts)).encode()).decode()


def parse_cursor(untrusted_text: str, epoch: str) -> Cursor:
    """What `Cursor.text` wrote; "" is the beginning.

    Raises:
        Rejected: gone for what is no cursor of this epoch.
    """
    if not untrusted_text:
        return Cursor()
    try:
        decoded = base64.urlsafe_b64decode(untrusted_text).decode()
        told_epoch, *parts = decoded.split(_SEPARATOR)
        cursor = _parsed(parts)
    except (binascii.Error, ValueError) as error:
        raise Rejected(ProblemCode.GONE) from error
    if told_epoch != epoch or cursor.whole > cursor.revision:
        raise Rejected(ProblemCode.GONE)
    return cursor


def _parsed(parts: Sequence[str]) -> Cursor:
    """Raises ValueError."""
    if len(parts) == 1:  # as it was before people of one PC were told apart
        return Cursor(revision=_number(parts[0]), whole=_number(parts[0]))
    revision, whole, tag, seq, seal = parts
    head = Head(seq=_number(seq), seal=seal)
    return Cursor(revision=_number(revision), whole=_number(whole), tag=tag, head=head)


def _number(untrusted_text: str) -> int:
    number = int(untrusted_text)
    if not 0 <= number <= _MAX_NUMBER:
        raise ValueError("no place in the log")
    return number
