"""A site asks for help without a word: every other screen says it, and no display 2."""

from desktop.app.rehearsal.script.reception import Reception
from desktop.app.rehearsal.script.site import Site
from desktop.presenters.session.session import SessionPresenter
from desktop.presenters.session.session_state import SessionViewState
from desktop.presenters.view.message_code import MessageCode

HELP_FIGURE = "help_visible_ms"
_ASKED = frozenset({MessageCode.HELP_SENT, MessageCode.HELP_WANTED})
_SEEN_TO = frozenset({MessageCode.HELP_SEEN, MessageCode.HELP_TAKEN})


def help_called(reception: Reception) -> None:
    """The first site that does not conduct asks; who conducts sees to it."""
    asking = reception.others[0]
    before = {site.site_id: _kind(site) for site in reception.sites}
    what = f"that {asking.site_id} calls for help"
    began_s = reception.ask(asking, _call, _is_asked, what)
    reception.expect(_is_asked, what, began_s, figure=HELP_FIGURE, but=asking.site_id)
    _check_words(reception, asking)
    began_s = reception.now_s()
    reception.central.act(lambda session: session.calling.help.take())
    reception.expect(_is_seen_to, "that somebody sees to it", began_s)
    for site in reception.sites:
        if _kind(site) != before[site.site_id]:
            reception.fault(site, "display 2 changed while help was called without a word")


def _check_words(reception: Reception, asking: Site) -> None:
    """The citizen may look at the screen of the room that asks: it names nothing."""
    if MessageCode.HELP_WANTED in _codes(asking.state):
        reception.fault(asking, "says openly what it asks for")
    for site in reception.sites:
        is_told = MessageCode.HELP_WANTED in _codes(site.state)
        if site is not asking and not is_told and not reception.has_fault_of(site):
            reception.fault(site, "does not say who asks")


def _call(session: SessionPresenter) -> None:
    session.calling.help.call()


def _is_asked(state: SessionViewState) -> bool:
    return not _ASKED.isdisjoint(_codes(state))


def _is_seen_to(state: SessionViewState) -> bool:
    return not _SEEN_TO.isdisjoint(_codes(state))


def _codes(state: SessionViewState | None) -> set[str]:
    return set() if state is None else {one.code for one in state.banners}


def _kind(site: Site) -> str:
    scene = site.view.scene
    return "" if scene is None else scene.kind
