"""States of calls: who conducts rings agencies, one listens, a desk is rung."""

from collections.abc import Mapping
from dataclasses import replace

from desktop.domain.conduct.calls.agency_call import CallStage
from desktop.domain.ids import CallId, SiteId
from desktop.presenters.conduct.verb import Verb
from desktop.presenters.shell.shell_state import Screen
from tests.samples import showcase as city
from tests.samples.calls import a_call, a_ring
from tests.screens.session_states import Drive, at_headquarters, at_the_commune, opened
from tests.screens.shown_room import ShownRoom

REFUSED_BY = SiteId("finance")


def _of_three_sites(room: ShownRoom) -> ShownRoom:
    """The fourth place is free."""
    others = [one for one in room.fake.schedule.plans if one.id != city.TODAY]
    today = next(one for one in room.fake.schedule.plans if one.id == city.TODAY)
    three = replace(
        today,
        component_site_ids=(city.COMMUNE, city.AGENCY),
        participants=tuple(one for one in today.participants if one.site_id != city.AGENCY_2),
    )
    room.fake.schedule.plans = [*others, three]
    return room


def calling() -> ShownRoom:
    """The chair's desk: one has refused, another one rings for twelve seconds."""
    room = opened(_of_three_sites(at_headquarters()))
    now = room.clock.now()
    refused = a_call(
        REFUSED_BY,
        "Sở Tài chính",
        now,
        id=CallId("c0"),
        stage=CallStage.REFUSED,
        answered_at=now,
        ended_at=now,
        reason="Cán bộ phụ trách đang họp",
    )
    rings = a_call(city.AGENCY_2, "Sở Xây dựng", now)
    room.fake.channel.change(lambda live: replace(live, calls=(refused, rings)))
    room.deliver()
    room.session.press(Verb.CALL_AGENCY)
    room.skip(12)
    return room


def choosing() -> ShownRoom:
    """Nobody was rung yet; a part of a name is typed."""
    room = opened(_of_three_sites(at_headquarters()))
    room.fake.channel.change(lambda live: replace(live, calls=()))
    room.deliver()
    room.session.press(Verb.CALL_AGENCY)
    room.session.calling.edit_search("xây")
    room.deliver()
    return room


def listening() -> ShownRoom:
    """The room that was called in, and sends nothing yet."""
    room = opened(at_the_commune())
    now = room.clock.now()
    own = a_call(city.COMMUNE, "UBND xã An Lão", now, stage=CallStage.LISTENING, answered_at=now)
    room.fake.channel.change(lambda live: replace(live, calls=(own,)))
    room.deliver()
    return room


def rung() -> ShownRoom:
    """A desk at home is rung."""
    room = at_the_commune()
    room.go_to(Screen.HOME)
    room.fake.rings.put(a_ring(city.COMMUNE, city.TODAY, room.clock.now()))
    room.deliver()
    room.skip(12)
    return room


def refusing() -> ShownRoom:
    """It refuses, and was pressed without a reason."""
    room = rung()
    room.desk.ringing.start_refusing()
    room.desk.ringing.refuse()
    return room


def help_wanted() -> ShownRoom:
    """Another room calls for security, and nobody sees to it yet."""
    room = opened(at_headquarters())
    room.fake.channel.calls.ask_help(city.COMMUNE)
    room.deliver()
    return room


def help_asked() -> ShownRoom:
    """The room that asks, where the citizen may look at the screen."""
    room = opened(at_the_commune())
    room.session.calling.help.call()
    room.deliver()
    return room


CALLS: Mapping[str, Drive] = {
    "session-calling": calling,
    "session-calling-search": choosing,
    "session-listening": listening,
    "session-help-wanted": help_wanted,
    "session-help-asked": help_asked,
    "ring": rung,
    "ring-refusing": refusing,
}
