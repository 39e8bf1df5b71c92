"""The city keeps sealed keys by PC: each PC writes its own, and no room ever reads one."""

import pytest
from pydantic import ValidationError

from desktop.cityserver.access.callers import Room
from desktop.cityserver.admin.city import list_escrows, remove_escrow
from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.rooms import escrows as module
from desktop.cityserver.rooms.escrows import Escrows
from desktop.cityserver.store.database.database import Database
from desktop.contract.escrow import EscrowIn
from desktop.contract.problem import ProblemCode
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.city_keys import CITY_KEYS, LATER_KEYS, an_escrow
from tests.rigs.city.running_city_server import COMMUNE, HQ

pytestmark = pytest.mark.unit

FIRST = Room(room_id="room-1", site_id=COMMUNE)
SECOND = Room(room_id="room-2", site_id=COMMUNE)


@pytest.fixture
def escrows(city: Database, clock: FakeClock) -> Escrows:
    return Escrows(database=city, clock=clock)


def kept(city: Database) -> list[tuple[str, str, str]]:
    return [(row.room_id, row.label, row.sealed) for row in list_escrows(city)]


def test_the_same_again_changes_nothing_and_a_renewed_one_takes_its_place(
    escrows: Escrows, city: Database, clock: FakeClock
) -> None:
    first = escrows.take(FIRST, an_escrow())
    clock.advance(60)
    assert escrows.take(FIRST, an_escrow()) == first
    renewed = EscrowIn(label="0123abcd", keys=LATER_KEYS, sealed="for the new keys")
    assert escrows.take(FIRST, renewed).received_at > first.received_at
    (row,) = list_escrows(city)
    assert (row.site_id, row.sealed) == (COMMUNE, "for the new keys")
    assert row.keys == LATER_KEYS


def test_a_pc_never_touches_what_another_one_sent(escrows: Escrows, city: Database) -> None:
    escrows.take(FIRST, an_escrow(sealed="of the first"))
    escrows.take(SECOND, an_escrow(sealed="of the second"))
    escrows.take(Room(room_id="room-3", site_id=HQ), an_escrow(sealed="of headquarters"))
    assert sorted(kept(city)) == [
        ("room-1", "0123abcd", "of the first"),
        ("room-2", "0123abcd", "of the second"),
        ("room-3", "0123abcd", "of headquarters"),
    ]


def test_keys_of_one_pc_are_bounded(
    escrows: Escrows, city: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_PER_ROOM", 2)
    for label in ("00000001", "00000002"):
        escrows.take(FIRST, an_escrow(label))
    with pytest.raises(Rejected) as refused:
        escrows.take(FIRST, an_escrow("00000003"))
    assert refused.value.code is ProblemCode.CONFLICT
    escrows.take(FIRST, an_escrow("00000002", "renewed"))
    assert [row.label for row in list_escrows(city)] == ["00000001", "00000002"]


def test_it_is_forgotten_for_good(escrows: Escrows, city: Database) -> None:
    escrows.take(FIRST, an_escrow())
    assert not remove_escrow(city, "room-2", "0123abcd")
    assert remove_escrow(city, "room-1", "0123abcd")
    assert list_escrows(city) == ()


@pytest.mark.parametrize(
    "change",
    [
        {"label": "0123ABCD"},
        {"label": "../x"},
        {"keys": [CITY_KEYS[0]]},
        {"keys": [CITY_KEYS[0], "age1short"]},
        {"sealed": ""},
        {"sealed": "x" * 4_097},
        {"sealed": "a\x00"},
        {"site_id": "site-hq"},
    ],
)
def test_what_is_no_escrow_is_refused(change: dict[str, object]) -> None:
    body = {"label": "0123abcd", "keys": list(CITY_KEYS), "sealed": "sealed"}
    EscrowIn.model_validate(body)
    with pytest.raises(ValidationError):
        EscrowIn.model_validate({**body, **change})
