"""The screen "Tiếp nhận công dân": one visit typed once, kept as visit, people and contents."""

from collections.abc import Callable

from typing_extensions import override

from desktop.domain.access.events import AccessChanged
from desktop.domain.access.rights import Right
from desktop.domain.casework.events import (
    CasesChanged,
    ConclusionsChanged,
    IntakesChanged,
    RequestsChanged,
)
from desktop.domain.casework.history import EarlierReception, HistoryOf
from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.casework.matter.petition import Petition, blocks_online
from desktop.domain.casework.people.identity import is_card_text, read_card
from desktop.domain.casework.people.standing import StandingKind
from desktop.domain.clock import Clock
from desktop.domain.events import Event
from desktop.domain.faults import FieldFault
from desktop.domain.ids import VisitId
from desktop.domain.reception.events import ScheduleChanged
from desktop.domain.sync.events import SyncChanged
from desktop.domain.sync.status import Connectivity
from desktop.presenters.casework.intake.intake_card import IntakeCard
from desktop.presenters.casework.intake.intake_cases import IntakeCases
from desktop.presenters.casework.intake.intake_forms import INTAKE_FORM, IntakeField
from desktop.presenters.casework.intake.intake_keeping import IntakeKeeping, case_of, cases_of
from desktop.presenters.casework.intake.intake_mending import IntakeMending
from desktop.presenters.casework.intake.intake_part import IntakeGround
from desktop.presenters.casework.intake.intake_reading import IntakeReading
from desktop.presenters.casework.intake.intake_state import (
    CaseView,
    HandedPapers,
    IntakeVerb,
    IntakeViewState,
    PromiseLine,
)
from desktop.presenters.casework.intake.intake_views import (
    group_view,
    known_people,
    matter_view,
    persons_view,
    promises_view,
    sheet_of,
)
from desktop.presenters.casework.intake.intake_visitors import IntakeVisitors
from desktop.presenters.casework.visible.visible_cases import VisibleCases
from desktop.presenters.form.draft import Draft
from desktop.presenters.form.fault_watch import FaultWatch
from desktop.presenters.form.form import FormPresenter, Outcomes
from desktop.presenters.form.form_screen import FormScreen
from desktop.presenters.services.access import person_may
from desktop.presenters.services.desk_context import DeskContext
from desktop.presenters.services.services import Services
from desktop.presenters.view.message import Message, Tone
from desktop.presenters.view.message_code import MessageCode


class IntakePresenter(FormScreen[IntakeViewState]):
    """Lives as long as the desk; what is typed is kept through a kill. Thread: MainThread."""

    def __init__(
        self,
        *,
        services: Services,
        clock: Clock,
        facts: DeskContext,
        cases: VisibleCases,
        render: Callable[[IntakeViewState], None],
    ) -> None:
        super().__init__(services, render)
        self._clock = clock
        self._draft = Draft(memory=services.memory, clock=clock, name="intake_draft")
        self._form = FormPresenter(
            spec=INTAKE_FORM,
            draft=self._draft,
            outcomes=Outcomes(hand_in="keep_intake"),
            watch=FaultWatch(MessageCode.INTAKE_LACKING, MessageCode.INTAKE_ODD),
            offered={IntakeField.CASE: self._offered},
        )
        self._cases = IntakeCases(services, cases)
        ground = IntakeGround(services=services, clock=clock, form=self._form)
        self._reading = IntakeReading(ground, facts=facts)
        self._visit = self._reading.visit
        self._people = self._reading.people
        self._matter = self._reading.matter
        self.papers = self._reading.papers
        self._mending = IntakeMending(services=services, form=self._form, visit=self._visit)
        self.card = IntakeCard(
            media=services.media, on_read=self.read_card, on_none=lambda: self.read_card("")
        )
        self._keeping = IntakeKeeping(ground, reading=self._reading, mending=self._mending)
        self.visitors = IntakeVisitors(
            reading=self._reading, form=self._form, printing=services.printing, draw=self.draw
        )

    # ---- what the officer does -------------------------------------------------------------

    def start(self) -> None:
        """The screen is shown."""
        self._cases.read()
        self._mending.read()
        is_sent = self._keeping.is_sent
        if is_sent:  # and did not come into the register before the program ended
            self._keeping.enter(self._visit.id)
        self._form.start(is_sent=is_sent)
        self._mending.bring_back()
        self.refresh()
        self.draw()

    def edit(self, key: str, text: str) -> None:
        """A key or a choice; key: an IntakeField. A card that was pasted is read too."""
        if is_card_text(text):
            self.read_card(text)
            return
        self._begin()
        self._form.edit(key, text)
        if key == IntakeField.READ_BACK:
            self._matter.note_read_back(self._clock.now())
        self.draw()

    def read_card(self, untrusted_text: str) -> None:
        """What a card reader typed, wherever the keyboard was."""
        card = read_card(untrusted_text)
        self._begin()
        if card is None:
            self._form.told = Message(code=MessageCode.CARD_UNREADABLE, tone=Tone.WARN)
        else:
            if self._people.turn_to_bearer(card):
                self._form.begin_anew()
            self._people.take_card(card)
        self.draw()

    def open(self, visit_id: VisitId) -> None:
        """Mở lại để sửa: what the city would not have; what is being typed is put aside."""
        if self._may_take() and not self._form.is_under_way and not self.papers.is_coming:
            self._mending.open(visit_id)
            self._keeping.note_typed()
        self.draw()

    def close(self) -> None:
        """Đóng, không sửa."""
        if self._mending.is_open and not self._form.is_under_way:
            self._mending.close()
        self.draw()

    def split(self) -> None:
        """Tách nội dung."""
        people = self._reading.present()
        if self._matter.split(self._reading.taker(), people.speaking):
            self._form.begin_anew()
        self.draw()

    def join(self) -> None:
        """Only the content that is shown is brought forward after all."""
        self._matter.join()
        self._form.begin_anew()
        self.draw()

    def turn_to(self, place: int) -> None:
        """Another content of a split one."""
        self._matter.turn_to(place)
        self._form.begin_anew()
        self.draw()

    def finish(self) -> None:
        """Xong, vào hàng chờ; with what is missing it stays here and says so."""
        if not self._may_take() or self._form.is_under_way:
            return
        if self.papers.is_coming:
            code = MessageCode.INTAKE_PAPER_COMING
            self._form.told = Message(code=code, tone=Tone.WARN)
            self.draw()
            return
        self._begin()
        self.visitors.add_member()
        self.papers.settle(cases_of(self._reading.petitions(self._reading.present())))
        self._reading.turn_to_first_lacking(self._reading.present())
        people, taker = self._reading.present(), self._reading.taker()
        petitions = self._reading.petitions(people)
        if self._form.submit(self._visit.id, self._reading.faults(people, petitions)):
            self._keeping.keep(taker, people, petitions)
        self.draw()

    # ---- what happens ----------------------------------------------------------------------

    @override
    def on_tick(self) -> None:
        """The draft is kept, days pass."""
        super().on_tick()
        self.draw()

    def on_event(self, event: Event) -> None:
        """Take in one fact."""
        match event:
            case IntakesChanged():
                self._mending.read()
                self._keeping.take_changes()
            case CasesChanged() | RequestsChanged() | ScheduleChanged() | AccessChanged():
                self._cases.read()
            case SyncChanged() | ConclusionsChanged():
                pass
            case _:
                if not (
                    self.card.on_event(event) or self.papers.take(event) or self._form.take(event)
                ):
                    return
        self.draw()

    @override
    def state(self) -> IntakeViewState:
        """What the screen draws now."""
        people = self._reading.present()
        petitions = self._reading.petitions(people)
        faults, chosen = self._reading.faults(people, petitions), self._matter.chosen()
        is_restricted = PetitionType.DENUNCIATION in chosen
        known_ids = self._reading.people.known_ids
        history = self._services.intakes.history(
            HistoryOf(known_ids, case_of(petitions), self._visit.id),
            is_denunciation=is_restricted,
        )
        return IntakeViewState(
            form=self._form.state(faults, hidden=self._reading.hidden(people)),
            today=self._reading.today(),
            ticket=self._reading.ticket(),
            is_provisional=self._is_offline(),
            is_empty=self._reading.is_empty(),
            kept_at=self._draft.kept_at,
            is_by_card=self._people.is_by_card,
            card_look=self.card.view,
            persons=persons_view(people, is_restricted=is_restricted),
            group=None
            if people.group is None
            else group_view(
                people.group,
                people,
                has_room=self._people.has_room,
            ),
            people=() if is_restricted else known_people(self._reading.suggested()),
            history=history,
            has_history=not is_restricted,
            promises=() if is_restricted else self._promises(petitions, history),
            matter=matter_view(
                self._matter.proposal(),
                petitions[self._matter.place],
                chosen=chosen,
                place=self._matter.place,
            ),
            case=CaseView(
                choices=self._cases.choices(self._shown_type()),
                suggested=self._cases.suggested(
                    self._shown_type(), known_ids, self._form.text(IntakeField.CASE)
                ),
            ),
            mending=self._mending.view(),
            papers=HandedPapers(
                rows=self.papers.rows(),
                can_add=self.papers.can_add,
                is_coming=self.papers.is_coming,
                may_prove=people.standing.kind is not StandingKind.SELF,
                may_designate=people.group is not None,
            ),
            sheet=sheet_of(
                people,
                petitions,
                faults,
                chosen=chosen,
                lacking_at=self._reading.lacking_at(people),
            ),
            verb=IntakeVerb.REDIRECT if blocks_online(petitions) else IntakeVerb.QUEUE,
            can_press=not self._form.is_under_way,
            message=self._message(faults),
        )

    # ---- inside ----------------------------------------------------------------------------

    def _offered(self) -> frozenset[str]:
        kept = self._cases.kept(self._visit.id, self._matter.petition_id)
        return self._cases.values(self._shown_type(), kept)

    def _shown_type(self) -> PetitionType | None:
        chosen = self._form.text(IntakeField.PETITION_TYPE)
        return PetitionType(chosen) if chosen else None

    def _begin(self) -> None:
        self._keeping.note_typed()
        self._visit.begin(self._clock.now())

    def _promises(
        self, petitions: tuple[Petition, ...], history: tuple[EarlierReception, ...]
    ) -> tuple[PromiseLine, ...]:
        """What they were promised before, in the case at hand or in one they came for."""
        named = {case_of(petitions), *(one.case_id for one in history)}
        case_ids = frozenset(one for one in named if one is not None)
        items = self._services.conclusions.items() if case_ids else ()
        return promises_view(items, case_ids, self._reading.today())

    # ---- what is told ----------------------------------------------------------------------

    def _may_take(self) -> bool:
        return person_may(self._services.access, Right.RECEIVE_CITIZEN)

    def _is_offline(self) -> bool:
        return self._services.sync.status().connectivity is not Connectivity.ONLINE

    def _message(self, faults: tuple[FieldFault, ...]) -> Message | None:
        told = self._form.message(faults)
        if told is not None:
            return told
        if self._is_offline():
            ticket = self._services.intakes.next_ticket(self._reading.today())
            code = MessageCode.INTAKE_OFFLINE
            return Message(code=code, tone=Tone.WARN, data={"n": ticket})
        if self._reading.is_empty():
            return Message(code=MessageCode.INTAKE_EMPTY, tone=Tone.INFO)
        return None
