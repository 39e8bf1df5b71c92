"""What is typed of an intake, as records and as faults: read by its presenter."""

from dataclasses import replace
from datetime import date

from desktop.domain.casework.history import Recognised
from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.casework.matter.petition import Petition
from desktop.domain.casework.rules.field_rule import Circumstances
from desktop.domain.faults import FieldFault, is_sendable
from desktop.domain.ids import CitizenId, UserId
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.presenters.casework.intake.intake_faults import (
    CASE_LACKING,
    hidden_fields,
    hidden_of_person,
    matter_faults,
    people_faults,
    wanted_reasons,
)
from desktop.presenters.casework.intake.intake_forms import INTAKE_FORM
from desktop.presenters.casework.intake.intake_matter import IntakeMatter
from desktop.presenters.casework.intake.intake_papers import IntakePapers
from desktop.presenters.casework.intake.intake_part import IntakeGround, IntakePart
from desktop.presenters.casework.intake.intake_people import IntakePeople, People
from desktop.presenters.casework.intake.intake_person import (
    DISMISSED,
    FIELDS_OF_PERSON,
    KNOWN,
    Taker,
)
from desktop.presenters.casework.intake.intake_visit import IntakeVisit
from desktop.presenters.form.faults import form_faults, joined
from desktop.presenters.services.desk_context import DeskContext


class IntakeReading(IntakePart):
    """What was typed, as records."""

    def __init__(self, ground: IntakeGround, *, facts: DeskContext) -> None:
        super().__init__(ground)
        self._units = facts.units
        self.visit = IntakeVisit(self._draft)
        self.people = IntakePeople(self._draft, self._form)
        self.matter = IntakeMatter(self._draft, self._form)
        self.papers = IntakePapers(ground, people=self.people, matter=self.matter, visit=self.visit)

    # ---- records ---------------------------------------------------------------------------

    def today(self) -> date:
        """In Hai Phong."""
        return self._clock.now().astimezone(LOCAL_ZONE).date()

    def is_empty(self) -> bool:
        """Nobody typed anything yet."""
        fields = INTAKE_FORM.fields
        return all(self._form.text(one.key).strip() in ("", one.fresh) for one in fields)

    def taker(self) -> Taker:
        """Who takes somebody in, now."""
        signed_in = self._services.access.signed_in()
        return Taker(
            site_id=self._services.schedule.own_site().id,
            by=signed_in.officer.id if signed_in is not None else UserId(""),
            at=self._clock.now(),
            units=self._units,
        )

    def circumstances(self) -> Circumstances:
        """In which the rules judge what is typed."""
        today, types = self.today(), self.matter.chosen()
        return Circumstances(
            today=today,
            now=self._clock.now(),
            numbers_today=self._services.intakes.numbers_of_day(today, but=self.visit.id),
            is_complaint=None in types or PetitionType.COMPLAINT in types,
        )

    def ticket(self) -> int:
        """Of this visit: the one it was kept with, else the next."""
        known = self._services.intakes.find(self.visit.id)
        if known is not None:
            return known.intake.visit.ticket_no
        return self._services.intakes.next_ticket(self.today())

    def present(self) -> People:
        """Who comes, as they would be kept."""
        return self.people.people(self.taker(), self.circumstances(), self.ticket())

    def petitions(self, people: People) -> tuple[Petition, ...]:
        """What they bring forward, as it would be kept."""
        return self.matter.petitions(self.taker(), people.speaking)

    # ---- people who came before ------------------------------------------------------------

    def suggested(self) -> tuple[Recognised, ...]:
        """Those who may be the person and are neither confirmed nor dismissed."""
        settled = {*self.people.known_ids, *self._draft.text(DISMISSED).split()}
        found = self._services.intakes.recognise(self.present().citizen)
        return tuple(one for one in found if one.citizen.id not in settled)

    def confirm(self, citizen_id: CitizenId) -> None:
        """The person is this one: what is known stands in the fields."""
        same = self._same_person(citizen_id)
        found = [one.citizen for one in self.suggested() if one.citizen.id == citizen_id]
        for citizen in found:
            self.people.take_known(citizen)
            self._note(KNOWN, same)

    def dismiss(self, citizen_id: CitizenId) -> None:
        """The person is somebody else."""
        same = self._same_person(citizen_id)
        self._note(DISMISSED, same)

    # ---- what is wrong with it -------------------------------------------------------------

    def hidden(self, people: People) -> frozenset[str]:
        """Fields that are not asked for now."""
        reasons = wanted_reasons(people, self._judging(people.place))
        return hidden_fields(self._form.text, people, reasons)

    def faults(self, people: People, petitions: tuple[Petition, ...]) -> tuple[FieldFault, ...]:
        """Of what the form holds now."""
        at, hidden = self._judging(people.place), self.hidden(people)
        judged = (*people_faults(people, at), *matter_faults(petitions[self.matter.place], at))
        shown = petitions[self.matter.place]
        needs_case = shown.case_id is None and shown.id in self.papers.petitions()
        lacking = (CASE_LACKING,) if needs_case else ()
        found = (*(one for one in judged if one.field not in hidden), *lacking)
        return self._form.faults(found, hidden=hidden)

    def lacking_at(self, people: People) -> tuple[int, ...]:
        """Places of people who are not shown and of whom something is lacking or wrong."""
        others = (place for place in range(len(people.persons)) if place != people.place)
        return tuple(place for place in others if self._is_lacking(people, place))

    def turn_to_first_lacking(self, people: People) -> None:
        """A person or content that is not shown and cannot be kept like that is shown."""
        petitions, shown = self.petitions(people), self.matter.place
        for place in self.lacking_at(people)[:1]:
            if is_sendable(self.faults(people, petitions)):
                self.people.turn_to(place)
                return
        others = (place for place in range(len(petitions)) if place != shown)
        for place in (shown, *others):
            self.matter.turn_to(place)
            if not is_sendable(self.faults(people, petitions)):
                return
        self.matter.turn_to(shown)

    # ---- inside ----------------------------------------------------------------------------

    def _judging(self, place: int) -> Circumstances:
        return self.people.circumstances(self.circumstances(), place, self.ticket())

    def _is_lacking(self, people: People, place: int) -> bool:
        """As the form would say of this person, if it held them."""
        at, text = self._judging(place), self.people.text_at(place)
        other = replace(people, place=place)
        shown = FIELDS_OF_PERSON - hidden_of_person(text, other, wanted_reasons(other, at))
        asked = (one for one in INTAKE_FORM.fields if one.key in shown)
        judged = (one for one in people_faults(other, at) if one.field in shown)
        return not is_sendable(joined(judged, form_faults(asked, text)))

    def _note(self, key: str, citizen_ids: frozenset[CitizenId]) -> None:
        """Of the person whom the form holds."""
        said = {*self._draft.text(key).split(), *citizen_ids}
        self._draft.edit(key, " ".join(sorted(said)))

    def _same_person(self, citizen_id: CitizenId) -> frozenset[CitizenId]:
        """Every record of the one who is suggested."""
        found = self.suggested()
        by = {one.by for one in found if one.citizen.id == citizen_id}
        return frozenset(one.citizen.id for one in found if one.by in by)
