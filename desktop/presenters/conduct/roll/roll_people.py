"""The people of a session by site, with what was noted of each."""

from collections.abc import Iterator

from desktop.domain.access.rights import Right
from desktop.domain.casework.visit import VisitStatus
from desktop.domain.conduct.roll_call import (
    AddedPerson,
    RollCall,
    RollMark,
    is_roll_open,
    marks_after,
    not_noted,
    person_ids,
)
from desktop.domain.ids import PersonId, SiteId
from desktop.domain.reception.participant import Participant
from desktop.domain.text import spelling
from desktop.presenters.conduct.roll.roll_state import RollCounts, RollRow, RollSite
from desktop.presenters.live.seated_sites import invited_sites, seated_sites, site_name
from desktop.presenters.live.session_entry import SessionEntry

_THERE = frozenset({RollMark.PRESENT, RollMark.LATE})
_GONE = frozenset({VisitStatus.NO_SHOW, VisitStatus.WITHDRAWN, VisitStatus.REDIRECTED})


class RollPeople:
    """Reads the plan and the live state; changes nothing."""

    def __init__(self, *, entry: SessionEntry) -> None:
        self._entry = entry
        self._context = entry.context
        self._facts = entry.facts
        plan = entry.context.plan
        self._ids = person_ids(plan.participants)
        self._planned = tuple(zip(self._ids, plan.participants, strict=True))

    @property
    def roll(self) -> RollCall | None:
        """What was noted; None: this city notes nothing, or nothing is known yet."""
        return self._facts.live.roll if self._facts.live is not None else None

    @property
    def is_whole(self) -> bool:
        """Of everybody something was noted; true where the city notes nothing."""
        return self.roll is None or not not_noted(self._ids, self.roll)

    def is_open(self) -> bool:
        """Whether somebody may be noted now."""
        return self.roll is not None and is_roll_open(self._facts.status, self._facts.step)

    def may_note(self, site_id: SiteId) -> bool:
        """Whether the officer may note the people of this site: the own one, or who conducts."""
        if not self._entry.may_write(Right.CALL_ROLL):
            return False
        return site_id == self._context.own_site_id or self._entry.may(Right.SET_STEP)

    def own_sites(self) -> tuple[tuple[SiteId, str], ...]:
        """Sites whose people may be noted from here, the own one first."""
        own = self._context.own_site_id
        sites = sorted(seated_sites(self._context, self._facts), key=lambda one: one != own)
        return tuple((one, self._name(one)) for one in sites if self.may_note(one))

    def sites(self) -> tuple[RollSite, ...]:
        """Every site of the plan, in its order; then who was called in, and people who were there.

        Of who has gone again stays what was noted.
        """
        noted = {one.site_id for one in (self.roll or RollCall()).added}
        seated = seated_sites(self._context, self._facts)
        gone = (one for one in invited_sites(self._context, self._facts) if one in noted)
        return tuple(
            RollSite(site_id=one, name=self._name(one), rows=tuple(self._rows(one)))
            for one in dict.fromkeys((*seated, *gone))
        )

    def counts(self) -> RollCounts:
        """How many, of those who are expected or were added."""
        roll = self.roll or RollCall()
        people = (*self._ids, *(one.person_id for one in roll.added))
        marks = [note.mark for note in map(roll.note, people) if note is not None]
        return RollCounts(
            people=len(people),
            noted=len(marks),
            there=sum(one in _THERE for one in marks),
            absent=sum(one is RollMark.ABSENT for one in marks),
        )

    def received(self) -> tuple[str, ...]:
        """Who was taken in here for this session and is not in the list, by name."""
        own = self._context.own_site_id
        if self._context.denunciations or not self.may_note(own):
            return ()
        known = {spelling(row.name) for site in self.sites() for row in site.rows}
        names = (
            citizen.full_name
            for one in self._entry.services.intakes.intakes()
            if one.intake.visit.session_id == self._context.session_id
            and one.intake.visit.status not in _GONE
            for citizen in one.intake.citizens
        )
        return tuple(dict.fromkeys(one for one in names if spelling(one) not in known))

    def row(self, person_id: PersonId) -> RollRow | None:
        """Of one person."""
        rows = (row for site in self.sites() for row in site.rows)
        return next((row for row in rows if row.person_id == person_id), None)

    def _name(self, site_id: SiteId) -> str:
        return site_name(self._context, self._facts, site_id)

    def _rows(self, site_id: SiteId) -> Iterator[RollRow]:
        for person_id, person in self._planned:
            if person.site_id == site_id:
                yield self._planned_row(person_id, person)
        for added in (self.roll or RollCall()).added:
            if added.site_id == site_id:
                yield self._added_row(added)

    def _planned_row(self, person_id: PersonId, person: Participant) -> RollRow:
        name = person.full_name or person.label
        parts = (person.label if person.label != name else "", person.title, person.agency)
        return RollRow(
            person_id=person_id,
            name=name,
            part=" · ".join(dict.fromkeys(one for one in parts if one)),
            role=person.role,
            note=(self.roll or RollCall()).note(person_id),
            marks=self._marks(person_id, person.site_id),
            can_drop=False,
        )

    def _added_row(self, added: AddedPerson) -> RollRow:
        note = (self.roll or RollCall()).note(added.person_id)
        marks = self._marks(added.person_id, added.site_id)
        return RollRow(
            person_id=added.person_id,
            name=added.full_name,
            part="",
            role=added.role,
            note=note,
            marks=marks,
            can_drop=note is None and bool(marks),
        )

    def _marks(self, person_id: PersonId, site_id: SiteId) -> frozenset[RollMark]:
        roll = self.roll
        if roll is None or not self.is_open() or not self.may_note(site_id):
            return frozenset()
        return marks_after(roll.note(person_id), self._facts.step)
