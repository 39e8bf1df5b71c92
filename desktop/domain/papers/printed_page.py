"""What the code on a sheet says: of which record, version and content it is, and which page. Pure.

A scan is believed by these codes alone: never by its name, nor by who took it in.
"""

import re
from dataclasses import dataclass
from typing import Final

MAX_PRINTED_PAGES: Final = 99
"""Of one print, and of one scan: minutes of a day have fewer."""

_CODE: Final = re.compile(
    r"TCD2:([A-Z0-9._:-]{1,64}):([1-9][0-9]{0,3}):([0-9A-F]{64}):([1-9][0-9]?):([1-9][0-9]?)",
    re.ASCII,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPage:
    """One sheet of a print.

    record_id: in small letters, as records are called. content_sha256: of the frozen content.
    page: from 1; pages: of the whole print.
    """

    record_id: str
    version: int
    content_sha256: str
    page: int
    pages: int

    @property
    def code(self) -> str:
        """What stands in the code. Capitals, for which a code has the most room."""
        parts = (self.record_id, self.version, self.content_sha256, self.page, self.pages)
        return ":".join(("TCD2", *map(str, parts))).upper()


def read_printed_page(untrusted_text: str) -> PrintedPage | None:
    """The sheet with this code; None: it is no code of a print."""
    found = _CODE.fullmatch(untrusted_text)
    if found is None:
        return None
    record_id, version, sha256, page, pages = found.groups()
    if int(page) > int(pages):
        return None
    return PrintedPage(
        record_id=record_id.lower(),
        version=int(version),
        content_sha256=sha256.lower(),
        page=int(page),
        pages=int(pages),
    )
