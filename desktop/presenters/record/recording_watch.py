"""What of this room's recording must be known at once: it stands still, or lacks its picture.

What is told stays over the pictures until somebody has seen it, and stands in the minutes.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from desktop.domain.access.rights import Right
from desktop.domain.recording import interruption
from desktop.domain.recording.disk import SOUND_ALONE_BELOW_BYTES, WARN_AT_MIN, minutes_left
from desktop.domain.recording.events import RecordingTold
from desktop.domain.recording.lamp import RecordingWord
from desktop.presenters.live.session_entry import SessionEntry
from desktop.presenters.record.lamp_teller import LampTeller
from desktop.presenters.record.minutes import MinutesPresenter
from desktop.presenters.record.take_line import TakeLine
from desktop.presenters.view.message import Message, MessageAction, MessageValue, Tone
from desktop.presenters.view.message_code import MessageCode

_ALARMS = frozenset({MessageCode.RECORDING_STOPPED, MessageCode.RECORDING_RESUMED})


class RecordingWatch:
    """Follows the facts of one session; lives as long as the entry into it. Thread: MainThread."""

    def __init__(self, *, entry: SessionEntry, minutes: MinutesPresenter) -> None:
        self._entry = entry
        self._facts = entry.facts
        self._minutes = minutes
        self._lamp = LampTeller(entry=entry)
        self._take_line = TakeLine(entry=entry, minutes=minutes)
        self._unseen: dict[str, Message] = {}
        self._since: datetime | None = None
        self._has_picture: bool | None = None
        self._is_on_second: bool | None = None
        self._warned_min: int | None = None

    @property
    def is_alarm(self) -> bool:
        """It stood still, and nobody has said that they know."""
        return not _ALARMS.isdisjoint(self._unseen)

    def messages(self) -> tuple[Message, ...]:
        """What nobody has seen yet."""
        return tuple(self._unseen.values())

    def see(self, code: str) -> None:
        """Somebody pressed the button of a message."""
        self._unseen.pop(code, None)

    def follow(self) -> None:
        """Time went on, or something was told."""
        self._take_line.follow()
        self._lamp.follow()
        word = self._facts.recorder.word
        is_writing = word is not RecordingWord.OFF and not self._facts.recorder.is_still
        if self._facts.recorder.is_still:
            self._note_stopped()
        elif self._since is not None:
            self._note_over(self._since, is_recording=is_writing)
        told = self._facts.recorder.told
        if is_writing and told is not None:
            self._note_picture(told)
            self._note_second(told)
            self._note_disk(told)

    # ---- inside ----------------------------------------------------------------------------

    def _note_stopped(self) -> None:
        if self._since is not None:
            return
        still = timedelta(seconds=self._facts.recorder.still_s)
        self._since = since = self._facts.city_now() - still
        self._tell(MessageCode.RECORDING_STOPPED, Tone.DANGER, at=since)
        self._write(interruption.stopped_text(self._place(), since))

    def _note_over(self, since: datetime, *, is_recording: bool) -> None:
        """It goes on; or there is nothing to record any more, and it stays interrupted."""
        self._since = None
        self._unseen.pop(MessageCode.RECORDING_STOPPED, None)
        if not is_recording:
            return
        now, told = self._facts.city_now(), self._facts.recorder.told
        seconds = round((now - since).total_seconds())
        part = 0 if told is None else told.part
        self._tell(MessageCode.RECORDING_RESUMED, Tone.WARN, at=since, seconds=seconds, part=part)
        self._write(interruption.resumed_text(self._place(), since, now))

    def _note_picture(self, told: RecordingTold) -> None:
        now = self._facts.city_now()
        if self._has_picture is None:  # a desk that was started anew does not write it twice
            self._has_picture = not interruption.lacks_picture(self._texts(), self._place())
            if not (self._has_picture or told.has_picture):
                self._tell_sound_alone(told, now)
        if told.has_picture is self._has_picture:
            return
        self._has_picture = told.has_picture
        if told.has_picture:
            self._unseen.pop(MessageCode.SOUND_ALONE, None)
            self._unseen.pop(MessageCode.SOUND_ALONE_NO_ROOM, None)
            self._write(interruption.picture_again_text(self._place(), now))
            return
        self._tell_sound_alone(told, now)
        self._write(interruption.sound_alone_text(self._place(), now))

    def _tell_sound_alone(self, told: RecordingTold, now: datetime) -> None:
        is_tight = told.free_bytes is not None and told.free_bytes < SOUND_ALONE_BELOW_BYTES
        code = MessageCode.SOUND_ALONE_NO_ROOM if is_tight else MessageCode.SOUND_ALONE
        self._tell(code, Tone.WARN, at=now)

    def _note_second(self, told: RecordingTold) -> None:
        if self._is_on_second is None:
            self._is_on_second = interruption.is_on_second(self._texts(), self._place())
        if told.is_on_second is self._is_on_second:
            return
        self._is_on_second = told.is_on_second
        now = self._facts.city_now()
        if told.is_on_second:
            self._tell(MessageCode.ON_SECOND_DISK, Tone.WARN, at=now)
        else:
            self._unseen.pop(MessageCode.ON_SECOND_DISK, None)
        self._write(interruption.other_disk_text(self._place(), now, is_second=told.is_on_second))

    def _note_disk(self, told: RecordingTold) -> None:
        if told.free_bytes is None or not told.has_picture:
            return
        left = minutes_left(told.free_bytes, told.written_bytes, told.recorded_s)
        if left is None:
            return
        bound = min((one for one in WARN_AT_MIN if left <= one), default=None)
        if bound == self._warned_min:
            return
        is_worse = bound is not None and (self._warned_min is None or bound < self._warned_min)
        self._warned_min = bound
        if bound is None:
            self._unseen.pop(MessageCode.DISK_FULL_SOON, None)
        elif is_worse:
            self._tell(MessageCode.DISK_FULL_SOON, Tone.WARN, minutes=left)

    def _tell(self, code: MessageCode, tone: Tone, **data: MessageValue) -> None:
        self._unseen[code] = Message(code=code, tone=tone, data=data, action=MessageAction.SEEN)

    def _write(self, text: str) -> None:
        if not self._facts.is_beside and self._entry.may_write(Right.WRITE_MINUTES):
            self._minutes.note_technical(text)

    def _texts(self) -> Iterator[str]:
        lines = self._entry.services.minutes.lines(self._entry.context.session_id)
        return (line.text for line in lines)

    def _place(self) -> str:
        return self._entry.context.own_site.name
