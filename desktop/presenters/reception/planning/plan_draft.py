"""A plan while it is written: its texts, its sites and its people, kept through a kill."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.domain.ids import SessionId, SiteId, new_id
from desktop.domain.reception.participant import DENOUNCER_ALIAS, Participant, ParticipantRole
from desktop.domain.reception.session import SessionPlan
from desktop.domain.text import normalised, plain_line
from desktop.presenters.form.draft import Draft
from desktop.presenters.form.spec import YES
from desktop.presenters.form.values import write_date, write_moment
from desktop.presenters.reception.planning.plan_lead import Lead
from desktop.presenters.reception.planning.plan_subjects import (
    RequestSubject,
    SessionSubject,
    Subject,
)
from desktop.presenters.reception.schedule_forms import (
    LEADING_FIELDS,
    LEADING_ROLES,
    Meeting,
    PlanField,
)

_LONG_TITLE = 120
"""Characters; a longer matter is no title."""
_SUBJECT, _SESSION, _REVISION = "subject", "session", "revision"
_CONTINUES, _SITES, _PEOPLE, _CHANGED = "continues", "sites", "people", "changed"
_BEGUN = "begun:"
"""In front of a field: what stood there when the plan was begun from a session."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """What a plan begins from. own_site_id: of this PC. day: the first lawful one."""

    own_site_id: SiteId
    day: date
    revision: int


class PlanDraft:
    """On top of the draft that the form types in. Thread: MainThread."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft

    # ---- what it is about ------------------------------------------------------------------

    @property
    def subject(self) -> str:
        """The key of what is planned, "" when nothing is."""
        return self._draft.text(_SUBJECT)

    @property
    def session_id(self) -> SessionId:
        """Of the session; of a new one made here, so that a second press is the same request."""
        return SessionId(self._draft.text(_SESSION))

    @property
    def base_revision(self) -> int:
        """Of the session as the clerk saw it, 0 for a new one."""
        text = self._draft.text(_REVISION)
        return int(text) if text.isdecimal() else 0

    @property
    def continues(self) -> SessionId | None:
        """The session that this goes on with."""
        text = self._draft.text(_CONTINUES)
        return SessionId(text) if text else None

    @property
    def begun(self) -> Lead:
        """Who led the session that it was begun from, and where; nobody of a new one."""

        def begun(field: PlanField) -> str:
            return normalised(self._draft.text(f"{_BEGUN}{field}"))

        return Lead(
            chair=begun(PlanField.CHAIR),
            chair_title=begun(PlanField.CHAIR_TITLE),
            secretary=begun(PlanField.SECRETARY),
            central=SiteId(begun(PlanField.CENTRAL)),
        )

    @property
    def is_changed(self) -> bool:
        """Somebody wrote in it since it was begun."""
        return bool(self._draft.text(_CHANGED))

    def begin(self, subject: Subject, beginning: Beginning) -> None:
        """From what is known of a request or a session."""
        if isinstance(subject, RequestSubject):
            texts = _of_request(subject, beginning)
        else:
            texts = _of_session(subject, beginning)
        self._draft.drop()
        for key, text in {_SUBJECT: subject.key, **texts}.items():
            self._draft.edit(key, text)

    def note_change(self) -> None:
        """Something was written that would be lost."""
        self._draft.edit(_CHANGED, YES)

    def forget(self) -> None:
        """What was written is given up."""
        self._draft.drop()

    # ---- sites and people ------------------------------------------------------------------

    @property
    def sites(self) -> tuple[SiteId, ...]:
        """The component sites, as they were added."""
        return tuple(SiteId(str(one)) for one in _list(self._draft.text(_SITES)))

    @property
    def people(self) -> tuple[Participant, ...]:
        """Everybody who is invited, also of sites that were taken out again."""
        read = (_person(one) for one in _list(self._draft.text(_PEOPLE)))
        return tuple(one for one in read if one is not None)

    def set_sites(self, sites: Iterable[SiteId]) -> None:
        """Others in their place."""
        self._draft.edit(_SITES, json.dumps(list(sites)))
        self.note_change()

    def set_people(self, people: Iterable[Participant]) -> None:
        """Others in their place."""
        self._draft.edit(_PEOPLE, _written(people))
        self.note_change()


def _of_request(subject: RequestSubject, beginning: Beginning) -> dict[str, str]:
    request = subject.request
    is_short = len(request.content) <= _LONG_TITLE
    role = ParticipantRole.CITIZEN
    if request.group_size > 1:
        role = ParticipantRole.CITIZEN_REPRESENTATIVE
    requester = Participant(
        full_name=DENOUNCER_ALIAS if subject.is_denunciation else request.requester_name,
        label=DENOUNCER_ALIAS if subject.is_denunciation else "",
        title="",
        agency="",
        role=role,
        site_id=request.owner_site_id,
    )
    is_elsewhere = request.owner_site_id != beginning.own_site_id
    return {
        _SESSION: new_id(),
        PlanField.TITLE: plain_line(request.content)
        if is_short and not subject.is_denunciation
        else "",
        PlanField.DAY: write_date(beginning.day),
        PlanField.CENTRAL: beginning.own_site_id,
        _SITES: json.dumps([request.owner_site_id] if is_elsewhere else []),
        _PEOPLE: _written([requester]),
    }


def _of_session(subject: SessionSubject, beginning: Beginning) -> dict[str, str]:
    plan = subject.plan
    texts = {
        PlanField.TITLE: plan.title,
        PlanField.KIND: plan.reception_kind,
        PlanField.LENGTH: str((plan.scheduled_end - plan.scheduled_start) // timedelta(minutes=1)),
        PlanField.CHAIR: plan.chair_label,
        PlanField.CHAIR_TITLE: plan.chair_title,
        PlanField.DELEGATED: YES if plan.chair_authorisation else "",
        PlanField.AUTHORISATION: plan.chair_authorisation,
        PlanField.SECRETARY: plan.secretary_label,
        PlanField.CENTRAL: plan.central_site_id,
        PlanField.MEETS: Meeting.ELSEWHERE if plan.platform else Meeting.HERE,
        PlanField.PLATFORM: plan.platform,
        PlanField.ADDRESS: plan.conference_address,
        _SITES: json.dumps(list(plan.component_site_ids)),
        _PEOPLE: _written(plan.participants),
    }
    texts |= {f"{_BEGUN}{field}": texts[field] for field in LEADING_FIELDS}
    if subject.changed is not None:
        return {**texts, **_time_of(plan), _SESSION: plan.id, _REVISION: str(beginning.revision)}
    return {
        **texts,
        PlanField.DAY: write_date(beginning.day),
        _SESSION: new_id(),
        _CONTINUES: plan.id,
    }


def _time_of(plan: SessionPlan) -> dict[str, str]:
    day, _, hour = write_moment(plan.scheduled_start).partition(" ")
    return {PlanField.DAY: day, PlanField.START: hour}


def is_leading(person: Participant) -> bool:
    """Chair or secretary: they have fields of their own."""
    return person.role in LEADING_ROLES


def _written(people: Iterable[Participant]) -> str:
    return json.dumps(
        [
            {
                "full_name": one.full_name,
                "label": one.label,
                "title": one.title,
                "agency": one.agency,
                "role": one.role.value,
                "site_id": one.site_id,
            }
            for one in people
        ],
        ensure_ascii=False,
    )


def _person(read: object) -> Participant | None:
    """None: of a newer program, or nothing that was written here."""
    if not isinstance(read, Mapping):
        return None
    texts = {str(key): str(value) for key, value in read.items()}
    try:
        role = ParticipantRole(texts.pop("role"))
        return Participant(role=role, site_id=SiteId(texts.pop("site_id")), **texts)  # type: ignore[arg-type]
    except (KeyError, TypeError, ValueError):
        return None


def _list(text: str) -> list[object]:
    try:
        read = json.loads(text)
    except ValueError:
        return []
    return read if isinstance(read, list) else []
