"""What comes before a session, between three desks: request, decision, plan, notice, trial."""

import itertools
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.app.practice.names import COMMUNE, PRACTICE_PIN
from desktop.app.rehearsal.plan import RehearsalPlan
from desktop.app.rehearsal.script.media_line import MediaLine
from desktop.app.rehearsal.script.outcome import Played, ScriptLimits, as_json, as_text
from desktop.app.rehearsal.script.prepare import trial_watch
from desktop.app.rehearsal.script.prepare.preparation import PrepareAct
from desktop.app.rehearsal.script.prepare.prepare import play_prepare, prepare_script
from desktop.app.rehearsal.script.run import BuildDesk
from desktop.app.wiring.desk import Desk, build_desk
from desktop.app.wiring.event_router import EventRouter
from desktop.app.wiring.plan import DeskPlan
from desktop.contract.rooms import RoomReportIn
from desktop.domain.casework.intake import Intake, KnownIntake, joined
from desktop.domain.casework.matter.case import Case
from desktop.domain.clock import Clock, SystemClock
from desktop.domain.conduct.events import TrialPageArrived
from desktop.domain.events import Event
from desktop.domain.ids import CaseId, DocumentId, SessionId, SiteId, VisitId
from desktop.domain.media.call import MediaEngine
from desktop.domain.papers.dossier import CasePaper
from desktop.domain.papers.events import DossierChanged
from desktop.domain.papers.held import PapersHeld, held_key
from desktop.domain.reception.gate import Leave
from desktop.domain.reception.planning import NearLeave, SessionWish
from desktop.domain.record.printed_minutes import MinutesDocument
from desktop.domain.room.events import RoomReported
from desktop.forms.record.minutes_sources import MinutesSources, build_minutes_document
from desktop.mapping.operations import operation_of
from desktop.mapping.records import PAPERS_HELD
from desktop.presenters.desk import DeskPresenter
from desktop.store.records.room_checks import QueuedReport
from tests.patience import wait_until
from tests.samples.casework import CASE_PAPER

pytestmark = [
    pytest.mark.integration,
    pytest.mark.timeout(1_200),
    pytest.mark.usefixtures("untraced_children"),
]

LIMITS = ScriptLimits(p95_ms={}, lost_lines=100)
AGENCY = "agency"
SHORT_S = {
    "intake": 5.0,
    "dossier": 8.0,
    "plan": 6.0,
    "people": 6.0,
    "leave": 8.0,
    "near": 10.0,
    "night": 10.0,
    "trial": 15.0,
    "page": 5.0,
}
"""What never comes is not waited for as long as what may come late."""

BUSY = 4.0
"""Beside other tests an act takes so many times what it may take on a PC of its own."""


def patient(script: tuple[PrepareAct, ...]) -> tuple[PrepareAct, ...]:
    """Only an act that hangs reaches its limit."""
    return tuple(replace(one, limit_s=BUSY * one.limit_s) for one in script)


def dumb_agency(plan: DeskPlan, clock: Clock, router: EventRouter) -> Desk:
    """A desk of the agency whose microphone stays shut, whatever the screen says of it."""
    desk = build_desk(plan, clock, router)
    if plan.own_site_id == AGENCY:
        media = desk.media
        keep_shut = media.set_microphone

        def set_microphone(*, is_on: bool) -> None:
            keep_shut(is_on=is_on and False)

        media.set_microphone = set_microphone  # type: ignore[method-assign]
    return desk


def agency_without_a_page(plan: DeskPlan, clock: Clock, router: EventRouter) -> Desk:
    """A desk of the agency to which the page of a trial never comes."""
    if plan.own_site_id == AGENCY:
        emit = router.emit

        def emit_others(event: Event) -> None:
            if not isinstance(event, TrialPageArrived):
                emit(event)

        router.emit = emit_others  # type: ignore[method-assign]
    return build_desk(plan, clock, router)


def without_the_agency(plan: DeskPlan, clock: Clock, router: EventRouter) -> Desk:
    """A desk that forgets what it is to enter for the agency: its dossier stays missing."""
    desk = build_desk(plan, clock, router)
    save = desk.dossier.save

    def save_others(paper: CasePaper) -> None:
        if paper.site_id != AGENCY:
            save(paper)

    desk.dossier.save = save_others  # type: ignore[method-assign]
    return desk


def filed_in_secret(plan: DeskPlan, clock: Clock, router: EventRouter) -> Desk:
    """A desk that completes the dossier behind everybody's back: the city takes the plan."""
    desk = build_desk(plan, clock, router)
    ask = desk.planning.plan

    def file_and_ask(wish: SessionWish) -> None:
        for site_id in (wish.central_site_id, *wish.component_site_ids):
            paper = replace(
                CASE_PAPER,
                id=DocumentId(f"secret-{site_id}"),
                case_id=wish.cases[0].id,
                owner_site_id=plan.own_site_id,
                site_id=site_id,
            )
            desk.dossier.save(paper)
        wait_until(
            lambda: (
                all(one.place is not None for one in desk.dossier.papers(wish.cases[0].id))
                and len(desk.dossier.papers(wish.cases[0].id)) == len(wish.component_site_ids) + 1
            )
        )
        ask(wish)

    desk.planning.plan = file_and_ask  # type: ignore[method-assign]
    return desk


def planned_for_tomorrow(plan: DeskPlan, clock: Clock, router: EventRouter) -> Desk:
    """A desk that asks for another day than is typed: its notice would be late."""
    desk = build_desk(plan, clock, router)
    ask = desk.planning.plan

    def ask_for_tomorrow(wish: SessionWish) -> None:
        start = clock.now() + timedelta(days=1)
        end = start + timedelta(hours=1)
        near = replace(wish, scheduled_start=start, scheduled_end=end, is_odd_time_meant=True)
        ask(near)

    desk.planning.plan = ask_for_tomorrow  # type: ignore[method-assign]
    return desk


def forgetful_commune(plan: DeskPlan, clock: Clock, router: EventRouter) -> Desk:
    """A desk that keeps of an intake no more than the people: the group is lost."""
    desk = build_desk(plan, clock, router)
    keep = desk.intakes.keep

    def keep_people(intake: Intake) -> None:
        keep(joined(replace(intake, group=None)))

    desk.intakes.keep = keep_people  # type: ignore[method-assign]
    return desk


def without_the_second(plan: DeskPlan, clock: Clock, router: EventRouter) -> Desk:
    """A desk of the agency to which the second representative is lost."""
    desk = build_desk(plan, clock, router)
    if plan.own_site_id == AGENCY:
        known = desk.cases.cases

        def cases() -> tuple[Case, ...]:
            return tuple(replace(one, citizens=one.citizens[:1]) for one in known())

        desk.cases.cases = cases  # type: ignore[method-assign]
    return desk


def opened_by_half(plan: DeskPlan, clock: Clock, router: EventRouter) -> Desk:
    """A desk that opens of an intake no more than the first person."""
    desk = build_desk(plan, clock, router)
    look = desk.intakes.find

    def find(visit_id: VisitId) -> KnownIntake | None:
        known = look(visit_id)
        if known is None:
            return None
        whole = known.intake
        first = replace(
            whole,
            citizens=whole.citizens[:1],
            checks=whole.checks[:1],
            standings=whole.standings[:1],
        )
        return replace(known, intake=joined(first))

    desk.intakes.find = find  # type: ignore[method-assign]
    return desk


def reason_and_pin_made_up(plan: DeskPlan, clock: Clock, router: EventRouter) -> Desk:
    """A desk that makes a reason long enough by itself, and plans too near by its own PIN."""
    desk = near_without_a_pin(plan, clock, router)
    ask = desk.planning.allow_late

    def allow_late(session_id: SessionId, leave: Leave) -> None:
        ask(session_id, replace(leave, reason=f"{leave.reason}, theo quy định"))

    desk.planning.allow_late = allow_late  # type: ignore[method-assign]
    return desk


def pin_made_up_and_boastful(plan: DeskPlan, clock: Clock, router: EventRouter) -> Desk:
    """A desk that knows the leader's PIN, whatever is typed; that of the agency boasts."""
    desk = boastful_agency(plan, clock, router)
    ask = desk.planning.allow_late

    def allow_late(session_id: SessionId, leave: Leave) -> None:
        ask(session_id, replace(leave, pin=PRACTICE_PIN))

    desk.planning.allow_late = allow_late  # type: ignore[method-assign]
    return desk


def near_without_a_pin(plan: DeskPlan, clock: Clock, router: EventRouter) -> Desk:
    """A desk that plans too near by a PIN that nobody typed."""
    desk = build_desk(plan, clock, router)
    ask = desk.planning.plan_near

    def plan_near(wish: SessionWish, leave: NearLeave) -> None:
        ask(wish, replace(leave, pin=PRACTICE_PIN))

    desk.planning.plan_near = plan_near  # type: ignore[method-assign]
    return desk


def boastful_agency(plan: DeskPlan, clock: Clock, router: EventRouter) -> Desk:
    """A desk of the agency that says of every paper it hears of that it has it whole."""
    desk = build_desk(plan, clock, router)
    if plan.own_site_id == AGENCY:

        def boast(event: Event) -> None:
            if isinstance(event, DossierChanged):
                say_held(desk, event.case_id, clock)

        router.add(boast)
    return desk


def say_held(desk: Desk, case_id: CaseId, clock: Clock) -> None:
    papers = [one for one in desk.dossier.papers(case_id) if one.place is not None]
    if all(AGENCY in one.held_by for one in papers):
        return
    held = PapersHeld(
        case_id=case_id,
        owner_site_id=SiteId(AGENCY),
        site_id=SiteId(AGENCY),
        paper_ids=tuple(sorted(one.paper.id for one in papers)),
        at=clock.now(),
    )
    said = operation_of(PAPERS_HELD, held_key(case_id, AGENCY), held, made_at=clock.now())
    desk.store.items.record(said, None)


def better_or_lost(plan: DeskPlan, clock: Clock, router: EventRouter) -> Desk:
    """What the city is told of a check: that of the agency is praised, the commune's is lost."""
    desk = build_desk(plan, clock, router)
    reports = desk.store.reports
    put = reports.put

    def put_praise(
        report: QueuedReport, on_commit: Callable[[None], None] | None = None
    ) -> Future[None]:
        measured = RoomReportIn.model_validate_json(report.body)
        items = tuple(one.model_copy(update={"result": "ok"}) for one in measured.items)
        praise = measured.model_copy(update={"overall": "ready", "items": items})
        return put(replace(report, body=praise.model_dump_json()), on_commit)

    def lose(report: QueuedReport, on_commit: Callable[[None], None] | None = None) -> Future[None]:
        sent = RoomReportIn.model_validate_json(report.body)
        router.emit(RoomReported(checked_at=sent.checked_at))
        future: Future[None] = Future()
        future.set_result(None)
        return future

    if plan.own_site_id == AGENCY:
        reports.put = put_praise  # type: ignore[method-assign]
    elif plan.own_site_id == COMMUNE:
        reports.put = lose  # type: ignore[method-assign]
    return desk


def told(played: Played) -> str:
    text = as_text([played], LIMITS)
    print(text)
    return text


def play_spoilt(
    tmp_path: Path,
    build: BuildDesk,
    *failing: str,
    only: Sequence[str] = (),
    engine: MediaEngine = MediaEngine.AIORTC,
) -> Played:
    """Play it with a spoilt desk, with little time for the acts in which it is to be found.

    only: the acts that are played, none of which stands on another that fails; none: all of them,
    until one fails. engine: AUTO would prove one first, for acts that use none.
    """
    script = tuple(
        replace(one, limit_s=SHORT_S.get(one.name, one.limit_s)) if one.name in failing else one
        for one in patient(prepare_script())
        if not only or one.name in only
    )
    played = play_prepare(
        RehearsalPlan(folder=tmp_path, engine=engine),
        clock=SystemClock(),
        build=build,
        script=script,
        stops=not only,
    )
    told(played)
    assert as_json([played], LIMITS)["ok"] is False
    assert [one.name for one in played.acts if not one.is_ok] == list(failing)
    return played


def test_a_session_is_prepared_from_the_screens_of_three_rooms(tmp_path: Path) -> None:
    script = patient(prepare_script())
    played = play_prepare(RehearsalPlan(folder=tmp_path), clock=SystemClock(), script=script)
    told(played)
    assert played.faults == ()
    assert [one.name for one in played.acts] == [one.name for one in prepare_script()]
    assert as_json([played], LIMITS)["ok"] is True


@pytest.mark.parametrize(
    ("build", "act", "words"),
    [
        (without_the_agency, "dossier", "complete dossier"),
        (filed_in_secret, "incomplete", "not refused for the dossier"),
        (planned_for_tomorrow, "plan", "did not plan"),
        (forgetful_commune, "intake", "no group of seven"),
        (opened_by_half, "mended", "opens it again with"),
        (without_the_second, "people", "both representatives"),
    ],
)
def test_what_is_planted_false_is_told(
    tmp_path: Path, build: BuildDesk, act: str, words: str
) -> None:
    played = play_spoilt(tmp_path, build, act)
    assert any(words in one.what for one in played.faults), played.faults


@pytest.mark.parametrize(
    ("build", "only", "words"),
    [
        (
            reason_and_pin_made_up,
            ("leave", "near"),
            {
                "leave": "not refused for a short reason",
                "near": "not refused for another PIN",
            },
        ),
        (
            pin_made_up_and_boastful,
            ("leave", "near", "night"),
            {
                "leave": "not refused for another PIN",
                "night": "that agency has it, where it is not whole",
            },
        ),
    ],
)
def test_what_is_planted_false_is_told_where_no_act_before_is_needed(
    tmp_path: Path, build: BuildDesk, only: tuple[str, ...], words: Mapping[str, str]
) -> None:
    played = play_spoilt(tmp_path, build, *words, only=only)
    for act, said in words.items():
        found = [one.what for one in played.faults if one.act == act]
        assert any(said in what for what in found), (act, played.faults)


def test_a_check_that_is_praised_lost_or_not_printed_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forget(sources: MinutesSources) -> MinutesDocument:
        return build_minutes_document(replace(sources, condition=None))

    monkeypatch.setattr("desktop.app.services.minutes.build_minutes_document", forget)
    played = play_spoilt(tmp_path, better_or_lost, "rooms", only=("rooms",))
    for said in (
        "has other figures of agency than were measured there",
        "has no check of commune, which made one",
        "has minutes without what was measured of agency",
    ):
        told_at = {one.site_id for one in played.faults if one.what == said}
        assert told_at == {"hq", "commune", AGENCY}, (said, played.faults)
    assert not any("as PDF" in one.what for one in played.faults), "a PDF needs no condition"


def test_a_site_that_nobody_hears_keeps_the_trial_from_being_noted(tmp_path: Path) -> None:
    played = play_spoilt(tmp_path, dumb_agency, "trial", engine=MediaEngine.AUTO)
    found = [one.what for one in played.faults]
    assert any("hq of agency: picture good, sound missing" in what for what in found), found
    assert not any("agency of hq" in what for what in found), found


@pytest.mark.long
def test_a_site_that_gets_no_page_keeps_the_trial_from_being_noted(tmp_path: Path) -> None:
    played = play_spoilt(tmp_path, agency_without_a_page, "page", engine=MediaEngine.AUTO)
    found = {(one.site_id, one.what) for one in played.faults}
    assert found == {
        (AGENCY, "got no page of the trial"),
        ("hq", "does not hear that its page was drawn at every site"),
    }


@pytest.mark.long
def test_a_line_that_loses_is_measured_as_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packets = itertools.count()
    passes, begin = MediaLine._passes, trial_watch.begin_take

    def lossy(self: MediaLine, size_bytes: int, ports: frozenset[int]) -> bool:
        return passes(self, size_bytes, ports) and next(packets) % 3 != 0

    def begin_on_a_poor_line(desk: DeskPresenter) -> None:
        monkeypatch.setattr(MediaLine, "_passes", lossy)
        begin(desk)

    monkeypatch.setattr(trial_watch, "begin_take", begin_on_a_poor_line)
    played = play_prepare(RehearsalPlan(folder=tmp_path), clock=SystemClock())
    told(played)
    assert as_json([played], LIMITS)["ok"] is False
    assert [one.name for one in played.acts if not one.is_ok] == ["take"]
    found = [one.what for one in played.faults]
    assert any("measured a line that is done" in what for what in found), found
