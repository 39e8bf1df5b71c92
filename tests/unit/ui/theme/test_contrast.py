import pytest

from desktop.ui.theme.contrast import contrast_ratio
from desktop.ui.theme.tokens import DARK, HIGH_CONTRAST, NORMAL, Tokens

pytestmark = pytest.mark.unit

TEXT_PAIRS = [
    ("ink", "surface"), ("ink", "paper"), ("ink", "sunken"), ("ink2", "surface"),
    ("ink2", "paper"), ("ink2", "sunken"), ("ink3", "surface"), ("ink3", "paper"),
    ("ink3", "off_tint"), ("accent", "surface"), ("accent", "paper"), ("accent", "accent_tint"),
    ("on_accent", "accent"), ("on_accent", "accent_hover"), ("on_accent", "accent_press"),
    ("ok", "surface"), ("ok", "paper"), ("ok", "ok_tint"), ("warn", "surface"),
    ("warn", "paper"), ("warn", "warn_tint"), ("danger", "surface"), ("danger", "paper"),
    ("danger", "danger_tint"), ("on_danger", "danger"), ("on_danger", "danger_hover"),
    ("ink", "accent_tint"), ("ink", "warn_tint"), ("ink", "danger_tint"), ("ink2", "off_tint"),
    ("ink2", "danger_tint"), ("ink2", "accent_tint"),
]  # fmt: skip
NIGHT_PAIRS = [
    (ink, ground)
    for ink in ("on_night", "on_night2", "gold", "rec_night", "ok_night")
    for ground in ("night", "night2")
]


@pytest.mark.parametrize("tokens", [NORMAL, HIGH_CONTRAST, DARK], ids=lambda one: one.name)
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_is_read_on_its_ground(tokens: Tokens, ink: str, ground: str) -> None:
    assert contrast_ratio(getattr(tokens, ink), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("tokens", [NORMAL, HIGH_CONTRAST, DARK], ids=lambda one: one.name)
@pytest.mark.parametrize("sign", ["edge", "focus"])
@pytest.mark.parametrize("ground", ["surface", "paper"])
def test_borders_and_the_focus_ring_are_seen(tokens: Tokens, sign: str, ground: str) -> None:
    assert contrast_ratio(getattr(tokens, sign), getattr(tokens, ground)) >= 3


@pytest.mark.parametrize("tokens", [NORMAL, HIGH_CONTRAST, DARK], ids=lambda one: one.name)
@pytest.mark.parametrize(("ink", "ground"), NIGHT_PAIRS)
def test_display_two_is_read_from_afar(tokens: Tokens, ink: str, ground: str) -> None:
    assert contrast_ratio(getattr(tokens, ink), getattr(tokens, ground)) >= 7


def test_the_measure_itself() -> None:
    assert contrast_ratio("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast_ratio("#777777", "#777777") == pytest.approx(1)
    assert contrast_ratio("#1C4C7C", "#FFFFFF") == pytest.approx(8.9, abs=0.1)
