"""Whatever comes over HTTP that fits the exported contract, or nearly: no error of the server's.

Schemathesis draws requests from docs/api/openapi.json, right ones and wrong ones, always the same;
each goes to the real server with a good token, so that it gets past the door.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from desktop.cityserver.access.route_rights import ROUTE_RULES, WEBSOCKET, Caller
from desktop.cityserver.admin.city import put_record
from desktop.contract.blobs import PARTIAL_TYPE
from desktop.contract.guests import GUEST_COOKIE
from desktop.contract.problem import Problem
from desktop.contract.version import CONTRACT_VERSION, VERSION_HEADER
from desktop.domain.access.kinds import room_kinds
from desktop.domain.ids import new_id
from tests.paths import ROOT
from tests.patience import PATIENCE_S
from tests.rigs.city.city_room import CityRoom
from tests.rigs.city.guest_browser import GuestBrowser
from tests.rigs.city.guest_calls import ring_guest
from tests.rigs.city.running_city_server import (
    CLERK,
    COMMUNE,
    HQ,
    OFFICER,
    SESSION,
    RunningCityServer,
    session_body,
)

pytestmark = pytest.mark.integration

API = ROOT / "docs" / "api"
EXAMPLES = 20
"""Of each route and each mode."""
KNOWN = {
    "owner_site_id": [HQ, COMMUNE],
    "unit_site_id": [HQ, COMMUNE],
    "session_id": [SESSION],
    "about_session_id": [SESSION, None],
}
CHECKS = [
    not_a_server_error,
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
]


def _schema() -> dict[str, Any]:
    """The contract, with the bodies of records inside operations, of sites and sessions we have."""
    schema: dict[str, Any] = json.loads((API / "openapi.json").read_text(encoding="utf-8"))
    text = (API / "records.schema.json").read_text(encoding="utf-8")
    records = json.loads(text.replace("#/$defs/", "#/components/schemas/"))
    for body in records["$defs"].values():
        for name, known in KNOWN.items():
            if name in body.get("properties", {}):
                body["properties"][name] = {"enum": known}
    schemas = schema["components"]["schemas"]
    schemas |= records["$defs"]
    operation = schemas["OperationIn"]
    schemas["OperationIn"] = {
        "anyOf": [
            {
                **operation,
                "properties": {
                    **operation["properties"],
                    "kind": {"const": kind},
                    "body": records["properties"][kind],
                },
            }
            for kind in sorted(room_kinds())
        ]
    }
    return schema


OPERATIONS = {
    found.ok().label: found.ok()
    for found in schemathesis.openapi.from_dict(_schema()).get_all_operations()
    if isinstance(found, Ok)
}


def _can_be_spoilt(label: str) -> bool:
    own = [one for one in OPERATIONS[label].iter_parameters() if one.name != VERSION_HEADER]
    return bool(own) or bool(list(OPERATIONS[label].body))


NO_PART_OF_IT = {
    ("GET", "/metrics"),
    ("GET", "/guest"),
    ("GET", "/guest/files/{name}"),
    *(route for route in ROUTE_RULES if route[0] == WEBSOCKET),
}
"""Of the contract: channels, the figures of this PC, files of a browser's page."""

assert len(OPERATIONS) == len(ROUTE_RULES.keys() - NO_PART_OF_IT)

CASES = [
    (label, mode)
    for label in sorted(OPERATIONS)
    for mode in GenerationMode
    if mode is GenerationMode.POSITIVE or _can_be_spoilt(label)
]
SLOW_TO_PASS_BY = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]


@schemathesis.serializer(PARTIAL_TYPE)
def as_chunk(_context: schemathesis.SerializationContext, value: Any) -> bytes:
    """The body of an upload as bytes, whatever was drawn for it."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """Made before anything is drawn: whoever tries codes at random may not enrol for a while.

    leaving: of sign-ins that the route for signing out may end. cookie: of a guest who is called.
    """

    of: dict[Caller, str]
    leaving: list[str]
    cookie: str


@pytest.fixture(scope="module")
def tokens(shared_server: RunningCityServer) -> Iterator[Tokens]:
    chair, session_id = CityRoom(shared_server, HQ, CLERK), f"session-{new_id()}"
    with shared_server.administration() as database:
        body = session_body(HQ, (COMMUNE,), is_practice=False)
        put_record(database, kind="session", entity_id=session_id, body=body)
    with chair.join(session_id) as channel:
        channel.say("open_session")
        channel.wait_for_state(lambda told: told["status"] == "in_session")
        browser = GuestBrowser(shared_server)
        assert browser.open(ring_guest(channel)["path"]).ok
        yield Tokens(
            of={
                Caller.ANYBODY: "",
                Caller.ROOM: shared_server.enrol(COMMUNE),
                Caller.PERSON: chair.token,
                Caller.GUEST: "",
            },
            leaving=[CityRoom(shared_server, COMMUNE, OFFICER).token for _ in GenerationMode],
            cookie=browser.cookie,
        )


@pytest.mark.parametrize(("label", "mode"), CASES)
def test_no_request_brings_out_an_error_of_the_server(
    shared_server: RunningCityServer, tokens: Tokens, label: str, mode: GenerationMode
) -> None:
    method, _, path = label.partition(" ")
    is_leaving = path == "/v1/access/sign-out"
    token = tokens.leaving.pop() if is_leaving else tokens.of[ROUTE_RULES[method, path].caller]
    headers = {VERSION_HEADER: CONTRACT_VERSION, "Authorization": f"Bearer {token}"}
    if path.startswith("/guest"):
        headers |= {"Origin": shared_server.url, "Cookie": f"{GUEST_COOKIE}={tokens.cookie}"}
    operation = OPERATIONS[label]

    with requests.Session() as session:

        @settings(
            derandomize=True,
            max_examples=EXAMPLES,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=SLOW_TO_PASS_BY,
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def run(case: schemathesis.Case[Any]) -> None:
            response = case.call(
                base_url=shared_server.url, session=session, headers=headers, timeout=PATIENCE_S
            )
            case.validate_response(response, checks=CHECKS)
            if response.status_code >= 400 and method != "HEAD":
                assert Problem.model_validate_json(response.text).status == response.status_code

        run()
    assert shared_server.call("GET", "/healthz").ok
