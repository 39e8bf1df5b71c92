"""What one other site gets of our picture: its ladder, the size it asks for, its reported rung."""

from desktop.domain.media.call import LOST_AFTER_S, PeerStats, QualityCause, Rung
from desktop.media.engine.peer.connection import SendLimits
from desktop.media.engine.quality.ladder import Ladder, Step, reading_of
from desktop.media.engine.quality.pictures import Wish
from desktop.media.engine.quality.rungs import RULES, VideoPolicy, cap_of, limits_of
from desktop.media.engine.signaling import PictureNote

SAY_AGAIN_S = 15.0
"""A note may be lost with the channel: what stands is said again."""


class Sending:
    """Of one link. Thread: media-loop. Times are monotonic."""

    def __init__(self, *, now_s: float, start: Rung, policy: VideoPolicy) -> None:
        self._policy = policy
        self._ladder = Ladder(now_s=now_s, start=start)
        self._was_silent = False
        self._wanted_lines: int | None = None
        self._said: tuple[float, PictureNote] | None = None
        self.their_rung = Rung.P720
        self.their_cause = QualityCause.NONE
        self.step: Step = self._ladder.step(Rung.P720)

    @property
    def wish(self) -> Wish | None:
        """The picture for this site, None when there is none."""
        if self.step.rung is Rung.SOUND:
            return None
        rules = RULES[self.step.rung]
        return Wish(width=rules.width, height=rules.height, fps=self.step.fps)

    def limits(self, site_count: int) -> SendLimits:
        """What its connection may send."""
        return limits_of(
            self.step.rung,
            share_kbps=self._policy.share_kbps(site_count),
            audio_kbps=self.step.audio_kbps,
        )

    def fit(self, site_count: int) -> None:
        """The call has so many other sites now."""
        self.step = self._ladder.step(self._cap(site_count))

    def hear(self, untrusted_note: PictureNote) -> None:
        """What the site shows of us, and what it sends: its word, checked for form only."""
        self._wanted_lines = untrusted_note.wanted_lines
        self.their_rung = untrusted_note.rung
        self.their_cause = untrusted_note.cause

    def look(self, stats: PeerStats, *, offered_fps: float, site_count: int, now_s: float) -> None:
        """Half a second of figures."""
        if stats.silent_s >= LOST_AFTER_S:
            self._was_silent = True  # the watchdog is at it; such figures say nothing of the rung
            return
        if self._was_silent:
            self._was_silent = False
            self._ladder.warm_up(now_s)
        reading = reading_of(stats, offered_fps=offered_fps)
        self.step = self._ladder.feed(reading, cap=self._cap(site_count), now_s=now_s)

    def is_news(self, note: PictureNote, now_s: float) -> bool:
        """Whether this should be said to the site now; counts as said."""
        if self._was_silent:
            return False
        if self._said is not None:
            said_at_s, said = self._said
            if said == note and now_s - said_at_s < SAY_AGAIN_S:
                return False
        self._said = (now_s, note)
        return True

    def _cap(self, site_count: int) -> Rung:
        return cap_of(site_count=site_count, policy=self._policy, wanted_lines=self._wanted_lines)
