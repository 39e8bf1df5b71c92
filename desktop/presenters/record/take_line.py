"""The line of the minutes that this site came in without a take, by a leader's leave."""

from desktop.domain.access.rights import Right
from desktop.domain.room.door_take import TakeWord, take_of, tells_waived, waived_text
from desktop.presenters.live.session_entry import SessionEntry
from desktop.presenters.record.minutes import MinutesPresenter


class TakeLine:
    """Writes it once, when the session is open; as long as the entry into it. Thread: MainThread.

    Source: domain.md, grade SR: the reason is printed in the minutes.
    """

    def __init__(self, *, entry: SessionEntry, minutes: MinutesPresenter) -> None:
        self._entry = entry
        self._minutes = minutes
        self._is_done = False

    def follow(self) -> None:
        """Something was told."""
        facts, context = self._entry.facts, self._entry.context
        if self._is_done or not facts.is_open or facts.live is None:
            return
        take = take_of(facts.live.takes, context.own_site_id)
        self._is_done = True
        if take is None or take.word is not TakeWord.WAIVED:
            return
        place = context.own_site.name
        lines = self._entry.services.minutes.lines(context.session_id)
        is_written = any(tells_waived(line.text, place) for line in lines)
        if not is_written and not facts.is_beside and self._entry.may_write(Right.WRITE_MINUTES):
            self._minutes.note_technical(waived_text(place, take))
