"""A plan as it is written: its two forms, its sites and its people, and what becomes of them."""

from datetime import datetime, timedelta

from desktop.domain.clock import Clock
from desktop.domain.directory.site import Site, SiteKind
from desktop.domain.faults import FaultKind, FieldFault
from desktop.domain.ids import SessionId, SiteId
from desktop.domain.papers.dossier import DossierPaper, has_whole
from desktop.domain.reception.participant import Participant, ParticipantRole, labelled
from desktop.domain.reception.planning import SessionWish
from desktop.domain.reception.platform import names_secret
from desktop.domain.reception.scheduling import earliest_lawful_day, most_sites
from desktop.domain.reception.status import ReceptionKind
from desktop.domain.text import plain_line
from desktop.presenters.form.draft import Draft
from desktop.presenters.form.fault_watch import FaultWatch
from desktop.presenters.form.form import FormPresenter, Outcomes
from desktop.presenters.form.spec import YES
from desktop.presenters.form.values import read_date, read_moment, write_moment
from desktop.presenters.reception.planning.plan_draft import Beginning, PlanDraft, is_leading
from desktop.presenters.reception.planning.plan_judgement import (
    Around,
    Judgement,
    WrittenPlan,
    sites_lacking,
    sites_without_dossier,
)
from desktop.presenters.reception.planning.plan_lead import Lead, leading_people
from desktop.presenters.reception.planning.plan_subjects import Subject
from desktop.presenters.reception.schedule_forms import (
    PERSON_FORM,
    PLAN_FORM,
    USUAL_MINUTES,
    Meeting,
    PersonField,
    PlanField,
)
from desktop.presenters.reception.schedule_state import PapersAtSite, PersonRow, SiteRow
from desktop.presenters.services.services import Services
from desktop.presenters.services.working_days import WorkingDaysSource
from desktop.presenters.view.message import Message, Tone
from desktop.presenters.view.message_code import MessageCode


class PlanWriting:
    """What is typed is kept through a kill. Thread: MainThread.

    form: the plan; person: somebody who is to be added.
    """

    def __init__(self, *, services: Services, clock: Clock, days: WorkingDaysSource) -> None:
        self._services = services
        self._clock = clock
        self._days = days
        memory = services.memory
        self._texts = Draft(memory=memory, clock=clock, name="schedule_draft")
        self._person_texts = Draft(memory=memory, clock=clock, name="schedule_person_draft")
        self.draft = PlanDraft(self._texts)
        self.form = FormPresenter(
            spec=PLAN_FORM,
            draft=self._texts,
            outcomes=Outcomes(hand_in="plan_session", told=frozenset({"call_off_session"})),
            watch=FaultWatch(MessageCode.PLAN_LACKING, MessageCode.PLAN_ODD_TIME),
            offered={
                PlanField.CENTRAL: lambda: {one.id for one in self.centres()},
                PlanField.ADD_SITE: lambda: {one.id for one in self.choices()},
            },
        )
        self.person = FormPresenter(
            spec=PERSON_FORM,
            draft=self._person_texts,
            outcomes=Outcomes(hand_in="add_person"),
            offered={PersonField.SITE: lambda: set(self._site_ids())},
        )

    @property
    def kept_at(self) -> datetime | None:
        """When what is typed was kept, aware; None while somebody types, or nothing is."""
        drafts = (self._texts, self._person_texts)
        times = [one.kept_at for one in drafts if one.kept_at is not None]
        return max(times, default=None) if not any(one.is_pending for one in drafts) else None

    # ---- what the clerk does ---------------------------------------------------------------

    def begin(self, subject: Subject, *, revision: int) -> None:
        """Something else is planned from now on."""
        beginning = Beginning(
            own_site_id=self._services.schedule.own_site().id,
            day=earliest_lawful_day(self._clock.now(), self._days.table()),
            revision=revision,
        )
        self.draft.begin(subject, beginning)
        self._begin_anew()

    def forget(self) -> None:
        """What was written is given up, or has become a session."""
        self.draft.forget()
        self._begin_anew()

    def hand_in(self, session_id: SessionId) -> None:
        """It goes as it stands now: a kill from here on leaves neither more nor less."""
        self.person.leave()
        self.form.hand_in(session_id)

    def leave(self) -> None:
        """Another screen is shown, or the program ends: what is typed is kept."""
        self.form.leave()
        self.person.leave()

    def on_tick(self) -> None:
        """What was typed is kept once the keys are still."""
        self.form.on_tick()
        self.person.on_tick()

    def edit(self, key: str, text: str) -> None:
        """A key or a choice in the plan."""
        self.form.edit(key, text)
        self.draft.note_change()

    def edit_person(self, key: str, text: str) -> None:
        """A key or a choice in who is to be added."""
        self.form.told = None
        self.person.edit(key, text)
        self.draft.note_change()

    @property
    def has_half_a_person(self) -> bool:
        """Somebody is typed and not added yet."""
        typed = (PersonField.NAME, PersonField.TITLE, PersonField.AGENCY)
        return any(map(self.person.words, typed))

    def add_person(self) -> bool:
        """Thêm người: with what is missing it stays here. False: it does."""
        self.form.told = None
        if not self.person.may_go(self.person_faults()):
            return False
        person = Participant(
            full_name=self.person.words(PersonField.NAME),
            label="",
            title=self.person.words(PersonField.TITLE),
            agency=self.person.words(PersonField.AGENCY),
            role=ParticipantRole(self.person.text(PersonField.ROLE)),
            site_id=SiteId(self.person.text(PersonField.SITE)),
        )
        self.draft.set_people((*self.draft.people, person))
        site = self.person.text(PersonField.SITE)
        self._person_texts.drop()
        self._person_texts.edit(PersonField.SITE, site)
        self.person.begin_anew()
        return True

    def remove_person(self, place: int) -> None:
        """Bỏ: somebody is not invited after all."""
        people = list(self.draft.people)
        if 0 <= place < len(people):
            del people[place]
            self.draft.set_people(people)

    def add_site(self) -> None:
        """The one that is chosen; one too many is refused."""
        site_id = SiteId(self.form.text(PlanField.ADD_SITE))
        self._texts.edit(PlanField.ADD_SITE, "")
        if not site_id or site_id in self._site_ids():
            return
        count = len(self._site_ids()) + 1
        most = most_sites(is_elsewhere=_is_elsewhere(self.form))
        if count > most:
            data = {"n": count, "max": most}
            code = MessageCode.PLAN_TOO_MANY_SITES
            self.form.told = Message(code=code, tone=Tone.DANGER, data=data)
            return
        self.draft.set_sites((*self.draft.sites, site_id))

    def remove_site(self, site_id: SiteId) -> None:
        """Bỏ: its people come back with it."""
        self.draft.set_sites(one for one in self.draft.sites if one != site_id)

    def choose_start(self, at: datetime) -> None:
        """One of the free times."""
        day, _, hour = write_moment(at).partition(" ")
        self.edit(PlanField.DAY, day)
        self.edit(PlanField.START, hour)

    # ---- what is known ---------------------------------------------------------------------

    def around(self) -> Around:
        """What a plan is judged by."""
        own = self._services.schedule.own_site()
        return Around(
            now=self._clock.now(),
            table=self._days.table(),
            name_of=self._name_of,
            known=self._services.schedule.every_session(),
            with_dossier=self._services.dossier.sites_with_dossier,
            dossier_site=None if own.kind is SiteKind.HEADQUARTERS else own.id,
        )

    def choices(self) -> tuple[Site, ...]:
        """Sites that may have a seat, by name."""
        return self._services.schedule.known_sites()

    def centres(self) -> tuple[Site, ...]:
        """Where the chair may sit: a unit plans what its own chair receives."""
        own = self._services.schedule.own_site()
        return self.choices() if own.kind is SiteKind.HEADQUARTERS else (own,)

    def written(self, subject: Subject | None) -> WrittenPlan:
        """The plan as it is typed now."""
        form = self.form
        central = SiteId(form.text(PlanField.CENTRAL))
        minutes = form.number(PlanField.LENGTH)
        moment = f"{form.text(PlanField.DAY)} {form.text(PlanField.START)}"
        needed = [PlanField.CHAIR, PlanField.CHAIR_TITLE, PlanField.SECRETARY]
        if self.is_delegated:
            needed.append(PlanField.AUTHORISATION)
        return WrittenPlan(
            subject=subject,
            session_id=self.draft.session_id,
            title=form.words(PlanField.TITLE),
            day=read_date(form.text(PlanField.DAY)),
            start=read_moment(moment) if minutes is not None else None,
            length=timedelta(minutes=minutes or USUAL_MINUTES),
            chair=form.words(PlanField.CHAIR),
            has_lead=all(map(form.words, needed)),
            central=central or None,
            components=self.draft.sites,
            is_elsewhere=_is_elsewhere(self.form),
            people=self._people(central),
        )

    @property
    def is_delegated(self) -> bool:
        """The chair receives for somebody else."""
        return self.form.text(PlanField.DELEGATED) == YES

    def hidden(self, subject: Subject | None) -> frozenset[str]:
        """What is not asked now."""
        hidden = set[str]()
        if not self.is_delegated:
            hidden.add(PlanField.AUTHORISATION)
        if not _is_elsewhere(self.form):
            hidden |= {PlanField.PLATFORM, PlanField.ADDRESS}
        if subject is None or subject.changed is None:
            hidden.add(PlanField.REASON)
        return frozenset(hidden)

    def faults(self, subject: Subject | None, judgement: Judgement) -> tuple[FieldFault, ...]:
        """Of the plan."""
        judged = list(judgement.faults)
        judged += [
            FieldFault(field=field, kind=FaultKind.WRONG)
            for field in (PlanField.PLATFORM, PlanField.ADDRESS)
            if names_secret(_told_elsewhere(self.form, field))
        ]
        return self.form.faults(tuple(judged), hidden=self.hidden(subject))

    def person_faults(self) -> tuple[FieldFault, ...]:
        """Of who is to be added."""
        return self.person.faults()

    def wish(self, subject: Subject, *, is_odd_time_meant: bool) -> SessionWish | None:
        """What the city is asked for; None: something of it cannot be read."""
        plan, form = self.written(subject), self.form
        if plan.start is None or plan.central is None or subject.ground is None:
            return None
        return SessionWish(
            id=plan.session_id,
            base_revision=self.draft.base_revision,
            title=plan.title,
            reception_kind=ReceptionKind(form.text(PlanField.KIND)),
            online_ground=subject.ground.value,
            scheduled_start=plan.start,
            scheduled_end=plan.start + plan.length,
            central_site_id=plan.central,
            component_site_ids=plan.components,
            chair_label=plan.chair,
            chair_title=form.words(PlanField.CHAIR_TITLE),
            chair_authorisation=(form.words(PlanField.AUTHORISATION) if self.is_delegated else ""),
            secretary_label=form.words(PlanField.SECRETARY),
            participants=labelled(plan.people),
            cases=subject.cases,
            is_odd_time_meant=is_odd_time_meant,
            continues_session_id=self.draft.continues,
            platform=_told_elsewhere(form, PlanField.PLATFORM),
            conference_address=_told_elsewhere(form, PlanField.ADDRESS),
        )

    def sites(self, plan: WrittenPlan) -> tuple[SiteRow, ...]:
        """The sites of the plan with their people."""
        has_flags = plan.subject is not None and bool(plan.subject.flags)
        lacking = sites_lacking(plan) if has_flags else ()
        without = sites_without_dossier(plan, self.around())
        papers = _papers_of(plan, self._services)
        own_site_id = self._services.schedule.own_site().id
        return tuple(
            SiteRow(
                site_id=site_id,
                name=self._name_of(site_id),
                is_central=site_id == plan.central,
                people=self._rows_of(plan, site_id),
                is_lacking=site_id in lacking,
                lacks_dossier=site_id in without,
                papers=_papers_at(site_id, papers, own_site_id),
                can_go=site_id != plan.central,
            )
            for site_id in plan.site_ids
        )

    # ---- inside ----------------------------------------------------------------------------

    def _begin_anew(self) -> None:
        self.form.begin_anew()
        self._person_texts.drop()
        self.person.begin_anew()

    def _site_ids(self) -> tuple[SiteId, ...]:
        central = SiteId(self.form.text(PlanField.CENTRAL))
        return (*((central,) if central else ()), *self.draft.sites)

    def _name_of(self, site_id: SiteId) -> str:
        site = self._services.schedule.site(site_id)
        return site.name if site is not None else site_id

    def _people(self, central: SiteId) -> tuple[Participant, ...]:
        """Chair and secretary, then who is invited at the sites of the plan."""
        here = {central, *self.draft.sites}
        lead = Lead(
            chair=self.form.words(PlanField.CHAIR),
            chair_title=self.form.words(PlanField.CHAIR_TITLE),
            secretary=self.form.words(PlanField.SECRETARY),
            central=central,
        )
        former = self.draft.people
        leading = leading_people(lead, self.draft.begun, former, agency=self._name_of(central))
        invited = (one for one in former if not is_leading(one))
        return tuple(one for one in (*leading, *invited) if one.site_id in here)

    def _rows_of(self, plan: WrittenPlan, site_id: SiteId) -> tuple[PersonRow, ...]:
        leading = [(None, one) for one in plan.people if is_leading(one)]
        invited = [one for one in enumerate(self.draft.people) if not is_leading(one[1])]
        return tuple(
            PersonRow(
                place=place, name=one.full_name, title=one.title, agency=one.agency, role=one.role
            )
            for place, one in (*leading, *invited)
            if one.site_id == site_id
        )


def _is_elsewhere(form: FormPresenter) -> bool:
    """It meets on a platform of somebody else."""
    return form.text(PlanField.MEETS) == Meeting.ELSEWHERE


def _told_elsewhere(form: FormPresenter, field: PlanField) -> str:
    """Of that platform; empty: by a call of this program, or nothing was typed."""
    return plain_line(form.words(field)) if _is_elsewhere(form) else ""


def _papers_of(plan: WrittenPlan, services: Services) -> tuple[DossierPaper, ...]:
    """Those with bytes, of the cases of a session that its sites are told of."""
    former = plan.subject.changed if plan.subject is not None else None
    if former is None:
        return ()
    find, papers = services.schedule.case, services.dossier.papers
    shown = (case_id for case_id in former.case_ids if find(case_id) is not None)
    return tuple(one for case_id in shown for one in papers(case_id) if one.paper.sha256)


def _papers_at(
    site_id: SiteId, papers: tuple[DossierPaper, ...], own_site_id: SiteId
) -> PapersAtSite | None:
    if not papers:
        return None
    lacking = (one for one in papers if not has_whole(one, site_id, own_site_id=own_site_id))
    titles = tuple(one.paper.title for one in lacking)
    return PapersAtSite(total=len(papers), lacking=titles)
