"""What a session's presenters know from its plan: sites, people, rights, public words."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.domain.access.person import Officer
from desktop.domain.access.rights import Right, may_in_session, scope_at
from desktop.domain.casework.matter.case import Case, PetitionType
from desktop.domain.conduct.calls.agency_call import RING_S
from desktop.domain.conduct.deputy import deputy_at
from desktop.domain.conduct.floor import TURN_S
from desktop.domain.directory.site import Site, SiteRole
from desktop.domain.ids import CaseId, SessionId, SiteId
from desktop.domain.reception.participant import CITIZEN_ROLES, Participant, lead_person
from desktop.domain.reception.session import SessionPlan, site_role
from desktop.domain.reception.working_days import WEEKDAYS_ALONE, WorkingDays
from desktop.domain.record.phrases import PHRASES
from desktop.presenters.services.reception import ScheduleService


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionContext:
    """One session as this desk sees it, built when the officer enters.

    case: the first case that is known here, None when none is. sites: every site of the plan
    that is known here. denunciations: those of the session that are known here.
    turn_s: how long a turn that is given here may take before its clock warns. ring_s: how long
    an agency is rung from here. days: the table of working days. phrases: standard sentences of
    the minutes, by their keys. called_names: of sites that the plan does not know, because they
    were called in while the session went on; it grows.
    """

    plan: SessionPlan
    own_site: Site
    officer: Officer
    case: Case | None
    sites: tuple[Site, ...]
    denunciations: frozenset[CaseId] = frozenset()
    turn_s: int = TURN_S
    ring_s: int = RING_S
    days: WorkingDays = WEEKDAYS_ALONE
    phrases: tuple[str, ...] = PHRASES
    called_names: Mapping[SiteId, str] = field(default_factory=dict, compare=False)

    @property
    def session_id(self) -> SessionId:
        """The id of its plan."""
        return self.plan.id

    @property
    def own_site_id(self) -> SiteId:
        """The site of this PC."""
        return self.own_site.id

    @property
    def own_role(self) -> SiteRole:
        """What this room is to the session; a guest without a seat counts as component."""
        return site_role(self.plan, self.own_site_id) or SiteRole.COMPONENT

    @property
    def is_denunciation(self) -> bool:
        """The citizen's name is hidden on display 2 (domain.md §9)."""
        return self.case is not None and self.case.petition_type is PetitionType.DENUNCIATION

    def may(self, right: Right) -> bool:
        """Whether the officer at the desk may do it from this site."""
        return may_in_session(
            self.officer.role,
            right,
            site_role=site_role(self.plan, self.own_site_id),
            is_practice=self.plan.is_practice,
            scope=scope_at(self.own_site.kind),
        )

    def site(self, site_id: SiteId) -> Site | None:
        """A site of the session."""
        return next((site for site in self.sites if site.id == site_id), None)

    def site_name(self, site_id: SiteId) -> str:
        """The short name of a site, or the name it was called by; its id when nobody knows it."""
        site = self.site(site_id)
        return site.short_name if site else self.called_names.get(site_id, site_id)

    def people_of(self, site_id: SiteId) -> tuple[Participant, ...]:
        """Who was invited to a site."""
        return tuple(one for one in self.plan.participants if one.site_id == site_id)

    def speaker(self, site_id: SiteId, called: str = "") -> Participant | None:
        """Who speaks at a site: whom the plan calls so, else the one for whom the site is called.

        A name that the plan does not know is nobody's: what another room says is not shown.
        """
        people = self.plan.participants
        named = (one for one in people if one.site_id == site_id and one.label == called)
        return next(named, None) or lead_person(people, site_id)

    def speaker_label(self, site_id: SiteId, called: str = "") -> str:
        """How minutes and queue name the one who speaks at a site, or who was called there."""
        person = self.speaker(site_id, called)
        if person is not None:
            return person.label
        if site_id == self.plan.central_site_id:
            return self.plan.chair_label
        return self.site_name(site_id)

    def deputy_label(self, site_id: SiteId) -> str:
        """How minutes and messages name who conducts from a site while the chair is lost."""
        person = deputy_at(self.plan.participants, site_id)
        return self.speaker_label(site_id) if person is None else person.label

    def speakers(self) -> tuple[str, ...]:
        """Everyone who may be named in the minutes, each once, the chair first."""
        labels = [self.plan.chair_label, self.plan.secretary_label]
        labels += [person.label for person in self.plan.participants]
        labels += [self.speaker_label(site_id) for site_id in self.plan.site_ids]
        return tuple(dict.fromkeys(label for label in labels if label))

    def is_protected(self, person: Participant) -> bool:
        """Whether the person's name must not be seen by others (a denouncer)."""
        return self.is_denunciation and person.role in CITIZEN_ROLES


def build_session_context(
    schedule: ScheduleService, session_id: SessionId, officer: Officer
) -> SessionContext | None:
    """The context of a session; None when the session is not known at this desk."""
    plan = next((one for one in schedule.sessions() if one.id == session_id), None)
    if plan is None:
        return None
    found = (schedule.case(case_id) for case_id in plan.case_ids)
    cases = tuple(case for case in found if case is not None)
    sites = (schedule.site(site_id) for site_id in plan.site_ids)
    return SessionContext(
        plan=plan,
        own_site=schedule.own_site(),
        officer=officer,
        case=next(iter(cases), None),
        sites=tuple(site for site in sites if site is not None),
        denunciations=frozenset(
            case.id for case in cases if case.petition_type is PetitionType.DENUNCIATION
        ),
    )
