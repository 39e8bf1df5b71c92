from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desktop.domain.directory.site import SiteKind
from desktop.domain.reception.acceptance import AcceptedAfter
from desktop.domain.reception.ending import ENDINGS, SessionEnding
from desktop.domain.reception.gate import Gate, GateKind
from desktop.domain.reception.status import SessionStatus, Step
from desktop.domain.record.minutes import MinuteLineKind
from desktop.domain.record.printed_minutes import Conclusion, MinutesDocument
from desktop.forms.layout.blocks import Body, Form, Heading, Letterhead, Notice, Signatures, Table
from desktop.forms.record.minutes_layout import BLANK_ROWS, TEXT_WIDTH_MM, lay_out_minutes
from desktop.forms.record.minutes_sources import MinutesSources, build_minutes_document
from desktop.forms.record.minutes_wording import MinutesWording, load_minutes_wording
from tests.paths import ROOT
from tests.samples import minutes as sample

pytestmark = pytest.mark.unit

UBND = "ỦY BAN NHÂN DÂN"
TEMPLATE = ROOT / "resources" / "forms" / "minutes-v1.json"


@pytest.fixture
def wording() -> MinutesWording:
    return load_minutes_wording(TEMPLATE)


def form_of(sources: MinutesSources, wording: MinutesWording) -> Form:
    return lay_out_minutes(build_minutes_document(sources), wording)


def running_text(form: Form) -> list[str]:
    return [block.text for block in form.blocks if isinstance(block, Body)]


def of_type(form: Form, kind: type) -> list[object]:
    return [block for block in form.blocks if isinstance(block, kind)]


def late(at: datetime) -> AcceptedAfter:
    return AcceptedAfter(status="closed", at=at)


def test_what_came_after_the_signing_stands_apart_behind_the_signatures(
    wording: MinutesWording,
) -> None:
    sources = sample.sources()
    first, second, *lines = sources.lines
    paper, *papers = sources.papers
    at = sample.OPENED_AT + timedelta(days=1)
    marked = replace(
        sources,
        lines=(
            replace(first, accepted_after=late(at + timedelta(minutes=5))),
            replace(second, accepted_after=late(at)),
            *lines,
        ),
        papers=(replace(paper, accepted_after=late(at)), *papers),
    )
    form = form_of(marked, wording)
    place = next(
        number
        for number, block in enumerate(form.blocks)
        if isinstance(block, Heading) and block.text == "NHẬN SAU KHI CHỐT, KÝ"
    )
    signed, apart = form.blocks[:place], form.blocks[place + 1 :]
    assert any(isinstance(block, Signatures) for block in signed)
    assert not any(isinstance(block, Signatures) for block in apart)
    said = [block.text for block in apart if isinstance(block, Body)]
    assert "không thuộc nội dung đã đọc lại và đã ký" in said[0]
    assert said[1].startswith("Nhận lúc ")
    assert second.text.strip().splitlines()[0] in said[2], "by its arrival"
    assert any(first.text.strip().splitlines()[0] in text for text in said[3:])
    assert paper.title in said[-1]
    within = [block.text for block in signed if isinstance(block, Body)]
    for line in (first, second):
        assert not any(line.text.strip().splitlines()[0] in text for text in within)
    tables = [block for block in signed if isinstance(block, Table)]
    assert not any(paper.title in row for table in tables for row in table.rows)
    build = build_minutes_document
    assert len(build(marked).content.papers) == len(build(sources).content.papers) - 1


def test_minutes_without_late_lines_say_nothing_of_them(wording: MinutesWording) -> None:
    form = form_of(sample.sources(), wording)
    assert "NHẬN SAU KHI CHỐT, KÝ" not in [
        block.text for block in form.blocks if isinstance(block, Heading)
    ]


def test_the_parts_stand_in_the_order_of_the_form(wording: MinutesWording) -> None:
    form = form_of(sample.sources(), wording)
    headings = [block.text for block in form.blocks if isinstance(block, Heading)]
    assert headings == [
        "I. THÀNH PHẦN ĐƯỢC MỜI",
        "II. NỘI DUNG",
        "1. Mục đích, tóm tắt vụ việc",
        "2. Ý kiến, yêu cầu của công dân",
        "3. Tài liệu xuất trình",
        "4. Hỏi - đáp",
        "5. Ý kiến của địa phương",
        "6. Ý kiến của các cơ quan",
        "7. Đối thoại",
        "III. KẾT QUẢ",
        "1. Nội dung thống nhất",
        "2. Nội dung còn ý kiến khác nhau",
        "3. Ý kiến khác",
        "4. Kết luận của người chủ trì",
        "IV. GHI ÂM, GHI HÌNH VÀ SỰ CỐ",
    ]


def test_the_head_names_the_body_that_receives(wording: MinutesWording) -> None:
    (head,) = of_type(form_of(sample.sources(), wording), Letterhead)
    assert head == Letterhead(
        issuer=("ỦY BAN NHÂN DÂN", "THÀNH PHỐ HẢI PHÒNG"),
        number="Số: …/BB-UBND",
        nation="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        motto="Độc lập - Tự do - Hạnh phúc",
    )


@pytest.mark.parametrize(
    ("name", "kind", "issuer", "number"),
    [
        ("UBND xã An Lão", SiteKind.XA, (UBND, "XÃ AN LÃO"), "Số: …/BB-UBND"),
        ("Phường Hải Dương", SiteKind.PHUONG, (UBND, "PHƯỜNG HẢI DƯƠNG"), "Số: …/BB-UBND"),
        ("Đặc khu Cát Hải", SiteKind.DAC_KHU, (UBND, "ĐẶC KHU CÁT HẢI"), "Số: …/BB-UBND"),
        ("Sở Xây dựng", SiteKind.AGENCY, ("SỞ XÂY DỰNG",), "Số: …/BB"),
    ],
)
def test_each_kind_of_site_has_its_own_head(
    wording: MinutesWording, name: str, kind: SiteKind, issuer: tuple[str, ...], number: str
) -> None:
    central, *others = sample.sites()
    sites = (replace(central, name=name, kind=kind), *others)
    (head,) = of_type(form_of(replace(sample.sources(), sites=sites), wording), Letterhead)
    assert isinstance(head, Letterhead)
    assert (head.issuer, head.number) == (issuer, number)
    assert head.parent == ((UBND, "THÀNH PHỐ HẢI PHÒNG") if kind is SiteKind.AGENCY else ())


@pytest.mark.parametrize(("number", "printed"), [("5", "05"), ("12", "12"), ("12a", "12a")])
def test_numbers_below_ten_carry_a_zero(wording: MinutesWording, number: str, printed: str) -> None:
    (head,) = of_type(form_of(replace(sample.sources(), number=number), wording), Letterhead)
    assert isinstance(head, Letterhead)
    assert head.number == f"Số: {printed}/BB-UBND"


def test_times_are_those_of_hai_phong_with_the_zeros_of_decree_30(
    wording: MinutesWording,
) -> None:
    late = datetime(2027, 2, 4, 17, 5, tzinfo=UTC)  # already the next day in Hai Phong
    course = replace(sample.course(), opened_at=late)
    text = running_text(form_of(replace(sample.sources(), course=course), wording))
    assert text[0] == "Thời gian bắt đầu: 00 giờ 05 phút, ngày 05 tháng 02 năm 2027."


def test_every_line_is_printed_with_its_time_and_speaker(wording: MinutesWording) -> None:
    text = running_text(form_of(sample.sources(), wording))
    assert f"08 giờ 31, Công dân A: {sample.LINES[1][2]}" in text
    assert f"08 giờ 31, Người chủ trì hỏi: {sample.LINES[2][2]}" in text
    assert f"08 giờ 32, Công dân A trả lời: {sample.LINES[3][2]}" in text
    assert f"08 giờ 35, Hệ thống: {sample.LINES[10][2]}" in text


def test_a_line_of_several_paragraphs_stays_so(wording: MinutesWording) -> None:
    long = replace(sample.lines()[1], text="Một.\n\n  Hai {không phải chỗ điền}.\nBa.")
    text = running_text(form_of(replace(sample.sources(), lines=(long,)), wording))
    position = text.index("08 giờ 31, Công dân A: Một.")
    assert text[position + 1 : position + 3] == ["Hai {không phải chỗ điền}.", "Ba."]


def test_a_clash_nobody_settled_is_printed_with_both_texts(wording: MinutesWording) -> None:
    line = replace(sample.lines()[1], text="2 lần")
    line = replace(line, conflict=replace(line.version, text="3 lần"))
    text = running_text(form_of(replace(sample.sources(), lines=(line,)), wording))
    assert any("2 lần" in one and "3 lần" in one and "chưa chọn" in one for one in text)


def test_a_gate_that_was_passed_late_by_leave_is_printed_with_its_reason(
    wording: MinutesWording,
) -> None:
    due = sample.OPENED_AT - timedelta(days=5)
    late = Gate(
        kind=GateKind.TRIAL, due_at=due, passed_at=due + timedelta(hours=2), evidence="x",
        override_by="leader", override_label="Lãnh đạo Mẫu", override_reason="Tàu ra đảo bị hoãn.",
    )  # fmt: skip
    sources = sample.sources()
    alone = replace(late, kind=GateKind.NOTICE, override_by="")
    plan = replace(sources.plan, gates=(late, alone))
    text = running_text(form_of(replace(sources, plan=plan), wording))
    (said,) = (one for one in text if "đạt muộn" in one)
    assert said.startswith("Kiểm tra kết nối trước 01 ngày làm việc đạt muộn (10 giờ")
    assert "được Lãnh đạo Mẫu cho phép tiến hành, lý do: Tàu ra đảo bị hoãn." in said


def test_the_identity_number_stands_in_full(wording: MinutesWording) -> None:
    text = " ".join(running_text(form_of(sample.sources(), wording)))
    assert "031165000123" in text
    assert "•" not in text


@pytest.mark.parametrize(
    ("typed", "printed"),
    [("Xin xem lại đơn giá", "đơn giá."), ("Có đúng không? ", "không?"), ("Xem lại.", "lại.")],
)
def test_what_was_asked_for_ends_as_a_sentence(
    wording: MinutesWording, typed: str, printed: str
) -> None:
    document = build_minutes_document(sample.sources())
    cases = tuple(
        replace(one, request=typed, previous_result=typed) for one in document.content.cases
    )
    document = replace(document, content=replace(document.content, cases=cases))
    said = running_text(lay_out_minutes(document, wording))
    begins = ("Nội dung đề nghị:", "Kết quả lần tiếp trước:")
    told = [one for one in said if one.startswith(begins)]
    assert len(told) == 2 * len(cases)
    assert all(one.endswith(f" {printed}") for one in told)


def test_papers_are_a_table_with_their_hashes(wording: MinutesWording) -> None:
    papers, _ = (block for block in of_type(form_of(sample.sources(), wording), Table))
    assert isinstance(papers, Table)
    assert papers.rows[0][:4] == ("1", "Đơn khiếu nại ngày 02/11/2026", "Đơn", "4")
    assert papers.rows[1][3] == "…"
    assert papers.rows[0][4].replace(" ", "") == "ab" * 32
    assert sum(papers.widths_mm) == TEXT_WIDTH_MM


def test_conclusions_keep_their_columns_whatever_was_filled_in(wording: MinutesWording) -> None:
    document = build_minutes_document(sample.sources())
    (_, bare) = of_type(lay_out_minutes(document, wording), Table)
    assert isinstance(bare, Table)
    assert bare.columns == ("TT", "Việc phải thực hiện", "Cơ quan thực hiện", "Thời hạn", "Đầu mối")
    assert bare.rows[0] == ("1", sample.LINES[8][2], "", "", "")
    full = Conclusion(task="Đo lại", body="UBND xã", deadline="10/12/2026", contact="Ông Mẫu")
    result = replace(document.result, conclusions=(full, Conclusion(task="Trả lời")))
    (_, table) = of_type(lay_out_minutes(replace(document, result=result), wording), Table)
    assert isinstance(table, Table)
    assert table.columns == wording.conclusions_columns
    assert table.rows[0] == ("1", "Đo lại", "UBND xã", "10/12/2026", "Ông Mẫu")
    assert sum(table.widths_mm) == sum(bare.widths_mm) == TEXT_WIDTH_MM
    helped = replace(full, deadline="", co_bodies="Sở mẫu", no_deadline="Việc thường xuyên")
    result = replace(document.result, conclusions=(helped,))
    (_, table) = of_type(lay_out_minutes(replace(document, result=result), wording), Table)
    assert isinstance(table, Table)
    assert table.rows[0][2] == "UBND xã; phối hợp: Sở mẫu"
    assert table.rows[0][3] == "không thời hạn: Việc thường xuyên"


def test_absences_are_told_with_or_without_their_reason(wording: MinutesWording) -> None:
    text = running_text(form_of(sample.sources(), wording))
    assert any(one.endswith("có lý do: đi công tác.") for one in text)
    bare = sample.sources()
    people = tuple(replace(person, absent_reason="") for person in bare.plan.participants)
    plan = replace(bare.plan, participants=people)
    text = running_text(form_of(replace(bare, plan=plan), wording))
    assert any("Mặt trận Mẫu" in one and "; lý do: ……" in one for one in text)


def test_what_nobody_established_is_left_to_a_hand(wording: MinutesWording) -> None:
    bare = sample.sources()
    there = tuple(person for person in bare.plan.participants if person.attended)
    quiet = tuple(line for line in bare.lines if line.kind is not MinuteLineKind.TECHNICAL)
    plan = replace(bare.plan, participants=there)
    form = form_of(replace(bare, plan=plan, lines=quiet), wording)
    places = {block.text: block for block in form.blocks if isinstance(block, Body)}
    for beginning in ("5. Vắng mặt (nếu có", "Sự cố trong buổi tiếp (nếu có"):
        (place,) = (text for text in places if text.startswith(beginning))
        assert "……" in place
        assert "không có" not in place
        assert places[place].has_dots
    (other,) = (
        block
        for block in form.blocks
        if isinstance(block, Heading) and block.text == "3. Ý kiến khác"
    )
    assert set(other.tail) == {"…"}


def test_a_practice_document_says_so_on_every_page(wording: MinutesWording) -> None:
    form = form_of(sample.sources(is_practice=True), wording)
    assert of_type(form, Notice) == [Notice(text="BẢN DIỄN TẬP – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ")]
    assert form.footer == "BẢN DIỄN TẬP – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"
    real = form_of(sample.sources(), wording)
    assert not of_type(real, Notice)
    assert real.footer == ""


READ = "Việc đọc lại biên bản, ý kiến của những người tham dự: …"


@pytest.mark.parametrize(
    ("step", "status", "is_draft"),
    [
        (Step.OPENING, SessionStatus.IN_SESSION, True),
        (Step.CONCLUSION, SessionStatus.CONCLUDING, True),
        (Step.READ_BACK, SessionStatus.CONCLUDING, False),
        (Step.SIGNING, SessionStatus.MINUTES_REVIEW, False),
        (Step.CLOSING, SessionStatus.CLOSED, False),
        (None, SessionStatus.MINUTES_REVIEW, False),
        (None, SessionStatus.SIGNED, False),
        (None, SessionStatus.CLOSED, True),
    ],
)
def test_minutes_that_were_not_read_back_are_a_draft_and_do_not_say_they_were(
    wording: MinutesWording, step: Step | None, status: SessionStatus, *, is_draft: bool
) -> None:
    bare = sample.sources()
    form = form_of(
        replace(
            bare,
            plan=replace(bare.plan, status=status),
            course=None if step is None else replace(sample.course(), step=step),
        ),
        wording,
    )
    assert of_type(form, Notice) == ([Notice(text="DỰ THẢO")] if is_draft else [])
    assert form.footer == ("DỰ THẢO" if is_draft else "")
    assert any(READ in text for text in running_text(form)) is not is_draft
    assert not any("đã được đọc lại" in text for text in running_text(form))
    assert any("Buổi tiếp kết thúc lúc" in text for text in running_text(form))


ENDED_AT = sample.OPENED_AT + timedelta(minutes=40)
HOW = {
    SessionStatus.ADJOURNED: (
        "Tình trạng buổi tiếp: tạm dừng, tiếp tục vào ngày khác.",
        (
            "Buổi tiếp tạm dừng lúc 09 giờ 11 phút, ngày 26 tháng 11 năm 2026 để tiếp tục vào ngày "
            "khác. Lý do: Công dân mệt, xin nghỉ."
        ),
    ),
    SessionStatus.ABORTED_TECHNICAL: (
        "Tình trạng buổi tiếp: dừng vì sự cố kỹ thuật.",
        (
            "Buổi tiếp dừng lúc 09 giờ 11 phút, ngày 26 tháng 11 năm 2026 vì sự cố kỹ thuật. "
            "Lý do: Công dân mệt, xin nghỉ."
        ),
    ),
    SessionStatus.REFUSED: (
        "Tình trạng buổi tiếp: dừng do từ chối tiếp công dân.",
        (
            "Buổi tiếp dừng lúc 09 giờ 11 phút, ngày 26 tháng 11 năm 2026 do người chủ trì từ chối "
            "tiếp công dân. Lý do: Công dân mệt, xin nghỉ."
        ),
    ),
}


def ended(how: SessionStatus, reason: str = "Công dân mệt, xin nghỉ.") -> SessionEnding:
    return SessionEnding(status=how, reason=reason, at=ENDED_AT)


@pytest.mark.parametrize("how", ENDINGS)
@pytest.mark.parametrize("step", [Step.QUESTIONS, Step.READ_BACK, Step.SIGNING])
def test_minutes_say_how_when_and_why_a_session_was_ended_and_nothing_else(
    wording: MinutesWording, how: SessionStatus, step: Step
) -> None:
    course = replace(sample.course(), step=step, ending=ended(how))
    form = form_of(replace(sample.sources(), course=course), wording)
    text = running_text(form)
    head, end = HOW[how]
    assert text.index(head) < text.index(end) < text.index(wording.broken_off_note)
    assert not any(READ in one or "Buổi tiếp kết thúc" in one for one in text)
    assert text[0] == "Thời gian bắt đầu: 08 giờ 31 phút, ngày 26 tháng 11 năm 2026."


@pytest.mark.parametrize(
    ("step", "is_draft"), [(Step.QUESTIONS, True), (Step.READ_BACK, True), (Step.SIGNING, False)]
)
def test_minutes_whose_reading_was_cut_short_are_a_draft(
    wording: MinutesWording, step: Step, *, is_draft: bool
) -> None:
    bare = sample.sources()
    form = form_of(
        replace(
            bare,
            plan=replace(bare.plan, status=SessionStatus.ADJOURNED),
            course=replace(sample.course(), step=step, ending=ended(SessionStatus.ADJOURNED)),
        ),
        wording,
    )
    assert form.footer == ("DỰ THẢO" if is_draft else "")


def test_a_desk_that_never_sat_there_prints_the_ending_it_was_told(
    wording: MinutesWording,
) -> None:
    bare = sample.sources()
    plan = replace(
        bare.plan, status=SessionStatus.CLOSED, ending=ended(SessionStatus.ADJOURNED, "")
    )
    form = form_of(replace(bare, plan=plan, course=None), wording)
    text = running_text(form)
    assert HOW[SessionStatus.ADJOURNED][0] in text
    (end,) = (one for one in text if one.startswith("Buổi tiếp tạm dừng lúc"))
    assert end.endswith(f"Lý do: {wording.dots}."), "kept from whoever signed in here"
    assert form.footer == "DỰ THẢO"


def test_every_ending_has_its_words_and_a_session_without_one_says_none(
    wording: MinutesWording,
) -> None:
    assert set(wording.outcomes) == set(wording.broken_off) == set(ENDINGS)
    text = running_text(form_of(sample.sources(), wording))
    assert not any("Tình trạng buổi tiếp" in one for one in text)
    assert wording.broken_off_note not in text


def test_a_draft_of_practice_says_both(wording: MinutesWording) -> None:
    bare = sample.sources(is_practice=True)
    plan = replace(bare.plan, status=SessionStatus.IN_SESSION)
    form = form_of(replace(bare, plan=plan, course=None), wording)
    assert of_type(form, Notice) == [Notice(text="DỰ THẢO"), Notice(text=wording.practice)]
    assert form.footer == f"DỰ THẢO · {wording.practice}"


def test_nobody_is_said_to_have_sat_at_a_site_that_never_took_its_seat(
    wording: MinutesWording,
) -> None:
    course = replace(sample.course(), seated=frozenset({sample.HQ, sample.COMMUNE}))
    text = running_text(form_of(replace(sample.sources(), course=course), wording))
    place = text.index("Điểm cầu Sở Nông nghiệp và Môi trường:")
    assert text[place + 1] == wording.nobody_known
    assert not any("Cán bộ Sở Mẫu" in one for one in text)
    assert any("Cán bộ Mẫu" in one for one in text)
    unseen = running_text(form_of(replace(sample.sources(), course=None), wording))
    assert any("Cán bộ Sở Mẫu" in one for one in unseen), "this desk knows nothing of seats"


def signatures(form: Form) -> list[list[tuple[str, str]]]:
    return [
        [(box.title, box.name) for box in block.boxes]
        for block in form.blocks
        if isinstance(block, Signatures)
    ]


def test_everybody_who_signs_has_a_place(wording: MinutesWording) -> None:
    assert signatures(form_of(sample.sources(), wording)) == [
        [
            ("THƯ KÝ", "Chuyên viên Mẫu"),
            ("CÔNG DÂN/\nNGƯỜI ĐẠI DIỆN", "Nguyễn Thị Mẫu"),
            ("CHỦ TỌA", "Lãnh đạo Mẫu"),
        ],
        [
            ("ĐẠI DIỆN ĐIỂM CẦU\nUBND XÃ AN LÃO", ""),
            ("ĐẠI DIỆN ĐIỂM CẦU\nSỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", ""),
        ],
    ]


def test_whose_name_signs_for_citizens_is_left_open_when_in_doubt(
    wording: MinutesWording,
) -> None:
    case = sample.case()
    nobody_named = tuple(replace(one, is_representative=False) for one in case.citizens)
    doubtful = replace(sample.sources(), cases=(replace(case, citizens=nobody_named),))
    assert signatures(form_of(doubtful, wording))[0][1][1] == ""


def test_an_empty_session_gives_a_form_to_fill_in_by_hand(wording: MinutesWording) -> None:
    form = form_of(sample.empty_sources(), wording)
    tails = [block.tail for block in form.blocks if isinstance(block, Heading)]
    assert "không có." not in tails
    assert tails.count(wording.open_place) == 10
    text = running_text(form)
    assert text[0] == "Thời gian bắt đầu: …… giờ …… phút, ngày 26 tháng 11 năm 2026."
    assert signatures(form)[0][0] == ("THƯ KÝ", "")
    (conclusions,) = of_type(form, Table)
    assert isinstance(conclusions, Table)
    assert conclusions.columns == wording.conclusions_columns
    assert len(conclusions.rows) == BLANK_ROWS
    assert not any(cell.strip() for row in conclusions.rows for cell in row)


def test_only_minutes_that_were_read_back_say_that_nobody_said_anything(
    wording: MinutesWording,
) -> None:
    bare = replace(sample.empty_sources(), course=sample.course())
    headings = [block for block in form_of(bare, wording).blocks if isinstance(block, Heading)]
    tails = {block.text: block.tail for block in headings}
    assert tails["2. Ý kiến, yêu cầu của công dân"] == "không có."
    assert tails["3. Ý kiến khác"] == wording.open_place
    assert list(tails.values()).count("không có.") == 8


def test_the_end_is_printed_once_it_is_known(wording: MinutesWording) -> None:
    ended_at = sample.OPENED_AT + timedelta(minutes=90)
    course = replace(sample.course(), ended_at=ended_at)
    text = running_text(form_of(replace(sample.sources(), course=course, copies=4), wording))
    assert any("kết thúc lúc 10 giờ 01 phút, ngày 26 tháng 11 năm 2026" in one for one in text)
    assert any("lập thành 04 bản" in one for one in text)


def test_a_site_without_people_and_a_person_without_title_are_printed(
    wording: MinutesWording,
) -> None:
    bare = sample.sources()
    nameless = replace(bare.plan.participants[0], full_name="", title="", agency="")
    plan = replace(bare.plan, participants=(nameless,))
    text = running_text(form_of(replace(bare, plan=plan), wording))
    assert "1. Chủ trì: Người chủ trì." in text
    assert text.count(wording.nobody_known) == 3


def test_the_file_s_title_names_no_person(wording: MinutesWording) -> None:
    document: MinutesDocument = build_minutes_document(sample.sources())
    title = lay_out_minutes(document, wording).title
    assert title == "BIÊN BẢN tiếp công dân trực tuyến: TCDTT-31-11629-20261126-01"
