"""Acts of the trial: rooms meet, a page is shown, a take is made, and it is noted."""

from functools import partial
from itertools import permutations

from desktop.app.rehearsal.script.media_watch import hears
from desktop.app.rehearsal.script.prepare import trial_watch
from desktop.app.rehearsal.script.prepare.preparation import Preparation
from desktop.app.rehearsal.script.site import Site
from desktop.domain.reception.gate import GateKind
from desktop.domain.reception.status import SessionStatus
from desktop.presenters.session.trial_state import SenseWord


def try_out(preparation: Preparation) -> None:
    """Every site meets every other one; what their desks say is true of pictures and sound."""
    began_s, session_id = preparation.now_s(), preparation.session_id
    sites = tuple(preparation.sites.values())
    if session_id is None:
        preparation.fault(preparation.headquarters, "has nothing to try")
        return
    for site in sites:
        site.do(lambda desk: desk.open_trial(session_id))
    hq = preparation.headquarters
    took_s = preparation.wait(lambda: _is_good(hq))
    if took_s is None:
        for words in _missing(hq) or ("no trial",):
            preparation.fault(hq, f"says in the end: {words}")
    else:
        preparation.samples.setdefault("trial_good_ms", []).append(took_s * 1_000)
    _check_media(preparation, began_s)


def show_page(preparation: Preparation) -> None:
    """Headquarters shows the page; it comes to every other site and is drawn there."""
    hq = preparation.headquarters
    began_s = preparation.now_s()
    hq.do(trial_watch.show)
    for site in preparation.sites.values():
        if site is hq:
            continue
        came_s = preparation.wait(partial(trial_watch.page_came, site))
        if came_s is None:
            preparation.fault(site, "got no page of the trial")
        elif preparation.wait(partial(trial_watch.draw, site)) is None:
            preparation.fault(site, "got a page of the trial that cannot be drawn")
    if preparation.wait(lambda: _has_page(hq)) is None:
        preparation.fault(hq, "does not hear that its page was drawn at every site")
    else:
        took_ms = (preparation.now_s() - began_s) * 1_000
        preparation.samples.setdefault("page_drawn_ms", []).append(took_ms)


def record_take(preparation: Preparation) -> None:
    """Every site records ten seconds of itself, plays them and measures its line meanwhile.

    Where that was not good it is made once more, as an officer does, and told as a lost line.
    """
    sites = tuple(preparation.sites.values())
    for site in sites:
        site.do(trial_watch.begin_take)
    for site in sites:
        preparation.wait(partial(trial_watch.is_take_over, site))
        if trial_watch.take_faults(site):
            preparation.lost_lines += 1
            site.do(trial_watch.begin_take)
            preparation.wait(partial(trial_watch.is_take_over, site))
        for what in trial_watch.take_faults(site):
            preparation.fault(site, what)


def confirm(preparation: Preparation) -> None:
    """Headquarters has it noted; the evidence is in the plan of every site."""
    hq = preparation.headquarters
    hq.do(lambda desk: desk.trial.confirm() if desk.trial is not None else None)
    preparation.expect_status(SessionStatus.TRIAL_PASSED, "trial_seen_ms")
    for site in preparation.sites.values():
        known = preparation.plan_at(site)
        gates = known.gates if known is not None else ()
        evidence = "".join(one.evidence for one in gates if one.kind is GateKind.TRIAL)
        for words in ("6/6", "trang thử hiện ở 2/2", "đo đường truyền"):
            if words not in evidence:
                preparation.fault(site, f"has no evidence of {words}")
        site.do(lambda desk: desk.trial.leave() if desk.trial is not None else None)


def _check_media(preparation: Preparation, since_s: float) -> None:
    """Beside what the desks say: pictures by their marks, sound in what was played."""
    sites = tuple(preparation.sites.values())
    for site, other in permutations(sites, 2):
        if not site.room.sightings(other.site_id, since_s=since_s):
            preparation.fault(site, f"got no picture of {other.site_id}")
    for site in sites:
        if not hears(site, since_s):
            preparation.fault(site, "played no sound")


def _is_good(site: Site) -> bool:
    state = trial_watch.trial_of(site)
    return state is not None and state.good == state.ways


def _has_page(site: Site) -> bool:
    state = trial_watch.trial_of(site)
    return state is not None and state.pages_lacking == 0


def _missing(site: Site) -> tuple[str, ...]:
    state = trial_watch.trial_of(site)
    rows = state.rows if state is not None else ()
    return tuple(
        f"{row.site_id} of {cell.of_site_id}: picture {cell.sees}, sound {cell.hears}"
        for row in rows
        for cell in row.cells
        if cell is not None and (cell.sees, cell.hears) != (SenseWord.GOOD, SenseWord.GOOD)
    )
