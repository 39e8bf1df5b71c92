"""Our picture in the sizes that are wanted."""

import pytest

from desktop.media.engine.picture import Picture
from desktop.media.engine.quality import pictures
from desktop.media.engine.quality.pictures import PictureCutter, Wish
from tests.fakes.fake_media_connection import small_picture

pytestmark = pytest.mark.unit

LARGE = Wish(width=64, height=36, fps=30)
SMALL = Wish(width=32, height=18, fps=30)
SLOW = Wish(width=32, height=18, fps=10)
STILL = Wish(width=16, height=10, fps=1)


def a_picture(number: int) -> Picture:
    return small_picture(10.0 + number / 30, 64, 36)


def test_nothing_is_cut_for_nobody() -> None:
    cutter = PictureCutter()
    assert not cutter.cut(a_picture(0))
    assert cutter.take() == {}


def test_every_wish_gets_its_size() -> None:
    cutter = PictureCutter()
    cutter.set_wishes(frozenset({LARGE, SMALL}))
    assert cutter.cut(a_picture(0))
    taken = cutter.take()
    assert {wish: (one.width, one.height) for wish, one in taken.items()} == {
        LARGE: (64, 36),
        SMALL: (32, 18),
    }


def test_a_size_is_scaled_once_however_many_paces_want_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scaled: list[tuple[int, int]] = []

    def counted(picture: Picture, max_width: int, max_height: int) -> Picture:
        scaled.append((max_width, max_height))
        return picture

    monkeypatch.setattr(pictures, "fit_picture", counted)
    cutter = PictureCutter()
    cutter.set_wishes(frozenset({SMALL, SLOW}))
    cutter.cut(a_picture(0))
    assert scaled == [(32, 18)]
    taken = cutter.take()
    assert taken[SMALL] is taken[SLOW]


def test_every_wish_has_its_own_pace() -> None:
    cutter = PictureCutter()
    cutter.set_wishes(frozenset({LARGE, SLOW, STILL}))
    counts = dict.fromkeys((LARGE, SLOW, STILL), 0)
    for number in range(90):
        cutter.cut(a_picture(number))
        for wish in cutter.take():
            counts[wish] += 1
    assert counts == {LARGE: 90, SLOW: 30, STILL: 3}


def test_what_was_not_taken_is_replaced_and_a_still_picture_is_not_lost() -> None:
    cutter = PictureCutter()
    cutter.set_wishes(frozenset({LARGE, STILL}))
    assert cutter.cut(a_picture(0))
    assert not cutter.cut(a_picture(1))  # whoever is called already takes this one too
    taken = cutter.take()
    assert taken[LARGE].made_at_s == a_picture(1).made_at_s
    assert taken[STILL].made_at_s == a_picture(0).made_at_s
    assert cutter.take() == {}


def test_a_picture_that_nobody_wants_any_more_is_let_go() -> None:
    cutter = PictureCutter()
    cutter.set_wishes(frozenset({LARGE}))
    cutter.cut(a_picture(0))
    cutter.set_wishes(frozenset({SMALL}))
    assert cutter.take() == {}


def test_a_wish_that_ends_while_its_picture_is_cut_gets_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cutter = PictureCutter()
    cutter.set_wishes(frozenset({LARGE}))

    def slow(picture: Picture, max_width: int, max_height: int) -> Picture:
        cutter.set_wishes(frozenset())
        return picture

    monkeypatch.setattr(pictures, "fit_picture", slow)
    cutter.cut(a_picture(0))
    assert cutter.take() == {}


def test_what_the_camera_offers_is_counted_once() -> None:
    cutter = PictureCutter()
    for number in range(7):
        cutter.cut(a_picture(number))
    assert cutter.take_offered() == 7
    assert cutter.take_offered() == 0
