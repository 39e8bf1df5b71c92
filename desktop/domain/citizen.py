"""Citizens, and how much of them may be seen where (domain.md §9)."""

from dataclasses import dataclass

_VISIBLE_HEAD = 3
_VISIBLE_TAIL = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Citizen:
    """One person who is received. Personal data: never logged, never on display 2."""

    full_name: str
    id_number: str
    id_issue_date: str
    id_issue_place: str
    address: str
    is_representative: bool = False


def masked_number(number: str) -> str:
    """An identity number as screens show it: `031•••••••23`; short ones are all dots."""
    hidden = len(number) - _VISIBLE_HEAD - _VISIBLE_TAIL
    if hidden <= 0:
        return "•" * len(number)
    return number[:_VISIBLE_HEAD] + "•" * hidden + number[-_VISIBLE_TAIL:]
