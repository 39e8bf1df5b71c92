"""What a worker gives up, and what it says of itself where the system has not all of it."""

import sys

import pytest

from desktop.documents.preview import lock_in as module
from desktop.documents.preview.lock_in import FONTS, lock_in, needed_calls
from desktop.sandbox.measures import Measure, words
from desktop.sandbox.syscalls import X86_64

pytestmark = pytest.mark.unit

HARMFUL = {
    "bpf", "clone", "connect", "execve", "execveat", "fork", "io_uring_setup", "keyctl", "mount",
    "open", "pidfd_getfd", "process_vm_readv", "process_vm_writev", "ptrace", "socket", "unshare",
}  # fmt: skip


def test_nothing_harmful_is_needed_to_draw() -> None:
    for may_open in (False, True):
        names = {call.name for call in needed_calls(may_open=may_open, process=7)}
        assert not names & HARMFUL
        assert names <= set(X86_64.numbers), "a call without a number would be left out unseen"


def test_what_could_do_harm_is_bound_to_its_arguments() -> None:
    calls = {call.name: call for call in needed_calls(may_open=True, process=7)}
    for name in ("mmap", "mprotect", "newfstatat", "openat", "prlimit64", "tgkill"):
        assert calls[name].only_if, name
    (own,) = calls["tgkill"].only_if
    assert (own.argument, own.value) == (0, 7)


def test_without_landlock_no_file_is_opened_at_all() -> None:
    names = {call.name for call in needed_calls(may_open=False, process=7)}
    assert not names & {"openat", "getdents64"}


@pytest.mark.skipif(sys.platform == "win32", reason="the kernel of Linux")
@pytest.mark.parametrize(
    ("architecture", "privileges", "files", "calls", "expected"),
    [
        (X86_64, True, True, True, "limits,no_new_rights,files,calls"),
        (X86_64, True, False, True, "limits,no_new_rights,calls"),
        (X86_64, True, True, False, "limits,no_new_rights,files"),
        (X86_64, False, True, True, "limits"),
        (None, True, True, True, "limits"),
    ],
)
def test_a_worker_says_what_holds_and_no_more(
    monkeypatch: pytest.MonkeyPatch,
    architecture: object,
    privileges: bool,
    files: bool,
    calls: bool,
    expected: str,
) -> None:
    asked: list[str] = []
    filters: list[list[object]] = []

    def keep_calls(program: list[object], _: object) -> bool:
        filters.append(program)
        return calls

    def keep_files(readable: object, _: object) -> bool:
        assert readable == FONTS
        asked.append("files")
        return files

    monkeypatch.setattr(module, "limit_this_process", lambda: Measure.LIMITS)
    monkeypatch.setattr(module, "this_architecture", lambda: architecture)
    monkeypatch.setattr(module, "give_up_new_rights", lambda: privileges)
    monkeypatch.setattr(module, "refuse_files", keep_files)
    monkeypatch.setattr(module, "refuse_calls", keep_calls)
    assert words(lock_in()) == expected
    if filters:
        opens = X86_64.numbers["openat"]
        is_open_allowed = (0x15, 0, 5, opens) in filters[0]
        assert is_open_allowed is files
