"""States of the roll call and of what is announced, beside the minutes."""

from collections.abc import Mapping
from datetime import timedelta

from desktop.domain.conduct.announcement import Announcement
from desktop.domain.conduct.roll_call import RollMark, person_ids
from desktop.domain.ids import PersonId
from desktop.domain.reception.participant import ParticipantRole
from desktop.domain.reception.status import Step
from tests.screens.session_states import Drive, at_headquarters, at_the_commune, opened
from tests.screens.shown_room import ShownRoom

WHY = "Đi dự họp ở Bộ, có giấy báo"
GUEST = "Trần Thị Mẫu"


def _people(room: ShownRoom) -> tuple[PersonId, ...]:
    return person_ids(room.session.context.plan.participants)


def _at_the_roll(room: ShownRoom) -> ShownRoom:
    opened(room)
    room.fake.channel.set_step(Step.ROLL_CALL)
    room.deliver()
    room.skip(62)
    return room


def _note(room: ShownRoom, person_id: PersonId, mark: RollMark, text: str | None = None) -> None:
    room.session.roll.press(person_id, mark)
    room.deliver()
    if mark is not RollMark.PRESENT:
        if text is not None:
            room.session.roll.edit_ask(text)
        room.session.roll.confirm_ask()
        room.deliver()


def under_way() -> ShownRoom:
    """The chair's desk: some are there, one is absent, one came late, others are not noted yet."""
    room = _at_the_roll(at_headquarters())
    people = _people(room)
    room.session.roll.toggle()
    for one in people[:2]:
        _note(room, one, RollMark.PRESENT)
    _note(room, people[2], RollMark.LATE)
    _note(room, people[3], RollMark.ABSENT, WHY)
    return room


def absent() -> ShownRoom:
    """Why somebody is absent is being typed."""
    room = under_way()
    room.session.roll.press(_people(room)[-1], RollMark.ABSENT)
    room.session.roll.edit_ask(WHY)
    room.deliver()
    return room


def bad_hour() -> ShownRoom:
    """The hour at which somebody came cannot be."""
    room = under_way()
    room.session.roll.press(_people(room)[-1], RollMark.LATE)
    room.session.roll.edit_ask("8 giờ kém")
    room.session.roll.confirm_ask()
    room.deliver()
    return room


def adding() -> ShownRoom:
    """Somebody came who was not invited."""
    room = under_way()
    room.session.roll.start_adding()
    room.session.roll.edit_name(GUEST)
    room.session.roll.choose_role(ParticipantRole.LAWYER)
    room.deliver()
    return room


def of_a_site() -> ShownRoom:
    """The officer of a commune notes the people of the commune, and reads of all others."""
    room = _at_the_roll(at_the_commune())
    room.session.roll.toggle()
    room.session.roll.start_adding()
    room.session.roll.edit_name(GUEST)
    room.session.roll.choose_role(ParticipantRole.LAWYER)
    room.session.roll.confirm_adding()
    room.deliver()
    return room


def lost() -> ShownRoom:
    """The city cannot be told now."""
    room = under_way()
    room.fake.channel.lose_city(attempt=2)
    room.lose_city()
    return room


def announced() -> ShownRoom:
    """The house rules were read out, the notice of recording was not yet; one came meanwhile."""
    room = _at_the_roll(at_headquarters())
    room.call_roll()
    room.fake.channel.set_step(Step.ANNOUNCEMENTS)
    room.deliver()
    room.session.roll.toggle()
    room.session.roll.announce(Announcement.HOUSE_RULES)
    room.deliver()
    return room


def left_later() -> ShownRoom:
    """Somebody left during the presentation."""
    room = announced()
    room.session.roll.announce(Announcement.RECORDING_NOTICE)
    room.fake.channel.set_step(Step.PRESENTATION)
    room.deliver()
    room.wait_until(room.clock.now() + timedelta(minutes=25))
    _note(room, _people(room)[0], RollMark.LEFT)
    return room


ROLL: Mapping[str, Drive] = {
    "session-roll": under_way,
    "session-roll-small": under_way,
    "session-roll-absent": absent,
    "session-roll-hour": bad_hour,
    "session-roll-add": adding,
    "session-roll-site": of_a_site,
    "session-roll-lost": lost,
    "session-announced": announced,
    "session-roll-later": left_later,
}
"""Pictures, by name."""
