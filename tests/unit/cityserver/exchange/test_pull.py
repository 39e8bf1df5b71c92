"""Pulls: everything a site may see, once, in order, and nothing else."""

import base64
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.cityserver.access.callers import Person
from desktop.cityserver.admin.city import (
    begin_epoch,
    open_city,
    put_record,
    put_records,
    reset,
)
from desktop.cityserver.admin.denunciations import change_readers
from desktop.cityserver.config.config import CityServerConfig
from desktop.cityserver.exchange import pull as changes_module
from desktop.cityserver.exchange.pull import FIRST_READ, PAGE_BYTES, Changes
from desktop.cityserver.exchange.push import Operations
from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.store.meta import note_backup, read_epoch
from desktop.cityserver.store.records.records import (
    ToldRecord,
    find_record,
    newest_revision,
    records_after,
)
from desktop.cityserver.store.tables.audit import AuditRow
from desktop.cityserver.store.tables.records import EntityRow
from desktop.contract.operations import OperationIn
from desktop.contract.problem import ProblemCode
from desktop.contract.version import MAX_CHANGES_PER_PULL
from desktop.domain.access.person import Role
from desktop.domain.ids import SiteId, UserId
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.city_keeper import Keeper
from tests.rigs.city.city_people import person_at, pulled
from tests.rigs.city.city_room import operation
from tests.rigs.city.running_city_server import (
    AGENCY,
    CASE,
    CLERK,
    COMMUNE,
    ELSEWHERE,
    ELSEWHERE_SESSION,
    HQ,
    OTHER_CASE,
    SESSION,
    STRICT_SESSION,
    case_body,
    line_body,
    session_body,
)
from tests.rigs.system.few_examples import few_examples

pytestmark = pytest.mark.unit

Seen = dict[tuple[str, str], object]
SEEN_ELSEWHERE = {
    ("session", ELSEWHERE_SESSION),
    ("case", OTHER_CASE),
    ("site", ELSEWHERE),
    ("site", AGENCY),
}


def pull_all(changes: Changes, site_id: SiteId, cursor: str = "") -> tuple[Seen, str]:
    seen: Seen = {}
    while True:
        answer = pulled(changes, person_at(site_id), cursor)
        for one in answer.changes:
            seen[one.kind, one.entity_id] = one.body
        cursor = answer.cursor
        if not answer.has_more:
            return seen, cursor


def push_line(
    city: Database, site_id: SiteId, line_id: str, session_id: str = SESSION, *, text: str = ""
) -> int:
    body = line_body(site_id, text or f"lời của {site_id}", session_id=session_id)
    one = OperationIn.model_validate(operation("minute_line", line_id, body))
    who = Person(user_id=UserId("u"), role=Role.HQ_CLERK, site_id=site_id, family_id="f")
    operations = Operations(database=city, clock=FakeClock())
    (verdict,) = operations.push(who, [one]).answer.verdicts
    assert verdict.verdict == "accepted"
    return verdict.revision


def record(city: Database, kind: str, entity_id: str) -> dict[str, Any]:
    with city.read() as session:
        row = find_record(session, kind, entity_id)
        assert row is not None
        return dict(row.body)


def of_others(*with_seat: SiteId) -> dict[str, Any]:
    """A session of ELSEWHERE and AGENCY with a citizen, and of these sites too."""
    told = {"title": "", "agency": "", "attended": True, "absent_reason": ""}
    people = [
        {"full_name": name, "label": name, "role": role, "site_id": AGENCY, **told}
        for name, role in (("Cán bộ Mẫu", "chair"), ("Lê Văn Mẫu", "citizen"))
    ]
    body = session_body(ELSEWHERE, (AGENCY, *with_seat), case_id=OTHER_CASE)
    return body | {"participants": people}


def titles(seen: Seen) -> list[object]:
    bodies = [body for (kind, _), body in seen.items() if kind == "session"]
    return [body["title"] for body in bodies if isinstance(body, dict)]


def read_subjects(city: Database, site_id: SiteId) -> set[str]:
    """Of what the log says that somebody there has read it."""
    with city.read() as session:
        rows = session.scalars(select(AuditRow).where(AuditRow.site_id == site_id))
        return {row.subject_id for row in rows if row.action == "read"}


def test_a_site_sees_its_sessions_their_cases_and_their_sites(city: Database) -> None:
    seen, _ = pull_all(Changes(database=city, clock=FakeClock()), ELSEWHERE)
    assert set(seen) == SEEN_ELSEWHERE


def test_a_cursor_brings_only_what_came_after_it(city: Database) -> None:
    changes = Changes(database=city, clock=FakeClock())
    _, cursor = pull_all(changes, HQ)
    assert pull_all(changes, HQ, cursor) == ({}, cursor)
    revision = push_line(city, COMMUNE, "line-1")
    answer = pulled(changes, person_at(HQ), cursor)
    assert [(one.entity_id, one.revision) for one in answer.changes] == [("line-1", revision)]
    assert not answer.has_more


def test_every_answer_says_what_is_safe(city: Database, clock: FakeClock) -> None:
    changes = Changes(database=city, clock=clock)
    assert pulled(changes, person_at(HQ), "").safe_revision == 0
    with city.write() as session:
        note_backup(session, made_at=clock.now(), safe_revision=3)
    assert pulled(changes, person_at(HQ), "").safe_revision == 3
    line = operation("minute_line", "line-1", line_body(HQ))
    who = Person(user_id=UserId("u"), role=Role.HQ_CLERK, site_id=HQ, family_id="f")
    pushed = Operations(database=city, clock=clock).push(who, [OperationIn.model_validate(line)])
    assert pushed.answer.safe_revision == 3


def test_lines_of_other_sessions_are_not_told(city: Database) -> None:
    push_line(city, COMMUNE, "line-strict", STRICT_SESSION)
    seen, _ = pull_all(Changes(database=city, clock=FakeClock()), AGENCY)
    assert ("minute_line", "line-strict") not in seen


def test_a_site_invited_later_gets_what_was_written_before(city: Database) -> None:
    changes = Changes(database=city, clock=FakeClock())
    push_line(city, COMMUNE, "line-1", STRICT_SESSION)
    _, cursor = pull_all(changes, ELSEWHERE)
    put_record(city, "session", STRICT_SESSION, session_body(HQ, (COMMUNE, ELSEWHERE)))
    seen, _ = pull_all(changes, ELSEWHERE, cursor)
    assert {
        ("session", STRICT_SESSION),
        ("minute_line", "line-1"),
        ("case", CASE),
        ("site", HQ),
        ("site", COMMUNE),
    } <= set(seen)


def test_a_site_no_longer_invited_is_told_nothing_more(city: Database) -> None:
    changes = Changes(database=city, clock=FakeClock())
    _, cursor = pull_all(changes, AGENCY)
    put_record(city, "session", SESSION, session_body(HQ, (COMMUNE,)))
    push_line(city, COMMUNE, "line-1")
    seen, _ = pull_all(changes, AGENCY, cursor)
    assert ("minute_line", "line-1") not in seen
    assert ("session", SESSION) not in pull_all(changes, AGENCY)[0]


def test_who_was_named_wrongly_is_not_told_the_case_of_the_corrected_plan(city: Database) -> None:
    """Named and taken out before it ever pulled, and what IT wrote after that."""
    put_record(city, "session", STRICT_SESSION, session_body(HQ, (COMMUNE, ELSEWHERE)))
    put_record(city, "session", STRICT_SESSION, session_body(HQ, (COMMUNE,)))
    put_record(city, "case", CASE, {**case_body(), "title": "Viết sau khi sửa"})
    changes = Changes(database=city, clock=FakeClock())
    assert set(pull_all(changes, ELSEWHERE)[0]) == SEEN_ELSEWHERE
    assert ("case", CASE) in pull_all(changes, COMMUNE)[0]


def test_who_left_a_session_is_told_nothing_of_its_case_in_a_new_epoch(city: Database) -> None:
    changes = Changes(database=city, clock=FakeClock())
    put_record(city, "session", STRICT_SESSION, session_body(HQ, (COMMUNE, ELSEWHERE)))
    _, cursor = pull_all(changes, ELSEWHERE)
    put_record(city, "session", STRICT_SESSION, session_body(HQ, (COMMUNE,)))
    put_record(city, "case", CASE, {**case_body(), "title": "Viết sau khi sửa"})
    assert pull_all(changes, ELSEWHERE, cursor)[0] == {}
    begin_epoch(city)
    with pytest.raises(Rejected):
        pulled(changes, person_at(ELSEWHERE), cursor)
    assert set(pull_all(changes, ELSEWHERE)[0]) == SEEN_ELSEWHERE


def test_a_restored_city_does_not_tell_what_was_taken_back_before_the_backup(
    keeper: Keeper,
) -> None:
    put_record(keeper.city, "session", STRICT_SESSION, session_body(HQ, (COMMUNE, ELSEWHERE)))
    put_record(keeper.city, "session", STRICT_SESSION, session_body(HQ, (COMMUNE,)))
    keeper.back_up()
    keeper.restore()
    changes = Changes(database=keeper.city, clock=FakeClock())
    assert set(pull_all(changes, ELSEWHERE)[0]) == SEEN_ELSEWHERE


def test_a_case_put_into_a_wrong_session_is_told_no_more_to_its_sites(city: Database) -> None:
    body = session_body(ELSEWHERE, (AGENCY,), case_id=OTHER_CASE)
    both = {**body, "case_ids": [OTHER_CASE, CASE]}
    put_record(city, "session", ELSEWHERE_SESSION, both)
    changes = Changes(database=city, clock=FakeClock())
    assert ("case", CASE) in pull_all(changes, ELSEWHERE)[0]
    put_record(city, "session", ELSEWHERE_SESSION, body)
    assert set(pull_all(changes, ELSEWHERE)[0]) == SEEN_ELSEWHERE
    # the agency has it from another session
    assert {("case", CASE), ("case", OTHER_CASE)} <= set(pull_all(changes, AGENCY)[0])


def test_a_case_and_a_site_stay_where_another_session_brings_them(city: Database) -> None:
    put_record(city, "session", SESSION, session_body(HQ, (AGENCY,)))
    seen, _ = pull_all(Changes(database=city, clock=FakeClock()), COMMUNE)
    assert {("case", CASE), ("site", HQ), ("session", STRICT_SESSION)} <= set(seen)
    assert not {("site", AGENCY), ("session", SESSION)} & set(seen)
    there, _ = pull_all(Changes(database=city, clock=FakeClock()), AGENCY)
    assert ("site", COMMUNE) not in there


def test_headquarters_knows_every_site_before_it_plans_with_one(city: Database) -> None:
    changes = Changes(database=city, clock=FakeClock())
    seen, cursor = pull_all(changes, HQ)
    assert ("site", ELSEWHERE) in seen
    with city.read() as session:
        row = find_record(session, "site", ELSEWHERE)
        assert row is not None
        body = dict(row.body)
    put_record(city, "site", ELSEWHERE, body | {"address": "Số 1 phố Mẫu"})
    put_record(city, "site", "site-new", body | {"name": "Xã Mới Mẫu"})
    seen, cursor = pull_all(changes, HQ, cursor)
    assert set(seen) == {("site", ELSEWHERE), ("site", "site-new")}
    put_record(city, "session", STRICT_SESSION, session_body(HQ, (COMMUNE, ELSEWHERE)))
    put_record(city, "session", STRICT_SESSION, session_body(HQ, (COMMUNE,)))
    assert ("site", ELSEWHERE) in pull_all(changes, HQ)[0]
    assert ("site", HQ) not in pull_all(changes, ELSEWHERE)[0]


def test_headquarters_is_told_that_there_is_a_session_of_others_and_not_what_it_hears(
    city: Database,
) -> None:
    changes = Changes(database=city, clock=FakeClock())
    put_record(city, "session", ELSEWHERE_SESSION, of_others())
    seen, cursor = pull_all(changes, HQ)
    stored = record(city, "session", ELSEWHERE_SESSION)
    told = seen["session", ELSEWHERE_SESSION]
    assert isinstance(told, dict)
    assert {key for key in stored if told[key] != stored[key]} == {"title", "participants"}
    assert told["title"] == stored["code"]
    assert {one["role"] for one in told["participants"]} == {"chair"}
    push_line(city, ELSEWHERE, "line-1", ELSEWHERE_SESSION)
    assert pull_all(changes, HQ, cursor)[0] == {}
    assert not {("case", OTHER_CASE), ("minute_line", "line-1")} & set(pull_all(changes, HQ)[0])
    assert read_subjects(city, HQ) >= {SESSION, CASE}
    assert not read_subjects(city, HQ) & {ELSEWHERE_SESSION, OTHER_CASE}


def test_headquarters_that_gets_a_seat_is_told_all_and_without_it_the_state_alone(
    city: Database,
) -> None:
    changes = Changes(database=city, clock=FakeClock())
    place, case = ("session", ELSEWHERE_SESSION), ("case", OTHER_CASE)
    push_line(city, ELSEWHERE, "line-1", ELSEWHERE_SESSION)
    before, with_seat = of_others(), of_others(HQ)
    put_record(city, *place, before)
    _, cursor = pull_all(changes, HQ)
    put_record(city, *place, with_seat)
    seen, cursor = pull_all(changes, HQ, cursor)
    assert {place, case, ("minute_line", "line-1")} <= set(seen)
    assert titles(seen) == [with_seat["title"]]
    put_record(city, *place, before)
    push_line(city, ELSEWHERE, "line-2", ELSEWHERE_SESSION)
    seen, _ = pull_all(changes, HQ, cursor)
    assert set(seen) == {place}
    assert titles(seen) == [before["code"]]
    again = set(pull_all(changes, HQ)[0])
    assert place in again
    assert not {case, ("minute_line", "line-1"), ("minute_line", "line-2")} & again


def test_a_session_without_a_seat_is_told_once_however_many_people_sit_there(
    city: Database,
) -> None:
    changes = Changes(database=city, clock=FakeClock())
    cursor = pulled(changes, person_at(HQ)).cursor
    assert pulled(changes, person_at(HQ, Role.OBSERVER), cursor).changes == ()


def test_a_session_of_a_denunciation_is_told_to_who_is_listed_at_headquarters_alone(
    city: Database,
) -> None:
    changes = Changes(database=city, clock=FakeClock())
    put_record(city, "case", OTHER_CASE, {**case_body(), "petition_type": "denunciation"})
    assert ("session", ELSEWHERE_SESSION) not in pull_all(changes, HQ)[0]
    change_readers(city, OTHER_CASE, add=[CLERK])
    listed = pulled(changes, person_at(HQ, user_id=CLERK)).changes
    (told,) = (one for one in listed if one.entity_id == ELSEWHERE_SESSION)
    # by this the PC keeps it from who sits down there next
    assert told.body["denunciations"] == [OTHER_CASE]
    assert OTHER_CASE not in {one.entity_id for one in listed}


def test_every_session_is_told_to_who_becomes_headquarters_and_no_more_to_who_was_it(
    city: Database,
) -> None:
    body = record(city, "site", ELSEWHERE)
    put_record(city, "site", ELSEWHERE, body | {"kind": "headquarters"})
    changes = Changes(database=city, clock=FakeClock())
    seen, _ = pull_all(changes, ELSEWHERE)
    assert {("session", SESSION), ("session", STRICT_SESSION)} <= set(seen)
    assert ("case", CASE) not in seen
    put_record(city, "site", ELSEWHERE, body)
    assert set(pull_all(changes, ELSEWHERE)[0]) == SEEN_ELSEWHERE


def test_every_site_is_told_to_who_becomes_headquarters_and_no_more_to_who_was_it(
    city: Database,
) -> None:
    with city.read() as session:
        row = find_record(session, "site", ELSEWHERE)
        assert row is not None
        body = dict(row.body)
    put_record(city, "site", ELSEWHERE, body | {"kind": "headquarters"})
    changes = Changes(database=city, clock=FakeClock())
    assert {("site", HQ), ("site", COMMUNE)} <= set(pull_all(changes, ELSEWHERE)[0])
    put_record(city, "site", ELSEWHERE, body)
    assert set(pull_all(changes, ELSEWHERE)[0]) == SEEN_ELSEWHERE


def test_who_comes_back_is_told_the_case_again(city: Database) -> None:
    changes = Changes(database=city, clock=FakeClock())
    invited, dismissed = session_body(HQ, (COMMUNE, ELSEWHERE)), session_body(HQ, (COMMUNE,))
    put_record(city, "session", STRICT_SESSION, invited)
    _, cursor = pull_all(changes, ELSEWHERE)
    put_record(city, "session", STRICT_SESSION, dismissed)
    put_record(city, "session", STRICT_SESSION, invited)
    seen, _ = pull_all(changes, ELSEWHERE, cursor)
    assert {("session", STRICT_SESSION), ("case", CASE), ("site", HQ)} <= set(seen)


def test_one_transaction_may_invite_dismiss_and_invite_again(city: Database) -> None:
    invited, dismissed = session_body(HQ, (COMMUNE, ELSEWHERE)), session_body(HQ, (COMMUNE,))
    put_records(
        city,
        [
            ("session", "session-new", invited),
            ("session", "session-new", dismissed),
            ("session", "session-new", invited),
            ("session", "session-other", invited),
            ("session", "session-other", dismissed),
        ],
    )
    seen, _ = pull_all(Changes(database=city, clock=FakeClock()), ELSEWHERE)
    assert ("session", "session-new") in seen
    assert ("session", "session-other") not in seen


def test_a_changed_case_is_told_to_the_sites_of_its_sessions(city: Database) -> None:
    changes = Changes(database=city, clock=FakeClock())
    cursors = {site: pull_all(changes, site)[1] for site in (HQ, COMMUNE, ELSEWHERE)}
    put_record(city, "case", CASE, {**case_body(), "title": "Tên mới"})
    told = {site: set(pull_all(changes, site, cursor)[0]) for site, cursor in cursors.items()}
    assert told == {HQ: {("case", CASE)}, COMMUNE: {("case", CASE)}, ELSEWHERE: set()}


def test_a_session_may_come_before_its_cases(city: Database) -> None:
    changes = Changes(database=city, clock=FakeClock())
    body = session_body(ELSEWHERE, (AGENCY,), case_id="case-late")
    put_record(city, "session", "session-new", body)
    _, cursor = pull_all(changes, ELSEWHERE)
    put_record(city, "case", "case-late", case_body())
    assert set(pull_all(changes, ELSEWHERE, cursor)[0]) == {("case", "case-late")}


def test_a_long_list_comes_in_pages_without_gap_or_double(city: Database) -> None:
    changes = Changes(database=city, clock=FakeClock())
    cases = [f"case-{number}" for number in range(MAX_CHANGES_PER_PULL + 7)]
    put_records(city, (("case", case_id, case_body()) for case_id in cases))
    body = session_body(ELSEWHERE, (AGENCY,))
    for start in range(0, len(cases), 50):
        put_record(
            city,
            "session",
            f"session-{start}",
            {**body, "case_ids": cases[start : start + 50]},
        )
    first = pulled(changes, person_at(ELSEWHERE), "")
    assert (len(first.changes), first.has_more) == (MAX_CHANGES_PER_PULL, True)
    rest = pulled(changes, person_at(ELSEWHERE), first.cursor)
    told = [(one.kind, one.entity_id) for one in (*first.changes, *rest.changes)]
    assert len(told) == len(set(told))
    assert {("case", case_id) for case_id in cases} <= set(told)


def test_large_records_come_in_pages_that_a_thin_line_brings(city: Database) -> None:
    sizes = [60_000] * 9 + [PAGE_BYTES + 1_000] + [60_000] * 2 + [100] * 150 + [240_000] * 2
    cases = {f"case-{number:03}": size for number, size in enumerate(sizes)}
    body = session_body(ELSEWHERE, (AGENCY,))
    for start in range(0, len(cases), 50):
        ids = list(cases)[start : start + 50]
        put_record(city, "session", f"session-{start}", {**body, "case_ids": ids})
    changes = Changes(database=city, clock=FakeClock())
    cursor = pull_all(changes, ELSEWHERE)[1]
    put_records(city, (("case", name, case_body()) for name in cases))
    with city.write() as session:
        for name, size in cases.items():
            grown = {**case_body(), "request": "ầ" * (size // 3)}
            session.get_one(EntityRow, ("case", name)).body = grown

    pages = []
    while True:
        answer = pulled(changes, person_at(ELSEWHERE), cursor)
        assert answer.changes
        pages.append([one.entity_id for one in answer.changes])
        cursor = answer.cursor
        if not answer.has_more:
            break
    assert [name for page in pages for name in page] == list(cases), "once, and in order"
    assert ["case-009"] in pages, "larger than a page, it comes alone"
    assert [len(page) for page in pages] == [4, 4, 1, 1, 152, 1, 1]
    assert pulled(changes, person_at(ELSEWHERE), cursor).changes == ()


def test_of_large_records_no_more_are_read_than_a_page_may_need(
    city: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = list[int]()

    def note(session: Session, site_id: SiteId, revision: int, limit: int) -> list[ToldRecord]:
        asked.append(limit)
        return records_after(session, site_id, revision, limit)

    monkeypatch.setattr(changes_module, "records_after", note)
    text = "x" * 5_000
    for number in range(80):
        push_line(city, COMMUNE, f"line-{number}", text=text)
    asked.clear()
    changes = Changes(database=city, clock=FakeClock())
    assert pulled(changes, person_at(COMMUNE)).has_more
    assert asked[0] == FIRST_READ
    assert sum(asked) < 80


def test_a_body_of_an_older_city_is_told_in_letters_and_not_in_six_times_as_many_signs(
    city: Database,
) -> None:
    push_line(city, COMMUNE, "line-1")
    with city.write() as session:
        body = session.get_one(EntityRow, ("minute_line", "line-1")).body
        older = json.dumps(body)
        assert "\\u" in older
        update = "UPDATE entity SET body = ? WHERE entity_id = 'line-1'"
        session.connection().exec_driver_sql(update, (older,))
    changes = Changes(database=city, clock=FakeClock())
    text = changes.pull(person_at(HQ), "")
    assert "\\u" not in text
    assert json.dumps(body, ensure_ascii=False, separators=(",", ":")) in text


@pytest.mark.parametrize("cursor", ["x", "💥", "AAAA", "bm9uZXw1", "fHw=", "." * 50])
def test_an_unknown_cursor_is_gone(city: Database, cursor: str) -> None:
    with pytest.raises(Rejected) as rejected:
        pulled(Changes(database=city, clock=FakeClock()), person_at(HQ), cursor)
    assert rejected.value.code is ProblemCode.GONE


def test_a_cursor_of_another_epoch_is_gone(config: CityServerConfig, city: Database) -> None:
    changes = Changes(database=city, clock=FakeClock())
    _, cursor = pull_all(changes, HQ)
    reset(config, city)
    with pytest.raises(Rejected):
        pulled(changes, person_at(HQ), cursor)
    assert pulled(changes, person_at(HQ), "").changes == ()


def test_a_cursor_ahead_of_a_restored_copy_is_gone(
    config: CityServerConfig,
    city: Database,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with city.write() as session:
        session.connection().exec_driver_sql("PRAGMA user_version")
    copy = tmp_path / "older"
    shutil.copytree(config.folder, copy)
    push_line(city, COMMUNE, "line-1")
    _, cursor = pull_all(Changes(database=city, clock=FakeClock()), HQ)
    with open_city(CityServerConfig(folder=copy)) as older, pytest.raises(Rejected):
        pulled(Changes(database=older, clock=FakeClock()), person_at(HQ), cursor)
    assert "audit log has lost an entry" in caplog.text


def test_a_room_of_the_version_before_pulls_anew_and_misses_nothing(city: Database) -> None:
    changes = Changes(database=city, clock=FakeClock())
    before, _ = pull_all(changes, HQ)
    with city.read() as session:
        epoch, revision = read_epoch(session), newest_revision(session)
    plain = f"{epoch}|{revision}|{revision}||0|".encode()
    push_line(city, COMMUNE, "line-1")
    with pytest.raises(Rejected) as rejected:
        pulled(changes, person_at(HQ), base64.urlsafe_b64encode(plain).decode())
    assert rejected.value.code is ProblemCode.GONE  # to which a room answers with an empty cursor
    seen, _ = pull_all(changes, HQ)
    assert set(seen) == {*before, ("minute_line", "line-1")}


@contextmanager
def fresh_city(seeded_folder: Path) -> Iterator[Database]:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(seeded_folder, Path(folder) / "city")
        with open_city(CityServerConfig(folder=Path(folder) / "city")) as database:
            yield database


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("push"), st.sampled_from([HQ, COMMUNE, AGENCY]), st.integers(0, 4)),
        st.tuples(st.just("pull"), st.sampled_from([HQ, COMMUNE, AGENCY]), st.booleans()),
    ),
    max_size=30,
)


@few_examples()
@given(steps=STEPS)
def test_any_order_of_pushes_and_pulls_shows_every_site_the_same_lines(
    steps: list[tuple[str, SiteId, int]], seeded_folder: Path
) -> None:
    with fresh_city(seeded_folder) as city:
        changes = Changes(database=city, clock=FakeClock())
        cursors = dict.fromkeys((HQ, COMMUNE, AGENCY), "")
        seen: dict[SiteId, Seen] = {site: {} for site in cursors}
        revisions: list[int] = []
        for action, site, number in steps:
            if action == "push":
                revisions.append(push_line(city, site, f"{site}-{number}-{len(revisions)}"))
            else:
                answer, cursor = pull_all(changes, site, cursors[site])
                seen[site] |= answer
                # An answer that was swallowed: the cursor stays, the same comes again.
                cursors[site] = cursor if number else cursors[site]
        for site, cursor in cursors.items():
            seen[site] |= pull_all(changes, site, cursor)[0]
        assert revisions == sorted(set(revisions))
        lines = [{key for key in seen[site] if key[0] == "minute_line"} for site in cursors]
        assert lines[0] == lines[1] == lines[2]
        assert len(lines[0]) == len(revisions)
