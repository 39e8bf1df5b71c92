"""Dossiers at the city: who adds, who is told, whose bytes, and which page numbers they get."""

import hashlib
from dataclasses import replace
from random import Random

import pytest

from desktop.cityserver.access.callers import Person
from desktop.cityserver.admin.city import put_record
from desktop.cityserver.exchange import push_rules
from desktop.cityserver.exchange.pull import Changes
from desktop.cityserver.exchange.push import Operations
from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.papers.blob_rights import Papers
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.store.records.need_to_know import save_readers
from desktop.cityserver.store.records.writer import Record, RecordWriter
from desktop.contract.operations import OperationIn, VerdictOut
from desktop.domain.access.person import Role
from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.ids import CaseId, DocumentId, SiteId, UserId
from desktop.domain.papers.dossier import CasePaper, CopyKind, HandedIn
from desktop.domain.papers.held import PapersHeld, held_key
from desktop.mapping.operations import operation_of
from desktop.mapping.records import CASE_PAPER as KIND
from desktop.mapping.records import PAPER_PLACE, PAPERS_HELD, RECEPTION_REQUEST
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.city_people import person_at, pulled
from tests.rigs.city.running_city_server import (
    AGENCY,
    CASE,
    COMMUNE,
    ELSEWHERE,
    HQ,
    case_body,
    session_body,
)
from tests.samples.casework import CASE_PAPER, NOW, REQUEST

pytestmark = pytest.mark.unit
PAPERS = 60

ASKED = replace(REQUEST, owner_site_id=COMMUNE, petition_type=PetitionType.COMPLAINT)
BYTES = b"bytes of a paper"
FEW_PAPERS = 20
"""In place of the product's 200: what is counted is the same."""
SHA256 = hashlib.sha256(BYTES).hexdigest()


@pytest.fixture
def operations(city: Database, clock: FakeClock) -> Operations:
    return Operations(database=city, clock=clock)


def a_paper(
    paper_id: str, site_id: SiteId = COMMUNE, *, case_id: str = CASE, pages: int = 4
) -> CasePaper:
    return replace(
        CASE_PAPER,
        id=DocumentId(paper_id),
        case_id=CaseId(case_id),
        owner_site_id=site_id,
        site_id=site_id,
        page_count=pages,
    )


def push(
    operations: Operations, paper: CasePaper, by: Person | None = None, *, revision: int = 0
) -> VerdictOut:
    made = operation_of(KIND, paper.id, paper, made_at=NOW, base_revision=revision)
    one = OperationIn(
        id=made.id,
        kind=made.kind,
        entity_id=made.entity_id,
        base_revision=revision,
        body=dict(made.body),
        made_at=NOW,
    )
    who = by or person_at(paper.owner_site_id)
    return operations.push(who, [one]).answer.verdicts[0]


def keep_request(city: Database, petition_type: PetitionType = PetitionType.COMPLAINT) -> CaseId:
    asked = replace(
        ASKED,
        petition_type=petition_type,
        identity_protection_requested=False,
        secrecy_assured=True,
    )
    with city.write() as session:
        body = RECEPTION_REQUEST.codec.write(asked)
        RecordWriter(session).save(Record(kind="reception_request", entity_id=asked.id, body=body))
    return CaseId(asked.id)


def told(city: Database, who: Person) -> dict[str, list[str]]:
    """Ids of what of dossiers somebody is told, by kind."""
    answer = pulled(Changes(database=city, clock=FakeClock()), who)
    return {
        kind: [one.entity_id for one in answer.changes if one.kind == kind]
        for kind in ("case_paper", "paper_place")
    }


def labels(city: Database, site_id: SiteId) -> dict[str, str]:
    answer = pulled(Changes(database=city, clock=FakeClock()), person_at(site_id))
    return {
        one.entity_id: PAPER_PLACE.codec.read(one.body).label
        for one in answer.changes
        if one.kind == "paper_place"
    }


def test_a_paper_is_told_to_every_site_of_its_case_with_its_page_numbers(
    operations: Operations, city: Database
) -> None:
    for paper in (a_paper("first"), a_paper("second", AGENCY, pages=3), a_paper("late", pages=2)):
        assert push(operations, paper).verdict == "accepted"
    for site_id in (COMMUNE, AGENCY, HQ):
        assert labels(city, site_id) == {"first": "1–4", "second": "5–7", "late": "4a–4b"}
    assert told(city, person_at(ELSEWHERE)) == {"case_paper": [], "paper_place": []}


def test_numbers_stay_whatever_is_said_of_a_paper_later(
    operations: Operations, city: Database
) -> None:
    first = push(operations, a_paper("first"))
    push(operations, a_paper("second", AGENCY))
    returned = replace(
        a_paper("first"), title="Đơn", copy_kind=CopyKind.ORIGINAL, handed_in=HandedIn.RETURNED
    )
    assert push(operations, returned, revision=first.revision).verdict == "accepted"
    assert labels(city, HQ) == {"first": "1–4", "second": "5–8"}
    longer = replace(returned, page_count=9)
    verdict = push(operations, longer, revision=1_000)
    assert (verdict.verdict, verdict.reason) == ("refused", "fixed_field")


def test_before_there_is_a_case_the_unit_of_the_request_and_headquarters_add(
    operations: Operations, city: Database
) -> None:
    case_id = keep_request(city)
    assert push(operations, a_paper("own", case_id=case_id)).verdict == "accepted"
    for_agency = replace(a_paper("for-agency", HQ, case_id=case_id), site_id=AGENCY)
    assert push(operations, for_agency).verdict == "accepted"
    stranger = push(operations, a_paper("strange", ELSEWHERE, case_id=case_id))
    assert (stranger.verdict, stranger.reason) == ("refused", "unknown_case")
    assert told(city, person_at(HQ))["case_paper"] == ["own", "for-agency"]
    assert told(city, person_at(AGENCY))["case_paper"] == ["for-agency"]
    assert told(city, person_at(COMMUNE))["case_paper"] == ["own"]
    # a session brings the case, and all of its dossier
    put_record(city, "case", case_id, case_body())
    put_record(city, "session", "new", session_body(HQ, (COMMUNE, AGENCY), case_id=case_id))
    for site_id in (COMMUNE, AGENCY):
        assert labels(city, site_id) == {"own": "1–4", "for-agency": "5–8"}


@pytest.mark.parametrize(
    ("paper", "reason"),
    [
        (a_paper("p", case_id="nowhere"), "unknown_case"),
        (a_paper("p", ELSEWHERE), "unknown_case"),
        (replace(a_paper("p"), site_id=AGENCY), "not_owner"),
        (replace(a_paper("p", HQ), site_id=SiteId("nowhere")), "bad_body"),
        (replace(a_paper("p"), size_bytes=4), "bad_body"),
        (replace(a_paper("p"), sha256=SHA256), "bad_body"),
        (replace(a_paper("p"), page_count=0), "bad_body"),
    ],
)
def test_what_does_not_belong_there_is_refused(
    operations: Operations, city: Database, paper: CasePaper, reason: str
) -> None:
    verdict = push(operations, paper)
    assert (verdict.verdict, verdict.reason) == ("refused", reason)
    assert told(city, person_at(HQ)) == {"case_paper": [], "paper_place": []}


def test_nobody_writes_for_another_unit(operations: Operations) -> None:
    verdict = push(operations, a_paper("p"), person_at(AGENCY))
    assert (verdict.verdict, verdict.reason) == ("refused", "not_owner")


def test_a_unit_cannot_fill_a_case(operations: Operations, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(push_rules, "MAX_PAPERS_OF_SITE", FEW_PAPERS)
    for number in range(FEW_PAPERS):
        assert push(operations, a_paper(f"p{number}", pages=1)).verdict == "accepted"
    assert push(operations, a_paper("more")).reason == "too_many_papers"
    assert push(operations, a_paper("theirs", AGENCY)).verdict == "accepted"


def test_of_a_denunciation_those_on_its_list_alone_add_and_are_told(
    operations: Operations, city: Database
) -> None:
    put_record(city, "case", CASE, case_body() | {"petition_type": "denunciation"})
    with city.write() as session:
        save_readers(session, CASE, ["listed"])
    listed, other = (person_at(COMMUNE, user_id=one) for one in ("listed", "other"))
    refused = push(operations, a_paper("p"), other)
    assert (refused.verdict, refused.reason) == ("refused", "unknown_case")
    assert push(operations, a_paper("p"), listed).verdict == "accepted"
    assert told(city, listed) == {"case_paper": ["p"], "paper_place": ["p"]}
    for who in (other, person_at(HQ, Role.HQ_CLERK), person_at(AGENCY)):
        assert told(city, who) == {"case_paper": [], "paper_place": []}


def test_before_a_denunciation_is_a_case_its_unit_and_who_decides_are_told(
    operations: Operations, city: Database
) -> None:
    case_id = keep_request(city, PetitionType.DENUNCIATION)
    assert push(operations, a_paper("p", case_id=case_id)).verdict == "accepted"
    for who in (person_at(COMMUNE), person_at(HQ, Role.HQ_CLERK)):
        assert told(city, who)["case_paper"] == ["p"]
    assert told(city, person_at(HQ, Role.SECRETARY))["case_paper"] == []


def test_a_site_that_loses_its_seat_keeps_its_own_and_is_told_no_more(
    operations: Operations, city: Database
) -> None:
    put_record(city, "case", "apart", case_body())
    put_record(city, "session", "apart", session_body(HQ, (ELSEWHERE,), case_id="apart"))
    push(operations, a_paper("own", ELSEWHERE, case_id="apart"))
    push(operations, a_paper("theirs", HQ, case_id="apart"))
    put_record(city, "session", "apart", session_body(HQ, (AGENCY,), case_id="apart"))
    assert told(city, person_at(ELSEWHERE))["case_paper"] == ["own"]
    assert set(told(city, person_at(AGENCY))["case_paper"]) == {"own", "theirs"}


def test_its_bytes_are_fetched_by_whoever_is_told(operations: Operations, city: Database) -> None:
    papers = Papers(database=city, clock=FakeClock())
    with_bytes = replace(a_paper("p"), sha256=SHA256, size_bytes=len(BYTES), mime="application/pdf")
    assert push(operations, with_bytes).verdict == "accepted"
    sender = person_at(COMMUNE)
    assert papers.sending(sender, SHA256).sizes == {len(BYTES)}
    with pytest.raises(Rejected):
        papers.check_reader(person_at(AGENCY), SHA256)
    papers.take_over(sender, SHA256)
    papers.check_reader(person_at(AGENCY), SHA256)
    with pytest.raises(Rejected):
        papers.check_reader(person_at(ELSEWHERE), SHA256)


def test_headquarters_that_come_later_are_told_too(operations: Operations, city: Database) -> None:
    push(operations, a_paper("p"))
    site = UserId("new-hq")
    with city.write() as session:
        row = RecordWriter(session).find("site", HQ)
        assert row is not None
        body = dict(row.body)
    put_record(city, "site", site, body)
    assert told(city, person_at(SiteId(site)))["case_paper"] == ["p"]


def test_four_sites_that_add_papers_on_and_off_the_line_see_the_same_numbers(
    operations: Operations, city: Database
) -> None:
    """Nobody is ever told another number of a paper than before.

    With 200 papers and real desks: tests/integration/sync/test_dossier_numbers.py.
    """
    chance = Random(4)
    put_record(city, "session", "four", session_body(HQ, (COMMUNE, AGENCY, ELSEWHERE)))
    sites = (HQ, COMMUNE, AGENCY, ELSEWHERE)
    kept: dict[SiteId, list[CasePaper]] = {site_id: [] for site_id in sites}
    seen: dict[SiteId, dict[str, str]] = {site_id: {} for site_id in sites}

    def come_back(site_id: SiteId) -> None:
        while kept[site_id]:
            assert push(operations, kept[site_id].pop(0)).verdict == "accepted"
        told_now = labels(city, site_id)
        assert seen[site_id].items() <= told_now.items()
        seen[site_id] = told_now

    for number in range(PAPERS):
        site_id = chance.choice(sites)
        kept[site_id].append(a_paper(f"p{number}", site_id, pages=chance.randint(1, 9)))
        if chance.random() < 0.3:
            come_back(chance.choice(sites))
    for _round in range(2):
        for site_id in sites:
            come_back(site_id)
    assert len(seen[HQ]) == PAPERS
    assert len(set(seen[HQ].values())) == PAPERS
    assert all(seen[site_id] == seen[HQ] for site_id in sites)
    assert any(label[-1].isalpha() for label in seen[HQ].values())


def hold(operations: Operations, held: PapersHeld, by: Person, key: str = "") -> VerdictOut:
    made = operation_of(PAPERS_HELD, key or held_key(held.case_id, held.site_id), held, made_at=NOW)
    one = OperationIn(
        id=made.id,
        kind=made.kind,
        entity_id=made.entity_id,
        base_revision=0,
        body=dict(made.body),
        made_at=NOW,
    )
    return operations.push(by, [one]).answer.verdicts[0]


def held_at(site_id: SiteId, *paper_ids: str, case_id: str = CASE) -> PapersHeld:
    return PapersHeld(
        case_id=CaseId(case_id),
        owner_site_id=site_id,
        site_id=site_id,
        paper_ids=tuple(map(DocumentId, paper_ids)),
        at=NOW,
    )


def test_who_has_which_paper_is_told_to_the_parties_of_the_case_alone(
    operations: Operations, city: Database
) -> None:
    push(operations, a_paper("p1"))
    assert hold(operations, held_at(HQ, "p1"), person_at(HQ)).verdict == "accepted"
    for site_id, is_told in ((COMMUNE, True), (HQ, True), (ELSEWHERE, False)):
        answer = pulled(Changes(database=city, clock=FakeClock()), person_at(site_id))
        found = [one.body["paper_ids"] for one in answer.changes if one.kind == "papers_held"]
        assert found == ([["p1"]] if is_told else [])


@pytest.mark.parametrize(
    ("held", "by", "key", "reason"),
    [
        (held_at(COMMUNE, "p1"), HQ, "", "not_owner"),
        (replace(held_at(HQ, "p1"), site_id=COMMUNE), HQ, "", "not_owner"),
        (held_at(HQ, "p1"), HQ, "another", "not_owner"),
        (held_at(HQ, "unknown"), HQ, "", "bad_body"),
        (held_at(ELSEWHERE, "p1"), ELSEWHERE, "", "unknown_case"),
        (held_at(HQ, case_id="unknown"), HQ, "", "unknown_case"),
    ],
)
def test_nobody_says_for_another_site_or_of_what_is_not_theirs_who_has_what(
    operations: Operations, held: PapersHeld, by: SiteId, key: str, reason: str
) -> None:
    push(operations, a_paper("p1"))
    verdict = hold(operations, held, person_at(by), key)
    assert (verdict.verdict, verdict.reason) == ("refused", reason)
