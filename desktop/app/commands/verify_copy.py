"""`reception-room verify-copy FILE`: is this the copy that was sealed, and by whose decision?"""

import argparse

from desktop.app.commands.look_answer import answer
from desktop.domain.recording.sealed_copy import copy_number
from desktop.recordings.sealed_copy import CopyLook, look_at_copy


def run(arguments: argparse.Namespace) -> int:
    """OK when it is what was sealed; FAILED with what is wrong. No key is needed."""
    path, code = arguments.file, arguments.code or ""
    return answer(arguments, path, lambda pem: look_at_copy(path, authority=pem, code=code), _lines)


def _lines(look: CopyLook) -> list[str]:
    lines: list[str] = []
    if look.statement is not None:
        decision = look.statement.decision
        lines = [
            f"{copy_number(look.code)}, code {look.code}",
            f"session {_printable(look.statement.session_id)}",
            f"decision {_printable(decision.number)} of {decision.decided_on}",
            f"decided by {_printable(decision.decided_by)}",
            f"for {_printable(decision.recipient)}",
            *(f"{_printable(one.name)}: {one.ms / 1_000:.1f} s" for one in look.statement.parts),
            *(f"left out: part {number}" for number in look.statement.left_out),
            *(f"changed: {_printable(name)}" for name in look.changed),
        ]
        by = f"the PC {look.room_id}" if look.room_id else "a key that no certificate names"
        vouched = "" if look.is_vouched is None else f", vouched for: {look.is_vouched}"
        lines.append(f"signed by {by}{vouched}")
    return [*lines, "as it was sealed" if look.fault is None else f"NOT as sealed: {look.fault}"]


def _printable(text: str) -> str:
    """Nothing in a name may steer the terminal."""
    return text if text.isprintable() else ascii(text)
