"""What is known of the signing: who signs, who has no state, and whose minutes differ."""

from datetime import datetime

from desktop.domain.conduct.roll_call import RollCall
from desktop.domain.conduct.signing.signers import Signer, signers, signing_sites
from desktop.domain.conduct.signing.signing import FROZEN_STEPS, Signing
from desktop.domain.conduct.signing.version import MinutesVersion, differing
from desktop.domain.ids import SiteId
from desktop.domain.reception.status import Step
from desktop.domain.record.mark import is_mark
from desktop.domain.record.minutes import MinuteLine
from desktop.domain.record.minutes_text import TextDigest, text_digest
from desktop.domain.sync.operation import RecordStorage
from desktop.presenters.live.seated_sites import site_name
from desktop.presenters.live.session_entry import SessionEntry


class SigningFacts:
    """Reads the plan, the live state and the lines; changes nothing. Thread: MainThread."""

    def __init__(self, *, entry: SessionEntry) -> None:
        self._context = entry.context
        self._facts = entry.facts
        self._minutes = entry.services.minutes
        self._counted: dict[datetime | None, tuple[tuple[MinuteLine, ...], TextDigest]] = {}

    @property
    def signing(self) -> Signing | None:
        """What was noted; None: this city notes nothing, or nothing is known yet."""
        return self._facts.live.signing if self._facts.live is not None else None

    @property
    def version(self) -> MinutesVersion | None:
        """The version that is signed now; None before the freezing."""
        signing = self.signing
        is_frozen = self._facts.step in FROZEN_STEPS
        return signing.version if signing is not None and is_frozen else None

    @property
    def is_read_back(self) -> bool:
        """The minutes are read back now; in a pause too."""
        return self._facts.step is Step.READ_BACK and self._facts.is_open

    def sites(self) -> dict[SiteId, str]:
        """The sites that are there and sign, the centre first, with their names."""
        live = self._facts.live
        seats = () if live is None else live.seats
        there = (one.site_id for one in seats if one.is_connected)
        central = self._context.plan.central_site_id
        return {
            one: site_name(self._context, self._facts, one)
            for one in signing_sites(there, self._facts.calls, central)
        }

    def signers(self) -> tuple[Signer, ...]:
        """Who signs."""
        live = self._facts.live
        roll = None if live is None else live.roll
        return signers(self._context.plan.participants, roll or RollCall(), self.sites())

    def missing(self) -> tuple[Signer, ...]:
        """Of these the ones without a state: those of the own site first, they are next here."""
        signing = self.signing or Signing()
        own = self._context.own_site_id
        waiting = [one for one in self.signers() if signing.signature(one.id) is None]
        return tuple(sorted(waiting, key=lambda one: one.site_id != own))

    def draft(self) -> TextDigest:
        """The minutes of this site as they are read back."""
        return self._digest(None)

    def is_same(self) -> bool | None:
        """Whether what is here is the newest version; None: not all of it has come."""
        version = self.version
        if version is None:
            return None
        found = self._digest(version.frozen_at)
        if found.sha256 == version.text_sha256:
            return True
        return None if found.lines < version.lines else False

    def differing(self) -> tuple[SiteId, ...]:
        """Sites with other minutes than the central one, or with two texts of a line."""
        signing = self.signing
        if signing is None or not self.is_read_back:
            return ()
        central = self._context.plan.central_site_id
        told = {one.site_id: one.sha256 for one in signing.texts}
        return differing(signing.texts, self.sites(), told.get(central) or self.draft().sha256)

    def unsent(self) -> int:
        """Own lines that the city has not, while the minutes are read back."""
        if self.signing is None or not self.is_read_back:
            return 0
        own = self._context.own_site_id
        return sum(
            1
            for one in self._lines()
            if one.owner_site_id == own
            and one.storage is not RecordStorage.CITY
            and one.text.strip()
            and not is_mark(one)
        )

    def line(self, line_id: str | None) -> tuple[int, str]:
        """Number in the order of reading and words of a line; 0 and none where it is not here."""
        said = [one for one in self._lines() if one.text and not is_mark(one)]
        for number, one in enumerate(said, start=1):
            if one.id == line_id:
                return number, one.text
        return 0, ""

    def _lines(self) -> tuple[MinuteLine, ...]:
        return self._minutes.lines(self._context.session_id)

    def _digest(self, frozen_at: datetime | None) -> TextDigest:
        """Counted once for the same lines: it is asked for with every drawing.

        frozen_at: of a version; what the city has not can be no part of one.
        """
        lines, known = self._lines(), self._counted.get(frozen_at)
        if known is None or known[0] is not lines:
            counted = lines if frozen_at is None else (one for one in lines if one.revision)
            known = (lines, text_digest(counted, frozen_at))
            self._counted = {frozen_at: known}
        return known[1]
