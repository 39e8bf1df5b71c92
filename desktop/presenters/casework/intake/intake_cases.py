"""Of which case a content is: one that is known, a request that becomes one, or a new one."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from desktop.domain.casework.history import HistoryOf
from desktop.domain.casework.matter.case import CaseFlag, PetitionType
from desktop.domain.casework.matter.petition import Petition
from desktop.domain.casework.matter.reception_request import (
    Channel,
    Decision,
    KnownRequest,
    ReceptionRequest,
    case_of_request,
)
from desktop.domain.casework.people.citizen import ward_in
from desktop.domain.casework.people.group import ALONE, LARGE_GROUP
from desktop.domain.ids import CaseId, CitizenId, PetitionId, RequestId, VisitId
from desktop.domain.text import plain_line
from desktop.presenters.casework.intake.intake_forms import MAX_TEXT, NEW_CASE
from desktop.presenters.casework.intake.intake_people import People
from desktop.presenters.casework.intake.intake_state import CaseChoice
from desktop.presenters.casework.visible.visible_cases import VisibleCases
from desktop.presenters.services.services import Services

_MOST_SUGGESTED = 2
_TITLE = 90
"""Characters of a request that are enough to know it by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Offer:
    """A choice, with what it is judged by."""

    choice: CaseChoice
    is_denunciation: bool
    requester_id: CitizenId | None


class IntakeCases:
    """What a content may be joined to. Thread: MainThread.

    Read when the screen is shown and when something changed, as it is asked for at each key.
    """

    def __init__(self, services: Services, cases: VisibleCases) -> None:
        self._services = services
        self._cases = cases
        self._offers: tuple[_Offer, ...] = ()
        self._choices: Mapping[bool, tuple[CaseChoice, ...]] = {False: (), True: ()}

    def read(self) -> None:
        """Cases or requests changed, or somebody else sits here."""
        offers = [*self._of_cases()]
        known = {one.choice.value for one in offers}
        offers += (one for one in self._of_requests() if one.choice.value not in known)
        self._offers = tuple(offers)
        self._choices = {
            secret: tuple(one.choice for one in offers if one.is_denunciation is secret)
            for secret in (False, True)
        }

    def values(self, petition_type: PetitionType | None, kept: CaseId | None) -> frozenset[str]:
        """What may be chosen. kept: what was kept of this content before, if it was."""
        found = (one.value for one in self.choices(petition_type))
        return frozenset({"", NEW_CASE, *found, *([] if kept is None else [kept])})

    def choices(self, petition_type: PetitionType | None) -> tuple[CaseChoice, ...]:
        """A denunciation joins another one alone, and nothing else does."""
        return self._choices[petition_type is PetitionType.DENUNCIATION]

    def suggested(
        self,
        petition_type: PetitionType | None,
        citizen_ids: AbstractSet[CitizenId],
        chosen: str,
    ) -> tuple[CaseChoice, ...]:
        """What these people came for before, or asked for; nothing once something is chosen."""
        if chosen or not citizen_ids or petition_type is PetitionType.DENUNCIATION:
            return ()
        before = self._services.intakes.history(HistoryOf(citizen_ids), is_denunciation=False)
        named = {one.case_id for one in before if one.case_id is not None}
        found = (
            one.choice
            for one in self._offers
            if not one.is_denunciation
            and (one.choice.value in named or one.requester_id in citizen_ids)
        )
        return tuple(found)[:_MOST_SUGGESTED]

    def kept(self, visit_id: VisitId, petition_id: PetitionId) -> CaseId | None:
        """What this content was kept with, before it was opened again."""
        known = self._services.intakes.find(visit_id)
        petitions = () if known is None else known.intake.petitions
        return next((one.case_id for one in petitions if one.id == petition_id), None)

    # ---- inside ----------------------------------------------------------------------------

    def _of_cases(self) -> Iterable[_Offer]:
        for case in self._cases.cases():
            yield _Offer(
                choice=CaseChoice(value=case.id, code=case.code, asked_on=None, title=case.title),
                is_denunciation=case.petition_type is PetitionType.DENUNCIATION,
                requester_id=None,
            )

    def _of_requests(self) -> Iterable[_Offer]:
        """Those of this unit; of other units headquarters know no citizen."""
        own = self._services.schedule.own_site().id
        for known in reversed(self._services.requests.requests()):
            request = known.request
            if request.owner_site_id != own or not _may_become_a_case(known):
                continue
            is_denunciation = request.petition_type is PetitionType.DENUNCIATION
            name = "" if is_denunciation else request.requester_name
            yield _Offer(
                choice=CaseChoice(
                    value=case_of_request(request),
                    code="",
                    asked_on=request.created_at,
                    title=" · ".join(
                        one for one in (name, plain_line(request.content)[:_TITLE]) if one
                    ),
                ),
                is_denunciation=is_denunciation,
                requester_id=request.requester_id,
            )


def _may_become_a_case(known: KnownRequest) -> bool:
    decided = known.standing_decision
    is_rejected = decided is not None and decided.decision is Decision.REJECTED
    return not known.is_refused and not is_rejected


def request_of(petition: Petition, people: People) -> ReceptionRequest:
    """What a content of a new case asks for: the head decides it, and it becomes the case.

    petition: with the case that the request becomes. Raises ValueError: it has none.
    """
    if petition.case_id is None:
        raise ValueError("a content without a case asks for none")
    whole = f"{petition.summary}\n{petition.request}"
    group, citizen = people.group, people.lead
    size = ALONE if group is None else group.group_size
    return ReceptionRequest(
        id=RequestId(petition.case_id),
        owner_site_id=petition.owner_site_id,
        created_at=petition.created_at,
        created_by=petition.created_by,
        channel=Channel.IN_PERSON,
        requester_id=citizen.id,
        requester_name=citizen.full_name,
        requester_ward=ward_in(citizen.address_text),
        content=whole if len(whole) <= MAX_TEXT else petition.summary,
        group_size=size,
        petition_type=petition.petition_type,
        suggested_type=petition.suggested_type,
        triage_answers=petition.triage_answers,
        identity_protection_requested=petition.identity_protection_requested,
        secrecy_assured=petition.secrecy_assured,
        flags=frozenset({CaseFlag.LARGE_GROUP}) if size >= LARGE_GROUP else frozenset(),
    )
