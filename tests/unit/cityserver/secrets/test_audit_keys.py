"""The secrets of the audit log: whole, for the server's account alone, and of a backup too."""

from pathlib import Path

import pytest

from desktop.cityserver.secrets.audit_keys import KEY_FILE, ensure_audit_keys
from desktop.cityserver.secrets.key_files import KeyUnreadable, add_secrets

pytestmark = pytest.mark.unit


def test_a_secret_is_made_once(tmp_path: Path) -> None:
    first = ensure_audit_keys(tmp_path)
    assert ensure_audit_keys(tmp_path) == first
    assert (tmp_path / KEY_FILE).stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [KEY_FILE]


def test_a_file_that_was_cut_at_its_creation_is_made_again(tmp_path: Path) -> None:
    (tmp_path / KEY_FILE).touch()
    (tmp_path / f"{KEY_FILE}.part").write_text("half")
    assert ensure_audit_keys(tmp_path).newest


def test_one_that_holds_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / KEY_FILE).write_text("not a secret")
    with pytest.raises(KeyUnreadable):
        ensure_audit_keys(tmp_path)
    assert (tmp_path / KEY_FILE).read_text() == "not a secret"


def test_secrets_of_a_backup_verify_and_the_one_that_is_here_seals(tmp_path: Path) -> None:
    (tmp_path / "backup").mkdir()
    former = ensure_audit_keys(tmp_path / "backup")
    kept = tmp_path / "backup" / KEY_FILE
    here = ensure_audit_keys(tmp_path)
    add_secrets(tmp_path / KEY_FILE, kept)
    add_secrets(tmp_path / KEY_FILE, kept)
    both = ensure_audit_keys(tmp_path)
    assert both.newest == here.newest
    assert both.secrets.keys() == {here.newest, former.newest}
    (tmp_path / KEY_FILE).unlink()
    add_secrets(tmp_path / KEY_FILE, kept)
    assert ensure_audit_keys(tmp_path) == former
