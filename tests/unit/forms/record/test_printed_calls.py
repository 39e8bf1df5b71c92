"""The minutes say of every agency that was rung when, and what came of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.conduct.calls.agency_call import AgencyCall, CallStage, CallTarget
from desktop.domain.conduct.roll_call import AddedPerson, RollCall, RollMark, RollNote, with_note
from desktop.domain.conduct.session_timeline import SessionTimeline
from desktop.domain.ids import CallId, PersonId, SiteId
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reception.participant import ParticipantRole
from desktop.forms.layout.blocks import Body, Signatures
from desktop.forms.record.minutes_layout import lay_out_minutes
from desktop.forms.record.minutes_sources import build_minutes_document
from desktop.forms.record.minutes_wording import load_minutes_wording
from tests.paths import ROOT
from tests.samples import minutes as sample
from tests.samples.calls import a_call

pytestmark = pytest.mark.unit

WORDING = load_minutes_wording(ROOT / "resources" / "forms" / "minutes-v1.json")
AT = sample.OPENED_AT


def test_who_left_by_its_own_press_is_printed_so() -> None:
    call = a_call(
        SiteId("agency"),
        "Sở Xây dựng",
        AT,
        stage=CallStage.LET_GO,
        answered_at=AT,
        ended_at=AT + timedelta(minutes=3),
        left_itself=True,
    )
    form = lay_out_minutes(
        build_minutes_document(replace(sample.sources(), calls=(call,))), WORDING
    )
    (text,) = [one.text for one in form.blocks if isinstance(one, Body) and "Mời Sở" in one.text]
    assert ", tự rời buổi tiếp lúc " in text


CALLED, GUEST = SiteId("called-in"), SiteId("guest-1")
LATER = AT + timedelta(minutes=30)


def of(
    site_id: SiteId, name: str, stage: CallStage, target: CallTarget = CallTarget.SITE
) -> AgencyCall:
    """Accepted a minute after the opening; half an hour later it had gone, if it has."""
    ended_at = LATER if stage is CallStage.LET_GO else None
    answered_at = AT + timedelta(minutes=1)
    call = a_call(site_id, name, AT, stage=stage, answered_at=answered_at, ended_at=ended_at)
    return replace(call, target=target)


def printed(*calls: AgencyCall, roll: RollCall | None = None) -> tuple[list[str], list[str]]:
    """Every text, and what is signed for sites."""
    given = sample.sources()
    course = given.course or SessionTimeline()
    document = build_minutes_document(
        replace(given, calls=calls, course=replace(course, roll=roll))
    )
    blocks = lay_out_minutes(document, WORDING).blocks
    boxes = [box.title for one in blocks if isinstance(one, Signatures) for box in one.boxes]
    return [one.text for one in blocks if isinstance(one, Body)], boxes[len(WORDING.signatures) :]


@pytest.mark.parametrize("roll", [None, RollCall()])
def test_who_was_called_in_is_among_the_sites_with_when_it_was_there(roll: RollCall | None) -> None:
    texts, boxes = printed(
        of(CALLED, "Sở Tài chính", CallStage.JOINED),
        of(GUEST, "Thanh tra Bộ Mẫu", CallStage.JOINED, CallTarget.GUEST),
        of(SiteId("gone"), "Sở Xây dựng", CallStage.LET_GO),
        of(SiteId("no"), "Sở Nội vụ", CallStage.REFUSED),
        roll=roll,
    )
    (place,) = (one for one in texts if one.startswith("Địa điểm:"))
    assert place.endswith("Sở Tài chính, Thanh tra Bộ Mẫu, Sở Xây dựng.")
    sites = [one for one in texts if one.startswith("Điểm cầu ")]
    added = "(mời thêm khi buổi tiếp đang diễn ra; trong buổi tiếp từ 08 giờ 32 phút"
    assert sites[-3:] == [
        f"Điểm cầu Sở Tài chính {added}):",
        f"Điểm cầu Thanh tra Bộ Mẫu {added}):",
        f"Điểm cầu Sở Xây dựng {added} đến 09 giờ 01 phút):",
    ]
    assert "Điểm cầu UBND xã An Lão:" in sites, "of the plan"
    assert not any("Sở Nội vụ" in one for one in sites)
    signed = " ".join(boxes)
    assert "SỞ TÀI CHÍNH" in signed
    assert "BỘ MẪU" not in signed, "a guest has no minutes"
    assert "XÂY DỰNG" not in signed, "it had gone before they were read"


def test_who_was_called_twice_stands_once_with_both_times() -> None:
    again = replace(
        of(CALLED, "Sở Tài chính", CallStage.JOINED), id=CallId("c2"), answered_at=LATER
    )
    texts, boxes = printed(of(CALLED, "Sở Tài chính", CallStage.LET_GO), again)
    (site,) = (one for one in texts if one.startswith("Điểm cầu Sở Tài chính"))
    assert "từ 08 giờ 32 phút đến 09 giờ 01 phút; từ 09 giờ 01 phút):" in site
    assert "SỞ TÀI CHÍNH" in " ".join(boxes)


def test_who_only_listens_signs_nothing() -> None:
    _, boxes = printed(of(CALLED, "Sở Tài chính", CallStage.LISTENING))
    assert "SỞ TÀI CHÍNH" not in " ".join(boxes)


def test_people_of_who_was_called_in_are_printed_there_and_never_as_late() -> None:
    names = ("Cán bộ Một Mẫu", "Cán bộ Hai Mẫu", "Cán bộ Ba Mẫu")
    people = tuple(
        AddedPerson(
            person_id=PersonId(name),
            site_id=CALLED,
            full_name=name,
            role=ParticipantRole.AGENCY_REPRESENTATIVE,
        )
        for name in names
    )
    roll = RollCall(added=people)
    notes = {
        names[0]: (RollMark.LATE, AT + timedelta(minutes=2), None),
        names[1]: (RollMark.LEFT, AT + timedelta(minutes=2), LATER),
    }
    for name, (mark, came_at, left_at) in notes.items():
        note = RollNote(
            person_id=PersonId(name), mark=mark, noted_at=AT, by_site_id=sample.HQ,
            came_at=came_at, left_at=left_at,
        )  # fmt: skip
        roll = with_note(roll, note)
    texts, _ = printed(of(CALLED, "Sở Tài chính", CallStage.LET_GO), roll=roll)
    place = texts.index(next(one for one in texts if one.startswith("Điểm cầu Sở Tài chính")))
    assert texts[place + 1 : place + 4] == [
        f"- {names[0]}, đại diện cơ quan; vào buổi tiếp lúc 08 giờ 33 phút.",
        (
            f"- {names[1]}, đại diện cơ quan; vào buổi tiếp lúc 08 giờ 33 phút, "
            "ra về lúc 09 giờ 01 phút."
        ),
        f"- {names[2]}, đại diện cơ quan; chưa điểm danh.",
    ]


@pytest.mark.parametrize("stage", CallStage)
def test_each_outcome_of_a_call_is_printed(stage: CallStage) -> None:
    call = a_call(
        SiteId("agency"),
        "Sở Xây dựng",
        AT,
        stage=stage,
        answered_at=AT + timedelta(minutes=1),
        joined_at=AT + timedelta(minutes=2),
        ended_at=AT + timedelta(minutes=3),
        reason="Đang họp.",
    )
    form = lay_out_minutes(
        build_minutes_document(replace(sample.sources(), calls=(call,))), WORDING
    )
    texts = [one.text for one in form.blocks if isinstance(one, Body)]
    (text,) = [one for one in texts if one.startswith("Mời Sở Xây dựng tham gia")]
    assert f"{AT.astimezone(LOCAL_ZONE):%H} giờ" in text
    assert WORDING.call_outcomes[stage].split("{")[0].strip() in text
    assert "{" not in text
    assert text.endswith(".")
    assert not text.endswith("..")
