"""Planning sessions: what a clerk asks is decided at once, and every room is told."""

import asyncio

from fastapi import APIRouter

from desktop.cityserver.conduct.seats import follow_seats
from desktop.cityserver.routes.dependencies import ThePerson, TheServices
from desktop.contract.base import Identifier
from desktop.contract.scheduling import (
    CallOffRequest,
    LeaveRequest,
    NearPlanRequest,
    NoticeRequest,
    PlanAnswer,
    PlanRequest,
    TakeLeaveRequest,
    TakeRequest,
    WaitingRequest,
    WitnessRequest,
)
from desktop.domain.ids import SessionId


def build_router() -> APIRouter:
    """PUT /v1/sessions/{session_id}; POST what is asked of one."""
    router = APIRouter(prefix="/v1/sessions", tags=["sessions"])

    @router.put("/{session_id}")
    async def plan(
        session_id: Identifier, request: PlanRequest, person: ThePerson, services: TheServices
    ) -> PlanAnswer:
        """Plan a session, or everything that keeps it from being planned."""
        services.operation_budget.take(person.room_id, 1)
        planned = await asyncio.to_thread(
            services.scheduling.plan, person, SessionId(session_id), request
        )
        services.hub.announce(planned.touched)
        return planned.answer

    @router.post("/{session_id}/call-off")
    async def call_off(
        session_id: Identifier, request: CallOffRequest, person: ThePerson, services: TheServices
    ) -> PlanAnswer:
        """Postpone or cancel a session that was not opened."""
        services.operation_budget.take(person.room_id, 1)
        planned = await asyncio.to_thread(
            services.scheduling.call_off, person, SessionId(session_id), request
        )
        services.hub.announce(planned.touched)
        return planned.answer

    @router.post("/{session_id}/notice")
    async def note_notice(
        session_id: Identifier, request: NoticeRequest, person: ThePerson, services: TheServices
    ) -> PlanAnswer:
        """Note that the notice of a session went out, and what proves it."""
        services.operation_budget.take(person.room_id, 1)
        planned = await asyncio.to_thread(
            services.gates.note_notice, person, SessionId(session_id), request
        )
        services.hub.announce(planned.touched)
        return planned.answer

    @router.post("/{session_id}/leave")
    async def allow_late(
        session_id: Identifier, request: LeaveRequest, person: ThePerson, services: TheServices
    ) -> PlanAnswer:
        """Let a gate count that was passed after its hour, by a leader's PIN."""
        services.operation_budget.take(person.room_id, 1)
        planned = await asyncio.to_thread(
            services.gates.allow_late, person, SessionId(session_id), request
        )
        services.hub.announce(planned.touched)
        return planned.answer

    @router.post("/{session_id}/near")
    async def plan_near(
        session_id: Identifier, request: NearPlanRequest, person: ThePerson, services: TheServices
    ) -> PlanAnswer:
        """Plan a session whose notice will be late, by a leader's PIN."""
        services.operation_budget.take(person.room_id, 1)
        planned = await asyncio.to_thread(
            services.near_plans.plan, person, SessionId(session_id), request
        )
        services.hub.announce(planned.touched)
        return planned.answer

    @router.post("/{session_id}/waiting")
    async def call_waiting(
        session_id: Identifier, request: WaitingRequest, person: ThePerson, services: TheServices
    ) -> PlanAnswer:
        """Warn, call or take back who waits for a session."""
        services.operation_budget.take(person.room_id, 1)
        planned = await asyncio.to_thread(
            services.waiting.act, person, SessionId(session_id), request
        )
        services.hub.announce(planned.touched)
        return planned.answer

    _add_witness(router)
    _add_takes(router)
    return router


def _add_witness(router: APIRouter) -> None:
    @router.post("/{session_id}/witness")
    async def witness(
        session_id: Identifier, request: WitnessRequest, person: ThePerson, services: TheServices
    ) -> PlanAnswer:
        """Note in a person's words a gate of a session on a platform of somebody else."""
        services.operation_budget.take(person.room_id, 1)
        planned = await asyncio.to_thread(
            services.gates.witness, person, SessionId(session_id), request
        )
        if planned.touched:
            await services.hub.change_anywhere(SessionId(session_id), follow_seats)
        services.hub.announce(planned.touched)
        return planned.answer


def _add_takes(router: APIRouter) -> None:
    @router.post("/{session_id}/take")
    async def tell_take(
        session_id: Identifier, request: TakeRequest, person: ThePerson, services: TheServices
    ) -> PlanAnswer:
        """Tell at the door whether this room has shown that it records."""
        services.operation_budget.take(person.room_id, 1)
        await services.site_takes.tell(person, SessionId(session_id), request)
        return PlanAnswer(revision=0)

    @router.post("/{session_id}/take-leave")
    async def allow_without_take(
        session_id: Identifier, request: TakeLeaveRequest, person: ThePerson, services: TheServices
    ) -> PlanAnswer:
        """Let this site come in without having shown it, by a leader's PIN."""
        services.operation_budget.take(person.room_id, 1)
        await services.site_takes.allow(person, SessionId(session_id), request)
        return PlanAnswer(revision=0)
