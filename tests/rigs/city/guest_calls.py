"""Guests as headquarters rings them over its channel."""

from typing import Any

from desktop.domain.ids import new_id
from tests.rigs.city.city_room import Channel

AGENCY_NAME = "Ban Tiếp công dân Trung ương"
QUESTION = "Loại đất nào được áp dụng?"


def ring_guest(channel: Channel) -> dict[str, Any]:
    """The link as it was told, with the id of the guest's seat."""
    call_id = new_id()
    channel.say("ring_guest", call_id=call_id, name=AGENCY_NAME, question=QUESTION)
    link = channel.wait_for("guest_link")
    told = channel.wait_for_state(lambda told: call_id in {one["id"] for one in told["calls"]})
    site_ids = {one["id"]: one["site_id"] for one in told["calls"]}
    return {**link, "site_id": site_ids[call_id]}


def wait_for_stage(channel: Channel, stage: str, site_id: str) -> dict[str, Any]:
    """The call of this seat, once it has come so far."""

    def found(told: dict[str, Any]) -> list[dict[str, Any]]:
        calls = (one for one in told["calls"] if one["site_id"] == site_id)
        return [one for one in calls if one["stage"] == stage]

    return found(channel.wait_for_state(lambda told: bool(found(told))))[0]
