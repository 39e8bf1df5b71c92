"""Incidents of a session: their kinds (domain.md §4.19), and the line of the minutes of each."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.domain.ids import IncidentId, MinuteLineId, SessionId, SiteId


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """What somebody noted of a session; it never changes, whatever becomes of its line.

    owner_site_id: where it was noted. at: aware, of the city's clock. noted_by: who sat there.
    line_id: of the minutes, which was written with it.
    """

    id: IncidentId
    session_id: SessionId
    owner_site_id: SiteId
    kind: IncidentKind
    at: datetime
    noted_by: str
    line_id: MinuteLineId


def incident_text(kind: IncidentKind, site_name: str) -> str:
    """As it stands in the minutes, which are Vietnamese; it can be corrected like every line."""
    return f"Sự cố: {_WORDS[kind]}, tại {site_name}."
