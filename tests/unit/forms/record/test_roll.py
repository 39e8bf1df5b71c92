"""Part I of the minutes where the roll was called: what was noted, and nothing else."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.access.person import Role
from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.conduct.announcement import Announced, Announcement
from desktop.domain.conduct.roll_call import (
    AddedPerson,
    RollCall,
    RollMark,
    RollNote,
    person_ids,
    with_note,
)
from desktop.domain.conduct.session_timeline import SessionTimeline
from desktop.domain.ids import PersonId, SiteId
from desktop.domain.reception.participant import DENOUNCER_ALIAS, ParticipantRole
from desktop.forms.layout.blocks import Body, Heading, Signatures
from desktop.forms.record.minutes_layout import lay_out_minutes
from desktop.forms.record.minutes_sources import MinutesSources, build_minutes_document
from desktop.forms.record.minutes_wording import load_minutes_wording
from tests.paths import ROOT
from tests.samples import minutes as sample
from tests.samples.roll import everybody_there

pytestmark = pytest.mark.unit

WORDING = load_minutes_wording(ROOT / "resources" / "forms" / "minutes-v1.json")
AT = sample.OPENED_AT
PEOPLE = sample.participants()
CHAIR, SECRETARY, ADVISER, OFFICER, CITIZEN, AGENT, AWAY = person_ids(PEOPLE)
ALL = everybody_there(PEOPLE, by=sample.HQ, at=AT)
NAMES = ("Lãnh đạo Mẫu", "Chuyên viên Mẫu", "Cán bộ Mẫu", "Nguyễn Thị Mẫu", "Cán bộ Sở Mẫu")


def note(person_id: PersonId, mark: RollMark, **parts: object) -> RollNote:
    made = RollNote(person_id=person_id, mark=mark, noted_at=AT, by_site_id=sample.HQ)
    return replace(made, **parts)  # type: ignore[arg-type]


def sources(
    roll: RollCall | None, announced: tuple[Announced, ...] | None = None
) -> MinutesSources:
    given = sample.sources()
    course = given.course or SessionTimeline()
    return replace(given, course=replace(course, roll=roll, announced=announced))


def printed(roll: RollCall | None, announced: tuple[Announced, ...] | None = None) -> list[str]:
    """Part I."""
    form = lay_out_minutes(build_minutes_document(sources(roll, announced)), WORDING)
    blocks = list(form.blocks)
    parts = [place for place, one in enumerate(blocks) if isinstance(one, Heading) and one.is_part]
    first = blocks[parts[0] : parts[1]]
    return [one.text for one in first if isinstance(one, Heading | Body)]


def line_of(text: list[str], name: str) -> str:
    (found,) = (one for one in text if name in one)
    return found


def test_of_whom_nothing_was_noted_it_is_said_that_nothing_was() -> None:
    text = printed(RollCall())
    assert text[0] == "I. THÀNH PHẦN"
    for name in NAMES:
        assert "; chưa điểm danh" in line_of(text, name)
    assert not any("có mặt" in one for one in text)
    assert text[-1].startswith("5. Vắng mặt (nếu có; họ tên, lý do): …")


def test_who_was_noted_as_there_is_said_to_be_and_nobody_else() -> None:
    text = printed(with_note(RollCall(), note(CHAIR, RollMark.PRESENT)))
    assert text[1].endswith("; có mặt.")
    assert sum("có mặt" in one for one in text) == 1


@pytest.mark.parametrize("mark", list(RollMark))
def test_each_mark_is_printed_with_its_reason_and_its_times(mark: RollMark) -> None:
    later = AT + timedelta(minutes=9)
    times: dict[RollMark, dict[str, object]] = {
        RollMark.LATE: {"came_at": later},
        RollMark.LEFT: {"left_at": later},
        RollMark.ABSENT: {"reason": "Ốm."},
    }
    text = printed(with_note(ALL, note(AGENT, mark, **times.get(mark, {}))))
    said = line_of(text, "Cán bộ Sở Mẫu")
    expected = {
        RollMark.PRESENT: "; có mặt.",
        RollMark.ABSENT: "; có lý do: Ốm.",
        RollMark.LATE: "; đến muộn lúc 08 giờ 40 phút.",
        RollMark.LEFT: "; có mặt, ra về lúc 08 giờ 40 phút.",
    }
    assert said.endswith(expected[mark])


def test_who_came_late_and_left_has_both_times() -> None:
    both = note(
        AGENT,
        RollMark.LEFT,
        came_at=AT + timedelta(minutes=9),
        left_at=AT + timedelta(minutes=29),
    )
    said = line_of(printed(with_note(ALL, both)), "Cán bộ Sở Mẫu")
    assert said.endswith("; đến muộn lúc 08 giờ 40 phút, ra về lúc 09 giờ 00 phút.")


def test_who_is_absent_stands_in_its_own_place_also_the_chair() -> None:
    roll = with_note(ALL, note(CHAIR, RollMark.ABSENT, reason="Họp ở Bộ"))
    roll = with_note(roll, note(AWAY, RollMark.ABSENT))
    text = printed(roll)
    place = text.index("5. Vắng mặt:")
    assert text[1].endswith("; vắng mặt.")
    assert text[place + 1].startswith("- Lãnh đạo Mẫu")
    assert text[place + 1].endswith("có lý do: Họp ở Bộ.")
    assert "Mặt trận Mẫu" in text[place + 2]
    assert "lý do: ……" in text[place + 2]
    assert len([one for one in text if "Mặt trận Mẫu" in one]) == 1


def test_only_a_whole_roll_says_that_nobody_is_absent() -> None:
    assert "5. Vắng mặt: không có." in printed(ALL)
    one_missing = replace(ALL, notes=ALL.notes[1:])
    assert "5. Vắng mặt: không có." not in printed(one_missing)


def test_a_citizen_keeps_the_papers_and_is_said_to_be_there_beside_them() -> None:
    said = line_of(printed(ALL), "Nguyễn Thị Mẫu")
    assert said.startswith("- Ông (bà) Nguyễn Thị Mẫu")
    assert "031165000123" in said
    assert said.endswith("; có mặt.")
    unknown = line_of(printed(ALL), "Trần Văn Mẫu")
    assert "có mặt" not in unknown, "of the case, and in no list"


def test_a_citizen_whom_the_lines_call_otherwise_is_known_by_both_names() -> None:
    text = printed(ALL)
    said = line_of(text, "Nguyễn Thị Mẫu")
    assert said.endswith("; các dòng sau ghi là “Công dân A”; có mặt.")
    assert sum("các dòng sau" in one for one in text) == 1


@pytest.mark.parametrize("is_called", [True, False])
def test_a_denouncer_is_named_nowhere(*, is_called: bool) -> None:
    given = sources(ALL if is_called else None)
    named = {one.full_name for case in given.cases for one in case.citizens}
    people = tuple(
        replace(one, full_name=DENOUNCER_ALIAS, label=DENOUNCER_ALIAS)
        if one.full_name in named
        else one
        for one in given.plan.participants
    )
    cases = tuple(replace(one, petition_type=PetitionType.DENUNCIATION) for one in given.cases)
    secret = replace(given, cases=cases, plan=replace(given.plan, participants=people))
    form = lay_out_minutes(build_minutes_document(secret), WORDING)
    first = "\n".join(one.text for one in form.blocks if isinstance(one, Body))
    boxes = [box.name for one in form.blocks if isinstance(one, Signatures) for box in one.boxes]
    assert named
    for name in named:
        assert name not in first
        assert name not in boxes
    assert all(one.id_number not in first for case in cases for one in case.citizens)
    assert first.count(WORDING.denouncer) == 1
    assert (f"- {DENOUNCER_ALIAS}" in first) is is_called


def test_who_was_not_invited_is_named_with_their_part() -> None:
    guests = (
        AddedPerson(
            person_id=PersonId("guest"),
            site_id=sample.COMMUNE,
            full_name="Luật sư Mẫu",
            role=ParticipantRole.LAWYER,
        ),
        AddedPerson(
            person_id=PersonId("citizen"),
            site_id=sample.COMMUNE,
            full_name="Lê Thị Mẫu",
            role=ParticipantRole.CITIZEN,
        ),
    )
    roll = with_note(replace(ALL, added=guests), note(PersonId("guest"), RollMark.PRESENT))
    text = printed(roll)
    assert line_of(text, "Luật sư Mẫu") == "- Luật sư Mẫu, luật sư (ngoài danh sách mời); có mặt."
    added = "- Lê Thị Mẫu, công dân (ngoài danh sách mời); chưa điểm danh."
    assert line_of(text, "Lê Thị Mẫu") == added
    assert "5. Vắng mặt: không có." not in text


def test_a_plan_without_people_has_places_for_a_hand() -> None:
    bare = sources(RollCall())
    plan = replace(bare.plan, participants=())
    cases = tuple(replace(one, citizens=()) for one in bare.cases)
    document = build_minutes_document(replace(bare, plan=plan, cases=cases))
    texts = [one.text for one in lay_out_minutes(document, WORDING).blocks if isinstance(one, Body)]
    assert f"1. Chủ trì: {WORDING.dots}." in texts
    assert texts.count(WORDING.nobody_known) == 1 + len(bare.sites)


def test_what_was_read_out_is_printed_with_the_hour_and_who_noted_it() -> None:
    said = Announced(
        what=Announcement.HOUSE_RULES, at=AT, by_site_id=sample.HQ, by_role=Role.SECRETARY
    )
    text = printed(ALL, (said,))
    by = "thư ký tại điểm cầu Trụ sở Tiếp công dân thành phố ghi nhận"
    assert text[-2:] == [
        f"Nội quy phòng tiếp công dân: đã đọc lúc 08 giờ 31 phút; {by}.",
        "Thông báo về việc ghi âm, ghi hình: chưa ghi nhận là đã đọc.",
    ]
    elsewhere = replace(said, by_site_id=SiteId("nowhere"))
    assert WORDING.unknown in printed(ALL, (elsewhere,))[-2]


def test_a_city_that_notes_nothing_has_its_minutes_as_before() -> None:
    text = printed(None)
    assert text[0] == "I. THÀNH PHẦN ĐƯỢC MỜI"
    assert not any("điểm danh" in one or "đã đọc" in one for one in text)
