"""How long an SDP of libwebrtc waits for ICE candidates. Pure."""

AFTER_FIRST_S = 0.2
"""A relay that answers is enough; the others get this long to be there too. One that says nothing
would otherwise hold every SDP up for the whole limit."""

ALONE_LIMIT_S = 4.0
"""As long as there is no candidate at all, for instance on the way to a relay over a satellite."""

CANDIDATE = "a=candidate:"
_RELAYED = " typ relay"


class Gathering:
    """One gathering. All times monotonic.

    limit_s: how long servers may delay an SDP that has a candidate.
    """

    def __init__(self, *, began_at_s: float, limit_s: float) -> None:
        self._began_at_s = began_at_s
        self._limit_s = limit_s
        self._relayed_at_s: float | None = None

    def has_waited(self, now_s: float, sdp: str) -> bool:
        """Whether what may still come is not worth waiting for. sdp: ours as it is now."""
        if self._relayed_at_s is None and _RELAYED in sdp:
            self._relayed_at_s = now_s
        if self._relayed_at_s is not None and now_s - self._relayed_at_s >= AFTER_FIRST_S:
            return True
        limit_s = self._limit_s if CANDIDATE in sdp else ALONE_LIMIT_S
        return now_s - self._began_at_s >= limit_s
