"""The commands about keys: what they do, what they refuse, and in which words."""

import io
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest

from desktop.app import main
from desktop.app.keys import escrow as escrow_command
from desktop.app.keys import recover_room, wipe_room
from desktop.app.keys import words as key_words
from desktop.app.room.escrow_keeper import EscrowKeeper, read_escrow_file
from desktop.app.room.folders import RoomFolders
from desktop.app.room.room_key import room_key_request
from desktop.diagnostics.exit_codes import ExitCode
from desktop.domain.sync.operation import EntityKind
from desktop.settings.escrow import FILE_NAME, Escrow, escrow_text, make_escrow
from desktop.settings.sealing import EscrowFault, is_public_key, protect, public_key_of, unprotect
from desktop.settings.secrets import SERVICE, keep_room_key
from desktop.store.database.folder_lock import FolderLock
from desktop.store.database.keys import derive_keys
from desktop.store.store import open_store
from tests.fakes.fake_age import cheap_encrypt
from tests.fakes.fake_clock import FakeClock
from tests.fakes.fake_keyring import FakeKeyring
from tests.rigs.city.city_keys import (
    CITY_KEYS,
    FIRST_PRIVATE,
    LATER_KEYS,
    LATER_PRIVATE,
    SECOND_PRIVATE,
)
from tests.rigs.city.running_city_server import COMMUNE
from tests.rigs.desk.old_pc import LINES, PAPERS, ROOM_KEY, fill, make_old_pc
from tests.samples.store import LIMIT_S, line_operation, upload

pytestmark = pytest.mark.unit

PASSPHRASE = "một câu dài mà chỉ hai người biết"
LABEL = derive_keys(ROOM_KEY).label


@dataclass
class Terminal:
    """Whoever sits at it."""

    answers: list[str] = field(default_factory=list)
    passphrases: list[str] = field(default_factory=list)


@dataclass
class Pc:
    """A PC whose settings name the room COMMUNE, its keyring, its terminal."""

    folder: Path
    keyring: FakeKeyring
    terminal: Terminal
    capture: pytest.CaptureFixture[str]

    def __post_init__(self) -> None:
        self.set_keys(CITY_KEYS)

    @property
    def folders(self) -> RoomFolders:
        data = self.folder / "data"
        return RoomFolders(data / "rooms" / COMMUNE, data / "copies" / COMMUNE, self.folder / "log")

    @property
    def escrow(self) -> Escrow | None:
        return read_escrow_file(self.folders.records / FILE_NAME)

    @property
    def key(self) -> str | None:
        return self.keyring.kept.get((SERVICE, f"room:{COMMUNE}"))

    def set_keys(self, keys: tuple[str, ...] | None, *, site_id: str | None = COMMUNE) -> None:
        lines = [
            f'data_folder = "{self.folder / "data"}"',
            f'recording_second_folder = "{self.folder / "second"}"',
        ]
        if site_id is not None:
            lines.append(f'site_id = "{site_id}"')
        if keys is not None:
            lines.append(f"escrow_keys = {list(keys)}")
        (self.folder / "settings.toml").write_text("\n".join(lines))

    def run(self, *words: str) -> int:
        return main.main([*words, "--settings", str(self.folder / "settings.toml")])

    def said(self) -> str:
        return "".join(self.capture.readouterr())

    def set_up(self, *, is_filled: bool = False) -> None:
        """The program ran here: a key, records, an escrow."""
        folders = self.folders
        request = room_key_request(COMMUNE, folders.records, folders.copies)
        keep_room_key(request, self.keyring, ROOM_KEY)
        clock = FakeClock()
        store = open_store(folders.records, ROOM_KEY, clock, copies_folder=folders.copies)
        if is_filled:
            fill(store, clock)
        keeper = EscrowKeeper(
            folder=folders.records, site_id=COMMUNE, room_key=ROOM_KEY, memory=store.memory
        )
        keeper.ensure(CITY_KEYS)
        store.close()


@pytest.fixture
def pc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Pc:
    made = Pc(tmp_path, FakeKeyring(), Terminal(), capsys)
    for module in (escrow_command, recover_room, wipe_room):
        monkeypatch.setattr(module, "system_keyring", lambda: made.keyring)
    monkeypatch.setattr(escrow_command, "protect", partial(protect, encrypt=cheap_encrypt))
    for module in (escrow_command, recover_room):
        monkeypatch.setattr(module, "ask_passphrase", lambda _: made.terminal.passphrases.pop(0))
    for module in (escrow_command, wipe_room):
        monkeypatch.setattr(module, "ask_line", lambda _: made.terminal.answers.pop(0))
    return made


@pytest.mark.parametrize("fault", EscrowFault)
def test_every_fault_has_its_words_in_both_languages(fault: EscrowFault) -> None:
    vietnamese, _, english = key_words.FAULTS[fault].partition(" · ")
    assert vietnamese
    assert english.isascii()


@pytest.mark.parametrize(
    "words", [("escrow", "show"), ("escrow", "renew"), ("wipe-room",), ("recover-room",)]
)
def test_a_pc_that_is_bound_to_no_room_says_so(pc: Pc, words: tuple[str, ...]) -> None:
    pc.set_keys(None, site_id=None)
    if words == ("recover-room",):
        words = ("recover-room", "--escrow", "x", "--key", "y")
    assert pc.run(*words) == ExitCode.FAILED
    assert "site_id" in pc.said()


# ---- passphrases and answers ---------------------------------------------------------------------


def test_a_passphrase_from_a_pipe_is_composed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("mo\u0323\u0302t\n"))
    assert key_words.ask_passphrase("?") == "một"
    assert key_words.ask_line("?") == ""


@pytest.mark.parametrize(("answer", "agrees"), [("Đồng ý", True), ("YES", True), ("y", False)])
def test_only_a_whole_word_agrees(answer: str, *, agrees: bool) -> None:
    assert key_words.is_yes(answer) is agrees


# ---- escrow make-key -----------------------------------------------------------------------------


def make_key(pc: Pc, *passphrases: str) -> int:
    pc.terminal.passphrases[:] = passphrases
    return main.main(["escrow", "make-key", "--out", str(pc.folder / "city.key")])


def test_a_key_pair_is_made_and_opens_with_its_passphrase(pc: Pc) -> None:
    assert make_key(pc, PASSPHRASE, PASSPHRASE) == ExitCode.OK
    out = pc.capture.readouterr().out.strip()
    assert is_public_key(out)
    path = pc.folder / "city.key"
    assert path.stat().st_mode & 0o777 == 0o600
    assert public_key_of(unprotect(path.read_text(), PASSPHRASE)) == out
    before = path.read_bytes()
    assert make_key(pc) == ExitCode.FAILED
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("passphrases", "word"), [(("short",), "12"), ((PASSPHRASE, "khác" * 5), "not the same")]
)
def test_no_key_without_a_passphrase_that_was_meant(
    pc: Pc, passphrases: tuple[str, ...], word: str
) -> None:
    assert make_key(pc, *passphrases) == ExitCode.FAILED
    assert word in pc.said()
    assert not (pc.folder / "city.key").exists()


def test_a_folder_that_takes_no_key_is_told(pc: Pc) -> None:
    pc.terminal.passphrases[:] = [PASSPHRASE, PASSPHRASE]
    out = pc.folder / "nowhere" / "city.key"
    assert main.main(["escrow", "make-key", "--out", str(out)]) == ExitCode.FAILED
    assert str(out) in pc.said()


# ---- escrow show, renew --------------------------------------------------------------------------


def test_show_names_the_keys_and_says_when_they_differ(pc: Pc) -> None:
    assert pc.run("escrow", "show") == ExitCode.FAILED
    assert "no escrow" in pc.said()
    pc.set_up()
    assert pc.run("escrow", "show") == ExitCode.OK
    assert pc.said().count(CITY_KEYS[1]) == 2
    pc.set_keys(LATER_KEYS)
    assert pc.run("escrow", "show") == ExitCode.FAILED
    assert "renew" in pc.said()


def test_renew_seals_for_the_new_keys_after_a_person_agreed(pc: Pc) -> None:
    pc.set_up()
    pc.set_keys(LATER_KEYS)
    pc.terminal.answers[:] = ["đồng ý"]
    assert pc.run("escrow", "renew") == ExitCode.OK
    said = pc.said()
    assert CITY_KEYS[1] in said
    assert LATER_KEYS[1] in said
    assert pc.escrow is not None
    assert pc.escrow.keys == LATER_KEYS
    assert pc.run("escrow", "show") == ExitCode.OK


@pytest.mark.parametrize("given", [("", None), (None, ",".join(CITY_KEYS)), (None, "rubbish")])
def test_without_a_clear_yes_nothing_is_sealed(
    pc: Pc, given: tuple[str | None, str | None]
) -> None:
    pc.set_up()
    before = pc.escrow
    pc.set_keys(LATER_KEYS)
    answer, accepted = given
    pc.terminal.answers[:] = [] if answer is None else [answer]
    words = () if accepted is None else ("--accept", accepted)
    assert pc.run("escrow", "renew", *words) == ExitCode.FAILED
    assert key_words.NOTHING_CHANGED in pc.said()
    assert pc.escrow == before


def test_a_script_names_the_keys_that_it_means(pc: Pc) -> None:
    pc.set_up()
    pc.set_keys(LATER_KEYS)
    accepted = f"{LATER_KEYS[1]}, {LATER_KEYS[0]}"
    assert pc.run("escrow", "renew", "--accept", accepted) == ExitCode.OK
    assert pc.escrow is not None
    assert pc.escrow.keys == LATER_KEYS


def test_renew_says_what_it_lacks(pc: Pc) -> None:
    accept = ("--accept", ",".join(CITY_KEYS))
    assert pc.run("escrow", "renew", *accept) == ExitCode.STORE_UNREADABLE
    assert "D-203" in pc.said()
    pc.set_up()
    (pc.folders.records / FILE_NAME).unlink()
    (pc.folders.records / FILE_NAME).mkdir()
    assert pc.run("escrow", "renew", *accept) == ExitCode.FAILED
    assert "was not written" in pc.said()
    lock = FolderLock(folder=pc.folders.records)
    lock.acquire()
    assert pc.run("escrow", "renew", *accept) == ExitCode.ROOM_TAKEN
    lock.release()
    pc.keyring.kept.clear()
    assert pc.run("escrow", "renew", *accept) == ExitCode.STORE_UNREADABLE
    pc.set_keys(None)
    assert pc.run("escrow", "renew", *accept) == ExitCode.FAILED
    assert "escrow_keys" in pc.said()


# ---- recover-room --------------------------------------------------------------------------------


@pytest.fixture
def recover(pc: Pc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """The command, with a private key whose passphrase is the key itself: quick."""
    monkeypatch.setattr(recover_room, "unprotect", lambda _text, passphrase: passphrase)
    escrow = make_escrow(ROOM_KEY, site_id=COMMUNE, label=LABEL, keys=CITY_KEYS)
    (tmp_path / "rescued.escrow").write_text(escrow_text(escrow))
    (tmp_path / "city.key").write_text("protected")

    def run(*words: str, private_key: str = SECOND_PRIVATE, escrow: str = "rescued.escrow") -> int:
        pc.terminal.passphrases[:] = [private_key]
        files = ("--escrow", str(tmp_path / escrow), "--key", str(tmp_path / "city.key"))
        return pc.run("recover-room", *files, *words)

    return run


@pytest.mark.parametrize("private_key", [FIRST_PRIVATE, SECOND_PRIVATE])
def test_either_key_brings_the_room_to_this_pc(
    pc: Pc, recover: Callable[..., int], tmp_path: Path, private_key: str
) -> None:
    make_old_pc(tmp_path / "old", FakeClock())
    assert recover("--from", str(tmp_path / "old"), private_key=private_key) == ExitCode.OK
    said = pc.said()
    assert f"{len(LINES)} lines, {len(PAPERS)} papers" in said
    assert "enrol_code" in said
    assert pc.key is not None
    assert recover("--from", str(tmp_path / "old")) == ExitCode.FAILED
    assert "leave out --from" in pc.said()


def test_a_lost_keyring_is_given_its_key_back(pc: Pc, recover: Callable[..., int]) -> None:
    pc.set_up(is_filled=True)
    pc.keyring.kept.clear()
    assert recover() == ExitCode.OK
    assert "enrol_code" not in pc.said()
    assert pc.key is not None


def test_copies_alone_say_what_is_missing(
    pc: Pc, recover: Callable[..., int], tmp_path: Path
) -> None:
    old = make_old_pc(tmp_path / "old", FakeClock())
    assert recover("--from", str(old.folders.copies)) == ExitCode.OK
    said = pc.said()
    assert f"{len(PAPERS)} tài liệu không có tệp" in said
    assert "made anew from copies; 0 records are gone" in said


@pytest.mark.parametrize(
    ("private_key", "fault"),
    [(LATER_PRIVATE, EscrowFault.OTHER_KEY), ("no key", EscrowFault.NOT_A_KEY_FILE)],
)
def test_a_key_that_does_not_fit_opens_nothing(
    pc: Pc, recover: Callable[..., int], tmp_path: Path, private_key: str, fault: EscrowFault
) -> None:
    make_old_pc(tmp_path / "old", FakeClock())
    code = recover("--from", str(tmp_path / "old"), private_key=private_key)
    assert code == ExitCode.FAILED
    said = pc.said()
    assert key_words.FAULTS[fault] in said
    assert key_words.NOTHING_CHANGED in said
    assert pc.keyring.kept == {}
    assert not pc.folders.records.exists()


def test_a_wrong_passphrase_is_told(
    pc: Pc, recover: Callable[..., int], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(recover_room, "unprotect", unprotect)
    assert recover(private_key="sai") == ExitCode.FAILED
    assert key_words.FAULTS[EscrowFault.NOT_A_KEY_FILE] in pc.said()
    (tmp_path / "city.key").write_text("-----BEGIN AGE ENCRYPTED FILE-----\nAAAA\n")
    assert recover(private_key="sai") == ExitCode.FAILED
    assert key_words.FAULTS[EscrowFault.NOT_OPENED] in pc.said()


@pytest.mark.parametrize("text", ["", "{}", "x" * 20_000])
def test_a_damaged_escrow_is_told(
    pc: Pc, recover: Callable[..., int], tmp_path: Path, text: str
) -> None:
    (tmp_path / "damaged.escrow").write_text(text)
    assert recover(escrow="damaged.escrow") == ExitCode.FAILED
    assert key_words.FAULTS[EscrowFault.DAMAGED] in pc.said()


def test_another_room_s_escrow_is_told(pc: Pc, recover: Callable[..., int], tmp_path: Path) -> None:
    other = make_escrow(ROOM_KEY, site_id="site-other", label=LABEL, keys=CITY_KEYS)
    (tmp_path / "other.escrow").write_text(escrow_text(other))
    assert recover(escrow="other.escrow") == ExitCode.FAILED
    assert key_words.FAULTS[EscrowFault.OTHER_ROOM] in pc.said()


def test_missing_files_and_a_missing_keyring_are_told_before_anything_is_asked(
    pc: Pc, recover: Callable[..., int], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert recover(escrow="nowhere.escrow") == ExitCode.MISSING_PREREQUISITE
    assert "nowhere.escrow" in pc.said()
    assert recover("--from", str(tmp_path / "nowhere")) == ExitCode.MISSING_PREREQUISITE
    monkeypatch.setattr(recover_room, "system_keyring", lambda: None)
    assert recover() == ExitCode.MISSING_PREREQUISITE
    assert "D-201" in pc.said()


def test_nothing_found_a_running_program_another_key_and_a_bad_disk_are_told(
    pc: Pc, recover: Callable[..., int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").mkdir()
    assert recover("--from", str(tmp_path / "empty")) == ExitCode.FAILED
    assert "no copies of this key" in pc.said()
    pc.set_up()
    lock = FolderLock(folder=pc.folders.records)
    lock.acquire()
    assert recover() == ExitCode.ROOM_TAKEN
    lock.release()
    pc.keyring.kept[SERVICE, f"room:{COMMUNE}"] = "another key"
    assert recover() == ExitCode.STORE_UNREADABLE
    assert "D-205" in pc.said()
    assert pc.key == "another key"
    (tmp_path / "folder").mkdir()
    assert recover(escrow="folder") == ExitCode.FAILED
    assert "Cannot read or write" in pc.said()


# ---- wipe-room --delete --------------------------------------------------------------------------


def test_records_are_deleted_with_their_key(pc: Pc) -> None:
    pc.set_up()
    assert pc.run("wipe-room", "--confirm", COMMUNE, "--delete") == ExitCode.OK
    assert pc.key is None
    assert not pc.folders.records.exists()
    assert not pc.folders.copies.exists()


def test_what_was_not_sent_is_not_deleted_unless_given_up(pc: Pc) -> None:
    pc.set_up(is_filled=True)
    assert pc.run("wipe-room", "--confirm", COMMUNE, "--delete") == ExitCode.FAILED
    assert pc.key is not None
    assert pc.folders.records.is_dir()
    assert pc.run("wipe-room", "--confirm", COMMUNE, "--delete", "--force") == ExitCode.OK
    assert not pc.folders.records.exists()


def test_a_note_of_who_opened_a_denunciation_is_given_up_knowingly_too(pc: Pc) -> None:
    pc.set_up()
    store = open_store(pc.folders.records, ROOM_KEY, FakeClock())
    view = line_operation("seen", "view-1", EntityKind.VIEW)
    store.items.record(view, None).result(LIMIT_S)
    store.close()
    assert pc.run("wipe-room", "--confirm", COMMUNE, "--delete") == ExitCode.FAILED
    assert "1 thao tác" in pc.said()
    assert pc.run("wipe-room", "--confirm", COMMUNE, "--delete", "--force") == ExitCode.OK


def test_another_room_s_records_are_not_deleted(pc: Pc) -> None:
    pc.set_up()
    assert pc.run("wipe-room", "--confirm", "", "--delete") == ExitCode.FAILED
    assert pc.folders.records.is_dir()


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_in_place_of_the_copies_is_not_followed(pc: Pc, tmp_path: Path) -> None:
    pc.set_up()
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept").write_text("of somebody else")
    shutil.rmtree(pc.folders.copies, ignore_errors=True)
    pc.folders.copies.symlink_to(outside)
    assert pc.run("wipe-room", "--confirm", COMMUNE, "--delete") == ExitCode.FAILED
    assert (outside / "kept").exists()


# ---- wipe-room -----------------------------------------------------------------------------------


def test_wiped_the_room_has_no_key_and_no_escrow(pc: Pc) -> None:
    pc.set_up()
    pc.terminal.answers[:] = [COMMUNE]
    assert pc.run("wipe-room") == ExitCode.OK
    said = pc.said()
    assert "erased" in said
    assert "city-escrow --remove" in said
    assert pc.keyring.kept == {}
    assert pc.escrow is None
    assert (pc.folders.records / "store.db").exists()


def test_what_was_not_sent_is_not_given_up_without_a_word(pc: Pc) -> None:
    pc.set_up(is_filled=True)
    assert pc.run("wipe-room", "--confirm", COMMUNE) == ExitCode.FAILED
    assert f"{len(LINES) + len(PAPERS)} operations" in pc.said()
    assert pc.key is not None
    assert pc.escrow is not None
    assert pc.run("wipe-room", "--confirm", COMMUNE, "--force") == ExitCode.OK
    assert pc.key is None


def test_a_paper_the_city_refused_is_not_given_up_without_a_word(pc: Pc) -> None:
    pc.set_up()
    store = open_store(pc.folders.records, ROOM_KEY, FakeClock(), copies_folder=pc.folders.copies)
    store.transfers.finish(upload(), "hash_mismatch").result(LIMIT_S)
    store.close()
    assert pc.run("wipe-room", "--confirm", COMMUNE) == ExitCode.FAILED
    assert "1 refused" in pc.said()
    assert pc.key is not None


def test_the_only_keys_of_recordings_are_not_given_up_without_a_word(pc: Pc) -> None:
    pc.set_up()
    (pc.folders.records / "recordings" / "session-1").mkdir(parents=True)
    for name in ("session-1", "session-2"):  # of which one lies on both disks
        (pc.folder / "second" / COMMUNE / "recordings" / name).mkdir(parents=True)
    assert pc.run("wipe-room", "--confirm", COMMUNE) == ExitCode.FAILED
    assert "The keys of 2 recordings are here alone" in pc.said()
    assert pc.key is not None
    assert pc.run("wipe-room", "--confirm", COMMUNE, "--force") == ExitCode.OK
    assert pc.key is None


@pytest.mark.parametrize("answer", ["", "yes", "site-other"])
def test_only_the_room_s_own_name_wipes_it(pc: Pc, answer: str) -> None:
    pc.set_up()
    pc.terminal.answers[:] = [answer]
    assert pc.run("wipe-room") == ExitCode.FAILED
    assert pc.run("wipe-room", "--confirm", answer) == ExitCode.FAILED
    assert key_words.NOTHING_CHANGED in pc.said()
    assert pc.key is not None


def test_a_room_that_cannot_be_counted_is_wiped_by_force_only(pc: Pc) -> None:
    pc.set_up()
    pc.keyring.kept[SERVICE, f"room:{COMMUNE}"] = "damaged"
    assert pc.run("wipe-room", "--confirm", COMMUNE) == ExitCode.FAILED
    assert "D-205" in pc.said()
    assert pc.run("wipe-room", "--confirm", COMMUNE, "--force") == ExitCode.OK
    assert pc.keyring.kept == {}


def test_wiping_says_what_stands_against_it(pc: Pc, monkeypatch: pytest.MonkeyPatch) -> None:
    assert pc.run("wipe-room", "--confirm", COMMUNE) == ExitCode.FAILED
    assert "No records here" in pc.said()
    pc.set_up()
    lock = FolderLock(folder=pc.folders.records)
    lock.acquire()
    assert pc.run("wipe-room", "--confirm", COMMUNE, "--force") == ExitCode.ROOM_TAKEN
    lock.release()
    monkeypatch.setattr(wipe_room, "system_keyring", lambda: None)
    assert pc.run("wipe-room", "--confirm", COMMUNE, "--force") == ExitCode.FAILED
    assert "D-201" in pc.said()
    assert pc.key is not None


def test_a_room_whose_database_is_gone_is_wiped_too(pc: Pc) -> None:
    pc.set_up()
    (pc.folders.records / "store.db").unlink()
    assert pc.run("wipe-room", "--confirm", COMMUNE) == ExitCode.OK
    assert pc.key is None
