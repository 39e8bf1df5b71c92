"""Keeps pictures within their limit with the error correction (FEC) that libwebrtc adds.

Its own limit counts what the encoder makes. On a wide line that loses packets it adds as much again
for correction (measured: 4,600 kbit/s at 5 % loss, 6,000 at a round trip of 600 ms, where 2,500
were allowed), and a limit that IT sets means everything that is sent.
"""

LEAST_SHARE = 0.4
TOLERATED = 1.2
"""Above it the encoder gets less: of a moving picture at a rate an encoder makes some more."""

CALM = 0.9
STEP_BACK = 1.05
NEWEST_WEIGHT = 0.3
SETTLE_S = 2.0
"""After another limit what is sent needs this long to follow."""

_NEWS = 0.05


class CorrectionRoom:
    """Thread: media-loop. share: of the limit that the encoder may have now."""

    def __init__(self) -> None:
        self.share = 1.0
        self._told = 1.0
        self._used = 0.0
        self._limit_kbps = 0.0
        self._counts_from_s = 0.0

    def note(self, *, sent_kbps: float, limit_kbps: float, now_s: float) -> bool:
        """Half a second of what was sent of pictures, all in; True when `share` is news."""
        if limit_kbps != self._limit_kbps:
            self._limit_kbps = limit_kbps
            self._counts_from_s = now_s + SETTLE_S
            self._used = 0.0
        if limit_kbps <= 0.0 or now_s < self._counts_from_s:
            return False
        self._used += NEWEST_WEIGHT * (sent_kbps / limit_kbps - self._used)
        if self._used > TOLERATED:
            self.share = max(LEAST_SHARE, self.share / self._used)
            self._used = 1.0
        elif self._used < CALM:
            self.share = min(1.0, self.share * STEP_BACK)
        is_news = abs(self.share - self._told) > _NEWS * self._told or (
            self.share == 1.0 and self._told < 1.0
        )
        if is_news:
            self._told = self.share
        return is_news
