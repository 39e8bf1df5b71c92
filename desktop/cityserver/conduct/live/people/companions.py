"""Companion desks in the live state: they come and go with their connections. Pure."""

from collections.abc import Callable
from dataclasses import replace

from desktop.cityserver.conduct.live.live_state import Beside, Holder, Live
from desktop.domain.conduct.companion import Companion
from desktop.domain.ids import SiteId


def sit_beside(live: Live, beside: Beside) -> Live:
    """A companion desk joined, or dialled again."""
    others = (one for one in live.beside if one.program_id != beside.program_id)
    return _with(live, (*others, beside))


def leave_beside(live: Live, connection_id: str) -> Live:
    """The companion desk of this connection is gone; as it was when it has none."""
    return _with(
        live, tuple(one for one in live.beside if one.holder.connection_id != connection_id)
    )


def without_program(live: Live, site_id: SiteId, program_id: str) -> Live:
    """This program of the site is no companion desk any more: it takes the seat."""
    return _with(
        live,
        tuple(one for one in live.beside if (one.site_id, one.program_id) != (site_id, program_id)),
    )


def release_dead_beside(live: Live, is_alive: Callable[[Holder], bool]) -> Live:
    """Companion desks of workers that are gone: they dial again."""
    return _with(live, tuple(one for one in live.beside if is_alive(one.holder)))


def keep_beside(live: Live, holder: Holder) -> Live:
    """The same connection under a new number of its worker."""
    return _with(
        live,
        tuple(
            replace(one, holder=holder) if one.holder.connection_id == holder.connection_id else one
            for one in live.beside
        ),
    )


def _with(live: Live, beside: tuple[Beside, ...]) -> Live:
    if beside == live.beside:
        return live
    told = tuple(
        Companion(site_id=one.site_id, role=one.role, typist=one.program_id) for one in beside
    )
    return replace(live, beside=beside, told=replace(live.told, companions=told))
