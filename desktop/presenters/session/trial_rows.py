"""The matrix of a trial: what each site makes of each other one, as it was told last."""

from collections.abc import Callable, Iterable

from desktop.domain.clock import Clock
from desktop.domain.conduct.live_session import LiveSession
from desktop.domain.conduct.trial import FRESH, Sensed, is_doubted
from desktop.domain.ids import SiteId
from desktop.presenters.live.session_context import SessionContext
from desktop.presenters.session.trial_state import PageWord, SenseWord, TrialCell, TrialRow

_FRESH_S = FRESH.total_seconds()


class TrialRows:
    """Of one visit. Thread: MainThread. live: the newest state, None before it."""

    def __init__(self, *, clock: Clock, context: SessionContext) -> None:
        self._clock = clock
        self._context = context
        self._heard_at: dict[tuple[SiteId, SiteId], tuple[Sensed, float]] = {}
        self.live: LiveSession | None = None
        self.is_connected = False

    def take_live(self, live: LiveSession) -> None:
        """The city's newest word; what it says anew counts from now on."""
        self.live = live
        now_s = self._clock.monotonic()
        for one in live.sensed:
            pair = (one.by_site_id, one.of_site_id)
            known = self._heard_at.get(pair)
            if known is None or known[0] != one:
                self._heard_at[pair] = (one, now_s)

    @property
    def was_measured(self) -> bool:
        """Some direction was, at some time."""
        return bool(self._heard_at)

    def is_there(self, site_id: SiteId) -> bool:
        """It sits in the call, as far as is known here."""
        seat = None if self.live is None else self.live.seat(site_id)
        return seat is not None and seat.is_connected and self.is_connected

    def is_doubted(self, by: SiteId, of: SiteId) -> bool:
        """A person at `by` says that `of` is not good."""
        return is_doubted(self.live.doubts if self.live is not None else (), by, of)

    def rows(
        self, site_ids: Iterable[SiteId], page: Callable[[SiteId], PageWord]
    ) -> tuple[TrialRow, ...]:
        """One for each of these sites. page: how the page stands there."""
        sites = tuple(site_ids)
        return tuple(
            TrialRow(
                site_id=site_id,
                name=self._context.site_name(site_id),
                is_present=self.is_there(site_id),
                page=page(site_id),
                cells=tuple(None if of == site_id else self._cell(site_id, of) for of in sites),
            )
            for site_id in sites
        )

    def _cell(self, by: SiteId, of: SiteId) -> TrialCell:
        is_own = by == self._context.own_site_id
        sees = hears = SenseWord.NOT_YET
        sensed, at_s = self._heard_at.get((by, of), (None, 0.0))
        is_fresh = self._clock.monotonic() - at_s <= _FRESH_S
        if sensed is not None and is_fresh and self.is_there(by) and self.is_there(of):
            sees = SenseWord.GOOD if sensed.sees else SenseWord.MISSING
            hears = SenseWord.GOOD if sensed.hears else SenseWord.MISSING
        if self.is_doubted(by, of):
            sees = hears = SenseWord.DOUBTED
        can_doubt = is_own and self.is_there(of)
        return TrialCell(of_site_id=of, sees=sees, hears=hears, can_doubt=can_doubt)
