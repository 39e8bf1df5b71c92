"""Three sites, each with a network of its own: two consult. Started by test_parted_sites.py.

Says as one JSON how many packets came to the site that waits, before, meanwhile and after, and
what else the script found.
"""

import json
import sys
import time
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.app.practice.names import SITE_NAMES
from desktop.app.rehearsal.plan import RehearsalPlan
from desktop.app.rehearsal.script.conduct.full import full_script
from desktop.app.rehearsal.script.reception import Act, Reception
from desktop.app.rehearsal.script.run import LineKind, play_full
from desktop.app.wiring.desk import Desk
from desktop.app.wiring.event_router import EventRouter
from desktop.app.wiring.plan import DeskPlan
from desktop.domain.clock import Clock, SystemClock
from desktop.domain.media.call import MediaEngine
from tests.patience import PATIENCE_S
from tests.rigs.desk.script_faults import ScriptFault, build_spoilt
from tests.rigs.line.parted_networks import PartedNetworks

if TYPE_CHECKING:
    from desktop.domain.ids import SiteId

SITES = SITE_NAMES[:3]
COUNTED_S = 5.0
UNDER_WAY_S = 1.0
ACTS = (
    *("ready", "opening", "roll_call", "roll_begun", "roll_called"),
    *("announcements", "announced", "presentation", "consulted", "consulted_back"),
)


class Counting:
    """Acts that count for a while, and what they counted."""

    def __init__(self, networks: PartedNetworks) -> None:
        self._networks = networks
        self.counts: dict[str, dict[str, dict[str, int]]] = {}
        self.consulted: tuple[SiteId, ...] = ()

    def act(self, name: str) -> Act:
        return Act(name=name, play=lambda _reception: self._count(name))

    def watched(self, act: Act) -> Act:
        """The same act; then the city is asked who consults."""

        def play(reception: Reception) -> None:
            act.play(reception)
            told = reception.scene.read_city().told
            consultation = None if told is None else told.consultation
            self.consulted = () if consultation is None else consultation.site_ids

        return replace(act, play=play)

    def _count(self, name: str) -> None:
        time.sleep(UNDER_WAY_S)
        before = {site: self._networks.arrived(site) for site in SITES}
        time.sleep(COUNTED_S)
        self.counts[name] = {
            site: {
                sender: (self._networks.arrived(site) - before[site])[
                    self._networks.address(sender)
                ]
                for sender in SITES
                if sender != site
            }
            for site in SITES
        }


def main(folder: Path, engine: MediaEngine, *, is_spoilt: bool) -> dict[str, Any]:
    networks = PartedNetworks(SITES)
    networks.start()
    counting = Counting(networks)
    faults = {ScriptFault.CONSULTS_OPENLY, ScriptFault.LISTENS_ON} if is_spoilt else ()
    build_desk = build_spoilt(faults)

    def build(plan: DeskPlan, clock: Clock, router: EventRouter) -> Desk:
        command = (*networks.inside(plan.own_site_id), *plan.engine_command)
        parted = replace(plan.engine, loopback_only=False)
        return build_desk(replace(plan, engine=parted, engine_command=command), clock, router)

    def script(scratch: Path) -> tuple[Act, ...]:
        acts = {one.name: replace(one, limit_s=PATIENCE_S) for one in full_script(scratch)}
        consulted = ACTS.index("consulted")
        return (
            *(acts[name] for name in ACTS[:consulted]),
            counting.act("before"),
            counting.watched(acts["consulted"]),
            counting.act("meanwhile"),
            acts["consulted_back"],
            counting.act("after"),
        )

    try:
        plan = RehearsalPlan(folder=folder, sites=len(SITES), engine=engine)
        clock = SystemClock()
        played = play_full(plan, LineKind.CLEAN, clock=clock, build=build, script=script)
        return {
            "packets": counting.counts,
            "consulted": sorted(counting.consulted),
            "not_counted": networks.lost(),
            "faults": [asdict(one) for one in played.faults],
        }
    finally:
        networks.stop()


if __name__ == "__main__":
    where, made_by, *words = sys.argv[1:]
    said = main(Path(where), MediaEngine(made_by), is_spoilt="spoilt" in words)
    print(json.dumps(said))
