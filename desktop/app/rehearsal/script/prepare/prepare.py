"""The script before a session: a group taken in, request, decision, dossier, plan, notice, trial.

What is asked at one desk is looked for at the others: on their presenters, in the pictures that
came and in the sound that was played there.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from itertools import permutations
from pathlib import Path

from desktop.app.practice.names import AGENCY, COMMUNE, HQ
from desktop.app.rehearsal.plan import RehearsalPlan
from desktop.app.rehearsal.script.lines import Lines
from desktop.app.rehearsal.script.media_watch import hears
from desktop.app.rehearsal.script.outcome import Fault, Played, PlayedAct
from desktop.app.rehearsal.script.pages import write_paper
from desktop.app.rehearsal.script.prepare import group_intake, trial_acts
from desktop.app.rehearsal.script.prepare.case_dossier import (
    PEOPLE,
    PLAN,
    holds,
    labels,
    lacking,
    wish_past_the_screen,
)
from desktop.app.rehearsal.script.run import BuildDesk, LineKind, opened_city
from desktop.app.rehearsal.script.site import Site, seconds_until
from desktop.app.wiring.desk import build_desk
from desktop.domain.casework.case import PetitionType
from desktop.domain.casework.reception_request import Decision
from desktop.domain.clock import Clock
from desktop.domain.events import Event
from desktop.domain.ids import CaseId, RequestId, SessionId, SiteId
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reception.events import PlanRefused, SessionPlanned
from desktop.domain.reception.gate import GateKind
from desktop.domain.reception.planning import PlanFault
from desktop.domain.reception.session import SessionPlan
from desktop.domain.reception.status import SessionStatus
from desktop.domain.sync.operation import RecordStorage
from desktop.presenters.casework.request_forms import DecisionField, RequestField
from desktop.presenters.desk import DeskPresenter
from desktop.presenters.form.spec import YES
from desktop.presenters.form.values import write_date
from desktop.presenters.reception.dossier_forms import EntryField
from desktop.presenters.reception.gate_forms import NoticeField
from desktop.presenters.reception.schedule_forms import PersonField, PlanField
from desktop.presenters.session.trial_state import SenseWord
from desktop.presenters.shell.shell_state import Screen

SITES = 3
ACT_LIMIT_S = 60.0  # for all that an act waits for: another desk asks the city now and then
TRIAL_LIMIT_S = 90.0
LOOK_S = 0.05

_REQUEST = {
    RequestField.FULL_NAME: "Nguyễn Thị Mẫu",
    RequestField.ID_NUMBER: "031165000123",
    RequestField.ADDRESS: "Tổ 1, xã An Lão",
    RequestField.GROUP_SIZE: "7",
    RequestField.CONTENT: "Gặp Chủ tịch UBND thành phố về bồi thường đất",
    RequestField.PETITION_TYPE: PetitionType.COMPLAINT,
    RequestField.WANTS_ONLINE: YES,
}
_DECISION = {DecisionField.DECISION: Decision.ONLINE, DecisionField.ONLINE_GROUND: "1"}
_ENTRIES = ((HQ, "Báo cáo tóm tắt vụ việc", 3), (AGENCY, "Biên bản kiểm đếm", 8))
"""What headquarters enters without bytes: site, title, pages."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrepareAct:
    """One act. play: does it and looks for it; what is wrong it tells the preparation.

    limit_s: what has not come when the act is so old does not come any more.
    """

    name: str
    play: Callable[["Preparation"], None]
    limit_s: float = ACT_LIMIT_S


class Preparation:
    """The sites of what is prepared, and what was found. Thread: its own.

    request_id, session_id: of what was taken and planned; None until then. scratch: a folder for
    files.
    """

    def __init__(
        self, *, sites: tuple[Site, ...], lines: Lines, clock: Clock, scratch: Path
    ) -> None:
        self.scratch = scratch
        self.sites = {site.site_id: site for site in sites}
        self.lines = lines
        self.samples: dict[str, list[float]] = {}
        self.faults: list[Fault] = []
        self.request_id: RequestId | None = None
        self.session_id: SessionId | None = None
        self._clock = clock
        self._act = ""
        self._until_s = 0.0

    @property
    def commune(self) -> Site:
        """Where the citizen is."""
        return self.sites[SiteId(COMMUNE)]

    @property
    def headquarters(self) -> Site:
        """Where it is decided and planned."""
        return self.sites[SiteId(HQ)]

    def play(self, act: PrepareAct) -> PlayedAct:
        """Play it."""
        self._act, before, began_s = act.name, len(self.faults), self.now_s()
        self._until_s = began_s + act.limit_s
        try:
            act.play(self)
        finally:
            self.lines.mend()
        for site in self.sites.values():
            while site.faults:
                self.fault(site, f"a presenter raised {site.faults.pop()}")
        return PlayedAct(
            name=act.name,
            is_ok=len(self.faults) == before,
            took_s=round(self.now_s() - began_s, 2),
            was_cut=False,
        )

    def now_s(self) -> float:
        """time.monotonic() of this PC."""
        return self._clock.monotonic()

    def today(self) -> str:
        """As it is typed."""
        return write_date(self._clock.now().astimezone(LOCAL_ZONE).date())

    def fault(self, site: Site, what: str) -> None:
        """Something is not as it must be."""
        self.faults.append(Fault(act=self._act, site_id=site.site_id, what=what))

    def wait(self, condition: Callable[[], bool]) -> float | None:
        """Seconds until it was so, looked at once at least; None: the act's time is over."""
        limit_s = self._until_s - self.now_s()
        return seconds_until(condition, self.now_s, limit_s=limit_s, look_s=LOOK_S)

    def expect(
        self, site: Site, condition: Callable[[], bool], what: str, *, figure: str = ""
    ) -> None:
        """It comes to be so at a site; figure: where the milliseconds go."""
        took_s = self.wait(condition)
        if took_s is None:
            self.fault(site, f"does not show {what}")
        elif figure:
            self.samples.setdefault(figure, []).append(took_s * 1_000)

    def plan_at(self, site: Site) -> SessionPlan | None:
        """The session as a site knows it."""
        plans = site.room.desk.schedule.sessions()
        return next((one for one in plans if one.id == self.session_id), None)


def prepare_script() -> tuple[PrepareAct, ...]:
    """Its acts, in order."""
    return (
        PrepareAct(name="intake", play=take_in),
        PrepareAct(name="request", play=take_request),
        PrepareAct(name="decision", play=decide),
        PrepareAct(name="incomplete", play=ask_without_dossier),
        PrepareAct(name="dossier", play=complete_dossier),
        PrepareAct(name="plan", play=plan),
        PrepareAct(name="notice", play=note_notice),
        PrepareAct(name="trial", play=try_out, limit_s=TRIAL_LIMIT_S),
        PrepareAct(name="page", play=show_page),
        PrepareAct(name="take", play=record_take),
        PrepareAct(name="confirmed", play=confirm),
    )


def play_prepare(
    plan: RehearsalPlan,
    *,
    clock: Clock,
    build: BuildDesk = build_desk,
    script: tuple[PrepareAct, ...] | None = None,
) -> Played:
    """Play it once, in a folder of its own below the plan's; script: not that of prepare_script().

    Raises RehearsalFailed when a site does not sign in.
    """
    plan = replace(plan, folder=plan.folder / "prepare", sites=SITES)
    with opened_city(plan, clock, build) as (_practice, lines, sites):
        preparation = Preparation(sites=sites, lines=lines, clock=clock, scratch=plan.folder)
        acts = []
        for act in script or prepare_script():
            one = preparation.play(act)
            logger.info("act played name=%s ok=%s took_s=%.1f", one.name, one.is_ok, one.took_s)
            acts.append(one)
            if not one.is_ok:
                break  # what comes after stands on it
        return Played(
            line=LineKind.CLEAN,
            sites=len(sites),
            acts=tuple(acts),
            samples=preparation.samples,
            faults=tuple(preparation.faults),
        )


# ---- acts --------------------------------------------------------------------------------------


def take_in(preparation: Preparation) -> None:
    """The group comes to the commune while the line is cut; later the city has it, nobody else."""
    commune = preparation.commune
    preparation.lines.cut()
    commune.do(group_intake.take_in)
    if preparation.wait(lambda: group_intake.is_told(commune)) is None:
        preparation.fault(commune, f"keeps no intake: {commune.read(group_intake.said)}")
        return
    for what in group_intake.faults(commune, RecordStorage.HERE):
        preparation.fault(commune, f"without the line {what}")
    preparation.lines.mend()
    preparation.expect(
        commune,
        lambda: not group_intake.faults(commune, RecordStorage.CITY),
        "an intake that the city has",
        figure="intake_sent_ms",
    )
    for what in group_intake.faults(commune, RecordStorage.CITY):
        preparation.fault(commune, what)
    for site in preparation.sites.values():
        if site is not commune and group_intake.is_told(site):
            preparation.fault(site, "is told of an intake of another unit")


def take_request(preparation: Preparation) -> None:
    """A request of a group of seven is taken without the network, and comes to the city later."""
    commune, hq = preparation.commune, preparation.headquarters
    preparation.lines.cut()
    commune.do(lambda desk: desk.navigate(Screen.REQUESTS))
    _type(commune, lambda desk: desk.requests.edit_request, _REQUEST.items())
    commune.do(lambda desk: desk.requests.take())

    def is_kept() -> bool:
        taking = commune.read(lambda desk: desk.requests.state().taking)
        return taking is not None and taking.unsent > 0

    preparation.expect(commune, is_kept, "a request that is kept without the city")
    if not is_kept():
        preparation.fault(commune, f"its form says {_request_words(commune)}")
    preparation.lines.mend()
    preparation.expect(
        hq, lambda: bool(_waiting(hq)), "the request of the commune", figure="request_seen_ms"
    )
    preparation.request_id = next(iter(_waiting(hq)), None)


def decide(preparation: Preparation) -> None:
    """Headquarters decides "online"; the commune is told."""
    commune, hq, request_id = (
        preparation.commune,
        preparation.headquarters,
        preparation.request_id,
    )
    if request_id is None:
        preparation.fault(hq, "has no request to decide")
        return
    hq.do(lambda desk: desk.navigate(Screen.REQUESTS))
    hq.do(lambda desk: desk.requests.select(request_id))
    _type(hq, lambda desk: desk.requests.edit_decision, _DECISION.items())
    hq.do(lambda desk: desk.requests.decide())

    def is_told() -> bool:
        done = commune.read(lambda desk: desk.requests.state().deciding.decided)
        decisions = {one.id: one.decision for one in done or ()}
        return decisions.get(request_id) is Decision.ONLINE

    preparation.expect(commune, is_told, "the decision", figure="decision_seen_ms")


def ask_without_dossier(preparation: Preparation) -> None:
    """Headquarters writes the plan with an agency; desk and city refuse it without the dossier.

    The city is asked past the screens: whatever program asks, it says no.
    """
    hq, request_id = preparation.headquarters, preparation.request_id
    if request_id is None:
        preparation.fault(hq, "has nothing to plan")
        return
    hq.do(lambda desk: desk.navigate(Screen.SCHEDULE))
    preparation.wait(lambda: _can_select(hq, request_id))
    hq.do(lambda desk: desk.schedule.select_request(request_id))
    _type(hq, lambda desk: desk.schedule.edit, PLAN.items())
    for site_id, role, name in PEOPLE:
        _type(hq, lambda desk: desk.schedule.edit, ((PlanField.ADD_SITE, site_id),))
        person = {PersonField.SITE: site_id, PersonField.ROLE: role, PersonField.NAME: name}
        _type(hq, lambda desk: desk.schedule.edit_person, person.items())
        hq.do(lambda desk: desk.schedule.add_person())
    owed = hq.read(lacking)
    if owed is None or len(owed) != SITES:
        preparation.fault(hq, f"shows no dossier lacking of every site: {owed}")
    answers: list[PlanRefused | SessionPlanned] = []

    def listen(event: Event) -> None:
        if isinstance(event, PlanRefused | SessionPlanned):
            answers.append(event)

    stop = hq.room.desk.router.add(listen)
    wish = hq.read(lambda desk: wish_past_the_screen(desk, request_id))
    if wish is not None:
        hq.room.desk.planning.plan(wish)
    preparation.wait(lambda: bool(answers))
    stop()
    refused = [one for one in answers if isinstance(one, PlanRefused)]
    owing = {
        one.subject
        for answer in refused
        for one in answer.problems
        if one.fault is PlanFault.NO_DOSSIER
    }
    if owing != set(preparation.sites):
        preparation.fault(hq, f"was not refused for the dossier of every site: {answers}")


def complete_dossier(preparation: Preparation) -> None:
    """The commune adds a file, headquarters enters its own and the agency's; numbers are equal."""
    commune, hq, request_id = (
        preparation.commune,
        preparation.headquarters,
        preparation.request_id,
    )
    case_id = CaseId(request_id or "")
    path = write_paper(preparation.scratch / "dossier.pdf")
    officer = commune.room.desk.access.signed_in()
    if officer is None:
        preparation.fault(commune, "has nobody to add a paper")
        return
    commune.room.desk.dossier.add(case_id, path, officer.officer.id)
    preparation.expect(
        hq,
        lambda: COMMUNE in hq.room.desk.dossier.sites_with_dossier(case_id),
        "the paper of the commune",
        figure="paper_seen_ms",
    )
    for site_id, title, pages in _ENTRIES:
        texts = {
            EntryField.SITE: site_id,
            EntryField.TITLE: title,
            EntryField.PAGES: str(pages),
        }
        _type(hq, lambda desk: desk.schedule.entry.edit, texts.items())
        hq.do(lambda desk: desk.schedule.entry.add())
        preparation.wait(holds(hq, case_id, site_id))
    preparation.expect(hq, lambda: not hq.read(lacking), "a complete dossier")
    numbered = len(_ENTRIES) + 1
    preparation.expect(
        hq,
        lambda: len(labels(hq, case_id)) == numbered,
        "page numbers",
        figure="numbered_ms",
    )
    preparation.expect(commune, lambda: bool(labels(commune, case_id)), "its page numbers")
    own, all_of_them = labels(commune, case_id), labels(hq, case_id)
    if not own.items() <= all_of_them.items():
        preparation.fault(commune, f"has other page numbers: {own}, {all_of_them}")


def plan(preparation: Preparation) -> None:
    """Headquarters plans the session; every site knows it, and the whole dossier."""
    hq, request_id = preparation.headquarters, preparation.request_id
    known = {one.id for one in hq.room.desk.schedule.sessions()}
    for _ in range(2):  # the lawful day may be a Saturday: the second press means it
        hq.do(lambda desk: desk.schedule.plan())

    def is_planned() -> bool:
        fresh = [one.id for one in hq.room.desk.schedule.sessions() if one.id not in known]
        preparation.session_id = next(iter(fresh), None)
        return preparation.session_id is not None

    if preparation.wait(is_planned) is None:
        preparation.fault(hq, f"did not plan: {_schedule_words(hq)}")
        return
    _expect_status(preparation, SessionStatus.SCHEDULED, "plan_seen_ms")
    case_id = CaseId(request_id or "")
    for site in preparation.sites.values():
        preparation.expect(
            site,
            lambda site=site: labels(site, case_id) == labels(hq, case_id),  # type: ignore[misc]
            "the page numbers of the whole dossier",
        )


def note_notice(preparation: Preparation) -> None:
    """The notice went out today: every site sees its gate passed."""
    hq, session_id = preparation.headquarters, preparation.session_id
    preparation.wait(lambda: _can_select(hq, session_id))
    hq.do(lambda desk: desk.schedule.select(f"session:{session_id}"))
    texts = {NoticeField.NUMBER: "15/TB-TCD", NoticeField.DAY: preparation.today()}
    _type(hq, lambda desk: desk.schedule.gates.edit_notice, texts.items())
    hq.do(lambda desk: desk.schedule.gates.note_notice())
    _expect_status(preparation, SessionStatus.NOTIFIED, "notice_seen_ms")


def try_out(preparation: Preparation) -> None:
    """Every site meets every other one; what their desks say is true of pictures and sound."""
    began_s, session_id = preparation.now_s(), preparation.session_id
    sites = tuple(preparation.sites.values())
    if session_id is None:
        preparation.fault(preparation.headquarters, "has nothing to try")
        return
    for site in sites:
        site.do(lambda desk: desk.open_trial(session_id))
    hq = preparation.headquarters
    took_s = preparation.wait(lambda: _is_good(hq))
    if took_s is None:
        for words in _missing(hq) or ("no trial",):
            preparation.fault(hq, f"says in the end: {words}")
    else:
        preparation.samples.setdefault("trial_good_ms", []).append(took_s * 1_000)
    _check_media(preparation, began_s)


def show_page(preparation: Preparation) -> None:
    """Headquarters shows the page; it comes to every other site and is drawn there."""
    hq = preparation.headquarters
    began_s = preparation.now_s()
    hq.do(trial_acts.show)
    for site in preparation.sites.values():
        if site is hq:
            continue
        came_s = preparation.wait(partial(trial_acts.page_came, site))
        if came_s is None:
            preparation.fault(site, "got no page of the trial")
        elif not trial_acts.draw(site):
            preparation.fault(site, "got a page of the trial that cannot be drawn")
    if preparation.wait(lambda: _has_page(hq)) is None:
        preparation.fault(hq, "does not hear that its page was drawn at every site")
    else:
        took_ms = (preparation.now_s() - began_s) * 1_000
        preparation.samples.setdefault("page_drawn_ms", []).append(took_ms)


def record_take(preparation: Preparation) -> None:
    """Every site records ten seconds of itself, plays them and measures its line meanwhile."""
    sites = tuple(preparation.sites.values())
    for site in sites:
        site.do(trial_acts.begin_take)
    for site in sites:
        preparation.wait(partial(trial_acts.is_take_over, site))
        for what in trial_acts.take_faults(site):
            preparation.fault(site, what)


def confirm(preparation: Preparation) -> None:
    """Headquarters has it noted; the evidence is in the plan of every site."""
    hq = preparation.headquarters
    hq.do(lambda desk: desk.trial.confirm() if desk.trial is not None else None)
    _expect_status(preparation, SessionStatus.TRIAL_PASSED, "trial_seen_ms")
    for site in preparation.sites.values():
        known = preparation.plan_at(site)
        gates = known.gates if known is not None else ()
        evidence = "".join(one.evidence for one in gates if one.kind is GateKind.TRIAL)
        for words in ("6/6", "trang thử hiện ở 2/2", "đo đường truyền"):
            if words not in evidence:
                preparation.fault(site, f"has no evidence of {words}")
        site.do(lambda desk: desk.trial.leave() if desk.trial is not None else None)


def _check_media(preparation: Preparation, since_s: float) -> None:
    """Beside what the desks say: pictures by their marks, sound in what was played."""
    sites = tuple(preparation.sites.values())
    for site, other in permutations(sites, 2):
        if not site.room.sightings(other.site_id, since_s=since_s):
            preparation.fault(site, f"got no picture of {other.site_id}")
    for site in sites:
        if not hears(site, since_s):
            preparation.fault(site, "played no sound")


# ---- looking -----------------------------------------------------------------------------------


def _type(
    site: Site,
    edit: Callable[[DeskPresenter], Callable[[str, str], None]],
    texts: Iterable[tuple[str, str]],
) -> None:
    """The officer fills these fields."""

    def work(desk: DeskPresenter) -> None:
        for key, text in texts:
            edit(desk)(key, text)

    site.do(work)


def _waiting(site: Site) -> tuple[RequestId, ...]:
    rows = site.read(lambda desk: desk.requests.state().deciding.rows)
    return tuple(one.id for one in rows or () if one.content == _REQUEST[RequestField.CONTENT])


def _request_words(site: Site) -> str:
    state = site.read(lambda desk: desk.requests.state())
    if state is None or state.taking is None:
        return "nothing"
    return f"{state.message and state.message.code} {state.taking.form.faults}"


def _can_select(site: Site, one_id: RequestId | SessionId | None) -> bool:
    rows = site.read(lambda desk: desk.schedule.state().rows)
    return any(one.key.endswith(f":{one_id}") for one in rows or ())


def _schedule_words(site: Site) -> str:
    state = site.read(lambda desk: desk.schedule.state())
    if state is None:
        return "nothing is shown"
    codes = [one.code for one in (state.message, *state.problems) if one is not None]
    missing = [one.condition for one in state.plan.conditions] if state.plan is not None else []
    return f"{codes} {[str(one) for one in missing]}"


def _is_good(site: Site) -> bool:
    state = trial_acts.trial_of(site)
    return state is not None and state.good == state.ways


def _has_page(site: Site) -> bool:
    state = trial_acts.trial_of(site)
    return state is not None and state.pages_lacking == 0


def _missing(site: Site) -> tuple[str, ...]:
    state = trial_acts.trial_of(site)
    rows = state.rows if state is not None else ()
    return tuple(
        f"{row.site_id} of {cell.of_site_id}: picture {cell.sees}, sound {cell.hears}"
        for row in rows
        for cell in row.cells
        if cell is not None and (cell.sees, cell.hears) != (SenseWord.GOOD, SenseWord.GOOD)
    )


def _expect_status(preparation: Preparation, status: SessionStatus, figure: str) -> None:
    for site in preparation.sites.values():

        def is_so(site: Site = site) -> bool:
            known = preparation.plan_at(site)
            return known is not None and known.status is status

        preparation.expect(site, is_so, f"a session that is {status}", figure=figure)
