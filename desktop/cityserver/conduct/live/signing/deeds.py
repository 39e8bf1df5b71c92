"""What each message of the signing does, and what the steps "ký" and "đóng" need. Pure."""

from datetime import datetime

from desktop.cityserver.conduct.live.live_state import Live
from desktop.cityserver.conduct.live.signing.freezing import (
    CityText,
    freeze,
    note_objection,
    tell_text,
    without_texts,
)
from desktop.cityserver.conduct.live.signing.signers import (
    Noter,
    check_signed,
    note_signature,
    set_copies,
)
from desktop.contract.channel.signing import NoteObjection, NoteSignature, SetCopies, TellText
from desktop.domain.reception.status import Step

SigningMessage = TellText | NoteObjection | NoteSignature | SetCopies


def sign(live: Live, message: SigningMessage, noter: Noter, city: CityText, now: datetime) -> Live:
    """The state after the message. Raises: NotDone."""
    match message:
        case TellText():
            return tell_text(live, message, noter.site_id)
        case NoteObjection():
            return note_objection(live, message, noter.site_id, city, now)
        case NoteSignature():
            return note_signature(live, message, noter, now)
        case SetCopies():
            return set_copies(live, message)


def follow_step(
    live: Live, noter: Noter, city: CityText, now: datetime, *, notes_signers: bool
) -> Live:
    """What the step that was just gone to needs.

    notes_signers: the program that went there can note who signed; an older one is not kept.

    Raises: NotDone, conflict where texts differ, not_allowed_now where a signer has no state.
    """
    if live.told.step is Step.SIGNING:
        live = freeze(live, city, now, checks_texts=notes_signers)
    if live.told.step is Step.CLOSING and notes_signers:
        check_signed(live.told, noter.planned)
    return without_texts(live)
