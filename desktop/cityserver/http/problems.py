"""Every refusal of the server as a problem document (RFC 9457)."""

from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from desktop.cityserver.http.refusals import Rejected, busy
from desktop.contract.problem import Problem, ProblemCode
from desktop.domain.errors import ServerBusy

PROBLEM_TYPE = "application/problem+json"
STORAGE_RETRY_S = 5.0

_CODE_OF_STATUS: dict[int, ProblemCode] = {
    401: ProblemCode.NOT_SIGNED_IN,
    403: ProblemCode.FORBIDDEN,
    404: ProblemCode.NOT_FOUND,
    413: ProblemCode.TOO_LARGE,
    503: ProblemCode.BUSY,
}


def problem_response(rejected: Rejected) -> Response:
    """The document a room receives. It never repeats what the room sent."""
    problem = Problem(
        title=HTTPStatus(rejected.status).phrase,
        status=rejected.status,
        code=rejected.code,
        detail=rejected.detail,
        attempts_left=rejected.attempts_left,
        unmet=rejected.unmet,
    )
    return Response(
        problem.model_dump_json(exclude_none=True),
        status_code=rejected.status,
        headers=dict(rejected.headers),
        media_type=PROBLEM_TYPE,
    )


def add_problem_handlers(app: FastAPI) -> None:
    """Turn every error of the application into a problem document."""

    @app.exception_handler(Rejected)
    async def on_rejected(_request: Request, error: Rejected) -> Response:
        return problem_response(error)

    @app.exception_handler(RequestValidationError)
    async def on_invalid(_request: Request, error: RequestValidationError) -> Response:
        # Only places and kinds of faults: the input may hold personal data.
        faults = [f"{_place(fault['loc'])}: {fault['type']}" for fault in error.errors()[:10]]
        return problem_response(Rejected(ProblemCode.BAD_REQUEST, detail="; ".join(faults)))

    @app.exception_handler(HTTPException)
    async def on_http_error(_request: Request, error: HTTPException) -> Response:
        code = _CODE_OF_STATUS.get(error.status_code, ProblemCode.BAD_REQUEST)
        return problem_response(Rejected(code, status=error.status_code, headers=error.headers))

    @app.exception_handler(ServerBusy)
    async def on_busy(_request: Request, error: ServerBusy) -> Response:
        return problem_response(busy(error.retry_after_s))

    @app.exception_handler(Exception)
    async def on_unexpected(_request: Request, _error: Exception) -> Response:
        return problem_response(Rejected(ProblemCode.INTERNAL))


def _place(location: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in location)
