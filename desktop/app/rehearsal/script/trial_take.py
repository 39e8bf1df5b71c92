"""Ghi thử, as a rehearsal makes it: what the screen says of it, and that no file stays."""

from desktop.app.rehearsal.script.site import Site
from desktop.app.rehearsal.script.trial_page import trial_of
from desktop.domain.room.take import TAKE_FILE, Take, TakeStage
from desktop.presenters.desk import DeskPresenter

_RUNNING = (TakeStage.RECORDING, TakeStage.PLAYING)


def begin(desk: DeskPresenter) -> None:
    """Ghi thử."""
    if desk.trial is not None:
        desk.trial.record_take()


def is_over(site: Site) -> bool:
    """It was played, or cannot be."""
    take = _take(site)
    return take is not None and take.stage not in _RUNNING


def faults(site: Site) -> tuple[str, ...]:
    """What is not as it must be with the take of a site."""
    take = _take(site)
    if take is None:
        return ("made no take",)
    found = []
    if not take.is_whole:
        said = f"recorded {take.recorded_s:.1f} s, played {take.played_s:.1f} s"
        found.append(f"made a take that is {take.stage}: {said}")
    if not take.written_bytes or not take.pictures or not take.has_speech:
        found.append(f"made a take of {take.written_bytes} B, {take.pictures} pictures")
    if (site.room.desk.plan.room_folder / TAKE_FILE).exists():
        found.append("still has the file of its take")
    return tuple(found)


def _take(site: Site) -> Take | None:
    state = trial_of(site)
    return None if state is None else state.take
