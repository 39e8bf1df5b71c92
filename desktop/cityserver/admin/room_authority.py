"""The authority that signs the certificates of rooms, as the city's IT is told of it."""

from dataclasses import dataclass
from datetime import datetime

from desktop.cityserver.access.room_ca import CA_FILE, RoomCaUnreadable, ensure_room_ca
from desktop.cityserver.config.config import CityServerConfig
from desktop.domain.errors import ReceptionError


class AuthorityUnreadable(ReceptionError):
    """Its file cannot be read, or holds something else; the argument says which and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """Of all rooms of a city. fingerprint: SHA-256 of its certificate, as hex."""

    fingerprint: str
    ends_at: datetime


def room_authority(config: CityServerConfig, now: datetime) -> Authority | None:
    """None where no room was ever given a certificate: it is made at first need, by the server.

    Raises:
        AuthorityUnreadable.
    """
    if not (config.folder / CA_FILE).exists():
        return None
    try:
        found = ensure_room_ca(config.folder, now)
    except RoomCaUnreadable as error:
        raise AuthorityUnreadable(str(error)) from error
    return Authority(fingerprint=found.fingerprint, ends_at=found.ends_at)
