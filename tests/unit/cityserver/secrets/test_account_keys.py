"""Secrets of apps lie sealed: of use to nobody without the key file, nor for another person."""

from pathlib import Path

import pytest

from desktop.cityserver.secrets.account_keys import ACCOUNT_KEY_FILE, AccountKeys
from desktop.cityserver.secrets.key_files import KeyUnreadable, add_secrets

pytestmark = pytest.mark.unit

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def test_what_is_sealed_comes_back_for_the_same_person_only(tmp_path: Path) -> None:
    keys = AccountKeys(tmp_path)
    sealed = keys.seal("user-1", SECRET)
    assert SECRET not in sealed
    assert len(sealed) <= 200  # the column
    assert keys.open("user-1", sealed) == SECRET
    assert keys.seal("user-1", SECRET) != sealed


def test_of_another_person_or_changed_it_opens_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    keys = AccountKeys(tmp_path)
    sealed = keys.seal("user-1", SECRET)
    key_id, _, text = sealed.partition(".")
    for user_id, odd in [
        ("user-2", sealed),
        ("user-1", f"{key_id}.{text[:-8]}AAAAAAA="),
        ("user-1", f"{key_id}.not base64"),
        ("user-1", f"{key_id}."),
    ]:
        assert keys.open(user_id, odd) is None
    assert [one.message.split("=")[0] for one in caplog.records] == [
        *["sealed secret damaged key"] * 4
    ]
    assert SECRET not in caplog.text
    assert "user-" not in "".join(one.message for one in caplog.records)


def test_the_key_is_the_accounts_alone(tmp_path: Path) -> None:
    AccountKeys(tmp_path).ensure()
    path = tmp_path / ACCOUNT_KEY_FILE
    assert path.stat().st_mode & 0o777 == 0o600
    kept = path.read_text()
    AccountKeys(tmp_path).ensure()
    assert path.read_text() == kept


def test_without_its_key_nothing_opens_and_a_kept_one_opens_it_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    former = AccountKeys(tmp_path / "former")
    (tmp_path / "former").mkdir()
    sealed = former.seal("user-1", SECRET)
    keys = AccountKeys(tmp_path)
    assert keys.open("user-1", sealed) is None
    assert "account key not here" in caplog.text
    add_secrets(tmp_path / ACCOUNT_KEY_FILE, tmp_path / "former" / ACCOUNT_KEY_FILE)
    assert keys.open("user-1", sealed) == SECRET
    assert former.open("user-1", keys.seal("user-1", SECRET)) is None


def test_a_file_without_a_key_is_said(tmp_path: Path) -> None:
    (tmp_path / ACCOUNT_KEY_FILE).write_text("nothing\n")
    with pytest.raises(KeyUnreadable, match=r"account\.key: no secret"):
        AccountKeys(tmp_path).ensure()
