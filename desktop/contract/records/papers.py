"""Bodies of what is known of papers; their bytes travel as blobs."""

from typing import Annotated

from pydantic import Field

from desktop.contract.base import Identifier, Moment, Received, Sha256, ShortText, Text
from desktop.contract.version import MAX_UPLOAD_BYTES


class PrintedPageBody(Received):
    """What the code on a sheet of a scan says."""

    record_id: Identifier
    version: Annotated[int, Field(ge=1, le=9_999)]
    content_sha256: Sha256
    page: Annotated[int, Field(ge=1, le=99)]
    pages: Annotated[int, Field(ge=1, le=99)]


class DigitalSignatureBody(Received):
    """A signature in a PDF, as the room found it that took the paper in."""

    signer: Annotated[Text, Field(max_length=200)]
    issuer: Annotated[Text, Field(max_length=200)]
    certificate_sha256: Sha256
    signed_at: Moment
    is_intact: bool
    is_vouched: bool | None


class PaperBody(Received):
    """kind `paper`: what is known of a paper; its bytes travel under /v1/blobs/{sha256}.

    printed_pages: of a scan of something that was printed; digital_signatures: of a PDF; each is
    left out of every other paper: an older room or city knows nothing of it.
    """

    session_id: Identifier
    case_id: Identifier | None
    owner_site_id: Identifier
    title: ShortText
    kind: Annotated[Text, Field(max_length=24)]
    mime: Annotated[Text, Field(max_length=100)]
    size_bytes: Annotated[int, Field(ge=1, le=MAX_UPLOAD_BYTES)]
    sha256: Sha256
    page_count: Annotated[int, Field(ge=0, le=100_000)]
    added_at: Moment
    cleared_for_display: bool
    printed_pages: Annotated[
        tuple[PrintedPageBody, ...], Field(max_length=99, exclude_if=lambda pages: not pages)
    ] = ()
    digital_signatures: Annotated[
        tuple[DigitalSignatureBody, ...], Field(max_length=32, exclude_if=lambda one: not one)
    ] = ()


class CasePaperBody(Received):
    """kind `case_paper`: an entry of the dossier of a case.

    owner_site_id: who entered it. site_id: in whose dossier it is. sha256: "" of an entry without
    bytes, whose size_bytes is 0 and whose mime is "".
    """

    case_id: Identifier
    owner_site_id: Identifier
    site_id: Identifier
    title: Annotated[ShortText, Field(min_length=1)]
    kind: Annotated[Text, Field(max_length=24)]
    copy_kind: Annotated[Text, Field(max_length=24)]
    handed_in: Annotated[Text, Field(max_length=24)] | None
    mime: Annotated[Text, Field(max_length=100)]
    size_bytes: Annotated[int, Field(ge=0, le=MAX_UPLOAD_BYTES)]
    sha256: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")]
    page_count: Annotated[int, Field(ge=0, le=100_000)]
    added_at: Moment
    added_by: Identifier


class PaperPlaceBody(Received):
    """kind `paper_place`: the page numbers of a paper in its case; the city says them once.

    Its entity_id is the paper's. letter: 0 for whole numbers, 1 for a (12a). pages: how many
    numbers or letters it takes.
    """

    paper_id: Identifier
    case_id: Identifier
    owner_site_id: Identifier
    site_id: Identifier
    number: Annotated[int, Field(ge=1)]
    letter: Annotated[int, Field(ge=0)]
    pages: Annotated[int, Field(ge=1)]


class PapersHeldBody(Received):
    """kind `papers_held`: which papers of a case a site has whole, checked by their hashes.

    Its entity_id is made of case and site. site_id: as owner_site_id. at: by the clock of the PC.
    """

    case_id: Identifier
    owner_site_id: Identifier
    site_id: Identifier
    paper_ids: Annotated[tuple[Identifier, ...], Field(max_length=2_000)]
    at: Moment
