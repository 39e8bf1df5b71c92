"""What presenters ask of the roll call, the announcements and the reading back."""

from typing import Protocol

from desktop.domain.conduct.announcement import Announcement
from desktop.domain.conduct.roll_call import AddedPerson, Said
from desktop.domain.ids import MinuteLineId, PersonId


class RollService(Protocol):
    """What is noted in the live session.

    Outcomes: LiveSessionChanged with its `roll`, `announced` and `read_back`, ActionFailed by the
    method's name.
    """

    def note_presence(self, person_id: PersonId, said: Said) -> None:
        """What is noted of one person. said: nothing wrong by `roll_fault`."""
        ...

    def add_person(self, person: AddedPerson) -> None:
        """Somebody came who was not invited. person_id: a fresh one."""
        ...

    def drop_person(self, person_id: PersonId) -> None:
        """Somebody was added by mistake; nothing was noted of them yet."""
        ...

    def read_line(self, line_id: MinuteLineId | None) -> None:
        """This line of the minutes is being read back; only where the city has `read_back`."""
        ...

    def note_announcement(self, what: Announcement, *, is_read: bool) -> None:
        """It was read out, or that was noted by mistake."""
        ...
