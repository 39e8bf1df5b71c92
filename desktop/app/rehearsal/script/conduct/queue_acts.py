"""Acts of the speaking queue: its order at every site, and a microphone without the floor."""

from collections.abc import Callable, Sequence
from functools import partial

from desktop.app.rehearsal.script.conduct.conduct_acts import FLOOR_FIGURE, HAND_FIGURE
from desktop.app.rehearsal.script.media_watch import QUIET_S, falls_silent, hears
from desktop.app.rehearsal.script.reception import Condition, Reception
from desktop.app.rehearsal.script.site import Site
from desktop.domain.ids import SiteId
from desktop.presenters.conduct.roster.roster_state import MicrophoneWord
from desktop.presenters.conduct.verb import Verb
from desktop.presenters.session.session import SessionPresenter
from desktop.presenters.session.session_state import SessionViewState

REASON = "Làm rõ nội dung vừa trình bày"
MOST_HANDS_OF_SITE = 2
LISTEN_S = 2.0
"""So long a microphone without the floor is listened for."""

Asker = tuple[SiteId, str]


def queue(reception: Reception) -> None:
    """People of every site ask, one after the other; the order is the same everywhere."""
    wanted: list[Asker] = []
    for site in (*reception.others, reception.central):
        for label in _labels(site):
            wanted.append((site.site_id, label))
            is_so = _shows(wanted)
            press = partial(_ask_for, label=label)
            began_s = reception.ask(site, press, is_so, f"{label} asks")
            what = f"the order of {len(wanted)} hands"
            reception.expect(is_so, what, began_s, figure=HAND_FIGURE, but=site.site_id)
    reception.expect(_has_reasons, "why each of them asks", 0.0)


def reorder(reception: Reception) -> None:
    """The chair puts the last hand first."""
    wanted = _order(reception.central.state)
    wanted = [*wanted[-1:], *wanted[:-1]]
    number = _number(reception.central, wanted[0])
    _ask_chair(
        reception,
        lambda session: session.conduct.speaking.place(number, 0),
        _shows(wanted),
        "the new order of hands",
    )


def call_this(reception: Reception) -> None:
    """The chair calls a hand that is not the first, and thanks; the others keep their order."""
    central = reception.central
    order = _order(central.state)
    others = {site.site_id for site in reception.others}
    called = [one for one in order if one[0] in others][-1]
    number = _number(central, called)
    left = [one for one in order if one != called]

    def has_floor(state: SessionViewState) -> bool:
        speaking = [(row.site_id, row.label) for row in state.roster.rows if row.is_speaking]
        return speaking == [called] and _order(state) == left

    def is_over(state: SessionViewState) -> bool:
        return not any(row.is_speaking for row in state.roster.rows) and _order(state) == left

    _ask_chair(
        reception,
        lambda session: session.press_hand(number),
        has_floor,
        f"the floor of {called[1]}, and the order of the others",
        figure=FLOOR_FIGURE,
    )
    _ask_chair(
        reception,
        lambda session: session.press(Verb.END_TURN),
        is_over,
        "the end of that turn, and the order of the others",
        figure=FLOOR_FIGURE,
    )


def lower_all(reception: Reception) -> None:
    """The chair lowers every hand."""

    def press(session: SessionPresenter) -> None:
        for _ in range(2):
            session.press(Verb.LOWER_ALL)

    _ask_chair(reception, press, _shows([]), "no hand up any more")


def unheard(reception: Reception) -> None:
    """A program opens its microphone without the floor: nobody plays it, no word calls it open."""
    site, listeners = reception.others[0], []
    for other in reception.sites:
        if other is site:
            continue
        if falls_silent(reception, other):
            listeners.append(other)
        else:
            reception.fault(other, "hears somebody, though nobody has the floor")
    _open_microphone(site, is_on=True)
    reception.settle(QUIET_S)
    since_s = reception.now_s()
    reception.settle(LISTEN_S)
    for other in listeners:
        if other.shows(partial(_is_open, site_id=site.site_id)):
            reception.fault(other, f"says that {site.site_id} speaks, which has no floor")
        if hears(other, since_s):
            reception.fault(other, f"plays the microphone of {site.site_id} without the floor")
    _open_microphone(site, is_on=False)


def _open_microphone(site: Site, *, is_on: bool) -> None:
    """Past the presenters, as a program would do it that keeps no rule."""
    desk = site.room.desk
    desk.media.set_microphone(is_on=is_on)
    desk.channel.set_media(is_microphone_on=is_on, is_camera_on=True)


def _is_open(state: SessionViewState, *, site_id: SiteId) -> bool:
    rows = state.roster.rows
    return any(row.site_id == site_id and row.microphone is MicrophoneWord.OPEN for row in rows)


def _ask_chair(
    reception: Reception,
    press: Callable[[SessionPresenter], None],
    condition: Condition,
    what: str,
    *,
    figure: str = HAND_FIGURE,
) -> None:
    central = reception.central
    began_s = reception.ask(central, press, condition, what)
    reception.expect(condition, what, began_s, figure=figure, but=central.site_id)


def _ask_for(session: SessionPresenter, *, label: str) -> None:
    session.conduct.speaking.ask_for(label, REASON)


def _labels(site: Site) -> tuple[str, ...]:
    """The first people of a site that may ask; the chair is not shown who else could."""
    state = site.state
    if state is None or state.roster.order is None:
        return ()
    asking = state.roster.order.asking
    if asking is None:
        return tuple(row.label for row in state.roster.rows if row.is_own)
    return tuple(one.label for one in asking.speakers[:MOST_HANDS_OF_SITE])


def _order(state: SessionViewState | None) -> list[Asker]:
    rows = () if state is None else state.roster.rows
    return [(row.site_id, row.label) for row in rows if row.hand is not None]


def _shows(wanted: Sequence[Asker]) -> Condition:
    kept = list(wanted)
    return lambda state: _order(state) == kept


def _has_reasons(state: SessionViewState) -> bool:
    hands = [row.hand for row in state.roster.rows if row.hand is not None]
    return all(one.reason == REASON for one in hands)


def _number(site: Site, asker: Asker) -> int:
    """The city's number of a hand; 0 where the site does not show it."""
    rows = () if site.state is None else site.state.roster.rows
    for row in rows:
        if row.hand is not None and (row.site_id, row.label) == asker:
            return row.hand.number
    return 0
