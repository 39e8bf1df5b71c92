"""One sign-in at the issuer from the desk's side: browser page, redirect, code to the city."""

import contextlib
import ipaddress
import logging
import threading
from functools import partial
from typing import Final
from urllib.parse import urlsplit

from desktop.contract.access import ISSUER_ATTEMPT_S, IssuerFinishRequest, IssuerPage, TokenGrant
from desktop.contract.problem import ProblemCode
from desktop.domain.access.events import PageAsked
from desktop.domain.clock import Clock
from desktop.domain.errors import AccessRefused, ProtocolError
from desktop.domain.events import EventSink
from desktop.sync.access.loopback_redirect import LoopbackRedirect, Returned
from desktop.sync.access.room_enrolment import RoomEnrolment
from desktop.sync.codes import AccessCode
from desktop.sync.http.city_api import CityApi, WireFault

logger = logging.getLogger(__name__)

MAX_CODE: Final = 2_048
MAX_ISSUER: Final = 512


class SignInVisit:
    """Thread: `ask` on one, once; `cancel` on any."""

    def __init__(self, *, api: CityApi, bond: RoomEnrolment, clock: Clock, emit: EventSink) -> None:
        self._api = api
        self._bond = bond
        self._clock = clock
        self._emit = emit
        self._lock = threading.Lock()
        self._way_back: LoopbackRedirect | None = None
        self._is_cancelled = False

    @property
    def is_cancelled(self) -> bool:
        """Whether nobody waits for it any more."""
        with self._lock:
            return self._is_cancelled

    def cancel(self) -> None:
        """Nobody waits for it any more; `ask` returns at once."""
        with self._lock:
            self._is_cancelled = True
            if self._way_back is not None:
                self._way_back.cancel()

    def ask(self) -> TokenGrant | None:
        """Show the issuer's page and wait for what comes of it; None after `cancel`.

        Raises as CityApi; AccessRefused: ISSUER_DENIED, ISSUER_LATE, ISSUER_REFUSED, NO_BROWSER.
        """
        try:
            way_back = LoopbackRedirect(clock=self._clock)
        except OSError as error:
            logger.warning("no port for the browser error=%s", type(error).__name__)
            raise AccessRefused(AccessCode.NO_BROWSER) from error
        with contextlib.closing(way_back):
            with self._lock:
                self._way_back = way_back
                if self._is_cancelled:
                    way_back.cancel()
            try:
                return self._ask(way_back)
            finally:
                with self._lock:
                    self._way_back = None

    def _ask(self, way_back: LoopbackRedirect) -> TokenGrant | None:
        if self.is_cancelled:
            return None
        page = self._begin(way_back.port)
        if not is_page(page.authorization_url):
            logger.warning("page of the issuer refused")
            raise ProtocolError(WireFault.MALFORMED, "page")
        with self._lock:
            if self._is_cancelled:
                return None
        self._emit(PageAsked(address=page.authorization_url))
        returned = way_back.wait(page.state, ISSUER_ATTEMPT_S)
        if returned is None:
            return None
        shown = _shown(page, returned)
        return self._bond.ask(lambda room: self._api.finish_at_issuer(room, shown))

    def _begin(self, port: int) -> IssuerPage:
        try:
            return self._bond.ask(lambda room: self._api.begin_at_issuer(room, port))
        except ProtocolError as error:
            if error.code != ProblemCode.NOT_FOUND:
                raise
            # the city has no issuer any more
            raise AccessRefused(AccessCode.ISSUER_UNREACHABLE) from error


class SignInVisits:
    """The one visit that somebody waits for. Thread: any."""

    def __init__(self, *, api: CityApi, bond: RoomEnrolment, clock: Clock, emit: EventSink) -> None:
        self._new = partial(SignInVisit, api=api, bond=bond, clock=clock, emit=emit)
        self._lock = threading.Lock()
        self._visit: SignInVisit | None = None

    def begin(self) -> SignInVisit:
        """A new one, not asked yet; nobody waits for the former any more."""
        visit = self._new()
        self._replace(visit)
        return visit

    def cancel(self) -> None:
        """Nobody waits any more."""
        self._replace(None)

    def _replace(self, visit: SignInVisit | None) -> None:
        with self._lock:
            former, self._visit = self._visit, visit
        if former is not None:
            former.cancel()


def is_page(untrusted_address: str) -> bool:
    """Whether it may be given to the system's browser: TLS, or this PC; never another scheme."""
    if not (untrusted_address.isascii() and untrusted_address.isprintable()):
        return False
    if " " in untrusted_address or "\\" in untrusted_address:
        return False
    try:
        parts = urlsplit(untrusted_address)
    except ValueError:
        return False
    if not parts.hostname or "@" in parts.netloc:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and _is_this_pc(parts.hostname))


def _is_this_pc(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _shown(page: IssuerPage, untrusted: Returned) -> IssuerFinishRequest:
    """What the city is to look at. Raises AccessRefused."""
    if untrusted.code is None:
        raise AccessRefused(AccessCode.ISSUER_DENIED)
    is_code = untrusted.code.isascii() and untrusted.code.isprintable()
    if not is_code or len(untrusted.code) > MAX_CODE or len(untrusted.issuer or "") > MAX_ISSUER:
        raise AccessRefused(AccessCode.ISSUER_REFUSED)
    return IssuerFinishRequest(state=page.state, code=untrusted.code, issuer=untrusted.issuer)
