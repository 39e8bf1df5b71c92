"""What a form's declaration finds wrong with what was typed: pure.

Rules of the reception stay in the domain; `joined` puts their faults and these together.
"""

from collections.abc import Callable, Iterable

from desktop.domain.casework.people.citizen import is_identity_number, read_birth
from desktop.domain.faults import FaultKind, FieldFault, is_email, is_phone
from desktop.domain.text import normalised
from desktop.presenters.form.spec import FieldKind, FieldSpec, Wanted
from desktop.presenters.form.values import read_date, read_moment, read_number, read_time

_LACKING = {Wanted.MUST: FaultKind.MISSING, Wanted.SHOULD: FaultKind.ODD, Wanted.MAY: None}


def form_faults(
    fields: Iterable[FieldSpec], text_of: Callable[[str], str]
) -> tuple[FieldFault, ...]:
    """One fault at most of each field, in their order."""
    found = ((field.key, field_fault(field, text_of(field.key))) for field in fields)
    return tuple(FieldFault(field=key, kind=kind) for key, kind in found if kind is not None)


def field_fault(field: FieldSpec, text: str) -> FaultKind | None:
    """What is wrong with one field.

    A date, hour, moment or number that cannot be read is MISSING, wanted or not: nothing of it
    would be sent, and it must not get lost on the way.
    """
    text = normalised(text)
    if not text:
        return _LACKING[field.wanted]
    if len(text) < field.min_length and field.wanted is not Wanted.MAY:
        return _LACKING[field.wanted]
    return _fault_of_kind(field, text) or _fault_of_length(field, text)


def joined(judged: Iterable[FieldFault], declared: Iterable[FieldFault]) -> tuple[FieldFault, ...]:
    """Both, of each field the first; the domain's word goes before that of the declaration."""
    by_field: dict[str, FieldFault] = {}
    for fault in (*judged, *declared):
        by_field.setdefault(fault.field, fault)
    return tuple(by_field.values())


def _fault_of_kind(field: FieldSpec, text: str) -> FaultKind | None:
    match field.kind:
        case FieldKind.PHONE:
            return None if is_phone(text) else FaultKind.ODD
        case FieldKind.EMAIL:
            return None if is_email(text) else FaultKind.ODD
        case FieldKind.IDENTITY:
            return None if is_identity_number(text) else FaultKind.WRONG
        case _:
            return None if _is_readable(field, text) else FaultKind.MISSING


def _fault_of_length(field: FieldSpec, text: str) -> FaultKind | None:
    return FaultKind.WRONG if len(text) > field.max_length else None


def _is_readable(field: FieldSpec, text: str) -> bool:
    match field.kind:
        case FieldKind.DATE:
            return read_date(text) is not None
        case FieldKind.BIRTH:
            return read_birth(text) is not None
        case FieldKind.TIME:
            return read_time(text) is not None
        case FieldKind.MOMENT:
            return read_moment(text) is not None
        case FieldKind.NUMBER:
            return read_number(text, least=field.least, most=field.most) is not None
        case _:
            return True
