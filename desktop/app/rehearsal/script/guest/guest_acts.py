"""Acts of a guest: rung by a link, listens, joins, has the floor, sees the led page, leaves."""

import json
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from urllib.parse import urlsplit

from desktop.app.rehearsal.script.conduct.call_acts import expect_line
from desktop.app.rehearsal.script.guest.browser import GuestBrowser
from desktop.app.rehearsal.script.media_watch import QUIET_S, falls_silent, hears
from desktop.app.rehearsal.script.minutes.papers_acts import lead_first, put_away
from desktop.app.rehearsal.script.reception import Act, Condition, Reception
from desktop.app.rehearsal.script.site import Site
from desktop.domain.conduct.calls.agency_call import CallStage
from desktop.domain.ids import SiteId
from desktop.presenters.conduct.verb import Verb
from desktop.presenters.session.session import SessionPresenter
from desktop.presenters.session.session_state import SessionViewState

AGENCY = "Ban Tiếp công dân Trung ương"
FACE_FIGURE = "guest_face_ms"
LISTEN_S = 2.0
FEW_PICTURES = 5
ASK_S = 10.0
PAGE_WIDTH = "document.querySelector('#page:not([hidden]) img')?.naturalWidth ?? 0"
ALWAYS_OPEN = """
navigator.mediaDevices.getUserMedia({audio: true}).then(stream => {
  const track = stream.getAudioTracks()[0];
  const isSound = one => one === "audio" || one?.kind === "audio";
  const replace = RTCRtpSender.prototype.replaceTrack;
  RTCRtpSender.prototype.replaceTrack = function (one) {
    return replace.call(this, isSound(one) ? track : one);
  };
  const add = RTCPeerConnection.prototype.addTransceiver;
  RTCPeerConnection.prototype.addTransceiver = function (one, options) {
    return add.call(this, isSound(one) ? track : one, options);
  };
})
"""
"""A page that keeps no rule: its microphone is open all the time."""


def open_again(url: str) -> int:
    """Open the link from elsewhere. Returns the city's status."""
    parts = urlsplit(url)
    session_id, _, token = parts.fragment.partition(".")
    origin = f"{parts.scheme}://{parts.netloc}"
    request = urllib.request.Request(  # noqa: S310 - of our own city on this PC
        f"{origin}/guest/open",
        data=json.dumps({"session_id": session_id, "token": token}).encode(),
        headers={"Content-Type": "application/json", "Origin": origin},
    )
    try:
        with urllib.request.urlopen(request, timeout=ASK_S) as answer:  # noqa: S310 - likewise
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code


@dataclass(slots=True, kw_only=True)
class GuestActs:
    """Of one session. open_again: as above; tests hand in a city that lets everybody in."""

    browser: GuestBrowser
    open_again: Callable[[str], int] = open_again
    _url: str = field(default="", init=False, repr=False)
    _rung_s: float = field(default=0.0, init=False)

    def acts(self) -> tuple[Act, ...]:
        """In order; nobody has the floor when they begin, and a paper has come in."""
        return (
            Act(name="guest_rung", play=self.rung),
            Act(name="guest_once", play=self.once),
            Act(name="guest_joined", play=self.joined),
            Act(name="guest_unheard", play=self.unheard),
            Act(name="guest_heard", play=self.heard, is_cut=True),
            Act(name="guest_page", play=self.page),
            Act(name="guest_left", play=self.left),
        )

    def rung(self, reception: Reception) -> None:
        """The chair makes a link, the guest opens it, accepts, and listens."""
        central = reception.central
        self._rung_s = reception.now_s()
        central.act(_ring)
        if reception.wait(lambda: central.shows(_has_link), reception.limit_s()) is None:
            reception.fault(central, "is told no link of the guest")
            return
        self._url = _link_of(central)
        central.act(lambda session: session.calling.close())
        self.browser.open(self._url)
        if not self._press(reception, "accept"):
            return
        reception.expect(_is(CallStage.LISTENING), "that the guest listens", self._rung_s)
        expect_line(reception, AGENCY, "đã nhận lời, nghe trước")
        if reception.wait(self._sees_rooms, reception.back_limit_s()) is None:
            reception.fault(None, "the guest sees no picture of the rooms")
        for site in reception.sites:
            if site.room.has_frame(_guest_of(site), since_s=self._rung_s):
                reception.fault(site, "sees the guest, who only listens")

    def once(self, reception: Reception) -> None:
        """Somebody else opens the same link."""
        status = self.open_again(self._url)
        if status != HTTPStatus.GONE:
            reception.fault(None, f"lets a link in that was used (status {status})")

    def joined(self, reception: Reception) -> None:
        """The second press: every room sees the guest."""
        self.browser.value(ALWAYS_OPEN)
        began_s = reception.now_s()
        if not self._press(reception, "join"):
            return
        reception.expect(_is(CallStage.JOINED), "that the guest is there", began_s)
        expect_line(reception, AGENCY, "vào buổi tiếp.")
        for site in reception.sites:
            guest = _guest_of(site)
            has_face = _has_frame(site, guest, began_s)
            if reception.wait(has_face, reception.back_limit_s()) is None:
                reception.fault(site, "sees no picture of the guest")
            else:
                reception.sample(FACE_FIGURE, reception.now_s() - self._rung_s)

    def unheard(self, reception: Reception) -> None:
        """The guest's microphone is open without the floor: nobody plays it."""
        for site in reception.sites:
            falls_silent(reception, site)
        reception.settle(QUIET_S)
        since_s = reception.now_s()
        reception.settle(LISTEN_S)
        for site in reception.sites:
            if hears(site, since_s):
                reception.fault(site, "plays the guest, who has no floor")

    def heard(self, reception: Reception) -> None:
        """The chair calls the guest, who is heard, and thanks."""
        central = reception.central
        guest = _guest_of(central)
        began_s = reception.ask(
            central, lambda session: session.press_row(guest), _speaks(guest), "the guest's floor"
        )
        reception.expect(_speaks(guest), "that the guest has the floor", began_s)
        for site in reception.sites:
            is_heard = partial(hears, site, began_s)
            if reception.wait(is_heard, reception.back_limit_s()) is None:
                reception.fault(site, "does not hear the guest, who has the floor")
        ended_s = reception.ask(
            central,
            lambda session: session.press(Verb.END_TURN),
            lambda state: not _speaks(guest)(state),
            "the end of the guest's turn",
        )
        reception.expect(lambda state: not _speaks(guest)(state), "the end of its turn", ended_s)

    def page(self, reception: Reception) -> None:
        """A page is led: the guest sees its picture, as long as it is led."""
        lead_first(reception)
        if reception.wait(self._sees_page, reception.back_limit_s()) is None:
            reception.fault(None, "the guest sees no picture of the page")
        put_away(reception)
        if reception.wait(lambda: not self._sees_page(), reception.back_limit_s()) is None:
            reception.fault(None, "the guest sees a page that was taken down")

    def left(self, reception: Reception) -> None:
        """The guest leaves: nobody shows a seat of it any more."""
        guest = _guest_of(reception.central)
        began_s = reception.now_s()
        if self._press(reception, "leave"):
            reception.expect(
                lambda state: guest not in {row.site_id for row in state.roster.rows},
                "that the guest is gone",
                began_s,
            )
            expect_line(reception, AGENCY, "tự rời buổi tiếp")
        self.browser.close()

    def _press(self, reception: Reception, button: str) -> bool:
        is_there = (
            reception.wait(lambda: self.browser.shows(button), reception.back_limit_s()) is not None
        )
        if is_there:
            self.browser.press(button)
        else:
            reception.fault(None, f"the guest's page does not show its button {button}")
        return is_there

    def _sees_page(self) -> bool:
        return self.browser.value(PAGE_WIDTH) not in {None, 0}

    def _sees_rooms(self) -> bool:
        return self.browser.pictures() >= FEW_PICTURES


def _ring(session: SessionPresenter) -> None:
    session.press(Verb.CALL_AGENCY)
    session.calling.edit_search(AGENCY)
    session.calling.ring_guest()


def _has_link(state: SessionViewState) -> bool:
    return state.calling is not None and state.calling.link is not None


def _link_of(site: Site) -> str:
    state = site.state
    calling = None if state is None else state.calling
    return "" if calling is None or calling.link is None else calling.link.url


def _guest_of(site: Site) -> SiteId:
    """The guest's seat, as this desk shows it."""
    rows = () if site.state is None else site.state.roster.rows
    return next((row.site_id for row in rows if row.site_name == AGENCY), SiteId(""))


def _is(stage: CallStage) -> Condition:
    def is_so(state: SessionViewState) -> bool:
        tiles = [one for one in state.roster.tiles if one.site_name == AGENCY]
        listening = [one for one in tiles if one.veil is not None and one.veil.kind == "listening"]
        return bool(tiles) and bool(listening) is (stage is CallStage.LISTENING)

    return is_so


def _speaks(guest: SiteId) -> Condition:
    return lambda state: any(row.is_speaking and row.site_id == guest for row in state.roster.rows)


def _has_frame(site: Site, guest: SiteId, since_s: float) -> Callable[[], bool]:
    return lambda: site.room.has_frame(guest, since_s=since_s)
