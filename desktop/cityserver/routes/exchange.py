"""Operations in, changes out."""

import asyncio

from fastapi import APIRouter, Response

from desktop.cityserver.routes.dependencies import ThePerson, TheServices
from desktop.contract.operations import ChangesAnswer, PushAnswer, PushRequest


def build_router() -> APIRouter:
    """POST /v1/operations, GET /v1/changes."""
    router = APIRouter(prefix="/v1", tags=["exchange"])

    @router.post("/operations")
    async def push(request: PushRequest, person: ThePerson, services: TheServices) -> PushAnswer:
        """A verdict for each operation."""
        services.operation_budget.take(person.room_id, len(request.operations))
        pushed = await asyncio.to_thread(services.operations.push, person, request.operations)
        services.hub.announce(pushed.touched)
        services.metrics.count_verdicts(pushed.answer.verdicts)
        return pushed.answer

    @router.get("/changes", response_model=ChangesAnswer)
    def pull(person: ThePerson, services: TheServices, since: str = "") -> Response:
        """Everything this person may see at this site after the cursor."""
        answer = services.changes.pull(person, since)
        return Response(answer.encode(), media_type="application/json")

    return router
