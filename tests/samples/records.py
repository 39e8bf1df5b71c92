"""Bodies of records, as a desk sends them."""

from typing import TYPE_CHECKING, Any

from desktop.domain.sync.operation import EntityKind
from desktop.mapping.records import kind_of

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def body_of(record: "DataclassInstance", **given: object) -> dict[str, Any]:
    """What of a record of the product travels. given: fields that the dataclass has not."""
    return kind_of(record).codec.write(record, **given)


def word_of(record: "DataclassInstance") -> EntityKind:
    """The kind that a record of the product is."""
    return EntityKind(kind_of(record).kind)
