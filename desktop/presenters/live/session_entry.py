"""One entry into one session: what each presenter of the session screen works with."""

from dataclasses import dataclass

from desktop.domain.access.need_to_know import listed_cases, needs_to_know
from desktop.domain.access.rights import Right
from desktop.domain.clock import Clock
from desktop.domain.conduct.deputy import may_as_deputy
from desktop.presenters.live.session_context import SessionContext
from desktop.presenters.live.session_facts import SessionFacts
from desktop.presenters.services.services import Services


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionEntry:
    """context: what the plan says. facts: what happened since the officer entered."""

    services: Services
    clock: Clock
    context: SessionContext
    facts: SessionFacts

    def may(self, right: Right) -> bool:
        """Whether the officer may do it from this site now, in the place of a lost chair too."""
        if self.context.may(right):
            return True
        return self.facts.is_deputy and may_as_deputy(self.context.officer.role, right)

    def may_write(self, right: Right) -> bool:
        """Whether the officer may write by this right into the session now.

        Who was taken off the list of its denunciation may not, though the screen is still open.
        """
        if not self.context.may(right):
            return False
        secret = self.context.denunciations
        if not secret:
            return True
        officer = self.context.officer
        return needs_to_know(secret, listed_cases(officer, self.services.access.officers()))
