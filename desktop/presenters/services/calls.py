"""What presenters ask of calls: who conducts rings an agency, the desk that is rung answers."""

from typing import Protocol

from desktop.domain.conduct.calls.agency_call import Ring
from desktop.domain.ids import CallId, SiteId


class CallsService(Protocol):
    """Calls of the live session. Outcomes: LiveSessionChanged with its `calls`, ActionFailed.

    Of a city that rings nobody (`LiveSession.calls` is None) nothing of this is asked.
    """

    def ring(self, site_id: SiteId, question: str, ring_s: int) -> None:
        """Ring the duty desk of a site that is not in the session. Action: "ring_agency".

        question: what the chair wants to know, may be empty. ring_s: until nobody has answered.
        """
        ...

    def ring_guest(self, name: str, question: str) -> CallId:
        """Ring an agency that has no desk. Event: GuestLinkMade. Action: "ring_guest".

        name: not empty. Returns the id that the call will have.
        """
        ...

    def withdraw(self, call_id: CallId) -> None:
        """Nobody has answered, and nobody need. Action: "withdraw_ring"."""
        ...

    def let_go(self, call_id: CallId) -> None:
        """Whom a call brought in is no longer in the session. Action: "let_go"."""
        ...

    def join_in(self) -> None:
        """This site listens, and joins with picture and sound. Action: "join_in"."""
        ...

    def call_help(self) -> None:
        """Ask the other sites, without a word, for people who keep order. Action: "call_help".

        Outcome: LiveSessionChanged with its `help_calls`; None there: this city passes none on, and
        nothing of this is asked of it.
        """
        ...

    def take_help_call(self, site_id: SiteId) -> None:
        """Somebody here sees to what a site asked for. Action: "take_help_call"."""
        ...


class RingsService(Protocol):
    """Calls of this site's desk. Reads memory. Events: RingsChanged, RingAnswered, ActionFailed.

    The city decides at once, so answering needs the city: ActionFailed("answer_call").
    """

    def rings(self) -> tuple[Ring, ...]:
        """Every ring of this site that is kept here, those that are over too, oldest first."""
        ...

    def accept(self, ring: Ring) -> None:
        """Be in its session, and listen first. Outcome: RingAnswered, and ScheduleChanged."""
        ...

    def refuse(self, ring: Ring, reason: str) -> None:
        """reason: plain, one line, not empty. Outcome: RingAnswered."""
        ...
