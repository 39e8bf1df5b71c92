"""Calls of agencies, between the wire's words and the domain's."""

import re
from collections.abc import Callable
from datetime import datetime

from desktop.contract.channel.agency_call import (
    CallState,
    JoinIn,
    LetGo,
    RingAgency,
    WithdrawRing,
)
from desktop.contract.channel.guests import GuestLink, RingGuest
from desktop.contract.channel.help_call import CallHelp, TakeHelpCall
from desktop.contract.channel.messages import RoomMessage
from desktop.domain.conduct.calls.agency_call import (
    MAX_CALL_REASON_CHARACTERS,
    MAX_CALLS,
    MAX_QUESTION_CHARACTERS,
    MAX_RING_S,
    MIN_RING_S,
    AgencyCall,
    Calls,
    CallStage,
    CallTarget,
)
from desktop.domain.conduct.calls.guest import MAX_GUEST_NAME_CHARACTERS, MAX_LINK_S
from desktop.domain.conduct.events import GuestLinkMade
from desktop.domain.ids import CallId, SiteId, new_id
from desktop.domain.text import plain_line
from desktop.session.words.misfit import Misfit

MAX_CALLED_NAME_CHARACTERS = 250
_LINK = re.compile(r"/guest#[A-Za-z0-9:-]{1,64}\.[A-Za-z0-9_-]{22,64}")


class CallCommands:
    """Implements CallsService (presenters/services/calls.py). command: sends, now or not."""

    def __init__(self, command: Callable[[RoomMessage], None]) -> None:
        self._command = command

    def ring(self, site_id: SiteId, question: str, ring_s: int) -> None:
        """Ring the duty desk of a site that is not in the session."""
        self._command(
            RingAgency(
                call_id=new_id(),
                site_id=site_id,
                ring_s=min(max(ring_s, MIN_RING_S), MAX_RING_S),
                question=plain_line(question)[:MAX_QUESTION_CHARACTERS],
            )
        )

    def ring_guest(self, name: str, question: str) -> CallId:
        """Ring an agency that has no desk, by a link."""
        call_id = CallId(new_id())
        self._command(
            RingGuest(
                call_id=call_id,
                name=plain_line(name)[:MAX_GUEST_NAME_CHARACTERS],
                question=plain_line(question)[:MAX_QUESTION_CHARACTERS],
            )
        )
        return call_id

    def withdraw(self, call_id: CallId) -> None:
        """Nobody has answered, and nobody need."""
        self._command(WithdrawRing(call_id=call_id))

    def let_go(self, call_id: CallId) -> None:
        """Whom a call brought in is no longer in the session."""
        self._command(LetGo(call_id=call_id))

    def join_in(self) -> None:
        """This site listens, and joins with picture and sound."""
        self._command(JoinIn())

    def call_help(self) -> None:
        """Ask the other sites, without a word, for people who keep order."""
        self._command(CallHelp())

    def take_help_call(self, site_id: SiteId) -> None:
        """Somebody here sees to what a site asked for."""
        self._command(TakeHelpCall(site_id=site_id))


def guest_link_from(untrusted: GuestLink, city_url: str) -> GuestLinkMade:
    """The link of a guest who was rung here, below the city's own address. Raises: Misfit."""
    if _LINK.fullmatch(untrusted.path) is None:
        raise Misfit("path")
    return GuestLinkMade(
        call_id=CallId(untrusted.call_id),
        url=f"{city_url.rstrip('/')}{untrusted.path}",
        expires_at=_aware(untrusted.expires_at),
    )


def calls_from(untrusted: tuple[CallState, ...] | None) -> Calls | None:
    """Who was called; None: this city rings nobody. Raises: Misfit, ValueError."""
    if untrusted is None:
        return None
    if len(untrusted) > MAX_CALLS:
        raise Misfit("calls")
    return tuple(map(_call_from, untrusted))


def _call_from(untrusted: CallState) -> AgencyCall:
    longest_s = MAX_LINK_S if untrusted.target == CallTarget.GUEST else MAX_RING_S
    if not MIN_RING_S <= untrusted.ring_s <= longest_s:
        raise Misfit("ring_s")
    if len(untrusted.name) > MAX_CALLED_NAME_CHARACTERS:
        raise Misfit("name")
    if len(untrusted.question) > MAX_QUESTION_CHARACTERS:
        raise Misfit("question")
    if len(untrusted.reason) > MAX_CALL_REASON_CHARACTERS:
        raise Misfit("reason")
    return AgencyCall(
        id=CallId(untrusted.id),
        target=CallTarget(untrusted.target),
        site_id=SiteId(untrusted.site_id),
        name=untrusted.name,
        rung_at=_aware(untrusted.rung_at),
        ring_s=untrusted.ring_s,
        stage=CallStage(untrusted.stage),
        question=untrusted.question,
        answered_at=_instant(untrusted.answered_at),
        joined_at=_instant(untrusted.joined_at),
        ended_at=_instant(untrusted.ended_at),
        reason=untrusted.reason,
        left_itself=untrusted.left_itself,
    )


def _instant(at: datetime | None) -> datetime | None:
    return None if at is None else _aware(at)


def _aware(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise Misfit("naive time")
    return at
