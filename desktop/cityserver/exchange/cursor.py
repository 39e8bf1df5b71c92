"""The pull cursor: how far a room was told, as text that it keeps, cannot read and sends back.

Only the city itself can make one, so that the audit entry in it was really told to a room. It is
sealed: how far it moved would say that something was written of which the person is told nothing.
"""

import struct
from dataclasses import dataclass, field

from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.secrets.audit_keys import AuditKeys
from desktop.cityserver.store.audit import Head
from desktop.contract.problem import ProblemCode

_LAYOUT = struct.Struct(">QQ16sQ32s")
"""revision, whole, tag, number and seal of the head: as long for a small number as for a large."""


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

    def text(self, keys: AuditKeys, epoch: str) -> str:
        """As the room keeps it; another text at each call."""
        head = self.head
        seal = bytes.fromhex(head.seal)
        data = _LAYOUT.pack(self.revision, self.whole, self.tag.encode(), head.seq, seal)
        return keys.hidden(data, epoch)


def parse_cursor(untrusted_text: str, keys: AuditKeys, epoch: str) -> Cursor:
    """What `Cursor.text` wrote; "" is the beginning.

    Raises:
        Rejected: gone for what the city has not written in this epoch, also for a cursor of
            version 0.1.x, which anybody could write.
    """
    if not untrusted_text:
        return Cursor()
    data = keys.revealed(untrusted_text, epoch)
    if data is None:
        raise Rejected(ProblemCode.GONE)
    revision, whole, tag, seq, seal = _LAYOUT.unpack(data)
    head = Head(seq=seq, seal=seal.hex()) if seq else Head()
    return Cursor(revision=revision, whole=whole, tag=tag.rstrip(b"\0").decode(), head=head)
