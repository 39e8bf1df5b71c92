import pytest

from desktop.store.database.keys import derive_keys

pytestmark = pytest.mark.unit


def test_each_purpose_has_its_own_key_and_none_is_the_room_key() -> None:
    room_key = bytes(range(32))
    keys = derive_keys(room_key)

    assert len({room_key, keys.database, keys.blobs, keys.names}) == 4
    assert derive_keys(room_key) == keys


def test_a_key_never_shows_itself() -> None:
    assert bytes(range(32)).hex()[:8] not in repr(derive_keys(bytes(range(32))))
    assert "database=" not in repr(derive_keys(bytes(32)))


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_room_key_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        derive_keys(bytes(length))
