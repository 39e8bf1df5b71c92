"""Channel messages of the signing: texts of the sites, versions, objections, who signs and how."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from desktop.contract.base import Answer, Identifier, Received, Sha256, Text
from desktop.contract.version import MAX_REASON_CHARACTERS

_Word = Annotated[Text, Field(max_length=16)]
_Name = Annotated[Text, Field(max_length=100)]
_Wish = Annotated[Text, Field(min_length=1, max_length=500)]
_Count = Annotated[int, Field(ge=0, le=100_000)]


class TellText(Received):
    """What the minutes of this site are while they are read back.

    sha256: see desktop/domain/record/minutes_text.py. unsettled: lines with two texts.
    """

    type: Literal["tell_text"] = "tell_text"
    sha256: Sha256
    lines: _Count
    unsettled: _Count


class NoteObjection(Received):
    """Somebody wants the minutes corrected. line_id: null: as a whole. result: what is done."""

    type: Literal["note_objection"] = "note_objection"
    line_id: Identifier | None
    text: _Wish
    by: Annotated[Text, Field(min_length=1, max_length=100)]
    result: _Word


class NoteSignature(Received):
    """How somebody signed the newest version. form: empty takes back what was noted."""

    type: Literal["note_signature"] = "note_signature"
    signer_id: Identifier
    form: _Word
    reason: Annotated[Text, Field(max_length=MAX_REASON_CHARACTERS)] = ""
    witnesses: Annotated[tuple[_Name, ...], Field(max_length=4)] = ()


class SetCopies(Received):
    """How many copies are printed and signed."""

    type: Literal["set_copies"] = "set_copies"
    count: Annotated[int, Field(ge=1, le=99)]


class SiteTextState(Answer):
    """See desktop/domain/conduct/signing/version.py."""

    site_id: Identifier
    sha256: Sha256
    lines: int
    unsettled: int = 0


class VersionState(Answer):
    """A frozen version, see desktop/domain/conduct/signing/version.py."""

    number: int
    text_sha256: Sha256
    sha256: Sha256
    lines: int
    frozen_at: datetime


class ObjectionState(Answer):
    """See desktop/domain/conduct/signing/version.py."""

    number: int
    line_id: Identifier | None
    former: str
    text: str
    by: str
    result: str
    at: datetime
    site_id: Identifier


class SignatureState(Answer):
    """See desktop/domain/conduct/signing/signature.py."""

    signer_id: Identifier
    version: int
    form: str
    noted_at: datetime
    by_site_id: Identifier
    by_role: str
    reason: str = ""
    witnesses: tuple[str, ...] = ()


class MinutesNumberState(Answer):
    """Số biên bản."""

    number: int
    year: int


class SigningState(Answer):
    """All of it, see desktop/domain/conduct/signing/signing.py."""

    texts: tuple[SiteTextState, ...] = ()
    versions: tuple[VersionState, ...] = ()
    objections: tuple[ObjectionState, ...] = ()
    signatures: tuple[SignatureState, ...] = ()
    copies: int | None = None
    number: MinutesNumberState | None = None
