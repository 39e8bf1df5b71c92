from dataclasses import replace
from typing import Any

import pytest

from desktop.app.rehearsal.figures import RehearsalFigures, RehearsalLimits

pytestmark = pytest.mark.unit

GOOD = RehearsalFigures(
    sites=2,
    engine="libwebrtc",
    seconds=20.0,
    join_ms=700.0,
    first_audio_ms=600.0,
    fps=29.9,
    width=1280,
    height=720,
    video_latency_ms_p50=30.0,
    video_latency_ms_p95=60.0,
    audio_correlation=0.98,
    hint_visible_ms=10.0,
    minutes_visible_ms=40.0,
    paper_sha256_equal=True,
    engine_recovery_s=1.5,
    server_recovery_s=1.0,
    lost_lines=0,
)


def test_a_good_rehearsal_is_ok() -> None:
    answer = GOOD.as_json(RehearsalLimits())
    assert answer["ok"] is True
    assert answer["shortfalls"] == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("join_ms", 1_001.0),
        ("join_ms", None),
        ("first_audio_ms", None),
        ("fps", 28.9),
        ("fps", 0.0),
        ("video_latency_ms_p95", None),
        ("audio_correlation", 0.94),
        ("audio_correlation", 0.0),
        ("minutes_visible_ms", 301.0),
        ("minutes_visible_ms", None),
        ("paper_sha256_equal", False),
        ("engine_recovery_s", 3.1),
        ("engine_recovery_s", None),
        ("server_recovery_s", 5.1),
        ("lost_lines", 1),
    ],
)
def test_each_figure_alone_turns_ok_to_false(name: str, value: object) -> None:
    changed: dict[str, Any] = {name: value}
    answer = replace(GOOD, **changed).as_json(RehearsalLimits())
    assert answer["ok"] is False
    assert answer["shortfalls"] == [name]


def test_a_mesh_of_many_may_have_fewer_pictures_a_second() -> None:
    many = replace(GOOD, sites=4, fps=21.0)
    assert many.shortfalls(RehearsalLimits()) == ()
    assert replace(many, fps=19.9).shortfalls(RehearsalLimits()) == ("fps",)
