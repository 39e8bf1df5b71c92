"""The page of a trial, which has to come to every other site and be drawn; the take; the line."""

import io
from datetime import date

import numpy as np
from PIL import Image, UnidentifiedImageError

from desktop.app.rehearsal.script.site import Site
from desktop.domain.conduct.line_soak import (
    LineSoak,
    SoakFault,
    SoakRules,
    SoakStage,
    soak_faults,
)
from desktop.domain.media.call import WEAK_LOSS
from desktop.domain.room.take import TAKE_FILE, Take, TakeStage
from desktop.presenters.desk import DeskPresenter
from desktop.presenters.session.trial_state import TrialViewState

SHADES = 8
"""Of the wedge on the page: fewer would be a blank sheet."""
_RUNNING = (TakeStage.RECORDING, TakeStage.PLAYING)
SOAK = SoakRules(valid_from=date.min, length_s=12.0, minute_s=4.0, most_loss=WEAK_LOSS)
"""Ten minutes are too long here. A busy PC delays, and loses a little, so that it is no fault."""
_LINE_FAULTS = {SoakFault.LOSS, SoakFault.SENT_LOSS, SoakFault.SILENT}


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
    """Ghi thử, while the line is measured."""
    if desk.trial is not None:
        desk.trial.record_take()
        desk.trial.toggle_soak(SOAK)


def is_take_over(site: Site) -> bool:
    """It was played, or cannot be; and the line was measured."""
    take, soak = _take(site), _soak(site)
    is_measured = soak is not None and soak.stage is not SoakStage.RUNNING
    return take is not None and take.stage not in _RUNNING and is_measured


def line_faults(site: Site) -> tuple[str, ...]:
    """What is not as it must be with the line of a site."""
    soak = _soak(site)
    if soak is None or soak.worst is None:
        return ("measured no line",)
    worst = soak.worst
    has_both_ways = worst.received_kbps > 0 and worst.sent_kbps > 0
    is_poor = _LINE_FAULTS & set(soak_faults(soak, SOAK))
    if soak.stage is SoakStage.DONE and has_both_ways and not is_poor:
        return ()
    lost = f"{worst.loss:.0%} lost, {worst.sent_loss:.0%} of what it sent"
    return (f"measured a line that is {soak.stage}: {lost}, {worst.silent_s:.0f} s of silence",)


def take_faults(site: Site) -> tuple[str, ...]:
    """What is not as it must be with the take of a site."""
    take = _take(site)
    if take is None:
        return ("made no take",)
    found = list(line_faults(site))
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


def _soak(site: Site) -> LineSoak | None:
    state = trial_of(site)
    return None if state is None or state.soak.own is None else state.soak.own.soak
