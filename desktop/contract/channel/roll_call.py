"""Channel messages of the roll call and of what is announced."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from desktop.contract.base import Answer, Identifier, Instant, Received, ShortText, Text


class NotePresence(Received):
    """What is noted of one person. at: when they came or left; None: now."""

    type: Literal["note_presence"] = "note_presence"
    person_id: Identifier
    mark: Annotated[Text, Field(max_length=16)]
    reason: ShortText = ""
    at: Instant | None = None


class AddPerson(Received):
    """Somebody came who was not invited. person_id: a fresh one."""

    type: Literal["add_person"] = "add_person"
    person_id: Identifier
    site_id: Identifier
    full_name: Annotated[Text, Field(min_length=1, max_length=100)]
    role: Annotated[Text, Field(max_length=32)]


class DropPerson(Received):
    """Somebody was added by mistake."""

    type: Literal["drop_person"] = "drop_person"
    person_id: Identifier


class NoteAnnouncement(Received):
    """It was read out; or it was not, and was noted by mistake."""

    type: Literal["note_announcement"] = "note_announcement"
    what: Annotated[Text, Field(max_length=24)]
    is_read: bool


class RollNoteState(Answer):
    """See desktop/domain/conduct/roll_call.py."""

    person_id: Identifier
    mark: str
    noted_at: datetime
    by_site_id: Identifier
    reason: str = ""
    came_at: datetime | None = None
    left_at: datetime | None = None


class AddedPersonState(Answer):
    """Somebody who was not invited."""

    person_id: Identifier
    site_id: Identifier
    full_name: str
    role: str


class RollState(Answer):
    """All that was noted."""

    notes: tuple[RollNoteState, ...] = ()
    added: tuple[AddedPersonState, ...] = ()


class AnnouncedState(Answer):
    """See desktop/domain/conduct/announcement.py."""

    what: str
    at: datetime
    by_site_id: Identifier
    by_role: str
