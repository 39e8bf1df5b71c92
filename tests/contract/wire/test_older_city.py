"""A plan at a city that is older than a field of it: what it answers, and what the desk reads.

The city's side is what every city so far does with a field that it does not know; its models are
those of today without the fields that came later.
"""

import asyncio
import json
from dataclasses import replace
from typing import Any

import pytest
from fastapi import FastAPI
from pydantic import create_model

from desktop.cityserver.http.problems import add_problem_handlers
from desktop.contract.base import Received
from desktop.contract.scheduling import PlanAnswer, PlanRequest, SessionDraft
from desktop.domain.errors import ProtocolError
from desktop.sync.http.problems import Refusal, refusal_error
from desktop.sync.traffic.planning import _request
from tests.samples.plans import A_WISH

pytestmark = pytest.mark.contract

PATH = "/v1/sessions/{session_id}"
ELSEWHERE = replace(A_WISH, platform="Nền tảng của tỉnh", conference_address="987 6543 2100")


def without(model: type[Received], *names: str, **others: Any) -> type[Received]:
    """The model as it was before these fields came. others: fields of another type."""
    fields: dict[str, Any] = {
        name: (field.annotation, field)
        for name, field in model.model_fields.items()
        if name not in names
    }
    return create_model(f"Older{model.__name__}", __base__=Received, **{**fields, **others})


def city(*unknown: str) -> FastAPI:
    """One that does not know these fields of a session."""
    app = FastAPI()
    add_problem_handlers(app)

    async def put(session_id: str, plan: Any) -> PlanAnswer:
        return PlanAnswer(revision=1, code=session_id)

    put.__annotations__["plan"] = without(
        PlanRequest, session=(without(SessionDraft, *unknown), ...)
    )
    app.put(PATH)(put)
    return app


def asked(app: FastAPI, wish: Any) -> tuple[int, bytes]:
    """Status and body of what it says to a plan, as a desk sends it."""
    sent = _request(wish).model_dump_json(exclude_none=True).encode()
    told: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": sent, "more_body": False}

    async def send(message: Any) -> None:
        told.append(dict(message))

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "PUT",
        "path": f"/v1/sessions/{wish.id}",
        "raw_path": b"",
        "query_string": b"",
        "headers": [(b"content-type", b"application/json")],
    }
    asyncio.run(app(scope, receive, send))
    return told[0]["status"], b"".join(one.get("body", b"") for one in told[1:])


@pytest.mark.parametrize(
    "unknown", [("conference_address",), ("platform", "conference_address")], ids="+".join
)
def test_a_city_names_the_fields_that_it_does_not_know(unknown: tuple[str, ...]) -> None:
    status, body = asked(city(*unknown), ELSEWHERE)
    assert status == 400
    error = refusal_error(Refusal(status=status, retry_after="", body=body))
    assert isinstance(error, ProtocolError)
    assert (error.code, error.unknown) == ("bad_request", frozenset(unknown))
    assert b"987" not in body, "what was typed is not repeated"


def test_a_plan_without_them_goes_to_every_city() -> None:
    for app in (city("platform", "conference_address"), city()):
        status, body = asked(app, A_WISH)
        assert (status, json.loads(body)["code"]) == (200, A_WISH.id)
    status, _ = asked(city("conference_address"), replace(ELSEWHERE, conference_address=""))
    assert status == 200
    assert asked(city(), ELSEWHERE)[0] == 200
