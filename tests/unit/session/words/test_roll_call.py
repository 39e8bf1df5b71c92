"""The roll call and the announcements, between the wire's words and the domain's."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

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
from desktop.domain.ids import PersonId, SiteId
from desktop.domain.reception.participant import ParticipantRole
from desktop.session.words.misfit import Misfit
from desktop.session.words.roll_call import RollCommands, announced_from, roll_from

if TYPE_CHECKING:
    from desktop.contract.channel.messages import RoomMessage

pytestmark = pytest.mark.unit

AT = datetime(2026, 11, 26, 1, 30, tzinfo=UTC)
ONE = PersonId("one")
COMMUNE = SiteId("commune")


def note(**changes: Any) -> RollNoteState:
    values: dict[str, Any] = {
        "person_id": "one",
        "mark": "left",
        "noted_at": AT,
        "by_site_id": "commune",
        "came_at": AT,
        "left_at": AT,
    }
    return RollNoteState(**(values | changes))


def added(**changes: Any) -> AddedPersonState:
    values = {
        "person_id": "two",
        "site_id": "commune",
        "full_name": "Luật sư Mẫu",
        "role": "lawyer",
    }
    return AddedPersonState(**(values | changes))


def announced(**changes: Any) -> AnnouncedState:
    values: dict[str, Any] = {
        "what": "house_rules",
        "at": AT,
        "by_site_id": "hq",
        "by_role": "secretary",
    }
    return AnnouncedState(**(values | changes))


def test_what_was_noted_becomes_the_domain_s_words() -> None:
    assert roll_from(RollState(notes=(note(),), added=(added(),))) == RollCall(
        notes=(
            RollNote(
                person_id=ONE,
                mark=RollMark.LEFT,
                noted_at=AT,
                by_site_id=COMMUNE,
                came_at=AT,
                left_at=AT,
            ),
        ),
        added=(
            AddedPerson(
                person_id=PersonId("two"),
                site_id=COMMUNE,
                full_name="Luật sư Mẫu",
                role=ParticipantRole.LAWYER,
            ),
        ),
    )
    assert announced_from((announced(),)) == (
        Announced(
            what=Announcement.HOUSE_RULES,
            at=AT,
            by_site_id=SiteId("hq"),
            by_role=Role.SECRETARY,
        ),
    )


def test_an_older_city_notes_nothing() -> None:
    assert roll_from(None) is None
    assert announced_from(None) is None


@pytest.mark.parametrize(
    "untrusted",
    [
        RollState(notes=(note(),) * (MAX_NOTED + 1)),
        RollState(added=(added(),) * (MAX_ADDED + 1)),
        RollState(notes=(note(reason="a" * (MAX_ABSENCE_CHARACTERS + 1)),)),
        RollState(notes=(note(noted_at=AT.replace(tzinfo=None)),)),
        RollState(notes=(note(left_at=AT.replace(tzinfo=None)),)),
        RollState(added=(added(full_name="a" * (MAX_NAME_CHARACTERS + 1)),)),
    ],
)
def test_what_is_too_much_or_has_no_zone_is_a_misfit(untrusted: RollState) -> None:
    with pytest.raises(Misfit):
        roll_from(untrusted)


def test_more_announcements_than_there_are_is_a_misfit() -> None:
    with pytest.raises(Misfit):
        announced_from((announced(),) * 3)


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (roll_from, RollState(notes=(note(mark="asleep"),))),
        (announced_from, (announced(what="x"),)),
    ],
)
def test_unknown_words_are_errors_of_value(made: Any, words: Any) -> None:
    with pytest.raises(ValueError, match="not a valid"):
        made(words)


def test_what_an_officer_notes_goes_out_plain_and_within_the_limits_of_the_wire() -> None:
    sent: list[RoomMessage] = []
    commands = RollCommands(sent.append)
    reason = f" Ốm\n{'a' * MAX_ABSENCE_CHARACTERS}"
    commands.note_presence(ONE, Said(mark=RollMark.ABSENT, reason=reason))
    commands.note_presence(ONE, Said(mark=RollMark.LATE, at=AT))
    guest = AddedPerson(
        person_id=PersonId("two"),
        site_id=COMMUNE,
        full_name=" Luật sư \x00Mẫu ",
        role=ParticipantRole.LAWYER,
    )
    commands.add_person(guest)
    commands.drop_person(guest.person_id)
    commands.note_announcement(Announcement.RECORDING_NOTICE, is_read=True)
    plain = f"Ốm {'a' * MAX_ABSENCE_CHARACTERS}"[:MAX_ABSENCE_CHARACTERS]
    assert sent == [
        NotePresence(person_id="one", mark="absent", reason=plain),
        NotePresence(person_id="one", mark="late", at=AT),
        AddPerson(person_id="two", site_id="commune", full_name="Luật sư Mẫu", role="lawyer"),
        DropPerson(person_id="two"),
        NoteAnnouncement(what="recording_notice", is_read=True),
    ]
