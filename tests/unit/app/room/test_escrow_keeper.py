"""A room's escrow is made by itself once; other keys of the city need a person's word."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.app.room.escrow_keeper import EscrowKeeper, body_of_escrow, read_escrow_file
from desktop.settings.escrow import FILE_NAME, Escrow, open_escrow
from desktop.settings.sealing import EscrowFault, EscrowRefused
from desktop.store.database.keys import derive_keys
from desktop.store.store import Store, open_store
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.city_keys import (
    CITY_KEYS,
    FIRST_PRIVATE,
    LATER_KEYS,
    LATER_PRIVATE,
    SECOND_PRIVATE,
)
from tests.samples.store import KEY, RESERVE_BYTES

pytestmark = pytest.mark.unit

SITE = "site-a"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path, KEY, FakeClock(), reserve_bytes=RESERVE_BYTES)
    yield opened
    opened.close()


@pytest.fixture
def keeper(tmp_path: Path, store: Store) -> EscrowKeeper:
    return EscrowKeeper(folder=tmp_path, site_id=SITE, room_key=KEY, memory=store.memory)


def opens(escrow: Escrow | None, private_key: str) -> bool:
    assert escrow is not None
    try:
        return open_escrow(escrow, private_key, site_id=SITE) == KEY
    except EscrowRefused as refused:
        return refused.fault is not EscrowFault.OTHER_KEY


def test_without_keys_nothing_is_made(keeper: EscrowKeeper, tmp_path: Path) -> None:
    assert keeper.ensure(None) is None
    assert not keeper.is_changed(None)
    assert not keeper.is_changed(CITY_KEYS)
    assert not (tmp_path / FILE_NAME).exists()


def test_the_first_keys_are_taken_and_the_file_stays_as_it_is(
    keeper: EscrowKeeper, tmp_path: Path
) -> None:
    made = keeper.ensure(CITY_KEYS)
    assert opens(made, FIRST_PRIVATE)
    assert opens(made, SECOND_PRIVATE)
    path = tmp_path / FILE_NAME
    assert read_escrow_file(path) == made
    assert path.stat().st_mode & 0o777 == 0o600
    assert KEY not in path.read_bytes()
    assert keeper.ensure((CITY_KEYS[1], CITY_KEYS[0])) == made
    assert not keeper.is_changed((CITY_KEYS[1], CITY_KEYS[0]))
    assert made is not None
    body = body_of_escrow(made)
    assert (body.label, body.keys) == (derive_keys(KEY).label, CITY_KEYS)


@pytest.mark.parametrize("wanted", [LATER_KEYS, None])
def test_other_keys_in_the_settings_change_nothing_by_themselves(
    keeper: EscrowKeeper, tmp_path: Path, wanted: tuple[str, ...] | None
) -> None:
    made = keeper.ensure(CITY_KEYS)
    assert keeper.is_changed(wanted) is (wanted is not None)
    assert keeper.ensure(wanted) == made
    (tmp_path / FILE_NAME).unlink()
    again = keeper.ensure(wanted)
    assert opens(again, SECOND_PRIVATE)
    assert not opens(again, LATER_PRIVATE)


@pytest.mark.parametrize("left", ["", "{", "of another room"])
def test_a_file_that_is_not_this_room_s_escrow_is_made_anew(
    keeper: EscrowKeeper, store: Store, tmp_path: Path, left: str
) -> None:
    path = tmp_path / FILE_NAME
    if left == "of another room":
        EscrowKeeper(folder=tmp_path, site_id=SITE, room_key=b"x" * 32, memory=store.memory).ensure(
            CITY_KEYS
        )
    else:
        path.write_text(left)
    assert opens(keeper.ensure(CITY_KEYS), FIRST_PRIVATE)
    found = read_escrow_file(path)
    assert opens(found, SECOND_PRIVATE)


def test_renewed_it_is_sealed_for_the_new_keys_only(keeper: EscrowKeeper, tmp_path: Path) -> None:
    keeper.ensure(CITY_KEYS)
    renewed = keeper.renew(LATER_KEYS)
    assert opens(renewed, LATER_PRIVATE)
    assert not opens(renewed, SECOND_PRIVATE)
    assert read_escrow_file(tmp_path / FILE_NAME) == renewed
    assert keeper.accepted() == LATER_KEYS
    assert keeper.ensure(LATER_KEYS) == renewed
    assert keeper.is_changed(CITY_KEYS)
    assert [one.name for one in tmp_path.glob(f"{FILE_NAME}*")] == [FILE_NAME]


def test_a_renewal_that_was_cut_short_is_finished_by_the_next_start(
    keeper: EscrowKeeper, tmp_path: Path
) -> None:
    keeper.ensure(CITY_KEYS)
    old = (tmp_path / FILE_NAME).read_text()
    keeper.renew(LATER_KEYS)
    (tmp_path / FILE_NAME).write_text(old)
    assert opens(keeper.ensure(LATER_KEYS), LATER_PRIVATE)
    found = read_escrow_file(tmp_path / FILE_NAME)
    assert not opens(found, SECOND_PRIVATE)


def test_a_disk_that_takes_no_file_still_leaves_one_for_the_city(
    keeper: EscrowKeeper, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / FILE_NAME).mkdir()
    assert opens(keeper.ensure(CITY_KEYS), FIRST_PRIVATE)
    assert "escrow not written" in caplog.text
    assert (tmp_path / FILE_NAME).is_dir()
    assert not list(tmp_path.glob("*.part"))
