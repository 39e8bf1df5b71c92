"""Citizens (domain.md §4.4), and how much of them may be seen where (§9)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import islice

from desktop.domain.casework.reason import GivenReason
from desktop.domain.ids import CitizenId, SiteId, UserId
from desktop.domain.text import folded, normalised, plain_line, spelling

IDENTITY_DIGITS = 12
_VISIBLE_HEAD = 3
_VISIBLE_TAIL = 2
_VISIBLE_OF_PHONE = 3
_IDENTITY = re.compile(rf"[0-9]{{{IDENTITY_DIGITS}}}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Citizen:
    """One person of a case, as its session knows them.

    Personal data: never logged, never on display 2.
    """

    full_name: str
    id_number: str
    id_issue_date: str
    id_issue_place: str
    address: str
    is_representative: bool = False


class IdKind(StrEnum):
    """Loại giấy tờ. OTHER: also a CMND of nine digits."""

    CAN_CUOC = "can_cuoc"
    CCCD = "cccd"
    CAN_CUOC_CERTIFICATE = "can_cuoc_certificate"
    PERSONAL_NUMBER = "personal_number"
    PASSPORT = "passport"
    OTHER = "other"


class Gender(StrEnum):
    """Giới tính."""

    MALE = "male"
    FEMALE = "female"


class Vulnerability(StrEnum):
    """Đối tượng ưu tiên."""

    ELDERLY = "elderly"
    DISABLED = "disabled"
    POLICY_BENEFICIARY = "policy_beneficiary"
    ETHNIC_MINORITY = "ethnic_minority"
    CHILD = "child"


Birth = date | int
"""The day of a birth, or its year alone."""

MAX_NAME = 100
MOST_OF_CASE = 200
"""People whom a case names."""
MAX_AGE_YEARS = 110
"""Somebody older is asked about."""
_WARD_KINDS = ("xa ", "phuong ", "dac khu ")
"""As `folded`; what a unit of the lower level is called."""
_NAME_MARKS = frozenset(" '-.")
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc\u00b4`", "'"))
_BIRTH = re.compile(r"(?P<day>\d{1,2})[/.\- ](?P<month>\d{1,2})[/.\- ](?P<year>\d{4})", re.ASCII)
_BIRTH_RUN = re.compile(r"(?P<day>\d{2})(?P<month>\d{2})(?P<year>\d{4})", re.ASCII)
_YEAR = re.compile(r"(?:0000|00/00/)?(?P<year>[1-9]\d{3})", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class CitizenRecord:
    """A person as a desk takes them in (domain.md §4.4); fields are named as there.

    Personal data: never logged, never on display 2. id_number: "" when no paper was presented.
    ward_code, province_code: of the official lists, "" when not known. created_at: aware.
    reasons: for the soft rules that were gone past.
    """

    id: CitizenId
    owner_site_id: SiteId
    created_at: datetime
    created_by: UserId
    full_name: str
    id_kind: IdKind
    id_number: str
    address_text: str
    date_of_birth: Birth | None = None
    gender: Gender | None = None
    id_issue_date: date | None = None
    id_issue_place: str = ""
    ward_code: str = ""
    province_code: str = ""
    phone: str = ""
    email: str = ""
    nationality: str = ""
    ethnicity: str = ""
    organisation_name: str = ""
    position: str = ""
    vulnerability: frozenset[Vulnerability] = frozenset()
    interpreter_needed: bool = False
    interpreter_name: str = ""
    cannot_write: bool = False
    reasons: tuple[GivenReason, ...] = ()


def as_citizen(record: CitizenRecord, *, is_representative: bool = False) -> Citizen:
    """The person as a case and its minutes name them."""
    issued = record.id_issue_date
    return Citizen(
        full_name=record.full_name,
        id_number=record.id_number,
        id_issue_date=f"{issued:%d/%m/%Y}" if issued is not None else "",
        id_issue_place=record.id_issue_place,
        address=record.address_text,
        is_representative=is_representative,
    )


def people_of_case(people: Iterable[Citizen]) -> tuple[Citizen, ...]:
    """Each person once, as they were taken in last; at most as many as a case names."""
    found: list[Citizen] = []
    for one in islice(people, MOST_OF_CASE):
        same = (place for place, other in enumerate(found) if _is_one_person(one, other))
        place = next(same, None)
        if place is None:
            found.append(one)
        else:
            found[place] = one
    return tuple(found)


def _is_one_person(one: Citizen, other: Citizen) -> bool:
    """By number where both have one, else by name: who asked by telephone came later."""
    if one.id_number and other.id_number:
        return one.id_number == other.id_number
    return spelling(one.full_name) == spelling(other.full_name)


def tidied_name(text: str) -> str:
    """A name as it is kept: NFC, single spaces, one kind of apostrophe; nothing is dropped."""
    return " ".join(normalised(text).translate(_APOSTROPHES).split())


def ward_in(address: str) -> str:
    """The commune, ward or special zone that an address ends with, as it was written; "" if none.

    An address names it behind house and hamlet, with a comma between: "Thôn 1, xã An Lão".
    """
    parts = (plain_line(part) for part in reversed(address.split(",")))
    return next((one for one in parts if folded(one).startswith(_WARD_KINDS)), "")


def is_name(text: str) -> bool:
    """Letters, spaces, apostrophe, hyphen, point; a letter at least, at most MAX_NAME characters.

    Signs that turn or hide text are none of these.
    """
    is_allowed = all(char.isalpha() or char in _NAME_MARKS for char in text)
    return is_allowed and len(text) <= MAX_NAME and any(map(str.isalpha, text))


def read_birth(text: str) -> Birth | None:
    """12/03/1965, 12031965 or 1965; None for a day that does not exist, like 31/02."""
    text = normalised(text)
    year_alone = _YEAR.fullmatch(text)
    if year_alone is not None:
        return int(year_alone["year"])
    found = _BIRTH.fullmatch(text) or _BIRTH_RUN.fullmatch(text)
    if found is None:
        return None
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def birth_year(birth: Birth) -> int:
    """The year of a birth, however much is known of it."""
    return birth.year if isinstance(birth, date) else birth


def is_born(birth: Birth, today: date) -> bool:
    """Not in the future. today: in Hai Phong."""
    return birth <= today if isinstance(birth, date) else birth <= today.year


def age_years(birth: Birth, today: date) -> int:
    """Full years on a day; of a year alone as if born on its first day."""
    if not isinstance(birth, date):
        return today.year - birth
    is_before = (today.month, today.day) < (birth.month, birth.day)
    return today.year - birth.year - is_before


def masked_number(number: str) -> str:
    """An identity number as screens show it: `031•••••••23`; short ones are all dots."""
    hidden = len(number) - _VISIBLE_HEAD - _VISIBLE_TAIL
    if hidden <= 0:
        return "•" * len(number)
    return number[:_VISIBLE_HEAD] + "•" * hidden + number[-_VISIBLE_TAIL:]


def masked_phone(phone: str) -> str:
    """A phone number as screens show it: dots and the last three digits, grouped as it is."""
    digits = sum(char.isdigit() for char in phone)
    hidden = digits - _VISIBLE_OF_PHONE if digits > _VISIBLE_OF_PHONE else digits
    shown = ""
    for char in phone:
        shown += "•" if char.isdigit() and hidden > 0 else char
        hidden -= char.isdigit()
    return shown


def is_identity_number(text: str) -> bool:
    """Twelve digits; there is no public check digit (domain.md §6.3)."""
    return _IDENTITY.fullmatch(text) is not None
