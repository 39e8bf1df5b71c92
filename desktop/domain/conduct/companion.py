"""Companion desks (máy thứ hai): PCs beside the one that has the seat of their site."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from desktop.domain.access.person import Role
from desktop.domain.access.rights import CONDUCTING, MATRIX
from desktop.domain.ids import SiteId

MAX_COMPANIONS_OF_SITE: Final = 2
MAX_COMPANIONS: Final = 64
"""Of a whole session, as a desk reads it."""


class JoinWay(StrEnum):
    """How a program comes into a session.

    ASK: to the seat of its site, unless another PC sits there. TAKE: to that seat, whoever sits
    there. BESIDE: as a companion desk.
    """

    ASK = "ask"
    TAKE = "take"
    BESIDE = "beside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Companion:
    """A desk without camera and microphone. role: of the person who is signed in there.

    typist: what its open line is marked with.
    """

    site_id: SiteId
    role: Role
    typist: str


def has_room_beside(companions: tuple[Companion, ...], site_id: SiteId) -> bool:
    """Whether one more companion desk of this site is taken in."""
    return sum(one.site_id == site_id for one in companions) < MAX_COMPANIONS_OF_SITE


def conducts_beside(companions: tuple[Companion, ...], site_id: SiteId) -> bool:
    """Whether somebody who may conduct sits at a companion desk of this site."""
    return any(one.site_id == site_id and MATRIX[one.role] >= CONDUCTING for one in companions)
