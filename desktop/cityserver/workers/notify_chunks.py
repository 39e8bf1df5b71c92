"""Texts cut into pieces that a NOTIFY can carry, and joined again. Pure.

A piece is `sender number index count text`: numbers of one sender grow, so that what is said twice
is heard once; number 0 is heard always. The pieces of one text come in a row, never mixed with
others: PostgreSQL puts all of a transaction into its queue at once.
"""

import json
from dataclasses import dataclass

MAX_PIECE = 7_900
"""ASCII characters; a payload must be shorter than 8,000 bytes."""
_FIELDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ChunkHeader:
    """One text of a sender. number: greater than that of all texts before, or 0."""

    sender: str
    number: int


def cut(said: ChunkHeader, text: str) -> list[str]:
    """The pieces of a text, at least one."""
    # ASCII, so that characters are bytes; and PostgreSQL takes no NUL.
    data = json.dumps(text)
    room = MAX_PIECE - len(f"{said.sender} {said.number} ") - 16
    parts = [data[start : start + room] for start in range(0, len(data), room)]
    return [
        f"{said.sender} {said.number} {index} {len(parts)} {part}"
        for index, part in enumerate(parts)
    ]


class Reassembler:
    """Joins what one listener hears. own: a sender whose texts are not told."""

    def __init__(self, own: str) -> None:
        self._own = own
        self._newest: dict[str, int] = {}
        self._said: tuple[str, str] | None = None
        self._parts: list[str] = []

    def take(self, untrusted_piece: str) -> str | None:
        """The next piece. Returns a text when it is whole and not told before.

        Pieces that fit to nothing are passed over.
        """
        fields = untrusted_piece.split(" ", 4)
        if len(fields) != _FIELDS or not all(field.isdecimal() for field in fields[1:4]):
            return None
        sender, number, index, count, part = fields
        if sender == self._own:
            return None
        if index == "0":
            self._said, self._parts = (sender, number), []
        if self._said != (sender, number) or int(index) != len(self._parts):
            self._said = None
            return None
        self._parts.append(part)
        if len(self._parts) < int(count):
            return None
        self._said = None
        return self._whole(sender, int(number))

    def _whole(self, sender: str, number: int) -> str | None:
        if 0 < number <= self._newest.get(sender, 0):
            return None
        if number:
            self._newest[sender] = number
        try:
            text = json.loads("".join(self._parts))
        except ValueError:
            return None
        return text if isinstance(text, str) else None
