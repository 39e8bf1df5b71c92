"""Thousands of invented people and visits, as a unit has after years; the same ones each time.

Names end with Mẫu, so that nobody is called so. Among them are the same names in both spellings of
the tone marks, names as other systems write them (NFD), with an apostrophe and of one word, people
without a number, and two with one.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

from desktop.domain.casework.intake import Intake, joined
from desktop.domain.casework.people.citizen import CitizenRecord, IdKind
from desktop.domain.ids import (
    CaseId,
    CitizenId,
    IdentityCheckId,
    PetitionId,
    StandingId,
    VisitId,
)
from tests.samples.casework import (
    CHECK,
    CITIZEN,
    COMPLAINT,
    DENUNCIATION,
    INTAKE,
    NOW,
    ORAL,
    STANDING,
)

WARDS = ("11824", "11830", "11887", "")
_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đỗ")
_MIDDLE = ("Thị", "Văn", "Đức", "Ngọc", "Thuỳ", "Thùy", "")
_GIVEN = ("Hoà", "Hòa", "Hoa", "Hoá", "Thuỷ", "Thủy", "Quý", "Khoẻ", "Khỏe", "An", "Y'Ban")
_FIRST_BIRTH = date(1940, 1, 1)
_EVERY_DENUNCIATION = 20
_EVERY_CASE = 4


def many_people(count: int, seed: int = 1) -> list[CitizenRecord]:
    """People of one unit."""
    random = Random(seed)
    return [_person(number, random) for number in range(count)]


def many_intakes(people: list[CitizenRecord], count: int, seed: int = 1) -> Iterator[Intake]:
    """Visits of these people over the years before TODAY, ten or so a day, oldest first."""
    random = Random(seed)
    for number in range(count):
        yield _intake(number, random.choice(people), NOW - timedelta(hours=2) * (count - number))


def _person(number: int, random: Random) -> CitizenRecord:
    parts = (random.choice(_FAMILY), random.choice(_MIDDLE), random.choice(_GIVEN), "Mẫu")
    name = " ".join(part for part in parts if part)
    kind = random.randrange(12)
    if kind == 0:
        name = unicodedata.normalize("NFD", name)
    if kind == 1:
        name = random.choice(_GIVEN)
    born = _FIRST_BIRTH + timedelta(days=random.randrange(60 * 365))
    identity = f"031{random.randrange(4)}{born.year % 100:02}{random.randrange(10**6):06}"
    return replace(
        CITIZEN,
        id=CitizenId(f"citizen-{number}"),
        full_name=name,
        # of a few thousand some share a number, as a mistyped one is shared
        id_number="" if kind in {2, 3} else identity if kind > 4 else f"03116500{kind:04}",
        id_kind=IdKind.PASSPORT if kind == 5 else IdKind.CCCD,
        date_of_birth=None if kind == 6 else born.year if kind == 7 else born,
        ward_code=random.choice(WARDS),
        address_text=f"Số {number}, thôn Đông, xã An Lão",
    )


def _intake(number: int, person: CitizenRecord, came_at: datetime) -> Intake:
    is_secret = number % _EVERY_DENUNCIATION == 0
    base = DENUNCIATION if is_secret else COMPLAINT if number % 2 else ORAL
    visit = replace(
        INTAKE.visit,
        id=VisitId(f"visit-{number}"),
        created_at=came_at,
        arrived_at=came_at,
        ticket_no=1 + number % 12,
    )
    return joined(
        Intake(
            visit=visit,
            citizens=(person,),
            checks=(replace(CHECK, id=IdentityCheckId(f"check-{number}"), citizen_id=person.id),),
            standings=(
                replace(STANDING, id=StandingId(f"standing-{number}"), citizen_id=person.id),
            ),
            group=None,
            petitions=(
                replace(
                    base,
                    id=PetitionId(f"petition-{number}"),
                    citizen_ids=(person.id,),
                    case_id=None if number % _EVERY_CASE else CaseId(f"case-{number % 500}"),
                    summary=f"{base.summary}, lần {number}",
                ),
            ),
        )
    )
