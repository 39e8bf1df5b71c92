"""Tickets for the city's relays: names and passwords that a coturn accepts for some hours.

As coturn's `use-auth-secret`, after draft-uberti-behave-turn-rest: the name is the hour at which
the ticket ends and the site, the password is its HMAC-SHA1 under a secret that only the city
server and the relays know. A site never learns the secret, and a ticket that leaks ends by itself.
"""

import base64
import hashlib
import hmac

from desktop.cityserver.config.config import RelayPlan
from desktop.contract.channel.media import IceServer
from desktop.domain.clock import Clock
from desktop.domain.ids import SiteId


class RelayTickets:
    """Thread: any."""

    def __init__(self, *, plan: RelayPlan, clock: Clock) -> None:
        self._plan = plan
        self._clock = clock

    @property
    def renew_after_s(self) -> float:
        """When a room that stays connected needs a new ticket."""
        return self._plan.ttl_s / 2

    def servers_for(self, site_id: SiteId) -> tuple[IceServer, ...]:
        """What this site may use from now on, for `ttl_s`."""
        plan = self._plan
        open_to_all = (IceServer(urls=plan.ice_urls),) if plan.ice_urls else ()
        if not plan.turn_urls:
            return open_to_all
        ends_at = int(self._clock.now().timestamp()) + plan.ttl_s
        username = f"{ends_at}:{site_id}"
        mac = hmac.new(plan.secret.encode(), username.encode(), hashlib.sha1).digest()
        relay = IceServer(
            urls=plan.turn_urls, username=username, credential=base64.b64encode(mac).decode()
        )
        return (*open_to_all, relay)
