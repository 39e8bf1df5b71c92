"""Acts of the schedule: plan without dossier, dossier, plan, notice."""

from collections.abc import Mapping

from desktop.app.practice.names import AGENCY, COMMUNE, HQ
from desktop.app.rehearsal.script.pages import write_paper
from desktop.app.rehearsal.script.prepare.case_dossier import (
    PEOPLE,
    PLAN,
    holds,
    labels,
    lacking,
    wish_past_the_screen,
)
from desktop.app.rehearsal.script.prepare.preparation import Preparation, type_in
from desktop.app.rehearsal.script.site import Site
from desktop.domain.events import Event
from desktop.domain.ids import CaseId, RequestId, SessionId
from desktop.domain.reception.events import PlanRefused, SessionPlanned
from desktop.domain.reception.planning import PlanFault
from desktop.domain.reception.status import SessionStatus
from desktop.presenters.reception.dossier_forms import EntryField
from desktop.presenters.reception.gates.gate_forms import NoticeField
from desktop.presenters.reception.schedule_forms import PersonField, PlanField
from desktop.presenters.reception.schedule_state import ConditionState
from desktop.presenters.shell.shell_state import Screen

_ENTRIES = ((HQ, "Báo cáo tóm tắt vụ việc", 3), (AGENCY, "Biên bản kiểm đếm", 8))
"""What headquarters enters without bytes: site, title, pages."""


def ask_without_dossier(preparation: Preparation) -> None:
    """Headquarters writes the plan with an agency; desk and city refuse it without the dossier.

    The city is asked past the screens: whatever program asks, it says no.
    """
    hq, request_id = preparation.headquarters, preparation.request_id
    if request_id is None:
        preparation.fault(hq, "has nothing to plan")
        return
    hq.do(lambda desk: desk.navigate(Screen.SCHEDULE))
    preparation.wait(lambda: can_select(hq, request_id))
    hq.do(lambda desk: desk.schedule.select_request(request_id))
    write_plan(hq, PLAN)
    owed = hq.read(lacking)
    if owed is None or len(owed) != len(preparation.sites):
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
        type_in(hq, lambda desk: desk.schedule.entry.edit, texts.items())
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
        preparation.fault(hq, f"did not plan: {schedule_words(hq)}")
        return
    preparation.expect_status(SessionStatus.SCHEDULED, "plan_seen_ms")
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
    preparation.wait(lambda: can_select(hq, session_id))
    hq.do(lambda desk: desk.schedule.select(f"session:{session_id}"))
    texts = {NoticeField.NUMBER: "15/TB-TCD", NoticeField.DAY: preparation.today()}
    type_in(hq, lambda desk: desk.schedule.gates.edit_notice, texts.items())
    hq.do(lambda desk: desk.schedule.gates.note_notice())
    preparation.expect_status(SessionStatus.NOTIFIED, "notice_seen_ms")


def write_plan(site: Site, texts: Mapping[PlanField, str]) -> None:
    """Its fields, and the people of every site."""
    type_in(site, lambda desk: desk.schedule.edit, texts.items())
    for site_id, role, name in PEOPLE:
        type_in(site, lambda desk: desk.schedule.edit, ((PlanField.ADD_SITE, site_id),))
        person = {PersonField.SITE: site_id, PersonField.ROLE: role, PersonField.NAME: name}
        type_in(site, lambda desk: desk.schedule.edit_person, person.items())
        site.do(lambda desk: desk.schedule.add_person())


def can_select(site: Site, one_id: RequestId | SessionId | None) -> bool:
    """Whether its screen of the schedule has a row of it."""
    rows = site.read(lambda desk: desk.schedule.state().rows)
    return any(one.key.endswith(f":{one_id}") for one in rows or ())


def schedule_words(site: Site) -> str:
    """What its screen says, for whoever looks into a fault."""
    state = site.read(lambda desk: desk.schedule.state())
    if state is None or state.plan is None:
        return "nothing is shown"
    of_near = None if state.plan.near is None else state.plan.near.message
    codes = [one.code for one in (state.message, of_near, *state.problems) if one is not None]
    rows = (one for one in state.plan.conditions if one.state is ConditionState.MISSING)
    return f"{codes} {[str(one.condition) for one in rows]} {state.plan.form.faults}"
