"""What the screens say of the recording of this session: only what the engine has written."""

from desktop.domain.clock import Clock
from desktop.domain.conduct.live_session import LiveSession
from desktop.domain.ids import SessionId, SiteId
from desktop.domain.recording.events import RecordingTold, SiteLampTold
from desktop.domain.recording.lamp import STILL_S, Lamp, RecordingWord, told_word
from desktop.domain.recording.wanted import NOTHING, Elsewhere, why_not_recorded


class RecorderFacts:
    """Folded from events of one session. told: the newest of this session, None before it."""

    def __init__(self, *, session_id: SessionId, clock: Clock) -> None:
        self._session_id = session_id
        self._clock = clock
        self._lamp = Lamp()
        self._is_elsewhere = False
        self._lamps: dict[SiteId, tuple[RecordingWord | None, float | None]] = {}
        self.told: RecordingTold | None = None

    def take_live(
        self, live: LiveSession, *, has_media: bool = True, elsewhere: Elsewhere = NOTHING
    ) -> None:
        """Whether there is to be a recording now; a PC without media makes none."""
        self._is_elsewhere = bool(live.platform)
        is_wanted = has_media and why_not_recorded(live, elsewhere) is None
        self._lamp.want(is_wanted=is_wanted, now_s=self._clock.monotonic())

    def take_told(self, told: RecordingTold) -> None:
        """What is on the disk; of another session it is passed over."""
        if told.session_id != self._session_id:
            return
        self.told = told
        self._lamp.note_bytes(told.written_bytes, self._clock.monotonic())
        if self._is_elsewhere:  # one source: what it does not bring is in no other picture
            lost_s = told.lost_picture_s + told.lost_sound_s
            self._lamp.note_lost(recorded_s=told.recorded_s, lost_s=lost_s)

    def take_lamp(self, told: SiteLampTold) -> None:
        """What another site says of its own lamp."""
        self._lamps[told.site_id] = (told.word, self._clock.monotonic())

    def word_of(self, site_id: SiteId) -> RecordingWord | None:
        """What the lamp of another site says; None: it is not known, or not any more."""
        word, told_at_s = self._lamps.get(site_id, (None, None))
        return told_word(word, told_at_s, self._clock.monotonic())

    @property
    def word(self) -> RecordingWord:
        """What the lamp says now; it changes with time alone."""
        return self._lamp.word(self._clock.monotonic())

    @property
    def is_still(self) -> bool:
        """Nothing is written that is to be; a fault may be a lack of picture or sound as well."""
        return self.still_s > STILL_S

    @property
    def still_s(self) -> float:
        """For how long nothing was written that is to be; 0: nothing is."""
        return self._lamp.still_s(self._clock.monotonic())
