"""Calls into a running session: the desk that is rung accepts or refuses."""

from fastapi import APIRouter

from desktop.cityserver.conduct.live.calls.calls import CallAnswer
from desktop.cityserver.routes.dependencies import ThePerson, TheServices
from desktop.contract.base import Identifier
from desktop.contract.calls import CallAnswered, CallAnswerRequest
from desktop.domain.ids import CallId, SessionId


def build_router() -> APIRouter:
    """POST /v1/sessions/{session_id}/calls/{call_id}/answer."""
    router = APIRouter(prefix="/v1/sessions", tags=["calls"])

    @router.post("/{session_id}/calls/{call_id}/answer")
    async def answer(
        session_id: Identifier,
        call_id: Identifier,
        request: CallAnswerRequest,
        person: ThePerson,
        services: TheServices,
    ) -> CallAnswered:
        """Accept, and listen first, or refuse with a reason; the first answer counts."""
        services.operation_budget.take(person.room_id, 1)
        said = CallAnswer(call_id=CallId(call_id), accepts=request.accepts, reason=request.reason)
        stage = await services.hub.answers.take(person, SessionId(session_id), said)
        return CallAnswered(stage=stage)

    return router
