"""What this room's recording loses of each site: shown as it grows, asked about by the chair.

The ledger is kept in the store, so that a restart neither forgets nor counts anew. Where nobody is
asked, a loss that would be asked about passes by: whoever conducts next is asked about new ones.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from desktop.domain.access.rights import Right
from desktop.domain.conduct.calls.agency_call import called_name
from desktop.domain.events import Event
from desktop.domain.ids import SiteId
from desktop.domain.recording.chair_answer import ChairAnswer, answer_text
from desktop.domain.recording.continuity import (
    Continuity,
    NotALedger,
    SiteLosses,
    answered,
    follow,
    ledger_from,
    ledger_text,
)
from desktop.domain.recording.events import RecordingTold
from desktop.presenters.live.session_entry import SessionEntry
from desktop.presenters.record.minutes import MinutesPresenter
from desktop.presenters.record.writing_rights import WritingRights
from desktop.presenters.view.message import Message, MessageAction, Tone
from desktop.presenters.view.message_code import MessageCode

TOLD_FROM_MS: Final = 3_000
"""A go that is shorter is counted, and not told over the pictures."""
KEPT_EVERY_S: Final = 5.0
QUIET_EVERY_S: Final = 30.0
"""How often it is kept: while something is lost, and while all comes."""

_CODES = {
    (True, True): MessageCode.LOST_BOTH,
    (True, False): MessageCode.LOST_PICTURE,
    (False, True): MessageCode.LOST_SOUND,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LossCard:
    """What is asked: the site, whole seconds of both sums, and the share of the greater one."""

    site: str
    picture_s: int
    sound_s: int
    percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LossOwner:
    """Whom it tells. adjourn: opens what ends the session for another day."""

    tell: Callable[[Message], None]
    adjourn: Callable[[], None]
    on_changed: Callable[[], None]


class ContinuityPresenter:
    """One entry into one session. Thread: MainThread."""

    def __init__(self, *, entry: SessionEntry, minutes: MinutesPresenter, owner: LossOwner) -> None:
        self._entry = entry
        self._context = entry.context
        self._facts = entry.facts
        self._clock = entry.clock
        self._memory = entry.services.memory
        self._rights = WritingRights(entry=entry)
        self._minutes = minutes
        self._owner = owner
        self._name = f"continuity/{entry.context.session_id}"
        self._ledger = self._recalled()
        self._kept_sites, self._kept_at_s = self._ledger.sites, self._clock.monotonic()
        self._message: Message | None = None
        self._told_site: SiteId | None = None
        self._is_seen = False

    # ---- what the officer does -------------------------------------------------------------

    def answer(self, answer: ChairAnswer) -> None:
        """One of the three buttons."""
        site = self._asked()
        if site is None:
            return
        place = self._context.site(site.site_id)
        name = self._short_name(site.site_id) if place is None else place.name
        text = answer_text(name, site, self._ledger, answer)
        self._keep(answered(self._ledger, site.site_id))
        if self._rights.can_write:
            self._minutes.note_technical(text)
        self._message, self._is_seen = None, True
        code = MessageCode.LOSS_ANSWERED
        if not self._rights.can_write:
            code = MessageCode.LOSS_ANSWERED_UNWRITTEN
        self._owner.tell(Message(code=code, tone=Tone.OK))
        if answer is ChairAnswer.ADJOURN:
            self._owner.adjourn()
        self._owner.on_changed()

    def see(self, code: str) -> None:
        """Somebody pressed the button of a message."""
        if self._message is not None and code == self._message.code:
            self._message = None
            self._is_seen = True

    # ---- what happens ----------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        """Take in one fact; the facts of the session know it already. The session draws."""
        if not isinstance(event, RecordingTold) or self._facts.live is None:
            return
        if event.session_id != self._context.session_id:
            return
        before = self._ledger
        ledger = follow(
            before,
            recorded_ms=round(event.recorded_s * 1_000),
            lost=event.lost,
            at=self._facts.city_now(),
        )
        while not self._conducts() and ledger.asked is not None:
            ledger = answered(ledger, ledger.asked.site_id)
        self._ledger = ledger
        if ledger.asked != before.asked or self._is_keeping_due():
            self._keep(ledger)
        self._follow_go(ledger)

    # ---- what is shown ---------------------------------------------------------------------

    def site(self, site_id: SiteId) -> SiteLosses | None:
        """What a site lost in this room's recording; None: nothing."""
        return self._ledger.site(site_id)

    @property
    def lost_s(self) -> int:
        """Whole seconds of the site that lost most; 0: nothing is lost."""
        worst = self._ledger.worst
        return 0 if worst is None else worst.worst_ms // 1_000

    def messages(self) -> tuple[Message, ...]:
        """The loss that goes on, or went on last, until it is seen; a question says it as well."""
        if self._message is None or self._asked() is not None:
            return ()
        return (self._message,)

    def card(self) -> LossCard | None:
        """The question; None: nothing is asked here now."""
        site = self._asked()
        if site is None:
            return None
        return LossCard(
            site=self._short_name(site.site_id),
            picture_s=site.picture.total_ms // 1_000,
            sound_s=site.sound.total_ms // 1_000,
            percent=round(self._ledger.percent(site.worst_ms)),
        )

    # ---- inside ----------------------------------------------------------------------------

    def _asked(self) -> SiteLosses | None:
        """Nothing before the opening, in a consultation, and once the minutes are signed."""
        facts = self._facts
        is_over = facts.is_over or facts.is_signed or not facts.is_open
        is_quiet = is_over or self._rights.is_consulting
        return self._ledger.asked if self._conducts() and not is_quiet else None

    def _short_name(self, site_id: SiteId) -> str:
        """Of who was called in, the name by which it was."""
        name = called_name(self._facts.calls, site_id)
        is_known = self._context.site(site_id) is not None
        return self._context.site_name(site_id) if is_known or name is None else name

    def _conducts(self) -> bool:
        """One desk of the session does: no second PC, and no other site that may as well."""
        facts, context = self._facts, self._context
        is_central = context.own_site_id == context.plan.central_site_id
        is_theirs = facts.is_deputy or (is_central and context.may(Right.PAUSE_SESSION))
        return is_theirs and not facts.is_beside

    def _follow_go(self, ledger: Continuity) -> None:
        """The longest go that lasts is told while it grows."""
        site = max(ledger.sites, key=lambda one: one.go_ms, default=None)
        if site is None or site.go_ms < TOLD_FROM_MS:
            self._told_site = None
            return
        if site.site_id != self._told_site:
            self._told_site, self._is_seen = site.site_id, False
        if not self._is_seen:
            self._message = self._told(site, ledger)

    def _told(self, site: SiteLosses, ledger: Continuity) -> Message:
        goes = site.picture.go_ms, site.sound.go_ms
        return Message(
            code=_CODES[goes[0] >= TOLD_FROM_MS, goes[1] >= TOLD_FROM_MS],
            tone=Tone.WARN,
            data={
                "site": self._short_name(site.site_id),
                "seconds": site.go_ms // 1_000,
                "total": site.worst_ms // 1_000,
                "percent": round(ledger.percent(site.worst_ms)),
            },
            action=MessageAction.SEEN,
        )

    def _is_keeping_due(self) -> bool:
        every_s = QUIET_EVERY_S if self._ledger.sites == self._kept_sites else KEPT_EVERY_S
        return self._clock.monotonic() - self._kept_at_s >= every_s

    def _keep(self, ledger: Continuity) -> None:
        self._ledger = ledger
        self._kept_sites, self._kept_at_s = ledger.sites, self._clock.monotonic()
        self._memory.remember(self._name, ledger_text(ledger))

    def _recalled(self) -> Continuity:
        try:
            return ledger_from(self._memory.recall(self._name) or "")
        except NotALedger:
            return Continuity()
