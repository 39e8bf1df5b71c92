from dataclasses import replace
from typing import Any

import pytest

from desktop.contract.operations import ChangeOut, VerdictOut
from desktop.domain.casework.matter.case import CaseFlag
from desktop.domain.directory.site import SiteKind
from desktop.domain.ids import MinuteLineId, OperationId, SessionId, SiteId
from desktop.domain.reception.ending import SessionEnding
from desktop.domain.reception.status import SessionStatus
from desktop.domain.record.minutes import MinuteLine, MinuteLineKind
from desktop.domain.sync.operation import RecordStorage, Verdict
from desktop.store.records.items import StoredItem
from desktop.sync.records.mapping import (
    case_of,
    line_of,
    readable,
    session_of,
    site_of,
)
from desktop.sync.traffic.mapping import judged_of, operation_out, pulled_of
from tests.fakes.fake_clock import NOON
from tests.rigs.city.running_city_server import COMMUNE, HQ, case_body, session_body
from tests.samples.records import body_of
from tests.samples.store import line_operation

pytestmark = pytest.mark.unit

LINE = MinuteLine(
    id=MinuteLineId("line-1"),
    session_id=SessionId("session-1"),
    owner_site_id=SiteId("site-a"),
    at=NOON,
    speaker="Công dân A",
    kind=MinuteLineKind.STATEMENT,
    text="Kính thưa",
)
SITE = {
    "name": "UBND phường",
    "short_name": "Phường",
    "kind": "phuong",
    "unit_code": "11737",
    "address": "Số 1",
    "fallback_phone": "0225",
}


def _item(kind: str, body: dict[str, Any], **changes: Any) -> StoredItem:
    item = StoredItem(
        kind=kind,
        entity_id=f"{kind}-1",
        session_id=None,
        revision=4,
        body=body,
        storage=RecordStorage.CITY,
    )
    return replace(item, **changes)


def test_a_line_travels_and_comes_back_the_same() -> None:
    item = _item("minute_line", dict(body_of(LINE)), entity_id="line-1")

    assert line_of(item) == replace(LINE, revision=4, storage=RecordStorage.CITY)


def test_the_other_version_of_a_conflict_is_shown_once_both_are_known() -> None:
    theirs = dict(body_of(replace(LINE, text="của họ")))
    item = _item("minute_line", theirs, conflict_body=body_of(LINE))

    assert line_of(item).conflict == LINE.version
    assert line_of(replace(item, body=body_of(LINE))).conflict is None


def test_a_clash_about_who_spoke_is_shown_with_its_words() -> None:
    theirs = dict(body_of(replace(LINE, speaker="Công dân B")))
    line = line_of(_item("minute_line", theirs, conflict_body=body_of(LINE)))

    assert (line.speaker, line.conflict) == ("Công dân B", LINE.version)


def test_a_line_the_contract_cannot_carry_is_refused() -> None:
    with pytest.raises(ValueError, match="speaker"):
        body_of(replace(LINE, speaker="x" * 251))


def test_sites_cases_and_sessions_become_words_of_the_domain() -> None:
    participant = {
        "full_name": "Người Mẫu",
        "label": "Thư ký",
        "title": "",
        "agency": "",
        "role": "secretary",
        "site_id": HQ,
        "attended": True,
        "absent_reason": "",
    }
    citizen = {
        "full_name": "Công Dân Mẫu",
        "id_number": "031000000001",
        "id_issue_date": "",
        "id_issue_place": "",
        "address": "",
        "is_representative": True,
    }
    plan = session_of(
        _item("session", {**session_body(HQ, (COMMUNE,)), "participants": [participant]})
    )
    case = case_of(_item("case", {**case_body(), "citizens": [citizen]}))

    assert site_of(_item("site", SITE)).kind is SiteKind.PHUONG
    assert (plan.status, plan.site_ids) == (SessionStatus.READY, (HQ, COMMUNE))
    assert (plan.participants[0].label, len(plan.gates)) == ("Thư ký", 3)
    assert case.flags == {CaseFlag.PROLONGED}
    assert case.citizens[0].is_representative


def test_who_lets_a_late_gate_count_is_known_here_and_an_older_city_says_nobody() -> None:
    body = session_body(HQ, (COMMUNE,))
    body["gates"][0] |= {"override_by": "leader", "override_reason": "Đường bị ngập"}

    first, second, _ = session_of(_item("session", body)).gates

    assert (first.override_by, first.override_reason) == ("leader", "Đường bị ngập")
    assert (second.override_by, second.override_reason) == ("", "")


def test_how_a_session_was_ended_is_known_here_and_an_older_city_says_nothing() -> None:
    body = session_body(HQ, (COMMUNE,))
    assert session_of(_item("session", body)).ending is None
    said = {"status": "refused", "reason": "Gây rối, đã nhắc ba lần", "at": NOON.isoformat()}
    ended = session_of(_item("session", {**body, "status": "closed", "ending": said}))
    assert ended.ending == SessionEnding(
        status=SessionStatus.REFUSED, reason="Gây rối, đã nhắc ba lần", at=NOON
    )


def test_fields_a_newer_city_adds_are_ignored_at_any_depth() -> None:
    body = session_body(HQ, (COMMUNE,))
    body["weather"] = "mưa"
    body["gates"][0]["colour"] = "blue"

    assert session_of(_item("session", body)).title == body["title"]


@pytest.mark.parametrize(
    "body",
    [
        {**SITE, "kind": "space_station"},
        {**SITE, "name": None},
        {},
        {**SITE, "short_name": "x" * 25},
    ],
)
def test_what_cannot_be_read_is_passed_over_and_logged_by_id_alone(
    body: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    good = _item("site", SITE)

    assert readable([_item("site", body), good], site_of) == (site_of(good),)
    assert "site-1" in caplog.text
    assert "UBND" not in caplog.text


def test_operations_verdicts_and_changes_cross_the_border() -> None:
    operation = line_operation("a")
    out = operation_out(operation)
    judged = judged_of(VerdictOut(id="op", verdict="refused", revision=0, reason="no_right"))
    change = ChangeOut(kind="minute_line", entity_id="l", revision=3, body={"session_id": "s"})
    site = ChangeOut(kind="site", entity_id="s", revision=3, body={"session_id": 5})

    assert (out.id, out.body, out.made_at) == (operation.id, operation.body, operation.made_at)
    assert (judged.operation_id, judged.verdict) == (OperationId("op"), Verdict.REFUSED)
    assert (pulled_of(change).session_id, pulled_of(site).session_id) == ("s", None)
