"""Part I of the minutes where the roll was called: of each person what was noted, no more."""

from dataclasses import dataclass

from desktop.domain.conduct.announcement import Announced, Announcement
from desktop.domain.conduct.calls.agency_call import Calls
from desktop.domain.conduct.roll_call import RollMark, RollNote
from desktop.domain.directory.site import Site
from desktop.domain.reception.participant import Participant


@dataclass(frozen=True, slots=True, kw_only=True)
class CalledPerson:
    """note: None when nothing was noted. is_added: they came and were not invited.

    is_called_in: with their site, while the session ran.
    """

    person: Participant
    note: RollNote | None
    is_added: bool = False
    is_called_in: bool = False

    @property
    def is_absent(self) -> bool:
        """It was noted that they are not there."""
        return self.note is not None and self.note.mark is RollMark.ABSENT


@dataclass(frozen=True, slots=True, kw_only=True)
class CalledSite:
    """The people of one site who are not named apart; who is absent is not among them.

    calls: by which it was called in while the session ran; a site of the plan has none.
    """

    site: Site
    is_central: bool
    people: tuple[CalledPerson, ...]
    calls: Calls = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CalledRoll:
    """chair and secretary: None when the plan names no person for it.

    is_whole: of everybody something was noted.
    """

    chair: CalledPerson | None
    secretary: CalledPerson | None
    citizens: tuple[CalledPerson, ...]
    sites: tuple[CalledSite, ...]
    absent: tuple[CalledPerson, ...]
    is_whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOut:
    """Something that is read out. said: None when that was not noted. site: who noted it."""

    what: Announcement
    said: Announced | None
    site: Site | None
