"""Đoàn đông người: members, and how many may speak for them (domain.md §4.10 and §6.4)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from desktop.domain.casework.reason import GivenReason
from desktop.domain.ids import CitizenId, DocumentId, GroupId, MemberId, SiteId, UserId
from desktop.domain.to_be_confirmed import OPEN_VALUES, ToBeConfirmed

ALONE = 1
LARGE_GROUP = 5
"""From so many people of one content on a designation in writing is asked for."""
_MOST_OF_TEN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One person of a group. citizen_id: once taken in. signed: the designation."""

    id: MemberId
    full_name: str
    address: str
    signed: bool
    citizen_id: CitizenId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """People with one content; fields are named as in domain.md §4.10.

    group_size: as they say, also of those who did not come. representatives, withdrawn_members:
    ids of members; the case goes on without those who withdrew.
    """

    id: GroupId
    owner_site_id: SiteId
    created_at: datetime
    created_by: UserId
    group_name: str
    group_size: int
    present_count: int
    members: tuple[Member, ...] = ()
    representatives: tuple[MemberId, ...] = ()
    designation_document_id: DocumentId | None = None
    withdrawn_members: frozenset[MemberId] = frozenset()
    reasons: tuple[GivenReason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LawfulNumber:
    """How many representatives there may be, both ends among them."""

    least: int
    most: int


def lawful_representatives(group_size: int, values: ToBeConfirmed = OPEN_VALUES) -> LawfulNumber:
    """By the size of the group; somebody alone has none. group_size: at least 1.

    Source: Law 42/2013 Đ29; exactly ten people send two at most. Of two to four: TBC.
    """
    if group_size <= ALONE:
        return LawfulNumber(least=0, most=0)
    if group_size < LARGE_GROUP:
        return LawfulNumber(least=1, most=values.small_group_most)
    return LawfulNumber(least=1, most=2 if group_size <= _MOST_OF_TEN else 5)


def are_members(group: Group) -> bool:
    """Each representative is another member, and none of those who withdrew."""
    ids = {member.id for member in group.members} - group.withdrawn_members
    chosen = set(group.representatives)
    return chosen <= ids and len(chosen) == len(group.representatives)


def unidentified(group: Group) -> tuple[Member, ...]:
    """Representatives who are named alone: nobody has checked who they are."""
    chosen = frozenset(group.representatives)
    return tuple(one for one in group.members if one.id in chosen and one.citizen_id is None)


def is_nobody_twice(group: Group) -> bool:
    """Whoever was taken in is one member of the group."""
    taken_in = [one.citizen_id for one in group.members if one.citizen_id is not None]
    return len(set(taken_in)) == len(taken_in)


def may_come_together(citizen_ids: Collection[CitizenId], group: Group | None) -> bool:
    """Several people come as members of one group; somebody alone needs none."""
    if len(citizen_ids) <= ALONE:
        return True
    taken_in = set() if group is None else {one.citizen_id for one in group.members}
    return set(citizen_ids) <= taken_in and len(set(citizen_ids)) == len(citizen_ids)


def is_designated(group: Group) -> bool:
    """A designation is there and everybody signed it: as many as the group has people."""
    staying = [one for one in group.members if one.id not in group.withdrawn_members]
    expected = group.group_size - (len(group.members) - len(staying))
    has_all = len(staying) >= expected and all(one.signed for one in staying)
    return group.designation_document_id is not None and has_all
