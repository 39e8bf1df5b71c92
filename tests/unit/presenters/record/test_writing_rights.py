"""New lines may be written longer than lines that are there may be changed."""

from dataclasses import replace

import pytest

from desktop.domain.access.person import Role
from desktop.domain.access.rights import Right
from desktop.domain.conduct.live_session import LiveSession
from desktop.domain.reception.status import SessionStatus, Step
from desktop.presenters.record.writing_rights import WritingRights
from desktop.presenters.view.message_code import MessageCode
from tests.fakes.fake_channel import a_seat
from tests.fakes.fake_clock import NOON
from tests.fakes.fake_services import FakeAccess
from tests.samples.entries import an_entry
from tests.samples.receptions import CASE, COMMUNE, HQ, SESSION, a_line, an_officer

pytestmark = pytest.mark.unit


def rights(
    status: SessionStatus, step: Step = Step.SIGNING, role: Role = Role.ROOM_OFFICER
) -> WritingRights:
    entry = an_entry(role)
    entry.facts.take_live(
        LiveSession(
            session_id=SESSION,
            seq=1,
            status=status,
            step=step,
            pause_reason=None,
            opened_at=NOON,
            seats=(a_seat(COMMUNE),),
            speaking_site_id=None,
            floor_since=None,
            stage=None,
        )
    )
    return WritingRights(entry=entry)


def test_own_lines_may_be_changed_while_the_session_is_open() -> None:
    opened = rights(SessionStatus.IN_SESSION, Step.QUESTIONS)
    assert (opened.can_write, opened.can_edit, opened.fixed) == (True, True, None)
    assert opened.may_edit(a_line())
    assert not opened.may_edit(replace(a_line(), owner_site_id=HQ))


@pytest.mark.parametrize(
    ("status", "can_write", "fixed"),
    [
        (SessionStatus.MINUTES_REVIEW, True, MessageCode.MINUTES_FIXED),
        (SessionStatus.SIGNED, False, MessageCode.MINUTES_SIGNED),
        (SessionStatus.CLOSED, False, MessageCode.MINUTES_SIGNED),
    ],
)
def test_signing_fixes_the_lines_that_are_there(
    status: SessionStatus, *, can_write: bool, fixed: MessageCode
) -> None:
    signing = rights(status)
    assert (signing.can_write, signing.can_edit, signing.fixed) == (can_write, False, fixed)
    assert not signing.may_edit(a_line())


def test_who_does_not_write_is_told_no_reason() -> None:
    reading = rights(SessionStatus.SIGNED, role=Role.LEADER)
    assert (reading.can_write, reading.can_edit, reading.fixed) == (False, False, None)


@pytest.mark.parametrize(("listed", "may_write"), [(True, True), (False, False), (None, True)])
def test_who_was_taken_off_the_list_of_the_denunciation_writes_no_more(
    *, listed: bool | None, may_write: bool
) -> None:
    entry = an_entry()
    context = replace(entry.context, denunciations=frozenset({CASE}))
    entry = replace(entry, context=context)
    known = None if listed is None else frozenset({CASE} if listed else set())
    access = entry.services.access
    assert isinstance(access, FakeAccess)
    access.people = (replace(context.officer, denunciations=known),)
    assert WritingRights(entry=entry).can_write is may_write
    assert entry.may_write(Right.ADD_PAPER) is may_write
    assert not replace(
        entry, context=replace(context, officer=an_officer(Role.OBSERVER))
    ).may_write(Right.ADD_PAPER)
