"""Đông người, phức tạp, kéo dài: proposed from facts, decided by a person (domain.md §6.5)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from desktop.domain.casework.matter.case import CaseFlag
from desktop.domain.casework.people.group import LARGE_GROUP
from desktop.domain.ids import CaseId, DocumentId, SiteId, UserId
from desktop.domain.to_be_confirmed import OPEN_VALUES, ToBeConfirmed


class ComplexityGround(StrEnum):
    """Tiêu chí phức tạp, by their letters (NĐ 155/2026 Đ3a.1); DD is đ."""

    PLACES = "a"
    CONTENTS = "b"
    MANY_INTERESTS = "c"
    FOREIGN = "d"
    AGENCIES = "dd"
    DISAGREEMENT = "e"
    CONTRADICTION = "g"


class FlagReason(StrEnum):
    """Why a flag is proposed, apart from the grounds of complexity."""

    GROUP_SIZE = "group_size"
    PURSUED_AFTER_FINAL = "pursued_after_final"
    YEARS = "years"
    RECEPTIONS = "receptions"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """What is known of a case, counted or answered.

    people: of one content. places: to verify at. contents: of the petitions. agencies: concerned.
    is_pursued_after_final: finally decided and pursued all the same. first_raised_on: None when not
    known. receptions: held so far.
    """

    people: int = 1
    places: int = 1
    contents: int = 1
    agencies: int = 1
    touches_many: bool = False
    is_foreign: bool = False
    agencies_disagree: bool = False
    evidence_contradicts: bool = False
    is_pursued_after_final: bool = False
    first_raised_on: date | None = None
    receptions: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagProposal:
    """What the facts propose; reasons: of large_group and prolonged."""

    flags: frozenset[CaseFlag]
    grounds: frozenset[ComplexityGround]
    reasons: tuple[FlagReason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagDetermination:
    """What a person decided of a case, in writing. decided_at: aware.

    proposed: what the facts proposed then, kept beside it. determination: the text that is kept
    and printed when the case is complex. document_id: the signed paper, when there is one.
    """

    case_id: CaseId
    owner_site_id: SiteId
    flags: frozenset[CaseFlag]
    complexity_grounds: frozenset[ComplexityGround]
    proposed: frozenset[CaseFlag]
    determination: str
    decided_by: UserId
    decided_at: datetime
    document_id: DocumentId | None = None


class Lacking(StrEnum):
    """What a flagged case lacks of one site before it may be scheduled."""

    DOSSIER = "dossier"
    PARTICIPANTS = "participants"


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteLack:
    """One thing that one site still owes."""

    site_id: SiteId
    what: Lacking


def propose_flags(
    facts: CaseFacts, today: date, values: ToBeConfirmed = OPEN_VALUES
) -> FlagProposal:
    """Flags, grounds and reasons by the facts. today: in Hai Phong."""
    grounds = _grounds(facts)
    reasons = _reasons(facts, today, values)
    flags = {
        CaseFlag.LARGE_GROUP: FlagReason.GROUP_SIZE in reasons,
        CaseFlag.COMPLEX: bool(grounds),
        CaseFlag.PROLONGED: any(one is not FlagReason.GROUP_SIZE for one in reasons),
    }
    return FlagProposal(
        flags=frozenset(flag for flag, is_so in flags.items() if is_so),
        grounds=grounds,
        reasons=reasons,
    )


def lacks_before_scheduling(
    flags: Iterable[CaseFlag],
    site_ids: Iterable[SiteId],
    *,
    with_dossier: Iterable[SiteId],
    with_participants: Iterable[SiteId],
) -> tuple[SiteLack, ...]:
    """What is missing before a case with these flags may be scheduled; of one without: nothing.

    with_dossier: sites whose dossier index is there; with_participants: that named theirs.
    Source: circular part 1b. In the order of the sites, each its dossier first.
    """
    if not frozenset(flags):
        return ()
    there = {
        Lacking.DOSSIER: frozenset(with_dossier),
        Lacking.PARTICIPANTS: frozenset(with_participants),
    }
    return tuple(
        SiteLack(site_id=site_id, what=what)
        for site_id in dict.fromkeys(site_ids)
        for what, sites in there.items()
        if site_id not in sites
    )


def years_after(day: date, years: int) -> date:
    """The same day so many years later; of 29 February the 1st of March, where it is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def _grounds(facts: CaseFacts) -> frozenset[ComplexityGround]:
    several = 2
    said = {
        ComplexityGround.PLACES: facts.places >= several,
        ComplexityGround.CONTENTS: facts.contents >= several,
        ComplexityGround.MANY_INTERESTS: facts.touches_many,
        ComplexityGround.FOREIGN: facts.is_foreign,
        ComplexityGround.AGENCIES: facts.agencies >= several,
        ComplexityGround.DISAGREEMENT: facts.agencies_disagree,
        ComplexityGround.CONTRADICTION: facts.evidence_contradicts,
    }
    return frozenset(ground for ground, is_so in said.items() if is_so)


def _reasons(facts: CaseFacts, today: date, values: ToBeConfirmed) -> tuple[FlagReason, ...]:
    raised = facts.first_raised_on
    is_old = raised is not None and today > years_after(raised, values.prolonged_years)
    said = {
        FlagReason.GROUP_SIZE: facts.people >= LARGE_GROUP,
        FlagReason.PURSUED_AFTER_FINAL: facts.is_pursued_after_final,
        FlagReason.YEARS: is_old,
        FlagReason.RECEPTIONS: facts.receptions >= values.prolonged_receptions,
    }
    return tuple(reason for reason, is_so in said.items() if is_so)
