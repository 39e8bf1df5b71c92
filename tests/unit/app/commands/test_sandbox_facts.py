"""What IT reads of the processes that read foreign bytes."""

import sys

import pytest

from desktop.app.commands import sandbox_facts
from desktop.app.commands.sandbox_facts import NOT_MEASURED, measure_sandboxes
from desktop.documents.preview.process import WorkerCommand
from desktop.sandbox import measures
from desktop.sandbox.measures import Measure

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("platform", "preview", "engine", "expected"),
    [
        (
            "linux",
            Measure.LIMITS | Measure.NO_NEW_RIGHTS | Measure.CALLS,
            Measure.NO_NEW_RIGHTS | Measure.CALLS,
            ("files", "none"),
        ),
        ("linux", Measure.LIMITS, Measure(0), ("no_new_rights,files,calls", "no_new_rights,calls")),
        ("win32", Measure.JOB, Measure.JOB, ("token", "none")),
        ("win32", Measure.TOKEN | Measure.JOB, Measure(0), ("none", "job")),
        ("darwin", Measure.LIMITS, Measure(0), ("none", "none")),
    ],
)
def test_what_is_missing_is_what_this_system_has_and_the_process_did_not_say(
    monkeypatch: pytest.MonkeyPatch,
    platform: str,
    preview: Measure,
    engine: Measure,
    expected: tuple[str, str],
) -> None:
    asked = list[tuple[str, ...]]()

    def worker(command: WorkerCommand) -> Measure:
        asked.append(command.arguments)
        return preview

    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(sandbox_facts, "held_by_worker", worker)
    monkeypatch.setattr(sandbox_facts, "held_by_engine", lambda _command: engine)
    told = measure_sandboxes(preview_command=["preview"], engine_command=["engine"])
    assert asked == [("preview",)]
    assert (told["preview"]["missing"], told["engine"]["missing"]) == expected
    assert told["engine"]["held"] == measures.words(engine)


def test_a_process_that_says_nothing_is_not_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox_facts, "held_by_worker", lambda _command: None)
    monkeypatch.setattr(sandbox_facts, "held_by_engine", lambda _command: None)
    told = measure_sandboxes(preview_command=[], engine_command=[])
    assert told == {"preview": NOT_MEASURED, "engine": NOT_MEASURED}
