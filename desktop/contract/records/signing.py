"""Bodies of a signing: what the city keeps of it, and what is added after the closing."""

from typing import Annotated

from pydantic import Field

from desktop.contract.base import Identifier, Moment, Received, Sha256, ShortText, Text
from desktop.contract.version import MAX_REASON_CHARACTERS, MIN_REASON_CHARACTERS

_Word = Annotated[Text, Field(max_length=24)]
_Number = Annotated[int, Field(ge=1, le=1_000_000)]
_Wish = Annotated[Text, Field(max_length=500)]


class MinutesVersionBody(Received):
    """A frozen version, see desktop/domain/conduct/signing/version.py."""

    number: _Number
    text_sha256: Sha256
    sha256: Sha256
    lines: Annotated[int, Field(ge=0)]
    frozen_at: Moment


class ObjectionBody(Received):
    """See desktop/domain/conduct/signing/version.py. former: what the line said then."""

    number: _Number
    line_id: Identifier | None
    former: _Wish
    text: _Wish
    by: ShortText
    result: _Word
    at: Moment
    site_id: Identifier


class SignatureBody(Received):
    """The state of a signer of one version, see desktop/domain/conduct/signing/signature.py."""

    signer_id: Identifier
    version: _Number
    form: _Word
    noted_at: Moment
    by_site_id: Identifier
    by_role: _Word
    reason: Annotated[Text, Field(max_length=MAX_REASON_CHARACTERS)]
    witnesses: Annotated[tuple[ShortText, ...], Field(max_length=4)]


class MinutesNumberBody(Received):
    """Số biên bản: of the central unit and the year."""

    number: _Number
    year: Annotated[int, Field(ge=2000, le=2200)]


class SessionSigningBody(Received):
    """kind `minutes_signing`: versions, objections and signers of a session, and its number.

    Its entity_id is the session's. The city writes it anew with every change.
    """

    session_id: Identifier
    is_frozen: bool
    versions: Annotated[tuple[MinutesVersionBody, ...], Field(max_length=64)]
    objections: Annotated[tuple[ObjectionBody, ...], Field(max_length=64)]
    signatures: Annotated[tuple[SignatureBody, ...], Field(max_length=512)]
    copies: Annotated[int, Field(ge=1, le=99)] | None
    number: MinutesNumberBody | None


class MinutesAmendmentBody(Received):
    """kind `minutes_amendment`: said of closed minutes at its owner site, and never changed.

    line_id: null: of the minutes as a whole.
    """

    session_id: Identifier
    owner_site_id: Identifier
    at: Moment
    author: Annotated[ShortText, Field(min_length=1)]
    line_id: Identifier | None
    text: Annotated[Text, Field(min_length=1, max_length=2_000)]
    reason: Annotated[
        Text, Field(min_length=MIN_REASON_CHARACTERS, max_length=MAX_REASON_CHARACTERS)
    ]
