"""What arrives of picture and sound at a site, and whether it has come to an end."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from desktop.app.rehearsal.call import heard_since
from desktop.app.rehearsal.script.reception import Reception
from desktop.app.rehearsal.script.site import Site
from desktop.media.measure.sound_match import first_sound_s, last_sound_s

QUIET_S = 1.0
"""Nothing for so long: it has come to an end."""

QUIET_LIMIT_S = 10.0
"""What was under way is played by then, on a busy PC too; what is not goes on."""

LOOK_S = 0.1

LOOKED_BACK_S = 10.0
MOST_QUIET_S = 4.0
GAPS = 2.0
"""Pictures that came seldom are not at their end because none came for a second."""


def hears(site: Site, since_s: float) -> bool:
    """Whether any sound was played there after an instant."""
    return first_sound_s(heard_since(site.room.loudspeaker_file, since_s)) is not None


def last_heard_s(site: Site, since_s: float) -> float | None:
    """Seconds after the instant until the last sound that was played there; None: silence."""
    return last_sound_s(heard_since(site.room.loudspeaker_file, since_s))


def falls_silent(reception: Reception, site: Site) -> bool:
    """Whether a while without sound comes within the limit, QUIET_S after the end or later."""

    def is_silent() -> bool:
        return not hears(site, reception.now_s() - QUIET_S)

    return _comes(reception, is_silent)


def stands_still(reception: Reception, site: Site, other: Site) -> bool:
    """The same of real pictures of another site; where a busy PC shows few, for longer."""
    looked_s = reception.now_s()
    seen = site.room.sightings(other.site_id, since_s=looked_s - LOOKED_BACK_S)
    wait_s = quiet_s([one.at_s for one in seen])

    def is_still() -> bool:
        return not site.room.sightings(other.site_id, since_s=reception.now_s() - wait_s)

    return _comes(reception, is_still)


def quiet_s(pictures: Sequence[float]) -> float:
    """How long nothing must come, in s, after pictures at these instants, in s."""
    gaps = (after - before for before, after in pairwise(pictures))
    return min(MOST_QUIET_S, max(QUIET_S, GAPS * max(gaps, default=0.0)))


def _comes(reception: Reception, condition: Callable[[], bool]) -> bool:
    limit_s = reception.now_s() + QUIET_LIMIT_S
    while not condition():
        if reception.now_s() >= limit_s:
            return False
        reception.settle(LOOK_S)
    return True
