"""Plays a script: a city, lines that can be cut, desks with their engines and presenters."""

import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from desktop import __version__
from desktop.app.practice.city import PracticeCity
from desktop.app.practice.folder import PracticeFolder
from desktop.app.practice.names import HQ, PRACTICE_PIN, SITE_NAMES
from desktop.app.rehearsal.call import RehearsalFailed
from desktop.app.rehearsal.plan import RehearsalPlan
from desktop.app.rehearsal.rooms import (
    decided,
    open_room,
    prepare_city,
    session_of_today,
    sign_in,
)
from desktop.app.rehearsal.script.conduct.deputy_acts import DEPUTY, FEWEST_SITES
from desktop.app.rehearsal.script.conduct.full import full_script
from desktop.app.rehearsal.script.lines import Lines
from desktop.app.rehearsal.script.outcome import Played
from desktop.app.rehearsal.script.reception import Act, CityCopy, Reception, Scene
from desktop.app.rehearsal.script.second_room import SecondRooms
from desktop.app.rehearsal.script.site import Site
from desktop.app.units import load_units
from desktop.app.wiring.desk import Desk, build_desk
from desktop.app.wiring.event_router import EventRouter
from desktop.app.wiring.plan import DeskPlan
from desktop.cityserver.admin.city import open_city, put_record
from desktop.cityserver.admin.recordings import check_recordings, folder_of, list_recordings
from desktop.cityserver.admin.session_record import SessionRecord, read_session_record
from desktop.cityserver.config.config import CityServerConfig
from desktop.domain.clock import Clock
from desktop.domain.ids import SessionId, SiteId
from desktop.domain.reception.participant import ParticipantRole
from desktop.presenters.services.desk_context import DeskContext

ENTER_LIMIT_S = 20.0

logger = logging.getLogger(__name__)

BuildDesk = Callable[[DeskPlan, Clock, EventRouter], Desk]
"""Builds one desk of a script; tests hand in one that spoils something."""


class LineKind(StrEnum):
    """What the lines of a run do. CUT: all of them are cut at the acts that say so."""

    CLEAN = "clean"
    CUT = "cut"


def play_full(
    plan: RehearsalPlan,
    kind: LineKind,
    *,
    clock: Clock,
    build: BuildDesk = build_desk,
    script: Callable[[Path], tuple[Act, ...]] = full_script,
) -> Played:
    """Play it once, in a folder of its own below the plan's.

    Raises RehearsalFailed when a site does not come into the session at all.
    """
    folder = plan.folder / kind.value
    plan = replace(plan, folder=folder, engine=decided(plan.engine))
    with opened_city(plan, clock, build, leaves_out=True) as (practice, lines, sites):
        second = SecondRooms(
            plan=plan,
            practice=practice,
            base_url=lines.base_url,
            facts=_facts(practice),
            build=_on_lines(build, practice, lines),
        )
        session_id = session_of_today(practice)
        duty = partial(_opened_duty, plan, practice, lines, build)
        scene = Scene(
            session_id=session_id,
            central_site_id=SiteId(HQ),
            lines=lines,
            read_city=partial(_read_city, practice, session_id),
            read_recordings=partial(_read_recordings, practice, session_id),
            open_second=second.open,
            clock=clock,
            open_duty=duty if plan.sites < len(SITE_NAMES) else None,
        )
        _enter(sites, session_id)
        return _play(Reception(sites=sites, scene=scene), kind, script(folder))


def _play(reception: Reception, kind: LineKind, acts: tuple[Act, ...]) -> Played:
    played = []
    for act in acts:
        one = reception.play(act, with_cut=kind is LineKind.CUT)
        logger.info("act played name=%s ok=%s took_s=%.1f", one.name, one.is_ok, one.took_s)
        played.append(one)
    return Played(
        line=kind.value,
        sites=len(reception.sites),
        acts=tuple(played),
        samples=reception.samples,
        faults=tuple(reception.faults),
        lost_lines=reception.lost_lines,
    )


@contextmanager
def opened_city(
    plan: RehearsalPlan, clock: Clock, build: BuildDesk, *, leaves_out: bool = False
) -> Iterator[tuple[PracticeFolder, Lines, tuple[Site, ...]]]:
    """A city in the plan's folder, its lines, and the sites of the plan behind them.

    leaves_out: the last site of the city, where it is not opened, is not in today's session either.
    """
    plan.folder.mkdir(parents=True, exist_ok=True)
    plan = replace(plan, engine=decided(plan.engine))
    practice, server = prepare_city(plan.folder, clock)
    with ExitStack() as stack:
        stack.callback(server.stop)
        server.start()
        lines = Lines(urlsplit(server.base_url()).port or 0)
        stack.callback(lines.stop)
        lines.start()
        if leaves_out:
            _arrange(
                practice,
                left_out=SITE_NAMES[-1] if plan.sites < len(SITE_NAMES) else None,
                deputy=DEPUTY if plan.sites >= FEWEST_SITES else None,
            )
        names = SITE_NAMES[: plan.sites]
        yield practice, lines, _open_sites(names, plan, practice, lines, build, stack)


@contextmanager
def _opened_duty(
    plan: RehearsalPlan, practice: PracticeFolder, lines: Lines, build: BuildDesk
) -> Iterator[Site]:
    """A desk at home, of the last site of the city."""
    with ExitStack() as stack:
        names = SITE_NAMES[-1:]
        (site,) = _open_sites(names, plan, practice, lines, build, stack)
        yield site


def _url_of(site_id: str, lines: Lines) -> str:
    return lines.chair_url if site_id == HQ else lines.base_url


def _arrange(practice: PracticeFolder, *, left_out: str | None, deputy: str | None) -> None:
    """Of today's session. left_out: no site of it; deputy: who comes from there may conduct."""
    session_id = session_of_today(practice)
    body = PracticeCity(practice=practice).data().sessions[session_id].model_dump(mode="json")
    others = [one for one in body["component_site_ids"] if one != left_out]
    people = [
        {**one, "role": ParticipantRole.CO_CHAIR.value} if one["site_id"] == deputy else one
        for one in body["participants"]
        if one["site_id"] != left_out
    ]
    changed = {**body, "component_site_ids": others, "participants": people}
    with open_city(CityServerConfig(folder=practice.city)) as city:
        put_record(city, "session", session_id, changed)


def _open_sites(
    names: tuple[str, ...],
    plan: RehearsalPlan,
    practice: PracticeFolder,
    lines: Lines,
    build: BuildDesk,
    stack: ExitStack,
) -> tuple[Site, ...]:
    """Desks with signed-in officers and their presenters, until the stack ends."""
    facts, on_lines = _facts(practice), _on_lines(build, practice, lines)
    rooms = tuple(
        open_room(plan, (practice, site_id), _url_of(site_id, lines), on_lines, stack)
        for site_id in names
    )
    sign_in(rooms, practice)
    sites = tuple(Site(room=room, facts=facts) for room in rooms)
    for site in sites:
        stack.callback(site.stop)
        site.start()
    return sites


def _facts(practice: PracticeFolder) -> DeskContext:
    return DeskContext(
        version=__version__,
        support_phone="",
        is_practice=True,
        is_key_in_file=False,
        can_open_second_room=False,
        practice_pin=PRACTICE_PIN,
        units=load_units(practice.units_file),
    )


def _on_lines(
    build: BuildDesk, practice: PracticeFolder, lines: Lines
) -> Callable[[DeskPlan], Desk]:
    """Builds a desk whose media go through the lines."""
    return lambda desk_plan: build(desk_plan, practice.clock, lines.router())


def _enter(sites: tuple[Site, ...], session_id: SessionId) -> None:
    for site in sites:
        site.enter(session_id)
    for site in sites:
        room = site.room
        if room.wait_for(lambda site=site: site.state is not None, ENTER_LIMIT_S) is None:  # type: ignore[misc]
            raise RehearsalFailed("enter", room.failures())


def _read_city(practice: PracticeFolder, session_id: SessionId) -> SessionRecord:
    with open_city(CityServerConfig(folder=practice.city)) as city:
        return read_session_record(city, session_id)


def _read_recordings(practice: PracticeFolder, session_id: SessionId) -> tuple[CityCopy, ...]:
    config = CityServerConfig(folder=practice.city)
    with open_city(config) as city:
        check_recordings(city, config, session_id)
        found = list_recordings(city, config, session_id)
    return tuple(CityCopy(kept=one, folder=folder_of(config, one)) for one in found)
