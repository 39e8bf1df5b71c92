"""Numbers of the register: given once, in the order in which the city takes rows in."""

import hashlib
from typing import Any

from desktop.cityserver.store.records.writer import Record, RecordWriter
from desktop.domain.casework.register import RegisterEntry, number_after
from desktop.domain.ids import RegisterEntryId
from desktop.domain.sync.operation import EntityKind
from desktop.mapping.records import REGISTER_ENTRY, REGISTER_NUMBER


def number_row(writer: RecordWriter, entry_id: str, body: dict[str, Any]) -> None:
    """Write the number of a new row. Call it after the row is saved.

    Writers of the city take turns: two rows of a year never get one number, and none is left out.
    """
    entry = REGISTER_ENTRY.codec.read(body, id=RegisterEntryId(entry_id))
    number = number_after(writer.counters.count_up(_counter(entry)) - 1, entry)
    writer.save(
        Record(
            kind=EntityKind.REGISTER_NUMBER,
            entity_id=entry_id,
            body=REGISTER_NUMBER.codec.write(number),
        )
    )


def _counter(entry: RegisterEntry) -> str:
    """Of a unit's year; as short as names of counters are."""
    book = f"{entry.owner_site_id}\n{entry.year}"
    return f"register-{hashlib.sha256(book.encode()).hexdigest()[:20]}"
