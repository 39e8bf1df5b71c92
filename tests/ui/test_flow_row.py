"""A row that breaks: in a narrow place every word stays, on a line of its own."""

from collections.abc import Iterator

import pytest

from desktop.ui.theme.theme import Theme
from desktop.ui.theme.tokens import NORMAL
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.marks.badge import Badge
from desktop.ui.widgets.marks.light import LightState
from desktop.ui.widgets.rows.flow_row import FlowRow, LightWords
from desktop.ui.widgets.text import WrappedLabel

pytestmark = [pytest.mark.ui, pytest.mark.usefixtures("qtbot")]

TEXTS = (("Đã thông báo", ""), ("Chưa kết nối thử, hạn 09:30", ""), ("Nối, còn", "02:22:10"))

TITLES = (
    "Kiến nghị về đường vào khu dân cư",
    "Bồi thường, hỗ trợ khi thu hồi đất",
    "Khiếu nại mức bồi thường lần hai",
    "Phản ánh đường vào trạm y tế bị lấn chiếm",
)


@pytest.fixture
def lights(theme: Theme) -> list[LightWords]:
    states = (LightState.GOOD, LightState.LOWER, LightState.WORKING)
    return [LightWords(theme, state, *words) for state, words in zip(states, TEXTS, strict=True)]


@pytest.fixture
def row(theme: Theme, lights: list[LightWords]) -> Iterator[FlowRow]:
    row = FlowRow(theme, gap=24)
    row.show_widgets(lights)
    row.show()
    yield row
    row.close()


def give_width(row: FlowRow, width: int) -> None:
    row.resize(width, row.heightForWidth(width))


def test_all_stand_in_one_line_where_there_is_room(row: FlowRow, lights: list[LightWords]) -> None:
    give_width(row, row.sizeHint().width())
    assert len({light.y() for light in lights}) == 1
    lefts = [light.x() for light in lights]
    assert lefts == sorted(lefts)
    assert lights[2].geometry().right() < row.width()


def test_what_has_no_room_goes_to_the_next_line_whole(
    row: FlowRow, lights: list[LightWords]
) -> None:
    one_line = row.height()
    give_width(row, row.sizeHint().width() - 1)
    assert row.height() > one_line
    assert (lights[0].y(), lights[1].y()) == (0, 0)
    assert lights[2].y() > lights[1].geometry().bottom()
    assert all(light.width() == light.sizeHint().width() for light in lights)
    give_width(row, lights[1].sizeHint().width())
    tops = [light.y() for light in lights]
    assert tops == sorted(set(tops)), "each on a line of its own"
    assert all(light.isVisible() for light in lights)


def test_a_light_wider_than_the_row_breaks_its_words(
    row: FlowRow, lights: list[LightWords]
) -> None:
    give_width(row, 150)
    assert lights[1].width() == 150
    assert lights[1].height() > lights[0].height()
    assert lights[2].geometry().bottom() < row.height()


def test_what_a_light_says_is_its_accessible_name(lights: list[LightWords]) -> None:
    assert [light.accessibleName() for light in lights] == [
        "Đã thông báo",
        "Chưa kết nối thử, hạn 09:30",
        "Nối, còn 02:22:10",
    ]


def test_others_take_the_place_of_the_earlier_ones_and_some_may_stay(
    theme: Theme, row: FlowRow, lights: list[LightWords]
) -> None:
    badge = Badge(theme, "Đông người")
    row.show_widgets([lights[0], badge])
    assert [light.isVisible() for light in lights] == [True, False, False]
    assert badge.isVisible()
    row.show_widgets([])
    assert not badge.isVisible()
    assert row.heightForWidth(300) == 0


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 1.75, 2.0])
def test_a_title_that_has_room_is_never_broken_by_a_fraction_of_a_pixel(scale: float) -> None:
    theme = Theme(NORMAL, scale)
    broken = []
    for role in TextRole:
        label = WrappedLabel(theme, role)
        for shot in TITLES:
            label.set_text(shot)
            hint = label.sizeHint()
            if label.heightForWidth(hint.width()) > 1.5 * hint.height():  # a second line
                broken.append((role, shot))
    assert broken == []
