"""The self-test in a child: not started, passed, failed, crashed, too slow, stopped."""

import sys
import threading
from pathlib import Path

import pytest

from desktop.media.desk import engine_proof as proof_module
from desktop.media.desk.engine_proof import EngineProof, prove
from tests.patience import PATIENCE_S

pytestmark = pytest.mark.integration


def child(code: str) -> tuple[str, ...]:
    return (sys.executable, "-c", code)


@pytest.mark.parametrize(
    ("code", "failure"),
    [
        ("import sys; sys.exit(0 if sys.argv[1:] == ['--self-test'] else 3)", None),
        ("print('no_picture'); raise SystemExit(1)", "no_picture"),
        ("print('x' * 500); raise SystemExit(1)", "x" * 80),
        ("raise SystemExit(1)", "crashed_1"),
        ("raise SystemExit(7)", "crashed_7"),
        ("import os; os.abort()", "crashed_-6"),
    ],
)
def test_the_child_says_in_one_word_what_does_not_work(code: str, failure: str | None) -> None:
    assert prove(child(code)) == failure


def test_a_command_that_does_not_exist_proves_nothing() -> None:
    assert prove(("/nowhere/engine",)) == "not_started"


def test_a_child_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof_module, "PROOF_LIMIT_S", 0.2)
    assert prove(child("import time; time.sleep(60)")) == "too_slow"


def test_the_answer_comes_on_a_thread_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    is_done = threading.Event()
    told: list[tuple[str | None, str]] = []

    def take(failure: str | None) -> None:
        told.append((failure, threading.current_thread().name))
        is_done.set()

    monkeypatch.setattr(proof_module, "TRY_AGAIN_AFTER_S", (0.0,))
    proof = EngineProof(command=child("print('no_sound'); raise SystemExit(1)"), on_done=take)
    proof.start()
    assert is_done.wait(PATIENCE_S)
    proof.stop()
    proof.stop()
    assert told == [("no_sound", "engine-proof")]


@pytest.mark.parametrize(
    ("last", "runs", "failure"),
    [("raise SystemExit(0)", 2, None), ("import os; os.abort()", 2, "crashed_-6")],
)
def test_a_busy_pc_is_tried_again_and_a_crash_is_not(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, last: str, runs: int, failure: str | None
) -> None:
    monkeypatch.setattr(proof_module, "TRY_AGAIN_AFTER_S", (0.0, 0.0, 0.0))
    log = tmp_path / "runs"
    code = f"""
from pathlib import Path
log = Path({str(log)!r})
log.write_text(log.read_text() + "." if log.exists() else ".")
if len(log.read_text()) == {runs}:
    {last}
print("slow_sound")
raise SystemExit(1)
"""
    is_done = threading.Event()
    told: list[str | None] = []

    def take(failure: str | None) -> None:
        told.append(failure)
        is_done.set()

    proof = EngineProof(command=child(code), on_done=take)
    proof.start()
    assert is_done.wait(PATIENCE_S)
    proof.stop()
    assert told == [failure]
    assert log.read_text() == "." * runs


def test_stopping_does_not_wait_for_the_next_try() -> None:
    proof = EngineProof(
        command=child("print('slow_sound'); raise SystemExit(1)"), on_done=lambda _failure: None
    )
    proof.start()
    proof.stop()
    assert not [one for one in threading.enumerate() if one.name == "engine-proof"]


def test_stopping_ends_the_child_and_tells_nothing() -> None:
    told: list[str | None] = []
    proof = EngineProof(command=child("import time; time.sleep(60)"), on_done=told.append)
    proof.start()
    proof.stop()
    assert not told
    assert not [one for one in threading.enumerate() if one.name == "engine-proof"]
