"""Thẻ sự cố: two keys write an incident into the minutes, with the person and the city's time."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.domain.record.incident import IncidentKind, incident_text
from desktop.presenters.live.session_entry import SessionEntry
from desktop.presenters.record.minutes import MinutesPresenter
from desktop.presenters.record.writing_rights import WritingRights


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentCard:
    """The kinds, in the order of their numbers, which begin with 1.

    is_elsewhere: what must not be heard is not stopped here, on a platform of somebody else.
    """

    kinds: tuple[IncidentKind, ...] = tuple(IncidentKind)
    is_elsewhere: bool = False


class IncidentPresenter:
    """The card. on_secret: what must not be heard is stopped at once."""

    def __init__(
        self,
        *,
        entry: SessionEntry,
        minutes: MinutesPresenter,
        on_secret: Callable[[], None],
        on_changed: Callable[[], None],
    ) -> None:
        self._minutes = minutes
        self._site_name = entry.context.own_site.short_name
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
        self._minutes.note_technical(incident_text(kind, self._site_name))
        self._on_changed()

    def card(self) -> IncidentCard | None:
        """What is drawn; None while it is shut."""
        if not (self._is_open and self._rights.can_write):
            return None
        return IncidentCard(is_elsewhere=bool(self._facts.platform))
