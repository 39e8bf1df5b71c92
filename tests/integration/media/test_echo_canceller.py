"""The real library in a simulated room; more rooms are in tests/bench/echo.py."""

import subprocess
import sys

import pytest

from desktop.media.engine.sound.cleaner import SoundCleaner
from tests.fakes.fake_clock import FakeClock
from tests.patience import PATIENCE_S
from tests.rigs.desk.simulated_room import (
    RoomPlan,
    clean,
    echo_loss_db,
    seconds_until_cancelled,
    simulate,
    talker_cut_db,
)

pytestmark = pytest.mark.integration


def test_other_processes_never_load_the_library() -> None:
    script = (
        "import sys\n"
        "import desktop.app.main, desktop.media.desk.client, desktop.media.engine.process\n"
        "assert not [name for name in sys.modules if name.startswith('livekit')]\n"
    )
    subprocess.run((sys.executable, "-c", script), check=True, timeout=PATIENCE_S)


@pytest.mark.parametrize(("echo_dbfs", "wanted_db"), [(-20.0, 40.0), (-30.0, 34.0), (-40.0, 27.0)])
def test_the_echo_of_a_room_is_lost_and_its_talker_heard(
    echo_dbfs: float, wanted_db: float
) -> None:
    plan = RoomPlan(delay_ms=140.0, echo_dbfs=echo_dbfs, far_s=9.0, both_s=8.0, near_s=5.0)
    room = simulate(plan)
    clock = FakeClock()
    cleaner = SoundCleaner(clock=clock, does_device_cancel=False, tell=lambda _: None)
    cleaner.open()
    cleaned_sound = clean(room, cleaner, clock)
    cleaner.close()
    assert echo_loss_db(room, cleaned_sound, 5.0, plan.far_s) >= wanted_db
    until_s = seconds_until_cancelled(room, cleaned_sound, 20.0)
    assert until_s is not None
    assert until_s <= 1.0
    if echo_dbfs <= plan.talker_dbfs - 7.0:
        assert talker_cut_db(room, cleaned_sound) <= 4.0
