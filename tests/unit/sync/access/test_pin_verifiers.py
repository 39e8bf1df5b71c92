import json
from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from desktop.domain.errors import AccessRefused
from desktop.domain.ids import UserId
from desktop.store.store import Store
from desktop.sync.access.pin_verifiers import PinVerifiers
from tests.fakes.fake_clock import NOON, FakeClock
from tests.rigs.desk.desk_sync import PIN_SECRET
from tests.samples.kdf_cost import CHEAPEST_KDF_COST

pytestmark = pytest.mark.unit

OFFICER = UserId("officer")
PIN = "246813"


@pytest.fixture
def verifiers(store: Store, clock: FakeClock) -> PinVerifiers:
    return PinVerifiers(memory=store.memory, clock=clock, secret=PIN_SECRET, cost=CHEAPEST_KDF_COST)


def _refusal(verifiers: PinVerifiers, pin: str) -> tuple[str, dict[str, str | int]]:
    with pytest.raises(AccessRefused) as refused:
        verifiers.check(OFFICER, pin)
    return refused.value.code, dict(refused.value.data)


def test_the_pin_the_city_accepted_opens_for_seventy_two_hours(
    verifiers: PinVerifiers, clock: FakeClock
) -> None:
    verifiers.keep(OFFICER, PIN)
    clock.advance(71 * 3600)

    assert verifiers.check(OFFICER, PIN) == NOON + timedelta(hours=72)
    assert verifiers.offline_until(OFFICER) == NOON + timedelta(hours=72)

    clock.advance(3601)
    assert _refusal(verifiers, PIN)[0] == "D-106"
    assert verifiers.offline_until(OFFICER) is None


def test_somebody_the_city_never_let_in_here_stays_out(verifiers: PinVerifiers) -> None:
    assert _refusal(verifiers, PIN) == ("D-106", {})


def test_five_wrong_pins_lock_until_the_city_was_asked(verifiers: PinVerifiers) -> None:
    verifiers.keep(OFFICER, PIN)

    told = [_refusal(verifiers, "000000") for _ in range(6)]

    assert told[:5] == [("D-102", {"left": left}) for left in (4, 3, 2, 1, 0)]
    assert told[5] == ("D-116", {})
    assert _refusal(verifiers, PIN)[0] == "D-116"
    assert verifiers.offline_until(OFFICER) is None
    verifiers.keep(OFFICER, PIN)
    assert verifiers.check(OFFICER, PIN) == NOON + timedelta(hours=72)


def test_a_right_pin_gives_the_attempts_back(verifiers: PinVerifiers) -> None:
    verifiers.keep(OFFICER, PIN)
    _refusal(verifiers, "000000")
    verifiers.check(OFFICER, PIN)

    assert _refusal(verifiers, "000000") == ("D-102", {"left": 4})


def test_attempts_are_counted_over_a_restart(
    verifiers: PinVerifiers, store: Store, clock: FakeClock
) -> None:
    verifiers.keep(OFFICER, PIN)
    _refusal(verifiers, "000000")
    store.memory.load()

    again = PinVerifiers(
        memory=store.memory, clock=clock, secret=PIN_SECRET, cost=CHEAPEST_KDF_COST
    )
    assert _refusal(again, "000000") == ("D-102", {"left": 3})


def test_the_store_of_a_copied_disk_opens_for_no_pin_without_the_keyring_s_secret(
    verifiers: PinVerifiers, store: Store, clock: FakeClock
) -> None:
    verifiers.keep(OFFICER, PIN)

    elsewhere = PinVerifiers(
        memory=store.memory, clock=clock, secret=b"g" * 32, cost=CHEAPEST_KDF_COST
    )
    assert elsewhere.offline_until(OFFICER) is None
    assert _refusal(elsewhere, PIN) == ("D-106", {})
    assert verifiers.check(OFFICER, PIN) == NOON + timedelta(hours=72)


def test_every_guess_at_a_copied_verifier_fails_even_the_right_one(
    verifiers: PinVerifiers, store: Store
) -> None:
    verifiers.keep(OFFICER, PIN)
    kept = json.loads(store.memory.recall("access.verifier.officer") or "")
    hasher = PasswordHasher()
    for guess in (PIN, f"{OFFICER}\0{PIN}", *(f"{pin:06d}" for pin in range(246_810, 246_820))):
        with pytest.raises(VerifyMismatchError):
            hasher.verify(kept["keyed_hash"], guess)


def test_the_same_pin_of_two_people_is_kept_differently_and_moved_it_opens_nothing(
    verifiers: PinVerifiers, store: Store
) -> None:
    verifiers.keep(OFFICER, PIN)
    store.memory.remember("access.verifier.other", store.memory.recall("access.verifier.officer"))

    with pytest.raises(AccessRefused) as refused:
        verifiers.check(UserId("other"), PIN)
    assert refused.value.code == "D-102"


def test_setting_the_clock_back_prolongs_nothing(verifiers: PinVerifiers, clock: FakeClock) -> None:
    verifiers.keep(OFFICER, PIN)
    clock.advance(73 * 3600)
    assert verifiers.offline_until(OFFICER) is None
    clock.set_wall_clock(NOON)

    assert _refusal(verifiers, PIN)[0] == "D-106"


def test_a_clock_that_ran_ahead_once_locks_nobody_out_after_the_next_sign_in(
    verifiers: PinVerifiers, clock: FakeClock
) -> None:
    verifiers.keep(OFFICER, PIN)
    clock.set_wall_clock(NOON + timedelta(days=365))
    assert verifiers.offline_until(OFFICER) is None
    clock.set_wall_clock(NOON)
    verifiers.keep(OFFICER, PIN)

    assert verifiers.check(OFFICER, PIN) == NOON + timedelta(hours=72)


def test_a_damaged_verifier_counts_as_none(verifiers: PinVerifiers, store: Store) -> None:
    of_an_older_program = '{"pin_hash": "x", "verified_at": "2026-11-25T05:00:00+00:00"}'
    odd_hour = '{"keyed_hash": "x", "secret_label": "y", "verified_at": 5}'
    for damaged in ("not json", '{"other": 1}', odd_hour, of_an_older_program):
        store.memory.remember("access.verifier.officer", damaged)
        assert verifiers.offline_until(OFFICER) is None

    verifiers.keep(OFFICER, PIN)
    kept = store.memory.recall("access.verifier.officer")
    assert kept is not None
    assert PIN not in kept
    store.memory.remember("access.verifier.officer", kept.replace("argon2id", "rubbish"))
    assert _refusal(verifiers, PIN)[0] == "D-102"
