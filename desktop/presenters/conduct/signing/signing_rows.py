"""The rows of the signing: signers by site, objections, the version; reads, changes nothing."""

from desktop.domain.access.rights import Right
from desktop.domain.conduct.signing.signers import Signer
from desktop.domain.conduct.signing.signing import Signing
from desktop.domain.conduct.signing.version import Objection, short_code
from desktop.domain.ids import PersonId, SiteId
from desktop.domain.reception.status import SessionStatus, Step
from desktop.presenters.conduct.signing.signing_state import (
    ObjectionRow,
    ShownVersion,
    SignerRow,
    SignerSite,
)
from desktop.presenters.live.seated_sites import site_name
from desktop.presenters.live.session_entry import SessionEntry
from desktop.presenters.live.signing_facts import SigningFacts

_STEPS = frozenset({Step.READ_BACK, Step.SIGNING})


class SigningRows:
    """facts: of the same entry. Thread: MainThread."""

    def __init__(self, *, entry: SessionEntry, facts: SigningFacts) -> None:
        self._entry = entry
        self._context = entry.context
        self._session = entry.facts
        self._facts = facts

    def is_time(self) -> bool:
        """The minutes are read back or signed now; not in a pause."""
        is_review = self._session.status is SessionStatus.MINUTES_REVIEW
        return is_review and self._session.step in _STEPS

    def row(self, signer_id: PersonId) -> SignerRow | None:
        """Of one signer; None before the freezing, and of who does not sign."""
        rows = (row for site in self.sites() for row in site.rows)
        return next((row for row in rows if row.signer_id == signer_id), None)

    def sites(self) -> tuple[SignerSite, ...]:
        """By site, the centre first; none before the freezing."""
        signing = self._facts.signing
        if signing is None or self._facts.version is None:
            return ()
        everybody = self._facts.signers()
        following = next(iter(self._facts.missing()), None)
        return tuple(
            SignerSite(
                site_id=site_id,
                name=name,
                rows=tuple(
                    self._signer_row(signing, one, is_next=one == following)
                    for one in everybody
                    if one.site_id == site_id
                ),
            )
            for site_id, name in self._facts.sites().items()
        )

    def objection(self, one: Objection) -> ObjectionRow:
        """One that was noted."""
        return ObjectionRow(
            number=one.number,
            line_number=self._facts.line(one.line_id)[0],
            former=one.former,
            text=one.text,
            by=one.by,
            result=one.result,
            at=one.at,
            site_name=self.site_name(one.site_id),
        )

    def version(self) -> ShownVersion | None:
        """The one that is signed."""
        version = self._facts.version
        if version is None:
            return None
        return ShownVersion(
            number=version.number,
            code=short_code(version.sha256),
            frozen_at=version.frozen_at,
            is_same=self._facts.is_same(),
        )

    def signer_name(self, one: Signer) -> str:
        """With the place where they are."""
        place = self.site_name(one.site_id)
        return one.name if one.role is None else f"{one.name} ({place})"

    def site_name(self, site_id: SiteId) -> str:
        """Of a site that is there, or was."""
        return site_name(self._context, self._session, site_id)

    def _signer_row(self, signing: Signing, one: Signer, *, is_next: bool) -> SignerRow:
        signature = signing.signature(one.id)
        return SignerRow(
            signer_id=one.id,
            name=one.name,
            role=one.role,
            signature=signature,
            by="" if signature is None else self.site_name(signature.by_site_id),
            is_next=is_next,
            can_note=self._may_note(one.site_id),
            can_sign=self._facts.is_same() is True,
        )

    def _may_note(self, site_id: SiteId) -> bool:
        """The own people, or those of every site for who conducts."""
        if not self.is_time() or not self._entry.may_write(Right.CALL_ROLL):
            return False
        return site_id == self._context.own_site_id or self._entry.may(Right.SET_STEP)
