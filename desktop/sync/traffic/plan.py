"""The schedule of sync as one pure decision: the next step, or how long to rest."""

from dataclasses import dataclass
from enum import StrEnum

LIVE_POLL_S = 2.0
"""While a session is joined and the channel may be blocked: changes are asked for this often."""
IDLE_POLL_S = 30.0
"""Otherwise, beside what the city says by itself (news.py): an older one says nothing."""
LIVE_RETRY_CAP_S = 2.0
"""While a session is joined the city is tried at most this long after it came back."""
IDLE_RETRY_CAP_S = 30.0
REPORT_RETRY_CAP_S = 8.0
"""While a room check waits: whoever looks after the rooms sees it within ten seconds."""
ROOM_LIFE_S = 3_600.0
"""The sign-in list is fetched anew after this time."""


class Step(StrEnum):
    """One thing to do, each bounded in time."""

    REST = "rest"
    PROBE = "probe"
    UPDATE_ROOM = "update_room"
    REFRESH = "refresh"
    PULL = "pull"
    PUSH = "push"
    MOVE = "move"
    REPORT = "report"
    RECORD = "record"


@dataclass(slots=True)
class Timing:
    """What the loop remembers between steps; monotonic seconds. Thread: sync."""

    is_known: bool = False
    attempt: int = 0
    retry_at_s: float = 0.0
    update_room_at_s: float = 0.0
    pull_at_s: float = 0.0
    report_at_s: float = 0.0
    has_report: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything the decision needs; times are monotonic seconds, None: never due.

    is_known: the city has answered since the last failure. has_token: somebody is signed in with
    a token that works. must_pull_first: nothing of this epoch was pulled, so our operations
    would stand on revisions that do not exist. report_at_s: a room check or the room's sealed key
    waits and this PC may speak. record_at_s: a block of a recording.
    """

    now_s: float
    retry_at_s: float
    is_known: bool
    has_token: bool
    refresh_at_s: float | None
    update_room_at_s: float
    must_pull_first: bool
    pull_at_s: float
    has_operations: bool
    move_at_s: float | None
    report_at_s: float | None = None
    record_at_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to do now; rest_s: how long to rest when it is REST."""

    step: Step
    rest_s: float = 0.0


def next_step(facts: Facts) -> Plan:
    """What to do next.

    Order: know the city; be allowed in; learn its state before writing when all is new; send our
    words; fetch the others' words; tell how the room is; move papers, one block at a time, so that
    words never wait for a paper; a block of a recording last, also when nobody is signed in.
    """
    if facts.now_s < facts.retry_at_s:
        return Plan(step=Step.REST, rest_s=facts.retry_at_s - facts.now_s)
    if not facts.is_known:
        return Plan(step=Step.PROBE)
    if _is_due(facts, facts.update_room_at_s):
        return Plan(step=Step.UPDATE_ROOM)
    if _is_due(facts, facts.refresh_at_s):
        return Plan(step=Step.REFRESH)
    return _exchange(facts) if facts.has_token else _without_a_person(facts)


def _without_a_person(facts: Facts) -> Plan:
    if _is_due(facts, facts.report_at_s):
        return Plan(step=Step.REPORT)
    if _is_due(facts, facts.record_at_s):
        return Plan(step=Step.RECORD)
    return _rest(
        facts,
        facts.update_room_at_s,
        facts.refresh_at_s,
        facts.report_at_s,
        facts.record_at_s,
    )


def _exchange(facts: Facts) -> Plan:
    in_order = (
        (facts.must_pull_first, Step.PULL),
        (facts.has_operations, Step.PUSH),
        (_is_due(facts, facts.pull_at_s), Step.PULL),
        (_is_due(facts, facts.report_at_s), Step.REPORT),
        (_is_due(facts, facts.move_at_s), Step.MOVE),
        (_is_due(facts, facts.record_at_s), Step.RECORD),
    )
    step = next((step for is_due, step in in_order if is_due), None)
    if step is not None:
        return Plan(step=step)
    return _rest(
        facts,
        facts.update_room_at_s,
        facts.refresh_at_s,
        facts.pull_at_s,
        facts.report_at_s,
        facts.move_at_s,
        facts.record_at_s,
    )


def _is_due(facts: Facts, at_s: float | None) -> bool:
    return at_s is not None and at_s <= facts.now_s


def _rest(facts: Facts, *wakings_s: float | None) -> Plan:
    nearest_s = min(at_s for at_s in (*wakings_s, facts.now_s + IDLE_POLL_S) if at_s is not None)
    return Plan(step=Step.REST, rest_s=max(0.0, nearest_s - facts.now_s))
