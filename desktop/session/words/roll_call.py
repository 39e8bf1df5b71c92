"""The roll call and what is announced, between the wire's words and the domain's."""

from collections.abc import Callable
from datetime import datetime

from desktop.contract.channel.messages import RoomMessage
from desktop.contract.channel.minutes import ReadLine
from desktop.contract.channel.roll_call import (
    AddedPersonState,
    AddPerson,
    AnnouncedState,
    DropPerson,
    NoteAnnouncement,
    NotePresence,
    RollNoteState,
    RollState,
)
from desktop.domain.access.person import Role
from desktop.domain.conduct.announcement import Announced, Announcement
from desktop.domain.conduct.roll_call import (
    MAX_ABSENCE_CHARACTERS,
    MAX_ADDED,
    MAX_NAME_CHARACTERS,
    MAX_NOTED,
    AddedPerson,
    RollCall,
    RollMark,
    RollNote,
    Said,
)
from desktop.domain.ids import MinuteLineId, PersonId, SiteId
from desktop.domain.reception.participant import ParticipantRole
from desktop.domain.text import plain_line
from desktop.session.words.misfit import Misfit


class RollCommands:
    """Implements RollService (presenters/services/roll_call.py). command: sends, now or not."""

    def __init__(self, command: Callable[[RoomMessage], None]) -> None:
        self._command = command

    def note_presence(self, person_id: PersonId, said: Said) -> None:
        """What is noted of one person."""
        reason = plain_line(said.reason)[:MAX_ABSENCE_CHARACTERS]
        self._command(
            NotePresence(person_id=person_id, mark=said.mark.value, reason=reason, at=said.at)
        )

    def add_person(self, person: AddedPerson) -> None:
        """Somebody came who was not invited."""
        self._command(
            AddPerson(
                person_id=person.person_id,
                site_id=person.site_id,
                full_name=plain_line(person.full_name)[:MAX_NAME_CHARACTERS],
                role=person.role.value,
            )
        )

    def drop_person(self, person_id: PersonId) -> None:
        """Somebody was added by mistake."""
        self._command(DropPerson(person_id=person_id))

    def read_line(self, line_id: MinuteLineId | None) -> None:
        """Which line of the minutes is being read back."""
        self._command(ReadLine(line_id=line_id))

    def note_announcement(self, what: Announcement, *, is_read: bool) -> None:
        """It was read out, or that was noted by mistake."""
        self._command(NoteAnnouncement(what=what.value, is_read=is_read))


def roll_from(untrusted: RollState | None) -> RollCall | None:
    """What was noted; None: this city notes nothing. Raises: Misfit, ValueError."""
    if untrusted is None:
        return None
    if len(untrusted.notes) > MAX_NOTED or len(untrusted.added) > MAX_ADDED:
        raise Misfit("roll")
    return RollCall(
        notes=tuple(map(_note_from, untrusted.notes)),
        added=tuple(map(_added_from, untrusted.added)),
    )


def announced_from(untrusted: tuple[AnnouncedState, ...] | None) -> tuple[Announced, ...] | None:
    """What was read out; None: this city notes nothing. Raises: Misfit, ValueError."""
    if untrusted is None:
        return None
    if len(untrusted) > len(Announcement):
        raise Misfit("announced")
    return tuple(
        Announced(
            what=Announcement(one.what),
            at=_aware(one.at),
            by_site_id=SiteId(one.by_site_id),
            by_role=Role(one.by_role),
        )
        for one in untrusted
    )


def _note_from(untrusted: RollNoteState) -> RollNote:
    if len(untrusted.reason) > MAX_ABSENCE_CHARACTERS:
        raise Misfit("reason")
    came_at, left_at = untrusted.came_at, untrusted.left_at
    return RollNote(
        person_id=PersonId(untrusted.person_id),
        mark=RollMark(untrusted.mark),
        noted_at=_aware(untrusted.noted_at),
        by_site_id=SiteId(untrusted.by_site_id),
        reason=untrusted.reason,
        came_at=None if came_at is None else _aware(came_at),
        left_at=None if left_at is None else _aware(left_at),
    )


def _added_from(untrusted: AddedPersonState) -> AddedPerson:
    if len(untrusted.full_name) > MAX_NAME_CHARACTERS:
        raise Misfit("name")
    return AddedPerson(
        person_id=PersonId(untrusted.person_id),
        site_id=SiteId(untrusted.site_id),
        full_name=untrusted.full_name,
        role=ParticipantRole(untrusted.role),
    )


def _aware(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise Misfit("naive time")
    return instant
