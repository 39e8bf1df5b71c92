"""What a desk leaves behind of its run: the log, and a file of its crash."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.app.desk.crash import CrashRecorder
from desktop.diagnostics.logging_setup import LogPlan, ProcessLog
from desktop.settings.load import LoadedSettings, log_problems


@contextmanager
def desk_log(folder: Path, loaded: LoadedSettings) -> Iterator[None]:
    """Both are written into this folder during the block; faults of the settings come first."""
    plan = LogPlan(folder=folder, process="desk", level=loaded.settings.log_level.number)
    with ProcessLog(plan):
        log_problems(loaded)
        crash = CrashRecorder(folder, "desk")
        crash.install()
        try:
            yield
        finally:
            crash.close()
