"""Bodies of the directory's records: sites and agencies."""

from typing import Annotated

from pydantic import Field

from desktop.contract.base import Received, ShortText, Text

# One line, without white space around it; the empty text is left to min_length.
_ONE_LINE = r"^([^\x00-\x1f\s]([^\x00-\x1f]*[^\x00-\x1f\s])?)?$"
AgencyCode = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9.\-]{1,15}$")]
"""A letter first, so that it is never the code of a commune."""


class AgencyBody(Received):
    """kind `agency`: written by headquarters; its entity_id is its code.

    It belongs to the city: any headquarters may change it, every site is told. active: false
    once it was retired; it is never deleted. parent_name: the body above, may be empty.
    """

    code: AgencyCode
    name: Annotated[str, Field(min_length=1, max_length=250, pattern=_ONE_LINE)]
    kind: Annotated[Text, Field(max_length=24)]
    parent_name: Annotated[str, Field(max_length=250, pattern=_ONE_LINE)]
    active: bool


class SiteBody(Received):
    """kind `site`: written by the city only."""

    name: ShortText
    short_name: Annotated[Text, Field(max_length=24)]
    kind: Annotated[Text, Field(max_length=24)]
    unit_code: Annotated[Text, Field(max_length=16)]
    address: ShortText
    fallback_phone: Annotated[Text, Field(max_length=32)]
