"""What the city says on the channel of a session."""

from collections.abc import Mapping
from typing import Any


def a_state(seq: int, media_numbers: Mapping[str, int]) -> dict[str, Any]:
    """Ready, and every one of these sites at its seat. media_numbers: by site."""
    seats = [
        {
            "site_id": site_id,
            "is_connected": True,
            "media_number": number,
            "is_microphone_on": False,
            "is_camera_on": True,
            "has_hand_up": False,
        }
        for site_id, number in media_numbers.items()
    ]
    return {
        "type": "state",
        "seq": seq,
        "status": "ready",
        "step": "opening",
        "pause_reason": None,
        "opened_at": None,
        "seats": seats,
        "speaking_site_id": None,
        "floor_since": None,
        "stage": None,
    }
