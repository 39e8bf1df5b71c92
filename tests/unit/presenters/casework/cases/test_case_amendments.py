"""How closed minutes were signed, and what is added to them, on the page of their case."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.access.person import Role
from desktop.domain.conduct.signing.signature import Signature, SignatureForm
from desktop.domain.conduct.signing.signing import (
    MinutesNumber,
    Signing,
    frozen,
    kept_signing,
    with_signature,
)
from desktop.domain.events import ActionFailed
from desktop.domain.ids import AmendmentId, PersonId, SessionId
from desktop.domain.reception.status import SessionStatus, Step
from desktop.domain.record.amendment import AmendmentFault, MinutesAmendment
from desktop.presenters.casework.cases.amending import AmendSheet
from desktop.presenters.casework.cases.cases_state import CaseSession, SigningFact
from tests.fakes.fake_clock import NOON
from tests.rigs.desk.desk_room import Room
from tests.samples.receptions import COMMUNE, HQ, SESSION, signed_in
from tests.unit.presenters.casework.cases.test_cases import (
    OTHER,
    a_session,
    denounced,
    page_of,
    with_other,
)

pytestmark = pytest.mark.unit

PAST = a_session("past", -24, SessionStatus.CLOSED)
WORDS, REASON = "Diện tích phần sân phơi là 38 m².", "Đối chiếu lại với bản đo đạc"


def closed(role: Role = Role.ROOM_OFFICER) -> Room:
    room = Room(role=role)
    room.fake.schedule.plans.append(PAST)
    page_of(room)
    return room


def session_of(room: Room, session_id: SessionId = PAST.id) -> CaseSession:
    page = room.view.case[-1].page
    assert page is not None
    return next(one for one in page.sessions if one.session_id == session_id)


def sheet(room: Room) -> AmendSheet:
    found = room.view.case[-1].amend
    assert found is not None
    return found


def typed(room: Room, text: str = WORDS, reason: str = REASON) -> None:
    room.desk.case_page.amend(PAST.id)
    room.desk.case_page.amending.edit_text(text)
    room.desk.case_page.amending.edit_reason(reason)


def signature(signer_id: str, form: SignatureForm, version: int = 1) -> Signature:
    return Signature(
        signer_id=PersonId(signer_id),
        version=version,
        form=form,
        noted_at=NOON,
        by_site_id=HQ,
        by_role=Role.SECRETARY,
    )


def test_what_is_added_is_kept_with_its_author_and_reason_and_shown() -> None:
    room = closed()
    typed(room)
    assert sheet(room).starts_at == PAST.scheduled_start
    room.desk.case_page.amending.confirm()
    room.deliver()
    assert room.view.case[-1].amend is None
    (kept,) = room.fake.amendments.kept
    assert (kept.text, kept.reason, kept.author) == (WORDS, REASON, "Cán bộ tiếp dân Mẫu")
    assert (kept.owner_site_id, kept.session_id, kept.line_id) == (COMMUNE, PAST.id, None)
    (shown,) = session_of(room).amendments
    assert (shown.text, shown.reason, shown.author) == (WORDS, REASON, kept.author)


@pytest.mark.parametrize(
    ("text", "reason", "fault"),
    [(" ", REASON, AmendmentFault.NO_TEXT), (WORDS, "ngắn", AmendmentFault.REASON)],
)
def test_what_is_missing_is_told_until_something_is_typed(
    text: str, reason: str, fault: AmendmentFault
) -> None:
    room = closed()
    typed(room, text, reason)
    room.desk.case_page.amending.confirm()
    assert sheet(room).fault is fault
    assert room.fake.amendments.kept == []
    room.desk.case_page.amending.edit_text(WORDS)
    assert sheet(room).fault is None


def test_what_this_pc_could_not_keep_stays_as_it_was_typed() -> None:
    room = closed()
    typed(room)
    room.fake.amendments.is_full = True
    room.desk.case_page.amending.confirm()
    room.deliver()
    assert (sheet(room).text, sheet(room).is_refused) == (WORDS, True)
    room.desk.case_page.amend(PAST.id)
    assert sheet(room).text == WORDS
    room.desk.case_page.amending.close()
    assert room.view.case[-1].amend is None


def test_what_is_being_kept_is_not_kept_twice() -> None:
    room = closed()
    typed(room)
    room.desk.case_page.amending.on_event(ActionFailed(action="other", code="", data={}))
    assert sheet(room).text == WORDS
    room.desk.case_page.amending.confirm()
    room.desk.case_page.amending.confirm()
    room.deliver()
    assert len(room.fake.amendments.kept) == 1


def test_what_is_typed_of_one_case_waits_there_while_another_is_shown() -> None:
    room = closed()
    with_other(room, a_session("other", -48, SessionStatus.CLOSED, OTHER.id))
    typed(room)
    page_of(room, OTHER.id)
    assert room.view.case[-1].amend is None
    assert session_of(room, SessionId("other")).can_amend
    page_of(room)
    assert sheet(room).text == WORDS


def test_nothing_is_typed_where_nothing_is_asked() -> None:
    room = closed()
    amending = room.desk.case_page.amending
    amending.edit_text(WORDS)
    amending.edit_reason(REASON)
    amending.confirm()
    assert room.fake.amendments.kept == []
    room.desk.case_page.amend(SessionId("unknown"))
    room.desk.case_page.amend(SESSION)  # it is not closed
    assert room.view.case[-1].amend is None


def test_who_writes_no_minutes_amends_none() -> None:
    leader = closed(Role.LEADER)
    assert not session_of(leader).can_amend
    room = closed()
    assert session_of(room).can_amend
    typed(room)
    room.fake.access.person = signed_in(Role.LEADER)
    room.desk.case_page.draw()
    assert room.view.case[-1].amend is None
    room.fake.access.sign_out()
    room.desk.case_page.amending.confirm()
    assert room.fake.amendments.kept == []


def test_of_a_case_that_is_kept_from_the_person_nothing_is_amended() -> None:
    room = denounced(listed=False)
    room.desk.start()
    room.desk.case_page.amend(SESSION)
    room.desk.open_case(room.fake.schedule.plans[0].case_ids[0])
    room.deliver()
    room.desk.case_page.amend(SESSION)
    assert room.view.case[-1].amend is None


def test_amendments_of_every_site_stand_in_the_order_of_time() -> None:
    room = closed()
    for number in (2, 1):
        room.fake.amendments.amend(
            MinutesAmendment(
                id=AmendmentId(f"a-{number}"),
                session_id=PAST.id,
                owner_site_id=HQ,
                at=NOON + timedelta(minutes=number),
                author="Thư ký Mẫu",
                line_id=None,
                text=f"Bổ sung {number}.",
                reason=REASON,
            )
        )
    room.deliver()
    assert [one.text for one in session_of(room).amendments] == ["Bổ sung 1.", "Bổ sung 2."]


def test_how_many_signed_is_said_of_the_version_that_is_signed() -> None:
    room = closed()
    assert session_of(room).signing is None
    signing = frozen(Signing(), "1" * 64, 3, NOON)
    for one in (
        signature("a", SignatureForm.BY_HAND),
        signature("b", SignatureForm.FINGERPRINT),
        signature("c", SignatureForm.NOT_SIGNED),
        signature("d", SignatureForm.BY_HAND, version=0),
    ):
        signing = with_signature(signing, one)
    room.fake.schedule.signings[PAST.id] = kept_signing(PAST.id, signing, Step.CLOSING)
    room.desk.case_page.draw()
    version = signing.version
    assert version is not None
    code = version.sha256[:8].upper()
    fact = SigningFact(number=0, version=1, code=f"{code[:4]} {code[4:]}", signed=2, refused=1)
    assert session_of(room).signing == fact
    numbered = replace(signing, number=MinutesNumber(number=12, year=2026))
    room.fake.schedule.signings[PAST.id] = kept_signing(PAST.id, numbered, Step.CLOSING)
    room.desk.case_page.draw()
    assert session_of(room).signing == replace(fact, number=12)
    room.fake.schedule.signings[PAST.id] = kept_signing(PAST.id, numbered, Step.READ_BACK)
    room.desk.case_page.draw()
    assert session_of(room).signing is None
