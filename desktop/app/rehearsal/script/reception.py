"""The reception that a script plays: what is asked at one desk, and looked for at every site."""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from itertools import permutations
from pathlib import Path
from typing import Protocol

from desktop.app.rehearsal.script.outcome import Fault, PlayedAct
from desktop.app.rehearsal.script.seen import SeenScene, current_step, watch
from desktop.app.rehearsal.script.site import Site, seconds_until
from desktop.cityserver.admin.recordings import KeptRecording
from desktop.cityserver.admin.session_record import SessionRecord
from desktop.contract.problem import ProblemCode
from desktop.domain.clock import Clock
from desktop.domain.events import ActionFailed
from desktop.domain.ids import SessionId, SiteId
from desktop.domain.reception.session import OVER_STATUSES
from desktop.domain.reception.status import SessionStatus
from desktop.domain.recording.lamp import STILL_S, RecordingWord
from desktop.presenters.conduct.roster.roster_state import VeilKind
from desktop.presenters.session.session import SessionPresenter
from desktop.presenters.session.session_state import SessionViewState
from desktop.session.seat.conversation import NOT_CONNECTED, REFUSED_BY_SERVER

SEE_LIMIT_S = 8.0
"""For one site to show something."""

BACK_LIMIT_S = 30.0
"""After the lines were cut: for everything to be as before."""

SETTLE_S = 0.3
"""What was shown must still be shown after this time."""

CUT_S = 1.0
AGAIN_S = 1.0
"""An officer who is connected again and sees nothing of it after this time presses again."""

MOST_PRESSES = 4
LOOK_S = 0.01

Condition = Callable[[SessionViewState], bool]
Press = Callable[[SessionPresenter], None]


@dataclass(slots=True, kw_only=True)
class _Asked:
    """What was pressed last, until it is done.

    pressed_s: when; back_s: since when its desk, which lost it, has its city again; None: it is not
    lost, or there is no city yet.
    """

    site: Site
    press: Press
    is_done: Condition
    pressed_s: float
    back_s: float | None = None
    is_lost: bool = False


class CuttableLines(Protocol):
    """What a reception needs of the lines."""

    def cut(self) -> None:
        """Nothing passes."""
        ...

    def cut_chair(self) -> None:
        """The desk that conducts has no city."""
        ...

    def cut_media_of(self, site_id: SiteId) -> None:
        """No picture and no sound of this site reaches another one."""
        ...

    def mend(self) -> None:
        """Everything passes again."""
        ...

    def arrived(self, site_id: SiteId) -> int:
        """Packets of picture and sound that came to the engine of a site so far."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class CityCopy:
    """What a PC sent of its recording. kept: as the city has just read it again; folder: there."""

    kept: KeptRecording
    folder: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Where a reception takes place. read_city: what the city keeps of the session, now.

    read_recordings: the city reads what it has of the session's recordings, and tells.
    open_second: a second PC of a site, with another officer; killed when the block ends.
    open_duty: a desk of a site that is not in the session, at home; None: every site is in it.
    """

    session_id: SessionId
    central_site_id: SiteId
    lines: CuttableLines
    read_city: Callable[[], SessionRecord]
    read_recordings: Callable[[], tuple[CityCopy, ...]]
    open_second: Callable[[SiteId], AbstractContextManager[Site]]
    clock: Clock
    open_duty: Callable[[], AbstractContextManager[Site]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act of a script. play: does it and looks for it; what is wrong it tells the reception.

    is_cut: on a line that is cut, all lines are, at the moment of the act's first press. limit_s:
    for one site to show something on a line that holds.
    """

    name: str
    play: Callable[["Reception"], None]
    is_cut: bool = False
    limit_s: float = SEE_LIMIT_S


class Reception:
    """The sites of a session, what was written in it so far, and what was found. Thread: its own.

    written: every text of the minutes by the site that wrote it. samples, lost_lines: as in Played.
    """

    def __init__(self, *, sites: tuple[Site, ...], scene: Scene) -> None:
        self.sites = sites
        self.scene = scene
        self.written: dict[str, SiteId] = {}
        self.samples: dict[str, list[float]] = {}
        self.faults: list[Fault] = []
        self.lost_lines = 0
        self._asked: _Asked | None = None
        self._never = threading.Event()
        self._act, self._limit_s = "", SEE_LIMIT_S
        self._has_cuts = False
        self._is_cut_due = False
        self._was_cut = False
        self._statuses: set[SessionStatus] = set()
        self._told: set[tuple[str, str]] = set()

    @property
    def central(self) -> Site:
        """The desk that conducts."""
        return self.site(self.scene.central_site_id)

    @property
    def others(self) -> tuple[Site, ...]:
        """Every site but the central one, in the order in which they were opened."""
        return tuple(site for site in self.sites if site is not self.central)

    def site(self, site_id: SiteId) -> Site:
        """The site with this id."""
        return next(site for site in self.sites if site.site_id == site_id)

    @property
    def was_cut(self) -> bool:
        """Every line was cut in this act."""
        return self._was_cut

    def now_s(self) -> float:
        """time.monotonic() of this PC."""
        return self.scene.clock.monotonic()

    # ---- one act ---------------------------------------------------------------------------

    def play(self, act: Act, *, with_cut: bool) -> PlayedAct:
        """Play it, and judge the words that were shown meanwhile."""
        self._act, self._limit_s = act.name, act.limit_s
        self._asked = None
        before = len(self.faults)
        self._has_cuts = with_cut
        self._is_cut_due, self._was_cut = with_cut and act.is_cut, False
        began_s = self.now_s()
        try:
            act.play(self)
        finally:
            self.scene.lines.mend()
        self._check_words(began_s)
        return PlayedAct(
            name=act.name,
            is_ok=len(self.faults) == before,
            took_s=round(self.now_s() - began_s, 2),
            was_cut=self._was_cut,
        )

    def ask(self, site: Site, press: Press, is_done: Condition, what: str) -> float:
        """Something is pressed at a desk. Returns the instant of it.

        It must not be so already. On a line that holds it is pressed once. Where the line was cut
        at the press, or is lost by itself, the officer looks again when the desk is connected, and
        presses again if it was not done.
        """
        self._asked = None
        if not self._is_connected(site):
            self.lost_lines += 1
            self.wait(partial(self._is_connected, site), self.back_limit_s())
        began_s = self.now_s()
        if site.shows(is_done):
            self.fault(site, f"{what} before it was asked for")
            return began_s
        site.act(press)
        if not self._is_cut_due:
            self._asked = _Asked(site=site, press=press, is_done=is_done, pressed_s=began_s)
            return began_s
        self._cut()
        for _ in range(MOST_PRESSES):
            if self.wait(partial(self._is_connected, site), self.back_limit_s()) is None:
                break
            if self.wait(partial(site.shows, is_done), AGAIN_S) is not None:
                break
            site.act(press)
        self.wait_until_back()
        return began_s

    def ask_in_vain(self, site: Site, press: Press, *, for_s: float) -> float:
        """Something is pressed that must do nothing, and has that long to do it.

        Of a desk that had no city meanwhile nothing would be proved: it is pressed again there.
        Returns the instant of the first press.
        """
        self._asked, first_s = None, self.now_s()
        for _ in range(MOST_PRESSES):
            self.wait(partial(self._is_connected, site), self.back_limit_s())
            began_s = self.now_s()
            site.act(press)
            self.settle(for_s)
            if not self.was_lost(site, began_s):
                break
            self.lost_lines += 1
        return first_s

    def expect(
        self, condition: Condition, what: str, since_s: float, *, figure: str = "", but: str = ""
    ) -> None:
        """Every site shows it, and still does a moment later.

        figure: where the milliseconds go; `but`, the site that pressed, has none.
        """
        for site in self.sites:
            seen_s = self._seen(site, condition, since_s)
            if seen_s is None:
                self.fault(site, f"does not show {what}")
            elif figure and site.site_id != but:
                self.sample(figure, seen_s - since_s)
        self.settle()
        for site in self.sites:
            if not site.shows(condition) and not self.has_fault_of(site):
                self.fault(site, f"shows {what} no longer")

    def expect_display(
        self, condition: Callable[[SeenScene], bool], what: str, since_s: float, *figures: str
    ) -> None:
        """Display 2 of every site shows it; `figures` are of all but the central one."""
        for site in self.sites:
            self.wait(partial(site.displays, condition), self.limit_of(site))
            seen_s = site.view.scene_at(condition, since_s)
            if not site.displays(condition):
                self.fault(site, f"display 2 does not show {what}")
            elif seen_s is not None and site is not self.central:
                for figure in figures:
                    self.sample(figure, seen_s - since_s)

    def expect_pictures(self, since_s: float) -> None:
        """Every site sees real pictures of every other one that came after an instant.

        After a cut the engines may send the voice alone for a while, or stills too coarse for a
        mark: then it is enough that something arrives, or that the tile says why there is none.
        """
        for site, other in permutations(self.sites, 2):
            sees = self._hears_of if self._has_cuts else self._sees
            if self.wait(partial(sees, site, other, since_s), self.back_limit_s()) is None:
                why = _veil_over(site, other.site_id)
                self.fault(site, f"sees no picture of {other.site_id} (its tile: {why})")

    # ---- small things ----------------------------------------------------------------------

    def sample(self, figure: str, seconds: float) -> None:
        """One more of a figure; where the lines were cut it would measure the cut."""
        if not self._was_cut:
            self.samples.setdefault(figure, []).append(seconds * 1_000)

    def fault(self, site: Site | None, what: str) -> None:
        """Something is not as it must be; told once, in the act that saw it first.

        site: None for the city.
        """
        site_id = "city" if site is None else site.site_id
        if (site_id, what) in self._told:
            return
        self._told.add((site_id, what))
        there = "" if site is None else _there(site)
        self.faults.append(Fault(act=self._act, site_id=site_id, what=what, there=there))

    def has_fault_of(self, site: Site) -> bool:
        """Whether this act has found one there."""
        return any(one.act == self._act and one.site_id == site.site_id for one in self.faults)

    def wait(self, condition: Callable[[], bool], limit_s: float) -> float | None:
        """Seconds until it was so, None when it was not within the limit."""

        def is_so() -> bool:
            self._press_what_was_lost()
            return condition()

        return seconds_until(is_so, self.now_s, limit_s=limit_s, look_s=LOOK_S)

    def settle(self, seconds: float = SETTLE_S) -> None:
        """Let time go on."""
        self._never.wait(seconds)

    def wait_until_back(self) -> None:
        """After a cut: until every desk has its city and sees every other one."""
        mended_s = self.now_s()
        for site in self.sites:
            if self.wait(partial(self._is_connected, site), self.back_limit_s()) is None:
                self.fault(site, "does not come back to its city")
        if not any(site.shows(_is_still) for site in self.sites):
            self.expect_pictures(mended_s)
        self.samples.setdefault("back_ms", []).append((self.now_s() - mended_s) * 1_000)

    def was_lost(self, site: Site, since_s: float) -> bool:
        """After an instant its desk had no city for a moment, or was told that it was not heard."""
        had_none = site.view.session_at(lambda state: not state.is_connected, since_s) is not None
        told = (one for at_s, one in site.not_done if at_s >= since_s)
        return had_none or any(is_unheard(one) for one in told)

    def limit_s(self) -> float:
        """How long a site may take to show something in this act."""
        return self.back_limit_s() if self._was_cut else self._limit_s

    def back_limit_s(self) -> float:
        """How long a picture, a voice or a line may take to come; an act may give it more."""
        return max(BACK_LIMIT_S, self._limit_s)

    def limit_of(self, site: Site) -> float:
        """The same for one site: where this act has found a fault, what follows is no news."""
        return SETTLE_S if self.has_fault_of(site) else self.limit_s()

    # ---- inside ----------------------------------------------------------------------------

    def _press_what_was_lost(self) -> None:
        """A desk that lost its city by itself after a press is pressed again once it is back."""
        asked = self._asked
        if asked is None:
            return
        if asked.site.shows(asked.is_done):
            self._asked = None
            return
        if not asked.is_lost and self.was_lost(asked.site, asked.pressed_s):
            self.lost_lines += 1
            asked.is_lost = True
        if not asked.is_lost or not self._is_connected(asked.site):
            asked.back_s = None
        elif asked.back_s is None:
            asked.back_s = self.now_s()
        elif self.now_s() - asked.back_s >= AGAIN_S:
            asked.is_lost, asked.back_s, asked.pressed_s = False, None, self.now_s()
            asked.site.act(asked.press)

    def _cut(self) -> None:
        """At the press: it may have reached the city, or not."""
        self._is_cut_due, self._was_cut = False, True
        self.scene.lines.cut()
        self.settle(CUT_S)
        self.scene.lines.mend()

    def _seen(self, site: Site, condition: Condition, since_s: float) -> float | None:
        seen_at = watch(site.view.sessions, condition, since_s)
        self.wait(lambda: seen_at() is not None, self.limit_of(site))
        return seen_at()

    def _is_connected(self, site: Site) -> bool:
        return site.shows(lambda state: state.is_connected)

    def _sees(self, site: Site, other: Site, since_s: float) -> bool:
        return bool(site.room.sightings(other.site_id, since_s=since_s))

    def _hears_of(self, site: Site, other: Site, since_s: float) -> bool:
        is_sound_only = _veil_over(site, other.site_id) == VeilKind.SOUND_ONLY
        return is_sound_only or site.room.has_frame(other.site_id, since_s=since_s)

    def _check_words(self, since_s: float) -> None:
        """What a site says of the session, the city has said; and no lamp burns by itself."""
        told = self.scene.read_city().told
        now = {told.status} if told is not None else set()
        allowed = self._statuses | now
        for site in self.sites:
            shown = {state.status for at_s, state in site.view.sessions if at_s >= since_s}
            for status in sorted(shown - allowed):
                self.fault(site, f"says {status}, which the city never did")
            lamps = {scene.lamp for at_s, scene in site.view.scenes if at_s >= since_s}
            if RecordingWord.RECORDING in lamps and not _has_grown(site, self, since_s):
                self.fault(site, "says that it records, and nothing does")
            while site.faults:
                self.fault(site, f"a presenter raised {site.faults.pop()}")
        self._statuses = now


def _has_grown(site: Site, reception: Reception, since_s: float) -> bool:
    """A part of its recording was written to since, or in the time for which a lamp stays on.

    A PC that is busy shows late what its engine wrote: it has the time of any other word.
    """
    folder = site.room.desk.plan.recordings_folder / reception.scene.session_id
    ago_s = reception.now_s() - since_s
    oldest_s = reception.scene.clock.now().timestamp() - ago_s - STILL_S - reception.limit_s()
    return any(path.stat().st_mtime >= oldest_s for path in folder.glob("*"))


def is_unheard(failed: ActionFailed) -> bool:
    """The city did not hear of it, or had no time for it: an officer presses again."""
    is_busy = failed.code == REFUSED_BY_SERVER and failed.data.get("reason") == ProblemCode.BUSY
    return failed.code == NOT_CONNECTED or is_busy


def _there(site: Site) -> str:
    """What the desk shows, and what it was told last that was not done."""
    state = site.state
    if state is None:
        return "no session on its screen"
    line = "its city there" if state.is_connected else "without its city"
    told = "".join(
        f", told {one.action} {one.code} {dict(one.data)}" for _, one in site.not_done[-2:]
    )
    return f"shows {state.status} {current_step(state) or 'no step'}, {line}{told}"


def _veil_over(site: Site, site_id: SiteId) -> str:
    """What its tile says in place of a picture."""
    tiles = () if site.state is None else site.state.roster.tiles
    veils = {tile.site_id: tile.veil for tile in tiles}
    veil = veils.get(site_id)
    return "no veil" if veil is None else veil.kind.value


def _is_still(state: SessionViewState) -> bool:
    """No site sends anything: that pictures come back is seen when it goes on."""
    return state.status is SessionStatus.PAUSED or state.status in OVER_STATUSES
