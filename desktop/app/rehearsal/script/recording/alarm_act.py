"""The act of a recording that stands still: told at once, noted, begun anew by itself."""

import os
import signal
import sys
from functools import partial

from desktop.app.rehearsal.script.reception import Reception
from desktop.app.rehearsal.script.recording.recording_acts import folder_bytes
from desktop.app.rehearsal.script.seen import SeenScene
from desktop.app.rehearsal.script.site import Site
from desktop.domain.recording.interruption import tells_interruption
from desktop.domain.recording.lamp import RecordingWord
from desktop.presenters.session.session import SessionPresenter
from desktop.presenters.session.session_state import SessionViewState
from desktop.presenters.view.message import Message, MessageAction

ALARM_FIGURE = "recording_alarm_ms"
BACK_FIGURE = "recording_back_ms"

A_PIECE_BYTES = 4_096
"""More than the head of a part, less than its first second."""

LINES = 2
"""It was interrupted since, and goes on since."""

MOST_MESSAGES = 5


def alarm(reception: Reception) -> None:
    """The engine of a component site hangs: what follows, follows by itself, and all is back."""
    site = reception.others[0]
    before_texts = _told(site)
    hung_s = reception.now_s()
    if not _hang_engine(site):
        reception.fault(site, "has no engine")
        return
    before = folder_bytes(site, reception)
    is_due = partial(_has_piece, site, reception, before)
    if reception.wait(is_due, reception.back_limit_s()) is None:
        reception.fault(site, "does not go on with its recording")
        return
    reception.sample(BACK_FIGURE, reception.now_s() - hung_s)
    alarm_s = site.view.session_at(_is_alarm, hung_s)
    if alarm_s is None:
        reception.fault(site, "does not tell that its recording stands still")
    else:
        reception.sample(ALARM_FIGURE, alarm_s - hung_s)
    if site.view.scene_at(partial(_says, RecordingWord.FAULT), hung_s) is None:
        reception.fault(site, "display 2 does not tell that its recording stands still")
    if reception.has_fault_of(site):
        return
    _expect_over(reception, site)
    reception.wait(lambda: len(_told(site) - before_texts) >= LINES, reception.limit_s())
    texts = _told(site) - before_texts
    for one in reception.sites:
        has_them = partial(_has_told, one, texts)
        if len(texts) < LINES or reception.wait(has_them, reception.limit_s()) is None:
            reception.fault(one, "its minutes do not tell from when to when nothing was recorded")
    reception.expect_pictures(reception.now_s())


def _expect_over(reception: Reception, site: Site) -> None:
    """The lamp burns, and the alarm is over once the officer says that they know."""
    is_on = partial(site.displays, partial(_says, RecordingWord.RECORDING))
    if reception.wait(is_on, reception.limit_s()) is None:
        reception.fault(site, "display 2 does not tell that it records again")
    if not site.shows(_is_alarm):
        reception.fault(site, "ends its alarm before anybody has seen it")
    _see(reception, site)
    if reception.wait(lambda: not site.shows(_is_alarm), reception.limit_s()) is None:
        reception.fault(site, "goes on with its alarm")


def _hang_engine(site: Site) -> bool:
    """It does nothing any more; where a process cannot be held, it is ended."""
    pid = site.room.desk.media.engine_pid
    if pid is None:
        return False
    os.kill(pid, signal.SIGTERM if sys.platform == "win32" else signal.SIGSTOP)
    return True


def _has_piece(site: Site, reception: Reception, before: int) -> bool:
    return folder_bytes(site, reception) >= before + A_PIECE_BYTES


def _is_alarm(state: SessionViewState) -> bool:
    return state.is_alarm


def _says(word: RecordingWord, scene: SeenScene) -> bool:
    return scene.lamp is word


def _see(reception: Reception, site: Site) -> None:
    """Its button is pressed; another message may stand behind it."""
    for _ in range(MOST_MESSAGES):
        banners = () if site.state is None else site.state.banners
        seen = [one for one in banners if one.action is MessageAction.SEEN]
        if not seen:
            return
        site.act(partial(_press, message=seen[0]))
        reception.settle()


def _press(session: SessionPresenter, *, message: Message) -> None:
    session.act_on_message(message)


def _told(site: Site) -> set[str]:
    """What the minutes, as this site shows them, say of recordings."""
    rows = () if site.state is None else site.state.minutes.rows
    return {row.text for row in rows if tells_interruption(row.text)}


def _has_told(site: Site, texts: set[str]) -> bool:
    return texts <= _told(site)
