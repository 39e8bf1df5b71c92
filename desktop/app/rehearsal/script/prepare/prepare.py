"""The script before a session: a group taken in, request, decision, dossier, plan, notice, trial.

What is asked at one desk is looked for at the others: on their presenters, in the pictures that
came and in the sound that was played there.
"""

import logging
from dataclasses import replace

from desktop.app.rehearsal.plan import RehearsalPlan
from desktop.app.rehearsal.script.outcome import Played
from desktop.app.rehearsal.script.prepare import (
    leave_acts,
    night_acts,
    people_acts,
    plan_acts,
    request_acts,
    room_acts,
    trial_acts,
)
from desktop.app.rehearsal.script.prepare.preparation import Preparation, PrepareAct
from desktop.app.rehearsal.script.run import BuildDesk, LineKind, opened_city
from desktop.app.wiring.desk import Desk, build_desk
from desktop.app.wiring.event_router import EventRouter
from desktop.app.wiring.plan import DeskPlan
from desktop.domain.clock import Clock

SITES = 3
TRIAL_LIMIT_S = 90.0
ROOMS_LIMIT_S = 120.0

logger = logging.getLogger(__name__)


def prepare_script() -> tuple[PrepareAct, ...]:
    """Its acts, in order."""
    return (
        PrepareAct(name="request", play=request_acts.take_request),
        PrepareAct(name="intake", play=request_acts.take_in),
        PrepareAct(name="mended", play=people_acts.mend_refused),
        PrepareAct(name="decision", play=request_acts.decide),
        PrepareAct(name="incomplete", play=plan_acts.ask_without_dossier),
        PrepareAct(name="dossier", play=plan_acts.complete_dossier),
        PrepareAct(name="plan", play=plan_acts.plan),
        PrepareAct(name="people", play=people_acts.find_everywhere),
        PrepareAct(name="notice", play=plan_acts.note_notice),
        PrepareAct(name="leave", play=leave_acts.leave_trial),
        PrepareAct(name="near", play=leave_acts.plan_near),
        PrepareAct(name="night", play=night_acts.spend_night),
        PrepareAct(name="trial", play=trial_acts.try_out, limit_s=TRIAL_LIMIT_S),
        PrepareAct(name="page", play=trial_acts.show_page),
        PrepareAct(name="take", play=trial_acts.record_take, limit_s=TRIAL_LIMIT_S),
        PrepareAct(name="confirmed", play=trial_acts.confirm),
        PrepareAct(name="rooms", play=room_acts.keep_condition, limit_s=ROOMS_LIMIT_S),
    )


def play_prepare(
    plan: RehearsalPlan,
    *,
    clock: Clock,
    build: BuildDesk = build_desk,
    script: tuple[PrepareAct, ...] | None = None,
    stops: bool = True,
) -> Played:
    """Play it once, in a folder of its own below the plan's; script: not that of prepare_script().

    stops: after an act that failed none is played, as in a script whose acts stand on each other.

    Raises RehearsalFailed when a site does not sign in.
    """
    plan = replace(plan, folder=plan.folder / "prepare", sites=SITES)

    def build_with_hours(desk_plan: DeskPlan, clock: Clock, router: EventRouter) -> Desk:
        return build(night_acts.with_hours(desk_plan, clock.now()), clock, router)

    with opened_city(plan, clock, build_with_hours) as (_practice, lines, sites):
        preparation = Preparation(sites=sites, lines=lines, clock=clock, scratch=plan.folder)
        acts = []
        for act in script or prepare_script():
            one = preparation.play(act)
            logger.info("act played name=%s ok=%s took_s=%.1f", one.name, one.is_ok, one.took_s)
            acts.append(one)
            if stops and not one.is_ok:
                break
        return Played(
            line=LineKind.CLEAN,
            sites=len(sites),
            acts=tuple(acts),
            samples=preparation.samples,
            faults=tuple(preparation.faults),
            lost_lines=preparation.lost_lines,
        )
