"""What was taken from processes that read foreign bytes on this PC, and what could not be."""

from collections.abc import Sequence

from desktop.documents.preview.process import WorkerCommand, held_by_worker
from desktop.media.desk.engine_measures import held_by_engine
from desktop.sandbox.measures import Measure, expected_here, expected_of_engine, words

SandboxFacts = dict[str, dict[str, str]]
"""By process: `held` and `missing`, each as `words` has it."""

NOT_MEASURED = {"held": "unknown", "missing": "unknown"}


def measure_sandboxes(
    *, preview_command: Sequence[str], engine_command: Sequence[str]
) -> SandboxFacts:
    """Starts one process of each kind and asks it. Takes some seconds."""
    preview = held_by_worker(WorkerCommand(arguments=tuple(preview_command)))
    engine = held_by_engine(engine_command)
    return {
        "preview": _told(preview, expected_here()),
        "engine": _told(engine, expected_of_engine()),
    }


def _told(held: Measure | None, expected: Measure) -> dict[str, str]:
    if held is None:
        return NOT_MEASURED
    return {"held": words(held), "missing": words(expected & ~held)}
