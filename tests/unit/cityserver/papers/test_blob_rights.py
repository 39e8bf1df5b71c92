"""Bytes of papers open to those whose record names them, once its owner has sent them."""

import contextlib
from typing import Any

import pytest

from desktop.cityserver.access.callers import Person
from desktop.cityserver.admin.city import open_city, put_record
from desktop.cityserver.admin.denunciations import change_readers
from desktop.cityserver.config.config import CityServerConfig
from desktop.cityserver.exchange.push import Operations
from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.papers.blob_rights import Papers
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.store.meta import SENDERS_NOTED
from desktop.cityserver.store.records.records import has_sent
from desktop.cityserver.store.tables.records import MetaRow, SentBytesRow
from desktop.contract.operations import OperationIn
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.city_people import person_at
from tests.rigs.city.city_room import operation
from tests.rigs.city.running_city_server import (
    AGENCY,
    COMMUNE,
    ELSEWHERE,
    HQ,
    LEADER,
    OFFICER,
    SESSION,
    case_body,
    paper_body,
    session_body,
)

pytestmark = pytest.mark.unit

SHA256 = "d" * 64
SIZE = 9
OTHER, SECRET, CASE = "session-other", "session-secret", "case-secret"


@pytest.fixture
def papers(city: Database) -> Papers:
    return Papers(database=city, clock=FakeClock())


@pytest.fixture
def named(city: Database) -> Database:
    """The commune has named a paper in its session with headquarters and the agency."""
    name(city, person_at(COMMUNE), paper_body(COMMUNE, SHA256, SIZE))
    put_record(city, "session", OTHER, session_body(HQ, (ELSEWHERE, COMMUNE)))
    return city


def name(city: Database, person: Person, body: dict[str, Any], paper_id: str = "") -> None:
    raw = operation("paper", paper_id or f"paper-{person.site_id}-{person.user_id}", body)
    pushed = Operations(database=city, clock=FakeClock()).push(
        person, [OperationIn.model_validate(raw)]
    )
    assert [one.verdict for one in pushed.answer.verdicts] == ["accepted"]


def is_told(papers: Papers, person: Person) -> bool:
    with contextlib.suppress(Rejected):
        papers.check_reader(person, SHA256)
        return True
    return False


def test_a_paper_opens_to_its_session_when_its_owner_has_sent_it(
    named: Database, papers: Papers
) -> None:
    owner = person_at(COMMUNE)
    assert papers.sending(owner, SHA256).apart_for == COMMUNE
    assert not is_told(papers, owner)
    papers.take_over(person_at(AGENCY), SHA256)  # somebody else's bytes open nothing
    assert not is_told(papers, owner)
    papers.take_over(owner, SHA256)
    for site_id in (COMMUNE, AGENCY, HQ):
        assert is_told(papers, person_at(site_id))
        assert papers.progress_of(person_at(site_id), SHA256) is None
    assert not is_told(papers, person_at(ELSEWHERE))


def test_who_names_a_hash_in_a_session_of_its_own_gets_nothing_for_it(
    named: Database, papers: Papers
) -> None:
    papers.take_over(person_at(COMMUNE), SHA256)
    stranger = person_at(ELSEWHERE)
    name(named, stranger, paper_body(ELSEWHERE, SHA256, SIZE, session_id=OTHER))
    assert not is_told(papers, stranger)
    # nor whether anybody has handed it in: only its own bytes count
    assert papers.progress_of(stranger, SHA256) == ELSEWHERE
    assert papers.sending(stranger, SHA256).apart_for == ELSEWHERE
    papers.take_over(stranger, SHA256)
    assert is_told(papers, stranger)


def test_a_colleague_who_is_on_no_list_gets_no_paper_by_naming_it_elsewhere(
    named: Database, papers: Papers
) -> None:
    put_record(named, "case", CASE, {**case_body(), "petition_type": "denunciation"})
    put_record(named, "session", SECRET, session_body(HQ, (COMMUNE, AGENCY), case_id=CASE))
    change_readers(named, CASE, add=[OFFICER])
    secret = "e" * 64
    listed = person_at(AGENCY, user_id=OFFICER)
    unlisted = person_at(AGENCY, user_id=LEADER)
    owner = person_at(COMMUNE, user_id=OFFICER)
    name(named, owner, paper_body(COMMUNE, secret, SIZE, session_id=SECRET), "secret")
    papers.take_over(owner, secret)
    name(named, unlisted, paper_body(AGENCY, secret, SIZE), "guess")
    papers.check_reader(listed, secret)
    with pytest.raises(Rejected):
        papers.check_reader(unlisted, secret)
    assert papers.progress_of(unlisted, secret) == AGENCY
    assert papers.progress_of(listed, secret) is None


def test_a_site_that_left_gets_no_bytes_that_came_after_it(named: Database, papers: Papers) -> None:
    put_record(named, "session", SESSION, session_body(HQ, (COMMUNE,)))
    papers.take_over(person_at(COMMUNE), SHA256)
    assert not is_told(papers, person_at(AGENCY))
    with pytest.raises(Rejected):
        papers.progress_of(person_at(AGENCY), SHA256)


def test_the_same_paper_of_two_units_opens_in_both_sessions_once_both_sent_it(
    named: Database, papers: Papers
) -> None:
    second = person_at(ELSEWHERE)
    name(named, second, paper_body(ELSEWHERE, SHA256, SIZE, session_id=OTHER))
    for owner in (person_at(COMMUNE), second):
        assert not is_told(papers, owner)
        papers.take_over(owner, SHA256)
        assert is_told(papers, owner)


def test_papers_of_a_city_of_before_stay_open_where_their_bytes_are(
    config: CityServerConfig, named: Database
) -> None:
    name(named, person_at(COMMUNE), paper_body(COMMUNE, "f" * 64, SIZE), "not-here")
    with named.write() as session:
        session.query(SentBytesRow).delete()
        session.query(MetaRow).filter_by(name=SENDERS_NOTED).delete()
    here = config.blob_folder / SHA256[:2] / SHA256
    here.parent.mkdir(parents=True)
    here.write_bytes(b"x" * SIZE)
    for _ in range(2):
        with open_city(config) as city, city.read() as session:
            assert has_sent(session, COMMUNE, SHA256)
            assert not has_sent(session, AGENCY, SHA256)
            assert not has_sent(session, COMMUNE, "f" * 64)
    with named.write() as session:  # noted once: what came since is known
        session.query(SentBytesRow).delete()
    with open_city(config) as city, city.read() as session:
        assert not has_sent(session, COMMUNE, SHA256)
