"""What becomes of a signing at the city: its number, its record, and lines that stay."""

from typing import Any

import pytest

from desktop.cityserver.admin.city import put_record
from desktop.cityserver.conduct.hub import Hub
from desktop.cityserver.conduct.live.live_state import NotDone
from desktop.cityserver.exchange.push import Operations
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.store.records.records import find_record
from desktop.contract.channel.conduct import CloseSession, OpenSession, SetStep
from desktop.contract.channel.signing import NoteObjection, NoteSignature, TellText
from desktop.contract.operations import OperationIn, RefusalReason, VerdictOut
from desktop.contract.problem import ProblemCode
from desktop.domain.access.person import Role
from desktop.domain.conduct.signing.signers import site_signer
from desktop.domain.ids import MinuteLineId, SiteId
from desktop.domain.reception.status import Step
from desktop.domain.record.minutes_text import TextDigest, text_digest
from desktop.domain.sync.operation import RecordStorage
from desktop.mapping.records import MINUTE_LINE
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.city_people import person_at
from tests.rigs.city.city_room import operation
from tests.rigs.city.hub_seats import Seated, new_hub, seated
from tests.rigs.city.running_city_server import (
    COMMUNE,
    ELSEWHERE,
    HQ,
    SESSION,
    amendment_body,
    line_body,
    session_body,
)
from tests.samples.steps import steps_to

pytestmark = [pytest.mark.unit, pytest.mark.asyncio]

LINE = line_body(HQ, "Gia đình đã gửi đơn hai lần.")
TO_SIGN = SetStep(step="signing", notes_signers=True)
TO_CLOSE = SetStep(step="closing", notes_signers=True)


@pytest.fixture
def hub(city: Database, clock: FakeClock) -> Hub:
    return new_hub(city, clock)


@pytest.fixture
def operations(city: Database, clock: FakeClock) -> Operations:
    return Operations(database=city, clock=clock)


def push(operations: Operations, site_id: SiteId, *raw: dict[str, Any]) -> VerdictOut:
    who = person_at(site_id, Role.ROOM_OFFICER)
    pushed = operations.push(who, [OperationIn.model_validate(one) for one in raw])
    return pushed.answer.verdicts[-1]


def write(operations: Operations, body: dict[str, Any], **parts: Any) -> VerdictOut:
    return push(operations, HQ, operation("minute_line", "line-1", body, **parts))


def digest() -> TextDigest:
    line = MINUTE_LINE.codec.read(
        LINE,
        id=MinuteLineId("line-1"),
        revision=1,
        storage=RecordStorage.HERE,
        conflict=None,
        accepted_after=None,
        saved_at=None,
    )
    return text_digest([line])


def told(of: TextDigest) -> TellText:
    return TellText(sha256=of.sha256, lines=of.lines, unsettled=of.unsettled)


async def read_back(hub: Hub, hq: Seated) -> None:
    await hub.carry_out(hq.connection, OpenSession())
    for step in steps_to(Step.READ_BACK):
        await hub.carry_out(hq.connection, SetStep(step=step))


def record_of(city: Database, session_id: str = SESSION) -> dict[str, Any] | None:
    with city.read() as session:
        row = find_record(session, "minutes_signing", session_id)
        return None if row is None else dict(row.body)


async def test_the_city_counts_its_own_lines_and_freezes_only_what_all_have(
    hub: Hub, city: Database, operations: Operations
) -> None:
    write(operations, LINE)
    async with seated(hub, HQ) as hq, seated(hub, COMMUNE) as commune:
        await read_back(hub, hq)
        await hub.carry_out(hq.connection, told(digest()))
        await hub.carry_out(commune.connection, told(text_digest([])))
        with pytest.raises(NotDone) as refused:
            await hub.carry_out(hq.connection, TO_SIGN)
        assert refused.value.code is ProblemCode.CONFLICT
        assert record_of(city) is None
        await hub.carry_out(commune.connection, told(digest()))
        await hub.carry_out(hq.connection, TO_SIGN)
        version = (await commune.state())["signing"]["versions"][0]
    assert (version["text_sha256"], version["lines"]) == (digest().sha256, 1)
    kept = record_of(city)
    assert kept is not None
    assert kept["is_frozen"]
    assert kept["number"] == {"number": 1, "year": 2026}


async def test_frozen_lines_stay_and_what_comes_is_marked(
    hub: Hub, city: Database, operations: Operations
) -> None:
    revision = write(operations, LINE).revision
    async with seated(hub, HQ) as hq:
        await read_back(hub, hq)
        await hub.carry_out(hq.connection, TO_SIGN)
        changed = {**LINE, "text": "Gia đình đã gửi đơn ba lần."}
        verdict = write(operations, changed, base_revision=revision)
        assert verdict.verdict == "conflict"
        late = push(operations, HQ, operation("minute_line", "line-2", LINE))
        assert late.verdict == "accepted"
        with city.read() as session:
            rows = [find_record(session, "minute_line", one) for one in ("line-1", "line-2")]
        assert [row.body["text"] for row in rows if row is not None] == [LINE["text"]] * 2
        assert [row.accepted_after for row in rows if row is not None] == [None, "minutes_review"]
        # read back anew, they may be changed again
        await hub.carry_out(hq.connection, SetStep(step="conclusion"))
        again = write(operations, changed, base_revision=verdict.revision)
        assert again.verdict == "accepted"


async def test_an_objection_keeps_the_words_that_the_city_has(
    hub: Hub, city: Database, operations: Operations
) -> None:
    write(operations, LINE)
    wish = NoteObjection(line_id="line-1", text="Ba lần.", by="Công dân A", result="accepted")
    async with seated(hub, HQ) as hq:
        await read_back(hub, hq)
        await hub.carry_out(hq.connection, wish)
        with pytest.raises(NotDone) as refused:
            await hub.carry_out(hq.connection, wish.model_copy(update={"line_id": "nowhere"}))
        assert refused.value.code is ProblemCode.NOT_FOUND
        await hub.carry_out(hq.connection, wish.model_copy(update={"line_id": None}))
    kept = record_of(city)
    assert kept is not None
    assert [one["former"] for one in kept["objections"]] == [LINE["text"], ""]


async def test_minutes_are_counted_by_unit_and_year_and_practice_apart(
    hub: Hub, city: Database
) -> None:
    for session_id, is_practice in (("real-1", False), ("real-2", False), (SESSION, True)):
        put_record(
            city, "session", session_id, session_body(HQ, (COMMUNE,), is_practice=is_practice)
        )
        async with seated(hub, HQ, session_id) as hq:
            await read_back(hub, hq)
            await hub.carry_out(hq.connection, TO_SIGN)
            await hub.carry_out(hq.connection, SetStep(step="conclusion"))
            await hub.carry_out(hq.connection, SetStep(step="read_back"))
            await hub.carry_out(hq.connection, TO_SIGN)
    numbers = [record_of(city, one) for one in ("real-1", "real-2", SESSION)]
    assert [one["number"]["number"] for one in numbers if one is not None] == [1, 2, 1]


async def test_a_session_is_closed_once_each_site_that_is_there_has_signed_and_amended_after(
    hub: Hub, operations: Operations
) -> None:
    late = operation("minutes_amendment", "a-1", amendment_body(HQ))
    async with seated(hub, HQ) as hq, seated(hub, COMMUNE) as commune:
        await read_back(hub, hq)
        await hub.carry_out(hq.connection, TO_SIGN)
        signed = NoteSignature(signer_id=site_signer(HQ), form="by_hand")
        await hub.carry_out(hq.connection, signed)
        with pytest.raises(NotDone):
            await hub.carry_out(hq.connection, TO_CLOSE)
        theirs = NoteSignature(signer_id=site_signer(COMMUNE), form="fingerprint")
        await hub.carry_out(commune.connection, theirs)
        await hub.carry_out(hq.connection, TO_CLOSE)
        assert push(operations, HQ, late).reason == RefusalReason.BAD_MOVE
        await hub.carry_out(hq.connection, CloseSession())
    assert push(operations, HQ, late).verdict == "accepted"
    changed = {**amendment_body(HQ), "text": "Khác."}
    sealed = operation("minutes_amendment", "a-1", changed, base_revision=10**6)
    assert push(operations, HQ, sealed).reason == RefusalReason.FIXED_FIELD
    without = {**amendment_body(HQ), "text": "  "}
    empty = operation("minutes_amendment", "a-2", without)
    assert push(operations, HQ, empty).reason == RefusalReason.BAD_BODY
    stranger = operation("minutes_amendment", "a-3", amendment_body(ELSEWHERE))
    assert push(operations, ELSEWHERE, stranger).reason == RefusalReason.NO_SEAT
