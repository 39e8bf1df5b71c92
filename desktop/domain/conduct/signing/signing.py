"""Everything of the signing of one session: versions, objections, states of signers. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from desktop.domain.conduct.signing.signature import Signature
from desktop.domain.conduct.signing.version import (
    MAX_VERSIONS,
    MinutesVersion,
    Objection,
    SiteText,
    version_hash,
)
from desktop.domain.ids import PersonId, SessionId
from desktop.domain.reception.status import Step

MAX_COPIES = 99
FROZEN_STEPS = frozenset({Step.SIGNING, Step.CLOSING})
"""What was read out stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesNumber:
    """Số biên bản: of a unit and a year, given once by the city."""

    number: int
    year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NotedSigning:
    """versions, objections: oldest first.

    signatures: of every version, the newest of each signer. copies: printed and signed; None: not
    said. number: None before the first version.
    """

    versions: tuple[MinutesVersion, ...] = ()
    objections: tuple[Objection, ...] = ()
    signatures: tuple[Signature, ...] = ()
    copies: int | None = None
    number: MinutesNumber | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing(NotedSigning):
    """As it is told while the session runs. texts: of the sites while the minutes are read back."""

    texts: tuple[SiteText, ...] = ()

    @property
    def version(self) -> MinutesVersion | None:
        """The newest one: what is signed."""
        return self.versions[-1] if self.versions else None

    def signature(self, signer_id: PersonId) -> Signature | None:
        """The state of a signer of the newest version; None: none yet."""
        version = self.version
        if version is None:
            return None
        return next(
            (
                one
                for one in self.signatures
                if one.signer_id == signer_id and one.version == version.number
            ),
            None,
        )

    def missing(self, signer_ids: Iterable[PersonId]) -> tuple[PersonId, ...]:
        """Of these the ones without a state."""
        return tuple(one for one in signer_ids if self.signature(one) is None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionSigning(NotedSigning):
    """As the city keeps it with a session. is_frozen: the lines of the newest version stay."""

    session_id: SessionId
    is_frozen: bool

    @property
    def signing(self) -> Signing:
        """As it is told while the session runs."""
        return Signing(
            versions=self.versions,
            objections=self.objections,
            signatures=self.signatures,
            copies=self.copies,
            number=self.number,
        )


def kept_signing(session_id: SessionId, signing: Signing, step: Step) -> SessionSigning:
    """What the city keeps: everything but what sites tell while it is read back."""
    return SessionSigning(
        session_id=session_id,
        is_frozen=step in FROZEN_STEPS and bool(signing.versions),
        versions=signing.versions,
        objections=signing.objections,
        signatures=signing.signatures,
        copies=signing.copies,
        number=signing.number,
    )


def with_text(signing: Signing, text: SiteText) -> Signing:
    """With what a site told last."""
    others = (one for one in signing.texts if one.site_id != text.site_id)
    texts = tuple(sorted((*others, text), key=lambda one: one.site_id))
    return replace(signing, texts=texts)


def may_freeze(signing: Signing) -> bool:
    """Whether one more version can be kept."""
    return len(signing.versions) < MAX_VERSIONS


def frozen(signing: Signing, text_sha256: str, lines: int, at: datetime) -> Signing:
    """With these lines, and what was objected up to now, as the newest version.

    The same content is the same version: who signed it need not sign again.
    """
    digest = version_hash(text_sha256, signing.objections)
    newest = signing.version
    if newest is not None and newest.sha256 == digest:
        return signing
    version = MinutesVersion(
        number=len(signing.versions) + 1,
        text_sha256=text_sha256,
        sha256=digest,
        lines=lines,
        frozen_at=at,
    )
    return replace(signing, versions=(*signing.versions, version))


def with_objection(signing: Signing, objection: Objection, *, is_frozen: bool) -> Signing:
    """With one more wish. is_frozen: it came after the freezing, so it makes a new version."""
    noted = replace(signing, objections=(*signing.objections, objection))
    newest = signing.version
    if not is_frozen or newest is None:
        return noted
    return frozen(noted, newest.text_sha256, newest.lines, objection.at)


def with_signature(signing: Signing, signature: Signature) -> Signing:
    """With this state in the place of the former one of the same version."""
    cleared = without_signature(signing, signature.signer_id, signature.version)
    return replace(cleared, signatures=(*cleared.signatures, signature))


def without_signature(signing: Signing, signer_id: PersonId, version: int) -> Signing:
    """Without a state that was noted by mistake."""
    kept = tuple(
        one for one in signing.signatures if one.signer_id != signer_id or one.version != version
    )
    return replace(signing, signatures=kept)
