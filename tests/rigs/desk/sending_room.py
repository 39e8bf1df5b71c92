"""A room that sends one paper to the city and says when it has arrived.

python -m tests.rigs.desk.sending_room FOLDER URL ENROL_CODE PAPER
"""

import sys
import time
from pathlib import Path

from desktop.domain.clock import SystemClock
from desktop.domain.ids import DocumentId, OperationId, SessionId, new_id
from desktop.domain.sync.operation import EntityKind, Operation
from desktop.store.records.transfers import Direction, Transfer, TransferState
from desktop.sync.http.api import HttpCityApi
from desktop.sync.http.city_address import CityAddress
from tests.patience import PATIENCE_S
from tests.rigs.city.running_city_server import COMMUNE, OFFICER, PIN, SESSION, paper_body
from tests.rigs.desk.desk_sync import DeskSync, desk_sync, wait_until

PAPER = DocumentId("paper-1")
MAX_BYTES = 2 << 30
ATTEMPT_S = 2.0
ARRIVAL_LIMIT_S = 1_800.0


def main(folder: Path, url: str, enrol_code: str, paper: Path) -> None:
    """Take the paper in when the room does not have it yet; stay until the city has all of it."""
    api = HttpCityApi(address=CityAddress(base_url=url), clock=SystemClock())
    with desk_sync(folder, api, COMMUNE, enrol_code=enrol_code) as desk:
        if desk.store.transfers.get(PAPER, Direction.UP) is None:
            _take_in(desk, paper)
        _go_in(desk)
        wait_until(lambda: _is_sent(desk), "the paper did not arrive", ARRIVAL_LIMIT_S)
    sys.stdout.write("arrived\n")


def _take_in(desk: DeskSync, paper: Path) -> None:
    with paper.open("rb") as file:
        info = desk.store.blobs.put(file, MAX_BYTES)
    operation = Operation(
        id=OperationId(new_id()),
        kind=EntityKind.PAPER,
        entity_id=PAPER,
        base_revision=0,
        body=paper_body(COMMUNE, info.sha256, info.size_bytes),
        made_at=SystemClock().now(),
    )
    upload = Transfer(
        document_id=PAPER,
        session_id=SessionId(SESSION),
        direction=Direction.UP,
        sha256=info.sha256,
        size_bytes=info.size_bytes,
    )
    desk.store.items.record(operation, SessionId(SESSION), upload).result(PATIENCE_S)


def _go_in(desk: DeskSync) -> None:
    """On a line that may be cut just then."""
    wait_until(lambda: bool(desk.access.officers()), "no sign-in list", 60)
    while desk.access.signed_in() is None:
        desk.access.sign_in(OFFICER, PIN)
        end_s = time.monotonic() + ATTEMPT_S
        while desk.access.signed_in() is None and time.monotonic() < end_s:
            time.sleep(0.01)


def _is_sent(desk: DeskSync) -> bool:
    transfer = desk.store.transfers.get(PAPER, Direction.UP)
    assert transfer is not None
    assert transfer.state is not TransferState.REFUSED, transfer.reason
    return transfer.state is TransferState.DONE


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], Path(sys.argv[4]))
