import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.directory.site import SiteKind
from desktop.forms.record.speaker_side import Side, side_of
from tests.samples.minutes import participants

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("speaker", "side"),
    [
        ("Công dân A", Side.CITIZEN),
        ("nguyễn thị mẫu", Side.CITIZEN),
        ("Cán bộ tiếp dân", Side.LOCAL),
        ("Đại diện Sở", Side.AGENCY),
        ("Bộ phận tham mưu", Side.AGENCY),
        ("Người chủ trì", Side.CHAIR),
        ("Mặt trận", Side.CHAIR),
    ],
)
def test_people_on_the_list_stand_where_their_role_puts_them(speaker: str, side: Side) -> None:
    assert side_of(speaker, participants(), SiteKind.AGENCY) is side


@pytest.mark.parametrize(
    ("speaker", "side"),
    [
        ("Công dân B", Side.CITIZEN),
        ("Luật sư của công dân", Side.CITIZEN),
        ("Chủ tọa", Side.CHAIR),
        ("UBND xã", Side.LOCAL),
        ("Sở Xây dựng", Side.AGENCY),
        ("Thanh tra thành phố", Side.AGENCY),
    ],
)
def test_others_are_known_by_the_words_an_officer_types(speaker: str, side: Side) -> None:
    assert side_of(speaker, (), SiteKind.HEADQUARTERS) is side


@pytest.mark.parametrize(
    ("speaker", "side"),
    [
        ("Trưởng Ban Tiếp công dân thành phố", Side.CHAIR),
        ("Phó Trưởng ban Tiếp  công dân", Side.CHAIR),
        ("Trụ sở Tiếp công dân thành phố", Side.CHAIR),
        ("Trụ sở thành phố", Side.CHAIR),
        ("Công chức tiếp công dân", Side.LOCAL),
        ("Cán bộ tiếp công dân xã", Side.LOCAL),
        ("Người tiếp công dân", Side.LOCAL),
        ("Công dân B, tại Trụ sở Tiếp công dân", Side.CITIZEN),
        ("Đại diện công dân đến Ban Tiếp công dân", Side.CITIZEN),
    ],
)
def test_who_receives_citizens_is_not_one_of_them(speaker: str, side: Side) -> None:
    assert side_of(speaker, (), SiteKind.XA) is side


@pytest.mark.parametrize(
    ("speaker", "side"),
    [
        ("Đại biểu số 2", Side.LOCAL),
        ("Tổ dân phố Số 5", Side.LOCAL),
        ("SỞ XÂY DỰNG", Side.AGENCY),
        ("So Xay dung", Side.AGENCY),
    ],
)
def test_a_number_is_no_department(speaker: str, side: Side) -> None:
    assert side_of(speaker, (), SiteKind.XA) is side


@pytest.mark.parametrize("lead", ["Đại diện công dân xã Mẫu", "công dân a"])
def test_chair_and_secretary_are_known_before_all_else(lead: str) -> None:
    leads = ("Đại diện công dân xã Mẫu", "Công dân A")
    assert side_of(lead, participants(), SiteKind.XA, leads) is Side.CHAIR
    assert side_of("", participants(), SiteKind.XA, ("", "")) is Side.LOCAL


@pytest.mark.parametrize(
    ("kind", "side"),
    [
        (SiteKind.XA, Side.LOCAL),
        (SiteKind.PHUONG, Side.LOCAL),
        (SiteKind.DAC_KHU, Side.LOCAL),
        (SiteKind.AGENCY, Side.AGENCY),
        (SiteKind.HEADQUARTERS, Side.CHAIR),
        (None, Side.CHAIR),
    ],
)
def test_a_name_that_tells_nothing_leaves_it_to_the_site(kind: SiteKind | None, side: Side) -> None:
    assert side_of("Ông Mẫu", (), kind) is side
    assert side_of("", participants(), kind) is side


@given(st.text(max_size=100))
def test_every_name_has_a_side(speaker: str) -> None:
    assert side_of(speaker, participants(), None) in Side
