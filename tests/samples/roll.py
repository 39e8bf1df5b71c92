"""A roll call at which everybody was there."""

from collections.abc import Iterable
from datetime import datetime

from desktop.domain.conduct.roll_call import RollCall, RollMark, RollNote, person_ids, with_note
from desktop.domain.ids import SiteId
from desktop.domain.reception.participant import Participant


def everybody_there(people: Iterable[Participant], *, by: SiteId, at: datetime) -> RollCall:
    """Each of them noted as present."""
    roll = RollCall()
    for person_id in person_ids(people):
        note = RollNote(person_id=person_id, mark=RollMark.PRESENT, noted_at=at, by_site_id=by)
        roll = with_note(roll, note)
    return roll
