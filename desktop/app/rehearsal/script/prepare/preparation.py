"""The sites of a session that is prepared, what an act of it is, and what was found."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop.app.practice.names import COMMUNE, HQ
from desktop.app.rehearsal.script.lines import Lines
from desktop.app.rehearsal.script.outcome import Fault, PlayedAct
from desktop.app.rehearsal.script.site import Site, seconds_until
from desktop.domain.clock import Clock
from desktop.domain.ids import RequestId, SessionId, SiteId
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reception.session import SessionPlan
from desktop.domain.reception.status import SessionStatus
from desktop.presenters.desk import DeskPresenter
from desktop.presenters.form.values import write_date

ACT_LIMIT_S = 60.0  # for all that an act waits for: another desk asks the city now and then
LOOK_S = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class PrepareAct:
    """One act. play: does it and looks for it; what is wrong it tells the preparation.

    limit_s: what has not come when the act is so old does not come any more.
    """

    name: str
    play: Callable[["Preparation"], None]
    limit_s: float = ACT_LIMIT_S


class Preparation:
    """The sites of what is prepared, and what was found. Thread: its own.

    request_id, session_id: of what was taken and planned; None until then. near_id: of the session
    that a leader let be planned too near. scratch: a folder for files. lost_lines: as in Played.
    """

    def __init__(
        self, *, sites: tuple[Site, ...], lines: Lines, clock: Clock, scratch: Path
    ) -> None:
        self.scratch = scratch
        self.sites = {site.site_id: site for site in sites}
        self.lines = lines
        self.samples: dict[str, list[float]] = {}
        self.faults: list[Fault] = []
        self.lost_lines = 0
        self.request_id: RequestId | None = None
        self.session_id: SessionId | None = None
        self.near_id: SessionId | None = None
        self._clock = clock
        self._act = ""
        self._until_s = 0.0

    @property
    def commune(self) -> Site:
        """Where the citizen is."""
        return self.sites[SiteId(COMMUNE)]

    @property
    def headquarters(self) -> Site:
        """Where it is decided and planned."""
        return self.sites[SiteId(HQ)]

    def play(self, act: PrepareAct) -> PlayedAct:
        """Play it."""
        self._act, before, began_s = act.name, len(self.faults), self.now_s()
        self._until_s = began_s + act.limit_s
        try:
            act.play(self)
        finally:
            self.lines.mend()
        for site in self.sites.values():
            while site.faults:
                self.fault(site, f"a presenter raised {site.faults.pop()}")
        return PlayedAct(
            name=act.name,
            is_ok=len(self.faults) == before,
            took_s=round(self.now_s() - began_s, 2),
            was_cut=False,
        )

    def now_s(self) -> float:
        """time.monotonic() of this PC."""
        return self._clock.monotonic()

    def today(self) -> str:
        """As it is typed."""
        return write_date(self.now().astimezone(LOCAL_ZONE).date())

    def now(self) -> datetime:
        """Of this PC, aware."""
        return self._clock.now()

    def fault(self, site: Site, what: str) -> None:
        """Something is not as it must be."""
        self.faults.append(Fault(act=self._act, site_id=site.site_id, what=what))

    def wait(self, condition: Callable[[], bool]) -> float | None:
        """Seconds until it was so, looked at once at least; None: the act's time is over."""
        limit_s = self._until_s - self.now_s()
        return seconds_until(condition, self.now_s, limit_s=limit_s, look_s=LOOK_S)

    def expect(
        self, site: Site, condition: Callable[[], bool], what: str, *, figure: str = ""
    ) -> None:
        """It comes to be so at a site; figure: where the milliseconds go."""
        took_s = self.wait(condition)
        if took_s is None:
            self.fault(site, f"does not show {what}")
        elif figure:
            self.samples.setdefault(figure, []).append(took_s * 1_000)

    def plan_at(self, site: Site, session_id: SessionId | None = None) -> SessionPlan | None:
        """A session as a site knows it; session_id: None: the one that was planned."""
        wanted = session_id or self.session_id
        plans = site.room.desk.schedule.sessions()
        return next((one for one in plans if one.id == wanted), None)

    def expect_status(self, status: SessionStatus, figure: str) -> None:
        """The session comes to be so at every site."""
        for site in self.sites.values():

            def is_so(site: Site = site) -> bool:
                known = self.plan_at(site)
                return known is not None and known.status is status

            self.expect(site, is_so, f"a session that is {status}", figure=figure)


def type_in(
    site: Site,
    edit: Callable[[DeskPresenter], Callable[[str, str], None]],
    texts: Iterable[tuple[str, str]],
) -> None:
    """The officer fills these fields."""

    def work(desk: DeskPresenter) -> None:
        for key, text in texts:
            edit(desk)(key, text)

    site.do(work)
