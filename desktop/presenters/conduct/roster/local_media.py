"""This room's microphone and camera: muted on entry, opened with the floor, stopped by a pause."""

from collections.abc import Callable

from desktop.domain.conduct.calls.agency_call import is_listening
from desktop.domain.conduct.events import ChannelChanged, LiveSessionChanged
from desktop.domain.conduct.floor import may_open_microphone
from desktop.domain.events import Event
from desktop.domain.ids import SiteId
from desktop.domain.media.events import EngineStateChanged, LevelsChanged
from desktop.presenters.conduct.roster.roster_state import MicrophoneWord
from desktop.presenters.conduct.verb import MediaSwitch, Obstacle
from desktop.presenters.live.session_entry import SessionEntry
from desktop.presenters.live.session_facts import has_call

SPEECH_DBFS = -30.0
"""Speech at the microphone (domain.md §8, MC-1)."""

SPEAKING_MUTED_S = 1.0
QUIET_AGAIN_S = 3.0


class OwnMediaPresenter:
    """What this seat sends. Source: NĐ 154/2026 Đ21: camera on, microphone muted on entry.

    The officer's wish and what a pause allows are kept apart: a pause stops both at the source
    and its end brings back what was wished, the microphone only if the floor still allows it.
    ask_floor: raises the hand of this room; on_floor_asked: it was, or is up already.
    """

    def __init__(
        self,
        *,
        entry: SessionEntry,
        ask_floor: Callable[[], None],
        on_floor_asked: Callable[[], None],
        on_offline: Callable[[], None],
    ) -> None:
        self._media = entry.services.media
        self._channel = entry.services.channel
        self._clock = entry.clock
        self._context = entry.context
        self._facts = entry.facts
        self._raise_hand = ask_floor
        self._on_floor_asked = on_floor_asked
        self._on_offline = on_offline
        self._wants_microphone = False
        self._holds_microphone = False
        self._wants_camera = True
        self._is_out = False
        self._applied: tuple[bool, bool] | None = None
        self._had_floor = False
        self._asked = False
        self._speech_since_s: float | None = None
        self._speech_at_s: float | None = None

    # ---- what the officer does -------------------------------------------------------------

    def start(self) -> None:
        """Enter: camera on, microphone muted, whatever it was before; without a call no media."""
        if not has_call(self._facts):
            self._media.close_devices()
        else:
            self._media.open_devices()
        self._wants_microphone = self._holds_microphone = False
        self._wants_camera = True
        self._is_out = False
        self._applied = None
        self._apply()

    def stop(self) -> None:
        """Out of the session: nothing is sent any more."""
        self._is_out = True
        self._apply()

    def toggle_microphone(self) -> None:
        """F4. Without the floor it asks for it, and opens when it is given."""
        if self._obstacle() is not None:
            return
        if self._wants_microphone:
            self._wants_microphone = False
        elif self._may_open():
            self._wants_microphone = True
        elif not self._is_locked():
            self._ask_floor()
        self._apply()

    def hold_microphone(self, *, is_held: bool) -> None:
        """F9: open while it is held, where the floor allows it; else the first press asks for it.

        A microphone that was open before stays open when the key is let go.
        """
        if is_held == self._holds_microphone or (is_held and self._obstacle() is not None):
            return
        self._holds_microphone = is_held and self._may_open()
        if is_held and not self._holds_microphone and not self._is_locked():
            self._ask_floor()
        self._apply()

    def hush(self) -> None:
        """Nothing of this room is sent any more, until the officer opens it again."""
        self._wants_microphone = False
        self._wants_camera = False
        self._apply()

    def toggle_camera(self) -> None:
        """Camera on or off; during a pause it takes effect when the pause ends."""
        if self._obstacle() is not None:
            return
        self._wants_camera = not self._wants_camera
        self._apply()

    # ---- what happens ----------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        """Take in one fact; the facts of the session know it already."""
        match event:
            case LiveSessionChanged():
                self._follow_floor()
                self._apply()
            case ChannelChanged(is_connected=True) | EngineStateChanged(is_up=True):
                # A new engine and a new channel know nothing of our state: say it again.
                self._applied = None
                self._apply()
            case LevelsChanged(levels=levels):
                self._listen(levels)
            case _:
                pass

    # ---- reading ---------------------------------------------------------------------------

    @property
    def is_microphone_on(self) -> bool:
        """Sound is sent now."""
        is_wanted = self._wants_microphone or self._holds_microphone
        return is_wanted and not self._is_stopped()

    @property
    def is_camera_on(self) -> bool:
        """A picture is sent now."""
        return self._wants_camera and not self._is_stopped()

    @property
    def microphone(self) -> MicrophoneWord:
        """mở, tắt, or chờ lời while the hand is up; elsewhere nothing is known of it."""
        if self._facts.platform:
            return MicrophoneWord.ELSEWHERE
        if self.is_microphone_on:
            return MicrophoneWord.OPEN
        return MicrophoneWord.WAITING if self._has_hand_up() else MicrophoneWord.OFF

    @property
    def microphone_switch(self) -> MediaSwitch:
        """What a press of the microphone's button does, or why it does nothing."""
        if not self._wants_microphone and not self._may_open():
            return MediaSwitch(obstacle=self._obstacle() or self._obstacle_to_ask())
        return self._switch(wanted=self._wants_microphone)

    @property
    def camera_switch(self) -> MediaSwitch:
        """What a press of the camera's button does, or why it does nothing."""
        return self._switch(wanted=self._wants_camera)

    @property
    def is_speaking_muted(self) -> bool:
        """Somebody here speaks although the floor is ours and the microphone is off."""
        if self.is_microphone_on or self._is_stopped() or not self._may_open():
            return False
        since_s, at_s = self._speech_since_s, self._speech_at_s
        if since_s is None or at_s is None:
            return False
        is_recent = self._clock.monotonic() - at_s < QUIET_AGAIN_S
        return is_recent and at_s - since_s >= SPEAKING_MUTED_S

    # ---- inside ----------------------------------------------------------------------------

    def _is_stopped(self) -> bool:
        has_none = self._is_out or not has_call(self._facts)
        return has_none or self._is_held() or self._facts.is_over

    def _is_held(self) -> bool:
        """By a pause, while others consult, or while this site only listens."""
        listens = is_listening(self._facts.calls, self._context.own_site_id)
        return self._facts.is_paused or self._facts.waits or listens

    def _switch(self, *, wanted: bool) -> MediaSwitch:
        return MediaSwitch(
            obstacle=self._obstacle(), after_pause=wanted if self._is_held() else None
        )

    def _obstacle(self) -> Obstacle | None:
        if self._is_out:
            return Obstacle.NO_SEAT
        if self._facts.platform:
            return Obstacle.ELSEWHERE
        if self._facts.is_beside:
            return Obstacle.BESIDE
        if is_listening(self._facts.calls, self._context.own_site_id):
            return Obstacle.LISTENING
        return Obstacle.CLOSED if self._facts.is_over else None

    def _obstacle_to_ask(self) -> Obstacle | None:
        if self._is_locked():
            return Obstacle.LOCKED
        if self._has_hand_up():
            return Obstacle.HAND_UP
        return None if self._facts.is_connected else Obstacle.CITY_LOST

    def _is_locked(self) -> bool:
        live = self._facts.live
        queue = None if live is None else live.queue
        return queue is not None and self._context.own_site_id in queue.locked

    def _may_open(self) -> bool:
        """By the rule that the city keeps too; the secretary's seat by its word."""
        if self._is_locked():
            return False
        live = self._facts.live
        queue = None if live is None else live.queue
        if queue is not None and self._context.own_site_id in queue.heard:
            return True
        return may_open_microphone(
            self._context.own_role,
            self._context.own_site_id,
            self._facts.speaking_site_id,
            self._facts.status,
        )

    def _has_hand_up(self) -> bool:
        seat = self._facts.seat(self._context.own_site_id)
        return seat is not None and seat.has_hand_up

    def _follow_floor(self) -> None:
        has_floor = self._facts.speaking_site_id == self._context.own_site_id
        if has_floor and not self._had_floor and self._asked:
            self._wants_microphone = True
        if not self._may_open():
            self._wants_microphone = self._holds_microphone = False
        self._had_floor = has_floor
        self._asked = self._has_hand_up()

    def _ask_floor(self) -> None:
        if not self._facts.is_connected:
            self._on_offline()
            return
        if not self._has_hand_up():
            self._raise_hand()
        self._on_floor_asked()

    def _apply(self) -> None:
        wanted = (self.is_microphone_on, self.is_camera_on)
        # Only changes: the server answers each word with a state, which brings us here again.
        if wanted == self._applied:
            return
        self._applied = wanted
        if not has_call(self._facts):
            return
        self._media.set_microphone(is_on=self.is_microphone_on)
        self._media.set_camera(is_on=self.is_camera_on)
        if not self._is_out:
            self._channel.set_media(
                is_microphone_on=self.is_microphone_on, is_camera_on=self.is_camera_on
            )

    def _listen(self, levels: tuple[tuple[SiteId | None, float], ...]) -> None:
        for site_id, level_dbfs in levels:
            if site_id is None and level_dbfs >= SPEECH_DBFS:
                self._hear_speech()

    def _hear_speech(self) -> None:
        now_s = self._clock.monotonic()
        if self._speech_at_s is None or now_s - self._speech_at_s >= QUIET_AGAIN_S:
            self._speech_since_s = now_s
        self._speech_at_s = now_s
