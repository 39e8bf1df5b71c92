"""Acts of a leader's leave: by PIN and reason alone, in the record, and seen at every site."""

from collections.abc import Callable
from datetime import date
from functools import partial

from desktop.app.practice.names import PRACTICE_PIN
from desktop.app.rehearsal.script.prepare import plan_acts, request_acts
from desktop.app.rehearsal.script.prepare.case_dossier import PLAN, wish_past_the_screen
from desktop.app.rehearsal.script.prepare.preparation import Preparation, type_in
from desktop.app.rehearsal.script.site import Site
from desktop.app.working_days import load_working_days
from desktop.domain.access.person import Officer
from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.events import ActionFailed, Event
from desktop.domain.ids import RequestId, SessionId
from desktop.domain.reception.calendar_table import changed_table
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reception.events import GateNoted, PlanRefused, SessionPlanned
from desktop.domain.reception.gate import Gate, GateKind, GateState, Leave, gate_state
from desktop.domain.reception.planning import NearLeave
from desktop.domain.reception.working_days import PROGRAM_TABLE
from desktop.files.resources import resource_path
from desktop.presenters.casework.requests.request_forms import RequestField
from desktop.presenters.desk import DeskPresenter
from desktop.presenters.form.leave import LeaveField, leaders_of
from desktop.presenters.form.spec import YES
from desktop.presenters.form.values import write_date
from desktop.presenters.reception.schedule_forms import PlanField
from desktop.presenters.shell.shell_state import Screen

REASON = "Công dân ở đảo, tàu chậm một ngày"
TOO_SHORT = "Cần gấp"
WRONG_PIN = "000000"
_REQUEST = {
    RequestField.FULL_NAME: "Lê Văn Mẫu",
    RequestField.ID_NUMBER: "031203009876",
    RequestField.ADDRESS: "Tổ 3, xã An Lão",
    RequestField.CONTENT: "Gặp Chủ tịch UBND thành phố về đường vào đảo",
    RequestField.PETITION_TYPE: PetitionType.PROPOSAL,
    RequestField.WANTS_ONLINE: YES,
}

_ACTIONS = frozenset({"allow_late", "plan_session"})
_Answer = ActionFailed | GateNoted | PlanRefused | SessionPlanned
_Ask = Callable[[DeskPresenter], object]


def leave_trial(preparation: Preparation) -> None:
    """A session of today was never tried: neither another PIN nor a short reason opens its gate."""
    hq = preparation.headquarters
    leader, session_id = _leader(hq), _untried(hq)
    if leader is None or session_id is None:
        preparation.fault(hq, "has no leader, or no session without its trial")
        return
    hq.do(lambda desk: desk.navigate(Screen.SCHEDULE))
    preparation.wait(lambda: plan_acts.can_select(hq, session_id))
    hq.do(lambda desk: desk.schedule.select(f"session:{session_id}"))
    texts = {LeaveField.LEADER: leader.id, LeaveField.REASON: REASON}
    type_in(hq, lambda desk: desk.schedule.gates.edit_leave, texts.items())
    short = Leave(kind=GateKind.TRIAL, leader=leader.id, pin=PRACTICE_PIN, reason=TOO_SHORT)
    planning = hq.room.desk.planning
    _refuse(preparation, lambda _desk: planning.allow_late(session_id, short), "a short reason")
    _refuse(preparation, lambda desk: desk.schedule.gates.allow_late(WRONG_PIN), "another PIN")
    _refuse_opened(preparation, session_id, GateKind.TRIAL)
    answer = _answer(preparation, lambda desk: desk.schedule.gates.allow_late(PRACTICE_PIN))
    if not isinstance(answer, GateNoted):
        preparation.fault(hq, f"cannot leave the trial: {answer}")
    _expect_leave(preparation, session_id, GateKind.TRIAL, leader)


def plan_near(preparation: Preparation) -> None:
    """A session of the next working day is planned by a leader's leave alone."""
    hq = preparation.headquarters
    leader = _leader(hq)
    request_id = request_acts.take_and_decide(preparation, _REQUEST)
    if leader is None or request_id is None:
        preparation.fault(hq, "has no leader, or nothing to plan")
        return
    hq.do(lambda desk: desk.navigate(Screen.SCHEDULE))
    preparation.wait(lambda: plan_acts.can_select(hq, request_id))
    hq.do(lambda desk: desk.schedule.select_request(request_id))
    plan_acts.write_plan(hq, PLAN | {PlanField.DAY: write_date(_next_day(preparation))})
    known = {one.id for one in hq.room.desk.schedule.sessions()}
    past_the_screen = partial(_plan_past_the_screen, hq, request_id, leader)
    _refuse(preparation, past_the_screen, "a short reason")
    texts = {LeaveField.LEADER: leader.id, LeaveField.REASON: REASON}
    type_in(hq, lambda desk: desk.schedule.near.edit, texts.items())
    _refuse(preparation, lambda desk: _allow_near(desk, WRONG_PIN), "another PIN")
    answer = _answer(preparation, lambda desk: _allow_near(desk, PRACTICE_PIN))
    if not isinstance(answer, SessionPlanned):
        preparation.fault(hq, f"cannot plan it: {answer} {plan_acts.schedule_words(hq)}")
        return
    preparation.near_id = answer.session_id
    planned = {one.id for one in hq.room.desk.schedule.sessions()} - known - {answer.session_id}
    if planned:
        preparation.fault(hq, "has planned another session beside it")
    _expect_leave(preparation, answer.session_id, GateKind.NOTICE, leader)


def gate_at(
    preparation: Preparation, site: Site, session_id: SessionId, kind: GateKind
) -> Gate | None:
    """A gate as a site knows it."""
    plan = preparation.plan_at(site, session_id)
    gates = () if plan is None else plan.gates
    return next((one for one in gates if one.kind is kind), None)


def _plan_past_the_screen(
    site: Site, request_id: RequestId, leader: Officer, desk: DeskPresenter
) -> None:
    """As a program would ask for it that asks for no reason."""
    wish = wish_past_the_screen(desk, request_id)
    if wish is not None:
        leave = NearLeave(leader=leader.id, pin=PRACTICE_PIN, reason=TOO_SHORT)
        site.room.desk.planning.plan_near(wish, leave)


def _allow_near(desk: DeskPresenter, pin: str) -> None:
    """Lãnh đạo cho phép; what is odd of the day goes with the second press."""
    for _ in range(2):
        desk.schedule.plan_near(pin)


def _leader(site: Site) -> Officer | None:
    return next(iter(leaders_of(site.room.desk.access.officers())), None)


def _untried(site: Site) -> SessionId | None:
    """A session of today whose notice went out, and that was never tried."""
    for plan in site.room.desk.schedule.sessions():
        passed = {one.kind for one in plan.gates if one.passed_at is not None}
        if passed == {GateKind.NOTICE}:
            return plan.id
    return None


def _next_day(preparation: Preparation) -> date:
    days = preparation.headquarters.room.desk.calendar.days()
    table = changed_table(load_working_days(resource_path(*PROGRAM_TABLE)), days)
    return table.after(preparation.now().astimezone(LOCAL_ZONE).date(), 1)


def _answer(preparation: Preparation, ask: _Ask) -> _Answer | None:
    """What the city says to it, None: nothing in time."""
    hq = preparation.headquarters
    answers: list[_Answer] = []

    def listen(event: Event) -> None:
        is_other = isinstance(event, ActionFailed) and event.action not in _ACTIONS
        if isinstance(event, _Answer) and not is_other:
            answers.append(event)

    stop = hq.room.desk.router.add(listen)
    hq.do(ask)
    preparation.wait(lambda: bool(answers))
    stop()
    return next(iter(answers), None)


def _refuse(preparation: Preparation, ask: _Ask, what: str) -> None:
    """The city says no to it."""
    answer = _answer(preparation, ask)
    if not isinstance(answer, ActionFailed):
        preparation.fault(preparation.headquarters, f"was not refused for {what}: {answer}")


def _refuse_opened(preparation: Preparation, session_id: SessionId, kind: GateKind) -> None:
    for site in preparation.sites.values():
        gate = gate_at(preparation, site, session_id, kind)
        if gate is not None and gate.override_by:
            preparation.fault(site, f"has the gate {kind} open by {gate.override_reason!r}")


def _expect_leave(
    preparation: Preparation, session_id: SessionId, kind: GateKind, leader: Officer
) -> None:
    """Every site knows who allowed it, when and why."""

    def is_told(site: Site) -> bool:
        gate = gate_at(preparation, site, session_id, kind)
        if gate is None or gate.override_at is None:
            return False
        said = (gate.override_by, gate.override_label, gate.override_reason)
        return said == (leader.id, leader.display_name, REASON)

    for site in preparation.sites.values():
        preparation.expect(
            site,
            lambda site=site: is_told(site),  # type: ignore[misc]
            f"who lets the gate {kind} be, and why",
            figure="leave_seen_ms",
        )
        gate = gate_at(preparation, site, session_id, kind)
        is_waived = gate is not None and gate_state(gate, preparation.now()) is GateState.WAIVED
        if is_waived is not (kind is GateKind.TRIAL):
            preparation.fault(site, f"has the gate {kind} {'open' if is_waived else 'shut'}")
