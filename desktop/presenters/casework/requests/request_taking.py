"""The left half of "Yêu cầu tiếp công dân": a request as it is typed becomes two records."""

from dataclasses import replace

from desktop.domain.access.rights import Right
from desktop.domain.casework.matter.case import CaseFlag, PetitionType
from desktop.domain.casework.matter.reception_request import (
    Channel,
    ReceptionRequest,
    gate_of_request,
)
from desktop.domain.casework.matter.triage import TriageAnswers, propose
from desktop.domain.casework.people.citizen import CitizenRecord, IdKind, tidied_name, ward_in
from desktop.domain.casework.people.group import LARGE_GROUP
from desktop.domain.casework.reason import GivenReason
from desktop.domain.casework.rules.field_rule import Circumstances, broken_rules
from desktop.domain.casework.rules.field_rules import citizen_faults, request_faults
from desktop.domain.casework.rules.people_rules import CITIZEN_RULES
from desktop.domain.clock import Clock
from desktop.domain.events import Event
from desktop.domain.faults import FaultKind, FieldFault, is_reason
from desktop.domain.ids import CitizenId, RequestId, UserId, new_id
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.sync.operation import RecordStorage
from desktop.presenters.casework.requests.request_forms import (
    DENUNCIATION,
    NO,
    REQUEST_FORM,
    TRIAGE,
    RequestField,
)
from desktop.presenters.casework.requests.requests_state import TakingView
from desktop.presenters.form.draft import Draft
from desktop.presenters.form.form import FormPresenter, Outcomes
from desktop.presenters.form.owns_form import OwnsForm
from desktop.presenters.form.spec import YES
from desktop.presenters.form.values import read_phone
from desktop.presenters.services.access import person_may
from desktop.presenters.services.services import Services
from desktop.presenters.view.message import Message, Tone
from desktop.presenters.view.message_code import MessageCode

_REQUEST_ID, _CITIZEN_ID = "request_id", "citizen_id"
"""Kept with what is typed: the same request again is the same record."""
_ANSWERS = {YES: True, NO: False}
_OF_CITIZEN = frozenset(
    {
        RequestField.FULL_NAME,
        RequestField.ID_NUMBER,
        RequestField.PHONE,
        RequestField.ADDRESS,
    }
)
"""Fields of the citizen that this form has; the others are asked for when the citizen comes."""


class RequestTaking(OwnsForm):
    """Lives as long as the desk; what is typed is kept through a kill. Thread: MainThread."""

    def __init__(self, *, services: Services, clock: Clock) -> None:
        self._services = services
        self._clock = clock
        self._draft = Draft(memory=services.memory, clock=clock, name="request_draft")
        self._form = FormPresenter(
            spec=REQUEST_FORM, draft=self._draft, outcomes=Outcomes(hand_in="take_request")
        )
        self._sent = RequestId("")

    @property
    def may_take(self) -> bool:
        """Whether the person takes requests."""
        return person_may(self._services.access, Right.TAKE_REQUEST)

    # ---- what the officer does -------------------------------------------------------------

    def start(self) -> None:
        """The screen is shown."""
        self._form.start(is_sent=self._is_sent())

    def edit(self, key: str, text: str) -> None:
        """A key or a choice."""
        self._form.edit(key, text)
        self._ensure_ids()

    def take(self) -> None:
        """Ghi yêu cầu: with what is missing it stays here."""
        if not self.may_take or self._form.is_under_way:
            return
        self._ensure_ids()
        citizen, request = self._records()
        if self._form.submit(request.id, self._faults(citizen, request)):
            self._sent = request.id
            self._services.requests.take(request, citizen)

    # ---- what happens ----------------------------------------------------------------------

    def take_changes(self) -> bool:
        """What was taken is kept; the form is free for the next one. True: that is told."""
        taken = {one.request.id: one.request for one in self._services.requests.requests()}
        if not self._form.is_kept(taken):
            return False
        self._form.begin_anew()
        self._form.told = Message(
            code=MessageCode.REQUEST_TAKEN,
            tone=Tone.OK,
            data={"name": taken[self._sent].requester_name},
        )
        if self._draft.texts:
            self._name_anew()
        return True

    def take_event(self, event: Event) -> bool:
        """An outcome; False: it is none of this form's."""
        return self._form.take(event)

    # ---- what is drawn ---------------------------------------------------------------------

    def message(self) -> Message | None:
        """What is told of this form."""
        return self._form.message(self._faults(*self._records()))

    def view(self) -> TakingView:
        """The left half as it is drawn now."""
        citizen, request = self._records()
        proposal = propose(request.triage_answers)
        faults = self._faults(citizen, request)
        waiting = self._services.requests.requests()
        own = self._services.schedule.own_site().id
        return TakingView(
            form=self._form.state(faults, hidden=self._hidden(citizen, request)),
            proposed=proposal.proposed_type,
            is_mixed=proposal.is_mixed,
            gate=gate_of_request(request),
            is_denunciation=request.petition_type is PetitionType.DENUNCIATION,
            kept_at=self._draft.kept_at,
            can_take=not self._form.is_under_way,
            unsent=sum(
                one.request.owner_site_id == own and one.storage is RecordStorage.HERE
                for one in waiting
            ),
        )

    # ---- inside ----------------------------------------------------------------------------

    def _is_sent(self) -> bool:
        """The program ended between keeping this and forgetting what was typed."""
        known = self._services.requests.requests()
        return self._draft.text(_REQUEST_ID) in {one.request.id for one in known}

    def _ensure_ids(self) -> None:
        if not self._draft.text(_REQUEST_ID):
            self._name_anew()

    def _name_anew(self) -> None:
        """What is typed becomes records of its own."""
        self._draft.edit(_REQUEST_ID, new_id())
        self._draft.edit(_CITIZEN_ID, new_id())

    def _records(self) -> tuple[CitizenRecord, ReceptionRequest]:
        """What is typed as the records that would be kept."""
        now, own = self._clock.now(), self._services.schedule.own_site()
        signed_in = self._services.access.signed_in()
        who = signed_in.officer.id if signed_in is not None else UserId("")
        number = self._form.words(RequestField.ID_NUMBER)
        citizen = CitizenRecord(
            id=CitizenId(self._draft.text(_CITIZEN_ID)),
            owner_site_id=own.id,
            created_at=now,
            created_by=who,
            full_name=tidied_name(self._form.text(RequestField.FULL_NAME)),
            id_kind=IdKind.CAN_CUOC,
            id_number=number,
            address_text=self._form.words(RequestField.ADDRESS),
            phone=read_phone(self._form.words(RequestField.PHONE)),
        )
        citizen = replace(citizen, reasons=self._reasons(citizen))
        return citizen, self._request(citizen)

    def _request(self, citizen: CitizenRecord) -> ReceptionRequest:
        petition_type = self._form.text(RequestField.PETITION_TYPE)
        own_right, others_breach, proposes, informs = (
            True if self._form.text(one) == YES else None for one in TRIAGE
        )
        answers = TriageAnswers(
            own_right=own_right, others_breach=others_breach, proposes=proposes, informs=informs
        )
        size = self._form.number(RequestField.GROUP_SIZE) or 1
        chosen = PetitionType(petition_type) if petition_type else None
        is_denunciation = chosen is PetitionType.DENUNCIATION
        protection, secrecy = (
            _ANSWERS.get(self._form.text(one)) if is_denunciation else None for one in DENUNCIATION
        )
        return ReceptionRequest(
            id=RequestId(self._draft.text(_REQUEST_ID)),
            owner_site_id=citizen.owner_site_id,
            created_at=citizen.created_at,
            created_by=citizen.created_by,
            channel=Channel(self._form.text(RequestField.CHANNEL)),
            requester_id=citizen.id,
            requester_name=citizen.full_name,
            requester_ward=ward_in(citizen.address_text),
            content=self._form.words(RequestField.CONTENT),
            group_size=size,
            wants_online=self._form.text(RequestField.WANTS_ONLINE) == YES,
            assistance_reason=self._form.words(RequestField.ASSISTANCE),
            petition_type=chosen,
            suggested_type=propose(answers).proposed_type,
            triage_answers=answers,
            identity_protection_requested=protection,
            secrecy_assured=secrecy,
            flags=frozenset({CaseFlag.LARGE_GROUP}) if size >= LARGE_GROUP else frozenset(),
        )

    def _reasons(self, citizen: CitizenRecord) -> tuple[GivenReason, ...]:
        """One typed reason stands for every rule that it goes past."""
        typed = self._form.words(RequestField.EXCEPTION)
        if not is_reason(typed):
            return ()
        broken = broken_rules(CITIZEN_RULES, citizen, self._circumstances())
        return tuple(
            GivenReason(
                rule=rule.name,
                reason=typed,
                given_by=citizen.created_by,
                given_at=citizen.created_at,
            )
            for rule in broken
            if rule.kind is FaultKind.REASON
        )

    def _faults(self, citizen: CitizenRecord, request: ReceptionRequest) -> tuple[FieldFault, ...]:
        at = self._circumstances()
        judged = [one for one in citizen_faults(citizen, at) if one.field in _OF_CITIZEN]
        judged += (one for one in request_faults(request, at) if one.field in set(RequestField))
        return self._form.faults(judged, hidden=self._hidden(citizen, request))

    def _hidden(self, citizen: CitizenRecord, request: ReceptionRequest) -> frozenset[str]:
        """What is not asked now: of a denunciation alone, and a reason where none is wanted."""
        hidden = set[str]()
        if request.petition_type is not PetitionType.DENUNCIATION:
            hidden |= {one.value for one in DENUNCIATION}
        bare = replace(citizen, reasons=())
        faults = citizen_faults(bare, self._circumstances())
        wanted = any(one.kind is FaultKind.REASON for one in faults if one.field in _OF_CITIZEN)
        if not wanted:
            hidden.add(RequestField.EXCEPTION.value)
        return frozenset(hidden)

    def _circumstances(self) -> Circumstances:
        now = self._clock.now()
        return Circumstances(today=now.astimezone(LOCAL_ZONE).date(), now=now)
