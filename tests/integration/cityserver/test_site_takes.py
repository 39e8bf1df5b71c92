"""A room at the door over HTTP: its take, a leader's leave, and what the other rooms are told."""

from contextlib import closing
from datetime import timedelta
from typing import Any

import pytest
import requests

from desktop.domain.clock import SystemClock
from desktop.domain.ids import SiteId
from tests.rigs.city.city_room import Channel, CityRoom
from tests.rigs.city.running_city_server import (
    CLERK,
    COMMUNE,
    HQ,
    LEADER,
    OFFICER,
    PIN,
    STRICT_SESSION,
    RunningCityServer,
)

pytestmark = pytest.mark.integration

REASON = "Loa của phòng hỏng từ sáng nay"


def post(room: CityRoom, last: str, body: dict[str, Any]) -> requests.Response:
    return room.call("POST", f"/v1/sessions/{STRICT_SESSION}/{last}", json=body)


def told(channel: Channel, site_id: SiteId, word: str) -> dict[str, Any]:
    """The state in which a site stands so."""
    return channel.wait_for_state(
        lambda message: any(
            (one["site_id"], one["word"]) == (site_id, word) for one in message.get("takes", ())
        )
    )


def test_a_room_that_lacks_its_take_is_waited_for_until_a_leader_allows_it(
    running_city_server: RunningCityServer,
) -> None:
    hq = CityRoom(running_city_server, HQ, CLERK)
    commune = CityRoom(running_city_server, COMMUNE, OFFICER)
    with closing(hq.join(STRICT_SESSION)) as chair, closing(commune.join(STRICT_SESSION)):
        assert post(commune, "take", {}).ok
        assert told(chair, COMMUNE, "lacking")["status"] == "connecting"
        wrong = {"leader": LEADER, "pin": "000000", "reason": REASON}
        assert post(commune, "take-leave", wrong).status_code == requests.codes.unauthorized
        short = {"leader": LEADER, "pin": PIN, "reason": "hỏng"}
        assert post(commune, "take-leave", short).status_code == requests.codes.bad_request
        assert post(commune, "take-leave", wrong | {"pin": PIN}).ok
        state = told(chair, COMMUNE, "waived")
        assert (state["status"], state["takes"][0]["reason"]) == ("ready", REASON)
        now = SystemClock().now() - timedelta(minutes=1)
        assert post(commune, "take", {"made_at": now.isoformat()}).ok
        assert told(chair, COMMUNE, "good")["status"] == "ready"
