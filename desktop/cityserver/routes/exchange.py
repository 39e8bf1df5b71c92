"""Operations in, changes out."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query, Response

from desktop.cityserver.routes.dependencies import ThePerson, TheServices
from desktop.contract.operations import ChangesAnswer, NewsAnswer, PushAnswer, PushRequest
from desktop.contract.version import LISTEN_S

WaitS = Annotated[int, Query(ge=0, le=LISTEN_S)]


def build_router() -> APIRouter:
    """POST /v1/operations, GET /v1/changes, GET /v1/changes/wait."""
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

    @router.get("/changes/wait")
    async def wait(
        person: ThePerson, services: TheServices, since: str = "", wait_s: WaitS = LISTEN_S
    ) -> NewsAnswer:
        """Whether there is something after the cursor, as soon as there is."""
        return NewsAnswer(has_news=await services.listeners.wait(person, since, wait_s))

    return router
