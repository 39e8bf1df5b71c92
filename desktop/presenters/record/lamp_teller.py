"""Tells the other sites what the recording lamp of this room says."""

from desktop.domain.recording.lamp import TELL_EVERY_S, RecordingWord
from desktop.presenters.live.session_entry import SessionEntry
from desktop.presenters.live.session_facts import records_here


class LampTeller:
    """On every change and every two seconds, as long as the entry lasts. Thread: MainThread.

    A room that has nothing to record a session elsewhere by has no lamp to tell of.
    """

    def __init__(self, *, entry: SessionEntry) -> None:
        self._entry = entry
        self._facts = entry.facts
        self._told: RecordingWord | None = None
        self._told_at_s = 0.0

    def follow(self) -> None:
        """Time went on, or something was told."""
        facts, now_s = self._facts, self._entry.clock.monotonic()
        is_asked = facts.live is not None and facts.live.takes_lamps
        is_here = records_here(facts) and not facts.is_beside
        if not (is_asked and facts.is_connected and is_here):
            self._told = None
            return
        word = facts.recorder.word
        if word is self._told and now_s - self._told_at_s < TELL_EVERY_S:
            return
        self._told, self._told_at_s = word, now_s
        self._entry.services.channel.tell_lamp(word)
