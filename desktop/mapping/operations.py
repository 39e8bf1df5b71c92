"""Operations on records: what a desk keeps and queues when one is written."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeVar

from desktop.domain.ids import OperationId, new_id
from desktop.domain.sync.operation import Operation
from desktop.mapping.records import RecordKind

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")
_NOTHING: Final[Mapping[str, object]] = MappingProxyType({})


def operation_of(
    kind: RecordKind[T],
    entity_id: str,
    record: T,
    *,
    made_at: datetime,
    base_revision: int = 0,
    given: Mapping[str, object] = _NOTHING,
) -> Operation:
    """The operation that makes the city know this state of a record.

    base_revision: the store sets it anew when the operation is sent. given: fields of the body that
    the dataclass has not. Raises Unfit (a ValueError) when the wire does not allow it.
    """
    return Operation(
        id=OperationId(new_id()),
        kind=kind.kind,
        entity_id=entity_id,
        base_revision=base_revision,
        body=kind.codec.write(record, **given),
        made_at=made_at,
    )
