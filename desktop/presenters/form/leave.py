"""The form of a leader's leave, asked for wherever one is needed."""

from collections.abc import Iterable
from enum import StrEnum

from desktop.domain.access.person import Officer, Role
from desktop.domain.faults import MIN_REASON_CHARACTERS
from desktop.presenters.form.spec import FieldKind, FieldSpec, FormSpec, Section, Wanted


class LeaveField(StrEnum):
    """Fields of a leader's leave; the PIN is no field: it is kept nowhere."""

    LEADER = "leader"
    REASON = "reason"


LEAVE_FORM = FormSpec(
    sections=(
        Section(
            key="leave",
            fields=(
                FieldSpec(key=LeaveField.LEADER, kind=FieldKind.LIST, wanted=Wanted.MUST),
                FieldSpec(
                    key=LeaveField.REASON,
                    kind=FieldKind.TEXT,
                    lines=2,
                    wanted=Wanted.MUST,
                    min_length=MIN_REASON_CHARACTERS,
                ),
            ),
        ),
    )
)
"""Cho phép mốc đạt muộn, xếp lịch quá gần, hoặc vào buổi chưa ghi thử."""


def leaders_of(officers: Iterable[Officer]) -> tuple[Officer, ...]:
    """Whose leave may be asked for in this room."""
    return tuple(one for one in officers if one.role is Role.LEADER)
