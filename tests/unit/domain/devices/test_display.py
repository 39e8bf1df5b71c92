"""The screen for chair and citizens is found again: other port, other order, other name."""

from dataclasses import replace

import pytest

from desktop.domain.devices.display import (
    Display,
    choose_display,
    choose_officer_display,
    recognise_display,
)

pytestmark = pytest.mark.unit

OFFICER = Display(name="eDP-1", maker="LGD", model="0x05", width=1366, height=768)
CHAIR = Display(
    name="HDMI-1", maker="Samsung", model="S24", serial="A1", x=1366, width=1920, height=1080
)
WALL = Display(name="DP-1", maker="Sony", model="KD", serial="B2", x=3286, width=3840, height=2160)
PLAIN = Display(name="HDMI-2", x=1366, width=1280, height=720)


@pytest.mark.parametrize(
    ("chosen", "present", "found"),
    [
        (CHAIR, [OFFICER, CHAIR, WALL], CHAIR),
        (CHAIR, [WALL, CHAIR, OFFICER], CHAIR),
        # another connector, another place
        (CHAIR, [WALL, replace(CHAIR, name="DP-2", x=0)], replace(CHAIR, name="DP-2", x=0)),
        # another one of that model stands on its connector
        (CHAIR, [replace(CHAIR, serial="A2")], None),
        (
            CHAIR,
            [replace(CHAIR, serial="A2"), replace(CHAIR, name="DP-9")],
            replace(CHAIR, name="DP-9"),
        ),
        # without serial numbers: the connector, else the only one of its model
        (replace(CHAIR, serial=""), [replace(CHAIR, name="DP-1"), CHAIR], CHAIR),
        (replace(CHAIR, serial=""), [replace(CHAIR, name="DP-1")], replace(CHAIR, name="DP-1")),
        (
            replace(CHAIR, serial=""),
            [replace(CHAIR, name="DP-1", serial=""), replace(CHAIR, name="DP-2", serial="")],
            None,
        ),
        # one that tells nothing: its connector, else its size and place
        (PLAIN, [OFFICER, PLAIN], PLAIN),
        (PLAIN, [replace(PLAIN, name="HDMI-3")], replace(PLAIN, name="HDMI-3")),
        (PLAIN, [replace(PLAIN, name="HDMI-3", width=800)], None),
        (PLAIN, [OFFICER, WALL], None),
        (CHAIR, [], None),
    ],
)
def test_the_same_screen_is_recognised_and_no_other(
    chosen: Display, present: list[Display], found: Display | None
) -> None:
    assert recognise_display(chosen, present) == found


@pytest.mark.parametrize(
    ("choice", "present", "officer", "chosen"),
    [
        (None, [OFFICER, CHAIR, WALL], OFFICER, CHAIR),
        (WALL, [OFFICER, CHAIR, WALL], OFFICER, WALL),
        (WALL, [OFFICER, CHAIR], OFFICER, CHAIR),
        (WALL, [WALL, CHAIR], WALL, CHAIR),
        (WALL, [OFFICER], OFFICER, None),
        (None, [OFFICER, CHAIR], None, OFFICER),
        (None, [], None, None),
    ],
)
def test_it_is_never_the_officers_own_and_another_stands_in(
    choice: Display | None,
    present: list[Display],
    officer: Display | None,
    chosen: Display | None,
) -> None:
    assert choose_display(choice, present, officer) == chosen


@pytest.mark.parametrize(
    ("meant", "present", "officer", "goes_to"),
    [
        (CHAIR, [CHAIR, OFFICER], CHAIR, OFFICER),
        (CHAIR, [WALL, CHAIR, OFFICER], CHAIR, WALL),
        # known again on another connector
        (replace(CHAIR, name="DP-9"), [CHAIR, OFFICER], CHAIR, OFFICER),
        # on a screen of its own, on the only one, on one that is meant for nobody
        (CHAIR, [CHAIR, OFFICER], OFFICER, None),
        (CHAIR, [CHAIR], CHAIR, None),
        (WALL, [CHAIR, OFFICER], CHAIR, None),
        (None, [CHAIR, OFFICER], CHAIR, None),
        (CHAIR, [CHAIR, OFFICER], None, None),
        # its own screen is dying and not among those present any more
        (CHAIR, [CHAIR], OFFICER, None),
    ],
)
def test_the_officers_window_leaves_the_screen_of_the_citizens(
    meant: Display | None,
    present: list[Display],
    officer: Display | None,
    goes_to: Display | None,
) -> None:
    assert choose_officer_display(meant, present, officer) == goes_to
