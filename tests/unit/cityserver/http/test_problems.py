"""Every refusal is a problem document (RFC 9457), whatever went wrong."""

import json
from typing import Any

import pytest
from fastapi import FastAPI, HTTPException
from starlette.types import Message

from desktop.cityserver.app import build_app
from desktop.cityserver.config.config import CityServerConfig
from desktop.cityserver.http.problems import PROBLEM_TYPE, add_problem_handlers, problem_response
from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.services import services_of
from desktop.contract.problem import Problem, ProblemCode
from desktop.contract.version import CONTRACT_VERSION, VERSION_HEADER
from desktop.domain.errors import ServerBusy

pytestmark = [pytest.mark.unit, pytest.mark.asyncio]

VERSION = (VERSION_HEADER.lower().encode(), CONTRACT_VERSION.encode())
Headers = dict[bytes, bytes]


async def ask(
    app: FastAPI,
    path: str,
    *,
    method: str = "GET",
    headers: tuple[tuple[bytes, bytes], ...] = (VERSION,),
) -> tuple[int, Headers, dict[str, Any]]:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": list(headers),
        "server": ("127.0.0.1", 1),
        "client": ("127.0.0.1", 2),
        "scheme": "http",
    }
    await app(scope, receive, send)
    return sent[0]["status"], dict(sent[0]["headers"]), json.loads(sent[1]["body"])


def app_that_raises(error: Exception) -> FastAPI:
    app = FastAPI()
    add_problem_handlers(app)

    @app.get("/")
    async def fail() -> None:
        raise error

    return app


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (Rejected(ProblemCode.GONE), 410, "gone"),
        (Rejected(ProblemCode.BUSY, status=507), 507, "busy"),
        (ServerBusy(2.0), 503, "busy"),
        (HTTPException(404), 404, "not_found"),
        (HTTPException(418), 418, "bad_request"),
    ],
)
async def test_every_error_has_a_status_and_a_code(
    error: Exception, status: int, code: str
) -> None:
    got, headers, problem = await ask(app_that_raises(error), "/")
    assert (got, problem["status"], problem["code"]) == (status, status, code)
    assert headers[b"content-type"] == PROBLEM_TYPE.encode()


async def test_a_busy_server_says_when_to_come_back() -> None:
    _, headers, _ = await ask(app_that_raises(ServerBusy(2.0)), "/")
    assert headers[b"retry-after"] == b"2"


async def test_an_unexpected_error_tells_nothing_of_itself() -> None:
    sent: list[dict[str, Any]] = []
    with pytest.raises(RuntimeError):  # the server logs it; the room got its answer before
        sent.append((await ask(app_that_raises(RuntimeError("Nguyễn Văn A")), "/"))[2])
    response = problem_response(Rejected(ProblemCode.INTERNAL))
    assert b"Nguy" not in bytes(response.body)


async def test_attempts_left_are_told_only_when_known() -> None:
    told = problem_response(Rejected(ProblemCode.WRONG_PIN, attempts_left=0))
    assert Problem.model_validate_json(bytes(told.body)).attempts_left == 0
    assert b"attempts_left" not in bytes(problem_response(Rejected(ProblemCode.GONE)).body)


@pytest.mark.parametrize("code", list(ProblemCode))
async def test_every_code_has_a_status(code: ProblemCode) -> None:
    assert 400 <= Rejected(code).status < 600


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/v1/changes", (), 400),
        ("/v1/changes", ((VERSION[0], b"2"),), 400),
        ("/v1/server", ((VERSION[0], b"2"),), 400),
        ("/no-such", (VERSION,), 404),
        ("/v1/changes", (VERSION,), 401),
    ],
)
async def test_the_version_is_looked_at_first(
    config: CityServerConfig,
    path: str,
    headers: tuple[tuple[bytes, bytes], ...],
    status: int,
) -> None:
    got, _, problem = await ask(build_app(config), path, headers=headers)
    assert got == status
    assert (problem["code"] == "wrong_version") == (status == 400)


async def test_routes_without_their_services_fail_loudly() -> None:
    class Connection:
        app = FastAPI()

    Connection.app.state.services = None
    connection: Any = Connection()
    with pytest.raises(TypeError):
        services_of(connection)
