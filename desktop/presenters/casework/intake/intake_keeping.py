"""An intake that is handed over to be kept: its papers and new cases first, then the visit."""

from dataclasses import replace

from desktop.domain.casework.history import HistoryOf
from desktop.domain.casework.matter.petition import Petition, blocks_online
from desktop.domain.ids import CaseId, PetitionId, VisitId
from desktop.presenters.casework.intake.intake_cases import request_of
from desktop.presenters.casework.intake.intake_mending import IntakeMending
from desktop.presenters.casework.intake.intake_part import IntakeGround, IntakePart
from desktop.presenters.casework.intake.intake_people import People
from desktop.presenters.casework.intake.intake_person import Taker
from desktop.presenters.casework.intake.intake_reading import IntakeReading
from desktop.presenters.casework.intake.intake_visit import intake_of
from desktop.presenters.view.message import Message, Tone
from desktop.presenters.view.message_code import MessageCode


class IntakeKeeping(IntakePart):
    """What was taken in is kept, and what the city refused is opened again."""

    def __init__(
        self, ground: IntakeGround, *, reading: IntakeReading, mending: IntakeMending
    ) -> None:
        super().__init__(ground)
        self._reading = reading
        self._visit = reading.visit
        self._papers = reading.papers
        self._mending = mending
        self._done: Message | None = None
        self._may_be_sent = True

    def note_typed(self) -> None:
        """What stands in the form was not handed over by a program that ended since."""
        self._may_be_sent = False

    @property
    def is_sent(self) -> bool:
        """The program ended between keeping this and forgetting what was typed."""
        return self._may_be_sent and self._visit.id in self._kept_ids()

    def keep(self, taker: Taker, people: People, petitions: tuple[Petition, ...]) -> None:
        """First what the papers need, then the papers, then the visit: nothing waits for nobody."""
        service, known_ids = self._services.intakes, self._reading.people.known_ids
        self._ask_for_new_cases(people, petitions)
        again = self._papers.hand_over(cases_of(petitions), taker)
        intake = intake_of(
            self._visit,
            taker,
            people,
            petitions,
            ticket_no=service.next_ticket(self._reading.today()),
            visit_number=1 + service.earlier_receptions(HistoryOf(known_ids, case_of(petitions))),
        )
        visit = replace(intake.visit, papers_again=again)
        intake = self._mending.hand_in(replace(intake, visit=visit))
        is_redirected = blocks_online(petitions)
        self._done = Message(
            code=MessageCode.INTAKE_REDIRECTED if is_redirected else MessageCode.INTAKE_DONE,
            tone=Tone.OK,
            data={"n": intake.visit.ticket_no},
        )
        service.keep(intake)

    def take_changes(self) -> None:
        """What was handed in is kept; the form is free for the next person."""
        kept_id = self._visit.id
        if self._form.is_kept(self._kept_ids()):
            self.enter(kept_id)
            self._form.begin_anew()
            self._form.told = self._done
            if self._draft.texts:
                self._papers.forget_handed_over()
                self._visit.begin_anew(self._clock.now())
                self._reading.people.renew()
            self._mending.bring_back()
        elif self.is_sent:
            self.enter(kept_id)
            self._draft.drop()
            self._mending.bring_back()

    def enter(self, visit_id: VisitId) -> None:
        """Whoever was taken in, or turned away, stands in the register."""
        known = self._services.intakes.find(visit_id)
        if known is not None:
            self._services.register.enter(known.intake)

    # ---- inside ----------------------------------------------------------------------------

    def _ask_for_new_cases(self, people: People, petitions: tuple[Petition, ...]) -> None:
        """A request each, unless it was decided already."""
        requests, new = self._services.requests, self._reading.matter.new_cases()
        for petition in petitions:
            if petition.case_id in new:
                request = request_of(petition, people)
                known = requests.find(request.id)
                if known is None or known.decision is None:
                    requests.take(request, people.lead)

    def _kept_ids(self) -> set[str]:
        known = self._services.intakes.intakes()
        return {one.intake.visit.id for one in known if self._mending.is_settled(one)}


def case_of(petitions: tuple[Petition, ...]) -> CaseId | None:
    """The matter by which a visit is counted."""
    return next((one.case_id for one in petitions if one.case_id is not None), None)


def cases_of(petitions: tuple[Petition, ...]) -> dict[PetitionId, CaseId]:
    """Of those that have one."""
    return {one.id: one.case_id for one in petitions if one.case_id is not None}
