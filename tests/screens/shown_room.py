"""A room of the showcase: what its presenters drew last is one whole picture of the desk."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import chain

from typing_extensions import override

from desktop.domain.access.person import Officer, SignedIn
from desktop.domain.ids import SessionId, SiteId, TrackId
from desktop.domain.media.call import I420Frame
from desktop.domain.media.events import TrackAdded
from desktop.domain.papers.paper import PageImage, Paper, PaperTransfer
from desktop.domain.reception.session import SessionPlan
from desktop.domain.record.minutes import MinuteLine
from desktop.domain.reports.unit_report import ReportState
from desktop.domain.sync.operation import RecordStorage
from desktop.domain.sync.status import Connectivity, RecordingOnWay, Refusal, SyncStatus
from desktop.presenters.services.desk_context import DeskContext
from desktop.presenters.shell.shell_state import Screen
from desktop.presenters.shell.status_bar_state import DisplayPlace
from tests.rigs.desk.desk_room import FACTS, RecordingView, Room
from tests.samples import showcase as city

REAL = replace(FACTS, is_practice=False, can_open_second_room=False)
"""A room in service: nothing here is practice."""

_HERE = frozenset({PaperTransfer.HERE, PaperTransfer.SENDING})
_A_LINE_BYTES = 400


class ShownRoom(Room):
    """Fakes that hold the showcase, a believable hour, display 2 on its screen."""

    def __init__(
        self,
        *,
        own_site_id: SiteId = city.COMMUNE,
        officer: Officer | None = city.OFFICERS[0],
        facts: DeskContext = REAL,
        now: datetime = city.NOW,
    ) -> None:
        super().__init__(own_site_id=own_site_id)
        self.own_site_id = own_site_id
        self.facts = facts
        self.clock.set_wall_clock(now)
        people = city.OFFICERS if own_site_id == city.COMMUNE else (city.LEADER,)
        until = city.NOW + timedelta(days=2)
        self.fake.access.people = tuple(replace(one, offline_until=until) for one in people)
        self.fake.access.person = None if officer is None else _seat(officer, own_site_id)
        schedule = self.fake.schedule
        schedule.sites = {site.id: site for site in city.SITES}
        schedule.cases = {case.id: case for case in city.CASES}
        schedule.plans = [replace(one, is_practice=facts.is_practice) for one in _plans()]
        self.fake.media.present = city.PLUGGED_IN
        self.recordings: tuple[RecordingOnWay, ...] = ()
        self.connectivity = Connectivity.ONLINE
        self.renew()

    def meet_elsewhere(self, platform: str, address: str = "987 6543 2100") -> None:
        """Every session that is planned meets on this platform of somebody else."""
        plans = self.fake.schedule.plans
        self.fake.schedule.plans = [
            replace(one, platform=platform, conference_address=address) for one in plans
        ]
        self.fake.channel.platform = platform

    def renew(self) -> None:
        """The program starts with what its services hold now."""
        self.fake.sync.set_status(self._sync_status())
        self.fake.queue.deliver_to(lambda _event: None)
        self.view = RecordingView()
        self.desk = self._new_desk()
        self.desk.status_bar.set_display_place(DisplayPlace.SCREEN)
        self.deliver()

    def skip(self, seconds: float) -> None:
        """Time in which nothing happens goes by at once."""
        self.clock.advance(seconds)
        self.record()
        self.desk.on_tick()
        self.deliver()

    def wait_until(self, at: datetime) -> None:
        """Nothing happens before this instant."""
        self.skip((at - self.clock.now()).total_seconds())

    def go_to(self, screen: Screen) -> None:
        """From the start to an entry of the menu."""
        self.desk.start()
        self.desk.navigate(screen)
        self.deliver()

    def tell_sync(self) -> None:
        """Sync counts what the services hold, as the real one does."""
        self.fake.sync.set_status(self._sync_status())
        super().deliver()

    def _sync_status(self) -> SyncStatus:
        lines, papers = list(self._own_lines()), list(self._own_papers())
        waiting = [one for one in lines if one.storage is RecordStorage.HERE]
        moving = [one for one in papers if one.transfer in _HERE]
        refused: list[str] = [one.id for one in lines if one.storage is RecordStorage.REFUSED]
        refused += [one.id for one in papers if one.transfer is PaperTransfer.REFUSED]
        others = [one.state is ReportState.HERE for one in self.fake.reports.filed]
        others += [one.storage is RecordStorage.HERE for one in self.fake.agencies.known()]
        others += [one.storage is RecordStorage.HERE for one in self.fake.calendar.known()]
        for intake in self.fake.intakes.intakes():
            others.append(intake.storage is RecordStorage.HERE)
        for row in self.fake.register.unsent():
            others.append(row.storage is RecordStorage.HERE)
            refused += [row.entry.id] * (row.storage is RecordStorage.REFUSED)
        for item in self.fake.conclusions.unsent():
            others.append(item.storage is RecordStorage.HERE)
            refused += [item.item.id] * (item.storage is RecordStorage.REFUSED)
        for known in self.fake.requests.requests():
            others.append(known.storage is RecordStorage.HERE)
            refused += [known.request.id] * (known.storage is RecordStorage.REFUSED)
            refused += [known.request.id] * (known.refused_decision is not None)
        made_at = chain((one.at for one in waiting), (one.added_at for one in moving))
        return SyncStatus(
            connectivity=self.connectivity,
            pending_operations=len(waiting) + sum(others),
            pending_papers=len(moving),
            pending_bytes=sum(one.size_bytes - one.sent_bytes for one in moving)
            + _A_LINE_BYTES * len(waiting),
            refused_operations=len(refused),
            oldest_pending_at=min(made_at, default=None),
            confirmed_at=self.clock.now() - timedelta(minutes=1),
            clock_offset_s=0.0,
            refusals=tuple(Refusal(entity_id=one, reason="bad_body") for one in refused),
            recordings=self.recordings,
        )

    @override
    def deliver(self) -> None:
        """Also to sync: what is written or sent changes what it counts."""
        super().deliver()
        if _counts(self._sync_status()) != _counts(self.fake.sync.status()):
            self.tell_sync()

    def lose_city(self) -> None:
        """Sync does not reach it any more."""
        self.connectivity = Connectivity.OFFLINE
        self.deliver()

    def city_takes_lines(self) -> None:
        """Every line that was written here arrives there."""
        for line in self._own_lines():
            if line.storage is RecordStorage.HERE:
                self.fake.minutes.put(replace(line, storage=RecordStorage.CITY, revision=1))
        self.deliver()

    def show_pages(self, page: PageImage) -> None:
        """Pages that were asked for are drawn anew, and look like this."""
        self.fake.papers.page = page
        for request in dict.fromkeys(self.fake.papers.requests):
            self.fake.papers.answer_preview(*request)
        self.deliver()

    def show_people(self, picture_of: Callable[[SiteId], I420Frame]) -> None:
        """Every camera that is told of gives a picture."""
        for event in self.fake.queue.seen:
            if isinstance(event, TrackAdded):
                site_id = event.track.site_id or self.own_site_id
                self.fake.media.frames[event.track.id] = picture_of(site_id)

    def frame(self, track_id: TrackId) -> I420Frame | None:
        """For tiles."""
        return self.fake.media.read_frame(track_id)

    def _own_lines(self) -> Iterable[MinuteLine]:
        for session_id in self._session_ids():
            for line in self.fake.minutes.lines(session_id):
                if line.owner_site_id == self.own_site_id:
                    yield line

    def _own_papers(self) -> Iterable[Paper]:
        for session_id in self._session_ids():
            for paper in self.fake.papers.papers(session_id):
                if paper.owner_site_id == self.own_site_id:
                    yield paper

    def _session_ids(self) -> tuple[SessionId, ...]:
        return tuple(one.id for one in self.fake.schedule.sessions())


def _seat(officer: Officer, site_id: SiteId) -> SignedIn:
    return SignedIn(officer=officer, site_id=site_id, is_offline=False, offline_until=None)


def _counts(status: SyncStatus) -> tuple[object, ...]:
    return (
        status.connectivity,
        status.pending_operations,
        status.pending_papers,
        status.pending_bytes,
        status.refusals,
    )


def _plans() -> tuple[SessionPlan, ...]:
    return (*city.PLANS_OF_TODAY, *city.PLANS_BEFORE, *city.FOUND_PLANS)
