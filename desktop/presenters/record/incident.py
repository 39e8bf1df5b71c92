"""Thẻ sự cố and F2: an incident, or a moment to be found again, as a line of the minutes."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.domain.ids import IncidentId, MinuteLineId, new_id
from desktop.domain.record.incident import Incident, IncidentKind, incident_text
from desktop.domain.record.mark import AGAIN_AFTER_S, mark_text
from desktop.presenters.live.session_entry import SessionEntry
from desktop.presenters.live.session_facts import records_here
from desktop.presenters.record.minutes import MinutesPresenter
from desktop.presenters.record.writing_rights import WritingRights
from desktop.presenters.view.message import Message, Tone
from desktop.presenters.view.message_code import MessageCode


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentCard:
    """The kinds, in the order of their numbers, which begin with 1.

    is_elsewhere: what must not be heard is not stopped here, on a platform of somebody else.
    """

    kinds: tuple[IncidentKind, ...] = tuple(IncidentKind)
    is_elsewhere: bool = False


class IncidentPresenter:
    """The card, and marks. on_secret: what must not be heard is stopped at once."""

    def __init__(
        self,
        *,
        entry: SessionEntry,
        minutes: MinutesPresenter,
        on_secret: Callable[[], None],
        on_changed: Callable[[], None],
        tell: Callable[[Message], None],
    ) -> None:
        self._clock = entry.clock
        self._tell = tell
        self._marked_s: float | None = None
        self._minutes = minutes
        self._incidents = entry.services.incidents
        self._context = entry.context
        self._rights = WritingRights(entry=entry)
        self._facts = entry.facts
        self._on_secret = on_secret
        self._on_changed = on_changed
        self._is_open = False

    def open(self) -> None:
        """Ctrl+I; nothing for who may not write the minutes now."""
        self._is_open = self._rights.can_write
        self._on_changed()

    def close(self) -> None:
        """Esc: nothing happened."""
        self._is_open = False
        self._on_changed()

    def choose(self, kind: IncidentKind) -> None:
        """Its number, or its button."""
        if self.card() is None:
            return
        self._is_open = False
        if kind is IncidentKind.SECRET:
            self._on_secret()
        line_id = MinuteLineId(new_id())
        text = incident_text(kind, self._context.own_site.short_name)
        self._minutes.note_technical(text, line_id)
        self._incidents.note(self._incident(kind, line_id))
        self._on_changed()

    def mark(self) -> None:
        """F2: this moment is to be found again; for who may write, while this program records."""
        facts, now_s = self._facts, self._clock.monotonic()
        if not (facts.is_open and self._rights.can_write and records_here(facts)):
            return
        if self._marked_s is not None and now_s - self._marked_s < AGAIN_AFTER_S:
            return
        self._marked_s, at = now_s, facts.city_now()
        self._minutes.note_technical(mark_text(at))
        self._tell(Message(code=MessageCode.MOMENT_MARKED, tone=Tone.OK, data={"at": at}))
        self._on_changed()

    def _incident(self, kind: IncidentKind, line_id: MinuteLineId) -> Incident:
        """By who sits here, at the city's time."""
        return Incident(
            id=IncidentId(new_id()),
            session_id=self._context.session_id,
            owner_site_id=self._context.own_site_id,
            kind=kind,
            at=self._facts.city_now(),
            noted_by=self._context.officer.display_name,
            line_id=line_id,
        )

    def card(self) -> IncidentCard | None:
        """What is drawn; None while it is shut."""
        if not (self._is_open and self._rights.can_write):
            return None
        return IncidentCard(is_elsewhere=bool(self._facts.platform))
