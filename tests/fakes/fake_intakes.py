"""Intakes in memory, with the same events; people are recognised by looking at everybody."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from desktop.domain.casework.events import IntakesChanged
from desktop.domain.casework.history import (
    EarlierReception,
    HistoryOf,
    Recognised,
    count_receptions,
    history_lines,
    recognise,
)
from desktop.domain.casework.intake import (
    Intake,
    KnownIntake,
    earlier_reception,
    has_come,
    joined,
    newest_first,
    next_ticket,
    numbers_of,
    visit_day,
)
from desktop.domain.casework.matter.petition import Petition, blocks_online, keeps_block
from desktop.domain.casework.people.citizen import CitizenRecord
from desktop.domain.events import ActionFailed, EventSink
from desktop.domain.ids import CaseId, CitizenId, PetitionId, VisitId
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.sync.operation import RecordStorage
from desktop.sync.codes import IntakeCode


class FakeIntakes:
    """Intakes; what is kept waits for the city until a test says otherwise (`learn`).

    `fails_with` refuses everything.
    """

    def __init__(self, *, emit: EventSink, place: Callable[[], str] = lambda: "Xã An Lão") -> None:
        self._emit = emit
        self._place = place
        self._known: dict[VisitId, KnownIntake] = {}
        self._citizens: dict[CitizenId, CitizenRecord] = {}
        self._petitions: dict[PetitionId, Petition] = {}
        self.fails_with: str | None = None
        self.asked: list[Intake] = []
        """What was to be kept, kept or not."""

    def keep(self, intake: Intake) -> None:
        whole = joined(intake)
        self.asked.append(whole)
        code = self.fails_with or self._blocked(whole)
        if code is not None:
            data = {"visit": whole.visit.id}
            self._emit(ActionFailed(action="keep_intake", code=code, data=data))
            return
        self.learn(KnownIntake(intake=whole, storage=RecordStorage.HERE, is_at_city=False))

    def intakes(self) -> tuple[KnownIntake, ...]:
        known = self._known.values()
        return tuple(
            sorted(known, key=lambda one: (one.intake.visit.created_at, one.intake.visit.id))
        )

    def of_day(self, day: date) -> tuple[KnownIntake, ...]:
        known = (one for one in self.intakes() if visit_day(one.intake.visit, LOCAL_ZONE) == day)
        return tuple(
            sorted(known, key=lambda one: (one.intake.visit.ticket_no, one.intake.visit.id))
        )

    def find(self, visit_id: VisitId) -> KnownIntake | None:
        return self._known.get(visit_id)

    def of_case(self, case_id: CaseId) -> tuple[KnownIntake, ...]:
        known = self._known.values()
        return newest_first(
            one
            for one in known
            if any(petition.case_id == case_id for petition in one.intake.petitions)
        )

    def next_ticket(self, day: date) -> int:
        return next_ticket(one.intake.visit for one in self.of_day(day))

    def numbers_of_day(self, day: date, *, but: VisitId | None = None) -> Mapping[str, int]:
        return numbers_of(one.intake for one in self.of_day(day) if one.intake.visit.id != but)

    def recognise(self, person: CitizenRecord) -> tuple[Recognised, ...]:
        return recognise(person, self._citizens.values())

    def history(self, of: HistoryOf, *, is_denunciation: bool) -> tuple[EarlierReception, ...]:
        return history_lines(self._receptions(), of, is_denunciation=is_denunciation)

    def earlier_receptions(self, of: HistoryOf) -> int:
        return count_receptions(self._receptions(), of)

    def _receptions(self) -> Iterator[EarlierReception]:
        known = (one.intake for one in self._known.values())
        return (
            earlier_reception(one.visit, one.petitions, place=self._place(), zone=LOCAL_ZONE)
            for one in known
            if has_come(one.visit)
        )

    def learn(self, known: KnownIntake) -> None:
        """An intake is known, or came further."""
        self._known[known.intake.visit.id] = known
        self._citizens |= {one.id: one for one in known.intake.citizens}
        self._petitions |= {one.id: one for one in known.intake.petitions}
        self._emit(IntakesChanged())

    def _blocked(self, whole: Intake) -> str | None:
        """L-301, when it may not be kept as it is."""
        former = ((self._petitions.get(one.id), one) for one in whole.petitions)
        is_lifted = any(old is not None and not keeps_block(old, new) for old, new in former)
        is_in_session = whole.visit.session_id is not None and blocks_online(whole.petitions)
        return IntakeCode.BLOCKED_ONLINE if is_lifted or is_in_session else None
