"""The link by which a guest opens the page of one call: its secret is kept nowhere."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop.cityserver.conduct.live.calls.guests import NewLink
from desktop.cityserver.secrets.tokens import new_token, token_hash
from desktop.contract.channel.guests import GuestLink
from desktop.domain.conduct.calls.guest import GUEST_PREFIX, LINK_S
from desktop.domain.ids import SessionId, SiteId, new_id

GUEST_PATH = "/guest"


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeLink:
    """kept: what the city keeps of it."""

    token: str
    kept: NewLink

    def answer(self, session_id: SessionId, call_id: str, now: datetime) -> GuestLink:
        """For who called. The secret stands behind a #: no server and no log ever sees it so."""
        return GuestLink(
            call_id=call_id,
            path=f"{GUEST_PATH}#{session_id}.{self.token}",
            expires_at=now + timedelta(seconds=LINK_S),
        )


def new_guest_link() -> MadeLink:
    """Of 256 bits, for a seat of its own."""
    token = new_token()
    site_id = SiteId(f"{GUEST_PREFIX}{new_id()}")
    return MadeLink(token=token, kept=NewLink(site_id=site_id, link_hash=token_hash(token)))
