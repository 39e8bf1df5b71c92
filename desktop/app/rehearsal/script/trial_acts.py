"""The page of a trial, which has to come to every other site and be drawn there, and ghi thử."""

import io

import numpy as np
from PIL import Image, UnidentifiedImageError

from desktop.app.rehearsal.script.site import Site
from desktop.domain.room.take import TAKE_FILE, Take, TakeStage
from desktop.presenters.desk import DeskPresenter
from desktop.presenters.session.trial_state import TrialViewState

SHADES = 8
"""Of the wedge on the page: fewer would be a blank sheet."""
_RUNNING = (TakeStage.RECORDING, TakeStage.PLAYING)


def trial_of(site: Site) -> TrialViewState | None:
    """What the screen of its trial shows now."""
    return site.read(lambda desk: desk.trial.state() if desk.trial is not None else None)


def show(desk: DeskPresenter) -> None:
    """Chiếu trang thử."""
    if desk.trial is not None:
        desk.trial.show_page()


def page_came(site: Site) -> bool:
    """Its bytes are at this desk, and are the page of this program."""
    state = trial_of(site)
    return state is not None and state.page.content is not None


def draw(site: Site) -> bool:
    """Draw it as a window would, and say so; False: there is nothing to see."""
    state = trial_of(site)
    content = None if state is None else state.page.content
    if state is None or content is None or not is_drawn(content):
        return False
    number = state.page.number

    def work(desk: DeskPresenter) -> None:
        if desk.trial is not None:
            desk.trial.page_drawn(number)

    site.do(work)
    return True


def is_drawn(content: bytes) -> bool:
    """Whether there is a page with all its shades in these bytes."""
    try:
        with Image.open(io.BytesIO(content)) as picture:
            pixels = np.asarray(picture.convert("L"))
    except (UnidentifiedImageError, OSError):
        return False
    return len(np.unique(pixels)) >= SHADES


def begin_take(desk: DeskPresenter) -> None:
    """Ghi thử."""
    if desk.trial is not None:
        desk.trial.record_take()


def is_take_over(site: Site) -> bool:
    """It was played, or cannot be."""
    take = _take(site)
    return take is not None and take.stage not in _RUNNING


def take_faults(site: Site) -> tuple[str, ...]:
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
