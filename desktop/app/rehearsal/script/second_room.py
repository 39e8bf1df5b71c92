"""A second PC of a site in a played script: another folder, another person, the same lines."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace

from desktop.app.practice.folder import PracticeFolder
from desktop.app.rehearsal.plan import RehearsalPlan
from desktop.app.rehearsal.rooms import open_room, sign_in_second
from desktop.app.rehearsal.script.site import Site
from desktop.app.wiring.desk import Desk
from desktop.app.wiring.plan import DeskPlan
from desktop.domain.ids import SiteId
from desktop.presenters.services.desk_context import DeskContext

FOLDER = "second"


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondRooms:
    """Opens them one at a time. base_url: of the lines to the city. build: as of every desk."""

    plan: RehearsalPlan
    practice: PracticeFolder
    base_url: str
    facts: DeskContext
    build: Callable[[DeskPlan], Desk]

    @contextmanager
    def open(self, site_id: SiteId) -> Iterator[Site]:
        """Signed in, at home; killed when the block ends: its place is not given back.

        Raises RehearsalFailed when it does not come.
        """
        folder = self.plan.folder / FOLDER
        folder.mkdir(parents=True, exist_ok=True)

        def build(desk_plan: DeskPlan) -> Desk:
            own = replace(
                desk_plan,
                room_folder=folder / "room",
                copies_folder=folder / "copies",
                log_folder=folder / "logs",
            )
            own.room_folder.mkdir(exist_ok=True)
            return self.build(own)

        with ExitStack() as stack:
            plan = replace(self.plan, folder=folder)
            room = open_room(plan, (self.practice, site_id), self.base_url, build, stack)
            sign_in_second(room, self.practice)
            site = Site(room=room, facts=self.facts)
            stack.callback(site.stop)
            site.start()
            yield site
