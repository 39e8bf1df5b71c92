"""What rooms are told of STUN and TURN servers: one frozen value, built by the command line."""

from dataclasses import dataclass, field

DEFAULT_TTL_S = 4 * 3_600
MIN_TTL_S = 60
MAX_TTL_S = 24 * 3_600


@dataclass(frozen=True, slots=True, kw_only=True)
class RelayPlan:
    """ice_urls: servers that ask for nothing (STUN). turn_urls: relays.

    secret: shared with the relays. ttl_s: how long a ticket lasts; rooms get a new one at half.
    """

    ice_urls: tuple[str, ...] = ()
    turn_urls: tuple[str, ...] = ()
    secret: str = field(default="", repr=False)
    ttl_s: int = DEFAULT_TTL_S
