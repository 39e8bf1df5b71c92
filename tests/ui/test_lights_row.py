"""A row of lights: in a narrow place the words that matter stay whole."""

from collections.abc import Iterator

import pytest

from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.light import LightState
from desktop.ui.widgets.lights_row import LightsRow, LightWords
from desktop.ui.widgets.text import ElidedLabel

pytestmark = pytest.mark.usefixtures("qtbot")

TEXTS = (("Đã thông báo", ""), ("Chưa kết nối thử, hạn 09:30", ""), ("Còn", "02:22:10"))


@pytest.fixture
def lights(theme: Theme) -> list[LightWords]:
    states = (LightState.GOOD, LightState.LOWER, LightState.WORKING)
    return [LightWords(theme, state, *words) for state, words in zip(states, TEXTS, strict=True)]


@pytest.fixture
def row(theme: Theme, lights: list[LightWords]) -> Iterator[LightsRow]:
    row = LightsRow(theme, gap=24)
    row.show_lights(lights, order=(1, 2, 0))
    row.show()
    yield row
    row.close()


def with_words(lights: list[LightWords]) -> list[int]:
    return [
        place
        for place, light in enumerate(lights)
        if all(label.isVisible() for label in light.findChildren(ElidedLabel))
    ]


def test_all_words_stand_where_there_is_room(row: LightsRow, lights: list[LightWords]) -> None:
    row.resize(row.sizeHint())
    assert with_words(lights) == [0, 1, 2]
    lefts = [light.x() for light in lights]
    assert lefts == sorted(lefts)
    assert lights[2].geometry().right() < row.width()


def test_the_least_needed_words_go_first_and_every_light_stays(
    row: LightsRow, lights: list[LightWords]
) -> None:
    row.resize(row.sizeHint().width() - 1, 30)
    assert with_words(lights) == [1, 2]
    row.resize(lights[1].whole_width() + 2 * lights[0].light_width() + 40, 30)
    assert with_words(lights) == [1]
    assert all(light.width() >= light.light_width() for light in lights)
    assert lights[1].width() == lights[1].whole_width()


def test_the_most_needed_words_are_shortened_before_they_go(
    row: LightsRow, lights: list[LightWords]
) -> None:
    row.resize(120, 30)
    assert with_words(lights) == [1]
    assert lights[1].geometry().right() < 120


def test_what_a_light_says_is_its_accessible_name_with_or_without_room(
    row: LightsRow, lights: list[LightWords]
) -> None:
    row.resize(60, 30)
    assert [light.accessibleName() for light in lights] == [
        "Đã thông báo",
        "Chưa kết nối thử, hạn 09:30",
        "Còn 02:22:10",
    ]


def test_other_lights_take_the_place_of_the_earlier_ones(
    theme: Theme, row: LightsRow, lights: list[LightWords]
) -> None:
    row.show_lights([LightWords(theme, LightState.GOOD, "Các điểm cầu đã nối")], order=(0,))
    assert not any(light.isVisible() for light in lights)
    assert row.sizeHint().width() < 300


def test_a_row_without_lights_asks_for_nothing(row: LightsRow) -> None:
    row.show_lights([], order=())
    assert row.sizeHint().width() == 0
