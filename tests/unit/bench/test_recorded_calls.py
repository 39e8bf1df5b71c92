"""What recording adds to a call is told from the calls beside it, never from one alone."""

from typing import Any

import pytest

from tests.bench.recorded_calls import compared

pytestmark = pytest.mark.unit


def a_call(**changes: Any) -> dict[str, Any]:
    call = {
        "gap_ms_p99": 40.0,
        "freeze_ratio": 0.01,
        "fps": 29.0,
        "recv_cpu": 0.2,
        "recorded_s": 0.0,
        "others_cpu": 0.1,
    }
    return {**call, **changes}


def test_medians_of_the_turns_are_compared() -> None:
    plain = [a_call(), a_call(gap_ms_p99=400.0), a_call(gap_ms_p99=50.0)]
    recorded = [
        a_call(gap_ms_p99=60.0, freeze_ratio=0.03, recorded_s=45.0, others_cpu=0.4),
        a_call(gap_ms_p99=60.0, freeze_ratio=0.03, recorded_s=36.0),
        a_call(gap_ms_p99=10.0, freeze_ratio=0.9, recorded_s=45.0),
    ]
    found = compared(plain, recorded, 45.0)
    assert (found["gap_ratio"], found["freeze_more"]) == (1.2, 0.02)
    assert (found["recorded_share"], found["others_cpu"]) == (0.8, 0.4)
