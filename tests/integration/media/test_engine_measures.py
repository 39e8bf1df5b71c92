"""What an engine gives up, asked of a real child: all, some of it, nothing, no answer."""

import sys

import pytest

from desktop.app.wiring.plan import ENGINE_COMMAND
from desktop.media.desk import engine_measures
from desktop.media.desk.engine_measures import held_by_engine
from desktop.sandbox.measures import Measure, expected_of_engine

pytestmark = pytest.mark.integration


def child(code: str) -> tuple[str, ...]:
    return (sys.executable, "-c", code)


@pytest.mark.skipif(sys.platform != "linux", reason="seccomp")
def test_an_engine_of_this_pc_gives_up_all_that_it_can() -> None:
    assert held_by_engine(ENGINE_COMMAND) == expected_of_engine() != Measure(0)


@pytest.mark.skipif(sys.platform != "linux", reason="seccomp")
def test_what_the_kernel_refuses_is_missing_from_the_answer() -> None:
    """As on a kernel without seccomp."""
    code = (
        "from desktop.media.engine import lock_in as l; l.refuse_calls = lambda *a: False; "
        "from desktop.media.engine.process import run_lock_in; raise SystemExit(run_lock_in())"
    )
    assert held_by_engine(child(code)) == Measure.NO_NEW_RIGHTS


@pytest.mark.parametrize(
    "code",
    ["", "print('all')", "print(-1)", "print(64)", "print(3); raise SystemExit(1)"],
)
def test_an_engine_that_says_nothing_of_the_kind_is_not_believed(code: str) -> None:
    assert held_by_engine(child(code)) is None


def test_an_engine_that_cannot_be_started_says_nothing() -> None:
    assert held_by_engine(("/nowhere/engine",)) is None


def test_an_engine_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_measures, "ANSWER_LIMIT_S", 0.2)
    assert held_by_engine(child("import time; time.sleep(600)")) is None
