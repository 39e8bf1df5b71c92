"""Danh mục cơ quan: sở, ban, ngành of the city, kept by headquarters (domain.md §4.18)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from desktop.domain.faults import FaultKind, FieldFault
from desktop.domain.sync.operation import RecordStorage, is_nowhere
from desktop.domain.text import folded, normalised

MAX_CODE = 16
"""Characters: as many as a unit's code has on the wire."""
MAX_NAME = 250

_CODE = re.compile(rf"[A-Z][A-Z0-9.\-]{{1,{MAX_CODE - 1}}}")


class AgencyKind(StrEnum):
    """What an agency is. RECEPTION receives the lists of focal points, CENTRAL is above the city.

    Neither of these two owes the city a list of its own.
    """

    DEPARTMENT = "department"
    BOARD = "board"
    BRANCH = "branch"
    OFFICE = "office"
    INSPECTORATE = "inspectorate"
    RECEPTION = "reception"
    CENTRAL = "central"
    OTHER = "other"


_OWE_NOTHING = frozenset({AgencyKind.RECEPTION, AgencyKind.CENTRAL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """One entry of the directory.

    code: its name for ever, never given to another. parent_name: the body above, may be empty.
    is_active: False once it was retired; it stays in the directory, for what was written of it.
    """

    code: str
    name: str
    kind: AgencyKind
    parent_name: str = ""
    is_active: bool = True

    @property
    def owes_focal_points(self) -> bool:
        """The circular wants its list of focal points."""
        return self.is_active and self.kind not in _OWE_NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownAgency:
    """An entry as this PC has it.

    storage: where its newest text is known to be. is_at_city: the city has some text of it.
    other: the text of this PC that lost a clash, for a person to judge.
    """

    agency: Agency
    storage: RecordStorage = RecordStorage.CITY
    is_at_city: bool = True
    other: Agency | None = None

    @property
    def is_nowhere(self) -> bool:
        """The city never had it and would not have it."""
        return is_nowhere(self.storage, is_at_city=self.is_at_city)


def tidied(agency: Agency) -> Agency:
    """As it is kept: NFC, no white space around or doubled within, the code in capitals."""
    return replace(
        agency,
        code=normalised(agency.code).upper(),
        name=_one_spaced(agency.name),
        parent_name=_one_spaced(agency.parent_name),
    )


def agency_faults(
    draft: Agency, others: Iterable[Agency], *, is_new: bool
) -> tuple[FieldFault, ...]:
    """What is wrong with a tidied draft. Pure.

    others: the directory as it is known, retired entries too. is_new: its code must be free.
    """
    known = [one for one in others if is_new or one.code != draft.code]
    faults = [_code_fault(draft.code, known), _name_fault(draft.name, known)]
    if len(draft.parent_name) > MAX_NAME:
        faults.append(FieldFault(field="parent_name", kind=FaultKind.WRONG))
    return tuple(fault for fault in faults if fault is not None)


def in_directory_order(agencies: Iterable[Agency]) -> tuple[Agency, ...]:
    """Those in use first, then by kind as they are listed above, then by name."""
    kinds = list(AgencyKind)
    return tuple(
        sorted(
            agencies,
            key=lambda one: (
                not one.is_active, kinds.index(one.kind), folded(one.name), one.code
            ),
        )
    )  # fmt: skip


def is_found(agency: Agency, search: str) -> bool:
    """Whether every word of the search stands in its code or names; marks do not matter."""
    text = folded(f"{agency.code} {agency.name} {agency.parent_name}")
    return all(word in text for word in folded(search).split())


def is_same_body(agency: Agency, *, code: str, name: str) -> bool:
    """Whether a unit that reported under this code and name is the agency."""
    return agency.code == code or folded(agency.name) == folded(normalised(name))


def _code_fault(code: str, known: list[Agency]) -> FieldFault | None:
    if not code:
        return FieldFault(field="code", kind=FaultKind.MISSING)
    if _CODE.fullmatch(code) is None:
        return FieldFault(field="code", kind=FaultKind.WRONG)
    if any(one.code == code for one in known):
        return FieldFault(field="code", kind=FaultKind.TAKEN)
    return None


def _name_fault(name: str, known: list[Agency]) -> FieldFault | None:
    if not name:
        return FieldFault(field="name", kind=FaultKind.MISSING)
    if len(name) > MAX_NAME:
        return FieldFault(field="name", kind=FaultKind.WRONG)
    if any(one.is_active and folded(one.name) == folded(name) for one in known):
        return FieldFault(field="name", kind=FaultKind.ODD)
    return None


def _one_spaced(text: str) -> str:
    return " ".join(normalised(text).split())
