"""What may be written into the minutes now: decided from the officer's rights and the session."""

from datetime import datetime

from desktop.domain.access.rights import Right
from desktop.domain.record.minutes import MinuteLine
from desktop.presenters.live.session_entry import SessionEntry
from desktop.presenters.live.signing_facts import SigningFacts
from desktop.presenters.view.message_code import MessageCode


class WritingRights:
    """Answers from what is known at the moment of the question."""

    def __init__(self, *, entry: SessionEntry) -> None:
        self._entry = entry
        self._context = entry.context
        self._facts = entry.facts
        self._signing = SigningFacts(entry=entry)

    @property
    def can_write(self) -> bool:
        """New lines may be written; of a consultation none is, where it is held."""
        is_ended = self._facts.is_over or self._facts.is_signed
        may_write = not is_ended and not self.is_consulting
        return may_write and self._entry.may_write(Right.WRITE_MINUTES)

    @property
    def is_consulting(self) -> bool:
        """Some sites consult, this one among them."""
        return self._facts.consultation is not None and not self._facts.waits

    @property
    def can_edit(self) -> bool:
        """Own lines that are there may be changed."""
        return self.can_write and not self._facts.are_lines_fixed

    def may_edit(self, line: MinuteLine) -> bool:
        """This line may be changed: it is this site's."""
        return line.owner_site_id == self._context.own_site_id and self.can_edit

    @property
    def fixed(self) -> MessageCode | None:
        """Why lines that are there cannot be changed; None while they can."""
        if not (self._facts.are_lines_fixed and self._context.may(Right.WRITE_MINUTES)):
            return None
        if self._signing.version is not None:
            return self._fixed_by_version()
        return MessageCode.MINUTES_SIGNED if self._facts.is_signed else MessageCode.MINUTES_FIXED

    @property
    def frozen_at(self) -> datetime | None:
        """When the version was frozen that is signed; None before that."""
        version = self._signing.version
        return None if version is None else version.frozen_at

    def _fixed_by_version(self) -> MessageCode:
        """An older program may have gone on before everybody had a state."""
        is_noted = self._facts.is_signed and not self._signing.missing()
        return MessageCode.MINUTES_NOTED if is_noted else MessageCode.MINUTES_FROZEN
