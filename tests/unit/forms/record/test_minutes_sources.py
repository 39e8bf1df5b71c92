from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.casework.conclusions.conclusion import ItemStatus
from desktop.domain.ids import CaseId, MinuteLineId
from desktop.domain.reception.acceptance import AcceptedAfter
from desktop.domain.record.mark import mark_text
from desktop.domain.record.minutes import MinuteLineKind
from desktop.domain.record.printed_minutes import MinutesDocument, Spoken
from desktop.forms.record.minutes_sources import build_minutes_document
from tests.samples import minutes as sample
from tests.samples.casework import NOW
from tests.samples.conclusions import DUE, an_item

pytestmark = pytest.mark.unit


def texts(spoken: tuple[Spoken, ...]) -> list[str]:
    return [one.text for one in spoken]


def every_text(document: MinutesDocument) -> list[str]:
    content, result = document.content, document.result
    said = (
        content.citizen_statements
        + content.questions
        + content.local_opinions
        + content.agency_opinions
        + content.dialogue
        + result.agreed
        + result.disputed
        + result.other_opinions
        + document.incidents
    )
    return texts(said) + [one.task for one in result.conclusions]


def test_every_line_finds_its_place_in_the_form() -> None:
    document = build_minutes_document(sample.sources())
    content, result = document.content, document.result
    assert texts(content.citizen_statements)[0].startswith("Diện tích trong biên bản")
    assert texts(content.local_opinions) == [sample.LINES[4][2]]
    assert texts(content.agency_opinions) == [sample.LINES[5][2]]
    assert texts(content.dialogue) == [sample.LINES[0][2]]
    assert [(one.is_question, one.is_answer) for one in content.questions] == [
        (True, False),
        (False, True),
    ]
    assert texts(result.agreed) == [sample.LINES[6][2]]
    assert texts(result.disputed) == [sample.LINES[7][2]]
    assert [one.task for one in result.conclusions] == [sample.LINES[8][2], sample.LINES[9][2]]
    assert texts(document.incidents) == [sample.LINES[10][2]]


def test_a_task_is_printed_in_the_place_of_its_line_as_the_chair_gave_it() -> None:
    sources = sample.sources()
    first, second = (
        one for one in sources.lines if one.text in {sample.LINES[8][2], sample.LINES[9][2]}
    )
    statement = next(one for one in sources.lines if one.text == sample.LINES[0][2])
    items = (
        an_item(ItemStatus.ISSUED, statement.id, task="Đo lại", contact_phone=""),
        an_item(ItemStatus.EXTENDED, second.id),
        an_item(
            ItemStatus.ANNOUNCED,
            "line of another site",
            deadline=None,
            no_deadline_reason="Việc thường xuyên",
            contact_person="",
            contact_phone="",
            no_contact_reason="Cơ quan sẽ cử sau",
        ),
        replace(an_item(ItemStatus.DRAFT, first.id), struck_out_at=NOW, struck_reason="Nhầm dòng"),
    )
    found = build_minutes_document(replace(sources, items=items)).result.conclusions
    assert [one.task for one in found] == ["Đo lại", first.text, items[1].task, items[2].task]
    assert (found[0].deadline, found[0].contact) == (f"{DUE:%d/%m/%Y}", "Công chức Mẫu")
    assert found[1].body == ""
    assert found[2].deadline == f"{DUE:%d/%m/%Y}"
    assert found[2].contact == "Công chức Mẫu, 0900000002"
    assert (found[2].body, found[2].co_bodies) == ("UBND xã An Lão", items[1].co_agencies)
    assert (found[3].deadline, found[3].no_deadline) == ("", "Việc thường xuyên")
    assert found[3].contact == "Cơ quan sẽ cử sau"


def test_a_task_of_a_line_that_came_after_the_signing_is_not_in_the_signed_minutes() -> None:
    sources = sample.sources()
    last = next(one for one in sources.lines if one.text == sample.LINES[9][2])
    late = replace(last, accepted_after=AcceptedAfter(status="signed", at=NOW))
    lines = tuple(late if one.id == last.id else one for one in sources.lines)
    item = an_item(ItemStatus.ANNOUNCED, last.id)
    document = build_minutes_document(replace(sources, lines=lines, items=(item,)))
    assert [one.task for one in document.result.conclusions] == [sample.LINES[8][2]]


@given(
    st.lists(
        st.tuples(st.sampled_from(list(MinuteLineKind)), st.text(min_size=1, max_size=20)),
        max_size=30,
    )
)
def test_no_line_is_lost_or_doubled_whatever_was_written(
    written: list[tuple[MinuteLineKind, str]],
) -> None:
    template = sample.lines()[0]
    lines = tuple(
        replace(template, id=MinuteLineId(f"line-{number}"), kind=kind, text=text)
        for number, (kind, text) in enumerate(written)
    )
    document = build_minutes_document(replace(sample.sources(), lines=lines))
    assert sorted(every_text(document)) == sorted(
        line.text.strip() for line in lines if line.text.strip()
    )


def test_lines_are_in_the_order_of_speech_whatever_order_they_come_in() -> None:
    lines = sample.many_lines(60)
    document = build_minutes_document(replace(sample.sources(), lines=tuple(reversed(lines))))
    times = [one.at for one in document.content.citizen_statements]
    assert times == sorted(times)


def test_a_text_that_lost_a_clash_is_not_hidden() -> None:
    first, *_ = sample.lines()
    clashing = replace(first, conflict=replace(first.version, text=" bản kia "))
    directive = sample.lines()[8]
    directive = replace(directive, conflict=replace(directive.version, text="trước 12/12"))
    document = build_minutes_document(replace(sample.sources(), lines=(clashing, directive)))
    assert document.content.dialogue[0].other_text == "bản kia"
    assert document.result.conclusions[0].task.endswith("[≠ trước 12/12]")


def test_a_clash_about_who_spoke_names_the_other_and_one_about_the_sense_prints_nothing() -> None:
    first, second, *_ = sample.lines()
    other = replace(first.version, speaker="Công dân B")
    lines = (
        replace(first, conflict=other),
        replace(second, conflict=replace(second.version, kind=MinuteLineKind.DISPUTE)),
    )
    document = build_minutes_document(replace(sample.sources(), lines=lines))
    (said,) = document.content.dialogue
    assert said.other_text == f"Công dân B: {first.text.strip()}"
    assert [one.other_text for one in document.content.citizen_statements] == [""]


def test_people_are_sorted_into_the_first_part() -> None:
    attendance = build_minutes_document(sample.sources()).attendance
    assert attendance.chair is not None
    assert attendance.secretary is not None
    assert (attendance.chair.full_name, attendance.secretary.full_name) == (
        "Lãnh đạo Mẫu",
        "Chuyên viên Mẫu",
    )
    assert [citizen.full_name for citizen in attendance.citizens] == [
        "Nguyễn Thị Mẫu",
        "Trần Văn Mẫu",
    ]
    assert [[person.full_name for person in one.people] for one in attendance.sites] == [
        ["Tham mưu Mẫu"],
        ["Cán bộ Mẫu"],
        ["Cán bộ Sở Mẫu"],
    ]
    assert [person.full_name for person in attendance.absent] == ["Mặt trận Mẫu"]


def test_the_central_site_comes_first() -> None:
    document = build_minutes_document(sample.sources())
    assert document.central_site == sample.sites()[0]
    assert document.component_sites == sample.sites()[1:]


def test_papers_are_listed_in_the_order_they_were_taken_in() -> None:
    shuffled = replace(sample.sources(), papers=tuple(reversed(sample.papers())))
    papers = build_minutes_document(shuffled).content.papers
    assert [paper.title for paper in papers] == [paper.title for paper in sample.papers()]


def test_a_person_of_two_cases_is_named_once() -> None:
    case = sample.case()
    second = replace(case, id=CaseId("case-2"))
    bare = sample.sources()
    plan = replace(bare.plan, case_ids=(case.id, second.id))
    document = build_minutes_document(replace(bare, plan=plan, cases=(second, case)))
    assert len(document.attendance.citizens) == 2
    assert [one.id for one in document.content.cases] == ["case-1", "case-2"]


def test_what_is_not_known_stays_open() -> None:
    document = build_minutes_document(sample.empty_sources())
    assert document.started_at is None
    assert document.held_on == sample.OPENED_AT
    assert document.central_site is None
    assert document.attendance.chair is None
    assert every_text(document) == []


def test_what_is_known_is_taken_over() -> None:
    ended_at = sample.OPENED_AT + timedelta(hours=1)
    document = build_minutes_document(
        replace(
            sample.sources(is_practice=True),
            number="5",
            course=replace(sample.course(), ended_at=ended_at),
            copies=4,
        )
    )
    assert (document.number, document.ended_at, document.copies) == ("5", ended_at, 4)
    assert document.is_practice
    assert document.started_at == sample.OPENED_AT


def test_the_chair_s_own_words_are_nobody_else_s() -> None:
    bare = sample.sources()
    line = replace(sample.lines()[0], owner_site_id=sample.COMMUNE, speaker="Công dân A")
    plan = replace(bare.plan, chair_label="Công dân A")
    content = build_minutes_document(replace(bare, plan=plan, lines=(line,))).content
    assert (len(content.dialogue), content.citizen_statements) == (1, ())


def test_a_component_site_s_stranger_speaks_for_that_site() -> None:
    stranger = replace(sample.lines()[0], owner_site_id=sample.AGENCY, speaker="Ông Mẫu")
    document = build_minutes_document(replace(sample.sources(), lines=(stranger,)))
    assert len(document.content.agency_opinions) == 1


def test_a_marked_moment_is_not_printed() -> None:
    first = sample.lines()[0]
    mark = replace(first, kind=MinuteLineKind.TECHNICAL, text=mark_text(first.at))
    document = build_minutes_document(replace(sample.sources(), lines=(mark,)))
    assert every_text(document) == []
