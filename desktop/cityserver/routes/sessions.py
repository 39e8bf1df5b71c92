"""Planning sessions: what a clerk asks is decided at once, and every room is told."""

import asyncio

from fastapi import APIRouter

from desktop.cityserver.routes.dependencies import ThePerson, TheServices
from desktop.contract.base import Identifier
from desktop.contract.scheduling import CallOffRequest, PlanAnswer, PlanRequest
from desktop.domain.ids import SessionId


def build_router() -> APIRouter:
    """PUT /v1/sessions/{session_id}, POST /v1/sessions/{session_id}/call-off."""
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

    return router
