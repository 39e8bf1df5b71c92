"""Room checks, from this room to the city; nobody needs to be signed in for them."""

import logging
from collections.abc import Callable
from concurrent.futures import Future

from pydantic import ValidationError

from desktop import __version__
from desktop.contract.problem import ProblemCode
from desktop.contract.rooms import CheckItemBody, RoomReportIn
from desktop.domain.errors import ProtocolError
from desktop.domain.ids import new_id
from desktop.domain.room.measurements import CheckItem, RoomReport
from desktop.store.records.room_checks import QueuedReport, Reports
from desktop.sync.http.city_api import CityApi

COMMIT_LIMIT_S = 30.0
_NEVER = frozenset({ProblemCode.BAD_REQUEST, ProblemCode.TOO_LARGE})

logger = logging.getLogger(__name__)


def _nothing() -> None:
    """Nobody waits for it."""


class RoomReports:
    """Thread: `keep` any, the rest sync."""

    def __init__(self, *, api: CityApi, reports: Reports) -> None:
        self._api = api
        self._reports = reports

    def keep(self, report: RoomReport, on_kept: Callable[[], None] = _nothing) -> Future[None]:
        """Queue it; returns before the commit. on_kept: it is on the disk; quick, store-writer."""
        body = body_of(report)
        queued = QueuedReport(id=body.id, body=body.model_dump_json())
        return self._reports.put(queued, lambda _none: on_kept())

    def is_waiting(self) -> bool:
        """Whether there is one to send. Reads the disk."""
        return self._reports.oldest() is not None

    def send(self, room_token: str) -> RoomReportIn | None:
        """Send the oldest one. Returns it, None when the city will never take it.

        Raises RetryableError as CityApi; AccessRefused when the city does not know this PC;
        ProtocolError when something speaks wrongly, the report then stays.
        """
        queued = self._reports.oldest()
        if queued is None:
            return None
        sent = None
        try:
            report = RoomReportIn.model_validate_json(queued.body)
            self._api.report_room(room_token, report)
            sent = report
        except (ValidationError, ProtocolError) as error:
            if isinstance(error, ProtocolError) and error.code not in _NEVER:
                raise
            logger.warning("room report dropped id=%s error=%s", queued.id, type(error).__name__)
        self._reports.drop(queued.id).result(COMMIT_LIMIT_S)
        return sent


def body_of(report: RoomReport) -> RoomReportIn:
    """A report as it travels, under a new id."""
    return RoomReportIn(
        id=new_id(),
        checked_at=report.checked_at,
        took_s=report.took_s,
        overall=report.overall.value,
        program_version=__version__,
        items=tuple(_item(item) for item in report.items),
    )


def _item(item: CheckItem) -> CheckItemBody:
    return CheckItemBody(
        code=item.code.value,
        result=item.result.value,
        value=item.value,
        unit=item.unit.value,
        limit=item.limit,
        next_step=item.next_step.value,
        note={name[:32]: text[:120] for name, text in item.note[:8]},
    )
