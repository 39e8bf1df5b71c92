"""A form as a view state."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from desktop.domain.faults import FaultData, FaultKind, FieldFault
from desktop.presenters.form.spec import FieldSpec


class FieldAccess(StrEnum):
    """What may be done with a field. READ_ONLY: its text can be gone through and copied."""

    OPEN = "open"
    READ_ONLY = "read_only"
    DISABLED = "disabled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """Why a field is not open. reason: the interface has the words for it, "" says nothing."""

    access: FieldAccess = FieldAccess.DISABLED
    reason: str = ""


OPEN = Closed(access=FieldAccess.OPEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    """One field as it is drawn.

    reason: why it is closed. code, data: of the sentence about the fault, "" for the usual words.
    """

    key: str
    text: str
    fault: FaultKind | None = None
    access: FieldAccess = FieldAccess.OPEN
    reason: str = ""
    code: str = ""
    data: FaultData = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormState:
    """The fields that are shown, in the order of the form.

    refusals: presses so far that did not send it; with each the first faulty field gets the
    keyboard.
    """

    fields: tuple[FieldView, ...]
    refusals: int = 0

    def text(self, key: str) -> str:
        """What stands in a field. KeyError: it is not shown."""
        return {one.key: one.text for one in self.fields}[key]

    @property
    def faults(self) -> dict[str, FaultKind]:
        """What is drawn at fields, by their keys."""
        return {one.key: one.fault for one in self.fields if one.fault is not None}


def field_views(
    fields: tuple[FieldSpec, ...],
    text_of: Callable[[str], str],
    *,
    marks: Mapping[str, FaultKind],
    closed: Mapping[str, Closed],
    told: Mapping[str, FieldFault] = MappingProxyType({}),
) -> tuple[FieldView, ...]:
    """These fields with what stands in them, what is marked and what is closed, by their keys.

    told: the faults behind the marks, where a sentence of their own says them.
    """

    def view(field: FieldSpec) -> FieldView:
        fault, close = told.get(field.key), closed.get(field.key, OPEN)
        return FieldView(
            key=field.key,
            text=text_of(field.key),
            fault=marks.get(field.key),
            access=close.access,
            reason=close.reason,
            code=fault.code if fault is not None else "",
            data=fault.data if fault is not None else (),
        )

    return tuple(map(view, fields))
