"""Reports of units at the city: who sends, who receives, who sees what."""

from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from desktop.cityserver.access.callers import Person
from desktop.cityserver.admin.city import create_site, put_record
from desktop.cityserver.admin.denunciations import change_readers
from desktop.cityserver.exchange.pull import Changes
from desktop.cityserver.exchange.push import Operations
from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.papers.blob_rights import Papers, Sending
from desktop.cityserver.store.database.database import Database
from desktop.contract.operations import OperationIn, RefusalReason, VerdictOut
from desktop.contract.problem import ProblemCode
from desktop.contract.records.directory import SiteBody
from desktop.domain.access.person import Role
from desktop.domain.ids import SessionId, SiteId, UserId
from desktop.domain.reports.unit_report import Receipt
from desktop.domain.sync.operation import EntityKind
from desktop.sync.records.unit_reports import UnitReport
from tests.fakes.fake_clock import FakeClock
from tests.fakes.fake_photos import a_photo
from tests.rigs.city.city_people import person_at, pulled
from tests.rigs.city.city_room import operation
from tests.rigs.city.running_city_server import (
    AGENCY,
    CASE,
    COMMUNE,
    ELSEWHERE,
    ELSEWHERE_SESSION,
    HQ,
    OFFICER,
    SESSION,
    case_body,
    paper_body,
)
from tests.rigs.city.running_city_server import (
    CLERK as HQ_CLERK,
)
from tests.samples.records import body_of, word_of
from tests.samples.unit_reports import HANDED_IN, a_difficulty, a_focal_point, a_sheet, with_photos

pytestmark = pytest.mark.unit

REPORTS = (a_focal_point(COMMUNE), a_difficulty(COMMUNE), a_sheet(COMMUNE))


@pytest.fixture
def operations(city: Database, clock: FakeClock) -> Operations:
    return Operations(database=city, clock=clock)


def person(site_id: SiteId = COMMUNE, role: Role = Role.ROOM_OFFICER) -> Person:
    return Person(user_id=UserId("u"), role=role, site_id=site_id, family_id="f")


CLERK = person(HQ, Role.HQ_CLERK)


def sent(report: UnitReport, **changes: Any) -> dict[str, Any]:
    body = {**body_of(report), **changes.pop("body", {})}
    return operation(word_of(report), report.id, body, **changes)


def received(report: UnitReport, **changes: Any) -> dict[str, Any]:
    receipt = Receipt(
        kind=word_of(report),
        report_id=report.id,
        unit_site_id=report.unit.site_id,
        received_at=HANDED_IN,
        received_by="Chuyên viên Mẫu",
        answer="Đã chuyển Sở Khoa học và Công nghệ.",
    )
    body = {**body_of(receipt, owner_site_id=HQ), **changes}
    return operation("receipt", report.id, body)


def push(operations: Operations, raw: dict[str, Any], by: Person) -> VerdictOut:
    return operations.push(by, [OperationIn.model_validate(raw)]).answer.verdicts[0]


def told(city: Database, site_id: SiteId) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    cursor = ""
    while True:
        answer = pulled(Changes(database=city, clock=FakeClock()), person_at(site_id), cursor)
        found |= {(one.kind, one.entity_id) for one in answer.changes}
        if not answer.has_more:
            return found
        cursor = answer.cursor


@pytest.mark.parametrize("report", REPORTS, ids=word_of)
def test_a_report_reaches_headquarters_and_no_other_unit(
    operations: Operations, city: Database, report: UnitReport
) -> None:
    assert push(operations, sent(report), person()).verdict == "accepted"
    key = (str(word_of(report)), report.id)
    assert key in told(city, COMMUNE)
    assert key in told(city, HQ)
    assert key not in told(city, AGENCY)


@pytest.mark.parametrize("report", REPORTS, ids=word_of)
def test_the_receipt_comes_back_to_the_unit(
    operations: Operations, city: Database, report: UnitReport
) -> None:
    push(operations, sent(report), person())
    assert push(operations, received(report), CLERK).verdict == "accepted"
    assert ("receipt", report.id) in told(city, COMMUNE)
    assert ("receipt", report.id) not in told(city, AGENCY)


def test_a_report_touches_no_session(operations: Operations) -> None:
    one = OperationIn.model_validate(sent(a_difficulty(COMMUNE)))
    assert operations.push(person(), [one]).touched == frozenset()


def test_a_report_stays_as_it_was_sent(operations: Operations) -> None:
    first = push(operations, sent(a_focal_point(COMMUNE)), person())
    again = push(operations, sent(a_focal_point(COMMUNE)), person())
    assert (again.verdict, again.revision) == ("accepted", first.revision)
    changed = sent(a_focal_point(COMMUNE), body={"room_address": "Nơi khác"}, base_revision=99)
    assert push(operations, changed, person()).reason == RefusalReason.FIXED_FIELD


def test_an_answer_may_be_written_after_the_receipt(operations: Operations) -> None:
    report = a_difficulty(COMMUNE)
    push(operations, sent(report), person())
    first = push(operations, received(report, answer=""), CLERK)
    raw = received(report, answer="Đã cấp đường 4G.")
    second = push(operations, {**raw, "base_revision": first.revision}, CLERK)
    assert (second.verdict, second.revision > first.revision) == ("accepted", True)


@pytest.mark.parametrize(
    ("raw", "by", "reason"),
    [
        (sent(a_focal_point(COMMUNE)), person(AGENCY), RefusalReason.NOT_OWNER),
        (sent(a_sheet(COMMUNE)), person(role=Role.OBSERVER), RefusalReason.NO_RIGHT),
        (sent(a_difficulty(COMMUNE)), person(role=Role.TECHNICIAN), RefusalReason.NO_RIGHT),
        (
            sent(a_difficulty(COMMUNE), body={"category": "song"}),
            person(),
            RefusalReason.BAD_BODY,
        ),
        (
            sent(a_sheet(COMMUNE), body={"entries": []}),
            person(),
            RefusalReason.BAD_BODY,
        ),
        (
            sent(replace(a_difficulty(COMMUNE), session_id=SessionId("no-such"))),
            person(),
            RefusalReason.NO_SEAT,
        ),
        (
            sent(replace(a_difficulty(COMMUNE), session_id=SessionId(ELSEWHERE_SESSION))),
            person(),
            RefusalReason.NO_SEAT,
        ),
        (received(a_difficulty(COMMUNE)), CLERK, RefusalReason.UNKNOWN_REPORT),
    ],
)
def test_what_is_not_taken(
    operations: Operations, raw: dict[str, Any], by: Person, reason: RefusalReason
) -> None:
    assert push(operations, raw, by).reason == reason


def test_a_difficulty_may_name_a_session_of_the_unit(operations: Operations) -> None:
    report = replace(a_difficulty(COMMUNE), session_id=SessionId(SESSION))
    assert push(operations, sent(report), person()).verdict == "accepted"


@pytest.mark.parametrize(
    ("changes", "by", "reason"),
    [
        ({}, person(HQ, Role.OBSERVER), RefusalReason.NO_RIGHT),
        ({}, person(COMMUNE, Role.HQ_CLERK), RefusalReason.NOT_OWNER),
        ({"owner_site_id": COMMUNE}, person(COMMUNE, Role.HQ_CLERK), RefusalReason.NO_RIGHT),
        ({"unit_site_id": AGENCY}, CLERK, RefusalReason.UNKNOWN_REPORT),
        ({"report_kind": "minute_line"}, CLERK, RefusalReason.UNKNOWN_REPORT),
        ({"report_kind": "song"}, CLERK, RefusalReason.BAD_BODY),
        ({"report_id": "other"}, CLERK, RefusalReason.FIXED_FIELD),
    ],
)
def test_only_headquarters_gives_a_receipt_and_only_of_what_it_is(
    operations: Operations, changes: dict[str, Any], by: Person, reason: RefusalReason
) -> None:
    report = a_difficulty(COMMUNE)
    push(operations, sent(report), person())
    assert push(operations, received(report, **changes), by).reason == reason


def test_a_receipt_is_of_one_kind_for_ever(operations: Operations) -> None:
    twin = replace(a_focal_point(COMMUNE), id="difficulty-1")
    for report in (a_difficulty(COMMUNE), twin):
        push(operations, sent(report), person())
    push(operations, received(a_difficulty(COMMUNE)), CLERK)
    other = push(operations, received(twin), CLERK)
    assert other.reason == RefusalReason.FIXED_FIELD


def test_a_new_headquarters_sees_what_was_sent_before(
    operations: Operations, city: Database
) -> None:
    report = a_focal_point(COMMUNE)
    push(operations, sent(report), person())
    push(operations, received(report), CLERK)
    body = SiteBody(
        name="Trụ sở thứ hai",
        short_name="Trụ sở 2",
        kind="headquarters",
        unit_code="31",
        address="",
        fallback_phone="",
    )
    create_site(city, body, site_id=SiteId("hq-2"))
    assert told(city, SiteId("hq-2")) >= {
        (str(EntityKind.FOCAL_POINT), report.id),
        ("receipt", report.id),
    }


@pytest.mark.parametrize("year", [1, 1999, 2200, 9999])
def test_an_hour_that_no_clock_says_is_refused(operations: Operations, year: int) -> None:
    """No zone can be applied to the ends of the calendar: it would break every screen."""
    raw = sent(a_difficulty(COMMUNE), body={"noticed_at": f"{year:04}-12-31T23:30:00Z"})
    assert push(operations, raw, person()).reason == RefusalReason.BAD_BODY


def test_a_report_sent_again_is_known_also_when_the_seat_is_lost(operations: Operations) -> None:
    report = replace(a_difficulty(COMMUNE), session_id=SessionId(SESSION))
    first = push(operations, sent(report), person())
    again = push(operations, sent(report), person(role=Role.TECHNICIAN))
    assert (again.verdict, again.revision) == ("accepted", first.revision)


def test_a_site_that_is_headquarters_no_more_is_told_of_its_own_alone(
    operations: Operations, city: Database
) -> None:
    push(operations, sent(a_focal_point(COMMUNE)), person())
    push(operations, sent(a_difficulty(HQ, "own")), CLERK)
    body = SiteBody(
        name="Nơi khác",
        short_name="Nơi khác",
        kind="xa",
        unit_code="11629",
        address="",
        fallback_phone="",
    )
    create_site(city, body, site_id=HQ)
    kinds = {key for key in told(city, HQ) if key[0] in {"focal_point", "difficulty"}}
    assert kinds == {("difficulty", "own")}
    create_site(city, body.model_copy(update={"kind": "headquarters"}), site_id=HQ)
    assert ("focal_point", "focal-1") in told(city, HQ)


def test_a_word_about_headquarters_itself_tells_no_report_again(
    operations: Operations, city: Database
) -> None:
    push(operations, sent(a_focal_point(COMMUNE)), person())
    answer = pulled(Changes(database=city, clock=FakeClock()), person_at(HQ), "")
    body = SiteBody(
        name="Trụ sở mới",
        short_name="Trụ sở",
        kind="headquarters",
        unit_code="31",
        address="",
        fallback_phone="",
    )
    create_site(city, body, site_id=HQ)
    news = pulled(Changes(database=city, clock=FakeClock()), person_at(HQ), answer.cursor)
    assert [one.kind for one in news.changes] == ["site"]


def test_the_city_takes_a_sheet_s_photos_from_its_unit_and_shows_them_to_headquarters(
    operations: Operations, city: Database
) -> None:
    papers, photo = Papers(database=city, clock=FakeClock()), a_photo()
    with pytest.raises(Rejected):
        papers.sending(person_at(COMMUNE), photo.sha256)
    assert push(operations, sent(with_photos(a_sheet(COMMUNE), photo)), person()).verdict == (
        "accepted"
    )
    assert papers.sending(person_at(COMMUNE), photo.sha256) == Sending(
        sizes=frozenset({photo.size_bytes}), apart_for=COMMUNE
    )
    assert papers.progress_of(person_at(COMMUNE), photo.sha256) == COMMUNE
    with pytest.raises(Rejected):
        papers.check_reader(person_at(HQ), photo.sha256)

    papers.take_over(person_at(COMMUNE), photo.sha256)
    assert papers.sending(person_at(COMMUNE), photo.sha256).apart_for is None
    for site_id in (COMMUNE, HQ):
        papers.check_reader(person_at(site_id), photo.sha256)
        assert papers.progress_of(person_at(site_id), photo.sha256) is None
    asks = (partial(papers.check_reader, person_at(AGENCY)), partial(papers.sending, person_at(HQ)))
    for ask in asks:
        with pytest.raises(Rejected) as refused:
            ask(photo.sha256)
        assert refused.value.code == ProblemCode.NOT_FOUND


def test_a_sheet_that_names_the_paper_of_another_session_shows_nobody_its_bytes(
    operations: Operations, city: Database
) -> None:
    papers, photo = Papers(database=city, clock=FakeClock()), a_photo()
    paper = paper_body(COMMUNE, photo.sha256, photo.size_bytes)
    assert push(operations, operation("paper", "paper-1", paper), person()).verdict == "accepted"
    papers.take_over(person_at(COMMUNE), photo.sha256)
    papers.check_reader(person_at(AGENCY), photo.sha256)
    push(operations, sent(with_photos(a_sheet(ELSEWHERE), photo)), person(ELSEWHERE))
    with pytest.raises(Rejected):
        papers.check_reader(person_at(ELSEWHERE), photo.sha256)
    assert papers.progress_of(person_at(ELSEWHERE), photo.sha256) == ELSEWHERE
    papers.take_over(person_at(ELSEWHERE), photo.sha256)
    papers.check_reader(person_at(ELSEWHERE), photo.sha256)


def test_a_photo_of_a_second_sheet_and_one_that_is_a_paper_too_need_not_be_sent_again(
    operations: Operations, city: Database
) -> None:
    papers, photo = Papers(database=city, clock=FakeClock()), a_photo()
    push(operations, sent(with_photos(a_sheet(COMMUNE), photo)), person())
    papers.take_over(person_at(COMMUNE), photo.sha256)
    push(operations, sent(with_photos(a_sheet(COMMUNE, "sheet-2"), photo)), person())
    assert papers.sending(person_at(COMMUNE), photo.sha256).apart_for is None

    shared = a_photo("b.jpg")
    paper = paper_body(COMMUNE, shared.sha256, shared.size_bytes)
    push(operations, operation("paper", "paper-1", paper), person())
    papers.take_over(person_at(COMMUNE), shared.sha256)
    push(operations, sent(with_photos(a_sheet(COMMUNE, "sheet-3"), shared)), person())
    assert papers.sending(person_at(COMMUNE), shared.sha256).apart_for is None
    papers.check_reader(person_at(HQ), shared.sha256)


def test_an_id_of_another_kind_lends_its_readers_no_photo(
    operations: Operations, city: Database
) -> None:
    """Ids are of the senders' choosing: a difficulty may have that of another unit's sheet."""
    papers, photo = Papers(database=city, clock=FakeClock()), a_photo()
    push(operations, sent(with_photos(a_sheet(COMMUNE), photo)), person())
    papers.take_over(person_at(COMMUNE), photo.sha256)
    same_id = replace(a_difficulty(ELSEWHERE), id=a_sheet().id)
    assert push(operations, sent(same_id), person(ELSEWHERE)).verdict == "accepted"
    with pytest.raises(Rejected):
        papers.check_reader(person_at(ELSEWHERE), photo.sha256)


def test_photos_of_a_sheet_that_was_refused_are_not_expected(
    operations: Operations, city: Database
) -> None:
    photo = a_photo()
    raw = sent(with_photos(a_sheet(COMMUNE), photo))
    assert push(operations, raw, person(role=Role.TECHNICIAN)).reason == RefusalReason.NO_RIGHT
    with pytest.raises(Rejected):
        Papers(database=city, clock=FakeClock()).sending(person_at(COMMUNE), photo.sha256)


def test_photos_do_not_change_after_a_sheet_was_sent(operations: Operations) -> None:
    push(operations, sent(a_sheet(COMMUNE)), person())
    raw = sent(with_photos(a_sheet(COMMUNE), a_photo()), base_revision=99)
    assert push(operations, raw, person()).reason == RefusalReason.FIXED_FIELD


def test_the_same_photo_on_two_lines_is_expected_once(
    operations: Operations, city: Database
) -> None:
    photo = a_photo()
    sheet = with_photos(a_sheet(COMMUNE), photo)
    both = tuple(replace(entry, photos=(photo,)) for entry in sheet.entries)
    assert push(operations, sent(replace(sheet, entries=both)), person()).verdict == "accepted"
    papers = Papers(database=city, clock=FakeClock())
    assert papers.sending(person_at(COMMUNE), photo.sha256).sizes == {photo.size_bytes}


def difficulties(city: Database, by: Person, cursor: str = "") -> tuple[dict[str, Any], str]:
    """(session, code) of each difficulty that the person is told, and the cursor."""
    changes = Changes(database=city, clock=FakeClock())
    answer = pulled(changes, by, cursor)
    assert not answer.has_more
    found = {
        one.entity_id: (one.body["about_session_id"], one.body["about_session_code"])
        for one in answer.changes
        if one.kind == "difficulty"
    }
    return found, answer.cursor


def test_a_difficulty_in_a_denunciation_names_its_session_to_those_on_the_list_only(
    operations: Operations, city: Database
) -> None:
    put_record(city, "case", CASE, {**case_body(), "petition_type": "denunciation"})
    change_readers(city, CASE, add=[OFFICER, HQ_CLERK])
    report = replace(
        a_difficulty(COMMUNE), session_id=SessionId(SESSION), session_code="TCDTT-MAU-01"
    )
    other = replace(report, id="other", session_id=None, session_code="")
    author = person_at(COMMUNE, user_id=OFFICER)
    for one in (report, other):
        assert push(operations, sent(one), author).verdict == "accepted"
    whole, without = (SESSION, "TCDTT-MAU-01"), (None, "")

    observer = person_at(HQ, Role.OBSERVER, user_id="observer")
    told, cursor = difficulties(city, observer)
    assert told == {report.id: without, "other": without}
    # the next one at this PC is on the list
    listed = person_at(HQ, Role.HQ_CLERK, user_id=HQ_CLERK)
    assert difficulties(city, listed, cursor)[0][report.id] == whole
    # where it was written it is never told in other words
    assert difficulties(city, person_at(COMMUNE, user_id="somebody"))[0] == {"other": without}
    assert difficulties(city, person_at(COMMUNE, user_id=OFFICER))[0][report.id] == whole
