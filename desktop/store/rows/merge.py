"""What becomes of a record when the city answers: pure decisions, no clock, nothing lost.

Rules: our text that has not reached the city is never overwritten silently. When both ends have
changed a record, the city's text becomes the record and ours is kept beside it as
`conflict_body` until a person chooses. An older text of our own coming back is no clash.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto
from typing import Any

from desktop.domain.ids import OperationId
from desktop.domain.sync.operation import Verdict

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class CityVersion:
    """A record as the city has it."""

    revision: int
    body: Body


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A record as this PC has it.

    revision: the city's revision that `body` stands on. conflict_body: our text that lost a
    clash; as long as it says the same as `body`, the city's text has not come yet. city: a newer
    version that arrived while an operation of ours was on its way; its verdict decides.
    former_revision: the revision known before the city was restored from a backup, 0 at other
    times.
    """

    revision: int
    body: Body
    conflict_body: Body | None = None
    city: CityVersion | None = None
    former_revision: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """Operations on the record that the city has not accepted.

    taken_body: of the one that may be at the city. is_unsent: `Record.body` is ours and the city
    does not have it, because its operation was never sent or was refused.
    """

    taken_body: Body | None = None
    is_unsent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """The city's verdict on one operation. revision: of the record; reason: of a refusal."""

    operation_id: OperationId
    verdict: Verdict
    revision: int
    reason: str = ""


class Waiting(Enum):
    """What becomes of the record's unsent operation.

    STAYS: to be sent. ARRIVED: the city has the text already. DROPPED: it lost a clash.
    """

    STAYS = auto()
    ARRIVED = auto()
    DROPPED = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The record afterwards, and the fate of its unsent operation."""

    record: Record
    waiting: Waiting = Waiting.STAYS


def merge_change(record: Record, change: CityVersion, pending: Pending) -> Merged:
    """A version of the record was pulled."""
    if change.revision <= record.revision:
        return Merged(record=record)
    if pending.taken_body is not None:
        return Merged(record=_beside_taken(record, change, pending.taken_body))
    if record.conflict_body is not None or not pending.is_unsent:
        return Merged(record=_adopted(record, change))
    return _merge_with_unsent(record, change)


def merge_verdict(record: Record, judged: Judged, pending: Pending) -> Merged:
    """The city judged the operation that was on its way; `pending` is what remains."""
    city = record.city
    settled = replace(record, city=None)
    if judged.verdict is Verdict.CONFLICT:
        return _merge_conflict(settled, city, judged.revision)
    if judged.verdict is Verdict.ACCEPTED:
        settled = replace(settled, revision=max(record.revision, judged.revision))
    if city is None:
        return Merged(record=settled)
    return merge_change(settled, city, replace(pending, taken_body=None))


def is_same_body(one: Body, other: Body) -> bool:
    """Whether two bodies say the same; instants may be written with Z or +00:00."""
    return one.keys() == other.keys() and all(
        _is_same_value(value, other[name]) for name, value in one.items()
    )


def is_city_text_due(record: Record) -> bool:
    """We know of a clash, and the city's text comes with the next pull: there is no choice yet."""
    ours = record.conflict_body
    return ours is not None and is_same_body(ours, record.body)


def _merge_conflict(record: Record, city: CityVersion | None, revision: int) -> Merged:
    if city is not None:
        ours = replace(record, conflict_body=record.body)
        return Merged(record=_adopted(ours, city), waiting=Waiting.DROPPED)
    if revision <= record.revision:
        # the very text we sent was pulled while its operation was on its way: no clash
        return Merged(record=record)
    # the city's text comes with the next pull
    return Merged(record=replace(record, conflict_body=record.body), waiting=Waiting.DROPPED)


def _beside_taken(record: Record, change: CityVersion, taken_body: Body) -> Record:
    if is_same_body(change.body, taken_body):
        return replace(record, revision=change.revision)
    return replace(record, city=change)


def _merge_with_unsent(record: Record, change: CityVersion) -> Merged:
    if is_same_body(change.body, record.body):
        arrived = replace(record, revision=change.revision)
        return Merged(record=arrived, waiting=Waiting.ARRIVED)
    if change.revision <= record.former_revision:
        return Merged(record=replace(record, revision=change.revision))
    return Merged(record=_clash(record, change), waiting=Waiting.DROPPED)


def _adopted(record: Record, change: CityVersion) -> Record:
    ours = record.conflict_body
    is_settled = ours is not None and is_same_body(ours, change.body)
    return replace(
        record,
        revision=change.revision,
        body=change.body,
        conflict_body=None if is_settled else ours,
    )


def _clash(record: Record, change: CityVersion) -> Record:
    return replace(record, revision=change.revision, body=change.body, conflict_body=record.body)


def _is_same_value(one: Any, other: Any) -> bool:  # noqa: ANN401 - JSON
    if one == other:
        return True
    if isinstance(one, str) and isinstance(other, str):
        first, second = _instant(one), _instant(other)
        return first is not None and first == second
    return False


def _instant(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None
