"""Lines that the program writes into the minutes of calls, once each, where the session is led."""

from desktop.domain.conduct.events import LiveSessionChanged
from desktop.domain.directory.site import SiteRole
from desktop.domain.events import Event
from desktop.domain.ids import MinuteLineId
from desktop.domain.record.call_notes import call_notes
from desktop.domain.record.minutes import MinuteLine, MinuteLineKind
from desktop.presenters.live.session_entry import SessionEntry
from desktop.presenters.record.writing_rights import WritingRights


class CallLines:
    """Also of what happened while this PC was away: the ids of its lines are known."""

    def __init__(self, *, entry: SessionEntry) -> None:
        self._minutes = entry.services.minutes
        self._context = entry.context
        self._facts = entry.facts
        self._rights = WritingRights(entry=entry)
        self._written = set[MinuteLineId]()

    def on_event(self, event: Event) -> None:
        """Take in one fact; the facts of the session know it already."""
        is_led_here = self._context.own_role is SiteRole.CENTRAL and self._rights.can_write
        if isinstance(event, LiveSessionChanged) and is_led_here:
            self._write()

    def _write(self) -> None:
        notes = [note for call in self._facts.calls for note in call_notes(call)]
        due = [note for note in notes if note.line_id not in self._written]
        if not due:
            return
        self._written.update(line.id for line in self._minutes.lines(self._context.session_id))
        for note in due:
            if note.line_id not in self._written:
                self._written.add(note.line_id)
                self._minutes.save_line(
                    MinuteLine(
                        id=note.line_id,
                        session_id=self._context.session_id,
                        owner_site_id=self._context.own_site_id,
                        at=note.at,
                        speaker=self._context.officer.display_name,
                        kind=MinuteLineKind.STATEMENT,
                        text=note.text,
                    )
                )
