"""Incidents of a session: their kinds (domain.md §4.19), and the line of the minutes of each."""

from enum import StrEnum


class IncidentKind(StrEnum):
    """Loại sự cố."""

    PICTURE = "picture"
    SOUND = "sound"
    NETWORK = "network"
    POWER = "power"
    DEVICE = "device"
    ORDER = "order"
    SECRET = "secret"  # noqa: S105 - a kind of incident, not a password
    RECORDING = "recording"


_WORDS: dict[IncidentKind, str] = {
    IncidentKind.PICTURE: "mất hình",
    IncidentKind.SOUND: "mất tiếng",
    IncidentKind.NETWORK: "mất mạng",
    IncidentKind.POWER: "mất điện",
    IncidentKind.DEVICE: "thiết bị",
    IncidentKind.ORDER: "trật tự",
    IncidentKind.SECRET: "nội dung mật",
    IncidentKind.RECORDING: "ghi hình",
}


def incident_text(kind: IncidentKind, site_name: str) -> str:
    """As it stands in the minutes, which are Vietnamese; it can be corrected like every line."""
    return f"Sự cố: {_WORDS[kind]}, tại {site_name}."
