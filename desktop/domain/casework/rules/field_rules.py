"""The table of field rules: every rule of domain.md §4 that a desk and the city hold records to."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from desktop.domain.casework.matter.flags import FlagDetermination
from desktop.domain.casework.matter.petition import Petition
from desktop.domain.casework.matter.reception_request import DecidedRequest, ReceptionRequest
from desktop.domain.casework.people.citizen import CitizenRecord
from desktop.domain.casework.people.group import Group
from desktop.domain.casework.people.identity import IdentityCheck
from desktop.domain.casework.people.standing import Standing
from desktop.domain.casework.rules.field_rule import Circumstances, FieldRule, RecordName, judged
from desktop.domain.casework.rules.matter_rules import (
    DECISION_RULES,
    FLAG_RULES,
    PETITION_RULES,
    REQUEST_RULES,
    VISIT_RULES,
)
from desktop.domain.casework.rules.people_rules import (
    CITIZEN_RULES,
    GROUP_RULES,
    IDENTITY_CHECK_RULES,
    STANDING_RULES,
)
from desktop.domain.casework.visit import Visit
from desktop.domain.faults import FieldFault

FIELD_RULES: Final[Mapping[RecordName, tuple[FieldRule[Any], ...]]] = MappingProxyType(
    {
        RecordName.CITIZEN: CITIZEN_RULES,
        RecordName.IDENTITY_CHECK: IDENTITY_CHECK_RULES,
        RecordName.STANDING: STANDING_RULES,
        RecordName.GROUP: GROUP_RULES,
        RecordName.PETITION: PETITION_RULES,
        RecordName.REQUEST: REQUEST_RULES,
        RecordName.DECISION: DECISION_RULES,
        RecordName.FLAGS: FLAG_RULES,
        RecordName.VISIT: VISIT_RULES,
    }
)
"""By record, in the order of its form."""


def citizen_faults(record: CitizenRecord, at: Circumstances) -> tuple[FieldFault, ...]:
    """What is wrong with a citizen; rules that were gone past with a reason are left out."""
    return judged(CITIZEN_RULES, record, at, record.reasons)


def identity_check_faults(check: IdentityCheck, at: Circumstances) -> tuple[FieldFault, ...]:
    """What is wrong with a check of a person."""
    return judged(IDENTITY_CHECK_RULES, check, at)


def standing_faults(standing: Standing, at: Circumstances) -> tuple[FieldFault, ...]:
    """What is wrong with a standing; as `citizen_faults`."""
    return judged(STANDING_RULES, standing, at, standing.reasons)


def group_faults(group: Group, at: Circumstances) -> tuple[FieldFault, ...]:
    """What is wrong with a group; as `citizen_faults`."""
    return judged(GROUP_RULES, group, at, group.reasons)


def petition_faults(petition: Petition, at: Circumstances) -> tuple[FieldFault, ...]:
    """What is wrong with a petition."""
    return judged(PETITION_RULES, petition, at)


def request_faults(request: ReceptionRequest, at: Circumstances) -> tuple[FieldFault, ...]:
    """What is wrong with a request."""
    return judged(REQUEST_RULES, request, at)


def decision_faults(decided: DecidedRequest, at: Circumstances) -> tuple[FieldFault, ...]:
    """What is wrong with what is decided of a request."""
    return judged(DECISION_RULES, decided, at)


def flag_faults(determination: FlagDetermination, at: Circumstances) -> tuple[FieldFault, ...]:
    """What is wrong with the flags somebody gave a case."""
    return judged(FLAG_RULES, determination, at)


def visit_faults(visit: Visit, at: Circumstances) -> tuple[FieldFault, ...]:
    """What is wrong with a visit."""
    return judged(VISIT_RULES, visit, at)
