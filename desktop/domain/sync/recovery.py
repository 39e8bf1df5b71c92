"""The outcome of recovering a room's records from a lost or damaged database."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery:
    """How the records were brought together again.

    copy_made_at: of the copy that was the base, aware; None: there was none. salvaged: rows read
    from the damaged database. replayed: writes taken from the journal. lost: (kind, id) of records
    known to have been there that nothing on this PC holds. is_certain: besides those nothing that
    was kept can be missing.
    """

    copy_made_at: datetime | None
    salvaged: int
    replayed: int
    lost: tuple[tuple[str, str], ...] = ()
    is_certain: bool = True
