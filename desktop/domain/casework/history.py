"""Who came before, and what for: returning people and their earlier receptions."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.casework.people.citizen import CitizenRecord, birth_year
from desktop.domain.casework.people.identity import TWELVE_DIGITS, tidied_number
from desktop.domain.casework.visit import VisitOutcome
from desktop.domain.ids import CaseId, CitizenId, VisitId
from desktop.domain.text import folded, spelling

MOST_LINES = 5
"""Of the history strip (domain.md §4.8)."""


class Recognition(StrEnum):
    """By what somebody is taken for one who came before; a person confirms it.

    NAME: name, birth year and commune. SIMILAR_NAME: the same, but for the marks of the name.
    """

    NUMBER = "number"
    NAME = "name"
    SIMILAR_NAME = "similar_name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """Somebody known who may be the person at the desk."""

    citizen: CitizenRecord
    by: Recognition


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierReception:
    """One line of history. on: the day in Hai Phong. outcome: None when none was noted.

    place: the site's name.
    """

    visit_id: VisitId
    case_id: CaseId | None
    citizen_ids: frozenset[CitizenId]
    petition_types: frozenset[PetitionType]
    on: date
    title: str
    place: str
    outcome: VisitOutcome | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognitionKeys:
    """What a store looks people up by, "" where it cannot. Personal data.

    number: as it is kept. name: folded, for a first narrow search by name, year and commune.
    """

    number: str
    name: str


def recognition_keys(record: CitizenRecord) -> RecognitionKeys:
    """The keys of one person; whoever is recognised shares one of them."""
    born, name = record.date_of_birth, " ".join(folded(record.full_name).split())
    has_all = bool(name) and born is not None and bool(record.ward_code)
    year = birth_year(born) if born is not None else 0
    return RecognitionKeys(
        number=tidied_number(record.id_number),
        name=f"{name}|{year}|{record.ward_code}" if has_all else "",
    )


def recognise(person: CitizenRecord, known: Iterable[CitizenRecord]) -> tuple[Recognised, ...]:
    """Those who may be the person: by number first, then by name. The person is not among them.

    Two different personal numbers are two people, whatever their names.
    """
    keys, order = recognition_keys(person), list(Recognition)
    found = [
        Recognised(citizen=other, by=by)
        for other in known
        if other.id != person.id
        for by in [_recognition(person, keys, other)]
        if by is not None
    ]
    return tuple(sorted(found, key=lambda one: (order.index(one.by), one.citizen.id)))


@dataclass(frozen=True, slots=True)
class HistoryOf:
    """Whose earlier receptions are asked for: of these people, or of this case.

    but: the visit at hand, which is no earlier one.
    """

    citizen_ids: AbstractSet[CitizenId]
    case_id: CaseId | None = None
    but: VisitId | None = None


def count_receptions(receptions: Iterable[EarlierReception], of: HistoryOf) -> int:
    """Of a matter, or of these people while it is none: `Visit.visit_number` is one more."""
    earlier = (one for one in receptions if one.visit_id != of.but)
    if of.case_id is not None:
        return sum(one.case_id == of.case_id for one in earlier)
    return sum(bool(one.citizen_ids & of.citizen_ids) for one in earlier)


def history_lines(
    receptions: Iterable[EarlierReception], of: HistoryOf, *, is_denunciation: bool = False
) -> tuple[EarlierReception, ...]:
    """The newest receptions of these people or of this matter, MOST_LINES at most.

    A denunciation has no history, and stands in nobody's (domain.md §9). is_denunciation: of the
    matter at hand.
    """
    if is_denunciation:
        return ()
    own = [
        one
        for one in receptions
        if PetitionType.DENUNCIATION not in one.petition_types
        and one.visit_id != of.but
        and (
            one.citizen_ids & of.citizen_ids
            or (of.case_id is not None and one.case_id == of.case_id)
        )
    ]
    own.sort(key=lambda one: (one.on, one.visit_id), reverse=True)
    return tuple(own[:MOST_LINES])


def _recognition(
    person: CitizenRecord, keys: RecognitionKeys, other: CitizenRecord
) -> Recognition | None:
    number = tidied_number(other.id_number)
    if number and number == keys.number:
        return Recognition.NUMBER
    have_both = bool(keys.number and number)
    if have_both and {person.id_kind, other.id_kind} <= TWELVE_DIGITS:
        return None
    # The ward first: of thousands of people it leaves a few whose names are worth comparing.
    if person.ward_code != other.ward_code or not keys.name:
        return None
    if keys.name != recognition_keys(other).name:
        return None
    is_same = spelling(person.full_name) == spelling(other.full_name)
    return Recognition.NAME if is_same else Recognition.SIMILAR_NAME
