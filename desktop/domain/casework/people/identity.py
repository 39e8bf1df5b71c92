"""Identity numbers, the QR of a card, and the check of a person (domain.md §4.5 and §6.3)."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from desktop.domain.casework.people.citizen import (
    Birth,
    CitizenRecord,
    Gender,
    IdKind,
    birth_year,
    is_identity_number,
    is_name,
    read_birth,
    tidied_name,
)
from desktop.domain.ids import CitizenId, IdentityCheckId, SiteId, UserId
from desktop.domain.text import folded, plain_line

TWELVE_DIGITS = frozenset(
    {IdKind.CAN_CUOC, IdKind.CCCD, IdKind.CAN_CUOC_CERTIFICATE, IdKind.PERSONAL_NUMBER}
)
"""Papers that bear the personal number."""

# The 63 provinces of before 1/7/2025: a number keeps its code, whatever was merged since.
_PROVINCES = (
    "001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035"
    " 036 037 038 040 042 044 045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072"
    " 074 075 077 079 080 082 083 084 086 087 089 091 092 093 094 095 096"
)
PROVINCE_CODES = frozenset(_PROVINCES.split())
MAX_CARD_CHARACTERS = 1_000
_CARD_FIELDS = 7
_FIRST_CENTURY = 1900
_GROUPING = re.compile(r"[\s.\-]")
_PASSPORT = re.compile(r"[A-Z]\d{7,8}", re.ASCII)
_GENDERS = {"nam": Gender.MALE, "nu": Gender.FEMALE}


class IdentityMethod(StrEnum):
    """How a person was checked. SIGHT: the paper was looked at. DATABASE: CSDL."""

    SIGHT = "sight"
    QR = "qr"
    VNEID = "vneid"
    DATABASE = "database"


class IdentityResult(StrEnum):
    """What the check came to."""

    VERIFIED = "verified"
    EXCEPTION = "exception"
    NOT_VERIFIED = "not_verified"


class IdentityWarning(StrEnum):
    """What is odd about a number; shown and kept, never in the way."""

    UNKNOWN_PROVINCE = "unknown_province"
    GENDER = "gender"
    BIRTH_YEAR = "birth_year"
    FUTURE_YEAR = "future_year"
    SAME_NUMBER_TODAY = "same_number_today"


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityCheck:
    """One check of one person. exception_reason: why one is received who was not verified."""

    id: IdentityCheckId
    owner_site_id: SiteId
    citizen_id: CitizenId
    method: IdentityMethod
    result: IdentityResult
    warnings: tuple[IdentityWarning, ...]
    exception_reason: str
    checked_by: UserId
    checked_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberFacts:
    """What a personal number says by itself."""

    province: str
    gender: Gender
    birth_year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CardReading:
    """What the QR of a card says. Personal data.

    None, "" where it says nothing that can be read: that is typed by hand. extra: fields that no
    rule knows, counted only.
    """

    id_number: str
    old_number: str
    full_name: str
    date_of_birth: Birth | None
    gender: Gender | None
    address_text: str
    id_issue_date: date | None
    extra: int = 0


def tidied_number(text: str) -> str:
    """A number as it is kept: plain digits and capitals, without blanks, points and hyphens.

    Full-width digits become plain ones. Letters stay, so that nothing typed is dropped.
    """
    return _GROUPING.sub("", unicodedata.normalize("NFKC", text)).upper()


def count_digits(number: str) -> int:
    """Of 0 to 9; for the sentence that says how many there are."""
    return sum(char in "0123456789" for char in number)


def is_number_of(kind: IdKind, number: str) -> bool:
    """Whether a tidied number can be that of such a paper: of a personal number all digits."""
    return kind not in TWELVE_DIGITS or is_identity_number(number)


def is_passport_number(number: str) -> bool:
    """The usual form of a passport's number."""
    return _PASSPORT.fullmatch(number) is not None


def number_facts(kind: IdKind, number: str) -> NumberFacts | None:
    """What a personal number says; None: it is none. There is no public check digit."""
    if kind not in TWELVE_DIGITS or not is_identity_number(number):
        return None
    century, is_female = divmod(int(number[3]), 2)
    return NumberFacts(
        province=number[:3],
        gender=Gender.FEMALE if is_female else Gender.MALE,
        birth_year=_FIRST_CENTURY + 100 * century + int(number[4:6]),
    )


def identity_warnings(
    record: CitizenRecord, *, today: date, numbers_today: Mapping[str, int]
) -> tuple[IdentityWarning, ...]:
    """What is odd about a person's number. Pure.

    today: in Hai Phong. numbers_today: numbers of other visits of the day, with their tickets.
    """
    facts = number_facts(record.id_kind, record.id_number)
    found = [] if facts is None else _odd_facts(record, facts, today)
    if record.id_number and record.id_number in numbers_today:
        found.append(IdentityWarning.SAME_NUMBER_TODAY)
    return tuple(found)


def is_card_text(text: str) -> bool:
    """Whether a text looks like what a reader types for a card: enough fields, not too long."""
    return len(text) <= MAX_CARD_CHARACTERS and text.count("|") >= _CARD_FIELDS - 1


def read_card(untrusted_text: str) -> CardReading | None:
    """What a card says; None: it cannot be read, and everything is typed by hand.

    Fields after the seventh are ignored. A date or gender that cannot be read is left out alone.
    """
    if not is_card_text(untrusted_text):
        return None
    number, old, name, born, gender, address, issued, *extra = untrusted_text.split("|")
    number, name = tidied_number(number), tidied_name(name)
    if not is_identity_number(number) or not is_name(name):
        return None
    day = read_birth(issued)
    return CardReading(
        id_number=number,
        old_number=tidied_number(plain_line(old)),
        full_name=name,
        date_of_birth=read_birth(born),
        gender=_GENDERS.get(folded(gender).strip()),
        address_text=plain_line(address),
        id_issue_date=day if isinstance(day, date) else None,
        extra=len(extra),
    )


def _odd_facts(record: CitizenRecord, facts: NumberFacts, today: date) -> list[IdentityWarning]:
    born = record.date_of_birth
    odd = {
        IdentityWarning.UNKNOWN_PROVINCE: facts.province not in PROVINCE_CODES,
        IdentityWarning.GENDER: record.gender is not None and record.gender is not facts.gender,
        IdentityWarning.BIRTH_YEAR: born is not None and birth_year(born) != facts.birth_year,
        IdentityWarning.FUTURE_YEAR: facts.birth_year > today.year,
    }
    return [warning for warning, is_odd in odd.items() if is_odd]
