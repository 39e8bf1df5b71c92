"""What is sealed for the city opens with either key, and with nothing else."""

import contextlib

import pytest

from desktop.settings import sealing
from desktop.settings.sealing import EscrowFault, EscrowRefused, is_public_key, public_key_of
from tests.fakes.fake_age import cheap_encrypt
from tests.rigs.city.city_keys import CITY_KEYS, FIRST_PRIVATE, LATER_PRIVATE, SECOND_PRIVATE

pytestmark = pytest.mark.unit

PASSPHRASE = "một câu dài mà chỉ hai người biết"


@pytest.fixture(scope="module")
def key_file() -> str:
    return sealing.protect(FIRST_PRIVATE, PASSPHRASE, encrypt=cheap_encrypt)


@pytest.mark.parametrize("private_key", [FIRST_PRIVATE, SECOND_PRIVATE])
def test_either_key_opens_it(private_key: str) -> None:
    sealed = sealing.seal(b"secret", CITY_KEYS)
    assert b"secret" not in sealed.encode()
    assert sealing.unseal(sealed, private_key) == b"secret"


def test_another_key_does_not() -> None:
    with pytest.raises(EscrowRefused):
        sealing.unseal(sealing.seal(b"secret", CITY_KEYS), LATER_PRIVATE)


def test_two_seals_of_one_secret_are_not_alike() -> None:
    assert sealing.seal(b"secret", CITY_KEYS) != sealing.seal(b"secret", CITY_KEYS)


def test_a_damaged_seal_never_gives_another_secret() -> None:
    sealed = sealing.seal(b"secret", CITY_KEYS)
    for place in range(40, len(sealed) - 40, 7):
        other = "A" if sealed[place] != "A" else "B"
        damaged = sealed[:place] + other + sealed[place + 1 :]
        # the stanza of the other key may be spoilt without harm to this one
        with contextlib.suppress(EscrowRefused):
            assert sealing.unseal(damaged, FIRST_PRIVATE) == b"secret"


@pytest.mark.parametrize("text", ["", "không phải", "-----BEGIN AGE ENCRYPTED FILE-----\n"])
def test_what_was_never_sealed_is_damaged(text: str) -> None:
    with pytest.raises(EscrowRefused) as refused:
        sealing.unseal(text, FIRST_PRIVATE)
    assert refused.value.fault is EscrowFault.DAMAGED


@pytest.mark.parametrize("key", ["", "age1", CITY_KEYS[0][:-1], "ssh-ed25519 AAAA", FIRST_PRIVATE])
def test_a_public_key_is_known_by_its_spelling(key: str) -> None:
    assert not is_public_key(key)
    with pytest.raises(EscrowRefused) as refused:
        sealing.seal(b"secret", (CITY_KEYS[0], key))
    assert refused.value.fault is EscrowFault.NOT_A_PUBLIC_KEY


def test_keys_are_pairs() -> None:
    private_key = sealing.new_private_key()
    public_key = public_key_of(private_key)
    assert is_public_key(public_key)
    assert sealing.unseal(sealing.seal(b"x", (public_key,)), private_key) == b"x"
    with pytest.raises(EscrowRefused) as refused:
        public_key_of("AGE-SECRET-KEY-1NONE")
    assert refused.value.fault is EscrowFault.NOT_A_KEY_FILE


def test_a_private_key_lies_in_a_file_under_its_passphrase(key_file: str) -> None:
    assert FIRST_PRIVATE not in key_file
    assert sealing.unprotect(key_file, PASSPHRASE) == FIRST_PRIVATE


def test_without_another_one_the_library_itself_encrypts(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def encrypt(plain: bytes, passphrase: str, *, armored: bool) -> bytes:
        asked.append((plain, passphrase, armored))
        return b"sealed"

    monkeypatch.setattr(sealing._library().passphrase, "encrypt", encrypt)
    assert sealing.protect(FIRST_PRIVATE, PASSPHRASE) == "sealed"
    assert asked == [(f"{FIRST_PRIVATE}\n".encode(), PASSPHRASE, True)]


def test_a_wrong_passphrase_opens_no_key(key_file: str) -> None:
    with pytest.raises(EscrowRefused) as refused:
        sealing.unprotect(key_file, PASSPHRASE + ".")
    assert refused.value.fault is EscrowFault.NOT_OPENED


@pytest.mark.parametrize("text", ["", FIRST_PRIVATE, "{}"])
def test_a_file_that_holds_no_protected_key_says_so(text: str) -> None:
    with pytest.raises(EscrowRefused) as refused:
        sealing.unprotect(text, PASSPHRASE)
    assert refused.value.fault is EscrowFault.NOT_A_KEY_FILE


def test_a_short_passphrase_protects_nothing() -> None:
    with pytest.raises(EscrowRefused) as refused:
        sealing.protect(FIRST_PRIVATE, "mười một ký")
    assert refused.value.fault is EscrowFault.TOO_SHORT


class BusyLibrary:
    """age on a PC that is busy for the first so many times."""

    class DecryptError(Exception):
        pass

    def __init__(self, busy: int) -> None:
        self.asked = 0
        self._busy = busy
        self.passphrase = self

    def decrypt(self, _text: bytes, _passphrase: str) -> bytes:
        self.asked += 1
        if self.asked <= self._busy:
            raise self.DecryptError("Excessive work parameter for passphrase.")
        return b"opened"


@pytest.mark.parametrize(("busy", "is_opened"), [(0, True), (4, True), (5, False)])
def test_a_pc_that_is_busy_for_a_moment_is_asked_again(
    monkeypatch: pytest.MonkeyPatch, *, busy: int, is_opened: bool
) -> None:
    monkeypatch.setattr(sealing, "_library", lambda: BusyLibrary(busy))
    if is_opened:
        assert sealing._opened("text", "passphrase") == b"opened"
    else:
        with pytest.raises(EscrowRefused) as refused:
            sealing._opened("text", "passphrase")
        assert refused.value.fault is EscrowFault.NOT_OPENED
