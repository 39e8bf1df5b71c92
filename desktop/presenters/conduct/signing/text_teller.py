"""Tells the city what the minutes of this site are while they are read back."""

from typing import Final

from desktop.domain.access.rights import Right
from desktop.domain.record.minutes_text import TextDigest
from desktop.presenters.live.session_entry import SessionEntry
from desktop.presenters.live.signing_facts import SigningFacts

AGAIN_AFTER_S: Final = 2.0
"""What the city did not take is told once more."""


class TextTeller:
    """On every change, and again until the city knows it. Thread: MainThread.

    A companion desk is silent, and so is who may not read the case: its lines are not here.
    """

    def __init__(self, *, entry: SessionEntry, facts: SigningFacts) -> None:
        self._entry = entry
        self._facts = facts
        self._told: TextDigest | None = None
        self._told_at_s = 0.0

    def follow(self) -> None:
        """Time went on, or something was told."""
        signing = self._facts.signing
        if signing is None or not self._facts.is_read_back or not self._may_tell():
            self._told = None
            return
        digest, now_s = self._facts.draft(), self._entry.clock.monotonic()
        own = self._entry.context.own_site_id
        known = next((one for one in signing.texts if one.site_id == own), None)
        if known is not None and _of(known.sha256, known.lines, known.unsettled) == digest:
            self._told = digest
            return
        if digest == self._told and now_s - self._told_at_s < AGAIN_AFTER_S:
            return
        self._told, self._told_at_s = digest, now_s
        self._entry.services.signing.tell_text(digest)

    def _may_tell(self) -> bool:
        facts = self._entry.facts
        is_there = facts.is_connected and not facts.is_beside and not facts.is_out
        return is_there and self._entry.context.may(Right.READ_CASE)


def _of(sha256: str, lines: int, unsettled: int) -> TextDigest:
    return TextDigest(sha256=sha256, lines=lines, unsettled=unsettled)
