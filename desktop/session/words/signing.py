"""The signing, between the wire's words and the domain's."""

from collections.abc import Callable, Collection
from datetime import datetime

from desktop.contract.channel.messages import RoomMessage
from desktop.contract.channel.signing import (
    MinutesNumberState,
    NoteObjection,
    NoteSignature,
    ObjectionState,
    SetCopies,
    SignatureState,
    SigningState,
    SiteTextState,
    TellText,
    VersionState,
)
from desktop.domain.access.person import Role
from desktop.domain.conduct.signing.signature import (
    MAX_SIGNATURES,
    MAX_WITNESS_CHARACTERS,
    SaidSignature,
    Signature,
    SignatureForm,
    tidied,
)
from desktop.domain.conduct.signing.signing import MinutesNumber, Signing
from desktop.domain.conduct.signing.version import (
    MAX_OBJECTION_CHARACTERS,
    MAX_OBJECTIONS,
    MAX_OBJECTOR_CHARACTERS,
    MAX_VERSIONS,
    MinutesVersion,
    Objection,
    ObjectionResult,
    SiteText,
)
from desktop.domain.ids import MinuteLineId, PersonId, SiteId
from desktop.domain.reception.ending import MAX_REASON_CHARACTERS
from desktop.domain.record.minutes_text import TextDigest
from desktop.domain.text import plain_line
from desktop.session.words.misfit import Misfit

MAX_TEXTS = 32


class SigningCommands:
    """Implements SigningService (presenters/services/roll_call.py).

    command: sends, now or not. tell: sends what nobody at the desk waits for.
    """

    def __init__(
        self, command: Callable[[RoomMessage], None], *, tell: Callable[[TellText], None]
    ) -> None:
        self._command = command
        self._tell = tell

    def tell_text(self, digest: TextDigest) -> None:
        """What the minutes of this site are."""
        self._tell(TellText(sha256=digest.sha256, lines=digest.lines, unsettled=digest.unsettled))

    def note_objection(
        self, line_id: MinuteLineId | None, text: str, by: str, result: ObjectionResult
    ) -> None:
        """Somebody wants the minutes corrected."""
        self._command(
            NoteObjection(
                line_id=line_id,
                text=plain_line(text)[:MAX_OBJECTION_CHARACTERS],
                by=plain_line(by)[:MAX_OBJECTOR_CHARACTERS],
                result=result.value,
            )
        )

    def note_signature(self, signer_id: PersonId, said: SaidSignature | None) -> None:
        """How somebody signed; None: that was noted by mistake."""
        if said is None:
            self._command(NoteSignature(signer_id=signer_id, form=""))
            return
        kept = tidied(said)
        self._command(
            NoteSignature(
                signer_id=signer_id,
                form=kept.form.value,
                reason=kept.reason,
                witnesses=tuple(one[:MAX_WITNESS_CHARACTERS] for one in kept.witnesses),
            )
        )

    def set_copies(self, count: int) -> None:
        """How many copies are printed."""
        self._command(SetCopies(count=count))


def signing_from(untrusted: SigningState | None) -> Signing | None:
    """What was noted; None: this city notes nothing. Raises: Misfit, ValueError."""
    if untrusted is None:
        return None
    _check_length(untrusted.texts, MAX_TEXTS)
    _check_length(untrusted.versions, MAX_VERSIONS)
    _check_length(untrusted.objections, MAX_OBJECTIONS)
    _check_length(untrusted.signatures, MAX_SIGNATURES)
    return Signing(
        texts=tuple(map(_text_from, untrusted.texts)),
        versions=tuple(map(_version_from, untrusted.versions)),
        objections=tuple(map(_objection_from, untrusted.objections)),
        signatures=tuple(map(_signature_from, untrusted.signatures)),
        copies=untrusted.copies,
        number=_number_from(untrusted.number),
    )


def _check_length(told: Collection[object], most: int) -> None:
    if len(told) > most:
        raise Misfit("signing")


def _text_from(untrusted: SiteTextState) -> SiteText:
    return SiteText(
        site_id=SiteId(untrusted.site_id),
        sha256=untrusted.sha256,
        lines=untrusted.lines,
        unsettled=untrusted.unsettled,
    )


def _version_from(untrusted: VersionState) -> MinutesVersion:
    return MinutesVersion(
        number=untrusted.number,
        text_sha256=untrusted.text_sha256,
        sha256=untrusted.sha256,
        lines=untrusted.lines,
        frozen_at=_aware(untrusted.frozen_at),
    )


def _objection_from(untrusted: ObjectionState) -> Objection:
    longest = max(len(untrusted.former), len(untrusted.text), len(untrusted.by))
    if longest > MAX_OBJECTION_CHARACTERS:
        raise Misfit("objection")
    line_id = untrusted.line_id
    return Objection(
        number=untrusted.number,
        line_id=None if line_id is None else MinuteLineId(line_id),
        former=untrusted.former,
        text=untrusted.text,
        by=untrusted.by,
        result=ObjectionResult(untrusted.result),
        at=_aware(untrusted.at),
        site_id=SiteId(untrusted.site_id),
    )


def _signature_from(untrusted: SignatureState) -> Signature:
    if len(untrusted.reason) > MAX_REASON_CHARACTERS:
        raise Misfit("reason")
    if any(len(one) > MAX_WITNESS_CHARACTERS for one in untrusted.witnesses):
        raise Misfit("witness")
    return Signature(
        signer_id=PersonId(untrusted.signer_id),
        version=untrusted.version,
        form=SignatureForm(untrusted.form),
        noted_at=_aware(untrusted.noted_at),
        by_site_id=SiteId(untrusted.by_site_id),
        by_role=Role(untrusted.by_role),
        reason=untrusted.reason,
        witnesses=untrusted.witnesses,
    )


def _number_from(untrusted: MinutesNumberState | None) -> MinutesNumber | None:
    if untrusted is None:
        return None
    return MinutesNumber(number=untrusted.number, year=untrusted.year)


def _aware(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise Misfit("naive time")
    return instant
